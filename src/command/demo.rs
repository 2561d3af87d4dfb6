//! `demo`.

use std::path::PathBuf;

use super::session::{End, to_stdout};
use crate::demo;
use crate::failure::{Code, Failure};
use crate::safe::shell_quoted;
use crate::words::{Lang, errors as said};

/// Write synthetic logs to try things out
#[derive(clap::Args, Clone, Debug)]
pub struct Args {
    /// Folder to write to
    #[arg(value_name = "DIR")]
    pub dir: PathBuf,
    /// Another story of the same kind
    #[arg(long, value_name = "N", default_value_t = 7)]
    pub seed: u64,
    /// About how many user sign-ins
    #[arg(long, value_name = "N")]
    pub size: Option<u64>,
    /// The whole story in each format, not a slice of the days
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
        let path = format!("{shown:?}");
        return Err(Failure::new(Code::Exists, move |lang: Lang| said::not_empty(lang, &path), said::not_empty_next));
    }
    let options = demo::Options { seed: args.seed, size: args.size, all_formats: args.all_formats };
    let written = demo::write(&args.dir, &options).map_err(|error| Failure::write(&shown, &error))?;
    to_stdout(|out| {
        writeln!(out, "{} files with {} sign-ins in {shown}", written.files, written.sign_ins)?;
        writeln!(out, "next: crosstenant report {}", shell_quoted(&shown))
    })?;
    Ok(End::Done)
}
