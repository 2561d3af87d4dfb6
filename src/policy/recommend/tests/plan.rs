//! The plan that the script carries: its steps as a table, and its loop over a directory as Graph keeps one.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::laws::{a_current, logs, options};
use super::*;
use crate::words::Lang;

/// A directory: objects by the address they are read at.
#[derive(Clone, Debug, PartialEq)]
struct Directory(BTreeMap<String, Map<String, Value>>);

impl Directory {
    fn of(policy: &CrossTenantAccessPolicy) -> Self {
        let json = policy.to_json();
        let members = |value: &Value| value.as_object().cloned().unwrap_or_default();
        let mut default = members(&json["default"]);
        // What an export leaves out is there all the same.
        for block in [Block::CollaborationInbound, Block::CollaborationOutbound, Block::DirectConnectInbound, Block::DirectConnectOutbound] {
            let [users, applications] = super::super::super::factory(block).clone();
            default.entry(block.name()).or_insert_with(|| B2bSetting::new(users, applications).to_json());
        }
        let clouds = Map::from_iter([("allowedCloudEndpoints".to_owned(), json["allowedCloudEndpoints"].clone())]);
        let mut objects = BTreeMap::from([(String::new(), clouds), ("/default".to_owned(), default)]);
        objects.extend(policy.partners.iter().map(|entry| (format!("/partners/{}", entry.tenant_id), members(&entry.to_json()))));
        Self(objects)
    }
}

/// A text that is the same for settings that mean the same, as the script makes it.
fn shape(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Array(items) => {
            let mut items: Vec<String> = items.iter().map(shape).collect();
            items.sort();
            format!("[{}]", items.join(","))
        }
        Value::Object(members) => {
            let mut parts: Vec<String> = members
                .iter()
                .map(|(name, value)| (name, shape(value)))
                .filter(|(_, shape)| !shape.is_empty())
                .map(|(name, shape)| format!("{name}={shape}"))
                .collect();
            parts.sort();
            if parts.is_empty() { String::new() } else { format!("{{{}}}", parts.join(";")) }
        }
        Value::String(text) => text.to_lowercase(),
        other => other.to_string(),
    }
}

fn part(object: &Map<String, Value>, names: &[String]) -> Value {
    Value::Object(names.iter().map(|name| (name.clone(), object.get(name).cloned().unwrap_or_default())).collect())
}

/// The loop of the script: what was done, and where it stopped.
fn run(directory: &mut Directory, steps: &[Value], partner: Option<&str>, accept: bool) -> (Vec<Value>, Option<String>) {
    let mut done = Vec::new();
    for step in steps.iter().filter(|step| partner.is_none_or(|partner| step["partner"] == partner)) {
        let read = step["read"].as_str().expect("an address").to_owned();
        let names: Vec<String> = [&step["body"], &step["before"]].into_iter().filter_map(Value::as_object).flat_map(Map::keys).cloned().collect();
        let there = directory.0.get(&read).cloned();
        let as_text = |object: Option<&Map<String, Value>>| object.map_or_else(|| "no entry".to_owned(), |object| shape(&part(object, &names)));
        let mut body = step["body"].as_object().cloned();
        if let (true, Some(body), Some(there)) = (step["add"] == true, &mut body, &there) {
            let lists = [&there[&names[0]], &body[&names[0]]].into_iter().filter_map(Value::as_array).flatten();
            let all: BTreeSet<String> = lists.filter_map(Value::as_str).map(str::to_owned).collect();
            body.insert(names[0].clone(), json!(all));
        }
        let want = if step["method"] == "DELETE" { None } else { body.clone() };
        if as_text(there.as_ref()) == as_text(want.as_ref()) {
            continue;
        }
        if step["known"] == true {
            if as_text(there.as_ref()) != as_text(step["before"].as_object()) {
                return (done, Some(step["title"].as_str().unwrap_or_default().to_owned()));
            }
        } else if !accept {
            return (done, Some("unknown".to_owned()));
        }
        let undo = match (&there, &want) {
            (None, _) => "DELETE",
            (_, None) => "POST",
            _ => "PATCH",
        };
        done.push(json!({"title": step["title"], "partner": step["partner"], "read": read, "method": undo, "known": true, "add": false,
            "before": want, "body": there.as_ref().map(|there| part(there, &names))}));
        match want {
            None => drop(directory.0.remove(&read)),
            Some(body) => directory.0.entry(read.clone()).or_default().extend(body),
        }
    }
    (done, None)
}

/// What a directory says, without members that say nothing.
fn said(directory: &Directory) -> BTreeMap<String, String> {
    let sent = |name: &str| {
        let read_only = ["tenantId", "displayName", "isServiceProvider", "isInMultiTenantOrganization", "identitySynchronization"];
        !read_only.contains(&name)
    };
    let told = |object: &Map<String, Value>| {
        let members = object.iter().filter(|(name, _)| sent(name)).map(|(name, value)| (name.clone(), value.clone()));
        shape(&Value::Object(members.collect()))
    };
    directory.0.iter().map(|(address, object)| (address.clone(), told(object))).collect()
}

fn back(mut done: Vec<Value>) -> Vec<Value> {
    done.reverse();
    done
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn the_loop_brings_it_about_can_be_repeated_and_is_undone(observed in logs(), current in a_current(true), options in options()) {
        let proposal = recommend(&observed, Some(&current), &options);
        let plan = proposal.plan(Lang::En);
        let steps = plan["steps"].as_array().expect("steps");
        let first = Directory::of(&current);
        let mut directory = first.clone();
        let (done, stopped) = run(&mut directory, steps, None, true);
        prop_assert_eq!(stopped, None);
        // The settings are those of the proposal.
        let json = |directory: &Directory| {
            let partners: Vec<Value> = directory.0.iter().filter_map(|(address, object)| {
                let mut entry = object.clone();
                entry.insert("tenantId".to_owned(), json!(address.strip_prefix("/partners/")?));
                Some(Value::Object(entry))
            }).collect();
            json!({"allowedCloudEndpoints": directory.0[""]["allowedCloudEndpoints"], "default": directory.0["/default"], "partners": partners})
        };
        let there = read_policy([("directory", json(&directory).to_string().as_str())]).expect("a policy");
        let settings = proposal.proposal().over(Some(&current));
        for row in &observed {
            prop_assert_eq!(verdict(&there, row, MatchMode::Either), verdict(&settings, row, MatchMode::Either), "{:?}", row);
        }
        // Once more, everything is so already; and each step done can be undone.
        prop_assert!(run(&mut directory, steps, None, true).0.is_empty());
        let (undone, stopped) = run(&mut directory, &back(done), None, false);
        prop_assert_eq!(stopped, None);
        prop_assert!(undone.len() <= steps.len());
        prop_assert_eq!(said(&directory), said(&first));
    }

    #[test]
    fn a_pilot_changes_one_entry_and_drift_stops_it(observed in logs(), current in a_current(true), drifted in 0usize..8) {
        let proposal = recommend(&observed, Some(&current), &Options::default());
        let plan = proposal.plan(Lang::En);
        let steps = plan["steps"].as_array().expect("steps");
        let first = Directory::of(&current);
        let mut directory = first.clone();
        run(&mut directory, steps, Some(P1), true);
        let others = |directory: &Directory| {
            let mut all = directory.clone();
            all.0.remove(&format!("/partners/{P1}"));
            all
        };
        prop_assert_eq!(others(&directory), others(&first));
        // Somebody changes what one of the steps is about, after the script was written.
        let known: Vec<&Value> = steps.iter().filter(|step| step["known"] == true && step["method"] == "PATCH").collect();
        let Some(step) = known.get(drifted) else { return Ok(()) };
        let mut directory = first.clone();
        let (read, name) = (step["read"].as_str().expect("an address"), step["body"].as_object().expect("a body").keys().next().expect("a member"));
        directory.0.get_mut(read).expect("it is there").insert(name.clone(), json!({"isMfaAccepted": "somebody else"}));
        let before = directory.clone();
        let (done, stopped) = run(&mut directory, steps, None, true);
        prop_assert_eq!(stopped.as_deref(), step["title"].as_str());
        prop_assert_eq!(&directory.0[read], &before.0[read]);
        run(&mut directory, &back(done), None, false);
        prop_assert_eq!(said(&directory), said(&before));
    }
}

/// The steps of a plan as a table: title, method, whether what is there is known, and the difference.
fn table(plan: &Value) -> Vec<String> {
    let steps = plan["steps"].as_array().expect("steps").iter();
    let line = |step: &Value| {
        let difference: Vec<&str> = step["difference"].as_array().expect("lines").iter().filter_map(Value::as_str).map(str::trim_start).collect();
        format!(
            "{} | {} | known {} | {}",
            step["method"].as_str().unwrap_or_default(),
            step["read"].as_str().unwrap_or_default(),
            step["known"],
            difference.join(", ")
        )
    };
    steps.map(line).collect()
}

#[test]
fn the_difference_names_what_comes_goes_and_stays() {
    let mut known = entry(P1);
    let list = |targets: &[Target]| B2bSetting::new(allowed(&[Target::all_users()]), allowed(targets));
    known.blocks.b2b_collaboration_inbound = Some(list(&[Target::application(A1), Target::application(A2)]));
    known.display_name = Some("Fabrikam".to_owned());
    let mut unused = entry(P3);
    unused.blocks.b2b_collaboration_inbound = Some(list(&[Target::application(A4)]));
    let mut current = policy_of(vec![known, unused]);
    let mut default = DefaultConfiguration::default();
    for block in [Block::CollaborationInbound, Block::CollaborationOutbound] {
        default.blocks.set_setting(block, Some(B2bSetting::everything(AccessType::Allowed)));
    }
    for block in [Block::DirectConnectInbound, Block::DirectConnectOutbound] {
        default.blocks.set_setting(block, Some(B2bSetting::everything(AccessType::Blocked)));
    }
    current.default = Some(default);
    let seen = ObservedAccess { resource_name: Some("Invoices"), ..used(IN, P1, None, Some(A1)) };
    let observed = [seen, ObservedAccess { partner: P2, ..seen }];
    let proposal = recommend(&observed, Some(&current), &Options { remove_unused: true, ..Options::default() });
    let rows = table(&proposal.plan(Lang::En));
    let always = "+ My Apps (2793995e-0a7d-40d7-bd35-6968ba142197)";
    assert_eq!(rows.len(), 4, "{rows:#?}");
    let expected = format!(
        "PATCH | /partners/{P1} | known true | = b2bCollaborationInbound.usersAndGroups: allowed, = AllUsers, = b2bCollaborationInbound.applications: allowed, = Invoices ({A1}), {always}"
    );
    assert!(rows[0].starts_with(&expected) && rows[0].ends_with(&format!("- {A2}")), "{}", rows[0]);
    let new = format!(
        "POST | /partners/{P2} | known true | > b2bCollaborationInbound: inherits the default -> set here, > b2bCollaborationInbound.usersAndGroups: - -> allowed, + AllUsers"
    );
    assert!(rows[1].starts_with(&new), "{}", rows[1]);
    let closed = "PATCH | /default | known true | > b2bCollaborationInbound.usersAndGroups: allowed -> blocked, = AllUsers, > b2bCollaborationInbound.applications: allowed -> blocked, = AllApplications";
    assert!(rows[2].starts_with(closed), "{}", rows[2]);
    assert!(rows[3].starts_with(&format!("DELETE | /partners/{P3} | known true | ")) && rows[3].contains(&format!("- {A4}")), "{}", rows[3]);
    // Written without current settings there is nothing to compare.
    let unknown = table(&recommend(&observed, None, &Options::default()).plan(Lang::En));
    assert!(unknown.iter().all(|row| row.contains("known false") && !row.contains("+ ") && !row.contains("- ")), "{unknown:#?}");
}
