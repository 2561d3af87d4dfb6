//! Why a verdict came out as it did, as data first and as a sentence second, so that it can be said in more than one language.
//!
//! What it is not: the verdict. A sentence names the level and block that decided, and what would have to be known where it is open. It
//! never names a user: rows with the same reason must read the same.

use super::block::Block;
use super::clause::{Meets, Missing};
use super::effective::Level;
use super::target::AccessType;
use crate::knowledge::apps;
use crate::model::Cloud;
use crate::words::Lang;
use crate::words::verdicts::{self as said, Access, Ids};

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
        let reason = self.reason.words(lang, &name);
        match self.assumed {
            None => reason,
            Some(Assumption::TypeAbsent) => said::type_absent(lang, &reason),
            Some(Assumption::TypeNone) => said::type_none(lang, &reason),
        }
    }
}

impl Reason {
    fn words(&self, lang: Lang, name: &dyn Fn(&str) -> String) -> String {
        let plain = match self {
            Self::NoBorder => said::no_border(lang),
            Self::ExternalIdentity => said::external_identity(lang),
            Self::ServiceProvider => said::service_provider(lang),
            Self::ServiceProviderOutbound => said::service_provider_outbound(lang),
            Self::ServiceProviderEntry => said::service_provider_entry(lang),
            Self::MicrosoftSupport => said::microsoft_support(lang),
            Self::Passthrough => said::passthrough(lang),
            Self::UnknownFutureValue => said::unknown_future_value(lang),
            Self::UnknownAccessType => said::unknown_access_type(lang),
            Self::CloudNotAllowed(cloud) => return said::cloud_not_allowed(lang, cloud.words(lang)),
            Self::CloudWithoutEntry(cloud) => return said::cloud_without_entry(lang, cloud.words(lang)),
            Self::DirectConnectAcrossClouds(cloud) => return said::direct_connect_across_clouds(lang, cloud.words(lang)),
            Self::Clauses(clauses) => return lists(clauses, lang, name),
        };
        plain.to_owned()
    }
}

/// Clauses of one level and block share their heading: "default, inbound B2B collaboration: all users are allowed and …".
fn lists(clauses: &[Clause], lang: Lang, name: &dyn Fn(&str) -> String) -> String {
    let mut sentences: Vec<String> = Vec::new();
    for group in clauses.chunk_by(|a, b| (a.level, a.block) == (b.level, b.block)) {
        let (level, block) = (group[0].level.words(lang), group[0].block.words(lang));
        let parts: Vec<String> = group.iter().map(|clause| clause.words(lang, name)).collect();
        sentences.push(said::lists(lang, level, block, &parts.join(said::list_separator(lang))));
    }
    sentences.join("; ")
}

impl Clause {
    fn words(&self, lang: Lang, name: &dyn Fn(&str) -> String) -> String {
        let access = match self.access {
            AccessType::Allowed => Access::Allowed,
            AccessType::Blocked => Access::Blocked,
        };
        let (client, resource) = match (&self.meets, &self.subject) {
            (Meets::Unknown(missing), _) => return depends(missing, lang),
            (meets, Subject::User) => return of_user(meets, access, lang),
            (Meets::All, _) => return said::application_all(lang, access),
            (_, Subject::Application { client, resource }) => (client, resource),
        };
        let is_not = self.meets == Meets::Not;
        let ids = match (client, resource) {
            (Some(client), Some(resource)) if client == resource => Ids::Application,
            (Some(_), Some(_)) => Ids::Both,
            (Some(_), None) if is_not => Ids::Application,
            (Some(_), None) => Ids::Client,
            (None, Some(_)) => Ids::Resource,
            (None, None) => Ids::Untold,
        };
        let [client, resource] = [client, resource].map(|id| id.as_deref().map(name).unwrap_or_default());
        match &self.meets {
            Meets::Keyword(keyword) => said::application_in_keyword(lang, ids, &client, &resource, keyword, access),
            _ if is_not => said::application_not_listed(lang, ids, &client, &resource, access),
            _ => said::application_listed(lang, ids, &client, &resource, access),
        }
    }
}

fn of_user(meets: &Meets, access: Access, lang: Lang) -> String {
    match meets {
        Meets::All => said::user_all(lang, access),
        Meets::Group(group) => said::user_in_group(lang, access, group),
        Meets::Not | Meets::Unknown(_) => said::user_not_listed(lang, access),
        Meets::Listed | Meets::Keyword(_) => said::user_listed(lang, access),
    }
}

fn depends(missing: &[Missing], lang: Lang) -> String {
    let mut parts: Vec<String> = missing.iter().take(NAMED).map(|missing| missing.words(lang)).collect();
    if missing.len() > NAMED {
        parts.push(said::missing_more(lang, missing.len() - NAMED));
    }
    said::depends(lang, &parts.join(said::missing_separator(lang)))
}

impl Missing {
    fn words(&self, lang: Lang) -> String {
        match self {
            Self::Group(group) => said::missing_group(lang, group),
            Self::HomeUser => said::missing_home_user(lang).to_owned(),
            Self::UserId => said::missing_user_id(lang).to_owned(),
            Self::ApplicationId => said::missing_application_id(lang).to_owned(),
            Self::Keyword(keyword) => said::missing_keyword(lang, keyword),
            Self::Kind(target) => said::missing_kind(lang, target),
        }
    }
}
