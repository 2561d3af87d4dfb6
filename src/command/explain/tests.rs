//! Every code explains itself.

use super::*;
use crate::report::CaveatCode;
use std::collections::BTreeSet;

#[test]
fn every_code_explains_itself_in_both_languages() {
    for known in codes::all() {
        let Ok(subject) = subject(known.code, Lang::En) else { panic!("{} is not explained", known.code) };
        assert!(matches!(&subject, Subject::Known(found) if found.iter().any(|found| found.kind == known.kind)), "{} is hidden", known.code);
        for lang in [Lang::En, Lang::Ja] {
            let text = in_words(&subject, lang);
            assert!(text.starts_with(known.code) && text.contains((known.next)(lang)), "{text}");
        }
    }
    assert!(matches!(subject("d-7", Lang::En), Ok(Subject::Known(found)) if found.len() == 2));
}

#[test]
fn a_code_of_two_kinds_is_explained_as_both() {
    let Ok(subject) = subject("no-zone", Lang::En) else { panic!("not explained") };
    let value = in_json(&subject, Lang::En);
    assert_eq!((&value["kind"], &value["others"][0]["kind"]), (&json!("failure"), &json!("skipped")));
}

#[test]
fn every_caveat_is_known_and_no_other() {
    let known: BTreeSet<&str> = codes::all().into_iter().filter(|known| known.kind == Kind::Caveat).map(|known| known.code).collect();
    assert_eq!(known, CaveatCode::ALL.iter().map(|code| code.name()).collect());
}
