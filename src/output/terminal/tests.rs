//! What a terminal of some width shows.

use super::*;
use crate::model::ledger::Ledger;
use crate::model::time::Zone;
use crate::report::{Column, Envelope, Evidence, int, text as texts_of, time};
use crate::words::Lang;

fn shown_at(width: Option<usize>, columns: Vec<Column>, rows: Vec<Vec<Cell>>) -> String {
    let report = Report::new("x", "?", Table { columns, rows }, Envelope::without_sign_ins(Ledger::default()), Zone::UTC, Lang::En);
    let context = Context { evidence: &Evidence::none(), width, color: false, to_file: false };
    let mut out = Vec::new();
    write(&report, &context, &mut out).expect("written");
    String::from_utf8(out).expect("UTF-8")
}

fn cell(of: &str) -> Cell {
    Cell::text(Some(of))
}

#[test]
fn sentences_without_room_stand_below_their_row_and_lose_no_word() {
    let columns = || vec![time("time", 0), texts_of("effect", 0), texts_of("summary", 0), int("blocked_after", 2)];
    let sentence = "2026-09-21 14:13:20 identity-admin01 let all users of fabrikam.example in again, until then they were refused with 500213.";
    let rows = || vec![vec![Cell::Time(1_790_000_000), cell("loosened"), cell(sentence), Cell::Int(3)]];
    let narrow = shown_at(Some(60), columns(), rows());
    let lines: Vec<&str> = narrow.lines().collect();
    assert_eq!(lines[0], "Time                 Effect    Blocked after");
    assert_eq!(lines[1], "2026-09-21 14:13:20  loosened              3");
    assert!(lines.iter().all(|line| width(line) <= 60), "{narrow}");
    let told: Vec<&str> = lines[2..].iter().map(|line| line.trim()).collect();
    let rest = sentence.strip_prefix("2026-09-21 14:13:20 ").expect("the time");
    assert_eq!(told.join(" "), rest, "the time stands in its own column alone");
    let wide = shown_at(Some(200), columns(), rows());
    assert_eq!(wide.lines().count(), 2, "{wide}");
    assert!(wide.contains(rest));
}

#[test]
fn what_is_needed_stands_below_where_it_does_not_fit_beside() {
    let columns = vec![texts_of("mail", 0), time("invited_at", 1), int("sign_ins", 1), texts_of("state", 0), texts_of("domain", 5)];
    let mail = "a.rather.long.name.of.a.guest@subsidiary.northwindtraders.example";
    let row = |invited| vec![cell(mail), invited, Cell::Int(7), cell("active"), cell("northwindtraders.example")];
    let shown = shown_at(Some(80), columns, vec![row(Cell::Time(1_790_000_000)), row(Cell::Null)]);
    assert_eq!(shown.matches(mail).count(), 2, "{shown}");
    assert!(shown.contains("\n  Invited at: 2026-09-21 14:13:20  Sign-ins: 7\n"), "{shown}");
    assert!(shown.contains("\n  Sign-ins: 7\n"), "what is not known takes no line: {shown}");
    assert!(shown.contains("\nTotal\n  Sign-ins: 14\n"), "the total too, where its columns stand below: {shown}");
    assert!(shown.contains("no room for domain;"), "{shown}");
    assert!(shown.lines().all(|line| width(line) <= 80), "{shown}");
}

#[test]
fn a_heading_stays_with_its_value() {
    let columns = vec![texts_of("mail", 0), texts_of("app_name", 1), texts_of("resource_name", 1), int("successes", 1), int("failures", 1)];
    let mail = "a.rather.long.name.of.a.guest.indeed@subsidiary.northwindtraders.example";
    let row = vec![cell(mail), cell("Microsoft Teams"), cell("Microsoft Teams Services of the Northwind Traders GmbH"), Cell::Int(57), Cell::Int(4)];
    let shown = shown_at(Some(80), columns, vec![row]);
    let lines: Vec<&str> = shown.lines().collect();
    assert_eq!(
        lines[2..5],
        ["  Client app: Microsoft Teams", "  Resource: Microsoft Teams Services of the Northwind Traders GmbH", "  Successes: 57  Failures: 4"],
        "{shown}"
    );
}

#[test]
fn counts_are_summed_and_what_does_not_add_up_is_not() {
    let columns = vec![texts_of("direction", 0), int("sign_ins", 0), int("failures", 0), int("users", 0)];
    let row = |direction, sign_ins, failures| vec![cell(direction), Cell::Int(sign_ins), failures, Cell::Int(5)];
    let shown = shown_at(None, columns.clone(), vec![row("inbound", 1_000, Cell::Int(2)), row("outbound", 17, Cell::Null)]);
    assert_eq!(shown.lines().last(), Some("Total          1017         -"), "{shown}");
    let single = shown_at(None, columns, vec![row("inbound", 1, Cell::Int(0))]);
    assert!(!single.contains("Total"), "{single}");
    let plain = shown_at(None, vec![texts_of("direction", 0)], vec![vec![cell("a")], vec![cell("b")]]);
    assert_eq!(plain.lines().last(), Some("2 rows"));
}
