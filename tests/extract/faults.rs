//! Damage of every kind, put into our own document: each is either mended, with the same facts, or
//! refused with the line where it is, what is missing and what to do.

use taurusdb_spec::Fixes;
use taurusdb_tests::{fixture, root};

use super::fixtures::TEAPOT;

/// What becomes of a kind of damage.
enum Outcome {
    /// The same facts.
    Same,
    /// An error at the line that begins so, with this text in it.
    Error(&'static str, &'static str),
}

use Outcome::{Error, Same};

/// One kind: its name, what is replaced once, by what, and what becomes of it.
type Kind = (&'static str, &'static str, &'static str, Outcome);

const FENCE: &str =
    "```\nGET https://{endpoint}/v3/619d3e78f61b4be68bc5aa0b59edcf7b/teas/green-leaf\n```";

const KINDS: &[Kind] = &[
    // Headings of parts.
    (
        "the heading Function lost",
        "\nFunction\n\nTells which",
        "\nTells which",
        Error("Tells which", "restore the heading"),
    ),
    (
        "the heading Function misspelt",
        "\nFunction\n",
        "\nFuncton\n",
        Error("Functon", "expected the heading 'Function'"),
    ),
    (
        "the heading URI lost",
        "\nURI\n\nGET /v3/{project_id}/teas/{leaf_name}\n",
        "\nGET /v3/{project_id}/teas/{leaf_name}\n",
        Error(
            "Table 4-1 ",
            "the heading 'URI' above such a table; the last heading is 'Function' (line ",
        ),
    ),
    (
        "the heading Request Parameters lost",
        "\nRequest Parameters\n\nNone\n",
        "\nNone\n",
        Error(
            "Response Parameters\n\nStatus code: 200\n\nTable 4-9",
            "a heading 'Request' or 'Request Parameters' above it",
        ),
    ),
    (
        "the heading Request Parameters misspelt",
        "\nRequest Parameters\n",
        "\nRequst Parameters\n",
        Error("Requst", "expected the heading 'Request' or 'Request Parameters'"),
    ),
    (
        "the heading Response Parameters lost",
        "\nResponse Parameters\n\nStatus code: 200\n",
        "\nStatus code: 200\n",
        Error(
            "Status code: 200\n\nTable 4-3",
            "the heading 'Response' or 'Response Parameters' or 'Example Response' before a status",
        ),
    ),
    (
        "the heading Example Request lost",
        "Example Request\n\nAsking for",
        "Asking for",
        Error("Asking for", "if a heading such as 'Example Request' is lost above it"),
    ),
    (
        "the heading Example Response lost",
        "\nExample Response\n\nStatus code: 200\n\nSuccess.\n\n```\n{\n  \"teas\"",
        "\nStatus code: 200\n\nSuccess.\n\n```\n{\n  \"teas\"",
        Error("Status code: 200\n\nSuccess.", "the last heading is 'Example Request'"),
    ),
    (
        "the heading Status Code lost",
        "\nStatus Code\n\nListed",
        "\nListed",
        Error("Error Code\n\nListed", "a heading 'Status Code' above it"),
    ),
    (
        "the heading Status Code misspelt",
        "\nStatus Code\n",
        "\nStatis Code\n",
        Error("Statis Code", "the heading 'Status Code'"),
    ),
    (
        "the heading Error Code lost",
        "\nError Code\n\nListed in [Error Codes](#).\n\n4.1.2",
        "\nListed in [Error Codes](#).\n\n4.1.2",
        Error(
            "Listed in [Error Codes](#).\n\n4.1.2",
            "restore the heading that the converter lost",
        ),
    ),
    (
        "a heading that nobody knows",
        "\nRequest Parameters\n",
        "\nTea Leaves\n",
        Error("Tea Leaves", "one of the headings Function"),
    ),
    (
        "parts swapped",
        "\nURI\n\nGET /v3/{project_id}/teas/{leaf_name}\n",
        "\nResponse Parameters\n\nGET /v3/{project_id}/teas/{leaf_name}\n",
        Error("GET /v3/{project_id}/teas/{leaf_name}", "expected a table, a note"),
    ),
    // Headings of sections.
    (
        "a section heading lost",
        "4.3.2 Discarding Brews in Batches\n",
        "",
        Error("4.4 Log Queries\n", "the section '4.3.2 Discarding Brews in Batches' first"),
    ),
    (
        "a section heading without its number",
        "\n4.3.2 Discarding Brews in Batches\n",
        "\nDiscarding Brews in Batches\n",
        Error("Discarding Brews in Batches", "the title of a section without its number"),
    ),
    (
        "a section heading with another title",
        "\n4.3.2 Discarding Brews in Batches\n",
        "\n4.3.2 Pouring Away\n",
        Error("4.3.2 Pouring Away", "the number of a section with another title"),
    ),
    (
        "a section heading with another number",
        "\n4.3.2 Discarding Brews in Batches\n",
        "\n4.3.3 Discarding Brews in Batches\n",
        Error("4.3.3 Discarding", "the title of a section with another number"),
    ),
    (
        "a section heading with a word before it",
        "\n4.3.2 Discarding Brews in Batches\n",
        "\nSection 4.3.2: Discarding Brews in Batches\n",
        Same,
    ),
    (
        "a section heading as Markdown",
        "\n4.3.2 Discarding Brews in Batches\n",
        "\n### 4.3.2 Discarding Brews in Batches\n",
        Same,
    ),
    (
        "a section heading below text",
        "\n\n4.3.2 Discarding Brews in Batches\n",
        "\n4.3.2 Discarding Brews in Batches\n",
        Same,
    ),
    (
        "a section that the contents do not name",
        "\n4.4 Log Queries\n",
        "\n4.3.3 Warming Cups\n\n4.4 Log Queries\n",
        Error("4.3.3 Warming Cups", "a section that the list of contents names"),
    ),
    // Title page and contents.
    ("no contents", "\nContents\n", "\n", Error("", "no list of contents")),
    ("no issue", "Issue 03\n", "", Error("", "no line 'Issue …'")),
    (
        "a date that is none",
        "Date 2024-11-30",
        "Date 2024-13-30",
        Error("", "the date '2024-13-30'"),
    ),
    (
        "an entry of the contents lost",
        "4.3.2 Discarding Brews in Batches.....\t21\n",
        "",
        Error("4.3.2 Discarding", "a section that the list of contents names"),
    ),
    (
        "an entry of the contents misspelt",
        "4.3.2 Discarding Brews in Batches.....",
        "4.3.2 Discarding Brews in Batchs.....",
        Error("4.3.2 Discarding Brews in Batches\n", "the number of a section with another title"),
    ),
    // Fences.
    (
        "a closing fence lost",
        FENCE,
        "```\nGET https://{endpoint}/v3/619d3e78f61b4be68bc5aa0b59edcf7b/teas/green-leaf",
        Error("```\nGET https", "a fence that is still open at the heading 'Status code: 200'"),
    ),
    (
        "an opening fence lost",
        FENCE,
        "GET https://{endpoint}/v3/619d3e78f61b4be68bc5aa0b59edcf7b/teas/green-leaf\n```",
        Error("```\n\nExample Response", "a fence that is still open at the heading"),
    ),
    (
        "both fences lost",
        "```\n{ \"slow_pour_list\" : [ ... ] }\n```",
        "{ \"slow_pour_list\" : [ ... ] }",
        Same,
    ),
    // Titles of tables.
    (
        "a title lost",
        "Table 4-2 Request header parameters\n",
        "",
        Error("Table 4-3 ", "Table 4-2; the tables of a chapter are numbered without gaps"),
    ),
    (
        "a title without its number",
        "Table 4-2 Request header parameters\n",
        "Request header parameters\n",
        Error("Table 4-3 ", "restore the table that is missing before it"),
    ),
    (
        "a title with another number",
        "Table 4-2 Request header parameters\n",
        "Table 4-1 Request header parameters\n",
        Error("Table 4-1 Request", "expected Table 4-2"),
    ),
    (
        "a title without a table",
        "\nTable 4-2 Request header parameters\n",
        "\nTable 4-2 Request header parameters\n\nTable 4-2 Request header parameters\n",
        Error("Table 4-2 ", "without a table"),
    ),
    (
        "a title as a heading",
        "Table 4-2 Request header parameters\n",
        "#### Table 4-2. Request header parameters\n",
        Same,
    ),
    // Rows.
    (
        "a row without tabs",
        "secret_mark\tNo\tString\t",
        "secret_mark No String ",
        Error("secret_mark No", "restore the wrapped cell or the lost tabs"),
    ),
    (
        "a row with spaces for tabs",
        "secret_mark\tNo\tString\t",
        "secret_mark   No   String   ",
        Error("secret_mark   No", "the converter turned the tabs between cells into spaces"),
    ),
    (
        "a row with a tab less",
        "secret_mark\tNo\tString\t",
        "secret_mark\tNo String\t",
        Error("secret_mark", "with 3 cells"),
    ),
    (
        "a row with a tab more",
        "secret_mark\tNo\tString\t",
        "secret_mark\t\tNo\tString\t",
        Error("secret_mark", "with 5 cells"),
    ),
    (
        "a row with tabs at its end",
        "candles\tYes\tInteger\tNumber of candles.",
        "candles\tYes\tInteger\tNumber of candles.\t\t",
        Same,
    ),
    (
        "a row without its name",
        "secret_mark\tNo",
        "\tNo",
        Error("\tNo\tString\tMark", "without Parameter"),
    ),
    (
        "a row twice",
        "caffeine\tBoolean",
        "name\tString\tAgain.\ncaffeine\tBoolean",
        Error("name\tString\tAgain.", "a second row for name"),
    ),
    (
        "a row broken within a cell",
        "Name of the tea.\n",
        "Name of\nthe tea.\n",
        Error("the tea.\ncaffeine", "directly below a row"),
    ),
    (
        "a row torn with its cells empty",
        "Mark below the pot. This",
        "Mark below the pot.\n\t\t\tThis",
        Same,
    ),
    (
        "a header without tabs",
        "\nParameter\tMandatory\tType\tDescription\nmode",
        "\nParameter Mandatory Type Description\nmode",
        Error("Parameter Mandatory Type", "without tabs"),
    ),
    (
        "a header lost",
        "\nParameter\tMandatory\tType\tDescription\nside\tYes",
        "\nside\tYes",
        Error("side\tYes", "the names of the columns in the first row"),
    ),
    (
        "a column that nobody knows",
        "Parameter\tType\tDescription",
        "Parameter\tFlavor\tDescription",
        Error("Parameter\tFlavor", "the column 'Flavor'"),
    ),
    (
        "a column twice",
        "Parameter\tType\tDescription",
        "Parameter\tParameter\tDescription",
        Error("Parameter\tParameter", "two columns for the same"),
    ),
    ("a blank line between rows", "\nsecret_mark\tNo", "\n\nsecret_mark\tNo", Same),
    // Cells.
    (
        "a flag misspelt",
        "secret_mark\tNo",
        "secret_mark\tNoo",
        Error("secret_mark", "'Noo' under Mandatory"),
    ),
    ("a flag empty", "secret_mark\tNo", "secret_mark\t", Error("secret_mark", "under Mandatory")),
    ("a flag in other words", "secret_mark\tNo", "secret_mark\toptional", Same),
    (
        "a type misspelt",
        "caffeine\tBoolean",
        "caffeine\tBoolaen",
        Error("caffeine", "the type 'Boolaen' of caffeine"),
    ),
    (
        "a type lost",
        "caffeine\tBoolean",
        "caffeine\t",
        Error("caffeine", "the type '' of caffeine"),
    ),
    (
        "a type of a table that is not there",
        "caffeine\tBoolean",
        "caffeine\tTeacup object",
        Error("caffeine", "which no table describes"),
    ),
    (
        "a list that does not say of what",
        "sizes\tList<Integer>",
        "sizes\tList",
        Error("sizes", "which does not say what the items are"),
    ),
    (
        "a table that nothing refers to",
        "Array of TeaInfo objects",
        "String",
        Error("Table 4-4 ", "which no field refers to"),
    ),
    (
        "a name that is none",
        "caffeine\tBoolean",
        "caf feine!\tBoolean",
        Error("caf feine!", "a name of letters, digits"),
    ),
    (
        "an unknown tag",
        "caffeine\tBoolean\t",
        "caffeine\tBoolean\t<table>",
        Error("caffeine", "the tag '<table>'"),
    ),
    (
        "the first bullet lost",
        "<ul style=\"list-style-type: none\"> ● celadon",
        "<ul style=\"list-style-type: none\"> celadon",
        Error("glaze", "the converter dropped the bullets"),
    ),
    ("a soft hyphen in a name", "total_count\tInteger", "total_\u{ad}count\tInteger", Same),
    // URIs.
    (
        "a URI lost",
        "\nGET /v3/{project_id}/teas/{leaf_name}\n",
        "\n",
        Error("", "no URI in the section"),
    ),
    (
        "a URI without its method",
        "\nGET /v3/{project_id}/teas/{leaf_name}\n",
        "\n/v3/{project_id}/teas/{leaf_name}\n",
        Error("/v3/{project_id}/teas/{leaf_name}\n", "the method before the path"),
    ),
    (
        "a URI with a method that nobody knows",
        "\nGET /v3/{project_id}/teas/{leaf_name}\n",
        "\nBREW /v3/{project_id}/teas/{leaf_name}\n",
        Error("BREW", "expected a table"),
    ),
    (
        "a URI without a brace",
        "\nGET /v3/{project_id}/teas/{leaf_name}\n",
        "\nGET /v3/{project_id}/teas/{leaf_name\n",
        Error("GET /v3/{project_id}/teas/{leaf_name\n", "METHOD /path"),
    ),
    (
        "two calls with one URI",
        "/teapots/{teapot_id}/details",
        "/teapots/{teapot_id}",
        Error("", "a method and path of its own"),
    ),
    // Text between tables.
    (
        "a stray line",
        "\nTable 4-4 TeaInfo\n",
        "\nSomething nobody reads here\n\nTable 4-4 TeaInfo\n",
        Error("Something nobody", "expected a table, a note"),
    ),
    (
        "a stray example",
        "\nTable 4-4 TeaInfo\n",
        "\n```\ntea\n```\n\nTable 4-4 TeaInfo\n",
        Error("tea\n```", "examples below a heading of examples"),
    ),
    (
        "a status that is no number",
        "\nStatus code: 200\n\nTable 4-3",
        "\nStatus code: 2oo\n\nTable 4-3",
        Error("Status code: 2oo", "expected a table, a note"),
    ),
    // Announcements and the service.
    (
        "an end in other words",
        "This API will be unavailable on March 31, 2025. Call its",
        "This API will soon be gone. Call its",
        Error("5.1.1 Listing Teas\n", "no day on which the API ends"),
    ),
    (
        "an end with a date that is none",
        "This API will be unavailable on March 31, 2025. Call its",
        "This API will be unavailable on Mrach 31, 2025. Call its",
        Error("This API will be unavailable on Mrach", "a date such as"),
    ),
    (
        "a status of an error that is none",
        "418\tTEA.0001",
        "41\tTEA.0001",
        Error("41\tTEA.0001", "three digits, 100 to 599"),
    ),
    (
        "an error code that is none",
        "418\tTEA.0001",
        "418\tTea one",
        Error("418\tTea one", "the error code 'Tea one'"),
    ),
    (
        "an endpoint with a scheme",
        "teapot.south-saucer-2.example.com",
        "https://teapot.example.com",
        Error("TeapotDB\tSouth", "a host name without a scheme"),
    ),
    (
        "an action that is none",
        "teapot:tea:list",
        "teapot tea list",
        Error("Listing Teas\tGET", "service:resource:verb"),
    ),
];

#[test]
fn each_kind_of_damage_is_mended_or_told() {
    let text = TEAPOT.text();
    let names = TEAPOT.names();
    let fixes = Fixes::load(&fixture("fixes")).expect("the fixes are sound");
    let expected = TEAPOT.api().files();
    let mut wrong = Vec::new();
    for (name, from, to, outcome) in KINDS {
        let body = text.rfind("\n1 Before You Pour\n").expect("the body");
        // The contents repeat the headings, so the body is changed first.
        let at = text[body..].find(from).map(|at| at + body).or_else(|| text.find(from));
        let Some(at) = at else {
            wrong.push(format!("{name}: our document does not contain it"));
            continue;
        };
        let changed = format!("{}{to}{}", &text[..at], &text[at + from.len()..]);
        let found = taurusdb_extract::extract(changed.as_bytes(), &names, &fixes);
        match (found, outcome) {
            (Ok(found), Same) if found.api.files() == expected => {}
            (Ok(_), Same) => wrong.push(format!("{name}: other facts")),
            (Ok(_), Error(..)) => wrong.push(format!("{name}: accepted")),
            (Err(error), Same) => wrong.push(format!("{name}: {error}")),
            (Err(error), Error(line, says)) => {
                let said = error.to_string();
                let expected = line_near(&changed, at, line).map(|n| format!("line {n}"));
                let is_there = expected.is_none_or(|place| {
                    said.starts_with(&format!("{place},")) || said.starts_with(&format!("{place}:"))
                });
                if !is_there || !said.contains(says) || !names_a_step(&said) {
                    wrong.push(format!("{name}: {said}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {} kinds:\n{}", wrong.len(), KINDS.len(), wrong.join("\n"));
}

/// The number of the line that begins so, the first one from the line above the damage on; `None` if any
/// line will do.
fn line_near(text: &str, at: usize, begins: &str) -> Option<usize> {
    if begins.is_empty() {
        return None;
    }
    let from = text[..at.saturating_sub(1)].rfind('\n').unwrap_or(0);
    let piece = format!("\n{begins}");
    let found = text[from..].find(&piece).map(|found| from + found).or_else(|| text.find(&piece));
    found.map(|found| text[..found].matches('\n').count() + 2)
}

/// Whether a message says what to do next; a file that it names exists.
fn names_a_step(said: &str) -> bool {
    let Some(advice) = said.lines().nth(1).filter(|line| line.starts_with("  ")) else {
        return false;
    };
    let mut files = advice.split(' ').map(|word| word.trim_end_matches([',', ';', '.']));
    let is_file = |word: &&str| word.contains('/') && word.ends_with(".rs");
    files.by_ref().filter(is_file).all(|file| root().join(file).is_file())
}
