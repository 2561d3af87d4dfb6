//! Sign-ins without a person: service principals of several owners, and managed identities.

use super::cast::address;
use super::catalog::{AGENTS, AZURE_ROUTE, GRAPH_ROUTE, NOWHERE, PLACES, Publisher, TOKYO};
use super::outcomes::{EXPIRED_SECRET, SUCCESS};
use super::rng::{Rng, guid, named_guid};
use super::scenario::{App, DAYS, Event, FIRST_DAY, Log, SILENT_DAYS};
use super::stage::Stage;

/// Who owns the registration of a workload.
#[derive(Clone, Copy)]
enum Owner {
    Published(Publisher),
    Microsoft,
    Unknown,
}

/// One workload: name, application id when it is a known one, owner, days between runs, hour of the run, log.
type Workload = (&'static str, Option<&'static str>, Owner, i64, i64, Log);

const WORKLOADS: [Workload; 7] = [
    ("Contoso Invoice Export", None, Owner::Published(Publisher::Own), 1, 1, Log::ServicePrincipal),
    ("給与連携バッチ", None, Owner::Published(Publisher::Own), 1, 2, Log::ServicePrincipal),
    ("Microsoft.Azure.SyncFabric", Some("00000014-0000-0000-c000-000000000000"), Owner::Microsoft, 2, 4, Log::ServicePrincipal),
    ("Consolidated Messenger Sync", None, Owner::Published(Publisher::Vendor), 1, 4, Log::ServicePrincipal),
    ("Legacy Import Job", None, Owner::Unknown, 5, 2, Log::ServicePrincipal),
    ("contoso-backup-vm01", None, Owner::Published(Publisher::Own), 1, 2, Log::ManagedIdentity),
    ("contoso-func-payroll", None, Owner::Published(Publisher::Own), 2, 4, Log::ManagedIdentity),
];

/// The payroll batch works with a secret that expires on this day (2026-10-20).
const SECRET_EXPIRES: i64 = 33;

/// Adds every run of every workload.
pub fn play(stage: &mut Stage) {
    for (number, workload) in WORKLOADS.iter().enumerate() {
        let rng = &mut Rng::new(stage.seed, 7000 + u64::try_from(number).unwrap_or(0));
        for day in (0..DAYS).filter(|day| day % workload.3 == 0 && !SILENT_DAYS.contains(day)) {
            let event = run(stage, workload, day, rng);
            stage.push(event);
        }
    }
}

fn run(stage: &Stage, workload: &Workload, day: i64, rng: &mut Rng) -> Event {
    let (name, known_id, owner, _, hour, log) = *workload;
    let managed = log == Log::ManagedIdentity;
    let owner = match owner {
        Owner::Published(publisher) => Some(stage.publisher(publisher).clone()),
        Owner::Microsoft => Some(stage.microsoft().clone()),
        Owner::Unknown => None,
    };
    let id = known_id.map_or_else(|| named_guid(stage.seed, &format!("workload {name}")), Into::into);
    let graph = stage.route(GRAPH_ROUTE).resource;
    let resource = if managed { stage.route(AZURE_ROUTE).resource } else { graph };
    let outcome = if is_payroll(name) && day >= SECRET_EXPIRES { EXPIRED_SECRET } else { SUCCESS };
    let mut event = Event {
        id: guid(rng.bits(), 1),
        time: FIRST_DAY + day * 86_400 + hour * 3600 + i64::try_from(rng.below(3000)).unwrap_or(0),
        millis: u16::try_from(rng.below(1000)).unwrap_or(0),
        log,
        home_tenant: None,
        home_tenant_name: None,
        resource_tenant: None,
        access_type: "none",
        user_id: None,
        user_principal_name: None,
        user_display_name: None,
        user_type: "",
        app: App { id: id.into(), name: name.into(), owner },
        resource,
        ip: (!managed).then(|| address(&mut Rng::new(stage.seed, super::rng::hash(name))).into()),
        place: &PLACES[if managed { NOWHERE } else { TOKYO }],
        client_app: "",
        agent: &AGENTS[AGENTS.len() - 1],
        device: None,
        error_code: 0,
        failure_reason: "",
        additional_details: "",
        ca_status: "notApplied",
        ca_policies: Vec::new(),
        requirement: "",
        correlation_id: guid(rng.bits(), 2).into(),
        service_principal_id: Some(named_guid(stage.seed, &format!("principal {name}")).into()),
        service_principal_name: Some(name.into()),
        credential_id: (!managed).then(|| named_guid(stage.seed, &format!("credential {name}")).into()),
        azure_resource: managed.then(|| resource_path(stage.seed, name).into()),
        tenant_restricted: false,
        salt: rng.bits(),
    };
    event.end_with(&outcome);
    event.additional_details = "";
    event
}

fn is_payroll(name: &str) -> bool {
    name == WORKLOADS[1].0
}

fn resource_path(seed: u64, name: &str) -> String {
    let subscription = named_guid(seed, "subscription");
    let kind = if name.contains("func") { "Microsoft.Web/sites" } else { "Microsoft.Compute/virtualMachines" };
    format!("/subscriptions/{subscription}/resourcegroups/rg-contoso/providers/{kind}/{name}")
}
