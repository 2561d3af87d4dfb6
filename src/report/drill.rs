//! From a row to its sign-ins: the filters of `crosstenant events` that list them.

use super::{Cell, Table};
use crate::model::time::{self, Zone};
use crate::safe::shell_quoted;

/// What of a row narrows its sign-ins down, beside its direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drill {
    /// The partner; a crossing without a partner tenant is asked for with a dash.
    Partner,
    /// The user, by id or name.
    User,
    /// The client application.
    Client,
    /// The resource.
    Resource,
    /// The cross-tenant access type.
    AccessType,
    /// The days of a period.
    Period,
    /// The error code, and what it did.
    Code,
    /// The partner whose settings were changed, and its failures.
    FailuresOfPartner,
}

impl Drill {
    /// Options with their values for a row; `None` = it leads to no sign-ins.
    fn options(self, table: &Table, row: &[Cell], zone: Zone) -> Option<Vec<(&'static str, Option<String>)>> {
        let value = |column: &str| match table.cell(row, column) {
            Cell::Int(number) => Some(number.to_string()),
            other => other.as_str().map(str::to_owned),
        };
        let crosses = || matches!(table.str_if_any(row, "direction"), Some("inbound" | "outbound"));
        Some(match self {
            Self::Partner => vec![("--partner", value("partner_tenant_id").or_else(|| crosses().then(|| "-".to_owned())))],
            Self::User => vec![("--user", value("user_id").or_else(|| value("user_principal_name")))],
            Self::Client => vec![("--client", value("app_id"))],
            Self::Resource => vec![("--resource", value("resource_id"))],
            Self::AccessType => vec![("--access-type", value("access_type"))],
            Self::Period => {
                let day = table.str(row, "period").and_then(|day| zone.parse_bound(day)).map(|start| zone.day(start));
                vec![("--from", day.map(time::day_text)), ("--to", day.map(|day| time::day_text(day + 1)))]
            }
            Self::Code => {
                let interrupt = table.str(row, "category").is_some_and(|category| category.starts_with("interrupt"));
                vec![("--outcome", Some(if interrupt { "interrupted" } else { "failure" }.to_owned())), ("--code", value("error_code"))]
            }
            Self::FailuresOfPartner => vec![("--partner", Some(value("partner_tenant_id")?)), ("--outcome", Some("failure".to_owned()))],
        })
    }

    /// The filters that list the sign-ins behind a row: those of the row, and those of the whole table (`base`) that the row does not narrow.
    /// Empty where there are none.
    #[must_use]
    pub fn filters(of: &[Self], table: &Table, row: &[Cell], zone: Zone, base: &[String]) -> String {
        let own: Option<Vec<_>> = of.iter().map(|drill| drill.options(table, row, zone)).collect();
        let Some(own) = own.filter(|own| !own.is_empty()) else { return String::new() };
        let mut all: Vec<String> = table.str_if_any(row, "direction").map(|direction| format!("--direction {direction}")).into_iter().collect();
        all.extend(own.into_iter().flatten().filter_map(|(option, value)| Some(format!("{option} {}", shell_quoted(&value?)))));
        let narrowed = |filter: &str| all.iter().any(|own| own.split(' ').next() == filter.split(' ').next());
        let rest: Vec<String> = base.iter().filter(|filter| !narrowed(filter)).cloned().collect();
        all.extend(rest);
        all.join(" ")
    }
}
