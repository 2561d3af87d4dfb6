//! What package managers are told about a release: the right file for each machine, with its checksum, or nothing.

use std::fs;
use std::process::{Command, Output};

use crate::support::{Files, project};

const TARGETS: [&str; 6] = [
    "x86_64-unknown-linux-musl.tar.gz",
    "aarch64-unknown-linux-musl.tar.gz",
    "x86_64-apple-darwin.tar.gz",
    "aarch64-apple-darwin.tar.gz",
    "x86_64-pc-windows-msvc.zip",
    "aarch64-pc-windows-msvc.zip",
];

fn sum(number: usize) -> String {
    format!("{number:02}").repeat(32)
}

fn manifests(files: &Files, targets: &[&str]) -> Output {
    let line = |(number, target): (usize, &&str)| format!("{}  crosstenant-1.2.3-{target}\n", sum(number + 10));
    let sums = targets.iter().enumerate().map(line).collect::<Vec<_>>().concat();
    fs::write(files.path("SHA256SUMS"), sums).expect("written");
    Command::new("bash")
        .arg(project("packaging/manifests"))
        .args(["1.2.3", "https://git.example/owner/crosstenant/releases/download/v1.2.3", &files.path("SHA256SUMS"), &files.path("out")])
        .output()
        .expect("bash")
}

#[test]
fn each_system_gets_its_file_with_its_checksum() {
    let files = Files::new();
    assert!(manifests(&files, &TARGETS).status.success());
    let read = |name: &str| fs::read_to_string(files.path(&format!("out/{name}"))).expect("a manifest");
    let formula = read("crosstenant.rb");
    let installer = read("winget/crosstenant.crosstenant.installer.yaml");
    for (number, target) in TARGETS.iter().enumerate() {
        let address = format!("https://git.example/owner/crosstenant/releases/download/v1.2.3/crosstenant-1.2.3-{target}");
        let (text, expected) = if target.contains("windows") {
            (&installer, format!("  InstallerUrl: {address}\n  InstallerSha256: {}\n", sum(number + 10)))
        } else {
            (&formula, format!("      url \"{address}\"\n      sha256 \"{}\"\n", sum(number + 10)))
        };
        assert_eq!(text.matches(&expected).count(), 1, "{target}\n{text}");
    }
    let processor = |name: &str| installer.find(&format!("Architecture: {name}")).expect("a processor");
    assert!(processor("x64") < installer.find("x86_64-pc-windows").expect("its file") && processor("x64") < processor("arm64"));
    for name in ["crosstenant.crosstenant.yaml", "crosstenant.crosstenant.locale.en-US.yaml"] {
        assert!(read(&format!("winget/{name}")).contains("PackageVersion: 1.2.3\n"), "{name}");
    }
}

#[test]
fn a_release_that_lacks_a_file_is_told_to_nobody() {
    for left_out in TARGETS {
        let files = Files::new();
        let targets: Vec<&str> = TARGETS.into_iter().filter(|target| *target != left_out).collect();
        let output = manifests(&files, &targets);
        assert!(!output.status.success() && !files.folder().join("out").exists(), "{left_out}");
    }
}
