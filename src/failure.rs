//! What stops a run: a stable code, whose fault it is, what happened, and what to do next.

use std::fmt;

/// Whose fault a failure is; decides the exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The environment: cannot read or write, disk full. Exit code 1.
    Environment,
    /// The command line, or an own tenant that is not clear. Exit code 2.
    Usage,
    /// Nothing in the inputs is a log. Exit code 3.
    NothingRecognised,
    /// What was to be read is damaged, and nothing is left that an answer could rest on. Exit code 4.
    Unreadable,
    /// This program is wrong. Exit code 70.
    Bug,
}

/// A failure that ends the run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// Stable, kebab-case.
    pub code: &'static str,
    /// Whose fault.
    pub fault: Fault,
    /// What happened, where, and what was found.
    pub what: String,
    /// What to do next.
    pub next: String,
}

impl Failure {
    /// The environment failed.
    #[must_use]
    pub fn environment(code: &'static str, what: String, next: &str) -> Self {
        Self { code, fault: Fault::Environment, what, next: next.to_owned() }
    }

    /// The command line cannot be carried out.
    #[must_use]
    pub fn usage(code: &'static str, what: String, next: &str) -> Self {
        Self { code, fault: Fault::Usage, what, next: next.to_owned() }
    }

    /// A file could not be written.
    #[must_use]
    pub fn write(place: &str, error: &dyn fmt::Display) -> Self {
        Self::environment(
            "cannot-write",
            format!("cannot write {place}: {error}"),
            "check free space and permissions, or choose another place with -o",
        )
    }

    /// The exit code of the contract.
    #[must_use]
    pub fn exit_code(&self) -> u8 {
        match self.fault {
            Fault::Environment => 1,
            Fault::Usage => 2,
            Fault::NothingRecognised => 3,
            Fault::Unreadable => 4,
            Fault::Bug => 70,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}\n  next: {}", self.what, self.next)
    }
}

impl std::error::Error for Failure {}
