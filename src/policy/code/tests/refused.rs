//! Files that are only half understood.

use super::*;

fn partner(inside: &str) -> String {
    format!("resource \"microsoft365wp_cross_tenant_access_policy_configuration_partner\" \"x\" {{\n  tenant_id = \"{P1}\"\n{inside}\n}}\n")
}

#[test]
fn what_is_not_written_out_is_named_with_its_line() {
    for (inside, line, word) in [
        ("  inbound_trust = local.trust", 3, "local.trust"),
        ("  inbound_trust = {\n    is_mfa_accepted = var.mfa\n  }", 4, "var.mfa"),
        (
            "  b2b_collaboration_inbound = {\n    applications = {\n      access_type = \"allowed\"\n      targets = [for id in [\"a\"] : { target = id }]\n    }\n  }",
            6,
            "for",
        ),
        ("  b2b_collaboration_inbound = jsondecode(file(\"x.json\"))", 3, "jsondecode"),
        ("  inbound_trust = true ? { is_mfa_accepted = true } : null", 3, "true"),
        ("  inbound_trust = { is_mfa_accepted = !false }", 3, "false"),
    ] {
        let said = refused(Language::Terraform, &partner(inside));
        assert!(said.starts_with(&format!("main.tf:{line}: ")) && said.contains("not written out") && said.contains(word), "{said}");
    }
    let said = refused(Language::Terraform, &partner("  inbound_trust = {}").replace(P1, "${var.tenant}"));
    assert!(said.starts_with("main.tf:2: \"tenant_id\"") && said.contains("var.tenant"), "{said}");
}

#[test]
fn what_may_be_many_or_none_is_refused() {
    assert!(refused(Language::Terraform, &partner("  for_each = local.peers")).contains("main.tf:3: what \"for_each\""));
    assert!(refused(Language::Terraform, &partner("  count = 0")).contains("count"));
    assert!(refused(Language::Terraform, &partner("  dynamic \"inbound_trust\" {\n    for_each = []\n    content {}\n  }")).contains("dynamic"));
    let with = |more: &str| format!("{}{more}", partner(""));
    assert!(refused(Language::Terraform, &with("module \"partners\" {\n  source = \"./partners\"\n}\n")).contains("main.tf:5: what \"module\""));
    let removed = "removed {\n  from = microsoft365wp_cross_tenant_access_policy_configuration_partner.y\n}\n";
    assert!(refused(Language::Terraform, &with(removed)).contains("removed"));
    assert!(
        refused(Language::Terraform, &partner("  lifecycle {\n    ignore_changes = [inbound_trust]\n  }"))
            .contains("main.tf:4: with \"ignore_changes\"")
    );
    assert!(refused(Language::Terraform, &partner("  lifecycle {\n    ignore_changes = all\n  }")).contains("ignore_changes"));
    for around in ["foreach ($x in 1..2)", "if ($true)", "function f"] {
        let text = format!(
            "Configuration C {{ Node localhost {{\n {around} {{\n AADCrossTenantAccessPolicyConfigurationPartner 'x'\n {{\n PartnerTenantId = '{P1}'\n}}\n}}\n}} }}"
        );
        let said = refused(Language::Dsc, &text);
        assert!(said.starts_with("main.ps1:3: "), "{said}");
    }
    let inside = format!(
        "Configuration C {{\n AADCrossTenantAccessPolicyConfigurationPartner 'x' {{\n PartnerTenantId = '{P1}'\n if ($x) {{ Ensure = 'Absent' }}\n }}\n}}"
    );
    assert!(refused(Language::Dsc, &inside).starts_with("main.ps1:4: "));
}

#[test]
fn what_is_not_known_is_refused_and_not_passed_over() {
    assert!(
        refused(Language::Terraform, &partner("  b2b_colaboration_inbound = {}")).contains("main.tf:3: \"b2b_colaboration_inbound\" is not known")
    );
    let misplaced = "  b2b_collaboration_inbound = {\n    access_type = \"allowed\"\n  }";
    assert!(refused(Language::Terraform, &partner(misplaced)).contains("main.tf:4: \"access_type\" is not known"));
    assert!(
        refused(Language::Terraform, "resource \"microsoft365wp_cross_tenant_access_policy_template\" \"x\" {\n}\n")
            .contains("main.tf:1: the resource")
    );
    assert!(
        refused(
            Language::Terraform,
            "resource \"msgraph_resource\" \"x\" {\n  url = \"policies/crossTenantAccessPolicy/templates\"\n  body = {}\n}\n"
        )
        .contains("main.tf:1")
    );
    assert!(refused(Language::Terraform, "resource \"msgraph_resource\" \"x\" {\n  url = var.url\n  body = {}\n}\n").contains("main.tf:2"));
    assert!(refused(Language::Dsc, "AADCrossTenantAccessPolicyTemplate 'x' {\n}\n").contains("main.ps1:1: the resource"));
    let typo = format!("AADCrossTenantAccessPolicyConfigurationPartner 'x' {{\n PartnerTenantId = '{P1}'\n InboundTrusts = $null\n}}");
    assert!(refused(Language::Dsc, &typo).contains("main.ps1:3: \"InboundTrusts\""));
    let variable = format!("AADCrossTenantAccessPolicyConfigurationPartner 'x' {{\n PartnerTenantId = '{P1}'\n InboundTrust = $trust\n}}");
    assert!(refused(Language::Dsc, &variable).contains("main.ps1:3: \"InboundTrust\" is not written out, found \"$trust\""));
    let filled_in = format!("AADCrossTenantAccessPolicyConfigurationPartner 'x' {{\n PartnerTenantId = \"{P1}$x\"\n}}");
    assert!(refused(Language::Dsc, &filled_in).contains("main.ps1:2"));
}

#[test]
fn a_principal_by_name_cannot_be_compared() {
    for (target, kind) in [("adele@contoso.com", "user"), ("Sales", "group")] {
        let text = format!(
            "AADCrossTenantAccessPolicyConfigurationPartner 'x' {{\n PartnerTenantId = '{P1}'\n B2BCollaborationOutbound = MSFT_AADCrossTenantAccessPolicyB2BSetting{{\n UsersAndGroups = MSFT_AADCrossTenantAccessPolicyTargetConfiguration{{\n AccessType = 'allowed'\n Targets = @(\n MSFT_AADCrossTenantAccessPolicyTarget{{ Target = '{target}'; TargetType = '{kind}' }}\n )\n }}\n }}\n}}"
        );
        assert!(refused(Language::Dsc, &text).contains(target));
    }
}

#[test]
fn files_without_settings_and_mixed_files_are_refused() {
    assert!(refused(Language::Terraform, "resource \"azurerm_resource_group\" \"x\" {\n  name = \"x\"\n}\n").contains("main.tf: no resource"));
    assert!(refused(Language::Dsc, "Get-Date\n").contains("no resource"));
    assert!(refused(Language::Terraform, "resource \"x\" {").contains("main.tf:1"));
    let mixed = read_proposal([("a.json", "{\"partners\": [], \"default\": {}}"), ("b.tf", "")]).expect_err("two kinds");
    assert_eq!((mixed.code().name(), mixed.to_string().contains("a.json and b.tf")), ("policy-code-unclear", true));
    let twice = format!("{}{}", partner(""), partner(""));
    assert!(read(Language::Terraform, &twice).expect_err("twice").to_string().contains("main.tf:5"));
}

#[test]
fn terraform_in_json_is_refused_where_hcl_is() {
    let partner = |more: &str| {
        format!(
            "{{\"resource\": {{\n\"microsoft365wp_cross_tenant_access_policy_configuration_partner\": {{\"x\": {{\n\"tenant_id\": \"{P1}\"{more}}}}}}}}}"
        )
    };
    assert!(read(Language::Terraform, &partner("")).is_ok());
    for (more, line, word) in [
        (",\n\"for_each\": \"${local.peers}\"", 4, "for_each"),
        (",\n\"inbound_trust\": \"${local.trust}\"", 4, "local.trust"),
        (",\n\"inbound_trust\": {\"is_mfa_accepted\": \"%{ if x }true%{ endif }\"}", 4, "is_mfa_accepted"),
        (",\n\"inbound_trusts\": null", 4, "inbound_trusts"),
        (",\n\"lifecycle\": [{\"ignore_changes\": [\"inbound_trust\"]}]", 4, "ignore_changes"),
        (",\n\"dynamic\": {\"inbound_trust\": {\"for_each\": []}}", 4, "dynamic"),
        // Twice, of which the last one would count for other readers.
        (",\n\"inbound_trust\": null,\n\"inbound_trust\": {\"is_mfa_accepted\": true}", 5, "inbound_trust"),
        (",\n\"inbound_trust\": {\"is_mfa_accepted\": tru}", 4, "tru"),
        (",\n\"inbound_trust\": {\"is_mfa_accepted\": true true}", 4, "true"),
        (",\n", 4, "}"),
    ] {
        let said = refused(Language::Terraform, &partner(more));
        assert!(said.starts_with(&format!("main.tf:{line}: ")) && said.contains(word), "{said}");
    }
    let modules = "{\"module\": {\"partners\": {\"source\": \"./x\"}}}";
    assert!(refused(Language::Terraform, modules).contains("module"));
    let removed = "{\"removed\": [{\"from\": \"microsoft365wp_cross_tenant_access_policy_configuration_partner.y\"}]}";
    assert!(refused(Language::Terraform, removed).contains("removed"));
    let filled_in = partner("").replace(P1, "${var.tenant}");
    assert!(refused(Language::Terraform, &filled_in).contains("var.tenant"));
    assert!(refused(Language::Terraform, &format!("{{\"resource\": {}", "[".repeat(50_000))).contains("deeper"));
    // A function that is not written out to its end, or with something behind it.
    for (body, word) in [
        (format!("${{jsonencode({{tenantId = \"{P1}\", inboundTrust = {{isMfaAccepted = var.mfa}}}})}}"), "var.mfa"),
        (format!("${{jsonencode({{tenantId = \"{P1}\"}})}}x"), "jsonencode"),
        (format!("${{jsonencode({{tenantId = \"{P1}\"}}}}"), "jsonencode"),
        ("${local.body}".to_owned(), "local.body"),
    ] {
        let file = format!(
            "{{\"resource\": {{\"msgraph_resource\": {{\"x\": {{\n\"url\": \"policies/crossTenantAccessPolicy/partners\",\n\"body\": {}}}}}}}}}",
            serde_json::to_string(&body).expect("JSON")
        );
        let said = refused(Language::Terraform, &file);
        assert!(said.starts_with("main.tf:3: ") && said.contains(word), "{said}");
    }
    // The text of a body is one where a body belongs, and nowhere else.
    let encoded = format!(
        "resource \"microsoft365wp_cross_tenant_access_policy_configuration_partner\" \"x\" {{\n  tenant_id = \"{P1}\"\n  inbound_trust = jsonencode({{ is_mfa_accepted = true }})\n}}\n"
    );
    assert!(refused(Language::Terraform, &encoded).contains("jsonencode"));
}
