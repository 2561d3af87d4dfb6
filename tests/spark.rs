//! `spark init`: a job that moves rows, and knows nothing of what they mean.

use std::fs;

use crosstenant::archive::Parquet;

use crate::support::{Files, code, crosstenant, project};

#[test]
fn the_job_is_written_and_names_no_columns_but_four() {
    let files = Files::new();
    let dir = files.path("job");
    assert_eq!(code(&crosstenant(["spark", "init", &dir])), 0);
    let job = fs::read_to_string(files.path("job/job.py")).expect("the job");
    assert!(fs::read_to_string(files.path("job/README.md")).expect("the README").contains("spark-submit"));
    assert!((100..=160).contains(&job.lines().count()));
    assert_eq!(code(&crosstenant(["spark", "init", &dir])), 2, "what is there stays");
    assert_eq!(code(&crosstenant(["spark", "init", &dir, "--force"])), 0);

    let ours = Parquet::new(fs::read(project("tests/engines/ours.parquet")).expect("bytes")).expect("Parquet");
    let columns = ours.names();
    assert!(columns.len() > 28);
    let named = |column: &&String| job.contains(&format!("\"{column}\""));
    let named: Vec<&String> = columns.iter().filter(named).collect();
    assert_eq!(named, ["time", "id", "source", "record"]);
}
