//! What is known of Microsoft's codes, applications and tenants: one CSV file and one lookup each.

pub mod apps;
pub mod error_codes;
pub mod tenants;
