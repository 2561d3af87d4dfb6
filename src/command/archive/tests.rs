//! Adding in portions and in steps.

use std::path::{Path, PathBuf};

use serde_json::json;

use super::add::{How, add_in_portions};
use crate::archive::{Manifest, Store};
use crate::facts::Keep;
use crate::ingest::{Looking, Progress, Request};
use crate::knowledge::headers::Headers;
use crate::model::time::Zone;

/// Adds logs to an archive in portions of so many events; gives the text of its manifest.
fn fill(dir: &Path, inputs: &[PathBuf], portion: usize) -> String {
    let keep = Keep { events: true, facts: false, evidence: true, ..Keep::for_tables(Zone::UTC) };
    let looking = Looking { max_record: 1 << 24, max_unpacked: None, headers: Headers::built_in(), date_order: None, zone: None, sources: None };
    let inputs = inputs.iter().map(|path| path.to_str().expect("UTF-8").to_owned()).collect();
    let request = Request { inputs, threads: 2, looking, hash: true, keep, unasked: Vec::new() };
    let store = Store::open(dir).expect("opened");
    add_in_portions(store, &request, &How { snapshot_date: Some("2026-10-31".to_owned()), restore: false }, &Progress::default(), portion)
        .expect("added");
    std::fs::read_to_string(dir.join("manifest.json")).expect("manifest")
}

/// How many rows each file has; where it is, and not its name, which tells of the numbers of sources.
fn rows(manifest: &str) -> Vec<(String, u64)> {
    let manifest = Manifest::parse(manifest.as_bytes()).expect("a manifest");
    manifest.files.iter().map(|file| (file.path.rsplit_once('/').map_or("", |(day, _)| day).to_owned(), file.rows)).collect()
}

/// Whatever the size of the portions that are merged, and whatever is there already, the archive is the same to the byte.
#[test]
fn portions_make_the_same_archive() {
    let folder = tempfile::tempdir().expect("folder");
    let logs = folder.path().join("logs");
    crate::demo::write(&logs, &crate::demo::Options { seed: 3, size: Some(300), all_formats: true }).expect("the story is written");
    let whole = fill(&folder.path().join("whole"), std::slice::from_ref(&logs), usize::MAX);
    assert!(whole.len() > 1000);
    for portion in [1, 777] {
        assert_eq!(fill(&folder.path().join(format!("by {portion}")), std::slice::from_ref(&logs), portion), whole, "{portion}");
    }
    // In two steps sources have other numbers, so rows are compared without them.
    for portion in [100, usize::MAX] {
        let dir = folder.path().join(format!("steps {portion}"));
        let steps = ["graph-v1.0", "diagnostic", ""].map(|step| fill(&dir, &[logs.join(step)], portion));
        assert_eq!(rows(&steps[2]), rows(&whole), "{portion}");
    }
}

/// A log that comes again because a day of it was lost is told from what is there, also where something new came into its other days first.
#[test]
fn what_comes_again_in_portions_is_not_doubled() {
    let folder = tempfile::tempdir().expect("folder");
    let path = |name: &str| folder.path().join(name);
    let line = |n: u32, day: u32| {
        let id = format!("dddddddd-0000-4000-8000-{n:012}");
        let tenant = "11111111-1111-4111-8111-111111111111";
        json!({"time": format!("2026-10-0{day}T00:00:00Z"), "category": "SignInLogs", "tenantId": tenant, "properties": {
            "id": id, "createdDateTime": format!("2026-10-0{day}T00:00:00Z"), "userId": id, "homeTenantId": tenant, "resourceTenantId": tenant}})
        .to_string()
            + "\n"
    };
    let (new, again) = (path("a.json"), path("b.json"));
    std::fs::write(&new, line(1, 2)).expect("written");
    std::fs::write(&again, (2..20).map(|n| line(n, 1 + n % 2)).collect::<String>()).expect("written");
    let dir = path("archive");
    let before = Manifest::parse(fill(&dir, std::slice::from_ref(&again), 1).as_bytes()).expect("a manifest");
    let lost = before.files.iter().find(|file| file.path.contains("2026-10-01")).expect("a day");
    std::fs::remove_file(dir.join(&lost.path)).expect("removed");
    let inputs = [new, again];
    assert_eq!(rows(&fill(&dir, &inputs, 1)), rows(&fill(&path("whole"), &inputs, usize::MAX)));
}
