//! The command line: arguments as typed ([`args`]), what they mean ([`plan`]), and what is said about a run ([`messages`]).

pub mod args;
pub mod messages;
pub mod plan;
pub mod values;
