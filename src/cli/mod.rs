//! The flags that commands share: as typed ([`flags`], [`values`]), and what they mean ([`meaning`]).

pub mod flags;
pub mod language;
pub mod meaning;
pub mod values;
