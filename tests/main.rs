//! Everything that is tested from outside, in one binary.

mod cli;
mod coverage;
mod filters;
mod formats;
mod hostile;
mod report;
mod rosetta;
mod support;
