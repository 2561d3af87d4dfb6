//! Who crosses your Microsoft Entra tenant border, told from the sign-in and audit logs you already have.
//!
//! The modules follow the data: [`ingest`] turns bytes into canonical events ([`model`]), [`facts`] rolls them up, [`classify`] says
//! what they mean for us, a [`dataset`] is the classified whole, [`analysis`] answers questions with a [`report`], [`output`] renders it.

pub mod analysis;
pub mod archive;
pub mod changes;
pub mod classify;
pub mod cli;
pub mod command;
pub mod dataset;
pub mod demo;
pub mod facts;
pub mod failure;
pub mod files;
pub mod ingest;
pub mod knowledge;
pub mod model;
pub mod nested_json;
pub mod output;
pub mod policy;
pub mod pseudonym;
pub mod report;
pub mod safe;
pub mod words;
