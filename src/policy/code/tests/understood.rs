//! What the languages mean by what they say and by what they leave out.

use super::super::super::{AccessType, Block, read_policy};
use super::*;

fn access(policy: &CrossTenantAccessPolicy, tenant: Option<&str>, block: Block) -> [Option<AccessType>; 2] {
    let blocks = match tenant {
        None => policy.default.as_ref().map(|default| &default.blocks),
        Some(tenant) => policy.partner(tenant).map(|entry| &entry.blocks),
    };
    let setting = blocks.and_then(|blocks| blocks.setting(block));
    [setting.and_then(|it| it.users_and_groups.as_ref()), setting.and_then(|it| it.applications.as_ref())].map(|list| list.map(|list| list.access))
}

#[test]
fn a_file_by_hand_is_read_with_everything_around_it() {
    let text = format!(
        r#"
terraform {{
  required_providers {{ microsoft365wp = {{ source = "terraprovider/microsoft365wp" }} }}
}}
variable "x" {{
  default = "a${{upper("}}")}}b"
}}
locals {{
  text = <<-EOT
    resource "microsoft365wp_cross_tenant_access_policy" "in_a_text" {{
    EOT
  many = [for k, v in {{ a = 1 }} : "${{k}}-${{v}}" if v > 0]
}}
/* resource "microsoft365wp_cross_tenant_nothing" "x" {{ */
resource "microsoft365wp_cross_tenant_access_policy_configuration_default" "this" {{
  provider   = microsoft365wp.other
  depends_on = [ microsoft365wp_cross_tenant_access_policy_configuration_partner.x ]
  b2b_direct_connect_outbound = {{
    applications     = {{ access_type = "allowed" }} # the provider fills in the rest
    users_and_groups = {{ "access_type" : "allowed", targets = [ {{ target = "{P2}" }}, ] }}
  }}
  lifecycle {{
    prevent_destroy = true
    ignore_changes  = []
  }}
}}
resource "microsoft365wp_cross_tenant_access_policy_configuration_partner" "x" {{
  tenant_id = "{P1}" // by hand
  inbound_trust = null
}}
resource "msgraph_resource" "group" {{
  url  = "groups/${{var.x}}/members"
  body = {{ a = local.b }}
}}
data "microsoft365wp_cross_tenant_access_policy_configuration_partners" "all" {{}}
"#
    );
    let proposal = read(Language::Terraform, &text).expect("read");
    let policy = proposal.policy();
    assert_eq!(access(policy, None, Block::DirectConnectOutbound), [Some(AccessType::Allowed); 2]);
    let lists = policy.default.as_ref().and_then(|default| default.blocks.setting(Block::DirectConnectOutbound)).expect("a block");
    assert_eq!(lists.applications.as_ref().map(super::super::super::TargetConfiguration::words), Some("allowed: AllApplications".to_owned()));
    assert_eq!(lists.users_and_groups.as_ref().map(|list| list.targets[0].kind.name().to_owned()), Some("user".to_owned()));
    assert_eq!((policy.partners.len(), proposal.is_whole()), (1, true));
}

/// Today's settings: an entry with a list that is blocked, one that nobody knows of, and a switch that Terraform cannot say.
fn today() -> CrossTenantAccessPolicy {
    let list = |access: &str| {
        format!(
            r#"{{"usersAndGroups": {{"accessType": "{access}", "targets": [{{"target": "AllUsers", "targetType": "user"}}]}},
            "applications": {{"accessType": "{access}", "targets": [{{"target": "AllApplications", "targetType": "application"}}]}}}}"#
        )
    };
    let text = format!(
        r#"{{"default": {{"b2bCollaborationInbound": {}}}, "partners": [
            {{"tenantId": "{P1}", "b2bCollaborationInbound": {}, "b2bCollaborationOutbound": {}, "blockServiceProviderOutboundAccess": true}},
            {{"tenantId": "{P2}", "b2bCollaborationInbound": {}}}]}}"#,
        list("allowed"),
        list("blocked"),
        list("blocked"),
        list("blocked")
    );
    read_policy([("now.json", text.as_str())]).expect("settings")
}

#[test]
fn what_a_file_leaves_out_is_gone_and_what_it_cannot_say_stays() {
    let now = today();
    let terraform = format!(
        "resource \"microsoft365wp_cross_tenant_access_policy_configuration_default\" \"this\" {{\n}}\nresource \"microsoft365wp_cross_tenant_access_policy_configuration_partner\" \"x\" {{\n  tenant_id = \"{P1}\"\n}}\n"
    );
    let then = read(Language::Terraform, &terraform).expect("read").over(Some(&now));
    assert!(then.partner(P2).is_none(), "an entry that is left out is destroyed");
    assert_eq!(access(&then, Some(P1), Block::CollaborationInbound), [None; 2], "a block that is left out is inherited");
    assert_eq!(then.partner(P1).and_then(|entry| entry.blocks.blocks_service_provider_outbound()), Some(true), "the provider has no member for it");
    let dsc = format!(
        "AADCrossTenantAccessPolicyConfigurationDefault 'd' {{\n IsSingleInstance = 'Yes'\n}}\nAADCrossTenantAccessPolicyConfigurationPartner 'x' {{\n PartnerTenantId = '{P1}'; Credential = $Credential; TenantId = $own\n}}\n"
    );
    let then = read(Language::Dsc, &dsc).expect("read").over(Some(&now));
    assert!(then.partner(P2).is_none());
    assert_eq!(access(&then, Some(P1), Block::CollaborationInbound), [Some(AccessType::Blocked); 2], "a property that is left out stays");
    // Without the default it is a part: what else is there stays.
    let part = terraform.split_once("resource \"microsoft365wp_cross_tenant_access_policy_configuration_partner").map(|(_, rest)| rest).expect("two");
    let part = format!("resource \"microsoft365wp_cross_tenant_access_policy_configuration_partner{part}");
    let then = read(Language::Terraform, &part).expect("read").over(Some(&now));
    assert_eq!(access(&then, Some(P2), Block::CollaborationInbound), [Some(AccessType::Blocked); 2]);
    assert_eq!(access(&then, Some(P1), Block::CollaborationInbound), [None; 2], "null, as the provider sends it");
    let absent = format!("AADCrossTenantAccessPolicyConfigurationPartner 'x' {{\n PartnerTenantId = '{P1}'\n Ensure = 'Absent'\n}}\n{dsc}").replace(
        &format!("AADCrossTenantAccessPolicyConfigurationPartner 'x' {{\n PartnerTenantId = '{P1}'; Credential"),
        &format!("AADCrossTenantAccessPolicyConfigurationPartner 'y' {{\n PartnerTenantId = '{P2}'; Credential"),
    );
    let then = read(Language::Dsc, &absent).expect("read").over(Some(&now));
    assert_eq!((then.partner(P1).is_none(), then.partner(P2).is_some()), (true, true));
    let alone = format!("AADCrossTenantAccessPolicyConfigurationPartner 'x' {{\n PartnerTenantId = '{P1}'\n Ensure = 'Absent'\n}}\n");
    let then = read(Language::Dsc, &alone).expect("read").over(Some(&now));
    assert_eq!((then.partner(P1).is_none(), then.partner(P2).is_some()), (true, true), "a part that takes one away");
}

#[test]
fn the_generic_resource_sends_the_body_of_graph() {
    let text = format!(
        r#"
resource "msgraph_update_resource" "default" {{
  url  = "/policies/crossTenantAccessPolicy/default"
  body = {{
    b2bCollaborationInbound = {{
      usersAndGroups = {{ accessType = "blocked", targets = [{{ target = "AllUsers", targetType = "user" }}] }}
      applications   = {{ accessType = "blocked", targets = [{{ target = "AllApplications", targetType = "application" }}] }}
    }}
  }}
}}
resource "msgraph_resource" "partner" {{
  url         = "policies/crossTenantAccessPolicy/partners"
  api_version = "beta"
  body = {{
    tenantId     = "{P1}"
    inboundTrust = {{ isMfaAccepted = true }}
  }}
  response_export_values = {{ all = "@" }}
}}
"#
    );
    let proposal = read(Language::Terraform, &text).expect("read");
    assert_eq!(access(proposal.policy(), None, Block::CollaborationInbound), [Some(AccessType::Blocked); 2]);
    assert_eq!(proposal.policy().partner(P1).and_then(|entry| entry.blocks.inbound_trust.as_ref()?.is_mfa_accepted), Some(true));
    let then = proposal.over(Some(&today()));
    assert!(then.partner(P2).is_none() && then.partner(P1).is_some());
    let update = format!(
        "resource \"msgraph_update_resource\" \"x\" {{\n  url = \"policies/crossTenantAccessPolicy/partners/{P1}\"\n  body = {{\n    b2bCollaborationInbound = null\n  }}\n}}\n"
    );
    let then = read(Language::Terraform, &update).expect("read").over(Some(&today()));
    assert_eq!(access(&then, Some(P1), Block::CollaborationInbound), [None; 2]);
    assert_eq!(access(&then, Some(P1), Block::CollaborationOutbound), [Some(AccessType::Blocked); 2], "an update leaves the rest");
    assert!(then.partner(P2).is_some(), "an update alone is no list of entries");
}

#[test]
fn a_name_cannot_leave_its_comment() {
    let policy = today();
    for language in [Language::Terraform, Language::Dsc] {
        let text = written(language, &policy, None);
        assert!(text.contains(r#"# Fabrikam\u{a} resource "x" {"#), "{text}");
        assert_eq!(read(language, &text).expect("read").policy().partners.len(), 2);
    }
    let text = written(Language::Terraform, &policy, Some(Fragment::SomePartners));
    assert_eq!(text.matches("prevent_destroy = true").count(), text.matches("\nresource ").count());
    assert!(text.contains("fragment to merge") && text.contains("blockServiceProviderOutboundAccess"), "{text}");
    let whole = written(Language::Terraform, &policy, None);
    assert!(
        !whole.contains("prevent_destroy")
            && whole.contains("whole state")
            && whole.contains(&format!(
                "terraform import microsoft365wp_cross_tenant_access_policy_configuration_partner.partner_{} {P1}",
                P1.replace('-', "_")
            )),
        "{whole}"
    );
}

/// The same settings as JSON of Terraform, and with the body of a request put into a text.
#[test]
fn terraform_in_json_says_the_same() {
    let hcl = format!(
        r#"
resource "microsoft365wp_cross_tenant_access_policy_configuration_default" "this" {{
  b2b_collaboration_inbound = {{
    users_and_groups = {{ access_type = "blocked", targets = [{{ target = "AllUsers", target_type = "user" }}] }}
    applications     = {{ access_type = "blocked", targets = [{{ target = "AllApplications", target_type = "application" }}] }}
  }}
}}
resource "microsoft365wp_cross_tenant_access_policy_configuration_partner" "x" {{
  tenant_id     = "{P1}"
  inbound_trust = {{ is_mfa_accepted = true }}
  lifecycle {{
    prevent_destroy = true
  }}
}}
"#
    );
    let json = format!(
        r#"{{
  "//": "written by a tool",
  "terraform": {{"required_version": ">= 1.5"}},
  "variable": {{"names": {{"default": "${{x}}"}}}},
  "resource": {{
    "microsoft365wp_cross_tenant_access_policy_configuration_default": {{"this": {{
      "b2b_collaboration_inbound": {{
        "users_and_groups": {{"access_type": "blocked", "targets": [{{"target": "AllUsers", "target_type": "user"}}]}},
        "applications": {{"access_type": "blocked", "targets": [{{"target": "AllApplications", "target_type": "application"}}]}}
      }}
    }}}},
    "microsoft365wp_cross_tenant_access_policy_configuration_partner": [{{"x": [{{
      "//": "a partner",
      "tenant_id": "\u0032{}",
      "inbound_trust": {{"is_mfa_accepted": true}},
      "lifecycle": {{"prevent_destroy": true}}
    }}]}}]
  }}
}}"#,
        P1.get(1..).expect("a digit")
    );
    let (hcl, json) = (read(Language::Terraform, &hcl).expect("HCL"), read(Language::Terraform, &json).expect("JSON"));
    assert_eq!((json.policy(), json.is_whole()), (hcl.policy(), hcl.is_whole()));
    assert_eq!(read_proposal([("main.tf.json", "{}")]).expect_err("nothing").code().name(), "policy-code-unclear");

    let body = |open: &str, close: &str| {
        format!(
            "resource \"msgraph_resource\" \"x\" {{\n  url = \"policies/crossTenantAccessPolicy/partners\"\n  body = {open}{{\n    \"tenantId\" : \"{P1}\",\n    inboundTrust = {{ isMfaAccepted = true }}\n  }}{close}\n}}\n"
        )
    };
    let plain = read(Language::Terraform, &body("", "")).expect("an object");
    for (open, close) in [("jsonencode(", ")"), ("jsonencode(\n    ", "\n  )")] {
        assert_eq!(read(Language::Terraform, &body(open, close)).expect("a text").policy(), plain.policy());
    }
    // In the other syntax a function stands in a text.
    let in_json = |body: &str| {
        let members = serde_json::json!({"url": "policies/crossTenantAccessPolicy/partners", "body": body});
        serde_json::json!({"resource": {"msgraph_resource": {"x": members}}}).to_string()
    };
    for body in [
        format!("${{jsonencode({{\"tenantId\": \"{P1}\", \"inboundTrust\": {{\"isMfaAccepted\": true}}}})}}"),
        format!("${{ jsonencode({{\n  tenantId = \"{P1}\"\n  inboundTrust = {{ isMfaAccepted = true }}\n}}) }}"),
    ] {
        assert_eq!(read(Language::Terraform, &in_json(&body)).expect(&body).policy(), plain.policy());
    }
}
