//! The language of a run: known before the arguments are understood, because what is wrong with them is said in it too.

use std::ffi::OsStr;
use std::sync::OnceLock;

use crate::words::Lang;

/// The language that `--lang` among the arguments asks for, else the one that is set, else that of the locale; `variable` gives a variable of
/// the environment.
pub fn asked_for<S: AsRef<OsStr>>(arguments: impl IntoIterator<Item = S>, set: Option<Lang>, variable: impl Fn(&str) -> Option<String>) -> Lang {
    let mut is_value = false;
    let mut asked = None;
    for argument in arguments {
        let text = argument.as_ref().to_string_lossy();
        if std::mem::take(&mut is_value) {
            asked = named(&text);
        } else if text == "--" {
            break;
        } else if text == "--lang" {
            is_value = true;
        } else if let Some(value) = text.strip_prefix("--lang=") {
            asked = named(value);
        }
    }
    asked.or(set).unwrap_or_else(|| of_locale(variable))
}

/// The language of the locale: that of the first variable that is set.
pub fn of_locale(variable: impl Fn(&str) -> Option<String>) -> Lang {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(|name| variable(name).filter(|value| !value.is_empty()));
    if locale.is_some_and(|locale| locale.to_lowercase().starts_with("ja")) { Lang::Ja } else { Lang::En }
}

/// The language that `crosstenant.toml` or a variable sets.
static SET: OnceLock<Lang> = OnceLock::new();

/// Sets the language of a run that does not ask for one.
pub fn set(name: Option<&str>) {
    if let Some(lang) = name.and_then(named) {
        // A second time means nothing new.
        let _ = SET.set(lang);
    }
}

/// The language of this run.
#[must_use]
pub fn of_run() -> Lang {
    asked_for(std::env::args_os().skip(1), SET.get().copied(), of_environment)
}

/// A variable of the environment, where it is text.
pub(super) fn of_environment(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

/// The language of a value of `--lang`; others are refused when the arguments are read.
pub(super) fn named(value: &str) -> Option<Lang> {
    match value {
        "ja" => Some(Lang::Ja),
        "en" => Some(Lang::En),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_go_before_the_locale() {
        let of = |arguments: &[&str], locale: &str| asked_for(arguments, None, |name| (name == "LANG").then(|| locale.to_owned()));
        assert_eq!(of(&["report", "x"], "ja_JP.UTF-8"), Lang::Ja);
        assert_eq!(of(&["report", "x"], "C"), Lang::En);
        assert_eq!(of(&["report", "--lang", "en"], "ja_JP.UTF-8"), Lang::En);
        assert_eq!(of(&["report", "--lang=ja", "x"], ""), Lang::Ja);
        assert_eq!(of(&["report", "--lang", "fr"], "ja_JP.UTF-8"), Lang::Ja);
        assert_eq!(of(&["explain", "--", "--lang", "ja"], "C"), Lang::En);
        assert_eq!(of(&["report", "--lang"], "C"), Lang::En);
    }

    #[test]
    fn the_first_variable_that_is_set_counts() {
        let locale =
            |set: &'static [(&str, &str)]| of_locale(move |name| set.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned()));
        assert_eq!(locale(&[("LC_ALL", "C"), ("LANG", "ja_JP.UTF-8")]), Lang::En);
        assert_eq!(locale(&[("LC_ALL", ""), ("LC_MESSAGES", "ja_JP.UTF-8"), ("LANG", "C")]), Lang::Ja);
        assert_eq!(locale(&[]), Lang::En);
    }
}
