//! Numbers as people read them.

/// Digits in groups of three.
#[must_use]
pub fn grouped(number: i64) -> String {
    let digits = number.abs().to_string();
    let mut out = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if number < 0 { format!("-{out}") } else { out }
}

/// `1 user`, `2 users`.
#[must_use]
pub fn counted(number: i64, one: &str, many: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{} {many}", grouped(number)) }
}

/// [`grouped`], of a count.
#[must_use]
pub fn grouped_u64(count: u64) -> String {
    grouped(i64::try_from(count).unwrap_or(i64::MAX))
}

/// [`counted`], of a count.
#[must_use]
pub fn counted_u64(count: u64, one: &str, many: &str) -> String {
    counted(i64::try_from(count).unwrap_or(i64::MAX), one, many)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_people_read_them() {
        assert_eq!(grouped(1_234_567), "1,234,567");
        assert_eq!(grouped(999), "999");
        assert_eq!(counted(1, "user", "users"), "1 user");
    }
}
