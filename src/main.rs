//! The command line program.

use std::process::ExitCode;
use std::thread;

use clap::error::ErrorKind;
use clap::{CommandFactory, FromArgMatches};
use crosstenant::cli::config::{Config, settle};
use crosstenant::cli::language;
use crosstenant::command::configured::{about, configured, settled};
use crosstenant::command::messages::say;
use crosstenant::command::refusal::refused;
use crosstenant::command::{Cli, help};
use crosstenant::failure::Failure;
use crosstenant::files::remove_temporaries;
use crosstenant::ingest::Progress;
use crosstenant::words::Lang;

/// Ends the program at once, wherever it is, and leaves nothing half written behind.
#[expect(clippy::exit, reason = "the thread that works may be waiting for standard input and cannot be asked to end")]
fn interrupted() {
    remove_temporaries();
    std::process::exit(130);
}

/// Says what ended the run.
fn failed(failure: &Failure, lang: Lang) -> ExitCode {
    say(&failure.error(lang));
    ExitCode::from(failure.exit_code())
}

/// Bytes of the stack: the main thread of Windows has one or two millions, which is less than a deep answer may need.
const STACK: usize = 8 << 20;

fn main() -> ExitCode {
    match thread::Builder::new().stack_size(STACK).spawn(run) {
        Ok(running) => running.join().unwrap_or(ExitCode::from(70)),
        // Without another thread there is still this one.
        Err(_) => run(),
    }
}

fn run() -> ExitCode {
    let config = Config::load(std::env::args_os().skip(1), std::env::vars_os());
    language::set(config.as_ref().ok().and_then(Config::lang));
    let lang = language::of_run();
    let set = config.and_then(|config| Ok((help::worded_as(configured(Cli::command(), &config, lang)?, lang), config)));
    let (mut commands, config) = match set {
        Ok(set) => set,
        Err(failure) => return failed(&failure, lang),
    };
    let parsed = commands.try_get_matches_from_mut(std::env::args_os());
    let understood = parsed.and_then(|matches| Ok((Cli::from_arg_matches(&matches)?, settled(&config, &commands, &matches))));
    let cli = match understood.map_err(|error| error.format(&mut commands)) {
        Ok((cli, settled)) => {
            about(&config, &settled, lang);
            settle(settled);
            cli
        }
        Err(error) => {
            match refused(&error, lang) {
                Some(text) => say(&text),
                // It may quote what was typed.
                None if error.use_stderr() && error.kind() != ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => say(&error.render().to_string()),
                // Nobody listens on a closed stream.
                None => drop(error.print()),
            }
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    let progress = Progress::default();
    // Without a handler Ctrl-C leaves temporary files behind, which is no reason to stop here.
    let _ = ctrlc::set_handler(interrupted);
    std::panic::set_hook(Box::new(move |info| {
        let place = info.location().map(ToString::to_string).unwrap_or_default();
        // The message may quote a value of a log, so only the place is said.
        say(&Failure::bug_at(&place, lang));
    }));
    match crosstenant::command::run(&cli, &progress) {
        Ok(end) => ExitCode::from(end.exit_code()),
        Err(failure) => failed(&failure, lang),
    }
}
