//! What the shared flags mean: checked, with defaults filled in. Nothing behind this knows that there is a command line.

use std::ffi::OsString;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use super::flags::{FilterArgs, HandOverArgs, InputArgs, Order, OutputArgs};
use super::language;
use crate::dataset::Filters;
use crate::facts::{Keep, Window};
use crate::failure::{Code, Failure};
use crate::ingest::{Looking, Request, source};
use crate::knowledge::headers::Headers;
use crate::model::time::{self, DateOrder, Zone};
use crate::model::{Bound, Log, canonical_access_type};
use crate::output::{self, Output};
use crate::policy::code::Language;
use crate::policy::{Proposal, is_policy_text, read_proposal};
use crate::pseudonym::{Key, Pseudonyms, make_key};
use crate::safe::{quoted, shell_quoted, typed};
use crate::words::{Lang, Text, errors as said};

/// How the program talks.
#[derive(Clone, Debug)]
pub struct Verbosity {
    /// Say nothing but errors.
    pub quiet: bool,
    /// Say more.
    pub verbose: bool,
    /// Colours on standard output.
    pub color: bool,
    /// Columns of the terminal; `None` = standard output is none.
    pub width: Option<usize>,
    /// Language of sentences.
    pub lang: Lang,
}

/// Where the result goes.
#[derive(Clone)]
pub enum Destination {
    /// Standard output.
    Stdout(&'static Output),
    /// A file.
    File(&'static Output, PathBuf),
    /// A folder with one file for each format.
    Folder(Vec<&'static Output>, PathBuf),
}

/// Zone of `--tz`.
///
/// # Errors
/// The zone is not known.
pub fn zone(name: &str) -> Result<Zone, Failure> {
    Zone::parse(name).ok_or_else(|| {
        let name = quoted(name);
        Failure::new(Code::BadZone, move |lang: Lang| said::bad_zone(lang, &name), said::bad_zone_next)
    })
}

/// Language of sentences: as asked, else that of the locale.
#[must_use]
pub fn lang(args: &OutputArgs) -> Lang {
    args.lang.as_deref().and_then(language::named).unwrap_or_else(language::of_system)
}

/// How the program talks, from the options and the environment.
#[must_use]
pub fn verbosity(args: &OutputArgs) -> Verbosity {
    let terminal = std::io::stdout().is_terminal();
    let columns = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let width = columns.or_else(|| terminal_size::terminal_size().map(|(width, _)| usize::from(width.0)).filter(|_| terminal));
    let color = match args.color.as_str() {
        "always" => true,
        "never" => false,
        _ => terminal && shows_colours(cfg!(windows), |name| std::env::var_os(name).filter(|value| !value.is_empty())),
    };
    Verbosity { quiet: args.quiet, verbose: args.verbose, color, width, lang: lang(args) }
}

/// Whether a terminal shows colours and nobody asked for none. A console of Windows shows the marks themselves, unless one of the terminals that
/// do better says that it is there.
fn shows_colours(windows: bool, variable: impl Fn(&str) -> Option<OsString>) -> bool {
    const BETTER: [&str; 5] = ["WT_SESSION", "TERM_PROGRAM", "TERM", "ConEmuANSI", "ANSICON"];
    let says = |name| variable(name).is_some_and(|value| value != "OFF" && value != "dumb");
    variable("NO_COLOR").is_none() && (!windows || BETTER.into_iter().any(says))
}

/// Where a table goes.
///
/// # Errors
/// An unknown format, several formats without a folder, or a binary format on standard output that is a terminal.
pub fn destination(args: &OutputArgs) -> Result<Destination, Failure> {
    let mut outputs = Vec::new();
    for name in &args.format {
        outputs.push(output::find(name).ok_or_else(|| {
            let ids: Vec<&str> = output::OUTPUTS.iter().map(|output| output.id).collect();
            let (name, ids) = (quoted(name), ids.join(", "));
            Failure::new(Code::BadFormat, move |lang: Lang| said::bad_format(lang, &name), move |lang: Lang| said::bad_format_next(lang, &ids))
        })?);
    }
    if let Some(path) = args.output.as_ref().filter(|_| outputs.len() > 1)
        && path.exists()
        && !path.is_dir()
    {
        let path = shown(path);
        return Err(Failure::new(Code::NoFolder, move |lang: Lang| said::file_for_folder(lang, &path), said::file_for_folder_next));
    }
    let Some(path) = &args.output else {
        if outputs.len() > 1 {
            return Err(Failure::new(Code::SeveralFormats, said::several_formats, said::several_formats_next));
        }
        let output = outputs.first().copied().unwrap_or(&output::OUTPUTS[0]);
        if output.binary && std::io::stdout().is_terminal() {
            let what = move |lang: Lang| said::binary_on_terminal(lang, output.id);
            return Err(Failure::new(Code::BinaryOnTerminal, what, said::binary_on_terminal_next));
        }
        return Ok(Destination::Stdout(output));
    };
    match outputs.as_slice() {
        [] => {
            let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
            let found = output::by_extension(extension);
            let output = found.ok_or_else(|| {
                let path = shown(path);
                Failure::new(Code::BadExtension, move |lang: Lang| said::bad_extension(lang, &path), said::bad_extension_next)
            })?;
            Ok(Destination::File(output, path.clone()))
        }
        [output] if !path.is_dir() && !ends_as_folder(path) => Ok(Destination::File(output, path.clone())),
        _ => Ok(Destination::Folder(outputs, path.clone())),
    }
}

/// A path in quotes.
fn shown(path: &Path) -> String {
    quoted(&path.display().to_string())
}

/// Whether a path is written as a folder: with a separator at its end.
fn ends_as_folder(path: &Path) -> bool {
    path.as_os_str().to_string_lossy().ends_with(['/', std::path::MAIN_SEPARATOR])
}

/// The current settings of `--current`: a file, or all files of a folder that hold settings.
///
/// # Errors
/// The path does not exist, cannot be read, holds no settings, or holds them as code, which says what should be and not what is.
pub fn current(path: &Path) -> Result<Vec<(String, String)>, Failure> {
    let path = &as_typed(path);
    let found = if Language::of_path(&named(path)).is_some() { Vec::new() } else { settings(path)? };
    if !found.is_empty() {
        return Ok(found);
    }
    let is_code = !code(path)?.is_empty();
    let path = shown(path);
    Err(if is_code {
        Failure::new(Code::NoPolicy, move |lang: Lang| said::current_is_code(lang, &path), said::current_is_code_next)
    } else {
        no_settings(path)
    })
}

fn no_settings(path: String) -> Failure {
    Failure::new(Code::NoPolicy, move |lang: Lang| said::no_settings_in(lang, &path), said::no_settings_in_next)
}

/// A path as messages name the texts in it.
fn named(path: &Path) -> String {
    path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")
}

/// The texts of settings at a path: a file, or those files of a folder that hold settings, if any.
fn settings(path: &Path) -> Result<Vec<(String, String)>, Failure> {
    if !path.is_dir() {
        return Ok(vec![(named(path), read_text(path)?)]);
    }
    let mut found = Vec::new();
    for file in files_below(path)? {
        let text = read_text(&file)?;
        if is_policy_text(&text).is_some() {
            found.push((named(&file), text));
        }
    }
    Ok(found)
}

/// The files of a folder and of all below it, but for what Terraform has fetched, which is no source. A folder that cannot be listed may hold
/// what changes the answer.
fn files_below(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let walk = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().filter_entry(|entry| entry.file_name() != ".terraform");
    let mut files = Vec::new();
    for entry in walk {
        let entry = entry.map_err(|error| {
            let (folder, error) = (error.path().map(shown).unwrap_or_default(), error.io_error().map(Text::of_io));
            let what = move |lang: Lang| said::cannot_list(lang, &folder, &error.as_ref().map(|error| error.say(lang)).unwrap_or_default());
            Failure::new(Code::FolderUnreadable, what, said::cannot_list_next)
        })?;
        if entry.file_type().is_file() {
            files.push(entry.into_path());
        }
    }
    Ok(files)
}

/// The texts of settings kept as code at a path: a file, or those of a folder that name anything of the policy. Where Terraform does, all of
/// it counts, because what else is there may change what the files mean.
fn code(path: &Path) -> Result<Vec<(String, String)>, Failure> {
    let files = if path.is_dir() { files_below(path)? } else { vec![path.to_owned()] };
    let mut found = Vec::new();
    for file in files {
        if let Some(language) = Language::of_path(&named(&file)) {
            found.push((language, named(&file), read_text(&file)?));
        }
    }
    let alone = !path.is_dir();
    let terraform = found.iter().any(|(of, _, text)| *of == Language::Terraform && of.speaks_of_policy(text));
    let counts = |language: Language, text: &str| match language {
        _ if alone => true,
        Language::Terraform => terraform,
        Language::Dsc => language.speaks_of_policy(text),
    };
    found.retain(|(language, _, text)| counts(*language, text));
    Ok(found.into_iter().map(|(_, path, text)| (path, text)).collect())
}

/// The proposed settings of `--policy`.
///
/// # Errors
/// The path does not exist, cannot be read, or holds no settings.
pub fn proposal(path: &Path) -> Result<Proposal, Failure> {
    let path = &as_typed(path);
    // A folder of code may hold JSON too; that both are settings is said where they are read.
    let mut texts = settings(path)?;
    texts.retain(|(path, _)| Language::of_path(path).is_none());
    texts.extend(code(path)?);
    if texts.is_empty() {
        return Err(no_settings(shown(path)));
    }
    Ok(read_proposal(texts.iter().map(|(path, text)| (path.as_str(), text.as_str())))?)
}

/// How inputs are read.
///
/// # Errors
/// An option that cannot be carried out.
pub fn request(args: &InputArgs, keep: Keep, hash: bool) -> Result<Request, Failure> {
    let threads = args.threads.map(usize::from).or_else(|| std::thread::available_parallelism().ok().map(std::num::NonZero::get)).unwrap_or(1);
    let date_order = args.date_order.map(|order| if order == Order::Mdy { DateOrder::MonthFirst } else { DateOrder::DayFirst });
    let zone = args.zone.as_deref().map(zone).transpose()?;
    let (max_record, max_unpacked) = (args.max_record, args.max_unpacked);
    let mut looking = Looking { max_record, max_unpacked, headers: Headers::built_in(), date_order, zone, sources: None };
    if let Some(path) = &args.headers {
        looking.headers.extend(&read_text(path)?, &path.display().to_string())?;
    }
    Ok(Request { inputs: args.inputs.clone(), threads, looking, hash, keep, unasked: Vec::new() })
}

/// Own tenants of `--tenant`, as the logs write them.
///
/// # Errors
/// One of them is no GUID.
pub fn tenants(args: &InputArgs) -> Result<Vec<String>, Failure> {
    for tenant in &args.tenant {
        if crate::model::parse_guid(tenant).is_none_or(|guid| guid == 0) {
            let tenant = quoted(tenant);
            return Err(Failure::new(Code::BadTenant, move |lang: Lang| said::bad_tenant(lang, &tenant), said::bad_tenant_next));
        }
    }
    Ok(args.tenant.iter().map(|tenant| tenant.trim_matches(['{', '}']).to_lowercase()).collect())
}

/// A time, or one that is told from the last event of the input.
///
/// # Errors
/// It is neither.
pub fn bound(option: &'static str, text: &str, zone: Zone) -> Result<Bound, Failure> {
    Bound::parse(text, zone).ok_or_else(|| {
        let shown = quoted(text);
        if time::parse(text, None).is_ok() {
            return Failure::new(Code::NoZone, move |lang: Lang| said::no_zone(lang, option, &shown), said::no_zone_next);
        }
        Failure::new(Code::BadTime, move |lang: Lang| said::bad_time(lang, option, &shown), said::bad_time_next)
    })
}

/// `--from` and `--to`.
///
/// # Errors
/// One of them is no time, or nothing can lie between them.
pub fn window(args: &FilterArgs, zone: Zone) -> Result<(Option<Bound>, Option<Bound>), Failure> {
    let of = |option, text: &Option<String>| text.as_ref().map(|text| bound(option, text, zone)).transpose();
    let window = (of("--from", &args.from)?, of("--to", &args.to)?);
    let fixed = |bound: Option<Bound>| bound.and_then(Bound::fixed);
    check_window((fixed(window.0), fixed(window.1)))?;
    Ok(window)
}

/// A day as options name it (`2026-10-31`): days since 1970-01-01 UTC.
///
/// # Errors
/// It is none.
pub fn day(text: &str) -> Result<i64, Failure> {
    let midnight = (text.len() == 10).then(|| time::parse(&format!("{text}T00:00:00Z"), None).ok()).flatten();
    midnight.map(|midnight| midnight.div_euclid(86_400)).ok_or_else(|| {
        let text = quoted(text);
        Failure::new(Code::BadTime, move |lang: Lang| said::bad_day(lang, &text), said::bad_day_next)
    })
}

/// Refuses a window in which nothing can lie.
///
/// # Errors
/// It ends where it begins, or before.
pub fn check_window(window: Window) -> Result<(), Failure> {
    match window {
        (Some(from), Some(to)) if from >= to => Err(Failure::new(Code::EmptyWindow, said::empty_window, said::empty_window_next)),
        _ => Ok(()),
    }
}

/// The filters; bounds that are told from the last event of the input are still open.
#[must_use]
pub fn filters(args: &FilterArgs, (from, to): (Option<Bound>, Option<Bound>)) -> Filters {
    let until_read = |bound: Bound| bound.fixed().unwrap_or(Filters::SOME_TIME);
    Filters {
        from: from.map(until_read),
        to: to.map(until_read),
        directions: args.direction.clone(),
        partners: without_braces(&args.partner),
        apps: without_braces(&args.app),
        clients: without_braces(&args.client),
        resources: without_braces(&args.resource),
        users: without_braces(&args.user),
        access_types: args.access_type.iter().map(|text| canonical_access_type(text).into_owned()).collect(),
        outcomes: args.outcome.clone(),
        codes: args.code.clone(),
        logs: args.log.iter().map(|log| if log == "interactive" { Log::Interactive } else { Log::NonInteractive }).collect(),
    }
}

/// Ids may be pasted with the braces that some tools put around them.
fn without_braces(values: &[String]) -> Vec<String> {
    let plain = |value: &String| if crate::model::parse_guid(value).is_some() { value.trim_matches(['{', '}']).to_owned() } else { value.clone() };
    values.iter().map(plain).collect()
}

/// A path that may have been copied from a command that this program showed.
fn as_typed(path: &Path) -> PathBuf {
    path.to_str().map_or_else(|| path.to_owned(), |text| PathBuf::from(typed(text).as_ref()))
}

/// The text of a file that an option names.
///
/// # Errors
/// It cannot be read.
pub fn read_text(path: &Path) -> Result<String, Failure> {
    let path = &as_typed(path);
    source::read_text(path).map_err(|error| {
        let (path, error) = (shown(path), Text::of_io(&error));
        Failure::new(Code::InputMissing, move |lang: Lang| said::cannot_read(lang, &path, &error.say(lang)), said::cannot_read_path)
    })
}

/// The inputs, and the options that go with every command over them, ready to be typed.
#[must_use]
pub fn typed_inputs(input: &InputArgs, output: &OutputArgs) -> String {
    // The order on the command line does not change a result, so it does not change the page either.
    let mut inputs: Vec<String> = input.inputs.iter().map(|input| shell_quoted(input)).collect();
    inputs.sort();
    inputs.extend(input.tenant.iter().map(|tenant| format!("--tenant {}", shell_quoted(tenant))));
    inputs.extend(input.current.iter().map(|current| format!("--current {}", shell_quoted(&current.display().to_string()))));
    inputs.extend(input.names.iter().map(|names| format!("--names {}", shell_quoted(&names.display().to_string()))));
    inputs.extend(input.zone.iter().map(|zone| format!("--zone {}", shell_quoted(zone))));
    inputs.extend(input.date_order.iter().map(|order| format!("--date-order {}", if *order == Order::Mdy { "mdy" } else { "dmy" })));
    if output.tz != "UTC" {
        inputs.push(format!("--tz {}", shell_quoted(&output.tz)));
    }
    inputs.join(" ")
}

/// Gives tokens by the key of `--pseudonymise`, which is made first where that is asked for.
///
/// # Errors
/// The key is missing or empty, or a new one cannot be written.
pub fn pseudonyms(args: &HandOverArgs) -> Result<Option<Pseudonyms>, Failure> {
    let Some(path) = &args.pseudonymise else { return Ok(None) };
    if args.make_key {
        make_key(path)?;
    }
    Ok(Some(Pseudonyms::new(Key::read(path)?, args.keep_app_names)))
}

/// The inputs and what goes with them, ready to be typed by somebody who has other files: the names of files are left out.
#[must_use]
pub fn typed_without_names(input: &InputArgs, output: &OutputArgs, hand_over: &HandOverArgs) -> String {
    let bare = InputArgs { inputs: vec!["LOGS".to_owned()], current: None, names: None, ..input.clone() };
    let keep = if hand_over.keep_app_names { " --keep-app-names" } else { "" };
    format!("{} --pseudonymise KEYFILE{keep}", typed_inputs(&bare, output))
}

/// The filters, ready to be typed.
#[must_use]
pub fn typed_filters(filter: &FilterArgs) -> Vec<String> {
    let one = |name: &str, value: &Option<String>| value.iter().map(|value| format!("{name} {}", shell_quoted(value))).collect::<Vec<_>>();
    let many = |name: &str, values: &[String]| values.iter().map(|value| format!("{name} {}", shell_quoted(value))).collect::<Vec<_>>();
    [
        one("--from", &filter.from),
        one("--to", &filter.to),
        many("--direction", &filter.direction),
        many("--partner", &filter.partner),
        many("--app", &filter.app),
        many("--client", &filter.client),
        many("--resource", &filter.resource),
        many("--user", &filter.user),
        many("--access-type", &filter.access_type),
        many("--outcome", &filter.outcome),
        filter.code.iter().map(|code| format!("--code {code}")).collect(),
        many("--log", &filter.log),
    ]
    .concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_console_of_windows_is_sent_no_colours_that_it_would_show_as_letters() {
        let shown = |windows, set: &[(&str, &str)]| {
            shows_colours(windows, |name| set.iter().find(|(known, _)| *known == name).map(|(_, value)| value.into()))
        };
        assert!(shown(false, &[]) && !shown(true, &[]));
        assert!(shown(true, &[("WT_SESSION", "1")]) && shown(true, &[("TERM", "xterm-256color")]));
        assert!(!shown(true, &[("ConEmuANSI", "OFF")]) && !shown(true, &[("TERM", "dumb")]));
        assert!(!shown(false, &[("NO_COLOR", "1")]) && !shown(true, &[("WT_SESSION", "1"), ("NO_COLOR", "1")]));
    }
}
