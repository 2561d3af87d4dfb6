//! What tells a sign-in by the names of its fields, whatever else a table or object holds.

/// Kinds of what a sign-in tells, by the names that Graph and Log Analytics share: who, what, where to, and how it ended.
const TOLD: [&[&str]; 4] = [
    &["userprincipalname", "userid", "userdisplayname", "serviceprincipalid", "serviceprincipalname"],
    &["appid", "appdisplayname", "resourceidentity", "resourcedisplayname"],
    &["hometenantid", "resourcetenantid", "crosstenantaccesstype"],
    &["resulttype", "status", "conditionalaccessstatus", "status.errorcode"],
];

/// Whether there are the fields of a sign-in: of two kinds, or both tenants. `has` = whether there is a field of this name (lower case).
pub fn of_sign_in(has: impl Fn(&str) -> bool) -> bool {
    TOLD.iter().filter(|kind| kind.iter().any(|name| has(name))).count() >= 2 || (has("hometenantid") && has("resourcetenantid"))
}

/// Names that only Log Analytics has for what a sign-in tells.
const OF_LOG_ANALYTICS: [&str; 5] = ["resulttype", "resultdescription", "resourceidentity", "aadtenantid", "locationdetails"];

/// Whether there is a field that only the tables of Log Analytics have.
pub fn of_log_analytics(has: impl Fn(&str) -> bool) -> bool {
    OF_LOG_ANALYTICS.iter().any(|name| has(name))
}
