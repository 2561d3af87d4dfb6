//! The command line program.

use std::panic::catch_unwind;
use std::process::ExitCode;

use clap::FromArgMatches;
use crosstenant::cli::language;
use crosstenant::command::messages::say;
use crosstenant::command::refusal::refused;
use crosstenant::command::{Cli, help};
use crosstenant::files::remove_temporaries;
use crosstenant::ingest::Progress;

/// Ends the program at once, wherever it is, and leaves nothing half written behind.
#[expect(clippy::exit, reason = "the main thread may be waiting for standard input and cannot be asked to end")]
fn interrupted() {
    remove_temporaries();
    std::process::exit(130);
}

fn main() -> ExitCode {
    let lang = language::of_run();
    let mut commands = help::command(lang);
    let parsed = commands.try_get_matches_from_mut(std::env::args_os()).and_then(|matches| Cli::from_arg_matches(&matches));
    let cli = match parsed.map_err(|error| error.format(&mut commands)) {
        Ok(cli) => cli,
        Err(error) => {
            match refused(&error, lang) {
                Some(text) => say(&text),
                // Nobody listens on a closed stream.
                None => drop(error.print()),
            }
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    let progress = Progress::default();
    // Without a handler Ctrl-C leaves temporary files behind, which is no reason to stop here.
    let _ = ctrlc::set_handler(interrupted);
    std::panic::set_hook(Box::new(|info| {
        let place = info.location().map(ToString::to_string).unwrap_or_default();
        // The message may quote a value of a log, so only the place is said.
        say(&format!("a bug in crosstenant ({place})\n  next: please report it with the command you typed"));
    }));
    match catch_unwind(|| crosstenant::command::run(&cli, &progress)) {
        Ok(Ok(end)) => ExitCode::from(end.exit_code()),
        Ok(Err(failure)) => {
            say(&format!("error: {failure}"));
            ExitCode::from(failure.exit_code())
        }
        Err(_) => ExitCode::from(70),
    }
}
