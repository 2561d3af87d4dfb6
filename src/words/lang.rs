//! The languages of sentences.

/// A language of sentences. Names of columns, codes and settings are never translated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Japanese, in the words of Microsoft's portal.
    Ja,
}

impl Lang {
    /// Its code in BCP 47, as `--lang` and HTML have it.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.pick("en", "ja")
    }

    /// The text of this language.
    #[must_use]
    pub fn pick<T>(self, en: T, ja: T) -> T {
        match self {
            Self::En => en,
            Self::Ja => ja,
        }
    }
}
