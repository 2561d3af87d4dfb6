//! The commands: each a file with its arguments and how it is carried out. Adding one takes a file, a line here, a row in [`Command`], and its words in [`help`].

pub mod apps;
pub mod archive;
pub mod changes;
pub mod compare;
pub mod completions;
pub mod config;
pub mod configured;
mod counted;
pub mod coverage;
pub mod demo;
pub mod digest;
pub mod events;
pub mod explain;
pub mod export_script;
pub mod failures;
pub mod formats;
pub mod guests;
pub mod help;
pub mod inspect;
pub mod kql;
pub mod man;
pub mod messages;
pub mod partners;
pub mod providers;
mod pseudonyms;
pub mod recommend;
pub mod refusal;
pub mod report;
pub mod schema;
pub mod session;
pub mod simulate;
pub mod since;
pub mod spark;
pub mod timeline;
pub mod trust;
pub mod update;
pub mod users;
pub mod workloads;

pub use session::End;

use std::path::PathBuf;

use clap::{Parser, Subcommand};

use crate::failure::Failure;
use crate::ingest::Progress;

/// What is typed. It is built without words; [`help`] puts them in, in the language that is asked for.
#[derive(Debug, Parser)]
#[command(name = "crosstenant", version, arg_required_else_help = true, subcommand_required = true, max_term_width = 100)]
pub struct Cli {
    /// `--config`: the file of settings; without it, the nearest `crosstenant.toml`.
    #[arg(long, value_name = "FILE", global = true, conflicts_with = "no_config", help_heading = "config")]
    pub config: Option<PathBuf>,
    /// `--no-config`.
    #[arg(long, global = true, help_heading = "config")]
    pub no_config: bool,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// Registers the commands: what is typed, and what carries it out. What is said of each stands in [`help`].
macro_rules! commands {
    ($($name:ident($args:ty) => $run:expr,)*) => {
        /// The commands, in the order of the help.
        #[derive(Debug, Subcommand)]
        pub enum Command {
            $(
                #[expect(missing_docs, reason = "what it does stands in the help")]
                $name(Box<$args>),
            )*
        }

        /// Carries out a command.
        ///
        /// # Errors
        /// Whatever ends the run early, with its exit code.
        pub fn run(cli: &Cli, progress: &Progress) -> Result<End, Failure> {
            match &cli.command {
                $(Command::$name(args) => $run(args, progress),)*
            }
        }
    };
}

commands! {
    Report(report::Args) => report::run,
    Coverage(coverage::Args) => coverage::run,
    Partners(partners::Args) => partners::run,
    Apps(apps::Args) => apps::run,
    Users(users::Args) => users::run,
    Events(events::Args) => events::run,
    Timeline(timeline::Args) => timeline::run,
    Failures(failures::Args) => failures::run,
    Compare(compare::Args) => compare::run,
    Digest(digest::Args) => digest::run,
    Update(update::Args) => update::run,
    Changes(changes::Args) => changes::run,
    Guests(guests::Args) => guests::run,
    Simulate(simulate::Args) => simulate::run,
    Recommend(recommend::Args) => recommend::run,
    Workloads(workloads::Args) => workloads::run,
    Trust(trust::Args) => trust::run,
    Providers(providers::Args) => providers::run,
    Archive(archive::Args) => archive::run,
    Inspect(inspect::Args) => inspect::run,
    Formats(formats::Args) => |args: &formats::Args, _| formats::run(args),
    Explain(explain::Args) => |args: &explain::Args, _| explain::run(args),
    Demo(demo::Args) => |args: &demo::Args, _| demo::run(args),
    ExportScript(export_script::Args) => |args: &export_script::Args, _| export_script::run(args),
    Spark(spark::Args) => |args: &spark::Args, _| spark::run(args),
    Kql(kql::Args) => |args: &kql::Args, _| kql::run(args),
    Schema(schema::Args) => |args: &schema::Args, _| schema::run(args),
    Config(config::Args) => |args: &config::Args, _| config::run(args),
    Completions(completions::Args) => |args: &completions::Args, _| completions::run(args),
    Man(man::Args) => |args: &man::Args, _| man::run(args),
}
