//! Tests of the archive from inside: rows survive the way into a file and back.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use super::codes::{Depth, Wanted, read_parts};
use super::columns::Parquet;
use super::table::{Row, read_audits, read_ids_and_origins, read_sign_ins, write_audits, write_sign_ins};
use crate::classify::{SECURITY_POLICY, speaks_of_risk};
use crate::model::{
    AppId, Asked, AuditEvent, Brought, Demands, ErrorCode, EventId, Evidence, How, Interner, Log, Method, Mfa, Parts, SignIn, StatusText, Sym,
    TenantId, UserId, UserType, What, Who, is_legacy_client,
};

/// A text out of a few, so that some repeat; absent, long, and in Japanese among them.
fn any_text() -> impl Strategy<Value = Option<String>> {
    option::of(prop_oneof![
        "[a-c]{1,3}",
        Just("IMAP4".to_owned()),
        Just("受信トレイ アプリ".to_owned()),
        Just("x".repeat(3000)),
        Just("Sign-in was blocked: risk detected".to_owned()),
        Just("\u{0}\u{feff}\"'".to_owned()),
        "\\PC{1,20}",
    ])
}

fn any_id() -> impl Strategy<Value = Option<String>> {
    option::of(prop_oneof!["[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "x{1,3}-masked"])
}

fn sym(text: Option<String>, texts: &mut Interner) -> Sym {
    text.map_or(Sym::ABSENT, |text| texts.intern(&text))
}

fn event_id(text: Option<String>, texts: &mut Interner) -> EventId {
    text.map_or(EventId::ABSENT, |text| EventId::parse(&text, texts))
}

type Raw = (Vec<Option<String>>, (Option<String>, Option<String>), (i64, Option<i64>, u8, u8, bool), (u32, u64));

fn any_row() -> impl Strategy<Value = Raw> {
    let code = option::of(prop_oneof![Just(0i64), Just(530_032), Just(-1), Just(i64::MAX), Just(i64::MIN + 1)]);
    (vec(any_text(), 19), (any_id(), any_id()), (-62_135_596_800i64..253_402_300_799, code, 0u8..3, 0u8..4, any::<bool>()), (0u32..5, 0u64..1 << 40))
}

fn sign_in((texts_of, (id, correlation), (time, code, user_type, status, masked), (source, record)): Raw, texts: &mut Interner) -> Row<SignIn> {
    let mut of: Vec<Sym> = texts_of.into_iter().map(|text| sym(text, texts)).collect();
    let mut next = || of.pop().unwrap_or_default();
    let upn = next();
    let lower = texts.text(upn).to_lowercase();
    let code = code.map_or(ErrorCode::ABSENT, ErrorCode);
    let failure_reason = next();
    let risk_in_reason = code == SECURITY_POLICY && speaks_of_risk(texts.text(failure_reason));
    let of = |n: u64, kinds: usize| usize::try_from(record / n).unwrap_or_default() % kinds;
    let asked = [
        Asked::MfaRequired,
        Asked::Compliant,
        Asked::HybridJoined,
        Asked::Risky,
        Asked::Managed,
        Asked::TokenBound,
        Asked::TenantRestricted,
        Asked::Agent,
        Asked::SignInFrequency,
        Asked::ForeignResource,
    ];
    let answers = (0u32..).zip(asked).map(|(n, asked)| (asked, [None, Some(false), Some(true)][of(3u64.pow(n), 3)]));
    let evidence = answers.fold(Evidence::NONE, |evidence, (asked, answer)| evidence.with(asked, answer));
    let evidence = evidence.with_kind([Method::NotRecorded, Method::PhishingResistant, Method::App, Method::Phone, Method::Other][of(6, 5)]);
    let evidence =
        evidence.with_kind([Brought::NotRecorded, Brought::Nothing, Brought::PrimaryRefreshToken, Brought::Saml, Brought::Other][of(7, 5)]);
    let evidence = evidence.with_demands(Demands::of_bits(i64::try_from(of(5, 128)).unwrap_or_default()));
    let mfa = [Mfa::NotRecorded, Mfa::Nothing, Mfa::External, Mfa::Here, Mfa::Earlier, Mfa::Failed][of(1, 6)];
    let event = SignIn {
        id: event_id(id, texts),
        correlation_id: event_id(correlation, texts),
        home: TenantId(next()),
        home_name: next(),
        resource_tenant: TenantId(next()),
        owner: TenantId(next()),
        access_type: next(),
        user: UserId(next()),
        upn,
        lower_upn: texts.intern(&lower),
        user_name: next(),
        user_type: [UserType::Absent, UserType::Member, UserType::Guest][usize::from(user_type)],
        app: AppId(next()),
        app_name: next(),
        app_owner: TenantId(next()),
        resource: AppId(next()),
        resource_name: next(),
        country: next(),
        client_app: next(),
        ip: next(),
        code,
        status: [StatusText::Absent, StatusText::Success, StatusText::Failure, StatusText::Interrupted][usize::from(status)],
        failure_reason,
        risk_in_reason,
        conditional_access: next(),
        ca_policies: next(),
        masked,
        record,
        ..SignIn::empty(time, Log::NonInteractive)
    };
    let legacy = texts.get(event.client_app).map(is_legacy_client);
    Row { event: SignIn { evidence: evidence.with_kind(mfa).with(Asked::Legacy, legacy), ..event }, source }
}

/// What a row says, whatever interner its symbols are of.
fn said(row: &Row<SignIn>, texts: &Interner) -> String {
    let mut shown = Interner::new();
    let map: Vec<Sym> = (0..texts.len()).map(|_| Sym::ABSENT).collect();
    let bare = row.event.remap(&map);
    let e = &row.event;
    let words = [
        e.home.0,
        e.home_name,
        e.resource_tenant.0,
        e.owner.0,
        e.access_type,
        e.user.0,
        e.upn,
        e.lower_upn,
        e.user_name,
        e.app.0,
        e.app_name,
        e.app_owner.0,
        e.resource.0,
        e.resource_name,
        e.country,
        e.client_app,
        e.ip,
        e.failure_reason,
        e.conditional_access,
        e.ca_policies,
    ]
    .map(|sym| texts.get(sym));
    shown.clear();
    let bare = SignIn { id: EventId::ABSENT, correlation_id: EventId::ABSENT, ..bare };
    format!("{bare:?} {words:?} {:?} {:?} {}", e.id.to_text(texts), e.correlation_id.to_text(texts), row.source)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn sign_ins_come_back_as_they_went(raw in vec(any_row(), 0..40)) {
        let mut texts = Interner::new();
        let rows: Vec<Row<SignIn>> = raw.into_iter().map(|raw| sign_in(raw, &mut texts)).collect();
        let file = Parquet::new(write_sign_ins(&rows, &texts).expect("written")).expect("a Parquet file");
        let mut again = Interner::new();
        let mut back = Vec::new();
        let mut ids = Vec::new();
        for group in 0..file.row_groups().len() {
            back.extend(read_sign_ins(&file, group, Log::NonInteractive, &mut again).expect("read"));
            ids.extend(read_ids_and_origins(&file, group, &mut again).expect("read"));
        }
        let expected: Vec<String> = rows.iter().map(|row| said(row, &texts)).collect();
        let found: Vec<String> = back.iter().map(|row| said(row, &again)).collect();
        prop_assert_eq!(found, expected);
        let origins: Vec<_> = ids.iter().map(|row| (row.event.id, row.source, row.event.record)).collect();
        let wanted: Vec<_> = back.iter().map(|row| (row.event.id, row.source, row.event.record)).collect();
        prop_assert_eq!(origins, wanted);
        // Read as parts they are the same, with what is not asked for left out.
        for (ids, sources, evidence, depth) in
            [(true, true, true, Depth::Facts), (false, true, true, Depth::Names), (true, false, true, Depth::Apart), (true, true, false, Depth::Facts)]
        {
            let mut parts = Parts::default();
            let mut place = 0;
            for group in 0..file.row_groups().len() {
                let wanted = Wanted { ids, sources, evidence, counted: false, depth };
                let read = read_parts(&file, group, Log::NonInteractive, wanted, (&mut again, &mut parts)).expect("read");
                prop_assert_eq!((read.ids.len(), read.sources.len()), (if ids { read.times.len() } else { 0 }, if sources { read.times.len() } else { 0 }));
                for (row, numbers) in read.parts().enumerate() {
                    let Row { event, source } = back[place];
                    place += 1;
                    let (who, what, how) = (Who::of(&event), What::of(&event), How::of(&event));
                    let who = match depth {
                        Depth::Facts => who,
                        Depth::Names => Who { user_type: UserType::Absent, ..who },
                        Depth::Apart => Who { user_type: UserType::Absent, user_name: Sym::ABSENT, ..who },
                    };
                    let how = match depth {
                        Depth::Facts if evidence => how,
                        Depth::Facts => How { evidence: Evidence::NONE, ..how },
                        Depth::Names => how.without_end(),
                        Depth::Apart => How { country: Sym::ABSENT, risk_in_reason: false, evidence: Evidence::NONE, ..how },
                    };
                    prop_assert_eq!((parts.who.values()[numbers.who as usize], parts.how.values()[numbers.how as usize]), (who, how));
                    let found = parts.what.values()[numbers.what as usize];
                    prop_assert_eq!(found.keys(), what.keys());
                    prop_assert!(depth == Depth::Apart || found == what);
                    prop_assert_eq!(read.times[row], event.time);
                    prop_assert!(!ids || read.ids[row] == event.id);
                    prop_assert!(!sources || read.sources[row] == source);
                }
            }
            prop_assert_eq!(place, back.len());
        }
    }

    #[test]
    fn audit_events_come_back_as_they_went(raw in vec((vec(any_text(), 12), any_id(), 0i64..2_000_000_000, any::<bool>(), 0u64..100), 0..30)) {
        let mut texts = Interner::new();
        let rows: Vec<Row<AuditEvent>> = raw
            .into_iter()
            .map(|(words, id, time, own_id, record)| {
                let mut of: Vec<Sym> = words.into_iter().map(|text| sym(text, &mut texts)).collect();
                let mut next = || of.pop().unwrap_or_default();
                let event = AuditEvent {
                    time, own_id, record,
                    activity: next(), category: next(), result: next(), reason: next(), actor: next(), actor_ip: next(), targets: next(),
                    properties: next(), details: next(), target: next(), invited: next(), owner: TenantId(next()),
                    id: event_id(id, &mut texts), correlation_id: EventId::ABSENT,
                };
                Row { event, source: 7 }
            })
            .collect();
        let file = Parquet::new(write_audits(&rows, &texts).expect("written")).expect("a Parquet file");
        let mut again = Interner::new();
        let mut back = Vec::new();
        for group in 0..file.row_groups().len() {
            back.extend(read_audits(&file, group, &mut again).expect("read"));
        }
        let said = |row: &Row<AuditEvent>, texts: &Interner| {
            let e = &row.event;
            let words = [e.activity, e.category, e.result, e.reason, e.actor, e.actor_ip, e.targets, e.properties, e.details, e.target, e.invited, e.owner.0];
            format!("{} {:?} {:?} {} {} {}", e.time, words.map(|sym| texts.get(sym)), e.id.to_text(texts), e.own_id, e.record, row.source)
        };
        let expected: Vec<String> = rows.iter().map(|row| said(row, &texts)).collect();
        prop_assert_eq!(back.iter().map(|row| said(row, &again)).collect::<Vec<_>>(), expected);
    }
}

#[test]
fn bytes_that_are_no_file_of_ours_are_an_error_and_no_panic() {
    let mut texts = Interner::new();
    for bytes in [&b""[..], b"PAR1", b"PAR1PAR1", &[0; 100]] {
        assert!(Parquet::new(bytes.to_vec()).is_err());
    }
    // A sound file of other columns: audit events read as sign-ins.
    let event = AuditEvent { time: 0, activity: texts.intern("Add user"), ..AuditEvent::default() };
    let audits = write_audits(&[Row { event, source: 0 }], &texts).expect("written");
    let file = Parquet::new(audits).expect("a Parquet file");
    assert!(read_sign_ins(&file, 0, Log::Interactive, &mut texts).is_err());
    assert!(read_audits(&file, 5, &mut texts).is_err());
}
