//! What is said on standard error about a run: what was assumed, what could not be read, what to do next.

use std::io::Write;

use super::session::Session;
use crate::archive::damaged;
use crate::cli::meaning::Verbosity;
use crate::dataset::{Dataset, Filters};
use crate::model::ledger::{FileLedger, SkipCode};
use crate::safe::{cut, quoted, visible};
use crate::words::{Lang, Text, input as said};

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

/// Says what is good to know.
fn note(lang: Lang, what: &str) {
    say(&said::note(lang, what));
}

/// Says what may make the answer wrong, and what to do about it.
pub fn warn(lang: Lang, what: &str, next: &str) {
    say(&said::warning(lang, what));
    say(&said::next(lang, next));
}

/// Says which times are meant by a `--from` or `--to` that is told from the last event.
pub fn about_window(data: &Dataset, session: &Session) {
    let (from, to) = session.request.keep.window;
    for (bound, time, option) in [(from, data.input.window.0, "--from"), (to, data.input.window.1, "--to")] {
        let typed = session.filters.iter().find(|filter| filter.split(' ').next() == Some(option));
        let (Some(bound), Some(time), Some(typed), Some((_, last))) = (bound, time, typed, data.period()) else { continue };
        if bound.fixed().is_none() && !session.verbosity.quiet {
            let (zone, lang) = (data.input.zone, session.params.lang);
            note(lang, &said::window(lang, typed, &zone.show(time), zone.name(), &zone.show(last)));
        }
    }
}

/// Says what the user must know about the input, and about filters that select nothing.
pub fn about_input(data: &Dataset, filters: &Filters, verbosity: &Verbosity) {
    let lang = verbosity.lang;
    for slip in filters.unmatched(data).into_iter().filter(|slip| !data.is_named_elsewhere(slip.option, &slip.value)) {
        let similar = Some(slip.similar.join(said::or(lang))).filter(|similar| !similar.is_empty());
        let what = said::unmatched(lang, slip.option, &quoted(&slip.value), similar.as_deref());
        warn(lang, &what, said::unmatched_next(lang));
    }
    for owner in data.other_owners() {
        warn(lang, &said::other_owner(lang, owner), said::other_owner_next(lang));
    }
    if verbosity.quiet {
        return;
    }
    if let Some(own) = &data.own.said {
        note(lang, &own.say(lang));
    }
    about_files(&data.input.files, verbosity);
}

/// Says what could not be read and what was set aside.
pub fn about_files(files: &[FileLedger], verbosity: &Verbosity) {
    let lang = verbosity.lang;
    for file in files {
        let path = visible(&file.path);
        if file.damaged {
            let what = damaged(&file.path, file.set_aside.clone().unwrap_or_else(|| Text::verbatim("")));
            say(&said::warning(lang, &what.say(lang)));
            continue;
        }
        if let Some(error) = file.read_error.as_ref().filter(|_| !file.remembered) {
            warn(lang, &said::read_error(lang, &path, &error.say(lang)), said::read_error_next(lang));
        }
        if file.unmet_steps > 0 {
            warn(lang, &said::unmet_steps(lang, &path, file.unmet_steps), said::unmet_steps_next(lang));
        }
        if file.by_position {
            warn(lang, &said::by_position(lang, &path), said::by_position_next(lang));
        }
        about_skipped(file, &path, lang);
        for kind in file.notes() {
            note(lang, &said::about_file(lang, &path, &kind.words(lang)));
        }
        if file.format.is_none() && (file.named || verbosity.verbose) {
            let what = said::about_file(lang, &path, &file.set_aside.as_ref().map(|why| why.say(lang)).unwrap_or_default());
            say(&if file.known_kind { said::note(lang, &what) } else { said::warning(lang, &what) });
        }
    }
    let found = files.iter().filter(|file| file.format.is_none() && !file.named && !file.damaged).count();
    if found > 0 && !verbosity.verbose {
        note(lang, &said::others_found(lang, found));
    }
}

/// Says which records were skipped, a few of each kind, and why.
fn about_skipped(file: &FileLedger, path: &str, lang: Lang) {
    // What an archive could not read when it was filled was said then, and coverage tells of it.
    let remembered = |code: SkipCode| file.remembered && code != SkipCode::ArchiveDamaged;
    for (&code, (count, shown)) in file.skips.iter().filter(|(code, _)| !remembered(**code)) {
        if code == SkipCode::Cut && file.cut_is_normal {
            note(lang, &said::still_written(lang, path));
            continue;
        }
        for skip in shown {
            let found = (!skip.found.is_empty()).then(|| quoted(&cut(&skip.found, 80)));
            // A record in a file of an archive that is gone has no number any more.
            let place = if skip.record > 0 { format!("{path}:{}", skip.record) } else { path.to_owned() };
            say(&said::warning(lang, &said::skipped(lang, &place, code.code(), found.as_deref())));
            if code == SkipCode::NoTenantColumns {
                break;
            }
        }
        let all = Some(*count).filter(|count| *count > shown.len() as u64);
        say(&said::next(lang, &said::skipped_next(lang, code.reason(lang), all)));
    }
}
