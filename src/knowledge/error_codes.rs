//! Sign-in error codes (`signin-errors.csv`): what each means, who must act, what to do. Microsoft warns that codes and texts change;
//! an unknown code is shown as unclassified, never guessed.

use std::sync::LazyLock;

use hashbrown::HashMap;

use crate::model::ErrorCode;

/// One row of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeInfo {
    /// Microsoft's name, or our own in parentheses.
    pub name: String,
    /// What it means, in a sentence.
    pub meaning: String,
    /// `failure/…` or `interrupt/…` and the family.
    pub category: String,
    /// Who must act, in words of the record: home or resource side.
    pub who_acts: Actor,
    /// What to do.
    pub remedy: String,
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
}

static CODES: LazyLock<HashMap<i64, CodeInfo>> = LazyLock::new(|| {
    super::rows(include_str!("signin-errors.csv"))
        .filter_map(|row| {
            let [code, name, meaning, category, _, who, remedy, ..] = row.as_slice() else { return None };
            let who_acts = match who.as_str() {
                "home_admin" => Actor::HomeAdmin,
                "resource_admin" => Actor::ResourceAdmin,
                "network_admin" => Actor::NetworkAdmin,
                "user" => Actor::User,
                "app_owner" => Actor::AppOwner,
                "microsoft" => Actor::Microsoft,
                _ => Actor::Nobody,
            };
            let info = CodeInfo { name: name.clone(), meaning: meaning.clone(), category: category.clone(), who_acts, remedy: remedy.clone() };
            // 80045C4D is shown to users but is no code of a sign-in log.
            Some((code.parse().ok()?, info))
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

    #[test]
    fn codes_are_read_with_their_side() {
        assert_eq!(find(ErrorCode(500_213)).map(|info| info.who_acts), Some(Actor::ResourceAdmin));
        assert!(find(ErrorCode(50_140)).is_some_and(CodeInfo::is_interrupt));
        assert_eq!(find(ErrorCode(0)), None);
        assert_eq!(find(ErrorCode::ABSENT), None);
        assert_eq!(by_name("notallowedbyinboundpolicytenant"), Some(ErrorCode(500_213)));
        assert_eq!((by_name("Success"), by_name("NoSuchName"), by_name("(direct connect MFA not trusted)")), (Some(ErrorCode(0)), None, None));
        assert_eq!(all().len(), 167, "168 rows, one of them no number");
    }
}
