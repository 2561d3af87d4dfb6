//! An answer that is handed over: what a run says under tokens, and where the tokens are written with their values.

use std::path::Path;

use super::messages::say;
use super::session::Session;
use crate::analysis::recommend::scope;
use crate::cli::flags::{HandOverArgs, OutputArgs};
use crate::cli::meaning;
use crate::dataset::{Dataset, Filters};
use crate::failure::{Code, Failure};
use crate::files::write_file;
use crate::model::TenantId;
use crate::pseudonym::{Kind, Pseudonyms};
use crate::safe::{defused, quoted, shell_quoted};
use crate::words::{Lang, Text, input, pseudonyms as said};

/// The tokens of `--pseudonymise`, and a word on a key that was made for them.
///
/// # Errors
/// The key is missing or empty, or a new one cannot be written.
pub fn wanted(hand_over: &HandOverArgs, output: &OutputArgs) -> Result<Option<Pseudonyms>, Failure> {
    let pseudonyms = meaning::pseudonyms(hand_over)?;
    if let Some(path) = hand_over.pseudonymise.as_ref().filter(|_| hand_over.make_key && !output.quiet) {
        let lang = meaning::lang(output);
        say(&input::note(lang, &said::key_made(lang, &quoted(&path.display().to_string()))));
    }
    Ok(pseudonyms)
}

/// That what is applied or kept cannot hold tokens.
#[must_use]
pub fn not_for_pseudonyms(what: &'static str) -> Failure {
    Failure::new(Code::NotForPseudonyms, move |lang: Lang| said::refused(lang, what), said::refused_next)
}

/// That an archive keeps what the exports hold.
#[must_use]
pub fn not_for_archives(what: &'static str) -> Failure {
    Failure::new(Code::NotForPseudonyms, move |lang: Lang| said::archive_refused(lang, what), said::archive_refused_next)
}

impl Session {
    /// The input under tokens, where that is asked for, and with it what this run says of itself.
    ///
    /// # Errors
    /// The partner for whom the answer is occurs nowhere, or is several.
    pub(super) fn under_tokens(&mut self, data: Dataset) -> Result<Dataset, Failure> {
        let Some(names) = &mut self.pseudonyms else { return Ok(data) };
        let kept = match &self.for_partner {
            Some(partner) => Some(one_partner(&data, partner)?),
            None => None,
        };
        self.params.marks.expected = self.params.marks.expected.take().map(|list| list.pseudonymised(names).into());
        let data = data.pseudonymised(names, &mut self.params.filters, kept);
        let typed = self.options.split_off(3 + self.filters.len());
        self.filters = typed_filters(&self.filters, &self.params.filters);
        self.options.truncate(3);
        self.options.extend(self.filters.iter().cloned().chain(typed.iter().map(|option| without_name(option))));
        Ok(data)
    }

    /// What came before, under the same tokens. The filters stand under them already.
    pub(super) fn baseline_under_tokens(&mut self, baseline: Dataset) -> Dataset {
        let Some(names) = &mut self.pseudonyms else { return baseline };
        baseline.pseudonymised(names, &mut Filters::default(), None)
    }

    /// Writes the tokens with their values, where that is asked for.
    ///
    /// # Errors
    /// The file is there already, or cannot be written.
    pub fn write_mapping(&self) -> Result<(), Failure> {
        let (Some(path), Some(names)) = (&self.mapping, &self.pseudonyms) else { return Ok(()) };
        write_mapping(path, names, self.force)
    }
}

/// A failure that shows nobody. Which of the tenants is ours must be told in clear: nothing is written then.
pub fn failure_under_tokens(failure: Failure, names: Option<&Pseudonyms>) -> Failure {
    let Some(names) = names.filter(|_| !matches!(failure.code, Code::OwnTenantUnclear | Code::OwnTenantAbsent)) else { return failure };
    let [what, next] = [&failure.what, &failure.next].map(|text| {
        let [en, ja] = [Lang::En, Lang::Ja].map(|lang| hidden(&text.say(lang), names));
        Text::from(move |lang: Lang| if lang == Lang::En { en.clone() } else { ja.clone() })
    });
    Failure { what, next, ..failure }
}

/// Writes every token given so far with its value.
///
/// # Errors
/// The file is there already, or cannot be written.
pub fn write_mapping(path: &Path, names: &Pseudonyms, force: bool) -> Result<(), Failure> {
    write_file(path, force, |out| {
        writeln!(out, "\u{feff}token,value")?;
        names.given().iter().try_for_each(|(token, value)| writeln!(out, "{token},\"{}\"", defused(value).replace('"', "\"\"")))
    })
}

/// The one partner of this id or name.
fn one_partner(data: &Dataset, partner: &str) -> Result<TenantId, Failure> {
    let filters = Filters { partners: vec![partner.to_owned()], ..Filters::default() };
    let found = scope(data, &filters)?.unwrap_or_default();
    let mut found = found.iter().filter_map(|id| data.input.texts.lookup(id)).map(TenantId);
    if let (Some(one), None) = (found.next(), found.next()) {
        return Ok(one);
    }
    let name = quoted(partner);
    Err(Failure::new(Code::PartnerUnknown, move |lang: Lang| said::not_one_partner(lang, &name), said::not_one_partner_next))
}

/// The filters as they are typed to ask for the same under tokens.
fn typed_filters(typed: &[String], filters: &Filters) -> Vec<String> {
    let named = [
        ("--partner", &filters.partners),
        ("--app", &filters.apps),
        ("--client", &filters.clients),
        ("--resource", &filters.resources),
        ("--user", &filters.users),
    ];
    let plain = typed.iter().filter(|filter| named.iter().all(|(option, _)| filter.split(' ').next() != Some(option))).cloned();
    let named = named.iter().flat_map(|(option, values)| values.iter().map(move |value| format!("{option} {}", shell_quoted(value))));
    plain.chain(named).collect()
}

/// An option without a value that may name somebody: numbers, times and our own words stay.
fn without_name(option: &str) -> String {
    const WORDS: [&str; 10] = ["yesterday", "client", "resource", "user", "app", "partner", "hour", "day", "week", "all"];
    let Some((name, value)) = option.split_once(' ') else { return option.to_owned() };
    let number = value.trim_end_matches(['d', 'h', 'w']);
    let plain = number.bytes().all(|byte| byte.is_ascii_digit() || b"TZ:+.-".contains(&byte)) || WORDS.contains(&value);
    if plain { option.to_owned() } else { format!("{name} …") }
}

/// A sentence with tokens in the place of ids and addresses.
fn hidden(text: &str, names: &Pseudonyms) -> String {
    let is_part = |c: char| c.is_alphanumeric() || "-_.@+#".contains(c);
    let mut shown = String::new();
    let mut word = String::new();
    for c in text.chars().map(Some).chain([None]) {
        if let Some(c) = c.filter(|c| is_part(*c)) {
            word.push(c);
            continue;
        }
        let guid = crate::model::parse_guid(word.trim_end_matches('.')).is_some() && !names.is_app(word.trim_end_matches('.'));
        let address = word.contains('@') || word.parse::<std::net::IpAddr>().is_ok();
        shown.push_str(&if guid {
            names.tenant(&word)
        } else if address {
            names.of(Kind::User, &word)
        } else {
            std::mem::take(&mut word)
        });
        word.clear();
        shown.extend(c);
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pseudonym::Key;

    #[test]
    fn sentences_and_options_that_are_shown_name_nobody() {
        let names = Pseudonyms::new(Key::new(b"key").expect("a key"), false);
        let text = "2b2b2b2b-0000-4000-8000-000000000002 と ann@fabrikam.example (192.0.2.7): 00000003-0000-0000-c000-000000000000.";
        let shown = hidden(text, &names);
        assert!(!shown.contains("2b2b") && !shown.contains("fabrikam") && !shown.contains("192.0"), "{shown}");
        assert!(shown.contains(" と ") && shown.ends_with("00000003-0000-0000-c000-000000000000."), "{shown}");
        let options = ["--policy 'Fabrikam new.json'", "--limit 5", "--by user", "--include-hubs", "--at 2026-10-05T12:00:00Z"];
        let shown: Vec<String> = options.iter().map(|option| without_name(option)).collect();
        assert_eq!(shown, ["--policy …", "--limit 5", "--by user", "--include-hubs", "--at 2026-10-05T12:00:00Z"]);
    }
}
