//! Values of options, where they are more than a text.

use crate::safe::typed;

/// A value that is not empty. An empty one would select nothing, or everything, where most probably a variable of a script was not set.
///
/// # Errors
/// It is empty.
pub fn filled(value: &str) -> Result<String, String> {
    if value.trim().is_empty() {
        return Err("it is empty; leave the option out, or give it a value".to_owned());
    }
    Ok(typed(value).into_owned())
}

/// An error code, as the log writes it (`500213`) or as users see it (`AADSTS500213`).
///
/// # Errors
/// It is neither.
pub fn error_code(value: &str) -> Result<i64, String> {
    let value = value.trim();
    let number = value.get(..6).filter(|start| start.eq_ignore_ascii_case("AADSTS")).and_then(|start| value.strip_prefix(start)).unwrap_or(value);
    number.trim().parse().map_err(|_| "write it as 500213 or AADSTS500213".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_as_logs_and_users_write_them() {
        for text in ["500213", "AADSTS500213", "aadsts500213", " AADSTS 500213 "] {
            assert_eq!(error_code(text), Ok(500_213), "{text}");
        }
        for text in ["", "AADSTS", "five", "AADSTS50x", "５００２１３"] {
            assert!(error_code(text).is_err(), "{text}");
        }
        assert!(filled(" ").is_err());
        assert_eq!(filled(r"a\u{24}b").as_deref(), Ok("a$b"));
    }
}
