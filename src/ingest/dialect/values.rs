//! What the values of fields mean, whatever the format: ids, names, codes, kinds of user, countries.
//!
//! What it is not: which field holds what (see the dialects), or the event that is made of them (see `canonical`).

use std::borrow::Cow;

use super::field::is_absent;
use super::{Field, Fields};
use crate::knowledge::error_codes;
use crate::model::{ErrorCode, Interner, StatusText, Sym, TenantId, UserType, is_masked, is_null_word, parse_guid};
use crate::nested_json::{member, parsed};

/// The error code, and the status text corrected by it. What is no number, no name and no outcome tells nothing: the status text decides.
pub(super) fn error_code(fields: &Fields<'_>, status: StatusText) -> (ErrorCode, StatusText) {
    let written = [Field::ErrorCode, Field::EnvelopeResult].map(|field| fields.text(field));
    if let Some(code) = written.iter().flatten().find_map(|text| code_number(text)) {
        return (code, status);
    }
    let Some(text) = written.iter().flatten().next() else {
        // The unified audit log of some years names the error and has no number.
        let named = fields.text(Field::FailureReason).filter(|_| fields.has(Field::Operation)).and_then(|name| error_codes::by_name(&name));
        return (named.unwrap_or(ErrorCode::ABSENT), status);
    };
    // Some downloads of the portal write this for a success; a status text beside it says more.
    if text.eq_ignore_ascii_case("none") {
        return (if fields.text(Field::StatusText).is_none() { ErrorCode(0) } else { ErrorCode::ABSENT }, status);
    }
    match StatusText::parse(text) {
        // A code of another numbering, such as 80045C4D of consumer accounts, is one of a failure.
        StatusText::Absent if is_hexadecimal_code(text) => {
            (ErrorCode::ABSENT, if status == StatusText::Absent { StatusText::Failure } else { status })
        }
        StatusText::Absent => (error_codes::by_name(text).unwrap_or(ErrorCode::ABSENT), status),
        // An outcome in words, where the number belongs.
        outcome => (ErrorCode::ABSENT, if status == StatusText::Absent { outcome } else { status }),
    }
}

fn code_number(text: &str) -> Option<ErrorCode> {
    if let Ok(number) = text.strip_suffix(".0").unwrap_or(text).parse() {
        return Some(ErrorCode(number));
    }
    // As messages begin: `AADSTS50126: Error validating credentials`.
    if let Some(message) = text.strip_prefix("AADSTS") {
        return message.split(|letter: char| !letter.is_ascii_digit()).next()?.parse().ok().map(ErrorCode);
    }
    grouped(text).map(ErrorCode)
}

fn is_hexadecimal_code(text: &str) -> bool {
    let digits = text.strip_prefix("0x").unwrap_or(text);
    digits.len() == 8 && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// A number as spreadsheets show it, with a mark before every three digits: `50,140`.
fn grouped(text: &str) -> Option<i64> {
    let mut groups = text.split([',', '.', '\'', '\u{2019}', ' ', '\u{a0}', '\u{202f}']);
    let first = groups.next().filter(|first| (1..=3).contains(&first.len()))?;
    let rest: Vec<&str> = groups.collect();
    let sound = !rest.is_empty()
        && rest.iter().all(|group| group.len() == 3)
        && [&[first], rest.as_slice()].concat().iter().all(|group| group.bytes().all(|byte| byte.is_ascii_digit()));
    if sound { format!("{first}{}", rest.concat()).parse().ok() } else { None }
}

/// Whether a cell holds what may stand where a code belongs: a number, a name, an outcome or nothing.
pub(super) fn is_code(cell: &str) -> bool {
    let text = cell.trim();
    is_absent(text)
        || is_null_word(text)
        || code_number(text).is_some()
        || is_hexadecimal_code(text)
        || StatusText::parse(text) != StatusText::Absent
        || error_codes::by_name(text).is_some()
}

/// Interns an id in lower case, without braces; a masked one is none.
pub(super) fn id(text: Option<Cow<'_, str>>, texts: &mut Interner) -> Sym {
    let Some(text) = text else { return Sym::ABSENT };
    let text = if text.starts_with('{') { text.trim_start_matches('{').trim_end_matches('}') } else { &text };
    if is_absent(text) || is_null_word(text) || is_masked(text) {
        return Sym::ABSENT;
    }
    // Without a branch for each letter: ids are many, and hardly any has capitals.
    let capitals = text.bytes().fold(false, |any, byte| any | byte.is_ascii_uppercase());
    if capitals { texts.intern(&text.to_ascii_lowercase()) } else { texts.intern(text) }
}

pub(super) fn name(text: Option<Cow<'_, str>>, texts: &mut Interner) -> Sym {
    text.map_or(Sym::ABSENT, |text| texts.intern(&text))
}

/// Interns a name in lower case.
pub(super) fn lower(text: Option<Cow<'_, str>>, texts: &mut Interner) -> Sym {
    text.map_or(Sym::ABSENT, |text| texts.intern(&text.to_lowercase()))
}

pub(super) fn owner(fields: &Fields<'_>, texts: &mut Interner) -> TenantId {
    if let Some(text) = fields.text(Field::OwnerTenantId) {
        return TenantId(id(Some(text), texts));
    }
    let path = fields.text(Field::OwnerPath).unwrap_or_default();
    let tenant = path.strip_prefix("/tenants/").and_then(|rest| rest.split('/').next());
    TenantId(id(tenant.filter(|tenant| !is_absent(tenant)).map(Cow::Borrowed), texts))
}

pub(super) fn user_type(fields: &Fields<'_>) -> UserType {
    match (fields.text(Field::UserType), fields.bool(Field::IsGuest)) {
        (Some(text), _) => UserType::parse(&text),
        (None, Some(true)) => UserType::Guest,
        (None, Some(false)) => UserType::Member,
        (None, None) => UserType::Absent,
    }
}

/// The first GUID among the ids of an actor or target list of the unified audit log.
pub(super) fn first_guid(fields: &Fields<'_>, field: Field) -> Option<String> {
    let list = parsed(&fields.text(field)?)?;
    list.as_array()?.iter().filter_map(|element| member(element, "ID")).find(|id| parse_guid(id).is_some()).map(str::to_owned)
}

pub(super) fn country<'f>(fields: &'f Fields<'_>) -> Option<Cow<'f, str>> {
    if let Some(country) = fields.first(&[Field::Country, Field::EnvelopeCountry]) {
        return Some(country);
    }
    // The portal's "City, State, CC", of which any part may be empty.
    let location = fields.text(Field::Location)?;
    let country = location.rsplit(',').next().unwrap_or_default().trim();
    (!country.is_empty()).then(|| Cow::Owned(country.to_owned()))
}

/// Graph's spelling of the Conditional Access status; the portal writes `Not Applied`.
pub(super) fn conditional_access(text: Cow<'_, str>) -> Cow<'_, str> {
    let letters: String = text.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_lowercase();
    match letters.as_str() {
        // The numbers are Defender's.
        "success" | "0" => Cow::Borrowed("success"),
        "failure" | "1" => Cow::Borrowed("failure"),
        "notapplied" | "2" => Cow::Borrowed("notApplied"),
        _ => text,
    }
}
