//! Hints from the sequence of events (rules D-6 to D-10 of the triage): what a table of codes alone cannot tell.

mod refused;
mod retried;
mod turned_away;
mod unknown_user;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::analysis::Params;
use crate::classify::Side;
use crate::dataset::{Dataset, Fact};
use crate::model::{AppId, Direction, ErrorCode, Limitation, Outcome, TenantId, UserKey};
use crate::report::Hint;
use crate::safe::shell_quoted;
use crate::words::{Lang, hints as said};

/// Names in a sentence.
const NAMED: usize = 3;

/// A hint about these sign-ins, without its words.
fn about(data: &Dataset, code: &'static str, rule: &'static str, attempts: &[&Attempt]) -> Hint {
    let mut sides: BTreeMap<Side, u64> = BTreeMap::new();
    for attempt in attempts {
        *sides.entry(attempt.side).or_default() += 1;
    }
    let side = sides.iter().max_by_key(|(side, count)| (**count, Reverse(**side))).map_or(Side::Unclassified, |(side, _)| *side);
    let codes: BTreeSet<i64> = attempts.iter().filter(|attempt| attempt.side == side).filter_map(|attempt| attempt.code.get()).collect();
    let partners: BTreeSet<&str> = attempts.iter().filter_map(|attempt| data.text(attempt.partner.0)).collect();
    Hint {
        code,
        rule,
        direction: attempts.first().map(|attempt| attempt.direction),
        side,
        codes: codes.into_iter().collect(),
        partners: partners.into_iter().map(str::to_owned).collect(),
        users: users(attempts),
        sign_ins: attempts.len() as u64,
        text: String::new(),
        filters: String::new(),
        cases: Vec::new(),
    }
}

/// One sign-in across the border.
struct Attempt {
    time: i64,
    direction: Direction,
    partner: TenantId,
    user: UserKey,
    app: AppId,
    resource: AppId,
    outcome: Outcome,
    code: ErrorCode,
    side: Side,
}

impl Attempt {
    fn failed(&self) -> bool {
        matches!(self.outcome, Outcome::Failure | Outcome::Interrupted)
    }

    fn code(&self) -> i64 {
        self.code.get().unwrap_or_default()
    }
}

/// Looks for hints in the sign-ins that cross the border in either direction: those that hit most users first, one of each kind.
#[must_use]
pub fn hints(data: &Dataset, params: &Params) -> Vec<Hint> {
    let lang = params.lang;
    let mut attempts: Vec<Attempt> = data
        .input
        .crossings
        .iter()
        .filter_map(|crossing| {
            let fact = data.fact(crossing.fact as usize);
            let Fact { key, direction, partner, outcome, side, .. } = fact;
            let across = matches!(direction, Direction::Inbound | Direction::Outbound) && params.filters.matches(&fact, data);
            let (time, code) = (crossing.time, key.code);
            across.then_some(Attempt { time, direction, partner, user: key.user, app: key.app, resource: key.resource, outcome, code, side })
        })
        .collect();
    attempts.sort_by_key(|attempt| attempt.time);
    let (mut hints, explained) = turned_away::hints(data, &attempts, params);
    hints.extend(refused::one_or_all(data, &attempts, &explained, lang));
    hints.extend(unknown_user::hints(data, &attempts, lang));
    hints.extend(refused::mfa_loops(data, &attempts, lang));
    hints.extend(refused::by_policy(data, &attempts, lang));
    // Where a query has summed sign-ins up, which success followed a failure is not told.
    if data.input.files.iter().all(|file| !file.lacks.contains(&Limitation::SingleSignIns)) {
        hints.extend(retried::hint(data, &attempts, lang));
    }
    hints.sort_by(|a, b| (b.users, b.sign_ins, a.code, a.direction, &a.codes).cmp(&(a.users, a.sign_ins, b.code, b.direction, &b.codes)));
    hints
}

/// Distinct users of sign-ins.
fn users(attempts: &[&Attempt]) -> u64 {
    attempts.iter().map(|attempt| attempt.user).filter(|user| !user.is_absent()).collect::<BTreeSet<_>>().len() as u64
}

fn names(data: &Dataset, attempts: &[&Attempt], lang: Lang) -> BTreeSet<String> {
    let users = attempts.iter().map(|attempt| attempt.user).filter(|user| !user.is_absent());
    users.map(|user| data.upn(user).or_else(|| data.text(user.id()?.0)).unwrap_or(said::hidden_user(lang)).to_owned()).collect()
}

/// "a, b, c and 4 more".
pub(super) fn listed(names: &BTreeSet<String>, lang: Lang) -> String {
    let shown: Vec<&str> = names.iter().take(NAMED).map(String::as_str).collect();
    let more = names.len() - shown.len();
    let shown = shown.join(said::separator(lang));
    if more == 0 { shown } else { said::listed(lang, &shown, more) }
}

/// Filters that list the sign-ins of these users, if they are few.
fn of_users(filters: &str, names: &BTreeSet<String>) -> String {
    if names.len() > 2 * NAMED {
        return filters.to_owned();
    }
    names.iter().fold(filters.to_owned(), |filters, name| format!("{filters} --user {}", shell_quoted(name)))
}

/// Filters that list the sign-ins with these organisations, if they are few; else those of the codes.
fn of_partners(hint: &Hint) -> String {
    let direction = hint.direction.map_or("inbound", Direction::name);
    let few = !hint.partners.is_empty() && hint.partners.len() <= 2 * NAMED;
    let rest: Vec<String> = if few {
        hint.partners.iter().map(|partner| format!("--partner {partner}")).collect()
    } else {
        hint.codes.iter().map(|code| format!("--code {code}")).collect()
    };
    format!("--direction {direction} {} --outcome failure", rest.join(" "))
}

/// Who must act, in a sentence.
fn who(side: Side, lang: Lang) -> &'static str {
    match side {
        Side::Us => said::us(lang),
        Side::Partner => said::partner(lang),
        Side::Network => said::network(lang),
        Side::User => said::user(lang),
        Side::AppOwner => said::app_owner(lang),
        Side::Microsoft => said::microsoft(lang),
        Side::Nobody => said::nobody(lang),
        Side::Unclassified => said::unclassified(lang),
    }
}

#[cfg(test)]
mod tests;
