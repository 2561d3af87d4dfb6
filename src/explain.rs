//! `explain`: what an error code of the sign-in log, a message of this program, a help desk case or a command means.

use std::fmt::Write as _;

use clap::CommandFactory;

use crate::analysis;
use crate::classify::{Side, side};
use crate::cli::args::{Cli, ExplainArgs};
use crate::cli::plan;
use crate::failure::Failure;
use crate::ingest::ledger::SkipCode;
use crate::knowledge::{error_codes, faq};
use crate::model::{Direction, ErrorCode};
use crate::output::text::visible;
use crate::policy::Lang;

/// The explanation of what was asked.
///
/// # Errors
/// Nothing of that name is known.
pub fn explain(args: &ExplainArgs) -> Result<String, Failure> {
    let lang = plan::lang(&args.output);
    let Some(asked) = &args.what else { return Ok(topics(lang)) };
    let number = asked.trim().trim_start_matches("AADSTS").trim_start_matches("aadsts");
    if let Ok(code) = number.parse::<i64>() {
        return code_text(code, lang)
            .ok_or_else(|| unknown(asked, "the table has no such code; Microsoft explains codes at https://login.microsoftonline.com/error"));
    }
    let name = asked.trim().to_lowercase();
    if let Some(case) = faq::cases().iter().find(|case| case.topic == name) {
        return Ok(case_text(case, lang));
    }
    if let Some(code) = SkipCode::ALL.into_iter().find(|code| code.code() == name) {
        return Ok(format!("{}\n  {}\n", code.code(), code.reason()));
    }
    if let Some(text) = command_text(&name) {
        return Ok(text);
    }
    Err(unknown(asked, "crosstenant explain alone lists what there is"))
}

fn unknown(asked: &str, next: &str) -> Failure {
    Failure::usage("nothing-to-explain", format!("{:?} is no error code, message or command that is known", visible(asked)), next)
}

/// What there is to explain.
fn topics(lang: Lang) -> String {
    let mut text = String::from(lang.pick(
        "crosstenant explain CODE      an error code of the sign-in log, such as 500213\n\
         crosstenant explain COMMAND   a command, such as partners\n\
         crosstenant explain TOPIC     what users see, and who must act:\n",
        "crosstenant explain CODE      サインイン エラー コード (例: 500213)\n\
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

fn case_text(case: &faq::Case, lang: Lang) -> String {
    let line = |name: (&str, &str), value: &str| format!("  {} {value}\n", lang.pick(name.0, name.1));
    format!(
        "{}\n{}{}{}{}",
        case.topic,
        line(("The user sees: ", "表示されるメッセージ:"), case.seen(lang)),
        line(("Why:           ", "原因:"), case.cause(lang)),
        line(("Who must act:  ", "対応する人:"), case.who(lang)),
        line(("What to do:    ", "対処:"), case.remedy(lang)),
    )
}

fn code_text(code: i64, lang: Lang) -> Option<String> {
    let info = error_codes::find(ErrorCode(code))?;
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
    Some(text)
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

/// The question a command answers, and its help.
fn command_text(name: &str) -> Option<String> {
    let mut cli = Cli::command();
    let command = cli.find_subcommand_mut(name)?;
    let help = command.render_help();
    let question = analysis::find(name).map_or_else(String::new, |analysis| format!("{}\n\n", analysis.question));
    Some(format!("{question}{help}"))
}
