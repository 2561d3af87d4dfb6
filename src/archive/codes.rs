//! Sign-ins of a row group as the numbers of their parts. The columns stay columns of codes: a text is looked at once for all rows that
//! have it, a part once for all rows that agree in its columns.

use std::hash::Hash;

use hashbrown::HashMap;
use polars::prelude::PolarsResult;

use super::columns::{Parquet, Texts};
use super::table::{STATUSES, USER_TYPES, counted_of, evidence_of, ids_of, sources_of};
use crate::classify::{SECURITY_POLICY, speaks_of_risk};
use crate::model::{
    AppId, Asked, Counted, Distinct, ErrorCode, EventId, Evidence, How, Interner, Log, Numbered, PartColumn, PartNumbers, Parts, Sym, TenantId,
    UserId, What, Who, is_legacy_client,
};

/// Which columns are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Event ids, to find copies.
    pub ids: bool,
    /// The source of each row.
    pub sources: bool,
    /// What each shows about multifactor authentication, device, protocol and risk.
    pub evidence: bool,
    /// What each row stands for: there are rows that stand for several sign-ins.
    pub counted: bool,
    /// How much of the rest.
    pub depth: Depth,
}

/// How much of a sign-in is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Depth {
    /// Who met whom, and names: what days outside `--from` and `--to` are asked for.
    Names,
    /// What is counted where accounts and applications are looked at each by themselves; the names of neither.
    Apart,
    /// What tables count.
    Facts,
}

/// The sign-ins of a row group.
pub struct SignIns {
    /// The time of each (seconds since 1970-01-01 UTC).
    pub times: Vec<i64>,
    /// The account of each.
    pub who: PartColumn,
    /// The applications of each.
    pub what: PartColumn,
    /// The circumstances of each.
    pub how: PartColumn,
    /// The id of each; empty where they are not wanted.
    pub ids: Vec<EventId>,
    /// The number of the source of each in the manifest; empty where they are not wanted.
    pub sources: Vec<u32>,
    /// What each stands for, where it is not one sign-in; empty where that is not wanted.
    pub counted: Vec<Option<Counted>>,
}

impl SignIns {
    /// The numbers of the parts of each.
    pub fn parts(&self) -> impl Iterator<Item = PartNumbers> {
        let parts = self.who.of_rows().zip(self.what.of_rows()).zip(self.how.of_rows());
        parts.map(|((who, what), how)| PartNumbers { who, what, how })
    }
}

/// A column as a code for each row, and what the codes stand for; 0 stands for nothing.
struct Codes<T> {
    codes: Vec<u32>,
    values: Vec<T>,
}

impl<T: Copy + Default> Codes<T> {
    /// A column that is not wanted.
    fn none() -> Self {
        Self { codes: Vec::new(), values: vec![T::default()] }
    }

    fn texts(file: &Parquet, group: usize, name: &str, value: impl FnMut(&str) -> T) -> PolarsResult<Self> {
        let column = file.texts(group, name)?;
        let values = column.distinct().map(value).collect();
        Ok(Self::of_column(&column, values))
    }

    /// A column, and what each of its distinct texts stands for.
    fn of_column(column: &Texts, mut values: Vec<T>) -> Self {
        values.insert(0, T::default());
        Self { codes: column.codes(), values }
    }

    /// A column of a few words that are no texts of the logs.
    fn words(file: &Parquet, group: usize, name: &str, words: &[(impl AsRef<str>, T)]) -> PolarsResult<Self> {
        Self::texts(file, group, name, |text| words.iter().find(|(word, _)| word.as_ref() == text).map(|&(_, value)| value).unwrap_or_default())
    }

    /// What a row has.
    fn of(&self, row: usize) -> T {
        self.codes.get(row).and_then(|&code| self.values.get(code as usize)).copied().unwrap_or_default()
    }

    /// Whether some rows have nothing.
    fn has_gaps(&self) -> bool {
        self.codes.contains(&0)
    }

    fn column(&self) -> (&[u32], usize) {
        (&self.codes, self.values.len())
    }
}

impl Codes<Sym> {
    fn symbols(file: &Parquet, group: usize, name: &str, texts: &mut Interner) -> PolarsResult<Self> {
        let column = file.texts(group, name)?;
        Ok(Self::of_column(&column, texts.intern_all(column.distinct())))
    }
}

impl Codes<ErrorCode> {
    fn numbers(file: &Parquet, group: usize, name: &str) -> PolarsResult<Self> {
        let mut known: HashMap<i64, u32> = HashMap::new();
        let mut values = vec![ErrorCode::ABSENT];
        let mut code = |number: i64| {
            *known.entry(number).or_insert_with(|| {
                values.push(ErrorCode(number));
                u32::try_from(values.len() - 1).unwrap_or_default()
            })
        };
        let codes = file.ints(group, name)?.iter().map(|number| number.map_or(0, |&number| code(number))).collect();
        Ok(Self { codes, values })
    }
}

/// The parts of rows: one for all that agree in some columns of codes (with how many codes each has), as `of_row` reads it of one of them.
fn part_column<T: Copy + Hash>(rows: usize, columns: &[(&[u32], usize)], of_row: impl Fn(usize) -> T, parts: &mut Distinct<T>) -> PartColumn {
    let rows = columns.iter().fold(Numbered::alike(rows), |rows, &(codes, distinct)| rows.by(codes, distinct));
    let parts = parts.number_all(rows.first_rows().map(of_row));
    PartColumn { rows, parts }
}

/// What sign-ins show about multifactor authentication, device, protocol and risk: a column for each answer that the file has.
fn evidence(file: &Parquet, group: usize, wanted: bool) -> PolarsResult<Vec<Codes<Evidence>>> {
    let mut columns = Vec::new();
    if !wanted {
        return Ok(columns);
    }
    for column in evidence_of(file) {
        columns.push(Codes::words(file, group, column.name, &column.words)?);
    }
    columns.push(Codes::texts(file, group, "client_app", |client| Evidence::NONE.with(Asked::Legacy, Some(is_legacy_client(client))))?);
    Ok(columns)
}

/// Reads a row group of sign-ins of a log.
///
/// # Errors
/// The bytes are damaged, or of a version that is not known.
pub fn read_parts(file: &Parquet, group: usize, log: Log, wanted: Wanted, (texts, parts): (&mut Interner, &mut Parts)) -> PolarsResult<SignIns> {
    let times = file.times(group, "time")?;
    let rows = times.len();
    let (all, counted) = (wanted.depth != Depth::Apart, wanted.depth >= Depth::Apart);
    let mut text = |name: &str, wanted: bool| if wanted { Codes::symbols(file, group, name, texts) } else { Ok(Codes::none()) };
    // A name is the key of an application without an id.
    let app = text("app_id", true)?;
    let app_name = text("app_name", all || app.has_gaps())?;
    let resource = text("resource_id", true)?;
    let resource_name = text("resource_name", all || resource.has_gaps())?;
    let app_owner = text("app_owner_tenant_id", all)?;
    let user = text("user_id", true)?;
    let user_name = text("user_display_name", all)?;
    let (home, home_name) = (text("home_tenant_id", true)?, text("home_tenant_name", true)?);
    let (resource_tenant, owner, access_type) = (text("resource_tenant_id", true)?, text("owner_tenant_id", true)?, text("access_type", true)?);
    let country = text("country", all && counted)?;
    let upns = file.texts(group, "user_principal_name")?;
    let (written, lower) = texts.intern_all_with_lower(|| upns.distinct());
    let (upn, lower) = (Codes::of_column(&upns, written), Codes::of_column(&upns, lower));
    let masked: Vec<u32> = file.flags(group, "masked")?.into_iter().map(u32::from).collect();
    let user_type = if all && counted { Codes::words(file, group, "user_type", &USER_TYPES)? } else { Codes::none() };
    let status = if counted { Codes::words(file, group, "status", &STATUSES)? } else { Codes::none() };
    let code = if counted { Codes::numbers(file, group, "error_code")? } else { Codes::none() };
    // Of a reason only this is asked, and only with this code.
    let risk = if all && code.values.contains(&SECURITY_POLICY) {
        let reasons = Codes::texts(file, group, "failure_reason", speaks_of_risk)?;
        (0..rows).map(|row| u32::from(code.of(row) == SECURITY_POLICY && reasons.of(row))).collect()
    } else {
        Vec::new()
    };

    let evidence = evidence(file, group, wanted.evidence && all && counted)?;

    let who_columns = [user.column(), upn.column(), user_name.column(), home.column(), home_name.column(), user_type.column(), (&masked, 2)];
    let of_row = |row| Who {
        user: UserId(user.of(row)),
        upn: upn.of(row),
        lower_upn: lower.of(row),
        user_name: user_name.of(row),
        user_type: user_type.of(row),
        masked: masked.get(row) == Some(&1),
        home: TenantId(home.of(row)),
        home_name: home_name.of(row),
    };
    let who = part_column(rows, &who_columns, of_row, &mut parts.who);
    let what = [app.column(), app_name.column(), app_owner.column(), resource.column(), resource_name.column()];
    let of_row = |row| What {
        app: AppId(app.of(row)),
        app_name: app_name.of(row),
        app_owner: TenantId(app_owner.of(row)),
        resource: AppId(resource.of(row)),
        resource_name: resource_name.of(row),
    };
    let what = part_column(rows, &what, of_row, &mut parts.what);
    let mut how = vec![resource_tenant.column(), owner.column(), access_type.column(), country.column(), code.column(), status.column(), (&risk, 2)];
    how.extend(evidence.iter().map(Codes::column));
    let of_row = |row| How {
        log,
        resource_tenant: TenantId(resource_tenant.of(row)),
        owner: TenantId(owner.of(row)),
        access_type: access_type.of(row),
        country: country.of(row),
        code: code.of(row),
        status: status.of(row),
        risk_in_reason: risk.get(row) == Some(&1),
        evidence: evidence.iter().fold(Evidence::NONE, |all, column| all.and(column.of(row))),
    };
    let how = part_column(rows, &how, of_row, &mut parts.how);
    Ok(SignIns {
        times,
        who,
        what,
        how,
        ids: if wanted.ids { ids_of(file, (group, "id"), texts)? } else { Vec::new() },
        sources: if wanted.sources { sources_of(file, group)? } else { Vec::new() },
        counted: if wanted.counted { counted_of(file, group)? } else { Vec::new() },
    })
}
