use super::*;

fn words(list: &[&str]) -> Vec<OsString> {
    list.iter().map(OsString::from).collect()
}

fn environment(list: &[(&str, &str)]) -> Vec<(OsString, OsString)> {
    list.iter().map(|(name, value)| (OsString::from(name), OsString::from(value))).collect()
}

#[test]
fn the_arguments_say_which_file() {
    assert_eq!(asked_for(words(&["report", "x"])), Asked::Search);
    assert_eq!(asked_for(words(&["--config", "a.toml", "report"])), Asked::File("a.toml".into()));
    assert_eq!(asked_for(words(&["report", "--config=a.toml"])), Asked::File("a.toml".into()));
    assert_eq!(asked_for(words(&["report", "--config=a.toml", "--no-config"])), Asked::None);
    assert_eq!(asked_for(words(&["explain", "--", "--no-config"])), Asked::Search);
}

#[test]
fn a_variable_goes_before_the_file_and_paths_begin_at_the_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("crosstenant.toml");
    std::fs::write(&path, "tz = \"Asia/Tokyo\"\nlang = 'ja'\ntenant = 'x'\ndormant-days = 30\ninputs = ['logs', '-']\n").expect("written");
    let arguments = || words(&["report", "--config", path.to_str().expect("UTF-8")]);
    let config = Config::load(arguments(), environment(&[("CROSSTENANT_TZ", "UTC"), ("CROSSTENANT_TENANT", "a; b")])).expect("read");
    let value = |name: &str| config.values.get(name).map(|value| (value.values.join("|"), value.origin));
    assert_eq!(value("tz"), Some(("UTC".to_owned(), Origin::Environment)));
    assert_eq!(value("tenant"), Some(("a|b".to_owned(), Origin::Environment)));
    assert_eq!(value("dormant_days"), Some(("30".to_owned(), Origin::File)));
    assert_eq!(config.lang(), Some("ja"));
    let logs = folder.path().join("logs").to_string_lossy().into_owned();
    assert_eq!(config.of_option("partners", "inputs").map(|(_, values)| values), Some(vec![logs, "-".to_owned()]));
    assert_eq!(config.of_option("archive add", "inputs"), None);
    let by_variable = Config::load(words(&["report"]), environment(&[("CROSSTENANT_CONFIG", path.to_str().expect("UTF-8"))])).expect("read");
    assert_eq!(by_variable.file, Some(path));
}

#[test]
fn what_is_not_known_is_refused_with_the_nearest_name() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("crosstenant.toml");
    for (text, code, what, next) in [
        ("tenat = 'x'", Code::UnknownKey, "tenat", "tenant"),
        ("[inputs]\na = 1", Code::BadConfig, "inputs", "list"),
        ("dormant_days = 'many'", Code::BadConfig, "dormant_days", "number"),
        ("tz = ''", Code::BadConfig, "tz", "text"),
        ("tz = 'UTC'\ntz = 'UTC'", Code::BadConfig, "crosstenant.toml:2", "TOML"),
    ] {
        std::fs::write(&path, text).expect("written");
        let failure = Config::load(words(&["--config", path.to_str().expect("UTF-8")]), []).expect_err(text);
        assert_eq!((failure.code, failure.exit_code()), (code, 2), "{text}");
        assert!(failure.what.say(Lang::En).contains(what) && failure.next.say(Lang::En).contains(next), "{failure}");
    }
    let failure = Config::load(words(&["--no-config"]), environment(&[("CROSSTENANT_TENNANT", "x")])).expect_err("misspelt");
    assert_eq!(failure.code, Code::UnknownKey);
    assert!(Config::load(words(&["--no-config"]), environment(&[("CROSSTENANT_BIN", "/x"), ("CROSSTENANT_TZ", "")])).is_ok(), "of others, and empty");
}
