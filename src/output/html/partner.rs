//! The page for one partner: what stands between them and us, and nothing else. It has no files, no evidence and no script.

use std::io::{self, Write};

use askama::Template;

use crate::words::{Lang, partner_page as said};

const STYLE: &str = include_str!("partner.css");

/// The page for one partner.
pub struct PartnerPage {
    /// Title.
    pub title: String,
    /// What it is about, in sentences.
    pub lead: Vec<String>,
    /// What the partner is asked to confirm or change.
    pub asks: Vec<String>,
    /// Tables.
    pub parts: Vec<PartnerPart>,
    /// How it is to be read.
    pub notes: Vec<String>,
    /// Language of sentences.
    pub lang: Lang,
}

/// A table of the page.
pub struct PartnerPart {
    /// Heading.
    pub title: &'static str,
    /// What it shows.
    pub about: String,
    /// Headings of columns, and the style of their cells.
    pub columns: Vec<(String, &'static str)>,
    /// Cells as they are read, a row each.
    pub rows: Vec<Vec<String>>,
}

#[derive(Template)]
#[template(path = "partner.html")]
struct View<'p> {
    page: &'p PartnerPage,
    lang: &'static str,
    asked: &'static str,
    policy: String,
    style: &'static str,
}

/// Writes the page.
///
/// # Errors
/// Writing fails.
pub fn partner_page(page: &PartnerPage, out: &mut dyn Write) -> io::Result<()> {
    let policy = format!("default-src 'none'; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'", super::hash(STYLE));
    let view = View { page, lang: page.lang.code(), asked: said::asked(page.lang), policy, style: STYLE };
    out.write_all(view.render().map_err(io::Error::other)?.as_bytes())
}

#[cfg(test)]
mod tests {
    #[test]
    fn nothing_in_the_template_skips_the_escaping() {
        assert!(!include_str!("partner.html").contains("safe"));
        // Nor has the style a letter that would be escaped, after which its hash no longer fits.
        assert!(!super::STYLE.contains(['"', '\'', '&', '<', '>']));
    }
}
