//! What is set and not typed: `crosstenant.toml` and the environment. An option that is typed goes before a variable, a variable before the
//! file. Where values go is the command line's: each becomes what its option is without being typed.

mod find;
pub mod keys;
mod settled;

pub use settled::{Decided, Origin, Settled, settle, settled};

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use self::keys::{KEYS, Key, Kind, VARIABLES, find as known, nearest};
use crate::failure::{Code, Failure};
use crate::ingest::source::read_text;
use crate::safe::quoted;
use crate::words::{Lang, configuration as said};

/// What is set.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// The file, where one is used.
    pub file: Option<PathBuf>,
    /// A file that was found and belongs to somebody else.
    pub ignored: Vec<PathBuf>,
    /// What each key is set to.
    pub values: BTreeMap<&'static str, Value>,
    /// The expected partners that the file itself lists, as CSV.
    expected: Option<String>,
}

/// What a key is set to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// One or, for a list, any number.
    pub values: Vec<String>,
    /// Where.
    pub origin: Origin,
}

/// Which file is asked for among the arguments.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum Asked {
    /// None: it is looked for.
    #[default]
    Search,
    /// `--no-config`.
    None,
    /// `--config FILE`.
    File(PathBuf),
}

/// The file that the arguments ask for, before they are understood.
fn asked_for(arguments: impl IntoIterator<Item = OsString>) -> Asked {
    let mut asked = Asked::Search;
    let mut is_value = false;
    for argument in arguments {
        if std::mem::take(&mut is_value) {
            asked = Asked::File(PathBuf::from(argument));
            continue;
        }
        let Some(text) = argument.to_str() else { continue };
        match text {
            "--" => break,
            "--no-config" => return Asked::None,
            "--config" => is_value = true,
            _ => {
                if let Some(value) = text.strip_prefix("--config=") {
                    asked = Asked::File(PathBuf::from(value));
                }
            }
        }
    }
    asked
}

impl Config {
    /// What is set for a run with these arguments, in this environment.
    ///
    /// # Errors
    /// The file cannot be read, or sets what is not known; a variable is misspelt.
    pub fn load(arguments: impl IntoIterator<Item = OsString>, environment: impl IntoIterator<Item = (OsString, OsString)>) -> Result<Self, Failure> {
        let variables = variables(environment)?;
        let asked = match (asked_for(arguments), variables.get("config")) {
            (Asked::Search, Some(path)) => Asked::File(PathBuf::from(path)),
            (asked, _) => asked,
        };
        let mut config = match asked {
            Asked::None => Self::default(),
            Asked::File(path) => Self::read(&path)?,
            Asked::Search => {
                let found = find::search();
                let config = found.file.as_deref().map(Self::read).transpose()?.unwrap_or_default();
                Self { ignored: found.ignored, ..config }
            }
        };
        for key in KEYS {
            if let Some(text) = variables.get(key.name) {
                let values = match key.kind {
                    Kind::Texts => text.split([';', ',']).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty()).collect(),
                    Kind::Paths => text.split(';').filter(|value| !value.is_empty()).map(str::to_owned).collect(),
                    _ => vec![text.clone()],
                };
                config.values.insert(key.name, Value { values, origin: Origin::Environment });
            }
        }
        Ok(config)
    }

    /// Reads a file.
    fn read(path: &Path) -> Result<Self, Failure> {
        let shown = path.display().to_string();
        // PowerShell writes what is redirected in UTF-16. What cannot be decoded is never taken for something that it may be.
        let text = read_text(path).and_then(|text| if text.contains('\u{fffd}') { Err(ErrorKind::InvalidData.into()) } else { Ok(text) });
        let text = text.map_err(|error| bad(&shown, error.to_string()))?;
        let table: toml::Table = text.parse().map_err(|error: toml::de::Error| {
            // The library shows the line and a picture of it; the place is enough.
            let line = error.span().map_or(1, |span| text.get(..span.start).map_or(1, |before| before.matches('\n').count() + 1));
            bad(&format!("{shown}:{line}"), error.message().to_owned())
        })?;
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let folder = folder.filter(|folder| std::env::current_dir().ok().as_deref() != Some(folder));
        let (mut values, mut expected) = (BTreeMap::new(), None);
        for (name, value) in &table {
            let key = known(name).ok_or_else(|| unknown(&shown, name))?;
            if let (toml::Value::Array(partners), "expected") = (value, key.name) {
                expected = Some(inline(&shown, partners)?);
                values.insert(key.name, Value { values: vec![format!("[[expected]] x {}", partners.len())], origin: Origin::File });
                continue;
            }
            let read = of_key(key, value).ok_or_else(|| {
                let (shown, name, kind) = (shown.clone(), key.name, key.kind);
                Failure::new(Code::BadConfig, move |lang: Lang| said::bad_value(lang, &shown, name), move |lang: Lang| kind.words(lang))
            })?;
            let placed = |value: String| match folder {
                Some(folder) if key.kind.is_path() && value != "-" => folder.join(value).to_string_lossy().into_owned(),
                _ => value,
            };
            values.insert(key.name, Value { values: read.into_iter().map(placed).collect(), origin: Origin::File });
        }
        Ok(Self { file: Some(path.to_owned()), ignored: Vec::new(), values, expected })
    }

    /// What a command's option is set to, given the path of the command and the id of the option.
    #[must_use]
    pub fn of_option(&self, command: &str, option: &str) -> Option<(&'static Key, Vec<String>)> {
        if option == "inputs" && command != "archive add" {
            return self.inputs(command == "update").map(|inputs| (&KEYS[0], inputs));
        }
        let key = KEYS.iter().find(|key| key.option(command) == Some(option))?;
        if key.name == EXPECTED && self.expected().is_some() {
            return None;
        }
        let value = self.values.get(key.name)?;
        (!value.values.is_empty()).then(|| (key, value.values.clone()))
    }

    /// The default inputs: the archive, where it is there already, and the exports; or these alone.
    fn inputs(&self, exports_alone: bool) -> Option<Vec<String>> {
        let of = |name: &str| self.values.get(name).map(|value| value.values.as_slice()).unwrap_or_default();
        let archive = of("archive").iter().filter(|archive| !exports_alone && Path::new(archive).exists());
        let inputs: Vec<String> = archive.chain(of("inputs")).cloned().collect();
        (!inputs.is_empty()).then_some(inputs)
    }

    /// The expected partners that the file itself lists, as CSV; none where a variable names another list.
    #[must_use]
    pub fn expected(&self) -> Option<&str> {
        self.expected.as_deref().filter(|_| self.values.get(EXPECTED).is_some_and(|value| value.origin == Origin::File))
    }

    /// The language that is set.
    #[must_use]
    pub fn lang(&self) -> Option<&str> {
        self.values.get("lang")?.values.first().map(String::as_str)
    }
}

/// The variables of the environment that are ours, by the name of their key.
fn variables(environment: impl IntoIterator<Item = (OsString, OsString)>) -> Result<BTreeMap<String, String>, Failure> {
    let mut found = BTreeMap::new();
    for (name, value) in environment {
        let (Some(name), Some(value)) = (name.to_str(), value.to_str()) else { continue };
        let Some(key) = name.strip_prefix(VARIABLES).filter(|_| !value.is_empty()) else { continue };
        let key = key.to_lowercase();
        if key == "config" || known(&key).is_some() {
            found.insert(key, value.to_owned());
        } else if let (_, 1..=2) = nearest(&key)
            && key.len() > 3
        {
            // Others may have variables that begin like ours; what differs by a letter or two is ours, and misspelt.
            return Err(unknown(name, &key));
        }
    }
    Ok(found)
}

/// The key of expected partners: a file that lists them, or the list itself.
pub const EXPECTED: &str = "expected";

/// What is told of an expected partner: the headings of a list in a file.
const PARTNER: [&str; 6] = ["tenant_id", "name", "owner", "reason", "until", "direction"];

/// The expected partners that a file lists itself, as the CSV that `--expected` reads.
fn inline(shown: &str, partners: &[toml::Value]) -> Result<String, Failure> {
    let mut lines = csv::Writer::from_writer(Vec::new());
    let mut put = |cells: &[String]| lines.write_record(cells).map_err(|error| bad(shown, error.to_string()));
    put(&PARTNER.map(str::to_owned))?;
    for partner in partners {
        let members = partner.as_table().ok_or_else(|| {
            let shown = shown.to_owned();
            Failure::new(Code::BadConfig, move |lang: Lang| said::bad_value(lang, &shown, EXPECTED), said::expected)
        })?;
        if let Some(other) = members.keys().find(|key| !PARTNER.contains(&key.as_str())) {
            let (shown, other) = (shown.to_owned(), quoted(other));
            return Err(Failure::new(Code::UnknownKey, move |lang: Lang| said::unknown_member(lang, &shown, &other), said::expected));
        }
        let mut cells = PARTNER.map(|_| String::new());
        for (cell, name) in cells.iter_mut().zip(PARTNER) {
            *cell = match members.get(name) {
                Some(toml::Value::String(text)) => text.clone(),
                Some(toml::Value::Datetime(day)) => day.to_string(),
                Some(_) => {
                    let (shown, name) = (shown.to_owned(), quoted(name));
                    return Err(Failure::new(Code::BadConfig, move |lang: Lang| said::bad_member(lang, &shown, &name), said::expected));
                }
                None => String::new(),
            };
        }
        put(&cells)?;
    }
    let bytes = lines.into_inner().map_err(|error| bad(shown, error.to_string()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// The values of a key, where they are of its kind. A list of one may be written as what it holds.
fn of_key(key: &Key, value: &toml::Value) -> Option<Vec<String>> {
    let one = |value: &toml::Value| match value {
        toml::Value::String(text) if key.kind != Kind::Number && !text.trim().is_empty() => Some(text.clone()),
        toml::Value::Integer(number) if key.kind == Kind::Number => Some(number.to_string()),
        _ => None,
    };
    match value {
        toml::Value::Array(values) if key.kind.is_list() => values.iter().map(one).collect(),
        value => one(value).map(|value| vec![value]),
    }
}

impl Kind {
    /// What is to be written, in a sentence.
    fn words(self, lang: Lang) -> &'static str {
        match self {
            Self::Text => said::text(lang),
            Self::Number => said::number(lang),
            Self::Path => said::path(lang),
            Self::Texts => said::texts(lang),
            Self::Paths => said::paths(lang),
        }
    }
}

fn bad(place: &str, error: String) -> Failure {
    let place = place.to_owned();
    Failure::new(Code::BadConfig, move |lang: Lang| said::cannot_use(lang, &place, &error), said::cannot_use_next)
}

fn unknown(place: &str, name: &str) -> Failure {
    let (place, shown, (nearest, _)) = (place.to_owned(), quoted(name), nearest(name));
    Failure::new(Code::UnknownKey, move |lang: Lang| said::unknown_key(lang, &place, &shown), move |lang: Lang| said::unknown_key_next(lang, nearest))
}

#[cfg(test)]
mod tests;
