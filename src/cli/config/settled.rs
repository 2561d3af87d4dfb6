//! What holds in this run, and where each value comes from: known once the arguments are understood.

use std::path::PathBuf;
use std::sync::OnceLock;

use crate::safe::shell_quoted;
use crate::words::{Lang, configuration as said};

/// Where a value comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// It is so without being said.
    Default,
    /// The file.
    File,
    /// A variable of the environment.
    Environment,
    /// It was typed.
    Option,
}

impl Origin {
    /// Its name; never translated.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Default => "default",
            Self::File => "file",
            Self::Environment => "environment",
            Self::Option => "option",
        }
    }
}

/// A value that holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decided {
    /// Name of the key.
    pub key: &'static str,
    /// The values.
    pub values: Vec<String>,
    /// Where they come from.
    pub origin: Origin,
}

/// What holds in this run.
#[derive(Clone, Debug, Default)]
pub struct Settled {
    /// The file, where one is used.
    pub file: Option<PathBuf>,
    /// Nothing of it is to be said.
    pub quiet: bool,
    /// What the command takes from elsewhere than its arguments.
    pub decided: Vec<Decided>,
    /// Every key.
    pub all: Vec<Decided>,
    /// The expected partners that the file itself lists, as CSV, where nothing else does.
    pub expected: Option<String>,
}

static SETTLED: OnceLock<Settled> = OnceLock::new();

/// Settles what holds in this run, once.
pub fn settle(settled: Settled) {
    // A second time means nothing new.
    let _ = SETTLED.set(settled);
}

/// What holds in this run. Nothing is set where nobody has settled it, as in tests.
#[must_use]
pub fn settled() -> &'static Settled {
    SETTLED.get_or_init(Settled::default)
}

impl Settled {
    /// In a sentence: which file decides what, and what the environment does. `None` = neither does anything.
    #[must_use]
    pub fn sentence(&self, lang: Lang) -> Option<String> {
        let of = |origin: Origin| {
            let one = |decided: &Decided| {
                let values: Vec<String> = decided.values.iter().map(|value| shell_quoted(value)).collect();
                format!("{} = {}", decided.key, values.join(" "))
            };
            let all: Vec<String> = self.decided.iter().filter(|decided| decided.origin == origin).map(one).collect();
            (!all.is_empty()).then(|| all.join(", "))
        };
        let path = self.file.as_ref().map(|path| path.display().to_string()).unwrap_or_default();
        let file = of(Origin::File).map(|all| said::file_decides(lang, &path, &all));
        let environment = of(Origin::Environment).map(|all| said::environment_decides(lang, &all));
        let parts: Vec<String> = [file, environment].into_iter().flatten().collect();
        (!parts.is_empty()).then(|| parts.join(said::separator(lang)))
    }
}
