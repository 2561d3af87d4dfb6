//! What is it: each input is looked at, and put in the order in which its records count.

use std::collections::BTreeSet;
use std::io::{self, Read};
use std::ops::ControlFlow;
use std::sync::{Arc, Mutex};

use super::archived::ranks;
use super::detect::{Clock, HEAD, Recognised, StepColumns, Verdict, detect, framer, step_columns};
use super::dialect::Want;
use super::further::look_further;
use super::pool::lock;
use super::read::UnitReader;
use super::source::{self, Encoding, Input, InputPart, Opened, UntilError};
use crate::archive::{Archive, of_manifest};
use crate::failure::Failure;
use crate::knowledge::headers::Headers;
use crate::model::Holds;
use crate::model::time::{DateOrder, OrderEvidence, Zone, order_evidence};
use crate::words::{Lang, Text, inputs as said};

/// How files are looked at.
#[derive(Clone, Debug)]
pub struct Looking {
    /// Longest record, in bytes.
    pub max_record: usize,
    /// Bytes that a compressed file may unpack to; `None` = as much as logs do.
    pub max_unpacked: Option<u64>,
    /// Column headings in other languages.
    pub headers: Headers,
    /// Order of day and month, where a file does not tell.
    pub date_order: Option<DateOrder>,
    /// Clock of times without a zone, where a format promises none.
    pub zone: Option<Zone>,
    /// The hashes of the sources of an archive whose events are wanted; `None` = all of them.
    pub sources: Option<Arc<BTreeSet<String>>>,
}

/// A file that was looked at.
pub struct Candidate {
    /// The input.
    pub input: Input,
    /// What it is.
    pub verdict: Verdict,
    /// Size on disk.
    pub bytes: u64,
    /// How it is compressed.
    pub container: Option<&'static str>,
    /// What the bytes of the text are.
    pub encoding: Encoding,
    /// Standard input can be opened only once: what is left of it, the head included.
    pub(super) opened: Option<Opened>,
    /// Whether it could not even be opened: whatever it is, something is missing.
    unreadable: bool,
    /// Where it is set aside: the columns of the steps of authentications, if it tells those of sign-ins in other files.
    pub(super) steps: Option<StepColumns>,
    /// Whether it is a part of an archive: what is given beside the archive is newer.
    pub(super) of_archive: bool,
}

impl Candidate {
    /// Whether it tells the steps of the authentications of sign-ins in other files.
    #[must_use]
    pub fn tells_steps(&self) -> bool {
        self.steps.is_some()
    }

    fn new(input: Input, verdict: Verdict, bytes: u64) -> Self {
        Self { input, verdict, bytes, container: None, encoding: Encoding::Utf8, opened: None, unreadable: false, steps: None, of_archive: false }
    }

    /// Whether it is something that an archive holds beside events.
    #[must_use]
    pub fn is_of_archive(&self) -> bool {
        self.of_archive
    }

    /// Why an archive cannot be used: it is damaged.
    #[must_use]
    pub fn damage(&self) -> Option<&Text> {
        match &self.verdict {
            Verdict::NoLog(why) if self.input.part == Some(InputPart::Archive) => Some(why),
            _ => None,
        }
    }

    /// Whether the input can be read only once, and has been opened.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.opened.is_some()
    }

    /// The text of the input, from its start.
    ///
    /// # Errors
    /// It cannot be opened.
    pub fn into_text(self, looking: &Looking) -> io::Result<UntilError> {
        let opened = self.opened.map_or_else(|| source::open(&self.input, false, looking.max_unpacked), Ok)?;
        Ok(opened.text)
    }
}

/// Looks at every input: what is it, and in which order does it count?
///
/// # Errors
/// A path that does not exist or a folder that cannot be listed. A single file that cannot be opened is a verdict, not an error.
pub fn look(inputs: &[String], looking: &Looking) -> Result<Vec<Candidate>, Failure> {
    let inputs = Mutex::new(source::discover(inputs, looking.max_unpacked)?.into_iter().enumerate());
    // Folders hold many files, and each is looked at by itself.
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let look_at_some = || {
        let mut candidate = Vec::new();
        loop {
            let Some((place, input)) = lock(&inputs).next() else { return candidate };
            let parts = if input.part == Some(InputPart::Archive) { look_into_archive(input, looking) } else { vec![look_at(input, looking)] };
            candidate.extend(parts.into_iter().map(|part| (place, part)));
        }
    };
    let mut all = std::thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(look_at_some)).collect();
        let mut all = look_at_some();
        for other in others {
            all.extend(other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
        all
    });
    all.sort_by_key(|(place, _)| *place);
    let mut all: Vec<Candidate> = all.into_iter().map(|(_, candidate)| candidate).collect();
    let holds_settings = |candidate: &Candidate| matches!(&candidate.verdict, Verdict::Log(found) if found.format.holds == Holds::Settings);
    if all.iter().any(|candidate| !candidate.of_archive && holds_settings(candidate)) {
        all.retain(|candidate| !(candidate.of_archive && holds_settings(candidate)));
    }
    // Of a named archive something must be a log, but not everything.
    let useful: BTreeSet<_> =
        all.iter().filter(|candidate| !matches!(candidate.verdict, Verdict::NoLog(_))).map(|candidate| candidate.input.path.clone()).collect();
    for candidate in &mut all {
        if candidate.unreadable {
            candidate.input.named = true;
        } else if candidate.input.part.is_some() && useful.contains(&candidate.input.path) && matches!(candidate.verdict, Verdict::NoLog(_)) {
            candidate.input.named = false;
        }
    }
    // Input order: by how much a format can tell, then by path.
    // What an archive holds of user lists counts after one that is given beside it.
    let of_archive = |candidate: &Candidate| candidate.of_archive && rank(candidate) != u8::MAX;
    all.sort_by(|a, b| {
        let (path, other) = (a.input.shown.as_bytes(), b.input.shown.as_bytes());
        (rank(a), of_archive(a)).cmp(&(rank(b), of_archive(b))).then_with(|| path.cmp(other))
    });
    Ok(all)
}

/// An archive is one input for each rank of formats that its events came from, and its newest user lists and settings.
fn look_into_archive(input: Input, looking: &Looking) -> Vec<Candidate> {
    let Some(dir) = input.path.clone() else { return Vec::new() };
    let archive = match Archive::open(&dir) {
        Ok(archive) => Arc::new(archive),
        Err(error) => return vec![Candidate::new(input, Verdict::NoLog(of_manifest(&error)), 0)],
    };
    if let Some(damage) = archive.damaged_snapshot() {
        return vec![Candidate::new(input, Verdict::NoLog(damage), 0)];
    }
    let mut candidates: Vec<Candidate> =
        ranks(&archive).into_iter().map(|rank| Candidate::new(input.clone(), Verdict::Archive(archive.clone(), rank), 0)).collect();
    if candidates.is_empty() {
        let empty = archive.manifest().snapshots.is_empty();
        // One without events still is an archive, and its user lists and settings can be added to another.
        let verdict = if empty { Verdict::set_aside(said::empty_archive) } else { Verdict::Archive(archive.clone(), u8::MAX) };
        candidates.push(Candidate::new(input, verdict, 0));
    }
    for path in archive.newest_snapshots() {
        let input = Input::new(source::shown(&path), Some(path), false);
        candidates.push(Candidate { of_archive: true, ..look_at(input, looking) });
    }
    candidates
}

fn rank(candidate: &Candidate) -> u8 {
    match &candidate.verdict {
        Verdict::Log(found) => found.format.rank,
        Verdict::Archive(_, rank) => *rank,
        Verdict::SetAside(_) | Verdict::NoLog(_) => u8::MAX,
    }
}

fn look_at(input: Input, looking: &Looking) -> Candidate {
    let on_disk = || input.path.as_ref().and_then(|path| path.metadata().ok()).map_or(0, |meta| meta.len());
    let bytes = match &input.part {
        Some(InputPart::Member(member)) => member.packed,
        Some(InputPart::Sheet(_) | InputPart::Archive) | None => on_disk(),
    };
    let unreadable = |why: Text| Verdict::no_log(move |lang: Lang| said::unreadable(lang, &why.say(lang)));
    if let Some(why) = input.broken.clone() {
        // A link that leads nowhere is no input.
        let there = input.path.as_ref().is_some_and(|path| path.exists());
        return Candidate { unreadable: there, ..Candidate::new(input, unreadable(why), bytes) };
    }
    let mut opened = match source::open(&input, opens_once(&input), looking.max_unpacked) {
        Ok(opened) => opened,
        Err(error) => {
            let verdict = unreadable(Text::of_io(&error));
            // A link that leads nowhere is no input.
            let missing = error.kind() != std::io::ErrorKind::NotFound;
            return Candidate { unreadable: missing, ..Candidate::new(input, verdict, bytes) };
        }
    };
    let mut head = Vec::new();
    let result = opened.text.by_ref().take(HEAD as u64).read_to_end(&mut head);
    let name = file_name(&input);
    let detect_more = |head: &mut Vec<u8>, text: &mut source::UntilError| {
        // The first record may be long.
        let verdict = detect(head, name, &looking.headers);
        let set_aside = matches!(verdict, Verdict::SetAside(_)) && !opens_once(&input);
        if head.len() < HEAD || matches!(verdict, Verdict::Log(_)) || set_aside {
            return verdict;
        }
        match text.by_ref().take(LONG_HEAD as u64).read_to_end(head) {
            Ok(more) if more > 0 => detect(head, name, &looking.headers),
            _ => verdict,
        }
    };
    let failed = opened.text.error().map(Text::of_io).filter(|_| head.is_empty());
    let unread = result.is_err() || failed.is_some();
    let verdict = match (result, failed) {
        (Err(error), _) => unreadable(Text::of_io(&error)),
        (Ok(_), Some(error)) => unreadable(error),
        (Ok(_), None) => match detect_more(&mut head, &mut opened.text) {
            Verdict::Log(found) => Verdict::Log(with_times(found, &head, &input, looking)),
            Verdict::NoLog(_) if head.starts_with(b"PK\x03\x04") && opens_once(&input) => Verdict::no_log(said::zip_from_pipe),
            other if head.len() < HEAD => other,
            other => look_further(other, &head, &input, looking),
        },
    };
    let steps = if matches!(verdict, Verdict::SetAside(_)) { step_columns(&head, &looking.headers) } else { None };
    let (container, encoding) = (opened.container, opened.encoding);
    let keep_open = opens_once(&input);
    opened.text = opened.text.unread(head);
    Candidate { container, encoding, opened: keep_open.then_some(opened), unreadable: unread, steps, ..Candidate::new(input, verdict, bytes) }
}

pub(super) fn file_name(input: &Input) -> &str {
    input.shown.rsplit('/').next().unwrap_or_default()
}

/// Settles how the times of a file are read.
pub(super) fn with_times(mut found: Recognised, head: &[u8], input: &Input, looking: &Looking) -> Recognised {
    if let (Clock::Unknown, Some(zone)) = (found.clock, looking.zone) {
        found.clock = Clock::Zone(zone);
    }
    // Mostly the first time leaves no doubt, and then it need not be looked for further.
    let mut beginning = &head[..head.len().min(BEGINNING)];
    let (mut evidence, clear) = date_order(&found, &mut beginning, looking.max_record);
    if !clear {
        let mut source = head;
        evidence = date_order(&found, &mut source, looking.max_record).0;
    }
    if evidence == Some(OrderEvidence::Either) && head.len() >= HEAD && !opens_once(input) {
        // The first megabyte may be the first days of one month; further on the file may tell.
        if let Ok(mut opened) = source::open(input, false, looking.max_unpacked) {
            evidence = date_order(&found, &mut opened.text, looking.max_record).0;
        }
    }
    found.date_order = match evidence {
        Some(OrderEvidence::Only(order)) => Some(order),
        Some(OrderEvidence::Either) | None => looking.date_order,
    };
    found
}

/// Times after which one date that can be read in one way only decides: files that were joined of both orders show it sooner.
const SURE_AFTER: u64 = 5000;

/// Bytes in which the first time of a file stands.
const BEGINNING: usize = 1 << 16;

/// What the dates of a file tell about the order of day and month, `None` where its first time leaves no doubt; and whether it does not.
fn date_order(found: &Recognised, source: &mut dyn Read, max_record: usize) -> (Option<OrderEvidence>, bool) {
    let reader = UnitReader::new(0, found, max_record, Want::default());
    let mut framer = framer(found, max_record);
    let mut evidence = None;
    let (mut first, mut seen, mut clear) = (true, 0, false);
    let mut see = |text: &str| {
        let of_this = order_evidence(text);
        match (evidence, of_this) {
            // Times in which nothing is in doubt stand in the whole file.
            (_, None) if first && !text.contains('/') => {
                clear = true;
                return ControlFlow::Break(());
            }
            (Some(OrderEvidence::Only(one)), Some(OrderEvidence::Only(other))) if one != other => {
                // Both orders in one file: nothing can be said of the other dates.
                evidence = Some(OrderEvidence::Either);
                return ControlFlow::Break(());
            }
            (Some(OrderEvidence::Only(_)), _) | (_, None) => {}
            (_, of_this) => evidence = of_this,
        }
        (first, seen) = (false, seen + 1);
        let enough = matches!(evidence, Some(OrderEvidence::Only(_))) && seen >= SURE_AFTER;
        if enough { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    let mut done = false;
    while let (false, Ok(Some(unit))) = (done, framer.next_unit(source, Vec::new())) {
        reader.times(&unit, &mut |text| {
            let flow = see(text);
            done = flow.is_break();
            flow
        });
    }
    (evidence, clear)
}

/// How much more of a file is looked at where its start is no whole record.
pub(super) const LONG_HEAD: usize = 16 << 20;

/// Whether an input can be read only once: standard input, or a pipe given as a path.
pub(super) fn opens_once(input: &Input) -> bool {
    input.path.as_ref().is_none_or(|path| path.metadata().is_ok_and(|meta| !meta.is_file()))
}
