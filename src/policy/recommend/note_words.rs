//! The sentences of the notes, in each language.
//!
//! What it is not: the choice of notes (see `note`). Names are given as the log has them; whoever shows them escapes them.

use super::note::{Named, Note, enumerated, listed, places};
use crate::words::Lang;

/// `1 success`, `2 successes`.
fn some(successes: u64) -> String {
    if successes == 1 { "1 success".to_owned() } else { format!("{successes} successes") }
}

impl Note {
    /// The note in a sentence or more.
    #[must_use]
    pub fn words(&self, lang: Lang) -> String {
        self.always(lang)
            .or_else(|| self.of_today(lang))
            .or_else(|| self.of_partners(lang))
            .or_else(|| self.of_apps(lang))
            .unwrap_or_else(|| self.of_the_rest(lang))
    }

    fn always(&self, lang: Lang) -> Option<String> {
        let (en, ja) = match self {
            Self::Licence => (
                "Settings for single applications, users or groups need Microsoft Entra ID P1 or P2 in this tenant.",
                "アプリケーション、ユーザー、グループを指定する設定には、このテナントの Microsoft Entra ID P1 または P2 が必要です。",
            ),
            Self::BlockedDefault => (
                "A blocked inbound default also refuses new invitations, and redemptions of open ones, from organizations without an entry: add the entry before inviting.",
                "受信の既定の設定をブロックすると、組織の設定がない外部組織への新しい招待と、承諾待ちの招待の引き換えも拒否されます。招待の前に組織の設定を追加してください。",
            ),
            Self::SharePoint => (
                "SharePoint and OneDrive look at the domain list of the external collaboration settings as well: a domain that it excludes stays shut out.",
                "SharePoint と OneDrive には、外部コラボレーションの設定のドメインの一覧も適用されます。そこで除外されたドメインは許可されません。",
            ),
            Self::Order { rollback: true } => (
                "Apply in this order: allowedCloudEndpoints, the entries of partners, the default last, and only then remove unused entries. To roll back, send the requests under rollback in their order: the default comes first.",
                "適用の順序: allowedCloudEndpoints、パートナーの組織の設定、最後に既定の設定。使われていない組織の設定の削除はその後に行います。元に戻すには rollback の要求を順に送信します (既定の設定が最初です)。",
            ),
            Self::Order { rollback: false } => (
                "Apply in this order: allowedCloudEndpoints, the entries of partners, the default last. Save the present settings first: without them there is nothing to roll back to (with a current policy among the inputs, the rollback is written here); roll back the default first.",
                "適用の順序: allowedCloudEndpoints、パートナーの組織の設定、最後に既定の設定。元に戻せるように、事前に現在の設定を保存してください (現在のポリシーを入力に含めると、元に戻す要求もここに出力されます)。元に戻すときは既定の設定が最初です。",
            ),
            Self::OneSide => (
                "Allowed means allowed by this side: each partner has settings of its own, which must allow the other side of it.",
                "許可はこちら側の許可だけを意味します。パートナー側の設定でも、対応する許可が必要です。",
            ),
            Self::BlindSpots => (
                "What these logs do not show is not in here: quarterly jobs, invitations that are still open, missing non-interactive logs, days outside the window. Simulate over as long a time as there are logs for.",
                "このログに現れないものは含まれません (四半期ごとの作業、承諾待ちの招待、非対話型サインイン ログの不足、期間外の日)。できるだけ長い期間のログでシミュレーションしてください。",
            ),
            Self::NoCurrent => (
                "No current policy was given: trust settings, automatic redemption and tenant restrictions of existing entries are not carried over, unused entries are not known, and allowedCloudEndpoints, which replaces the whole list, holds only what these logs need.",
                "現在のポリシーが指定されていません。既存の信頼の設定、自動引き換え、テナント制限は引き継がれず、使われていない組織の設定も不明です。一覧全体を置き換える allowedCloudEndpoints には、このログで必要なクラウドだけが含まれます。",
            ),
            _ => return None,
        };
        Some(lang.pick(en, ja).to_owned())
    }

    /// What today's settings refuse, and what of them stays.
    fn of_today(&self, lang: Lang) -> Option<String> {
        Some(match self {
            Self::ClosedToday { partners, told_by_audit } => {
                let names = enumerated(partners.iter().map(|(partner, successes)| format!("{}: {successes}", partner.words())).collect(), lang);
                match told_by_audit {
                    false => lang.pick(
                        format!(
                            "The current settings refuse what succeeded earlier in these logs (successes: {names}). It is not reopened; reopen lists what it would take, and --reopen PARTNER includes it."
                        ),
                        format!(
                            "このログで以前に成功したサインインの一部は、現在の設定でブロックされます (成功件数: {names})。提案では許可しません。内容は reopen に示します。許可する場合は --reopen で組織を指定してください。"
                        ),
                    ),
                    true => lang.pick(
                        format!(
                            "The last change in the audit log closed what succeeded earlier (successes: {names}), so it is taken for closed and not reopened. Without the current settings this is in doubt: add them, or say --reopen PARTNER."
                        ),
                        format!(
                            "監査ログの最後の変更により、以前に成功していたアクセスがブロックされています (成功件数: {names})。そのため提案では許可しません。現在の設定がないため確実ではありません。現在の設定を入力に加えるか、--reopen で組織を指定してください。"
                        ),
                    ),
                }
            }
            Self::AlwaysAdded(all) => {
                let names = places(all, lang);
                lang.pick(
                    format!(
                        "Lists of applications also hold My Apps, App Access Panel, My Profile, My Sign-ins and Rights Management, which the current lists do not allow here: {names}."
                    ),
                    format!(
                        "アプリケーションの一覧には My Apps、App Access Panel、My Profile、My Sign-ins、Rights Management も含めます。次の現在の一覧では許可されていません: {names}。"
                    ),
                )
            }
            Self::CloudsUntold => lang
                .pick(
                    "The current settings that were given do not say which Microsoft clouds are enabled (the answer of policies/crossTenantAccessPolicy itself does): an empty list would disable them all, so allowedCloudEndpoints is left out unless a partner that is reopened needs one, and partners in other clouds are judged as blocked.",
                    "指定された現在の設定には、有効な Microsoft クラウドの情報 (policies/crossTenantAccessPolicy の応答) がありません。空の一覧はすべてのクラウドを無効にするため、再び許可するパートナーに必要な場合を除き allowedCloudEndpoints は含めません。別のクラウドのパートナーはブロックとして判定しています。",
                )
                .to_owned(),
            Self::RightsManagementOpened => lang
                .pick(
                    "The proposed outbound default allows Rights Management, which the current one blocks: encrypted mail and files need it.",
                    "送信の既定の設定では、現在ブロックされている Rights Management を許可します (暗号化されたメールとファイルに必要です)。",
                )
                .to_owned(),
            Self::OnlySome(all) => {
                let names = listed(all, lang);
                lang.pick(
                    format!("Only the entries of these partners are in here; the default, clouds and all other entries stay as they are: {names}."),
                    format!("次のパートナーの組織の設定だけを含みます。既定の設定、クラウド、ほかの組織の設定は変更しません: {names}。"),
                )
            }
            Self::Unused(all) => {
                let names = listed(all, lang);
                lang.pick(
                    format!("These entries have no successful sign-in in these logs and stay as they are; --remove-unused deletes them: {names}."),
                    format!("次の組織の設定にはこのログに成功したサインインがありませんが、現在のまま残します。削除するには --remove-unused を指定してください: {names}。"),
                )
            }
            Self::BlockListKept(all) => {
                let names = places(all, lang);
                lang.pick(
                    format!(
                        "Here the current list names what is blocked and leaves everything else open; it stays as it is, because a list of what is allowed could let in what it blocks: {names}. --reopen PARTNER replaces it."
                    ),
                    format!(
                        "次の設定はブロックするものを列挙し、それ以外をすべて許可しています。許可の一覧に置き換えるとブロックしているものが許可されるおそれがあるため、現在のまま残します: {names}。置き換えるには --reopen を指定してください。"
                    ),
                )
            }
            _ => return None,
        })
    }

    fn of_partners(&self, lang: Lang) -> Option<String> {
        Some(match self {
            Self::OnDefaultToday(partners) => {
                let names = listed(partners, lang);
                lang.pick(
                    format!("These partners have no entry today and ride on the default: {names}."),
                    format!("次のパートナーには組織の設定がなく、現在は既定の設定が適用されています: {names}。"),
                )
            }
            Self::StaysOnDefault(partners) => {
                let names = listed(partners, lang);
                lang.pick(
                    format!("These partners need no entry, because only Rights Management was used, which the default allows: {names}."),
                    format!("次のパートナーで使われたのは既定の設定で許可される Rights Management だけのため、組織の設定は不要です: {names}。"),
                )
            }
            Self::DirectConnect(all) => {
                let names = places(all, lang);
                lang.pick(
                    format!(
                        "B2B direct connect is opened for {names}: the partner must open the mirror of it, and where Conditional Access asks for MFA, the side that is entered must trust the MFA of the home tenant (inboundTrust.isMfaAccepted), or nobody gets in."
                    ),
                    format!(
                        "B2B 直接接続を許可します: {names}。相手側でも対応する方向の許可が必要です。条件付きアクセスで MFA を要求する場合は、受け入れる側がホーム テナントの MFA を信頼 (inboundTrust.isMfaAccepted) しないと誰も利用できません。"
                    ),
                )
            }
            Self::OtherClouds(all) => {
                let names = enumerated(all.iter().map(|(partner, cloud)| format!("{}: {}", partner.words(), cloud.words(lang))).collect(), lang);
                lang.pick(
                    format!(
                        "These partners are in another cloud and need the cloud and an entry, on both sides: {names}. B2B direct connect does not work between clouds."
                    ),
                    format!(
                        "次のパートナーは別のクラウドにあり、双方でクラウドの有効化と組織の設定が必要です: {names}。クラウド間の B2B 直接接続は利用できません。"
                    ),
                )
            }
            Self::Removed(partners) => {
                let names = listed(partners, lang);
                lang.pick(
                    format!("These entries have no successful sign-in and are to be removed after the default is blocked: {names}."),
                    format!("次の組織の設定には成功したサインインがないため、既定の設定をブロックした後に削除します: {names}。"),
                )
            }
            Self::Kept(partners) => {
                let names = listed(partners, lang);
                lang.pick(
                    format!("Entries of service providers and of members of the multitenant organization are not tidied up: {names}."),
                    format!("サービス プロバイダーとマルチテナント組織のメンバーの設定は整理の対象外です: {names}。"),
                )
            }
            Self::ProtectedButNeeded(all) => {
                let names = places(all, lang);
                lang.pick(
                    format!("Of these, some had to be changed, because the new default would block what succeeded: {names}."),
                    format!("このうち次のものは、新しい既定の設定で成功していたサインインがブロックされるため変更します: {names}。"),
                )
            }
            _ => return None,
        })
    }

    fn of_apps(&self, lang: Lang) -> Option<String> {
        let about = |apps: &[Named], en: &str, ja: &str| {
            let names = listed(apps, lang);
            lang.pick(format!("{en}: {names}."), format!("{ja}: {names}。"))
        };
        Some(match self {
            Self::ClientOnly(apps) => about(
                apps,
                "Microsoft documents client and resource app IDs as targets, but not which of them decides. These rest on the client app ID alone; test each with one user before the default closes",
                "クライアントとリソースのどちらのアプリケーション ID で判定されるかは文書化されていません。次のものはクライアント アプリ ID だけに基づくため、既定の設定をブロックする前に 1 人のユーザーで確認してください",
            ),
            Self::ResourceAbsent(apps) => about(
                apps,
                "The log has no resource ID for sign-ins of these clients, so the client is named",
                "次のクライアントのサインインにはログにリソース ID がないため、クライアントを指定しています",
            ),
            Self::HubWithoutClient(apps) => about(
                apps,
                "The log has no client ID for sign-ins to these hub resources, so they are allowed themselves, which opens nearly everything",
                "次のハブとなるリソースへのサインインにはクライアント アプリ ID がないため、リソース自体を許可しています。ほぼすべてに及びます",
            ),
            Self::HubsIncluded(apps) => about(
                apps,
                "Hub resources are allowed because that was asked for, which opens nearly everything",
                "指定によりハブとなるリソースも許可しています。ほぼすべてに及びます",
            ),
            Self::LongAgo(apps) => about(
                apps,
                "The last success is more than 90 days before the last event; ask whether they are still needed",
                "最後の成功がログの最終イベントより 90 日以上前のアプリケーションです。今後も必要か確認してください",
            ),
            Self::OneDay(apps) => about(
                apps,
                "Seen on one day only; ask whether they are still needed",
                "1 日だけ使われたアプリケーションです。今後も必要か確認してください",
            ),
            Self::ApiOnly(apps) => about(
                apps,
                "The portal does not offer these applications; set them through Microsoft Graph",
                "次のアプリケーションはポータルでは選択できないため、Microsoft Graph で設定してください",
            ),
            Self::Everything(all) => {
                let names = places(all, lang);
                lang.pick(
                    format!(
                        "Some successful sign-ins have no usable application ID at all, so all applications had to be allowed: {names}. An export with application IDs gives a narrower proposal."
                    ),
                    format!(
                        "アプリケーション ID がまったくない成功したサインインがあるため、すべてのアプリケーションを許可しています: {names}。ID を含むエクスポートを使うと範囲を狭められます。"
                    ),
                )
            }
            _ => return None,
        })
    }

    fn of_the_rest(&self, lang: Lang) -> String {
        match self {
            Self::ExternalIdentities(domains) => {
                let unknown = lang.pick("(unknown)", "(不明)");
                let shown = |(domain, users): &(String, usize)| format!("{} ({users})", if domain.is_empty() { unknown } else { domain });
                let domains = enumerated(domains.iter().map(shown).collect(), lang);
                lang.pick(
                    format!(
                        "Users without an Entra home tenant are governed by the external collaboration settings; for the domain allow-list there (users): {domains}."
                    ),
                    format!(
                        "Microsoft Entra のホーム テナントがないユーザーには外部コラボレーションの設定が適用されます。許可するドメインの候補 (ユーザー数): {domains}。"
                    ),
                )
            }
            Self::ManyUsers(all) => {
                let names = all.iter().map(|(place, users)| format!("{}: {users}", places(std::slice::from_ref(place), lang)));
                let names = enumerated(names.collect(), lang);
                lang.pick(
                    format!("Better a group than so many users: {names}."),
                    format!("ユーザーが多いため、グループの利用を検討してください: {names}。"),
                )
            }
            Self::UsersUnknown(all) => {
                let names = places(all, lang);
                lang.pick(
                    format!("Users could not be listed, because a success has no user ID: {names}."),
                    format!("ユーザー ID のない成功したサインインがあるため、ユーザーを指定できません: {names}。"),
                )
            }
            Self::UsersWidened(all) => {
                let names = places(all, lang);
                lang.pick(
                    format!(
                        "Reopened for users whom the current list does not name; the logs do not tell who they are there, so all users are let through: {names}."
                    ),
                    format!(
                        "現在の一覧にないユーザーに再び許可します。相手側での ID はログからわからないため、すべてのユーザーを許可します: {names}。"
                    ),
                )
            }
            Self::Impossible { partners, successes } => {
                let names = listed(partners, lang);
                lang.pick(
                    format!(
                        "{} of B2B direct connect with another cloud can be allowed by no setting: {names}. Check in which cloud they are.",
                        some(*successes)
                    ),
                    format!(
                        "別のクラウドとの B2B 直接接続の成功 {successes} 件は、どの設定でも許可できません: {names}。クラウドを確認してください。"
                    ),
                )
            }
            Self::ServiceProviders(partners) => {
                let names = listed(partners, lang);
                lang.pick(
                    format!("Sign-ins of service providers and Microsoft support are not governed by these settings and justify none: {names}."),
                    format!("サービス プロバイダーと Microsoft サポートのサインインはこの設定の対象外で、許可の根拠になりません: {names}。"),
                )
            }
            Self::UnknownType(successes) => lang.pick(
                format!("{} of an access type that is hidden or not known: no access follows from that.", some(*successes)),
                format!("アクセスの種類が不明または隠されている成功 {successes} 件は、許可の根拠にしていません。"),
            ),
            Self::Assumed(successes) => lang.pick(
                format!("{} without an access type in the log (or with none), taken for B2B collaboration.", some(*successes)),
                format!("アクセスの種類がログにない (または none の) 成功 {successes} 件は、B2B コラボレーションとして扱っています。"),
            ),
            Self::TooFew { minimum, successes } => lang.pick(
                format!("{} left out and blocked then: fewer than {minimum} for their application.", some(*successes)),
                format!("成功 {successes} 件は、アプリケーションの成功が {minimum} 件未満のため対象外で、ブロックされます。"),
            ),
            _ => String::new(),
        }
    }
}
