//! Diagnostic settings: an envelope around the Graph object, one a line in storage blobs, `{"records":[…]}` in Event Hub messages.

use std::sync::LazyLock;

use super::{Field, GRAPH, Shape, Slot, is_of_directory};
use crate::ingest::detect::FormatEvidence;
use crate::ingest::format::Format;
use crate::model::{Limitation, Log, log_of_category};
use crate::words::{exports, inputs};

/// The envelope. Its `resourceId` is the log's own resource; the application's is inside.
pub static DIAGNOSTIC: LazyLock<Shape> = LazyLock::new(|| {
    Shape::new(
        &[
            ("time", Field::EnvelopeTime),
            ("category", Field::Category),
            ("tenantid", Field::OwnerTenantId),
            ("resourceid", Field::OwnerPath),
            ("resulttype", Field::EnvelopeResult),
            ("resultdescription", Field::EnvelopeReason),
            ("calleripaddress", Field::EnvelopeIp),
            ("correlationid", Field::EnvelopeCorrelationId),
            ("identity", Field::Identity),
            ("location", Field::EnvelopeCountry),
        ],
        &[("properties", Slot::Object(&GRAPH))],
    )
});

/// Storage blobs, Event Hub messages and what forwarders make of them.
pub const FORMAT: Format = Format {
    json: Some(|head| {
        if !(head.has("time") && head.has("category") && head.has("properties")) {
            return None;
        }
        let within = |key: &str| head.any_within("properties", key);
        let log = match log_of_category(head.text("category")?) {
            // Intune has a log of the same name.
            Some(Log::Audit) if !head.text("resourceId").is_none_or(is_of_directory) => return None,
            Some(log) => log,
            // Some forwarders put the category of the change where that of the log belongs.
            None if within("activityDisplayName") && within("activityDateTime") => Log::Audit,
            None => return None,
        };
        Some(FormatEvidence { log: Some(log), ..FormatEvidence::new(inputs::diagnostic_keys) })
    }),
    appended: true,
    ..Format::new("diagnostic", exports::diagnostic, 0, &DIAGNOSTIC, &[Limitation::HomeTenantName], exports::diagnostic_how)
};
