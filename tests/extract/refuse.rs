//! `cargo xtask extract` refuses wrong input: it says where, what it found, what it expected and what
//! to do, ends with code 2, and writes nothing.

use taurusdb_extract::{ExtractError, TEST_OF_FORMS};
use taurusdb_spec::Fixes;

use super::fixtures::TEAPOT;
use super::run::{Ended, Run, files_below};

/// The distance in lines between the places that are damaged.
const STRIDE: usize = 31;

/// The advice to teach the reader a form, in that file of it.
fn teach(file: &str) -> String {
    let path = format!("codegen/extract/src/{file}");
    assert!(taurusdb_tests::root().join(&path).is_file(), "{path}");
    assert!(taurusdb_tests::root().join(TEST_OF_FORMS).is_file(), "{TEST_OF_FORMS}");
    format!(
        "\n  if the document is right, teach the reader this form in {path} and list it in \
         {TEST_OF_FORMS}; if it is one mistake, mend a copy of the document"
    )
}
const CUT_OFF: &str = "\n  the document seems to be cut off; take the complete file";
const LOST_SECTION: &str =
    "\n  take the complete file; if it is complete, look for that heading in another form";

#[test]
fn a_missing_file() {
    let run = Run::new();
    run.extract(&run.path("no-such-file.txt")).refuses(
        "<no-such-file.txt>: cannot be read: No such file or directory (os error 2)\
         \n  give the text form of an API Reference, or a folder of its .html or .rst pages\
         \n  nothing was written",
    );
}

#[test]
fn a_file_that_is_not_a_reference() {
    let form = "\n  give the text form of the vendor's API Reference: a title page with issue and \
                date, a list of contents, then the sections";
    refuses(
        "Tea.\nNothing but tea.\n",
        &format!("line 2: found no list of contents; expected a line 'Contents'{form}"),
    );
    refuses("", &format!("line 1: found no list of contents; expected a line 'Contents'{form}"));
    refuses(
        "A Book\n\nContents\n\n1 Tea.....\t1\n\n1 Tea\n",
        &format!(
            "line 1: found no line 'Issue …' before the contents; expected issue and date{form}"
        ),
    );
}

#[test]
fn a_row_that_ends_in_the_middle() {
    let text = TEAPOT.text();
    let line = line_of(&text, "secret_mark\tNo\tString");
    let cut = before(&text, "ng\tMark below the pot.");
    refuses(
        cut,
        &format!(
            "line {line}, section 4.2.1: found a row of Table 4-14 with 3 cells: \
         'secret_mark | No | Stri'; expected 4 cells (Parameter, Mandatory, Type, Description){CUT_OFF}"
        ),
    );
}

#[test]
fn a_fence_that_ends_in_the_middle() {
    let text = TEAPOT.text();
    let cut = before(&text, "    \"name\" : \"sencha\"");
    let fence = cut.lines().count() - 3;
    refuses(
        cut,
        &format!(
            "line {fence}, section 4.1.1: found a fence that is never closed; \
         expected a line of three back-ticks{CUT_OFF}"
        ),
    );
}

#[test]
fn an_operation_that_ends_in_the_middle() {
    let text = TEAPOT.text();
    let cut = before(&text, "Table 4-30 ");
    let last = cut.lines().count();
    let entry = line_of(&text, "4.2.3 Showing a Teapot.....");
    refuses(
        cut,
        &format!(
            "line {last}: found the end of the file; expected the section '4.2.3 Showing a Teapot' \
         of the contents (line {entry}){LOST_SECTION}"
        ),
    );
}

/// The same damage in the middle of a document, where the next section follows.
#[test]
fn an_operation_that_lacks_its_end() {
    let text = TEAPOT.text();
    let next = line_of(&text, "4.2.2 Querying Teapots\n");
    let (start, rest) =
        text.split_at(before(&text, "Response Parameters\n\nStatus code: 201").len());
    let end = rest.find("4.2.2 Querying Teapots\n").expect("the next section");
    let line = start.trim_end().lines().count();
    assert!(line < next);
    refuses(
        format!("{start}{}", &rest[end..]),
        &format!(
            "line {line}, section 4.2.1: found the end of the section 'Creating a Teapot'; \
         expected a heading 'Response' or 'Response Parameters' in it\n  the section seems to be \
         cut off: take the complete file; if it is complete, restore the heading that the \
         converter lost"
        ),
    );
}

/// A file that ends anywhere before its last heading is refused. After that heading, nothing says how
/// much must follow.
#[test]
fn a_part_is_not_accepted_as_the_whole() {
    let text = TEAPOT.text();
    let names = TEAPOT.names();
    let whole = text.rfind("A.5 TeapotDB Metrics").expect("the last section");
    let cuts = (0..whole).step_by(97).filter(|at| text.is_char_boundary(*at));
    for at in cuts {
        let error = taurusdb_extract::extract(&text.as_bytes()[..at], &names, &Fixes::default());
        let Err(error) = error else {
            panic!("the first {at} bytes are accepted as the whole document")
        };
        let ExtractError::Faults(faults) = error else { panic!("{error}") };
        let last = text[..at].matches('\n').count() + 1;
        assert!((1..=last).contains(&(faults[0].line as usize)), "{}", faults[0]);
    }
}

/// A line that is missing or doubled is understood or refused, but never causes a panic.
#[test]
fn no_damaged_line_is_a_panic() {
    let text = TEAPOT.text();
    let lines: Vec<&str> = text.lines().collect();
    let names = TEAPOT.names();
    for at in (0..lines.len()).step_by(STRIDE) {
        for copies in [0, 2] {
            let damaged: Vec<&str> = lines
                .iter()
                .enumerate()
                .flat_map(|(i, line)| std::iter::repeat_n(*line, if i == at { copies } else { 1 }))
                .collect();
            let _ =
                taurusdb_extract::extract(damaged.join("\n").as_bytes(), &names, &Fixes::default());
        }
    }
}

#[test]
fn a_column_that_nobody_knows() {
    let text = TEAPOT.text();
    let changed =
        text.replacen("Parameter\tType\tDescription", "Parameter\tFlavor\tDescription", 1);
    let line = line_of(&changed, "Parameter\tFlavor");
    refuses(
        &changed,
        &format!(
            "line {line}, section 4.1.1: found the column 'Flavor'; \
         expected Parameter or Name, Mandatory, Type, Description{}",
            teach("interpret/tables.rs")
        ),
    );
}

#[test]
fn a_word_for_mandatory_that_nobody_knows() {
    let changed = TEAPOT.text().replacen("secret_mark\tNo", "secret_mark\tSometimes", 1);
    let line = line_of(&changed, "secret_mark\t");
    refuses(
        &changed,
        &format!(
            "line {line}, section 4.2.1: found 'Sometimes' under Mandatory; expected Yes, No, or \
         the condition{}",
            teach("resolve/neighbours.rs")
        ),
    );
}

#[test]
fn a_type_that_no_table_describes() {
    let changed = TEAPOT.text().replacen("caffeine\tBoolean", "caffeine\tTeacup object", 1);
    let line = line_of(&changed, "caffeine\t");
    refuses(
        &changed,
        &format!(
            "line {line}, section 4.1.1: found the type 'Teacup object' of caffeine, which no table \
         describes; expected one of the tables TeaInfo{}",
            teach("resolve/scope.rs")
        ),
    );
}

#[test]
fn a_text_that_is_not_a_type() {
    let changed = TEAPOT.text().replacen("caffeine\tBoolean", "caffeine\tPerhaps", 1);
    let line = line_of(&changed, "caffeine\t");
    refuses(
        &changed,
        &format!(
            "line {line}, section 4.1.1: found the type 'Perhaps' of caffeine; expected String, \
         Integer, Long, Double, Boolean, Object, 'X object', 'Array of X objects', List<X> or \
         Map<String,X>{}",
            teach("resolve/scope.rs")
        ),
    );
}

#[test]
fn a_tag_that_nobody_knows() {
    let changed = TEAPOT.text().replacen("caffeine\tBoolean\t", "caffeine\tBoolean\t<table>", 1);
    let line = line_of(&changed, "caffeine\t");
    refuses(
        &changed,
        &format!(
            "line {line}, section 4.1.1: found the tag '<table>' in the description of caffeine; \
         expected p, br, ul, ol, li or a tag for single words; a placeholder has capitals or \
         marks{}",
            teach("interpret/tables.rs")
        ),
    );
}

#[test]
fn a_table_that_no_field_refers_to() {
    let changed = TEAPOT.text().replacen("Array of TeaInfo objects", "String", 1);
    let line = line_of(&changed, "Table 4-4 TeaInfo");
    refuses(
        &changed,
        &format!(
            "line {line}, section 4.1.1: found Table 4-4 'TeaInfo', which no field refers to; \
         expected a field of that type in the same part of the section{}",
            teach("resolve/scope.rs")
        ),
    );
}

#[test]
fn a_table_that_is_lost() {
    let text = TEAPOT.text();
    let start = text.find("Table 4-8 ").expect("the table");
    let end = start + text[start..].find("Request Parameters").expect("what follows it");
    let changed = format!("{}{}", &text[..start], &text[end..]);
    let line = line_of(&changed, "Table 4-9 ");
    refuses(
        &changed,
        &format!(
            "line {line}, section 4.1.2: found Table 4-9; expected Table 4-8; the tables of a chapter \
             are numbered without gaps\n  restore the table that is missing before it, or the number of \
             this one; if the vendor left the number out, renumber a copy of the document"
        ),
    );
}

#[test]
fn two_operations_with_one_method_and_path() {
    let text = TEAPOT.text();
    let changed = text.replacen("/teapots/{teapot_id}/details", "/teapots/{teapot_id}", 1);
    let first = line_of(&text, "GET /v3/{project_id}/teapots/{teapot_id}\n");
    let second = line_of(&text, "GET /v3/{project_id}/teapots/{teapot_id}/details\n");
    refuses(
        &changed,
        &format!(
            "line {second}, section 5.2.2: found GET /v3/{{project_id}}/teapots/{{teapot_id}}, which \
         section 4.2.3 (line {first}) also has; expected a method and path of its own, or a \
         body that tells it from the other{}",
            teach("resolve/routes.rs")
        ),
    );
}

#[test]
fn a_section_that_never_comes() {
    let text = TEAPOT.text();
    let changed = text.replacen("4.3.2 Discarding Brews in Batches\n", "", 1);
    let found = line_of(&changed, "4.4 Log Queries\n");
    let entry = line_of(&text, "4.3.2 Discarding Brews in Batches.....");
    refuses(
        &changed,
        &format!(
            "line {found}: found the section '4.4 Log Queries'; expected the section '4.3.2 Discarding \
         Brews in Batches' first, as in the contents (line {entry}){LOST_SECTION}"
        ),
    );
}

#[test]
fn a_section_that_the_contents_do_not_name() {
    let text = TEAPOT.text();
    let changed = text.replacen("4.4 Log Queries\n", "4.3.3 Warming Cups\n\n4.4 Log Queries\n", 1);
    let line = line_of(&changed, "4.3.3 Warming Cups\n");
    refuses(
        &changed,
        &format!(
            "line {line}, section 4.3.2: found the section heading '4.3.3 Warming Cups'; expected a \
         section that the list of contents names\n  if it is a section, add it to the list of contents in a copy of the \
         document; if it is a line of a text, join it to the text"
        ),
    );
}

#[test]
fn a_heading_that_nobody_knows() {
    let changed = TEAPOT.text().replacen("Request Parameters\n", "Tea Leaves\n", 1);
    let line = line_of(&changed, "Tea Leaves\n");
    refuses(
        &changed,
        &format!(
            "line {line}, section 4.1.1: found 'Tea Leaves'; expected one of the headings Function, \
         Constraints, Prerequisites, Calling Method, Debugging, Authorization Information, URI, \
         Request, Request Parameters, Response, Response Parameters, Example Request, Example \
         Response, Example SDK Code, Status Code, Error Code{}",
            teach("interpret/section_state.rs")
        ),
    );
}

#[test]
fn bytes_that_are_not_text() {
    let text = TEAPOT.text();
    let line = line_of(&text, "1.1 Overview\n") + 2;
    let mut bytes = text.into_bytes();
    let at = bytes.windows(14).position(|w| w == b"TeapotDB keeps").expect("the first sentence");
    bytes[at + 2] = 0xff;
    refuses(
        bytes,
        &format!(
            "line {line}: found the byte 0xFF, which no text in UTF-8 has; expected text in UTF-8 or \
         UTF-16\n  convert the file to UTF-8 (for example with iconv), or take the text form of the \
         reference"
        ),
    );
}

#[test]
fn a_route_that_moved() {
    let text = TEAPOT.text();
    let (old, new) = ("POST /v3/{project_id}/teapots", "POST /v3.1/{project_id}/teapots");
    let changed = text.replacen(&format!("{old}\n"), &format!("{new}\n"), 1);
    let line = line_of(&changed, new);
    let said = taurusdb_extract::extract(changed.as_bytes(), &TEAPOT.names(), &Fixes::default());
    let said = said.expect_err("the name is for the old route").to_string();
    let expected = format!("no operation '{old}'; line {line} has '{new}', which has no name");
    assert!(said.contains(&expected), "{said}");
}

#[test]
fn a_name_for_an_operation_that_does_not_exist() {
    let run = Run::new();
    let names = run.path("spec/overlay/names/operations.toml");
    let text = std::fs::read_to_string(&names).expect("the names are text");
    let route = "PUT /v3/{project_id}/samovars";
    std::fs::write(&names, format!("{text}\n[samovars]\n\"{route}\" = \"heat\"\n"))
        .expect("the file can be written");
    let line = text.lines().count() + 3;
    undecided(
        run.extract(&TEAPOT.path()),
        &format!(
            "### Fits the document no more (1)\n\n- spec/overlay/names/operations.toml:{line}: the document has \
             no operation '{route}'; if the document has the call no more, remove the line; if it has it, it \
             was misread: look for '/samovars' there\n"
        ),
    );
}

#[test]
fn a_name_for_a_table_that_does_not_exist() {
    let run = Run::new();
    let names = run.path("spec/overlay/names/schemas.toml");
    std::fs::write(&names, "\"teapots.show response samovar\" = \"Samovar\"\n")
        .expect("the file can be written");
    undecided(
        run.extract(&TEAPOT.path()),
        "- spec/overlay/names/schemas.toml:1: no table is 'teapots.show response samovar'; write one of teapot, \
         PotPart; if the table is gone, remove the line\n",
    );
}

#[test]
fn two_tables_with_one_name() {
    let text = TEAPOT.text();
    // A request and an answer both have a `PotLid`, so the former becomes `PotLidInput`.
    let changed = text.replacen("Pot Warmer object", "PotLidInput object", 1).replacen(
        "PotWarmer\n",
        "PotLidInput\n",
        1,
    );
    let one = line_of(&changed, "Table 4-15 PotLid\n");
    let other = line_of(&changed, "Table 4-16 PotLidInput\n");
    let run = Run::new();
    let path = run.path("document.txt");
    std::fs::write(&path, changed).expect("the file can be written");
    undecided(
        run.extract(&path),
        &format!(
            "### Two tables would have one name (1)\n\n- Table 4-15 (line {one}) and Table 4-16 (line {other}) \
             would both be called PotLidInput; decide a name in spec/overlay/names/schemas.toml\n"
        ),
    );
}

#[test]
fn a_fix_that_no_longer_applies() {
    let changed = TEAPOT.text().replacen("colour\tString", "color\tString", 1);
    let run = Run::new();
    let path = run.path("document.txt");
    std::fs::write(&path, changed).expect("the file can be written");
    undecided(
        run.extract(&path),
        "- spec/overlay/fixes/fields.toml:3: the fix of TeapotItem.colour does not apply: it has only the fields \
         id, name, status, color, tags (line 603); if the document says it right now, remove the fix; if it is still \
         wrong, correct the fix; if it says neither, the place was misread\n",
    );
}

#[test]
fn a_sound_document_is_written_once() {
    let run = Run::new();
    let first = run.extract(&TEAPOT.path()).accepts();
    assert!(first.contains(" 15 written, 0 removed, 0 unchanged"), "{first}");
    let second = run.extract(&TEAPOT.path()).accepts();
    assert!(second.contains(" 0 written, 0 removed, 15 unchanged"), "{second}");
    let written = std::fs::read_to_string(run.out().join("api/teapots.json")).expect("a file");
    assert_eq!(written, TEAPOT.api().files()["teapots.json"]);
}

/// A run removes what is no longer in the document; a run that fails changes nothing.
#[test]
fn a_failed_run_leaves_what_was_there() {
    let run = Run::new();
    run.extract(&TEAPOT.path()).accepts();
    let before = files_below(&run.out());
    let broken = run.path("broken.txt");
    std::fs::write(&broken, before_half(&TEAPOT.text())).expect("the file can be written");
    let ended = run.extract(&broken);
    assert_eq!(ended.output.status.code(), Some(2));
    assert_eq!(files_below(&run.out()), before);
}

fn before_half(text: &str) -> &str {
    let half = (text.len() / 2..).find(|at| text.is_char_boundary(*at)).expect("there is an end");
    &text[..half]
}

/// Extracts a document and compares the error.
#[track_caller]
fn refuses(document: impl AsRef<[u8]>, message: &str) {
    let run = Run::new();
    let path = run.path("document.txt");
    std::fs::write(&path, document).expect("the file can be written");
    // What is wrong in one section can be left out.
    let advice = match message.contains(", section ") {
        true => "; `extract --keep-going --out DIR` reads the rest without it",
        false => "",
    };
    run.extract(&path)
        .refuses(&format!("<document.txt>: {message}\n  nothing was written{advice}"));
}

/// Checks that nothing was written, and that the list of what is to be decided has a part.
#[track_caller]
fn undecided(ended: Ended<'_>, part: &str) {
    let (said, message) = ended.ends_with(2);
    assert_eq!(said, "");
    let head = "error: the document is read, but spec/overlay does not fit it; nothing was written\n\n## Left";
    assert!(message.starts_with(head) && message.contains(part), "{message}");
    assert!(message.contains("\nFill in every `<<…>>`, "), "{message}");
}

/// The text before a part of it.
#[track_caller]
fn before<'a>(text: &'a str, piece: &str) -> &'a str {
    text.split_once(piece).expect("the piece is in the text").0
}

/// The number of the line on which a part of the text begins.
#[track_caller]
pub(crate) fn line_of(text: &str, piece: &str) -> usize {
    before(text, piece).matches('\n').count() + 1
}
