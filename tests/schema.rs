//! Every output of the sample logs fits the schema of its name, and nothing else does.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::{Value, json};

use crate::support::{Files, code, command, project, stderr, stdout};

/// A run in the folder of the project; what it writes as JSON.
fn answer(args: &[&str]) -> Value {
    let output = command(args).current_dir(project("")).output().expect("runs");
    // A gate that is met is an answer.
    assert!([0, 4, 10].contains(&code(&output)), "{args:?}: {}", stderr(&output));
    serde_json::from_str(&stdout(&output)).expect("JSON")
}

/// The schema of the name that an answer carries.
fn schema_of(answer: &Value) -> Value {
    self::answer(&["schema", answer["schema"].as_str().expect("a name")])
}

/// What of a value does not fit a schema. It knows the words of JSON Schema that the schemas use, and refuses others.
fn misfits(value: &Value, schema: &Value, at: &str) -> Vec<String> {
    let mut found = Vec::new();
    let members = schema.as_object().unwrap_or_else(|| panic!("{at}: a schema is an object"));
    for (word, wanted) in members {
        let fits = match word.as_str() {
            "$schema" | "title" | "description" => true,
            "const" => value == wanted,
            "enum" => wanted.as_array().expect("values").contains(value),
            "type" => {
                let kinds = wanted.as_array().cloned().unwrap_or_else(|| vec![wanted.clone()]);
                kinds.iter().any(|kind| is_of(value, kind.as_str().expect("a name")))
            }
            "minimum" => value.as_i64().is_some_and(|number| number >= wanted.as_i64().expect("a number")),
            "format" => {
                assert_eq!(wanted, "date-time");
                value.as_str().is_none_or(|text| text.len() == 20 && text.ends_with('Z') && text.as_bytes().get(10) == Some(&b'T'))
            }
            "required" => wanted.as_array().expect("names").iter().all(|name| value.get(name.as_str().expect("a name")).is_some()),
            "additionalProperties" => {
                let known = schema["properties"].as_object().expect("members");
                wanted == &json!(false) && value.as_object().is_none_or(|object| object.keys().all(|name| known.contains_key(name)))
            }
            "properties" => {
                for (name, schema) in wanted.as_object().expect("members") {
                    if let Some(member) = value.get(name) {
                        found.extend(misfits(member, schema, &format!("{at}.{name}")));
                    }
                }
                true
            }
            "items" => {
                for (place, item) in value.as_array().into_iter().flatten().enumerate() {
                    found.extend(misfits(item, wanted, &format!("{at}[{place}]")));
                }
                true
            }
            other => panic!("{at}: {other} is not understood"),
        };
        if !fits {
            found.push(format!("{at}: {word} {wanted} is not so for {value:.200}"));
        }
    }
    found
}

fn is_of(value: &Value, kind: &str) -> bool {
    match kind {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("{other} is no type"),
    }
}

const SETTINGS: &str = r#"{"default": {"b2bCollaborationInbound": {"usersAndGroups": {"accessType": "blocked", "targets": [{"target": "AllUsers", "targetType": "user"}]},
    "applications": {"accessType": "blocked", "targets": [{"target": "AllApplications", "targetType": "application"}]}}}}"#;

#[test]
fn every_output_of_the_sample_fits_its_schema() {
    let files = Files::new().with("settings.json", SETTINGS).with("list.csv", "tenant_id,name\n1473c175-5422-4d17-a626-95ba81e71c80,Fabrikam\n");
    let list = files.path("list.csv");
    let (settings, archive, folder) = (files.path("settings.json"), files.path("archive"), files.path("report"));
    let (logs, reports) = ("sample-logs", files.path("reports"));
    let mut named = BTreeSet::new();
    let mut check = |answer: &Value, from: &str| {
        let found = misfits(answer, &schema_of(answer), from);
        assert!(found.is_empty(), "{:#?}", &found[..found.len().min(10)]);
        named.insert(answer["schema"].as_str().expect("a name").to_owned());
    };
    for args in [
        &["coverage", logs][..],
        &["partners", logs],
        &["partners", logs, "--since", "2026-10-20", "--expected", &list],
        &["compare", logs, "--split", "2026-10-20"],
        &["digest", logs],
        &["apps", logs],
        &["apps", logs, "--by", "app"],
        &["users", logs],
        &["events", logs, "--limit", "50"],
        &["timeline", logs, "--by", "hour", "--from", "2026-10-05", "--to", "2026-10-07"],
        &["failures", logs],
        &["workloads", logs],
        &["changes", logs],
        &["changes", logs, "--at", "2026-10-10"],
        &["guests", logs],
        &["guests", logs, "--review"],
        &["simulate", logs, "--policy", &settings],
        &["simulate", logs, "--policy", &settings, "--by", "user", "--fail-on", "incomplete"],
        &["inspect", logs],
        &["formats"],
        &["explain", "500213"],
        &["explain"],
        &["config", "show"],
        &["archive", "add", &archive, logs],
        &["archive", "info", &archive],
        &["archive", "verify", &archive],
        &["update", logs, "--archive", &archive, "--output", &reports],
    ] {
        check(&answer(&[args, &["--format", "json"]].concat()), &args.join(" "));
    }
    assert_eq!(code(&command(["report", logs, "-o", &folder]).current_dir(project("")).output().expect("runs")), 0);
    for entry in std::fs::read_dir(Path::new(&folder).join("tables")).expect("tables") {
        let path = entry.expect("entry").path();
        if path.extension().is_some_and(|extension| extension == "json") {
            check(&serde_json::from_slice(&std::fs::read(&path).expect("file")).expect("JSON"), &path.display().to_string());
        }
    }
    let summary = std::fs::read(Path::new(&folder).join("summary.json")).expect("file");
    check(&serde_json::from_slice(&summary).expect("JSON"), "summary.json");
    // Nothing has a schema that is not an output here.
    let all = answer(&["schema"]);
    let defined: BTreeSet<String> = all["$defs"].as_object().expect("schemas").keys().map(|name| format!("crosstenant.{name}/1")).collect();
    assert_eq!(defined, named);
}

#[test]
fn an_answer_that_is_not_as_it_should_be_does_not_fit() {
    let partners = answer(&["partners", "sample-logs", "--format", "json"]);
    let schema = schema_of(&partners);
    assert_eq!(misfits(&partners, &schema, ""), Vec::<String>::new());
    let changes: [fn(&mut Value); 6] = [
        |answer| answer["schema"] = json!("crosstenant.apps/1"),
        |answer| answer["rows"][0]["sign_ins"] = json!("12"),
        |answer| answer["rows"][0]["direction"] = json!("upward"),
        |answer| answer["rows"][0]["first_seen"] = json!("2026-10-05"),
        |answer| answer["rows"][0]["more"] = json!(1),
        |answer| {
            answer["rows"][0].as_object_mut().expect("a row").remove("users");
        },
    ];
    for (place, change) in changes.iter().enumerate() {
        let mut odd = partners.clone();
        change(&mut odd);
        assert_eq!(misfits(&odd, &schema, "").len(), 1, "change {place}");
    }
}

#[test]
fn a_schema_is_found_by_command_and_by_name() {
    let of = |name: &str| answer(&["schema", name]);
    assert_eq!(of("apps"), of("crosstenant.apps/1"));
    assert_eq!(of("apps-by-app")["properties"]["schema"]["const"], "crosstenant.apps-by-app/1");
    assert!(of("apps-by-app")["properties"]["rows"]["items"]["properties"].get("partner_tenant_id").is_none());
    let output = command(["schema", "appz"]).output().expect("runs");
    assert_eq!(code(&output), 2, "{}", stderr(&output));
    assert!(stderr(&output).contains("apps-by-app"), "{}", stderr(&output));
}
