//! The nine interpretations that Microsoft Graph's overview of the policy documents, cell by cell.

use super::*;

/// Users, applications; then the verdicts for (member, a1), (member, a2), (other, a1), (other, a2), the member being in g1.
const DOCUMENTED: [(&str, &str, [bool; 4]); 9] = [
    ("allow AllUsers", "allow AllApplications", [true, true, true, true]),
    ("allow AllUsers", "allow a1", [true, false, true, false]),
    ("allow g1", "allow AllApplications", [true, true, false, false]),
    ("allow g1", "allow a1", [true, false, false, false]),
    ("block AllUsers", "block AllApplications", [false, false, false, false]),
    ("block g1", "block AllApplications", [false, false, true, true]),
    ("block g1", "block a1", [false, true, true, true]),
    ("block g1", "allow a1", [false, false, true, false]),
    ("allow g1", "block a1", [false, true, false, false]),
];

#[test]
fn the_nine_documented_combinations() {
    for (users, applications, expected) in DOCUMENTED {
        let mut lookups = Lookups::default();
        lookups.add_member(&G1.to_uppercase(), U1);
        let evaluator = Evaluator::new(&outbound_default(users, applications), lookups, MatchMode::Either);
        let cells = [(U1, A1), (U1, A2), (U2, A1), (U2, A2)];
        for ((user, application), allowed) in cells.into_iter().zip(expected) {
            let judgement = evaluator.judge(&asked(Direction::Outbound, user, application));
            let verdict = if allowed { Verdict::Allowed } else { Verdict::Blocked };
            assert_eq!(judgement.verdict, verdict, "{users}, {applications}: {user} {application}");
            assert_eq!(judgement.decided_by, DecidedBy::Default);
        }
    }
}

#[test]
fn tables_hold_for_every_block_and_direction() {
    for (direction, block, flags) in [
        (Direction::Inbound, Block::CollaborationInbound, "b2bCollaboration"),
        (Direction::Outbound, Block::CollaborationOutbound, "b2bCollaboration"),
        (Direction::Inbound, Block::DirectConnectInbound, "b2bDirectConnect"),
        (Direction::Outbound, Block::DirectConnectOutbound, "b2bDirectConnect"),
    ] {
        for (users, applications, expected) in DOCUMENTED {
            let mut default = DefaultConfiguration::default();
            default.blocks.set_setting(block, Some(setting(users, applications)));
            let policy = CrossTenantAccessPolicy { default: Some(default), ..CrossTenantAccessPolicy::default() };
            let mut lookups = Lookups::default();
            lookups.add_member(G1, U1);
            let evaluator = Evaluator::new(&policy, lookups, MatchMode::Either);
            let access_type = Some(crate::model::AccessFlags::of(flags));
            let verdict = evaluator.judge(&Asked { access_type, ..asked(direction, U1, A1) }).verdict;
            assert_eq!(verdict == Verdict::Allowed, expected[0], "{block:?} {users} {applications}");
        }
    }
}

#[test]
fn an_unknown_leaves_open_only_what_hangs_on_it() {
    // Nothing is known of g1.
    for (users, applications, on_a1, on_a2) in [
        ("allow g1", "allow a1", Verdict::Depends, Verdict::Blocked),
        ("allow g1", "block a1", Verdict::Blocked, Verdict::Depends),
        ("block g1", "allow a1", Verdict::Depends, Verdict::Blocked),
        ("block g1", "block a1", Verdict::Depends, Verdict::Allowed),
        ("block g1", "block AllApplications", Verdict::Depends, Verdict::Depends),
        ("block AllUsers", "block AllApplications", Verdict::Blocked, Verdict::Blocked),
    ] {
        let evaluator = Evaluator::new(&outbound_default(users, applications), Lookups::default(), MatchMode::Either);
        for (application, expected) in [(A1, on_a1), (A2, on_a2)] {
            assert_eq!(evaluator.judge(&asked(Direction::Outbound, U1, application)).verdict, expected, "{users}, {applications}");
        }
    }
}
