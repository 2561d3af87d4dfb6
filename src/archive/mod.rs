//! The archive: a folder of Parquet files that outlives the thirty days Microsoft keeps, and that any command takes as an input.
//!
//! It holds canonical events - raw ids, codes and names, never a direction or an outcome - so that own tenants and tables may change later.
//! `manifest.json` says what belongs to it and remembers the ledger of every file that was added; see `store` for how it changes in one
//! step, `table` for the columns.

mod codes;
mod columns;
mod distill;
mod manifest;
mod prune;
mod read;
mod store;
mod table;
#[cfg(test)]
mod tests;
mod verify;
mod waiting;

pub use codes::{Depth, SignIns, Wanted, read_parts};
pub use columns::Parquet;
pub use distill::{Distilled, distill};
pub use manifest::{Counts, DataFile, MANIFEST, Manifest, Pruned, SkipNote, Snapshot, Source, folder, of_manifest};
pub use read::{Archive, sound};
pub use store::{Store, cannot_write, damaged, is_archive, sha256, sha256_of, unusable};
pub use table::{COLUMN_SET, Row, counted_of, read_audits, read_ids_and_origins, read_sign_ins, write_audits, write_counted, write_sign_ins};
pub use verify::{Damage, strangers, verify};
pub use waiting::{LogDay, Waiting};
