//! `recommend`.

use super::pseudonyms::not_for_pseudonyms;
use super::session::{End, Session, to_stdout};
use crate::analysis::gates::{self, Purpose};
use crate::analysis::recommend::{ANALYSIS, Options, found, recommendation};
use crate::cli::flags::TableArgs;
use crate::cli::meaning;
use crate::failure::{Code, Failure};
use crate::files::write_file;
use crate::ingest::Progress;
use crate::policy::code::Language;
use crate::policy::recommend::{Recommendation, to_json, to_powershell};
use crate::words::{Lang, errors as said};

/// The arguments of `recommend`.
#[derive(clap::Args, Clone, Debug)]
pub struct Args {
    #[command(flatten)]
    #[expect(missing_docs, reason = "flattened")]
    pub table: TableArgs,
    /// `--min-successes`.
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u64).range(1..))]
    pub min_successes: u64,
    /// `--include-hubs`.
    #[arg(long)]
    pub include_hubs: bool,
    /// `--scope-users`.
    #[arg(long)]
    pub scope_users: bool,
    /// `--remove-unused`.
    #[arg(long)]
    pub remove_unused: bool,
    /// `--reopen`.
    #[arg(long, value_name = "PARTNER|all")]
    pub reopen: Vec<String>,
}

/// The settings themselves (JSON, PowerShell) or the reasoning (every other format).
///
/// # Errors
/// Whatever ends the run early.
pub fn run(args: &Args, progress: &Progress) -> Result<End, Failure> {
    let output = &args.table.output;
    let extension = output.output.as_ref().and_then(|path| path.extension()).and_then(|extension| extension.to_str()).unwrap_or_default();
    let asked = output.format.first().map_or(extension, String::as_str);
    let body: Option<fn(&Recommendation, Lang) -> String> = match asked {
        "json" => Some(|recommendation, lang| format!("{:#}\n", to_json(recommendation, lang))),
        // Windows PowerShell reads comments in Japanese only behind a byte order mark.
        "powershell" | "ps1" => Some(|recommendation, lang| format!("\u{feff}{}", to_powershell(recommendation, lang))),
        "terraform" | "tf" => Some(|recommendation, lang| recommendation.to_code(Language::Terraform, lang)),
        "m365dsc" => Some(|recommendation, lang| recommendation.to_code(Language::Dsc, lang)),
        _ => None,
    };
    if body.is_some() && output.format.len() > 1 {
        return Err(Failure::new(Code::SeveralFormats, said::recommend_format, said::recommend_format_next));
    }
    if body.is_some() && args.table.hand_over.pseudonymise.is_some() {
        return Err(not_for_pseudonyms("recommend --format json, powershell, terraform, m365dsc"));
    }
    let destination = if body.is_some() { None } else { Some(meaning::destination(output)?) };
    let options = Options {
        min_successes: args.min_successes,
        include_hubs: args.include_hubs,
        scope_users: args.scope_users,
        remove_unused: args.remove_unused,
        reopen: args.reopen.clone(),
    };
    let mut session = Session::of_table(&ANALYSIS, &options, &args.table)?;
    let data = session.load(progress)?;
    gates::evidence(&data, Purpose::Recommendation)?;
    let options = session.pseudonyms.as_ref().map_or(options.clone(), |names| options.under_tokens(names));
    let recommendation = recommendation(&data, &session.params, &options)?;
    if let Some(destination) = destination {
        return session.answer(&ANALYSIS, found(&recommendation, &data, &session.params), &data, &destination);
    }
    if let Some(body) = body {
        let text = body(&recommendation, session.params.lang);
        match &output.output {
            Some(path) => write_file(path, session.force, |out| out.write_all(text.as_bytes()))?,
            None => to_stdout(|out| out.write_all(text.trim_start_matches('\u{feff}').as_bytes()))?,
        }
    }
    Ok(session.end(&data, &gates::met(&session.gates, &data, &[])))
}
