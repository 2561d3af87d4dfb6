//! Values of options, where they are more than a text.

use std::fmt;

use super::language;
use crate::safe::typed;
use crate::words::{Lang, errors as said};

/// Why a value is refused. It is found while the arguments are read, so the arguments themselves tell the language it is said in.
#[derive(Clone, Copy, Debug)]
pub struct Refused(fn(Lang) -> &'static str);

impl fmt::Display for Refused {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str((self.0)(language::of_run()))
    }
}

impl std::error::Error for Refused {}

/// A value that is not empty. An empty one would select nothing, or everything, where most probably a variable of a script was not set.
///
/// # Errors
/// It is empty.
pub fn filled(value: &str) -> Result<String, Refused> {
    if value.trim().is_empty() {
        return Err(Refused(said::empty_value));
    }
    Ok(typed(value).into_owned())
}

/// An error code, as the log writes it (`500213`) or as users see it (`AADSTS500213`).
///
/// # Errors
/// It is neither.
pub fn error_code(value: &str) -> Result<i64, Refused> {
    let value = value.trim();
    let number = value.get(..6).filter(|start| start.eq_ignore_ascii_case("AADSTS")).and_then(|start| value.strip_prefix(start)).unwrap_or(value);
    number.trim().parse().map_err(|_| Refused(said::bad_code))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_as_logs_and_users_write_them() {
        for text in ["500213", "AADSTS500213", "aadsts500213", " AADSTS 500213 "] {
            assert_eq!(error_code(text).ok(), Some(500_213), "{text}");
        }
        for text in ["", "AADSTS", "five", "AADSTS50x", "５００２１３"] {
            assert!(error_code(text).is_err(), "{text}");
        }
        assert!(filled(" ").is_err());
        assert_eq!(filled(r"a\u{24}b").ok().as_deref(), Some("a$b"));
    }
}
