//! What users see when a border stops them, and who must act (`faq.csv`): the questions that reach a help desk.

use std::sync::LazyLock;

use crate::policy::Lang;

/// One case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// Stable name, for `explain`.
    pub topic: String,
    /// Error codes in the sign-in log that go with it.
    pub codes: Vec<i64>,
    /// In English and Japanese: what the user sees, why, who must act, what to do.
    texts: [[String; 4]; 2],
}

impl Case {
    /// What the user sees.
    #[must_use]
    pub fn seen(&self, lang: Lang) -> &str {
        &self.texts[lang as usize][0]
    }

    /// Why.
    #[must_use]
    pub fn cause(&self, lang: Lang) -> &str {
        &self.texts[lang as usize][1]
    }

    /// Who must act.
    #[must_use]
    pub fn who(&self, lang: Lang) -> &str {
        &self.texts[lang as usize][2]
    }

    /// What to do.
    #[must_use]
    pub fn remedy(&self, lang: Lang) -> &str {
        &self.texts[lang as usize][3]
    }
}

static CASES: LazyLock<Vec<Case>> = LazyLock::new(|| {
    let rows = super::rows(include_str!("faq.csv")).filter_map(|row| <[String; 10]>::try_from(row).ok());
    rows.map(|[topic, codes, a, b, c, d, e, f, g, h]| Case {
        topic,
        codes: codes.split(';').filter_map(|code| code.parse().ok()).collect(),
        texts: [[a, b, c, d], [e, f, g, h]],
    })
    .collect()
});

/// Every case, the most frequent first.
#[must_use]
pub fn cases() -> &'static [Case] {
    &CASES
}

/// The cases that go with an error code.
pub fn of_code(code: i64) -> impl Iterator<Item = &'static Case> {
    CASES.iter().filter(move |case| case.codes.contains(&code))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_case_is_told_in_both_languages() {
        assert!(cases().len() >= 11);
        for case in cases() {
            for lang in [Lang::En, Lang::Ja] {
                for text in [case.seen(lang), case.cause(lang), case.who(lang), case.remedy(lang)] {
                    assert!(!text.is_empty(), "{} {lang:?}", case.topic);
                    assert_eq!(text.is_ascii(), lang == Lang::En, "{text}");
                }
            }
        }
        assert_eq!(of_code(500_213).map(|case| case.topic.as_str()).collect::<Vec<_>>(), ["blocked-by-the-organization"]);
    }
}
