//! What a file is: told by its first bytes, never by its name alone.

use serde_json::Value;

use super::dialect::{CsvColumns, Field, GRAPH_CSV, LOG_ANALYTICS, PORTAL_AUDIT_CSV, PORTAL_CSV, normalise_header};
use super::formats::{Format, Framing, Lack, by_id};
use super::framing::{CsvFramer, Framer, JsonFramer, LineFramer, Records};
use crate::knowledge::headers::Headers;
use crate::knowledge::portal_columns;
use crate::model::Log;

/// How many bytes of a file are looked at.
pub const HEAD: usize = 1 << 20;

/// What a file turned out to be.
pub enum Verdict {
    /// A log of a known format.
    Log(Recognised),
    /// Known, but of no use to any command; with the reason.
    SetAside(String),
    /// Not a log; with the reason.
    NoLog(String),
}

/// A recognised log.
#[derive(Clone)]
pub struct Recognised {
    /// Its format.
    pub format: &'static Format,
    /// Why it was taken for that, in a few words.
    pub evidence: String,
    /// The log of records that do not say it themselves.
    pub log: Log,
    /// The log that unreadable records are counted for.
    pub skip_log: Log,
    /// Whether the log kind was only assumed, because neither records nor file name tell.
    pub log_assumed: bool,
    /// What this very file cannot tell.
    pub lacks: Vec<Lack>,
    /// Separator and columns of a CSV file; columns of JSON tables.
    pub csv: Option<(u8, CsvColumns)>,
    /// Whether the columns of a CSV file were taken by their position.
    pub by_position: bool,
    /// Why all records of the file must be skipped although it is a sign-in log.
    pub no_tenant_columns: bool,
}

/// Looks at the first bytes of a text (byte order mark already gone). `name` is the file name, a hint for CSV files that do not say
/// which log they hold.
#[must_use]
pub fn detect(head: &[u8], name: &str, aliases: &Headers) -> Verdict {
    let Some(first) = head.iter().find(|byte| !byte.is_ascii_whitespace()) else {
        return Verdict::NoLog("the file is empty".to_owned());
    };
    let verdict = match first {
        b'{' | b'[' => detect_json(head, name),
        _ => match detect_csv(head, name, aliases) {
            // Perhaps only the first line is broken.
            Verdict::NoLog(why) => match detect_json(head, name) {
                Verdict::NoLog(_) => Verdict::NoLog(why),
                found => found,
            },
            found => found,
        },
    };
    match verdict {
        Verdict::NoLog(_) if head.contains(&0) => Verdict::NoLog("the file holds binary data".to_owned()),
        verdict => verdict,
    }
}

/// The log of a diagnostic category or a Log Analytics table; `None` for those that no command uses.
#[must_use]
pub fn log_of_category(category: &str) -> Option<Log> {
    match category.to_ascii_lowercase().as_str() {
        "signinlogs" => Some(Log::Interactive),
        "noninteractiveusersigninlogs" | "aadnoninteractiveusersigninlogs" => Some(Log::NonInteractive),
        "serviceprincipalsigninlogs" | "aadserviceprincipalsigninlogs" | "microsoftserviceprincipalsigninlogs" => Some(Log::ServicePrincipal),
        "managedidentitysigninlogs" | "aadmanagedidentitysigninlogs" => Some(Log::ManagedIdentity),
        "auditlogs" => Some(Log::Audit),
        _ => None,
    }
}

/// The log a file name tells. The non-interactive prefix contains the interactive one, so it is looked for first.
fn log_of_name(name: &str) -> Option<Log> {
    let name = name.to_ascii_lowercase();
    if name.contains("noninteractive") {
        Some(Log::NonInteractive)
    } else if name.contains("interactivesignins") {
        Some(Log::Interactive)
    } else if name.contains("applicationsignins") || name.contains("serviceprincipalsignin") {
        Some(Log::ServicePrincipal)
    } else if name.contains("msisignins") || name.contains("managedidentitysignin") {
        Some(Log::ManagedIdentity)
    } else {
        None
    }
}

fn detect_json(head: &[u8], name: &str) -> Verdict {
    let start: String = String::from_utf8_lossy(head).chars().filter(|c| !c.is_whitespace()).take(12).collect();
    if start.to_ascii_lowercase().starts_with("{\"tables\":[") {
        return tables(head, name)
            .unwrap_or_else(|| Verdict::NoLog("tables of a query, but without the columns of a sign-in or audit log".to_owned()));
    }
    let (records, context, wrapper) = framed_records(head);
    let lines = if wrapper { Vec::new() } else { line_records(head) };
    // One record a line is read faster and loses less to a bad line; but pretty JSON has a line that is a record here and there.
    let in_lines = !lines.is_empty() && lines.len() >= records.len();
    let records = if in_lines { lines } else { records };
    if records.is_empty() {
        return match empty_page(head) {
            Some((format, evidence)) => recognised(format, evidence.to_owned(), name),
            None => Verdict::NoLog("no complete JSON record at the start".to_owned()),
        };
    }
    // The first record that is a log decides: a folder of mixed logs may be one file.
    let mut first = None;
    for record in &records {
        match detect_record(record, &records, &context, in_lines, name) {
            verdict @ Verdict::Log(_) => return verdict,
            verdict @ Verdict::SetAside(_) if !matches!(first, Some(Verdict::SetAside(_))) => first = Some(verdict),
            verdict => {
                first.get_or_insert(verdict);
            }
        }
    }
    first.unwrap_or_else(|| Verdict::NoLog("the JSON holds no records".to_owned()))
}

type Record = serde_json::Map<String, Value>;

fn detect_record(record: &Record, all: &[Record], context: &str, lines: bool, name: &str) -> Verdict {
    let has = |key: &str| has_key(record, key);
    let pick = |in_lines: &'static str, in_json: &'static str| if lines { in_lines } else { in_json };
    if has("time") && has("category") && has("properties") {
        let category = value_of(record, "category").and_then(Value::as_str).unwrap_or_default();
        let Some(log) = log_of_category(category) else {
            return Verdict::SetAside(format!("a diagnostic log of the category {category}, which holds no sign-ins"));
        };
        return with_log(recognised(pick("diagnostic", "diagnostic-records"), "keys time, category, properties".to_owned(), name), log);
    }
    if has("TimeGenerated") {
        let table = value_of(record, "Type").or_else(|| value_of(record, "TableName")).and_then(Value::as_str);
        let log = table.map(log_of_category);
        if let (Some(table), Some(None)) = (table, log) {
            return Verdict::SetAside(format!("the Log Analytics table {table}, which holds no sign-ins of this directory"));
        }
        if table.is_some() || has("ResultType") || has("AADTenantId") {
            let verdict = recognised(pick("log-analytics-ndjson", "log-analytics-json"), "key TimeGenerated".to_owned(), name);
            return with_log(verdict, log.flatten().unwrap_or(Log::Interactive));
        }
    }
    if has("activityDateTime") && has("activityDisplayName") {
        return recognised(pick("graph-audit-ndjson", "graph-audit"), "keys activityDateTime, activityDisplayName".to_owned(), name);
    }
    let of_sign_in =
        ["appId", "resourceTenantId", "homeTenantId", "status", "ipAddress", "crossTenantAccessType", "correlationId", "servicePrincipalId"];
    if has("createdDateTime") && of_sign_in.iter().filter(|key| has(key)).count() >= 2 {
        if record.contains_key("CreatedDateTime") {
            return powershell(record, name);
        }
        let labelled = all.iter().any(|record| has_key(record, "crossTenantAccessType"));
        let v1 = context.contains("/v1.0/") || (!context.contains("/beta/") && !labelled);
        let evidence = format!("key createdDateTime and others of a sign-in; {}", if v1 { "v1.0: no access type" } else { "beta" });
        return recognised(if v1 { pick("graph-v1-ndjson", "graph-v1") } else { pick("graph-beta-ndjson", "graph-beta") }, evidence, name);
    }
    if has("b2bCollaborationInbound") || has("inboundTrust") || has("isServiceDefault") {
        return Verdict::SetAside("cross-tenant access settings; this version does not use them yet".to_owned());
    }
    if has("userPrincipalName") || has("accountEnabled") {
        return Verdict::SetAside("a list of users; this version does not use it yet".to_owned());
    }
    if has("CreationTime") && has("Workload") {
        return Verdict::SetAside("a unified audit log (Purview); this version does not read it yet".to_owned());
    }
    Verdict::NoLog("JSON, but without the fields of a sign-in or audit record".to_owned())
}

fn has_key(record: &Record, key: &str) -> bool {
    value_of(record, key).is_some()
}

/// The value of a key in any case.
fn value_of<'r>(record: &'r Record, key: &str) -> Option<&'r Value> {
    record.iter().find(|(found, _)| found.eq_ignore_ascii_case(key)).map(|(_, value)| value)
}

/// The same verdict with the log that unreadable records of the file most probably belong to.
fn with_log(verdict: Verdict, log: Log) -> Verdict {
    match verdict {
        Verdict::Log(found) => Verdict::Log(Recognised { skip_log: log, ..found }),
        other => other,
    }
}

/// Records that are looked at.
const LOOKED_AT: usize = 200;

/// The records of the head as lists and wrappers hold them, what stands before the first, and whether there is a list or wrapper.
fn framed_records(head: &[u8]) -> (Vec<Record>, String, bool) {
    let mut framer = JsonFramer::new(head.len().max(HEAD));
    let mut source = head;
    let Ok(Some(unit)) = framer.next_unit(&mut source, Vec::new()) else { return (Vec::new(), String::new(), false) };
    let Records::Framed(found) = &unit.records else { return (Vec::new(), String::new(), false) };
    let before = found.first().map_or_else(String::new, |first| String::from_utf8_lossy(&unit.bytes[..first.range.start]).into_owned());
    let wrapper = before.contains(['[', '{']);
    let records = found.iter().take(LOOKED_AT).filter(|record| record.problem.is_none());
    (records.filter_map(|record| serde_json::from_slice(&unit.bytes[record.range.clone()]).ok()).collect(), before, wrapper)
}

/// The records of the head that stand on a line by themselves.
fn line_records(head: &[u8]) -> Vec<Record> {
    let lines = head.split(|&byte| byte == b'\n').filter(|line| line.trim_ascii_start().first() == Some(&b'{')).take(LOOKED_AT);
    let records: Vec<Record> = lines.filter_map(|line| serde_json::from_slice(line).ok()).collect();
    let wraps = |record: &Record| ["value", "records", "tables"].iter().any(|key| value_of(record, key).is_some_and(Value::is_array));
    if records.iter().any(wraps) { Vec::new() } else { records }
}

/// A page or list without records still tells what it is.
fn empty_page(head: &[u8]) -> Option<(&'static str, &'static str)> {
    let text = String::from_utf8_lossy(head).to_ascii_lowercase();
    if text.contains("auditlogs/directoryaudits") {
        return Some(("graph-audit", "an empty page"));
    }
    if text.contains("auditlogs/signins") {
        return Some((if text.contains("/v1.0/") { "graph-v1" } else { "graph-beta" }, "an empty page"));
    }
    let value: Value = serde_json::from_slice(head).ok()?;
    let list = value.as_array().or_else(|| value_of(value.as_object()?, "value")?.as_array())?;
    list.is_empty().then_some(("graph-beta", "an empty list"))
}

/// Records of the Graph PowerShell modules. What their version does not know is in a bag, or not there at all.
fn powershell(record: &Record, name: &str) -> Verdict {
    let Verdict::Log(found) = recognised("powershell-json", "keys CreatedDateTime, AppId in Pascal case".to_owned(), name) else {
        return Verdict::NoLog("unknown format powershell-json".to_owned());
    };
    let bag = record.get("AdditionalProperties").and_then(Value::as_object);
    let has = |key: &str| record.keys().chain(bag.into_iter().flat_map(|bag| bag.keys())).any(|found| found.eq_ignore_ascii_case(key));
    let mut lacks = found.lacks.clone();
    for (lack, key) in [
        (Lack::AccessType, "crossTenantAccessType"),
        (Lack::UserType, "userType"),
        (Lack::AppOwner, "appOwnerTenantId"),
        (Lack::HomeTenantName, "homeTenantName"),
    ] {
        if !has(key) {
            lacks.push(lack);
        }
    }
    Verdict::Log(Recognised { lacks, ..found })
}

/// The answer of the Log Analytics query API: tables with their columns.
fn tables(head: &[u8], name: &str) -> Option<Verdict> {
    let text = String::from_utf8_lossy(head);
    let start = text.find("\"columns\"")?;
    let list = text.get(start..)?.find('[').and_then(|open| text.get(start + open..))?;
    let columns = serde_json::Deserializer::from_str(list).into_iter::<Vec<Value>>().next()?.ok()?;
    let names: Vec<String> = columns.iter().filter_map(|column| column.get("name")?.as_str()).map(normalise_header).collect();
    let has = |wanted: &str| names.iter().any(|name| name == wanted);
    if names.len() != columns.len() || !has("timegenerated") {
        return None;
    }
    let columns = CsvColumns::new(names.iter().map(String::as_str), &LOG_ANALYTICS);
    let no_tenants =
        !has("serviceprincipalid") && !columns.has(Field::HomeTenantId) && !columns.has(Field::ResourceTenantId) && !has("activitydisplayname");
    Some(csv_log(
        "log-analytics-tables",
        name,
        b',',
        columns,
        no_tenants,
        has("type") || has("category"),
        format!("tables with {} columns, TimeGenerated", names.len()),
    ))
}

fn recognised(format: &'static str, evidence: String, name: &str) -> Verdict {
    let Some(format) = by_id(format) else { return Verdict::NoLog(format!("unknown format {format}")) };
    let log = if format.id.contains("audit") { Some(Log::Audit) } else { log_of_name(name) };
    let log = log.unwrap_or(Log::Interactive);
    Verdict::Log(Recognised {
        format,
        evidence,
        log,
        skip_log: log,
        log_assumed: false,
        lacks: format.lacks.to_vec(),
        csv: None,
        by_position: false,
        no_tenant_columns: false,
    })
}

fn detect_csv(head: &[u8], name: &str, aliases: &Headers) -> Verdict {
    let Some((separator, headings)) = headings(head, aliases) else { return Verdict::NoLog("neither JSON nor CSV with a heading".to_owned()) };
    let by_position = || csv_by_position(head, name, separator, &headings);
    match known_csv(name, separator, &headings) {
        None => by_position(),
        // Perhaps only the headings of the tenant columns are not known.
        Some(Verdict::Log(found)) if found.no_tenant_columns => match by_position() {
            Verdict::Log(better) if !better.no_tenant_columns => Verdict::Log(better),
            _ => Verdict::Log(found),
        },
        Some(verdict) => verdict,
    }
}

/// A CSV file whose headings are those of a known export.
fn known_csv(name: &str, separator: u8, headings: &[String]) -> Option<Verdict> {
    let has = |wanted: &str| headings.iter().any(|heading| heading == wanted);
    let width = headings.len();
    if has("request id") && has("authentication method") && has("succeeded") {
        return Some(Verdict::SetAside("authentication details of sign-ins (AuthDetails), which name no tenants; the sign-ins themselves are in the file without AuthDetails in its name".to_owned()));
    }
    if has("activity") && headings.iter().any(|heading| heading.starts_with("target1modifiedproperty1")) {
        let columns = CsvColumns::new(headings.iter().map(String::as_str), &PORTAL_AUDIT_CSV);
        return Some(csv_log(
            "portal-audit-csv",
            name,
            separator,
            columns,
            false,
            true,
            format!("{width} columns, Activity, Target1ModifiedProperty1Name"),
        ));
    }
    if has("timegenerated [local time]") || headings.iter().any(|heading| heading.starts_with("timegenerated [")) {
        return Some(Verdict::NoLog(
            "its times are in a display time zone, not UTC; set the time zone of the portal to UTC (Log Analytics > Time range) and export again"
                .to_owned(),
        ));
    }
    if has("timegenerated") && (has("type") || has("resulttype") || has("aadtenantid") || has("hometenantid")) {
        let columns = CsvColumns::new(headings.iter().map(String::as_str), &LOG_ANALYTICS);
        let workload = !has("userprincipalname") && has("serviceprincipalid");
        let no_tenants = !workload && !columns.has(Field::HomeTenantId) && !columns.has(Field::ResourceTenantId) && !has("activitydisplayname");
        let told = has("type") || has("category");
        return Some(csv_log("log-analytics-csv", name, separator, columns, no_tenants, told, format!("{width} columns, TimeGenerated")));
    }
    let columns = CsvColumns::new(headings.iter().map(String::as_str), &PORTAL_CSV);
    if has("date (utc)") && has("request id") && (has("username") || has("user id")) {
        let no_tenants = !columns.has(Field::HomeTenantId) && !columns.has(Field::ResourceTenantId);
        return Some(csv_log(
            "portal-csv",
            name,
            separator,
            columns,
            no_tenants,
            has("is interactive"),
            format!("{width} columns, Date (UTC), Request ID, Username"),
        ));
    }
    if has("date (utc)") && has("request id") && has("service principal id") {
        return Some(csv_log("portal-csv-apps", name, separator, columns, false, true, format!("{width} columns, Service principal ID, no user")));
    }
    if has("createddatetime") && has("userprincipalname") && has("appdisplayname") {
        let columns = CsvColumns::new(headings.iter().map(String::as_str), &GRAPH_CSV);
        let no_tenants = !columns.has(Field::HomeTenantId) && !columns.has(Field::ResourceTenantId);
        let told = has("signineventtypes") || has("isinteractive");
        return Some(csv_log(
            "powershell-csv",
            name,
            separator,
            columns,
            no_tenants,
            told,
            format!("{width} columns, CreatedDateTime, AppDisplayName"),
        ));
    }
    if has("userprincipalname") && (has("creationtype") || has("invitationstate") || has("accountenabled")) {
        return Some(Verdict::SetAside("a list of users; this version does not use it yet".to_owned()));
    }
    None
}

/// The last resort for a language that no list knows: exactly as many columns as the portal writes, with ids and times where they belong.
fn csv_by_position(head: &[u8], name: &str, separator: u8, headings: &[String]) -> Verdict {
    let no_log = || Verdict::NoLog("text, but not with the columns of a sign-in or audit log".to_owned());
    let Some(layout) = portal_columns::layout(headings.len()) else { return no_log() };
    let english: Vec<String> = layout.iter().map(|name| normalise_header(name)).collect();
    if !columns_hold(head, separator, &english) {
        let lines = headings.iter().map(|heading| format!("\n    \"{}\",", heading.replace('"', "\"\""))).collect::<Vec<_>>().concat();
        return Verdict::NoLog(format!(
            "it has as many columns as a sign-in log of the portal, but headings that are not known. Write the English heading behind each that matters, and give the \
             file with --headers:{lines}"
        ));
    }
    let Some(Verdict::Log(found)) = known_csv(name, separator, &english) else { return no_log() };
    let evidence = format!("{} columns of the portal by their position; the headings are in a language that is not known", headings.len());
    Verdict::Log(Recognised { evidence, by_position: true, ..found })
}

/// Rows that are looked at before columns are taken by position.
const POSITION_ROWS: usize = 1000;

/// Whether every id column holds GUIDs or nothing, and the time column times.
fn columns_hold(head: &[u8], separator: u8, headings: &[String]) -> bool {
    let mut reader = csv::ReaderBuilder::new().has_headers(true).flexible(true).delimiter(separator).from_reader(head);
    let mut rows = 0;
    let mut records = reader.byte_records().take(POSITION_ROWS).peekable();
    while let Some(Ok(row)) = records.next() {
        // The last row of the head may be cut.
        if row.len() < headings.len() && records.peek().is_none() {
            break;
        }
        rows += 1;
        for (heading, cell) in headings.iter().zip(row.iter()) {
            let cell = String::from_utf8_lossy(cell);
            let fits = match heading.as_str() {
                "date (utc)" => crate::model::time::parse(&cell, None) != Err(crate::model::time::TimeError::Unreadable),
                "request id" | "correlation id" | "user id" | "application id" | "resource id" | "home tenant id" | "resource tenant id" => {
                    cell.trim().is_empty() || crate::model::parse_guid(cell.trim()).is_some()
                }
                _ => true,
            };
            if !fits {
                return false;
            }
        }
    }
    rows > 0
}

fn csv_log(
    format: &'static str,
    name: &str,
    separator: u8,
    columns: CsvColumns,
    no_tenant_columns: bool,
    records_tell_log: bool,
    evidence: String,
) -> Verdict {
    let Verdict::Log(found) = recognised(format, evidence, name) else { return Verdict::NoLog(format!("unknown format {format}")) };
    let by_name = log_of_name(name);
    let log = match by_name {
        _ if found.log == Log::Audit => Log::Audit,
        Some(log) => log,
        None if format == "portal-csv-apps" => Log::ServicePrincipal,
        None => Log::Interactive,
    };
    let log_assumed = by_name.is_none() && !records_tell_log;
    // A column alone does not help: HomeTenantName of Log Analytics is always empty.
    let lacking = |lack: &Lack| found.format.lacks.contains(lack) || lack.field().is_some_and(|field| !columns.has(field));
    let lacks = if found.log == Log::Audit { found.lacks.clone() } else { Lack::ALL.into_iter().filter(lacking).collect() };
    Verdict::Log(Recognised { log, skip_log: log, log_assumed, lacks, csv: Some((separator, columns)), no_tenant_columns, ..found })
}

/// The separator and the headings of the first row, normalised and in English where they are known.
fn headings(head: &[u8], aliases: &Headers) -> Option<(u8, Vec<String>)> {
    let head = &head[super::framing::type_line(head)..];
    let line_end = memchr::memchr(b'\n', head).unwrap_or(head.len());
    let count = |byte: u8| memchr::memchr_iter(byte, &head[..line_end]).count();
    let separator = [b',', b';', b'\t'].into_iter().rev().max_by_key(|&byte| count(byte))?;
    if count(separator) == 0 {
        return None;
    }
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(head);
    let record = reader.byte_records().next()?.ok()?;
    let english = |heading: &[u8]| {
        let plain = normalise_header(&String::from_utf8_lossy(heading));
        aliases.english(&plain).map_or(plain.clone(), str::to_owned)
    };
    Some((separator, record.iter().map(english).collect()))
}

/// The framer for a recognised file.
#[must_use]
pub fn framer(recognised: &Recognised, max_record: usize) -> Box<dyn Framer> {
    match (recognised.format.framing, &recognised.csv) {
        (Framing::Csv, Some((separator, _))) => Box::new(CsvFramer::new(*separator, max_record)),
        (Framing::Tables, _) => Box::new(JsonFramer::tables(max_record)),
        (Framing::Lines, _) => Box::new(LineFramer::new(max_record)),
        (Framing::Csv | Framing::Json, _) => Box::new(JsonFramer::new(max_record)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(text: &str, name: &str) -> String {
        match detect(text.as_bytes(), name, &Headers::built_in()) {
            Verdict::Log(found) => format!("{} {}", found.format.id, found.log.name()),
            Verdict::SetAside(why) => format!("aside: {why}"),
            Verdict::NoLog(why) => format!("no: {why}"),
        }
    }

    #[test]
    fn files_are_told_by_their_content() {
        let graph = r#"{"id":"a","createdDateTime":"2026-10-05T00:00:00Z","appId":"b","userPrincipalName":"c","crossTenantAccessType":"none"}"#;
        assert_eq!(id(graph, "x"), "graph-beta-ndjson interactive");
        assert_eq!(id(&format!("[{graph}]"), "NonInteractiveSignIns_x.json"), "graph-beta non_interactive");
        let page = format!("{{\"@odata.context\":\"https://graph.microsoft.com/v1.0/$metadata#auditLogs/signIns\",\"value\":[{graph}]}}");
        assert_eq!(id(&page, "x"), "graph-v1 interactive");
        let diagnostic = r#"{ "time": "t", "category": "SignInLogs", "properties": {}}"#;
        assert_eq!(id(&format!("{diagnostic}\n{diagnostic}"), "PT1H.json"), "diagnostic interactive");
        assert_eq!(id("\"Date (UTC)\",\"Request ID\",\"Username\",\"Home tenant ID\"\r\n", "a.csv"), "portal-csv interactive");
        assert_eq!(
            id("\"Date (UTC)\";\"Request ID\";\"Username\";\"Home tenant ID\"\r\n", "NonInteractiveSignIns.csv"),
            "portal-csv non_interactive"
        );
        assert!(id("Request ID,Authentication method,Succeeded\n", "x").starts_with("aside: authentication details"));
        assert!(id("hello\n", "x").starts_with("no: "));
        assert!(id("  \n", "x").contains("empty"));
        assert!(id("{\"a\":", "x").starts_with("no: "));
    }
}
