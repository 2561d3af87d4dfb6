//! Gates: conditions of `--fail-on`, for pipelines that must not go on. They fail closed: a question that the input cannot answer is an error
//! and never a pass.

use std::collections::BTreeSet;

use super::{Analysis, caveat_codes};
use crate::dataset::{Dataset, Filters};
use crate::failure::{Code, Failure};
use crate::model::{Log, Outcome};
use crate::words::Lang;
use crate::words::errors::{self as said, Missing};

use crate::report::CaveatCode;
pub use crate::words::errors::Purpose;

/// A condition of `--fail-on`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gate {
    /// A success that the proposed settings block.
    BlockedSuccess,
    /// A success of which the proposed settings leave it open.
    DependsSuccess,
    /// A success of a kind that the proposed settings cannot be asked about.
    UnknownSuccess,
    /// The input is not whole.
    Incomplete,
}

impl Gate {
    /// Every gate.
    pub const ALL: [Self; 4] = [Self::BlockedSuccess, Self::DependsSuccess, Self::UnknownSuccess, Self::Incomplete];

    /// The name on the command line and in results.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::BlockedSuccess => "blocked-success",
            Self::DependsSuccess => "depends-success",
            Self::UnknownSuccess => "unknown-success",
            Self::Incomplete => "incomplete",
        }
    }

    /// Whether a command can answer it; `analysis` = its table, `None` for `report`.
    fn of(self, analysis: Option<&Analysis>) -> bool {
        self == Self::Incomplete || analysis.is_some_and(|analysis| analysis.gates.contains(&self))
    }
}

/// The gates of these names that a command is asked for; `analysis` = its table, `None` for `report`.
///
/// # Errors
/// A name is not known, or the command cannot answer it.
pub fn wanted(names: &[String], analysis: Option<&Analysis>) -> Result<Vec<Gate>, Failure> {
    let command = analysis.map_or("report", |analysis| analysis.id);
    let known: Vec<&str> = Gate::ALL.into_iter().filter(|gate| gate.of(analysis)).map(Gate::name).collect();
    let mut gates = BTreeSet::new();
    for name in names {
        let found = Gate::ALL.into_iter().find(|gate| gate.name() == name && gate.of(analysis));
        gates.insert(found.ok_or_else(|| {
            let (name, known) = (format!("{name:?}"), known.join(", "));
            let next = move |lang: Lang| said::gate_unknown_next(lang, command, &known);
            Failure::new(Code::GateUnknown, move |lang: Lang| said::gate_unknown(lang, &name, command), next)
        })?);
    }
    Ok(gates.into_iter().collect())
}

/// Whether the input can answer the gates at all.
///
/// # Errors
/// A name of a filter occurs nowhere, the window holds no sign-in, or what the gates are about is missing from every record.
pub fn answerable(gates: &[Gate], data: &Dataset, filters: &Filters) -> Result<(), Failure> {
    if gates.is_empty() {
        return Ok(());
    }
    let slip = filters.unmatched(data).into_iter().find(|slip| !data.is_named_elsewhere(slip.option, &slip.value));
    if let Some(slip) = slip {
        let (option, value, similar) = (slip.option, format!("{:?}", slip.value), slip.similar);
        let similar = move |lang: Lang| (!similar.is_empty()).then(|| similar.join(said::or(lang)));
        let next = move |lang: Lang| said::gate_slip_next(lang, similar(lang).as_deref());
        return Err(Failure::new(Code::GateUnanswerable, move |lang: Lang| said::gate_slip(lang, option, &value), next));
    }
    if data.period().is_none() {
        return Err(Failure::new(Code::GateUnanswerable, said::gate_no_logs, said::gate_no_logs_next));
    }
    if (filters.from.is_some() || filters.to.is_some()) && !data.user_facts().any(|fact| fact.key.in_window) {
        return Err(Failure::new(Code::GateUnanswerable, said::gate_no_days, said::gate_no_days_next));
    }
    if gates.iter().any(|gate| *gate != Gate::Incomplete) {
        evidence(data, Purpose::Gate)?;
    }
    Ok(())
}

/// Whether there is something that settings can be judged by or made from.
///
/// # Errors
/// There is no sign-in of a user, or no record has what settings are about.
pub fn evidence(data: &Dataset, purpose: Purpose) -> Result<(), Failure> {
    let lacking = |missing: Missing| {
        let next = move |lang: Lang| said::no_evidence_next(lang, missing);
        Err(Failure::new(Code::NoEvidence, move |lang: Lang| said::no_evidence(lang, purpose, missing), next))
    };
    if data.user_facts().next().is_none() {
        return lacking(Missing::Users);
    }
    if !data.user_facts().any(|fact| !fact.key.home.is_absent() && !fact.key.resource_tenant.is_absent()) {
        return lacking(Missing::Tenants);
    }
    if !data.user_facts().any(|fact| !fact.key.app.is_absent() || !fact.key.resource.is_absent()) {
        return lacking(Missing::Applications);
    }
    if !data.user_facts().any(|fact| fact.outcome != Outcome::Unknown) {
        return lacking(Missing::Outcomes);
    }
    Ok(())
}

/// The gates that are met; `found` = the conditions that an analysis found true.
#[must_use]
pub fn met(gates: &[Gate], data: &Dataset, found: &[Gate]) -> Vec<&'static str> {
    let is_met = |gate: &Gate| if *gate == Gate::Incomplete { is_incomplete(data) } else { found.contains(gate) };
    gates.iter().filter(|gate| is_met(gate)).map(|gate| gate.name()).collect()
}

/// Whether something of the input was not read, or is missing from it by what it says itself.
fn is_incomplete(data: &Dataset) -> bool {
    let unread = |file: &crate::model::ledger::FileLedger| {
        file.is_incomplete() || file.read_error.is_some() || file.total().skipped > 0 || (file.named && file.format.is_none() && !file.known_kind)
    };
    let missing = [CaveatCode::InteractiveOnly, CaveatCode::NonInteractiveOnly, CaveatCode::PossiblyTruncated, CaveatCode::MorePages];
    let kept = |log| data.log_ledger(log).kept;
    data.input.files.iter().any(unread)
        || caveat_codes(data).iter().any(|code| missing.contains(code))
        || kept(Log::Interactive) == 0
        || kept(Log::NonInteractive) == 0
        || has_gap(data)
}

/// Whether there is a day without any sign-in of a user between the first and the last.
fn has_gap(data: &Dataset) -> bool {
    let days: BTreeSet<i64> = data.input.days.iter().filter(|(log, _)| log.is_user()).flat_map(|(_, days)| days).copied().collect();
    match (days.first(), days.last()) {
        (Some(first), Some(last)) => last - first + 1 != i64::try_from(days.len()).unwrap_or_default(),
        _ => true,
    }
}
