//! The language of a run: known before the arguments are understood, because what is wrong with them is said in it too.

use std::ffi::OsStr;
use std::sync::OnceLock;

use crate::words::Lang;

/// The language that `--lang` among the arguments asks for, else the one that is set, else that of the `system`.
pub fn asked_for<S: AsRef<OsStr>>(arguments: impl IntoIterator<Item = S>, set: Option<Lang>, system: impl FnOnce() -> Lang) -> Lang {
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
    asked.or(set).unwrap_or_else(system)
}

/// The language of the system: that of the locale, else, as on Windows, the one in which the system itself speaks.
pub(super) fn of_system() -> Lang {
    // The words of an error are those of Windows in the language of its user; elsewhere they are English.
    of_locale(|name| std::env::var(name).ok()).unwrap_or_else(|| of_words(&std::io::Error::from_raw_os_error(2).to_string()))
}

/// The language of the locale: that of the first variable that is set.
fn of_locale(variable: impl Fn(&str) -> Option<String>) -> Option<Lang> {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(|name| variable(name).filter(|value| !value.is_empty()))?;
    Some(if locale.to_lowercase().starts_with("ja") { Lang::Ja } else { Lang::En })
}

/// The language of a sentence: no Japanese one is without kana.
fn of_words(sentence: &str) -> Lang {
    if sentence.contains(|c| matches!(c, '\u{3041}'..='\u{30ff}')) { Lang::Ja } else { Lang::En }
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
    asked_for(std::env::args_os().skip(1), SET.get().copied(), of_system)
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
        let of = |arguments: &[&str], system: Lang| asked_for(arguments, None, || system);
        assert_eq!(of(&["report", "x"], Lang::Ja), Lang::Ja);
        assert_eq!(of(&["report", "x"], Lang::En), Lang::En);
        assert_eq!(of(&["report", "--lang", "en"], Lang::Ja), Lang::En);
        assert_eq!(of(&["report", "--lang=ja", "x"], Lang::En), Lang::Ja);
        assert_eq!(of(&["report", "--lang", "fr"], Lang::Ja), Lang::Ja);
        assert_eq!(of(&["explain", "--", "--lang", "ja"], Lang::En), Lang::En);
        assert_eq!(of(&["report", "--lang"], Lang::En), Lang::En);
        assert_eq!(asked_for(["report"], Some(Lang::En), || Lang::Ja), Lang::En);
    }

    #[test]
    fn the_first_variable_that_is_set_counts() {
        let locale =
            |set: &'static [(&str, &str)]| of_locale(move |name| set.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned()));
        assert_eq!(locale(&[("LC_ALL", "C"), ("LANG", "ja_JP.UTF-8")]), Some(Lang::En));
        assert_eq!(locale(&[("LC_ALL", ""), ("LC_MESSAGES", "ja_JP.UTF-8"), ("LANG", "C")]), Some(Lang::Ja));
        assert_eq!(locale(&[]), None);
    }

    #[test]
    fn windows_says_its_language_by_its_words() {
        assert_eq!(of_words("指定されたファイルが見つかりません。 (os error 2)"), Lang::Ja);
        assert_eq!(of_words("系统找不到指定的文件。 (os error 2)"), Lang::En);
        assert_eq!(of_words("The system cannot find the file specified. (os error 2)"), Lang::En);
    }
}
