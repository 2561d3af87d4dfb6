//! Sign-ins that wait for all others of their day: a file of the archive holds a whole day, and logs come in any order. Each takes 92 bytes.
//! Beyond a bound they wait in a file beside what is staged, which has no name and goes with this process.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::Row;
use crate::model::{EventId, Log, PartNumbers, Parts, SignIn, Sym};

/// A log and a day of it, by its number.
pub type LogDay = (Log, i64);

/// Seconds of a day.
const DAY: i64 = 86_400;

/// A sign-in with its source, its parts being numbers.
type Words = [u32; 23];

/// Bytes that wait in memory.
const HELD: usize = 32 << 20;

/// See the module.
pub struct Waiting {
    folder: PathBuf,
    parts: Parts,
    days: BTreeMap<LogDay, Day>,
    held: usize,
    most: usize,
    file: Option<Mutex<File>>,
    /// Rows in the file.
    written: u64,
}

/// The sign-ins of a day: those in memory, and at which row of the file how many others begin.
#[derive(Default)]
struct Day {
    held: Vec<Words>,
    written: Vec<(u64, usize)>,
}

impl Waiting {
    /// None yet; what does not fit into memory waits in this folder.
    #[must_use]
    pub fn new(folder: &Path) -> Self {
        Self::holding(folder, HELD)
    }

    fn holding(folder: &Path, most: usize) -> Self {
        Self { folder: folder.to_owned(), parts: Parts::default(), days: BTreeMap::new(), held: 0, most, file: None, written: 0 }
    }

    /// The days that have any.
    #[must_use]
    pub fn days(&self) -> BTreeSet<LogDay> {
        self.days.keys().copied().collect()
    }

    /// Lets all of them go, and the file with them.
    pub fn clear(&mut self) {
        *self = Self::holding(&self.folder, self.most);
    }

    /// How many a day has.
    #[must_use]
    pub fn count(&self, day: LogDay) -> usize {
        self.days.get(&day).map_or(0, |day| day.held.len() + day.written.iter().map(|(_, count)| count).sum::<usize>())
    }

    /// Takes one in. The texts of all are of one interner.
    ///
    /// # Errors
    /// It does not fit into memory, and the file cannot be written.
    pub fn push(&mut self, row: &Row<SignIn>) -> io::Result<()> {
        let words = words(row, self.parts.of(&row.event));
        self.days.entry((row.event.log, row.event.time.div_euclid(DAY))).or_default().held.push(words);
        self.held += size_of::<Words>();
        if self.held > self.most { self.write() } else { Ok(()) }
    }

    /// Writes what is in memory to the file.
    fn write(&mut self) -> io::Result<()> {
        let file = match &mut self.file {
            Some(file) => file,
            none => none.insert(Mutex::new(tempfile::tempfile_in(&self.folder)?)),
        };
        let mut file = BufWriter::with_capacity(1 << 16, file.get_mut().unwrap_or_else(PoisonError::into_inner));
        for day in self.days.values_mut().filter(|day| !day.held.is_empty()) {
            let rows = std::mem::take(&mut day.held);
            for word in rows.as_flattened() {
                file.write_all(&word.to_le_bytes())?;
            }
            day.written.push((self.written, rows.len()));
            self.written += rows.len() as u64;
        }
        self.held = 0;
        file.flush()
    }

    /// The sign-ins of a day, in the order in which they came.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn rows(&self, day: LogDay) -> io::Result<Vec<Row<SignIn>>> {
        let mut rows = Vec::with_capacity(self.count(day));
        let Some(day) = self.days.get(&day) else { return Ok(rows) };
        let mut bytes = Vec::new();
        for &(first, count) in &day.written {
            bytes.resize(count * size_of::<Words>(), 0);
            if let Some(file) = &self.file {
                let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
                file.seek(SeekFrom::Start(first * size_of::<Words>() as u64))?;
                file.read_exact(&mut bytes)?;
            }
            let (words, _) = bytes.as_chunks();
            let words: Vec<u32> = words.iter().map(|word| u32::from_le_bytes(*word)).collect();
            rows.extend(words.as_chunks().0.iter().map(|words| self.row(words)));
        }
        rows.extend(day.held.iter().map(|words| self.row(words)));
        Ok(rows)
    }

    fn row(&self, words: &Words) -> Row<SignIn> {
        #[rustfmt::skip]
        let [t0, t1, i0, i1, i2, i3, id, c0, c1, c2, c3, correlation, who, what, how, client_app, ip, reason, access, policies, r0, r1, source] = *words;
        let event = SignIn {
            time: whole([t0, t1]).cast_signed(),
            id: EventId::of_parts(u128::from(whole([i0, i1])) | u128::from(whole([i2, i3])) << 64, Sym(id)),
            correlation_id: EventId::of_parts(u128::from(whole([c0, c1])) | u128::from(whole([c2, c3])) << 64, Sym(correlation)),
            client_app: Sym(client_app),
            ip: Sym(ip),
            failure_reason: Sym(reason),
            conditional_access: Sym(access),
            ca_policies: Sym(policies),
            record: whole([r0, r1]),
            ..self.parts.sign_in(PartNumbers { who, what, how })
        };
        Row { event, source }
    }
}

fn words(row: &Row<SignIn>, PartNumbers { who, what, how }: PartNumbers) -> Words {
    let event = &row.event;
    let ([t0, t1], [r0, r1]) = (halves(event.time.cast_unsigned()), halves(event.record));
    let ([i0, i1, i2, i3, id], [c0, c1, c2, c3, correlation]) = (id_words(event.id), id_words(event.correlation_id));
    let [client_app, ip, reason] = [event.client_app.0, event.ip.0, event.failure_reason.0];
    let [access, policies, source] = [event.conditional_access.0, event.ca_policies.0, row.source];
    #[rustfmt::skip]
    let words = [t0, t1, i0, i1, i2, i3, id, c0, c1, c2, c3, correlation, who, what, how, client_app, ip, reason, access, policies, r0, r1, source];
    words
}

fn id_words(id: EventId) -> [u32; 5] {
    let (guid, text) = id.into_parts();
    #[expect(clippy::cast_possible_truncation, reason = "the two halves")]
    let ([a, b], [c, d]) = (halves(guid as u64), halves((guid >> 64) as u64));
    [a, b, c, d, text.0]
}

#[expect(clippy::cast_possible_truncation, reason = "the two halves")]
fn halves(number: u64) -> [u32; 2] {
    [number as u32, (number >> 32) as u32]
}

fn whole([low, high]: [u32; 2]) -> u64 {
    u64::from(low) | u64::from(high) << 32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{AppId, ErrorCode, Evidence, Interner, Mfa, StatusText, TenantId, UserId, UserType};
    use proptest::prelude::*;

    fn sign_in((time, record, guid, n): (i64, u64, u128, u32), texts: &mut Interner) -> SignIn {
        let mut text = |what: &str| texts.intern(&format!("{what} {}", n % 7));
        SignIn {
            id: if guid % 5 == 0 { EventId::named(text("id")) } else { EventId::of_parts(guid | 1, Sym::ABSENT) },
            correlation_id: EventId::of_parts(guid.rotate_left(9) | 1, Sym::ABSENT),
            home: TenantId(text("home")),
            home_name: text("home name"),
            resource_tenant: TenantId(text("resource tenant")),
            owner: TenantId(text("owner")),
            access_type: text("access"),
            user: UserId(text("user")),
            upn: text("Upn"),
            lower_upn: text("upn"),
            user_name: text("name"),
            user_type: if n % 2 == 0 { UserType::Guest } else { UserType::Absent },
            app: AppId(text("app")),
            app_name: text("app name"),
            app_owner: TenantId(text("app owner")),
            resource: AppId(text("resource")),
            resource_name: text("resource name"),
            country: text("country"),
            client_app: text("client"),
            ip: text("ip"),
            code: ErrorCode(i64::from(n)),
            status: if n % 3 == 0 { StatusText::Failure } else { StatusText::Success },
            failure_reason: text("reason"),
            risk_in_reason: n % 4 == 0,
            evidence: Evidence::NONE.with_kind(if n % 5 == 0 { Mfa::External } else { Mfa::Here }),
            conditional_access: text("access result"),
            ca_policies: text("policies"),
            masked: n % 6 == 0,
            record,
            ..SignIn::empty(time, if n % 2 == 0 { Log::Interactive } else { Log::NonInteractive })
        }
    }

    proptest! {
        /// What waits comes back as it was, day by day, in order, whether in memory or in a file.
        #[test]
        fn what_waits_comes_back(events in proptest::collection::vec((-400_000i64..400_000, any::<u64>(), any::<u128>(), any::<u32>()), 0..60), most in 0usize..4_000) {
            let folder = tempfile::tempdir().expect("folder");
            let (mut waiting, mut texts) = (Waiting::holding(folder.path(), most), Interner::new());
            let rows: Vec<Row<SignIn>> = (0..).zip(&events).map(|(source, &event)| Row { event: sign_in(event, &mut texts), source }).collect();
            for row in &rows {
                waiting.push(row).expect("written");
            }
            let mut found = 0;
            for day in waiting.days() {
                let of_day: Vec<String> = rows.iter().filter(|row| (row.event.log, row.event.time.div_euclid(DAY)) == day).map(|row| format!("{row:?}")).collect();
                let back: Vec<String> = waiting.rows(day).expect("read").iter().map(|row| format!("{row:?}")).collect();
                found += back.len();
                prop_assert_eq!(back, of_day);
            }
            prop_assert_eq!(found, rows.len());
        }
    }
}
