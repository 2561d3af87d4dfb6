//! Changes of settings in which whoever made them, and whom they concern, have given way to tokens.

use serde_json::Value;

use super::actor::{Actor, ActorKind};
use super::change::{Change, ENTRY};
use super::setting_value::{Domains, SettingValue};
use crate::knowledge::apps;
use crate::policy::Target;
use crate::pseudonym::{Kind, Pseudonyms};

impl Actor {
    fn pseudonymised(&self, names: &Pseudonyms) -> Self {
        let Self { kind, name, id, ip, home_tenant_id, foreign } = self;
        // A person may be named like an application, but nobody is named like one of Microsoft's by accident.
        let known = |name: &str| *kind != ActorKind::User && apps::is_name(name);
        let who = if *kind == ActorKind::App { Kind::App } else { Kind::User };
        let name = name.as_ref().map(|name| if known(name) || names.is_app(name) { name.clone() } else { names.of(who, name) });
        Self {
            kind: *kind,
            name,
            id: id.as_ref().map(|id| if names.is_app(id) { id.clone() } else { names.of(who, id) }),
            ip: ip.as_ref().map(|ip| names.of(Kind::Ip, ip)),
            home_tenant_id: home_tenant_id.as_ref().map(|tenant| names.tenant(tenant)),
            foreign: *foreign,
        }
    }
}

impl Domains {
    fn pseudonymised(&self, names: &Pseudonyms) -> Self {
        let list = |list: &[String]| {
            let mut list: Vec<String> = list.iter().map(|domain| names.of(Kind::Domain, domain)).collect();
            list.sort();
            list
        };
        Self { allowed: list(&self.allowed), blocked: list(&self.blocked) }
    }
}

impl SettingValue {
    fn pseudonymised(&self, names: &Pseudonyms) -> Self {
        match self {
            Self::Inherited => Self::Inherited,
            Self::List(list) => Self::List(list.pseudonymised(names)),
            Self::Switch(switch) => Self::Switch(*switch),
            Self::Domains(domains) => Self::Domains(domains.pseudonymised(names)),
            Self::Texts(texts) => {
                let hidden = texts.iter().map(|text| names.value(&Value::from(text.as_str())));
                Self::Texts(hidden.map(|value| value.as_str().unwrap_or_default().to_owned()).collect())
            }
            Self::Other(value) => Self::Other(names.value(value)),
            Self::Unreadable { text, truncated } => Self::Unreadable { text: names.of(Kind::Other, text), truncated: *truncated },
        }
    }
}

impl Change {
    /// The same change under tokens. The reason of a failure is dropped: anything may stand in it.
    #[must_use]
    pub fn pseudonymised(&self, names: &Pseudonyms) -> Self {
        let Self {
            time,
            event_id,
            correlation_id,
            activity,
            category,
            result,
            reason: _,
            succeeded,
            actor,
            scope,
            operation,
            partner_tenant_id,
            setting,
            was,
            is,
            before,
            after,
            effect,
            block,
            added,
            removed,
            pairs_only,
            undecoded,
            maybe_cut,
            automatic,
        } = self;
        let targets = |targets: &[Target]| {
            let mut targets: Vec<Target> = targets.iter().map(|target| target.pseudonymised(names)).collect();
            targets.sort();
            targets
        };
        let (was, is) = (was.pseudonymised(names), is.pseudonymised(names));
        // What happened to an entry is said in our own words.
        let words = |text: &Option<String>, value: &SettingValue| if setting == ENTRY { text.clone() } else { value.words() };
        Self {
            time: *time,
            event_id: names.of(Kind::Request, event_id),
            correlation_id: names.of(Kind::Request, correlation_id),
            activity: activity.clone(),
            category: category.clone(),
            result: result.clone(),
            reason: String::new(),
            succeeded: *succeeded,
            actor: actor.pseudonymised(names),
            scope: *scope,
            operation: *operation,
            partner_tenant_id: partner_tenant_id.as_ref().map(|tenant| names.tenant(tenant)),
            setting: names.setting(setting),
            before: words(before, &was),
            after: words(after, &is),
            was,
            is,
            effect: *effect,
            block: *block,
            added: targets(added),
            removed: targets(removed),
            pairs_only: *pairs_only,
            undecoded: *undecoded,
            maybe_cut: *maybe_cut,
            automatic: *automatic,
        }
    }
}
