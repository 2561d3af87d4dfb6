//! ★ What can be set in `crosstenant.toml` and the environment: each key is the name of an option, and says whose.

/// What a key holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A text.
    Text,
    /// A whole number.
    Number,
    /// A path; one that is relative begins at the folder of the file that sets it.
    Path,
    /// Texts.
    Texts,
    /// Paths, folders and patterns.
    Paths,
}

impl Kind {
    /// Whether it holds several values.
    #[must_use]
    pub fn is_list(self) -> bool {
        matches!(self, Self::Texts | Self::Paths)
    }

    /// Whether it holds paths.
    #[must_use]
    pub fn is_path(self) -> bool {
        matches!(self, Self::Path | Self::Paths)
    }
}

/// Something that can be set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key {
    /// Its name: that of the option, with `_` for `-`.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// The commands whose option it is; none = every command that has it.
    commands: &'static [&'static str],
}

const fn key(name: &'static str, kind: Kind) -> Key {
    Key { name, kind, commands: &[] }
}

/// Every key, in the order in which they are shown.
pub const KEYS: &[Key] = &[
    key("inputs", Kind::Paths),
    Key { name: "archive", kind: Kind::Path, commands: &["archive info", "archive verify", "archive export", "archive prune", "update"] },
    Key { name: "output", kind: Kind::Path, commands: &["report", "update"] },
    key("tenant", Kind::Texts),
    key("names", Kind::Path),
    key("expected", Kind::Path),
    Key { name: "fail_on", kind: Kind::Texts, commands: &["update"] },
    key("current", Kind::Path),
    key("headers", Kind::Path),
    key("date_order", Kind::Text),
    key("zone", Kind::Text),
    key("tz", Kind::Text),
    key("lang", Kind::Text),
    key("color", Kind::Text),
    key("threads", Kind::Number),
    key("dormant_days", Kind::Number),
    key("threshold", Kind::Number),
    key("min_successes", Kind::Number),
    key("impact_window", Kind::Number),
];

impl Key {
    /// The option of a command that it sets, by its id.
    #[must_use]
    pub fn option(&self, command: &str) -> Option<&'static str> {
        match self.name {
            // What is added to an archive is named each time.
            "inputs" if command == "archive add" => None,
            "archive" if command.starts_with("archive ") && self.commands.contains(&command) => Some("dir"),
            _ if self.commands.is_empty() || self.commands.contains(&command) => Some(self.name),
            _ => None,
        }
    }

    /// The variable of the environment that sets it.
    #[must_use]
    pub fn variable(&self) -> String {
        format!("{VARIABLES}{}", self.name.to_uppercase())
    }
}

/// How the variables of the environment begin.
pub const VARIABLES: &str = "CROSSTENANT_";

/// The key of a name, with `-` or `_` between its words.
#[must_use]
pub fn find(name: &str) -> Option<&'static Key> {
    let name = name.replace('-', "_");
    KEYS.iter().find(|key| key.name == name)
}

/// The key whose name is most like this one, and how many letters are another.
#[must_use]
pub fn nearest(name: &str) -> (&'static str, usize) {
    let name = name.replace('-', "_").to_lowercase();
    KEYS.iter().map(|key| (key.name, distance(&name, key.name))).min_by_key(|&(_, distance)| distance).unwrap_or_default()
}

/// How many letters must be put in, left out or changed to make one text the other.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (place, letter) in one.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], place + 1);
        for (at, &wanted) in other.iter().enumerate() {
            let changed = diagonal + usize::from(letter != wanted);
            diagonal = row[at + 1];
            row[at + 1] = changed.min(diagonal + 1).min(row[at] + 1);
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_found() {
        for (typed, meant, letters) in
            [("tenat", "tenant", 1), ("tenants", "tenant", 1), ("time_zone", "zone", 5), ("dormant-day", "dormant_days", 1)]
        {
            assert_eq!(nearest(typed), (meant, letters), "{typed}");
        }
        assert_eq!(find("dormant-days").map(|key| key.name), Some("dormant_days"));
        assert_eq!((distance("", "abc"), distance("abc", ""), distance("kitten", "sitting")), (3, 3, 3));
    }

    #[test]
    fn a_key_knows_its_option() {
        let option = |name, command| find(name).and_then(|key| key.option(command));
        assert_eq!(option("archive", "archive info"), Some("dir"));
        assert_eq!((option("archive", "archive add"), option("archive", "partners")), (None, None));
        assert_eq!((option("inputs", "archive add"), option("inputs", "partners")), (None, Some("inputs")));
        assert_eq!((option("output", "partners"), option("output", "report")), (None, Some("output")));
        assert_eq!(find("dormant-days").map(Key::variable).as_deref(), Some("CROSSTENANT_DORMANT_DAYS"));
    }
}
