//! What came before, so that a run can tell what is new: the same inputs until a time, or inputs of their own.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::messages::about_files;
use super::session::{End, Session, with_progress};
use crate::analysis::compare::{Comparison, Period, Thresholds};
use crate::analysis::gates::{self, Gate};
use crate::analysis::marks::Novelties;
use crate::analysis::{Analysis, Ask, envelope};
use crate::cli::flags::{SinceArgs, TableArgs};
use crate::cli::meaning;
use crate::dataset::Dataset;
use crate::facts::{Keep, resolve_own};
use crate::failure::Failure;
use crate::ingest::{Looking, Progress, Request, ingest};
use crate::safe::shell_quoted;

/// What is compared with.
#[derive(Clone, Debug, Default)]
pub struct Before {
    /// Other inputs.
    pub inputs: Vec<String>,
    /// Whether the window bounds them too.
    pub windowed: bool,
    /// The hashes of the sources of an archive that were there before, where the inputs are that archive and what was added to it is new.
    pub sources: Option<Arc<BTreeSet<String>>>,
    /// Whether some of them could not be read.
    unreadable: bool,
    /// Whether they are not whole.
    incomplete: bool,
}

impl Before {
    /// Whether some of the inputs could not be read.
    #[must_use]
    pub fn unreadable(&self) -> bool {
        self.unreadable
    }

    /// Whether the inputs are not whole.
    #[must_use]
    pub fn incomplete(&self) -> bool {
        self.incomplete
    }

    /// Notes that something could not be read, before the inputs of the run were.
    pub fn note_unread(&mut self) {
        (self.unreadable, self.incomplete) = (true, true);
    }
}

impl Session {
    /// Tells the run what came before.
    ///
    /// # Errors
    /// A time that is none; a gate asks what is new, and nothing tells what was there before.
    pub fn since(mut self, args: &SinceArgs) -> Result<Self, Failure> {
        if let Some(since) = &args.since {
            self.request.keep.split = Some(meaning::bound("--since", since, self.params.zone)?);
            self.options.push(format!("--since {}", shell_quoted(since)));
        }
        self.before.inputs.clone_from(&args.baseline);
        self.options.extend(args.baseline.iter().map(|input| format!("--baseline {}", shell_quoted(input))));
        match self.gates.iter().find(|gate| gate.is_about_new()) {
            Some(gate) if !self.compares() => Err(gates::without_baseline(*gate)),
            _ => {
                // What was seen outside the window was seen.
                self.request.keep.only_window &= !self.compares();
                self.request.keep.apart &= !self.compares();
                Ok(self)
            }
        }
    }

    /// Whether anything is compared.
    #[must_use]
    pub fn compares(&self) -> bool {
        self.request.keep.split.is_some() || !self.before.inputs.is_empty()
    }

    /// Reads the inputs of the baseline, where it has its own. Their own tenants are those of the current inputs.
    ///
    /// # Errors
    /// Nothing in them is a log, or they are of another tenant.
    pub fn baseline(&mut self, data: &Dataset, progress: &Progress) -> Result<Option<Dataset>, Failure> {
        if self.before.inputs.is_empty() {
            return Ok(None);
        }
        let Keep { window, .. } = self.request.keep;
        let window = if self.before.windowed { window } else { (None, None) };
        let keep = Keep { events: false, crossings: false, rejects: false, split: None, only_window: false, window, ..self.request.keep };
        let looking = Looking { sources: self.before.sources.clone(), ..self.request.looking.clone() };
        let request = Request { inputs: self.before.inputs.clone(), keep, hash: false, looking, ..self.request.clone() };
        let mut collected = with_progress(&self.verbosity, progress, || ingest(&request, progress))?;
        let own = envelope(data).own_tenants;
        let own = resolve_own(if own.is_empty() { &self.tenants } else { &own }, &mut collected)?;
        super::counted::check(&self.command, &self.params.filters, false, &collected, &own)?;
        if let Some(names) = &self.pseudonyms {
            collected.pseudonymise_files(names);
        }
        // The settings stand under tokens already, where the answer does.
        let mut baseline = self.baseline_under_tokens(Dataset::new(collected, own, &self.names, None));
        baseline.policy.clone_from(&data.policy);
        if !self.verbosity.quiet && self.before.sources.is_none() {
            about_files(&baseline.input.files, &self.verbosity);
        }
        if self.before.sources.is_none() {
            self.before.unreadable |= super::session::is_unreadable(&baseline);
            self.before.incomplete |= gates::is_incomplete(&baseline);
        }
        Ok(Some(baseline))
    }

    /// The periods that are compared.
    #[must_use]
    pub fn periods<'d>(&self, data: &'d Dataset, baseline: Option<&'d Dataset>) -> (Period<'d>, Period<'d>) {
        let (before, after) = match baseline {
            Some(baseline) if self.before.sources.is_some() => (Period::whole(baseline), Period::whole(data).with_baseline()),
            Some(baseline) => (Period::whole(baseline), Period::whole(data)),
            None => Period::split(data),
        };
        (if self.before.windowed { before } else { before.at_any_time() }, after)
    }

    /// Compares what was read with what came before, where something is compared; from then on the tables mark what is new.
    ///
    /// # Errors
    /// A gate cannot be answered by what came before.
    pub fn compared(&mut self, data: &Dataset, baseline: Option<&Dataset>, thresholds: Thresholds) -> Result<Option<Comparison>, Failure> {
        if !self.compares() {
            return Ok(None);
        }
        let (before, after) = self.periods(data, baseline);
        gates::comparable(&self.gates, &before, &after, &self.params)?;
        let comparison = Comparison::of(before, after, &self.params, thresholds);
        self.params.marks.new = Some(Novelties::of(&comparison).into());
        Ok(Some(comparison))
    }

    /// The names of the gates that are met; `found` = the conditions found true, `open` = those of which nothing could be told.
    ///
    /// # Errors
    /// A gate is left open.
    pub fn met(&self, data: &Dataset, found: &[Gate], open: &[Gate]) -> Result<Vec<&'static str>, Failure> {
        gates::settled(&self.gates, found, open)?;
        let incomplete = self.before.incomplete.then_some(Gate::Incomplete);
        let found: Vec<Gate> = found.iter().copied().chain(incomplete).collect();
        Ok(gates::met(&self.gates, data, &found))
    }
}

/// Carries out a command that makes one table and can say what is new in it.
///
/// # Errors
/// Whatever ends the run early.
pub fn table_since(analysis: &Analysis, ask: &dyn Ask, args: &TableArgs, since: &SinceArgs, progress: &Progress) -> Result<End, Failure> {
    let destination = meaning::destination(&args.output)?;
    let mut session = Session::of_table(analysis, ask, args)?.since(since)?;
    let data = session.load(progress)?;
    let baseline = session.baseline(&data, progress)?;
    let comparison = session.compared(&data, baseline.as_ref(), Thresholds::default())?;
    let mut found = ask.answer(&data, &session.params).map_err(|error| Failure::bug(&error))?;
    if let Some(comparison) = &comparison {
        found.gates.extend(comparison.gates());
        found.notes.extend(comparison.sentences_of_new(&session.params));
    }
    session.answer(analysis, found, &data, &destination)
}
