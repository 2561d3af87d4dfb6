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

/// The arguments of `simulate`.
#[derive(clap::Args, Clone, Debug)]
pub struct Args {
    #[command(flatten)]
    #[expect(missing_docs, reason = "flattened")]
    pub table: TableArgs,
    /// `--policy`.
    #[arg(long, value_name = "PATH")]
    pub policy: PathBuf,
    /// `--members`.
    #[arg(long, value_name = "FILE")]
    pub members: Option<PathBuf>,
    /// `--user-map`.
    #[arg(long, value_name = "FILE")]
    pub user_map: Option<PathBuf>,
    /// `--match`.
    #[arg(long = "match", value_name = "ID", value_parser = ["either", "resource", "client"], default_value = "either")]
    pub matching: String,
    /// `--by`.
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
