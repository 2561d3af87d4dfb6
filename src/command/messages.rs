//! What is said on standard error about a run: what was assumed, what could not be read, what to do next.

use std::io::Write;

use super::session::Session;
use crate::archive::damaged;
use crate::cli::meaning::Verbosity;
use crate::dataset::{Dataset, Filters};
use crate::model::ledger::{FileLedger, SkipCode};
use crate::safe::{cut, visible};
use crate::words::{Lang, Text};

/// Says one line on standard error. Values of logs are made visible, so that no terminal obeys them.
pub fn say(text: &str) {
    let mut lines = String::new();
    for line in text.lines() {
        lines.push_str(&visible(line));
        lines.push('\n');
    }
    // Nobody listens on a closed standard error.
    let _ = std::io::stderr().lock().write_all(lines.as_bytes());
}

/// Says which times are meant by a `--from` or `--to` that is told from the last event.
pub fn about_window(data: &Dataset, session: &Session) {
    let (from, to) = session.request.keep.window;
    for (bound, time, option) in [(from, data.input.window.0, "--from"), (to, data.input.window.1, "--to")] {
        let typed = session.filters.iter().find(|filter| filter.split(' ').next() == Some(option));
        let (Some(bound), Some(time), Some(typed), Some((_, last))) = (bound, time, typed, data.period()) else { continue };
        if bound.fixed().is_none() && !session.verbosity.quiet {
            let zone = data.input.zone;
            say(&format!(
                "note: {typed} = {} ({}), counted back from the last event of the input ({}), not from today",
                zone.show(time),
                zone.name(),
                zone.show(last)
            ));
        }
    }
}

/// Says what the user must know about the input, and about filters that select nothing.
pub fn about_input(data: &Dataset, filters: &Filters, verbosity: &Verbosity) {
    for slip in filters.unmatched(data).into_iter().filter(|slip| !data.is_named_elsewhere(slip.option, &slip.value)) {
        let similar = if slip.similar.is_empty() { String::new() } else { format!("; did you mean {}?", slip.similar.join(", or ")) };
        say(&format!(
            "warning: {} {:?} occurs nowhere in these logs{similar}\n  next: names compare whole, not in part; crosstenant partners, apps and users list what there is",
            slip.option, slip.value
        ));
    }
    for owner in data.other_owners() {
        say(&format!(
            "warning: these logs name {owner} as their owner, which is not among the own tenants\n  next: check --tenant; without it the owner is taken from the logs"
        ));
    }
    if verbosity.quiet {
        return;
    }
    if let Some(own) = &data.own.said {
        say(&format!("note: {}", own.say(Lang::En)));
    }
    about_files(&data.input.files, verbosity);
}

/// Says what could not be read and what was set aside.
pub fn about_files(files: &[FileLedger], verbosity: &Verbosity) {
    for file in files {
        let path = visible(&file.path);
        if file.damaged {
            say(&format!("warning: {}", damaged(&file.path, file.set_aside.clone().unwrap_or_else(|| Text::verbatim("")))));
            continue;
        }
        // What an archive could not read when it was filled was said then, and coverage tells of it.
        let remembered = |code: SkipCode| file.remembered && code != SkipCode::ArchiveDamaged;
        if let Some(error) = file.read_error.as_ref().filter(|_| !file.remembered) {
            say(&format!("warning: {path}: could be read only in part: {error}\n  next: get the file again; what came before the damage is counted"));
        }
        if file.by_position {
            say(&format!(
                "warning: {path}: the headings are in a language that is not known; the columns were taken by their position\n  next: compare a few rows \
                 with the portal, or name the headings with --headers"
            ));
        }
        for (code, (count, shown)) in file.skips.iter().filter(|(code, _)| !remembered(**code)) {
            if *code == SkipCode::Cut && file.cut_is_normal {
                say(&format!("note: {path}: the last record is cut; the file was still being written"));
                continue;
            }
            for skip in shown {
                let found = if skip.found.is_empty() { String::new() } else { format!(", found {:?}", cut(&skip.found, 80)) };
                // A record in a file of an archive that is gone has no number any more.
                let place = if skip.record > 0 { format!("{path}:{}", skip.record) } else { path.to_string() };
                say(&format!("warning: {place}: skipped ({}){found}", code.code()));
                if *code == SkipCode::NoTenantColumns {
                    break;
                }
            }
            let more = if *count > shown.len() as u64 { format!(" ({count} records in all)") } else { String::new() };
            say(&format!("  next: {}{more}", code.reason(Lang::En)));
        }
        for (_, note) in file.notes() {
            say(&format!("note: {path}: {note}"));
        }
        if file.format.is_none() && (file.named || verbosity.verbose) {
            let why = file.set_aside.as_ref().map(|why| why.say(Lang::En)).unwrap_or_default();
            say(&format!("{}: {}: {why}", if file.known_kind { "note" } else { "warning" }, path));
        }
    }
    let found = files.iter().filter(|file| file.format.is_none() && !file.named && !file.damaged).count();
    if found > 0 && !verbosity.verbose {
        say(&format!("note: {found} other files in these folders hold no log that is used; -v names them"));
    }
}
