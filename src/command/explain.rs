//! `explain`: what an error code of the sign-in log, a message that a user sees, a reason for a skipped record, a help desk case or a
//! command means.

use std::fmt::Write as _;

use clap::CommandFactory;
use serde_json::{Value, json};

use super::Cli;
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
use crate::model::ledger::SkipCode;
use crate::model::{Direction, ErrorCode};
use crate::safe::visible;
use crate::words::Lang;

/// What an error code, a message of users, or a command means, and who must act
#[derive(clap::Args, Clone, Debug)]
pub struct Args {
    /// Error code of the sign-in log, the message that a user sees, command, or topic; without it, a list of what there is
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
    /// A reason for which records are skipped.
    Skip(SkipCode),
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
        _ => return Err(Failure::new(Code::BadFormat, "explain writes text or JSON".to_owned(), "leave --format out, or say --format json")),
    };
    let subject = subject(&args.what.join(" "))?;
    Ok(if as_json { format!("{:#}\n", in_json(&subject, lang)) } else { in_words(&subject, lang) })
}

fn subject(asked: &str) -> Result<Subject, Failure> {
    let name = asked.trim().to_lowercase();
    if name.is_empty() {
        return Ok(Subject::All);
    }
    if let Ok(code) = error_code(&name) {
        return known(code)
            .ok_or_else(|| unknown(asked, "the table has no such code; Microsoft explains codes at https://login.microsoftonline.com/error"));
    }
    if let Some(case) = faq::cases().iter().find(|case| case.topic == name) {
        return Ok(Subject::Cases(vec![case]));
    }
    if let Some(code) = SkipCode::ALL.into_iter().find(|code| code.code() == name) {
        return Ok(Subject::Skip(code));
    }
    if let Some(command) = Cli::command().find_subcommand_mut(&name) {
        let help = command.render_help().to_string();
        return Ok(Subject::Command { question: analysis::find(&name).map(|analysis| analysis.question), name, help });
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
        cases if cases.is_empty() => Err(unknown(asked, "crosstenant explain alone lists what there is; quote the message as the page shows it")),
        cases => Ok(Subject::Cases(cases)),
    }
}

fn known(code: i64) -> Option<Subject> {
    Some(Subject::Code(code, error_codes::find(ErrorCode(code))?))
}

fn unknown(asked: &str, next: &str) -> Failure {
    Failure::new(Code::NothingToExplain, format!("{:?} is no error code, message or command that is known", visible(asked)), next)
}

fn in_words(subject: &Subject, lang: Lang) -> String {
    match subject {
        Subject::Code(code, info) => code_text(*code, info, lang),
        Subject::Cases(cases) => {
            let several = lang.pick(
                "The text fits several messages. Which one it is, the whole message tells:",
                "複数のメッセージに当てはまります。メッセージ全体で判断してください:",
            );
            let intro = if cases.len() > 1 { format!("{several}\n\n") } else { String::new() };
            intro + &cases.iter().map(|case| case_text(case, lang)).collect::<Vec<_>>().join("\n")
        }
        Subject::Skip(code) => format!("{}\n  {}\n", code.code(), code.reason(lang)),
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
            "meaning": info.meaning,
            "side_inbound": side(ErrorCode(*code), false, Direction::Inbound).name(),
            "side_outbound": side(ErrorCode(*code), false, Direction::Outbound).name(),
            "action": info.remedy,
            "messages": faq::of_code(*code).map(|case| case_json(case, lang)).collect::<Vec<_>>(),
        }),
        Subject::Cases(cases) => json!({"kind": "message", "messages": cases.iter().map(|case| case_json(case, lang)).collect::<Vec<_>>()}),
        Subject::Skip(code) => json!({"kind": "skipped", "code": code.code(), "reason": code.reason(lang)}),
        Subject::Command { name, question, help } => json!({"kind": "command", "name": name, "question": question, "help": help}),
        Subject::All => json!({
            "kind": "list",
            "commands": Cli::command().get_subcommands().map(|command| command.get_name().to_owned()).collect::<Vec<_>>(),
            "codes": error_codes::all().iter().map(|(code, _)| *code).collect::<Vec<_>>(),
            "messages": faq::cases().iter().map(|case| case_json(case, lang)).collect::<Vec<_>>(),
            "skipped": SkipCode::ALL.map(SkipCode::code),
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

/// What there is to explain.
fn topics(lang: Lang) -> String {
    let mut text = String::from(lang.pick(
        "crosstenant explain CODE      an error code of the sign-in log, such as 500213 or AADSTS500213\n\
         crosstenant explain MESSAGE   what a page shows to the user, in quotes\n\
         crosstenant explain COMMAND   a command, such as partners\n\
         crosstenant explain TOPIC     what users see, and who must act:\n",
        "crosstenant explain CODE      サインイン エラー コード (例: 500213、AADSTS500213)\n\
         crosstenant explain MESSAGE   ユーザーの画面に表示されるメッセージ (引用符で囲みます)\n\
         crosstenant explain COMMAND   コマンド (例: partners)\n\
         crosstenant explain TOPIC     ユーザーに表示されるメッセージと、対応すべき人:\n",
    ));
    for case in faq::cases() {
        let _ = writeln!(text, "  {:<30} {}", case.topic, case.seen(lang));
    }
    let codes: Vec<&str> = SkipCode::ALL.into_iter().map(SkipCode::code).collect();
    let _ = writeln!(text, "{} {}", lang.pick("Reasons for skipped records:", "読み飛ばしたレコードの理由:"), codes.join(", "));
    text
}

fn case_text(case: &Case, lang: Lang) -> String {
    let line = |name: (&str, &str), value: &str| format!("  {} {value}\n", lang.pick(name.0, name.1));
    let codes: Vec<String> = case.codes.iter().map(ToString::to_string).collect();
    let codes = if codes.is_empty() { lang.pick("none", "なし").to_owned() } else { codes.join(", ") };
    format!(
        "{}\n{}{}{}{}{}",
        case.topic,
        line(("The user sees: ", "表示されるメッセージ:"), case.seen(lang)),
        line(("Sign-in log:   ", "サインイン エラー コード:"), &codes),
        line(("Why:           ", "原因:"), case.cause(lang)),
        line(("Who must act:  ", "対応する人:"), case.who(lang)),
        line(("What to do:    ", "対処:"), case.remedy(lang)),
    )
}

fn code_text(code: i64, info: &CodeInfo, lang: Lang) -> String {
    let who = |direction| side_words(side(ErrorCode(code), false, direction), lang);
    let mut text = format!("{code} {} ({})\n  {}\n", info.name, info.category, info.meaning);
    let _ = writeln!(
        text,
        "  {} {}",
        lang.pick("Inbound (others come to us), who must act: ", "受信 (外部から自テナントへ) の場合に対応する人:"),
        who(Direction::Inbound)
    );
    let _ = writeln!(
        text,
        "  {} {}",
        lang.pick("Outbound (ours go to others), who must act:", "送信 (自テナントから外部へ) の場合に対応する人:"),
        who(Direction::Outbound)
    );
    let _ = writeln!(text, "  {} {}", lang.pick("What to do:", "対処:"), info.remedy);
    for case in faq::of_code(code) {
        let _ = write!(text, "\n{}", case_text(case, lang));
    }
    text
}

fn side_words(side: Side, lang: Lang) -> &'static str {
    match side {
        Side::Us => lang.pick("our administrators", "自テナントの管理者"),
        Side::Partner => lang.pick("the partner's administrators", "パートナー組織の管理者"),
        Side::Network => lang.pick("whoever runs the network", "ネットワークの管理者"),
        Side::User => lang.pick("the user", "ユーザー"),
        Side::AppOwner => lang.pick("the owner of the application", "アプリケーションの所有者"),
        Side::Microsoft => lang.pick("Microsoft", "Microsoft"),
        Side::Nobody => lang.pick("nobody, it is part of a normal sign-in", "対応不要 (通常のサインインの一部)"),
        Side::Unclassified => lang.pick("not known", "不明"),
    }
}
