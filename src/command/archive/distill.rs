//! `archive distill`: an archive of which what crosses the border is whole and what stays at home is counted. Days that have not changed
//! since the last time are kept.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::add::cannot_read;
use super::snapshots::copy_snapshots;
use super::{holding, open};
use crate::archive::{Archive, DataFile, Store, damaged, distill, folder, sound};
use crate::cli::flags::OutputArgs;
use crate::cli::meaning;
use crate::command::session::{End, emit};
use crate::failure::{Code, Failure};
use crate::model::Log;
use crate::report::{Evidence, Report};
use crate::safe::quoted;
use crate::words::{Lang, counted as said, damages, errors};

/// `archive distill`.
#[derive(clap::Args, Clone, Debug)]
pub struct DistillArgs {
    /// `ARCHIVE`.
    #[arg(value_name = "ARCHIVE")]
    pub archive: PathBuf,
    /// `OUT`.
    #[arg(value_name = "OUT")]
    pub out: PathBuf,
    /// Where the result goes.
    #[command(flatten)]
    pub output: OutputArgs,
}

pub(super) fn distil(args: &DistillArgs) -> Result<End, Failure> {
    let verbosity = meaning::verbosity(&args.output);
    let lang = verbosity.lang;
    let destination = meaning::destination(&args.output)?;
    let archive = open(&args.archive)?;
    refuse_counted(&archive, said::Doing::Distilled)?;
    if args.out.canonicalize().is_ok_and(|out| archive.dir().canonicalize().is_ok_and(|archive| archive == out)) {
        return Err(refusal(&args.out, said::Doing::Replaced));
    }
    let mut store = Store::open(&args.out)?;
    if store.manifest.files.iter().any(|file| file.of.is_none()) {
        return Err(refusal(&args.out, said::Doing::Replaced));
    }
    let before: BTreeMap<String, DataFile> =
        std::mem::take(&mut store.manifest.files).into_iter().filter_map(|file| Some((file.of.clone()?, file))).collect();
    let (mut made, mut files) = (0_usize, Vec::new());
    for file in &archive.manifest().files {
        let again = before.get(&file.sha256).filter(|known| known.log() == file.log() && known.day() == file.day());
        let again = again.filter(|known| sound(store.dir(), known).is_some());
        if let Some(known) = again {
            files.push(known.clone());
            continue;
        }
        made += 1;
        // What is there under this name is not what was written.
        if let Some(known) = before.get(&file.sha256) {
            store.damaged(&known.path);
        }
        files.push(day(&mut store, &archive, file)?);
    }
    let all = files.len();
    store.manifest.files = files;
    store.manifest.sources.clone_from(&archive.manifest().sources);
    store.manifest.pruned.clone_from(&archive.manifest().pruned);
    store.manifest.snapshots.clear();
    copy_snapshots(&mut store, &archive, "")?;
    let events = store.manifest.files.iter().map(DataFile::events).sum::<u64>();
    let whole = store.manifest.files.iter().map(whole_of).sum::<u64>();
    let manifest = store.manifest.clone();
    store.publish()?;
    let answer = vec![said::distilled(lang, events.saturating_sub(whole), events, made, all)];
    let report = Report { answer, ..holding(&manifest, said::question_distilled(lang), lang) };
    emit(&report, &Evidence::none(), &destination, args.output.force, &verbosity)?;
    Ok(End::Done)
}

/// Events of a file that are whole, as far as the manifest tells.
fn whole_of(file: &DataFile) -> u64 {
    file.sign_ins.map_or(file.rows, |_| file.whole.unwrap_or_default())
}

/// Refuses an archive whose rows stand for several sign-ins.
pub(super) fn refuse_counted(archive: &Archive, doing: said::Doing) -> Result<(), Failure> {
    if archive.manifest().is_counted() { Err(refusal(archive.dir(), doing)) } else { Ok(()) }
}

/// An archive stands where another kind is needed.
pub(super) fn refusal(dir: &Path, doing: said::Doing) -> Failure {
    let path = quoted(&dir.display().to_string());
    Failure::new(Code::ArchiveDistilled, move |lang: Lang| said::archive(lang, &path, doing), said::archive_next)
}

/// Distils a file of the archive, and stages what it becomes.
fn day(store: &mut Store, archive: &Archive, file: &DataFile) -> Result<DataFile, Failure> {
    let lost = || {
        let path = file.path.clone();
        damaged(&archive.dir().display().to_string(), move |lang: Lang| damages::of_file(lang, &path, damages::changed_or_gone(lang)))
    };
    let parquet = sound(archive.dir(), file).ok_or_else(lost)?;
    let (log, date) = file.log().zip(file.day()).ok_or_else(lost)?;
    let distilled = if log == Log::Audit { None } else { distill(&parquet, log).map_err(|_| lost())? };
    let of = Some(file.sha256.clone());
    let Some(distilled) = distilled else {
        let path = archive.dir().join(&file.path);
        let bytes = fs::read(&path).map_err(|error| cannot_read(&path.display().to_string(), &error, errors::cannot_read_permissions))?;
        let (path, sha256) = store.stage(&folder(log, date), "parquet", &bytes)?;
        return Ok(DataFile { path, sha256, of, ..file.clone() });
    };
    let (path, sha256) = store.stage(&folder(log, date), "parquet", &distilled.bytes)?;
    let bytes = distilled.bytes.len() as u64;
    Ok(DataFile {
        path,
        bytes,
        sha256,
        rows: distilled.rows,
        sign_ins: Some(file.rows),
        whole: Some(file.rows.saturating_sub(distilled.counted)),
        of,
        ..file.clone()
    })
}
