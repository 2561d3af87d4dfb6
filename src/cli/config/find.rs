//! Where `crosstenant.toml` is: the nearest upward from the working directory, then in the user's folder of settings. A file of somebody else
//! decides nothing: it may have been put there to change the numbers.

use std::env;
use std::path::{Path, PathBuf};

/// Name of the file.
const NAME: &str = "crosstenant.toml";

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The file that counts.
    pub file: Option<PathBuf>,
    /// Files of other accounts before it.
    pub ignored: Vec<PathBuf>,
}

/// Looks for the file.
pub(super) fn search() -> Found {
    let here = env::current_dir().unwrap_or_default();
    let upward = here.ancestors().map(|folder| folder.join(NAME));
    first(upward.chain(of_user()), owned_by_us)
}

fn first(places: impl IntoIterator<Item = PathBuf>, is_ours: impl Fn(&Path) -> bool) -> Found {
    let mut found = Found::default();
    for path in places {
        if !path.is_file() {
            continue;
        }
        if is_ours(&path) {
            found.file = Some(path);
            break;
        }
        found.ignored.push(path);
    }
    found
}

/// The file in the user's folder of settings.
fn of_user() -> Option<PathBuf> {
    let folder = |name: &str| env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let settings =
        if cfg!(windows) { folder("APPDATA") } else { folder("XDG_CONFIG_HOME").or_else(|| folder("HOME").map(|home| home.join(".config"))) };
    settings.map(|settings| settings.join("crosstenant").join(NAME))
}

/// Whether a file, and the link it may be reached by, belongs to the account that runs this program: the owner of its process, or of what it
/// makes where the system shows no processes. Where neither can be told, it does not.
#[cfg(unix)]
fn owned_by_us(path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let ours = || Path::new("/proc/self/").metadata().or_else(|_| tempfile::tempfile()?.metadata());
    let owners = || -> std::io::Result<[u32; 3]> { Ok([ours()?.uid(), path.symlink_metadata()?.uid(), path.metadata()?.uid()]) };
    owners().is_ok_and(|[ours, link, file]| ours == link && ours == file)
}

/// Here the folders themselves keep others from writing.
#[cfg(not(unix))]
fn owned_by_us(_: &Path) -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_counts_and_that_of_another_account_does_not() {
        let folder = tempfile::tempdir().expect("a folder");
        let (near, far) = (folder.path().join("a/b"), folder.path().to_owned());
        std::fs::create_dir_all(&near).expect("folders");
        for place in [&near, &far] {
            std::fs::write(place.join(NAME), "").expect("written");
        }
        let places = || near.ancestors().map(|folder| folder.join(NAME));
        assert_eq!(first(places(), |_| true).file, Some(near.join(NAME)));
        let found = first(places(), |path| path != near.join(NAME));
        assert_eq!((found.file, found.ignored), (Some(far.join(NAME)), vec![near.join(NAME)]));
        assert!(owned_by_us(&far.join(NAME)));
    }
}
