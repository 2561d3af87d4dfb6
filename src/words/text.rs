//! A sentence that is said later, when the language is known: failures and reasons arise deep down, where nobody asks for a language.

use std::fmt;
use std::sync::Arc;

use super::Lang;

/// A sentence in every language. It is made of a function of `words` with its arguments, or of one without any:
/// `Text::from(move |lang| failures::bad_zone(lang, &name))`.
#[derive(Clone)]
pub struct Text(Arc<dyn Fn(Lang) -> String + Send + Sync>);

impl Text {
    /// What is the same in every language: a name, a path, what somebody else says.
    #[must_use]
    pub fn verbatim(text: impl Into<String>) -> Self {
        let text = text.into();
        Self(Arc::new(move |_| text.clone()))
    }

    /// The sentence.
    #[must_use]
    pub fn say(&self, lang: Lang) -> String {
        (self.0)(lang)
    }
}

impl<S: Into<String>, F: Fn(Lang) -> S + Send + Sync + 'static> From<F> for Text {
    fn from(words: F) -> Self {
        Self(Arc::new(move |lang| words(lang).into()))
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.say(Lang::En), out)
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        self.say(Lang::En) == other.say(Lang::En)
    }
}

impl Eq for Text {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_said_in_the_language_that_is_asked_for() {
        let name = "x".to_owned();
        let text = Text::from(move |lang: Lang| format!("{name} {}", lang.pick("here", "ここ")));
        assert_eq!((text.say(Lang::En), text.say(Lang::Ja)), ("x here".to_owned(), "x ここ".to_owned()));
        assert_eq!(format!("{text:?}"), "\"x here\"");
        assert_eq!(Text::verbatim("a"), Text::from(|_: Lang| "a"));
    }
}
