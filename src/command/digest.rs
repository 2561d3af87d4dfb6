//! `digest`.

use std::io::{self, Write};
use std::path::Path;

use super::session::{End, Session, to_stdout};
use crate::analysis::compare::Thresholds;
use crate::analysis::digest::{digest, findings};
use crate::analysis::guests::DORMANT_DAYS;
use crate::analysis::{Params, envelope, gates};
use crate::cli::flags::{SinceArgs, TableArgs};
use crate::dataset::Dataset;
use crate::failure::{Code, Failure};
use crate::files::write_file;
use crate::ingest::Progress;
use crate::output::{self, Context, digest as written};
use crate::report::{Cell, Digest, Evidence, Report, Table, int, text};
use crate::safe::quoted;
use crate::words::{Lang, digest as said};

/// The arguments of `digest`.
#[derive(clap::Args, Clone, Debug)]
pub struct Args {
    #[command(flatten)]
    #[expect(missing_docs, reason = "flattened")]
    pub table: TableArgs,
    #[command(flatten)]
    #[expect(missing_docs, reason = "flattened")]
    pub since: SinceArgs,
    /// `--dormant-days`.
    #[arg(long, value_name = "N", default_value_t = DORMANT_DAYS, value_parser = clap::value_parser!(i64).range(1..=36_500), help_heading = "gate")]
    pub dormant_days: i64,
    /// `--only-if-new`.
    #[arg(long)]
    pub only_if_new: bool,
}

/// How a digest is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
    /// An Adaptive Card.
    Card,
    /// An Adaptive Card in the message that a Teams workflow takes.
    Teams,
    /// JSON in the envelope of all answers.
    Json,
}

impl Form {
    /// The form of `--format`, else that of the name of a file, else text.
    ///
    /// # Errors
    /// It is none that a digest is written in.
    pub fn of(format: &[String], file: Option<&Path>) -> Result<Self, Failure> {
        let extension = file.and_then(Path::extension).and_then(|extension| extension.to_str());
        let named = format.join(",");
        match (named.as_str(), extension) {
            ("text" | "table", _) | ("", None | Some("txt")) => Ok(Self::Text),
            ("markdown", _) | ("", Some("md")) => Ok(Self::Markdown),
            ("adaptive-card", _) => Ok(Self::Card),
            ("teams", _) => Ok(Self::Teams),
            ("json", _) | ("", Some("json")) => Ok(Self::Json),
            (named, extension) => {
                let format = quoted(if named.is_empty() { extension.unwrap_or_default() } else { named });
                Err(Failure::new(Code::BadFormat, move |lang: Lang| said::bad_format(lang, &format), said::bad_format_next))
            }
        }
    }
}

/// Carries it out.
///
/// # Errors
/// Whatever ends the run early.
pub fn run(args: &Args, progress: &Progress) -> Result<End, Failure> {
    let output = &args.table.output;
    let form = Form::of(&output.format, output.output.as_deref())?;
    let mut since = args.since.clone();
    if since.baseline.is_empty() {
        since.since.get_or_insert_with(|| "7d".to_owned());
    }
    let mut session = Session::of_digest(&args.table)?.since(&since)?;
    session.params.dormant_days = args.dormant_days;
    if let Some(gate) = session.gates.iter().find(|gate| gate.is_about_proposal()) {
        return Err(gates::without_proposal(*gate));
    }
    let data = session.load(progress)?;
    let baseline = session.baseline(&data, progress)?;
    let (before, after) = session.periods(&data, baseline.as_ref());
    let comparison = session.compared(&data, baseline.as_ref(), Thresholds::default())?;
    let (found, open) = findings(&data, &session.params, comparison.as_ref()).map_err(|error| Failure::bug(&error))?;
    let met = session.met(&data, &found, &open)?;
    session.write_mapping()?;
    if let Some(comparison) = &comparison {
        let digest = digest(&before, &after, comparison, &session.params).map_err(|error| Failure::bug(&error))?;
        if digest.is_news || !args.only_if_new {
            let fill = |out: &mut dyn Write| write(&digest, form, &in_envelope(&digest, &data, &session.params, &met), out);
            match &output.output {
                Some(path) => write_file(path, session.force, fill)?,
                None => to_stdout(fill)?,
            }
        }
    }
    Ok(session.end(&data, &met))
}

/// The digest as a table in the envelope of all answers.
#[must_use]
pub fn in_envelope(digest: &Digest, data: &Dataset, params: &Params, met: &[&'static str]) -> Report {
    let rows = digest.lines.iter().map(|line| vec![Cell::Word(line.code), Cell::count(line.count), Cell::text(Some(&line.text))]);
    let table = Table { columns: vec![text("code", 0), int("count", 0), text("text", 0)], rows: rows.collect() };
    let mut report = Report::new("digest", said::about_digest(params.lang), table, envelope(data), params.zone, params.lang);
    report.extra = vec![
        ("title", digest.title.as_str().into()),
        ("periods", digest.periods.as_str().into()),
        ("is_news", digest.is_news.into()),
        ("is_whole", digest.is_whole.into()),
        ("gates", serde_json::json!(met)),
    ];
    report
}

/// Writes a digest; `report` = the same in the envelope of all answers.
///
/// # Errors
/// It cannot be written.
pub(super) fn write(digest: &Digest, form: Form, report: &Report, out: &mut dyn Write) -> io::Result<()> {
    match form {
        Form::Text => out.write_all(written::text(digest).as_bytes()),
        Form::Markdown => out.write_all(written::in_markdown(digest).as_bytes()),
        Form::Card => out.write_all(written::card(digest).as_bytes()),
        Form::Teams => out.write_all(written::message(digest).as_bytes()),
        Form::Json => {
            let context = Context { evidence: &Evidence::none(), width: None, color: false, to_file: false };
            output::find("json").map_or(Ok(()), |output| (output.write)(report, &context, out))
        }
    }
}
