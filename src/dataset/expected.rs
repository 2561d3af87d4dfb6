//! `--expected FILE`: the partners that are wanted, each perhaps in one direction and until a day.

use std::collections::BTreeMap;

use crate::failure::{Code, Failure};
use crate::model::parse_guid;
use crate::model::time::Zone;
use crate::pseudonym::{Kind, Pseudonyms};
use crate::safe::{cut, quoted};
use crate::words::{Lang, Text, expected as said};

/// A line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExpectedPartner {
    /// Its name.
    pub name: String,
    /// Who answers for it.
    pub owner: String,
    /// Why.
    pub reason: String,
    /// The last day, as written; empty = no end.
    pub until: String,
    /// The end of that day (seconds since 1970-01-01 UTC, exclusive).
    ends: Option<i64>,
    /// `inbound` or `outbound`; `None` = both.
    pub direction: Option<&'static str>,
}

/// How a partner stands to the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// It is on the list.
    Listed,
    /// It was, and came after its last day.
    Expired,
    /// It is not, or not for this direction.
    NotListed,
}

impl Standing {
    /// The name used in tables.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Listed => "listed",
            Self::Expired => "expired",
            Self::NotListed => "not_listed",
        }
    }
}

/// The list: partners by tenant id, lower case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Expected {
    partners: BTreeMap<String, Vec<ExpectedPartner>>,
}

impl Expected {
    /// How a partner stands whose last sign-in in a direction (`None` = either) was at `last` (seconds since 1970-01-01 UTC).
    #[must_use]
    pub fn standing(&self, tenant: &str, direction: Option<&str>, last: Option<i64>) -> Standing {
        let lines = self.lines(tenant, direction);
        let holds = |line: &&ExpectedPartner| line.ends.is_none_or(|ends| last.is_none_or(|last| last < ends));
        lines.iter().map(|line| if holds(line) { Standing::Listed } else { Standing::Expired }).min().unwrap_or(Standing::NotListed)
    }

    /// When a partner that is on the list stops being expected in a direction (seconds since 1970-01-01 UTC); `None` = never.
    #[must_use]
    pub fn ends(&self, tenant: &str, direction: Option<&str>) -> Option<i64> {
        let ends: Option<Vec<i64>> = self.lines(tenant, direction).iter().map(|line| line.ends).collect();
        ends?.into_iter().max()
    }

    /// The lines about a partner in a direction (`None` = either).
    #[must_use]
    pub fn lines(&self, tenant: &str, direction: Option<&str>) -> Vec<&ExpectedPartner> {
        let all = self.partners.get(tenant).into_iter().flatten();
        all.filter(|line| direction.is_none() || line.direction.is_none() || line.direction == direction).collect()
    }
}

impl Expected {
    /// The same list under tokens; who answers for a partner and why is nobody else's business.
    #[must_use]
    pub fn pseudonymised(&self, names: &Pseudonyms) -> Self {
        let hidden = |(id, lines): (&String, &Vec<ExpectedPartner>)| {
            let line = |line: &ExpectedPartner| ExpectedPartner {
                name: names.of(Kind::Tenant, &line.name),
                owner: String::new(),
                reason: String::new(),
                ..line.clone()
            };
            (names.tenant(id), lines.iter().map(line).collect())
        };
        Self { partners: self.partners.iter().map(hidden).collect() }
    }
}

/// Reads the list: CSV with the headings `tenant_id`, `name` and perhaps `owner`, `reason`, `until`, `direction`, in any order and beside
/// others. Days are those of the zone.
///
/// # Errors
/// The headings are not there, the list is empty, or a line says something that is not understood: a list read in part would call what is
/// wanted unexpected, or the other way round.
pub fn read_expected(text: &str, shown: &str, zone: Zone) -> Result<Expected, Failure> {
    let path = quoted(shown);
    let refused = |what: Text| Failure::new(Code::BadExpected, what, said::next);
    let mut reader = csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let headings = reader.headers().cloned().unwrap_or_default();
    let place = |name: &str| headings.iter().position(|heading| heading.eq_ignore_ascii_case(name));
    let (Some(id), Some(name)) = (place("tenant_id"), place("name")) else {
        let start = quoted(&cut(text.lines().next().unwrap_or_default(), 60));
        return Err(refused(Text::from(move |lang: Lang| said::no_headings(lang, &path, &start))));
    };
    let others = ["owner", "reason", "until", "direction"].map(place);
    let mut list = Expected::default();
    for (number, row) in reader.records().enumerate() {
        let row = row.unwrap_or_default();
        let cell = |place: Option<usize>| place.and_then(|place| row.get(place)).unwrap_or_default();
        if row.iter().all(str::is_empty) && !row.is_empty() {
            continue;
        }
        let [owner, reason, until, direction] = others.map(cell);
        let tenant = cell(Some(id)).trim_matches(['{', '}']).to_lowercase();
        let refuse = |column: &'static str, found: &str| {
            let (path, line, found) = (path.clone(), number + 2, quoted(&cut(found, 40)));
            Err(refused(Text::from(move |lang: Lang| said::bad_cell(lang, &path, line, column, &found))))
        };
        if parse_guid(&tenant).is_none_or(|guid| guid == 0) {
            return refuse("tenant_id", cell(Some(id)));
        }
        let ends = zone.parse_bound(until).map(|start| zone.day_start(zone.day(start) + 1));
        if ends.is_none() && !until.is_empty() {
            return refuse("until", until);
        }
        let direction = match direction.to_lowercase().as_str() {
            "" | "both" => None,
            "inbound" => Some("inbound"),
            "outbound" => Some("outbound"),
            other => return refuse("direction", other),
        };
        let line = ExpectedPartner {
            name: cell(Some(name)).to_owned(),
            owner: owner.to_owned(),
            reason: reason.to_owned(),
            until: until.to_owned(),
            ends,
            direction,
        };
        list.partners.entry(tenant).or_default().push(line);
    }
    if list.partners.is_empty() {
        return Err(refused(Text::from(move |lang: Lang| said::none(lang, &path))));
    }
    Ok(list)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::time::parse;

    const A: &str = "22222222-2222-4222-8222-222222222222";
    const B: &str = "33333333-3333-4333-8333-333333333333";

    #[test]
    fn a_partner_is_expected_in_its_direction_until_its_last_day_is_over() {
        let tokyo = Zone::parse("Asia/Tokyo").expect("zone");
        let text = format!("\u{feff}Name,TENANT_ID,note,until,direction\nFabrikam,{{{}}},x,2026-10-31,inbound\n,{B},,,\n,,,,\n", A.to_uppercase());
        let list = read_expected(&text, "f", tokyo).expect("a list");
        let standing = |tenant: &str, direction, time: &str| list.standing(tenant, direction, parse(time, None).ok());
        assert_eq!(standing(A, Some("inbound"), "2026-10-31T14:59:59Z"), Standing::Listed);
        assert_eq!(standing(A, Some("inbound"), "2026-10-31T15:00:00Z"), Standing::Expired, "the day ends in its zone");
        assert_eq!(standing(A, Some("outbound"), "2026-10-01T00:00:00Z"), Standing::NotListed);
        assert_eq!(standing(A, None, "2026-10-01T00:00:00Z"), Standing::Listed);
        assert_eq!(list.ends(A, Some("inbound")), parse("2026-10-31T15:00:00Z", None).ok());
        assert_eq!([list.ends(A, Some("outbound")), list.ends(B, None), list.ends("x", None)], [None; 3]);
        assert_eq!(standing(B, Some("outbound"), "2036-10-01T00:00:00Z"), Standing::Listed);
        assert_eq!(standing("x", None, "2036-10-01T00:00:00Z"), Standing::NotListed);
    }

    #[test]
    fn of_several_lines_one_that_holds_is_enough() {
        let text = format!("tenant_id,name,until\n{A},Fabrikam,2026-10-01\n{A},Fabrikam,\n");
        let list = read_expected(&text, "f", Zone::UTC).expect("a list");
        assert_eq!(list.standing(A, Some("inbound"), Some(i64::MAX)), Standing::Listed);
    }

    #[test]
    fn a_list_is_read_whole_or_not_at_all() {
        let bad = [
            "",
            "tenant_id,name\n",
            "id,name\nx,y\n",
            "tenant_id\nx\n",
            "tenant_id,name\nfabrikam.example,Fabrikam\n",
            "tenant_id,name,until\n22222222-2222-4222-8222-222222222222,F,soon\n",
            "tenant_id,name,direction\n22222222-2222-4222-8222-222222222222,F,sideways\n",
        ];
        for text in bad {
            assert_eq!(read_expected(text, "f", Zone::UTC).expect_err("refused").exit_code(), 2, "{text:?}");
        }
    }
}
