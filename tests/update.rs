//! `update`: what a schedule runs, over an archive that grows.

use std::fs;
use std::path::Path;
use std::process::Output;

use serde_json::{Value, json};

use crate::compare::{at, story};
use crate::gates::audit;
use crate::support::{Files, OTHER, OWN, code, command, crosstenant, ndjson, stderr, stdout};

const THIRD: &str = "33333333-3333-4333-8333-333333333333";

/// A folder of exports, an archive and reports that grow.
struct House(Files);

impl House {
    fn new() -> Self {
        let (before, _) = story();
        Self(Files::new().with("exports/week1.ndjson", ndjson(&before)))
    }

    fn export(&self, name: &str, content: impl AsRef<[u8]>) {
        fs::write(self.0.path(&format!("exports/{name}")), content).expect("written");
    }

    fn path(&self, name: &str) -> String {
        self.0.path(name)
    }

    fn update(&self, more: &[&str]) -> Output {
        let (exports, archive, reports) = (self.path("exports"), self.path("archive"), self.path("reports"));
        crosstenant([&["update", &exports, "--archive", &archive, "--output", &reports, "--tenant", OWN], more].concat())
    }

    /// The answer as JSON, with its exit code.
    fn told(&self, more: &[&str]) -> (i32, Value) {
        let output = self.update(&[&["--format", "json"], more].concat());
        (code(&output), serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("JSON: {}", stderr(&output))))
    }
}

fn codes(answer: &Value) -> Vec<&str> {
    answer["rows"].as_array().expect("rows").iter().map(|row| row["code"].as_str().expect("a code")).collect()
}

#[test]
fn it_tells_what_came_since_it_ran_last() {
    let house = House::new();
    let (exit, first) = house.told(&[]);
    assert_eq!((exit, codes(&first), &first["schema"]), (0, vec!["nothing-to-compare"], &json!("crosstenant.update/1")));
    let report = format!("reports/{OWN}-2026-10-10/report.html");
    assert!(Path::new(&house.path(&report)).is_file() && first["report"].as_str().is_some_and(|path| path.ends_with(&report)));
    assert_eq!((&first["new_sources"], &first["new_events"]), (&json!(1), &json!(10)));
    // Nothing came.
    let (exit, same) = house.told(&["--fail-on", "new-partner,new-app,new-failure"]);
    assert_eq!((exit, codes(&same), &same["new_sources"]), (0, vec!["nothing-new"], &json!(0)));
    assert_eq!(stdout(&house.update(&["--only-if-new"])), "");
    // The next week, and then the same once more.
    house.export("week2.ndjson", ndjson(&story().1));
    let output = house.update(&["--fail-on", "new-partner,new-failure"]);
    assert_eq!(code(&output), 10, "{}", stderr(&output));
    assert!(stdout(&output).contains("third.example (inbound, 1)") && stdout(&output).contains("12 events in 1 export, 2026-10-11 to 2026-10-20"));
    assert!(stderr(&output).contains("new-partner, new-failure"), "{}", stderr(&output));
    let page = fs::read_to_string(house.path(&format!("reports/{OWN}-2026-10-20/report.html"))).expect("the new report");
    assert!(page.contains("third.example") && Path::new(&house.path(&report)).is_file(), "beside the last one");
    assert_eq!(code(&house.update(&["--fail-on", "new-partner,new-failure"])), 0);
}

#[test]
fn what_a_run_that_died_did_not_tell_is_told_by_the_next() {
    let house = House::new();
    house.told(&[]);
    house.export("week2.ndjson", ndjson(&story().1));
    // It died when the archive was written.
    assert_eq!(code(&crosstenant(["archive", "add", &house.path("archive"), &house.path("exports")])), 0);
    let before = fs::read(house.path("reports/last-update.json")).expect("there");
    let (exit, told) = house.told(&["--fail-on", "new-partner"]);
    assert_eq!((exit, codes(&told)[0], &told["new_events"]), (10, "new-partner", &json!(12)));
    // It died when all but the last file was written.
    fs::write(house.path("reports/last-update.json"), before).expect("written");
    let (exit, again) = house.told(&["--fail-on", "new-partner"]);
    assert_eq!((exit, &again["rows"]), (10, &told["rows"]));
}

#[test]
fn records_that_arrive_late_are_new() {
    let house = House::new();
    house.told(&[]);
    let late = at(3, &json!({"id": "dddddddd-0000-4000-8000-000000000001", "homeTenantId": THIRD, "userPrincipalName": "new@third.example"}));
    house.export("late.ndjson", ndjson(&[late]));
    let (exit, told) = house.told(&["--fail-on", "new-partner"]);
    assert_eq!((exit, codes(&told)[0]), (10, "new-partner"), "{told}");
}

#[test]
fn copies_that_tell_more_are_said_to_be_such() {
    let house = House::new();
    house.told(&[]);
    // The same sign-ins as they stand in storage, where more can be told of them.
    let records: Vec<String> = story()
        .0
        .iter()
        .map(|record| {
            let properties: Value = serde_json::from_str(&ndjson(std::slice::from_ref(record))).expect("JSON");
            json!({"time": record["createdDateTime"], "category": "SignInLogs", "tenantId": OWN, "properties": properties}).to_string() + "\n"
        })
        .collect();
    house.export("storage.json", records.concat());
    let (exit, told) = house.told(&[]);
    assert_eq!(exit, 0);
    assert!(told["periods"].as_str().is_some_and(|said| said.contains("10 events that were reported before count")), "{told}");
    assert!(!house.told(&[]).1["periods"].as_str().is_some_and(|said| said.contains("reported before")), "it is said once");
}

#[test]
fn what_was_told_of_single_events_is_not_told_again() {
    let house = House::new();
    let expected = house.path("expected.csv");
    fs::write(&expected, format!("tenant_id,name\n{THIRD},Third\n")).expect("written");
    house.export("audit.ndjson", audit(2, Some(OTHER), "success", 0, 1).to_string() + "\n");
    let gates = ["--expected", &expected, "--fail-on", "unexpected-partner,foreign-actor"];
    // At the beginning everything is new.
    let (exit, first) = house.told(&gates);
    assert_eq!((exit, &first["gates"]), (10, &json!(["unexpected-partner", "foreign-actor"])));
    let (exit, second) = house.told(&gates);
    assert_eq!((exit, &second["gates"], codes(&second)), (0, &json!([]), vec!["nothing-new"]));
    let summary = fs::read_to_string(house.path(&format!("reports/{OWN}-2026-10-10/summary.json"))).expect("written");
    let summary: Value = serde_json::from_str(&summary).expect("JSON");
    assert!(!summary["gates"].to_string().contains("foreign-actor"), "one figure: {}", summary["gates"]);
    // Somebody who is not on the list comes again.
    house.export("day11.ndjson", ndjson(&[at(11, &json!({}))]));
    let (exit, third) = house.told(&gates);
    assert_eq!((exit, &third["gates"], codes(&third)), (10, &json!(["unexpected-partner"]), vec!["unexpected-partner"]));
}

#[test]
fn a_gate_that_the_first_run_cannot_answer_does_not_pass_and_does_not_stay() {
    let house = House::new();
    let output = house.update(&["--fail-on", "new-partner"]);
    assert_eq!(code(&output), 2, "{}", stderr(&output));
    assert!(stderr(&output).contains("the next run can tell what is new"), "{}", stderr(&output));
    assert_eq!(code(&house.update(&["--fail-on", "new-partner"])), 0);
}

#[test]
fn what_was_reported_is_not_guessed() {
    let house = House::new();
    house.told(&[]);
    let last = house.path("reports/last-update.json");
    let manifest = || fs::read(house.path("archive/manifest.json")).expect("there");
    let (before, text) = (manifest(), fs::read_to_string(&last).expect("there"));
    house.export("week2.ndjson", ndjson(&story().1));
    for broken in ["", "{}", text.get(..40).expect("longer")] {
        fs::write(&last, broken).expect("written");
        let output = house.update(&[]);
        assert_eq!(code(&output), 2, "{broken}: {}", stderr(&output));
        assert!(stderr(&output).contains("move it away"), "{}", stderr(&output));
        assert_eq!(manifest(), before, "nothing was added");
    }
    fs::write(&last, text).expect("written");
    // Another archive.
    let (exports, other, reports) = (house.path("exports/week2.ndjson"), house.path("other"), house.path("reports"));
    assert_eq!(code(&crosstenant(["archive", "add", &other, &exports])), 0);
    let output = crosstenant(["update", &exports, "--archive", &other, "--output", &reports, "--tenant", OWN]);
    assert_eq!(code(&output), 2, "{}", stderr(&output));
    assert!(stderr(&output).contains("tells of another archive"), "{}", stderr(&output));
}

#[test]
fn names_are_not_hidden_here_and_what_cannot_be_read_counts() {
    let house = House::new();
    let output = house.update(&["--pseudonymise", "key"]);
    assert_eq!(code(&output), 2);
    assert!(!Path::new(&house.path("archive")).exists());
    house.told(&[]);
    let mut cut = ndjson(&story().1).into_bytes();
    cut.truncate(cut.len() - 100);
    house.export("week2.ndjson", cut);
    let rejects = house.path("rejects.ndjson");
    let output = house.update(&["--rejects", &rejects]);
    assert_eq!(code(&output), 4, "{}", stderr(&output));
    assert!(fs::read_to_string(&rejects).expect("written").contains("week2.ndjson"));
    // The archive remembers that it is not whole.
    assert_eq!(code(&house.update(&["--fail-on", "incomplete"])), 10);
}

#[test]
fn one_word_does_all_of_it_where_the_rest_is_set() {
    let house = House::new();
    let settings = format!("archive = 'archive'\ninputs = ['exports']\noutput = 'reports'\ntenant = '{OWN}'\nfail_on = ['new-partner']\n");
    fs::write(house.path("crosstenant.toml"), settings).expect("written");
    let update = || command(["update"]).current_dir(house.path("")).output().expect("runs");
    let first = update();
    assert_eq!(code(&first), 2, "{}", stderr(&first));
    house.export("week2.ndjson", ndjson(&story().1));
    let second = update();
    assert_eq!(code(&second), 10, "{}", stderr(&second));
    assert!(stderr(&second).contains("fail_on = new-partner") && stdout(&second).contains("1 new partner"), "{}", stderr(&second));
    // Nobody else fails on it.
    let partners = command(["partners", "--format", "json"]).current_dir(house.path("")).output().expect("runs");
    assert_eq!(code(&partners), 0, "{}", stderr(&partners));
    assert!(!stderr(&partners).contains("fail_on"), "{}", stderr(&partners));
}

#[test]
fn a_message_for_teams_holds_the_card() {
    let house = House::new();
    let message: Value = serde_json::from_str(&stdout(&house.update(&["--format", "teams"]))).expect("JSON");
    let attachment = &message["attachments"][0];
    assert_eq!((&message["type"], &attachment["contentType"]), (&json!("message"), &json!("application/vnd.microsoft.card.adaptive")));
    assert_eq!(attachment["content"]["type"], "AdaptiveCard");
}
