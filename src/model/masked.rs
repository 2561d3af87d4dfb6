//! Masked ids: what stands where an id was before somebody made an export fit to hand over. They are no ids: two records with the same
//! placeholder need not have anything in common.

use super::parse_guid;

/// Whether what stands where an id belongs is a placeholder: a letter beyond f, `*` or `…` where a digit of a GUID stands, one and the
/// same digit throughout, or a word that says so.
#[must_use]
pub fn is_masked(text: &str) -> bool {
    // Asked for every new account and application: nearly always this answers.
    if let Some(guid) = parse_guid(text) {
        return guid == (u128::MAX / 0xf) * (guid & 0xf);
    }
    let has_mask = memchr::memchr(b'*', text.as_bytes()).is_some() || (!text.is_ascii() && text.contains(MASKS));
    if (has_mask && masks_an_id(text)) || says_masked(text) {
        return true;
    }
    let text = unbracketed(text);
    if !text.contains(['x', 'X']) && text.len() != 36 {
        return false;
    }
    let mut parts = 0;
    let (mut digits, mut strange, mut masks, mut same) = (0, 0, 0, true);
    let mut first = None;
    for part in text.split('-') {
        parts += 1;
        for letter in part.chars() {
            match letter.to_ascii_lowercase() {
                'x' => masks += 1,
                letter if letter.is_ascii_hexdigit() => digits += 1,
                letter if letter.is_ascii_alphabetic() => strange += 1,
                _ => return false,
            }
            let letter = letter.to_ascii_lowercase();
            same &= *first.get_or_insert(letter) == letter;
        }
    }
    let of_guid = text.len() == 36 && parts == 5 && GUID.iter().zip(text.split('-')).all(|(&length, part)| part.len() == length);
    if of_guid {
        return same || strange + masks > 0;
    }
    // Nothing but digits and x, in parts as a GUID has, or of one letter throughout.
    strange == 0 && masks > 1 && ((parts > 2 && digits + masks > 4) || (digits == 0 && masks > 3))
}

/// What stands where letters and digits were.
const MASKS: &[char] = &['*', '…', '•', '█'];

/// Whether nothing stands beside masks but what ids and names of accounts are made of: markup and formulas with a star are no placeholders.
fn masks_an_id(text: &str) -> bool {
    let plain = text.trim_matches(BRACKETS);
    plain.chars().all(|letter| letter.is_alphanumeric() || MASKS.contains(&letter) || matches!(letter, '-' | '_' | '.' | '@' | ':' | ' ' | '#'))
}

/// Lengths of the parts of a GUID.
const GUID: [usize; 5] = [8, 4, 4, 4, 12];

/// What placeholders stand in.
const BRACKETS: &[char] = &['{', '}', '<', '>', '[', ']', '(', ')', '"', ' ', '_', '#', '%'];

/// A text without what placeholders stand in.
fn unbracketed(text: &str) -> &str {
    match text.as_bytes() {
        [first, .., last] if first.is_ascii_alphanumeric() && last.is_ascii_alphanumeric() => text,
        _ => text.trim_matches(BRACKETS),
    }
}

/// Whether what stands where an id, a name or a code belongs is a tool's word for nothing: `NULL`, `NaN`, `#N/A`, `(null)`, `--`, or a
/// placeholder that nobody filled in: `GUID`, `<guid>`, `{{id}}`.
#[must_use]
pub fn is_null_word(text: &str) -> bool {
    // Asked for every id: hardly any is that short.
    if text.len() > LONGEST_WORD {
        return false;
    }
    let between = |start, end| text.strip_prefix(start).and_then(|rest| rest.strip_suffix(end));
    let blank = between("{{", "}}").or_else(|| between("<", ">"));
    if blank.is_some_and(|name| name.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, ' ' | '_' | '-' | '.'))) {
        return true;
    }
    let plain = unbracketed(text);
    NULL_WORDS.iter().any(|word| plain.eq_ignore_ascii_case(word)) || (text.len() > 1 && text.bytes().all(|byte| byte == b'-'))
}

/// No word for nothing, and no placeholder, is longer.
const LONGEST_WORD: usize = 24;

/// What tools write where they have no value.
const NULL_WORDS: [&str; 9] = ["null", "none", "nan", "nil", "n/a", "undefined", "guid", "uuid", "id"];

/// Words that stand where something was taken out.
const WORDS: [&str; 11] =
    ["redacted", "masked", "removed", "hidden", "anonymised", "anonymized", "obfuscated", "scrubbed", "sanitised", "sanitized", "deidentified"];

/// Whether a text says by itself that it stands for what was taken out: `REDACTED`, `<masked>`, `{PII Removed}`, `REDACTED_USER_ID`.
#[must_use]
pub fn says_masked(text: &str) -> bool {
    let plain = unbracketed(text);
    let end = plain.bytes().position(|byte| !byte.is_ascii_alphabetic()).unwrap_or(plain.len());
    let word = plain.get(..end).unwrap_or_default();
    WORDS.iter().any(|known| word.eq_ignore_ascii_case(known)) || hides_person(text)
}

/// Whether a name or user principal name is what Microsoft writes for users that an organisation must not know: `{PII Removed}`,
/// `{PII removed - Tenant Restrictions}`, `Tenant Restriction…`, in any spelling.
#[must_use]
pub fn hides_person(text: &str) -> bool {
    let begins = |text: &str, start: &str| text.get(..start.len()).is_some_and(|found| found.eq_ignore_ascii_case(start));
    // Asked for the name in every record: its first letters answer nearly always.
    let ordinary = matches!(text.as_bytes(), [first, ..] if first.is_ascii_alphabetic() || !first.is_ascii());
    if ordinary && !begins(text, "pii") && !begins(text, "tenant") && memchr::memchr(b'{', text.as_bytes()).is_none() {
        return false;
    }
    let letters = |text: &str| -> String { text.chars().filter(char::is_ascii_alphabetic).collect::<String>().to_ascii_lowercase() };
    let plain = text.trim_start_matches(BRACKETS);
    if begins(plain, "pii") {
        return letters(plain).starts_with("piiremoved");
    }
    if begins(plain, "tenant") {
        return letters(plain).starts_with("tenantrestriction");
    }
    text.find("{PII").and_then(|place| text.get(place..)).is_some_and(|text| letters(text).starts_with("piiremoved"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_no_ids_and_ids_are_no_placeholders() {
        for masked in [
            "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx",
            "XXXXXXXX-XXXX-XXXX-XXXX-XXXXXXXXXXXX",
            "3f2a****-****-****-****-************",
            "3f2axxxx-0000-4000-8000-00000000000f",
            "3f2a…",
            "0a1b2c3d-0000-4000-8000-00000000000g",
            "XXXXXXX-XXXX-1",
            "xxxxxxxx",
            "11111111-1111-1111-1111-111111111111",
            "FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF",
            "REDACTED",
            "<redacted>",
            "[Masked]",
            "masked_user_7",
            "{PII Removed}",
            "{PII removed - Tenant Restrictions}",
            "***",
        ] {
            assert!(is_masked(masked), "{masked}");
        }
        for id in [
            "11111111-1111-4111-8111-111111111111",
            "0a1b2c3d-0000-4000-8000-00000000000f",
            "{0A1B2C3D-0000-4000-8000-00000000000F}",
            "usr_k3v9xq",
            "ten_8d21",
            "app-1",
            "x",
            "u-x-1",
            "sp",
            "taro@fabrikam.example",
            "Redactor Ltd",
            "",
            "‹…>",
            "<!--<script>",
            "=1*2",
            "***bold*** ~~x~~",
            "/*…*/alert(1)",
        ] {
            assert!(!is_masked(id), "{id}");
        }
    }

    #[test]
    fn words_for_nothing_are_no_ids() {
        for word in
            ["NULL", "null", "None", "nan", "NaN", "N/A", "n/a", "(null)", "undefined", "#N/A", "--", "GUID", "<guid>", "{{id}}", "<tenant id>"]
        {
            assert!(is_null_word(word), "{word}");
        }
        for id in [
            "11111111-1111-4111-8111-111111111111",
            "request-17",
            "Nullify",
            "NaNa",
            "Guide",
            "a",
            "-1",
            "{0}",
            "<!--<script>",
            "<b/>",
            "{{7*7}}",
            "<svg/onload=x>",
        ] {
            assert!(!is_null_word(id), "{id}");
        }
    }

    #[test]
    fn hidden_people_are_told_in_every_spelling() {
        for hidden in [
            "{PII Removed}",
            "{PII removed - Tenant Restrictions}",
            "PII REMOVED",
            "{pii_removed}@contoso.example",
            "x{PII Removed}",
            "Tenant Restrictions",
            "tenant restriction of x",
        ] {
            assert!(hides_person(hidden), "{hidden}");
        }
        for plain in ["pia@contoso.example", "Tenant admin", "Piiroinen", "taro", ""] {
            assert!(!hides_person(plain), "{plain}");
        }
    }
}
