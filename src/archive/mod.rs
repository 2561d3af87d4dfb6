//! The archive: a folder of Parquet files that outlives the thirty days Microsoft keeps, and that any command takes as an input.
//!
//! It holds canonical events - raw ids, codes and names, never a direction or an outcome - so that own tenants and tables may change later.
//! `manifest.json` says what belongs to it and remembers the ledger of every file that was added; see `store` for how it changes in one
//! step, `table` for the columns.

mod add;
mod columns;
mod export;
mod look;
mod manifest;
mod read;
mod store;
mod table;
#[cfg(test)]
mod tests;

pub use add::{Added, add};
pub use columns::Parquet;
pub use export::export;
pub use look::{Damage, info, strangers, verify};
pub use manifest::{MANIFEST, Manifest, Source};
pub use read::{Archive, Cursor, Days, Rows, Step};
pub use store::{Store, damaged, is_archive, unusable};
