//! Runs all stages, in this order:
//!
//! 1. `read` turns the text into a document and repairs the converter's damage;
//! 2. `service_facts` reads the sections that describe the service as a whole;
//! 3. `interpret` turns each section of an operation into a draft; it calls `read` once more, to get
//!    the description of a row as a repaired cell;
//! 4. `resolve` makes an API of all drafts; it calls `mine` for each row whose type is known, and
//!    `example` for each example whose schema is known;
//! 5. the fixes of `spec/overlay/fixes` are applied, so that an error that a fix corrects is not
//!    reported as a contradiction later;
//! 6. `weigh` compares the examples with the schemas, and `unread` finds descriptions that seem to state
//!    a fact that their fields lack;
//! 7. `prose` takes the fingerprints of the words of each section;
//! 8. `account` checks that each line of the document was used.
//!
//! All of them use `text`, which calls none of them.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;

use taurusdb_spec::{Api, Fixes, Ledger, Names, OverlayError, PageStart, Problem, Rule, Service};

use crate::account::{Accounts, account};
use crate::fault::{Fault, Listed};
use crate::interpret::{Draft, interpret, operation_sections, twins};
use crate::left_out::{LeftOut, LeftOuts};
use crate::overview::{Overview, overview};
use crate::prose::{self, prose};
use crate::read::{
    Block, Form, NotText, Page, Section, Source, check_table_numbers, decode, read_source,
};
use crate::resolve::{Lacking, NameProblem, ResolveError, Resolved, lacking, resolve, unfold};
use crate::service_facts::read_service;
use crate::unread;
use crate::weigh::weigh;

/// What was read from a document.
#[derive(Clone, Debug)]
pub struct Extraction {
    /// The specification.
    pub api: Api,
    /// The errors of the document.
    pub ledger: Ledger,
    /// The counts.
    pub counts: Counts,
    /// The sections and pages that were left out, in the order of the document; only
    /// [`extract_readable`] leaves anything out.
    pub left_out: Vec<LeftOut>,
    /// What became of each section.
    pub overview: Vec<Overview>,
    /// The decided names and fixes that fit nothing in what was read; only [`extract_readable`]
    /// goes on without them.
    pub unfit: Vec<String>,
}

/// What was counted while reading a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counts {
    /// The number of lines of each class.
    pub accounts: Accounts,
    /// Sections.
    pub sections: usize,
    /// Operations.
    pub operations: usize,
    /// Deprecated operations.
    pub deprecated: usize,
    /// Numbered tables in the sections of operations.
    pub tables: usize,
    /// Data rows in all tables in the sections of operations.
    pub rows: usize,
    /// Examples with a body.
    pub examples: usize,
    /// Lines of the rows whose words seem to state a fact that no rule read.
    pub unread: Vec<u32>,
    /// Lines of the examples whose body could not be read.
    pub unread_examples: Vec<u32>,
    /// The operations without a decided name. Each is a line for `overlay/names/operations.toml`,
    /// with the id that a rule made and the line of the document.
    pub unnamed: Vec<String>,
    /// Headings that many sections do without, and how many of them.
    pub absent: Vec<(String, usize)>,
}

/// Why no specification could be made from a document.
#[derive(Debug)]
#[non_exhaustive]
pub enum ExtractError {
    /// The file is not text.
    NotUtf8 {
        /// The first line that is not text.
        line: usize,
        /// What was found there.
        found: String,
    },
    /// The document contains something that is not understood.
    Faults(Vec<Fault>),
    /// Decided names do not fit the document.
    Names(Vec<NameProblem>),
    /// Fixes do not apply to the document.
    Fixes(Vec<OverlayError>),
    /// The result contradicts itself.
    Invalid(Vec<Problem>),
}

/// How many faults are shown. The first one is the most important.
const MOST_SHOWN: usize = 10;

impl fmt::Display for ExtractError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fn list<T: fmt::Display>(f: &mut fmt::Formatter<'_>, items: &[T]) -> fmt::Result {
            for (i, item) in items.iter().take(MOST_SHOWN).enumerate() {
                write!(f, "{}{item}", if i > 0 { "\n" } else { "" })?;
            }
            match items.len().saturating_sub(MOST_SHOWN) {
                0 => Ok(()),
                more => write!(f, "\n… and {more} more"),
            }
        }
        match self {
            Self::NotUtf8 { line, found } => write!(
                f,
                "line {line}: found {found}; expected text in UTF-8 or UTF-16\n  convert the file to UTF-8 (for example with iconv), or take the text form of the reference"
            ),
            Self::Faults(faults) => Listed(faults).fmt(f),
            // To correct the names, people need the whole list.
            Self::Names(problems) => {
                let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
                f.write_str(&lines.join("\n"))
            }
            Self::Fixes(errors) => {
                let lines: Vec<String> = errors.iter().map(ToString::to_string).collect();
                f.write_str(&lines.join("\n"))
            }
            Self::Invalid(problems) => list(f, problems),
        }
    }
}

impl std::error::Error for ExtractError {}

impl From<Fault> for ExtractError {
    fn from(fault: Fault) -> Self {
        Self::Faults(vec![fault])
    }
}

impl From<Vec<Fault>> for ExtractError {
    fn from(faults: Vec<Fault>) -> Self {
        Self::Faults(faults)
    }
}

impl From<Vec<OverlayError>> for ExtractError {
    fn from(errors: Vec<OverlayError>) -> Self {
        Self::Fixes(errors)
    }
}

impl From<ResolveError> for ExtractError {
    fn from(error: ResolveError) -> Self {
        match error {
            ResolveError::Faults(faults) => Self::Faults(faults),
            ResolveError::Names(problems) => Self::Names(problems),
            ResolveError::Invalid(problems) => Self::Invalid(problems),
        }
    }
}

/// Reads the text form of the reference and writes down what it states.
///
/// `names` and `fixes` are decisions of people: the names, and the errors of the document that no
/// rule can find.
pub fn extract(document: &[u8], names: &Names, fixes: &Fixes) -> Result<Extraction, ExtractError> {
    let text = decode(document)
        .map_err(|NotText { line, found }| ExtractError::NotUtf8 { line, found })?;
    extract_source(&Source::text(text), names, fixes)
}

/// Reads a document in any of its published forms and writes down what it states.
pub fn extract_source(
    source: &Source,
    names: &Names,
    fixes: &Fixes,
) -> Result<Extraction, ExtractError> {
    located(source, stages(source, names, fixes, false))
}

/// Reads what can be read of a document, and leaves out each section and page with something in it
/// that is not understood. It fails only if the document as a whole cannot be read.
pub fn extract_readable(
    source: &Source,
    names: &Names,
    fixes: &Fixes,
) -> Result<Extraction, ExtractError> {
    located(source, stages(source, names, fixes, true))
}

/// The result with the page of each fault.
fn located(
    source: &Source,
    result: Result<Extraction, ExtractError>,
) -> Result<Extraction, ExtractError> {
    match result {
        Ok(mut extraction) => {
            for left in &mut extraction.left_out {
                left.fault = source.locate(left.fault.clone());
            }
            Ok(extraction)
        }
        Err(ExtractError::Faults(faults)) => Err(ExtractError::Faults(
            faults.into_iter().map(|fault| source.locate(fault)).collect(),
        )),
        Err(ExtractError::Names(problems)) => {
            let told = |problem: NameProblem| problem.located(|line| source.told(line));
            Err(ExtractError::Names(problems.into_iter().map(told).collect()))
        }
        Err(ExtractError::Invalid(problems)) => {
            let told = |problem: Problem| match problem.line {
                0 => problem,
                line => Problem {
                    place: format!("{}: {}", source.told(line), problem.place),
                    line: 0,
                    ..problem
                },
            };
            Err(ExtractError::Invalid(problems.into_iter().map(told).collect()))
        }
        Err(other) => Err(other),
    }
}

fn stages(
    source: &Source,
    names: &Names,
    fixes: &Fixes,
    keep_going: bool,
) -> Result<Extraction, ExtractError> {
    let document = read_source(source)?;
    let mut left_out = LeftOuts::new(keep_going, names.is_empty());
    for unread in &document.unread {
        left_out.unread(unread);
    }
    left_out.check()?;
    let sections = operation_sections(&document);
    let (service, service_claims) = read_service(&document, &sections, &mut left_out)?;
    let mut claims = service_claims.clone();

    if sections.is_empty() && document.unread.is_empty() {
        let expected = "sections with a heading 'URI', or a chapter 'APIs'";
        return Err(Fault::new(1, "no section that describes an operation", expected).into());
    }
    let mut drafts = Vec::new();
    for section in &sections {
        match interpret(&document, section) {
            Ok(draft) => drafts.push(draft),
            Err(fault) => left_out.section(section, fault),
        }
    }
    let Lacking { lost, absent } = lacking(&drafts, left_out.any_service);
    left_out.drafts(&mut drafts, &lost);
    let repeated = unfold(&mut drafts);
    left_out.drafts(&mut drafts, &repeated);
    left_out.check()?;
    // Beside the first call of their section, so that they stand there in the specification too.
    let drafts_of = |draft: Draft| {
        let twins = twins(&draft);
        std::iter::once(draft).chain(twins)
    };
    let mut drafts: Vec<Draft> = drafts.into_iter().flat_map(drafts_of).collect();
    if left_out.is_empty() {
        check_table_numbers(&document)?;
    }
    let Resolved { mut api, ids, unnamed, findings } =
        resolve_readable(source, &mut drafts, service, names, &mut left_out)?;
    claims.extend(drafts.iter_mut().flat_map(|draft| std::mem::take(&mut draft.claims)));

    let read: HashSet<&str> = drafts.iter().map(|draft| draft.section.as_str()).collect();
    let was_read = |section: &&&Section| read.contains(section.number.as_str());
    let tables = || {
        let read = sections.iter().filter(was_read);
        read.flat_map(|section| &section.blocks).filter_map(|block| match block {
            Block::Table(table) => Some(table),
            _ => None,
        })
    };
    let with_body = || {
        drafts
            .iter()
            .filter(|d| !d.is_twin)
            .flat_map(|d| &d.examples)
            .filter(|e| !e.fragments.is_empty())
    };
    let mut counts = Counts {
        accounts: Accounts::default(),
        sections: document.sections.len(),
        operations: drafts.len(),
        deprecated: drafts.iter().filter(|draft| draft.deprecated.is_some()).count(),
        tables: tables().filter(|table| table.title.is_some()).count(),
        rows: tables().flat_map(|table| &table.rows).map(|row| 1 + row.continued.len()).sum(),
        examples: with_body().count(),
        unread: Vec::new(),
        unread_examples: Vec::new(),
        unnamed: Vec::new(),
        absent,
    };
    let example_lines: Vec<u32> = with_body().map(|example| example.line).collect();

    let mut entries = findings;
    // Fixes come before weighing: an error that a fix corrects is no contradiction.
    if keep_going {
        let (applied, errors) = fixes.apply_fitting(&mut api);
        entries.extend(applied);
        left_out.unfit.extend(errors.iter().map(ToString::to_string));
    } else {
        entries.extend(fixes.apply(&mut api)?);
    }
    entries.extend(weigh(&mut api, &drafts, &ids));
    let unread = unread::findings(&api, &drafts);
    counts.unread = unread.iter().map(|entry| entry.line).collect();
    counts.unread.sort_unstable();
    counts.unread.dedup();
    entries.extend(unread);
    let problems = api.validate();
    if !problems.is_empty() {
        return Err(ExtractError::Invalid(problems));
    }
    let read_lines: std::collections::BTreeSet<u32> =
        api.operations().flat_map(|operation| &operation.examples).map(|e| e.line).collect();
    counts.unread_examples =
        example_lines.into_iter().filter(|line| !read_lines.contains(line)).collect();
    counts.unnamed = unnamed
        .into_iter()
        .map(|(at, key)| {
            format!("\"{key}\" = \"{}\" ({})", ids[at], source.told(drafts[at].uri_line))
        })
        .collect();
    let numbers = drafts.iter().map(|draft| draft.section.as_str());
    let numbers = numbers.zip(ids.iter().map(String::as_str)).collect();
    api.prose = prose(&document, &numbers);
    let lines: Vec<&str> = source.lines().collect();
    for fix in entries.iter().filter(|entry| entry.rule == Rule::Fixed) {
        let line = lines.get(fix.line.saturating_sub(1) as usize).copied().unwrap_or_default();
        let of_operation = api.prose.fixed.entry(fix.operation.clone()).or_default();
        of_operation.insert(fix.field.clone(), prose::of_line(line));
    }
    claims.extend(left_out.claims());
    let sections: Vec<(String, String)> =
        drafts.iter().map(|draft| draft.section.clone()).zip(ids.iter().cloned()).collect();
    let overview = overview(&document, source, &sections, &service_claims, &left_out.items);
    counts.accounts = account(document, claims, source)?;
    if source.form() != Form::Text {
        let start =
            |page: &Page| PageStart { name: page.name.clone(), first_line: page.first_line };
        api.service.pages = source.pages().iter().map(start).collect();
    }
    let ledger = Ledger::new(entries, &api);
    let LeftOuts { items: left_out, unfit, .. } = left_out;
    Ok(Extraction { api, ledger, counts, left_out, overview, unfit })
}

/// Builds the API from all drafts that can be resolved; the others are left out, and so are the names
/// that then fit nothing.
fn resolve_readable(
    source: &Source,
    drafts: &mut Vec<Draft>,
    service: Service,
    names: &Names,
    left_out: &mut LeftOuts,
) -> Result<Resolved, ExtractError> {
    let mut names = Cow::Borrowed(names);
    loop {
        left_out.forget_successors(drafts);
        let error = match resolve(drafts, service.clone(), &names) {
            Ok(resolved) => return Ok(resolved),
            Err(error) => error,
        };
        let before = (drafts.len(), left_out.unfit.len());
        if left_out.keep_going {
            match &error {
                ResolveError::Faults(faults) => left_out.drafts(drafts, faults),
                ResolveError::Names(problems) => {
                    for problem in problems {
                        let Some(place) = &problem.place else { continue };
                        names.to_mut().forget(place);
                        let told = problem.clone().located(|line| source.told(line));
                        left_out.unfit.push(told.to_string());
                    }
                }
                ResolveError::Invalid(_) => {}
            }
        }
        // Each round leaves something out, so the loop ends.
        if before == (drafts.len(), left_out.unfit.len()) {
            return Err(error.into());
        }
    }
}
