//! Helpers: the program run on files in a temporary folder, its output as JSON.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;

use serde_json::Value;

pub const OWN: &str = "11111111-1111-4111-8111-111111111111";
pub const OTHER: &str = "22222222-2222-4222-8222-222222222222";

/// The program with a clean environment, so that no setting of the machine changes a result.
pub fn crosstenant(args: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Output {
    command(args).stdin(Stdio::null()).output().expect("the program starts")
}

pub fn command(args: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_crosstenant"));
    command.args(args);
    for name in ["COLUMNS", "NO_COLOR", "LANG", "LC_ALL", "LC_MESSAGES"] {
        command.env_remove(name);
    }
    // No crosstenant.toml of whoever runs the tests.
    command.env("XDG_CONFIG_HOME", std::env::temp_dir().join("no-settings-here")).env("APPDATA", std::env::temp_dir().join("no-settings-here"));
    command
}

pub fn code(output: &Output) -> i32 {
    output.status.code().expect("the program was not killed")
}

pub fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("output is UTF-8")
}

pub fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("messages are UTF-8")
}

/// A table command as JSON; the run must end with exit code 0.
pub fn json(args: &[&str]) -> Value {
    let output = crosstenant(args.iter().copied().chain(["--format", "json"]));
    assert_eq!(code(&output), 0, "{args:?}\n{}", stderr(&output));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

/// One record of Graph beta with the given fields over harmless ones. A null removes a field.
pub fn graph(fields: &Value) -> Value {
    let mut record = serde_json::json!({
        "id": "aaaaaaaa-0000-4000-8000-000000000001",
        "createdDateTime": "2026-10-05T12:34:56Z",
        "userDisplayName": "Fabrikam Sales 03",
        "userPrincipalName": "sales03@fabrikam.example",
        "userId": "cccccccc-0000-4000-8000-000000000001",
        "appId": "1fec8e78-bce4-4aaf-ab1b-5451cc387264",
        "appDisplayName": "Microsoft Teams",
        "resourceId": "cc15fd57-2c6c-4117-a88c-83b1d56b4bbe",
        "resourceDisplayName": "Microsoft Teams Services",
        "ipAddress": "192.0.2.7",
        "clientAppUsed": "Browser",
        "status": {"errorCode": 0, "failureReason": "Other."},
        "location": {"countryOrRegion": "JP"},
        "homeTenantId": OTHER,
        "resourceTenantId": OWN,
        "crossTenantAccessType": "b2bCollaboration",
        "userType": "guest",
        "signInEventTypes": ["interactiveUser"],
    });
    for (key, value) in fields.as_object().expect("fields") {
        if value.is_null() {
            record.as_object_mut().expect("record").remove(key);
        } else {
            record[key] = value.clone();
        }
    }
    record
}

/// Records with ids of their own, one a line.
pub fn ndjson(records: &[Value]) -> String {
    let mut text = String::new();
    for (place, record) in records.iter().enumerate() {
        let mut record = graph(record);
        if record["id"] == "aaaaaaaa-0000-4000-8000-000000000001" {
            record["id"] = Value::String(format!("aaaaaaaa-0000-4000-8000-{place:012}"));
        }
        text.push_str(&record.to_string());
        text.push('\n');
    }
    text
}

/// A temporary folder with files in it.
pub struct Files {
    folder: tempfile::TempDir,
}

impl Files {
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("temporary folder") }
    }

    pub fn with(self, name: &str, content: impl AsRef<[u8]>) -> Self {
        let path = self.folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("folder");
        std::fs::write(path, content).expect("file");
        self
    }

    pub fn path(&self, name: &str) -> String {
        self.folder.path().join(name).to_str().expect("UTF-8 path").to_owned()
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }
}

/// The demo story, each format whole, written once for all tests.
pub fn whole_story() -> &'static Path {
    static STORY: OnceLock<tempfile::TempDir> = OnceLock::new();
    STORY
        .get_or_init(|| {
            let folder = tempfile::tempdir().expect("temporary folder");
            let options = crosstenant::demo::Options { seed: 7, size: None, all_formats: true };
            crosstenant::demo::write(folder.path(), &options).expect("the story is written");
            folder
        })
        .path()
}

pub fn project(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// What a page holds for its script: the description, and the columns of facts.
pub fn embedded(page: &str) -> (serde_json::Value, Vec<u8>) {
    let packed = page.split("id=\"data\">").nth(1).and_then(|rest| rest.split('<').next()).expect("data");
    let value = |letter: u8| match letter {
        b'A'..=b'Z' => u32::from(letter - b'A'),
        b'a'..=b'z' => u32::from(letter - b'a') + 26,
        b'0'..=b'9' => u32::from(letter - b'0') + 52,
        b'+' => 62,
        b'/' => 63,
        _ => 0,
    };
    let four = |letters: &[u8]| {
        let bits = letters.iter().fold(0, |bits, &letter| bits << 6 | value(letter));
        let padding = letters.iter().rev().take_while(|&&letter| letter == b'=').count();
        bits.to_be_bytes().into_iter().skip(1).take(3 - padding).collect::<Vec<u8>>()
    };
    let deflated: Vec<u8> = packed.as_bytes().chunks(4).flat_map(four).collect();
    let mut bytes = Vec::new();
    std::io::Read::read_to_end(&mut flate2::read::DeflateDecoder::new(&deflated[..]), &mut bytes).expect("deflated");
    let columns = bytes.split_off(4 + u32::from_le_bytes(bytes[..4].try_into().expect("four bytes")) as usize);
    (serde_json::from_slice(&bytes[4..]).expect("JSON"), columns)
}
