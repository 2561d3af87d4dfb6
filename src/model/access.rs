//! The cross-tenant access type of a sign-in (`crossTenantAccessType`): a label that Microsoft adds. It never decides the direction.

use std::borrow::Cow;

/// The known labels, in the order in which a combined value is written.
const LABELS: [&str; 7] =
    ["none", "b2bCollaboration", "b2bDirectConnect", "microsoftSupport", "serviceProvider", "passthrough", "unknownFutureValue"];

/// Which known labels a value contains. Several may be set: the value is a set of flags.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct AccessFlags(u8);

impl AccessFlags {
    const fn bit(place: usize) -> Self {
        Self(1 << place)
    }
    /// The sign-in did not cross a border, as Microsoft sees it.
    pub const NONE: Self = Self::bit(0);
    /// A guest (or external member) with an object in the resource tenant.
    pub const B2B_COLLABORATION: Self = Self::bit(1);
    /// A Teams shared channel: no object in the resource tenant.
    pub const B2B_DIRECT_CONNECT: Self = Self::bit(2);
    /// Microsoft support staff.
    pub const MICROSOFT_SUPPORT: Self = Self::bit(3);
    /// A service provider (CSP, GDAP) technician.
    pub const SERVICE_PROVIDER: Self = Self::bit(4);
    /// Tried without an object in the resource tenant; nothing was granted.
    pub const PASSTHROUGH: Self = Self::bit(5);
    /// Passthrough or something newer, from an API client that did not ask for new values.
    pub const UNKNOWN_FUTURE_VALUE: Self = Self::bit(6);

    /// The labels in a canonical value (see [`canonical_access_type`]); unknown texts add nothing.
    #[must_use]
    pub fn of(canonical: &str) -> Self {
        Self(canonical.split(',').filter_map(label_of).fold(0, |bits, place| bits | 1 << place))
    }

    /// Whether all labels of `other` are set.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether a real crossing is labelled: anything known but `none`.
    #[must_use]
    pub fn crosses(self) -> bool {
        self.0 & !Self::NONE.0 != 0
    }
}

fn label_of(part: &str) -> Option<usize> {
    let letters: String = part.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
    if let Some(place) = LABELS.iter().position(|label| label.eq_ignore_ascii_case(&letters)) {
        // A localised label has no ASCII letters at all and must not be taken for the empty one.
        return (!letters.is_empty()).then_some(place);
    }
    // The numeric values of the enum, as some exporters write them.
    match letters.as_str() {
        "0" => Some(0),
        "1" => Some(1),
        "2" => Some(2),
        "4" => Some(3),
        "8" => Some(4),
        "32" => Some(5),
        "16" => Some(6),
        _ => None,
    }
}

/// The value in the contract's spelling: known labels joined with `,` in the fixed order; anything else as it is.
#[must_use]
pub fn canonical_access_type(text: &str) -> Cow<'_, str> {
    if LABELS.contains(&text) {
        return Cow::Borrowed(text);
    }
    let mut places: Vec<usize> = Vec::new();
    for part in text.split(',') {
        match label_of(part) {
            Some(place) => places.push(place),
            None => return Cow::Borrowed(text),
        }
    }
    places.sort_unstable();
    places.dedup();
    Cow::Owned(places.into_iter().map(|place| LABELS[place]).collect::<Vec<_>>().join(","))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_of_the_field_is_one_value() {
        for (seen, canonical) in [
            ("b2bCollaboration", "b2bCollaboration"),
            ("B2B collaboration", "b2bCollaboration"),
            ("B2bCollaboration", "b2bCollaboration"),
            ("Service Provider", "serviceProvider"),
            ("serviceProvider, b2bCollaboration", "b2bCollaboration,serviceProvider"),
            ("1", "b2bCollaboration"),
            ("32", "passthrough"),
            ("サービス プロバイダー", "サービス プロバイダー"),
            ("b2bCollaboration,brandNew", "b2bCollaboration,brandNew"),
        ] {
            assert_eq!(canonical_access_type(seen), canonical, "{seen}");
        }
    }

    #[test]
    fn flags_of_combined_and_unknown_values() {
        let both = AccessFlags::of("b2bCollaboration,serviceProvider");
        assert!(both.contains(AccessFlags::SERVICE_PROVIDER) && both.contains(AccessFlags::B2B_COLLABORATION));
        assert!(!AccessFlags::of("none").crosses());
        assert!(!AccessFlags::of("").crosses());
        assert!(AccessFlags::of("b2bCollaboration,brandNew").contains(AccessFlags::B2B_COLLABORATION));
    }
}
