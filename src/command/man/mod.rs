//! `man`: the manual, a page for the program and one for each command, made from the table of commands.

mod page;
mod roff;

use std::path::PathBuf;

use clap::Command;

use super::help::command;
use super::session::{End, to_stdout};
use crate::cli::language;
use crate::failure::Failure;
use crate::files::write_file;
use crate::words::Lang;

/// The arguments of `man`.
#[derive(clap::Args, Clone, Debug)]
pub struct Args {
    /// `DIR`.
    #[arg(value_name = "DIR")]
    pub dir: Option<PathBuf>,
    /// `--force`.
    #[arg(long, requires = "dir")]
    pub force: bool,
    /// `--lang`.
    #[arg(long, value_name = "LANG", value_parser = ["en", "ja"])]
    pub lang: Option<String>,
}

/// Writes every page into a folder, or that of the program to standard output.
///
/// # Errors
/// A page is there already and `--force` is not set; it cannot be written.
pub fn run(args: &Args) -> Result<End, Failure> {
    let pages = pages(language::of_run());
    match &args.dir {
        Some(dir) => {
            for (name, page) in &pages {
                write_file(&dir.join(name), args.force, |out| out.write_all(page.as_bytes()))?;
            }
        }
        None => to_stdout(|out| pages.iter().take(1).try_for_each(|(_, page)| out.write_all(page.as_bytes())))?,
    }
    Ok(End::Done)
}

/// Every page with the name of its file, that of the program first.
fn pages(lang: Lang) -> Vec<(String, String)> {
    let mut root = command(lang);
    root.build();
    let mut pages = Vec::new();
    collect(&root, None, &root, lang, &mut pages);
    pages
}

fn collect(command: &Command, parent: Option<&str>, root: &Command, lang: Lang, pages: &mut Vec<(String, String)>) {
    let name = parent.map_or_else(|| command.get_name().to_owned(), |parent| format!("{parent}-{}", command.get_name()));
    pages.push((format!("{name}.1"), page::of(command, &name, parent, root, lang)));
    for sub in shown(command) {
        collect(sub, Some(&name), root, lang, pages);
    }
}

/// The commands below one that have a page of their own.
fn shown(command: &Command) -> impl Iterator<Item = &Command> {
    command.get_subcommands().filter(|sub| sub.get_name() != "help" && !sub.is_hide_set())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_and_option_has_its_place() {
        fn look(command: &Command, name: &str, pages: &[(String, String)]) {
            let page = pages.iter().find(|(file, _)| *file == format!("{name}.1")).map(|(_, page)| page.as_str()).unwrap_or_default();
            assert!(page.starts_with(".TH "), "{name} has a page");
            for option in command.get_arguments().filter(|arg| !arg.is_hide_set()).filter_map(clap::Arg::get_long) {
                assert!(page.contains(&roff::text(&format!("--{option}"))), "{name} --{option}");
            }
            for sub in shown(command) {
                look(sub, &format!("{name}-{}", sub.get_name()), pages);
            }
        }
        for lang in [Lang::En, Lang::Ja] {
            let mut root = command(lang);
            root.build();
            let pages = pages(lang);
            assert!(pages.len() > 20, "{}", pages.len());
            look(&root, "crosstenant", &pages);
        }
    }
}
