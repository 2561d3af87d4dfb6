//! The flags that commands share, as typed. What they mean is decided in `meaning`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::values::{error_code, filled};

/// Where the logs are and how they are read.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "input")]
pub struct InputArgs {
    /// `INPUT`.
    #[arg(required = true, value_name = "INPUT", value_parser = filled)]
    pub inputs: Vec<String>,
    /// `--tenant`.
    #[arg(long, value_name = "GUID")]
    pub tenant: Vec<String>,
    /// `--names`.
    #[arg(long, value_name = "FILE")]
    pub names: Option<PathBuf>,
    /// `--current`.
    #[arg(long, value_name = "PATH")]
    pub current: Option<PathBuf>,
    /// `--headers`.
    #[arg(long, value_name = "FILE")]
    pub headers: Option<PathBuf>,
    /// `--date-order`.
    #[arg(long, value_name = "ORDER")]
    pub date_order: Option<Order>,
    /// `--zone`.
    #[arg(long, value_name = "ZONE")]
    pub zone: Option<String>,
    /// `--max-record`.
    #[arg(long, value_name = "BYTES", default_value_t = 16 << 20)]
    pub max_record: usize,
    /// `--max-unpacked`.
    #[arg(long, value_name = "BYTES")]
    pub max_unpacked: Option<u64>,
    /// `--rejects`.
    #[arg(long, value_name = "FILE")]
    pub rejects: Option<PathBuf>,
    /// `--lenient`.
    #[arg(long)]
    pub lenient: bool,
    /// `--threads`.
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
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "filters")]
pub struct FilterArgs {
    /// `--from`.
    #[arg(long, value_name = "TIME")]
    pub from: Option<String>,
    /// `--to`.
    #[arg(long, value_name = "TIME")]
    pub to: Option<String>,
    /// `--direction`.
    #[arg(long, value_name = "DIRECTION", value_parser = ["inbound", "outbound", "internal", "foreign", "undetermined"])]
    pub direction: Vec<String>,
    /// `--partner`.
    #[arg(long, value_name = "TENANT|NAME", value_parser = filled)]
    pub partner: Vec<String>,
    /// `--app`.
    #[arg(long, value_name = "ID|NAME", value_parser = filled)]
    pub app: Vec<String>,
    /// `--client`.
    #[arg(long, value_name = "ID|NAME", value_parser = filled)]
    pub client: Vec<String>,
    /// `--resource`.
    #[arg(long, value_name = "ID|NAME", value_parser = filled)]
    pub resource: Vec<String>,
    /// `--user`.
    #[arg(long, value_name = "ID|UPN", value_parser = filled)]
    pub user: Vec<String>,
    /// `--access-type`.
    #[arg(long, value_name = "TYPE", value_parser = filled)]
    pub access_type: Vec<String>,
    /// `--outcome`.
    #[arg(long, value_name = "OUTCOME", value_parser = ["success", "interrupted", "failure", "passthrough", "unknown"])]
    pub outcome: Vec<String>,
    /// `--code`.
    #[arg(long, value_name = "CODE", value_parser = error_code)]
    pub code: Vec<i64>,
    /// `--log`.
    #[arg(long, value_name = "LOG", value_parser = ["interactive", "non_interactive", "non-interactive"])]
    pub log: Vec<String>,
}

/// Where the result goes and how it looks.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "output")]
pub struct OutputArgs {
    /// `--format`.
    #[arg(long, value_name = "FORMAT", value_delimiter = ',')]
    pub format: Vec<String>,
    /// `--output`.
    #[arg(short, long, value_name = "PATH")]
    pub output: Option<PathBuf>,
    /// `--force`.
    #[arg(long)]
    pub force: bool,
    /// `--tz`.
    #[arg(long, value_name = "ZONE", default_value = "UTC")]
    pub tz: String,
    /// `--lang`.
    #[arg(long, value_name = "LANG", value_parser = ["en", "ja"])]
    pub lang: Option<String>,
    /// `--color`.
    #[arg(long, value_name = "WHEN", default_value = "auto", value_parser = ["auto", "always", "never"])]
    pub color: String,
    /// `--quiet`.
    #[arg(short, long)]
    pub quiet: bool,
    /// `--verbose`.
    #[arg(short, long)]
    pub verbose: bool,
}

/// What an answer may say to whoever it is handed to.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "hand-over")]
pub struct HandOverArgs {
    /// `--pseudonymise`.
    #[arg(long, value_name = "KEYFILE")]
    pub pseudonymise: Option<PathBuf>,
    /// `--make-key`.
    #[arg(long, requires = "pseudonymise")]
    pub make_key: bool,
    /// `--mapping`.
    #[arg(long, value_name = "FILE", requires = "pseudonymise")]
    pub mapping: Option<PathBuf>,
    /// `--keep-app-names`.
    #[arg(long, requires = "pseudonymise")]
    pub keep_app_names: bool,
}

/// What decides the exit code.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "gate")]
pub struct GateArgs {
    /// `--expected`.
    #[arg(long, value_name = "FILE")]
    pub expected: Option<PathBuf>,
    /// `--fail-on`.
    #[arg(long, value_name = "CONDITION", value_delimiter = ',')]
    pub fail_on: Vec<String>,
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
    #[command(flatten)]
    #[expect(missing_docs, reason = "flattened")]
    pub gate: GateArgs,
    #[command(flatten)]
    #[expect(missing_docs, reason = "flattened")]
    pub hand_over: HandOverArgs,
}

/// What came before, to tell what is new.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "gate")]
pub struct SinceArgs {
    /// `--since`.
    #[arg(long, value_name = "TIME", conflicts_with = "baseline")]
    pub since: Option<String>,
    /// `--baseline`.
    #[arg(long, value_name = "INPUT", num_args = 1.., value_parser = filled)]
    pub baseline: Vec<String>,
}
