//! No sentence against another: every number of a report is noted under the name of what it counts, wherever it stands (tables, key figures,
//! sentences, charts, hints), and all numbers of one name must be the same. Walked over the sample and three other stories.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use clap::Parser;

use crate::analysis::guests::GuestTally;
use crate::analysis::overview::Overview;
use crate::command::session::Session;
use crate::command::{Cli, Command};
use crate::dataset::Dataset;
use crate::demo;
use crate::report::chart::{Bar, Chart, Figure};
use crate::report::{Cell, Table, grouped, shown_name};

const DIRECTIONS: [&str; 5] = ["inbound", "outbound", "internal", "foreign", "undetermined"];
const COUNTS: [&str; 6] = ["sign_ins", "successes", "interruptions", "failures", "passthroughs", "unknowns"];

/// What was said: name of a number, place, number.
#[derive(Default)]
struct Said(BTreeMap<String, Vec<(String, i64)>>);

impl Said {
    fn say(&mut self, what: impl Into<String>, place: impl Into<String>, number: i64) {
        self.0.entry(what.into()).or_default().push((place.into(), number));
    }

    /// How many numbers stand in more than one place.
    fn agree(&self) -> usize {
        for (what, places) in &self.0 {
            assert!(places.iter().all(|(_, number)| *number == places[0].1), "{what}: {places:?}");
        }
        self.0.values().filter(|places| places.len() > 1).count()
    }
}

/// A report and where its numbers stand.
struct Walk<'f> {
    findings: &'f Overview,
    said: Said,
    /// The names of each organisation.
    names: BTreeMap<String, BTreeSet<String>>,
}

impl Walk<'_> {
    fn table(&self, command: &str) -> &Table {
        let report = self.findings.reports.iter().find(|report| report.command == command);
        &report.unwrap_or_else(|| panic!("no {command}")).table
    }

    fn chart(&self, id: &str) -> Option<&Chart> {
        self.findings.charts.iter().find(|chart| chart.id == id)
    }

    /// The bars of a chart that is not cut.
    fn bars(&self, id: &str) -> Vec<Bar> {
        match self.chart(id).map(|chart| (&chart.title, &chart.figure)) {
            Some((title, Figure::Bars { bars, .. })) if !title.contains(" with most of ") => bars.clone(),
            _ => Vec::new(),
        }
    }

    /// Whether a sentence of the answer or of the notes of a table says this.
    fn is_said(&self, words: &str) -> bool {
        let notes = self.findings.reports.iter().flat_map(|report| report.notes.iter().chain(&report.answer));
        self.findings.summary.sentences.iter().chain(notes).any(|sentence| sentence.contains(words))
    }

    fn sums(&mut self) {
        let envelope = self.findings.reports[0].envelope.clone();
        for (name, count) in &envelope.directions {
            self.said.say(format!("sign_ins {name}"), "envelope", number(*count));
        }
        for direction in DIRECTIONS.into_iter().filter(|direction| *direction != "internal") {
            for command in ["partners", "apps", "timeline"] {
                for column in COUNTS {
                    let sum = sum(self.table(command), column, |table, row| table.str(row, "direction") == Some(direction));
                    self.said.say(format!("{column} {direction}"), command, sum);
                }
            }
            let wanted = |table: &Table, row: &[Cell]| table.str(row, "direction") == Some(direction);
            let failing = sum(self.table("failures"), "sign_ins", wanted);
            self.said.say(format!("failing {direction}"), "failures", failing);
            let partners = sum(self.table("partners"), "failures", wanted) + sum(self.table("partners"), "interruptions", wanted);
            self.said.say(format!("failing {direction}"), "partners", partners);
        }
        let users = sum(self.table("users"), "sign_ins", |_, _| true);
        let hidden = self.findings.reports.iter().filter(|report| report.command == "users").flat_map(|report| &report.notes);
        let hidden: i64 = hidden.filter_map(|note| note.split(' ').next()?.parse::<i64>().ok()).sum();
        self.said.say("sign_ins of the table", "users and their note", users + hidden);
        let all = sum(self.table("partners"), "sign_ins", |_, _| true);
        self.said.say("sign_ins of the table", "partners", all);
    }

    fn key_figures(&mut self) {
        let findings = self.findings;
        let figure = |code: &str| findings.summary.figures.iter().find(|figure| figure.code == code).unwrap_or_else(|| panic!("{code}"));
        for direction in ["inbound", "outbound"] {
            let figure = figure(&format!("{direction}-sign-ins"));
            self.said.say(format!("sign_ins {direction}"), "key figure", figure.number);
            let users = self.table("users");
            let of_direction = users.rows.iter().filter(|row| users.str(row, "direction") == Some(direction));
            let people: BTreeSet<_> = of_direction.map(|row| (users.cell(row, "user_id").as_str(), upn(users, row))).collect();
            assert!(figure.note.contains(&counted(number(people.len() as u64), "user", "users")), "{} users: {}", people.len(), figure.note);
            let partners = self.table("partners");
            let rows: Vec<_> = partners.rows.iter().filter(|row| partners.str(row, "direction") == Some(direction)).collect();
            let organisations = rows.iter().filter(|row| partners.str(row, "partner_tenant_id").is_some()).count();
            let words = counted(number(organisations as u64), "organisation", "organisations");
            assert!(figure.note.contains(&words) && self.is_said(&words), "{words}: {}", figure.note);
            let title = &self.chart(&format!("partners-{direction}")).expect("a chart").title;
            // Whoever has a bar and is no organisation is named in the title, which counts the bars.
            assert_eq!(title.contains("external identities"), organisations < rows.len(), "{title}");
            assert!(rows.len() <= 12 || title.contains(&format!("of {})", rows.len())), "{title}");
            assert!(self.is_said(&counted(figure.number, "sign-in", "sign-ins")), "{}", figure.value());
            assert!(figure.number == 0 || self.is_said(&format!("{} ", grouped(number(people.len() as u64)))), "{}", people.len());
        }
        let crosses = |table: &Table, row: &[Cell]| matches!(table.str(row, "direction"), Some("inbound" | "outbound"));
        let failed = figure("failures");
        self.said.say("failures across", "key figure", failed.number);
        self.said.say("failures across", "partners", sum(self.table("partners"), "failures", crosses));
        assert!(failed.number == 0 || self.is_said(&format!("{} of ", failed.value())), "{failed:?}");
        self.said.say("failures us", "key figure", figure("failures-to-mend").number);
        let interrupt = |table: &Table, row: &[Cell]| table.str(row, "category").is_some_and(|category| category.starts_with("interrupt"));
        let sides = BTreeMap::from([
            ("We", "us"),
            ("The partner", "partner"),
            ("Network or device", "network"),
            ("The user", "user"),
            ("Owner of the app", "app_owner"),
            ("Microsoft", "microsoft"),
            ("Nobody", "nobody"),
            ("Not known", "unclassified"),
        ]);
        for bar in self.bars("failures") {
            let side = sides[bar.label.as_str()];
            for (part, interrupted) in [(0, false), (1, true)] {
                let word = if interrupted { "interruptions" } else { "failures" };
                let wanted =
                    |table: &Table, row: &[Cell]| crosses(table, row) && table.str(row, "side") == Some(side) && interrupt(table, row) == interrupted;
                let of_side = sum(self.table("failures"), "sign_ins", wanted);
                self.said.say(format!("{word} {side}"), "failures", of_side);
                self.said.say(format!("{word} {side}"), "chart of failures", number(bar.parts[part]));
            }
        }
    }

    fn partners(&mut self) {
        let mut both: BTreeMap<String, i64> = BTreeMap::new();
        for (command, columns) in [("partners", &COUNTS[..]), ("apps", &COUNTS[..]), ("simulate", &COUNTS[..])] {
            let table = self.table(command).clone();
            let mut sums: BTreeMap<(String, &str, &str), i64> = BTreeMap::new();
            for row in &table.rows {
                let Some(direction @ ("inbound" | "outbound")) = table.str(row, "direction") else { continue };
                let partner = table.str(row, "partner_tenant_id").unwrap_or("none").to_owned();
                for column in columns {
                    let direction = if direction == "inbound" { "inbound" } else { "outbound" };
                    *sums.entry((partner.clone(), direction, column)).or_default() += table.number(row, column);
                }
                self.names.entry(partner).or_default().insert(shown_name(&table, row, crate::words::Lang::En));
            }
            for ((partner, direction, column), sum) in sums {
                if command == "partners" && column == "sign_ins" {
                    *both.entry(partner.clone()).or_default() += sum;
                }
                self.said.say(format!("{column} of {partner} {direction}"), command, sum);
            }
        }
        let label =
            |walk: &Self, label: &str| walk.names.iter().find(|(_, names)| names.contains(label)).map(|(id, _)| id.clone()).expect("a partner");
        for (id, direction) in [("partners-inbound", "inbound"), ("partners-outbound", "outbound")] {
            for bar in self.bars(id) {
                let partner = label(self, &bar.label);
                self.said.say(format!("sign_ins of {partner} {direction}"), id, number(bar.parts.iter().sum()));
                self.said.say(format!("failures of {partner} {direction}"), id, number(bar.parts[2]));
            }
        }
        if let Some(Figure::Heat { days, rows }) = self.chart("partners-by-day").map(|chart| chart.figure.clone()) {
            assert!(days.len() < 92, "the story is short enough to be drawn whole");
            for (name, counts) in rows {
                let partner = label(self, &name);
                self.said.say(format!("sign_ins of {partner}"), "chart by day", number(counts.iter().sum()));
                self.said.say(format!("sign_ins of {partner}"), "partners", both[&partner]);
            }
        }
        if let Some(Figure::Days { series, .. }) = self.chart("changes").map(|chart| chart.figure.clone()) {
            for panel in series {
                let (name, direction) = panel.name.rsplit_once(", ").expect("name and direction");
                let partner = label(self, name);
                self.said.say(format!("sign_ins of {partner} {direction}"), "chart of changes", number(panel.sign_ins.iter().sum()));
                self.said.say(format!("failures of {partner} {direction}"), "chart of changes", number(panel.failures.iter().sum()));
            }
        }
        if let Some(Figure::Days { series, .. }) = self.chart("timeline").map(|chart| chart.figure.clone()) {
            for panel in series {
                let direction = panel.name.to_lowercase();
                self.said.say(format!("sign_ins {direction}"), "chart of days", number(panel.sign_ins.iter().sum()));
                self.said.say(format!("failures {direction}"), "chart of days", number(panel.failures.iter().sum()));
            }
        }
        for bar in self.bars("applications") {
            let apps = self.table("apps").clone();
            for (part, direction) in ["inbound", "outbound"].into_iter().enumerate() {
                let named = |table: &Table, row: &[Cell]| {
                    let part = |name: &str, id: &str| table.str(row, name).or_else(|| table.str(row, id)).unwrap_or("(unknown)").to_owned();
                    let (client, resource) = (part("app_name", "app_id"), part("resource_name", "resource_id"));
                    let label = if client == resource { client } else { format!("{client} → {resource}") };
                    table.str(row, "direction") == Some(direction) && label == bar.label
                };
                let counted = sum(&apps, "sign_ins", named);
                let name = format!("sign_ins through {} {direction}", bar.label);
                self.said.say(name.clone(), "chart of applications", number(bar.parts[part]));
                self.said.say(name, "apps", counted);
            }
        }
    }

    fn guests(&mut self) {
        let guests = self.table("guests").clone();
        let tally = GuestTally::of(&guests);
        let bars: BTreeMap<String, u64> = self.bars("guests").into_iter().map(|bar| (bar.label, bar.parts.iter().sum())).collect();
        for (label, count) in [
            ("Guests", tally.all),
            ("Invitation seen", tally.invited),
            ("Redemption seen", tally.redeemed),
            ("Signed in", tally.signed_in),
            ("Active", tally.state("active")),
            ("Redeemed, not seen since", tally.state("redeemed")),
            ("Invited, not come", tally.state("invited")),
            ("Dormant", tally.state("dormant")),
            ("Disabled", tally.state("disabled")),
            ("Removed", tally.state("removed")),
            ("Not known", tally.state("unknown")),
        ] {
            self.said.say(format!("guests: {label}"), "table", number(count));
            self.said.say(format!("guests: {label}"), "chart", number(bars[label]));
        }
        self.said.say("guests: Guests", "states", number(tally.states.iter().map(|(_, count)| count).sum()));
        let sentence = tally.sentence(None, crate::words::Lang::En);
        assert!(self.is_said(&sentence), "{sentence}");
        // A guest's sign-ins are the successes of the same object, as far as these need an object.
        let users = self.table("users").clone();
        let mut successes: BTreeMap<&str, (i64, BTreeSet<&str>)> = BTreeMap::new();
        for row in users.rows.iter().filter(|row| users.str(row, "direction") == Some("inbound")) {
            let Some(id) = users.str(row, "user_id") else { continue };
            let entry = successes.entry(id).or_default();
            entry.0 += users.number(row, "successes");
            entry.1.extend(users.str(row, "user_kind"));
        }
        for row in &guests.rows {
            let Some(id) = guests.str(row, "user_id") else { continue };
            let (signed_in, state) = (guests.number(row, "sign_ins"), guests.str(row, "state"));
            assert_eq!(signed_in > 0, *guests.cell(row, "last_sign_in") != Cell::Null, "{id}");
            assert!(state != Some("active") || signed_in > 0 || *guests.cell(row, "user_id") != Cell::Null, "{id}");
            if let Some((count, kinds)) = successes.get(id).filter(|(_, kinds)| kinds.iter().all(|kind| kind.starts_with("b2b_collaboration"))) {
                self.said.say(format!("successes of guest {id}"), "guests", signed_in);
                self.said.say(format!("successes of guest {id}"), format!("users {kinds:?}"), *count);
            }
        }
    }

    fn hints(&mut self) {
        let findings = self.findings;
        let (failures, users, guests) = (self.table("failures").clone(), self.table("users").clone(), self.table("guests").clone());
        assert!(findings.hints.is_sorted_by_key(|hint| (std::cmp::Reverse(hint.users), std::cmp::Reverse(hint.sign_ins))), "ranked by users hit");
        let kinds: BTreeSet<_> = findings.hints.iter().map(|hint| (hint.code, hint.direction, hint.side, &hint.codes)).collect();
        assert_eq!(kinds.len(), findings.hints.len(), "one of each kind");
        for hint in findings.hints.iter().filter(|hint| hint.code != "retried") {
            let direction = hint.direction.expect("a direction").name();
            let of_hint = |row: &&Vec<Cell>| {
                failures.str(row, "direction") == Some(direction)
                    && hint.codes.contains(&failures.number(row, "error_code"))
                    && failures.number(row, "error_code") != 530_032
            };
            let rows: Vec<_> = failures.rows.iter().filter(of_hint).collect();
            assert!(!rows.is_empty() && rows.iter().all(|row| failures.str(row, "side") == Some(hint.side.name())), "{hint:?}");
            assert!(rows.iter().map(|row| failures.number(row, "sign_ins")).sum::<i64>() >= number(hint.sign_ins), "{hint:?}");
            if hint.code == "refused-by-policy" {
                self.said.say(format!("sign_ins of {:?} {direction}", hint.codes), "hint", number(hint.sign_ins));
                self.said.say(format!("sign_ins of {:?} {direction}", hint.codes), "failures", failures.number(rows[0], "sign_ins"));
                self.said.say(format!("users of {:?} {direction}", hint.codes), "hint", number(hint.users));
                self.said.say(format!("users of {:?} {direction}", hint.codes), "failures", failures.number(rows[0], "users"));
            }
            if hint.code == "no-object" && direction == "inbound" {
                let refused = users.rows.iter().filter_map(|row| users.str(row, "user_principal_name")).filter(|name| hint.text.contains(*name));
                for name in refused {
                    assert!(guests.rows.iter().all(|row| guests.str(row, "mail") != Some(name)), "{name}: {}", hint.text);
                }
            }
            for case in hint.cases.iter().chain([hint]).filter(|case| case.code == "turned-away" && case.partners.len() == 1) {
                self.turned_away(case, direction);
            }
        }
    }

    /// A partner that is turned away since a change of ours: the sentence of the change has the same numbers to date.
    fn turned_away(&mut self, hint: &crate::report::Hint, direction: &str) {
        let changes = self.table("changes");
        let is_cause = |row: &&Vec<Cell>| {
            let block = changes.str(row, "setting").is_some_and(|setting| setting.to_lowercase().contains(&format!("{direction}.")));
            changes.str(row, "partner_tenant_id") == hint.partners.first().map(String::as_str)
                && changes.str(row, "effect") == Some("tightened")
                && block
                && changes.number(row, "blocked_after") > 0
        };
        let Some(row) = changes.rows.iter().rfind(is_cause).filter(|_| hint.text.contains("The setting was changed at")) else { return };
        let sentence = changes.str(row, "summary").expect("a sentence");
        let (within, users) = (changes.number(row, "blocked_after"), changes.number(row, "users_blocked_after"));
        let to_date = format!("{} of {} to date", hint.sign_ins, counted(number(hint.users), "user", "users"));
        let all_within = within == number(hint.sign_ins) && users == number(hint.users);
        assert!(sentence.contains(&to_date) || all_within, "{sentence}\n{}", hint.text);
        let what = format!("sign_ins refused since {}", hint.partners[0]);
        let said = if all_within { within } else { number(hint.sign_ins) };
        self.said.say(what.clone(), "changes", said);
        self.said.say(what, "hint", number(hint.sign_ins));
    }

    fn changes(&self) {
        let changes = self.table("changes");
        let mut events: BTreeMap<(String, String), usize> = BTreeMap::new();
        for row in &changes.rows {
            let event = (format!("{:?}", changes.cell(row, "time")), changes.str(row, "correlation_id").unwrap_or_default().to_owned());
            let counts = ["blocked_before", "blocked_after", "users_blocked_after", "first_block"];
            let has_counts = counts.iter().any(|column| *changes.cell(row, column) != Cell::Null);
            let place = events.entry(event).or_default();
            assert!(!has_counts || *place == 0, "{row:?}");
            *place += 1;
            let (sentence, after) = (changes.str(row, "summary").expect("a sentence"), changes.number(row, "blocked_after"));
            if changes.str(row, "effect") == Some("loosened") {
                assert!(
                    !sentence.contains("were blocked in the 7 days after") && !sentence.contains("was blocked in the 7 days after"),
                    "{sentence}"
                );
            }
            assert!(after == 0 || sentence.contains(&counted(after, "sign-in", "sign-ins")), "{sentence}");
        }
    }

    fn settings(&mut self) {
        let Some(settings) = &self.findings.settings else { return };
        let blocked = sum(self.table("simulate"), "successes", |table, row| table.str(row, "verdict") == Some("blocked"));
        let figure = self.findings.summary.figures.iter().find(|figure| figure.code == "would-be-blocked").expect("a figure");
        let totals = settings.simulate.extra.iter().find(|(name, _)| *name == "totals").map(|(_, totals)| totals.clone()).expect("totals");
        self.said.say("successes blocked", "simulate", blocked);
        self.said.say("successes blocked", "key figure", figure.number);
        self.said.say("successes blocked", "totals", totals["successes_blocked"].as_i64().expect("a number"));
        assert!(self.is_said(&format!("{} of ", figure.value())), "{figure:?}");
        if let Some(chart) = self.chart("tightening") {
            let first: u64 = self.bars("tightening")[0].parts.iter().sum();
            let newly = totals["successes_newly_blocked"].as_i64().expect("a number");
            assert!(
                chart.description.contains(&format!("cuts {} and not the {} that", grouped(number(first)), grouped(newly))),
                "{}",
                chart.description
            );
            // What today's settings refuse is what it would take to reopen.
            let closing = settings.closing.as_ref().expect("the whole traffic");
            self.said.say("successes refused today", "simulate", blocked - newly);
            self.said.say("successes refused today", "recommend", closing.recommendation.reopen.iter().map(|way| number(way.successes)).sum());
        }
    }
}

/// `1 user`, `2 users`: as English sentences say it.
fn counted(number: i64, one: &str, many: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{} {many}", grouped(number)) }
}

fn number(count: u64) -> i64 {
    i64::try_from(count).expect("few")
}

fn sum(table: &Table, column: &str, wanted: impl Fn(&Table, &[Cell]) -> bool) -> i64 {
    table.rows.iter().filter(|row| wanted(table, row)).map(|row| table.number(row, column)).sum()
}

/// What stands in for a user without an id.
fn upn<'t>(users: &Table, row: &'t [Cell]) -> Option<&'t str> {
    users.str(row, "user_id").is_none().then(|| users.cell(row, "user_principal_name").as_str()).flatten()
}

fn walk(folder: &Path, data: &Dataset, session: &Session) {
    let findings = Overview::of(data, &session.params, None, None, 2).expect("a report");
    let mut walk = Walk { findings: &findings, said: Said::default(), names: BTreeMap::new() };
    walk.sums();
    walk.key_figures();
    walk.partners();
    walk.guests();
    walk.hints();
    walk.changes();
    walk.settings();
    let agree = walk.said.agree();
    assert!(agree > 300, "{}: only {agree} numbers stand in two places", folder.display());
    for (id, names) in &walk.names {
        assert!(names.len() == 1 && names.iter().all(|name| !name.is_empty() && name != "–" && name != "-"), "{id}: {names:?}");
    }
}

/// Reads a story as the command line would, and walks over its report.
fn walk_over(folder: &Path) {
    let inputs = folder.to_str().expect("UTF-8");
    let Command::Report(args) = Cli::parse_from(["crosstenant", "report", inputs, "-q"]).command else { panic!("a report") };
    let mut session = Session::of_report(&args.table, Vec::new()).expect("a session");
    let data = session.load(&crate::ingest::Progress::default()).expect("data");
    walk(folder, &data, &session);
}

#[test]
fn nothing_in_the_report_of_the_sample_contradicts_anything_else_in_it() {
    walk_over(&Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-logs"));
}

#[test]
fn nothing_in_reports_of_other_stories_contradicts_anything_else_in_them() {
    for seed in [11, 2_026, 424_242] {
        let folder = tempfile::tempdir().expect("temporary folder");
        demo::write(folder.path(), &demo::Options { seed, size: None, all_formats: false }).expect("the story is written");
        walk_over(folder.path());
    }
}

#[test]
#[should_panic(expected = "sign-ins of a guest")]
fn two_numbers_of_one_thing_are_found() {
    let mut said = Said::default();
    said.say("sign-ins of a guest", "table", 1);
    said.say("sign-ins of a guest", "chart", 2);
    said.agree();
}
