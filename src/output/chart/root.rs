//! The root element: turns what the drawing library wrote into a picture with a name that a screen reader can say. Draws nothing.

use super::canvas::{FONT_SCALE, FONTS, SIZE, SMALL};
use super::{ChartError, label};

/// Adds role, title and description, and takes out what every element says alike.
///
/// Texts in the drawing hold no quotation marks and no line breaks (they are escaped and cleaned), so none of the patterns is in one.
pub(super) fn complete(drawn: &str, title: &str, description: &str) -> Result<String, ChartError> {
    let (head, body) = drawn.split_once('>').ok_or_else(|| ChartError("the drawing has no root element".to_owned()))?;
    let fonts = format!(" font-family=\"{}\"", FONTS.replace('\'', "&apos;"));
    let mut body = body
        .replace(&fonts, "")
        .replace(" opacity=\"1\"", "")
        .replace(" stroke=\"none\"", "")
        .replace("\">\n", "\">")
        .replace("\n</text>", "</text>");
    for size in [SIZE, SMALL] {
        // Scaling forth and back leaves a trace in the last decimal place.
        let scaled = f64::from(size) * FONT_SCALE / FONT_SCALE;
        body = body.replace(&format!(" font-size=\"{scaled}\""), &format!(" font-size=\"{size}\""));
    }
    let (title, description) = (escaped(title), escaped(description));
    Ok(format!("{head} role=\"img\" font-family=\"{FONTS}\">\n<title>{title}</title>\n<desc>{description}</desc>{body}"))
}

/// A text as XML content.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in label::clean(text).chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            other => out.push(other),
        }
    }
    out
}
