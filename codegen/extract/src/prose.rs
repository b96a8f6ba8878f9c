//! Fingerprints of the words of each section, by which a later issue shows that words changed.
//!
//! What says nothing does not count: line breaks and spaces, marks and tags, the numbers of sections and
//! tables, the order of rows, and the order of tables, examples and texts between headings.

use std::collections::BTreeMap;

use sha2::{Digest as _, Sha256};
use taurusdb_spec::{Prose, SectionProse};

use crate::read::{Block, Document, Line, Section};

/// Bytes of a digest that are kept.
const KEPT: usize = 8;

/// The fingerprints of all sections; `ids` are the ids of the sections that describe operations, by
/// number.
pub(crate) fn prose(document: &Document, ids: &BTreeMap<&str, &str>) -> Prose {
    let mut prose = Prose::default();
    for section in &document.sections {
        if let Some(id) = ids.get(section.number.as_str()) {
            prose.operations.insert((*id).to_owned(), fingerprint(section));
            continue;
        }
        let line = section.span.first;
        let fingerprint = fingerprint(section);
        // A title may stand in several chapters.
        let titles = (1..).map(|count| match count {
            1 => section.title.clone(),
            count => format!("{} ({count})", section.title),
        });
        let mut free = titles.skip_while(|title| prose.sections.contains_key(title));
        if let Some(title) = free.next() {
            prose.sections.insert(title, SectionProse { fingerprint, line });
        }
    }
    prose
}

fn fingerprint(section: &Section) -> String {
    let mut parts: Vec<[u8; KEPT]> = Vec::new();
    // A page break may tear a paragraph, so texts that follow one another are one.
    let mut text = String::new();
    for block in &section.blocks {
        match block {
            Block::Paragraph(_, lines) | Block::Item(_, lines) => add_lines(&mut text, lines),
            Block::Note(_) => {}
            Block::Heading(line) | Block::Figure(line) => {
                end(&mut text, &mut parts);
                add(&mut text, &line.text);
                end(&mut text, &mut parts);
            }
            Block::Table(table) => {
                end(&mut text, &mut parts);
                if let Some(title) = &table.title {
                    add(&mut text, &title.text);
                }
                end(&mut text, &mut parts);
                for row in &table.rows {
                    row.cells.iter().for_each(|cell| add(&mut text, cell));
                    end(&mut text, &mut parts);
                }
            }
            Block::Code(code) => {
                end(&mut text, &mut parts);
                code.lines().for_each(|line| add(&mut text, &line.text));
                end(&mut text, &mut parts);
            }
        }
    }
    end(&mut text, &mut parts);
    parts.sort_unstable();
    hex(&Sha256::digest(parts.concat()))
}

/// The fingerprint of one line.
pub(crate) fn of_line(line: &str) -> String {
    let mut text = String::new();
    add(&mut text, line);
    hex(&Sha256::digest(text.as_bytes()))
}

fn hex(digest: &[u8]) -> String {
    digest.iter().take(KEPT).map(|byte| format!("{byte:02x}")).collect()
}

fn add_lines(text: &mut String, lines: &[Line]) {
    lines.iter().for_each(|line| add(text, &line.text));
}

/// Adds the letters and digits of a line, without tags and the numbers of tables and sections.
fn add(text: &mut String, line: &str) {
    let mut is_numbered = false;
    for word in line.split_whitespace() {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let is_number = bare.starts_with(|c: char| c.is_ascii_alphanumeric())
            && bare.contains(['-', '.'])
            && bare.chars().skip(1).all(|c| c.is_ascii_digit() || matches!(c, '-' | '.'));
        let is_reference = is_number && (is_numbered || bare.matches('.').count() > 1);
        is_numbered = matches!(bare, "Table" | "Figure" | "Section" | "table" | "section");
        if is_reference {
            continue;
        }
        let mut in_tag = false;
        for c in word.chars() {
            match c {
                '<' => in_tag = true,
                '>' => in_tag = false,
                c if !in_tag && c.is_alphanumeric() => text.extend(c.to_lowercase()),
                _ => {}
            }
        }
    }
}

/// Ends a part.
fn end(text: &mut String, parts: &mut Vec<[u8; KEPT]>) {
    if text.is_empty() {
        return;
    }
    let digest = Sha256::digest(text.as_bytes());
    let mut kept = [0; KEPT];
    kept.copy_from_slice(&digest[..KEPT]);
    parts.push(kept);
    text.clear();
}
