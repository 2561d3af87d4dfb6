//! What the input cannot show: signs of a wrong tenant, of what was not read, of logs, days and fields that are missing.

use std::collections::BTreeMap;

use super::coverage::gap_days;
use crate::dataset::{Dataset, Fact};
use crate::model::ledger::{FileLedger, Note, SkipCode};
use crate::model::time::day_text;
use crate::model::{AccessFlags, Direction, Limitation, Log, Outcome, StatusText};
use crate::report::{Caveat, CaveatCode};
use crate::words::{Lang, coverage as said, prune};

/// Exports end at these numbers of rows when there is more: portal downloads, Log Analytics and hunting queries.
const ROUND_LIMITS: [u64; 7] = [10_000, 30_000, 50_000, 100_000, 250_000, 500_000, 1_000_000];

/// Days of logs below which a partner that comes once a month can be missed.
const SHORT_WINDOW: i64 = 30;

/// Files that are named of those that are set aside.
const FILES_NAMED: usize = 5;

/// Days that are named of a gap.
const DAYS_NAMED: usize = 5;

/// What the input cannot show, the gravest first.
#[must_use]
pub fn caveats(data: &Dataset, lang: Lang) -> Vec<Caveat> {
    let mut caveats = Caveats { data, lang, list: Vec::new() };
    caveats.wrong_tenant();
    caveats.unreadable();
    caveats.destroyed();
    caveats.missing_logs();
    caveats.missing_days();
    caveats.removed_days();
    caveats.missing_pages();
    caveats.missing_fields();
    caveats.missing_ids();
    caveats.assumed();
    caveats.doubtful();
    caveats.list
}

/// Which of them there are.
#[must_use]
pub fn caveat_codes(data: &Dataset) -> Vec<CaveatCode> {
    // Which ones there are is the same in every language.
    caveats(data, Lang::default()).into_iter().map(|caveat| caveat.code).collect()
}

/// The caveats in the making.
struct Caveats<'d> {
    data: &'d Dataset,
    lang: Lang,
    list: Vec<Caveat>,
}

impl Caveats<'_> {
    fn say(&mut self, code: CaveatCode, message: impl Into<String>) {
        self.list.push(Caveat { code, message: message.into() });
    }

    /// Says something of those that there are, with their number.
    fn say_if_any(&mut self, count: u64, code: CaveatCode, words: fn(Lang, u64) -> String) {
        if count > 0 {
            self.say(code, words(self.lang, count));
        }
    }

    fn joined(&self, texts: &[&str]) -> String {
        texts.join(said::separator(self.lang))
    }

    /// Signs that `--tenant` is wrong: then every number is.
    fn wrong_tenant(&mut self) {
        let data = self.data;
        for owner in data.other_owners() {
            self.say(CaveatCode::OtherOwner, said::other_owner(self.lang, owner));
        }
        for tenant in &data.own.own {
            let occurs = data.facts().any(|fact| fact.key.home == *tenant || fact.key.resource_tenant == *tenant);
            let id = data.text(tenant.0).unwrap_or_default();
            if !occurs && data.user_facts().next().is_some() {
                self.say(CaveatCode::OwnTenantAbsent, said::own_tenant_absent(self.lang, id));
            }
        }
    }

    fn unreadable(&mut self) {
        let (files, lang) = (&self.data.input.files, self.lang);
        let mut codes: BTreeMap<SkipCode, u64> = BTreeMap::new();
        for (code, (count, _)) in files.iter().flat_map(|file| &file.skips) {
            *codes.entry(*code).or_default() += count;
        }
        for (code, count) in codes {
            let caveat = if code == SkipCode::NoTenantColumns { CaveatCode::NoTenantColumns } else { CaveatCode::SkippedRecords };
            self.say(caveat, said::skipped(lang, count, code.code(), code.reason(lang)));
        }
        for file in files {
            if let Some(why) = &file.read_error {
                self.say(CaveatCode::ReadError, said::read_error(lang, &file.path, &why.say(lang)));
            }
        }
        for file in files.iter().filter(|file| file.damaged) {
            let what = file.set_aside.as_ref().map(|why| why.say(self.lang)).unwrap_or_default();
            self.say(CaveatCode::ArchiveDamaged, said::archive_damaged(lang, &file.path, &what));
        }
        let aside = || files.iter().filter(|file| file.format.is_none() && !file.damaged);
        // Of kinds that are known it is good to know what they are.
        let known: Vec<_> = aside().filter(|file| file.known_kind).take(FILES_NAMED).collect();
        for file in &known {
            let what = file.set_aside.as_ref().map(|why| why.say(lang)).unwrap_or_default();
            self.say(CaveatCode::SetAside, said::note(lang, &file.path, &what));
        }
        self.say_if_any((aside().count() - known.len()) as u64, CaveatCode::SetAside, said::set_aside);
        for file in files {
            for note in file.notes() {
                self.say(of_note(note), said::note(lang, &file.path, &note.words(lang)));
            }
        }
        let replaced = files.iter().map(|file| file.replaced).sum();
        self.say_if_any(replaced, CaveatCode::NotUtf8, said::not_utf8);
    }

    /// Names that Windows PowerShell has destroyed: more of them than people write question marks.
    fn destroyed(&mut self) {
        let destroyed = |file: &FileLedger| file.question_marks * 100 > file.total().records;
        self.say_of_files(destroyed, CaveatCode::NamesDestroyed, said::names_destroyed);
    }

    /// Says something of files, where there are such files.
    fn say_of_files(&mut self, of: fn(&FileLedger) -> bool, code: CaveatCode, words: fn(Lang, &str) -> String) {
        let paths: Vec<&str> = self.data.input.files.iter().filter(|file| of(file)).map(|file| file.path.as_str()).collect();
        if !paths.is_empty() {
            self.say(code, words(self.lang, &self.joined(&paths)));
        }
    }

    fn missing_logs(&mut self) {
        let has = |log| self.data.log_ledger(log).kept > 0;
        match (has(Log::Interactive), has(Log::NonInteractive)) {
            (true, false) => self.say(CaveatCode::InteractiveOnly, said::interactive_only(self.lang)),
            (false, true) => self.say(CaveatCode::NonInteractiveOnly, said::non_interactive_only(self.lang)),
            _ => {}
        }
    }

    /// What was removed from archives on purpose.
    fn removed_days(&mut self) {
        let mut removed: BTreeMap<&str, u64> = BTreeMap::new();
        for file in &self.data.input.files {
            if let Some(before) = &file.removed_before {
                *removed.entry(before).or_default() += file.removed;
            }
        }
        for (before, records) in removed {
            self.say(CaveatCode::DaysRemoved, prune::caveat(self.lang, before, records));
        }
    }

    fn missing_days(&mut self) {
        let (data, lang) = (self.data, self.lang);
        if let Some((first, last)) = data.period() {
            let days = data.input.zone.day(last) - data.input.zone.day(first) + 1;
            if days < SHORT_WINDOW {
                self.say(CaveatCode::ShortWindow, said::short_window(lang, days));
            }
        }
        let mut gaps: BTreeMap<Vec<i64>, Vec<&str>> = BTreeMap::new();
        // A day without a change of settings is nothing unusual, so the audit log is left out.
        for (log, days) in data.input.days.iter().filter(|(log, days)| **log != Log::Audit && gap_days(days) > 0) {
            let (Some(start), Some(end)) = (days.first(), days.last()) else { continue };
            gaps.entry((*start..=*end).filter(|day| !days.contains(day)).collect()).or_default().push(log.name());
        }
        for (gap, logs) in gaps {
            let mut dates: Vec<String> = gap.iter().take(DAYS_NAMED).map(|&day| day_text(day)).collect();
            if gap.len() > dates.len() {
                dates.push("…".to_owned());
            }
            let (dates, logs) = (dates.join(said::separator(lang)), self.joined(&logs));
            self.say(CaveatCode::GapDays, said::gap_days(lang, gap.len(), &dates, &logs));
        }
    }

    fn missing_pages(&mut self) {
        let files = &self.data.input.files;
        for file in files {
            let records = file.total().records;
            if ROUND_LIMITS.contains(&records) {
                self.say(CaveatCode::PossiblyTruncated, said::possibly_truncated(self.lang, &file.path, records));
            }
        }
        // Of the pages in one folder at least one must be the last; else the download stopped early.
        let mut folders: BTreeMap<(&str, Option<&str>), (u64, bool)> = BTreeMap::new();
        for file in files.iter().filter(|file| file.logs.keys().any(|log| log.is_user())) {
            let folder = file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
            let entry = folders.entry((folder, file.format)).or_insert((0, true));
            entry.0 += 1;
            entry.1 &= file.more_pages;
        }
        for ((folder, _), (pages, _)) in folders.into_iter().filter(|(_, (_, all_open))| *all_open) {
            self.say(CaveatCode::MorePages, said::more_pages(self.lang, Some(folder).filter(|folder| !folder.is_empty()), pages));
        }
    }

    fn missing_fields(&mut self) {
        let (data, lang) = (self.data, self.lang);
        for lack in Limitation::ALL {
            let (Some(code), Some(consequence)) = (of_limitation(lack), lack.consequence(lang)) else { continue };
            // What concerns the audit log concerns its records only, everything else the sign-ins of users.
            let concerns = |log: &Log| if lack == Limitation::AuditDepth { *log == Log::Audit } else { log.is_user() };
            let (mut kept, mut formats) = (0, Vec::new());
            for file in data.input.files.iter().filter(|file| file.lacks.contains(&lack)) {
                let records: u64 = file.logs.iter().filter(|(log, _)| concerns(log)).map(|(_, ledger)| ledger.kept).sum();
                kept += records;
                formats.extend(file.format.filter(|format| records > 0 && !formats.contains(format)));
            }
            if kept > 0 {
                let (what, formats) = (lack.words(lang), self.joined(&formats));
                self.say(
                    code,
                    if lack == Limitation::AuditDepth {
                        said::audit_events_without(lang, kept, what, &formats, consequence)
                    } else {
                        said::sign_ins_without(lang, kept, what, &formats, consequence)
                    },
                );
            }
        }
    }

    fn missing_ids(&mut self) {
        let data = self.data;
        let codes = data.input.facts.parts().how.values().iter().any(|how| how.code.get().is_some());
        if !codes && !data.input.facts.is_empty() {
            self.say(CaveatCode::NoCodes, said::no_codes(self.lang, data.tells_outcomes()));
        }
        let by_name = data.facts().filter(|fact| fact.key.app.is_name() || fact.key.resource.is_name()).map(|fact| fact.value.count).sum();
        self.say_if_any(by_name, CaveatCode::NoAppId, said::no_app_id);
        self.say_if_any(data.input.without_id, CaveatCode::NoEventId, said::no_event_id);
    }

    fn assumed(&mut self) {
        self.say_of_files(|file| file.by_position, CaveatCode::HeadingsByPosition, said::headings_by_position);
        self.say_of_files(|file| file.log_assumed, CaveatCode::LogAssumed, said::log_assumed);
    }

    fn doubtful(&mut self) {
        let data = self.data;
        let count = |matches: &dyn Fn(&Fact) -> bool| -> u64 { data.user_facts().filter(|fact| matches(fact)).map(|fact| fact.value.count).sum() };
        self.say_if_any(data.input.masked, CaveatCode::MaskedUsers, said::masked_users);
        let contradicting = count(&|fact| status_contradicts(fact.key.status, fact.outcome) && fact.key.code.get().is_some());
        self.say_if_any(contradicting, CaveatCode::StatusContradictsCode, said::status_contradicts_code);
        let labels = count(&|fact| label_contradicts(data, fact));
        self.say_if_any(labels, CaveatCode::LabelContradictsTenants, said::label_contradicts_tenants);
        let undetermined = count(&|fact| matches!(fact.direction, Direction::Undetermined(_)));
        self.say_if_any(undetermined, CaveatCode::Undetermined, said::undetermined);
        let foreign = count(&|fact| fact.direction == Direction::Foreign);
        self.say_if_any(foreign, CaveatCode::Foreign, said::foreign);
    }
}

/// The caveat of a note about a file.
fn of_note(note: Note) -> CaveatCode {
    match note {
        Note::OtherRecords(_) => CaveatCode::OtherRecords,
        Note::PrefixedLines(_) => CaveatCode::PrefixedLines,
        Note::ShortRows(_) => CaveatCode::ShortRows,
        Note::NoRecords => CaveatCode::NoRecords,
    }
}

/// The caveat of what an export cannot tell; none of the own tenant, of which it is said in any case how it was found.
fn of_limitation(lack: Limitation) -> Option<CaveatCode> {
    Some(match lack {
        Limitation::HomeTenant => CaveatCode::NoHomeTenant,
        Limitation::AccessType => CaveatCode::NoAccessType,
        Limitation::UserType => CaveatCode::NoUserType,
        Limitation::AppOwner => CaveatCode::NoAppOwner,
        Limitation::HomeTenantName => CaveatCode::NoHomeTenantName,
        Limitation::Names => CaveatCode::NoNames,
        Limitation::FailedPolicies => CaveatCode::NoFailedPolicies,
        Limitation::AuditDepth => CaveatCode::LossyAuditCsv,
        Limitation::SingleSignIns => CaveatCode::NoSingleSignIns,
        Limitation::LogOwner => return None,
    })
}

/// Whether the portal's status text says something else than the code.
fn status_contradicts(status: StatusText, outcome: Outcome) -> bool {
    match status {
        StatusText::Absent => false,
        StatusText::Success => matches!(outcome, Outcome::Failure | Outcome::Interrupted),
        StatusText::Failure => outcome != Outcome::Failure,
        StatusText::Interrupted => outcome != Outcome::Interrupted,
    }
}

/// Whether the label says "did not cross" where the tenants differ, or "crossed" where they are the same (external identities do).
fn label_contradicts(data: &Dataset, fact: &Fact) -> bool {
    let Some(label) = data.text(fact.key.access_type) else { return false };
    let (home, resource) = (fact.key.home, fact.key.resource_tenant);
    if home.is_absent() || resource.is_absent() {
        return false;
    }
    let flags = AccessFlags::of(label);
    if home == resource { flags.crosses() && !flags.contains(AccessFlags::B2B_COLLABORATION) } else { flags == AccessFlags::NONE }
}
