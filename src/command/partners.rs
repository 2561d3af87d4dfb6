//! `partners`.

use super::session::End;
use super::since::table_since;
use crate::analysis::expected_list::List;
use crate::analysis::partners::{ANALYSIS, Options};
use crate::cli::flags::{SinceArgs, TableArgs};
use crate::failure::{Code, Failure};
use crate::ingest::Progress;
use crate::words::comparing as said;

/// The arguments of `partners`.
#[derive(clap::Args, Clone, Debug)]
pub struct Args {
    #[command(flatten)]
    #[expect(missing_docs, reason = "flattened")]
    pub table: TableArgs,
    #[command(flatten)]
    #[expect(missing_docs, reason = "flattened")]
    pub since: SinceArgs,
}

/// The table, or a list of expected partners.
///
/// # Errors
/// Whatever ends the run early.
pub fn run(args: &Args, progress: &Progress) -> Result<End, Failure> {
    let mut table = args.table.clone();
    let formats = &mut table.output.format;
    let list = formats.iter().find_map(|format| List::find(format));
    if list.is_some() {
        if formats.len() > 1 {
            return Err(Failure::new(Code::SeveralFormats, said::list_alone, said::list_alone_next));
        }
        *formats = vec!["csv".to_owned()];
    }
    table_since(&ANALYSIS, &Options { list }, &table, &args.since, progress)
}
