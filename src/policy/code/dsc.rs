//! Configurations of `Microsoft365DSC`: resources of the policy, read and written.

use std::fmt::Write as _;

use serde_json::Value;

use super::super::model::CrossTenantAccessPolicy;
use super::Language;
use super::cursor::Cursor;
use super::dsc_tokens::{quoted, tokens};
use super::head::{Head, sections};
use super::node::{At, Member, Node, Object};
use super::reader::Token;
use super::resource::Resource;
use super::shape::Shape;
use super::taken;
use super::trouble::{CodeTrouble, Fault};

/// How resources of the policy are called, in lower case.
const FAMILY: &str = "aadcrosstenant";

/// The objects of the policy in a text.
pub(super) fn read(text: &str) -> Result<Vec<Object>, Fault> {
    configuration(&mut Cursor::new(tokens(text)?, &[';', '}', ')', ',']))
}

fn configuration(code: &mut Cursor) -> Result<Vec<Object>, Fault> {
    let mut found = Vec::new();
    // What each open brace belongs to, by the first word of its statement.
    let mut open: Vec<String> = Vec::new();
    let mut first: Option<String> = None;
    while let Some(token) = code.peek().cloned() {
        match token {
            Token::Newline => {
                code.pass();
                if code.after_newlines() != Some(&Token::Sign('{')) {
                    first = None;
                }
                continue;
            }
            Token::Sign(';') => first = None,
            Token::Sign('{') => open.push(first.take().unwrap_or_default()),
            Token::Sign('}') => first = Some(open.pop().ok_or_else(|| code.broken())?),
            Token::Word(word) if first.is_none() && word.to_lowercase().starts_with(FAMILY) => {
                let loops = open.iter().find(|word| !["configuration", "node"].contains(&word.as_str()));
                if let Some(word) = loops {
                    return Err(Fault::new(code.line(), CodeTrouble::Repeated(word.clone())));
                }
                found.push(resource(code, &word)?);
                continue;
            }
            other => drop(first.get_or_insert_with(|| other.shown().to_lowercase())),
        }
        code.pass();
    }
    if open.is_empty() { Ok(found) } else { Err(code.broken()) }
}

fn resource(code: &mut Cursor, name: &str) -> Result<Object, Fault> {
    let line = code.line();
    code.pass();
    let resource = Resource::find(Language::Dsc, name).ok_or_else(|| Fault::new(line, CodeTrouble::UnknownResource(name.to_owned())))?;
    code.newlines();
    // The name of the resource means nothing here.
    if !code.is('{') {
        code.pass();
        code.newlines();
    }
    let mut members = members(code, 0)?;
    let mut absent = false;
    if let Some(place) = members.iter().position(|member| member.name.eq_ignore_ascii_case("Ensure")) {
        let ensure = members.remove(place);
        let text = taken::text_of(&ensure)?;
        absent = text.eq_ignore_ascii_case("Absent");
        if !absent && !text.eq_ignore_ascii_case("Present") {
            return Err(Fault::new(ensure.value.line, CodeTrouble::Shape { name: ensure.name, found: text }));
        }
    }
    taken::object(Language::Dsc, resource, members, line, absent)
}

/// Members in braces.
fn members(code: &mut Cursor, depth: usize) -> Result<Vec<Member>, Fault> {
    code.check_depth(depth)?;
    if !code.take('{') {
        return Err(code.broken());
    }
    let mut members = Vec::new();
    loop {
        code.newlines_and(&[';']);
        match code.peek().cloned() {
            Some(Token::Sign('}')) => {
                code.pass();
                return Ok(members);
            }
            Some(Token::Word(name) | Token::Text(name)) => {
                code.pass();
                code.newlines();
                if !code.take('=') {
                    // A loop or a condition in place of a member.
                    return Err(Fault::new(code.line(), CodeTrouble::Repeated(name)));
                }
                code.newlines();
                let value = values(code, depth + 1)?;
                members.push(Member { name, value });
            }
            _ => return Err(code.broken()),
        }
    }
}

/// A value, or several with commas between them.
fn values(code: &mut Cursor, depth: usize) -> Result<At, Fault> {
    let first = value(code, depth)?;
    if !code.is(',') {
        return Ok(first);
    }
    let line = first.line;
    let mut items = vec![first];
    while code.take(',') {
        code.newlines();
        items.push(value(code, depth)?);
    }
    Ok(At { line, node: Node::List(items) })
}

fn value(code: &mut Cursor, depth: usize) -> Result<At, Fault> {
    code.value(depth, |code, token| {
        Ok(match token {
            Token::Text(text) => Some(Node::Text(text)),
            Token::Variable(name) => match name.to_lowercase().as_str() {
                "true" => Some(Node::Switch(true)),
                "false" => Some(Node::Switch(false)),
                "null" => Some(Node::Null),
                _ => None,
            },
            Token::Sign('@') if code.take('(') => Some(Node::List(list(code, depth)?)),
            Token::Word(class) if class.to_uppercase().starts_with("MSFT_") => {
                code.newlines();
                Some(Node::Object(members(code, depth + 1)?))
            }
            _ => None,
        })
    })
}

/// What follows `@(`.
fn list(code: &mut Cursor, depth: usize) -> Result<Vec<At>, Fault> {
    let mut items = Vec::new();
    loop {
        code.newlines_and(&[';', ',']);
        if code.take(')') {
            return Ok(items);
        }
        let before = code.place();
        items.push(value(code, depth + 1)?);
        if code.place() == before {
            return Err(code.broken());
        }
    }
}

/// Graph's name as the module spells it.
fn pascal(name: &str) -> String {
    if let Some(rest) = name.strip_prefix("b2b") {
        return format!("B2B{rest}");
    }
    let mut letters = name.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// The class of what a member holds.
fn class(member: &str) -> &'static str {
    match member {
        "usersAndGroups" | "applications" | "users" => "MSFT_AADCrossTenantAccessPolicyTargetConfiguration",
        "targets" => "MSFT_AADCrossTenantAccessPolicyTarget",
        "devices" => "MSFT_AADDevicesFilter",
        "tenantRestrictions" => "MSFT_AADCrossTenantAccessPolicyTenantRestrictions",
        "inboundTrust" => "MSFT_AADCrossTenantAccessPolicyInboundTrust",
        "automaticUserConsentSettings" => "MSFT_AADCrossTenantAccessPolicyAutomaticUserConsentSettings",
        "invitationRedemptionIdentityProviderConfiguration" => "MSFT_AADDefaultInvitationRedemptionIdentityProviderConfiguration",
        "appServiceConnectInbound" => "MSFT_AADCrossTenantAccessPolicyAppServiceConnectSetting",
        "m365CollaborationInbound" => "MSFT_AADCrossTenantAccessPolicyM365CollaborationInboundSetting",
        "m365CollaborationOutbound" => "MSFT_AADCrossTenantAccessPolicyM365CollaborationOutboundSetting",
        "identitySynchronization" => "MSFT_AADCrossTenantIdentitySyncPolicyPartnerInbound",
        "userSyncInbound" => "MSFT_AADCrossTenantUserSyncInbound",
        "groupSyncInbound" => "MSFT_AADCrossTenantGroupSyncInbound",
        _ => "MSFT_AADCrossTenantAccessPolicyB2BSetting",
    }
}

fn put(out: &mut String, indent: usize, name: &str, value: &Value, shape: Shape) {
    match (shape, value) {
        (Shape::Object(shapes), Value::Object(members)) => {
            let _ = writeln!(out, "{} {{", class(name));
            for (name, shape) in shapes {
                if let Some(value) = members.get(*name) {
                    let _ = write!(out, "{:1$}{2} = ", "", indent + 4, pascal(name));
                    put(out, indent + 4, name, value, *shape);
                    out.push('\n');
                }
            }
            let _ = write!(out, "{:1$}}}", "", indent);
        }
        (Shape::List(_) | Shape::Texts, Value::Array(items)) => {
            let inner = if let Shape::List(inner) = shape { *inner } else { Shape::Text };
            out.push_str("@(\n");
            for item in items {
                let _ = write!(out, "{:1$}", "", indent + 4);
                put(out, indent + 4, name, item, inner);
                out.push('\n');
            }
            let _ = write!(out, "{:1$})", "", indent);
        }
        (_, Value::String(text)) => out.push_str(&quoted(text)),
        (_, value) => {
            let _ = write!(out, "${value}");
        }
    }
}

/// The settings as a file.
pub(super) fn write(policy: &CrossTenantAccessPolicy, head: &Head<'_>) -> String {
    let found = sections(Language::Dsc, policy, head);
    // Windows PowerShell reads anything beyond ASCII only behind a byte order mark.
    let mut out = format!("\u{feff}{}", head.comments(Language::Dsc, &found, |section| section.label.clone()));
    out.push_str(concat!(
        "\nConfiguration CrossTenantAccess\n{\n",
        "    param\n    (\n        [Parameter(Mandatory = $true)]\n        [System.Management.Automation.PSCredential]\n        $Credential\n    )\n\n",
        "    Import-DscResource -ModuleName 'Microsoft365DSC'\n\n",
        "    Node localhost\n    {\n"
    ));
    for (place, section) in found.iter().enumerate() {
        if place > 0 {
            out.push('\n');
        }
        if let Some(named) = &section.named {
            let _ = writeln!(out, "        # {named}");
        }
        let _ = writeln!(out, "        {} {}\n        {{", section.resource.name, quoted(&section.label));
        let mut member = |name: &str, value: &str| {
            let _ = writeln!(out, "            {name} = {value}");
        };
        match (section.resource.key, &section.tenant) {
            (Some(key), Some(tenant)) => member(key, &quoted(tenant)),
            _ => member("IsSingleInstance", "'Yes'"),
        }
        for (name, shape) in section.resource.members {
            if let Some(value) = section.value.get(*name) {
                let mut text = String::new();
                put(&mut text, 12, name, value, *shape);
                member(&pascal(name), &text);
            }
        }
        member("Ensure", if section.absent { "'Absent'" } else { "'Present'" });
        member("Credential", "$Credential");
        out.push_str("        }\n");
    }
    out.push_str("    }\n}\n");
    out
}
