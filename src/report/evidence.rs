//! What a report rests on: the files with their hashes and ledgers, the program's version, the options.

use super::Table;

/// What a report rests on.
#[derive(Clone, Debug)]
pub struct Evidence {
    /// A row for each input.
    pub files: Table,
    /// Version of the program.
    pub version: &'static str,
    /// The options that change the result, as typed.
    pub options: Vec<String>,
    /// The inputs, and the options that go with every command over them, as typed.
    pub inputs: String,
    /// The filters, each as typed.
    pub filters: Vec<String>,
    /// What `crosstenant.toml` and the environment set, where they do.
    pub config: Option<String>,
    /// How the own tenant was found, where it was not given.
    pub own: Option<String>,
}

impl Evidence {
    /// Of a command that reads no logs as a whole.
    #[must_use]
    pub fn none() -> Self {
        Self {
            files: Table { columns: Vec::new(), rows: Vec::new() },
            version: env!("CARGO_PKG_VERSION"),
            options: Vec::new(),
            inputs: String::new(),
            filters: Vec::new(),
            config: None,
            own: None,
        }
    }
}
