//! Every small policy, judged by the evaluator and by a direct transcription of the documentation that tries out what is unknown.

use super::*;

const USERS: [&str; 5] = ["AllUsers", "u1", "g1", "u1 g1", ""];
const APPLICATIONS: [&str; 5] = ["AllApplications", "a1", "a2", "a1 a2", ""];

fn lists(targets: [&str; 5]) -> Vec<Option<TargetConfiguration>> {
    let mut lists = vec![None];
    for access in ["allow", "block"] {
        lists.extend(targets.map(|targets| Some(list(&format!("{access} {targets}")))));
    }
    lists
}

/// Every setting, half settings and the absent one included.
fn settings() -> Vec<Option<B2bSetting>> {
    let mut settings = Vec::new();
    for users_and_groups in lists(USERS) {
        for applications in lists(APPLICATIONS) {
            let setting = B2bSetting { users_and_groups: users_and_groups.clone(), applications, ..B2bSetting::default() };
            settings.push((setting != B2bSetting::default()).then_some(setting));
        }
    }
    settings
}

/// A world in which everything is known: who the user is, who is in g1, what the applications are.
struct World {
    user: &'static str,
    in_g1: bool,
    client: &'static str,
    resource: &'static str,
}

/// The documentation, word by word.
fn naive(users: &TargetConfiguration, applications: &TargetConfiguration, world: &World) -> bool {
    let u = users.targets.iter().any(|target| match target.target.text() {
        "AllUsers" => true,
        G1 => world.in_g1,
        id => id == world.user,
    });
    let a = applications.targets.iter().any(|target| match target.target.text() {
        "AllApplications" => true,
        id => id == world.client || id == world.resource,
    });
    match (users.access, applications.access) {
        (AccessType::Allowed, AccessType::Allowed) => u && a,
        (AccessType::Allowed, AccessType::Blocked) => u && !a,
        (AccessType::Blocked, AccessType::Allowed) => !u && a,
        (AccessType::Blocked, AccessType::Blocked) => !(u && a),
    }
}

/// What is known: the user, members of g1 (`None`: not listed), client and resource.
type Known = (Option<&'static str>, Option<&'static [&'static str]>, Option<&'static str>, Option<&'static str>);

fn worlds((user, members, client, resource): Known) -> Vec<World> {
    let some_user = "aaaaaaaa-0000-4000-8000-000000000009";
    let some_application = "cccccccc-0000-4000-8000-000000000009";
    let users = user.map_or(vec![U1, U2, some_user], |user| vec![user]);
    let applications = |id: Option<&'static str>| id.map_or(vec![A1, A2, some_application], |id| vec![id]);
    let mut worlds = Vec::new();
    for user in users {
        for in_g1 in members.map_or(vec![false, true], |members| vec![members.contains(&user)]) {
            for client in applications(client) {
                worlds.extend(applications(resource).into_iter().map(|resource| World { user, in_g1, client, resource }));
            }
        }
    }
    worlds
}

fn naive_verdict(partner: Option<&B2bSetting>, default: Option<&B2bSetting>, known: Known) -> Verdict {
    let everyone = list("allow AllUsers");
    let everything = list("allow AllApplications");
    let users = partner.and_then(|s| s.users_and_groups.as_ref()).or(default.and_then(|s| s.users_and_groups.as_ref())).unwrap_or(&everyone);
    let applications = partner.and_then(|s| s.applications.as_ref()).or(default.and_then(|s| s.applications.as_ref())).unwrap_or(&everything);
    let mut outcomes: Vec<bool> = worlds(known).iter().map(|world| naive(users, applications, world)).collect();
    outcomes.sort_unstable();
    outcomes.dedup();
    match outcomes[..] {
        [true] => Verdict::Allowed,
        [false] => Verdict::Blocked,
        _ => Verdict::Depends,
    }
}

#[test]
fn every_small_policy_is_judged_as_documented() {
    let questions: Vec<Known> = {
        let mut questions = Vec::new();
        for user in [Some(U1), Some(U2), None] {
            for (client, resource) in [(Some(A1), Some(A1)), (Some(A1), Some(A2)), (Some(A2), Some(A2)), (None, Some(A2)), (None, None)] {
                questions.push((user, client, resource));
            }
        }
        let members: [Option<&'static [&'static str]>; 3] = [None, Some(&[]), Some(&[U2])];
        members.into_iter().flat_map(|members| questions.iter().map(move |&(user, client, resource)| (user, members, client, resource))).collect()
    };
    let settings = settings();
    let mut judged = 0;
    for (n, default) in settings.iter().enumerate() {
        for (m, partner) in settings.iter().enumerate() {
            // All halves meet all defaults and all pairs meet the factory default; of the rest, a fixed sample keeps the test short.
            let half = |setting: &Option<B2bSetting>| setting.as_ref().is_some_and(|s| s.users_and_groups.is_none() != s.applications.is_none());
            if partner.is_some() && default.is_some() && !half(partner) && (n * 7 + m) % 11 != 0 {
                continue;
            }
            let mut blocks = Configuration { b2b_collaboration_outbound: default.clone(), ..Configuration::default() };
            let policy = CrossTenantAccessPolicy {
                default: Some(DefaultConfiguration { blocks: blocks.clone(), ..DefaultConfiguration::default() }),
                ..CrossTenantAccessPolicy::default()
            };
            blocks.b2b_collaboration_outbound.clone_from(partner);
            let policy = with_partner(policy, |entry| entry.blocks = blocks);
            for listed in [None, Some(&[][..]), Some(&[U2][..])] {
                let mut lookups = Lookups::default();
                if let Some(users) = listed {
                    lookups.add_member(G1, "");
                    for user in users {
                        lookups.add_member(G1, user);
                    }
                }
                let evaluator = Evaluator::new(&policy, lookups, MatchMode::Either);
                for &known in questions.iter().filter(|known| known.1 == listed) {
                    let (user, _, client, resource) = known;
                    let asked = Asked { user, client, resource, ..Asked::new(Direction::Outbound, PARTNER) };
                    let verdict = evaluator.judge(&asked).verdict;
                    assert_eq!(verdict, naive_verdict(partner.as_ref(), default.as_ref(), known), "{partner:?} over {default:?}: {known:?}");
                    judged += 1;
                }
            }
        }
    }
    assert!(judged > 100_000, "{judged}");
}

#[test]
fn two_blocks_are_never_judged_wrongly() {
    let both = Some(crate::model::AccessFlags::of("b2bCollaboration,b2bDirectConnect"));
    let settings: Vec<B2bSetting> = settings().into_iter().flatten().filter(|s| s.users_and_groups.is_some() && s.applications.is_some()).collect();
    for collaboration in &settings {
        for direct in settings.iter().step_by(3) {
            let policy = with_partner(CrossTenantAccessPolicy::default(), |entry| {
                entry.blocks.b2b_collaboration_outbound = Some(collaboration.clone());
                entry.blocks.b2b_direct_connect_outbound = Some(direct.clone());
            });
            let evaluator = Evaluator::new(&policy, Lookups::default(), MatchMode::Either);
            let asked = Asked { access_type: both, ..asked(Direction::Outbound, U2, A1) };
            let known = (Some(U2), None, Some(A1), Some(A1));
            let [one, two] = [collaboration, direct].map(|setting| naive_verdict(Some(setting), None, known));
            let expected = match (one, two) {
                (Verdict::Blocked, _) | (_, Verdict::Blocked) => Verdict::Blocked,
                (Verdict::Allowed, Verdict::Allowed) => Verdict::Allowed,
                _ => Verdict::Depends,
            };
            assert_eq!(evaluator.judge(&asked).verdict, expected, "{collaboration:?} and {direct:?}");
        }
    }
}
