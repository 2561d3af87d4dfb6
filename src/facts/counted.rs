//! What is to be known where records stand for several sign-ins: whose they are, and what cannot be told of them.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::Log;

/// What is to be known of an input in which records stand for several sign-ins.
#[derive(Clone, Debug, Default)]
pub struct CountedInput {
    /// Whether some of it is an archive in which sign-ins that stay at home are counted.
    pub distilled: bool,
    /// The tenants whose sign-ins at home are counted, as symbols.
    pub homes: BTreeSet<u32>,
    /// Whether a bound of time lies between user sign-ins that are counted as one, so that how many lie on each side is not known.
    pub cut_users: bool,
    /// Likewise of workloads.
    pub cut_workloads: bool,
    /// A day of a log that two inputs tell of, one of which counts sign-ins.
    pub twice: Option<Twice>,
}

/// A day of a log that would count twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Twice {
    /// The log.
    pub log: Log,
    /// The day: days since 1970-01-01 UTC.
    pub day: i64,
    /// A file of each of the two inputs, by its place in the input order: the one that counts first.
    pub files: (usize, usize),
}

/// Looks for days of a log of which several inputs tell.
pub struct Beside {
    /// The input that each file is of.
    inputs: Vec<usize>,
    /// The inputs in which sign-ins are counted.
    counted: BTreeSet<usize>,
    /// The days of each log, with a file of each input that tells of them.
    days: BTreeMap<(Log, i64), BTreeMap<usize, usize>>,
    /// What was seen last.
    last: Option<(usize, Log, i64)>,
}

impl Beside {
    /// `inputs` = the input that each file is of; `counted` = those in which sign-ins are counted.
    #[must_use]
    pub fn new(inputs: Vec<usize>, counted: BTreeSet<usize>) -> Self {
        Self { inputs, counted, days: BTreeMap::new(), last: None }
    }

    pub(super) fn see(&mut self, file: usize, log: Log, time: i64) {
        let day = time.div_euclid(86_400);
        if self.last.replace((file, log, day)) != Some((file, log, day)) {
            let input = self.inputs.get(file).copied().unwrap_or(file);
            self.days.entry((log, day)).or_default().entry(input).or_insert(file);
        }
    }

    /// The first day that would count twice.
    pub(super) fn twice(self) -> Option<Twice> {
        self.days.into_iter().find_map(|((log, day), inputs)| {
            let (&input, &file) = inputs.iter().find(|(input, _)| self.counted.contains(input))?;
            let (_, &other) = inputs.iter().find(|(other, _)| **other != input)?;
            Some(Twice { log, day, files: (file, other) })
        })
    }
}
