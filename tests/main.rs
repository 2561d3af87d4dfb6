//! Everything that is tested from outside, in one binary.

mod archive;
mod changes;
mod cli;
mod compare;
mod coverage;
mod encodings;
mod filters;
mod formats;
mod gates;
mod guests;
mod handed_over;
mod hostile;
mod japanese;
mod layout;
mod recommend;
mod report;
mod rosetta;
mod samples;
mod settings;
mod simulate;
mod support;
mod words;
