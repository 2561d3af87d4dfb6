//! What the generated functions put sentences together with.

/// A number in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Number(i64);

impl Number {
    /// As the generated code compares it.
    pub fn get(self) -> i64 {
        self.0
    }
}

impl From<i64> for Number {
    fn from(number: i64) -> Self {
        Self(number)
    }
}

impl From<u64> for Number {
    fn from(count: u64) -> Self {
        Self(i64::try_from(count).unwrap_or(i64::MAX))
    }
}

impl From<usize> for Number {
    fn from(count: usize) -> Self {
        Self(i64::try_from(count).unwrap_or(i64::MAX))
    }
}

/// Adds a number in groups of three digits.
pub(crate) fn grouped(out: &mut String, number: i64) {
    if number < 0 {
        out.push('-');
    }
    group(out, &number.unsigned_abs().to_string());
}

/// Adds digits in groups of three.
pub(crate) fn group(out: &mut String, digits: &str) {
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
}

/// Adds a number in digits alone.
pub(crate) fn digits(out: &mut String, number: i64) {
    out.push_str(&number.to_string());
}

/// Puts a space at those of the `seams`, which ascend, where Latin and Japanese letters meet: `fabrikam の`, but `既定の設定の`.
pub(crate) fn space(out: &mut String, seams: &[usize]) {
    let is_apart = |letter: char| "「」、。 ".contains(letter);
    let mut last = None;
    for seam in seams.iter().rev().filter(|seam| last.replace(**seam) != Some(**seam)) {
        let (Some(before), Some(after)) =
            (out.get(..*seam).and_then(|text| text.chars().next_back()), out.get(*seam..).and_then(|text| text.chars().next()))
        else {
            continue;
        };
        if before.is_ascii() != after.is_ascii() && !is_apart(before) && !is_apart(after) {
            out.insert(*seam, ' ');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_people_read_them() {
        let written = |number| {
            let mut out = String::new();
            grouped(&mut out, number);
            out
        };
        assert_eq!([1_234_567, 999, 0, -1000, i64::MIN].map(written), ["1,234,567", "999", "0", "-1,000", "-9,223,372,036,854,775,808"]);
    }

    #[test]
    fn latin_and_japanese_keep_apart() {
        for (value, whole) in [("fabrikam", "組織 fabrikam を"), ("既定の設定", "組織既定の設定を"), ("「x」", "組織「x」を"), ("", "組織を")]
        {
            let mut out = format!("組織{value}を");
            let at = "組織".len();
            space(&mut out, &[at, at + value.len()]);
            assert_eq!(out, whole);
        }
    }
}
