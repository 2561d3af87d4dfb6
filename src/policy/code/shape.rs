//! What the members of settings hold, as far as settings as code can say it; from values to Graph's JSON.

use serde_json::{Map, Value};

use super::node::{At, Member, Node};
use super::trouble::{CodeTrouble, Fault};

/// What a member holds.
#[derive(Clone, Copy, Debug)]
pub(super) enum Shape {
    Text,
    Switch,
    Texts,
    List(&'static Shape),
    Object(&'static [Named]),
}

/// A member by Graph's name.
pub(super) type Named = (&'static str, Shape);

const TARGET: Shape = Shape::Object(&[("target", Shape::Text), ("targetType", Shape::Text)]);
pub(super) const LIST: Shape = Shape::Object(&[("accessType", Shape::Text), ("targets", Shape::List(&TARGET))]);
pub(super) const SETTING: Shape = Shape::Object(&[("usersAndGroups", LIST), ("applications", LIST)]);
pub(super) const RESTRICTIONS: Shape =
    Shape::Object(&[("usersAndGroups", LIST), ("applications", LIST), ("devices", Shape::Object(&[("mode", Shape::Text), ("rule", Shape::Text)]))]);
pub(super) const TRUST: Shape = Shape::Object(&[
    ("isMfaAccepted", Shape::Switch),
    ("isCompliantDeviceAccepted", Shape::Switch),
    ("isHybridAzureADJoinedDeviceAccepted", Shape::Switch),
]);
pub(super) const CONSENT: Shape = Shape::Object(&[("inboundAllowed", Shape::Switch), ("outboundAllowed", Shape::Switch)]);
pub(super) const REDEMPTION: Shape =
    Shape::Object(&[("primaryIdentityProviderPrecedenceOrder", Shape::Texts), ("fallbackIdentityProvider", Shape::Text)]);
pub(super) const SYNC: Shape = Shape::Object(&[("isSyncAllowed", Shape::Switch)]);
pub(super) const APP_SERVICE: Shape = Shape::Object(&[("applications", LIST)]);
pub(super) const M365_IN: Shape = Shape::Object(&[("users", LIST)]);
pub(super) const M365_OUT: Shape = Shape::Object(&[("usersAndGroups", LIST)]);

/// A name as both languages know it: lower case, without underscores.
pub(super) fn plain(name: &str) -> String {
    name.chars().filter(|c| *c != '_').flat_map(char::to_lowercase).collect()
}

fn wrong(name: &str, at: &At) -> Fault {
    let (name, found) = (name.to_owned(), at.node.shown());
    let trouble = match at.node {
        Node::Other(_) => CodeTrouble::NotLiteral { name, found },
        _ => CodeTrouble::Shape { name, found },
    };
    Fault::new(at.line, trouble)
}

/// A value in Graph's JSON.
pub(super) fn to_json(name: &str, at: &At, shape: Shape) -> Result<Value, Fault> {
    match (shape, &at.node) {
        (_, Node::Null) => Ok(Value::Null),
        (Shape::Text, Node::Text(text)) => Ok(Value::from(text.as_str())),
        (Shape::Switch, Node::Switch(switch)) => Ok(Value::from(*switch)),
        (Shape::Texts, Node::List(items)) => items.iter().map(|item| to_json(name, item, Shape::Text)).collect(),
        (Shape::List(shape), Node::List(items)) => items.iter().map(|item| to_json(name, item, *shape)).collect(),
        (Shape::Object(shapes), Node::Object(members)) => members_to_json(members, shapes),
        _ => Err(wrong(name, at)),
    }
}

/// Members in Graph's JSON; one that is not known is refused.
pub(super) fn members_to_json(members: &[Member], shapes: &[Named]) -> Result<Value, Fault> {
    let mut found = Map::new();
    for member in members {
        let known = shapes.iter().find(|(name, _)| plain(name) == plain(&member.name));
        let Some((name, shape)) = known else {
            return Err(Fault::new(member.value.line, CodeTrouble::UnknownMember(member.name.clone())));
        };
        let value = to_json(&member.name, &member.value, *shape)?;
        if found.insert((*name).to_owned(), value).is_some() {
            return Err(Fault::new(member.value.line, CodeTrouble::Twice(member.name.clone())));
        }
    }
    Ok(Value::Object(found))
}

/// Any value in JSON, under the names it has: the body of a request.
pub(super) fn body(name: &str, at: &At) -> Result<Value, Fault> {
    Ok(match &at.node {
        Node::Null => Value::Null,
        Node::Switch(switch) => Value::from(*switch),
        Node::Text(text) => Value::from(text.as_str()),
        Node::Number(number) => number.parse::<i64>().map(Value::from).map_err(|_| wrong(name, at))?,
        Node::List(items) => items.iter().map(|item| body(name, item)).collect::<Result<_, _>>()?,
        Node::Object(members) => {
            let mut found = Map::new();
            for member in members {
                if found.insert(member.name.clone(), body(&member.name, &member.value)?).is_some() {
                    return Err(Fault::new(member.value.line, CodeTrouble::Twice(member.name.clone())));
                }
            }
            Value::Object(found)
        }
        Node::Encoded(_) | Node::Other(_) => return Err(wrong(name, at)),
    })
}
