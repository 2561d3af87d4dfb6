//! Cross-tenant access settings as Graph, PowerShell and export tools write them. They are read whole, by `policy`; here they are only
//! recognised.

use std::sync::LazyLock;

use serde_json::Value;

use super::Shape;
use crate::ingest::detect::{FormatEvidence, JsonHead};
use crate::ingest::format::Format;
use crate::model::Holds;
use crate::policy::is_policy;
use crate::words::{exports, inputs};

static NOTHING: LazyLock<Shape> = LazyLock::new(|| Shape::new(&[], &[]));

/// The default settings, the settings of organisations, identity synchronisation, allowed clouds; one a file, in pages, or all in one.
pub const FORMAT: Format = Format {
    holds: Holds::Settings,
    json: Some(|head: &JsonHead<'_>| is_policy(&Value::Object(head.record.clone())).map(|_| FormatEvidence::new(inputs::settings_keys))),
    ..Format::new("settings", exports::settings, 9, &NOTHING, &[], exports::settings_how)
};
