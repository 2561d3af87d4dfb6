//! What a policy leaves open and its reader can tell: who is in a group, and which home user a guest object belongs to.
//!
//! What it is not: a directory. A group that is listed nowhere is unknown; a group that is listed is taken to be listed whole.

use hashbrown::{HashMap, HashSet};

use crate::failure::{Code, Failure};
use crate::pseudonym::{Kind, Pseudonyms};
use crate::safe::{quoted, quoted_list};
use crate::words::{Lang, Text, errors as said};

/// Members of groups (`--members`) and home ids of guests (`--user-map`).
#[derive(Clone, Debug, Default)]
pub struct Lookups {
    members: HashMap<String, HashSet<String>>,
    /// Home id by the id of the guest object here.
    home_of: HashMap<String, String>,
    /// Home ids that have a guest object here.
    mapped: HashSet<String>,
    /// Object ids of guests in our directory, as far as the logs and user lists tell.
    guests: HashSet<String>,
}

impl Lookups {
    /// Says that a user is in a group.
    pub fn add_member(&mut self, group_id: &str, user_id: &str) {
        let users = self.members.entry(group_id.trim().to_lowercase()).or_default();
        // A group alone in its row is known to be empty.
        if !user_id.trim().is_empty() {
            users.insert(user_id.trim().to_lowercase());
        }
    }

    /// Says which guest object (`user_id`) a user of a partner (`home_user_id`) has here.
    pub fn add_user(&mut self, home_user_id: &str, user_id: &str) {
        let home = home_user_id.trim().to_lowercase();
        self.mapped.insert(home.clone());
        self.home_of.insert(user_id.trim().to_lowercase(), home);
    }

    /// Adds the rows of a `--members` file: CSV `group_id,user_id`.
    ///
    /// # Errors
    /// The file has other columns, or cannot be read.
    pub fn read_members(&mut self, text: &str, shown: &str) -> Result<(), Failure> {
        for [group, user] in pairs(text, shown, Code::BadMembers, ["group_id", "user_id"])? {
            self.add_member(&group, &user);
        }
        Ok(())
    }

    /// Adds the rows of a `--user-map` file: CSV `home_user_id,user_id`.
    ///
    /// # Errors
    /// The file has other columns, or cannot be read.
    pub fn read_user_map(&mut self, text: &str, shown: &str) -> Result<(), Failure> {
        for [home, user] in pairs(text, shown, Code::BadUserMap, ["home_user_id", "user_id"])? {
            if self.home_of.get(&user.to_lowercase()).is_some_and(|known| *known != home.to_lowercase()) {
                let path = quoted(shown);
                return Err(Failure::new(Code::BadUserMap, move |lang: Lang| said::two_homes(lang, &path, &user), said::two_homes_next));
            }
            self.add_user(&home, &user);
        }
        Ok(())
    }

    /// The same under tokens.
    #[must_use]
    pub fn pseudonymised(&self, names: &Pseudonyms) -> Self {
        let Self { members, home_of, mapped, guests } = self;
        let user = |id: &String| names.of(Kind::User, id);
        let users = |ids: &HashSet<String>| ids.iter().map(user).collect();
        Self {
            members: members.iter().flat_map(|(group, ids)| group_tokens(group, names).map(|group| (group, users(ids)))).collect(),
            home_of: home_of.iter().map(|(local, home)| (user(local), user(home))).collect(),
            mapped: users(mapped),
            guests: users(guests),
        }
    }

    /// Whether a user is in a group; `None` where the group or the user is not known. `inbound` users may be listed by either of their ids.
    pub(super) fn is_member(&self, group: &str, user: Option<&str>, inbound: bool) -> Option<bool> {
        let members = self.members.get(group)?;
        if members.is_empty() {
            return Some(false);
        }
        let user = user?;
        if !inbound || members.contains(user) {
            return Some(members.contains(user));
        }
        if let Some(home) = self.home_of.get(user) {
            return Some(members.contains(home));
        }
        // A group of the partner has the partner's ids. Only where some of them are ours does the list speak of our guests.
        let ours = members.iter().any(|member| self.guests.contains(member));
        (ours || members.iter().all(|member| self.mapped.contains(member))).then_some(false)
    }

    /// Says which object ids are those of guests in our directory.
    pub fn set_guests(&mut self, ids: impl IntoIterator<Item = String>) {
        self.guests = ids.into_iter().collect();
    }

    /// Whether the guest object of a home user is known.
    pub(super) fn is_mapped(&self, home: &str) -> bool {
        self.mapped.contains(home)
    }

    /// The home id of a guest object.
    pub(super) fn home_of(&self, local: &str) -> Option<&str> {
        self.home_of.get(local).map(String::as_str)
    }
}

/// The tokens of a group: in a list that does not say what kind of object it names, that of a person.
fn group_tokens(id: &str, names: &Pseudonyms) -> [String; 2] {
    [Kind::Group, Kind::User].map(|kind| names.of(kind, id))
}

/// Two columns of a CSV file by their headings, in any order, more columns being allowed.
fn pairs(text: &str, shown: &str, code: Code, columns: [&'static str; 2]) -> Result<Vec<[String; 2]>, Failure> {
    let path = quoted(shown);
    let [first, second] = columns;
    let bad = |what: Text| Failure::new(code, what, move |lang: Lang| said::other_columns_next(lang, first, second));
    let unreadable = |error: csv::Error| {
        let (path, error) = (path.clone(), error.to_string());
        bad(Text::from(move |lang: Lang| said::unreadable(lang, &path, &error)))
    };
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let headings = reader.headers().map_err(unreadable)?.clone();
    let place = |column: &str| headings.iter().position(|heading| heading.trim().eq_ignore_ascii_case(column));
    let (Some(first), Some(second)) = (place(columns[0]), place(columns[1])) else {
        let found = quoted_list(headings.iter().take(6));
        let path = path.clone();
        return Err(bad(Text::from(move |lang: Lang| said::other_columns(lang, &path, &found))));
    };
    let mut rows = Vec::new();
    for row in reader.records() {
        let row = row.map_err(unreadable)?;
        let cell = |place: usize| row.get(place).unwrap_or_default().trim().to_owned();
        if !cell(first).is_empty() {
            rows.push([cell(first), cell(second)]);
        }
    }
    Ok(rows)
}
