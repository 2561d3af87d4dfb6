//! `schema`: the JSON Schema of what commands write with `--format json`. It is made from what each command answers where there is nothing to
//! answer about: its columns and members are those of every answer, so that the schema cannot be another.

mod describe;
mod shapes;

use serde_json::{Map, Value, json};

use self::shapes::{Shape, shapes};
use super::session::{End, to_stdout};
use crate::cli::flags::OutputArgs;
use crate::cli::meaning;
use crate::failure::{Code, Failure};
use crate::files::write_file;
use crate::safe::quoted;
use crate::words::{Lang, errors as said};

/// The dialect of JSON Schema.
const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// The arguments of `schema`.
#[derive(clap::Args, Clone, Debug)]
pub struct Args {
    /// `COMMAND`.
    #[arg(value_name = "COMMAND")]
    pub what: Option<String>,
    #[command(flatten)]
    #[expect(missing_docs, reason = "flattened")]
    pub output: OutputArgs,
}

/// Writes the schema of one output, or of all.
///
/// # Errors
/// Nothing of that name has a schema; the result cannot be written.
pub fn run(args: &Args) -> Result<End, Failure> {
    if args.output.format.iter().any(|format| format != "json") {
        return Err(Failure::new(Code::BadFormat, said::schema_format, said::schema_format_next));
    }
    let text = format!("{:#}\n", schema(args.what.as_deref(), meaning::lang(&args.output))?);
    match &args.output.output {
        Some(path) => write_file(path, args.output.force, |out| out.write_all(text.as_bytes()))?,
        None => to_stdout(|out| out.write_all(text.as_bytes()))?,
    }
    Ok(End::Done)
}

/// The schema of the output with this name, as a command or as the answer itself has it (`crosstenant.apps/1`); without one, a schema that every
/// output fits, each in its own definition.
fn schema(what: Option<&str>, lang: Lang) -> Result<Value, Failure> {
    let shapes = shapes(lang)?;
    let Some(what) = what else {
        let of = |shape: &Shape| (shape.name.to_owned(), shape.schema.clone());
        let one_of: Vec<Value> = shapes.iter().map(|shape| json!({"$ref": format!("#/$defs/{}", shape.name)})).collect();
        return Ok(json!({"$schema": DIALECT, "oneOf": one_of, "$defs": shapes.iter().map(of).collect::<Map<_, _>>()}));
    };
    let name = what.strip_prefix("crosstenant.").and_then(|name| name.strip_suffix("/1")).unwrap_or(what).replace(' ', "-");
    let Some(shape) = shapes.iter().find(|shape| shape.name == name) else {
        let (what, all) = (quoted(what), shapes.iter().map(|shape| shape.name).collect::<Vec<_>>().join(", "));
        return Err(Failure::new(Code::NoSchema, move |lang: Lang| said::no_schema(lang, &what), move |lang: Lang| said::no_schema_next(lang, &all)));
    };
    let mut schema = shape.schema.clone();
    if let Some(members) = schema.as_object_mut() {
        members.shift_insert(0, "$schema".to_owned(), json!(DIALECT));
    }
    Ok(schema)
}
