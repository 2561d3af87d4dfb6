//! The life of guests: from invitation to last use, joined over audit log, sign-ins and user lists.

use serde_json::{Value, json};

use crate::support::{Files, OTHER, OWN, code, crosstenant, json, ndjson, stdout};

fn audit(n: u32, time: &str, activity: &str, target: &Value, details: &Value) -> Value {
    json!({"id": format!("audit-{n}"), "category": "UserManagement", "correlationId": format!("bbbbbbbb-0000-4000-8000-{n:012}"), "result": "success",
        "activityDisplayName": activity, "activityDateTime": time, "targetResources": [target], "additionalDetails": details,
        "initiatedBy": {"user": {"userPrincipalName": "inviter@contoso.example"}}})
}

fn user(id: &str, name: &str) -> Value {
    json!({"id": id, "type": "User", "userPrincipalName": format!("{name}_p.example#EXT#@contoso.example"), "modifiedProperties": []})
}

fn invited(address: &str) -> Value {
    json!([{"key": "invitedUserEmailAddress", "value": address}])
}

fn row(table: &Value, mail: &str) -> Value {
    let rows = table["rows"].as_array().expect("rows");
    rows.iter().find(|row| row["mail"] == mail).unwrap_or_else(|| panic!("{mail} in {rows:#?}")).clone()
}

#[test]
fn invitation_redemption_and_use_are_one_row() {
    let redeemed = json!({"id": "G1", "type": "User", "displayName": "UPN: ann_p.example#EXT#@contoso.example, Email: ann@p.example, InvitationId: x, Source: One Time Passcode"});
    let disabled = json!({"id": "g4", "type": "User", "userPrincipalName": "dan_p.example#EXT#@contoso.example",
        "modifiedProperties": [{"displayName": "AccountEnabled", "oldValue": "[true]", "newValue": "[false]"}]});
    let widened = json!({"id": "g5", "type": "User", "userPrincipalName": "eve_p.example#EXT#@contoso.example",
        "modifiedProperties": [{"displayName": "UserType", "oldValue": "[\"Guest\"]", "newValue": "[\"Member\"]"}]});
    let deleted = user("g3", "0123456789abcdef0123456789abcdefcarl");
    let events = json!([
        audit(1, "2026-09-01T00:00:00Z", "Invite external user", &user("g1", "ann"), &invited("ann@p.example")),
        // The same person at another address: no second object (and no second row).
        audit(2, "2026-09-02T00:00:00Z", "Invite external user", &user("g1", "ann"), &invited("a.nn@p.example")),
        audit(3, "2026-09-04T12:00:00Z", "Redeem external user invite", &redeemed, &json!([])),
        audit(4, "2026-09-01T00:00:00Z", "Invite external user", &user("g2", "bob"), &invited("Bob@p.example")),
        audit(5, "2026-09-01T00:00:00Z", "Invite external user", &user("g3", "carl"), &invited("carl@p.example")),
        audit(6, "2026-09-05T00:00:00Z", "Delete user", &deleted, &json!([])),
        audit(7, "2026-09-05T00:00:00Z", "Update user", &disabled, &json!([])),
        audit(8, "2026-09-06T00:00:00Z", "Update user", &widened, &json!([])),
        // An employee who leaves is no guest.
        audit(9, "2026-09-06T00:00:00Z", "Delete user", &json!({"id": "m1", "type": "User", "userPrincipalName": "own@contoso.example"}), &json!([])),
    ]);
    let failed =
        json!({"userId": "g1", "userPrincipalName": "ann@p.example", "status": {"errorCode": 500_213}, "createdDateTime": "2026-10-01T00:00:00Z"});
    let files = Files::new().with("audit.json", events.to_string()).with(
        "log.ndjson",
        ndjson(&[json!({"userId": "g1", "userPrincipalName": "ann@p.example", "createdDateTime": "2026-09-10T00:00:00Z"}), failed]),
    );
    let table = json(&["guests", &files.path("audit.json"), &files.path("log.ndjson"), "--tenant", OWN]);
    assert_eq!(table["rows"].as_array().expect("rows").len(), 5, "{}", table["rows"]);
    let columns = json!({"user_id": "g1", "user_principal_name": "ann_p.example#EXT#@contoso.example", "domain": "p.example", "partner_tenant_id": OTHER,
        "user_kind": "b2b_collaboration_guest", "identity_provider": "mail", "invited_at": "2026-09-01T00:00:00Z", "invited_by": "inviter@contoso.example",
        "redeemed_at": "2026-09-04T12:00:00Z", "first_sign_in": "2026-09-10T00:00:00Z", "last_sign_in": "2026-09-10T00:00:00Z", "sign_ins": 1,
        "state": "active", "days_to_redeem": 3});
    let ann = row(&table, "a.nn@p.example");
    for (column, expected) in columns.as_object().expect("columns") {
        assert_eq!(ann[column], *expected, "{column}");
    }
    for (mail, state) in [("bob@p.example", "invited"), ("carl@p.example", "removed"), ("dan@p.example", "disabled"), ("eve@p.example", "unknown")] {
        assert_eq!(row(&table, mail)["state"], state, "{mail}");
    }
    let notes = table["notes"].to_string();
    assert!(notes.contains("guest to member") && notes.contains("eve@p.example") && notes.contains("do not expire"), "{notes}");
}

#[test]
fn dormant_needs_logs_that_reach_back_or_a_list_that_knows() {
    let old = |user: &str, time: &str| json!({"userId": user, "userPrincipalName": format!("{user}@p.example"), "createdDateTime": time});
    let files = Files::new()
        .with("long.ndjson", ndjson(&[old("a", "2026-01-01T00:00:00Z"), old("b", "2026-06-01T00:00:00Z")]))
        .with("short.ndjson", ndjson(&[old("a", "2026-05-01T00:00:00Z"), old("b", "2026-06-01T00:00:00Z")]))
        .with(
            "users.json",
            json!({"value": [
                {"id": "c", "userPrincipalName": "c_p.example#EXT#@contoso.example", "userType": "Guest", "externalUserState": "Accepted",
                    "signInActivity": {"lastSignInDateTime": "2026-01-05T00:00:00Z"}},
                {"id": "d", "userPrincipalName": "old@contoso.example", "userType": "Guest", "accountEnabled": true},
                {"id": "e", "userPrincipalName": "e_p.example#EXT#@contoso.example", "userType": "Guest", "externalUserState": "PendingAcceptance"},
                {"id": "m", "userPrincipalName": "own@contoso.example", "userType": "Member", "accountEnabled": true},
            ]})
            .to_string(),
        );
    let states = |args: &[&str]| -> Vec<String> {
        let table = json(&[&["guests", "--tenant", OWN], args].concat());
        let rows = table["rows"].as_array().expect("rows").iter();
        rows.map(|row| {
            format!("{} {} {}", row["user_id"].as_str().expect("id"), row["state"].as_str().expect("state"), row["user_kind"].as_str().expect("kind"))
        })
        .collect()
    };
    let (long, short, users) = (files.path("long.ndjson"), files.path("short.ndjson"), files.path("users.json"));
    assert_eq!(states(&[&long]), ["a dormant b2b_collaboration_guest", "b active b2b_collaboration_guest"]);
    assert_eq!(states(&[&short]), ["a active b2b_collaboration_guest", "b active b2b_collaboration_guest"]);
    assert_eq!(states(&[&long, "--dormant-days", "200"])[0], "a active b2b_collaboration_guest");
    assert_eq!(
        states(&[&short, &users]),
        [
            "a active b2b_collaboration_guest",
            "b active b2b_collaboration_guest",
            "c dormant b2b_collaboration_guest",
            "d unknown internal_guest",
            "e invited b2b_collaboration_guest"
        ]
    );
    assert_eq!(states(&[&short, &users, "--user", "OLD@contoso.example"]), ["d unknown internal_guest"]);
    assert_eq!(states(&[&short, &users, "--partner", "P.example"]).len(), 4);
    let internal = json(&["users", &users, &short, "--tenant", OWN, "--direction", "internal"]);
    assert_eq!(internal["rows"], json!([]));
}

#[test]
fn a_refused_attempt_is_no_use_and_who_is_not_known_here_is_no_guest() {
    let attempt = |user: &str, day: u32, code: u32| json!({"userId": user, "userPrincipalName": format!("{user}@p.example"), "createdDateTime": format!("2026-10-{day:02}T00:00:00Z"), "status": {"errorCode": code}});
    let records =
        [attempt("in", 1, 0), attempt("in", 2, 500_213), attempt("in", 3, 50_074), attempt("refused", 4, 500_213), attempt("nobody", 5, 50_020)];
    let files = Files::new().with("log.ndjson", ndjson(&records));
    let table = json(&["guests", &files.path("log.ndjson"), "--tenant", OWN]);
    let rows: Vec<Value> = table["rows"].as_array().expect("rows").clone();
    let columns = |row: &Value| ["user_id", "state", "sign_ins", "first_sign_in", "last_sign_in"].map(|column| row[column].clone());
    assert_eq!(
        rows.iter().map(columns).collect::<Vec<_>>(),
        [
            [json!("in"), json!("active"), json!(1), json!("2026-10-01T00:00:00Z"), json!("2026-10-01T00:00:00Z")],
            [json!("refused"), json!("unknown"), json!(0), Value::Null, Value::Null],
        ]
    );
    let notes: Vec<&str> = table["notes"].as_array().expect("notes").iter().filter_map(Value::as_str).collect();
    assert!(notes[0].starts_with("2 guests: 1 active, 1 known only by attempts") && notes[0].contains("1 with a successful sign-in"), "{notes:?}");
    assert!(notes[1].contains("3 attempts without success (2 guests)"), "{notes:?}");
    // The hint says it of the same user, and of nobody else.
    let failures = json(&["failures", &files.path("log.ndjson"), "--tenant", OWN]);
    let never: Vec<&Value> = failures["hints"].as_array().expect("hints").iter().filter(|hint| hint["code"] == "no-object").collect();
    assert_eq!(never.len(), 1, "{failures}");
    let text = never[0]["text"].as_str().expect("text");
    assert!(text.contains("nobody@p.example") && text.contains("never had a guest object") && !text.contains("refused@"), "{text}");
}

#[test]
fn redeemed_becomes_dormant_when_the_logs_cover_the_days_since() {
    let redeemed = |n: u32, id: &str, time: &str| {
        let sentence = format!("UPN: {id}_p.example#EXT#@contoso.example, Email: {id}@p.example, InvitationId: x, Source: Azure Active Directory");
        audit(n, time, "Redeem external user invite", &json!({"id": id, "type": "User", "displayName": sentence}), &json!([]))
    };
    let events = json!([redeemed(1, "old", "2026-05-01T00:00:00Z"), redeemed(2, "new", "2026-07-15T00:00:00Z")]);
    // A blocked attempt changes nothing about that.
    let other = |time: &str| json!({"userId": "other", "userPrincipalName": "other@p.example", "createdDateTime": time});
    let blocked =
        json!({"userId": "old", "userPrincipalName": "old@p.example", "createdDateTime": "2026-08-01T00:00:00Z", "status": {"errorCode": 500_213}});
    let files = Files::new()
        .with("audit.json", events.to_string())
        .with("log.ndjson", ndjson(&[other("2026-05-02T00:00:00Z"), blocked, other("2026-08-31T00:00:00Z")]));
    let states = |days: &str| {
        let table = json(&["guests", &files.path("audit.json"), &files.path("log.ndjson"), "--tenant", OWN, "--dormant-days", days]);
        ["old", "new"].map(|name| row(&table, &format!("{name}@p.example"))["state"].as_str().expect("state").to_owned())
    };
    assert_eq!(states("90"), ["dormant", "redeemed"]);
    assert_eq!(states("30"), ["dormant", "dormant"]);
    assert_eq!(states("150"), ["redeemed", "redeemed"], "the logs do not cover so many days");
}

/// A partner of which nobody comes any more.
const GONE: &str = "33333333-3333-4333-8333-333333333333";

#[test]
fn who_should_be_looked_at_is_listed_with_the_reasons_the_oldest_first() {
    let widened = json!({"id": "g5", "type": "User", "userPrincipalName": "eve_p.example#EXT#@contoso.example",
        "modifiedProperties": [{"displayName": "UserType", "oldValue": "[\"Guest\"]", "newValue": "[\"Member\"]"}]});
    let mut governed = audit(
        9,
        "2026-09-07T00:00:00Z",
        "User requests access package assignment",
        &json!({"id": "x", "type": "Other"}),
        &json!([
        {"key": "TargetId", "value": "G1"}, {"key": "TargetUserType", "value": "Guest"}, {"key": "GovernanceLicenseFeatureUsed", "value": "True"}]),
    );
    governed["category"] = json!("EntitlementManagement");
    let events = json!([
        audit(1, "2026-08-01T00:00:00Z", "Invite external user", &user("g2", "bob"), &invited("bob@q.example")),
        audit(2, "2026-05-01T00:00:00Z", "Invite external user", &user("g3", "carl"), &invited("carl@gone.example")),
        audit(
            3,
            "2026-05-02T00:00:00Z",
            "Redeem external user invite",
            &json!({"id": "g3", "type": "User", "displayName": "Email: carl@gone.example"}),
            &json!([])
        ),
        audit(4, "2026-09-06T00:00:00Z", "Update user", &widened, &json!([])),
        governed,
    ]);
    let list = json!({"@odata.context": "https://graph.microsoft.com/v1.0/$metadata#users", "value": [
        {"id": "g1", "userPrincipalName": "ann_p.example#EXT#@contoso.example", "mail": "ann@p.example", "userType": "Guest", "accountEnabled": true, "sponsors": [{"id": "m1"}]},
        {"id": "g6", "userPrincipalName": "fay_p.example#EXT#@contoso.example", "mail": "fay@p.example", "userType": "Guest", "accountEnabled": true, "sponsors": []},
        {"id": "g7", "userPrincipalName": "ida@contoso.example", "userType": "Guest", "accountEnabled": true},
        {"id": "m2", "userPrincipalName": "Inviter@contoso.example", "userType": "Member", "accountEnabled": false}]});
    let signed_in = |id: &str, name: &str, day: &str| json!({"userId": id, "homeTenantId": if id == "g3" { GONE } else { OTHER }, "userPrincipalName": name, "userType": "guest", "createdDateTime": format!("{day}T00:00:00Z")});
    let log = ndjson(&[
        signed_in("g3", "carl@gone.example", "2026-05-03"),
        signed_in("g1", "ann@p.example", "2026-09-30"),
        signed_in("g1", "ann@p.example", "2026-10-01"),
        signed_in("g6", "fay@p.example", "2026-10-01"),
    ]);
    let files = Files::new().with("audit.json", events.to_string()).with("users.json", list.to_string()).with("log.ndjson", log);
    let inputs = [files.path("audit.json"), files.path("users.json"), files.path("log.ndjson")];
    let inputs = [inputs[0].as_str(), &inputs[1], &inputs[2], "--tenant", OWN];
    let table = json(&[&["guests"], &inputs[..], &["--review"]].concat());
    let rows: Vec<(String, Value)> =
        table["rows"].as_array().expect("rows").iter().map(|row| (row["user_id"].as_str().expect("id").to_owned(), row["reasons"].clone())).collect();
    assert_eq!(table["schema"], "crosstenant.guests-review/1");
    let expected = [
        ("g3", json!(["dormant", "partner_gone", "inviter_disabled"])),
        ("g2", json!(["never_came", "inviter_disabled"])),
        ("g6", json!(["no_sponsor"])),
        ("g5", json!(["made_member"])),
        ("g7", json!(["internal_guest"])),
    ];
    assert_eq!(rows, expected.map(|(id, reasons)| (id.to_owned(), reasons)));
    let ids = crosstenant([&["guests"], &inputs[..], &["--review", "--format", "ids"]].concat());
    assert_eq!(stdout(&ids), "g3\ng2\ng6\ng5\ng7\n");
    assert_eq!(code(&crosstenant([&["guests"], &inputs[..], &["--format", "ids"]].concat())), 2);
    // By month, and who is billed for governance.
    let all = json(&[&["guests"], &inputs[..]].concat());
    let month =
        |month: &str, active: u32, governed: u32| json!({"month": month, "active_guests": active, "untold_users": 0, "governed_guests": governed});
    assert_eq!(all["monthly"], json!([month("2026-05", 1, 0), month("2026-09", 1, 1), month("2026-10", 2, 0)]));
}
