//! Takes in the events of work units in input order: drops duplicates, notes names, rolls up facts.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashSet};

use super::{FactKey, FactValue, Facts, Granularity, Names};
use crate::ingest::ledger::{FileLedger, Skip};
use crate::model::time::Zone;
use crate::model::{AuditEvent, EventId, Interner, Log, SignIn, Sym, TenantId, UserKey, UserRecord};

/// What a worker read from one unit, with symbols of its own interner.
#[derive(Default)]
pub struct Batch {
    /// Place of the file in the input order.
    pub file: usize,
    /// Texts of this batch.
    pub texts: Interner,
    /// Sign-ins, their record numbers counted from the start of the unit.
    pub sign_ins: Vec<SignIn>,
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
    /// Records with bytes that are not UTF-8.
    pub replaced: u64,
    /// Records with a name that has become a run of `?`.
    pub question_marks: u64,
}

impl Batch {
    /// An empty batch for a unit of a file, in the memory of this one.
    #[must_use]
    pub fn renewed(mut self, file: usize) -> Self {
        self.texts.clear();
        self.sign_ins.clear();
        Self { file, texts: self.texts, sign_ins: self.sign_ins, ..Self::default() }
    }
}

/// One sign-in that may cross a border, kept singly for what only the sequence of events can tell.
#[derive(Clone, Copy, Debug)]
pub struct Crossing {
    /// When (seconds since 1970-01-01 UTC).
    pub time: i64,
    /// The fact it was rolled into: its place in [`Facts::rows`].
    pub fact: u32,
}

/// What the collector should keep beyond facts.
#[derive(Clone, Copy, Debug)]
pub struct Keep {
    /// Every sign-in (`events`).
    pub events: bool,
    /// Sign-ins that may cross a border (`report`).
    pub crossings: bool,
    /// Every skipped record (`--rejects`).
    pub rejects: bool,
    /// Zone of the buckets.
    pub zone: Zone,
    /// Width of the buckets.
    pub granularity: Granularity,
    /// `--from` and `--to`, in seconds since 1970-01-01 UTC.
    pub window: (Option<i64>, Option<i64>),
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
    /// Users of user lists; of two records of one user the first counts.
    pub users: Vec<UserRecord>,
    /// Cross-tenant access settings among the inputs: path and text.
    pub settings: Vec<(String, String)>,
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
    /// Whether buckets are days or hours.
    pub granularity: Granularity,
    /// Zone of the buckets.
    pub zone: Zone,
}

type AuditKey = (i64, Sym, EventId, Sym);

/// See [`Collected`].
pub struct Collector {
    keep: Keep,
    out: Collected,
    seen: HashSet<u128>,
    seen_audits: HashSet<u128>,
    /// Audit events by what makes two of them the same where one has no id: second, activity, correlation id, first target.
    audits_with_id: HashSet<AuditKey>,
    audits_without_id: HashSet<AuditKey>,
    hasher: DefaultHashBuilder,
    /// Records read so far of the current file.
    current: (usize, u64),
    map: Vec<Sym>,
    /// The access type of a sign-in that did not cross a border.
    none: Sym,
}

/// How many skipped records of a code are kept with their details when not all are.
const SHOWN_SKIPS: usize = 3;

impl Collector {
    /// A collector over these files, in input order.
    #[must_use]
    pub fn new(keep: Keep, files: Vec<FileLedger>) -> Self {
        let mut texts = Interner::new();
        let none = texts.intern("none");
        Self {
            keep,
            out: Collected {
                texts,
                facts: Facts::default(),
                names: Names::default(),
                events: Vec::new(),
                crossings: Vec::new(),
                audits: Vec::new(),
                users: Vec::new(),
                settings: Vec::new(),
                files,
                rejects: Vec::new(),
                days: BTreeMap::new(),
                owners: BTreeMap::new(),
                masked: 0,
                without_id: 0,
                granularity: keep.granularity,
                zone: keep.zone,
            },
            seen: HashSet::new(),
            seen_audits: HashSet::new(),
            audits_with_id: HashSet::new(),
            audits_without_id: HashSet::new(),
            hasher: DefaultHashBuilder::default(),
            current: (0, 0),
            map: Vec::new(),
            none,
        }
    }

    /// Takes in a batch. Batches come in input order: of two copies of an event the first counts.
    pub fn commit(&mut self, batch: &Batch) {
        if self.current.0 != batch.file {
            self.current = (batch.file, 0);
        }
        let base = self.current.1;
        self.current.1 += batch.records;
        self.map.clear();
        self.map.push(Sym::ABSENT);
        for n in 1..batch.texts.len() {
            let text = batch.texts.text(Sym(u32::try_from(n).unwrap_or(u32::MAX)));
            let sym = self.out.texts.intern(text);
            self.map.push(sym);
        }
        let file = &mut self.out.files[batch.file];
        file.others += batch.others;
        file.replaced += batch.replaced;
        file.question_marks += batch.question_marks;
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
        for event in &batch.sign_ins {
            let mut event = event.remap(&self.map);
            event.record += base;
            self.sign_in(batch.file, &event);
        }
        self.out.files[batch.file].users += batch.users.len() as u64;
        self.out.users.extend(batch.users.iter().map(|user| user.remap(&self.map)));
        for event in &batch.audits {
            let mut event = event.remap(&self.map);
            event.record += base;
            self.audit(batch.file, event);
        }
    }

    fn identity(&self, id: EventId) -> u128 {
        id.guid().unwrap_or_else(|| {
            // A masked id: two independent 64-bit hashes of its text stand in for the number that a GUID is.
            let text = id.to_text(&self.out.texts).unwrap_or_default();
            u128::from(self.hasher.hash_one(&text)) << 64 | u128::from(self.hasher.hash_one((&text, 1)))
        })
    }

    fn sign_in(&mut self, file: usize, event: &SignIn) {
        let known = !event.id.is_absent() && {
            let identity = self.identity(event.id);
            !self.seen.insert(identity)
        };
        let ledger = self.out.files[file].logs.entry(event.log).or_default();
        if known {
            ledger.records += 1;
            ledger.duplicates += 1;
            return;
        }
        ledger.keep(event.time);
        self.out.without_id += u64::from(event.id.is_absent());
        let user = UserKey::new(event.user, event.lower_upn);
        self.out.names.see(event, user, &self.out.texts);
        self.out.days.entry(event.log).or_default().insert(self.keep.zone.day(event.time));
        if !event.owner.is_absent() {
            *self.out.owners.entry(event.owner.0.0).or_default() += 1;
        }
        self.out.masked += u64::from(event.masked);
        let (from, to) = self.keep.window;
        let bucket = match self.keep.granularity {
            Granularity::Day => self.keep.zone.day(event.time),
            Granularity::Hour => self.keep.zone.hour_start(event.time),
        };
        let in_window = from.is_none_or(|from| event.time >= from) && to.is_none_or(|to| event.time < to);
        let key = FactKey::of(event, bucket, in_window);
        let fact = self.out.facts.add(key, FactValue { count: 1, first: event.time, last: event.time });
        if self.keep.events {
            self.out.events.push((file, *event));
        }
        let labelled = !event.access_type.is_absent() && event.access_type != self.none;
        if self.keep.crossings && event.log.is_user() && (event.home != event.resource_tenant || labelled) {
            self.out.crossings.push(Crossing { time: event.time, fact });
        }
    }

    fn audit(&mut self, file: usize, event: AuditEvent) {
        // A row of the portal's CSV has no id, and the unified audit log gives it another one; it is the same event as one that agrees in all
        // of this.
        let key = (event.time, event.activity, event.correlation_id, event.target);
        let known = if event.id.is_absent() {
            self.audits_with_id.contains(&key) || !self.audits_without_id.insert(key)
        } else {
            let identity = self.identity(event.id);
            let renumbered = !event.own_id && self.audits_with_id.contains(&key);
            !self.seen_audits.insert(identity) || renumbered || self.audits_without_id.contains(&key)
        };
        if !event.id.is_absent() && event.own_id {
            self.audits_with_id.insert(key);
        }
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
    }

    /// Takes in cross-tenant access settings: path and text.
    pub fn settings(&mut self, path: String, text: String) {
        self.out.settings.push((path, text));
    }

    /// The ledger of a file, to note what only the reader of the file knows.
    pub fn file_mut(&mut self, file: usize) -> &mut FileLedger {
        &mut self.out.files[file]
    }

    /// Everything collected.
    #[must_use]
    pub fn finish(self) -> Collected {
        self.out
    }
}

impl Collected {
    /// The symbol of a tenant id given by the user, interning it if it never occurs.
    pub fn tenant(&mut self, id: &str) -> TenantId {
        TenantId(self.texts.intern(&id.to_lowercase()))
    }
}
