//! The sentence in Japanese, in the words of Microsoft's portal.
//!
//! What it is not: a translation of the English one. Every predicate ends in `し`, so that `ました` and `ようとしましたが` both fit.

use super::super::activity::Scope;
use super::super::actor::ActorKind;
use super::super::change::Change;
use super::deed::{Deed, Lists, Noun, SWITCHES};
use super::words::{list, partner, place, shown};
use super::{Impact, Names, Notes, WindowEnd, keeps_nobody_out};
use crate::policy::{AccessType, Effect};
use crate::words::Lang;

/// Up to `し`, and what follows in brackets or after a comma.
type Predicate = (String, String);

/// In the order of [`SWITCHES`].
const SWITCH_NAMES: [&str; 7] = [
    "多要素認証の信頼",
    "準拠デバイスの信頼",
    "Microsoft Entra ハイブリッド参加済みデバイスの信頼",
    "招待の自動引き換え (受信)",
    "招待の自動引き換え (送信)",
    "ユーザーのテナント間同期 (受信)",
    "確認済みメール アドレスを持つユーザーの参加",
];
const INVITERS: [&str; 4] = ["だれも招待不可", "特定の管理者ロールとゲスト招待元のみ", "メンバーと特定の管理者ロール", "ゲストを含む全員"];
const GUEST_ROLES: [&str; 3] = ["自分のプロファイルのみ (最も制限的)", "ディレクトリの限られた範囲", "メンバーと同じ範囲 (最も包括的)"];

fn plain(text: String) -> Predicate {
    (text, String::new())
}

pub(super) fn sentence(change: &Change, deed: &Deed, names: &dyn Names, impact: Option<&Impact>, notes: Notes, time: &str) -> String {
    let (what, tail) = predicate(change, deed, names);
    let who = who(change, names);
    let mut text = if change.succeeded {
        format!("{time} {}ました{tail}。", joined(&[&who, "が", &what]))
    } else {
        let reason = change.reason.trim_end_matches(['.', '。', ' ']);
        let reason = if reason.is_empty() { String::new() } else { format!(" (理由: {})", shown(reason)) };
        format!("{time} {}ようとしましたが、失敗しました{tail}{reason}。", joined(&[&who, "が", &what]))
    };
    if notes.no_effect {
        text.push_str("実際のアクセスに変化はありません。");
    }
    text.push_str(match notes.contrary {
        None => "",
        Some(Effect::Loosened) => "同じイベントのもう一方の一覧と合わせると、許可される範囲は以前より広くなりました。",
        Some(_) => "同じイベントのもう一方の一覧と合わせると、許可される範囲は以前より狭くなりました。",
    });
    if let Some(impact) = impact {
        text.push_str(&if keeps_nobody_out(change) { still_refused(impact) } else { blocked(impact) });
    }
    if notes.pairs_only {
        text.push_str("両方の一覧がブロックのため、一覧のユーザーが一覧のアプリケーションを使う場合だけがブロックされます。");
    }
    if notes.maybe_cut {
        text.push_str("CSV エクスポートには最大 3 個の対象と各 5 個のプロパティしか含まれないため、ほかにも変更があった可能性があります。");
    }
    text
}

fn who(change: &Change, names: &dyn Names) -> String {
    let actor = &change.actor;
    let who = match (actor.kind, actor.name.as_deref()) {
        (ActorKind::User, name) => name.unwrap_or("不明な実行者").to_owned(),
        (ActorKind::App, Some(name)) => format!("アプリ「{name}」"),
        (ActorKind::App, None) => "名前のないアプリ".to_owned(),
        (ActorKind::Service, Some(name)) => format!("Microsoft のサービス「{name}」"),
        (ActorKind::Service, None) => "Microsoft のサービス".to_owned(),
    };
    match (&actor.home_tenant_id, actor.foreign) {
        (Some(home), Some(true)) => format!("{who} (外部テナント {} に所属)", partner(home, names)),
        _ => who,
    }
}

fn whose(change: &Change, names: &dyn Names) -> String {
    match (change.scope, &change.partner_tenant_id) {
        (Scope::Default, _) => "既定の設定".to_owned(),
        (Scope::MultiTenantOrg, None) => "マルチテナント組織".to_owned(),
        (Scope::Collaboration, None) => "外部コラボレーションの設定".to_owned(),
        (_, Some(id)) => partner(id, names),
        (_, None) => "ログに名前のない組織".to_owned(),
    }
}

/// The parts in a row, with a space where Latin and Japanese letters meet: `fabrikam の`, but `既定の設定の`.
fn joined(parts: &[&str]) -> String {
    let mut text = String::new();
    for part in parts {
        if let (Some(last), Some(first)) = (text.chars().last(), part.chars().next()) {
            let bracket = |letter: char| "「」、。 ".contains(letter);
            if last.is_ascii() != first.is_ascii() && !bracket(last) && !bracket(first) {
                text.push(' ');
            }
        }
        text.push_str(part);
    }
    text
}

fn of(whose: &str) -> String {
    joined(&[whose, "の"])
}

fn predicate(change: &Change, deed: &Deed, names: &dyn Names) -> Predicate {
    let whose = whose(change, names);
    let of = of(&whose);
    let back = if change.scope == Scope::Default { "サービスの既定値" } else { "既定の設定" };
    let sync = change.scope == Scope::Sync;
    let value = |text: &Option<String>| text.as_deref().map_or_else(|| "未設定".to_owned(), shown);
    let inside = match place(change, Lang::Ja) {
        Some(place) => format!("{of}{place}"),
        None => whose.clone(),
    };
    // The settings of this directory are nobody's in particular.
    let within = match (change.scope, &change.partner_tenant_id) {
        (Scope::Default, _) => format!("{whose}で、"),
        (Scope::Collaboration, None) => String::new(),
        _ => of.clone(),
    };
    // What did not happen has no consequence.
    let then = |consequence: &str| if change.succeeded { consequence.to_owned() } else { String::new() };
    match deed {
        Deed::Added if sync => plain(format!("{of}テナント間同期の設定を追加し")),
        Deed::Added => (joined(&["パートナー組織", &whose, "を追加し"]), then(" (固有の設定を行うまでは既定の設定に従います)")),
        Deed::Removed if sync => plain(format!("{of}テナント間同期の設定を削除し")),
        Deed::Removed => (joined(&["パートナー組織", &whose, "を削除し"]), then(" (以後は既定の設定が適用されます)")),
        Deed::Reset => plain(format!("{whose}を{back}にリセットし")),
        Deed::Migrated => (format!("{of}設定を新しいストレージ モデルに移行し"), " (設定の変更ではありません)".to_owned()),
        Deed::Saved => (format!("{of}設定を保存し"), " (ログに記録された値の変更はありません)".to_owned()),
        Deed::Activity => {
            let subject =
                if change.scope == Scope::MultiTenantOrg { "マルチテナント組織" } else { "外部コラボレーションの設定" };
            let partner = change.partner_tenant_id.as_ref().map(|_| format!("、{whose}")).unwrap_or_default();
            plain(format!("{subject}を変更し")).with(format!(" ({}{partner})", shown(&change.activity)))
        }
        Deed::List { noun: Noun::Domains, lists } => domains(lists),
        Deed::List { noun, lists } => targets(*noun, lists, &inside, back),
        Deed::Switch(on) => {
            let n = SWITCHES.iter().position(|name| *name == change.setting).unwrap_or_default();
            let what = format!("{within}{}", SWITCH_NAMES[n]);
            plain(match on {
                Some(true) => joined(&[&what, "を有効にし"]),
                Some(false) => joined(&[&what, "を無効にし"]),
                None => joined(&[&what, "を", back, "に戻し"]),
            })
        }
        Deed::Inviters(places) => plain(format!("ゲストを招待できるユーザーを{}に変更し", from_to(*places, &INVITERS))),
        Deed::GuestRole(places) => plain(format!("ゲストが参照できる範囲を{}に変更し", from_to(*places, &GUEST_ROLES))),
        Deed::Value { from, to } => plain(joined(&[&within, "設定", &change.setting, "を", &value(from), "から", &value(to), "に変更し"])),
        Deed::Unreadable { truncated } => {
            let why = if *truncated { "ログの値が途中で切れている" } else { "値を読み取れない" };
            plain(joined(&[&within, "設定", &change.setting, "を変更し"])).with(format!(" ({why}ため、テキストのまま表示します)"))
        }
    }
}

/// Adds what follows the verb.
trait With {
    fn with(self, tail: String) -> Self;
}

impl With for Predicate {
    fn with(self, tail: String) -> Self {
        (self.0, tail)
    }
}

fn from_to<const N: usize>([from, to]: [Option<usize>; 2], words: &[&str; N]) -> String {
    let word = |place: Option<usize>| place.and_then(|place| words.get(place));
    let from = word(from).map(|word| format!("「{word}」から")).unwrap_or_default();
    format!("{from}{}", word(to).map(|word| format!("「{word}」")).unwrap_or_default())
}

fn verb(access: AccessType) -> &'static str {
    match access {
        AccessType::Allowed => "許可",
        AccessType::Blocked => "ブロック",
    }
}

fn targets(noun: Noun, lists: &Lists, inside: &str, back: &str) -> Predicate {
    let noun = if noun == Noun::Users { "ユーザー" } else { "アプリケーション" };
    match lists {
        Lists::Inherit => plain(format!("{inside}で、{noun}の設定を{back}に戻し")),
        Lists::Everything(access) => plain(format!("{inside}で、すべての{noun}を{}し", verb(*access))),
        Lists::Only(access, only) => plain(joined(&[&format!("{inside}で、{}する{noun}を", verb(*access)), &list(only, Lang::Ja), "のみに変更し"])),
        Lists::Edit { access, added, removed } => edit(&format!("{inside}で、{}する{noun}", verb(*access)), added, removed),
    }
}

fn edit(what: &str, added: &[String], removed: &[String]) -> Predicate {
    let named = |names: &[String]| list(names, Lang::Ja);
    match (added.is_empty(), removed.is_empty()) {
        (false, true) => plain(joined(&[what, "に", &named(added), "を追加し"])),
        (true, false) => plain(joined(&[what, "から", &named(removed), "を削除し"])),
        (false, false) => plain(format!("{what}を変更し")).with(format!(" (追加: {}、削除: {})", named(added), named(removed))),
        (true, true) => plain(format!("{what}を変更し")),
    }
}

fn domains(lists: &Lists) -> Predicate {
    let named = |names: &[String]| list(names, Lang::Ja);
    match lists {
        Lists::Inherit | Lists::Everything(_) => plain("すべてのドメインへの招待を許可し".to_owned()),
        Lists::Only(AccessType::Allowed, only) => plain(joined(&["招待できるドメインを", &named(only), "のみに変更し"])),
        Lists::Only(AccessType::Blocked, only) => plain(joined(&["ドメイン", &named(only), "への招待をブロックし"])),
        Lists::Edit { access, added, removed } => edit(&format!("招待を{}するドメイン", verb(*access)), added, removed),
    }
}

/// How long after is counted.
fn after(impact: &Impact) -> String {
    match impact.end {
        WindowEnd::Days => format!("その後 {} 日間", impact.window_days),
        WindowEnd::NextChange => "次にこの設定が変更されるまで".to_owned(),
        WindowEnd::Either => format!("その後 {} 日間、または次に同じ設定が変更されるまで", impact.window_days),
    }
}

fn before(impact: &Impact) -> String {
    match impact.blocked_before {
        None => format!("変更前の {} 日間は、サインイン ログの範囲外のため不明", impact.window_days),
        Some(count) => format!("変更前の {} 日間は {count} 件", impact.window_days),
    }
}

/// Whom a change kept out.
fn blocked(impact: &Impact) -> String {
    let (after, before) = (after(impact), before(impact));
    let first = impact.first_block_shown.as_deref().map(|time| format!("、最初は {time}")).unwrap_or_default();
    let of = if impact.of_several { "このイベントの変更全体で、" } else { "" };
    match impact.blocked_after {
        None => {
            let known = impact.blocked_before.map(|_| format!(" ({before})")).unwrap_or_default();
            match impact.to_date {
                Some((count, people)) => {
                    let people = if count == 0 { String::new() } else { format!("{people} 人のユーザーの ") };
                    let days = impact.window_days;
                    format!(
                        "{of}これまでにブロックされたサインインは {people}{count} 件です。サインイン ログは変更後 {days} 日間を含んでいません{known}。"
                    )
                }
                None => format!("{of}{after}にブロックされたサインインの件数は、サインイン ログの範囲外のため不明です{known}。"),
            }
        }
        Some(within) => {
            let to_date = match impact.to_date.filter(|_| impact.end == WindowEnd::Days) {
                Some((count, people)) if count > within => format!("、ログの最後までに {people} 人 {count} 件"),
                Some(_) => "、それ以降はなし".to_owned(),
                None => String::new(),
            };
            if within == 0 {
                return format!("{of}{after}にブロックされたサインインはありません ({before}{to_date})。");
            }
            let users = impact.users_blocked_after.map(|users| format!("{users} 人のユーザーの ")).unwrap_or_default();
            format!("{of}{after}に、{users}{within} 件のサインインがブロックされました ({before}{first}{to_date})。")
        }
    }
}

/// Whom a change that keeps nobody out found kept out, before and still.
fn still_refused(impact: &Impact) -> String {
    let before = match impact.blocked_before {
        None => format!("変更前の {} 日間のブロック件数は、サインイン ログの範囲外のため不明です。", impact.window_days),
        Some(0) => format!("変更前の {} 日間にブロックされたサインインはありません。", impact.window_days),
        Some(count) => format!("変更前の {} 日間に {count} 件のサインインがブロックされていました。", impact.window_days),
    };
    let later = after(impact);
    let after = match impact.blocked_after {
        None => "その後の件数は、サインイン ログの範囲外のため不明です。".to_owned(),
        Some(0) => format!("{later}は 0 件です。"),
        Some(count) => {
            let users = impact.users_blocked_after.map(|users| format!("{users} 人のユーザーの ")).unwrap_or_default();
            let cause = if impact.may_block {
                "同じイベントの別の変更による可能性があります"
            } else {
                "この変更によるものではありません"
            };
            format!("{later}も {users}{count} 件が引き続き拒否されていますが、{cause}。")
        }
    };
    format!("{before}{after}")
}
