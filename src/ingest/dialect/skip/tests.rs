//! The skipping reader against `serde_json`, which is always right.

use proptest::prelude::*;

use super::super::{DIAGNOSTIC, Field, GRAPH, LOG_ANALYTICS, read_record};
use super::*;

/// A reader for each shape and what may be wanted, which see all records one after the other.
struct Readers(Vec<(&'static Shape, Want, SkipReader)>);

/// Fields that may be passed over.
const PASSED: [Field; 7] = [
    Field::ClientApp,
    Field::ConditionalAccess,
    Field::Country,
    Field::EnvelopeCountry,
    Field::Location,
    Field::EnvelopeReason,
    Field::AppOwnerTenantId,
];

impl Readers {
    fn new() -> Self {
        let shapes: [&'static Shape; 3] = [&DIAGNOSTIC, &GRAPH, &LOG_ANALYTICS];
        let wants = [(false, false), (true, false), (false, true)].map(|(details, apart)| Want { details, evidence: true, apart });
        Self(shapes.into_iter().flat_map(|shape| wants.map(|want| (shape, want, SkipReader::new(shape, want)))).collect())
    }

    /// Has all readers read a record; gives how many found it odd.
    fn read(&mut self, record: &[u8]) -> usize {
        let mut odd = 0;
        for (shape, want, reader) in &mut self.0 {
            let (mut expected, mut fields) = (Fields::default(), Fields::default());
            let valid = read_record(record, shape, want.details, &mut expected).is_ok();
            let text = String::from_utf8_lossy(record);
            if reader.read(record, &mut fields).is_err() {
                odd += 1;
                assert_eq!(fields, Fields::default(), "an odd record leaves nothing behind: {text}");
            } else {
                assert!(valid, "serde_json refuses {text}");
                // What nobody wants may be there or not.
                let passed = unneeded(*want) & !bits(OF_OTHERS);
                let wanted = |fields: Fields<'_>| {
                    let mut wanted = Fields::default();
                    fields.detach().copy_into(&mut wanted);
                    for &field in PASSED.iter().filter(|&&field| passed & bits(&[field]) != 0) {
                        wanted.take(field);
                    }
                    wanted
                };
                assert_eq!(wanted(fields), wanted(expected), "{text}");
            }
        }
        odd
    }
}

const SIGN_IN: &str = r#"{"time":"2026-10-23T04:48:28.9387610Z","resourceId":"/tenants/t/providers/x","category":"SignInLogs","tenantId":"t","resultType":"0",
"durationMs":0,"callerIpAddress":"126.97.43.86","correlationId":"c1","identity":"Smith José","Level":4,"location":"BR","properties":{"id":"i1",
"createdDateTime":"2026-10-23T04:48:28Z","userDisplayName":"Zo\u00EB \"Z\"","userId":"u","ipAddressFromResourceProvider":null,"status":{"errorCode":0,
"failureReason":"Other.","additionalDetails":null},"deviceDetail":{"deviceId":"","browser":"Mobile Safari","isManaged":false},"location":{"city":"São Paulo",
"countryOrRegion":"BR","geoCoordinates":{"altitude":null,"latitude":-23.55}},"appliedConditionalAccessPolicies":[{"id":"4035b5f9-4f4b-4a99-be8d-0f0bf81d4aa8",
"displayName":"CA020: ブロック","enforcedGrantControls":[],"result":"notApplied","conditionsSatisfied":0},{"id":"18003468-dc7f-4f75-8608-4d0a70732aa0",
"displayName":"CA {8h} \"x\"","enforcedGrantControls":["Mfa"],"result":"success","conditionsSatisfied":3}],"isInteractive":true,"riskEventTypes":[],
"signInEventTypes":["interactiveUser"],"Status":"{\"errorCode\":50126,\"failureReason\":\"Invalid.\"}","LocationDetails":"{\"city\":\"X\",\"countryOrRegion\":\"JP\"}",
"ConditionalAccessPolicies":"[{\"id\":\"4035b5f9-4f4b-4a99-be8d-0f0bf81d4aa8\",\"displayName\":\"A\",\"result\":\"success\"}]","agent":{"agentType":"none"}}}"#;

/// What follows `{` of the record for each shape: the whole, the properties, the properties as a flat row.
fn samples() -> Vec<String> {
    let (_, properties) = SIGN_IN.split_once("\"properties\":").expect("properties");
    let properties = properties.strip_suffix('}').expect("a brace").to_owned();
    vec![SIGN_IN.to_owned(), properties]
}

#[test]
fn usual_records_are_not_odd_and_learned_ones_stay_right() {
    let mut readers = Readers::new();
    for round in 0..40 {
        for sample in samples() {
            let record =
                sample.replace("u00EB", ["u00EB", "u3042", "n"][round % 3]).replace("SignInLogs", ["SignInLogs", "AuditLogs"][round / 3 % 2]);
            assert_eq!(readers.read(record.as_bytes()), 0);
            let failed = record.replace("\"success\"", "\"failure\"").replace("\\\"success\\\"", "\\\"failure\\\"");
            assert_eq!(readers.read(failed.as_bytes()), 0);
            assert_eq!(readers.read(format!(" {}\n", record.replace("\":", "\" : ").replace(",\"", ",\n\"")).as_bytes()), 0);
        }
    }
}

#[test]
fn failed_policies_are_named_after_many_that_have_not_failed() {
    let policy = |result: &str| format!(r#"{{"id":"{}","displayName":"A","result":"{result}","n":0}}"#, "1".repeat(40));
    let harmless = [policy("success"), policy("notApplied"), policy("re\\u0070ortOnly").replace("0}", "1e40}")];
    let others = [
        policy("failure"),
        policy("Failure"),
        policy(r"f\u0061ilure"),
        policy("failure").replace("result", r"r\u0065sult"),
        policy("success").replace("0}", "1e400}"),
        policy("success").replace("0}", &format!("{}}}", "9".repeat(400))),
        policy("success").replace("0}", r#""\ud800"}"#),
        policy("success").replace("0}", "[]}"),
    ];
    let mut readers = Readers::new();
    for other in harmless.iter().chain(&others) {
        for policies in [[&harmless[0], &harmless[1]], [&harmless[0], other], [other, &harmless[1]], [&harmless[2], other]] {
            let list = format!("[{},{}]", policies[0], policies[1]);
            let text = serde_json::Value::String(list.clone()).to_string();
            for list in [&list, &text, &text.replace("failure", r"f\u0061ilure")] {
                for _ in 0..6 {
                    readers.read(format!(r#"{{"appliedConditionalAccessPolicies":{list}}}"#).as_bytes());
                }
            }
        }
    }
    let mut reader = SkipReader::new(&GRAPH, Want { details: true, evidence: true, apart: false });
    for policy in [&harmless[0]; 9].into_iter().chain(&others[..4]) {
        let (record, mut fields) = (format!(r#"{{"appliedConditionalAccessPolicies":[{policy}]}}"#), Fields::default());
        assert_eq!(reader.read(record.as_bytes(), &mut fields), Ok(()));
        assert_eq!(fields.has(Field::FailedPolicies), *policy != harmless[0], "{policy}");
    }
}

#[test]
fn json_may_be_wrapped_as_often_as_serde_json_allows() {
    let mut readers = Readers::new();
    let wrap = |text: &str| serde_json::Value::String(text.to_owned()).to_string();
    for _ in 0..3 {
        for inner in
            [r#"{"errorCode":1,"failureReason":"x"}"#, r#"{"errorCode":1} behind"#, r#"{"errorCode":1"#, "{}", "", "[1]", " {\"errorCode\":2}"]
        {
            let mut status = inner.to_owned();
            for _ in 0..5 {
                let mut record = format!(r#"{{"Id":"outer","Status":{status}}}"#);
                for _ in 0..5 {
                    readers.read(record.as_bytes());
                    readers.read(format!(r#"{{"properties":{record}}}"#).as_bytes());
                    readers.read(format!(r#"{{"additionalProperties":{record}}}"#).as_bytes());
                    readers.read(format!(r#"{{"id":"outer","additionalProperties":{}}}"#, record.replace("outer", "")).as_bytes());
                    record = format!(r#"{{"additionalProperties":{}}}"#, wrap(&record));
                }
                status = wrap(&status);
            }
        }
    }
}

#[test]
fn what_was_learned_is_not_read_into_longer_or_shorter_values() {
    let mut readers = Readers::new();
    let values = [
        "12",
        "123",
        "1",
        "12.5",
        "12e1",
        "\"12\"",
        "\"123\"",
        "\"12\\\"\"",
        "true",
        "[12]",
        "[12,3]",
        "[ ]",
        "[\"x\" ]",
        "[\"x\",\"y\"]",
        "[[\"x\"],1]",
        "[[true]]",
        "[{\"a\":\"x\"}]",
        "[null]",
        "[1.5]",
        "[\"\\ud83d\"]",
        "{\"a\":12}",
        "{\"a\":123}",
        "null",
        "\"\"",
        "1 ",
        "-0",
        "9223372036854775808",
        "-9223372036854775808",
        "1e400",
        "0.10",
        "\"\\ud83d\"",
        "\"\\u00e9\"",
    ];
    for (learned, other) in values.iter().flat_map(|&learned| values.map(|other| (learned, other))) {
        for _ in 0..3 {
            for value in [learned, other] {
                for key in ["a", "id", "status", "location"] {
                    readers.read(format!(r#"{{"x":0,"{key}":{value},"b":"q","userId":"u"}}"#).as_bytes());
                    readers.read(format!(r#"{{"x":0,"{key}":{value}}}"#).as_bytes());
                    readers.read(format!(r#"{{"x":[{value},{value}],"{key}":{value} , "b" :"q"}}"#).as_bytes());
                }
            }
        }
    }
    let whole = SIGN_IN.as_bytes();
    readers.read(whole);
    for end in 0..whole.len() {
        assert_eq!(readers.read(&whole[..end]), readers.0.len(), "a cut record is never read");
        readers.read(&[&whole[..end], b",\"n\":1}"].concat());
        readers.read(&[&whole[..end], b"\"}}"].concat());
    }
}

#[test]
fn a_value_that_has_been_the_same_for_long_may_change() {
    let mut reader = SkipReader::new(&GRAPH, Want { details: false, evidence: true, apart: false });
    for value in ["12"; 30].into_iter().chain(["123", "12", "1.2e1", "12", "\"12\"", "[12]", "12", "1"]) {
        for record in [format!(r#"{{"a":{value},"id":"x"}}"#), format!(r#"{{"id":"x","a":{value}}}"#)] {
            let mut fields = Fields::default();
            assert_eq!(reader.read(record.as_bytes(), &mut fields), Ok(()), "{record}");
            assert_eq!(fields.text(Field::Id).as_deref(), Some("x"));
        }
    }
}

#[test]
fn steps_of_one_place_are_not_taken_for_those_of_another() {
    let mut readers = Readers::new();
    let spaces = " ".repeat(40);
    // Pieces of a string of blanks, then blanks where a key, an element or a value is due.
    for content in [format!("{spaces}\\n{spaces}"), format!("{{{spaces}:\\n{{{spaces}"), "\\n,1,1,1,{1:1,1:1,1:1,1:1,1:1,1:1,1:1,1:1,{".to_owned()] {
        for _ in 0..8 {
            readers.read(format!(r#"{{"a":"{content}","b":[{{"a":"{content}"}}],"n":1}}"#).as_bytes());
            readers.read(format!(r#"{{"a":"x{content}"}}"#).as_bytes());
        }
        for open in [r#"{"a":{"#, r#"{"a":["#, r#"{"b":["#, r#"{"b":[{"a":{"#, "{"] {
            for rest in ["5}", "5]}", "\"x\":1}}", "]}", "}}"] {
                readers.read(format!("{open}{content}{rest}").as_bytes());
                readers.read(format!("{open}{spaces}{rest}").as_bytes());
            }
        }
    }
    for record in
        ["", "{", "[]", "1", "{}x", "{},", "{\"a\":1,}", "{,\"a\":1}", "{\"a\" 1}", "{\"a\":1 \"b\":2}", "\u{feff}{}", "{\"a\":[1,]}", "{\"a\":[,1]}"]
    {
        for _ in 0..2 {
            readers.read(b"{\"a\":1,\"b\":[{\"c\":1}]}");
            assert_eq!(readers.read(record.as_bytes()), readers.0.len(), "{record}");
        }
    }
}

#[test]
fn ever_new_keys_cost_time_only() {
    let mut reader = SkipReader::new(&GRAPH, Want { details: false, evidence: true, apart: false });
    let mut readers = Readers::new();
    for n in 0..6000 {
        let record = format!(r#"{{"k{n}":{n},"id":"{n}","o":{{"x{n}":[{{"y{n}":"{n}"}}],"z":"\n{n}"}}}}"#);
        let mut fields = Fields::default();
        assert_eq!(reader.read(record.as_bytes(), &mut fields), Ok(()));
        assert_eq!(fields.text(Field::Id), Some(n.to_string().into()));
        if n < 1500 {
            readers.read(record.as_bytes());
        }
    }
    // Nothing more is learned now: keys at many places that are all unknown.
    for n in 0..8 {
        for sample in samples() {
            readers.read(sample.as_bytes());
            let record = sample
                .replace("\"id\":", "\"new\":1,\"id\":")
                .replace("{\"", "{\"newer\":0,\"")
                .replace("\":", &format!("{}\":", [" ", "", "n"][n % 3]));
            readers.read(record.as_bytes());
            readers.read(record.replace("\"newer\":0,", "").as_bytes());
        }
    }
}

#[test]
fn no_byte_is_taken_for_a_token() {
    let mut readers = Readers::new();
    for sample in samples() {
        for at in (0..sample.len()).step_by(3) {
            readers.read(sample.as_bytes());
            for byte in [0xff, 0, b' ', b'"', b'\\', b'}'] {
                let mut record = sample.clone().into_bytes();
                record.insert(at, byte);
                readers.read(&record);
                record.remove(at);
                record[at] = byte;
                readers.read(&record);
            }
        }
    }
    for record in [&b"{\"a\":[\xff]}"[..], b"{\"a\":[\0,1]}", b"{\xff}", b"{\"a\":1\xff}", b"{\"a\":\xff}"] {
        for n in 0..20 {
            readers.read(format!("{{\"a\":[{n}]}}").as_bytes());
            assert_eq!(readers.read(record), readers.0.len());
        }
    }
}

#[test]
fn deep_nesting_does_not_overflow_the_stack() {
    let mut readers = Readers::new();
    for depth in [1, 2, 59, 60, 61, 62, 127, 128, 50_000].repeat(6) {
        for (open, close) in [("{\"a\":", "}"), ("[", "]"), ("[{\"a\":", "}]"), ("{\"additionalProperties\":", "}"), ("{\"properties\":", "}")] {
            for key in ["a", "id", "status", "appliedConditionalAccessPolicies"] {
                readers.read(format!("{{\"{key}\":{}{depth}{}}}", open.repeat(depth), close.repeat(depth)).as_bytes());
            }
            readers.read(format!("{}{depth}{}", open.repeat(depth), close.repeat(depth)).as_bytes());
        }
    }
}

const KEYS: &[&str] = &[
    "id",
    "Id",
    "ID",
    "i\\u0064",
    "userId",
    "time",
    "Time",
    "category",
    "Type",
    "properties",
    "Properties",
    "status",
    "Status",
    "errorCode",
    "ErrorCode",
    "failureReason",
    "location",
    "LocationDetails",
    "countryOrRegion",
    "appliedConditionalAccessPolicies",
    "ConditionalAccessPolicies",
    "displayName",
    "result",
    "Result",
    "r\\u0065sult",
    "signInEventTypes",
    "additionalDetails",
    "targetResources",
    "key",
    "value",
    "tid",
    "additionalProperties",
    "isInteractive",
    "a",
    "b",
    "",
    "ユーザー",
    "\\ud83d\\ude00",
    "\\ud83d",
    "an unneeded key",
    "resourceId",
    "resultType",
    "tenantId",
];

const SCALARS: &[&str] = &[
    "null",
    "true",
    "false",
    "0",
    "-0",
    "12",
    "123",
    "-1",
    "1.5",
    "1e3",
    "9223372036854775807",
    "9223372036854775808",
    "18446744073709551616",
    "-9223372036854775809",
    "\"\"",
    "\"-\"",
    "\"none\"",
    "\"failure\"",
    "\"Failure\"",
    "\"success\"",
    "\"f\\u0061ilure\"",
    "\"interactiveUser\"",
    "\"x\\n\\\"\\\\\\/\\t\"",
    "\"\\u00e9\"",
    "\"\\ud83d\\ude00\"",
    "\"日本語\"",
    "\"{}\"",
    "\"[]\"",
    "\" {\\\"errorCode\\\":1}\"",
    "\"4035b5f9-4f4b-4a99-be8d-0f0bf81d4aa8\"",
    "\"a text of more than sixteen bytes, {and: more} than thirty-two\"",
    "[]",
    "{}",
    "[ ]",
    "{ }",
];

const INVALID: &[&str] = &["01", "1.", "tru", "1e400", "\"\\ud83d\"", "\"\\x\"", "\"\t\"", "", "[1,]", "{\"a\"}"];

/// JSON text: mostly valid, with few different parts, so that readers learn something.
fn json() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![40 => proptest::sample::select(SCALARS), 1 => proptest::sample::select(INVALID)].prop_map(str::to_owned);
    leaf.prop_recursive(4, 40, 6, |inner| {
        prop_oneof![
            3 => object(inner.clone()),
            1 => proptest::collection::vec(inner.clone(), 0..4).prop_map(|list| format!("[{}]", list.join(","))),
            1 => inner.clone().prop_map(|text| serde_json::Value::String(text).to_string()),
            1 => inner.prop_map(|text| format!(" {text}\n")),
        ]
    })
}

fn object(value: impl Strategy<Value = String>) -> impl Strategy<Value = String> {
    let member = (proptest::sample::select(KEYS), proptest::sample::select(&["\"K\":V", "\"K\": V", " \"K\"\t:\nV "][..]), value);
    let member = member.prop_map(|(key, form, value)| form.replace('K', key).replace('V', &value));
    proptest::collection::vec(member, 0..7).prop_map(|members| format!("{{{}}}", members.join(",")))
}

/// Damage to a record: a place (in thousandths), how much is cut there, and what is put there.
fn damage() -> impl Strategy<Value = (usize, usize, Vec<u8>)> {
    let bytes = prop_oneof![
        Just(Vec::new()),
        proptest::sample::select(&b"\"\\{}[]:, \n\x01\x7f0129aetu-."[..]).prop_map(|byte| vec![byte]),
        proptest::collection::vec(any::<u8>(), 1..4),
    ];
    (0..1000usize, 0..4usize, bytes)
}

fn damaged(record: &str, damage: &[(usize, usize, Vec<u8>)]) -> Vec<u8> {
    let mut bytes = record.as_bytes().to_vec();
    for (place, cut, put) in damage {
        let at = bytes.len() * place / 1000;
        let end = bytes.len().min(at + cut);
        bytes.splice(at..end, put.iter().copied());
    }
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn any_sequence_of_records_is_read_as_by_serde_json(
        records in proptest::collection::vec(object(json()), 1..4), order in proptest::collection::vec(0..4usize, 1..16),
        damages in proptest::collection::vec(damage(), 0..3),
    ) {
        let mut readers = Readers::new();
        for n in order {
            let record = &records[n % records.len()];
            readers.read(record.as_bytes());
            readers.read(&damaged(record, &damages));
        }
    }

    #[test]
    fn damaged_records_are_read_as_by_serde_json(damages in proptest::collection::vec(proptest::collection::vec(damage(), 1..3), 1..12)) {
        let mut readers = Readers::new();
        for sample in samples() {
            for _ in 0..6 {
                readers.read(sample.as_bytes());
            }
            for damage in &damages {
                readers.read(&damaged(&sample, damage));
                readers.read(sample.as_bytes());
            }
        }
    }
}
