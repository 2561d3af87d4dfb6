//! Every combination of ids, label, code and user type, against the contract written out a second time in its plainest form.

#![expect(clippy::match_same_arms, reason = "the tables of the contract, row by row")]

use super::*;
use crate::model::Sym;

const OWN: TenantId = TenantId(Sym(1));
const OWN_TOO: TenantId = TenantId(Sym(2));
const OTHER: TenantId = TenantId(Sym(3));
const ANOTHER: TenantId = TenantId(Sym(4));
const CONSUMER: TenantId = TenantId(Sym(5));
const TENANTS: [TenantId; 6] = [OWN, OWN_TOO, OTHER, ANOTHER, CONSUMER, TenantId::ABSENT];

const LABELS: [&str; 11] = [
    "",
    "none",
    "b2bCollaboration",
    "b2bDirectConnect",
    "microsoftSupport",
    "serviceProvider",
    "passthrough",
    "unknownFutureValue",
    "b2bCollaboration,b2bDirectConnect",
    "b2bCollaboration,serviceProvider",
    "サービス プロバイダー",
];

fn tenants() -> Tenants {
    Tenants::new(vec![OWN, OWN_TOO], CONSUMER)
}

/// Section 4 of the contract as a table of words: own, other, absent.
fn expected_direction(home: TenantId, resource: TenantId, label: &str) -> (&'static str, Option<&'static str>, TenantId) {
    let word = |tenant: TenantId| match tenant {
        OWN | OWN_TOO => "own",
        TenantId::ABSENT => "absent",
        _ => "other",
    };
    let none = TenantId::ABSENT;
    let (direction, reason, partner) = match (word(home), word(resource)) {
        ("other", "own") => ("inbound", None, home),
        ("own", "other") => ("outbound", None, resource),
        ("own", "own") if home == resource && label.contains("b2bCollaboration") => ("inbound", None, none),
        ("own", "own") => ("internal", None, none),
        ("other", "other") => ("foreign", None, none),
        ("absent", "other") => ("outbound", None, resource),
        ("other", "absent") => ("inbound", None, home),
        ("own", "absent") => ("undetermined", Some("resource_absent"), none),
        ("absent", "own") => ("undetermined", Some("home_absent"), none),
        _ => ("undetermined", Some("both_absent"), none),
    };
    (direction, reason, if direction == "inbound" && partner == CONSUMER { none } else { partner })
}

#[test]
fn direction_of_every_combination() {
    for home in TENANTS {
        for resource in TENANTS {
            for label in LABELS {
                let (found, partner) = direction(home, resource, AccessFlags::of(label), &tenants());
                assert_eq!((found.name(), found.reason(), partner), expected_direction(home, resource, label), "{home:?} {resource:?} {label:?}");
            }
        }
    }
}

#[test]
fn outcome_of_every_combination() {
    let codes = [ErrorCode(0), ErrorCode(50_140), ErrorCode(50_074), ErrorCode(65_001), ErrorCode(500_213), ErrorCode(7_099_991), ErrorCode::ABSENT];
    for code in codes {
        for status in [StatusText::Absent, StatusText::Success, StatusText::Failure, StatusText::Interrupted] {
            for label in LABELS {
                let granted = match label {
                    "passthrough" => "passthrough",
                    "unknownFutureValue" => "unknown",
                    _ => "success",
                };
                let expected = match (code.get(), status) {
                    (Some(50_140 | 50_074 | 65_001), _) => "interrupted",
                    (Some(500_213 | 7_099_991), _) => "failure",
                    (Some(_), _) | (None, StatusText::Success) => granted,
                    (None, StatusText::Failure) => "failure",
                    (None, StatusText::Interrupted) => "interrupted",
                    (None, StatusText::Absent) => "unknown",
                };
                assert_eq!(outcome(code, status, AccessFlags::of(label)).name(), expected, "{code:?} {status:?} {label:?}");
            }
        }
    }
}

#[test]
fn user_kind_of_every_combination() {
    for direction in Direction::ALL {
        for label in LABELS {
            for user_type in [UserType::Absent, UserType::Member, UserType::Guest] {
                let expected = match (direction.name(), user_type) {
                    ("outbound", _) => "member",
                    ("inbound", _) if label.contains("serviceProvider") => "service_provider",
                    ("inbound", _) if label.contains("b2bDirectConnect") => "b2b_direct_connect_user",
                    ("inbound", _) if label == "microsoftSupport" => "other_external_user",
                    ("inbound", UserType::Guest) => "b2b_collaboration_guest",
                    ("inbound", UserType::Member) => "b2b_collaboration_member",
                    ("internal", UserType::Absent | UserType::Member) => "member",
                    _ => "unknown",
                };
                assert_eq!(user_kind(direction, AccessFlags::of(label), user_type, None).name(), expected, "{direction:?} {label:?} {user_type:?}");
            }
        }
    }
}

#[test]
fn the_side_that_must_act_is_seen_from_us() {
    use Direction::{Foreign, Inbound, Internal, Outbound};
    for (code, direction, side_name) in [
        (500_212, Outbound, "us"),
        (500_212, Inbound, "partner"),
        (500_213, Inbound, "us"),
        (500_213, Outbound, "partner"),
        (90_071, Inbound, "us"),
        (530_004, Outbound, "partner"),
        (5_000_211, Inbound, "network"),
        (50_126, Inbound, "user"),
        (50_140, Outbound, "nobody"),
        (50_000, Inbound, "microsoft"),
        (50_011, Inbound, "app_owner"),
        (50_008, Inbound, "partner"),
        (53_003, Internal, "us"),
        (500_213, Foreign, "unclassified"),
        (50_126, Foreign, "user"),
        (7_099_991, Inbound, "unclassified"),
    ] {
        assert_eq!(side(ErrorCode(code), false, direction).name(), side_name, "{code} {direction:?}");
    }
    // Rule D-5: with risk the home side must act, without it the resource side.
    assert_eq!(side(SECURITY_POLICY, true, Inbound), Side::Partner);
    assert_eq!(side(SECURITY_POLICY, false, Inbound), Side::Us);
    assert_eq!(side(SECURITY_POLICY, true, Outbound), Side::Us);
    assert_eq!(side(SECURITY_POLICY, false, Outbound), Side::Partner);
}

#[test]
fn domains_of_plain_and_mangled_names() {
    for (upn, expected) in [
        ("Ann@Fabrikam.Example", Some("fabrikam.example")),
        ("ann_lee_fabrikam.example#EXT#@contoso.example", Some("fabrikam.example")),
        ("live.com#ann@outlook.com", Some("outlook.com")),
        ("no-domain", None),
        ("ann@", None),
        ("#EXT#@contoso.example", None),
    ] {
        assert_eq!(domain(upn).as_deref(), expected, "{upn}");
    }
}
