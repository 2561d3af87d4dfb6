//! The main job: what it writes, that the example in the repository is its output, and that page and workbook are what they claim.

use std::collections::BTreeMap;
use std::path::Path;

use calamine::{Data, Reader, Xlsx, open_workbook};
use serde_json::{Value, json};

use crate::support::{Files, OWN, code, command, embedded, ndjson, project, stderr, stdout};

/// Every file below a folder, by name.
fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    walkdir::WalkDir::new(folder)
        .into_iter()
        .map(|entry| entry.expect("entry"))
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let name = entry.path().strip_prefix(folder).expect("below").to_str().expect("UTF-8").replace('\\', "/");
            (name, std::fs::read(entry.path()).expect("file"))
        })
        .collect()
}

fn report(args: &[&str]) -> std::process::Output {
    command(["report"].iter().chain(args)).current_dir(project("")).output().expect("runs")
}

#[test]
fn the_sample_logs_are_what_demo_writes() {
    let files = Files::new();
    let folder = files.folder().join("demo");
    crosstenant::demo::write(&folder, &crosstenant::demo::Options { seed: 7, size: None, all_formats: false }).expect("written");
    let (committed, fresh) = (contents(&project("sample-logs")), contents(&folder));
    assert_eq!(committed.keys().collect::<Vec<_>>(), fresh.keys().collect::<Vec<_>>());
    for (name, bytes) in &fresh {
        assert!(committed[name] == *bytes, "{name} differs from what demo writes");
    }
}

#[test]
fn the_example_is_reproduced_byte_for_byte() {
    let example = contents(&project("reports/example"));
    assert!(example.len() > 20, "{:?}", example.keys());
    // Whatever the threads.
    for threads in ["1", "2", "7"] {
        let files = Files::new();
        let folder = files.path("report");
        let output = report(&["sample-logs", "-o", &folder, "--threads", threads]);
        assert_eq!(code(&output), 0, "{}", stderr(&output));
        let fresh = contents(Path::new(&folder));
        assert_eq!(example.keys().collect::<Vec<_>>(), fresh.keys().collect::<Vec<_>>());
        for (name, bytes) in &fresh {
            assert!(example[name] == *bytes, "{name} differs with {threads} threads: after a wanted change run `just example`");
        }
    }
}

#[test]
fn the_order_of_inputs_does_not_matter() {
    let files = Files::new();
    let folders = ["sample-logs/portal", "sample-logs/diagnostic", "sample-logs/graph-beta", "sample-logs/log-analytics"];
    let (one, two) = (files.path("one"), files.path("two"));
    let shuffled = [folders[2], folders[0], folders[3], folders[1]];
    assert_eq!(code(&report(&[&folders[..], &["-o", &one]].concat())), 0);
    assert_eq!(code(&report(&[&shuffled[..], &["-o", &two]].concat())), 0);
    assert!(contents(Path::new(&one)) == contents(Path::new(&two)));
}

#[test]
fn the_answer_is_on_the_terminal_and_the_folder_is_replaced_as_a_whole() {
    let files = Files::new().with("log.ndjson", ndjson(&[json!({}), json!({"status": {"errorCode": 500_213, "failureReason": "no"}})]));
    let (log, folder) = (files.path("log.ndjson"), files.path("out/report"));
    let output = report(&[&log, "--tenant", OWN, "-o", &folder]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let said = stdout(&output);
    assert!(said.contains("1 external user came in"), "{said}");
    assert!(said.contains("report.html"), "{said}");
    // A folder of ours is replaced with everything in it; a folder of others is not.
    std::fs::write(Path::new(&folder).join("tables/stale.csv"), "old").expect("written");
    assert_eq!(code(&report(&[&log, "--tenant", OWN, "-o", &folder])), 0);
    assert!(!Path::new(&folder).join("tables/stale.csv").exists());
    let other = files.path("mine");
    std::fs::create_dir(&other).expect("folder");
    std::fs::write(Path::new(&other).join("thesis.txt"), "years of work").expect("written");
    assert_eq!(code(&report(&[&log, "--tenant", OWN, "-o", &other])), 2);
    assert_eq!(code(&report(&[&log, "--tenant", OWN, "-o", &other, "--force"])), 0);
    assert!(Path::new(&other).join("thesis.txt").exists(), "what is not ours is never deleted");
    assert!(Path::new(&other).join("tables/partners.csv").exists());
    assert_eq!(code(&report(&[&log, "--tenant", OWN, "-o", "."])), 2, "a folder without a name");
    let left: Vec<_> = std::fs::read_dir(files.folder().join("out")).expect("folder").collect();
    assert_eq!(left.len(), 1, "nothing temporary is left: {left:?}");
}

/// On Windows something holds it; here it is too deep to be removed with so few open files.
#[cfg(unix)]
#[test]
fn an_old_folder_that_cannot_be_removed_is_no_failure() {
    let files = Files::new().with("log.ndjson", ndjson(&[json!({})]));
    let (log, folder) = (files.path("log.ndjson"), files.path("out/report"));
    assert_eq!(code(&report(&[&log, "--tenant", OWN, "-o", &folder])), 0);
    let deep = Path::new(&folder).join("deep/".repeat(200));
    std::fs::create_dir_all(&deep).expect("folders");
    let script = "ulimit -n 100; exec \"$0\" report \"$1\" --tenant \"$2\" -o \"$3\" --force";
    let output =
        std::process::Command::new("bash").args(["-c", script, env!("CARGO_BIN_EXE_crosstenant"), &log, OWN, &folder]).output().expect("bash");
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    assert!(Path::new(&folder).join("report.html").is_file() && !Path::new(&folder).join("deep").exists());
    let left = std::fs::read_dir(files.folder().join("out")).expect("folder").count();
    assert_eq!(left, 2, "the old folder could not be removed");
}

/// As in a container that has nothing but the program, with or without a folder that can be written to where it runs.
#[cfg(target_os = "linux")]
#[test]
fn the_workbook_needs_no_place_for_temporary_files() {
    let files = Files::new().with("log.ndjson", ndjson(&[json!({})]));
    let log = files.path("log.ndjson");
    let workbook = |name: &str, temporary: &str, working: &str| {
        let folder = files.path(name);
        let args = ["report", &log, "--tenant", OWN, "-o", &folder, "--no-config"];
        let output = crate::support::command(args).env("TMPDIR", temporary).current_dir(working).output().expect("runs");
        assert_eq!(code(&output), 0, "{name}: {}", stderr(&output));
        std::fs::read(Path::new(&folder).join("report.xlsx")).expect("a workbook")
    };
    let usual = workbook("usual", &files.path(""), &files.path(""));
    assert_eq!(workbook("here", "/nowhere", &files.path("")), usual);
    assert!(workbook("nowhere", "/nowhere", "/proc").starts_with(b"PK"));
}

#[test]
fn a_filtered_report_repeats_its_filters() {
    let files = Files::new();
    let folder = files.path("report");
    let output = report(&["sample-logs", "--partner", "proseware.example", "--from", "2026-10-01", "-o", &folder]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let page = std::fs::read_to_string(Path::new(&folder).join("report.html")).expect("page");
    assert!(page.contains("crosstenant partners sample-logs --from 2026-10-01 --partner proseware.example<"));
    assert!(page.contains("crosstenant coverage sample-logs<"), "coverage knows no filters");
    assert_eq!(embedded(&page).0["base"], json!(["--from 2026-10-01", "--partner proseware.example"]), "what each row's command adds");
}

/// An outbound partner of whom nothing is known, an external identity without an Entra home, and a sign-in that crosses nothing of ours.
fn nameless() -> String {
    let (third, fourth) = ("55555555-0000-4000-8000-000000000005", "66666666-0000-4000-8000-000000000006");
    ndjson(&[
        json!({"homeTenantId": OWN, "resourceTenantId": third, "userPrincipalName": "own@contoso.example", "userId": "o"}),
        json!({"homeTenantId": OWN, "resourceTenantId": third, "userPrincipalName": "own@contoso.example", "userId": "o", "status": {"errorCode": 53_003}}),
        json!({"homeTenantId": OWN, "resourceTenantId": OWN, "userPrincipalName": "ann@gmail.com", "userId": "g"}),
        json!({"homeTenantId": third, "resourceTenantId": fourth, "userId": "f"}),
        json!({"homeTenantId": null, "resourceTenantId": OWN, "userId": "x"}),
    ])
}

#[test]
fn a_partner_without_a_name_is_never_a_dash() {
    let files = Files::new().with("log.ndjson", nameless());
    let (log, folder) = (files.path("log.ndjson"), files.path("report"));
    let output = report(&[&log, "--tenant", OWN, "-o", &folder]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let (short, no_home) = ("55555555…", "external identities without an Entra home");
    let said = stdout(&output);
    assert!(said.contains(&format!("outbound  {short} ")) && said.contains(&format!("inbound   {no_home}")), "{said}");
    assert!(said.contains(&format!("Conditional Access refused 1 sign-in of 1 user (outbound, {short})")), "{said}");
    let names = [no_home, short, "tenants that are not ours", "not told by the log"];
    let page = std::fs::read_to_string(Path::new(&folder).join("report.html")).expect("page");
    let start = page.find("<table id=\"t-partners\">").expect("table");
    let table = page.get(start..).and_then(|rest| rest.split("</table>").next()).expect("table");
    assert!(names.iter().all(|name| table.contains(&format!("<td class=\"x\">{name}</td>"))), "{table}");
    let chart = std::fs::read_to_string(Path::new(&folder).join("charts/partners-outbound.svg")).expect("chart");
    assert!(chart.contains(short), "{chart}");
    let mut book: Xlsx<_> = open_workbook(Path::new(&folder).join("report.xlsx")).expect("workbook");
    let sheet = book.worksheet_range("partners").expect("sheet");
    assert!(names.iter().all(|name| sheet.cells().any(|(_, column, cell)| column == 2 && matches!(cell, Data::String(text) if text == name))));
    for format in ["table", "markdown"] {
        let text = stdout(&command(["partners", &log, "--tenant", OWN, "--format", format]).output().expect("runs"));
        assert!(names.iter().all(|name| text.contains(name)), "{text}");
    }
    // Data stays data.
    let read = |name: &str| std::fs::read_to_string(Path::new(&folder).join("tables").join(name)).expect("file");
    let partners: Value = serde_json::from_str(&read("partners.json")).expect("JSON");
    assert!(partners["rows"].as_array().expect("rows").iter().all(|row| row["partner_name"].is_null()), "{partners}");
    assert!(!read("partners.csv").contains(short) && !read("partners.csv").contains("without an Entra home"));
}

#[test]
fn all_hints_are_in_the_json_and_ten_on_the_page() {
    let tenant = |n: usize| format!("77777777-0000-4000-8000-{n:012}");
    // Seven partners that are turned away with one code are one hint; each other code and direction has its own.
    let refused = |n: usize, code: u32, inbound: bool| {
        let (home, resource) = if inbound { (tenant(n), OWN.to_owned()) } else { (OWN.to_owned(), tenant(n)) };
        (0..3).map(move |minute| {
            json!({"homeTenantId": home, "resourceTenantId": resource, "status": {"errorCode": code}, "userId": format!("u{n}"),
                "userPrincipalName": format!("u{n}@p{n}.example"), "createdDateTime": format!("2026-10-05T0{minute}:00:00Z")})
        })
    };
    let mut records: Vec<Value> = (0..7).flat_map(|n| refused(n, 500_213, true)).collect();
    let others = [(500_212, true), (90_071, true), (530_004, true), (500_212, false), (500_213, false), (90_071, false), (530_004, false)];
    records.extend(others.iter().enumerate().flat_map(|(n, &(code, inbound))| refused(10 + n, code, inbound)));
    records.extend(
        [(30, 53_003, true), (31, 53_003, false), (32, 50_020, true), (33, 90_072, false)]
            .into_iter()
            .flat_map(|(n, code, inbound)| refused(n, code, inbound)),
    );
    let files = Files::new().with("log.ndjson", ndjson(&records));
    let (log, folder) = (files.path("log.ndjson"), files.path("report"));
    let output = report(&[&log, "--tenant", OWN, "-o", &folder]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let read = |name: &str| std::fs::read_to_string(Path::new(&folder).join(name)).expect("file");
    let hints: Value = serde_json::from_str(&read("tables/hints.json")).expect("JSON");
    let rows = hints["rows"].as_array().expect("rows");
    assert_eq!(hints["schema"], "crosstenant.hints/1");
    assert_eq!(rows.len(), 12, "{hints}");
    assert_eq!((&rows[0]["code"], &rows[0]["count"], &rows[0]["users"]), (&json!("turned-away"), &json!(7), &json!(7)));
    let users: Vec<u64> = rows.iter().map(|hint| hint["users"].as_u64().expect("count")).collect();
    assert!(users.is_sorted_by(|a, b| a >= b), "{users:?}");
    let failures: Value = serde_json::from_str(&read("tables/failures.json")).expect("JSON");
    assert_eq!(failures["hints"], hints["rows"]);
    assert_eq!(stdout(&output).matches("\n> ").count() + 1, 11, "ten, and a line about the others\n{}", stdout(&output));
    assert!(stdout(&output).contains("> 2 more hints with fewer users hit. All are in"), "{}", stdout(&output));
    let page = read("report.html");
    let list = page.split("<ul class=\"hints\">").nth(1).and_then(|rest| rest.split("</ul>").next()).expect("hints");
    assert_eq!(list.matches("<li>").count(), 10);
    assert!(page.contains("2 more hints with fewer users hit. All are in tables/hints.json."));
    // Who must act is the same in the hint and in the table.
    for hint in rows {
        let of_hint =
            |row: &&Value| row["direction"] == hint["direction"] && hint["error_codes"].as_array().expect("codes").contains(&row["error_code"]);
        let sides: Vec<&Value> = failures["rows"].as_array().expect("rows").iter().filter(of_hint).map(|row| &row["side"]).collect();
        assert!(!sides.is_empty() && sides.iter().all(|side| **side == hint["side"]), "{hint}");
    }
}

#[test]
fn a_table_that_is_cut_names_the_file_that_has_all_and_the_script_has_them_too() {
    let users: Vec<Value> = (0..1100).map(|n| json!({"userId": format!("u{n}"), "userPrincipalName": format!("u{n}@p.example")})).collect();
    let files = Files::new().with("log.ndjson", ndjson(&users));
    let (log, folder) = (files.path("log.ndjson"), files.path("report"));
    assert_eq!(code(&report(&[&log, "--tenant", OWN, "-o", &folder])), 0);
    let page = std::fs::read_to_string(Path::new(&folder).join("report.html")).expect("page");
    let (about, facts) = embedded(&page);
    assert_eq!(about["users"].as_array().expect("users").len(), 1 + 1100, "what can be searched is not cut");
    assert_eq!((&about["facts"], facts.is_empty()), (&json!(1100), false));
    assert!(page.contains("The first 1000 of 1100 rows; tables/users.csv has all."));
    let partners = page.split("id=\"t-partners\"").nth(1).and_then(|rest| rest.split("</section>").next()).expect("a table");
    assert!(!partners.contains("note cut"), "one that is whole says nothing");
    let rows = std::fs::read_to_string(Path::new(&folder).join("tables/users.csv")).expect("file").lines().count();
    assert_eq!(rows, 1 + 1100);
    // A page alone has no files beside it.
    let alone = files.path("users.html");
    let output = command(["users", &log, "--tenant", OWN, "-o", &alone]).output().expect("runs");
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let page = std::fs::read_to_string(&alone).expect("page");
    assert!(page.contains(" --format csv has all.") && !page.contains("tables/"), "the command gives all rows");
    let (about, facts) = embedded(&page);
    assert_eq!((about["tables"][0]["rows"].as_array().map(Vec::len), facts.len()), (Some(1100), 0), "all rows, and no facts");
}

#[test]
fn nothing_read_is_not_nobody() {
    let old = "Date (UTC),Request ID,User,Username,Application,Status\n2020-01-01T00:00:00Z,a,b,c@d.example,e,Success\n";
    let files = Files::new().with("InteractiveSignIns.csv", old);
    let output = report(&[&files.path("InteractiveSignIns.csv"), "--tenant", OWN, "-o", &files.path("report")]);
    assert_eq!(code(&output), 4);
    assert!(stdout(&output).contains("Nothing can be said"), "{}", stdout(&output));
}

#[test]
fn the_page_stands_alone_and_every_table_says_how_to_get_it() {
    let page = std::fs::read_to_string(project("reports/example/report.html")).expect("page");
    for outside in ["http-equiv=\"refresh\"", "<link", "<img", "<iframe", " src=", "url(", "@import", " style="] {
        assert!(!page.contains(outside), "{outside}");
    }
    assert!(page.contains("default-src &#39;none&#39;"));
    for command in ["coverage", "partners", "apps", "users", "timeline", "failures", "workloads", "changes", "guests", "simulate", "recommend"] {
        assert!(page.contains(&format!("crosstenant {command} sample-logs")), "{command}");
    }
    assert!(page.contains("=HYPERLINK(&#34;http://evil.example&#34;,&#34;click&#34;)"), "names of strangers are escaped");
    // The evidence: every file with its hash.
    let digest = {
        use sha2::Digest;
        let bytes = std::fs::read(project("sample-logs/graph-v1.0/signIns.json")).expect("file");
        sha2::Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat()
    };
    assert!(page.contains(&digest), "{digest}");
}

/// It is mailed and opened on slow machines. What the script has is not written a second time beside the rows.
#[test]
fn the_page_of_the_sample_is_small() {
    for path in ["reports/example/report.html", "reports/example-ja/report.html"] {
        let page = std::fs::read_to_string(project(path)).expect("page");
        assert!(page.len() < 1_400_000, "{path}: {} bytes", page.len());
        let tables = page.split("<tbody>").skip(1).map(|rest| rest.split("</tbody>").next().unwrap_or_default());
        assert!(tables.into_iter().all(|body| !body.contains(" data-")), "{path}");
    }
}

#[test]
fn the_workbook_has_a_sheet_for_each_table_and_no_formula() {
    let mut book: Xlsx<_> = open_workbook(project("reports/example/report.xlsx")).expect("workbook");
    assert_eq!(
        book.sheet_names(),
        [
            "summary",
            "coverage",
            "partners",
            "apps",
            "users",
            "timeline",
            "failures",
            "workloads",
            "trust",
            "providers",
            "changes",
            "guests",
            "simulate",
            "recommend",
            "evidence",
            "chart data"
        ]
    );
    for name in book.sheet_names() {
        assert!(book.worksheet_formula(&name).expect("sheet").is_empty(), "{name} has a formula");
    }
    let partners: Value = serde_json::from_slice(&std::fs::read(project("reports/example/tables/partners.json")).expect("file")).expect("JSON");
    let sheet = book.worksheet_range("partners").expect("sheet");
    let first = &partners["rows"][0];
    assert_eq!(sheet.get_value((1, 1)).expect("cell").to_string(), first["partner_tenant_id"].as_str().expect("text"));
    assert_eq!(sheet.get_value((1, 5)), Some(&Data::Float(first["sign_ins"].as_f64().expect("count"))));
    let apps = book.worksheet_range("apps").expect("sheet");
    assert!(apps.cells().any(|(_, _, cell)| cell.to_string().starts_with("=HYPERLINK(")), "a text that looks like a formula is a text");
}

#[test]
fn tables_add_up() {
    let table = |name: &str| -> Value {
        serde_json::from_slice(&std::fs::read(project(&format!("reports/example/tables/{name}.json"))).expect("file")).expect("JSON")
    };
    let sum = |name: &str, direction: &str, column: &str| -> u64 {
        table(name)["rows"]
            .as_array()
            .expect("rows")
            .iter()
            .filter(|row| row["direction"] == direction)
            .map(|row| row[column].as_u64().expect("count"))
            .sum()
    };
    let directions = table("partners")["directions"].clone();
    for direction in ["inbound", "outbound", "foreign", "undetermined"] {
        let counted = directions[direction].as_u64().expect("count");
        for name in ["partners", "apps", "timeline"] {
            assert_eq!(sum(name, direction, "sign_ins"), counted, "{name} {direction}");
        }
        let outcomes: u64 =
            ["successes", "interruptions", "failures", "passthroughs", "unknowns"].iter().map(|column| sum("partners", direction, column)).sum();
        assert_eq!(outcomes, counted, "{direction}");
        assert_eq!(
            sum("failures", direction, "sign_ins"),
            sum("partners", direction, "failures") + sum("partners", direction, "interruptions"),
            "{direction}"
        );
    }
    let ledger = table("coverage")["ledger"].clone();
    let number = |name: &str| ledger[name].as_u64().expect("count");
    assert_eq!(number("records"), number("kept") + number("duplicates") + number("skipped"));
    for column in ["records", "kept", "duplicates", "skipped"] {
        let by_log: u64 = table("coverage")["rows"].as_array().expect("rows").iter().map(|row| row[column].as_u64().expect("count")).sum();
        assert_eq!(by_log, number(column), "{column}");
    }
}
