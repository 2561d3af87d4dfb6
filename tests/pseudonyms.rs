//! What is handed over under tokens holds none of the values that must stay: looked for in every output of every command that takes the option.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::path::{Path, PathBuf};

use aho_corasick::AhoCorasick;
use clap::CommandFactory;
use serde_json::Value;

use crate::support::{Files, code, crosstenant, project, stderr, stdout};

/// The words of a path that tells who is meant.
const FOLDER: &str = "Exports of Fabrikam-Secret";

/// A story: its folder, and the arguments that every command needs beyond its inputs.
struct Story {
    files: Files,
}

impl Story {
    fn sample() -> Self {
        let files = Files::new();
        for entry in walkdir::WalkDir::new(project("sample-logs")).into_iter().map(|entry| entry.expect("listed")) {
            let to = files.folder().join(FOLDER).join(entry.path().strip_prefix(project("sample-logs")).expect("below"));
            if entry.file_type().is_dir() {
                std::fs::create_dir_all(to).expect("a folder");
            } else {
                std::fs::copy(entry.path(), to).expect("copied");
            }
        }
        Self { files }
    }

    fn demo(seed: u64) -> Self {
        let files = Files::new();
        let options = crosstenant::demo::Options { seed, size: Some(900), all_formats: false };
        crosstenant::demo::write(&files.folder().join(FOLDER), &options).expect("the story is written");
        Self { files }
    }

    fn input(&self) -> String {
        self.files.path(FOLDER)
    }

    fn settings(&self) -> String {
        format!("{}/settings", self.input())
    }

    /// What a command needs to be run over the story.
    fn args(&self, command: &str) -> Vec<String> {
        let mut args = vec![command.to_owned(), self.input()];
        match command {
            "simulate" => args.extend(["--policy".to_owned(), self.settings(), "--by".to_owned(), "user".to_owned()]),
            "recommend" => args.extend(["--reopen", "all", "--scope-users"].map(str::to_owned)),
            "workloads" => args.push("--all".to_owned()),
            "compare" => args.extend(["--split", "7d"].map(str::to_owned)),
            _ => {}
        }
        args
    }

    fn rows(&self, command: &str, more: &[&str]) -> Vec<Value> {
        let mut args = self.args(command);
        args.extend(more.iter().map(|arg| (*arg).to_owned()));
        let json = run(&args, &["--format", if command == "recommend" { "ndjson" } else { "json" }, "-q"]);
        if command == "recommend" {
            return json.lines().map(|line| serde_json::from_str(line).expect("a row")).collect();
        }
        serde_json::from_str::<Value>(&json).expect("JSON")["rows"].as_array().expect("rows").clone()
    }
}

fn run(args: &[String], more: &[&str]) -> String {
    let output = crosstenant(args.iter().map(String::as_str).chain(more.iter().copied()));
    assert_eq!(code(&output), 0, "{args:?} {more:?}\n{}", stderr(&output));
    stdout(&output)
}

/// The commands that take the option.
fn commands() -> Vec<String> {
    let cli = crosstenant::command::Cli::command();
    // Where it is hidden it is refused, with the reason.
    let takes = |command: &&clap::Command| command.get_arguments().any(|arg| arg.get_id() == "pseudonymise" && !arg.is_hide_set());
    cli.get_subcommands().filter(takes).map(|command| command.get_name().to_owned()).collect()
}

fn is_guid(word: &str) -> bool {
    let parts: Vec<&str> = word.split('-').collect();
    parts.iter().map(|part| part.len()).eq([8, 4, 4, 4, 12]) && parts.iter().all(|part| part.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// Everything in the files of a story, and in what is said of it in clear, that must not be handed over. Lower case.
fn sensitive(story: &Story) -> BTreeSet<String> {
    let mut values: BTreeSet<String> = ["fabrikam-secret".to_owned()].into();
    let mut stays: BTreeSet<String> = crosstenant::knowledge::apps::ids().map(str::to_owned).collect();
    stays.extend(
        ["2af84b1e-32c8-42b7-82bc-daa82404023b", "10dae51f-b6af-4016-8d66-8c2a99b929b3", "a0b1b346-4d3e-4e8b-98f8-753987be4970"].map(str::to_owned),
    );
    stays.extend(["00000000-0000-0000-0000-000000000000".to_owned()]);
    let coverage: Value = serde_json::from_str(&run(&story.args("coverage"), &["--format", "json", "-q"])).expect("JSON");
    stays.extend(coverage["own_tenants"].as_array().expect("ours").iter().map(|own| own.as_str().expect("an id").to_owned()));
    // Names, by the columns they stand in.
    let columns = ["partner_name", "user_display_name", "user_principal_name", "mail", "actor", "invited_by", "ip", "actor_ip", "domain"];
    for command in ["partners", "apps", "users", "events", "changes", "guests", "workloads", "recommend"] {
        for row in story.rows(command, &[]) {
            let text = |column: &str| row[column].as_str().map(str::to_lowercase);
            values.extend(columns.iter().filter_map(|column| text(column)));
            values.extend(row["domains"].as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_lowercase));
            values.extend(text("ca_policies").into_iter().flat_map(|names| names.split("; ").map(str::to_owned).collect::<Vec<_>>()));
            for (id, name) in [("app_id", "app_name"), ("resource_id", "resource_name")] {
                let listed = text(id).is_some_and(|id| crosstenant::knowledge::apps::find(&id).is_some());
                if !listed && row["first_party"] != true && command == "apps" && id == "app_id" {
                    values.extend(text(name));
                }
                stays.extend(text(id));
            }
            if row["kind"] == "application" {
                stays.extend(text("id"));
            }
        }
    }
    // Ids and addresses, wherever they stand in the files.
    for (path, text) in texts(Path::new(&story.input())) {
        let word = |c: char| !(c.is_alphanumeric() || "-_.@+#".contains(c));
        let is_policy = path.to_string_lossy().contains("settings");
        for found in text.split(word).map(|found| found.trim_matches('.').to_lowercase()) {
            if is_guid(&found) && !(is_policy && stays.contains(&found)) || (found.contains('@') && found.contains('.') && !found.contains("odata")) {
                values.insert(found);
            }
        }
        let mut policies = Vec::new();
        if is_policy {
            apps_and_roles(&serde_json::from_str(&text).unwrap_or(Value::Null), &mut policies);
        }
        stays.extend(policies);
    }
    // Words of Microsoft's, of which names are made up as well.
    let known =
        |value: &str| ["microsoft", "google.com", "facebook.com", "mail"].contains(&value) || crosstenant::knowledge::tenants::is_microsoft(value);
    let names: BTreeSet<String> =
        crosstenant::knowledge::apps::ids().filter_map(crosstenant::knowledge::apps::find).map(|app| app.name.to_lowercase()).collect();
    let common = |value: &str| names.iter().any(|name| name.contains(value));
    values.into_iter().filter(|value| value.len() > 3 && !stays.contains(value) && !known(value) && !common(value)).collect()
}

/// The applications that lists of settings name, and the roles of relationships, which are the same in every directory.
fn apps_and_roles(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| apps_and_roles(item, found)),
        Value::Object(members) => {
            if members.get("targetType").is_some_and(|kind| kind == "application") {
                found.extend(members.get("target").and_then(Value::as_str).map(str::to_lowercase));
            }
            found.extend(members.get("roleDefinitionId").and_then(Value::as_str).map(str::to_lowercase));
            members.values().for_each(|member| apps_and_roles(member, found));
        }
        _ => {}
    }
}

/// Every text in a folder: files as they are, the members of workbooks, and what pages carry packed.
fn texts(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut texts = Vec::new();
    for entry in walkdir::WalkDir::new(folder).into_iter().map(|entry| entry.expect("listed")).filter(|entry| entry.file_type().is_file()) {
        let bytes = std::fs::read(entry.path()).expect("read");
        texts.push((PathBuf::from("name"), entry.path().strip_prefix(folder).expect("below").display().to_string()));
        let unzipped = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).ok().map(|mut members| {
            for place in 0..members.len() {
                let mut member = members.by_index(place).expect("a member");
                let name = member.name().expect("a name").into_owned();
                let mut text = Vec::new();
                member.read_to_end(&mut text).expect("unpacked");
                texts.push((entry.path().join(name), String::from_utf8_lossy(&text).into_owned()));
            }
        });
        if unzipped.is_none() {
            let mut text = Vec::new();
            if flate2::read::GzDecoder::new(bytes.as_slice()).read_to_end(&mut text).is_err() {
                text.clone_from(&bytes);
            }
            let text = String::from_utf8_lossy(&text).into_owned();
            texts.extend(packed(&text).into_iter().map(|text| (entry.path().join("packed"), text)));
            texts.push((entry.path().to_owned(), text));
        }
    }
    texts
}

/// What a page carries deflated, as Base64.
fn packed(text: &str) -> Vec<String> {
    let letter = |byte: u8| b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".iter().position(|known| *known == byte);
    let runs = text.split(|c: char| !(c.is_ascii_alphanumeric() || "+/=".contains(c))).filter(|run| run.len() > 200);
    let unpack = |run: &str| {
        let (mut bytes, mut sum, mut bits) = (Vec::new(), 0_u32, 0);
        for place in run.bytes().filter_map(letter) {
            sum = (sum << 6) | u32::try_from(place).expect("six bits");
            bits += 6;
            if bits >= 8 {
                bits -= 8;
                bytes.push(u8::try_from((sum >> bits) & 0xff).expect("a byte"));
            }
        }
        let mut text = Vec::new();
        flate2::read::DeflateDecoder::new(bytes.as_slice()).read_to_end(&mut text).ok()?;
        Some(String::from_utf8_lossy(&text).into_owned())
    };
    runs.filter_map(unpack).collect()
}

/// What of these values stands in these texts. `search` looks for all of them.
fn leaks(values: &BTreeSet<String>, search: &AhoCorasick, texts: &[(PathBuf, String)]) -> BTreeMap<String, String> {
    let list: Vec<&String> = values.iter().collect();
    let mut found = BTreeMap::new();
    for (path, text) in texts {
        let lower = text.to_lowercase();
        for hit in search.find_overlapping_iter(&lower) {
            let around: String = lower.get(hit.start().saturating_sub(60)..(hit.end() + 20).min(lower.len())).unwrap_or_default().to_owned();
            found.entry(list[hit.pattern().as_usize()].clone()).or_insert_with(|| format!("{}: {around}", path.display()));
        }
    }
    found
}

/// Every output of every command over a story under tokens, searched.
fn holds_nothing(story: &Story, langs: &[&str]) {
    let values = sensitive(story);
    assert!(values.len() > 500, "{} values", values.len());
    let search = AhoCorasick::new(&values).expect("a search");
    let clear = run(&story.args("users"), &["--format", "csv", "-q"]);
    assert!(leaks(&values, &search, &[(PathBuf::from("clear"), clear)]).len() > 100, "what stands in clear is found");
    let key = story.files.path("key");
    std::fs::write(&key, "a key of these tests\n").expect("written");
    let commands = commands();
    assert!(commands.len() >= 13 && commands.iter().any(|name| name == "report"), "{commands:?}");
    for command in &commands {
        for lang in langs {
            let out = story.files.folder().join(format!("out-{command}-{lang}"));
            let path = out.to_str().expect("UTF-8");
            let mut args = story.args(command);
            args.extend(["--pseudonymise", &key, "--lang", lang, "-v"].map(str::to_owned));
            if command == "digest" {
                // It has formats of its own, each for one mail or message.
                let formats = ["text", "markdown", "adaptive-card", "json"];
                let texts = formats.map(|format| (PathBuf::from(format), run(&args, &["--format", format])));
                assert_eq!(leaks(&values, &search, &texts), BTreeMap::new());
                continue;
            }
            args.extend(["-o", path].map(str::to_owned));
            let formats: Vec<&str> = crosstenant::output::OUTPUTS.iter().map(|output| output.id).collect();
            if command != "report" {
                let formats: Vec<&str> = formats.into_iter().filter(|id| command != "recommend" || *id != "json").collect();
                args.extend(["--format".to_owned(), formats.join(",")]);
            }
            let output = crosstenant(&args);
            assert_eq!(code(&output), 0, "{args:?}\n{}", stderr(&output));
            let said = format!("{}{}", stdout(&output).replace(path, "OUT"), stderr(&output));
            let mut texts = texts(&out);
            assert!(texts.len() > 5, "{command} wrote {} texts", texts.len());
            texts.push((PathBuf::from("said"), said));
            let leaks = leaks(&values, &search, &texts);
            assert!(
                leaks.is_empty(),
                "{command} in {lang}: {} of {} values, such as {:#?}",
                leaks.len(),
                values.len(),
                leaks.iter().take(12).collect::<Vec<_>>()
            );
        }
    }
}

#[test]
fn the_sample_is_handed_over_without_a_value() {
    holds_nothing(&Story::sample(), &["en", "ja"]);
}

#[test]
fn other_stories_are_handed_over_without_a_value() {
    for seed in [11, 2026] {
        holds_nothing(&Story::demo(seed), &["en"]);
    }
}

#[test]
fn requests_that_cannot_be_sent_are_not_said_to_be_none() {
    let story = Story::sample();
    let (key, out) = (story.files.path("key"), story.files.path("report"));
    std::fs::write(&key, "key\n").expect("written");
    assert_eq!(code(&crosstenant(["report", &story.input(), "--pseudonymise", &key, "-q", "-o", &out])), 0);
    let page = std::fs::read_to_string(format!("{out}/report.html")).expect("a page");
    assert!(page.contains("requests are left out: under tokens") && !page.contains("Nothing has to be changed."));
}

#[test]
fn the_page_for_one_partner_is_of_that_partner_alone() {
    let story = Story::sample();
    let key = story.files.path("key");
    std::fs::write(&key, "key\n").expect("written");
    let people = story.rows("users", &["--direction", "inbound"]);
    let partner = story.rows("partners", &["--direction", "inbound"])[1].clone();
    let id = partner["partner_tenant_id"].as_str().expect("an id");
    let theirs = people.iter().filter(|row| row["partner_tenant_id"] == id);
    let theirs: BTreeSet<String> = theirs
        .flat_map(|row| ["user_id", "user_principal_name", "user_display_name"].map(|column| row[column].as_str().unwrap_or_default().to_lowercase()))
        .chain(["partner_tenant_id", "partner_name"].map(|column| partner[column].as_str().expect("a text").to_lowercase()))
        .chain(partner["domains"].as_array().expect("domains").iter().flat_map(|domain| {
            let domain = domain.as_str().expect("a text");
            [domain.to_owned(), format!("@{domain}")]
        }))
        .collect();
    let mut values: BTreeSet<String> = sensitive(&story).difference(&theirs).cloned().collect();
    let totals: Value = serde_json::from_str(&run(&story.args("coverage"), &["--format", "json", "-q"])).expect("JSON");
    values.extend(["records", "kept"].map(|sum| format!(">{}<", totals["ledger"][sum])));
    values.extend([".json", ".csv", "sha-256", "sha256", "sample-logs"].map(str::to_owned));
    let search = AhoCorasick::new(&values).expect("a search");
    for (lang, asked) in [("en", "What we ask of you"), ("ja", "お願いしたいこと")] {
        let out = story.files.path(&format!("page-{lang}"));
        let args = ["report", &story.input(), "--partner", id, "--for-partner", "--pseudonymise", &key, "--lang", lang, "-q", "-o", &out];
        let output = crosstenant(args);
        assert_eq!((code(&output), stdout(&output).as_str()), (0, ""), "{}", stderr(&output));
        let written: Vec<String> =
            std::fs::read_dir(&out).expect("a folder").map(|entry| entry.expect("listed").file_name().into_string().expect("UTF-8")).collect();
        assert!(written.iter().all(|name| name == "report.html" || name.starts_with('.')), "{written:?}");
        let page = std::fs::read_to_string(format!("{out}/report.html")).expect("a page");
        assert!(page.contains(asked), "{lang}");
        let named = theirs.iter().filter(|value| value.contains('@')).filter(|value| page.to_lowercase().contains(*value)).count();
        assert!(named >= 10, "{named} of their people are named");
        let sums = [format!("{} ", partner["users"]), format!("{} ", partner["sign_ins"])];
        assert!(sums.iter().all(|sum| page.contains(sum.as_str())), "{sums:?}");
        // The page allows its own style and script by their hashes, and nothing else.
        let page = page.replace("&#39;sha256-", "");
        let leaks = leaks(&values, &search, &[(PathBuf::from(lang), page)]);
        assert!(leaks.is_empty(), "{leaks:#?}");
    }
    for more in [&["--partner", "no such partner"][..], &["--partner", "-"], &[]] {
        let out = story.files.path("refused");
        let args = ["report", &story.input(), "--for-partner", "--pseudonymise", &key, "-o", &out].map(str::to_owned);
        let output = crosstenant(args.iter().map(String::as_str).chain(more.iter().copied()));
        assert_eq!((code(&output), Path::new(&out).exists()), (2, false), "{more:?}");
    }
    assert_eq!(code(&crosstenant(["report", &story.input(), "--for-partner", "--partner", id])), 2, "without a key");
}

/// Texts in which names are sentences, or are dropped.
const SENTENCES: [&str; 6] = ["text", "summary", "because", "meaning", "action", "failure_reason"];

/// A row in clear again, in a form that does not depend on the order of lists.
fn told(row: &Value, mapping: &BTreeMap<String, String>) -> String {
    let plain = |text: &str| {
        let mut parts: Vec<String> = text
            .split("; ")
            .map(|part| {
                let words = part.split(' ').map(|word| {
                    word.split('/')
                        .map(|word| word.split(':').map(|word| mapping.get(word).map_or(word, String::as_str)).collect::<Vec<_>>().join(":"))
                        .collect::<Vec<_>>()
                        .join("/")
                });
                words.collect::<Vec<_>>().join(" ").to_lowercase()
            })
            .flat_map(|part| part.split(": ").map(str::to_owned).collect::<Vec<_>>())
            .collect();
        parts.sort();
        parts.join("; ")
    };
    let members = row.as_object().expect("a row").iter().filter(|(name, _)| !SENTENCES.contains(&name.as_str()));
    let members = members.map(|(name, value)| match value {
        Value::String(text) => format!("{name}={}", plain(text)),
        Value::Array(items) => {
            let mut items: Vec<String> = items.iter().map(|item| item.as_str().map_or_else(|| item.to_string(), plain)).collect();
            items.sort();
            format!("{name}={items:?}")
        }
        other => format!("{name}={other}"),
    });
    members.collect::<Vec<_>>().join("|")
}

#[test]
fn the_answers_are_the_same_as_in_clear() {
    let story = Story::sample();
    let key = story.files.path("key");
    std::fs::write(&key, "another key\n").expect("written");
    for command in commands().iter().filter(|name| *name != "report") {
        let map = story.files.path(&format!("map-{command}.csv"));
        let under = story.rows(command, &["--pseudonymise", &key, "--mapping", &map]);
        let mapping: BTreeMap<String, String> = csv::Reader::from_path(&map)
            .expect("a mapping")
            .records()
            .map(|row| row.expect("a row"))
            .map(|row| (row[0].trim_start_matches('\u{feff}').to_owned(), row[1].trim_start_matches('\'').to_owned()))
            .collect();
        let counted = |rows: &[Value], mapping: &BTreeMap<String, String>| {
            let mut rows: Vec<String> = rows.iter().map(|row| told(row, mapping)).collect();
            rows.sort();
            rows
        };
        let (under, clear) = (counted(&under, &mapping), counted(&story.rows(command, &[]), &BTreeMap::new()));
        let differing: Vec<_> = under.iter().zip(&clear).filter(|(under, clear)| under != clear).take(3).collect();
        assert!(differing.is_empty() && under.len() == clear.len(), "{command}: {} and {} rows, {differing:#?}", under.len(), clear.len());
    }
}

#[test]
fn without_a_key_nothing_is_written_and_what_is_applied_is_refused() {
    let story = Story::demo(3);
    let (input, out) = (story.input(), story.files.path("out.csv"));
    let empty = story.files.path("empty");
    std::fs::write(&empty, " \n").expect("written");
    for key in [story.files.path("missing"), empty] {
        let output = crosstenant(["partners", &input, "--pseudonymise", &key, "-o", &out]);
        assert_eq!((code(&output), Path::new(&out).exists()), (2, false), "{}", stderr(&output));
    }
    let key = story.files.path("key");
    let output = crosstenant(["partners", &input, "--pseudonymise", &key, "--make-key", "-o", &out]);
    assert_eq!((code(&output), Path::new(&out).exists()), (0, true), "{}", stderr(&output));
    #[cfg(unix)]
    assert_eq!(std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(&key).expect("a key").permissions()) & 0o777, 0o600);
    let output = crosstenant(["partners", &input, "--pseudonymise", &key, "--make-key"]);
    assert_eq!(code(&output), 2, "a key is never written over");
    for more in [&["--format", "json"][..], &["--format", "powershell"], &["-o", "settings.json"]] {
        let output = crosstenant(["recommend", &input, "--pseudonymise", &key].into_iter().chain(more.iter().copied()));
        assert_eq!(code(&output), 2, "{more:?}: {}", stderr(&output));
        assert!(stdout(&output).is_empty() && !Path::new("settings.json").exists());
    }
    let archive = story.files.path("archive");
    let parts = story.files.path("parts");
    for command in [
        &["archive", "add", &archive, &input][..],
        &["archive", "info", &archive],
        &["archive", "verify", &archive],
        &["archive", "export", &archive],
        &["archive", "prune", &archive, "--before", "2026-10-01"],
        &["archive", "distill", &archive, &parts],
        &["archive", "sources", &parts],
        &["archive", "adopt", &archive, &parts],
    ] {
        let output = crosstenant(command.iter().copied().chain(["--pseudonymise", &key]));
        assert_eq!((code(&output), Path::new(&archive).exists()), (2, false), "{command:?}");
        let said = stderr(&output);
        assert!(said.contains("keeps sign-ins as the exports hold them") && said.contains("crosstenant report DIR --pseudonymise KEYFILE"), "{said}");
    }
    assert_eq!(code(&crosstenant(["partners", &input, "--mapping", &out])), 2, "a mapping of nothing");
}

#[test]
fn a_filter_finds_under_tokens_what_it_finds_in_clear() {
    let story = Story::sample();
    let key = story.files.path("key");
    std::fs::write(&key, "key\n").expect("written");
    let clear = &story.rows("users", &["--direction", "inbound"])[0].clone();
    let under =
        &story.rows("users", &["--direction", "inbound", "--pseudonymise", &key, "--user", clear["user_principal_name"].as_str().expect("a name")]);
    assert_eq!((under.len(), &under[0]["sign_ins"]), (1, &clear["sign_ins"]));
    for (option, column) in [("--partner", "partner_name"), ("--partner", "partner_tenant_id"), ("--user", "user_id")] {
        let of = |value: &Value| story.rows("partners", &["--pseudonymise", &key, option, value.as_str().expect("a text")]);
        let (typed, copied) = (of(&clear[column]), of(&under[0][column]));
        assert!(!typed.is_empty() && typed == copied, "{option} by {column}");
    }
}
