//! The neutral result of an analysis: tables with typed columns, sentences, charts as data. Outputs render it and compute nothing.

mod caveat;
pub mod chart;
mod digest;
mod drill;
mod evidence;
mod explorer;
mod hint;
mod numbers;
mod summary;
mod words;

pub use caveat::{Caveat, CaveatCode};
pub use digest::{Digest, DigestLine};
pub use drill::Drill;
pub use evidence::Evidence;
pub use explorer::{Explorer, FactColumn, Folded};
pub use hint::{Hint, SHOWN, shown_hints};
pub use numbers::grouped;
pub use summary::{KeyFigure, Summary};
pub use words::{NO_ENTRA_HOME, heading, no_entra_home, shown_name, truth};

use std::borrow::Cow;
use std::sync::Arc;

use crate::model::ledger::Ledger;
use crate::model::time::Zone;
use crate::words::Lang;

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Not known, or not applicable.
    Null,
    /// One of our own words: a direction, a kind, a code.
    Word(&'static str),
    /// A text, shared by all cells that hold it.
    Text(Arc<str>),
    /// A number.
    Int(i64),
    /// A truth value.
    Bool(bool),
    /// A point in time (seconds since 1970-01-01 UTC).
    Time(i64),
    /// Several texts.
    List(Vec<String>),
}

impl Cell {
    /// A text, or null.
    #[must_use]
    pub fn text(text: Option<&str>) -> Self {
        text.map_or(Self::Null, |text| Self::Text(text.into()))
    }

    /// The text of a word or text.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::Word(word) => Some(word),
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// A count.
    #[must_use]
    pub fn count(count: u64) -> Self {
        Self::Int(i64::try_from(count).unwrap_or(i64::MAX))
    }
}

/// What kind of values a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Texts.
    Text,
    /// Numbers that add up.
    Int,
    /// Numbers that are names (error codes).
    Code,
    /// Truth values.
    Bool,
    /// Times.
    Time,
    /// Lists of texts.
    List,
}

/// A column of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name in CSV and JSON; never translated.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// How much it matters where a terminal is narrow: 0 = always shown, higher = left out earlier.
    pub spare: u8,
}

/// A column of texts.
#[must_use]
pub const fn text(name: &'static str, spare: u8) -> Column {
    Column { name, kind: Kind::Text, spare }
}

/// A column of numbers.
#[must_use]
pub const fn int(name: &'static str, spare: u8) -> Column {
    Column { name, kind: Kind::Int, spare }
}

/// A column of times.
#[must_use]
pub const fn time(name: &'static str, spare: u8) -> Column {
    Column { name, kind: Kind::Time, spare }
}

/// A table.
#[derive(Clone, Debug)]
pub struct Table {
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, a cell for each column, in their final order.
    pub rows: Vec<Vec<Cell>>,
}

impl Table {
    /// The place of a column.
    #[must_use]
    pub fn place(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.name == name)
    }

    /// A cell by the name of a column that the table has.
    #[must_use]
    pub fn cell<'t>(&self, row: &'t [Cell], name: &str) -> &'t Cell {
        let place = self.place(name);
        // A name that was misspelt must not pass for a column without values.
        debug_assert!(place.is_some(), "no column {name}");
        place.and_then(|place| row.get(place)).unwrap_or(&Cell::Null)
    }

    /// A text by the name of a column that the table may have.
    #[must_use]
    pub fn str_if_any<'t>(&self, row: &'t [Cell], name: &str) -> Option<&'t str> {
        row.get(self.place(name)?)?.as_str()
    }

    /// A number by column name; 0 where there is none.
    #[must_use]
    pub fn number(&self, row: &[Cell], name: &str) -> i64 {
        if let Cell::Int(number) = self.cell(row, name) { *number } else { 0 }
    }

    /// The cell at a place as people are shown it: a name of an organisation is never missing.
    #[must_use]
    pub fn shown<'t>(&self, row: &'t [Cell], place: usize, lang: Lang) -> Cow<'t, Cell> {
        match row.get(place) {
            Some(Cell::Null) if self.columns.get(place).is_some_and(|column| column.name == "partner_name") => {
                Cow::Owned(Cell::text(Some(&shown_name(self, row, lang))))
            }
            cell => Cow::Borrowed(cell.unwrap_or(&Cell::Null)),
        }
    }

    /// A text by column name.
    #[must_use]
    pub fn str<'t>(&self, row: &'t [Cell], name: &str) -> Option<&'t str> {
        self.cell(row, name).as_str()
    }
}

/// The facts about the input that every result carries.
#[derive(Clone, Debug)]
pub struct Envelope {
    /// Own tenants, sorted.
    pub own_tenants: Vec<String>,
    /// First and last event (seconds since 1970-01-01 UTC).
    pub period: Option<(i64, i64)>,
    /// The sums.
    pub ledger: Ledger,
    /// Kept sign-ins by direction, and workload sign-ins.
    pub directions: Vec<(&'static str, u64)>,
}

/// The result of one command.
#[derive(Clone, Debug)]
pub struct Report {
    /// Name of the command.
    pub command: &'static str,
    /// Name of the shape of the rows: that of the command, unless its options change the rows.
    pub shape: &'static str,
    /// The question it answers.
    pub question: &'static str,
    /// The table.
    pub table: Table,
    /// Sentences below it.
    pub notes: Vec<String>,
    /// What the logs cannot show; only `coverage` has them.
    pub caveats: Option<Vec<Caveat>>,
    /// The answer in sentences, before the table.
    pub answer: Vec<String>,
    /// Further members of the JSON envelope.
    pub extra: Vec<(&'static str, serde_json::Value)>,
    /// Conditions of `--fail-on` that are met.
    pub gates: Vec<&'static str>,
    /// The options of filters that the command knows.
    pub filters: Vec<&'static str>,
    /// How a row leads to its sign-ins.
    pub drill: &'static [Drill],
    /// About the input.
    pub envelope: Envelope,
    /// Zone of times shown to people.
    pub zone: Zone,
    /// Language of what people read: headings and what surrounds the table.
    pub lang: Lang,
}

impl Report {
    /// A table and what it is about, and nothing else.
    #[must_use]
    pub fn new(command: &'static str, question: &'static str, table: Table, envelope: Envelope, zone: Zone, lang: Lang) -> Self {
        Self {
            command,
            shape: command,
            question,
            table,
            notes: Vec::new(),
            caveats: None,
            answer: Vec::new(),
            extra: Vec::new(),
            gates: Vec::new(),
            filters: Vec::new(),
            drill: &[],
            envelope,
            zone,
            lang,
        }
    }
}

impl Envelope {
    /// Of a command that reads no sign-ins.
    #[must_use]
    pub fn without_sign_ins(ledger: Ledger) -> Self {
        let directions = ["inbound", "outbound", "internal", "foreign", "undetermined", "workload"].map(|name| (name, 0)).to_vec();
        Self { own_tenants: Vec::new(), period: None, ledger, directions }
    }
}

/// A row under construction: its cells are put in by the names of their columns.
pub struct RowByName<'c> {
    columns: &'c [Column],
    cells: Vec<Cell>,
}

impl<'c> RowByName<'c> {
    /// A row in which nothing is known yet.
    #[must_use]
    pub fn new(columns: &'c [Column]) -> Self {
        Self { columns, cells: vec![Cell::Null; columns.len()] }
    }

    /// Puts a cell in.
    pub fn set(&mut self, column: &str, cell: Cell) {
        let place = self.columns.iter().position(|known| known.name == column);
        debug_assert!(place.is_some(), "no column {column}");
        if let Some(place) = place {
            self.cells[place] = cell;
        }
    }

    /// The cells.
    #[must_use]
    pub fn done(self) -> Vec<Cell> {
        self.cells
    }
}
