//! Turns the sentences in `locales/` into functions, before the program itself is compiled.
#![expect(clippy::print_stdout, reason = "this is how a build script talks to cargo")]

mod words;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=locales");
    println!("cargo::rerun-if-changed=build");
    let Some(out) = std::env::var_os("OUT_DIR") else {
        println!("cargo::error=OUT_DIR is not set");
        return ExitCode::FAILURE;
    };
    let written = words::compile(Path::new("locales"))
        .and_then(|code| std::fs::write(PathBuf::from(out).join("words.rs"), code).map_err(|error| vec![error.to_string()]));
    for error in written.as_ref().err().into_iter().flatten() {
        println!("cargo::error={error}");
    }
    if written.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
