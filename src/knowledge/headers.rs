//! Column headings of the portal in other languages (`headers.csv`). The portal writes them in the language of its user.
//!
//! The Japanese ones follow Microsoft's Japanese documentation and portal; users can add more with `--headers`.

use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use crate::failure::{Code, Failure};
use crate::safe::quoted;
use crate::words::{Lang, Text, errors as said};

/// English headings by their folded aliases.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Headers {
    aliases: HashMap<String, String>,
}

static BUILT_IN: LazyLock<Headers> = LazyLock::new(|| {
    let rows = super::rows(include_str!("headers.csv"));
    Headers { aliases: rows.filter_map(|row| Some((fold(row.get(1)?), row.get(2)?.to_lowercase()))).collect() }
});

impl Headers {
    /// The headings that are built in.
    #[must_use]
    pub fn built_in() -> Self {
        BUILT_IN.clone()
    }

    /// Adds the rows of a `--headers` file: `alias,english` or `language,alias,english`, with or without heading.
    ///
    /// # Errors
    /// A row has another number of cells, or the file has none.
    pub fn extend(&mut self, text: &str, shown: &str) -> Result<(), Failure> {
        let path = quoted(shown);
        let bad = |what: Text| Failure::new(Code::BadHeaders, what, said::headings_next);
        let mut added = 0;
        for row in csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.trim_start_matches('\u{feff}').as_bytes()).records() {
            let row = row.map_err(|error| {
                let (path, error) = (path.clone(), error.to_string());
                bad(Text::from(move |lang: Lang| said::unreadable(lang, &path, &error)))
            })?;
            let (alias, english) = match row.iter().collect::<Vec<_>>().as_slice() {
                [alias, english] | [_, alias, english] => ((*alias).to_owned(), english.trim().to_lowercase()),
                cells => {
                    let (path, cells) = (path.clone(), cells.len());
                    return Err(bad(Text::from(move |lang: Lang| said::headings_cells(lang, &path, cells))));
                }
            };
            if english != "english" && !alias.trim().is_empty() && !english.is_empty() {
                self.aliases.insert(fold(&alias), english);
                added += 1;
            }
        }
        if added == 0 { Err(bad(Text::from(move |lang: Lang| said::headings_none(lang, &path)))) } else { Ok(()) }
    }

    /// The English heading, in lower case, of a heading in another language.
    #[must_use]
    pub fn english(&self, heading: &str) -> Option<&str> {
        self.aliases.get(&fold(heading)).map(String::as_str)
    }
}

/// How headings are compared: compatibility forms made one, no spaces, no long-vowel marks (ユーザ and ユーザー are one word), lower case.
fn fold(heading: &str) -> String {
    heading.nfkc().filter(|c| !c.is_whitespace() && *c != 'ー').map(|c| if c == '\u{2019}' { '\'' } else { c }).collect::<String>().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_found_however_they_are_spelled() {
        let headers = Headers::built_in();
        for heading in ["クロス テナント アクセスの種類", "クロステナント アクセスの種類", "クロス テナント アクセスの種類"]
        {
            assert_eq!(headers.english(heading), Some("cross tenant access type"), "{heading}");
        }
        assert_eq!(headers.english("ﾎｰﾑ ﾃﾅﾝﾄ ID"), Some("home tenant id"));
        assert_eq!(headers.english("Type d’accès client croisée"), Some("cross tenant access type"));
        assert_eq!(headers.english("Date (UTC)"), None);
    }

    #[test]
    fn users_add_their_own() {
        let mut headers = Headers::built_in();
        headers.extend("alias,english\nMieter ID (Start),Home tenant ID\n", "f").expect("readable");
        assert_eq!(headers.english("mieter id (start)"), Some("home tenant id"));
        assert!(headers.extend("a,b,c,d\n", "f").is_err());
        assert!(headers.extend("", "f").is_err());
    }
}
