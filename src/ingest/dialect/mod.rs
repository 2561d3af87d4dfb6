//! Dialects: under which names the exports keep the fields we need. A dialect is data, a [`Shape`], with the evidence that recognises
//! it, one file for each product; one reader serves all of them.

mod audit;
mod canonical;
mod csv_columns;
mod csv_row;
pub mod defender;
pub mod diagnostic;
mod evidence;
mod familiar;
mod field;
pub mod flattened;
pub mod graph;
mod json;
pub mod log_analytics;
pub mod marks;
pub mod portal;
pub mod portal_audit;
pub mod powershell;
mod python;
mod record;
pub mod relationships;
pub mod settings;
mod shapes;
mod skip;
pub mod unified_audit;
pub mod users;
mod values;

pub use canonical::{Canonical, Hints, Want, canonical, counted, detailed, event_time_text, is_of_directory};
pub use csv_columns::{CsvColumns, normalise_header};
pub use csv_row::CsvRow;
pub use diagnostic::DIAGNOSTIC;
pub use evidence::{Told, take_row_of_step};
use familiar::OF_OTHERS;
pub use familiar::{Begun, Familiar, InParts, only_sign_in, unneeded};
pub use field::{Detached, Field, Fields, Scalar, bits};
pub use graph::GRAPH;
pub use json::{read_cell, read_record};
pub use log_analytics::LOG_ANALYTICS;
pub use portal::PORTAL_CSV;
pub use record::Record;
pub use shapes::{Shape, Slot, squeezed};
pub use skip::{Json, Odd, SkipReader};
