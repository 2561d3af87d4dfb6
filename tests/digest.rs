//! `digest`: what is new in ten lines, or nothing.

use serde_json::{Value, json};

use crate::compare::{at, files, story};
use crate::support::{Files, OWN, code, crosstenant, ndjson, stderr, stdout};

#[test]
fn a_digest_says_what_is_new_in_ten_lines_or_nothing() {
    let files = files();
    let both = files.path("both.ndjson");
    let run = |more: &[&str]| {
        let output = crosstenant([&["digest", &both, "--tenant", OWN], more].concat());
        (code(&output), stdout(&output), stderr(&output))
    };
    let (exit, text, said) = run(&["--since", "2026-10-11"]);
    assert_eq!(exit, 0, "{said}");
    assert!(text.lines().count() <= 10 && text.contains("third.example (inbound, 1)") && text.contains("500213"), "{text}");
    assert!(text.contains("not whole"), "{text}");
    // The last seven days by themselves.
    assert_eq!(run(&[]).1.lines().next(), text.lines().next());
    assert!(run(&["--since", "2026-10-11", "--format", "markdown"]).1.starts_with("**What is new"));
    let card: Value = serde_json::from_str(&run(&["--since", "2026-10-11", "--format", "adaptive-card"]).1).expect("JSON");
    assert_eq!(card["type"], "AdaptiveCard");
    let answer: Value = serde_json::from_str(&run(&["--since", "2026-10-11", "--format", "json"]).1).expect("JSON");
    assert_eq!((&answer["schema"], &answer["is_news"]), (&json!("crosstenant.digest/1"), &json!(true)));
    assert_eq!(answer["rows"][0]["code"], "new-partner");
    assert!(run(&["--since", "2026-10-11", "--lang", "ja"]).1.contains("新しいパートナー組織 1 件"));
    // Nothing new: the last day repeats what was there.
    let quiet = ["--to", "2026-10-19", "--since", "2026-10-11", "--only-if-new"];
    assert_eq!((run(&quiet).0, run(&quiet).1.as_str()), (0, ""));
    assert!(run(&quiet[..4]).1.contains("Nothing is new."));
    // Nothing to compare with is not "nothing new".
    assert!(run(&["--since", "2026-10-01", "--only-if-new"]).1.contains("nothing to compare with"));
    assert_eq!(run(&["--format", "xlsx"]).0, 2);
}

#[test]
fn hostile_names_do_not_reach_a_message_as_markup() {
    let mut records = story().0;
    records.push(at(20, &json!({"id": "bbbbbbbb-0000-4000-8000-000000000007", "appId": "99999999-0000-4000-8000-000000000007", "appDisplayName": "[click](http://evil.example)\u{1b}[31m"})));
    let files = Files::new().with("log.ndjson", ndjson(&records));
    let run =
        |format: &str| stdout(&crosstenant(["digest", &files.path("log.ndjson"), "--tenant", OWN, "--since", "2026-10-11", "--format", format]));
    assert!(!run("text").contains('\u{1b}'));
    assert!(!run("markdown").contains("[click]("), "{}", run("markdown"));
    assert!(!run("adaptive-card").contains("[click]("), "{}", run("adaptive-card"));
}
