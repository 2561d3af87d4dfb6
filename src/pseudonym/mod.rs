//! Keyed tokens in the place of ids and names, so that an answer can be handed over: the same key gives the same token for the same value, and
//! without the key nobody finds the value, not even by trying every name there is.
//!
//! What it is not: the decision what gives way (each layer has a file `pseudonymised` for what it holds). A token says what kind of value it
//! stands for; the rest of it follows from the value and the key alone.

mod key;
mod values;

pub use key::{Key, make_key};

use std::cell::RefCell;
use std::collections::{BTreeMap, HashSet};
use std::fmt::Write;

use unicase::UniCase;

use crate::knowledge::apps;

/// What kind of value a token stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A person: id, user principal name, mail address, display name.
    User,
    /// A group.
    Group,
    /// An organisation: id or name.
    Tenant,
    /// The name of an application, or the id of its object in a directory.
    App,
    /// A domain.
    Domain,
    /// An address of the network.
    Ip,
    /// A request or a correlation of several.
    Request,
    /// A policy of a directory.
    Policy,
    /// A file or folder.
    File,
    /// Anything else that may tell who is meant.
    Other,
}

impl Kind {
    const ALL: [Self; 10] =
        [Self::User, Self::Group, Self::Tenant, Self::App, Self::Domain, Self::Ip, Self::Request, Self::Policy, Self::File, Self::Other];

    /// How its tokens begin.
    #[must_use]
    pub fn prefix(self) -> &'static str {
        match self {
            Self::User => "usr_",
            Self::Group => "grp_",
            Self::Tenant => "ten_",
            Self::App => "app_",
            Self::Domain => "dom_",
            Self::Ip => "ip_",
            Self::Request => "req_",
            Self::Policy => "pol_",
            Self::File => "file_",
            Self::Other => "val_",
        }
    }
}

/// Bytes of a value's code in a token: two of a million million values would share one by chance.
const BYTES: usize = 10;

/// Whether a text is a token: where ids are asked for, it is one.
#[must_use]
pub fn is_token(text: &str) -> bool {
    let code = Kind::ALL.iter().find_map(|kind| text.strip_prefix(kind.prefix()));
    code.is_some_and(|code| code.len() == 2 * BYTES && code.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte)))
}

/// Bytes in hexadecimal digits.
fn hex<'b>(bytes: impl IntoIterator<Item = &'b u8>) -> String {
    let mut digits = String::new();
    for byte in bytes {
        let _ = write!(digits, "{byte:02x}");
    }
    digits
}

/// Gives tokens, and remembers for what.
#[derive(Debug)]
pub struct Pseudonyms {
    key: Key,
    /// Whether names of applications stay.
    pub keep_app_names: bool,
    /// Tenants that stay: ours, and the one that the answer is for. Lower case.
    tenants: HashSet<String>,
    /// Ids of applications that the input names, beside those that are known: they stay.
    apps: HashSet<String>,
    given: RefCell<BTreeMap<String, String>>,
}

impl Pseudonyms {
    /// Tokens by a key.
    #[must_use]
    pub fn new(key: Key, keep_app_names: bool) -> Self {
        Self { key, keep_app_names, tenants: HashSet::new(), apps: HashSet::new(), given: RefCell::default() }
    }

    /// Lets tenants and ids of applications stand as they are.
    pub fn keep(&mut self, tenants: impl IntoIterator<Item = String>, apps: impl IntoIterator<Item = String>) {
        self.tenants.extend(tenants);
        self.apps.extend(apps);
    }

    /// The token of a value. Values compare without regard to case; nothing stays nothing.
    #[must_use]
    pub fn of(&self, kind: Kind, value: &str) -> String {
        if value.is_empty() {
            return String::new();
        }
        let code = self.key.code(UniCase::new(value).to_folded_case().as_bytes());
        let token = format!("{}{}", kind.prefix(), hex(code.iter().take(BYTES)));
        let mut given = self.given.borrow_mut();
        let shown = given.entry(token.clone()).or_insert_with(|| value.to_owned());
        // Of several spellings always the same one.
        if value < shown.as_str() {
            value.clone_into(shown);
        }
        token
    }

    /// The token of a value that somebody typed, who may have copied a token.
    #[must_use]
    pub fn of_typed(&self, kind: Kind, value: &str) -> String {
        if value == "-" || is_token(value) { value.to_owned() } else { self.of(kind, value) }
    }

    /// A tenant id: ours stays.
    #[must_use]
    pub fn tenant(&self, id: &str) -> String {
        if self.keeps_tenant(id) { id.to_owned() } else { self.of(Kind::Tenant, id) }
    }

    /// Whether a tenant stays as it is.
    #[must_use]
    pub fn keeps_tenant(&self, id: &str) -> bool {
        self.tenants.contains(&id.to_lowercase())
    }

    /// Whether this is the id of an application, which stays.
    #[must_use]
    pub fn is_app(&self, id: &str) -> bool {
        let id = id.to_lowercase();
        apps::find(&id).is_some() || self.apps.contains(&id)
    }

    /// The name of an application. `first_party` = it is Microsoft's own.
    #[must_use]
    pub fn app_name(&self, name: &str, first_party: bool) -> String {
        if first_party || self.keep_app_names || apps::is_name(name) { name.to_owned() } else { self.of(Kind::App, name) }
    }

    /// A path, folder by folder, so that what stands together still does.
    #[must_use]
    pub fn path(&self, path: &str) -> String {
        let part = |part: &str| if matches!(part, "." | ".." | "-") { part.to_owned() } else { self.of(Kind::File, part) };
        path.split('/').map(part).collect::<Vec<_>>().join("/")
    }

    /// Every token given so far with its value, in order.
    #[must_use]
    pub fn given(&self) -> Vec<(String, String)> {
        self.given.borrow().iter().map(|(token, value)| (token.clone(), value.clone())).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pseudonyms(key: &str) -> Pseudonyms {
        Pseudonyms::new(Key::new(key.as_bytes()).expect("a key"), false)
    }

    #[test]
    fn one_value_has_one_token_under_one_key_and_another_under_another() {
        let (one, again, other) = (pseudonyms("one"), pseudonyms("one"), pseudonyms("other"));
        let token = one.of(Kind::User, "Ann@Fabrikam.example");
        assert_eq!(token, again.of(Kind::User, "ann@fabrikam.EXAMPLE"));
        assert_ne!(token, other.of(Kind::User, "Ann@Fabrikam.example"));
        assert!(is_token(&token) && token.starts_with("usr_") && token.len() == 24, "{token}");
        assert_eq!(one.of_typed(Kind::User, &token), token);
        assert_eq!(one.of(Kind::User, ""), "");
        assert_eq!(one.given(), [(token, "Ann@Fabrikam.example".to_owned())]);
        for no_token in ["usr_", "usr_0123", "xyz_0123456789abcdef0123", "usr_0123456789ABCDEF0123", "Fabrikam"] {
            assert!(!is_token(no_token), "{no_token}");
        }
    }

    #[test]
    fn what_is_ours_or_microsofts_stays() {
        let mut names = pseudonyms("key");
        let (ours, theirs) = ("1a1a1a1a-0000-4000-8000-000000000001", "2b2b2b2b-0000-4000-8000-000000000002");
        names.keep([ours.to_owned()], ["3c3c3c3c-0000-4000-8000-000000000003".to_owned()]);
        assert_eq!(names.tenant(ours), ours);
        assert!(names.tenant(theirs).starts_with("ten_"));
        assert!(
            names.is_app("3C3C3C3C-0000-4000-8000-000000000003") && names.is_app("00000003-0000-0000-c000-000000000000") && !names.is_app(theirs)
        );
        assert_eq!(names.app_name("Microsoft Graph", false), "Microsoft Graph");
        assert!(names.app_name("Fabrikam Ordering", false).starts_with("app_"));
        assert_eq!(names.app_name("Fabrikam Ordering", true), "Fabrikam Ordering");
        let (one, two) = (names.path("./logs of fabrikam/a.json"), names.path("./logs of fabrikam/b.json"));
        assert_eq!(one.rsplit_once('/').map(|(folder, _)| folder), two.rsplit_once('/').map(|(folder, _)| folder));
        assert!(one != two && !one.contains("fabrikam"));
    }
}
