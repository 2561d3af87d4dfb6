//! What `crosstenant.toml` and the environment set, put into the options of every command, and told back once the arguments are understood.

use std::collections::BTreeMap;

use clap::parser::ValueSource;
use clap::{Arg, ArgMatches, Command};

use super::messages::{say, warn};
use super::refusal::refused;
use crate::cli::config::keys::{KEYS, Key};
use crate::cli::config::{Config, Decided, EXPECTED, Origin, Settled};
use crate::failure::{Code, Failure};
use crate::words::{Lang, configuration as said, input};

/// The commands with what is set in the place of what they would do without being told.
///
/// # Errors
/// An option does not take what it is set to.
pub fn configured(command: Command, config: &Config, lang: Lang) -> Result<Command, Failure> {
    let mut failed = None;
    let command = below(command, "", config, lang, &mut failed);
    failed.map_or(Ok(command), Err)
}

fn below(command: Command, path: &str, config: &Config, lang: Lang, failed: &mut Option<Failure>) -> Command {
    let command = command.mut_args(|arg| preset(arg, path, config, lang, failed));
    command.mut_subcommands(|sub| {
        let path = [path, sub.get_name()].join(" ");
        below(sub, path.trim_start(), config, lang, failed)
    })
}

/// An option with its value, if it is set.
fn preset(arg: Arg, path: &str, config: &Config, lang: Lang, failed: &mut Option<Failure>) -> Arg {
    let Some((key, values)) = config.of_option(path, arg.get_id().as_str()) else { return arg };
    if failed.is_none() {
        *failed = refusal(&arg, key, &values, config, lang);
    }
    if failed.is_some() { arg } else { arg.required(false).default_values(values) }
}

/// Why an option does not take what it is set to.
fn refusal(arg: &Arg, key: &'static Key, values: &[String], config: &Config, lang: Lang) -> Option<Failure> {
    let option = |value: &String| match arg.get_long() {
        Some(flag) => format!("--{flag}={value}"),
        None => value.clone(),
    };
    let typed = std::iter::once("crosstenant".to_owned()).chain(values.iter().map(option));
    let error = Command::new("crosstenant").arg(arg.clone().help_heading(None)).try_get_matches_from(typed).err()?;
    let text = refused(&error, lang).unwrap_or_else(|| error.to_string());
    let why = text.lines().next().unwrap_or_default().trim_start_matches("error: ").to_owned();
    let place = match (config.values.get(key.name).map(|value| value.origin), &config.file) {
        (Some(Origin::File), Some(file)) => file.display().to_string(),
        _ => key.variable(),
    };
    Some(Failure::new(Code::BadConfig, move |lang: Lang| said::refused(lang, &place, key.name, &why), said::cannot_use_next))
}

/// What holds in a run with these arguments.
#[must_use]
pub fn settled(config: &Config, commands: &Command, matches: &ArgMatches) -> Settled {
    let (mut leaf, mut path, mut names) = (matches, Vec::new(), commands);
    while let Some((name, below)) = leaf.subcommand() {
        path.push(name);
        leaf = below;
        names = names.find_subcommand(name).unwrap_or(names);
    }
    let path = path.join(" ");
    let quiet = matches!(leaf.try_get_one::<bool>("quiet"), Ok(Some(true))) || path.starts_with("config");
    let expected = config.expected().map(str::to_owned);
    let mut settled = Settled { file: config.file.clone(), quiet, expected, ..Settled::default() };
    let defaults = defaults(commands);
    for key in KEYS {
        let set = config.values.get(key.name);
        let id = key.option(&path).filter(|id| names.get_arguments().any(|arg| arg.get_id() == *id));
        let typed = id.filter(|id| leaf.value_source(id) == Some(ValueSource::CommandLine));
        let decided = match (typed, set) {
            (Some(id), _) => {
                let values = leaf.get_raw(id).into_iter().flatten().map(|value| value.to_string_lossy().into_owned()).collect();
                Decided { key: key.name, values, origin: Origin::Option }
            }
            (None, Some(set)) => Decided { key: key.name, values: set.values.clone(), origin: set.origin },
            (None, None) => Decided { key: key.name, values: defaults.get(key.name).cloned().unwrap_or_default(), origin: Origin::Default },
        };
        // Inputs decide where nobody names one, and the archive is one of them.
        let inputs_are_set =
            || names.get_arguments().any(|arg| arg.get_id() == "inputs") && leaf.value_source("inputs") == Some(ValueSource::DefaultValue);
        let counts = match key.name {
            "inputs" => inputs_are_set(),
            "archive" => id.is_some() || inputs_are_set(),
            _ => id.is_some(),
        };
        if matches!(decided.origin, Origin::File | Origin::Environment) && counts {
            settled.decided.push(decided.clone());
        }
        if decided.key == EXPECTED && decided.origin == Origin::Option {
            settled.expected = None;
        }
        settled.all.push(decided);
    }
    settled
}

/// What each key is without being set.
fn defaults(commands: &Command) -> BTreeMap<&'static str, Vec<String>> {
    let mut found = BTreeMap::new();
    let mut waiting: Vec<(String, &Command)> = vec![(String::new(), commands)];
    while let Some((path, command)) = waiting.pop() {
        for (key, arg) in
            KEYS.iter().filter_map(|key| Some((key, command.get_arguments().find(|arg| Some(arg.get_id().as_str()) == key.option(&path))?)))
        {
            let values: Vec<String> = arg.get_default_values().iter().map(|value| value.to_string_lossy().into_owned()).collect();
            if !values.is_empty() {
                found.insert(key.name, values);
            }
        }
        waiting.extend(command.get_subcommands().map(|sub| ([path.as_str(), sub.get_name()].join(" ").trim_start().to_owned(), sub)));
    }
    found
}

/// Says which file decides what, and which was left alone.
pub fn about(config: &Config, settled: &Settled, lang: Lang) {
    if settled.quiet {
        return;
    }
    for path in &config.ignored {
        let path = path.display().to_string();
        warn(lang, &said::ignored(lang, &path), &said::ignored_next(lang, &path));
    }
    if let Some(sentence) = settled.sentence(lang) {
        say(&input::note(lang, &sentence));
    }
}
