//! What a report says on the terminal: the answer, and where the page is.

use std::io::Write;
use std::path::Path;

use crate::analysis::hints::Hint;
use crate::dataset::Dataset;
use crate::output::text::{cut, visible, width};
use crate::report::summary::Summary;
use crate::report::{Caveat, Report};

/// Writes the answer, the limits and the first partners.
#[expect(clippy::too_many_arguments, reason = "the parts of one message")]
pub(super) fn terminal(
    out: &mut dyn Write,
    data: &Dataset,
    reports: &[Report],
    summary: &Summary,
    hints: &[Hint],
    caveats: &[Caveat],
    folder: &Path,
    room: Option<usize>,
) -> std::io::Result<()> {
    let mut paragraph = |mark: &str, text: &str| {
        for (place, line) in wrapped(&visible(text), room.unwrap_or(100).min(100) - 2).into_iter().enumerate() {
            writeln!(out, "{}{line}", if place == 0 { mark } else { "  " })?;
        }
        Ok::<(), std::io::Error>(())
    };
    for hint in hints {
        paragraph("> ", &hint.text)?;
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
                let name = table
                    .str(row, "partner_name")
                    .or_else(|| table.str(row, "partner_tenant_id"))
                    .unwrap_or("external identities without an Entra home");
                let name = visible(name);
                let name = cut(&name, 44);
                let pad = " ".repeat(44usize.saturating_sub(width(&name)));
                writeln!(
                    out,
                    "{direction:<9} {name}{pad} {:>7} sign-ins {:>6} failed {:>5} users",
                    table.number(row, "sign_ins"),
                    table.number(row, "failures"),
                    table.number(row, "users")
                )?;
            }
        }
    }
    let ledger = data.ledger();
    writeln!(out, "\n{} records read: {} kept, {} duplicates, {} skipped.", ledger.records, ledger.kept, ledger.duplicates, ledger.skipped)?;
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
