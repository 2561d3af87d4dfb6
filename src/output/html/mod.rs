//! The page: one self-contained HTML file without network, readable by a manager and of use to an admin.
//!
//! Everything is escaped by the template engine; the only markup that goes in as it is are the charts drawn by this program. Style and
//! script are allowed by their hashes and nothing else is (see `Page::policy`).

mod aside;
mod badge;
mod embedded;
mod partner;
mod view;
mod words;

use std::fmt::Write as _;
use std::io::{self, Write};

use askama::Template;
use sha2::{Digest, Sha256};

use super::Context;
use crate::knowledge::faq::Case;
use crate::model::time::Zone;
use crate::report::chart::Chart;
use crate::report::{Caveat, Evidence, Explorer, Folded, Hint, KeyFigure, Report, Summary, heading, shown_hints};
use crate::words::{Lang, page as said};
use aside::{AsideView, aside_view};
use embedded::embedded;
use view::{MOST, Placed, Svg, TableView, table_view};
use words::Words;

pub use aside::{Aside, Sent};
pub use partner::{PartnerPage, PartnerPart, partner_page};

/// Bytes of a page at most: where it would have more, users are folded, and then all facts.
const MOST_BYTES: usize = 6_000_000;

const STYLE: &str = include_str!("page.css");
/// The script: its files are one script, so that they need no loading; each names what the ones after it use.
const SCRIPT: &str = concat!(
    include_str!("page/text.js"),
    include_str!("page/store.js"),
    include_str!("page/address.js"),
    include_str!("page/tables.js"),
    include_str!("page/grid.js"),
    include_str!("page/filters.js"),
    include_str!("page/chart.js"),
    include_str!("page/sheet.js"),
    include_str!("page/main.js"),
);

/// A page to write.
pub struct Page<'p> {
    /// Title.
    pub title: String,
    /// Own tenants, period, zone.
    pub facts: Vec<(&'static str, String)>,
    /// The answer.
    pub summary: Summary,
    /// Hints from the sequence of events.
    pub hints: Vec<Hint>,
    /// What the logs cannot show.
    pub caveats: Vec<Caveat>,
    /// Tables with their charts.
    pub sections: Vec<Section<'p>>,
    /// Help desk cases to explain, each with its error codes in words.
    pub cases: Vec<(&'p Case, String)>,
    /// Language of sentences.
    pub lang: Lang,
    /// What the page rests on.
    pub evidence: &'p Evidence,
    /// Zone of the times.
    pub zone: Zone,
    /// Whether the files of a report stand beside the page.
    pub files: bool,
    /// Gives the facts that the page filters, with so much folded at least; `None` = it has none.
    pub explorer: Option<&'p (dyn Fn(Folded) -> Explorer + Sync)>,
}

/// A table with its charts.
pub struct Section<'p> {
    /// Name in links.
    pub id: &'static str,
    /// Heading.
    pub title: &'static str,
    /// The table.
    pub report: &'p Report,
    /// Charts above it.
    pub charts: Vec<Chart>,
    /// A command and what it gives; without it, the command that gives the rows.
    pub how: Option<(&'static str, String)>,
    /// What goes with settings.
    pub aside: Option<&'p Aside>,
    /// Rows at most, where a file or command has all of them.
    pub most: usize,
}

impl<'p> Section<'p> {
    /// A table under a heading.
    #[must_use]
    pub fn of(title: &'static str, report: &'p Report) -> Self {
        Self { id: report.command, title, report, charts: Vec::new(), how: None, aside: None, most: MOST }
    }
}

impl Page<'_> {
    /// Rows of a section at most in the tables that need no script. Where those of all sections are many, few: the script has them all.
    fn most(&self, section: &Section<'_>) -> usize {
        const MANY: usize = 3500;
        const FEW: usize = 100;
        let rows: usize = self.sections.iter().map(|section| section.report.table.rows.len().min(section.most)).sum();
        if rows > MANY { section.most.min(FEW) } else { section.most }
    }

    /// What has all rows of a section. Beside the page of a report stand its files; a page alone has the command.
    fn whole(&self, section: &Section<'_>) -> Option<String> {
        let name = section.report.command;
        if !self.files {
            return Some(format!("{} --format csv", command(section.report, self)));
        }
        // A table that is no command of its own is nowhere else.
        (section.id == name).then(|| format!("tables/{name}.csv"))
    }
}

#[derive(Template)]
#[template(path = "page.html")]
struct PageView<'p> {
    lang: &'static str,
    said: Words,
    title: &'p str,
    policy: String,
    style: Svg,
    script: Svg,
    facts: &'p [(&'static str, String)],
    figures: &'p [KeyFigure],
    sentences: &'p [String],
    hints: &'p [Hint],
    more_hints: Option<String>,
    caveats: &'p [Caveat],
    sections: Vec<SectionView<'p>>,
    cases: Vec<CaseView<'p>>,
    files: TableView,
    evidence: &'p Evidence,
    inputs: &'p str,
    zone: &'static str,
    data: Svg,
    /// The sums in view: name and heading.
    sums: [(&'static str, String); 6],
    /// Whether the page filters, and whether it would if it could.
    explores: bool,
    too_many: bool,
}

struct SectionView<'p> {
    id: &'static str,
    /// Whether a row leads to its sign-ins.
    drills: bool,
    title: &'static str,
    question: &'static str,
    command: String,
    charts: Vec<ChartView<'p>>,
    answer: &'p [String],
    table: TableView,
    notes: &'p [String],
    how: &'static str,
    aside: Option<AsideView<'p>>,
}

/// A chart with what it shows, in words.
struct ChartView<'p> {
    id: &'static str,
    title: &'p str,
    description: &'p str,
    drawing: Svg,
}

/// A help desk case.
struct CaseView<'p> {
    seen: &'p str,
    cause: &'p str,
    who: &'p str,
    remedy: &'p str,
    codes: &'p str,
}

/// Writes a page.
///
/// # Errors
/// A chart cannot be drawn, which is a bug of this program; or writing fails.
pub fn page(page: &Page<'_>, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(within(page, MOST_BYTES)?.as_bytes())
}

/// A page that has no more bytes than fit, as far as folding can bring that about.
fn within(page: &Page<'_>, most: usize) -> io::Result<String> {
    let mut folded = Folded::Nothing;
    loop {
        let explorer = page.explorer.map(|facts| facts(folded));
        let text = rendered(page, explorer.as_ref())?;
        match explorer.and_then(|explorer| explorer.folded.further()) {
            Some(next) if text.len() > most => folded = next,
            _ => return Ok(text),
        }
    }
}

fn rendered(page: &Page<'_>, explorer: Option<&Explorer>) -> io::Result<String> {
    let lang = page.lang;
    let mut sections = Vec::new();
    for section in &page.sections {
        let charts = section
            .charts
            .iter()
            .map(|chart| {
                Ok(ChartView { id: chart.id, title: &chart.title, description: &chart.description, drawing: Svg(super::chart::svg(chart, lang)?) })
            })
            .collect::<Result<Vec<_>, super::chart::ChartError>>();
        let whole = page.whole(section);
        let placed = Placed { cut: whole.clone().map(|whole| (page.most(section), whole)), zone: page.zone, lang };
        let (how, command) = section.how.clone().unwrap_or_else(|| (said::these_rows(lang), command(section.report, page)));
        sections.push(SectionView {
            id: section.id,
            drills: !section.report.drill.is_empty(),
            title: section.title,
            question: section.report.question,
            command,
            charts: charts.map_err(|error| io::Error::other(error.to_string()))?,
            table: table_view(&section.report.table, placed),
            answer: &section.report.answer,
            notes: &section.report.notes,
            how,
            aside: section.aside.map(|aside| aside_view(aside, page.zone, whole.as_deref().unwrap_or_default(), lang)),
        });
    }
    let cases = page.cases.iter().map(|(case, codes)| CaseView {
        seen: case.seen(lang),
        cause: case.cause(lang),
        who: case.who(lang),
        remedy: case.remedy(lang),
        codes,
    });
    let folded = explorer.map(|explorer| explorer.folded);
    let (hints, more_hints) = shown_hints(&page.hints, lang);
    let view = PageView {
        lang: lang.code(),
        said: Words::of(lang),
        title: &page.title,
        policy: policy(),
        style: Svg(STYLE.to_owned()),
        script: Svg(script()),
        facts: &page.facts,
        figures: &page.summary.figures,
        sentences: &page.summary.sentences,
        hints,
        more_hints: more_hints.map(|more| said::more_hints(lang, &more, "tables/hints.json")),
        caveats: &page.caveats,
        sections,
        cases: cases.collect(),
        files: table_view(&page.evidence.files, Placed { cut: None, zone: page.zone, lang }),
        evidence: page.evidence,
        inputs: &page.evidence.inputs,
        zone: page.zone.name(),
        data: Svg(embedded(page, explorer)?),
        sums: ["sign_ins", "successes", "failures", "users", "partners", "apps"].map(|name| (name, heading(name, lang))),
        explores: folded.is_some_and(|folded| folded != Folded::All),
        too_many: folded == Some(Folded::All),
    };
    view.render().map_err(io::Error::other)
}

/// The command that lists the rows of a section: with the filters of the page, as far as it knows them.
fn command(report: &Report, page: &Page<'_>) -> String {
    let applies = |filter: &&String| report.filters.iter().any(|known| filter.split(' ').next() == Some(known));
    let filters: Vec<&str> = page.evidence.filters.iter().filter(applies).map(String::as_str).collect();
    ["crosstenant", report.command, &page.evidence.inputs, &filters.join(" ")].join(" ").trim_end().to_owned()
}

/// A single table as a page.
pub(super) fn write(report: &Report, context: &Context<'_>, out: &mut dyn Write) -> io::Result<()> {
    let summary = Summary { figures: Vec::new(), sentences: Vec::new() };
    page(
        &Page {
            title: report.question.to_owned(),
            facts: vec![(said::own_tenant(report.lang), report.envelope.own_tenants.join(", "))],
            summary,
            hints: Vec::new(),
            caveats: report.caveats.clone().unwrap_or_default(),
            sections: vec![Section::of(report.command, report)],
            cases: Vec::new(),
            lang: report.lang,
            evidence: context.evidence,
            zone: report.zone,
            files: false,
            explorer: None,
        },
        out,
    )
}

/// The content security policy: nothing is loaded, and only this style and this script run.
fn policy() -> String {
    format!("default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; base-uri 'none'; form-action 'none'", hash(STYLE), hash(&script()))
}

/// The script as pages carry it: without the comments and the indents that are for its readers.
fn script() -> String {
    let mut inside = false;
    let mut sent = String::with_capacity(SCRIPT.len());
    for line in SCRIPT.lines().map(str::trim_start) {
        let begins = line.starts_with("/**");
        let comment = inside || line.starts_with("//") || (begins && (line.ends_with("*/") || !line.contains("*/")));
        inside = (inside || begins) && !line.contains("*/");
        if !comment && !line.is_empty() {
            sent.push_str(line);
            sent.push('\n');
        }
    }
    sent
}

/// The SHA-256 of a text in Base64, as a content security policy wants it.
fn hash(text: &str) -> String {
    base64(&Sha256::digest(text.as_bytes()))
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let bits = chunk.iter().fold(0u32, |bits, &byte| bits << 8 | u32::from(byte)) << (8 * (3 - chunk.len()));
        for place in 0..4 {
            let digit = DIGITS[(bits >> (18 - 6 * place) & 63) as usize] as char;
            let _ = out.write_char(if place <= chunk.len() { digit } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;
    use crate::report::FactColumn;

    /// A page of sections and nothing else.
    pub(super) fn holding<'p>(sections: Vec<Section<'p>>, evidence: &'p Evidence) -> Page<'p> {
        Page {
            title: String::new(),
            facts: Vec::new(),
            summary: Summary { figures: Vec::new(), sentences: Vec::new() },
            hints: Vec::new(),
            caveats: Vec::new(),
            sections,
            cases: Vec::new(),
            lang: Lang::En,
            evidence,
            zone: Zone::UTC,
            files: true,
            explorer: None,
        }
    }

    #[test]
    fn what_does_not_fit_folds_users_before_anything_else() {
        let asked = Mutex::new(Vec::new());
        // Numbers that nothing makes smaller.
        let noise = |many: u32| (0..many).map(|n| n.wrapping_mul(2_654_435_761) ^ (n << 7).wrapping_mul(40_503)).collect::<Vec<u32>>();
        let facts = |folded| {
            asked.lock().expect("one thread").push(folded);
            let many = match folded {
                Folded::Nothing => 40_000,
                Folded::Users => 10_000,
                Folded::All => 0,
            };
            Explorer { lists: serde_json::Map::new(), columns: vec![FactColumn { name: "day", values: noise(many) }], folded }
        };
        let evidence = Evidence::none();
        let page = Page { explorer: Some(&facts), ..holding(Vec::new(), &evidence) };
        let size = |most: usize| within(&page, most).expect("a page").len();
        let all = size(usize::MAX);
        let [without_users, without_facts] = [all - 1, 0].map(size);
        assert!(without_facts < without_users && without_users < all - 50_000, "{all} {without_users} {without_facts}");
        let [nothing, users, none] = [Folded::Nothing, Folded::Users, Folded::All];
        assert_eq!(*asked.lock().expect("one thread"), [nothing, nothing, users, nothing, users, none]);
        let said = within(&page, 0).expect("a page");
        assert!(
            said.contains("There are too many sign-ins for this page to filter")
                && !within(&page, all).expect("a page").contains("too many sign-ins")
        );
    }

    #[test]
    fn the_hash_is_written_as_browsers_want_it() {
        // The well-known digest of the empty text.
        assert_eq!(hash(""), "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    }

    #[test]
    fn pages_carry_the_script_without_its_comments() {
        let sent = script();
        let is_comment = |line: &str| line.starts_with("//") || line.starts_with("* ") || (line.starts_with("/**") && line.ends_with("*/"));
        assert!(!sent.lines().any(is_comment));
        // Casts stand before code.
        assert!(sent.contains("/** @type {HTMLElement} */ (") && sent.contains("\nfunction make("));
        // Texts of several lines would lose their indents.
        let quotes = |line: &str| line.matches('`').count() % 2 == 1 && !line.contains("\\`");
        assert_eq!(SCRIPT.lines().filter(|line| quotes(line)).collect::<Vec<_>>(), Vec::<&str>::new());
    }

    #[test]
    fn nothing_in_the_template_skips_the_escaping() {
        assert!(!include_str!("page.html").contains("safe"));
    }
}
