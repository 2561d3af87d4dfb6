//! The manual.

use crate::support::{Files, code, crosstenant, stdout};

#[test]
fn a_page_for_each_command_is_written_once() {
    let files = Files::new();
    let folder = files.path("man");
    assert_eq!(code(&crosstenant(["man", &folder])), 0);
    let read = |name: &str| std::fs::read_to_string(std::path::Path::new(&folder).join(name)).expect("a page");
    assert!(read("crosstenant-simulate.1").contains("\\fB\\-\\-fail\\-on <CONDITION>\\fR"));
    assert!(read("crosstenant-archive-add.1").contains("crosstenant\\-archive(1)"));
    assert_eq!(stdout(&crosstenant(["man"])), read("crosstenant.1"), "the page of the program");
    assert_eq!(code(&crosstenant(["man", &folder])), 2, "nothing is replaced unasked");
    assert_eq!(code(&crosstenant(["man", &folder, "--force", "--lang", "ja"])), 0);
    assert!(read("crosstenant.1").contains(".SH \"終了コード\""));
}
