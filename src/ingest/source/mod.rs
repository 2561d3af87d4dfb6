//! Where the bytes come from: paths, folders, globs and standard input; plain or gzip.

mod discover;
mod open;

pub use discover::{Input, discover};
pub use open::{Digest, Opened, UntilError, open};
