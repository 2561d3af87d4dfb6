//! Where the bytes come from: paths, folders, globs and standard input; plain, gzip, zstd or zip.

mod discover;
mod open;
mod zip_member;

pub use discover::{Input, discover};
pub use open::{Digest, Encoding, Opened, UntilError, open};
pub use zip_member::Member;
