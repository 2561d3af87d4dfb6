//! A run over logs: the inputs read and classified, what must be known said, the answer written where it is wanted.

use std::io::{self, IsTerminal, Write};
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

use super::counted;
use super::messages::{about_input, about_window, say};
use super::pseudonyms;
use super::since::Before;
use crate::analysis::gates::{self, Gate};
use crate::analysis::guests::DORMANT_DAYS;
use crate::analysis::marks::Marks;
use crate::analysis::{Analysis, Answer, Ask, Params, evidence, framed};
use crate::cli::config::{Settled, settled};
use crate::cli::flags::TableArgs;
use crate::cli::meaning::{self, Destination, Verbosity};
use crate::dataset::{Dataset, Expected, GivenName, read_expected, read_names};
use crate::facts::{Collected, Granularity, Keep, resolve_own};
use crate::failure::{Code, Failure};
use crate::files::write_file;
use crate::ingest::{Progress, Request, ingest};
use crate::model::ledger::Skip;
use crate::model::time::Zone;
use crate::output::{Context, Output, terminal};
use crate::policy::{CrossTenantAccessPolicy, Surroundings, read_policy};
use crate::pseudonym::Pseudonyms;
use crate::report::{Evidence, Report};
use crate::safe::shell_quoted;
use crate::words::{Lang, errors, input as said, tenants};

/// How a run ended, short of a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// Done. Exit code 0.
    Done,
    /// Done, but some input could not be read. Exit code 4.
    Incomplete,
    /// A condition of `--fail-on` is met. Exit code 10.
    Gate,
    /// No input was recognised (`inspect`, which says so for each). Exit code 3.
    NothingRecognised,
}

impl End {
    /// The exit code of the contract.
    #[must_use]
    pub fn exit_code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Incomplete => 4,
            Self::Gate => 10,
            Self::NothingRecognised => 3,
        }
    }
}

/// A command over logs: what its flags mean.
pub struct Session {
    /// How the inputs are read.
    pub request: Request,
    /// Own tenants as given.
    pub(super) tenants: Vec<String>,
    /// Names given to tenants.
    pub(super) names: Vec<GivenName>,
    /// Current settings given with `--current`: path and text.
    current: Vec<(String, String)>,
    /// Where skipped records are written.
    rejects: Option<PathBuf>,
    /// Whether input that cannot be read is no failure.
    lenient: bool,
    /// Replace what is there.
    pub force: bool,
    /// What the analyses get.
    pub params: Params,
    /// Inputs and the options that go with every command over them, ready to be typed.
    pub inputs: String,
    /// The filters, ready to be typed.
    pub filters: Vec<String>,
    /// The whole command, ready to be typed.
    pub options: Vec<String>,
    /// Conditions of `--fail-on`.
    pub gates: Vec<Gate>,
    /// What came before, to tell what is new.
    pub before: Before,
    /// How the program talks.
    pub verbosity: Verbosity,
    /// Tokens in the place of names, where the answer is to be handed over.
    pub pseudonyms: Option<Pseudonyms>,
    /// Where tokens are written with their values.
    pub(super) mapping: Option<PathBuf>,
    /// The partner for whom the answer is, by id or name: it is not put under tokens.
    pub for_partner: Option<String>,
    /// The name of the command, where it needs exactly one own tenant.
    one_own_tenant: Option<&'static str>,
    /// The name of the command.
    pub(super) command: String,
}

impl Session {
    /// A command that makes one table.
    ///
    /// # Errors
    /// An option that cannot be carried out.
    pub fn of_table(analysis: &Analysis, ask: &dyn Ask, args: &TableArgs) -> Result<Self, Failure> {
        Self::new(analysis.id, Some(analysis), ask.typed(), ask.granularity(), args)
    }

    /// The whole report; `typed` = its own options.
    ///
    /// # Errors
    /// An option that cannot be carried out.
    pub fn of_report(args: &TableArgs, typed: Vec<String>) -> Result<Self, Failure> {
        Self::new("report", None, typed, Granularity::Day, args)
    }

    /// What is new over everything.
    ///
    /// # Errors
    /// An option that cannot be carried out.
    pub fn of_digest(args: &TableArgs) -> Result<Self, Failure> {
        let mut session = Self::new("digest", None, Vec::new(), Granularity::Day, args)?;
        // Nothing of it rests on hashes or on single sign-ins.
        (session.request.hash, session.request.keep.crossings, session.request.keep.evidence) = (false, false, false);
        Ok(session)
    }

    /// The whole report of an archive that grows; `typed` = the options of `report` that it has.
    ///
    /// # Errors
    /// An option that cannot be carried out.
    pub fn of_update(args: &TableArgs, typed: Vec<String>) -> Result<Self, Failure> {
        let mut session = Self::new("update", None, typed, Granularity::Day, args)?;
        // What somebody types to see the same.
        if let Some(name) = session.options.get_mut(1) {
            "report".clone_into(name);
        }
        Ok(session)
    }

    fn new(name: &str, analysis: Option<&Analysis>, typed: Vec<String>, granularity: Granularity, args: &TableArgs) -> Result<Self, Failure> {
        let zone = meaning::zone(&args.output.tz)?;
        let window = meaning::window(&args.filter, zone)?;
        let filters = meaning::filters(&args.filter, window);
        if let Some(analysis) = analysis {
            for used in filters.used() {
                if !analysis.filters.contains(&used) {
                    let (command, option) = (analysis.id, used.option());
                    let what = move |lang: Lang| errors::filter_not_applicable(lang, command, &option);
                    return Err(Failure::new(Code::FilterNotApplicable, what, analysis.no_filter));
                }
            }
        }
        let needs = analysis.map(|analysis| analysis.needs);
        let keep = Keep {
            events: needs.is_some_and(|needs| needs.events),
            facts: true,
            crossings: needs.is_none_or(|needs| needs.crossings),
            rejects: args.input.rejects.is_some(),
            zone,
            granularity,
            window,
            split: None,
            // A name that occurs outside the window only must still be found.
            only_window: needs.is_some_and(|needs| needs.window_alone) && !filters.names_something(),
            evidence: needs.is_none_or(|needs| needs.evidence),
            // Gates, filters and tokens look at whole facts.
            apart: needs.is_some_and(|needs| needs.apart)
                && filters.only_window()
                && args.gate.fail_on.is_empty()
                && args.hand_over.pseudonymise.is_none(),
            quarters: filters.directions.iter().any(|direction| direction == "internal"),
        };
        let names = match &args.input.names {
            Some(path) => read_names(&meaning::read_text(path)?, &path.display().to_string())?,
            None => Vec::new(),
        };
        let expected = match &args.gate.expected {
            Some(path) => Some(read_expected(&meaning::read_text(path)?, &path.display().to_string(), zone)?.into()),
            None => expected_of_config(zone)?,
        };
        let pseudonyms = pseudonyms::wanted(&args.hand_over, &args.output)?;
        let inputs = match &pseudonyms {
            None => meaning::typed_inputs(&args.input, &args.output),
            Some(_) => meaning::typed_without_names(&args.input, &args.output, &args.hand_over),
        };
        let typed_filters = meaning::typed_filters(&args.filter);
        let mut options = vec!["crosstenant".to_owned(), name.to_owned(), inputs.clone()];
        options.extend(typed_filters.iter().cloned().chain(typed));
        options.extend(args.gate.expected.iter().map(|path| format!("--expected {}", shell_quoted(&path.display().to_string()))));
        let tenants = meaning::tenants(&args.input)?;
        let unasked = if keep.quarters { Vec::new() } else { tenants.clone() };
        Ok(Self {
            request: Request { unasked, ..meaning::request(&args.input, keep, analysis.is_none())? },
            tenants,
            names,
            current: args.input.current.as_deref().map(meaning::current).transpose()?.unwrap_or_default(),
            rejects: args.input.rejects.clone(),
            lenient: args.input.lenient,
            force: args.output.force,
            params: Params { filters, lang: meaning::lang(&args.output), zone, dormant_days: DORMANT_DAYS, marks: Marks { expected, new: None } },
            inputs,
            filters: typed_filters,
            options,
            gates: gates::wanted(&args.gate.fail_on, name, analysis)?,
            before: Before::default(),
            verbosity: meaning::verbosity(&args.output),
            pseudonyms,
            mapping: args.hand_over.mapping.clone(),
            for_partner: None,
            command: name.to_owned(),
            one_own_tenant: analysis.filter(|analysis| analysis.needs.one_own_tenant).map(|analysis| analysis.id),
        })
    }

    /// Reads and classifies the input, and says what is to be said about it. The program ends with the answer: that what is known of millions of
    /// sign-ins is taken apart piece by piece would take longer than to leave it to the system.
    ///
    /// # Errors
    /// Nothing in the inputs is a log; the own tenant is not clear; a gate cannot be answered.
    pub fn load(&mut self, progress: &Progress) -> Result<ManuallyDrop<Dataset>, Failure> {
        self.read(progress).map(ManuallyDrop::new).map_err(|failure| pseudonyms::failure_under_tokens(failure, self.pseudonyms.as_ref()))
    }

    fn read(&mut self, progress: &Progress) -> Result<Dataset, Failure> {
        let mut collected = with_progress(&self.verbosity, progress, || ingest(&self.request, progress))?;
        if let Some(names) = &self.pseudonyms {
            collected.pseudonymise_files(names);
        }
        if let Some(path) = &self.rejects {
            let of = |(file, skip): &(usize, Skip)| (collected.files[*file].path.clone(), skip.clone());
            write_rejects(&collected.rejects.iter().map(of).collect::<Vec<_>>(), path, self.force, self.params.lang)?;
        }
        (self.params.filters.from, self.params.filters.to) = collected.window;
        meaning::check_window(collected.window)?;
        let given = self.current_policy(&collected)?;
        // What only stands around them is no settings, but contradicts others all the same.
        let (policy, around) = match given {
            Some(policy) if policy.surroundings.alone => (None, policy.surroundings),
            policy => (policy, Surroundings::default()),
        };
        let own = resolve_own(&self.tenants, &mut collected)?;
        counted::check(&self.command, &self.params.filters, self.request.keep.events, &collected, &own)?;
        let mut data = Dataset::new(collected, own, &self.names, policy);
        data.around = around;
        let data = self.under_tokens(data)?;
        gates::answerable(&self.gates, &data, &self.params)?;
        about_window(&data, self);
        about_input(&data, &self.params.filters, &self.verbosity);
        if let Some(command) = self.one_own_tenant {
            one_own_tenant(&data, command)?;
        }
        Ok(data)
    }

    /// The settings among the inputs or of `--current`, or what stands around them alone.
    fn current_policy(&self, collected: &Collected) -> Result<Option<CrossTenantAccessPolicy>, Failure> {
        // What an archive holds is older than what is named beside it.
        let among_inputs = if collected.settings_of_archive && !self.current.is_empty() { &[][..] } else { &collected.settings };
        let texts = || among_inputs.iter().chain(&self.current).map(|(path, text)| (path.as_str(), text.as_str()));
        if texts().next().is_none() {
            return Ok(None);
        }
        Ok(Some(read_policy(texts())?))
    }

    /// What the answer rests on.
    #[must_use]
    pub fn evidence(&self, data: &Dataset) -> Evidence {
        let lang = self.params.lang;
        let evidence = evidence(data, lang, self.options.clone(), self.inputs.clone(), self.filters.clone());
        Evidence { config: settled().sentence(lang), ..evidence }
    }

    /// Writes what was found, and says which gates are met.
    ///
    /// # Errors
    /// The result cannot be written; a gate is left open.
    pub fn answer(&self, analysis: &Analysis, found: Answer, data: &Dataset, destination: &Destination) -> Result<End, Failure> {
        let met = self.met(data, &found.gates, &found.open)?;
        let mut report = framed(analysis, found, data, &self.params);
        if !self.gates.is_empty() {
            report.extra.push(("gates", serde_json::json!(met)));
        }
        report.gates.clone_from(&met);
        self.write_mapping()?;
        emit(&report, &self.evidence(data), destination, self.force, &self.verbosity)?;
        Ok(self.end(data, &met))
    }

    /// The end of a run with these gates met, which win over input that could not be read.
    #[must_use]
    pub fn end(&self, data: &Dataset, met: &[&str]) -> End {
        if !met.is_empty() {
            say(&said::gate(self.params.lang, &met.join(", ")));
            return End::Gate;
        }
        let unreadable = is_unreadable(data) || self.before.unreadable();
        if unreadable && !self.lenient { End::Incomplete } else { End::Done }
    }
}

/// The expected partners that the file of settings itself lists.
fn expected_of_config(zone: Zone) -> Result<Option<Arc<Expected>>, Failure> {
    let Settled { expected, file, .. } = settled();
    let Some(text) = expected else { return Ok(None) };
    let place = file.as_ref().map(|path| path.display().to_string()).unwrap_or_default();
    Ok(Some(read_expected(text, &format!("{place} [[expected]]"), zone)?.into()))
}

/// Whether some of the input could not be read.
#[must_use]
pub fn is_unreadable(data: &Dataset) -> bool {
    data.input.files.iter().any(|file| file.is_incomplete() || (file.named && file.format.is_none() && !file.known_kind))
}

/// Carries out a command that makes one table.
///
/// # Errors
/// Whatever ends the run early.
pub fn table(analysis: &Analysis, ask: &dyn Ask, args: &TableArgs, progress: &Progress) -> Result<End, Failure> {
    let destination = meaning::destination(&args.output)?;
    let mut session = Session::of_table(analysis, ask, args)?;
    let data = session.load(progress)?;
    let under_tokens = session.pseudonyms.as_ref().and_then(|names| ask.pseudonymised(names));
    let found = under_tokens.as_deref().unwrap_or(ask).answer(&data, &session.params).map_err(|error| Failure::bug(&error))?;
    session.answer(analysis, found, &data, &destination)
}

/// Checks that there is exactly one own tenant, where a command needs it.
///
/// # Errors
/// There is none, or there are several.
pub fn one_own_tenant(data: &Dataset, command: &'static str) -> Result<(), Failure> {
    if data.own.own.len() == 1 {
        return Ok(());
    }
    let found: Vec<&str> = data.own.own.iter().filter_map(|tenant| data.text(tenant.0)).collect();
    let found = (!found.is_empty()).then(|| found.join(", "));
    let what = move |lang: Lang| tenants::one_needed(lang, command, found.as_deref());
    Err(Failure::new(Code::OwnTenantUnclear, what, tenants::one_needed_next))
}

/// Writes one table where it is wanted.
///
/// # Errors
/// It cannot be written.
pub fn emit(report: &Report, evidence: &Evidence, destination: &Destination, force: bool, verbosity: &Verbosity) -> Result<(), Failure> {
    let to_file = |output: &Output, path: &Path| {
        let context = Context { evidence, width: None, color: false, to_file: true };
        write_file(path, force, |out| (output.write)(report, &context, out))
    };
    match destination {
        Destination::Stdout(output) => {
            let context = Context { evidence, width: verbosity.width, color: verbosity.color, to_file: false };
            to_stdout(|out| (output.write)(report, &context, out))?;
            // Data goes to standard output, what is said about it to standard error; other formats carry it with them.
            if output.id == "table" && !verbosity.quiet {
                for remark in terminal::remarks(report) {
                    say(&remark);
                }
            }
            Ok(())
        }
        Destination::File(output, path) => to_file(output, path),
        Destination::Folder(outputs, folder) => {
            for output in outputs {
                to_file(output, &folder.join(format!("{}.{}", report.command, output.extension)))?;
            }
            Ok(())
        }
    }
}

/// Writes to standard output; a reader that has gone away is no failure.
///
/// # Errors
/// It cannot be written.
pub fn to_stdout(fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
    let mut out = io::BufWriter::with_capacity(1 << 16, io::stdout().lock());
    match fill(&mut out).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result.map_err(|error| Failure::standard_output(&error)),
    }
}

/// Does work that reads inputs, with a progress bar on a terminal once it takes more than a second.
///
/// # Errors
/// Those of the work.
pub fn with_progress<T: Send>(verbosity: &Verbosity, progress: &Progress, work: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
    if verbosity.quiet || !io::stderr().is_terminal() {
        return work();
    }
    let (done, waiting) = channel::<()>();
    std::thread::scope(|scope| {
        scope.spawn(move || {
            let mut bar = None;
            while waiting.recv_timeout(Duration::from_millis(if bar.is_some() { 100 } else { 1000 })) == Err(RecvTimeoutError::Timeout) {
                let bar = bar.get_or_insert_with(|| {
                    let template = said::progress(verbosity.lang, "{bar:32}", "{bytes}", "{total_bytes}", "{bytes_per_sec}", "{eta}");
                    let style = indicatif::ProgressStyle::with_template(&template);
                    let bar = indicatif::ProgressBar::new(progress.total.load(Ordering::Relaxed));
                    if let Ok(style) = style {
                        bar.set_style(style);
                    }
                    bar
                });
                bar.set_position(progress.read.load(Ordering::Relaxed));
            }
            if let Some(bar) = bar {
                bar.finish_and_clear();
            }
        });
        let result = work();
        drop(done);
        result
    })
}

/// Writes the records that were skipped, with the paths of their files: `--rejects`.
///
/// # Errors
/// The file cannot be written.
pub fn write_rejects(rejects: &[(String, Skip)], path: &Path, force: bool, lang: Lang) -> Result<(), Failure> {
    write_file(path, force, |out| {
        for (file, skip) in rejects {
            let mut line = serde_json::json!({
                "file": file, "record": skip.record, "code": skip.code.code(), "reason": skip.code.reason(lang),
            });
            if !skip.found.is_empty() {
                line["found"] = serde_json::Value::String(skip.found.clone());
            }
            writeln!(out, "{line}")?;
        }
        Ok(())
    })
}
