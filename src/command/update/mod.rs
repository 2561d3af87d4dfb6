//! `update`: what a schedule runs. New exports go into the archive, the report of all of it is written beside the last one, what is new since
//! the last run is told in ten lines, and the gates decide the exit code.
//!
//! What is new is told by sources, not by times: records arrive late. The archive without the exports that no run has reported yet is compared
//! with all of it. Which were reported stands in a file that is written last, so that a run that died is told by the next one.

mod reported;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use self::reported::{News, Reported};
use super::archive::{How, add_exports};
use super::digest::{Form, in_envelope, write as write_digest};
use super::messages::say;
use super::pseudonyms::not_for_archives;
use super::report::{Whole, name};
use super::session::{End, Session, to_stdout};
use crate::analysis::Params;
use crate::analysis::compare::{Comparison, Thresholds};
use crate::analysis::digest::{digest, first, fresh, whole_or_not};
use crate::analysis::gates::{self, Gate};
use crate::analysis::guests::{DORMANT_DAYS, typed};
use crate::archive::{Archive, unusable};
use crate::cli::flags::{FilterArgs, GateArgs, HandOverArgs, InputArgs, OutputArgs, TableArgs};
use crate::dataset::Dataset;
use crate::failure::Failure;
use crate::ingest::Progress;
use crate::report::{Digest, Report};
use crate::words::{input, update as said};

/// Where reports are written that nobody gave a place.
const REPORTS: &str = "reports";

/// The arguments of `update`.
#[derive(clap::Args, Clone, Debug)]
pub struct Args {
    #[command(flatten)]
    #[expect(missing_docs, reason = "flattened")]
    pub input: InputArgs,
    /// `--archive`.
    #[arg(long, value_name = "DIR", help_heading = "input")]
    pub archive: PathBuf,
    #[command(flatten)]
    #[expect(missing_docs, reason = "flattened")]
    pub output: OutputArgs,
    #[command(flatten)]
    #[expect(missing_docs, reason = "flattened")]
    pub gate: GateArgs,
    /// `--dormant-days`.
    #[arg(long, value_name = "N", default_value_t = DORMANT_DAYS, value_parser = clap::value_parser!(i64).range(1..=36_500), help_heading = "gate")]
    pub dormant_days: i64,
    /// `--only-if-new`.
    #[arg(long)]
    pub only_if_new: bool,
    /// `--pseudonymise`: refused with the reason.
    #[arg(long, value_name = "KEYFILE", hide = true)]
    pub pseudonymise: Option<PathBuf>,
}

impl Args {
    /// The report over the archive.
    fn report(&self) -> TableArgs {
        let archive = self.archive.to_string_lossy().into_owned();
        TableArgs {
            input: InputArgs { inputs: vec![archive], rejects: None, ..self.input.clone() },
            filter: FilterArgs::default(),
            output: self.output.clone(),
            gate: self.gate.clone(),
            hand_over: HandOverArgs::default(),
        }
    }
}

/// Carries it out.
///
/// # Errors
/// Whatever ends the run early; what the last run reported is not known; a gate cannot be answered.
pub fn run(args: &Args, progress: &Progress) -> Result<End, Failure> {
    if args.pseudonymise.is_some() {
        return Err(not_for_archives("update"));
    }
    let form = Form::of(&args.output.format, None)?;
    let folder = args.output.output.clone().unwrap_or_else(|| PathBuf::from(REPORTS));
    // What can be refused is refused before anything is written.
    let mut session = Session::of_update(&args.report(), typed(args.dormant_days).into_iter().collect())?;
    session.params.dormant_days = args.dormant_days;
    if let Some(gate) = session.gates.iter().find(|gate| gate.is_about_proposal()) {
        return Err(gates::without_proposal(*gate));
    }
    let last = Reported::read(&folder)?;
    if let (Some(last), Ok(archive)) = (&last, Archive::open(&args.archive)) {
        last.check(archive.manifest(), &args.archive, &folder)?;
    }
    let added = add_exports(&args.archive, &args.input, &How::default(), (&session.verbosity, session.force), progress)?;
    if !session.verbosity.quiet {
        for sentence in &added.sentences {
            say(&input::note(session.params.lang, sentence));
        }
    }
    if added.unread {
        session.before.note_unread();
    }
    let archive = Archive::open(&args.archive).map_err(|error| unusable(&args.archive, &error))?;
    let news = News::of(archive.manifest(), last.as_ref());
    if let Some(last) = &last {
        session.before.inputs = vec![args.archive.to_string_lossy().into_owned()];
        session.before.sources = Some(Arc::new(last.hashes()));
    }
    let data = session.load(progress)?;
    let baseline = session.baseline(&data, progress)?;
    // A gate that asks what is new is left open where nothing was there before: what there is is written all the same, so that there is
    // something next time.
    let (comparison, open) = match (&last, session.compared(&data, baseline.as_ref(), Thresholds::default())) {
        (Some(_), Ok(comparison)) => (comparison, None),
        (Some(_), Err(failure)) => (None, Some(failure)),
        (None, _) => (None, session.gates.iter().find(|gate| gate.is_about_new()).map(|gate| without_first(*gate))),
    };
    let told = told(&data, baseline.as_ref(), comparison.as_ref(), &session, &news)?;
    let whole = Whole::of(&data, &session, None, comparison.as_ref(), told.fresh.as_deref())?;
    let report = folder.join(name(&data));
    whole.write(&data, &session, &report)?;
    if told.digest.is_news || !args.only_if_new {
        let answer = enveloped(&told.digest, &data, &session, &whole.met, &news, &report);
        to_stdout(|out: &mut dyn Write| write_digest(&told.digest, form, &answer, out))?;
    }
    Reported::of(archive.manifest(), &report, &folder).write(&folder)?;
    if !session.verbosity.quiet {
        say(&input::note(session.params.lang, &said::report(session.params.lang, &shown(&report))));
    }
    open.map_or_else(|| Ok(session.end(&data, &whole.met)), Err)
}

/// What is told of a run.
struct Told {
    digest: Digest,
    /// Of the gates that single events make true, those that something new makes true; `None` = everything is new.
    fresh: Option<Vec<Gate>>,
}

fn told(data: &Dataset, baseline: Option<&Dataset>, comparison: Option<&Comparison>, session: &Session, news: &News) -> Result<Told, Failure> {
    let (params, lang) = (&session.params, session.params.lang);
    let periods = news.sentences(lang);
    let Some(comparison) = comparison else {
        return Ok(Told { digest: first(data, &periods, news.why_alone(lang), lang), fresh: None });
    };
    let (before, after) = session.periods(data, baseline);
    let failed = |error| Failure::bug(&error);
    let mut digest = digest(&before, &after, comparison, params).map_err(failed)?;
    digest.periods = whole_or_not(&periods, digest.is_whole, lang);
    Ok(Told { digest, fresh: Some(fresh(&before, &after, comparison, params).map_err(failed)?) })
}

/// The first run cannot tell what is new.
fn without_first(gate: Gate) -> Failure {
    let failure = gates::without_baseline(gate);
    Failure { next: said::first_next.into(), ..failure }
}

/// The digest in the envelope of all answers, with where the report is.
fn enveloped(digest: &Digest, data: &Dataset, session: &Session, met: &[&'static str], news: &News, report: &Path) -> Report {
    let mut answer = in_envelope(digest, data, &session.params, met);
    (answer.command, answer.shape) = ("update", "update");
    answer.extra.extend(extra(news, &shown(report)));
    answer
}

/// What the answer holds beside the digest.
fn extra(news: &News, report: &str) -> [(&'static str, serde_json::Value); 3] {
    [("new_sources", news.sources.into()), ("new_events", news.events.into()), ("report", report.into())]
}

/// The answer where there is nothing to tell: what its schema is made from.
#[must_use]
pub(super) fn blank(digest: &Digest, data: &Dataset, params: &Params) -> Report {
    let mut answer = in_envelope(digest, data, params, &[]);
    (answer.command, answer.shape) = ("update", "update");
    answer.extra.extend(extra(&News::default(), ""));
    answer
}

fn shown(report: &Path) -> String {
    report.join("report.html").to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")
}
