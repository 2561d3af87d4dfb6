//! Dialects: under which names the exports keep the fields we need. A dialect is data, a [`Shape`]; one reader serves all of them.

mod canonical;
mod csv_row;
mod field;
mod json;
mod shapes;

pub use canonical::{Canonical, Hints, Want, canonical};
pub use csv_row::{CsvColumns, normalise_header};
pub use field::{Field, Fields, Scalar};
pub use json::{read_cell, read_record};
pub use shapes::{DIAGNOSTIC, GRAPH, GRAPH_CSV, LOG_ANALYTICS, PORTAL_AUDIT_CSV, PORTAL_CSV, Shape, Slot};
