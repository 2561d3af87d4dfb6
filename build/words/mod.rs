//! From Fluent files to Rust: one module for each file, one function for each message, one `match` on the language in it.
//!
//! Everything that Fluent finds out when it runs is found out here instead: a message that a language lacks, a placeholder that only one
//! language has, a selector that forgets a case. Nothing of Fluent is left in the program.

mod check;
mod code;
mod message;
mod read;

use std::path::Path;

/// Languages with their code, their variant of `Lang` and the number their `[one]` stands for (`None`: the language has no plural). The
/// first is the one that others are measured by.
pub(crate) const LANGUAGES: [(&str, &str, Option<i64>); 2] = [("en", "En", Some(1)), ("ja", "Ja", None)];

/// The code of all messages below `locales`, or everything that is wrong with them.
pub(crate) fn compile(locales: &Path) -> Result<String, Vec<String>> {
    let mut errors = Vec::new();
    let languages: Vec<_> = LANGUAGES.iter().map(|(code, ..)| read::language(&locales.join(code), &mut errors)).collect();
    // What cannot be read would be found missing as well.
    if !errors.is_empty() {
        return Err(errors);
    }
    let modules = check::modules(&languages, &mut errors);
    let code = code::write(&modules, &mut errors);
    if errors.is_empty() { Ok(code) } else { Err(errors) }
}
