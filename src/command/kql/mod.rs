//! `kql`: the query that sums sign-ins up where they lie. It groups columns as they are and knows no rule: what a sign-in means is said
//! here, whatever it came from.

use super::session::{End, to_stdout};
use crate::cli::flags::OutputArgs;
use crate::cli::meaning;
use crate::failure::{Code, Failure};
use crate::files::write_file;
use crate::model::parse_guid;
use crate::model::time::{Zone, rfc3339};
use crate::safe::quoted;
use crate::words::{Lang, counted as said, errors};

/// The query; tenant and window are filled in.
const QUERY: &str = include_str!("rollup.kql");

/// The arguments of `kql`.
#[derive(clap::Args, Clone, Debug)]
pub struct Args {
    /// `--tenant`.
    #[arg(long, value_name = "GUID")]
    pub tenant: String,
    /// `--from`.
    #[arg(long, value_name = "TIME")]
    pub from: Option<String>,
    /// `--to`.
    #[arg(long, value_name = "TIME")]
    pub to: Option<String>,
    #[command(flatten)]
    #[expect(missing_docs, reason = "flattened")]
    pub output: OutputArgs,
}

/// Writes the query.
///
/// # Errors
/// A tenant that is none, a time that is none; the query cannot be written.
pub fn run(args: &Args) -> Result<End, Failure> {
    if !args.output.format.is_empty() {
        return Err(Failure::new(Code::BadFormat, said::kql_format, said::kql_format_next));
    }
    // What is no GUID never comes into the query.
    if parse_guid(&args.tenant).is_none_or(|guid| guid == 0) {
        let tenant = quoted(&args.tenant);
        return Err(Failure::new(Code::BadTenant, move |lang: Lang| errors::bad_tenant(lang, &tenant), errors::bad_tenant_next));
    }
    let tenant = args.tenant.trim_matches(['{', '}']).to_lowercase();
    let zone = meaning::zone(&args.output.tz)?;
    let bound = |option: &'static str, text: &Option<String>| text.as_ref().map(|text| fixed(option, text, zone)).transpose();
    let window = (bound("--from", &args.from)?, bound("--to", &args.to)?);
    meaning::check_window(window)?;
    let text = query(&tenant, window);
    match &args.output.output {
        Some(path) => write_file(path, args.output.force, |out| out.write_all(text.as_bytes()))?,
        None => to_stdout(|out| out.write_all(text.as_bytes()))?,
    }
    Ok(End::Done)
}

/// A time that needs no input to be told.
fn fixed(option: &'static str, text: &str, zone: Zone) -> Result<i64, Failure> {
    meaning::bound(option, text, zone)?.fixed().ok_or_else(|| {
        let text = quoted(text);
        Failure::new(Code::BadTime, move |lang: Lang| errors::bad_time(lang, option, &text), errors::bad_time_next)
    })
}

/// The query over the sign-ins of a tenant, between two times.
fn query(tenant: &str, (from, to): (Option<i64>, Option<i64>)) -> String {
    let line = |sign: &str, time: i64| format!("| where CreatedDateTime {sign} datetime({})\n", rfc3339(time));
    let lines = [from.map(|from| line(">=", from)), to.map(|to| line("<", to))];
    let window: String = lines.into_iter().flatten().collect();
    QUERY.replace("<TENANT>", tenant).replace("<WINDOW>", &window)
}
