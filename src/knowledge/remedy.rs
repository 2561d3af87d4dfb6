//! What to do about an error code: one text, said to nobody in particular or to those who must act.
//!
//! In the files, `{home admin}` and `{Resource admin}` are the administrators of a side, `[Retry|retry]` is what stands before the bar where
//! nobody is addressed and what stands behind it after "You: ", and `{to nobody}` begins what nobody has to do.

use crate::words::{Lang, codes as said};

/// How the administrators of both sides are called: in the middle of a sentence, and at its start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Admins {
    /// Of the tenant where the sign-in was to lead.
    pub resource: [&'static str; 2],
    /// Of the tenant of the user.
    pub home: [&'static str; 2],
}

impl Admins {
    /// As seen from nowhere.
    #[must_use]
    pub fn general(lang: Lang) -> Self {
        Self {
            resource: [said::resource_admin(lang), said::resource_admin_start(lang)],
            home: [said::home_admin(lang), said::home_admin_start(lang)],
        }
    }

    fn called(&self, name: &str) -> Option<&'static str> {
        match name {
            "resource admin" => Some(self.resource[0]),
            "Resource admin" => Some(self.resource[1]),
            "home admin" => Some(self.home[0]),
            "Home admin" => Some(self.home[1]),
            _ => None,
        }
    }
}

/// Begins what nobody has to do.
const TO_NOBODY: &str = "{to nobody}";

/// What to do, before it is known who reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Remedy<'t> {
    text: &'t str,
    /// Whether nobody has to do anything.
    pub to_nobody: bool,
}

impl<'t> Remedy<'t> {
    /// Of a text in the files.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        let rest = text.strip_prefix(TO_NOBODY);
        Self { text: rest.unwrap_or(text), to_nobody: rest.is_some() }
    }

    /// As an explanation says it: to nobody in particular.
    #[must_use]
    pub fn explained(self, lang: Lang) -> String {
        self.said(false, &Admins::general(lang))
    }

    /// The text. `addressed` = it follows the name of whom it is said to.
    #[must_use]
    pub fn said(self, addressed: bool, admins: &Admins) -> String {
        let mut chosen = String::new();
        let mut rest = self.text;
        while let Some((before, (choice, after))) = rest.split_once('[').and_then(|(before, rest)| Some((before, rest.split_once(']')?))) {
            let (alone, to_somebody) = choice.split_once('|').unwrap_or((choice, choice));
            chosen.push_str(before);
            chosen.push_str(if addressed { to_somebody } else { alone });
            rest = after;
        }
        chosen.push_str(rest);
        let mut out = String::new();
        let mut rest = chosen.as_str();
        while let Some((before, (name, after))) = rest.split_once('{').and_then(|(before, rest)| Some((before, rest.split_once('}')?))) {
            out.push_str(before);
            out.push_str(admins.called(name).unwrap_or(name));
            rest = after;
        }
        out.push_str(rest);
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_text_for_all_who_read_it() {
        let admins = Admins { resource: ["your own admin", "Your own admin"], home: ["the partner's admin", "The partner's admin"] };
        let remedy = Remedy::new("[{Home admin}: |]add it; the {resource admin} must do the same. {Resource admin} first.");
        assert_eq!(remedy.said(true, &admins), "add it; the your own admin must do the same. Your own admin first.");
        assert_eq!(remedy.said(false, &admins), "The partner's admin: add it; the your own admin must do the same. Your own admin first.");
        assert_eq!(remedy.explained(Lang::En), "Home admin: add it; the resource admin must do the same. Resource admin first.");
        let nothing = Remedy::new("{to nobody}[None|Nothing to do] unless repeated.");
        assert!(nothing.to_nobody && !remedy.to_nobody);
        assert_eq!(
            (nothing.explained(Lang::En), nothing.said(true, &admins)),
            ("None unless repeated.".into(), "Nothing to do unless repeated.".into())
        );
    }
}
