//! `export-script`: a script for Microsoft Graph PowerShell that fetches the logs. It reads and never writes anything but files of its own
//! folder; what it fetches is a plan, made here and tested as data.

mod plan;

use self::plan::{Plan, Since, What};
use super::session::{End, to_stdout};
use crate::cli::flags::OutputArgs;
use crate::cli::meaning;
use crate::failure::{Code, Failure};
use crate::files::write_file;
use crate::words::{Lang, errors, fetching as said};

/// The script; comments and plan are filled in.
const SCRIPT: &str = include_str!("script.ps1");

/// The arguments of `export-script`.
#[derive(clap::Args, Clone, Debug)]
pub struct Args {
    /// `--days`.
    #[arg(long, value_name = "N", default_value_t = 30, value_parser = clap::value_parser!(u32).range(1..=365))]
    pub days: u32,
    /// `--since`.
    #[arg(long, value_name = "DAY", conflicts_with = "days")]
    pub since: Option<String>,
    /// `--what`.
    #[arg(long, value_name = "WHAT", value_delimiter = ',', value_parser = ["signins", "audit", "users", "settings"])]
    pub what: Vec<String>,
    /// `--crossing-only`.
    #[arg(long)]
    pub crossing_only: bool,
    #[command(flatten)]
    #[expect(missing_docs, reason = "flattened")]
    pub output: OutputArgs,
}

/// Writes the script.
///
/// # Errors
/// A day that is none; the script cannot be written.
pub fn run(args: &Args) -> Result<End, Failure> {
    if !args.output.format.is_empty() {
        return Err(Failure::new(Code::BadFormat, errors::export_script_format, errors::export_script_format_next));
    }
    let since = match &args.since {
        Some(day) => {
            meaning::day(day)?;
            Since::Day(day.clone())
        }
        None => Since::Days(args.days),
    };
    let what = What::of(&args.what);
    let text = script(&Plan::new(what, since, args.crossing_only), meaning::lang(&args.output));
    match &args.output.output {
        // Windows PowerShell reads comments in Japanese only behind a byte order mark.
        Some(path) => write_file(path, args.output.force, |out| out.write_all(format!("\u{feff}{text}").as_bytes()))?,
        None => to_stdout(|out| out.write_all(text.as_bytes()))?,
    }
    Ok(End::Done)
}

/// The script that carries out a plan.
fn script(plan: &Plan, lang: Lang) -> String {
    let mut text = String::new();
    let scopes = plan.scopes().join(", ");
    let crossing = plan.crossing_only.then(|| said::crossing_only(lang));
    for line in [said::title(lang), said::usage(lang), &said::rights(lang, &scopes), said::again(lang)].into_iter().chain(crossing) {
        text.push_str("# ");
        text.push_str(line);
        text.push('\n');
    }
    text.push('\n');
    // The plan comes last: what is in it is no placeholder.
    text.push_str(&commented(lang).replace("<PLAN>", &format!("{:#}", plan.to_json())));
    text
}

/// The script with its comments in a language. What it says while it runs is English, which no encoding can change.
fn commented(lang: Lang) -> String {
    let comments = [
        ("<folder>", said::folder(lang)),
        ("<tenant>", said::tenant(lang)),
        ("<environment>", said::environment(lang)),
        ("<get-page>", said::get_page(lang)),
        ("<save-slice>", said::save_slice(lang)),
        ("<stale>", said::stale(lang)),
        ("<manifest>", said::manifest(lang)),
        ("<slices>", said::slices(lang)),
        ("<fallback>", said::fallback(lang)),
        ("<complete>", said::complete(lang)),
    ];
    comments.iter().fold(SCRIPT.to_owned(), |script, (place, text)| script.replace(place, text))
}

#[cfg(test)]
mod tests;
