//! What a report says on the terminal: the answer, and where the page is.

use std::io::Write;
use std::path::Path;

use crate::analysis::overview::Overview;
use crate::dataset::Dataset;
use crate::report::{shown_hints, shown_name};
use crate::words::Lang;
use crate::safe::{cut, visible, width};

/// Writes the answer, the limits and the first partners.
pub(super) fn terminal(out: &mut dyn Write, data: &Dataset, overview: &Overview, folder: &Path, room: Option<usize>, lang: Lang) -> std::io::Result<()> {
    let Overview { reports, summary, hints, caveats, .. } = overview;
    let mut paragraph = |mark: &str, text: &str| {
        for (place, line) in wrapped(&visible(text), room.unwrap_or(100).min(100) - 2).into_iter().enumerate() {
            writeln!(out, "{}{line}", if place == 0 { mark } else { "  " })?;
        }
        Ok::<(), std::io::Error>(())
    };
    let (shown, more) = shown_hints(hints, lang);
    for hint in shown {
        paragraph("> ", &hint.text)?;
    }
    if let Some(more) = more {
        paragraph("> ", &format!("{more} All are in {}.", folder.join("tables").join("hints.json").display()))?;
    }
    for sentence in &summary.sentences {
        paragraph("", sentence)?;
    }
    for caveat in caveats {
        paragraph("! ", &caveat.message)?;
    }
    if let Some(partners) = reports.iter().find(|report| report.command == "partners") {
        writeln!(out)?;
        for direction in ["inbound", "outbound"] {
            let table = &partners.table;
            let rows: Vec<_> = table.rows.iter().filter(|row| table.str(row, "direction") == Some(direction)).take(5).collect();
            for row in rows {
                let name = shown_name(table, row);
                let name = visible(&name);
                let name = cut(&name, 44);
                let pad = " ".repeat(44usize.saturating_sub(width(&name)));
                let [sign_ins, failed, users] = ["sign_ins", "failures", "users"].map(|column| table.number(row, column));
                let (ins, people) = (if sign_ins == 1 { "sign-in " } else { "sign-ins" }, if users == 1 { "user" } else { "users" });
                writeln!(out, "{direction:<9} {name}{pad} {sign_ins:>7} {ins} {failed:>6} failed {users:>5} {people}")?;
            }
        }
    }
    let ledger = data.ledger();
    let records = if ledger.records == 1 { "record" } else { "records" };
    writeln!(out, "\n{} {records} read: {} kept, {} duplicates, {} skipped.", ledger.records, ledger.kept, ledger.duplicates, ledger.skipped)?;
    writeln!(out, "Open {}", folder.join("report.html").display())
}

/// Breaks a text into lines at spaces.
fn wrapped(text: &str, columns: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let Some(line) = lines.last_mut() else { break };
        if !line.is_empty() && width(line) + 1 + width(word) > columns {
            lines.push(word.to_owned());
        } else {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines
}
