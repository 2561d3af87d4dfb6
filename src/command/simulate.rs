//! `simulate`.

use std::path::PathBuf;

use super::session::{End, table};
use crate::analysis::simulate::{ANALYSIS, Question};
use crate::cli::flags::TableArgs;
use crate::cli::meaning::{proposal, read_text};
use crate::failure::Failure;
use crate::ingest::Progress;
use crate::policy::{Lookups, MatchMode};
use crate::safe::shell_quoted;

/// What breaks with these settings: the sign-ins replayed against a policy
#[derive(clap::Args, Clone, Debug)]
pub struct Args {
    #[command(flatten)]
    #[expect(missing_docs, reason = "flattened")]
    pub table: TableArgs,
    /// The proposed settings: a file or folder of Graph JSON (default, partners, or both)
    #[arg(long, value_name = "PATH")]
    pub policy: PathBuf,
    /// Members of groups that the settings name
    #[arg(long, value_name = "FILE", help = "Members of groups that the settings name: CSV group_id,user_id")]
    pub members: Option<PathBuf>,
    /// Home ids of guests, for settings that name users of a partner
    #[arg(long, value_name = "FILE", help = "Home ids of guests, for settings that name users of a partner: CSV home_user_id,user_id")]
    pub user_map: Option<PathBuf>,
    /// Which application id meets a list of the settings
    #[arg(long = "match", value_name = "ID", value_parser = ["either", "resource", "client"], default_value = "either")]
    pub matching: String,
    /// One row for each application, or for each user too
    #[arg(long, value_name = "KEY", value_parser = ["app", "user"], default_value = "app")]
    pub by: String,
}

/// Carries it out.
///
/// # Errors
/// Whatever ends the run early.
pub fn run(args: &Args, progress: &Progress) -> Result<End, Failure> {
    table(&ANALYSIS, &question(args)?, &args.table, progress)
}

/// What is asked.
fn question(args: &Args) -> Result<Question, Failure> {
    let proposal = proposal(&args.policy)?;
    let mut lookups = Lookups::default();
    if let Some(path) = &args.members {
        lookups.read_members(&read_text(path)?, &path.display().to_string())?;
    }
    if let Some(path) = &args.user_map {
        lookups.read_user_map(&read_text(path)?, &path.display().to_string())?;
    }
    let mode = match args.matching.as_str() {
        "resource" => MatchMode::Resource,
        "client" => MatchMode::Client,
        _ => MatchMode::Either,
    };
    let files = [("--policy", Some(&args.policy)), ("--members", args.members.as_ref()), ("--user-map", args.user_map.as_ref())];
    let files = files.into_iter().filter_map(|(option, path)| Some(format!("{option} {}", shell_quoted(&path?.display().to_string())))).collect();
    Ok(Question { files, lookups, mode, by_user: args.by == "user", ..Question::of(proposal) })
}
