//! What is known of Microsoft's codes, applications, tenants and column headings: one CSV file and one lookup each.

pub mod apps;
pub mod audit_activities;
pub mod error_codes;
pub mod faq;
pub mod headers;
pub mod portal_columns;
pub mod remedy;
pub mod tenants;

/// The rows of one of the built-in CSV files, without its heading.
fn rows(text: &'static str) -> impl Iterator<Item = Vec<String>> {
    csv::Reader::from_reader(text.as_bytes()).into_records().filter_map(Result::ok).map(|record| record.iter().map(str::to_owned).collect())
}
