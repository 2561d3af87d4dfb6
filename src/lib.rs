//! Who crosses your Microsoft Entra tenant border, told from the sign-in and audit logs you already have.
//!
//! The modules follow the data: [`ingest`] turns bytes into canonical events ([`model`]), [`classify`] says what an event means for
//! us, [`facts`] and [`dataset`] are the roll-up that every table is computed from.

pub mod classify;
pub mod dataset;
pub mod facts;
pub mod failure;
pub mod ingest;
pub mod knowledge;
pub mod model;
