//! What sign-ins show beside the columns of the table, in sentences: each says what it bears on trust, and is left out where nothing is shown.

use super::loops::loops;
use crate::analysis::Params;
use crate::dataset::Dataset;
use crate::model::{Asked, Brought, Demand, Demands, Direction, Method, Mfa, UserKind};
use crate::words::{Lang, trust as said};

/// A kind and how many there are of it, in words.
type Counted = fn(Lang, u64) -> String;

/// Who demanded multifactor authentication, in the order of [`Demands::WORDS`].
const DEMANDS: [Counted; Demands::WORDS.len()] =
    [said::conditional_access, said::strength, said::security_defaults, said::per_user, said::risk_policy, said::csp, said::other_demand];

/// What was brought along, as it is listed.
const BROUGHT: [(Counted, Brought); 6] = [
    (said::primary_refresh_token, Brought::PrimaryRefreshToken),
    (said::saml, Brought::Saml),
    (said::refresh_token, Brought::RefreshToken),
    (said::other_token, Brought::Other),
    (said::token_none, Brought::Nothing),
    (said::token_untold, Brought::NotRecorded),
];

/// Sign-ins that show something.
#[derive(Default)]
struct Shown {
    /// Multifactor authentication had been done before.
    earlier: u64,
    /// Of technicians of service providers, coming in.
    providers: u64,
    /// Multifactor authentication was done here, by each kind of method.
    methods: [u64; 5],
    /// It was required, coming in and going out: by each that may demand it, and nobody knows by whom.
    demands: [[u64; DEMANDS.len() + 1]; 2],
    /// Coming in, it was met by a claim, by each kind of what was brought along.
    brought: [u64; BROUGHT.len()],
    /// Coming in, to what neither we nor Microsoft publish.
    foreign_resource: u64,
    /// Coming in, from a managed device that was claimed to be neither compliant nor hybrid joined.
    only_managed: u64,
    /// Tokens are told to be bound to a device, or not to be.
    bound: u64,
    unbound: u64,
    /// Under tenant restrictions.
    restricted: u64,
    /// Of agents.
    agents: u64,
    /// Under a policy of the sign-in frequency.
    frequency: u64,
}

impl Shown {
    fn of(data: &Dataset, params: &Params) -> Self {
        let mut shown = Self::default();
        for fact in data.user_facts().filter(|fact| params.filters.matches(fact, data)) {
            let (evidence, count) = (fact.key.evidence, fact.value.count);
            let inbound = fact.direction == Direction::Inbound;
            let add = |sum: &mut u64, shows: bool| *sum += if shows { count } else { 0 };
            add(&mut shown.earlier, evidence.mfa() == Mfa::Earlier);
            add(&mut shown.providers, inbound && fact.user_kind == UserKind::ServiceProvider);
            if evidence.mfa() == Mfa::Here {
                shown.methods[evidence.method() as usize] += count;
            }
            if evidence.says(Asked::MfaRequired) && (inbound || fact.direction == Direction::Outbound) {
                let (demands, sums) = (evidence.demands(), &mut shown.demands[usize::from(!inbound)]);
                for (place, (_, demand)) in Demands::WORDS.iter().enumerate() {
                    add(&mut sums[place], demands.has(*demand));
                }
                add(&mut sums[DEMANDS.len()], demands.is_empty());
            }
            if inbound && matches!(evidence.mfa(), Mfa::External | Mfa::Earlier) {
                shown.brought[evidence.brought() as usize] += count;
            }
            let neither = [Asked::Compliant, Asked::HybridJoined].iter().all(|&claim| evidence.answer(claim) == Some(false));
            add(&mut shown.only_managed, inbound && neither && evidence.says(Asked::Managed));
            add(&mut shown.foreign_resource, inbound && evidence.says(Asked::ForeignResource));
            add(&mut shown.bound, evidence.says(Asked::TokenBound));
            add(&mut shown.unbound, evidence.answer(Asked::TokenBound) == Some(false));
            add(&mut shown.restricted, evidence.says(Asked::TenantRestricted));
            add(&mut shown.agents, evidence.says(Asked::Agent));
            add(&mut shown.frequency, evidence.says(Asked::SignInFrequency));
        }
        shown
    }
}

/// The sentences, those about prompts first.
pub(super) fn sentences(data: &Dataset, params: &Params) -> Vec<String> {
    let lang = params.lang;
    let shown = Shown::of(data, params);
    let mut sentences = loops(data, params);
    let mut say = |count: u64, sentence: &dyn Fn(u64) -> String| sentences.extend((count > 0).then(|| sentence(count)));
    say(shown.frequency, &|count| said::frequency(lang, count));
    for (inbound, [demands @ .., untold]) in [true, false].into_iter().zip(&shown.demands) {
        let list = list(lang, DEMANDS.into_iter().zip(demands.iter().copied()));
        let unnamed = if list.is_empty() { 0 } else { *untold };
        say(u64::from(!list.is_empty()), &|_| said::demands(lang, inbound, &list, unnamed));
        let of = |demand: Demand| if inbound { demands[demand as usize] } else { 0 };
        say(of(Demand::SecurityDefaults) + of(Demand::PerUser), &|_| said::beside_conditional_access(lang).to_owned());
        say(of(Demand::Strength), &|_| said::strength_abroad(lang).to_owned());
    }
    let of = |kind: Method| shown.methods[kind as usize];
    let [untold, resistant, app] = [Method::NotRecorded, Method::PhishingResistant, Method::App].map(of);
    let [phone, other] = [Method::Phone, Method::Other].map(of);
    say(resistant + app + phone + other, &|_| said::methods(lang, resistant, app, phone, other, untold));
    say(shown.earlier, &|count| said::earlier(lang, count));
    // Where no token is told there is nothing to tell apart.
    let told = shown.brought.iter().sum::<u64>() - shown.brought[Brought::NotRecorded as usize];
    let tokens = list(lang, BROUGHT.into_iter().map(|(kind, brought)| (kind, shown.brought[brought as usize])));
    say(told, &|_| said::brought(lang, &tokens));
    say(shown.brought[Brought::PrimaryRefreshToken as usize], &|_| said::claim_of_device(lang).to_owned());
    say(shown.brought[Brought::Saml as usize], &|_| said::claim_of_federation(lang).to_owned());
    say(shown.providers, &|count| said::providers(lang, count));
    say(shown.only_managed, &|count| said::only_managed(lang, count));
    say(shown.bound + shown.unbound, &|told| said::token_protection(lang, shown.bound, told));
    say(shown.foreign_resource, &|count| said::foreign_resource(lang, count));
    say(shown.restricted, &|count| said::restricted(lang, count));
    say(shown.agents, &|count| said::agents(lang, count));
    sentences
}

/// The kinds of which there are any, each with how many.
fn list(lang: Lang, kinds: impl Iterator<Item = (Counted, u64)>) -> String {
    let any = kinds.filter(|(_, count)| *count > 0).map(|(kind, count)| kind(lang, count));
    any.collect::<Vec<_>>().join(said::separator(lang))
}
