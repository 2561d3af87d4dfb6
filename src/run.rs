//! Carries out a command: reads, computes, writes, and says what the user must know.

use crate::words::Lang;
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

use clap::CommandFactory;
use polars::prelude::PolarsError;

use crate::analysis::changes::Wish;
use crate::analysis::recommend::{Wish as Wanted, recommendation};
use crate::analysis::simulate::Question;
use crate::analysis::{self, Analysis, gates};
use crate::cli::args::{ChangesArgs, Cli, Command, DemoArgs, FormatsArgs, RecommendArgs, ReportArgs, SimulateArgs};
use crate::cli::messages::{about_input, about_window, say};
use crate::cli::plan::{self, LogPlan, Target, Voice};
use crate::dataset::Dataset;
use crate::facts::{Collected, resolve_own};
use crate::failure::Failure;
use crate::ingest::{Progress, ingest};
use crate::output::evidence::{Evidence, evidence};
use crate::output::files::write_file;
use crate::output::text::shell_quoted;
use crate::output::{Context, Output, terminal};
use crate::policy::recommend::{Recommendation, to_json, to_powershell};
use crate::policy::{CrossTenantAccessPolicy, read_policy};
use crate::report::Report;
use crate::{archive_command, demo, explain, inspect, main_report};

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

/// Carries out a command.
///
/// # Errors
/// Whatever ends the run early, with its exit code.
pub fn run(cli: &Cli, progress: &Progress) -> Result<End, Failure> {
    if let Some((analysis, args, adjust)) = plan::table_command(&cli.command) {
        let target = plan::target(&args.output)?;
        let plan = plan::log_plan(analysis.id, args, Some(analysis), adjust)?;
        return table(analysis, plan, &target, progress);
    }
    match &cli.command {
        Command::Report(args) => main_job(args, progress),
        Command::Changes(args) => changes(args, progress),
        Command::Simulate(args) => simulate(args, progress),
        Command::Recommend(args) => recommend(args, progress),
        Command::Archive(command) => archive_command::run(command, progress),
        Command::Inspect(args) => inspect::run(args, progress),
        Command::Formats(args) => formats(args),
        Command::Explain(args) => {
            let text = explain::explain(args)?;
            match &args.output.output {
                Some(path) => write_file(path, args.output.force, |out| out.write_all(text.as_bytes()))?,
                None => to_stdout(|out| out.write_all(text.as_bytes()))?,
            }
            Ok(End::Done)
        }
        Command::Demo(args) => write_demo(args),
        Command::Completions { shell } => completions(*shell),
        // Commands that make one table are done above.
        _ => Ok(End::Done),
    }
}

/// Reads and classifies the input of a plan, and says what is to be said about it.
pub(crate) fn load(plan: &mut LogPlan, progress: &Progress) -> Result<Dataset, Failure> {
    let mut collected = with_progress(&plan.voice, progress, || ingest(&plan.request, progress))?;
    if let Some(path) = &plan.rejects {
        write_rejects(&collected, path, plan.force)?;
    }
    (plan.params.filters.from, plan.params.filters.to) = collected.window;
    plan::check_window(collected.window)?;
    let policy = current_policy(&collected, plan)?;
    let own = resolve_own(&plan.tenants, &mut collected)?;
    let data = Dataset::new(collected, own, &plan.names, policy);
    gates::answerable(&plan.gates, &data, &plan.params.filters)?;
    about_window(&data, plan);
    about_input(&data, &plan.params.filters, &plan.voice);
    Ok(data)
}

/// The settings among the inputs or of `--current`.
fn current_policy(collected: &Collected, plan: &LogPlan) -> Result<Option<CrossTenantAccessPolicy>, Failure> {
    // What an archive holds is older than what is named beside it.
    let among_inputs = if collected.settings_of_archive && !plan.current.is_empty() { &[][..] } else { &collected.settings };
    let texts = || among_inputs.iter().chain(&plan.current).map(|(path, text)| (path.as_str(), text.as_str()));
    if texts().next().is_none() { Ok(None) } else { Ok(Some(read_policy(texts())?)) }
}

/// Writes the table of a plan, and says which gates are met.
fn answer(report: &mut Report, data: &Dataset, plan: &LogPlan, target: &Target) -> Result<End, Failure> {
    report.gates = gates::met(&plan.gates, data, &report.gates);
    if !plan.gates.is_empty() {
        report.extra.push(("gates", serde_json::json!(report.gates)));
    }
    emit(report, &evidence(data, plan.options.clone(), plan.inputs.clone(), plan.filters.clone()), target, plan.force, &plan.voice)?;
    Ok(gate_or(&report.gates, end(data, plan.lenient)))
}

/// The end of a run with these gates met, which win over input that could not be read.
fn gate_or(met: &[&str], end: End) -> End {
    if met.is_empty() {
        return end;
    }
    say(&format!("gate: {} (exit code 10)", met.join(", ")));
    End::Gate
}

/// The end of a run over this input.
pub(crate) fn end(data: &Dataset, lenient: bool) -> End {
    let unreadable = data.input.files.iter().any(|file| file.is_incomplete() || (file.named && file.format.is_none() && !file.known_kind));
    if unreadable && !lenient { End::Incomplete } else { End::Done }
}

/// A failure of the query engine is a bug of this program: it must never depend on the input.
pub(crate) fn bug(error: &PolarsError) -> Failure {
    Failure {
        code: "bug",
        fault: crate::failure::Fault::Bug,
        what: format!("a bug in crosstenant: {error}"),
        next: "please report it with the command you typed".to_owned(),
    }
}

/// The own tenant, where a command needs exactly one.
fn one_own_tenant(data: &Dataset, command: &str) -> Result<(), Failure> {
    if data.own.own.len() == 1 {
        return Ok(());
    }
    let found: Vec<&str> = data.own.own.iter().filter_map(|tenant| data.text(tenant.0)).collect();
    let found = if found.is_empty() { "none is known".to_owned() } else { format!("found {}", found.join(", ")) };
    Err(Failure::usage("own-tenant-unclear", format!("{command} needs exactly one own tenant; {found}"), "say --tenant GUID"))
}

fn changes(args: &ChangesArgs, progress: &Progress) -> Result<End, Failure> {
    let Some(analysis) = analysis::find("changes") else { return Ok(End::Done) };
    let zone = plan::zone(&args.table.output.tz)?;
    let bad = |at: &String| Failure::usage("bad-time", format!("--at {at:?} is no time"), "write 2026-10-01, or 2026-10-01T09:30:00Z");
    let at = args.at.as_ref().map(|at| zone.parse_bound(at).ok_or_else(|| bad(at))).transpose()?;
    let wish = Wish { impact_window: args.impact_window, at };
    let target = plan::target(&args.table.output)?;
    let mut plan =
        plan::log_plan(analysis.id, &args.table, Some(analysis), Box::new(move |params: &mut analysis::Params| params.changes = Some(wish)))?;
    let data = load(&mut plan, progress)?;
    if at.is_some() {
        one_own_tenant(&data, "changes --at")?;
        if data.policy.is_none() {
            let next = "add the current settings: Graph policies/crossTenantAccessPolicy/default and /partners as files, or --current PATH";
            return Err(Failure::usage(
                "no-policy",
                "changes --at goes back from the current settings, and there are none among the inputs".to_owned(),
                next,
            ));
        }
    }
    let mut report = analysis::report(analysis, &data, &plan.params).map_err(|error| bug(&error))?;
    answer(&mut report, &data, &plan, &target)
}

fn simulate(args: &SimulateArgs, progress: &Progress) -> Result<End, Failure> {
    let target = plan::target(&args.table.output)?;
    let Some(analysis) = analysis::find("simulate") else { return Ok(End::Done) };
    let question = Arc::new(plan::question(args)?);
    let mut plan = plan::log_plan(
        analysis.id,
        &args.table,
        Some(analysis),
        Box::new(move |params: &mut analysis::Params| params.simulate = Some(question.clone())),
    )?;
    let data = load(&mut plan, progress)?;
    one_own_tenant(&data, "simulate")?;
    let mut report = analysis::report(analysis, &data, &plan.params).map_err(|error| bug(&error))?;
    answer(&mut report, &data, &plan, &target)
}

/// The settings themselves (JSON, PowerShell) or the reasoning (every other format).
fn recommend(args: &RecommendArgs, progress: &Progress) -> Result<End, Failure> {
    let Some(analysis) = analysis::find("recommend") else { return Ok(End::Done) };
    let output = &args.table.output;
    let extension = output.output.as_ref().and_then(|path| path.extension()).and_then(|extension| extension.to_str()).unwrap_or_default();
    let asked = output.format.first().map_or(extension, String::as_str);
    let body: Option<fn(&Recommendation, Lang) -> String> = match asked {
        "json" => Some(|recommendation, lang| format!("{:#}\n", to_json(recommendation, lang))),
        // Windows PowerShell reads comments in Japanese only behind a byte order mark.
        "powershell" | "ps1" => Some(|recommendation, lang| format!("\u{feff}{}", to_powershell(recommendation, lang))),
        _ => None,
    };
    if body.is_some() && output.format.len() > 1 {
        return Err(Failure::usage("several-formats", "json and powershell are settings, not tables".to_owned(), "ask for one of them at a time"));
    }
    let target = if body.is_some() { None } else { Some(plan::target(output)?) };
    let wish = Wanted {
        min_successes: args.min_successes,
        include_hubs: args.include_hubs,
        scope_users: args.scope_users,
        remove_unused: args.remove_unused,
        reopen: args.reopen.clone(),
    };
    let given = wish.clone();
    let mut plan = plan::log_plan(
        analysis.id,
        &args.table,
        Some(analysis),
        Box::new(move |params: &mut analysis::Params| params.recommend = Some(given.clone())),
    )?;
    let data = load(&mut plan, progress)?;
    one_own_tenant(&data, "recommend")?;
    gates::evidence(&data, "nothing can be recommended")?;
    let recommendation = recommendation(&data, &plan.params, &wish)?;
    match (body, target) {
        (Some(body), _) => {
            let text = body(&recommendation, plan.params.lang);
            match &output.output {
                Some(path) => write_file(path, plan.force, |out| out.write_all(text.as_bytes()))?,
                None => to_stdout(|out| out.write_all(text.trim_start_matches('\u{feff}').as_bytes()))?,
            }
        }
        (None, Some(target)) => {
            let mut report = analysis::framed(analysis, analysis::recommend::found(&recommendation, &plan.params), &data, &plan.params);
            return answer(&mut report, &data, &plan, &target);
        }
        (None, None) => {}
    }
    Ok(gate_or(&gates::met(&plan.gates, &data, &[]), end(&data, plan.lenient)))
}

fn table(analysis: &Analysis, mut plan: LogPlan, target: &Target, progress: &Progress) -> Result<End, Failure> {
    let data = load(&mut plan, progress)?;
    let mut report = analysis::report(analysis, &data, &plan.params).map_err(|error| bug(&error))?;
    answer(&mut report, &data, &plan, target)
}

/// Writes one table where it is wanted.
pub(crate) fn emit(report: &Report, evidence: &Evidence, target: &Target, force: bool, voice: &Voice) -> Result<(), Failure> {
    let to_file = |output: &Output, path: &std::path::Path| {
        let context = Context { evidence, width: None, color: false, to_file: true };
        write_file(path, force, |out| (output.write)(report, &context, out))
    };
    match target {
        Target::Stdout(output) => {
            let context = Context { evidence, width: voice.width, color: voice.color, to_file: false };
            to_stdout(|out| (output.write)(report, &context, out))?;
            // Data goes to standard output, what is said about it to standard error; other formats carry it with them.
            if output.id == "table" && !voice.quiet {
                for remark in terminal::remarks(report) {
                    say(&remark);
                }
            }
            Ok(())
        }
        Target::File(output, path) => to_file(output, path),
        Target::Folder(outputs, folder) => {
            for output in outputs {
                to_file(output, &folder.join(format!("{}.{}", report.command, output.extension)))?;
            }
            Ok(())
        }
    }
}

/// Writes to standard output; a reader that has gone away is no failure.
pub(crate) fn to_stdout(fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
    let mut out = io::BufWriter::with_capacity(1 << 16, io::stdout().lock());
    match fill(&mut out).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result.map_err(|error| Failure::write("standard output", &error)),
    }
}

/// Does work that reads inputs, with a progress bar on a terminal once it takes more than a second.
pub(crate) fn with_progress<T: Send>(voice: &Voice, progress: &Progress, work: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
    if voice.quiet || !io::stderr().is_terminal() {
        return work();
    }
    let (done, waiting) = channel::<()>();
    std::thread::scope(|scope| {
        scope.spawn(move || {
            let mut bar = None;
            while waiting.recv_timeout(Duration::from_millis(if bar.is_some() { 100 } else { 1000 })) == Err(RecvTimeoutError::Timeout) {
                let bar = bar.get_or_insert_with(|| {
                    let style = indicatif::ProgressStyle::with_template("{bar:32} {bytes} of {total_bytes}  {bytes_per_sec}  {eta} left");
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

fn write_rejects(collected: &Collected, path: &std::path::Path, force: bool) -> Result<(), Failure> {
    write_file(path, force, |out| {
        for (file, skip) in &collected.rejects {
            let mut line = serde_json::json!({
                "file": collected.files[*file].path, "record": skip.record, "code": skip.code.code(), "reason": skip.code.reason(),
            });
            if !skip.found.is_empty() {
                line["found"] = serde_json::Value::String(skip.found.clone());
            }
            writeln!(out, "{line}")?;
        }
        Ok(())
    })
}

fn main_job(args: &ReportArgs, progress: &Progress) -> Result<End, Failure> {
    if !args.table.output.format.is_empty() {
        return Err(Failure::usage(
            "report-format",
            "report always writes the page, the workbook and all tables".to_owned(),
            "leave --format out; -o names the folder",
        ));
    }
    let question = args.policy.as_deref().map(plan::proposal).transpose()?.map(Question::of);
    let mut plan = plan::log_plan("report", &args.table, None, |params| params.simulate = question.map(Arc::new))?;
    plan.options.extend(args.policy.iter().map(|path| format!("--policy {}", shell_quoted(&path.display().to_string()))));
    let data = load(&mut plan, progress)?;
    if args.policy.is_some() {
        one_own_tenant(&data, "report --policy")?;
    }
    let folder = args.table.output.output.clone().unwrap_or_else(|| default_folder(&data));
    main_report::write(&data, &plan, &folder)?;
    Ok(gate_or(&gates::met(&plan.gates, &data, &[]), end(&data, plan.lenient)))
}

/// `reports/<own tenant>-<last day>`.
fn default_folder(data: &Dataset) -> PathBuf {
    let own = data.own.own.first().and_then(|tenant| data.text(tenant.0)).unwrap_or("audit");
    let day = data.period().map_or_else(|| "empty".to_owned(), |(_, last)| crate::model::time::day_text(data.input.zone.day(last)));
    PathBuf::from("reports").join(format!("{own}-{day}"))
}

fn formats(args: &FormatsArgs) -> Result<End, Failure> {
    let voice = plan::voice(&args.output);
    let report = inspect::formats();
    emit(&report, &inspect::no_evidence(), &plan::target(&args.output)?, args.output.force, &voice)?;
    Ok(End::Done)
}

fn write_demo(args: &DemoArgs) -> Result<End, Failure> {
    let shown = args.dir.display().to_string();
    if args.dir.is_dir() && std::fs::read_dir(&args.dir).is_ok_and(|mut entries| entries.next().is_some()) {
        return Err(Failure::usage("exists", format!("{shown:?} exists and is not empty"), "choose another folder"));
    }
    let options = demo::Options { seed: args.seed, size: args.size, all_formats: args.all_formats };
    let written = demo::write(&args.dir, &options).map_err(|error| Failure::write(&shown, &error))?;
    to_stdout(|out| {
        writeln!(out, "{} files with {} sign-ins in {shown}", written.files, written.sign_ins)?;
        writeln!(out, "next: crosstenant report {}", shell_quoted(&shown))
    })?;
    Ok(End::Done)
}

fn completions(shell: clap_complete::Shell) -> Result<End, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "crosstenant", &mut script);
    to_stdout(|out| out.write_all(&script))?;
    Ok(End::Done)
}
