//! Sentences about a recommendation: how much stays allowed, and what it would take to reopen what was closed.

use crate::analysis::Params;
use crate::model::Direction;
use crate::policy::recommend::{Named, Reopening, Totals};
use crate::report::grouped;
use crate::words::Lang;

/// How many successes stay allowed, as the range that is known.
#[must_use]
pub fn allowed(totals: Totals, lang: Lang) -> String {
    let [either, strict] = [totals.allowed_either, totals.allowed_strict].map(|count| grouped(i64::try_from(count).unwrap_or(i64::MAX)));
    match (lang, totals.allowed_either == totals.allowed_strict) {
        (Lang::En, true) => format!("{strict} successful sign-ins stay allowed, whichever application ID Microsoft compares."),
        (Lang::En, false) => format!(
            "{strict} to {either} successful sign-ins stay allowed: {strict} whichever application ID Microsoft compares (client or resource), the rest by one of them only."
        ),
        (Lang::Ja, true) => format!("成功したサインイン {strict} 件は、どちらのアプリケーション ID で判定されても許可されます。"),
        (Lang::Ja, false) => format!(
            "許可される成功したサインインは {strict} ～ {either} 件です。{strict} 件はクライアントとリソースのどちらの ID で判定されても許可され、残りは一方の ID だけが一致しています。"
        ),
    }
}

/// Ways that are listed in words; the JSON has all of them.
const MOST_REOPENINGS: usize = 20;

/// What it would take to reopen what was closed, a line for each way.
pub(super) fn reopenings(ways: &[Reopening], params: &Params) -> Vec<String> {
    let lang = params.lang;
    let named = |named: &Option<Named>| named.as_ref().map_or_else(|| "-".to_owned(), Named::words);
    let line = |way: &Reopening| {
        let partner = way.partner.words();
        let (app, resource) = (named(&way.app), named(&way.resource));
        let shown = |time: Option<i64>| time.map_or_else(|| "-".to_owned(), |time| params.zone.show(time));
        let by = way.blocked_by.as_deref();
        match lang {
            Lang::En => format!(
                "reopen: {partner} {}: {app} > {resource}: {} of {}, last {}; {}",
                way.direction.name(),
                counted(count(way.successes), "success", "successes"),
                counted(count(way.users), "user", "users"),
                shown(way.last_success),
                match way.blocked_at {
                    Some(_) => format!("closed {} by {}", shown(way.blocked_at), by.unwrap_or("somebody the audit log does not name")),
                    None => "the audit log here has no change after that which closed it".to_owned(),
                },
            ),
            Lang::Ja => format!(
                "reopen: {partner} {}: {app} > {resource}: 成功 {} 件、{} ユーザー、最終 {}。{}",
                if way.direction == Direction::Inbound { "受信" } else { "送信" },
                way.successes,
                way.users,
                shown(way.last_success),
                match way.blocked_at {
                    Some(_) => format!("{} に {} がブロックしました", shown(way.blocked_at), by.unwrap_or("不明な操作者")),
                    None => "その後にブロックした変更はこの監査ログにありません".to_owned(),
                },
            ),
        }
    };
    let mut lines: Vec<String> = ways.iter().take(MOST_REOPENINGS).map(line).collect();
    let more = ways.len().saturating_sub(MOST_REOPENINGS);
    if more > 0 {
        lines.push(match lang {
            Lang::En => format!("reopen: {more} more; --format json lists all."),
            Lang::Ja => format!("reopen: ほか {more} 件 (--format json ですべて出力されます)。"),
        });
    }
    lines
}

fn count(count: u64) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}

pub(super) fn counted(count: usize, one: &str, many: &str) -> String {
    crate::report::counted(i64::try_from(count).unwrap_or(i64::MAX), one, many)
}
