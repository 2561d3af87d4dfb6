//! What sign-ins show beside the columns of the table, in sentences: each says what it bears on trust, and is left out where nothing is shown.

use super::loops::loops;
use crate::analysis::Params;
use crate::dataset::Dataset;
use crate::model::{Direction, Method, Mfa, UserKind};
use crate::words::trust as said;

/// Sign-ins that show something.
#[derive(Default)]
struct Shown {
    /// Multifactor authentication had been done before.
    earlier: u64,
    /// Of technicians of service providers, coming in.
    providers: u64,
    /// Multifactor authentication was done here, by each kind of method in the order of [`Method::ALL`].
    methods: [u64; 5],
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
            let neither = evidence.compliant() == Some(false) && evidence.hybrid_joined() == Some(false);
            add(&mut shown.only_managed, inbound && neither && evidence.managed() == Some(true));
            add(&mut shown.bound, evidence.token_bound() == Some(true));
            add(&mut shown.unbound, evidence.token_bound() == Some(false));
            add(&mut shown.restricted, evidence.tenant_restricted() == Some(true));
            add(&mut shown.agents, evidence.agent() == Some(true));
            add(&mut shown.frequency, evidence.sign_in_frequency() == Some(true));
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
    let [untold, resistant, app, phone, other] = Method::ALL.map(|kind| shown.methods[kind as usize]);
    say(resistant + app + phone + other, &|_| said::methods(lang, resistant, app, phone, other, untold));
    say(shown.earlier, &|count| said::earlier(lang, count));
    say(shown.providers, &|count| said::providers(lang, count));
    say(shown.only_managed, &|count| said::only_managed(lang, count));
    say(shown.bound + shown.unbound, &|told| said::token_protection(lang, shown.bound, told));
    say(shown.restricted, &|count| said::restricted(lang, count));
    say(shown.agents, &|count| said::agents(lang, count));
    sentences
}
