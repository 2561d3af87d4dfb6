//! Configurations of `Microsoft365DSC`: resources of the policy, read and written.

use std::fmt::Write as _;

use serde_json::Value;

use super::super::model::CrossTenantAccessPolicy;
use super::Language;
use super::dsc_tokens::{Token, quoted, tokens};
use super::head::{Head, sections};
use super::node::{At, DEEPEST, Member, Node, Object};
use super::resource::Resource;
use super::shape::Shape;
use super::taken;
use super::trouble::{CodeTrouble, Fault};

/// How resources of the policy are called, in lower case.
const FAMILY: &str = "aadcrosstenant";

/// The objects of the policy in a text.
pub(super) fn read(text: &str) -> Result<Vec<Object>, Fault> {
    Parser { tokens: tokens(text)?, at: 0 }.configuration()
}

struct Parser {
    tokens: Vec<(usize, Token)>,
    at: usize,
}

impl Parser {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at).map(|(_, token)| token)
    }

    fn is(&self, sign: char) -> bool {
        self.peek() == Some(&Token::Sign(sign))
    }

    fn take(&mut self, sign: char) -> bool {
        let there = self.is(sign);
        self.at += usize::from(there);
        there
    }

    fn line(&self) -> usize {
        self.tokens.get(self.at).or_else(|| self.tokens.last()).map_or(1, |(line, _)| *line)
    }

    fn broken(&self) -> Fault {
        Fault::new(self.line(), CodeTrouble::Broken(self.peek().map(Token::shown).unwrap_or_default()))
    }

    fn newlines(&mut self) {
        while self.peek() == Some(&Token::Newline) {
            self.at += 1;
        }
    }

    /// What the next token that is no end of a line is.
    fn after_newlines(&self) -> Option<&Token> {
        self.tokens.iter().skip(self.at).map(|(_, token)| token).find(|token| **token != Token::Newline)
    }

    fn configuration(mut self) -> Result<Vec<Object>, Fault> {
        let mut found = Vec::new();
        // What each open brace belongs to, by the first word of its statement.
        let mut open: Vec<String> = Vec::new();
        let mut first: Option<String> = None;
        while let Some(token) = self.peek().cloned() {
            match token {
                Token::Newline => {
                    self.at += 1;
                    if self.after_newlines() != Some(&Token::Sign('{')) {
                        first = None;
                    }
                    continue;
                }
                Token::Sign(';') => first = None,
                Token::Sign('{') => open.push(first.take().unwrap_or_default()),
                Token::Sign('}') => first = Some(open.pop().ok_or_else(|| self.broken())?),
                Token::Word(word) if first.is_none() && word.to_lowercase().starts_with(FAMILY) => {
                    let loops = open.iter().find(|word| !["configuration", "node"].contains(&word.as_str()));
                    if let Some(word) = loops {
                        return Err(Fault::new(self.line(), CodeTrouble::Repeated(word.clone())));
                    }
                    found.push(self.resource(&word)?);
                    continue;
                }
                other => drop(first.get_or_insert_with(|| other.shown().to_lowercase())),
            }
            self.at += 1;
        }
        if open.is_empty() { Ok(found) } else { Err(self.broken()) }
    }

    fn resource(&mut self, name: &str) -> Result<Object, Fault> {
        let line = self.line();
        self.at += 1;
        let resource = Resource::find(Language::Dsc, name).ok_or_else(|| Fault::new(line, CodeTrouble::UnknownResource(name.to_owned())))?;
        self.newlines();
        // The name of the resource means nothing here.
        if !self.is('{') {
            self.at += 1;
            self.newlines();
        }
        let mut members = self.members(0)?;
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
    fn members(&mut self, depth: usize) -> Result<Vec<Member>, Fault> {
        if depth > DEEPEST {
            return Err(Fault::new(self.line(), CodeTrouble::TooDeep));
        }
        if !self.take('{') {
            return Err(self.broken());
        }
        let mut members = Vec::new();
        loop {
            while matches!(self.peek(), Some(Token::Newline | Token::Sign(';'))) {
                self.at += 1;
            }
            match self.peek().cloned() {
                Some(Token::Sign('}')) => {
                    self.at += 1;
                    return Ok(members);
                }
                Some(Token::Word(name) | Token::Text(name)) => {
                    self.at += 1;
                    self.newlines();
                    if !self.take('=') {
                        // A loop or a condition in place of a member.
                        return Err(Fault::new(self.line(), CodeTrouble::Repeated(name)));
                    }
                    self.newlines();
                    let value = self.values(depth + 1)?;
                    members.push(Member { name, value });
                }
                _ => return Err(self.broken()),
            }
        }
    }

    /// A value, or several with commas between them.
    fn values(&mut self, depth: usize) -> Result<At, Fault> {
        let first = self.value(depth)?;
        if !self.is(',') {
            return Ok(first);
        }
        let line = first.line;
        let mut items = vec![first];
        while self.take(',') {
            self.newlines();
            items.push(self.value(depth)?);
        }
        Ok(At { line, node: Node::List(items) })
    }

    fn ends(&self) -> bool {
        matches!(self.peek(), None | Some(Token::Newline | Token::Sign(';' | '}' | ')' | ',')))
    }

    fn value(&mut self, depth: usize) -> Result<At, Fault> {
        if depth > DEEPEST {
            return Err(Fault::new(self.line(), CodeTrouble::TooDeep));
        }
        let (line, begin) = (self.line(), self.at);
        let node = match self.peek().cloned() {
            Some(Token::Text(text)) => Some(self.one(Node::Text(text))),
            Some(Token::Variable(name)) => match name.to_lowercase().as_str() {
                "true" => Some(self.one(Node::Switch(true))),
                "false" => Some(self.one(Node::Switch(false))),
                "null" => Some(self.one(Node::Null)),
                _ => None,
            },
            Some(Token::Sign('@')) => {
                self.at += 1;
                if self.take('(') { Some(Node::List(self.list(depth)?)) } else { None }
            }
            Some(Token::Word(class)) if class.to_uppercase().starts_with("MSFT_") => {
                self.at += 1;
                self.newlines();
                Some(Node::Object(self.members(depth + 1)?))
            }
            _ => None,
        };
        match node {
            Some(node) if self.ends() => Ok(At { line, node }),
            _ => {
                self.at = begin;
                self.skip_value()?;
                let shown = self.tokens.iter().take(self.at).skip(begin).map(|(_, token)| token.shown());
                Ok(At { line, node: Node::Other(shown.collect()) })
            }
        }
    }

    fn one(&mut self, node: Node) -> Node {
        self.at += 1;
        node
    }

    /// What follows `@(`.
    fn list(&mut self, depth: usize) -> Result<Vec<At>, Fault> {
        let mut items = Vec::new();
        loop {
            while matches!(self.peek(), Some(Token::Newline | Token::Sign(';' | ','))) {
                self.at += 1;
            }
            if self.take(')') {
                return Ok(items);
            }
            if self.peek().is_none() {
                return Err(self.broken());
            }
            let before = self.at;
            items.push(self.value(depth + 1)?);
            if self.at == before {
                return Err(self.broken());
            }
        }
    }

    /// Passes over an expression, to where it ends outside of all brackets.
    fn skip_value(&mut self) -> Result<(), Fault> {
        let mut open: Vec<char> = Vec::new();
        while let Some(token) = self.peek() {
            match token {
                Token::Newline | Token::Sign(';' | '}' | ')' | ',') if open.is_empty() => break,
                Token::Sign('(') => open.push(')'),
                Token::Sign('[') => open.push(']'),
                Token::Sign('{') => open.push('}'),
                Token::Sign(sign @ (')' | ']' | '}')) if open.pop() != Some(*sign) => return Err(self.broken()),
                _ => {}
            }
            self.at += 1;
        }
        if open.is_empty() { Ok(()) } else { Err(self.broken()) }
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
