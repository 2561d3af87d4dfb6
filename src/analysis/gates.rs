//! Gates: conditions of `--fail-on`, for pipelines that must not go on. They fail closed: a question that the input cannot answer is an error
//! and never a pass.

use std::collections::BTreeSet;

use super::compare::Period;
use super::{Analysis, Params, caveat_codes};
use crate::dataset::Dataset;
use crate::failure::{Code, Failure};
use crate::model::{Log, Outcome};
use crate::safe::quoted;
use crate::words::Lang;
use crate::words::errors::{self as said, Missing as NoEvidence};
use crate::words::gates::{self as words, Missing, Side};

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
    /// A partner that was not seen before.
    NewPartner,
    /// A sign-in of a partner that is not expected, in its direction and at its time.
    UnexpectedPartner,
    /// An application that was not seen before in a direction.
    NewApp,
    /// An error code of failures that was not seen before in a direction.
    NewFailure,
    /// An entry of the current settings without a success.
    UnusedSetting,
    /// A guest who no longer comes.
    DormantGuest,
    /// A change of settings by somebody of another tenant.
    ForeignActor,
    /// A change of settings that closes somebody's way.
    Tightened,
    /// The input is not whole.
    Incomplete,
}

impl Gate {
    /// Every gate.
    pub const ALL: [Self; 12] = [
        Self::BlockedSuccess,
        Self::DependsSuccess,
        Self::UnknownSuccess,
        Self::NewPartner,
        Self::UnexpectedPartner,
        Self::NewApp,
        Self::NewFailure,
        Self::UnusedSetting,
        Self::DormantGuest,
        Self::ForeignActor,
        Self::Tightened,
        Self::Incomplete,
    ];

    /// The name on the command line and in results.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::BlockedSuccess => "blocked-success",
            Self::DependsSuccess => "depends-success",
            Self::UnknownSuccess => "unknown-success",
            Self::NewPartner => "new-partner",
            Self::UnexpectedPartner => "unexpected-partner",
            Self::NewApp => "new-app",
            Self::NewFailure => "new-failure",
            Self::UnusedSetting => "unused-setting",
            Self::DormantGuest => "dormant-guest",
            Self::ForeignActor => "foreign-actor",
            Self::Tightened => "tightened",
            Self::Incomplete => "incomplete",
        }
    }

    /// Whether it asks what was not there before, which needs something to compare with.
    #[must_use]
    pub fn is_about_new(self) -> bool {
        matches!(self, Self::NewPartner | Self::NewApp | Self::NewFailure)
    }

    /// Whether it asks about proposed settings, which need a proposal.
    #[must_use]
    pub fn is_about_proposal(self) -> bool {
        matches!(self, Self::BlockedSuccess | Self::DependsSuccess | Self::UnknownSuccess)
    }

    /// Whether a single event makes it true, whatever came before and after.
    #[must_use]
    pub fn is_about_events(self) -> bool {
        self == Self::UnexpectedPartner || self.is_about_changes()
    }

    /// Whether it asks about changes of settings, which audit logs hold.
    fn is_about_changes(self) -> bool {
        matches!(self, Self::ForeignActor | Self::Tightened)
    }

    /// Whether a command can answer it; `analysis` = its table, `None` for what looks at everything.
    fn of(self, analysis: Option<&Analysis>) -> bool {
        self == Self::Incomplete || analysis.is_none_or(|analysis| analysis.gates.contains(&self))
    }

    /// What of the input it needs.
    fn needs(self) -> &'static [Missing] {
        use Missing::{Applications, Audits, Codes, Expected, Outcomes, Settings, Tenants, Users};
        match self {
            Self::NewPartner => &[Users, Tenants],
            Self::UnexpectedPartner => &[Expected, Users, Tenants],
            Self::NewApp => &[Users, Tenants, Applications],
            Self::NewFailure => &[Users, Tenants, Outcomes, Codes],
            Self::UnusedSetting => &[Settings, Users, Tenants, Outcomes],
            Self::DormantGuest => &[Users],
            Self::ForeignActor | Self::Tightened => &[Audits],
            // What a proposal is judged by is asked for as for a recommendation: see `evidence`.
            Self::BlockedSuccess | Self::DependsSuccess | Self::UnknownSuccess | Self::Incomplete => &[],
        }
    }
}

/// The gates of these names that a command is asked for; `analysis` = its table, `None` for what looks at everything.
///
/// # Errors
/// A name is not known, or the command cannot answer it.
pub fn wanted(names: &[String], command: &str, analysis: Option<&Analysis>) -> Result<Vec<Gate>, Failure> {
    let known: Vec<&str> = Gate::ALL.into_iter().filter(|gate| gate.of(analysis)).map(Gate::name).collect();
    let mut gates = BTreeSet::new();
    for name in names {
        let found = Gate::ALL.into_iter().find(|gate| gate.name() == name && gate.of(analysis));
        gates.insert(found.ok_or_else(|| {
            let (name, known, command) = (quoted(name), known.join(", "), command.to_owned());
            let of = command.clone();
            let next = move |lang: Lang| said::gate_unknown_next(lang, &of, &known);
            Failure::new(Code::GateUnknown, move |lang: Lang| said::gate_unknown(lang, &name, &command), next)
        })?);
    }
    Ok(gates.into_iter().collect())
}

/// Whether the input can answer the gates at all.
///
/// # Errors
/// A name of a filter occurs nowhere, the window holds no sign-in, or what the gates are about is missing from every record.
pub fn answerable(gates: &[Gate], data: &Dataset, params: &Params) -> Result<(), Failure> {
    let filters = &params.filters;
    if gates.is_empty() {
        return Ok(());
    }
    let slip = filters.unmatched(data).into_iter().find(|slip| !data.is_named_elsewhere(slip.option, &slip.value));
    if let Some(slip) = slip {
        let (option, value, similar) = (slip.option, quoted(&slip.value), slip.similar);
        let similar = move |lang: Lang| (!similar.is_empty()).then(|| similar.join(said::or(lang)));
        let next = move |lang: Lang| said::gate_slip_next(lang, similar(lang).as_deref());
        return Err(Failure::new(Code::GateUnanswerable, move |lang: Lang| said::gate_slip(lang, option, &value), next));
    }
    if data.period().is_none() {
        return Err(Failure::new(Code::GateUnanswerable, said::gate_no_logs, said::gate_no_logs_next));
    }
    let within = |time: i64| filters.from.is_none_or(|from| time >= from) && filters.to.is_none_or(|to| time < to);
    for gate in gates {
        let has_days = if gate.is_about_changes() {
            data.input.audits.iter().any(|event| within(event.time))
        } else {
            data.user_facts().any(|fact| fact.key.in_window)
        };
        if (filters.from.is_some() || filters.to.is_some()) && !has_days {
            return Err(Failure::new(Code::GateUnanswerable, said::gate_no_days, said::gate_no_days_next));
        }
        needed(*gate, data, params)?;
    }
    Ok(())
}

/// Whether two periods can tell what is new in the later one.
///
/// # Errors
/// One of them holds no sign-in, or no record of it has what a gate is about.
pub fn comparable(gates: &[Gate], before: &Period<'_>, after: &Period<'_>, params: &Params) -> Result<(), Failure> {
    for gate in gates.iter().filter(|gate| gate.is_about_new()) {
        for (period, side) in [(before, Side::Before), (after, Side::After)] {
            if period.coverage().span.is_none() {
                let name = gate.name();
                let what = move |lang: Lang| words::empty(lang, name, side);
                return Err(Failure::new(Code::GateUnanswerable, what, words::empty_next));
            }
            needed(*gate, period.data, params)?;
        }
    }
    Ok(())
}

/// Whether the input has what a gate needs.
fn needed(gate: Gate, data: &Dataset, params: &Params) -> Result<(), Failure> {
    if gate.is_about_proposal() {
        return evidence(data, Purpose::Gate);
    }
    let Some(lacking) = gate.needs().iter().copied().find(|part| lacks(*part, data, params)) else { return Ok(()) };
    let what = move |lang: Lang| words::lacking(lang, gate.name(), lacking);
    Err(Failure::new(Code::GateUnanswerable, what, move |lang: Lang| words::lacking_next(lang, lacking)))
}

/// A gate that cannot be answered without something to compare with.
#[must_use]
pub fn without_baseline(gate: Gate) -> Failure {
    Failure::new(Code::GateUnanswerable, move |lang: Lang| words::no_baseline(lang, gate.name()), words::no_baseline_next)
}

/// A gate that cannot be answered without proposed settings.
#[must_use]
pub fn without_proposal(gate: Gate) -> Failure {
    Failure::new(Code::GateUnanswerable, move |lang: Lang| words::no_proposal(lang, gate.name()), words::no_proposal_next)
}

/// Whether the gates could be answered; `open` = those of which an analysis could not tell.
///
/// # Errors
/// One of them is open and was not found true.
pub fn settled(gates: &[Gate], found: &[Gate], open: &[Gate]) -> Result<(), Failure> {
    match gates.iter().copied().find(|gate| open.contains(gate) && !found.contains(gate)) {
        Some(gate) => Err(Failure::new(Code::GateUnanswerable, move |lang: Lang| words::open(lang, gate.name()), words::open_next)),
        None => Ok(()),
    }
}

/// Whether there is something that settings can be judged by or made from.
///
/// # Errors
/// There is no sign-in of a user, or no record has what settings are about.
pub fn evidence(data: &Dataset, purpose: Purpose) -> Result<(), Failure> {
    let parts = [(NoEvidence::Users, Missing::Users), (NoEvidence::Tenants, Missing::Tenants)];
    let parts = parts.into_iter().chain([(NoEvidence::Applications, Missing::Applications), (NoEvidence::Outcomes, Missing::Outcomes)]);
    for (missing, part) in parts {
        if !has(part, data) {
            let next = move |lang: Lang| said::no_evidence_next(lang, missing);
            return Err(Failure::new(Code::NoEvidence, move |lang: Lang| said::no_evidence(lang, purpose, missing), next));
        }
    }
    Ok(())
}

/// Whether something that a gate needs is missing from the whole input.
fn lacks(part: Missing, data: &Dataset, params: &Params) -> bool {
    if part == Missing::Expected { params.marks.expected.is_none() } else { !has(part, data) }
}

/// Whether any record of the input has something.
fn has(part: Missing, data: &Dataset) -> bool {
    let mut facts = data.user_facts();
    match part {
        Missing::Users => facts.next().is_some(),
        Missing::Tenants => facts.any(|fact| !fact.key.home.is_absent() && !fact.key.resource_tenant.is_absent()),
        Missing::Applications => facts.any(|fact| !fact.key.app.is_absent() || !fact.key.resource.is_absent()),
        Missing::Outcomes => facts.any(|fact| fact.outcome != Outcome::Unknown),
        Missing::Codes => facts.any(|fact| fact.key.code.get().is_some()),
        Missing::Settings => data.policy.is_some(),
        Missing::Audits => data.log_ledger(Log::Audit).kept > 0,
        Missing::Expected => true,
    }
}

/// The gates that are met; `found` = the conditions that an analysis found true.
#[must_use]
pub fn met(gates: &[Gate], data: &Dataset, found: &[Gate]) -> Vec<&'static str> {
    let is_met = |gate: &Gate| found.contains(gate) || (*gate == Gate::Incomplete && is_incomplete(data));
    gates.iter().filter(|gate| is_met(gate)).map(|gate| gate.name()).collect()
}

/// The name of a gate, and whether it is `met`, `not_met` or `unknown`.
pub type State = (&'static str, &'static str);

/// How every gate stands, asked for or not; `found` = the conditions found true, `open` = those of which nothing could be told, `asked` =
/// whether a gate had what it needs beside the input.
#[must_use]
pub fn states(data: &Dataset, params: &Params, found: &[Gate], open: &[Gate], asked: impl Fn(Gate) -> bool) -> Vec<State> {
    let state = |gate: Gate| {
        let known = asked(gate) && answerable(&[gate], data, params).is_ok();
        match met(&[gate], data, found).is_empty() {
            false if known => "met",
            true if known && !open.contains(&gate) => "not_met",
            _ => "unknown",
        }
    };
    Gate::ALL.map(|gate| (gate.name(), state(gate))).to_vec()
}

/// Whether something of the input was not read, or is missing from it by what it says itself.
#[must_use]
pub fn is_incomplete(data: &Dataset) -> bool {
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
