//! One sign-in, whatever the export it came from. All later steps see this and nothing else of a record.

use super::{AppId, ErrorCode, EventId, Evidence, How, Log, StatusText, Sym, TenantId, UserId, UserType, What, Who};

/// A canonical sign-in event. Texts are symbols of the interner that goes with it; `ABSENT` = not in the record.
#[derive(Clone, Copy, Debug)]
pub struct SignIn {
    /// When the sign-in happened (`createdDateTime`, not the logging time): seconds since 1970-01-01 UTC.
    pub time: i64,
    /// Request id.
    pub id: EventId,
    /// Correlation id.
    pub correlation_id: EventId,
    /// The log it belongs to.
    pub log: Log,
    /// Where the account lives.
    pub home: TenantId,
    /// Name of the home tenant, where the log has it.
    pub home_name: Sym,
    /// The tenant whose resource was accessed.
    pub resource_tenant: TenantId,
    /// The tenant this log belongs to, in formats that name it.
    pub owner: TenantId,
    /// Canonical cross-tenant access type.
    pub access_type: Sym,
    /// Object id of the user.
    pub user: UserId,
    /// User principal name as written; absent where it is masked.
    pub upn: Sym,
    /// The same in lower case.
    pub lower_upn: Sym,
    /// Display name of the user.
    pub user_name: Sym,
    /// Guest or member.
    pub user_type: UserType,
    /// Client application.
    pub app: AppId,
    /// Name of the client application, or of the service principal.
    pub app_name: Sym,
    /// Tenant that owns the client application's registration.
    pub app_owner: TenantId,
    /// Resource application.
    pub resource: AppId,
    /// Name of the resource application.
    pub resource_name: Sym,
    /// Country or region, as two letters where the log has them.
    pub country: Sym,
    /// Kind of client (browser, desktop app, legacy protocol).
    pub client_app: Sym,
    /// IP address.
    pub ip: Sym,
    /// Error code.
    pub code: ErrorCode,
    /// Status in words.
    pub status: StatusText,
    /// Failure reason; absent on success.
    pub failure_reason: Sym,
    /// Whether the failure reason speaks of risk (rule D-5: it decides what 530032 means).
    pub risk_in_reason: bool,
    /// What it shows about multifactor authentication, device, protocol and risk, where that is wanted.
    pub evidence: Evidence,
    /// Conditional Access status.
    pub conditional_access: Sym,
    /// Names of the applied Conditional Access policies that failed, joined with `; `.
    pub ca_policies: Sym,
    /// Whether the user is hidden by the exporting side.
    pub masked: bool,
    /// Whether the steps of its authentication stand in a file of their own, and were read beside it.
    pub joined: bool,
    /// Record number in its file, from 1.
    pub record: u64,
}

impl SignIn {
    /// A sign-in of which only the time and the log are known.
    #[must_use]
    pub fn empty(time: i64, log: Log) -> Self {
        Self {
            time,
            id: EventId::ABSENT,
            correlation_id: EventId::ABSENT,
            log,
            home: TenantId::ABSENT,
            home_name: Sym::ABSENT,
            resource_tenant: TenantId::ABSENT,
            owner: TenantId::ABSENT,
            access_type: Sym::ABSENT,
            user: UserId::ABSENT,
            upn: Sym::ABSENT,
            lower_upn: Sym::ABSENT,
            user_name: Sym::ABSENT,
            user_type: UserType::Absent,
            app: AppId::ABSENT,
            app_name: Sym::ABSENT,
            app_owner: TenantId::ABSENT,
            resource: AppId::ABSENT,
            resource_name: Sym::ABSENT,
            country: Sym::ABSENT,
            client_app: Sym::ABSENT,
            ip: Sym::ABSENT,
            code: ErrorCode::ABSENT,
            status: StatusText::Absent,
            failure_reason: Sym::ABSENT,
            risk_in_reason: false,
            evidence: Evidence::NONE,
            conditional_access: Sym::ABSENT,
            ca_policies: Sym::ABSENT,
            masked: false,
            joined: false,
            record: 0,
        }
    }

    /// A sign-in of which only these parts are known.
    #[must_use]
    pub fn of(who: &Who, what: &What, how: &How) -> Self {
        let &Who { user, upn, lower_upn, user_name, user_type, masked, home, home_name } = who;
        let &What { app, app_name, app_owner, resource, resource_name } = what;
        let &How { log, resource_tenant, owner, access_type, country, code, status, risk_in_reason, evidence } = how;
        Self {
            log,
            home,
            home_name,
            resource_tenant,
            owner,
            access_type,
            user,
            upn,
            lower_upn,
            user_name,
            user_type,
            app,
            app_name,
            app_owner,
            resource,
            resource_name,
            country,
            code,
            status,
            risk_in_reason,
            evidence,
            masked,
            ..Self::empty(0, log)
        }
    }

    /// The same event with the symbols of another interner, `map` giving the new symbol of each old one.
    #[must_use]
    pub fn remap(&self, map: &[Sym]) -> Self {
        let to = |sym: Sym| map[sym.0 as usize];
        Self {
            id: self.id.remap(map),
            correlation_id: self.correlation_id.remap(map),
            home: TenantId(to(self.home.0)),
            home_name: to(self.home_name),
            resource_tenant: TenantId(to(self.resource_tenant.0)),
            owner: TenantId(to(self.owner.0)),
            access_type: to(self.access_type),
            user: UserId(to(self.user.0)),
            upn: to(self.upn),
            lower_upn: to(self.lower_upn),
            user_name: to(self.user_name),
            app: AppId(to(self.app.0)),
            app_name: to(self.app_name),
            app_owner: TenantId(to(self.app_owner.0)),
            resource: AppId(to(self.resource.0)),
            resource_name: to(self.resource_name),
            country: to(self.country),
            client_app: to(self.client_app),
            ip: to(self.ip),
            failure_reason: to(self.failure_reason),
            conditional_access: to(self.conditional_access),
            ca_policies: to(self.ca_policies),
            ..*self
        }
    }
}
