//! The folder of an archive: who may write, where new files wait, and how they become the archive in one step.
//!
//! New files are written to a staging folder, flushed, moved to their places, and then the manifest that names them replaces the old one.
//! Files carry their hash in their name, so a new one never replaces one that the old manifest names. Whatever happens in between, the
//! manifest on disk describes files that are there; what it does not name is cleared by the next writer.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant};

use sha2::{Digest as _, Sha256};
use walkdir::WalkDir;

use super::manifest::{MANIFEST, Manifest, of_manifest};
use crate::failure::{Code, Failure};
use crate::files::{Made, Noted, Temporary, create_folders, sync_folder};
use crate::safe::{quoted, shell_quoted};
use crate::words::{Lang, Text, errors as said};

/// Held by the one process that writes.
const LOCK: &str = ".lock";
/// Names that process while it does: what is locked cannot be read by others on every system.
const HOLDER: &str = ".lock-holder";
/// How long a holder of the lock may be without a name.
const UNNAMED: Duration = Duration::from_secs(2);
/// How the names of staging folders begin.
const STAGING: &str = ".staging-";
/// The folders of an archive.
const FOLDERS: [&str; 5] = ["signins", "audit", "users", "policies", "relationships"];

/// An archive that this process, and no other, may change.
pub struct Store {
    dir: PathBuf,
    /// What the archive holds, as it will be when published.
    pub manifest: Manifest,
    /// The manifest on disk.
    before: Manifest,
    staging: Temporary,
    /// Staged files by their path in the archive.
    staged: BTreeMap<String, PathBuf>,
    lock: Option<File>,
    /// The folder was made by this process and holds no archive yet.
    new: Option<Noted>,
    /// The folders that were made for it go after everything else.
    _made: Made,
}

impl Drop for Store {
    fn drop(&mut self) {
        if self.new.is_some() {
            // Goes with the rest, before what is open in it is in the way.
            let _ = fs::remove_dir_all(self.staging.path());
        }
        release(&self.dir, self.lock.take(), self.new.is_some());
    }
}

/// Lets go of the lock. Where nothing came of a `new` archive, nothing is left behind.
fn release(dir: &Path, lock: Option<File>, new: bool) {
    // A lock that is let go names nobody. It is the lock that counts, not the name: if this fails, no harm is done.
    let _ = fs::remove_file(dir.join(HOLDER));
    if new {
        let _ = fs::remove_dir_all(dir);
    }
    drop(lock);
    if new {
        // Where a file that is open goes only when it is closed, its folder goes now, unless another writer has begun there.
        let _ = fs::remove_dir(dir);
    }
}

/// The SHA-256 of some bytes, in hexadecimal.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hex(hash: &[u8]) -> String {
    hash.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat()
}

/// The SHA-256 of a file, in hexadecimal.
///
/// # Errors
/// The file cannot be read.
pub fn sha256_of(path: &Path) -> io::Result<String> {
    let mut file = File::open(path)?;
    let mut hash = Sha256::new();
    let mut buffer = vec![0; 1 << 20];
    loop {
        let n = file.read(&mut buffer)?;
        if n == 0 {
            return Ok(hex(&hash.finalize()));
        }
        hash.update(&buffer[..n]);
    }
}

/// A path in quotes.
fn shown(path: &Path) -> String {
    quoted(&path.display().to_string())
}

/// The archive cannot be written to, and what to do.
pub fn cannot_write(dir: &Path, error: &dyn std::fmt::Display) -> Failure {
    let (path, error) = (shown(dir), error.to_string());
    Failure::new(Code::CannotWrite, move |lang: Lang| said::cannot_write_archive(lang, &path, &error), said::cannot_write_archive_next)
}

impl Store {
    /// Opens an archive for writing, or starts one in a folder that is new or empty.
    ///
    /// # Errors
    /// Another process writes to it; the folder holds something else; it cannot be written to.
    pub fn open(dir: &Path) -> Result<Self, Failure> {
        if dir.is_dir() && !dir.join(MANIFEST).is_file() && !is_ours_or_empty(dir) {
            let path = shown(dir);
            return Err(Failure::new(Code::NoArchive, move |lang: Lang| said::no_archive_in(lang, &path), said::no_archive_in_next));
        }
        let failed = |error: io::Error| cannot_write(dir, &error);
        let made = Made::folders(dir).map_err(failed)?;
        let new = made.holds(dir).then(|| Noted::new(dir));
        let lock = lock(dir)?;
        match Self::begin(dir) {
            Ok((before, staging)) => Ok(Self {
                dir: dir.to_owned(),
                manifest: before.clone(),
                before,
                staging,
                staged: BTreeMap::new(),
                lock: Some(lock),
                new,
                _made: made,
            }),
            Err(failure) => {
                release(dir, Some(lock), new.is_some());
                Err(failure)
            }
        }
    }

    /// What the archive holds, and a folder for what is to come.
    fn begin(dir: &Path) -> Result<(Manifest, Temporary), Failure> {
        let failed = |error: io::Error| cannot_write(dir, &error);
        let before = match fs::read(dir.join(MANIFEST)) {
            Ok(bytes) => Manifest::parse(&bytes).map_err(|error| unusable(dir, &error))?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                // A first run that was interrupted has left its staging folder. Without one, these are the files of an archive whose manifest
                // is lost, and clearing them would lose all that can still be saved.
                let orphans = leftovers(dir, &Manifest::default()).map_err(failed)?;
                if !orphans.is_empty() && !has_staging(dir) {
                    return Err(unusable(dir, &error));
                }
                Manifest::default()
            }
            Err(error) => return Err(failed(error)),
        };
        clear_leftovers(dir, &before).map_err(failed)?;
        Ok((before, Temporary::folder(dir, STAGING).map_err(failed)?))
    }

    /// The folder of the archive.
    #[must_use]
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// The folder in which new files wait.
    #[must_use]
    pub fn staging(&self) -> &Path {
        self.staging.path()
    }

    /// Notes that the bytes of a file are not those that were written: if it is staged again, it is written again.
    pub fn damaged(&mut self, path: &str) {
        self.before.files.retain(|file| file.path != path);
    }

    /// Stages a file in a folder of the archive, and tells its path, which holds its hash, and the hash.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn stage(&mut self, folder: &str, ending: &str, bytes: &[u8]) -> Result<(String, String), Failure> {
        let hash = sha256(bytes);
        let path = format!("{folder}/{}.{ending}", hash.get(..16).unwrap_or(&hash));
        let known = self.before.files.iter().any(|file| file.path == path) || self.before.snapshots.iter().any(|file| file.path == path);
        if !known && !self.staged.contains_key(&path) {
            let staged = self.staging.path().join(path.replace('/', "+"));
            let write = || -> io::Result<()> {
                let mut options = OpenOptions::new();
                options.write(true).create_new(true);
                #[cfg(unix)]
                std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
                options.open(&staged)?.write_all(bytes)
            };
            write().map_err(|error| cannot_write(&self.dir, &error))?;
            self.staged.insert(path.clone(), staged);
        }
        Ok((path, hash))
    }

    /// Makes the staged files and the new manifest the archive. Where nothing changed, nothing is written.
    ///
    /// # Errors
    /// Something cannot be written: the archive is as it was.
    pub fn publish(mut self) -> Result<(), Failure> {
        self.manifest.files.sort_by(|a, b| a.path.cmp(&b.path));
        self.manifest.snapshots.sort_by(|a, b| a.path.cmp(&b.path));
        self.manifest.sources.sort_by_key(|source| source.number);
        self.manifest.name_schema();
        if self.manifest == self.before && self.dir.join(MANIFEST).is_file() {
            return Ok(());
        }
        let mut publish = || -> io::Result<()> {
            let named: BTreeSet<&str> = self.manifest.paths().collect();
            sync_all(&self.staged.iter().filter(|(path, _)| named.contains(path.as_str())).map(|(_, staged)| staged.as_path()).collect::<Vec<_>>())?;
            let mut folders = BTreeSet::new();
            for (path, staged) in self.staged.iter().filter(|(path, _)| named.contains(path.as_str())) {
                let place = self.dir.join(path);
                if let Some(folder) = place.parent() {
                    create_folders(folder)?;
                    folders.extend(folder.ancestors().take_while(|folder| *folder != self.dir).map(Path::to_owned));
                }
                fs::rename(staged, place)?;
            }
            for folder in &folders {
                sync_folder(folder);
            }
            let staged = self.staging.path().join(MANIFEST);
            let mut options = OpenOptions::new();
            options.write(true).create_new(true);
            #[cfg(unix)]
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
            let mut file = options.open(&staged)?;
            file.write_all(self.manifest.text().as_bytes())?;
            file.sync_all()?;
            // Not every file system renames a file that is open, or puts it in the place of one that is.
            drop(file);
            let in_use = is_read(&self.dir);
            fs::rename(&staged, self.dir.join(MANIFEST))?;
            self.new = None;
            sync_folder(&self.dir);
            if !in_use {
                // What cannot be removed now is removed by the next writer.
                let _ = clear_leftovers(&self.dir, &self.manifest);
            }
            Ok(())
        };
        publish().map_err(|error| {
            let _ = clear_leftovers(&self.dir, &self.before);
            cannot_write(&self.dir, &error)
        })
    }
}

/// Waits until files are on the disk. Several at once: a disk takes nearly as long for one as for many.
fn sync_all(files: &[&Path]) -> io::Result<()> {
    const AT_ONCE: usize = 16;
    std::thread::scope(|scope| {
        let sync = |files: &[&Path]| files.iter().try_for_each(|file| OpenOptions::new().write(true).open(file)?.sync_all());
        let waiting: Vec<_> = files.chunks(files.len().div_ceil(AT_ONCE).max(1)).map(|files| scope.spawn(move || sync(files))).collect();
        waiting.into_iter().try_for_each(|waiting| waiting.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    })
}

/// Whether somebody reads the archive as it is: whoever does holds a lock on the manifest, and as long as somebody does, its files stay. Who
/// comes between this look and the new manifest finds files gone, and the manifest another: then reading begins anew.
fn is_read(dir: &Path) -> bool {
    File::open(dir.join(MANIFEST)).is_ok_and(|manifest| matches!(manifest.try_lock(), Err(TryLockError::WouldBlock)))
}

/// Why an archive whose manifest cannot be read, is gone or of another version, cannot be used.
#[must_use]
pub fn unusable(dir: &Path, error: &io::Error) -> Failure {
    if matches!(error.kind(), io::ErrorKind::InvalidData | io::ErrorKind::NotFound) {
        return damaged(&dir.display().to_string(), of_manifest(error));
    }
    let (path, error) = (shown(dir), Text::of_io(error));
    Failure::new(Code::ArchiveUnreadable, move |lang: Lang| said::cannot_read_archive(lang, &path, &error.say(lang)), said::cannot_read_permissions)
}

/// A damaged archive: nothing that it holds can be taken for the whole.
#[must_use]
pub fn damaged(shown: &str, what: impl Into<Text>) -> Failure {
    let (path, typed, what) = (quoted(shown), shell_quoted(shown), what.into());
    Failure::new(
        Code::ArchiveDamaged,
        move |lang: Lang| said::archive_damaged(lang, &path, &what.say(lang)),
        move |lang: Lang| said::archive_damaged_next(lang, &typed),
    )
}

/// A manifest for reading; as long as this lives, the files it names stay.
pub struct Reading {
    /// What the archive holds.
    pub manifest: Manifest,
    _lock: File,
}

/// Opens the manifest of an archive for reading.
///
/// # Errors
/// There is none, or it cannot be read.
pub fn read(dir: &Path) -> io::Result<Reading> {
    let path = dir.join(MANIFEST);
    loop {
        let mut file = File::open(&path)?;
        // A writer that looks whether somebody reads holds it for a moment: it is waited for, because what is locked cannot be read on every
        // system. Where the file system knows no locks, files may go while they are read, which is then said.
        let _ = file.lock_shared();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        // It may have been replaced between opening and locking.
        if fs::read(&path)? == bytes {
            return Ok(Reading { manifest: Manifest::parse(&bytes)?, _lock: file });
        }
    }
}

fn lock(dir: &Path) -> Result<File, Failure> {
    let path = dir.join(LOCK);
    let failed = |error: io::Error| cannot_write(dir, &error);
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(&path).map_err(failed)?;
    let started = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => break,
            Err(TryLockError::WouldBlock) => {}
            Err(TryLockError::Error(error)) => return Err(failed(error)),
        }
        let holder = fs::read_to_string(dir.join(HOLDER)).unwrap_or_default();
        let holder = holder.trim();
        // Between taking the lock and writing its number, and when it lets go, the holder has no name for a moment.
        if holder.is_empty() && started.elapsed() < UNNAMED {
            sleep(Duration::from_millis(5));
            continue;
        }
        let (holder, path) = (Some(holder.to_owned()).filter(|holder| !holder.is_empty()), shown(dir));
        let what = move |lang: Lang| said::archive_locked(lang, holder.as_deref(), &path);
        return Err(Failure::new(Code::ArchiveLocked, what, said::archive_locked_next));
    }
    // A holder without a name holds the lock as well.
    let _ = options.truncate(true).open(dir.join(HOLDER)).and_then(|mut holder| write!(holder, "{}", std::process::id()));
    Ok(file)
}

/// Whether a folder without a manifest is empty, or was left by a first run that was interrupted.
fn is_ours_or_empty(dir: &Path) -> bool {
    let ours = |name: &str| [LOCK, HOLDER].contains(&name) || name.starts_with(STAGING) || FOLDERS.contains(&name);
    fs::read_dir(dir).is_ok_and(|entries| entries.filter_map(Result::ok).all(|entry| ours(&entry.file_name().to_string_lossy())))
}

/// Whether a folder is an archive of this program: its manifest says so, or, where that is damaged or gone, the folders and the lock that
/// only an archive has. What such a folder holds is never taken for anything else.
#[must_use]
pub fn is_archive(folder: &Path) -> bool {
    #[derive(serde::Deserialize)]
    struct Head {
        schema: Option<serde_json::Value>,
    }
    let manifest = folder.join(MANIFEST);
    let head = manifest.is_file().then(|| fs::read(&manifest).ok()).flatten();
    match head.as_deref().map(serde_json::from_slice::<Head>) {
        Some(Ok(Head { schema: Some(schema) })) if schema.as_str().is_some_and(|name| name.starts_with("crosstenant.archive/")) => true,
        Some(Err(_)) if head.is_some_and(|bytes| memchr::memmem::find(&bytes, b"crosstenant.archive/").is_some()) => true,
        _ => folder.join(LOCK).is_file() && is_laid_out(folder),
    }
}

/// Whether a folder has a part that only an archive has.
fn is_laid_out(folder: &Path) -> bool {
    let part = |entry: io::Result<fs::DirEntry>| {
        let name = entry.ok()?.file_name();
        let name = name.to_string_lossy();
        Some(["log=", "event_date=", "snapshot_date="].iter().any(|start| name.starts_with(start)))
    };
    FOLDERS.iter().filter_map(|name| fs::read_dir(folder.join(name)).ok()).flatten().any(|entry| part(entry) == Some(true))
}

/// Files in the folders of the archive that carry a name of ours and that the manifest does not name.
///
/// # Errors
/// A folder cannot be listed.
pub fn leftovers(dir: &Path, manifest: &Manifest) -> io::Result<Vec<PathBuf>> {
    let named: BTreeSet<PathBuf> = manifest.paths().map(|path| dir.join(path)).collect();
    let mut found = Vec::new();
    for folder in FOLDERS.iter().map(|folder| dir.join(folder)).filter(|folder| folder.is_dir()) {
        for entry in WalkDir::new(folder).sort_by_file_name() {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy();
            let stem = name.split('.').next().unwrap_or_default();
            let ours = stem.len() == 16 && stem.bytes().all(|byte| byte.is_ascii_hexdigit());
            if entry.file_type().is_file() && ours && !named.contains(entry.path()) {
                found.push(entry.into_path());
            }
        }
    }
    Ok(found)
}

/// Whether an interrupted run left the folder in which its files waited.
fn has_staging(dir: &Path) -> bool {
    fs::read_dir(dir).is_ok_and(|entries| entries.filter_map(Result::ok).any(|entry| entry.file_name().to_string_lossy().starts_with(STAGING)))
}

/// Removes what interrupted runs left: staging folders, files that the manifest does not name, folders that have become empty.
///
/// # Errors
/// Something cannot be removed.
pub fn clear_leftovers(dir: &Path, manifest: &Manifest) -> io::Result<usize> {
    let mut cleared = 0;
    for path in leftovers(dir, manifest)? {
        fs::remove_file(&path)?;
        cleared += 1;
        for folder in path.ancestors().skip(1).take_while(|folder| *folder != dir) {
            // Not empty: that is as it should be.
            if fs::remove_dir(folder).is_err() {
                break;
            }
        }
    }
    // The last, because they tell that something was interrupted.
    for entry in fs::read_dir(dir)?.filter_map(Result::ok) {
        let staging = entry.file_name().to_string_lossy().starts_with(STAGING);
        if staging && entry.path().is_dir() && !Temporary::is_noted(&entry.path()) {
            fs::remove_dir_all(entry.path())?;
            cleared += 1;
        }
    }
    Ok(cleared)
}
