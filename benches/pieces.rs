//! What the pieces of the way from bytes to facts cost: `cargo bench`. For whole runs beside a peer see `compare.sh`.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use crosstenant::facts::{Facts, Granularity};
use crosstenant::ingest::detect::Clock;
use crosstenant::ingest::dialect::{DIAGNOSTIC, Familiar, Fields, Hints, SkipReader, Want, canonical, read_record};
use crosstenant::ingest::framing::{Cells, Framer, JsonFramer, LineFramer};
use crosstenant::model::Holds;
use crosstenant::model::time::Zone;
use crosstenant::model::{Interner, Log, Parts, SignIn, Sym, TenantId, UserId, time};

/// Diagnostic-settings lines of the demo story.
fn lines() -> Vec<String> {
    let folder = tempfile::tempdir().expect("folder");
    let options = crosstenant::demo::Options { seed: 7, size: Some(2000), all_formats: true };
    crosstenant::demo::write(folder.path(), &options).expect("the story is written");
    let mut files: Vec<_> = walkdir::WalkDir::new(folder.path().join("diagnostic")).into_iter().filter_map(Result::ok).collect();
    files.sort_by(|a, b| a.path().cmp(b.path()));
    let files = files.iter().filter(|entry| entry.file_type().is_file() && entry.path().to_string_lossy().contains("signinlogs"));
    files.flat_map(|entry| std::fs::read_to_string(entry.path()).expect("file").lines().map(str::to_owned).collect::<Vec<_>>()).collect()
}

fn records(criterion: &mut Criterion) {
    let lines = lines();
    let bytes = lines.iter().map(String::len).sum::<usize>() as u64;
    let mut group = criterion.benchmark_group("records");
    group.throughput(Throughput::Bytes(bytes));
    group.bench_function("skipping reader", |bencher| {
        let mut reader = SkipReader::new(&DIAGNOSTIC, Want::default());
        bencher.iter(|| {
            for line in &lines {
                let mut fields = Fields::default();
                let _ = black_box(reader.read(line.as_bytes(), &mut fields));
            }
        });
    });
    group.bench_function("serde_json", |bencher| {
        bencher.iter(|| {
            for line in &lines {
                let mut fields = Fields::default();
                let _ = black_box(read_record(line.as_bytes(), &DIAGNOSTIC, false, &mut fields));
            }
        });
    });
    let mut reader = SkipReader::new(&DIAGNOSTIC, Want::default());
    let read = |line| {
        let mut fields = Fields::default();
        let _ = reader.read(str::as_bytes(line), &mut fields);
        fields
    };
    let all: Vec<Fields<'_>> = lines.iter().map(String::as_str).map(read).collect();
    let hints = Hints { holds: Holds::Events, log: Log::Interactive, date_order: None, clock: Clock::Zone(Zone::UTC) };
    group.throughput(Throughput::Elements(all.len() as u64));
    group.bench_function("event from fields", |bencher| {
        let mut texts = Interner::new();
        bencher.iter(|| {
            for fields in &all {
                black_box(canonical(fields, hints, Want::default(), 1, &mut texts));
            }
        });
    });
    group.bench_function("event from fields, parts familiar", |bencher| {
        let (mut familiar, mut texts, mut parts) = (Familiar::default(), Interner::new(), Parts::default());
        bencher.iter(|| {
            for fields in &all {
                black_box(familiar.read(fields, (hints, Want::default()), &mut texts, &mut parts));
            }
        });
    });
    group.finish();
}

fn rows(criterion: &mut Criterion) {
    let row = "2026-10-05T12:34:56Z,cccccccc-0000-4000-8000-000000000001,\"Mozilla/5.0 (Windows NT 10.0, like)\",none,,Portal,日本,0,\r\n";
    let text = row.repeat(10_000);
    let mut group = criterion.benchmark_group("rows");
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("cells", |bencher| {
        bencher.iter(|| {
            let (mut cells, mut at, mut count) = (Cells::new(&text), 0, 0);
            while at < text.len()
                && let Some(end) = cells.read(at, b',')
            {
                (at, count) = (end, count + black_box(&cells).len());
            }
            count
        });
    });
    group.bench_function("csv", |bencher| {
        bencher.iter(|| {
            let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
            let (mut row, mut count) = (csv::StringRecord::new(), 0);
            while matches!(reader.read_record(&mut row), Ok(true)) {
                count += black_box(&row).len();
            }
            count
        });
    });
    group.finish();
}

fn framing(criterion: &mut Criterion) {
    let lines = lines();
    let (text, list) = (lines.join("\n"), format!("[{}]", lines.join(",")));
    let count = |framer: &mut dyn Framer, text: &str| {
        let mut source = text.as_bytes();
        let mut units = 0;
        while let Ok(Some(unit)) = framer.next_unit(&mut source, Vec::new()) {
            units += black_box(unit).bytes.len();
        }
        units
    };
    let mut group = criterion.benchmark_group("framing");
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("lines", |bencher| bencher.iter(|| count(&mut LineFramer::new(1 << 24), &text)));
    group.bench_function("list", |bencher| bencher.iter(|| count(&mut JsonFramer::new(1 << 24), &list)));
    group.finish();
}

fn facts(criterion: &mut Criterion) {
    let mut texts = Interner::new();
    let ids: Vec<Sym> = (0..20_000).map(|n| texts.intern(&format!("cccccccc-0000-4000-8000-{n:012}"))).collect();
    let event = |n: u32| SignIn {
        user: UserId(ids[n as usize * 7919 % ids.len()]),
        home: TenantId(ids[n as usize % 50]),
        resource_tenant: TenantId(ids[0]),
        ..SignIn::empty(1_790_000_000 + i64::from(n), Log::Interactive)
    };
    let mut group = criterion.benchmark_group("facts");
    group.throughput(Throughput::Elements(100_000));
    group.bench_function("add", |bencher| {
        bencher.iter(|| {
            let mut facts = Facts::new(Granularity::Day, Zone::UTC);
            for n in 0..100_000 {
                let event = event(n);
                let parts = facts.parts_mut().of(&event);
                facts.add(parts, event.time, true);
            }
            facts.len()
        });
    });
    group.bench_function("texts", |bencher| {
        let words: Vec<String> = ids.iter().map(|&id| texts.text(id).to_owned()).collect();
        bencher.iter(|| {
            let mut texts = Interner::new();
            (0..100_000).map(|n| texts.intern(&words[n * 7919 % words.len()]).0).max()
        });
    });
    group.bench_function("times", |bencher| {
        bencher.iter(|| (0..100_000).filter(|_| time::parse(black_box("2026-10-05T12:34:56.1234567Z"), None).is_ok()).count());
    });
    group.finish();
}

criterion_group!(pieces, records, rows, framing, facts);
criterion_main!(pieces);
