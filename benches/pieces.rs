//! What the pieces of the way from bytes to facts cost: `cargo bench`. For whole runs beside a peer see `compare.sh`.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use crosstenant::facts::{FactKey, FactValue, Facts};
use crosstenant::ingest::dialect::{DIAGNOSTIC, Fields, SkipReader, read_record};
use crosstenant::ingest::framing::{Framer, JsonFramer, LineFramer};
use crosstenant::model::{Interner, Log, SignIn, Sym, TenantId, UserId, time};

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
        let mut reader = SkipReader::new(&DIAGNOSTIC, false);
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
            let mut facts = Facts::default();
            for n in 0..100_000 {
                let event = event(n);
                let key = FactKey::of(&event, event.time.div_euclid(86_400), true);
                facts.add(key, FactValue { count: 1, first: event.time, last: event.time });
            }
            facts.rows().len()
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

criterion_group!(pieces, records, framing, facts);
criterion_main!(pieces);
