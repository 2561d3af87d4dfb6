//! `demo`.

use std::path::PathBuf;

use super::session::{End, to_stdout};
use crate::cli::language;
use crate::demo;
use crate::failure::{Code, Failure};
use crate::safe::{quoted, shell_quoted};
use crate::words::{Lang, demo as said, errors};

/// The arguments of `demo`.
#[derive(clap::Args, Clone, Debug)]
pub struct Args {
    /// `DIR`.
    #[arg(value_name = "DIR")]
    pub dir: PathBuf,
    /// `--seed`.
    #[arg(long, value_name = "N", default_value_t = 7)]
    pub seed: u64,
    /// `--size`.
    #[arg(long, value_name = "N")]
    pub size: Option<u64>,
    /// `--all-formats`.
    #[arg(long)]
    pub all_formats: bool,
}

/// Writes the logs.
///
/// # Errors
/// The folder is not empty, or cannot be written to.
pub fn run(args: &Args) -> Result<End, Failure> {
    let shown = args.dir.display().to_string();
    if args.dir.is_dir() && std::fs::read_dir(&args.dir).is_ok_and(|mut entries| entries.next().is_some()) {
        let path = quoted(&shown);
        return Err(Failure::new(Code::Exists, move |lang: Lang| errors::not_empty(lang, &path), errors::not_empty_next));
    }
    let options = demo::Options { seed: args.seed, size: args.size, all_formats: args.all_formats };
    let written = demo::write(&args.dir, &options).map_err(|error| Failure::write(&shown, &error))?;
    let lang = language::of_run();
    to_stdout(|out| {
        writeln!(out, "{}", said::written(lang, written.files, written.sign_ins, &shown))?;
        writeln!(out, "{}", said::next(lang, &format!("crosstenant report {}", shell_quoted(&shown))))
    })?;
    Ok(End::Done)
}
