//! Guests who were active in each month: whom Microsoft Entra External ID bills beyond the free ones, and whom Entra ID Governance bills.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use crate::dataset::Dataset;
use crate::knowledge::audit_activities::GOVERNANCE;
use crate::model::time::day_text;
use crate::model::{AuditEvent, Direction, Outcome, UserKey, UserKind};
use crate::nested_json::{elements, member, parsed};
use crate::words::{Lang, reviews as said};

/// The guests of one month.
#[derive(Default)]
struct Month {
    /// Users with the type guest who signed in with success.
    active: BTreeSet<UserKey>,
    /// Inbound users who did, and of whom nothing tells the type.
    untold: BTreeSet<UserKey>,
    /// Guests with an action of Entra ID Governance.
    governed: BTreeSet<String>,
}

/// Active and governed guests by month.
pub(super) struct Monthly {
    months: BTreeMap<String, Month>,
    /// Whether any event tells of an action that is billed, so that none in a month means none.
    tells_governed: bool,
}

impl Monthly {
    /// Counts them; months are those of the zone.
    pub(super) fn of(data: &Dataset) -> Self {
        let mut months: BTreeMap<String, Month> = BTreeMap::new();
        let month = |day: i64| day_text(day).get(..7).unwrap_or_default().to_owned();
        for fact in data.user_facts().filter(|fact| fact.outcome == Outcome::Success && !fact.key.user.is_absent()) {
            let guest = matches!(fact.user_kind, UserKind::B2bCollaborationGuest | UserKind::InternalGuest);
            let untold = fact.user_kind == UserKind::Unknown && fact.direction == Direction::Inbound;
            if guest || untold {
                let of = months.entry(month(data.input.zone.day(fact.value.first))).or_default();
                if guest {
                    of.active.insert(fact.key.user)
                } else {
                    of.untold.insert(fact.key.user)
                };
            }
        }
        let mut tells_governed = false;
        for event in &data.input.audits {
            let Some(guests) = governed(event, data) else { continue };
            tells_governed = true;
            months.entry(month(data.input.zone.day(event.time))).or_default().governed.extend(guests);
        }
        Self { months, tells_governed }
    }

    /// As a member of JSON answers.
    pub(super) fn to_json(&self) -> Value {
        let of = |(month, of): (&String, &Month)| {
            let governed = self.tells_governed.then_some(of.governed.len());
            json!({"month": month, "active_guests": of.active.len(), "untold_users": of.untold.len(), "governed_guests": governed})
        };
        self.months.iter().map(of).collect()
    }

    /// In a sentence each; none where nobody was active.
    pub(super) fn sentences(&self, lang: Lang) -> Vec<String> {
        let list = |count: fn(&Month) -> usize| -> Option<String> {
            let some = self.months.iter().map(|(month, of)| (month, count(of))).filter(|(_, count)| *count > 0);
            let some: Vec<String> = some.map(|(month, count)| said::of_month(lang, month, count)).collect();
            (!some.is_empty()).then(|| some.join(said::separator(lang)))
        };
        let active = list(|of| of.active.len()).map(|all| said::monthly(lang, &all));
        let untold = list(|of| of.untold.len()).map(|all| said::monthly_untold(lang, &all));
        let governed = list(|of| of.governed.len()).map(|all| said::governed(lang, &all));
        [active, untold, governed].into_iter().flatten().collect()
    }
}

/// The guests of an action that is billed; `None` where it is none.
fn governed(event: &AuditEvent, data: &Dataset) -> Option<Vec<String>> {
    let list = |text: &str| parsed(text).and_then(elements).unwrap_or_default();
    let details = list(data.text(event.details)?);
    let detail = |key: &str| {
        details.iter().find(|pair| member(pair, "key").is_some_and(|found| found.eq_ignore_ascii_case(key))).and_then(|pair| member(pair, "value"))
    };
    let used = detail(GOVERNANCE).is_some_and(|used| !used.eq_ignore_ascii_case("false"));
    let failed = data.text(event.result).is_some_and(|result| result.to_lowercase().starts_with("fail"));
    let of_guest = detail("TargetUserType").is_none_or(|kind| kind.eq_ignore_ascii_case("Guest"));
    if !used || failed || !of_guest {
        return None;
    }
    let named = detail("TargetId").map(str::to_lowercase);
    Some(named.or_else(|| data.text(event.target).map(str::to_owned)).into_iter().collect())
}
