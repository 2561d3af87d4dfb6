//! What is written is read as the same settings; what is half understood is refused, with its line.

mod laws;
mod refused;
mod understood;

use std::collections::{BTreeMap, BTreeSet};

use super::super::{CrossTenantAccessPolicy, PolicyError, Proposal, read_proposal};
use super::{Fragment, Head, Language};
use crate::words::Lang;

const P1: &str = "22222222-2222-4222-8222-222222222221";
const P2: &str = "22222222-2222-4222-8222-222222222222";

fn written(language: Language, policy: &CrossTenantAccessPolicy, fragment: Option<Fragment>) -> String {
    let names = BTreeMap::from([(P1.to_owned(), "Fabrikam\n resource \"x\" {".to_owned())]);
    let head = Head { lang: Lang::En, fragment, there: BTreeSet::from([P1.to_owned()]), removed: &[], names: &names, notes: Vec::new() };
    language.write(policy, &head)
}

fn read(language: Language, text: &str) -> Result<Proposal, PolicyError> {
    let path = if language == Language::Terraform { "main.tf" } else { "main.ps1" };
    read_proposal([(path, text)])
}

/// The code of a refusal and its words.
fn refused(language: Language, text: &str) -> String {
    let error = read(language, text).expect_err(text);
    assert_eq!((error.code().name(), error.code().fault().exit_code()), ("policy-code-unclear", 2), "{error}");
    error.to_string()
}
