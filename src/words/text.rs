//! A sentence that is said later, when the language is known: failures and reasons arise deep down, where nobody asks for a language.

use std::cmp::Ordering;
use std::error::Error;
use std::fmt;
use std::io::{self, ErrorKind};
use std::sync::Arc;

use super::{Lang, system as said};

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

    /// What an error of reading or writing says: in our own words where they are known, else in those of the system.
    #[must_use]
    pub fn of_io(error: &io::Error) -> Self {
        if let Some(text) = error.get_ref().and_then(|inner| inner.downcast_ref::<Self>()) {
            return text.clone();
        }
        let known: fn(Lang) -> &'static str = match error.kind() {
            ErrorKind::NotFound => said::not_found,
            ErrorKind::PermissionDenied => said::permission_denied,
            ErrorKind::AlreadyExists => said::already_exists,
            ErrorKind::StorageFull => said::storage_full,
            ErrorKind::ReadOnlyFilesystem => said::read_only,
            ErrorKind::IsADirectory => said::is_a_directory,
            ErrorKind::NotADirectory => said::not_a_directory,
            ErrorKind::UnexpectedEof => said::unexpected_end,
            ErrorKind::BrokenPipe => said::broken_pipe,
            _ => return Self::verbatim(error.to_string()),
        };
        // What the system says beyond its own code is a detail that others added.
        match error.raw_os_error() {
            Some(code) => Self::from(move |lang: Lang| said::with_code(lang, known(lang), i64::from(code))),
            None if error.get_ref().is_some() => Self::verbatim(error.to_string()),
            None => Self::from(known),
        }
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

/// In English: for logs of developers, and where an error passes through the types of other libraries.
impl fmt::Display for Text {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.say(Lang::En))
    }
}

/// A text can be an error, so that it comes through `std::io` and is said in the language of the run at the other end (see [`Text::of_io`]).
impl Error for Text {}

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

impl PartialOrd for Text {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Text {
    fn cmp(&self, other: &Self) -> Ordering {
        self.say(Lang::En).cmp(&other.say(Lang::En))
    }
}

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

    #[test]
    fn an_error_of_the_system_is_said_in_the_language_too() {
        let said = |error: &io::Error, lang| Text::of_io(error).say(lang);
        let missing = std::fs::read("no/such/file").expect_err("it is not there");
        assert_eq!(said(&missing, Lang::En), "no such file or folder (system error 2)");
        assert_eq!(said(&missing, Lang::Ja), "ファイルまたはフォルダーが見つかりません (システム エラー 2)");
        let ours = io::Error::other(Text::from(|lang: Lang| lang.pick("ours", "当方")));
        assert_eq!((ours.to_string().as_str(), said(&ours, Lang::Ja).as_str()), ("ours", "当方"));
        let theirs = io::Error::new(ErrorKind::UnexpectedEof, "stream ended in the middle");
        assert_eq!(said(&theirs, Lang::Ja), "stream ended in the middle", "what a library says is not lost");
    }
}
