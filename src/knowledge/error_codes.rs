//! Sign-in error codes: what each is and who must act (`signin-errors.csv`), what it means and what to do (a file for each language).
//! Microsoft warns that codes and texts change; an unknown code is shown as unclassified, never guessed.

use std::sync::LazyLock;

use hashbrown::HashMap;

use super::remedy::Remedy;
use crate::model::ErrorCode;
use crate::words::Lang;

/// One row of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeInfo {
    code: i64,
    /// Microsoft's name, or our own in parentheses.
    pub name: String,
    /// `failure/…` or `interrupt/…` and the family.
    pub category: String,
    /// Who must act, in words of the record: home or resource side.
    pub who_acts: Actor,
}

/// Who must act on a code, in words of the record (rule D-2 translates it to our side).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor {
    /// The administrator of the user's home tenant.
    HomeAdmin,
    /// The administrator of the resource tenant.
    ResourceAdmin,
    /// Whoever runs the network or device that adds a tenant restriction.
    NetworkAdmin,
    /// The user.
    User,
    /// The owner of the application.
    AppOwner,
    /// Microsoft.
    Microsoft,
    /// Nobody: part of a normal sign-in.
    Nobody,
}

impl CodeInfo {
    /// Whether Microsoft asked for something more, which is no failure.
    #[must_use]
    pub fn is_interrupt(&self) -> bool {
        self.category.starts_with("interrupt")
    }

    /// What it means, in a sentence.
    #[must_use]
    pub fn meaning(&self, lang: Lang) -> &'static str {
        self.words(lang).map_or("", |words| words.meaning.as_str())
    }

    /// What to do.
    #[must_use]
    pub fn remedy(&self, lang: Lang) -> Remedy<'static> {
        Remedy::new(self.words(lang).map_or("", |words| words.remedy.as_str()))
    }

    fn words(&self, lang: Lang) -> Option<&'static Words> {
        lang.pick(&*ENGLISH, &*JAPANESE).get(&self.code)
    }
}

/// What is said of a code.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Words {
    meaning: String,
    remedy: String,
}

type ByCode = HashMap<i64, Words>;

static ENGLISH: LazyLock<ByCode> = LazyLock::new(|| words(include_str!("signin-errors.en.csv")));
static JAPANESE: LazyLock<ByCode> = LazyLock::new(|| words(include_str!("signin-errors.ja.csv")));

fn words(text: &'static str) -> ByCode {
    let row = |row: Vec<String>| {
        let Ok([code, meaning, remedy]) = <[String; 3]>::try_from(row) else { return None };
        Some((code.parse().ok()?, Words { meaning, remedy }))
    };
    super::rows(text).filter_map(row).collect()
}

static CODES: LazyLock<HashMap<i64, CodeInfo>> = LazyLock::new(|| {
    super::rows(include_str!("signin-errors.csv"))
        .filter_map(|row| {
            let [code, name, category, _, who, ..] = row.as_slice() else { return None };
            let who_acts = match who.as_str() {
                "home_admin" => Actor::HomeAdmin,
                "resource_admin" => Actor::ResourceAdmin,
                "network_admin" => Actor::NetworkAdmin,
                "user" => Actor::User,
                "app_owner" => Actor::AppOwner,
                "microsoft" => Actor::Microsoft,
                _ => Actor::Nobody,
            };
            // 80045C4D is shown to users but is no code of a sign-in log.
            let code = code.parse().ok()?;
            Some((code, CodeInfo { code, name: name.clone(), category: category.clone(), who_acts }))
        })
        .collect()
});

/// Looks up a code other than 0; `None` for a code that the table does not have.
#[must_use]
pub fn find(code: ErrorCode) -> Option<&'static CodeInfo> {
    CODES.get(&code.get()?).filter(|_| code.0 != 0)
}

/// The code that Microsoft gives a name, in any case: some logs hold the name alone.
#[must_use]
pub fn by_name(name: &str) -> Option<ErrorCode> {
    let name = name.trim();
    let named = |info: &CodeInfo| !info.name.starts_with('(') && info.name.eq_ignore_ascii_case(name);
    // Of two codes of one name the lower is the older.
    all().into_iter().find(|(_, info)| named(info)).map(|(code, _)| ErrorCode(code))
}

/// Every code of the table, ascending.
#[must_use]
pub fn all() -> Vec<(i64, &'static CodeInfo)> {
    let mut all: Vec<_> = CODES.iter().map(|(&code, info)| (code, info)).collect();
    all.sort_unstable_by_key(|&(code, _)| code);
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn codes_are_read_with_their_side() {
        assert_eq!(find(ErrorCode(500_213)).map(|info| info.who_acts), Some(Actor::ResourceAdmin));
        assert!(find(ErrorCode(50_140)).is_some_and(CodeInfo::is_interrupt));
        assert_eq!(find(ErrorCode(0)), None);
        assert_eq!(find(ErrorCode::ABSENT), None);
        assert_eq!(by_name("notallowedbyinboundpolicytenant"), Some(ErrorCode(500_213)));
        assert_eq!((by_name("Success"), by_name("NoSuchName"), by_name("(direct connect MFA not trusted)")), (Some(ErrorCode(0)), None, None));
        assert_eq!(all().len(), 170, "171 rows, one of them no number");
        // A tenant that Microsoft blocked because nobody used it.
        assert_eq!(find(ErrorCode(5_000_225)).map(|info| info.who_acts), Some(Actor::ResourceAdmin));
    }

    /// What a translation must keep: codes, ids, settings and headers, and who is meant.
    fn kept(text: &str) -> BTreeSet<String> {
        let words = text.split(|letter: char| !(letter.is_ascii_alphanumeric() || "-._=".contains(letter)));
        let is_name = |word: &&str| {
            let inner = word.trim_start_matches(|letter: char| !letter.is_ascii_lowercase());
            let is_setting = word.len() > 4 && inner.chars().any(|letter| letter.is_ascii_uppercase()) && !word.contains('-');
            let is_code = word.len() > 3 && word.chars().any(|letter| letter.is_ascii_digit());
            is_setting || is_code
        };
        let names = words.map(|word| word.trim_matches(|letter| ".-".contains(letter))).filter(is_name).map(str::to_owned);
        let people = text.split('{').skip(1).filter_map(|rest| rest.split('}').next()).map(str::to_lowercase);
        names.chain(people).collect()
    }

    #[test]
    fn both_languages_hold_the_same_codes_and_keep_what_is_no_word() {
        let raw = |text| crate::knowledge::rows(text).collect::<Vec<_>>();
        let (facts, english, japanese) =
            (raw(include_str!("signin-errors.csv")), raw(include_str!("signin-errors.en.csv")), raw(include_str!("signin-errors.ja.csv")));
        let codes = |rows: &[Vec<String>]| rows.iter().map(|row| row[0].clone()).collect::<Vec<_>>();
        assert_eq!(codes(&facts), codes(&english));
        assert_eq!(codes(&facts), codes(&japanese));
        for (english, japanese) in english.iter().zip(&japanese) {
            assert!(japanese[1..].iter().all(|text| text.contains('。') && !text.contains(". ")), "{japanese:?}");
            let lost: Vec<String> =
                english[1..].iter().flat_map(|text| kept(text)).filter(|word| !kept(&japanese[1..].concat()).contains(word)).collect();
            assert!(lost.is_empty(), "{}: {lost:?} is not in {japanese:?}", english[0]);
            assert_eq!(english[2].contains("{to nobody}"), japanese[2].contains("{to nobody}"), "{}", english[0]);
        }
        assert!(kept("set inboundTrust.isMfaAccepted=true, see 50020; {Home admin} only").len() == 3);
    }
}
