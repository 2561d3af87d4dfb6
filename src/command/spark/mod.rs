//! `spark init`: a folder with a job that makes archives on a cluster. The job moves rows and knows no rule.

use std::path::PathBuf;

use super::session::End;
use crate::failure::Failure;
use crate::files::{create_folders, write_file};
use crate::safe::quoted;
use crate::words::{Lang, Text, elsewhere as said, errors};

/// The files of the folder.
const FILES: [(&str, &str); 2] = [("job.py", include_str!("job.py")), ("README.md", include_str!("README.md"))];

/// The arguments of `spark`.
#[derive(clap::Args, Clone, Debug)]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    pub command: Subcommand,
}

/// What there is for Spark.
#[derive(Clone, Debug, clap::Subcommand)]
pub enum Subcommand {
    /// `spark init`.
    Init(InitArgs),
}

/// `spark init`.
#[derive(clap::Args, Clone, Debug)]
pub struct InitArgs {
    /// `DIR`.
    #[arg(value_name = "DIR")]
    pub dir: PathBuf,
    /// `--force`.
    #[arg(long)]
    pub force: bool,
}

/// Writes the folder.
///
/// # Errors
/// A file is there already, or cannot be written.
pub fn run(args: &Args) -> Result<End, Failure> {
    let Subcommand::Init(InitArgs { dir, force }) = &args.command;
    create_folders(dir).map_err(|error| {
        let (path, error) = (quoted(&dir.display().to_string()), Text::of_io(&error));
        Failure::new(
            crate::failure::Code::CannotWrite,
            move |lang: Lang| said::cannot_write(lang, &path, &error.say(lang)),
            errors::cannot_read_permissions,
        )
    })?;
    for (name, text) in FILES {
        write_file(&dir.join(name), *force, |out| out.write_all(text.as_bytes()))?;
    }
    Ok(End::Done)
}
