//! Archives that are made elsewhere: parts of many machines, put together by an engine, answer as one that was made here.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::path::Path;

use crosstenant::archive::{Archive, Parquet, Row, read_sign_ins, write_sign_ins};
use crosstenant::model::{Interner, Log, SignIn};
use serde_json::Value;

use crate::support::{Files, code, crosstenant, project, stderr, stdout};

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

/// The parts of the sample logs, one for each file in it, and the archive of them all.
fn parts() -> (Files, String, String) {
    let files = Files::new();
    let logs = files.path("logs");
    let options = crosstenant::demo::Options { seed: 4, size: Some(400), all_formats: true };
    crosstenant::demo::write(Path::new(&logs), &options).expect("the story is written");
    // Hundreds of small files, which show nothing that the other formats do not.
    fs::remove_dir_all(Path::new(&logs).join("diagnostic")).expect("removed");
    for (number, format) in fs::read_dir(&logs).expect("folder").enumerate() {
        let format = format.expect("entry").path().to_str().expect("UTF-8").to_owned();
        let part = files.path(&format!("parts/{number:02}"));
        let output = crosstenant(["archive", "add", &part, &format, "--threads", "1", "--snapshot-date", "2026-10-31", "-q"]);
        assert_eq!(code(&output), 0, "{}", stderr(&output));
    }
    let whole = files.path("whole");
    assert_eq!(code(&crosstenant(["archive", "add", &whole, &logs, "--snapshot-date", "2026-10-31", "-q"])), 0);
    let parts = files.path("parts");
    (files, parts, whole)
}

/// What the engine's job does: each row gets the number of its source, of the rows with one id that of the lowest number and record stays.
fn put_together(parts: &str, dir: &str) {
    let numbers: BTreeMap<(String, u64), u32> = lines(&stdout(&crosstenant(["archive", "sources", parts, "--format", "ndjson"])))
        .iter()
        .map(|line| {
            let number = |key: &str| line[key].as_u64().expect("a number");
            ((line["part"].as_str().expect("a part").to_owned(), number("source")), u32::try_from(number("number")).expect("small"))
        })
        .collect();
    let mut texts = Interner::new();
    let mut all: Vec<(String, Row<SignIn>)> = Vec::new();
    for part in fs::read_dir(parts).expect("folder") {
        let part = part.expect("entry").path();
        let name = part.file_name().and_then(|name| name.to_str()).expect("UTF-8").to_owned();
        for file in &Archive::open(&part).expect("an archive").manifest().files {
            let Some(log) = file.log().filter(|&log| log != Log::Audit) else { continue };
            let parquet = Parquet::new(fs::read(part.join(&file.path)).expect("bytes")).expect("Parquet");
            let folder = file.path.rsplit_once('/').expect("a folder").0.to_owned();
            for row in read_sign_ins(&parquet, 0, log, &mut texts).expect("rows") {
                let source = numbers[&(name.clone(), u64::from(row.source))];
                all.push((folder.clone(), Row { source, ..row }));
            }
        }
    }
    all.sort_by_key(|(_, row)| (row.source, row.event.record));
    let mut seen = HashSet::new();
    all.retain(|(_, row)| row.event.id.to_text(&texts).is_none_or(|id| seen.insert(id)));
    let mut days: BTreeMap<String, Vec<Row<SignIn>>> = BTreeMap::new();
    for (folder, row) in all {
        days.entry(folder).or_default().push(row);
    }
    for (folder, rows) in days {
        // Two files a day, as engines like to write them, with their marks.
        let folder = Path::new(dir).join(folder);
        fs::create_dir_all(&folder).expect("folder");
        for (number, rows) in rows.chunks(rows.len().div_ceil(2)).enumerate() {
            fs::write(folder.join(format!("part-{number:05}.zstd.parquet")), write_sign_ins(rows, &texts).expect("written")).expect("written");
        }
    }
    fs::write(Path::new(dir).join("signins/_SUCCESS"), "").expect("written");
}

#[test]
fn what_an_engine_put_together_is_the_archive_that_is_made_here() {
    let (files, parts, whole) = parts();
    let dir = files.path("adopted");
    put_together(&parts, &dir);
    let output = crosstenant(["archive", "adopt", &dir, &parts]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    assert_eq!(code(&crosstenant(["archive", "verify", &dir])), 0);
    let manifest = |dir: &str| fs::read_to_string(format!("{dir}/manifest.json")).expect("a manifest");
    assert_eq!(manifest(&dir), manifest(&whole), "to the byte");
    for question in ["coverage", "partners", "users", "changes", "guests"] {
        let answer = |input: &str| stdout(&crosstenant([question, input, "--format", "json", "-q"]));
        assert_eq!(answer(&dir), answer(&whole), "{question}");
    }
    assert_eq!(code(&crosstenant(["archive", "adopt", &dir, &parts])), 2, "it is an archive now");
    // The parts themselves are an input too.
    let kept = |input: &str| {
        serde_json::from_str::<Value>(&stdout(&crosstenant(["partners", input, "--format", "json", "-q"]))).expect("JSON")["rows"].clone()
    };
    assert_eq!(kept(&parts), kept(&whole));
}

#[test]
fn what_no_engine_should_write_is_not_adopted() {
    let (files, parts, _) = parts();
    let dir = files.path("adopted");
    put_together(&parts, &dir);
    let day = walkdir::WalkDir::new(&dir).into_iter().map(|entry| entry.expect("entry").into_path());
    let file = day.filter(|path| path.extension().is_some_and(|extension| extension == "parquet")).min().expect("a file");
    let bytes = fs::read(&file).expect("bytes");
    let refused = |reason: &str| {
        let output = crosstenant(["archive", "adopt", &dir, &parts]);
        assert_eq!(code(&output), 4, "{}", stderr(&output));
        assert!(stderr(&output).contains(reason), "{}", stderr(&output));
        assert!(!Path::new(&dir).join("manifest.json").exists());
    };
    fs::write(&file, b"PAR1").expect("written");
    refused("columns");
    // Every row twice: more than the parts have.
    fs::write(&file, &bytes).expect("written");
    for path in walkdir::WalkDir::new(&dir).into_iter().map(|entry| entry.expect("entry").into_path()).collect::<Vec<_>>() {
        if path.extension().is_some_and(|extension| extension == "parquet") {
            fs::copy(&path, path.with_file_name(format!("again-{}", path.file_name().and_then(|name| name.to_str()).expect("a name"))))
                .expect("copied");
        }
    }
    refused("rows");
    assert_eq!(code(&crosstenant(["archive", "sources", &files.path("logs")])), 2, "no archive is there");
}

/// Sign-ins as other programs write them: text columns without dictionaries, nullable columns throughout.
#[test]
fn parquet_of_other_programs_is_read_as_ours() {
    for name in ["duckdb", "spark"] {
        let read = |name: &str| {
            let path = project(&format!("tests/engines/{name}.parquet"));
            let parquet = Parquet::new(fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))).expect("Parquet");
            let mut texts = Interner::new();
            let rows = read_sign_ins(&parquet, 0, Log::Interactive, &mut texts).expect("rows");
            assert!(rows.len() > 50);
            write_sign_ins(&rows, &texts).expect("written")
        };
        assert!(read(name) == read("ours"), "{name}");
    }
}
