//! What cannot be asked of an input whose records stand for several sign-ins: refused, with the reason, before anything is answered.

use crate::dataset::Filters;
use crate::facts::{Collected, OwnEvidence};
use crate::failure::{Code, Failure};
use crate::model::{Limitation, Sym, TenantId};
use crate::safe::quoted;
use crate::words::{Lang, counted as said};

/// The one table that a distilled archive answers of internal sign-ins too; `coverage` has no filters.
const OF_COUNTS: &str = "timeline";

/// Checks that a command can be answered by what was collected.
///
/// # Errors
/// It asks for single sign-ins of which there are only counts; sign-ins at home in a tenant that is not ours are counted.
pub(super) fn check(command: &str, filters: &Filters, events: bool, collected: &Collected, own: &OwnEvidence) -> Result<(), Failure> {
    let counted = &collected.counted;
    let strange = counted.homes.iter().map(|&home| TenantId(Sym(home))).filter(|home| !own.own.contains(home));
    if let Some(tenant) = strange.map(|home| collected.texts.text(home.0)).min() {
        let tenant = tenant.to_owned();
        return Err(Failure::new(Code::CountedHome, move |lang: Lang| said::home(lang, &tenant), said::home_next));
    }
    let summed_up = collected.files.iter().find(|file| file.lacks.contains(&Limitation::SingleSignIns));
    if let Some(file) = summed_up.filter(|_| events) {
        let path = quoted(&file.path);
        return Err(Failure::new(Code::SignInsCounted, move |lang: Lang| said::events(lang, &path), said::events_next));
    }
    let internal = filters.directions.iter().any(|direction| direction == "internal");
    let of_counts = Filters { logs: Vec::new(), ..filters.clone() }.only_window();
    let name = command.to_owned();
    if counted.distilled && internal && !(command == OF_COUNTS && of_counts) {
        return Err(Failure::new(Code::SignInsCounted, move |lang: Lang| said::internal(lang, &name), said::internal_next));
    }
    let users = counted.cut_users && (internal || summed_up.is_some());
    let workloads = counted.cut_workloads && matches!(command, "workloads" | "report");
    if users || workloads {
        return Err(Failure::new(Code::SignInsCounted, move |lang: Lang| said::cut(lang, &name), said::cut_next));
    }
    Ok(())
}
