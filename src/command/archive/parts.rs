//! Archives that are made elsewhere: many machines make a part each, an engine puts the sign-ins of all of them together, and what it wrote
//! is adopted. Which copy of an event counts is decided here: `archive sources` numbers the sources of all parts in the order in which they
//! count, and the engine keeps the lowest number of each id.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::add::cannot_read;
use super::distill::refuse_counted;
use super::merge::{Adding, day_of};
use super::snapshots::copy_snapshots;
use super::{holding, open};
use crate::archive::{Archive, Parquet, Row, Source, Store, damaged, is_archive, read_audits, read_sign_ins, sound};
use crate::cli::flags::OutputArgs;
use crate::cli::meaning;
use crate::command::session::{End, emit, to_stdout};
use crate::failure::{Code, Failure};
use crate::files::write_file;
use crate::ingest::archived::precedence;
use crate::model::{AuditEvent, Interner, Log, SignIn};
use crate::report::{Evidence, Report};
use crate::safe::quoted;
use crate::words::counted::Doing;
use crate::words::{Lang, damages, elsewhere as said};

/// `archive sources`.
#[derive(clap::Args, Clone, Debug)]
pub struct SourcesArgs {
    /// `PARTS`.
    #[arg(value_name = "PARTS")]
    pub parts: PathBuf,
    /// Where the result goes.
    #[command(flatten)]
    pub output: OutputArgs,
}

/// `archive adopt`.
#[derive(clap::Args, Clone, Debug)]
pub struct AdoptArgs {
    /// `DIR`.
    #[arg(value_name = "DIR")]
    pub dir: PathBuf,
    /// `PARTS`.
    #[arg(value_name = "PARTS")]
    pub parts: PathBuf,
    /// Where the result goes.
    #[command(flatten)]
    pub output: OutputArgs,
}

/// A source of a part, by the name of the part's folder and its number in it.
struct OfPart<'p> {
    part: &'p str,
    archive: &'p Archive,
    source: &'p Source,
}

/// The archives in a folder, by their paths in it.
fn parts_in(dir: &Path) -> Result<BTreeMap<String, Archive>, Failure> {
    let mut parts = BTreeMap::new();
    let mut walk = WalkDir::new(dir).sort_by_file_name().into_iter();
    while let Some(entry) = walk.next() {
        let entry = entry.map_err(|error| cannot_read(&dir.display().to_string(), &error.into(), crate::words::errors::cannot_read_permissions))?;
        if entry.depth() > 0 && entry.file_type().is_dir() && entry.file_name().to_string_lossy().starts_with('.') {
            // A part in the making, which a task that was stopped has left.
            walk.skip_current_dir();
        } else if entry.file_type().is_dir() && is_archive(entry.path()) {
            let archive = open(entry.path())?;
            refuse_counted(&archive, Doing::Added)?;
            let name = entry.path().strip_prefix(dir).unwrap_or(entry.path()).to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
            parts.insert(name, archive);
            walk.skip_current_dir();
        }
    }
    if parts.is_empty() {
        let path = quoted(&dir.display().to_string());
        return Err(Failure::new(Code::NoArchive, move |lang: Lang| said::none(lang, &path), said::none_next));
    }
    Ok(parts)
}

/// The sources of all parts, in the order in which they count: their places are their numbers.
fn in_order(parts: &BTreeMap<String, Archive>) -> Vec<OfPart<'_>> {
    let mut all: Vec<OfPart<'_>> = Vec::new();
    for (part, archive) in parts {
        all.extend(archive.manifest().sources.iter().map(|source| OfPart { part, archive, source }));
    }
    all.sort_by_key(|one| {
        let (rank, name, number) = precedence(one.source);
        (rank, name, one.part, number)
    });
    all
}

pub(super) fn sources(args: &SourcesArgs) -> Result<End, Failure> {
    if args.output.format.iter().any(|format| format != "ndjson") {
        return Err(Failure::new(Code::BadFormat, said::format, said::format_next));
    }
    let parts = parts_in(&args.parts)?;
    let all = in_order(&parts);
    let fill = |out: &mut dyn Write| {
        all.iter()
            .enumerate()
            .try_for_each(|(number, one)| writeln!(out, "{}", serde_json::json!({"part": one.part, "source": one.source.number, "number": number})))
    };
    match &args.output.output {
        Some(path) => write_file(path, args.output.force, fill)?,
        None => to_stdout(fill)?,
    }
    Ok(End::Done)
}

pub(super) fn adopt(args: &AdoptArgs) -> Result<End, Failure> {
    let verbosity = meaning::verbosity(&args.output);
    let lang = verbosity.lang;
    let destination = meaning::destination(&args.output)?;
    let parts = parts_in(&args.parts)?;
    let all = in_order(&parts);
    let written = engine_files(&args.dir)?;
    if is_archive(&args.dir) && args.dir.join(crate::archive::MANIFEST).is_file() {
        let path = quoted(&args.dir.display().to_string());
        return Err(Failure::new(Code::NoArchive, move |lang: Lang| said::there(lang, &path), said::there_next));
    }
    let mut store = Store::open(&args.dir)?;
    store.manifest.sources = (0..).zip(&all).map(|(number, one)| Source { number, ..one.source.clone() }).collect();
    let mut adding = Adding::new(store, false);
    let (mut expected, mut found) = (BTreeMap::new(), BTreeMap::new());
    for ((log, day), files) in &written {
        let (mut rows, mut texts) = (Vec::new(), Interner::new());
        for path in files {
            rows.extend(rows_of(path, (*log, *day), all.len(), &mut texts)?);
        }
        for row in &rows {
            *found.entry((row.source, *log)).or_insert(0) += 1;
        }
        adding.adopt_day((*log, *day), &mut rows, &texts)?;
    }
    // What a source of a part has, the engine may have left out as a copy, but it cannot have made any up.
    for (number, one) in (0_u32..).zip(&all) {
        for file in &one.archive.manifest().files {
            if let Some((log, rows)) = file.log().zip(file.sources.get(&one.source.number)) {
                *expected.entry((number, log)).or_insert(0) += rows;
            }
        }
    }
    let sign_ins = |counts: &BTreeMap<(u32, Log), u64>| counts.iter().filter(|((_, log), _)| *log != Log::Audit).map(|(_, count)| count).sum::<u64>();
    let more = found.iter().any(|(key, count)| expected.get(key).is_none_or(|had| count > had));
    if more || (sign_ins(&found) == 0 && sign_ins(&expected) > 0) {
        return Err(unfit(&args.dir, said::other_rows));
    }
    let mut texts = Interner::new();
    adding.adopt_audits(audits_of(&parts, &all, &mut texts)?, &mut texts)?;
    let mut store = adding.store;
    for archive in parts.values() {
        copy_snapshots(&mut store, archive, "")?;
    }
    let manifest = store.manifest.clone();
    store.publish()?;
    // What the engine wrote is in the archive now.
    for path in written.values().flatten() {
        let _ = fs::remove_file(path);
    }
    let answer = vec![said::adopted(lang, manifest.files.iter().map(|file| file.rows).sum::<u64>(), parts.len())];
    emit(&Report { answer, ..holding(&manifest, said::question(lang), lang) }, &Evidence::none(), &destination, args.output.force, &verbosity)?;
    Ok(End::Done)
}

/// The Parquet files that an engine wrote, by log and day as their folders say.
fn engine_files(dir: &Path) -> Result<BTreeMap<(Log, i64), BTreeSet<PathBuf>>, Failure> {
    let mut files: BTreeMap<(Log, i64), BTreeSet<PathBuf>> = BTreeMap::new();
    for entry in WalkDir::new(dir.join("signins")).sort_by_file_name() {
        let entry = entry.map_err(|error| cannot_read(&dir.display().to_string(), &error.into(), crate::words::errors::cannot_read_permissions))?;
        let path = entry.path();
        // Engines put marks and checksums beside, whose names begin with a dot or an underscore.
        let hidden = entry.file_name().to_string_lossy().starts_with(['.', '_']);
        if entry.file_type().is_file() && !hidden && path.extension().is_some_and(|extension| extension == "parquet") {
            let day = day_of(path.strip_prefix(dir).unwrap_or(path)).ok_or_else(|| unfit(path, said::other_place))?;
            files.entry(day).or_default().insert(path.to_owned());
        }
    }
    Ok(files)
}

/// The sign-ins of a file that an engine wrote.
fn rows_of(path: &Path, (log, day): (Log, i64), sources: usize, texts: &mut Interner) -> Result<Vec<Row<SignIn>>, Failure> {
    let bytes = fs::read(path).map_err(|error| cannot_read(&path.display().to_string(), &error, crate::words::errors::cannot_read_permissions))?;
    let parquet = Parquet::new(bytes).map_err(|_| unfit(path, said::other_columns))?;
    let mut rows = Vec::new();
    for group in 0..parquet.row_groups().len() {
        rows.extend(read_sign_ins(&parquet, group, log, texts).map_err(|_| unfit(path, said::other_columns))?);
    }
    let fits = |row: &Row<SignIn>| (row.source as usize) < sources && row.event.time.div_euclid(86_400) == day;
    if rows.iter().all(fits) { Ok(rows) } else { Err(unfit(path, said::other_rows)) }
}

/// The audit events of all parts, with the numbers of their sources.
fn audits_of(parts: &BTreeMap<String, Archive>, all: &[OfPart<'_>], texts: &mut Interner) -> Result<Vec<Row<AuditEvent>>, Failure> {
    let number = |part: &str, source: u32| all.iter().position(|one| one.part == part && one.source.number == source);
    let mut audits = Vec::new();
    for (part, archive) in parts {
        for file in archive.manifest().files.iter().filter(|file| file.log() == Some(Log::Audit)) {
            let lost = || {
                let path = file.path.clone();
                damaged(&archive.dir().display().to_string(), move |lang: Lang| damages::of_file(lang, &path, damages::changed_or_gone(lang)))
            };
            let numbers: BTreeMap<u32, u32> =
                file.sources.keys().filter_map(|&source| Some((source, u32::try_from(number(part, source)?).ok()?))).collect();
            let parquet = sound(archive.dir(), file).ok_or_else(lost)?;
            for group in 0..parquet.row_groups().len() {
                for row in read_audits(&parquet, group, texts).map_err(|_| lost())? {
                    audits.push(Row { source: numbers.get(&row.source).copied().ok_or_else(lost)?, ..row });
                }
            }
        }
    }
    Ok(audits)
}

/// Parquet that is no part of an archive.
fn unfit(path: &Path, what: fn(Lang) -> &'static str) -> Failure {
    let shown = quoted(&path.display().to_string());
    Failure::new(Code::NotAdopted, move |lang: Lang| said::unfit(lang, &shown, what(lang)), said::unfit_next)
}
