//! Every small policy, judged by the evaluator and by a direct transcription of the documentation that tries out what is unknown.

use std::collections::BTreeMap;

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

fn naive_verdict(users: &TargetConfiguration, applications: &TargetConfiguration, known: Known) -> Verdict {
    let mut outcomes: Vec<bool> = worlds(known).iter().map(|world| naive(users, applications, world)).collect();
    outcomes.sort_unstable();
    outcomes.dedup();
    match outcomes[..] {
        [true] => Verdict::Allowed,
        [false] => Verdict::Blocked,
        _ => Verdict::Depends,
    }
}

/// The entry's list, else the default's, else what Microsoft set: everybody and everything.
fn resolved<'s>(
    partner: Option<&'s B2bSetting>,
    default: Option<&'s B2bSetting>,
    factory: &'s [TargetConfiguration; 2],
) -> [&'s TargetConfiguration; 2] {
    let [everyone, everything] = factory;
    [
        partner.and_then(|s| s.users_and_groups.as_ref()).or(default.and_then(|s| s.users_and_groups.as_ref())).unwrap_or(everyone),
        partner.and_then(|s| s.applications.as_ref()).or(default.and_then(|s| s.applications.as_ref())).unwrap_or(everything),
    ]
}

/// Everything that can be known and not known about a sign-in, with these members of g1.
fn questions(members: Option<&'static [&'static str]>) -> Vec<Known> {
    let pairs = [(Some(A1), Some(A1)), (Some(A1), Some(A2)), (Some(A2), Some(A2)), (None, Some(A2)), (None, None)];
    let users = [Some(U1), Some(U2), None];
    users.into_iter().flat_map(|user| pairs.map(|(client, resource)| (user, members, client, resource))).collect()
}

fn lookups(members: Option<&[&str]>) -> Lookups {
    let mut lookups = Lookups::default();
    if let Some(users) = members {
        lookups.add_member(G1, "");
        for user in users {
            lookups.add_member(G1, user);
        }
    }
    lookups
}

/// The tenant of the nth entry.
fn tenant(n: usize) -> String {
    format!("22222222-2222-4222-8222-{n:012}")
}

/// Every entry over every default: all entries stand in one policy, each for a tenant of its own, so that the evaluator also has to find
/// the right one. What the naive reading says about two lists is worked out once, however many policies come to them.
#[test]
fn every_small_policy_is_judged_as_documented() {
    let (settings, factory) = (settings(), [list("allow AllUsers"), list("allow AllApplications")]);
    let entries: Vec<PartnerConfiguration> = settings
        .iter()
        .enumerate()
        .map(|(n, setting)| {
            let blocks = Configuration { b2b_collaboration_outbound: setting.clone(), ..Configuration::default() };
            PartnerConfiguration { tenant_id: tenant(n), blocks, ..PartnerConfiguration::default() }
        })
        .collect();
    let mut judged = 0;
    for members in [None, Some(&[][..]), Some(&[U2][..])] {
        let (questions, lookups) = (questions(members), lookups(members));
        let mut expected: BTreeMap<String, Vec<Verdict>> = BTreeMap::new();
        for default in &settings {
            let blocks = Configuration { b2b_collaboration_outbound: default.clone(), ..Configuration::default() };
            let default_entry = DefaultConfiguration { blocks, ..DefaultConfiguration::default() };
            let policy = CrossTenantAccessPolicy { default: Some(default_entry), partners: entries.clone(), ..CrossTenantAccessPolicy::default() };
            let evaluator = Evaluator::new(&policy, lookups.clone(), MatchMode::Either);
            for (entry, partner) in entries.iter().zip(&settings) {
                let lists = resolved(partner.as_ref(), default.as_ref(), &factory);
                let expected = expected
                    .entry(format!("{lists:?}"))
                    .or_insert_with(|| questions.iter().map(|&known| naive_verdict(lists[0], lists[1], known)).collect());
                for (&known, expected) in questions.iter().zip(&*expected) {
                    let (user, _, client, resource) = known;
                    let asked = Asked { user, client, resource, ..Asked::new(Direction::Outbound, &entry.tenant_id) };
                    assert_eq!(evaluator.judge(&asked).verdict, *expected, "{partner:?} over {default:?}: {known:?}");
                    judged += 1;
                }
            }
        }
    }
    assert_eq!((settings.len(), judged), (121, 121 * 121 * 3 * 15), "no policy and no question is left out");
}

#[test]
fn two_blocks_are_never_judged_wrongly() {
    let both = Some(crate::model::AccessFlags::of("b2bCollaboration,b2bDirectConnect"));
    let known = (Some(U2), None, Some(A1), Some(A1));
    let whole = |setting: B2bSetting| {
        let verdict = naive_verdict(setting.users_and_groups.as_ref()?, setting.applications.as_ref()?, known);
        Some((setting, verdict))
    };
    let settings: Vec<(B2bSetting, Verdict)> = settings().into_iter().flatten().filter_map(whole).collect();
    assert_eq!(settings.len(), 100);
    for (collaboration, one) in &settings {
        // One entry for each setting of direct connect, so that one policy answers for all of them.
        let entries = settings.iter().enumerate().map(|(n, (direct, _))| {
            let mut entry = PartnerConfiguration { tenant_id: tenant(n), ..PartnerConfiguration::default() };
            entry.blocks.b2b_collaboration_outbound = Some(collaboration.clone());
            entry.blocks.b2b_direct_connect_outbound = Some(direct.clone());
            entry
        });
        let policy = CrossTenantAccessPolicy { partners: entries.collect(), ..CrossTenantAccessPolicy::default() };
        let evaluator = Evaluator::new(&policy, Lookups::default(), MatchMode::Either);
        for (entry, (direct, two)) in policy.partners.iter().zip(&settings) {
            let asked = Asked { access_type: both, partner: &entry.tenant_id, ..asked(Direction::Outbound, U2, A1) };
            let expected = match (one, two) {
                (Verdict::Blocked, _) | (_, Verdict::Blocked) => Verdict::Blocked,
                (Verdict::Allowed, Verdict::Allowed) => Verdict::Allowed,
                _ => Verdict::Depends,
            };
            assert_eq!(evaluator.judge(&asked).verdict, expected, "{collaboration:?} and {direct:?}");
        }
    }
}
