//! The language that is asked for, before the command line is understood: help and refusals are in it too.

use std::ffi::OsString;

use crate::words::Lang;

/// The language of `--lang`, else that of the locale.
#[must_use]
pub fn asked_for(args: impl IntoIterator<Item = OsString>, env: impl Fn(&str) -> Option<String>) -> Lang {
    let mut said = None;
    let mut args = args.into_iter().map(|arg| arg.to_string_lossy().into_owned()).take_while(|arg| arg != "--");
    while let Some(arg) = args.next() {
        if arg == "--lang" {
            said = args.next().or(said);
        } else if let Some(value) = arg.strip_prefix("--lang=") {
            said = Some(value.to_owned());
        }
    }
    let locale = || ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(|name| env(name).filter(|value| !value.is_empty()));
    match said.or_else(locale) {
        Some(name) if name.to_lowercase().starts_with("ja") => Lang::Ja,
        _ => Lang::En,
    }
}

/// The language of this run.
#[must_use]
pub fn of_run() -> Lang {
    asked_for(std::env::args_os(), |name| std::env::var(name).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_option_wins_over_the_locale() {
        let asked = |args: &[&str], locale: &[(&str, &str)]| {
            let env = |name: &str| locale.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned());
            asked_for(args.iter().map(OsString::from), env)
        };
        assert_eq!(asked(&["x", "report"], &[]), Lang::En);
        assert_eq!(asked(&["x", "report"], &[("LC_ALL", ""), ("LANG", "ja_JP.UTF-8")]), Lang::Ja);
        assert_eq!(asked(&["x", "report", "--lang", "en"], &[("LANG", "ja_JP.UTF-8")]), Lang::En);
        assert_eq!(asked(&["x", "--help", "--lang=ja"], &[("LC_ALL", "C")]), Lang::Ja);
        assert_eq!(asked(&["x", "report", "--", "--lang=ja"], &[]), Lang::En);
    }
}
