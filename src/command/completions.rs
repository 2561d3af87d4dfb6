//! `completions`.

use super::help::command;
use super::session::{End, to_stdout};
use crate::cli::language;
use crate::failure::Failure;

/// The arguments of `completions`.
#[derive(clap::Args, Clone, Debug)]
pub struct Args {
    /// `SHELL`.
    pub shell: clap_complete::Shell,
}

/// Writes the script to standard output.
///
/// # Errors
/// It cannot be written.
pub fn run(args: &Args) -> Result<End, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command(language::of_run()), "crosstenant", &mut script);
    to_stdout(|out| out.write_all(&script))?;
    Ok(End::Done)
}
