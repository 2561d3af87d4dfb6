//! `completions`.

use clap::CommandFactory;

use super::Cli;
use super::session::{End, to_stdout};
use crate::failure::Failure;

/// Completions for a shell
#[derive(clap::Args, Clone, Debug)]
pub struct Args {
    /// The shell
    pub shell: clap_complete::Shell,
}

/// Writes the script to standard output.
///
/// # Errors
/// It cannot be written.
pub fn run(args: &Args) -> Result<End, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "crosstenant", &mut script);
    to_stdout(|out| out.write_all(&script))?;
    Ok(End::Done)
}
