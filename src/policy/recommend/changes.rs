//! What has to be sent to Microsoft Graph to bring the proposal about, and what undoes it.
//!
//! What it is not: the sending. Access is added before the default closes, so that nobody is shut out in between; entries are removed after
//! it, so that nobody falls back on an open default if it stops halfway.

use serde_json::{Value, json};

use super::super::block::Block;
use super::super::effective::effective;
use super::super::model::{B2bSetting, Configuration, CrossTenantAccessPolicy, DefaultConfiguration, PartnerConfiguration};
use super::propose::{ACCESS, sendable};

/// Where the policy is, below the version of the API.
pub(super) const ROOT: &str = "/policies/crossTenantAccessPolicy";

/// How an object is changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Method {
    /// Created.
    Post,
    /// Updated: what the body does not name stays.
    Patch,
    /// Removed.
    Delete,
}

impl Method {
    /// The name of the HTTP method.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Post => "POST",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }
}

/// What is changed.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Object {
    /// The clouds that are let in, in the policy object itself.
    Clouds,
    /// The entry of this tenant.
    Partner(String),
    /// The default.
    Default,
}

/// One request.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// What it changes.
    pub object: Object,
    /// How.
    pub method: Method,
    /// Its path, below the version of the API.
    pub path: String,
    /// What is sent; nothing to remove an object.
    pub body: Option<Value>,
}

impl Request {
    fn new(object: Object, method: Method, body: Option<Value>) -> Self {
        let path = match (&object, method) {
            (Object::Clouds, _) => ROOT.to_owned(),
            (Object::Default, _) => format!("{ROOT}/default"),
            (Object::Partner(_), Method::Post) => format!("{ROOT}/partners"),
            (Object::Partner(tenant), _) => format!("{ROOT}/partners/{tenant}"),
        };
        Self { object, method, path, body }
    }

    /// The whole address, with the version of the API that knows every member of the body.
    #[must_use]
    pub fn address(&self) -> String {
        format!("https://graph.microsoft.com/{}{}", super::plan::version(self), self.path)
    }

    fn clouds(clouds: &[String]) -> Self {
        Self::new(Object::Clouds, Method::Patch, Some(json!({ "allowedCloudEndpoints": clouds })))
    }

    fn entry(want: &PartnerConfiguration, have: Option<&PartnerConfiguration>) -> Self {
        let mut body = body(&want.blocks, have.map(|have| &have.blocks));
        let method = if have.is_some() { Method::Patch } else { Method::Post };
        if let (Method::Post, Value::Object(members)) = (method, &mut body) {
            members.shift_insert(0, "tenantId".to_owned(), json!(want.tenant_id));
        }
        Self::new(Object::Partner(want.tenant_id.clone()), method, Some(body))
    }

    fn removal(entry: &PartnerConfiguration) -> Self {
        Self::new(Object::Partner(entry.tenant_id.clone()), Method::Delete, None)
    }
}

/// The body that makes `want` of `have`: `null` where a block goes back to the default.
pub(super) fn body(want: &Configuration, have: Option<&Configuration>) -> Value {
    let mentioned: Vec<Block> = Block::ALL.into_iter().filter(|&block| have.is_some_and(|have| have.block_json(block).is_some())).collect();
    Value::Object(want.patch_body(&mentioned))
}

/// Whether two entries say the same, however their lists are ordered.
fn same(one: &Configuration, two: &Configuration) -> bool {
    sendable(one).settings() == sendable(two).settings()
}

/// The current default in so many words: what it leaves out is what Microsoft set.
fn spelled_out(default: Option<&DefaultConfiguration>) -> DefaultConfiguration {
    let mut spelled = default.cloned().unwrap_or_default();
    spelled.is_service_default = None;
    spelled.blocks.automatic_user_consent = None;
    for block in ACCESS {
        let lists = effective(None, spelled.blocks.setting(block), block);
        let setting = B2bSetting::new(lists.users_and_groups.1.clone(), lists.applications.1.clone());
        let other = spelled.blocks.setting(block).map(|setting| setting.other.clone()).unwrap_or_default();
        spelled.blocks.set_setting(block, Some(B2bSetting { other, ..setting }));
    }
    spelled
}

fn default_request(default: &DefaultConfiguration) -> Request {
    Request::new(Object::Default, Method::Patch, Some(default.patch_body()))
}

/// The requests that bring the proposal about: clouds, entries, the default, removals.
pub(super) fn forward(proposal: &CrossTenantAccessPolicy, remove: &[String], current: Option<&CrossTenantAccessPolicy>) -> Vec<Request> {
    let mut requests = Vec::new();
    let enabled = current.and_then(|current| current.allowed_cloud_endpoints.as_deref());
    if let Some(clouds) = proposal.allowed_cloud_endpoints.as_deref().filter(|clouds| *clouds != enabled.unwrap_or_default()) {
        requests.push(Request::clouds(clouds));
    }
    for entry in &proposal.partners {
        let have = current.and_then(|current| current.partner(&entry.tenant_id));
        if !have.is_some_and(|have| same(&entry.blocks, &have.blocks)) {
            requests.push(Request::entry(entry, have));
        }
    }
    if let Some(default) = &proposal.default
        && !current.is_some_and(|current| same(&default.blocks, &spelled_out(current.default.as_ref()).blocks))
    {
        requests.push(default_request(default));
    }
    let gone = remove.iter().filter_map(|tenant| current?.partner(tenant));
    requests.extend(gone.map(Request::removal));
    requests
}

/// The requests that undo [`forward`]: the default first, so that nobody waits for access that was there before.
pub(super) fn back(proposal: &CrossTenantAccessPolicy, remove: &[String], current: &CrossTenantAccessPolicy) -> Vec<Request> {
    let done = forward(proposal, remove, Some(current));
    let mut requests = Vec::new();
    if done.iter().any(|request| request.object == Object::Default) {
        requests.push(default_request(&spelled_out(current.default.as_ref())));
    }
    let changed = current.partners.iter().filter(|entry| done.iter().any(|request| request.object == Object::Partner(entry.tenant_id.clone())));
    requests.extend(changed.map(|entry| Request::entry(entry, proposal.partner(&entry.tenant_id))));
    let new = proposal.partners.iter().filter(|entry| current.partner(&entry.tenant_id).is_none());
    requests.extend(new.map(Request::removal));
    // Clouds that were not exported are not known, and disabling one that was enabled would be worse than leaving one enabled.
    if let Some(enabled) = &current.allowed_cloud_endpoints
        && done.iter().any(|request| request.object == Object::Clouds)
    {
        requests.push(Request::clouds(enabled));
    }
    requests
}
