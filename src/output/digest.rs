//! A digest as text, Markdown or an Adaptive Card.

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::report::Digest;
use crate::safe::{markdown, visible};

/// Plain text.
#[must_use]
pub fn text(digest: &Digest) -> String {
    let mut out = format!("{}\n{}\n", visible(&digest.title), visible(&digest.periods));
    for line in &digest.lines {
        let _ = writeln!(out, "- {}", visible(&line.text));
    }
    out
}

/// Markdown, as mails, Teams and Slack read it.
#[must_use]
pub fn in_markdown(digest: &Digest) -> String {
    let mut out = format!("**{}**\n\n{}\n\n", markdown(&digest.title), markdown(&digest.periods));
    for line in &digest.lines {
        let _ = writeln!(out, "- {}", markdown(&line.text));
    }
    out
}

/// An Adaptive Card.
#[must_use]
pub fn card(digest: &Digest) -> String {
    format!("{:#}\n", adaptive(digest))
}

/// An Adaptive Card in the message that a workflow of Teams takes when it is sent to its address.
#[must_use]
pub fn message(digest: &Digest) -> String {
    let attachment = json!({"contentType": "application/vnd.microsoft.card.adaptive", "contentUrl": null, "content": adaptive(digest)});
    format!("{:#}\n", json!({"type": "message", "attachments": [attachment]}))
}

fn adaptive(digest: &Digest) -> Value {
    // What stands in a text block is read as Markdown.
    let block = |text: &str, more: Value| {
        let mut block = json!({"type": "TextBlock", "text": markdown(text), "wrap": true});
        if let (Some(block), Value::Object(more)) = (block.as_object_mut(), more) {
            block.extend(more);
        }
        block
    };
    let mut body = vec![
        block(&digest.title, json!({"size": "Medium", "weight": "Bolder"})),
        block(&digest.periods, json!({"isSubtle": true, "spacing": "Small"})),
    ];
    body.extend(digest.lines.iter().map(|line| block(&line.text, json!({"id": line.code}))));
    json!({"type": "AdaptiveCard", "$schema": "http://adaptivecards.io/schemas/adaptive-card.json", "version": "1.4", "body": body})
}
