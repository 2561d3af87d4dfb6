//! The rows of the archive: sign-ins and audit events as columns, and back.
//!
//! One list of text columns for each serves both ways, so that what is written cannot differ from what is read. Texts are symbols of an
//! interner; the columns hold the texts themselves.

use hashbrown::HashMap;
use polars::prelude::{PolarsError, PolarsResult};

use super::columns::{Column, Kind, Parquet, Writer};
use crate::classify::{SECURITY_POLICY, speaks_of_risk};
use crate::model::{
    AppId, Asked, AuditEvent, Counted, EVIDENCE_COLUMNS, ErrorCode, EventId, Evidence, EvidenceColumn, Interner, Log, SignIn, StatusText, Sym,
    TenantId, UserId, UserType, is_legacy_client,
};

/// Rows of a row group: small enough that a few of them in work cost little memory.
pub const GROUP: usize = 1 << 16;

/// An event and where it came from.
#[derive(Clone, Copy, Debug)]
pub struct Row<E> {
    /// The event.
    pub event: E,
    /// Number of its source in the manifest.
    pub source: u32,
}

/// A text column of a table: its name, and how to get and set it.
type TextColumn<E> = (&'static str, fn(&E) -> Sym, fn(&mut E, Sym));

const SIGN_IN_TEXTS: &[TextColumn<SignIn>] = &[
    ("home_tenant_id", |e| e.home.0, |e, sym| e.home = TenantId(sym)),
    ("home_tenant_name", |e| e.home_name, |e, sym| e.home_name = sym),
    ("resource_tenant_id", |e| e.resource_tenant.0, |e, sym| e.resource_tenant = TenantId(sym)),
    ("owner_tenant_id", |e| e.owner.0, |e, sym| e.owner = TenantId(sym)),
    ("access_type", |e| e.access_type, |e, sym| e.access_type = sym),
    ("user_id", |e| e.user.0, |e, sym| e.user = UserId(sym)),
    ("user_principal_name", |e| e.upn, |e, sym| e.upn = sym),
    ("user_display_name", |e| e.user_name, |e, sym| e.user_name = sym),
    ("app_id", |e| e.app.0, |e, sym| e.app = AppId(sym)),
    ("app_name", |e| e.app_name, |e, sym| e.app_name = sym),
    ("app_owner_tenant_id", |e| e.app_owner.0, |e, sym| e.app_owner = TenantId(sym)),
    ("resource_id", |e| e.resource.0, |e, sym| e.resource = AppId(sym)),
    ("resource_name", |e| e.resource_name, |e, sym| e.resource_name = sym),
    ("country", |e| e.country, |e, sym| e.country = sym),
    ("failure_reason", |e| e.failure_reason, |e, sym| e.failure_reason = sym),
    ("client_app", |e| e.client_app, |e, sym| e.client_app = sym),
    ("ip", |e| e.ip, |e, sym| e.ip = sym),
    ("conditional_access", |e| e.conditional_access, |e, sym| e.conditional_access = sym),
    ("ca_policies", |e| e.ca_policies, |e, sym| e.ca_policies = sym),
];

/// The columns of `signins`. Schema 1: columns may be added at the end, none may change its meaning.
pub const SIGN_INS: &[(&str, Kind)] = &[
    ("time", Kind::Time),
    ("id", Kind::Id),
    ("correlation_id", Kind::Id),
    ("home_tenant_id", Kind::Text),
    ("home_tenant_name", Kind::Text),
    ("resource_tenant_id", Kind::Text),
    ("owner_tenant_id", Kind::Text),
    ("access_type", Kind::Text),
    ("user_id", Kind::Text),
    ("user_principal_name", Kind::Text),
    ("user_display_name", Kind::Text),
    ("app_id", Kind::Text),
    ("app_name", Kind::Text),
    ("app_owner_tenant_id", Kind::Text),
    ("resource_id", Kind::Text),
    ("resource_name", Kind::Text),
    ("country", Kind::Text),
    ("failure_reason", Kind::Text),
    ("client_app", Kind::Text),
    ("ip", Kind::Text),
    ("conditional_access", Kind::Text),
    ("ca_policies", Kind::Text),
    ("user_type", Kind::Text),
    ("status", Kind::Text),
    ("error_code", Kind::Code),
    ("masked", Kind::Flag),
    ("source", Kind::Int),
    ("record", Kind::Int),
    ("mfa_required", Kind::Text),
    ("mfa", Kind::Text),
    ("device_compliant", Kind::Text),
    ("device_hybrid_joined", Kind::Text),
    ("risky", Kind::Text),
    ("quarter_hours", Kind::Id),
    ("sign_ins", Kind::Int),
    ("last_time", Kind::Later),
    ("mfa_method", Kind::Text),
    ("device_managed", Kind::Text),
    ("token_bound", Kind::Text),
    ("tenant_restricted", Kind::Text),
    ("agent", Kind::Text),
    ("sign_in_frequency", Kind::Text),
    ("mfa_required_by", Kind::Text),
    ("incoming_token", Kind::Text),
    ("foreign_resource", Kind::Text),
];

/// The set of columns that sources are read into: 1 = up to `record`, 2 = with what sign-ins show about multifactor authentication, device
/// and risk, 3 = with methods and sessions too, 4 = with who demanded it, tokens and resources of others. A source of a smaller set may tell
/// more when it is read again.
pub const COLUMN_SET: u32 = 4;

pub(super) const USER_TYPES: [(&str, UserType); 2] = [("member", UserType::Member), ("guest", UserType::Guest)];
pub(super) const STATUSES: [(&str, StatusText); 3] =
    [("success", StatusText::Success), ("failure", StatusText::Failure), ("interrupted", StatusText::Interrupted)];

/// So many columns of evidence stand before those of rows that stand for several sign-ins; the others came later.
const FIRST: usize = 5;

/// The columns of evidence that a file has. Archives of earlier versions lack some, or all: then that is not recorded.
pub(super) fn evidence_of(file: &Parquet) -> impl Iterator<Item = &'static EvidenceColumn> {
    EVIDENCE_COLUMNS.iter().filter(|column| file.has(column.name))
}

/// A column of what sign-ins show. Few of them differ in that.
fn evidence_column(rows: &[Row<SignIn>], column: &'static EvidenceColumn) -> Column<'static> {
    let mut places: HashMap<Evidence, Option<u32>> = HashMap::new();
    let mut place = |evidence| *places.entry(evidence).or_insert_with(|| column.place(evidence).and_then(|place| u32::try_from(place).ok()));
    let mut keys: Vec<Option<u32>> = rows.iter().map(|row| place(row.event.evidence)).collect();
    // Only words that stand in it are written.
    let mut used: Vec<u32> = places.into_values().flatten().collect();
    used.sort_unstable();
    used.dedup();
    for key in keys.iter_mut().flatten() {
        *key = used.iter().position(|place| place == key).and_then(|place| u32::try_from(place).ok()).unwrap_or_default();
    }
    let words = used.iter().filter_map(|&place| column.words.get(place as usize)).map(|(word, _)| word.as_str());
    Column::Text(keys, words.collect())
}

const AUDIT_TEXTS: &[TextColumn<AuditEvent>] = &[
    ("activity", |e| e.activity, |e, sym| e.activity = sym),
    ("category", |e| e.category, |e, sym| e.category = sym),
    ("result", |e| e.result, |e, sym| e.result = sym),
    ("result_reason", |e| e.reason, |e, sym| e.reason = sym),
    ("actor", |e| e.actor, |e, sym| e.actor = sym),
    ("actor_ip", |e| e.actor_ip, |e, sym| e.actor_ip = sym),
    ("targets", |e| e.targets, |e, sym| e.targets = sym),
    ("properties", |e| e.properties, |e, sym| e.properties = sym),
    ("details", |e| e.details, |e, sym| e.details = sym),
    ("target_id", |e| e.target, |e, sym| e.target = sym),
    ("invited_address", |e| e.invited, |e, sym| e.invited = sym),
    ("owner_tenant_id", |e| e.owner.0, |e, sym| e.owner = TenantId(sym)),
];

/// The columns of `audit`; see [`SIGN_INS`].
pub const AUDITS: &[(&str, Kind)] = &[
    ("time", Kind::Time),
    ("id", Kind::Id),
    ("correlation_id", Kind::Id),
    ("activity", Kind::Text),
    ("category", Kind::Text),
    ("result", Kind::Text),
    ("result_reason", Kind::Text),
    ("actor", Kind::Text),
    ("actor_ip", Kind::Text),
    ("targets", Kind::Text),
    ("properties", Kind::Text),
    ("details", Kind::Text),
    ("target_id", Kind::Text),
    ("invited_address", Kind::Text),
    ("owner_tenant_id", Kind::Text),
    ("own_id", Kind::Flag),
    ("source", Kind::Int),
    ("record", Kind::Int),
];

/// The distinct texts of a column, in the order of their first row.
fn text_column<'t, E>(rows: &[Row<E>], get: impl Fn(&E) -> Sym, texts: &'t Interner) -> Column<'t> {
    let mut places: HashMap<Sym, u32> = HashMap::new();
    let mut distinct = Vec::new();
    let keys = rows
        .iter()
        .map(|row| {
            let sym = Some(get(&row.event)).filter(|sym| !sym.is_absent())?;
            Some(*places.entry(sym).or_insert_with(|| {
                distinct.push(texts.text(sym));
                u32::try_from(distinct.len() - 1).unwrap_or(u32::MAX)
            }))
        })
        .collect();
    Column::Text(keys, distinct)
}

/// A column of a few words that are no texts of the logs.
fn word_column<E, T: PartialEq>(rows: &[Row<E>], get: impl Fn(&E) -> T, words: &'static [(&'static str, T)]) -> Column<'static> {
    let place = |value: &T| words.iter().position(|(_, word)| word == value).and_then(|place| u32::try_from(place).ok());
    Column::Text(rows.iter().map(|row| place(&get(&row.event))).collect(), words.iter().map(|(text, _)| *text).collect())
}

/// Sign-ins of one log and day as a Parquet file. The rows stand in the order in which they are to be written.
///
/// # Errors
/// None that depends on the rows.
pub fn write_sign_ins(rows: &[Row<SignIn>], texts: &Interner) -> PolarsResult<Vec<u8>> {
    write_counted(rows, &[], texts)
}

/// The same, of rows that may stand for several sign-ins: `counted` says how many each stands for, and is empty where each is one.
///
/// # Errors
/// None that depends on the rows.
pub fn write_counted(rows: &[Row<SignIn>], counted: &[Option<Counted>], texts: &Interner) -> PolarsResult<Vec<u8>> {
    let ids = |event: &SignIn| (event.time, event.id, event.correlation_id, event.record);
    write(
        ("signins/1", SIGN_INS, SIGN_IN_TEXTS),
        rows,
        texts,
        ids,
        |rows| {
            vec![
                word_column(rows, |event| event.user_type, &USER_TYPES),
                word_column(rows, |event| event.status, &STATUSES),
                Column::Int(rows.iter().map(|row| row.event.code.get()).collect()),
                Column::Flag(rows.iter().map(|row| row.event.masked).collect()),
            ]
        },
        |places| {
            let counted = || places.clone().map(|row| counted.get(row).copied().flatten());
            let quarters = counted().map(|row| row.filter(|row| row.quarters != 0).map(|row| format!("{:024x}", row.quarters)));
            let rows = rows.get(places.clone()).unwrap_or_default();
            let (first, later) = EVIDENCE_COLUMNS.split_at(FIRST.min(EVIDENCE_COLUMNS.len()));
            let mut columns: Vec<Column<'_>> = first.iter().map(|column| evidence_column(rows, column)).collect();
            columns.extend([
                Column::ids(quarters),
                Column::Int(counted().map(|row| row.map(|row| row.sign_ins.into())).collect()),
                Column::Later(counted().map(|row| row.map(|row| row.last)).collect()),
            ]);
            columns.extend(later.iter().map(|column| evidence_column(rows, column)));
            columns
        },
    )
}

/// Audit events of one day as a Parquet file.
///
/// # Errors
/// None that depends on the rows.
pub fn write_audits(rows: &[Row<AuditEvent>], texts: &Interner) -> PolarsResult<Vec<u8>> {
    let ids = |event: &AuditEvent| (event.time, event.id, event.correlation_id, event.record);
    write(
        ("audit/1", AUDITS, AUDIT_TEXTS),
        rows,
        texts,
        ids,
        |rows| vec![Column::Flag(rows.iter().map(|row| row.event.own_id).collect())],
        |_| Vec::new(),
    )
}

/// Name and version of a table, its columns, and those of them that hold texts.
type Layout<'l, E> = (&'l str, &'static [(&'static str, Kind)], &'l [TextColumn<E>]);

/// What both tables have in common: time and ids first, then texts, then what is theirs alone (`rest`), then where a row came from, and at
/// the end what was added since (`since`). `ids` gives time, id, correlation id and record number.
fn write<E>(
    (schema, columns, text_columns): Layout<'_, E>,
    rows: &[Row<E>],
    texts: &Interner,
    ids: impl Fn(&E) -> (i64, EventId, EventId, u64),
    rest: impl Fn(&[Row<E>]) -> Vec<Column<'static>>,
    since: impl Fn(std::ops::Range<usize>) -> Vec<Column<'static>>,
) -> PolarsResult<Vec<u8>> {
    let mut file = Writer::new(columns)?;
    for (group, rows) in rows.chunks(GROUP).enumerate() {
        let mut columns = vec![
            Column::Time(rows.iter().map(|row| ids(&row.event).0).collect()),
            Column::ids(rows.iter().map(|row| ids(&row.event).1.to_text(texts))),
            Column::ids(rows.iter().map(|row| ids(&row.event).2.to_text(texts))),
        ];
        columns.extend(text_columns.iter().map(|&(_, get, _)| text_column(rows, get, texts)));
        columns.extend(rest(rows));
        columns.push(Column::Int(rows.iter().map(|row| Some(i64::from(row.source))).collect()));
        // What stands for several records has no number of its own.
        columns.push(Column::Int(rows.iter().map(|row| i64::try_from(ids(&row.event).3).ok().filter(|&record| record > 0)).collect()));
        columns.extend(since(group * GROUP..group * GROUP + rows.len()));
        file.push(rows.len(), columns)?;
    }
    file.finish(schema)
}

fn read_texts<E>(file: &Parquet, group: usize, (name, _, set): &TextColumn<E>, rows: &mut [Row<E>], texts: &mut Interner) -> PolarsResult<()> {
    let column = file.texts(group, name)?;
    let syms: Vec<Sym> = column.distinct().map(|text| texts.intern(text)).collect();
    for (row, key) in rows.iter_mut().zip(column.keys()) {
        if let Some(&sym) = key.and_then(|key| syms.get(key)) {
            set(&mut row.event, sym);
        }
    }
    Ok(())
}

fn read_words<E, T: Copy>(
    file: &Parquet,
    (group, name): (usize, &str),
    words: &[(impl AsRef<str>, T)],
    rows: &mut [Row<E>],
    set: impl Fn(&mut E, T),
) -> PolarsResult<()> {
    let column = file.texts(group, name)?;
    let values: Vec<Option<T>> =
        column.distinct().map(|text| words.iter().find(|(word, _)| word.as_ref() == text).map(|&(_, value)| value)).collect();
    for (row, key) in rows.iter_mut().zip(column.keys()) {
        if let Some(&Some(value)) = key.and_then(|key| values.get(key)) {
            set(&mut row.event, value);
        }
    }
    Ok(())
}

/// The event id of each row.
pub(super) fn ids_of(file: &Parquet, (group, name): (usize, &str), texts: &mut Interner) -> PolarsResult<Vec<EventId>> {
    Ok(file.ids(group, name)?.iter().map(|id| id.map_or(EventId::ABSENT, |id| EventId::parse(id, texts))).collect())
}

fn read_ids<E>(file: &Parquet, column: (usize, &str), rows: &mut [Row<E>], texts: &mut Interner, set: impl Fn(&mut E, EventId)) -> PolarsResult<()> {
    for (row, id) in rows.iter_mut().zip(ids_of(file, column, texts)?) {
        set(&mut row.event, id);
    }
    Ok(())
}

/// Reads a row group of sign-ins of a log, at full length.
///
/// # Errors
/// The bytes are damaged, or of a version that is not known.
pub fn read_sign_ins(file: &Parquet, group: usize, log: Log, texts: &mut Interner) -> PolarsResult<Vec<Row<SignIn>>> {
    let mut rows: Vec<Row<SignIn>> = file.times(group, "time")?.into_iter().map(|time| Row { event: SignIn::empty(time, log), source: 0 }).collect();
    read_ids(file, (group, "id"), &mut rows, texts, |event, id| event.id = id)?;
    read_ids(file, (group, "correlation_id"), &mut rows, texts, |event, id| event.correlation_id = id)?;
    for (row, code) in rows.iter_mut().zip(file.ints(group, "error_code")?.iter()) {
        row.event.code = code.map_or(ErrorCode::ABSENT, |&code| ErrorCode(code));
    }
    read_words(file, (group, "user_type"), &USER_TYPES, &mut rows, |event, value| event.user_type = value)?;
    read_words(file, (group, "status"), &STATUSES, &mut rows, |event, value| event.status = value)?;
    for column in SIGN_IN_TEXTS {
        read_texts(file, group, column, &mut rows, texts)?;
    }
    for column in evidence_of(file) {
        read_words(file, (group, column.name), &column.words, &mut rows, |event, told| event.evidence = event.evidence.and(told))?;
    }
    let mut legacy: HashMap<Sym, Option<bool>> = HashMap::new();
    for row in &mut rows {
        let client = row.event.client_app;
        let known = *legacy.entry(client).or_insert_with(|| texts.get(client).map(is_legacy_client));
        row.event.evidence = row.event.evidence.with(Asked::Legacy, known);
    }
    for (row, masked) in rows.iter_mut().zip(file.flags(group, "masked")?) {
        let event = &mut row.event;
        event.masked = masked;
        event.lower_upn = texts.intern_lower(event.upn);
        event.risk_in_reason = event.code == SECURITY_POLICY && speaks_of_risk(texts.text(event.failure_reason));
    }
    origins(file, group, &mut rows, |event, record| event.record = record)?;
    Ok(rows)
}

/// What each row of a row group of sign-ins stands for, where it is not one sign-in; empty of files from before rows could.
///
/// # Errors
/// The bytes are damaged, or hold numbers that no archive of this program has.
pub fn counted_of(file: &Parquet, group: usize) -> PolarsResult<Vec<Option<Counted>>> {
    if !file.has("sign_ins") {
        return Ok(Vec::new());
    }
    let odd = |what: &str| PolarsError::ComputeError(format!("{what} holds something else").into());
    let times = file.times(group, "time")?;
    let (sign_ins, last) = (file.ints(group, "sign_ins")?, file.later_times(group, "last_time")?);
    let quarters = if file.has("quarter_hours") { Some(file.ids(group, "quarter_hours")?) } else { None };
    let row = |(place, sign_ins): (usize, Option<&i64>)| {
        let Some(&sign_ins) = sign_ins else { return Ok(None) };
        let (&time, last) = times.get(place).zip(last.get(place)).ok_or_else(|| odd("last_time"))?;
        let last = last.unwrap_or(time);
        let sign_ins = u32::try_from(sign_ins).map_err(|_| odd("sign_ins"))?;
        let bits = quarters.as_ref().and_then(|quarters| quarters.get(place)).map(|text| u128::from_str_radix(text, 16));
        let quarters = bits.transpose().map_err(|_| odd("quarter_hours"))?.unwrap_or_default();
        if last < time { Err(odd("last_time")) } else { Ok(Some(Counted { sign_ins, last, quarters })) }
    };
    sign_ins.iter().enumerate().map(row).collect()
}

/// Reads of a row group of sign-ins what is needed to find copies: ids, sources and record numbers.
///
/// # Errors
/// The bytes are damaged, or of a version that is not known.
pub fn read_ids_and_origins(file: &Parquet, group: usize, texts: &mut Interner) -> PolarsResult<Vec<Row<SignIn>>> {
    let rows = file.row_groups().get(group).copied().unwrap_or_default();
    let mut rows = vec![Row { event: SignIn::empty(0, Log::Interactive), source: 0 }; rows];
    read_ids(file, (group, "id"), &mut rows, texts, |event, id| event.id = id)?;
    origins(file, group, &mut rows, |event, record| event.record = record)?;
    Ok(rows)
}

/// Reads a row group of audit events.
///
/// # Errors
/// The bytes are damaged, or of a version that is not known.
pub fn read_audits(file: &Parquet, group: usize, texts: &mut Interner) -> PolarsResult<Vec<Row<AuditEvent>>> {
    let mut rows: Vec<Row<AuditEvent>> =
        file.times(group, "time")?.into_iter().map(|time| Row { event: AuditEvent { time, ..AuditEvent::default() }, source: 0 }).collect();
    read_ids(file, (group, "id"), &mut rows, texts, |event, id| event.id = id)?;
    read_ids(file, (group, "correlation_id"), &mut rows, texts, |event, id| event.correlation_id = id)?;
    for column in AUDIT_TEXTS {
        read_texts(file, group, column, &mut rows, texts)?;
    }
    for (row, own) in rows.iter_mut().zip(file.flags(group, "own_id")?) {
        row.event.own_id = own;
    }
    origins(file, group, &mut rows, |event, record| event.record = record)?;
    Ok(rows)
}

/// The source of each row.
pub(super) fn sources_of(file: &Parquet, group: usize) -> PolarsResult<Vec<u32>> {
    Ok(file.ints(group, "source")?.iter().map(|source| source.and_then(|&source| u32::try_from(source).ok()).unwrap_or_default()).collect())
}

fn origins<E>(file: &Parquet, group: usize, rows: &mut [Row<E>], set: impl Fn(&mut E, u64)) -> PolarsResult<()> {
    for ((row, source), record) in rows.iter_mut().zip(sources_of(file, group)?).zip(file.ints(group, "record")?.iter()) {
        row.source = source;
        set(&mut row.event, record.and_then(|&record| u64::try_from(record).ok()).unwrap_or_default());
    }
    Ok(())
}
