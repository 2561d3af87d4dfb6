//! From what was typed to a list of files.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use globset::GlobBuilder;
use walkdir::WalkDir;

use super::workbook::sheets;
use super::zip_member::{Member, Zip, look_into};
use crate::archive::is_archive;
use crate::failure::{Code, Failure};
use crate::files::MARK;
use crate::safe::quoted;
use crate::words::{Lang, Text, errors as said};

/// One file to look at.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Input {
    /// How it is shown and sorted: as given, with `/`.
    pub shown: String,
    /// Where it is; `None` for standard input.
    pub path: Option<PathBuf>,
    /// The part of the file at `path` that is meant, where it holds several.
    pub part: Option<InputPart>,
    /// Named on the command line, not found in a folder.
    pub named: bool,
    /// Why the input cannot be read, where that is known already.
    pub broken: Option<Text>,
}

/// A part of a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum InputPart {
    /// A file in a zip file.
    Member(Member),
    /// A sheet of a workbook.
    Sheet(String),
    /// All of a folder that is an archive of this program.
    Archive,
}

impl Input {
    /// A whole file, or standard input where there is no path.
    pub(crate) fn new(shown: String, path: Option<PathBuf>, named: bool) -> Self {
        Self { shown, path, part: None, named, broken: None }
    }

    fn archive(path: &Path, named: bool) -> Self {
        Self { part: Some(InputPart::Archive), ..Self::new(shown(path), Some(path.to_owned()), named) }
    }
}

/// Expands files, folders (recursively), globs (the program does it: PowerShell does not) and `-`. Each file once, sorted by path bytes.
/// `max_unpacked` = bytes that a workbook may unpack to.
///
/// # Errors
/// A path that does not exist, a glob that matches nothing, a folder that cannot be listed.
pub fn discover(inputs: &[String], max_unpacked: Option<u64>) -> Result<Vec<Input>, Failure> {
    let mut found = Vec::new();
    for input in inputs {
        if input == "-" {
            found.push(Input::new("-".to_owned(), None, true));
            continue;
        }
        let input = plain(if cfg!(windows) { without_quote(input) } else { input });
        let path = Path::new(input.as_ref());
        if is_archive(path) {
            found.push(Input::archive(path, true));
        } else if path.is_dir() {
            walk(path, usize::MAX, &mut found)?;
        } else if path.exists() {
            found.push(Input::new(shown(path), Some(path.to_owned()), true));
        } else if input.contains(['*', '?', '[']) {
            expand(&input, &mut found)?;
        } else {
            let path = quoted(&input);
            // No name of Windows holds a quote.
            let next = if input.contains('"') { said::no_input_quote } else { said::no_input_next };
            return Err(Failure::new(Code::InputMissing, move |lang: Lang| said::no_input(lang, &path), next));
        }
    }
    // Named files first, so that a file both named and found in a folder stays named.
    found.sort_by(|a, b| b.named.cmp(&a.named).then_with(|| a.shown.cmp(&b.shown)));
    let mut seen = BTreeSet::new();
    found.retain(|input| {
        let place = input.path.as_ref().map_or_else(|| PathBuf::from("-"), |path| path.canonicalize().unwrap_or_else(|_| path.clone()));
        seen.insert(place)
    });
    let mut found: Vec<Input> = found.into_iter().flat_map(|input| open_archive(input, max_unpacked)).collect();
    found.sort_by(|a, b| a.shown.cmp(&b.shown));
    Ok(found)
}

/// A zip file stands for the files in it, a workbook for its sheets.
fn open_archive(input: Input, max_unpacked: Option<u64>) -> Vec<Input> {
    let Some(path) = input.path.as_ref().filter(|path| path.is_file()) else { return vec![input] };
    let part = |name: &str, part: InputPart| Input { shown: format!("{}!{name}", input.shown), part: Some(part), ..input.clone() };
    let member = |member: Member| Input { broken: member.problem.clone(), ..part(&member.name.clone(), InputPart::Member(member)) };
    let parts = look_into(path).and_then(|zip| {
        Ok(match zip {
            Zip::None => None,
            Zip::Members(members) => Some(members.into_iter().map(member).collect()),
            Zip::Document => Some(sheets(path, max_unpacked)?.into_iter().map(|sheet| part(&sheet.clone(), InputPart::Sheet(sheet))).collect()),
        })
    });
    match parts {
        Ok(None) => vec![input],
        Ok(Some(parts)) => parts,
        Err(error) => vec![Input { broken: Some(Text::of_io(&error)), ..input }],
    }
}

pub(crate) fn shown(path: &Path) -> String {
    path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")
}

fn walk(folder: &Path, depth: usize, found: &mut Vec<Input>) -> Result<(), Failure> {
    // What this program wrote is no input.
    let ours = |entry: &walkdir::DirEntry| {
        entry.file_type().is_dir() && (entry.path().join(MARK).is_file() || entry.file_name().to_string_lossy().starts_with(".crosstenant-"))
    };
    let mut entries = WalkDir::new(folder).follow_links(true).max_depth(depth).into_iter().filter_entry(|entry| !ours(entry));
    while let Some(entry) = entries.next() {
        match entry {
            Ok(entry) if entry.file_type().is_dir() && is_archive(entry.path()) => {
                found.push(Input::archive(entry.path(), false));
                entries.skip_current_dir();
            }
            Ok(entry) if entry.file_type().is_file() => {
                found.push(Input::new(shown(entry.path()), Some(entry.into_path()), false));
            }
            Ok(_) => {}
            // A link that leads back into the tree is no input.
            Err(error) if error.loop_ancestor().is_some() => {}
            // One entry that cannot be read must not cost the others.
            Err(error) if error.depth() > 0 => {
                let path = error.path().unwrap_or(folder).to_owned();
                found.push(Input {
                    broken: Some(error.io_error().map_or_else(|| Text::verbatim(error.to_string()), Text::of_io)),
                    ..Input::new(shown(&path), Some(path), false)
                });
            }
            Err(error) => {
                let (folder, error) = (quoted(&error.path().map(shown).unwrap_or_default()), error.to_string());
                let what = move |lang: Lang| said::cannot_list(lang, &folder, &error);
                return Err(Failure::new(Code::FolderUnreadable, what, said::cannot_list_next));
            }
        }
    }
    Ok(())
}

fn expand(typed: &str, found: &mut Vec<Input>) -> Result<(), Failure> {
    let Pattern { root, wild } = Pattern::of(typed, |folder| Path::new(folder).is_dir());
    let glob = GlobBuilder::new(&wild).literal_separator(true).case_insensitive(cfg!(windows)).build();
    let glob = glob.map_err(|error| {
        let (pattern, error) = (quoted(typed), error.to_string());
        Failure::new(Code::BadPattern, move |lang: Lang| said::bad_pattern(lang, &pattern, &error), said::bad_pattern_next)
    })?;
    let matcher = glob.compile_matcher();
    let depth = if wild.contains("**") { usize::MAX } else { wild.matches('/').count() + 1 };
    let top = if root.is_empty() { Path::new(".") } else { Path::new(&root) };
    // As typed: below the folder before the first wildcard, whatever that is called.
    let meets = |path: &Path| {
        let name = shown(path.strip_prefix(top).unwrap_or(path));
        matcher.is_match(&name).then(|| format!("{root}{name}"))
    };
    let mut hits = Vec::new();
    if top.is_dir() {
        walk(top, depth, &mut hits)?;
    }
    let before = found.len();
    for mut hit in hits {
        if let Some(name) = hit.path.as_deref().and_then(meets) {
            hit.shown = name;
            hit.named = true;
            found.push(hit);
        }
    }
    // A folder that the pattern meets is read like one that is named: what is in it was found.
    let folders = WalkDir::new(top).follow_links(true).min_depth(1).max_depth(depth).into_iter().filter_map(Result::ok);
    for folder in folders.filter(|entry| entry.file_type().is_dir() && !is_archive(entry.path())) {
        if meets(folder.path()).is_some() {
            let start = found.len();
            walk(folder.path(), usize::MAX, found)?;
            for hit in found.iter_mut().skip(start) {
                let name = hit.path.as_deref().map(|path| shown(path.strip_prefix(top).unwrap_or(path)));
                hit.shown = name.map_or_else(|| hit.shown.clone(), |name| format!("{root}{name}"));
            }
        }
    }
    if found.len() == before {
        let pattern = quoted(typed);
        return Err(Failure::new(Code::InputMissing, move |lang: Lang| said::no_match(lang, &pattern), said::no_match_next));
    }
    Ok(())
}

/// A pattern, with `/` between names: the folder where looking begins, with a `/` at its end or empty, and what is met below it.
#[derive(Debug, PartialEq, Eq)]
struct Pattern {
    root: String,
    wild: String,
}

impl Pattern {
    /// Takes a pattern apart. Names with brackets that are there are no wildcards; a drive is never without its `/`, because that would be
    /// the present folder of the drive.
    fn of(typed: &str, is_folder: impl Fn(&str) -> bool) -> Self {
        let slashed = typed.replace('\\', "/");
        let mut root = String::new();
        let mut rest = slashed.as_str();
        while let Some((name, after)) = rest.split_once('/') {
            let folder = format!("{root}{name}/");
            if name.contains(['*', '?']) || name.contains('[') && !is_folder(&folder) {
                break;
            }
            root = folder;
            rest = after;
        }
        Self { wild: rest.to_owned(), root }
    }
}

/// A path without the quote that a backslash before it made a part of the name: `"C:\my logs\"` as cmd and Windows PowerShell hand it on.
fn without_quote(typed: &str) -> &str {
    typed.strip_suffix('"').unwrap_or(typed)
}

/// A path without the prefix by which Windows is told to take it as it is: with it, its `?` would be a wildcard.
fn plain(typed: &str) -> Cow<'_, str> {
    let slashed = typed.replace('\\', "/");
    match slashed.strip_prefix("//?/") {
        None => Cow::Borrowed(typed),
        Some(rest) => match rest.get(..4).filter(|start| start.eq_ignore_ascii_case("UNC/")) {
            Some(start) => Cow::Owned(format!("//{}", rest.strip_prefix(start).unwrap_or(rest))),
            None => Cow::Owned(rest.to_owned()),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_of_windows_are_taken_apart_where_they_should() {
        for (typed, root, wild) in [
            (r"C:\logs\2026\*.json", "C:/logs/2026/", "*.json"),
            (r"C:\*.json", "C:/", "*.json"),
            (r"\\server\share\logs\*.csv", "//server/share/logs/", "*.csv"),
            (r"logs [2026]\a?\*.json", "logs [2026]/", "a?/*.json"),
            ("logs/[ab]/x", "logs/", "[ab]/x"),
            (r"日本語 ログ\**\*.gz", "日本語 ログ/", "**/*.gz"),
            ("*.json", "", "*.json"),
            ("./*.json", "./", "*.json"),
            ("/*", "/", "*"),
        ] {
            let pattern = Pattern::of(typed, |folder| folder == "logs [2026]/");
            assert_eq!(pattern, Pattern { root: root.to_owned(), wild: wild.to_owned() }, "{typed}");
        }
        assert_eq!(plain(r"\\?\C:\logs\*.json"), "C:/logs/*.json");
        assert_eq!(plain(r"\\?\UNC\server\share\a.json"), "//server/share/a.json");
        assert_eq!(plain(r"C:\logs"), r"C:\logs");
        assert_eq!((without_quote("C:\\my logs\""), without_quote(r"C:\my logs\")), (r"C:\my logs", r"C:\my logs\"));
    }
}
