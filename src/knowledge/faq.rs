//! What users see when a border stops them, and who must act (`faq.csv`): the questions that reach a help desk.

use crate::words::Lang;
use std::sync::LazyLock;

use unicase::UniCase;
use unicode_normalization::UnicodeNormalization;

/// One case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// Stable name, for `explain`.
    pub topic: String,
    /// Error codes in the sign-in log that go with it.
    pub codes: Vec<i64>,
    /// In English and Japanese: what the user sees, why, who must act, what to do.
    texts: [[String; 4]; 2],
    /// What Microsoft's pages say, in the letters that count; of a phrase the parts between which anything may stand.
    phrases: Vec<Vec<String>>,
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
    let rows = super::rows(include_str!("faq.csv")).filter_map(|row| <[String; 11]>::try_from(row).ok());
    rows.map(|[topic, codes, a, b, c, d, e, f, g, h, phrases]| Case {
        topic,
        codes: codes.split(';').filter_map(|code| code.parse().ok()).collect(),
        texts: [[a, b, c, d], [e, f, g, h]],
        phrases: phrases.split('|').map(|phrase| phrase.split('*').map(letters).collect()).collect(),
    })
    .collect()
});

/// Every case, the most frequent first.
#[must_use]
pub fn cases() -> &'static [Case] {
    &CASES
}

/// Letters of a text below which it says too little to be looked for in the phrases.
const TELLING: usize = 6;

/// The cases whose page says this, as users quote it: the one whose longest phrase the text holds, since "the organization" stands in "your
/// organization" in some languages. A text that is a part of phrases only may fit several.
#[must_use]
pub fn of_message(text: &str) -> Vec<&'static Case> {
    let text = letters(text);
    let fit = |case: &Case| case.phrases.iter().filter(|phrase| holds(&text, phrase)).map(|phrase| phrase.concat().len()).max();
    let best = CASES.iter().filter_map(fit).max();
    let quoted = |case: &&Case| match best {
        Some(best) => fit(case) == Some(best),
        None => text.chars().count() >= TELLING && case.phrases.iter().flatten().any(|part| part.contains(&text)),
    };
    CASES.iter().filter(quoted).collect()
}

/// Whether a text holds the parts of a phrase, one after the other.
fn holds(mut text: &str, phrase: &[String]) -> bool {
    phrase.iter().all(|part| {
        let after = text.split_once(part.as_str()).map(|(_, after)| after);
        text = after.unwrap_or_default();
        after.is_some()
    })
}

/// The letters and digits of a text in one form: quotes, spaces and stops differ with who quotes it.
fn letters(text: &str) -> String {
    UniCase::new(text.nfkc().filter(|c| c.is_alphanumeric()).collect::<String>()).to_folded_case()
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

    #[test]
    fn what_users_see_is_told_apart_where_one_word_differs() {
        for (text, topic) in [
            ("Access is blocked by your organization", "blocked-by-your-organization"),
            ("\u{201c}ACCESS is blocked by your organization.\u{201d}\n", "blocked-by-your-organization"),
            ("blocked by your organization", "blocked-by-your-organization"),
            ("お客様の組織によりアクセスがブロックされています", "blocked-by-your-organization"),
            ("「お客様の組織により アクセスがブロックされています。」", "blocked-by-your-organization"),
            ("お客様のテナント管理者により、アクセスできる組織が制限されています", "blocked-by-your-organization"),
            ("Access is blocked by the organization", "blocked-by-the-organization"),
            ("Access is blocked by the organization fabrikam.com.", "blocked-by-the-organization"),
            ("Access is blocked by the fabrikam.com organization", "blocked-by-the-organization"),
            ("組織 fabrikam.com によりアクセスがブロックされています", "blocked-by-the-organization"),
            ("組織によってアクセスがブロックされています", "blocked-by-the-organization"),
            ("The resource tenant's cross-tenant access policy does not allow this user to access this tenant.", "blocked-by-the-organization"),
            ("The resource tenant\u{2019}s cross-tenant access policy doesn't allow this user to access this tenant.", "blocked-by-the-organization"),
            ("User account 'a@b.example' from identity provider 'live.com' does not exist in tenant 'Contoso'", "not-in-directory"),
        ] {
            assert_eq!(of_message(text).iter().map(|case| case.topic.as_str()).collect::<Vec<_>>(), [topic], "{text}");
        }
        let both: Vec<&str> = of_message("Access is blocked by").iter().map(|case| case.topic.as_str()).collect();
        assert!(both.contains(&"blocked-by-your-organization") && both.contains(&"blocked-by-the-organization"), "what fits both is both: {both:?}");
        for text in ["", "   ", "a", "hello", "The printer is out of paper"] {
            assert!(of_message(text).is_empty(), "{text:?}");
        }
    }

    #[test]
    fn every_message_of_the_table_is_found_by_its_own_text() {
        for case in cases().iter().filter(|case| !["mfa-both-sides", "invitation-expired"].contains(&case.topic.as_str())) {
            for lang in [Lang::En, Lang::Ja] {
                for text in case.seen(lang).split(" / ") {
                    assert_eq!(of_message(text).iter().map(|case| &case.topic).collect::<Vec<_>>(), [&case.topic], "{text}");
                }
            }
        }
    }
}
