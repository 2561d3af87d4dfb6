//! ★ Every output that is JSON, by the name it carries.

use serde_json::{Value, json};

use super::describe::{answer, envelope, like};
use crate::analysis::marks::Marks;
use crate::analysis::overview::Overview;
use crate::analysis::{ANALYSES, Analysis, Ask, Params, apps, changes, gates, guests, report, simulate};
use crate::archive::Manifest;
use crate::classify::Side;
use crate::cli::config::Settled;
use crate::command::report::summary::summary;
use crate::command::{archive, config, digest, formats, inspect, update};
use crate::dataset::{Dataset, Filters};
use crate::facts::{Collector, Keep, OwnEvidence};
use crate::failure::Failure;
use crate::model::time::Zone;
use crate::policy::{read_policy, read_proposal};
use crate::report::{Digest, Hint, Report};
use crate::words::{Lang, archive as archive_words, schemas as said};

/// An output with its schema.
pub(super) struct Shape {
    /// `crosstenant.NAME/1`.
    pub name: &'static str,
    /// Its schema.
    pub schema: Value,
}

/// Settings that say nothing: enough to be judged and gone back from.
const SETTINGS: &str = r#"{"default": {}, "partners": []}"#;

/// Every output, those of analyses first.
pub(super) fn shapes(lang: Lang) -> Result<Vec<Shape>, Failure> {
    let mut shapes: Vec<Shape> = reports(lang)?.iter().map(|report| Shape { name: report.shape, schema: answer(report, lang) }).collect();
    shapes.push(Shape { name: "hints", schema: envelope("hints", said::hints(lang), &hint()) });
    let explained = json!({
        "title": "crosstenant.explain/1", "description": said::explain(lang), "type": "object", "required": ["schema", "kind"],
        "properties": {"schema": {"const": "crosstenant.explain/1"}, "kind": {"type": "string"}},
    });
    shapes.push(Shape { name: "explain", schema: explained });
    Ok(shapes)
}

/// What commands answer where there is nothing to answer about.
fn reports(lang: Lang) -> Result<Vec<Report>, Failure> {
    let data = nothing()?;
    let params = Params { filters: Filters::default(), lang, zone: Zone::UTC, dormant_days: guests::DORMANT_DAYS, marks: Marks::default() };
    let settings = read_proposal([("", SETTINGS)])?;
    let question = |by_user| simulate::Question { by_user, ..simulate::Question::of(settings.clone()) };
    let further: [(&Analysis, Box<dyn Ask>); 5] = [
        (&guests::ANALYSIS, Box::new(guests::Options { dormant_days: guests::DORMANT_DAYS, review: true })),
        (&apps::ANALYSIS, Box::new(apps::Options { by_app: true })),
        (&changes::ANALYSIS, Box::new(changes::Options { at: Some(0), ..changes::Options::default() })),
        (&simulate::ANALYSIS, Box::new(question(false))),
        (&simulate::ANALYSIS, Box::new(question(true))),
    ];
    let plain = ANALYSES.iter().filter(|analysis| analysis.id != simulate::ANALYSIS.id).map(|analysis| (*analysis, (analysis.ask)()));
    let reports = plain.chain(further).map(|(analysis, ask)| report(analysis, &*ask, &data, &params)).collect::<Result<Vec<_>, _>>();
    let mut reports = reports.map_err(|error| Failure::bug(&error))?;
    let overview = Overview::of(&data, &params, None, None, 1).map_err(|error| Failure::bug(&error))?;
    let digested = Digest { title: String::new(), periods: String::new(), lines: Vec::new(), is_news: false, is_whole: false };
    let states = gates::states(&data, &params, &[], &[], |_| false);
    reports.extend([
        summary(&overview, None, &data, &params, &[], &states),
        digest::in_envelope(&digested, &data, &params, &[]),
        update::blank(&digested, &data, &params),
        archive::holding(&Manifest::default(), archive_words::holds(lang), lang),
        archive::verified(&[], Vec::new(), lang),
        inspect::shown(Vec::new(), lang),
        formats::formats(lang),
        config::shown(&Settled::default(), lang),
    ]);
    Ok(reports)
}

/// Logs without anything in them.
fn nothing() -> Result<Dataset, Failure> {
    let collected = Collector::new(Keep::for_tables(Zone::UTC), Vec::new()).finish();
    Ok(Dataset::new(collected, OwnEvidence { own: Vec::new(), said: None }, &[], Some(read_policy([("", SETTINGS)])?)))
}

/// The schema of a hint, made from one.
fn hint() -> Value {
    let text = String::new();
    let hint = Hint {
        code: "",
        rule: "",
        direction: None,
        side: Side::Us,
        codes: vec![0],
        partners: vec![text.clone()],
        users: 0,
        sign_ins: 0,
        text: text.clone(),
        filters: text,
        cases: Vec::new(),
    };
    like(&hint.to_json())
}
