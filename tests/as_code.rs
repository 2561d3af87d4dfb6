//! Settings kept as code: what `recommend` writes, `simulate` reads, and a gate holds a change of such files.

use serde_json::{Value, json};

use crate::support::{Files, OTHER, OWN, code, crosstenant, json, ndjson, stderr, stdout};

const CLIENT: &str = "aaaa0000-0000-4000-8000-000000000001";
const RESOURCE: &str = "bbbb0000-0000-4000-8000-000000000001";
const THIRD: &str = "33333333-3333-4333-8333-333333333333";
const UNUSED: &str = "44444444-4444-4444-8444-444444444444";

fn log() -> String {
    ndjson(&[
        json!({"userId": "u1", "appId": CLIENT, "resourceId": RESOURCE}),
        json!({"userId": "u2", "homeTenantId": THIRD, "appId": CLIENT, "resourceId": RESOURCE}),
    ])
}

fn list(access: &str) -> Value {
    json!({"usersAndGroups": {"accessType": access, "targets": [{"target": "AllUsers", "targetType": "user"}]},
        "applications": {"accessType": access, "targets": [{"target": "AllApplications", "targetType": "application"}]}})
}

/// Entries of a partner that is used, of one that is not and synchronises, and what Terraform cannot say.
fn now() -> Value {
    json!({"allowedCloudEndpoints": [], "default": {"b2bCollaborationInbound": list("allowed"), "inboundTrust": {"isMfaAccepted": true}}, "partners": [
        {"tenantId": OTHER, "b2bCollaborationInbound": list("allowed"), "m365CollaborationInbound": {"users": {"accessType": "allowed", "targets": []}}},
        {"tenantId": THIRD, "isServiceProvider": true, "identitySynchronization": {"userSyncInbound": {"isSyncAllowed": true}}},
        {"tenantId": UNUSED, "b2bCollaborationInbound": list("allowed")}]})
}

fn totals(log: &str, now: &str, policy: &str) -> Value {
    json(&["simulate", log, "--current", now, "--tenant", OWN, "--policy", policy])["totals"].clone()
}

#[test]
fn a_file_holds_every_entry_and_simulates_as_the_json_does() {
    let files = Files::new().with("log.ndjson", log()).with("now.json", now().to_string());
    let (log, now) = (files.path("log.ndjson"), files.path("now.json"));
    let recommend = |more: &[&str]| crosstenant([&["recommend", &log, "--current", &now, "--tenant", OWN], more].concat());
    let proposal = recommend(&["--format", "json"]);
    let mut files = files.with("proposal.json", proposal.stdout);
    let expected = totals(&log, &now, &files.path("proposal.json"));
    assert_eq!(expected["successes_blocked"], json!(0));
    for (format, name) in [("terraform", "main.tf"), ("m365dsc", "tenant.ps1")] {
        let output = recommend(&["--format", format]);
        assert_eq!(code(&output), 0, "{}", stderr(&output));
        let text = stdout(&output);
        for tenant in [OTHER, THIRD, UNUSED] {
            assert!(text.contains(tenant), "{tenant} in {text}");
        }
        assert!(!text.contains("prevent_destroy = true") && text.contains("whole state"), "{text}");
        files = files.with(name, output.stdout);
        assert_eq!(totals(&log, &now, &files.path(name)), expected, "{text}");
        // One entry fewer only on request.
        let fewer = stdout(&recommend(&["--format", format, "--remove-unused"]));
        let resource = |text: &str| text.lines().filter(|line| line.contains(UNUSED) && !line.trim_start().starts_with('#')).count();
        assert_eq!((resource(&text) > 0, fewer.contains("Ensure = 'Absent'")), (true, format == "m365dsc"));
        assert!(resource(&fewer) == usize::from(format == "m365dsc"), "{fewer}");
    }
    let terraform = stdout(&recommend(&["--format", "terraform"]));
    assert!(
        terraform.contains("microsoft365wp_cross_tenant_identity_sync_policy_partner") && terraform.contains("m365CollaborationInbound"),
        "{terraform}"
    );
    assert!(stdout(&recommend(&["--format", "m365dsc"])).contains("M365CollaborationInbound = "));
    let to = files.path("out.tf");
    assert_eq!(code(&recommend(&["-o", &to])), 0);
    assert_eq!(std::fs::read_to_string(&to).expect("written"), terraform, "the extension tells the format");
}

#[test]
fn without_the_current_settings_or_for_one_partner_it_is_a_fragment() {
    let files = Files::new().with("log.ndjson", log()).with("now.json", now().to_string());
    let (log, now) = (files.path("log.ndjson"), files.path("now.json"));
    for more in [&["--partner", OTHER, "--current", &now][..], &[]] {
        let text = stdout(&crosstenant([&["recommend", &log, "--tenant", OWN, "--format", "terraform"], more].concat()));
        assert_eq!(text.matches("prevent_destroy = true").count(), text.matches("\nresource ").count(), "{text}");
        assert!(text.contains("a fragment to merge"), "{text}");
        let dsc = stdout(&crosstenant([&["recommend", &log, "--tenant", OWN, "--format", "m365dsc"], more].concat()));
        assert!(dsc.contains("a fragment to merge") && dsc.contains("DSC has no prevent_destroy"), "{dsc}");
    }
    let japanese = stdout(&crosstenant(["recommend", &log, "--tenant", OWN, "--format", "terraform", "--lang", "ja"]));
    assert!(japanese.contains("統合するための一部分"), "{japanese}");
}

#[test]
fn a_change_of_the_files_is_gated_and_half_understood_ones_are_refused() {
    let files = Files::new().with("log.ndjson", log()).with("now.json", now().to_string());
    let (log, now) = (files.path("log.ndjson"), files.path("now.json"));
    let terraform = stdout(&crosstenant(["recommend", &log, "--current", &now, "--tenant", OWN, "--format", "terraform"]));
    let files = files
        .with("repo/main.tf", &terraform)
        .with("repo/versions.tf", "terraform {\n  required_version = \">= 1.5\"\n}\n")
        .with("repo/README.md", "x");
    let gate = |path: &str| crosstenant(["simulate", &log, "--current", &now, "--tenant", OWN, "--policy", path, "--fail-on", "blocked-success"]);
    let held = gate(&files.path("repo"));
    assert_eq!(code(&held), 0, "{}", stderr(&held));
    let begin = format!("resource \"microsoft365wp_cross_tenant_access_policy_configuration_partner\" \"partner_{}\"", OTHER.replace('-', "_"));
    let (before, rest) = terraform.split_once(&begin).expect("an entry");
    let (_, after) = rest.split_once("\n}\n").expect("its end");
    let without = format!("{before}{after}");
    let files = files.with("repo/main.tf", without);
    assert_eq!(code(&gate(&files.path("repo"))), 10, "an entry that is left out is gone");
    let files = files.with("repo/main.tf", terraform.replace(OTHER, "${var.partner}"));
    let refused = gate(&files.path("repo"));
    assert_eq!(code(&refused), 2);
    assert!(stderr(&refused).contains("repo/main.tf:") && stderr(&refused).contains("var.partner"), "{}", stderr(&refused));
    let files = files.with("repo/main.tf", &terraform).with("repo/more.tf", "module \"partners\" {\n  source = \"./x\"\n}\n");
    assert_eq!(code(&gate(&files.path("repo"))), 2, "what a module makes is not seen");
    let files = files.with("repo/more.tf", "").with("repo/now.json", now_text());
    let mixed = gate(&files.path("repo"));
    assert_eq!((code(&mixed), stderr(&mixed).contains("two kinds")), (2, true), "{}", stderr(&mixed));
}

fn now_text() -> String {
    now().to_string()
}

#[test]
fn settings_to_be_applied_hold_no_tokens() {
    let files = Files::new().with("log.ndjson", log()).with("key", "k".repeat(40));
    for format in ["terraform", "m365dsc"] {
        let output = crosstenant(["recommend", &files.path("log.ndjson"), "--tenant", OWN, "--format", format, "--pseudonymise", &files.path("key")]);
        assert_eq!(code(&output), 2, "{}", stderr(&output));
        let several = crosstenant(["recommend", &files.path("log.ndjson"), "--tenant", OWN, "--format", &format!("{format},json")]);
        assert_eq!(code(&several), 2);
    }
}

/// What is, and not what should be: the current settings come from an export.
#[test]
fn the_current_settings_are_no_code() {
    let files = Files::new().with("log.ndjson", log()).with("now.json", now().to_string());
    let (log, now) = (files.path("log.ndjson"), files.path("now.json"));
    let terraform = stdout(&crosstenant(["recommend", &log, "--current", &now, "--tenant", OWN, "--format", "terraform"]));
    let files = files.with("repo/main.tf", &terraform).with("empty/README.md", "x");
    for path in ["repo", "repo/main.tf"] {
        for (lang, said) in [("en", "settings kept as code"), ("ja", "コードで管理された設定")] {
            let output = crosstenant(["recommend", &log, "--current", &files.path(path), "--tenant", OWN, "--lang", lang]);
            assert_eq!((code(&output), stderr(&output).contains(said)), (2, true), "{}", stderr(&output));
        }
    }
    let none = crosstenant(["recommend", &log, "--current", &files.path("empty"), "--tenant", OWN]);
    assert_eq!((code(&none), stderr(&none).contains("no file in")), (2, true), "{}", stderr(&none));
    // Beside an export the code is no trouble.
    let files = files.with("repo/now.json", now_text());
    assert_eq!(code(&crosstenant(["recommend", &log, "--current", &files.path("repo"), "--tenant", OWN])), 0);
}

/// A folder that cannot be listed may hold an entry: settings without it would be half of them. A path longer than the system takes cannot be
/// listed by anybody.
#[cfg(target_os = "linux")]
#[test]
fn a_folder_below_that_cannot_be_listed_is_no_empty_one() {
    let files = Files::new().with("log.ndjson", log()).with("now/now.json", now().to_string()).with("code/main.tf", "");
    for folder in ["now", "code"] {
        let deep = std::path::PathBuf::from(files.path(&format!("{folder}/deep")));
        let mut deepest = deep.clone();
        while deepest.as_os_str().len() < 3_850 {
            deepest.push("d".repeat(100));
        }
        std::fs::create_dir_all(&deepest).expect("folders");
        let long = deep.with_file_name("l".repeat(250));
        std::fs::create_dir(&long).expect("a folder");
        std::fs::rename(&deep, long.join("deep")).expect("moved");
    }
    let run = |option: &str, path: &str| {
        let mut args = vec!["simulate".to_owned(), files.path("log.ndjson"), "--tenant".to_owned(), OWN.to_owned()];
        args.extend([option.to_owned(), files.path(path)]);
        if option == "--current" {
            args.extend(["--policy".to_owned(), files.path("now/now.json")]);
        }
        crosstenant(args)
    };
    for option in ["--policy", "--current"] {
        for folder in ["now", "code"] {
            let output = run(option, folder);
            assert!(code(&output) != 0 && stderr(&output).contains("cannot list"), "{option} {folder}: {}", stderr(&output));
        }
        assert_eq!(code(&run(option, "now/now.json")), 0);
    }
}
