//! Tenants that every directory meets.

/// All-zero: stands for a masked or missing id in the logs.
pub const NO_TENANT: &str = "00000000-0000-0000-0000-000000000000";

/// Consumer Microsoft accounts. As a home tenant it is no organisation: an external identity.
pub const CONSUMERS: &str = "9188040d-6c67-4c5b-b112-36a304b66dad";

/// Tenants that own Microsoft's own applications.
const MICROSOFT_OWNERS: [&str; 3] =
    ["f8cdef31-a31e-4b4a-93e4-5f571e91255a", "72f988bf-86f1-41af-91ab-2d7cd011db47", "cdc5aeea-15c5-4db6-b079-fcadd2505dc2"];

/// Whether applications owned by this tenant are Microsoft's own.
#[must_use]
pub fn is_microsoft(tenant_id: &str) -> bool {
    MICROSOFT_OWNERS.contains(&tenant_id)
}

/// The name of a well-known tenant.
#[must_use]
pub fn name(tenant_id: &str) -> Option<&'static str> {
    Some(match tenant_id {
        "f8cdef31-a31e-4b4a-93e4-5f571e91255a" => "Microsoft Services",
        "72f988bf-86f1-41af-91ab-2d7cd011db47" => "Microsoft",
        CONSUMERS => "Microsoft accounts (consumers)",
        "b4c546a4-7dac-46a6-a7dd-ed822a11efd3" => "Microsoft Support",
        _ => return None,
    })
}

/// Digits of an id that are shown where a tenant has no name.
const SHOWN: usize = 8;

/// A tenant without a name, as people are shown it: the beginning of its id tells it from others, and the whole id stands beside it.
#[must_use]
pub fn short_id(tenant_id: &str) -> String {
    match tenant_id.get(..SHOWN) {
        Some(beginning) if beginning.len() < tenant_id.len() => format!("{beginning}…"),
        _ => tenant_id.to_owned(),
    }
}
