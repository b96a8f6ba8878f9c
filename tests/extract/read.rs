//! What the stage `read` makes of our own document: sections and blocks, with its repairs.

use std::fmt::Write;

use taurusdb_extract::read::{Block, Section};
use taurusdb_tests::snapshot;

use super::fixtures::{TEAPOT, short};

/// Sections that contain all kinds of blocks and all repairs.
const SHOWN: [&str; 11] =
    ["1.1", "1.2", "3.1", "4.1.2", "4.2.1", "4.2.4", "4.2.5", "4.3.1", "5.2.1", "5.4.1", "A.3"];

#[test]
fn text_becomes_sections_and_blocks() {
    let document = TEAPOT.document();
    let front = &document.front;
    let mut out = format!("{} · issue {} · {}\n", front.product, front.issue, front.date);
    for section in document.sections.iter().filter(|s| SHOWN.contains(&s.number.as_str())) {
        dump(&mut out, section);
    }
    snapshot("read", &out);
}

#[test]
fn the_body_has_the_sections_of_the_contents() {
    let document = TEAPOT.document();
    let promised: Vec<_> = document.contents.iter().map(|e| (&e.number, &e.title)).collect();
    let found: Vec<_> = document.sections.iter().map(|s| (&s.number, &s.title)).collect();
    assert_eq!(promised, found);
}

/// Prints the kind, the lines and the repaired text of each block, and the first cells of a row.
fn dump(out: &mut String, section: &Section) {
    let line = |first: u32, last: u32| match first == last {
        true => first.to_string(),
        false => format!("{first}-{last}"),
    };
    let span = section.span;
    writeln!(out, "\n{} {} [{}]", section.number, section.title, line(span.first, span.last))
        .expect("a string takes all");
    for block in &section.blocks {
        let span = block.span();
        let lines = line(span.first, span.last);
        let join = |lines: &[taurusdb_extract::read::Line]| {
            let texts: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
            short(&texts.join("⏎"), 90)
        };
        let text = match block {
            Block::Heading(line) => format!("heading {}", line.text),
            Block::Note(line) => format!("note {}", line.text),
            Block::Figure(line) => format!("figure {}", line.text),
            Block::Paragraph(_, lines) => format!("text {}", join(lines)),
            Block::Item(_, lines) => format!("item {}", join(lines)),
            Block::Code(code) => {
                let pieces: Vec<String> = code.fragments.iter().map(|lines| join(lines)).collect();
                format!("code {}", pieces.join("\n        + "))
            }
            Block::Table(table) => {
                let title = table.title.as_ref().map_or_else(
                    || "without title".to_owned(),
                    |title| format!("{} {}", title.number, title.text),
                );
                let rows: String = table
                    .rows
                    .iter()
                    .map(|row| {
                        let more: String =
                            row.continued.iter().map(|line| format!("+{line}")).collect();
                        let cells: Vec<String> =
                            row.cells.iter().map(|cell| short(cell, 28)).collect();
                        format!("\n    {}{more} {}", row.line, cells.join(" | "))
                    })
                    .collect();
                format!("table {title} ({}){rows}", table.columns.join(" | "))
            }
        };
        writeln!(out, "  {lines} {text}").expect("a string takes all");
    }
}
