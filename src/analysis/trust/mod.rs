//! `trust`: what the sign-ins of each partner show about multifactor authentication and devices, beside whether our settings trust them.
//!
//! What it is not: proof. A claim from outside is what an external provider said, and nothing in a sign-in tells how it came to say so.

mod loops;
mod shown;

use polars::prelude::PolarsResult;

use super::group::{COUNTS, Each, Groups, row_key, sorted};
use super::{Analysis, Answer, Needs, Params, Plain};
use crate::dataset::{Dataset, Fact};
use crate::model::{Asked, Direction, Mfa, TenantId, UserKind};
use crate::policy::InboundTrust;
use crate::report::{Cell, Column, Drill, Kind, Table, int, text, time};
use crate::words::{Lang, analyses, trust as said};

/// The row of this analysis.
pub static ANALYSIS: Analysis = Analysis {
    id: "trust",
    title: analyses::trust,
    question: analyses::trust_question,
    needs: Needs { evidence: true, crossings: true, ..Needs::WINDOW },
    drill: &[Drill::Partner],
    ask: || Box::new(Plain(run)),
    ..Analysis::BASE
};

/// What is counted, and what tells whether anything is recorded of it.
const COUNTED: [(&str, &str); 8] = [
    ("mfa_required", "requirement_told"),
    ("mfa_external", "mfa_told"),
    ("mfa_here", "mfa_told"),
    ("mfa_unmet", "unmet_told"),
    ("device_compliant", "device_told"),
    ("device_hybrid_joined", "device_told"),
    ("legacy", "protocol_told"),
    ("risky", "risk_told"),
];

/// A word in a language.
type Said = fn(Lang) -> &'static str;

/// The kinds of evidence, by what tells whether it is recorded.
const KINDS: [(&str, Said); 5] = [
    ("requirement_told", said::requirement),
    ("mfa_told", said::steps),
    ("device_told", said::device),
    ("protocol_told", said::protocol),
    ("risk_told", said::risk),
];

/// The claims that can be trusted, in the order of their columns.
const CLAIMS: [fn(&InboundTrust) -> Option<bool>; 3] =
    [|trust| trust.is_mfa_accepted, |trust| trust.is_compliant_device_accepted, |trust| trust.is_hybrid_azure_ad_joined_device_accepted];

fn run(data: &Dataset, params: &Params) -> PolarsResult<Answer> {
    let summed = COUNTED.iter().map(|(name, _)| *name).chain(KINDS.iter().map(|(name, _)| *name)).chain(["unmet_told"]);
    let mut each: Vec<Each> = summed.map(Each::Sum).collect();
    each.push(Each::Distinct("user", "users"));
    each.extend([("asked_again", "users_asked_again"), ("spared", "users_spared")].map(|(shown, name)| Each::DistinctWhere("user", shown, name)));
    let groups = Groups::of(data, |fact| params.filters.matches(fact, data), &["direction", "partner"], &each)?;
    let mut rows = Vec::with_capacity(groups.len());
    let (mut all, mut told) = (0, [0; KINDS.len()]);
    for row in 0..groups.len() {
        let direction = groups.direction("direction", row)?;
        let partner = TenantId(groups.sym("partner", row)?);
        let id = data.cell(data.text(partner.0));
        let sign_ins = groups.int("sign_ins", row)?;
        all += sign_ins;
        for (told, (name, _)) in told.iter_mut().zip(KINDS) {
            *told += groups.int(name, row)?;
        }
        let mut cells = vec![Cell::Word(direction.name()), id.clone(), data.cell(data.partner_name(partner))];
        cells.extend(groups.counts(row)?);
        cells.push(Cell::Int(groups.int("users", row)?));
        for (name, told) in COUNTED {
            let known = groups.int(told, row)? > 0;
            cells.push(if known { Cell::Int(groups.int(name, row)?) } else { Cell::Null });
        }
        // Trust is a setting for those who come in from an organisation, and for no others.
        let can_be_trusted = direction == Direction::Inbound && !partner.is_absent();
        cells.extend(CLAIMS.map(|claim| trusts(data, partner, claim).filter(|_| can_be_trusted).map_or(Cell::Null, Cell::Bool)));
        let known = can_be_trusted && groups.int("mfa_told", row)? > 0;
        for name in ["users_asked_again", "users_spared"] {
            cells.push(if known { Cell::Int(groups.int(name, row)?) } else { Cell::Null });
        }
        cells.extend([Cell::Time(groups.int("first", row)?), Cell::Time(groups.int("last", row)?)]);
        rows.push((row_key(direction, sign_ins, &[&id]), cells));
    }
    let mut found = Answer::table(Table { columns: table_columns(), rows: sorted(rows) });
    found.notes = notes(data, params, all, &told);
    Ok(found)
}

fn table_columns() -> Vec<Column> {
    let truth = |name| Column { name, kind: Kind::Bool, spare: 2 };
    let mut columns = vec![text("direction", 0), text("partner_tenant_id", 5), text("partner_name", 0)];
    columns.extend(COUNTS.map(|column| Column { spare: if column.name == "sign_ins" { 0 } else { 6 }, ..column }));
    columns.extend([
        int("users", 3),
        int("mfa_required", 0),
        int("mfa_external", 0),
        int("mfa_here", 0),
        int("mfa_unmet", 1),
        int("device_compliant", 3),
        int("device_hybrid_joined", 4),
        int("legacy", 4),
        int("risky", 4),
        truth("trusts_mfa"),
        truth("trusts_compliant"),
        truth("trusts_hybrid"),
        int("users_asked_again", 1),
        int("users_spared", 1),
        time("first_seen", 5),
        time("last_seen", 4),
    ]);
    columns
}

/// Whether the current settings accept a claim of an organisation; `None` where they are not among the inputs.
fn trusts(data: &Dataset, partner: TenantId, claim: fn(&InboundTrust) -> Option<bool>) -> Option<bool> {
    data.policy.as_ref().map(|policy| policy.trusts(data.text(partner.0), claim))
}

/// What the table rests on, and what it cannot show.
fn notes(data: &Dataset, params: &Params, all: i64, told: &[i64]) -> Vec<String> {
    let lang = params.lang;
    let mut notes = vec![said::evidence(lang).to_owned()];
    if all == 0 {
        return notes;
    }
    let list = |wanted: fn(i64, i64) -> bool| {
        let kinds = KINDS.iter().zip(told).filter(|(_, told)| wanted(**told, all)).map(|((_, name), _)| name(lang));
        kinds.collect::<Vec<_>>().join(said::separator(lang))
    };
    let (missing, partly) = (list(|told, _| told == 0), list(|told, all| told > 0 && told < all));
    if !missing.is_empty() {
        notes.push(said::not_recorded(lang, &missing));
    }
    if !partly.is_empty() {
        notes.push(said::partly_recorded(lang, &partly));
    }
    notes.extend(shown::sentences(data, params));
    if data.policy.is_none() {
        notes.push(said::no_settings(lang).to_owned());
    }
    notes
}

/// Who rests on a claim from outside, or on a claim about the device, that the settings accept today and proposed ones would not, in words;
/// nothing where nobody does, or where nothing is recorded.
#[must_use]
pub fn hit_by(data: &Dataset, params: &Params, proposed: &crate::policy::CrossTenantAccessPolicy) -> Vec<String> {
    let loses = |fact: &Fact, claim| {
        let id = data.text(fact.partner.0);
        let today = data.policy.as_ref().is_none_or(|policy| policy.trusts(id, claim));
        today && !proposed.trusts(id, claim)
    };
    let [mfa, compliant, hybrid] = CLAIMS;
    let asked_again = count(data, params, |fact| rests_on_claim(fact) && loses(fact, mfa));
    // A device that is accepted as the one is not refused for not being accepted as the other.
    let keeps = |fact: &Fact, claim, claimed: bool| claimed && proposed.trusts(data.text(fact.partner.0), claim);
    let refused = count(data, params, |fact| {
        let (is_compliant, is_hybrid) = (fact.key.evidence.says(Asked::Compliant), fact.key.evidence.says(Asked::HybridJoined));
        let lost = (is_compliant && loses(fact, compliant)) || (is_hybrid && loses(fact, hybrid));
        is_governed(fact) && lost && !keeps(fact, compliant, is_compliant) && !keeps(fact, hybrid, is_hybrid)
    });
    let say = |(sign_ins, users, partners): (u64, u64, u64), sentence: fn(Lang, u64, u64, u64) -> String| {
        (sign_ins > 0).then(|| sentence(params.lang, sign_ins, users, partners))
    };
    say(asked_again, said::hit).into_iter().chain(say(refused, said::hit_devices)).collect()
}

/// How many sign-ins and users rest on a claim from outside, in words: what stands beside trust that is carried over.
#[must_use]
pub fn carried_over(data: &Dataset, params: &Params) -> Option<String> {
    let (sign_ins, users, partners) = count(data, params, rests_on_claim);
    (sign_ins > 0).then(|| said::carried_over(params.lang, sign_ins, users, partners))
}

/// Whether a sign-in of a user of another organisation was let through by a claim from outside. Claims of service providers are accepted
/// whatever the settings say.
fn rests_on_claim(fact: &Fact) -> bool {
    is_governed(fact) && fact.key.evidence.mfa() == Mfa::External
}

/// Whether a sign-in is of a user of another organisation, whose claims are accepted or not by our settings.
fn is_governed(fact: &Fact) -> bool {
    let inbound = fact.direction == Direction::Inbound && !fact.partner.is_absent();
    inbound && fact.user_kind != UserKind::ServiceProvider
}

/// Sign-ins, users and partners of some facts that are asked for.
fn count(data: &Dataset, params: &Params, wanted: impl Fn(&Fact) -> bool) -> (u64, u64, u64) {
    let (mut sign_ins, mut users, mut partners) = (0, hashbrown::HashSet::new(), hashbrown::HashSet::new());
    for fact in data.user_facts().filter(|fact| wanted(fact) && params.filters.matches(fact, data)) {
        sign_ins += fact.value.count;
        users.extend((!fact.key.user.is_absent()).then_some(fact.key.user));
        partners.insert(fact.partner);
    }
    (sign_ins, users.len() as u64, partners.len() as u64)
}
