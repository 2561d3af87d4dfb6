//! The flags that commands share: as typed ([`flags`], [`values`]), and what they mean ([`meaning`]); what is set without being typed ([`config`]); and the language of a run.

pub mod config;
pub mod flags;
pub mod language;
pub mod meaning;
pub mod values;
