//! Why a verdict came out as it did, as data first and as a sentence second, so that it can be said in more than one language.
//!
//! What it is not: the verdict. A sentence names the level and block that decided, and what would have to be known where it is open. It
//! never names a user: rows with the same reason must read the same.

use super::block::Block;
use super::clause::{Meets, Missing};
use super::cloud::Cloud;
use super::effective::Level;
use super::target::AccessType;
use crate::knowledge::apps;
use crate::words::Lang;

/// Groups and targets named in one sentence.
const NAMED: usize = 3;

/// Why a sign-in was judged as B2B collaboration although its access type does not say so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Assumption {
    /// The log has no access type.
    TypeAbsent,
    /// The access type is `none`, but the tenants differ.
    TypeNone,
}

/// What a clause is about.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Subject {
    /// The user.
    User,
    /// The ids that were compared: those that met the list, or all of them where none did.
    Application {
        /// The client application.
        client: Option<String>,
        /// The resource application.
        resource: Option<String>,
    },
}

/// One list that took part in deciding.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Clause {
    /// Where the list comes from.
    pub level: Level,
    /// Its block.
    pub block: Block,
    /// Whether the list allows or blocks.
    pub access: AccessType,
    /// How the subject meets the list.
    pub meets: Meets,
    /// User or application.
    pub subject: Subject,
}

/// The reason of a verdict.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reason {
    /// Inside one tenant, or between two that are not ours.
    NoBorder,
    /// No Entra home tenant: external collaboration settings govern it.
    ExternalIdentity,
    /// A service provider.
    ServiceProvider,
    /// Own users are kept from acting as service providers elsewhere.
    ServiceProviderOutbound,
    /// The access type is absent and the entry is one that Microsoft made for a service provider.
    ServiceProviderEntry,
    /// Microsoft support.
    MicrosoftSupport,
    /// Tried without an object in the resource tenant.
    Passthrough,
    /// Passthrough or something newer.
    UnknownFutureValue,
    /// An access type in words that are not known.
    UnknownAccessType,
    /// The partner's cloud is not enabled.
    CloudNotAllowed(Cloud),
    /// The partner's cloud is enabled, but the partner has no entry.
    CloudWithoutEntry(Cloud),
    /// Direct connect does not exist between clouds.
    DirectConnectAcrossClouds(Cloud),
    /// The lists that decided.
    Clauses(Vec<Clause>),
}

/// Why.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Because {
    /// What was assumed about the access type.
    pub assumed: Option<Assumption>,
    /// The reason.
    pub reason: Reason,
}

impl Because {
    /// One sentence, without its full stop, applications by their well-known names.
    #[must_use]
    pub fn words(&self, lang: Lang) -> String {
        self.words_with(lang, &|_| None)
    }

    /// One sentence, applications named by `name` where it knows a name, else by their well-known names, else by their ids.
    #[must_use]
    pub fn words_with(&self, lang: Lang, name: &dyn Fn(&str) -> Option<String>) -> String {
        let name = |id: &str| name(id).or_else(|| apps::find(id).map(|app| app.name.clone())).unwrap_or_else(|| id.to_owned());
        let reason = match &self.reason {
            Reason::Clauses(clauses) => said(clauses, lang, &name),
            other => plain(other, lang),
        };
        match self.assumed {
            None => reason,
            Some(Assumption::TypeAbsent) => lang.pick(
                format!("{reason} (no access type in the log: judged as B2B collaboration)"),
                format!("{reason} (ログにアクセスの種類がないため、B2B コラボレーションとして判定)"),
            ),
            Some(Assumption::TypeNone) => lang.pick(
                format!("{reason} (access type none: judged as B2B collaboration)"),
                format!("{reason} (アクセスの種類が none のため、B2B コラボレーションとして判定)"),
            ),
        }
    }
}

fn plain(reason: &Reason, lang: Lang) -> String {
    let (en, ja) = match reason {
        Reason::NoBorder => ("this sign-in crosses no border of the own tenant", "自テナントの境界を越えないサインインです"),
        Reason::ExternalIdentity => (
            "no home tenant in Microsoft Entra: external collaboration settings govern it",
            "Microsoft Entra のホーム テナントがないため、外部コラボレーションの設定が適用されます",
        ),
        Reason::ServiceProvider => ("service providers are not governed by these settings", "サービス プロバイダーはこの設定の対象外です"),
        Reason::ServiceProviderOutbound => (
            "blockServiceProviderOutboundAccess keeps our users from signing in there as service providers",
            "blockServiceProviderOutboundAccess により、自テナントのユーザーはサービス プロバイダーとしてサインインできません",
        ),
        Reason::ServiceProviderEntry => (
            "no access type in the log, and the partner entry is one of a service provider, whom these settings do not govern",
            "ログにアクセスの種類がなく、組織の設定がサービス プロバイダーのものであるため、この設定の対象外です",
        ),
        Reason::MicrosoftSupport => ("Microsoft support is not governed by these settings", "Microsoft サポートはこの設定の対象外です"),
        Reason::Passthrough => (
            "passthrough: tried without an object in the resource tenant, no setting is known to govern it",
            "パススルー: リソース テナントにオブジェクトがない試行であり、適用される設定は不明です",
        ),
        Reason::UnknownFutureValue => {
            ("the log hides a newer access type (unknownFutureValue)", "ログでは新しいアクセスの種類が隠されています (unknownFutureValue)")
        }
        Reason::UnknownAccessType => ("the access type in the log is not known", "ログのアクセスの種類が不明です"),
        Reason::CloudNotAllowed(cloud) => {
            return lang.pick(
                format!("the partner is in {}, which is not in allowedCloudEndpoints", cloud.words(lang)),
                format!("パートナーは{}にあり、Microsoft クラウド設定 (allowedCloudEndpoints) で有効になっていません", cloud.words(lang)),
            );
        }
        Reason::CloudWithoutEntry(cloud) => {
            return lang.pick(
                format!("the partner is in {}, and organisations there need an entry of their own", cloud.words(lang)),
                format!("パートナーは{}にあり、組織の設定への追加が必要です", cloud.words(lang)),
            );
        }
        Reason::DirectConnectAcrossClouds(cloud) => {
            return lang.pick(
                format!("the partner is in {}, and B2B direct connect does not work between clouds", cloud.words(lang)),
                format!("パートナーは{}にあり、B2B 直接接続はクラウド間では利用できません", cloud.words(lang)),
            );
        }
        Reason::Clauses(_) => ("", ""),
    };
    lang.pick(en, ja).to_owned()
}

impl Block {
    /// In sentences.
    #[must_use]
    pub fn words(self, lang: Lang) -> &'static str {
        match self {
            Self::CollaborationInbound => lang.pick("inbound B2B collaboration", "受信 B2B コラボレーション"),
            Self::CollaborationOutbound => lang.pick("outbound B2B collaboration", "送信 B2B コラボレーション"),
            Self::DirectConnectInbound => lang.pick("inbound B2B direct connect", "受信 B2B 直接接続"),
            Self::DirectConnectOutbound => lang.pick("outbound B2B direct connect", "送信 B2B 直接接続"),
            Self::TenantRestrictions => lang.pick("tenant restrictions", "テナント制限"),
            Self::InboundTrust => lang.pick("trust settings", "信頼の設定"),
            Self::AutomaticUserConsent => lang.pick("automatic redemption", "自動引き換え"),
        }
    }
}

/// Clauses of one level and block share their heading: "default, inbound B2B collaboration: all users are allowed and …".
fn said(clauses: &[Clause], lang: Lang, name: &dyn Fn(&str) -> String) -> String {
    let mut sentences: Vec<String> = Vec::new();
    for group in clauses.chunk_by(|a, b| (a.level, a.block) == (b.level, b.block)) {
        let (level, block) = (group[0].level.words(lang), group[0].block.words(lang));
        let parts: Vec<String> = group.iter().map(|clause| part(clause, lang, name)).collect();
        sentences.push(lang.pick(format!("{level}, {block}: {}", parts.join(" and ")), format!("{level} ({block}): {}", parts.join("、かつ"))));
    }
    sentences.join("; ")
}

fn part(clause: &Clause, lang: Lang, name: &dyn Fn(&str) -> String) -> String {
    if let Meets::Unknown(missing) = &clause.meets {
        return depends(missing, lang);
    }
    match &clause.subject {
        Subject::User => of_user(clause, lang),
        Subject::Application { client, resource } => of_application(clause, client.as_deref(), resource.as_deref(), lang, name),
    }
}

fn allowed(access: AccessType, lang: Lang) -> &'static str {
    match access {
        AccessType::Allowed => lang.pick("allowed", "許可"),
        AccessType::Blocked => lang.pick("blocked", "ブロック"),
    }
}

fn of_user(clause: &Clause, lang: Lang) -> String {
    let access = allowed(clause.access, lang);
    match &clause.meets {
        Meets::All => lang.pick(format!("all users are {access}"), format!("すべてのユーザーが{access}されています")),
        Meets::Group(group) => {
            lang.pick(format!("the user is in the {access} group {group}"), format!("ユーザーは{access}対象のグループ {group} のメンバーです"))
        }
        Meets::Not | Meets::Unknown(_) => lang.pick(format!("the user is not in the {access} list"), format!("ユーザーは{access}の一覧にありません")),
        Meets::Listed | Meets::Keyword(_) => lang.pick(format!("the user is in the {access} list"), format!("ユーザーは{access}の一覧にあります")),
    }
}

fn of_application(clause: &Clause, client: Option<&str>, resource: Option<&str>, lang: Lang, name: &dyn Fn(&str) -> String) -> String {
    let access = allowed(clause.access, lang);
    if clause.meets == Meets::All {
        return lang.pick(format!("all applications are {access}"), format!("すべてのアプリケーションが{access}されています"));
    }
    let application = |id: &str| lang.pick(format!("application {}", name(id)), format!("アプリケーション「{}」", name(id)));
    let resource_name = |id: &str| lang.pick(format!("resource {}", name(id)), format!("リソース「{}」", name(id)));
    let not = clause.meets == Meets::Not;
    let (who, several) = match (client, resource) {
        (Some(client), Some(resource)) if client == resource => (application(client), false),
        (Some(client), Some(resource)) => {
            let (client, resource) = (application(client), resource_name(resource));
            let en = if not { format!("neither {client} nor {resource}") } else { format!("{client} and {resource}") };
            (lang.pick(en, format!("{client}と{resource}")), !not)
        }
        (Some(client), None) if not => (application(client), false),
        (Some(client), None) => (lang.pick(format!("client {}", application(client)), format!("クライアント{}", application(client))), false),
        (None, Some(resource)) => (resource_name(resource), false),
        (None, None) => (lang.pick("the application", "アプリケーション").to_owned(), false),
    };
    if let Meets::Keyword(keyword) = &clause.meets {
        let belongs = if several { "belong" } else { "belongs" };
        return lang.pick(format!("{who} {belongs} to {keyword}, which is {access}"), format!("{who}は{access}対象の {keyword} に含まれます"));
    }
    let verb = match (several, not, client.is_some() && resource.is_some() && client != resource) {
        (true, ..) => "are",
        // "Neither … nor … is" has its "not" already.
        (_, true, true) | (_, false, _) => "is",
        (_, true, false) => "is not",
    };
    let ja = if not { "にありません" } else { "にあります" };
    lang.pick(format!("{who} {verb} in the {access} list"), format!("{who}は{access}の一覧{ja}"))
}

fn depends(missing: &[Missing], lang: Lang) -> String {
    let mut parts: Vec<String> = missing.iter().take(NAMED).map(|missing| one_missing(missing, lang)).collect();
    if missing.len() > NAMED {
        let more = missing.len() - NAMED;
        parts.push(lang.pick(format!("{more} more"), format!("ほか {more} 件")));
    }
    lang.pick(format!("depends on {}", parts.join(" and on ")), format!("{}によります", parts.join("と")))
}

fn one_missing(missing: &Missing, lang: Lang) -> String {
    match missing {
        Missing::Group(group) => lang.pick(
            format!("membership of group {group}, which is not known (--members)"),
            format!("グループ {group} のメンバーであるか (不明、--members で指定)"),
        ),
        Missing::HomeUser => lang.pick(
            "which user of the partner this is, which is not known (--user-map)".to_owned(),
            "パートナー側のどのユーザーであるか (不明、--user-map で指定)".to_owned(),
        ),
        Missing::UserId => lang.pick("the user, whose ID is not in the log".to_owned(), "ユーザー (ログに ID がありません)".to_owned()),
        Missing::ApplicationId => {
            lang.pick("the application, whose ID is not in the log".to_owned(), "アプリケーション (ログに ID がありません)".to_owned())
        }
        Missing::Keyword(keyword) => {
            lang.pick(format!("what the keyword {keyword} covers, which is not known"), format!("キーワード {keyword} の範囲 (不明)"))
        }
        Missing::Kind(target) => lang.pick(
            format!("whether the target {target}, whose type is not known, covers the user"),
            format!("種類が不明な対象 {target} にユーザーが含まれるか"),
        ),
    }
}
