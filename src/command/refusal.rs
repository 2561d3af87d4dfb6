//! A command line that cannot be understood, in words. In English the library has them.

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::safe::visible;
use crate::words::{Lang, refusals as said};

/// What is wrong and what to do, in another language than English; `None` where the library says it, or nothing is wrong.
#[must_use]
pub fn refused(error: &Error, lang: Lang) -> Option<String> {
    if lang == Lang::En || !error.use_stderr() || error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        return None;
    }
    let context = |kind| error.get(kind).map(shown).unwrap_or_default();
    let (arg, value) = (context(ContextKind::InvalidArg), context(ContextKind::InvalidValue));
    let what = match error.kind() {
        ErrorKind::InvalidValue if value.is_empty() => said::no_value(lang, &arg),
        ErrorKind::InvalidValue => said::bad_value(lang, &value, &arg),
        ErrorKind::ValueValidation => {
            let why = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
            said::bad_value_because(lang, &value, &arg, &why)
        }
        ErrorKind::UnknownArgument => said::unknown_argument(lang, &arg),
        ErrorKind::InvalidSubcommand => said::unknown_command(lang, &context(ContextKind::InvalidSubcommand)),
        ErrorKind::MissingRequiredArgument => said::missing_argument(lang, &arg),
        ErrorKind::MissingSubcommand => said::missing_command(lang).to_owned(),
        ErrorKind::ArgumentConflict => said::conflict(lang, &arg, &context(ContextKind::PriorArg)),
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => said::wrong_number(lang, &arg),
        ErrorKind::InvalidUtf8 => said::no_text(lang).to_owned(),
        _ => return None,
    };
    let mut lines = vec![said::error(lang, &what)];
    let values = context(ContextKind::ValidValue);
    if !values.is_empty() {
        lines.push(said::values(lang, &values));
    }
    for kind in [ContextKind::SuggestedValue, ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand] {
        let suggestion = context(kind);
        if !suggestion.is_empty() {
            lines.push(said::suggestion(lang, &suggestion));
        }
    }
    lines.push(said::more(lang).to_owned());
    Some(lines.join("\n"))
}

/// A part of what the library found, on one line.
fn shown(value: &ContextValue) -> String {
    visible(&value.to_string()).into_owned()
}
