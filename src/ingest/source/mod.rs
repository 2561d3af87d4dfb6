//! Where the bytes come from: paths, folders, globs and standard input; plain, gzip, zstd or zip, or sheets of a workbook.

mod cap;
mod discover;
mod line_ends;
mod open;
mod workbook;
mod zip_member;

pub(crate) use discover::shown;
pub use discover::{Input, InputPart, discover};
pub use open::{Digest, Encoding, Opened, UntilError, open, read_text};
