//! Why a thing is allowed, left out, removed or carried over: as data first, as a sentence second.
//!
//! What it is not: the evidence, whose numbers stand beside it in the line (see `reason`).

use super::super::because::{Because, Reason};
use super::super::cloud::Cloud;
use super::note::{Named, listed};
use crate::words::Lang;

/// The reason of a line.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Why {
    /// So many applications of this block were used.
    Used(usize),
    /// It is the resource of successful sign-ins.
    Resource,
    /// It is the client of successful sign-ins to these hub resources.
    ClientOfHubs(Vec<Named>),
    /// It is the client of successful sign-ins without a resource id.
    ClientAlone,
    /// It is a hub resource, and the client of its sign-ins is not in the log.
    HubWithoutClient,
    /// It is a hub resource, and hubs were asked for.
    HubIncluded,
    /// It belongs to the suite, which is allowed by its keyword.
    InSuite,
    /// The suite is allowed by its keyword.
    Suite {
        /// Because Teams was used.
        teams: bool,
        /// Or because of so many members.
        members: usize,
    },
    /// Every list of collaboration holds it, because guests meet it on the way to any other.
    Companion,
    /// Every list of collaboration holds it, because encrypted mail and files need it.
    RightsManagement,
    /// Sign-ins without any usable application id: only every application together lets them through.
    NoIds,
    /// Every application is allowed, so this one is.
    UnderEverything,
    /// This user had a success.
    UserSeen,
    /// The default lets all of it through.
    OnDefault,
    /// A partner with access is in this cloud.
    CloudNeeded(Cloud),
    /// Tried so many times, never with success.
    NeverSucceeded(u64),
    /// Fewer successes than asked for.
    TooFew {
        /// What was asked for.
        minimum: u64,
    },
    /// These settings do not govern it, or cannot allow it.
    NotGoverned(Reason),
    /// A hub resource: its clients are allowed instead.
    HubByClients,
    /// Succeeded once, and today's settings refuse it.
    ClosedToday,
    /// It is the client that today's list names; its resource would let in more.
    ClientToday,
    /// It is a hub that today's list names.
    HubToday,
    /// One of today's targets, where the log does not tell which are used.
    Untold,
    /// A current entry without any success.
    UnusedEntry,
    /// Such an entry, which stays because its removal was not asked for.
    UnusedEntryStays,
    /// An entry whose successes justify no setting: it stays as it is.
    StaysAsItIs,
    /// A block of a current entry without any success, which stays because the default does.
    UnusedBlockStays,
    /// A current list that blocks single applications, which stays as it is.
    BlockListKept,
    /// A target of a current list without any success.
    UnusedTarget,
    /// A block of a current entry without any success: the default holds instead.
    UnusedBlock,
    /// A current list that blocks single things gives way to one that allows single things.
    BlockListReplaced,
    /// A current list lets through named users or groups only; who they are in the logs cannot be told.
    UsersWidened,
    /// Trust is carried over.
    Trust,
    /// Automatic redemption is carried over.
    Redemption,
    /// Tenant restrictions are carried over.
    TenantRestrictions,
    /// Settings that this program does not judge are carried over.
    OtherSettings,
    /// Identity synchronisation is not touched.
    Synchronisation,
    /// The entry of a service provider.
    ServiceProviderEntry,
    /// The entry of a member of the multi-tenant organisation.
    MultiTenantEntry,
    /// Such an entry, but with it as it is an observed success would be blocked.
    ProtectedButNeeded,
    /// A current block of everything is kept.
    ExplicitBlock,
    /// A cloud that is enabled today.
    CloudEnabled,
    /// The default inbound.
    DefaultInbound,
    /// The default outbound.
    DefaultOutbound,
    /// The default of direct connect.
    DefaultDirectConnect,
}

impl Why {
    /// One sentence, without its full stop.
    #[must_use]
    pub fn words(&self, lang: Lang) -> String {
        let (en, ja) = match self {
            Self::Used(1) => ("one application was used with success", "成功したサインインのあるアプリケーションは 1 個です"),
            Self::Used(count) => {
                return lang.pick(
                    format!("{count} applications were used with success"),
                    format!("成功したサインインのあるアプリケーションは {count} 個です"),
                );
            }
            Self::ClientOfHubs(hubs) => {
                let hubs = listed(hubs, lang);
                return lang.pick(
                    format!("used {hubs}, which would open nearly everything: allowed by the client app ID instead"),
                    format!("{hubs} を利用。許可するとほぼすべてに及ぶため、クライアント アプリ ID で許可します"),
                );
            }
            Self::Suite { teams: true, .. } => {
                ("Teams was used, which needs SharePoint and Exchange", "SharePoint と Exchange を必要とする Teams が使われました")
            }
            Self::Suite { members, .. } => {
                return lang.pick(
                    format!("{members} applications of the suite were used"),
                    format!("スイートのアプリケーションが {members} 個使われました"),
                );
            }
            Self::CloudNeeded(cloud) => {
                return lang.pick(
                    format!("partners with access are in {}", cloud.words(lang)),
                    format!("利用のあるパートナーが{}にあります", cloud.words(lang)),
                );
            }
            Self::NeverSucceeded(attempts) => {
                return lang.pick(
                    format!(
                        "tried {}, never with success: failures justify no access",
                        if *attempts == 1 { "once".to_owned() } else { format!("{attempts} times") }
                    ),
                    format!("{attempts} 回試行されましたが、一度も成功していません。失敗は許可の根拠になりません"),
                );
            }
            Self::TooFew { minimum } => {
                return lang.pick(format!("fewer than {minimum} successes"), format!("成功したサインインが {minimum} 件未満です"));
            }
            Self::NotGoverned(reason) => return Because { assumed: None, reason: reason.clone() }.words(lang),
            other if other.is_of_current() => other.of_current(),
            other => other.of_access(),
        };
        lang.pick(en, ja).to_owned()
    }

    /// Whether it is about the current policy or the default, which come last among the reasons.
    fn is_of_current(&self) -> bool {
        *self >= Self::UnusedEntry
    }

    fn of_access(&self) -> (&'static str, &'static str) {
        match self {
            Self::Resource => ("the resource of successful sign-ins", "成功したサインインのリソースです"),
            Self::ClientAlone => (
                "the client of successful sign-ins whose resource is not in the log",
                "成功したサインインのクライアントです (ログにリソース ID がありません)",
            ),
            Self::HubWithoutClient => (
                "a hub resource that opens nearly everything, but the client is not in the log",
                "許可するとほぼすべてに及ぶリソースですが、ログにクライアント アプリ ID がありません",
            ),
            Self::HubIncluded => ("a hub resource, listed because that was asked for", "指定により、ハブとなるリソース自体も許可します"),
            Self::InSuite => ("part of Office 365, which is allowed as a whole", "まとめて許可する Office 365 に含まれます"),
            Self::RightsManagement => ("encrypted mail and files need it", "暗号化されたメールとファイルに必要です"),
            Self::Companion => ("guests meet it on the way to any other application", "ほかのアプリケーションを使う途中で必要になります"),
            Self::ClosedToday => (
                "succeeded earlier, and the current settings refuse it: not reopened (see reopen)",
                "以前は成功していましたが、現在の設定でブロックされます。提案では許可しません (reopen を参照)",
            ),
            Self::ClientToday => (
                "the client that the current list names; naming the resource would let in more than that list does",
                "現在の一覧にあるクライアントです。リソースを指定すると現在より広く許可されるため、クライアントのまま指定します",
            ),
            Self::HubToday => (
                "a hub resource that the current list names, and not the clients that used it",
                "現在の一覧にあるハブ リソースです (利用したクライアントは一覧にありません)",
            ),
            Self::Untold => (
                "on the current list; the log does not tell which of them was used",
                "現在の一覧にあります。ログからはどれが使われたか判断できません",
            ),
            Self::NoIds => (
                "successful sign-ins without any usable application ID: only all applications together let them through",
                "アプリケーション ID のない成功したサインインがあり、すべてのアプリケーションでしか許可できません",
            ),
            Self::UnderEverything => ("all applications are allowed", "すべてのアプリケーションが許可されるため、含まれます"),
            Self::UserSeen => ("had a successful sign-in", "成功したサインインがあります"),
            Self::OnDefault => {
                ("only Rights Management was used, which the default allows", "使われたのは既定の設定で許可される Rights Management だけです")
            }
            _ => (
                "a hub resource: the clients that used it are allowed instead, by their client app IDs",
                "ハブとなるリソースのため、利用したクライアントをクライアント アプリ ID で許可します",
            ),
        }
    }

    fn of_current(&self) -> (&'static str, &'static str) {
        match self {
            Self::UnusedEntry => (
                "no successful sign-in in these logs: the default, which blocks, holds instead",
                "このログに成功したサインインがありません。代わりに、ブロックする既定の設定が適用されます",
            ),
            Self::UnusedEntryStays => (
                "no successful sign-in in these logs; it stays as it is (--remove-unused deletes such entries)",
                "このログに成功したサインインがありませんが、現在のまま残します (削除するには --remove-unused)",
            ),
            Self::StaysAsItIs => (
                "its successes are closed today or are governed by no setting: the entry stays as it is",
                "成功したサインインは、現在ブロックされているか設定の対象外です。組織の設定は現在のまま残します",
            ),
            Self::UnusedBlockStays => (
                "no successful sign-in in this direction; it stays, because without it the default would hold, which this proposal leaves as it is",
                "この方向に成功したサインインがありません。ないと既定の設定が適用されるため、現在のまま残します",
            ),
            Self::BlockListKept => (
                "a list of what is blocked cannot be narrowed without letting in, by the other ID of a sign-in, what it blocks: stays as it is (--reopen replaces it)",
                "ブロックの一覧を許可の一覧に置き換えると、ブロックしているものが別の ID で許可されるおそれがあるため、現在のまま残します (--reopen で置き換え)",
            ),
            Self::UnusedTarget => ("no successful sign-in needs it in these logs", "このログに、これを必要とする成功したサインインはありません"),
            Self::UnusedBlock => (
                "no successful sign-in in this direction: the default holds instead",
                "この方向に成功したサインインがありません。代わりに既定の設定が適用されます",
            ),
            Self::BlockListReplaced => (
                "a list of what is blocked leaves everything else open: replaced by a list of what is allowed",
                "ブロックの一覧はそれ以外をすべて許可するため、許可の一覧に置き換えます",
            ),
            Self::UsersWidened => (
                "reopened for users whom the current list does not name, and who they are in the partner's directory is not in the log: all users",
                "再び許可するユーザーは現在の一覧になく、パートナーのディレクトリでの ID もログにないため、すべてのユーザーを許可します",
            ),
            Self::Trust => ("trust settings are carried over, not invented", "信頼の設定は現在のものを引き継ぎます"),
            Self::Redemption => ("automatic redemption is carried over", "自動引き換えは現在のものを引き継ぎます"),
            Self::TenantRestrictions => {
                ("tenant restrictions are not judged by sign-ins: carried over", "テナント制限はサインインから判断できないため引き継ぎます")
            }
            Self::OtherSettings => ("settings that sign-ins do not show: carried over", "サインインに現れない設定のため引き継ぎます"),
            Self::Synchronisation => ("identity synchronisation is not touched", "テナント間同期の設定は変更しません"),
            Self::ServiceProviderEntry => (
                "made by Microsoft for a service provider: neither changed nor removed",
                "サービス プロバイダーのために Microsoft が作成した設定のため、変更も削除もしません",
            ),
            Self::MultiTenantEntry => {
                ("a member of the multitenant organization: neither changed nor removed", "マルチテナント組織のメンバーのため、変更も削除もしません")
            }
            Self::ProtectedButNeeded => (
                "the entry as it is, together with the new default, would block what succeeded",
                "現在の設定のままでは、新しい既定の設定と合わせて成功していたサインインがブロックされます",
            ),
            Self::ExplicitBlock => ("an explicit block is kept", "明示的なブロックは維持します"),
            Self::CloudEnabled => (
                "enabled today; logs do not always tell in which cloud a partner is",
                "現在有効です。パートナーのクラウドはログから必ずしもわからないため引き継ぎます",
            ),
            Self::DefaultInbound => ("whoever has no entry stays outside", "組織の設定がない外部組織からの受信アクセスをブロックします"),
            Self::DefaultOutbound => (
                "only Rights Management, so that encrypted mail and files can be read everywhere",
                "暗号化されたメールとファイルを読めるように、Rights Management だけを許可します",
            ),
            _ => ("shared channels only with partners that use them", "共有チャネルは利用のあるパートナーとだけ許可します"),
        }
    }
}
