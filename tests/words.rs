//! The build script for sentences: what it makes of messages, and what it refuses.

#[path = "../build/words/mod.rs"]
mod compiler;

use std::path::Path;

/// Compiles one file of messages in English and Japanese.
fn compiled(en: &str, ja: &str) -> Result<String, Vec<String>> {
    let folder = tempfile::tempdir().expect("a folder");
    for (language, text) in [("en", en), ("ja", ja)] {
        std::fs::create_dir(folder.path().join(language)).expect("a folder");
        std::fs::write(folder.path().join(language).join("greetings.ftl"), text).expect("a file");
    }
    let shown = format!("{}/", folder.path().display());
    compiler::compile(folder.path()).map_err(|errors| errors.into_iter().map(|error| error.replace(&shown, "")).collect())
}

fn refused(en: &str, ja: &str) -> Vec<String> {
    compiled(en, ja).err().unwrap_or_default()
}

#[test]
fn the_arguments_of_a_function_follow_from_the_message() {
    let code = compiled(
        "plain = Hello\n    .title = A greeting\n\n# $who, $count, $since, $first, $mood, $last\nfull = { $who } { $count ->\n    [one] once\n   *[other] { $count } times\n} { NUMBER($since, useGrouping: 0) } { $first ->\n    [true] first\n   *[false] again\n} { $mood ->\n    [very-glad] glad\n   *[sad] sad\n} { $last ->\n    [none] never\n   *[other] { $last }\n}\n",
        "plain = こんにちは\n    .title = 挨拶\nfull = { SPACED($who) }が{ $count } { NUMBER($since, useGrouping: 0) } { $first ->\n    [true] 初\n   *[false] 再\n} { $last ->\n    [none] なし\n   *[other] { $last }\n}\n",
    )
    .expect("it compiles");
    for part in [
        "pub mod greetings {",
        "pub fn plain(lang: Lang) -> &'static str {",
        "pub fn plain_title(lang: Lang) -> &'static str {",
        "pub enum Mood {",
        "VeryGlad,",
        "pub fn full(lang: Lang, who: &str, count: impl Into<Number>, since: impl Into<Number>, first: bool, mood: Mood, last: Option<&str>) -> String {",
        "digits(&mut out, since);",
        "grouped(&mut out, count);",
        "space(&mut out, &seams);",
    ] {
        assert!(code.contains(part), "{part} in {code}");
    }
}

#[test]
fn terms_and_messages_are_put_in_their_places() {
    let code = compiled("-brand = Entra\nshort = in { -brand }\nlong = Here { short }.\n", "short = Entra で\nlong = ここ{ short }。\n")
        .expect("it compiles");
    assert!(code.contains("Lang::En => \"Here in Entra.\"") && code.contains("Lang::Ja => \"ここEntra で。\""), "{code}");
}

#[test]
fn what_the_languages_do_not_agree_on_is_refused_by_file_line_and_message() {
    for (en, ja, error) in [
        ("a = A\nb = B\n", "a = ア\n", "ja/greetings.ftl: b is missing (en/greetings.ftl:2 has it)"),
        ("a = A\n", "a = ア\nb = ビ\n", "ja/greetings.ftl:2: b is in this language only"),
        ("a = A\n    .b = B\n", "a = ア\n", "ja/greetings.ftl: a.b is missing (en/greetings.ftl:1 has it)"),
        ("a = A { $b }\n", "a = ア\n", "ja/greetings.ftl:1: a: $b is missing"),
        ("a = A\n", "\na = ア { $b }\n", "en/greetings.ftl:1: a: $b is missing"),
        (
            "a = A { $b } { $c }\n",
            "a = ア { $b } { $c }\n",
            "en/greetings.ftl:1: a: name $b in the comment above: its order is that of the arguments",
        ),
        ("# $b\na = A\n", "a = ア\n", "en/greetings.ftl:2: a: the comment names $b, which is not there"),
        (
            "a = { $n ->\n    [one] A\n   *[other] { $n }\n}\n",
            "a = { $n ->\n    [one] ア\n   *[other] イ\n} { $n }\n",
            "ja/greetings.ftl:1: a: $n: the language has no plural [one]",
        ),
        ("a = { $w ->\n    [x] A\n   *[y] B\n}\n", "a = { $w ->\n    [x] ア\n   *[z] イ\n}\n", "ja/greetings.ftl:1: a: $w: [y] is missing"),
        ("a = { $w ->\n    [x] A\n   *[y] { $w }\n}\n", "a = ア\n", "en/greetings.ftl:1: a: $w selects by words, so it cannot be printed"),
        (
            "a = { $w } { $w ->\n    [none] A\n   *[other] B\n}\n",
            "a = ア { $w }\n",
            "en/greetings.ftl:1: a: $w may be none here: select [none] first",
        ),
        ("a = { -t }\n", "a = ア\n", "en/greetings.ftl:1: a: there is no term -t"),
        ("-t = T\na = A\n", "a = ア\n", "en/greetings.ftl:1: the term -t is not used"),
        (
            "a = { DATE($d) }\n",
            "a = { $d }\n",
            "en/greetings.ftl:1: a: DATE is not known with these arguments: NUMBER($n), NUMBER($n, useGrouping: 0), SPACED($text)",
        ),
        ("a = { a }\n", "a = ア\n", "en/greetings.ftl:1: a: it names itself"),
        ("a = A\na = B\n", "a = ア\n", "en/greetings.ftl:1: a is there twice"),
    ] {
        assert!(refused(en, ja).iter().any(|found| found == error), "{error}: {:#?}", refused(en, ja));
    }
    assert!(refused("a = { \n", "a = ア\n")[0].starts_with("en/greetings.ftl:"));
    assert!(compiler::compile(Path::new("no/such/folder")).is_err());
}
