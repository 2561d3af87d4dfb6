//! What a report says on the terminal: the answer, and where the page is.

use std::io::Write;
use std::path::Path;

use crate::analysis::overview::Overview;
use crate::dataset::Dataset;
use crate::report::{shown_hints, shown_name};
use crate::safe::{cut, visible, width, wrapped};
use crate::words::{Lang, page, report as said};

/// Writes the answer, the limits and the first partners.
pub(super) fn terminal(
    out: &mut dyn Write,
    data: &Dataset,
    overview: &Overview,
    folder: &Path,
    room: Option<usize>,
    lang: Lang,
) -> std::io::Result<()> {
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
        paragraph("> ", &page::more_hints(lang, &more, &folder.join("tables").join("hints.json").display().to_string()))?;
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
                let name = shown_name(table, row, lang);
                let name = padded(&cut(&visible(&name), 44), 44);
                let [sign_ins, failed, users] = ["sign_ins", "failures", "users"].map(|column| table.number(row, column));
                let columns = [format!("{sign_ins:>7}"), format!("{failed:>6}"), format!("{users:>5}")];
                let way = padded(if direction == "inbound" { said::inbound(lang) } else { said::outbound(lang) }, 9);
                writeln!(out, "{}", said::partner(lang, &way, &name, &columns[0], &columns[1], &columns[2], sign_ins, users))?;
            }
        }
    }
    let ledger = data.ledger();
    writeln!(out, "\n{}", said::sums(lang, ledger.records, ledger.kept, ledger.duplicates, ledger.skipped))?;
    writeln!(out, "{}", said::open(lang, &folder.join("report.html").display().to_string()))
}

/// A text with spaces behind it, up to a number of columns.
fn padded(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(width(text))))
}
