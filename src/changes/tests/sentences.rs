//! Sentences, in both languages.

use super::*;
use crate::words::Lang::{En, Ja};

const TIME: &str = "2026-10-12 09:14";

fn said(change: &Change, impact: Option<&Impact>) -> [String; 2] {
    [En, Ja].map(|lang| summary(change, &Named, impact, lang, TIME))
}

/// The first change of an event.
fn of(told: &Told) -> [String; 2] {
    said(&told.decode()[0], None)
}

fn told() -> Told {
    Told::new(UPDATE, SETTINGS).with("tenantId", PARTNER, PARTNER)
}

fn impact(before: Option<u64>, after: Option<u64>) -> Impact {
    Impact { blocked_before: before, blocked_after: after, users_blocked_after: after.map(|after| after / 3), window_days: 7, ..Impact::default() }
}

#[test]
fn the_sentence_of_the_issue() {
    let told = told().with("b2bCollaborationInbound", everything(AccessType::Allowed), everything(AccessType::Blocked));
    let change = &told.decode()[0];
    let [en, ja] = said(change, Some(&impact(Some(0), Some(37))));
    assert_eq!(
        en,
        "2026-10-12 09:14 admin@contoso.example blocked all applications for fabrikam (inbound B2B collaboration); 37 sign-ins of 12 users were blocked in the 7 days after, none before."
    );
    assert_eq!(
        ja,
        "2026-10-12 09:14 admin@contoso.example が fabrikam の受信 B2B コラボレーションで、すべてのアプリケーションをブロックしました。その後 7 日間に、12 人のユーザーの 37 件のサインインがブロックされました (変更前の 7 日間は 0 件)。"
    );
    let tail = |impact: &Impact| {
        said(change, Some(impact)).map(|text| text.split_once([';', '。']).map(|(_, tail)| tail.trim().to_owned()).unwrap_or_default())
    };
    assert_eq!(
        tail(&impact(None, None)),
        [
            "how many sign-ins were blocked in the 7 days after is not known, because the sign-in logs do not cover it.",
            "その後 7 日間にブロックされたサインインの件数は、サインイン ログの範囲外のため不明です。"
        ]
    );
    assert_eq!(
        tail(&impact(Some(5), None)),
        [
            "how many sign-ins were blocked in the 7 days after is not known, because the sign-in logs do not cover it, 5 before.",
            "その後 7 日間にブロックされたサインインの件数は、サインイン ログの範囲外のため不明です (変更前の 7 日間は 5 件)。"
        ]
    );
    assert_eq!(
        tail(&impact(None, Some(0))),
        [
            "no sign-ins were blocked in the 7 days after, how many before is not known, because the sign-in logs do not cover it.",
            "その後 7 日間にブロックされたサインインはありません (変更前の 7 日間は、サインイン ログの範囲外のため不明)。"
        ]
    );
    let cut = Impact { end: WindowEnd::NextChange, first_block_shown: Some("2026-10-12 10:02".to_owned()), ..impact(Some(2), Some(3)) };
    assert_eq!(
        tail(&cut),
        [
            "3 sign-ins of 1 user were blocked until the next change of this setting (first at 2026-10-12 10:02), 2 in the 7 days before.",
            "次にこの設定が変更されるまでに、1 人のユーザーの 3 件のサインインがブロックされました (変更前の 7 日間は 2 件、最初は 2026-10-12 10:02)。"
        ]
    );
    // An attempt blocks nobody, and a switch of automatic redemption has no code.
    let tried = told.failed("Found invalid target for Applications.").decode();
    let [en, ja] = said(&tried[0], Some(&impact(Some(0), Some(37))));
    assert!(
        en.ends_with(
            "tried to block all applications for fabrikam (inbound B2B collaboration), but it failed: Found invalid target for Applications."
        ),
        "{en}"
    );
    assert!(
        ja.ends_with("すべてのアプリケーションをブロックしようとしましたが、失敗しました (理由: Found invalid target for Applications)。"),
        "{ja}"
    );
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table of sentences")]
fn every_kind_of_change_is_told() {
    let user = |told: Told| of(&told).map(|text| text.replace("2026-10-12 09:14 admin@contoso.example ", ""));
    let inbound = |old: Value, new: Value| user(told().with("b2bCollaborationInbound", old, new));
    let open = everything(AccessType::Allowed);
    let named = only(AccessType::Allowed, &[APP]);
    let many = only(AccessType::Allowed, &[APP, USER, GROUP, OTHER, PARTNER]);
    let add = "Add a partner to cross-tenant access setting";
    let delete = "Delete partner specific cross-tenant access setting";
    let outside = |activity: &str| Told { target: "x".to_owned(), ..Told::new(activity, "") };
    let id = |name: &str| format!("{name}-0000-4000-8000-000000000001");
    let (first, second) = (OTHER, id("aaaaaaaa"));
    for (found, en, ja) in [
        (
            inbound(open.clone(), named.clone()),
            "allowed only the applications Expenses for fabrikam (inbound B2B collaboration).".to_owned(),
            "が fabrikam の受信 B2B コラボレーションで、許可するアプリケーションを Expenses のみに変更しました。".to_owned(),
        ),
        (
            inbound(named.clone(), many.clone()),
            format!("added {PARTNER}, {first}, {second} and 1 more to the allowed applications for fabrikam (inbound B2B collaboration)."),
            format!("が fabrikam の受信 B2B コラボレーションで、許可するアプリケーションに {PARTNER}、{first}、{second}、ほか 1 件を追加しました。"),
        ),
        (
            inbound(only(AccessType::Allowed, &[APP, OTHER]), named.clone()),
            format!("removed {OTHER} from the allowed applications for fabrikam (inbound B2B collaboration)."),
            format!("が fabrikam の受信 B2B コラボレーションで、許可するアプリケーションから {OTHER} を削除しました。"),
        ),
        (
            inbound(only(AccessType::Blocked, &[OTHER]), only(AccessType::Blocked, &[APP])),
            format!("changed the blocked applications for fabrikam (inbound B2B collaboration): added Expenses, removed {OTHER}."),
            format!("が fabrikam の受信 B2B コラボレーションで、ブロックするアプリケーションを変更しました (追加: Expenses、削除: {OTHER})。"),
        ),
        (
            inbound(named.clone(), Value::Null),
            "returned the applications for fabrikam (inbound B2B collaboration) to the default settings.".to_owned(),
            "が fabrikam の受信 B2B コラボレーションで、アプリケーションの設定を既定の設定に戻しました。".to_owned(),
        ),
        (
            user(told().with("tenantRestrictions", everything(AccessType::Blocked), open.clone())),
            "allowed all applications for fabrikam (tenant restrictions).".to_owned(),
            "が fabrikam のテナント制限で、すべてのアプリケーションを許可しました。".to_owned(),
        ),
        (
            user(Told::new("Update the company default cross-tenant access setting", SYNC).with(
                "b2bDirectConnectOutbound",
                everything(AccessType::Blocked),
                open,
            )),
            "allowed all applications for all organizations without settings of their own (outbound B2B direct connect, default settings)."
                .to_owned(),
            "が既定の設定の送信 B2B 直接接続で、すべてのアプリケーションを許可しました。".to_owned(),
        ),
        (
            user(told().with("isMfaAccepted", false, true)),
            "turned on trust in multifactor authentication for fabrikam (trust settings).".to_owned(),
            "が fabrikam の多要素認証の信頼を有効にしました。".to_owned(),
        ),
        (
            user(told().with("automaticUserConsentSettings", json!({"OutboundAllowed": true}), json!({"OutboundAllowed": false}))),
            "turned off outbound automatic redemption of invitations for fabrikam.".to_owned(),
            "が fabrikam の招待の自動引き換え (送信) を無効にしました。".to_owned(),
        ),
        (
            user(Told::new("Create a partner cross-tenant identity sync setting", SYNC).with("tenantId", Value::Null, PARTNER).with(
                "isSyncAllowed",
                Value::Null,
                true,
            )),
            "turned on inbound cross-tenant synchronization of users for fabrikam.".to_owned(),
            "が fabrikam のユーザーのテナント間同期 (受信) を有効にしました。".to_owned(),
        ),
        (
            user(Told::new(add, SETTINGS).with("tenantId", Value::Null, PARTNER)),
            "added the partner organization fabrikam, which follows the default settings until it has its own.".to_owned(),
            "がパートナー組織 fabrikam を追加しました (固有の設定を行うまでは既定の設定に従います)。".to_owned(),
        ),
        (
            user(Told::new(delete, SETTINGS).with("tenantId", PARTNER, Value::Null).failed("")),
            "tried to remove the partner organization fabrikam, but it failed.".to_owned(),
            "がパートナー組織 fabrikam を削除しようとしましたが、失敗しました。".to_owned(),
        ),
        (
            user(Told::new("Reset the cross-tenant access default setting", SETTINGS)),
            "reset the settings for all organizations without settings of their own (default settings) to Microsoft's own default.".to_owned(),
            "が既定の設定をサービスの既定値にリセットしました。".to_owned(),
        ),
        (
            user(outside("Update authorization policy").with("AllowInvitesFrom", "everyone", "adminsAndGuestInviters")),
            "changed who may invite guests from everybody, guests included to only certain admin roles and guest inviters.".to_owned(),
            "がゲストを招待できるユーザーを「ゲストを含む全員」から「特定の管理者ロールとゲスト招待元のみ」に変更しました。".to_owned(),
        ),
        (
            user(outside("Update authorization policy").with("GuestUserRoleId", Value::Null, "2af84b1e-32c8-42b7-82bc-daa82404023b")),
            "changed what guests may see to only their own profile (most restrictive).".to_owned(),
            "がゲストが参照できる範囲を「自分のプロファイルのみ (最も制限的)」に変更しました。".to_owned(),
        ),
        (
            user(outside("Update policy").with(
                "PolicyDetail",
                Value::Null,
                json!({"InvitationsAllowedAndBlockedDomainsPolicy": {"BlockedDomains": ["live.com"]}}),
            )),
            "blocked invitations to the domains live.com.".to_owned(),
            "がドメイン live.com への招待をブロックしました。".to_owned(),
        ),
        (
            user(outside("Set Partnership")),
            "changed the external collaboration settings (Set Partnership).".to_owned(),
            "が外部コラボレーションの設定を変更しました (Set Partnership)。".to_owned(),
        ),
        (
            user(Told::new("Add MultiTenantOrg tenant", "").with("tenantId", Value::Null, PARTNER)),
            "changed the multitenant organization (Add MultiTenantOrg tenant, fabrikam).".to_owned(),
            "がマルチテナント組織を変更しました (Add MultiTenantOrg tenant、fabrikam)。".to_owned(),
        ),
        (
            user(told().with("isInMultiTenantOrganization", Value::Null, true)),
            "changed the setting isInMultiTenantOrganization for fabrikam from not set to true.".to_owned(),
            "が fabrikam の設定 isInMultiTenantOrganization を未設定から true に変更しました。".to_owned(),
        ),
        (
            user(told().with("b2bCollaborationInbound", Value::Null, "{\"x")),
            "changed the setting b2bCollaborationInbound for fabrikam (inbound B2B collaboration); the log cut the value off, so it is shown as text."
                .to_owned(),
            "が fabrikam の設定 b2bCollaborationInbound を変更しました (ログの値が途中で切れているため、テキストのまま表示します)。".to_owned(),
        ),
        (
            user(told()),
            "saved the settings for fabrikam without changing any value that the log shows.".to_owned(),
            "が fabrikam の設定を保存しました (ログに記録された値の変更はありません)。".to_owned(),
        ),
    ] {
        assert_eq!(found, [en, ja]);
    }
}

#[test]
fn words_that_sound_like_the_opposite_are_put_right() {
    let told = told().with("b2bCollaborationInbound", Value::Null, only(AccessType::Allowed, &[APP])).decode();
    let [en, ja] = said(&told[1], None);
    assert!(
        en.ends_with(
            "allowed all users for fabrikam (inbound B2B collaboration); together with the other list of the same event, less is allowed than before."
        ),
        "{en}"
    );
    assert!(ja.ends_with("許可される範囲は以前より狭くなりました。"), "{ja}");
    assert!(!said(&told[0], None)[0].contains("together"));
    let outside = Told { target: "x".to_owned(), ..Told::new("Update authorization policy", "") }.with("BlockMsolPowerShell", true, false).decode();
    let [en, ja] = said(&outside[0], None);
    assert!(en.ends_with("changed the setting blockMsolPowerShell from true to false."), "{en}");
    assert!(ja.ends_with("が設定 blockMsolPowerShell を true から false に変更しました。"), "{ja}");
}

#[test]
fn notes_and_actors_stand_out() {
    let told = told().with("isMfaAccepted", Value::Null, false);
    let mut change = told.decode().remove(0);
    let [en, ja] = said(&change, None);
    assert!(en.ends_with("for fabrikam (trust settings); in effect nothing changed."), "{en}");
    assert!(ja.ends_with("実際のアクセスに変化はありません。"), "{ja}");
    change.maybe_cut = true;
    let [en, ja] = said(&change, None);
    assert!(en.ends_with("The CSV export holds at most 3 targets of 5 properties each, so more may have changed."), "{en}");
    assert!(ja.contains("CSV エクスポート"), "{ja}");
    change.actor.home_tenant_id = Some(PARTNER.to_owned());
    change.actor.foreign = Some(true);
    let [en, ja] = said(&change, None);
    assert!(en.contains("admin@contoso.example, who belongs to another tenant (fabrikam), turned off"), "{en}");
    assert!(ja.contains("admin@contoso.example (外部テナント fabrikam に所属) が"), "{ja}");
    change.actor = Actor { kind: ActorKind::App, name: Some("Terraform".to_owned()), home_tenant_id: None, foreign: None, ..change.actor };
    let [en, ja] = said(&change, None);
    assert!(en.contains(" the app Terraform turned off") && ja.contains(" アプリ「Terraform」が"), "{en} {ja}");
    change.actor.name = None;
    change.actor.kind = ActorKind::User;
    let [en, ja] = said(&change, None);
    assert!(en.contains("somebody (the log does not say who)") && ja.contains("不明な実行者"), "{en} {ja}");
    let migrated = Told::new("Migrated partner cross-tenant access settings to the scalable model", SETTINGS).with("tenantId", Value::Null, PARTNER);
    let [en, ja] = of(&migrated);
    assert!(en.ends_with("moved the settings of fabrikam to a new storage model; nobody changed a setting."), "{en}");
    assert!(ja.ends_with("fabrikam の設定を新しいストレージ モデルに移行しました (設定の変更ではありません)。"), "{ja}");
}

#[test]
fn what_was_blocked_to_date_stands_beside_the_window() {
    let change = &told().with("b2bCollaborationInbound", everything(AccessType::Allowed), everything(AccessType::Blocked)).decode()[0];
    let tail = |impact: &Impact| {
        said(change, Some(impact)).map(|text| text.split_once([';', '。']).map(|(_, tail)| tail.trim().to_owned()).unwrap_or_default())
    };
    for (after, to_date, end, en, ja) in [
        (
            Some(3),
            (17, 7),
            WindowEnd::Days,
            "3 sign-ins of 1 user were blocked in the 7 days after, 17 of 7 users to date, none before.",
            "その後 7 日間に、1 人のユーザーの 3 件のサインインがブロックされました (変更前の 7 日間は 0 件、ログの最後までに 7 人 17 件)。",
        ),
        (
            Some(3),
            (3, 1),
            WindowEnd::Days,
            "3 sign-ins of 1 user were blocked in the 7 days after and none since, none before.",
            "その後 7 日間に、1 人のユーザーの 3 件のサインインがブロックされました (変更前の 7 日間は 0 件、それ以降はなし)。",
        ),
        (
            Some(0),
            (1, 1),
            WindowEnd::Days,
            "no sign-ins were blocked in the 7 days after, 1 of 1 user to date, none before.",
            "その後 7 日間にブロックされたサインインはありません (変更前の 7 日間は 0 件、ログの最後までに 1 人 1 件)。",
        ),
        (
            Some(3),
            (3, 1),
            WindowEnd::Either,
            "3 sign-ins of 1 user were blocked in the 7 days after or until the next change of the same setting, none before.",
            "その後 7 日間、または次に同じ設定が変更されるまでに、1 人のユーザーの 3 件のサインインがブロックされました (変更前の 7 日間は 0 件)。",
        ),
        (
            None,
            (1, 1),
            WindowEnd::Days,
            "1 sign-in of 1 user was blocked so far, and the sign-in logs end before the 7 days are over, none before.",
            "これまでにブロックされたサインインは 1 人のユーザーの 1 件です。サインイン ログは変更後 7 日間を含んでいません (変更前の 7 日間は 0 件)。",
        ),
    ] {
        assert_eq!(tail(&Impact { to_date: Some(to_date), end, ..impact(Some(0), after) }), [en, ja]);
    }
    let [en, ja] = tail(&Impact { of_several: true, ..impact(Some(0), Some(3)) });
    assert!(en.starts_with("by all that this event changed, 3 sign-ins") && ja.starts_with("このイベントの変更全体で、"), "{en} {ja}");
}

#[test]
fn a_loosening_blocks_nobody() {
    let change = &told().with("b2bCollaborationInbound", everything(AccessType::Blocked), everything(AccessType::Allowed)).decode()[0];
    assert_eq!(change.effect, Effect::Loosened);
    let tail = |impact: &Impact| {
        said(change, Some(impact)).map(|text| text.split_once([';', '。']).map(|(_, tail)| tail.trim().to_owned()).unwrap_or_default())
    };
    for (before, after, en, ja) in [
        (
            Some(5),
            Some(3),
            "5 sign-ins were blocked in the 7 days before, 3 sign-ins of 1 user still refused in the 7 days after, which this change did not cause.",
            "変更前の 7 日間に 5 件のサインインがブロックされていました。その後 7 日間も 1 人のユーザーの 3 件が引き続き拒否されていますが、この変更によるものではありません。",
        ),
        (
            Some(1),
            Some(0),
            "1 sign-in was blocked in the 7 days before, none in the 7 days after.",
            "変更前の 7 日間に 1 件のサインインがブロックされていました。その後 7 日間は 0 件です。",
        ),
        (
            None,
            None,
            "how many sign-ins were blocked before is not known, because the sign-in logs do not cover it, whether any were refused later is not known, because the sign-in logs do not cover it.",
            "変更前の 7 日間のブロック件数は、サインイン ログの範囲外のため不明です。その後の件数は、サインイン ログの範囲外のため不明です。",
        ),
    ] {
        assert_eq!(tail(&impact(before, after)), [en, ja]);
    }
    let [en, ja] = tail(&Impact { may_block: true, ..impact(Some(0), Some(3)) });
    assert!(en.ends_with("which other changes of this event may have caused.") && ja.contains("別の変更による可能性があります"), "{en} {ja}");
}
