//! Writing files: whole or not at all, readable by their owner only, never over something by accident.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use tempfile::{Builder, NamedTempFile};

use crate::failure::{Code, Failure};
use crate::safe::quoted;
use crate::words::{Lang, errors as said};

/// Name of a file in every folder that this program wrote as a whole; such a folder may be replaced.
pub const MARK: &str = ".crosstenant-report";

/// What would be left behind by an interrupted run.
static TEMPORARIES: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

/// Folders that were made for something that is not there yet.
static MADE: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

/// Removes everything temporary, and the folders that were made for it. Only for a program that ends now.
pub fn remove_temporaries() {
    for path in TEMPORARIES.lock().unwrap_or_else(PoisonError::into_inner).iter() {
        // It may be gone already, and nobody could be told.
        let _ = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
    }
    // The inner ones first. One that holds something stays.
    for folder in MADE.lock().unwrap_or_else(PoisonError::into_inner).iter().rev() {
        let _ = fs::remove_dir(folder);
    }
}

/// A folder for what is not finished, removed when this goes or the program is interrupted.
pub struct Temporary {
    folder: tempfile::TempDir,
    _noted: Noted,
}

impl Temporary {
    /// Makes such a folder in another one, its name beginning with `prefix`.
    ///
    /// # Errors
    /// Nothing can be written there.
    pub fn folder(parent: &Path, prefix: &str) -> io::Result<Self> {
        let mut builder = Builder::new();
        builder.prefix(prefix);
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
        let folder = builder.tempdir_in(parent)?;
        let noted = Noted::new(folder.path());
        Ok(Self { folder, _noted: noted })
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Whether a folder is in use by this process.
    #[must_use]
    pub fn is_noted(path: &Path) -> bool {
        TEMPORARIES.lock().unwrap_or_else(PoisonError::into_inner).contains(path)
    }
}

/// Notes something temporary for as long as this lives.
pub struct Noted(PathBuf);

impl Noted {
    /// Notes a file or folder: an interrupted run removes it.
    #[must_use]
    pub fn new(path: &Path) -> Self {
        TEMPORARIES.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned());
        Self(path.to_owned())
    }
}

impl Drop for Noted {
    fn drop(&mut self) {
        TEMPORARIES.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.0);
    }
}

/// A path that cannot be written to for what it is.
fn about(code: Code, shown: &str, what: fn(Lang, &str) -> String, next: fn(Lang) -> &'static str) -> Failure {
    let shown = quoted(shown);
    Failure::new(code, move |lang: Lang| what(lang, &shown), next)
}

/// Writes a file beside its place, then moves it there.
///
/// # Errors
/// The file exists and `force` is not set; writing fails.
pub fn write_file(path: &Path, force: bool, fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
    let shown = path.display().to_string();
    // Through a link too: the one in the place of standard output is the system's.
    if path.metadata().is_ok_and(|kind| !kind.is_file() && !kind.is_dir()) {
        return Err(about(Code::IsADevice, &shown, said::is_a_device, said::is_a_device_next));
    }
    if path.symlink_metadata().is_ok() && !force {
        return Err(about(Code::Exists, &shown, said::exists, said::exists_next));
    }
    if path.is_dir() {
        return Err(about(Code::IsAFolder, &shown, said::is_a_folder, said::is_a_folder_next));
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let write = || -> io::Result<()> {
        create_folders(folder)?;
        // A temporary file is readable by its owner only, and stays so.
        let mut temporary = NamedTempFile::new_in(folder)?;
        let _noted = Noted::new(temporary.path());
        let mut out = BufWriter::new(temporary.as_file_mut());
        fill(&mut out)?;
        out.flush()?;
        drop(out);
        temporary.as_file().sync_all()?;
        temporary.persist(path).map_err(|error| error.error)?;
        sync_folder(folder);
        Ok(())
    };
    write().map_err(|error| Failure::write(&shown, &error))
}

/// A folder that is written beside its place and appears there as a whole.
pub struct Folder {
    target: PathBuf,
    building: Temporary,
    /// The target holds files of others: put ours beside them.
    merge: bool,
}

impl Folder {
    /// Starts a folder. A folder that this program wrote is replaced as a whole. With `force` the files are put into a folder of others,
    /// over files of the same names; what else is in it stays.
    ///
    /// # Errors
    /// The folder exists and is not ours; nothing can be written beside it.
    pub fn create(target: &Path, force: bool) -> Result<Self, Failure> {
        let shown = target.display().to_string();
        if target.file_name().is_none() {
            return Err(about(Code::NoFolderName, &shown, said::no_folder_name, said::no_folder_name_next));
        }
        let ours = target.join(MARK).is_file();
        let empty = target.is_dir() && fs::read_dir(target).is_ok_and(|mut entries| entries.next().is_none());
        let foreign = target.symlink_metadata().is_ok() && !ours && !empty;
        if foreign && !(force && target.is_dir()) {
            return Err(about(Code::Exists, &shown, said::not_ours, said::not_ours_next));
        }
        let parent = target.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let building = create_folders(parent).and_then(|()| Temporary::folder(parent, ".crosstenant-"));
        let building = building.map_err(|error| Failure::write(&shown, &error))?;
        Ok(Self { target: target.to_owned(), building, merge: foreign })
    }

    /// Writes a file into the folder; `name` may hold `/`.
    ///
    /// # Errors
    /// Writing fails.
    pub fn write(&self, name: &str, fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
        write_file(&self.building.path().join(name), false, fill)
    }

    /// Puts the folder in its place.
    ///
    /// # Errors
    /// The folder in its place cannot be moved away, or the new one cannot be moved there.
    pub fn finish(self) -> Result<(), Failure> {
        let shown = self.target.display().to_string();
        if self.merge {
            return self.move_files(self.building.path()).map_err(|error| Failure::write(&shown, &error));
        }
        self.write(MARK, |out| out.write_all(b"This folder is written as a whole by crosstenant report and replaced by its next run.\n"))?;
        let Temporary { folder, _noted } = self.building;
        let new = folder.keep();
        let swap = || -> io::Result<()> {
            if self.target.symlink_metadata().is_err() {
                return fs::rename(&new, &self.target);
            }
            // Two renames: the old folder goes away only when the new one stands.
            let old = new.with_extension("old");
            fs::rename(&self.target, &old)?;
            if let Err(error) = fs::rename(&new, &self.target) {
                fs::rename(&old, &self.target)?;
                return Err(error);
            }
            // The new one stands: what is left of the old one, where something holds it, is no failure.
            let _ = if old.is_dir() && !old.is_symlink() { fs::remove_dir_all(&old) } else { fs::remove_file(&old) };
            Ok(())
        };
        swap().map_err(|error| {
            // Nothing half done stays behind.
            let _ = fs::remove_dir_all(&new);
            Failure::write(&shown, &error)
        })
    }
}

impl Folder {
    /// Moves what was built below `from` to its place, file by file.
    fn move_files(&self, from: &Path) -> io::Result<()> {
        for entry in fs::read_dir(from)? {
            let path = entry?.path();
            if path.is_dir() {
                self.move_files(&path)?;
            } else if let Ok(name) = path.strip_prefix(self.building.path()) {
                let place = self.target.join(name);
                create_folders(place.parent().unwrap_or(&self.target))?;
                fs::rename(&path, place)?;
            }
        }
        Ok(())
    }
}

/// Creates folders that only their owner can look into.
///
/// # Errors
/// One of them cannot be created.
pub fn create_folders(folder: &Path) -> io::Result<()> {
    builder(true).create(folder)
}

fn builder(recursive: bool) -> fs::DirBuilder {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(recursive);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder
}

/// Folders that this run, and nobody else, has made for something. When this goes, those that are empty go with it: nothing came of what
/// they were made for.
pub struct Made(Vec<PathBuf>);

impl Made {
    /// Creates a folder, and those it is in, that only their owner can look into.
    ///
    /// # Errors
    /// One of them cannot be created.
    pub fn folders(folder: &Path) -> io::Result<Self> {
        let missing: Vec<&Path> = folder.ancestors().take_while(|folder| !folder.as_os_str().is_empty() && !folder.is_dir()).collect();
        let mut made = Self(Vec::new());
        for folder in missing.into_iter().rev() {
            match builder(false).create(folder) {
                Ok(()) => made.note(folder),
                // Somebody else has made it meanwhile.
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists && folder.is_dir() => {}
                Err(error) => return Err(error),
            }
        }
        Ok(made)
    }

    fn note(&mut self, folder: &Path) {
        MADE.lock().unwrap_or_else(PoisonError::into_inner).insert(folder.to_owned());
        self.0.push(folder.to_owned());
    }

    /// Whether a folder is one of them.
    #[must_use]
    pub fn holds(&self, folder: &Path) -> bool {
        self.0.iter().any(|made| made == folder)
    }
}

impl Drop for Made {
    fn drop(&mut self) {
        for folder in self.0.iter().rev() {
            // What holds something stays; so does what holds it.
            let _ = fs::remove_dir(folder);
            MADE.lock().unwrap_or_else(PoisonError::into_inner).remove(folder);
        }
    }
}

/// Makes the rename last; not every system can, and none needs it for the file to be whole.
pub fn sync_folder(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}
