//! What a person reads: the sentences of `locales/`, a module for each file and a function for each message.
//!
//! What it is not: a decision. What is to be said is an enum elsewhere; here it gets its words. The functions are written by the build
//! script, which refuses a message that a language lacks. What nobody says any more is dead code, and the compiler says so.

mod lang;
mod parts;
mod text;

pub(crate) use generated::*;
pub use lang::Lang;
pub(crate) use parts::{Number, digits, group, grouped, space};
pub use text::Text;

#[allow(clippy::all, clippy::pedantic, unreachable_patterns, unused_imports, unused_variables, reason = "written by the build script")]
mod generated {
    include!(concat!(env!("OUT_DIR"), "/words.rs"));
}
