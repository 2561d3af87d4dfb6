//! `explain`: what an error code of the sign-in log, a message that a user sees, a code that this program prints, a help desk case or a
//! command means.

mod codes;
#[cfg(test)]
mod tests;

use serde_json::{Value, json};

use self::codes::{Kind, Known};
use super::help::command;
use super::session::{End, to_stdout};
use crate::analysis;
use crate::classify::{Side, side};
use crate::cli::flags::OutputArgs;
use crate::cli::meaning;
use crate::cli::values::error_code;
use crate::failure::{Code, Failure};
use crate::files::write_file;
use crate::knowledge::error_codes::{self, CodeInfo};
use crate::knowledge::faq::{self, Case};
use crate::model::{Direction, ErrorCode};
use crate::safe::quoted;
use crate::words::{Lang, errors, explain as said};

/// The arguments of `explain`.
#[derive(clap::Args, Clone, Debug)]
pub struct Args {
    /// `CODE|MESSAGE|COMMAND|TOPIC`.
    #[arg(value_name = "CODE|MESSAGE|COMMAND|TOPIC")]
    pub what: Vec<String>,
    #[command(flatten)]
    #[expect(missing_docs, reason = "flattened")]
    pub output: OutputArgs,
}

/// Writes the explanation.
///
/// # Errors
/// Nothing of that name is known; the result cannot be written.
pub fn run(args: &Args) -> Result<End, Failure> {
    let text = explain(args)?;
    match &args.output.output {
        Some(path) => write_file(path, args.output.force, |out| out.write_all(text.as_bytes()))?,
        None => to_stdout(|out| out.write_all(text.as_bytes()))?,
    }
    Ok(End::Done)
}

/// What was asked about.
enum Subject {
    /// An error code, and what is known of it.
    Code(i64, &'static CodeInfo),
    /// What users see: the cases that fit.
    Cases(Vec<&'static Case>),
    /// A code that this program prints: what it means, of each kind.
    Known(Vec<Known>),
    /// A command: its name, the question it answers, its help.
    Command { name: String, question: Option<&'static str>, help: String },
    /// Nothing in particular: what there is.
    All,
}

/// The explanation of what was asked, as text or JSON.
///
/// # Errors
/// Nothing of that name is known; a format that makes no sense here.
fn explain(args: &Args) -> Result<String, Failure> {
    let lang = meaning::lang(&args.output);
    let extension = args.output.output.as_ref().and_then(|path| path.extension()).and_then(|extension| extension.to_str());
    let as_json = match args.output.format.as_slice() {
        [] => extension == Some("json"),
        [format] if format == "json" => true,
        [format] if format == "table" => false,
        _ => return Err(Failure::new(Code::BadFormat, errors::explain_format, errors::explain_format_next)),
    };
    let subject = subject(&args.what.join(" "), lang)?;
    Ok(if as_json { format!("{:#}\n", in_json(&subject, lang)) } else { in_words(&subject, lang) })
}

fn subject(asked: &str, lang: Lang) -> Result<Subject, Failure> {
    let name = asked.trim().to_lowercase();
    if name.is_empty() {
        return Ok(Subject::All);
    }
    if let Ok(code) = error_code(&name) {
        return known(code).ok_or_else(|| unknown(asked, errors::nothing_to_explain_next_code));
    }
    if let Some(case) = faq::cases().iter().find(|case| case.topic == name) {
        return Ok(Subject::Cases(vec![case]));
    }
    let of_ours = codes::find(&name);
    if !of_ours.is_empty() {
        return Ok(Subject::Known(of_ours));
    }
    if let Some(command) = command(lang).find_subcommand_mut(&name) {
        let help = command.render_help().to_string();
        return Ok(Subject::Command { question: analysis::find(&name).map(|analysis| (analysis.question)(lang)), name, help });
    }
    // A message may hold its code, and pages that show both say most by the code.
    let named = |code: &str| known(error_code(code).ok()?);
    if let Some(code) = name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| word.starts_with("aadsts")).find_map(named) {
        return Ok(code);
    }
    if let Some((code, info)) = error_codes::all().into_iter().find(|(_, info)| info.name.to_lowercase() == name) {
        return Ok(Subject::Code(code, info));
    }
    match faq::of_message(asked) {
        cases if cases.is_empty() => Err(unknown(asked, errors::nothing_to_explain_next)),
        cases => Ok(Subject::Cases(cases)),
    }
}

fn known(code: i64) -> Option<Subject> {
    Some(Subject::Code(code, error_codes::find(ErrorCode(code))?))
}

fn unknown(asked: &str, next: fn(Lang) -> &'static str) -> Failure {
    let asked = quoted(asked);
    Failure::new(Code::NothingToExplain, move |lang: Lang| errors::nothing_to_explain(lang, &asked), next)
}

fn in_words(subject: &Subject, lang: Lang) -> String {
    match subject {
        Subject::Code(code, info) => code_text(*code, info, lang),
        Subject::Cases(cases) => {
            let intro = if cases.len() > 1 { format!("{}\n\n", said::several(lang)) } else { String::new() };
            intro + &cases.iter().map(|case| case_text(case, lang)).collect::<Vec<_>>().join("\n")
        }
        Subject::Known(known) => known.iter().map(|known| known_text(known, lang)).collect::<Vec<_>>().join("\n"),
        Subject::Command { question, help, .. } => question.map(|question| format!("{question}\n\n")).unwrap_or_default() + help,
        Subject::All => topics(lang),
    }
}

fn in_json(subject: &Subject, lang: Lang) -> Value {
    let mut value = match subject {
        Subject::Code(code, info) => json!({
            "kind": "code",
            "code": code,
            "name": info.name,
            "category": info.category,
            "meaning": info.meaning(lang),
            "side_inbound": side(ErrorCode(*code), false, Direction::Inbound).name(),
            "side_outbound": side(ErrorCode(*code), false, Direction::Outbound).name(),
            "action": info.remedy(lang).explained(lang),
            "messages": faq::of_code(*code).map(|case| case_json(case, lang)).collect::<Vec<_>>(),
        }),
        Subject::Cases(cases) => json!({"kind": "message", "messages": cases.iter().map(|case| case_json(case, lang)).collect::<Vec<_>>()}),
        Subject::Known(known) => {
            // A code of several kinds: the first as if it were alone, the others beside it.
            let mut all = known.iter().map(|known| known_json(known, lang));
            let mut first = all.next().unwrap_or_default();
            let others: Vec<Value> = all.collect();
            if !others.is_empty() {
                first["others"] = Value::Array(others);
            }
            first
        }
        Subject::Command { name, question, help } => json!({"kind": "command", "name": name, "question": question, "help": help}),
        Subject::All => json!({
            "kind": "list",
            "commands": command(lang).get_subcommands().filter(|command| command.get_name() != "help").map(|command| command.get_name().to_owned()).collect::<Vec<_>>(),
            "codes": error_codes::all().iter().map(|(code, _)| *code).collect::<Vec<_>>(),
            "messages": faq::cases().iter().map(|case| case_json(case, lang)).collect::<Vec<_>>(),
            "skipped": of_kind("skipped"),
            "failures": of_kind("failure"),
            "caveats": of_kind("caveat"),
            "hints": of_kind("hint"),
            "findings": of_kind("finding"),
            "gates": of_kind("gate"),
        }),
    };
    if let Some(members) = value.as_object_mut() {
        members.shift_insert(0, "schema".to_owned(), json!("crosstenant.explain/1"));
    }
    value
}

fn case_json(case: &Case, lang: Lang) -> Value {
    json!({
        "topic": case.topic, "codes": case.codes, "message": case.seen(lang), "cause": case.cause(lang), "who": case.who(lang), "action": case.remedy(lang),
    })
}

fn known_json(known: &Known, lang: Lang) -> Value {
    let mut value = json!({"kind": known.kind.name(), "code": known.code});
    match known.kind {
        Kind::Skipped(code) => value["reason"] = json!(code.reason(lang)),
        Kind::Failure(code) => value["exit_code"] = json!(code.fault().exit_code()),
        Kind::Hint(rule) => value["rule"] = json!(rule),
        Kind::Caveat | Kind::Finding | Kind::Gate => {}
    }
    value["meaning"] = json!((known.meaning)(lang));
    value["action"] = json!((known.next)(lang));
    value
}

/// The codes of a kind, by the name of the kind.
fn of_kind(kind: &str) -> Vec<&'static str> {
    codes::all().into_iter().filter(|known| known.kind.name() == kind).map(|known| known.code).collect()
}

/// Lines, each ended.
fn lines(lines: &[String]) -> String {
    lines.iter().map(|line| format!("{line}\n")).collect::<Vec<_>>().concat()
}

/// What there is to explain.
fn topics(lang: Lang) -> String {
    let usage = [said::usage_code, said::usage_message, said::usage_command, said::usage_name, said::usage_topic];
    let mut all: Vec<String> = usage.map(|usage| usage(lang).to_owned()).into();
    all.extend(faq::cases().iter().map(|case| format!("  {:<30} {}", case.topic, case.seen(lang))));
    let of_kind = |kind| of_kind(kind).join(", ");
    all.extend([
        said::skipped(lang, &of_kind("skipped")),
        said::failures(lang, &of_kind("failure")),
        said::caveats(lang, &of_kind("caveat")),
        said::hints(lang, &of_kind("hint")),
        said::findings(lang, &of_kind("finding")),
        said::gates(lang, &of_kind("gate")),
    ]);
    lines(&all)
}

fn known_text(known: &Known, lang: Lang) -> String {
    let code = known.code;
    let title = match known.kind {
        Kind::Failure(failure) => said::failure(lang, code, u64::from(failure.fault().exit_code())),
        Kind::Skipped(_) => said::skip(lang, code),
        Kind::Caveat => said::caveat(lang, code),
        Kind::Hint(rule) => said::hint(lang, code, rule),
        Kind::Finding => said::finding(lang, code),
        Kind::Gate => said::gate(lang, code),
    };
    lines(&[title, said::meaning(lang, (known.meaning)(lang)), said::next(lang, (known.next)(lang))])
}

fn case_text(case: &Case, lang: Lang) -> String {
    let codes: Vec<String> = case.codes.iter().map(ToString::to_string).collect();
    let codes = (!codes.is_empty()).then(|| codes.join(", "));
    lines(&[
        case.topic.clone(),
        said::case_seen(lang, case.seen(lang)),
        said::case_codes(lang, codes.as_deref()),
        said::case_cause(lang, case.cause(lang)),
        said::case_who(lang, case.who(lang)),
        said::case_action(lang, case.remedy(lang)),
    ])
}

fn code_text(code: i64, info: &CodeInfo, lang: Lang) -> String {
    let who = |direction| side_words(side(ErrorCode(code), false, direction), lang);
    let text = lines(&[
        format!("{code} {} ({})", info.name, info.category),
        said::meaning(lang, info.meaning(lang)),
        said::inbound(lang, who(Direction::Inbound)),
        said::outbound(lang, who(Direction::Outbound)),
        said::action(lang, &info.remedy(lang).explained(lang)),
    ]);
    faq::of_code(code).fold(text, |text, case| format!("{text}\n{}", case_text(case, lang)))
}

fn side_words(side: Side, lang: Lang) -> &'static str {
    match side {
        Side::Us => said::side_us(lang),
        Side::Partner => said::side_partner(lang),
        Side::Network => said::side_network(lang),
        Side::User => said::side_user(lang),
        Side::AppOwner => said::side_app_owner(lang),
        Side::Microsoft => said::side_microsoft(lang),
        Side::Nobody => said::side_nobody(lang),
        Side::Unclassified => said::side_unclassified(lang),
    }
}
