//! Numbers as people read them, where they stand by themselves.

use crate::words;

/// Digits in groups of three.
#[must_use]
pub fn grouped(number: i64) -> String {
    let mut out = String::new();
    words::grouped(&mut out, number);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_people_read_them() {
        assert_eq!([1_234_567, 999, 1000, 0, -12_345].map(grouped), ["1,234,567", "999", "1,000", "0", "-12,345"]);
    }
}
