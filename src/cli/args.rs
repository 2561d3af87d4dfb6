//! The arguments as typed. What they mean is decided in `plan`.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use super::values::{error_code, filled};

/// Tells who crosses your Microsoft Entra tenant border, from the sign-in and audit logs you already have.
#[derive(Debug, Parser)]
#[command(name = "crosstenant", version, about, arg_required_else_help = true, subcommand_required = true, max_term_width = 100)]
#[command(after_help = "Start with:  crosstenant report FOLDER-WITH-LOGS\nNothing is ever sent anywhere: the program works offline.")]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// The main job: one page, one workbook and all tables of what the logs can tell
    #[command(mut_arg("format", |arg| arg.hide(true)), mut_arg("output", |arg| arg.help("Folder of the report; without it, reports/TENANT-LASTDAY")))]
    Report(ReportArgs),
    /// What these logs can and cannot show
    Coverage(TableArgs),
    /// The organisations that come in, and those our people go to
    Partners(TableArgs),
    /// The application ids, client and resource, for each partner
    Apps(AppsArgs),
    /// The users who cross the border
    Users(TableArgs),
    /// The sign-ins themselves, newest first
    Events(EventsArgs),
    /// Sign-ins by hour, day or week
    Timeline(TimelineArgs),
    /// What fails, who must act, and what to do
    Failures(TableArgs),
    /// Who changed the settings, what it does, and whom it blocked
    Changes(ChangesArgs),
    /// Who was invited, who came, who no longer comes
    Guests(GuestsArgs),
    /// What breaks with these settings: the sign-ins replayed against a policy
    Simulate(SimulateArgs),
    /// The tightest settings that break nothing observed, as table, Graph JSON or PowerShell script
    Recommend(RecommendArgs),
    /// Applications of others that sign in here by themselves
    Workloads(WorkloadsArgs),
    /// A memory longer than the thirty days Microsoft keeps: a folder of Parquet files that any command takes as an input
    #[command(subcommand)]
    Archive(ArchiveCommand),
    /// What a file is, why, and what it cannot tell
    Inspect(InspectArgs),
    /// Every log format that is read, and how to get it
    Formats(FormatsArgs),
    /// What an error code, a message of users, or a command means, and who must act
    Explain(ExplainArgs),
    /// Write synthetic logs to try things out
    Demo(DemoArgs),
    /// Completions for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

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

/// `report`.
#[derive(Args, Clone, Debug)]
pub struct ReportArgs {
    #[command(flatten)]
    #[expect(missing_docs, reason = "flattened")]
    pub table: TableArgs,
    /// Proposed settings to replay the sign-ins against, as for simulate; without them, the current ones with the default closed
    #[arg(long, value_name = "PATH")]
    pub policy: Option<PathBuf>,
}

/// `apps`.
#[derive(Args, Clone, Debug)]
pub struct AppsArgs {
    #[command(flatten)]
    #[expect(missing_docs, reason = "flattened")]
    pub table: TableArgs,
    /// One row for each application over all partners
    #[arg(long, value_name = "KEY", value_parser = ["app", "partner"], default_value = "partner")]
    pub by: String,
}

/// `events`.
#[derive(Args, Clone, Debug)]
pub struct EventsArgs {
    #[command(flatten)]
    #[expect(missing_docs, reason = "flattened")]
    pub table: TableArgs,
    /// Only the newest N
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
}

/// `timeline`.
#[derive(Args, Clone, Debug)]
pub struct TimelineArgs {
    #[command(flatten)]
    #[expect(missing_docs, reason = "flattened")]
    pub table: TableArgs,
    /// Length of a period
    #[arg(long, value_name = "PERIOD", value_parser = ["hour", "day", "week"], default_value = "day")]
    pub by: String,
}

/// `workloads`.
#[derive(Args, Clone, Debug)]
pub struct WorkloadsArgs {
    #[command(flatten)]
    #[expect(missing_docs, reason = "flattened")]
    pub table: TableArgs,
    /// Every application, ours and Microsoft's too
    #[arg(long)]
    pub all: bool,
}

/// `changes`.
#[derive(Args, Clone, Debug)]
pub struct ChangesArgs {
    #[command(flatten)]
    #[expect(missing_docs, reason = "flattened")]
    pub table: TableArgs,
    /// Days before and after a change in which blocked sign-ins are counted
    #[arg(long, value_name = "DAYS", default_value_t = 7, value_parser = clap::value_parser!(i64).range(1..=365))]
    pub impact_window: i64,
    /// The settings that held at this time, from the current ones among the inputs
    #[arg(long, value_name = "TIME")]
    pub at: Option<String>,
}

/// `guests`.
#[derive(Args, Clone, Debug)]
pub struct GuestsArgs {
    #[command(flatten)]
    #[expect(missing_docs, reason = "flattened")]
    pub table: TableArgs,
    /// Days without a sign-in after which a guest is dormant, counted back from the last sign-in of the input
    #[arg(long, value_name = "N", default_value_t = 90, value_parser = clap::value_parser!(i64).range(1..=36_500))]
    pub dormant_days: i64,
}

/// `simulate`.
#[derive(Args, Clone, Debug)]
pub struct SimulateArgs {
    #[command(flatten)]
    #[expect(missing_docs, reason = "flattened")]
    pub table: TableArgs,
    /// The proposed settings: a file or folder of Graph JSON (default, partners, or both)
    #[arg(long, value_name = "PATH")]
    pub policy: PathBuf,
    /// Members of groups that the settings name
    #[arg(long, value_name = "FILE", help = "Members of groups that the settings name: CSV group_id,user_id")]
    pub members: Option<PathBuf>,
    /// Home ids of guests, for settings that name users of a partner
    #[arg(long, value_name = "FILE", help = "Home ids of guests, for settings that name users of a partner: CSV home_user_id,user_id")]
    pub user_map: Option<PathBuf>,
    /// Which application id meets a list of the settings
    #[arg(long = "match", value_name = "ID", value_parser = ["either", "resource", "client"], default_value = "either")]
    pub matching: String,
    /// One row for each application, or for each user too
    #[arg(long, value_name = "KEY", value_parser = ["app", "user"], default_value = "app")]
    pub by: String,
}

/// `recommend`.
#[derive(Args, Clone, Debug)]
pub struct RecommendArgs {
    #[command(flatten)]
    #[expect(missing_docs, reason = "flattened")]
    pub table: TableArgs,
    /// Successful sign-ins that an application needs to be allowed, for each partner and direction
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u64).range(1..))]
    pub min_successes: u64,
    /// Allow hub resources (Microsoft Graph and the like) beside the clients that use them
    #[arg(long)]
    pub include_hubs: bool,
    /// List our users outbound instead of allowing all
    #[arg(long)]
    pub scope_users: bool,
    /// Delete current entries without a successful sign-in; without it they stay as they are
    #[arg(long)]
    pub remove_unused: bool,
    /// Let in again what succeeded once and the current settings refuse: of this partner, or all
    #[arg(long, value_name = "PARTNER|all")]
    pub reopen: Vec<String>,
}

/// `archive`.
#[derive(Debug, Subcommand)]
pub enum ArchiveCommand {
    /// Add exports; what is there already is left out
    Add(Box<ArchiveAddArgs>),
    /// What the archive holds
    Info(ArchiveArgs),
    /// Whether the archive is whole; removes what interrupted runs left
    Verify(ArchiveArgs),
    /// Write the events back as NDJSON
    Export(ArchiveArgs),
}

/// `archive add`.
#[derive(Args, Clone, Debug)]
pub struct ArchiveAddArgs {
    /// Folder of the archive; it is made if it does not exist
    #[arg(value_name = "DIR")]
    pub dir: PathBuf,
    #[command(flatten)]
    #[expect(missing_docs, reason = "flattened")]
    pub input: InputArgs,
    /// The day that user lists and settings describe (2026-10-31); without it, the day on which the file was last written
    #[arg(long, value_name = "DATE")]
    pub snapshot_date: Option<String>,
    #[command(flatten)]
    #[expect(missing_docs, reason = "flattened")]
    pub output: OutputArgs,
}

/// `archive info`, `verify` and `export`.
#[derive(Args, Clone, Debug)]
pub struct ArchiveArgs {
    /// Folder of the archive
    #[arg(value_name = "DIR")]
    pub dir: PathBuf,
    #[command(flatten)]
    #[expect(missing_docs, reason = "flattened")]
    pub output: OutputArgs,
}

/// `inspect`.
#[derive(Args, Clone, Debug)]
pub struct InspectArgs {
    #[command(flatten)]
    #[expect(missing_docs, reason = "flattened")]
    pub input: InputArgs,
    #[command(flatten)]
    #[expect(missing_docs, reason = "flattened")]
    pub output: OutputArgs,
}

/// `explain`.
#[derive(Args, Clone, Debug)]
pub struct ExplainArgs {
    /// Error code of the sign-in log, the message that a user sees, command, or topic; without it, a list of what there is
    #[arg(value_name = "CODE|MESSAGE|COMMAND|TOPIC")]
    pub what: Vec<String>,
    #[command(flatten)]
    #[expect(missing_docs, reason = "flattened")]
    pub output: OutputArgs,
}

/// `formats`.
#[derive(Args, Clone, Debug)]
pub struct FormatsArgs {
    #[command(flatten)]
    #[expect(missing_docs, reason = "flattened")]
    pub output: OutputArgs,
}

/// `demo`.
#[derive(Args, Clone, Debug)]
pub struct DemoArgs {
    /// Folder to write to
    #[arg(value_name = "DIR")]
    pub dir: PathBuf,
    /// Another story of the same kind
    #[arg(long, value_name = "N", default_value_t = 7)]
    pub seed: u64,
    /// About how many user sign-ins
    #[arg(long, value_name = "N")]
    pub size: Option<u64>,
    /// The whole story in each format, not a slice of the days
    #[arg(long)]
    pub all_formats: bool,
}
