//! Takes the fields of a record into the batch, as the event they tell of.

use super::Reading;
use crate::facts::SignInRow;
use crate::ingest::detect::{Clock, format_of};
use crate::ingest::dialect::{Begun, Canonical, Field, Fields, Hints, InParts, Record, canonical, counted, detailed, event_time_text, read_record};
use crate::model::ledger::SkipCode;
use crate::model::time::Zone;
use crate::model::{Holds, Log, SignIn};

impl Reading<'_> {
    /// Takes in a record; `json` = as it stands in the file, where it is of JSON.
    pub(super) fn take(&mut self, record: &impl Record, json: Option<&[u8]>) {
        if let Some(see) = &mut self.see_time {
            self.seen_enough = event_time_text(record).is_some_and(|text| see(&text).is_break());
            return;
        }
        self.batch.seen |= record.present();
        let mixed = json.filter(|_| self.reader.mixed);
        if mixed.is_some_and(|json| self.in_own_shape(json)) || self.in_parts(record) {
            return;
        }
        let fields = record.fields();
        let record = self.batch.records + 1;
        self.batch.question_marks += u64::from(fields.have_question_marks(&[Field::UserDisplayName, Field::AppName, Field::ResourceName]));
        let event = canonical(fields, self.reader.hints, self.reader.want, record, self.texts);
        let unfit = matches!(event, Canonical::Other | Canonical::Skip(SkipCode::NoTime, _));
        if unfit && json.is_some_and(|json| self.in_own_shape(json)) {
            return;
        }
        match &event {
            Canonical::SignIn(sign_in) if fields.has(Field::SignIns) => match counted(fields, sign_in.time, self.reader.hints) {
                Ok(counted) => {
                    self.keep(event);
                    if let Some(counted) = counted {
                        self.batch.count(counted);
                    }
                }
                Err((code, found)) => self.skip(code, found),
            },
            _ => self.keep(event),
        }
    }

    /// Takes in a record of another format than that of the file, if it is one of a log: files of several are joined.
    fn in_own_shape(&mut self, json: &[u8]) -> bool {
        // Every sign-in and every change names a tenant or an activity, and most records of other products do not.
        let worth_it = [b"enant".as_slice(), b"ctivity"].iter().any(|name| memchr::memmem::find(json, name).is_some());
        let Some((format, shape)) = Some(json).filter(|_| worth_it && self.reader.hints.holds == Holds::Events).and_then(format_of) else {
            return false;
        };
        let mut fields = Fields::default();
        let same = std::ptr::eq(shape, &raw const **self.reader.shape);
        if same || read_record(json, shape, self.reader.want.details, &mut fields).is_err() {
            return false;
        }
        let clock = if format.promises_utc { Clock::Zone(Zone::UTC) } else { self.reader.hints.clock };
        let hints = Hints { clock, ..self.reader.hints };
        self.batch.seen |= fields.present();
        let event = canonical(&fields, hints, self.reader.want, self.batch.records + 1, self.texts);
        let fits = !matches!(event, Canonical::Other);
        if fits {
            self.keep(event);
        }
        fits
    }

    /// Puts an event into the batch.
    fn keep(&mut self, event: Canonical) {
        let record = self.batch.records + 1;
        match event {
            Canonical::SignIn(event) => {
                self.last_log = event.log;
                self.batch.push(&event, self.parts, self.reader.want.details);
            }
            Canonical::Audit(event) => {
                self.last_log = Log::Audit;
                self.batch.audits.push(event);
            }
            Canonical::User(user) => self.batch.users.push(user),
            Canonical::Other => self.batch.others += 1,
            Canonical::Skip(code, found) => return self.skip(code, found),
        }
        self.batch.records = record;
    }

    /// Takes in a record as a sign-in by its parts, if it is one.
    fn in_parts(&mut self, record: &impl Record) -> bool {
        if self.reader.hints.holds != Holds::Events {
            return false;
        }
        let Some(sign_in) = self.familiar.read(record, (self.reader.hints, self.reader.want), self.texts, self.parts) else { return false };
        let (time, id, parts) = (sign_in.time, sign_in.id, sign_in.parts);
        self.keep_parts(sign_in);
        if self.reader.want.details {
            let event = SignIn { time, id, record: self.batch.records, ..self.parts.sign_in(parts) };
            self.batch.details.push(detailed(event, record.fields(), self.texts));
        }
        true
    }

    /// Puts a sign-in into the batch.
    pub(super) fn keep_parts(&mut self, sign_in: InParts) {
        let InParts { time, id, parts, log, question_marks } = sign_in;
        self.last_log = log;
        self.batch.question_marks += u64::from(question_marks);
        self.batch.sign_ins.push(SignInRow { time, id, parts });
        self.batch.records += 1;
    }

    /// Whether of records nothing but their parts is wanted, so that many can be begun before one is ended.
    pub(super) fn wants_parts_alone(&self) -> bool {
        let reader = self.reader;
        let as_they_stand = !reader.no_tenant_columns && reader.second_factors.get().is_none();
        self.see_time.is_none() && as_they_stand && !reader.want.details && reader.hints.holds == Holds::Events
    }

    /// Begins to take in a record as a sign-in, if it can be judged by its parts.
    pub(super) fn begin(&mut self, record: &impl Record) -> Option<Begun> {
        let begun = self.familiar.begin(record, (self.reader.hints, self.reader.want), self.texts, self.parts)?;
        self.batch.seen |= record.present();
        Some(begun)
    }
}
