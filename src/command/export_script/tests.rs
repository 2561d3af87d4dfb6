use tree_sitter::{Node, Parser};

use super::plan::{Plan, Since, What};
use super::*;

fn names(what: &[&str]) -> Vec<String> {
    what.iter().map(|&name| name.to_owned()).collect()
}

/// The first fault that a parser of PowerShell finds.
fn fault(node: Node<'_>, script: &str) -> Option<String> {
    if node.is_error() || node.is_missing() {
        let line = node.start_position().row;
        return Some(format!("line {}: {:?}", line + 1, script.lines().nth(line)));
    }
    let children = (0..node.child_count()).filter_map(|place| node.child(u32::try_from(place).expect("few")));
    children.into_iter().find_map(|child| fault(child, script))
}

#[test]
fn a_parser_of_powershell_finds_no_fault_and_the_code_is_the_same_in_every_language() {
    let code = |script: &str| script.lines().filter(|line| !line.trim_start().starts_with('#')).map(str::to_owned).collect::<Vec<_>>();
    for (what, since, crossing) in [(names(&[]), Since::Days(30), false), (names(&["signins"]), Since::Day("2026-10-01".to_owned()), true)] {
        let plan = Plan::new(What::of(&what), since, crossing);
        let english = script(&plan, Lang::En);
        for lang in [Lang::En, Lang::Ja] {
            let text = script(&plan, lang);
            let mut parser = Parser::new();
            parser.set_language(&tree_sitter_powershell::LANGUAGE.into()).expect("the grammar");
            assert_eq!(fault(parser.parse(&text, None).expect("a tree").root_node(), &text), None, "{text}");
            assert_eq!(text.matches("# <").count(), 0, "every comment is said: {text}");
            assert!(code(&text).iter().all(|line| line.is_ascii()) && code(&text) == code(&english));
        }
    }
    // It reads: the one request is a GET, and nothing else speaks to Graph.
    assert_eq!(SCRIPT.matches("Invoke-MgGraphRequest").count(), SCRIPT.matches("Invoke-MgGraphRequest -Method GET").count());
}

#[test]
fn the_plan_fetches_what_is_asked_for() {
    for (what, crossing, wanted, scopes) in [
        (
            &[][..],
            false,
            "settings-policy settings-default settings-partners users audit signins-interactive signins-non-interactive signins-service-principal signins-managed-identity",
            "AuditLog.Read.All Policy.Read.All User.Read.All",
        ),
        (
            &["signins"],
            true,
            "signins-interactive-crossing signins-non-interactive-crossing signins-service-principal signins-managed-identity",
            "AuditLog.Read.All",
        ),
        (&["audit"], false, "audit", "AuditLog.Read.All"),
        (&["settings"], false, "settings-policy settings-default settings-partners", "Policy.Read.All"),
        (
            &["users", "settings"],
            false,
            "settings-policy settings-default settings-partners users",
            "AuditLog.Read.All Policy.Read.All User.Read.All",
        ),
    ] {
        let plan = Plan::new(What::of(&names(what)), Since::Days(7), crossing);
        let items = plan.items();
        assert_eq!(items.iter().map(|item| item.name).collect::<Vec<_>>().join(" "), wanted, "{what:?}");
        assert_eq!(plan.scopes().join(" "), scopes, "{what:?}");
        for item in &items {
            let sliced = item.uris.iter().all(|uri| uri.contains("ge%20{from}") && uri.contains("lt%20{to}"));
            assert_eq!(item.daily, sliced, "{item:?}");
            assert!(item.uris.iter().all(|uri| uri.is_ascii() && !uri.contains([' ', '"', '\n'])), "{item:?}");
            let (sign_ins, of_users) = (item.name.starts_with("signins-"), item.name.ends_with("interactive") || item.name.ends_with("crossing"));
            assert_eq!(item.uris[0].starts_with("/beta/auditLogs/signIns?"), sign_ins, "only beta tells the access type: {item:?}");
            assert_eq!(item.uris[0].contains("crossTenantAccessType"), sign_ins && of_users && crossing, "{item:?}");
        }
    }
}

#[test]
fn days_and_dates_reach_the_script() {
    let json = |since| Plan::new(What::of(&[]), since, false).to_json();
    let by_days = json(Since::Days(7));
    assert_eq!((by_days["days"].as_u64(), by_days["since"].as_str(), by_days["settles_after_hours"].as_u64()), (Some(7), None, Some(48)));
    let by_day = json(Since::Day("2026-10-01".to_owned()));
    assert_eq!((by_day["days"].as_u64(), by_day["since"].as_str()), (None, Some("2026-10-01")));
}
