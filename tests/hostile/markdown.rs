//! What strangers write, in Markdown: escaped as the files of `markdown/` have it, which people have read. With `NEW_GOLDEN_FILES=1` the tests
//! write them anew, to be read again.

use serde_json::{Value, json};

use super::outputs::CORES;
use crate::support::{Files, OWN, code, crosstenant, graph, ndjson, project, stderr, stdout};

fn tenant(n: usize) -> String {
    format!("22222222-2222-4222-8222-{n:012}")
}

/// The text is that of a file.
fn is(said: &str, name: &str) {
    let path = project(&format!("tests/hostile/markdown/{name}"));
    if std::env::var_os("NEW_GOLDEN_FILES").is_some() {
        std::fs::write(&path, said).expect("written");
    }
    assert_eq!(said, std::fs::read_to_string(path).expect("there"), "{name}");
}

#[test]
fn what_strangers_write_is_escaped_as_it_was_looked_at() {
    let sign_in = |n: usize, user: usize, name: &str, day: &str| {
        graph(&json!({"id": format!("aaaaaaaa-0000-4000-8000-{n:012}"), "userId": format!("cccccccc-0000-4000-8000-{user:012}"),
            "createdDateTime": format!("{day}T12:34:56Z"), "homeTenantId": tenant(n), "homeTenantName": name,
            "userDisplayName": CORES[user], "userPrincipalName": CORES[user]}))
    };
    // Something that went before, so that all others are new.
    let before = sign_in(9_999, 0, "Baseline", "2026-09-20");
    let records: Vec<Value> = CORES.iter().enumerate().map(|(n, text)| sign_in(n, n, text, "2026-10-05")).chain([before]).collect();
    let files = Files::new().with("log.ndjson", ndjson(&records));
    let log = files.path("log.ndjson");
    let said = |args: &[&str]| {
        let output = crosstenant([&[args[0], &log, "--tenant", OWN, "--format", "markdown", "-q"], &args[1..]].concat());
        assert_eq!(code(&output), 0, "{args:?}: {}", stderr(&output));
        stdout(&output)
    };
    is(&said(&["users"]), "users.md");
    // Few at a time, since it tells the first ones only.
    let digests: Vec<String> = (0..CORES.len())
        .collect::<Vec<_>>()
        .chunks(5)
        .map(|some| {
            let partners: Vec<String> = some.iter().chain([&9_999]).flat_map(|&n| ["--partner".to_owned(), tenant(n)]).collect();
            let args = ["digest", "--since", "2026-10-01"].into_iter().chain(partners.iter().map(String::as_str)).collect::<Vec<_>>();
            said(&args)
        })
        .collect();
    is(&digests.concat(), "digest.md");
}
