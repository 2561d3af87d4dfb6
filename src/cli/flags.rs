//! The flags that commands share, as typed. What they mean is decided in `meaning`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::values::{error_code, filled};

/// Where the logs are and how they are read.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Input")]
pub struct InputArgs {
    /// Files, folders, patterns or - (standard input); .gz, .zst and .zip are read in place
    #[arg(required = true, value_name = "INPUT", value_parser = filled)]
    pub inputs: Vec<String>,
    /// Own tenant; repeat it for a group of companies. Told from the logs if they leave no doubt
    #[arg(long, value_name = "GUID")]
    pub tenant: Vec<String>,
    /// Names of tenants, see below
    #[arg(
        long,
        value_name = "FILE",
        help = "Names of tenants: CSV with the headings tenant_id, name and perhaps cloud, or the JSON of findTenantInformationByTenantId"
    )]
    pub names: Option<PathBuf>,
    /// The current cross-tenant access settings: a file or folder of Graph JSON. Settings among the inputs count too
    #[arg(long, value_name = "PATH")]
    pub current: Option<PathBuf>,
    /// Column headings of the portal in a language that is not built in: CSV alias,english
    #[arg(long, value_name = "FILE")]
    pub headers: Option<PathBuf>,
    /// How dates like 03/04/2026 are read, where a file does not tell
    #[arg(long, value_name = "ORDER")]
    pub date_order: Option<Order>,
    /// Time zone of times without one, in exports that write the clock of whoever exported them
    #[arg(long, value_name = "ZONE")]
    pub zone: Option<String>,
    /// Longest record in bytes; longer ones are skipped
    #[arg(long, value_name = "BYTES", default_value_t = 16 << 20)]
    pub max_record: usize,
    /// Bytes that a compressed file may unpack to; without it, 200 times its size
    #[arg(long, value_name = "BYTES")]
    pub max_unpacked: Option<u64>,
    /// Write every skipped record with its reason to this file (NDJSON)
    #[arg(long, value_name = "FILE")]
    pub rejects: Option<PathBuf>,
    /// Exit with 0 although some input could not be read
    #[arg(long)]
    pub lenient: bool,
    /// Number of reading threads; the result never depends on it
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,
}

/// The order of day and month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Order {
    /// Month first (3/14/2026)
    Mdy,
    /// Day first (14/3/2026)
    Dmy,
}

/// Which sign-ins. Repeatable: OR within an option, AND between options.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Filters (repeatable: OR within an option, AND between options)")]
pub struct FilterArgs {
    /// Start, inclusive: 2026-10-01 (in --tz), RFC 3339, or counted back from the last event of the input: 7d, 24h, yesterday
    #[arg(long, value_name = "TIME")]
    pub from: Option<String>,
    /// End, exclusive, written likewise
    #[arg(long, value_name = "TIME")]
    pub to: Option<String>,
    /// Direction; without it all but internal
    #[arg(long, value_name = "DIRECTION", value_parser = ["inbound", "outbound", "internal", "foreign", "undetermined"])]
    pub direction: Vec<String>,
    /// Partner tenant, by id or name; - for sign-ins without one
    #[arg(long, value_name = "TENANT|NAME", value_parser = filled)]
    pub partner: Vec<String>,
    /// Application, client or resource, by id or name
    #[arg(long, value_name = "ID|NAME", value_parser = filled)]
    pub app: Vec<String>,
    /// Client application alone, by id or name
    #[arg(long, value_name = "ID|NAME", value_parser = filled)]
    pub client: Vec<String>,
    /// Resource application alone, by id or name
    #[arg(long, value_name = "ID|NAME", value_parser = filled)]
    pub resource: Vec<String>,
    /// User, by object id or user principal name
    #[arg(long, value_name = "ID|UPN", value_parser = filled)]
    pub user: Vec<String>,
    /// Cross-tenant access type, such as b2bCollaboration
    #[arg(long, value_name = "TYPE", value_parser = filled)]
    pub access_type: Vec<String>,
    /// How the sign-in ended
    #[arg(long, value_name = "OUTCOME", value_parser = ["success", "interrupted", "failure", "passthrough", "unknown"])]
    pub outcome: Vec<String>,
    /// Error code, such as 500213 or AADSTS500213
    #[arg(long, value_name = "CODE", value_parser = error_code)]
    pub code: Vec<i64>,
    /// Log
    #[arg(long, value_name = "LOG", value_parser = ["interactive", "non_interactive", "non-interactive"])]
    pub log: Vec<String>,
}

/// Where the result goes and how it looks.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Output")]
pub struct OutputArgs {
    /// table, json, ndjson, csv, markdown, xlsx or html; several, comma-joined, with -o FOLDER
    #[arg(long, value_name = "FORMAT", value_delimiter = ',')]
    pub format: Vec<String>,
    /// File (its extension tells the format) or folder; without it, standard output
    #[arg(short, long, value_name = "PATH")]
    pub output: Option<PathBuf>,
    /// Replace what is there
    #[arg(long)]
    pub force: bool,
    /// Time zone of days and of times shown, such as Asia/Tokyo
    #[arg(long, value_name = "ZONE", default_value = "UTC")]
    pub tz: String,
    /// Language of headings and sentences
    #[arg(long, value_name = "LANG", value_parser = ["en", "ja"])]
    pub lang: Option<String>,
    /// Colours on the terminal
    #[arg(long, value_name = "WHEN", default_value = "auto", value_parser = ["auto", "always", "never"])]
    pub color: String,
    /// Say nothing but errors
    #[arg(short, long)]
    pub quiet: bool,
    /// Say more, such as every file that was set aside
    #[arg(short, long)]
    pub verbose: bool,
}

/// A command that makes one table.
#[derive(Args, Clone, Debug)]
pub struct TableArgs {
    #[command(flatten)]
    #[expect(missing_docs, reason = "flattened")]
    pub input: InputArgs,
    #[command(flatten)]
    #[expect(missing_docs, reason = "flattened")]
    pub filter: FilterArgs,
    #[command(flatten)]
    #[expect(missing_docs, reason = "flattened")]
    pub output: OutputArgs,
    /// End with exit code 10 if this is so, and with 2 if it cannot be told
    #[arg(long, value_name = "CONDITION", value_delimiter = ',', help_heading = "Gate")]
    #[arg(
        help = "End with exit code 10 if this is so, and with 2 if it cannot be told: incomplete; for simulate also blocked-success, depends-success, unknown-success"
    )]
    pub fail_on: Vec<String>,
}
