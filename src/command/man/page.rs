//! One page of the manual.

use clap::{Arg, Command};

use super::roff::Roff;
use super::shown;
use crate::words::{Lang, help, man as said};

/// The page of a command; `parent` = the name of the page above it.
pub(super) fn of(command: &Command, name: &str, parent: Option<&str>, root: &Command, lang: Lang) -> String {
    let mut page = Roff::new(name, &format!("crosstenant {}", env!("CARGO_PKG_VERSION")));
    let about = command.get_about().map(ToString::to_string).unwrap_or_default();
    page.section(said::name(lang));
    page.paragraph(&format!("{name} - {about}"));
    page.section(said::synopsis(lang));
    page.lines(command.clone().render_usage().to_string().trim_start_matches("Usage:").trim());
    if parent.is_none() {
        page.section(said::description(lang));
        for line in help::after(lang).lines() {
            page.paragraph(line.trim());
        }
    }
    let mut subs = shown(command).peekable();
    if subs.peek().is_some() {
        page.section(help::heading_commands(lang));
        for sub in subs {
            page.entry(sub.get_name(), &sub.get_about().map(ToString::to_string).unwrap_or_default());
        }
    }
    options(&mut page, command, lang);
    page.section(said::exit_status(lang));
    for (code, meaning) in exits(lang) {
        page.entry(code, meaning);
    }
    page.section(said::environment(lang));
    page.entry("LC_ALL, LC_MESSAGES, LANG", said::env_language(lang));
    page.entry("COLUMNS", said::env_columns(lang));
    page.entry("NO_COLOR", said::env_no_color(lang));
    page.section(said::see_also(lang));
    let others: Vec<String> = match parent {
        None => shown(root).map(|sub| format!("{}-{}(1)", root.get_name(), sub.get_name())).collect(),
        Some(parent) => {
            let below = shown(command).map(|sub| format!("{name}-{}(1)", sub.get_name()));
            std::iter::once(format!("{parent}(1)")).chain(below).collect()
        }
    };
    page.paragraph(&others.join(said::separator(lang)));
    page.done()
}

/// The arguments and options under their headings, in the order of the help.
fn options(page: &mut Roff, command: &Command, lang: Lang) {
    let heading = |arg: &Arg| match arg.get_help_heading() {
        Some(heading) => heading.to_owned(),
        None if arg.is_positional() => help::heading_arguments(lang).to_owned(),
        None => help::heading_options(lang).to_owned(),
    };
    let args: Vec<&Arg> = command.get_arguments().filter(|arg| !arg.is_hide_set()).collect();
    let mut headings: Vec<String> = Vec::new();
    for arg in &args {
        let heading = heading(arg);
        if !headings.contains(&heading) {
            headings.push(heading);
        }
    }
    for wanted in headings {
        page.section(&wanted);
        for arg in args.iter().filter(|arg| heading(arg) == wanted) {
            page.entry(&typed(arg), &meaning(arg, lang));
        }
    }
}

/// How an argument is typed.
fn typed(arg: &Arg) -> String {
    let value = || arg.get_value_names().map(|names| names.iter().map(|name| format!("<{name}>")).collect::<Vec<_>>().join(" "));
    if arg.is_positional() {
        return value().unwrap_or_default();
    }
    let names = [arg.get_short().map(|short| format!("-{short}")), arg.get_long().map(|long| format!("--{long}"))];
    let names = names.into_iter().flatten().collect::<Vec<_>>().join(", ");
    match value().filter(|_| arg.get_action().takes_values()) {
        Some(value) => format!("{names} {value}"),
        None => names,
    }
}

/// What it means, with its values and the one it has without being said, where the help does not say them already.
fn meaning(arg: &Arg, lang: Lang) -> String {
    let mut parts = vec![arg.get_help().map(ToString::to_string).unwrap_or_default()];
    let defaults: Vec<_> = arg.get_default_values().iter().map(|value| value.to_string_lossy().into_owned()).collect();
    let values: Vec<_> = arg.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect();
    if arg.get_action().takes_values() && !arg.is_hide_default_value_set() && !defaults.is_empty() {
        parts.push(help::default(lang, &defaults.join(" ")));
    }
    if arg.get_action().takes_values() && !arg.is_hide_possible_values_set() && !values.is_empty() {
        parts.push(help::values(lang, &values.join(", ")));
    }
    parts.join(" ")
}

/// The exit codes and what they mean.
fn exits(lang: Lang) -> [(&'static str, &'static str); 8] {
    [
        ("0", said::exit_done(lang)),
        ("1", said::exit_environment(lang)),
        ("2", said::exit_usage(lang)),
        ("3", said::exit_nothing_recognised(lang)),
        ("4", said::exit_incomplete(lang)),
        ("10", said::exit_gate(lang)),
        ("70", said::exit_bug(lang)),
        ("130", said::exit_interrupted(lang)),
    ]
}
