//! Takes in the events of work units in input order: drops duplicates, notes names, rolls up facts.

use std::collections::{BTreeMap, BTreeSet};

use hashbrown::HashSet;

use super::counted::{Beside, CountedInput};
use super::ids::Ids;
use super::{Facts, Granularity, Names, Rolled};
use crate::model::ledger::{FileLedger, LogLedger, Skip};
use crate::model::time::Zone;
use crate::model::{
    AuditEvent, Bound, Counted, EventId, Interner, Log, NewParts, NewTexts, PartMap, PartNumbers, Parts, QUARTER, Relationship, SignIn, Sym,
    TenantId, UserRecord, What,
};
use crate::words::Text;

/// A sign-in as its parts, and what is its own.
#[derive(Clone, Copy, Debug)]
pub struct SignInRow {
    /// When (seconds since 1970-01-01 UTC).
    pub time: i64,
    /// Request id.
    pub id: EventId,
    /// Its parts.
    pub parts: PartNumbers,
}

/// What a worker read from one unit, with symbols and parts of its own.
#[derive(Default)]
pub struct Batch {
    /// Place of the file in the input order.
    pub file: usize,
    /// Who read it.
    pub worker: usize,
    /// The texts that this worker met for the first time.
    pub texts: NewTexts,
    /// The parts that this worker met for the first time.
    pub parts: NewParts,
    /// Sign-ins.
    pub sign_ins: Vec<SignInRow>,
    /// What each stands for, where it is not one sign-in; shorter where the others are.
    pub counted: Vec<Option<Counted>>,
    /// Whether they are of an archive that counts what stays at home.
    pub distilled: bool,
    /// The same at full length, where single events are wanted; their record numbers count from the start of the unit.
    pub details: Vec<SignIn>,
    /// Audit events, likewise.
    pub audits: Vec<AuditEvent>,
    /// Users of a user list.
    pub users: Vec<UserRecord>,
    /// Skipped records, likewise, with the log they belong to.
    pub skips: Vec<(Log, Skip)>,
    /// Records of the unit, those of other logs included.
    pub records: u64,
    /// Records of other logs.
    pub others: u64,
    /// The fields that any record has , as the bits that the readers give them.
    pub seen: u128,
    /// Rows that lack cells at their end.
    pub short_rows: u64,
    /// Records before which something stands on their lines.
    pub prefixed: u64,
    /// Records with bytes that are not UTF-8.
    pub replaced: u64,
    /// Records with a name that has become a run of `?`.
    pub question_marks: u64,
    /// Something between the records says that not all are there.
    pub problem: Option<Text>,
    /// Of rows of an archive that are not all of one file: the file that each sign-in, or each audit event, came from, as its place in the
    /// input order. Their record numbers count from the start of that file.
    pub origins: Vec<usize>,
    /// Whether the archive these rows are of is all there is: it holds no copies, and ids were not read.
    pub unique: bool,
    /// Sign-ins that are rolled up already.
    pub rolled: Option<Rolled>,
}

impl Batch {
    /// An empty batch for a unit of a file, in the memory of this one.
    #[must_use]
    pub fn renewed(mut self, file: usize) -> Self {
        self.sign_ins.clear();
        Self { file, texts: self.texts, parts: self.parts, sign_ins: self.sign_ins, ..Self::default() }
    }

    /// Says what the last sign-in stands for.
    pub fn count(&mut self, counted: Counted) {
        self.counted.resize(self.sign_ins.len().saturating_sub(1), None);
        self.counted.push(Some(counted));
    }

    /// Takes in a sign-in; `details` = at full length too.
    pub fn push(&mut self, event: &SignIn, parts: &mut Parts, details: bool) {
        self.sign_ins.push(SignInRow { time: event.time, id: event.id, parts: parts.of(event) });
        if details {
            self.details.push(*event);
        }
    }
}

/// One sign-in that may cross a border, kept singly for what only the sequence of events can tell.
#[derive(Clone, Copy, Debug)]
pub struct Crossing {
    /// When (seconds since 1970-01-01 UTC).
    pub time: i64,
    /// The fact it was rolled into: its place, see [`Facts::get`].
    pub fact: u32,
}

/// What the collector should keep beyond facts.
#[derive(Clone, Copy, Debug)]
pub struct Keep {
    /// Every sign-in (`events`, `archive add`).
    pub events: bool,
    /// The roll-up that all tables are made of.
    pub facts: bool,
    /// Sign-ins that may cross a border (`report`).
    pub crossings: bool,
    /// Every skipped record (`--rejects`).
    pub rejects: bool,
    /// Zone of the buckets.
    pub zone: Zone,
    /// Width of the buckets.
    pub granularity: Granularity,
    /// `--from` and `--to`.
    pub window: (Option<Bound>, Option<Bound>),
    /// A time to compare across: what came before, and what came from then on.
    pub split: Option<Bound>,
    /// Whether only what lies in the window is wanted whole: of the rest, who met whom and names.
    pub only_window: bool,
    /// Whether accounts and applications are looked at each by themselves: facts are then far fewer.
    pub apart: bool,
    /// Whether it is wanted what sign-ins show about multifactor authentication, devices, protocols and risk: facts are then more.
    pub evidence: bool,
    /// Whether it is asked who was there of those who stay at home, in each quarter of an hour.
    pub quarters: bool,
}

impl Keep {
    /// What tables of days need, of the whole input.
    #[must_use]
    pub fn for_tables(zone: Zone) -> Self {
        Self {
            events: false,
            facts: true,
            crossings: false,
            rejects: false,
            zone,
            granularity: Granularity::Day,
            window: (None, None),
            split: None,
            only_window: false,
            apart: false,
            evidence: false,
            quarters: false,
        }
    }
}

/// Everything known of the input once it was read.
pub struct Collected {
    /// All texts.
    pub texts: Interner,
    /// The roll-up of all kept sign-ins.
    pub facts: Facts,
    /// Names of ids.
    pub names: Names,
    /// Kept sign-ins with the index of their file, if asked for.
    pub events: Vec<(usize, SignIn)>,
    /// Sign-ins that may cross a border, if asked for.
    pub crossings: Vec<Crossing>,
    /// Kept audit events.
    pub audits: Vec<AuditEvent>,
    /// The file of each kept audit event, as its place in the input order, if events were asked for.
    pub audit_files: Vec<usize>,
    /// Users of user lists; of two records of one user the first counts.
    pub users: Vec<UserRecord>,
    /// Cross-tenant access settings among the inputs: path and text.
    pub settings: Vec<(String, String)>,
    /// Whether these settings are the newest of an archive, nothing newer being among the inputs.
    pub settings_of_archive: bool,
    /// Delegated admin relationships, where an export of them is among the inputs.
    pub relationships: Option<Vec<Relationship>>,
    /// The files in input order, those set aside last.
    pub files: Vec<FileLedger>,
    /// Skipped records with the index of their file, if asked for.
    pub rejects: Vec<(usize, Skip)>,
    /// Days (in the zone) that have kept events, by log.
    pub days: BTreeMap<Log, BTreeSet<i64>>,
    /// How many records name each tenant as the owner of the log.
    pub owners: BTreeMap<u32, u64>,
    /// Sign-ins whose user is hidden by the exporting side.
    pub masked: u64,
    /// Sign-ins without an id: duplicates among them cannot be found.
    pub without_id: u64,
    /// What is to be known where records stand for several sign-ins.
    pub counted: CountedInput,
    /// `--from` and `--to`, in seconds since 1970-01-01 UTC; `None` also where they are told from a last event and there is none.
    pub window: Window,
    /// Whether buckets are days or hours.
    pub granularity: Granularity,
    /// Zone of the buckets.
    pub zone: Zone,
}

/// First second and the second after the last, in seconds since 1970-01-01 UTC.
pub type Window = (Option<i64>, Option<i64>);

type AuditKey = (i64, Sym, EventId, Sym);

/// Finds copies among audit events that come in input order.
#[derive(Default)]
pub struct AuditCopies {
    ids: Ids,
    /// Events by what makes two of them the same where one has no id: second, activity, correlation id, first target.
    with_id: HashSet<AuditKey>,
    without_id: HashSet<AuditKey>,
}

impl AuditCopies {
    /// Whether an event is a copy of one that came before.
    pub fn is_copy(&mut self, event: &AuditEvent, texts: &Interner) -> bool {
        // A row of the portal's CSV has no id, and the unified audit log gives it another one; it is the same event as one that agrees in all
        // of this.
        let key = (event.time, event.activity, event.correlation_id, event.target);
        if event.id.is_absent() {
            return self.with_id.contains(&key) || !self.without_id.insert(key);
        }
        let renumbered = !event.own_id && self.with_id.contains(&key);
        let copy = self.ids.again(event.id, texts) || renumbered || self.without_id.contains(&key);
        if event.own_id {
            self.with_id.insert(key);
        }
        copy
    }
}

/// See [`Collected`].
pub struct Collector {
    keep: Keep,
    out: Collected,
    seen: Ids,
    audits: AuditCopies,
    /// Records read so far of the current file.
    current: (usize, u64),
    /// For each worker our symbols of its texts, and our numbers of its parts.
    maps: BTreeMap<usize, (Vec<Sym>, PartMap)>,
    /// The access type of a sign-in that did not cross a border.
    none: Sym,
    /// The window, once it is known.
    window: Option<Window>,
    /// Sign-ins that wait for the end of their batch, or for the last event, from which the window is told: their parts and times.
    waiting: Vec<(PartNumbers, i64)>,
    /// Likewise what stands for several sign-ins.
    waiting_counted: Vec<(PartNumbers, i64, Counted)>,
    /// Which input each file is of, where some input counts sign-ins.
    beside: Option<Beside>,
    /// Which sign-ins of a batch are copies, and our numbers of the parts of each.
    copies: Vec<bool>,
    numbers: Vec<PartNumbers>,
    /// What is not yet in the ledger of a file: mostly, many sign-ins of one log follow each other.
    tally: Option<((usize, Log), LogLedger)>,
}

/// So many sign-ins are looked at together.
const AT_ONCE: usize = 256;

/// Sign-ins of one record that are looked at singly.
const MOST_AT_ONCE: u32 = 10_000;

/// How many skipped records of a code are kept with their details when not all are.
const SHOWN_SKIPS: usize = 3;

impl Collector {
    /// A collector over these files, in input order.
    #[must_use]
    pub fn new(keep: Keep, files: Vec<FileLedger>) -> Self {
        let mut texts = Interner::new();
        let none = texts.intern("none");
        let fixed = |bound: Option<Bound>| bound.map_or(Some(None), |bound| bound.fixed().map(Some));
        let mut facts = Facts::new(keep.granularity, keep.zone);
        facts.split_at(keep.split.and_then(Bound::fixed));
        Self {
            keep,
            out: Collected {
                texts,
                facts,
                names: Names::default(),
                events: Vec::new(),
                crossings: Vec::new(),
                audits: Vec::new(),
                audit_files: Vec::new(),
                users: Vec::new(),
                settings: Vec::new(),
                settings_of_archive: false,
                relationships: None,
                files,
                rejects: Vec::new(),
                days: BTreeMap::new(),
                owners: BTreeMap::new(),
                masked: 0,
                without_id: 0,
                counted: CountedInput::default(),
                window: (None, None),
                granularity: keep.granularity,
                zone: keep.zone,
            },
            seen: Ids::default(),
            audits: AuditCopies::default(),
            current: (0, 0),
            maps: BTreeMap::new(),
            none,
            window: fixed(keep.window.0).zip(fixed(keep.window.1)).filter(|_| fixed(keep.split).is_some()),
            waiting: Vec::new(),
            waiting_counted: Vec::new(),
            beside: None,
            copies: Vec::new(),
            numbers: Vec::new(),
            tally: None,
        }
    }

    /// Looks for days of a log that an input which counts sign-ins shares with another: they would count twice.
    pub fn look_beside(&mut self, beside: Beside) {
        self.beside = Some(beside);
    }

    /// Says that nobody asks who of these tenants is there at home, where accounts and applications are looked at each by themselves.
    pub fn leave_out_at_home(&mut self, tenants: &[String]) {
        let tenants: Vec<TenantId> = tenants.iter().map(|id| TenantId(self.out.texts.intern(&id.to_lowercase()))).collect();
        if self.keep.apart {
            self.out.facts.leave_out_at_home(tenants, self.none);
        }
    }

    /// Takes in a batch. Batches come in input order: of two copies of an event the first counts.
    pub fn commit(&mut self, batch: &Batch) {
        if self.current.0 != batch.file {
            self.current = (batch.file, 0);
        }
        let base = self.current.1;
        self.current.1 += batch.records;
        // A worker's batches come in the order in which it read them, so what it met earlier is known here. Which worker read what makes
        // no difference: a text that is new in the input is new to whoever meets it first.
        let (mut map, mut parts) = self.maps.remove(&batch.worker).unwrap_or_default();
        batch.texts.learn(&mut map, &mut self.out.texts);
        batch.parts.learn(&mut parts, &map, self.out.facts.parts_mut());
        let file = &mut self.out.files[batch.file];
        file.others += batch.others;
        file.seen |= batch.seen;
        file.short_rows += batch.short_rows;
        file.prefixed += batch.prefixed;
        file.replaced += batch.replaced;
        file.question_marks += batch.question_marks;
        file.read_error = file.read_error.take().or_else(|| batch.problem.clone());
        for (log, skip) in &batch.skips {
            let skip = Skip { record: base + skip.record, ..skip.clone() };
            let ledger = file.logs.entry(*log).or_default();
            ledger.records += 1;
            ledger.skipped += 1;
            let (count, shown) = file.skips.entry(skip.code).or_default();
            *count += 1;
            if shown.len() < SHOWN_SKIPS {
                shown.push(skip.clone());
            }
            if self.keep.rejects {
                self.out.rejects.push((batch.file, skip));
            }
        }
        // Rows of an archive come from many files, and know their record numbers.
        let origin = |place: usize| batch.origins.get(place).map_or((batch.file, base), |&file| (file, 0));
        let mut copies = std::mem::take(&mut self.copies);
        if batch.unique {
            copies.clear();
            copies.resize(batch.sign_ins.len(), false);
        } else {
            self.seen.all_again(batch.sign_ins.iter().map(|event| event.id.remap(&map)), &self.out.texts, &mut copies);
        }
        // All are looked at for one thing before the next, as their ids were.
        let mut numbers = std::mem::take(&mut self.numbers);
        numbers.clear();
        numbers.extend(batch.sign_ins.iter().map(|event| parts.of(event.parts)));
        for ((place, event), (&parts, &copy)) in batch.sign_ins.iter().enumerate().zip(numbers.iter().zip(&copies)) {
            let event = SignInRow { parts, ..*event };
            let (file, base) = origin(place);
            let counted = batch.counted.get(place).copied().flatten();
            if let (Some(_), true) = (counted, batch.distilled) {
                self.note_home(event.parts);
            }
            let kept = self.sign_in(file, &event, (copy, batch.unique), counted);
            if let Some(details) = batch.details.get(place).filter(|_| kept && self.keep.events) {
                let mut details = details.remap(&map);
                details.record += base;
                self.out.events.push((file, details));
            }
        }
        (self.copies, self.numbers) = (copies, numbers);
        self.roll_up();
        self.count();
        if let Some(rolled) = &batch.rolled {
            self.rolled(rolled, &parts);
        }
        self.out.files[batch.file].users += batch.users.len() as u64;
        self.out.users.extend(batch.users.iter().map(|user| user.remap(&map)));
        for (place, event) in batch.audits.iter().enumerate() {
            let mut event = event.remap(&map);
            let (file, base) = origin(place);
            event.record += base;
            self.audit(file, event);
        }
        self.maps.insert(batch.worker, (map, parts));
    }

    /// Notes whose sign-ins at home are counted.
    fn note_home(&mut self, parts: PartNumbers) {
        let parts_of = self.out.facts.parts();
        let how = &parts_of.how.values()[parts.how as usize];
        let (user_log, home) = (how.log.is_user(), parts_of.who.values()[parts.who as usize].home);
        self.out.counted.distilled = true;
        if user_log {
            self.out.counted.homes.insert(home.0.0);
        }
    }

    /// Takes in sign-ins that are rolled up, and hold no copies.
    fn rolled(&mut self, rolled: &Rolled, map: &PartMap) {
        for &(file, count, span) in rolled.files() {
            if let Some(beside) = &mut self.beside {
                beside.see(file, rolled.log(), span.0);
                beside.see(file, rolled.log(), span.1);
            }
            self.out.files[file].logs.entry(rolled.log()).or_default().keep_many(count, span);
        }
        rolled.add_to(&mut self.out.facts, map);
    }

    /// Takes in a sign-in, or what stands for several; gives whether it is kept as an event.
    fn sign_in(&mut self, file: usize, event: &SignInRow, (copy, unique): (bool, bool), counted: Option<Counted>) -> bool {
        let log = self.out.facts.parts().how.values()[event.parts.how as usize].log;
        if let Some(beside) = &mut self.beside {
            beside.see(file, log, event.time);
        }
        if self.tally.as_ref().is_none_or(|(of, _)| *of != (file, log)) {
            self.count();
        }
        let (_, ledger) = self.tally.get_or_insert(((file, log), LogLedger::default()));
        let sign_ins = counted.map_or(1, |counted| u64::from(counted.sign_ins));
        if copy {
            ledger.records += sign_ins;
            ledger.duplicates += sign_ins;
            return false;
        }
        if let Some(counted) = counted {
            if counted.sign_ins > 0 {
                ledger.keep_many(sign_ins, (event.time, counted.last));
            }
            match self.window {
                _ if !self.keep.facts => {}
                Some(window) => {
                    self.roll_up();
                    self.roll_up_counted(event.parts, event.time, counted, window);
                }
                None => self.waiting_counted.push((event.parts, event.time, counted)),
            }
            return false;
        }
        ledger.keep(event.time);
        self.out.without_id += u64::from(!unique && event.id.is_absent());
        if self.keep.facts {
            self.waiting.push((event.parts, event.time));
        }
        true
    }

    /// Puts what was counted into its ledger.
    fn count(&mut self) {
        if let Some(((file, log), counted)) = self.tally.take() {
            self.out.files[file].logs.entry(log).or_default().add(&counted);
        }
    }

    /// Rolls the sign-ins that wait up into facts, once the window is known.
    fn roll_up(&mut self) {
        let Some((from, to)) = self.window else { return };
        let mut waiting = std::mem::take(&mut self.waiting);
        // In lots: what is known of accounts stands all over the memory, which answers many questions at once.
        for lot in waiting.chunks(AT_ONCE) {
            self.out.facts.see_all(lot, self.keep.apart);
            for &(numbers, time) in lot {
                let in_window = from.is_none_or(|from| time >= from) && to.is_none_or(|to| time < to);
                self.add(numbers, (time, time), 1, in_window);
            }
        }
        waiting.clear();
        self.waiting = waiting;
    }

    /// Adds sign-ins of one bucket and on one side of the window.
    fn add(&mut self, numbers: PartNumbers, span: (i64, i64), count: u32, in_window: bool) {
        let facts = &mut self.out.facts;
        let parts = if self.keep.only_window && !in_window { bare(numbers, facts.parts_mut()) } else { numbers };
        if self.keep.apart {
            facts.add_apart(parts, span, count, in_window);
            return;
        }
        let (who, how) = (facts.parts().who.values()[numbers.who as usize], facts.parts().how.values()[numbers.how as usize]);
        let fact = facts.add_many(parts, span, count, in_window);
        let labelled = !how.access_type.is_absent() && how.access_type != self.none;
        if self.keep.crossings && how.log.is_user() && (who.home != how.resource_tenant || labelled) {
            // Of several the first and the last are known. More than so many in a moment are of no sequence that means anything.
            let times = [span.0].into_iter().chain(std::iter::repeat_n(span.1, count.min(MOST_AT_ONCE) as usize).skip(1));
            self.out.crossings.extend(times.map(|time| Crossing { time, fact }));
        }
    }

    /// Rolls what stands for several sign-ins up into facts. Where a bound of the window, or of a bucket, lies between the first and the last,
    /// how many lie on each side is not known: that one does is, and that it is so is noted.
    fn roll_up_counted(&mut self, numbers: PartNumbers, time: i64, counted: Counted, (from, to): Window) {
        let facts = &mut self.out.facts;
        facts.see(numbers, counted.last);
        let is_user = facts.parts().how.values()[numbers.how as usize].log.is_user();
        let inside = |time: i64| from.is_none_or(|from| time >= from) && to.is_none_or(|to| time < to);
        let last = counted.last;
        let between = |bound: Option<i64>, first: i64, last: i64| bound.is_some_and(|bound| bound > first && bound <= last);
        let split = facts.split();
        let mut cut = [from, to, split].into_iter().any(|bound| between(bound, time, last));
        match counted.sign_ins {
            // What only tells names is nobody's sign-in.
            0 if self.keep.apart => {}
            0 => {
                self.add(numbers, (time, time), 0, inside(time));
                let asked = self.keep.quarters;
                for quarter in counted.quarters(time).filter(|_| asked) {
                    cut |= [from, to, split].into_iter().any(|bound| between(bound, quarter, quarter + QUARTER - 1));
                    self.add(numbers, (quarter, quarter), 0, inside(quarter));
                }
            }
            count if !cut && facts.alike((time, last)) => self.add(numbers, (time, last), count, inside(time)),
            count => {
                cut = true;
                self.add(numbers, (time, time), 1, inside(time));
                self.add(numbers, (last, last), count - 1, inside(last));
            }
        }
        let noted = if is_user { &mut self.out.counted.cut_users } else { &mut self.out.counted.cut_workloads };
        *noted |= cut;
    }

    /// The window, told from the last event where it is not fixed, and the sign-ins that waited for it.
    fn settle_window(&mut self) {
        let window = self.window.unwrap_or_else(|| {
            let last = last_event(&self.out.files);
            let told = |bound: Option<Bound>| Some(bound?.of(last?, self.keep.zone));
            self.out.facts.split_at(told(self.keep.split));
            (told(self.keep.window.0), told(self.keep.window.1))
        });
        self.window = Some(window);
        self.roll_up();
        for (parts, time, counted) in std::mem::take(&mut self.waiting_counted) {
            self.roll_up_counted(parts, time, counted, window);
        }
        self.out.window = window;
    }

    fn audit(&mut self, file: usize, event: AuditEvent) {
        let known = self.audits.is_copy(&event, &self.out.texts);
        let ledger = self.out.files[file].logs.entry(Log::Audit).or_default();
        if known {
            ledger.records += 1;
            ledger.duplicates += 1;
            return;
        }
        ledger.keep(event.time);
        self.out.days.entry(Log::Audit).or_default().insert(self.keep.zone.day(event.time));
        if !event.owner.is_absent() {
            *self.out.owners.entry(event.owner.0.0).or_default() += 1;
        }
        self.out.audits.push(event);
        if self.keep.events {
            self.out.audit_files.push(file);
        }
    }

    /// The sign-ins kept so far, if asked for.
    #[must_use]
    pub fn events(&self) -> &[(usize, SignIn)] {
        &self.out.events
    }

    /// Takes the sign-ins kept so far out, with the interner of their symbols.
    pub fn take_events(&mut self) -> (Vec<(usize, SignIn)>, &mut Interner) {
        (std::mem::take(&mut self.out.events), &mut self.out.texts)
    }

    /// Notes sign-ins of an archive that have no id, where ids are not read.
    pub fn without_id(&mut self, count: u64) {
        self.out.without_id += count;
    }

    /// Notes that the settings are the newest of an archive.
    pub fn settings_are_of_archive(&mut self) {
        self.out.settings_of_archive = true;
    }

    /// Takes in cross-tenant access settings: path and text.
    pub fn settings(&mut self, path: String, text: String) {
        self.out.settings.push((path, text));
    }

    /// Takes in delegated admin relationships, read into our texts.
    pub fn relationships(&mut self, read: impl FnOnce(&mut Interner) -> Vec<Relationship>) {
        let read = read(&mut self.out.texts);
        self.out.relationships.get_or_insert_default().extend(read);
    }

    /// The ledger of a file, to note what only the reader of the file knows.
    pub fn file_mut(&mut self, file: usize) -> &mut FileLedger {
        &mut self.out.files[file]
    }

    /// Everything collected.
    #[must_use]
    pub fn finish(mut self) -> Collected {
        self.settle_window();
        self.out.counted.twice = self.beside.take().and_then(Beside::twice);
        self.out.facts.close();
        let facts = &self.out.facts;
        // Where accounts are told apart, none is asked for by its name.
        self.out.names = facts.names(&self.out.texts, !self.keep.apart);
        self.out.days.extend(facts.days());
        let parts = facts.parts();
        for (numbers, count) in facts.counts() {
            let owner = parts.how.values()[numbers.how as usize].owner;
            if !owner.is_absent() {
                *self.out.owners.entry(owner.0.0).or_default() += count;
            }
            if parts.who.values()[numbers.who as usize].masked {
                self.out.masked += count;
            }
        }
        self.out
    }
}

/// Time of the last sign-in, or of the last audit event where there are no sign-ins.
fn last_event(files: &[FileLedger]) -> Option<i64> {
    let last = |audit: bool| {
        let spans = files.iter().flat_map(|file| &file.logs).filter(|(log, _)| (**log == Log::Audit) == audit);
        spans.filter_map(|(_, ledger)| ledger.span).map(|(_, last)| last).max()
    };
    last(false).or_else(|| last(true))
}

/// The parts of a sign-in of which only who met whom is wanted.
fn bare(numbers: PartNumbers, parts: &mut Parts) -> PartNumbers {
    let how = parts.how.values()[numbers.how as usize];
    PartNumbers { who: numbers.who, what: parts.what.number(What::ABSENT), how: parts.how.number(how.without_end()) }
}

impl Collected {
    /// The symbol of a tenant id given by the user, interning it if it never occurs.
    pub fn tenant(&mut self, id: &str) -> TenantId {
        TenantId(self.texts.intern(&id.to_lowercase()))
    }
}
