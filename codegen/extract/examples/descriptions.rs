//! Prints the facts of descriptions, one for each line of the input, and what looks like a fact in them and
//! gave none: to try ways of writing.
//!
//! ```sh
//! echo 'integer || size || Size of the pot. Value range: 1-9' |
//!     cargo run --quiet -p taurusdb-extract --example descriptions
//! ```
//!
//! A line has a type, the name of the field and the description, divided by ` || `; a line without
//! them is a description of a text.

use std::io::{self, BufRead, Write};

use taurusdb_extract::mine::{self, FieldRow};
use taurusdb_extract::read::Cell;
use taurusdb_spec::{Side, Type};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut out = io::stdout().lock();
    for line in io::stdin().lock().lines() {
        let line = line?;
        let parts: Vec<&str> = line.splitn(3, " || ").collect();
        let (kind, name, description) = match *parts {
            [kind, name, description] => (kind.parse()?, name, description),
            _ => (Type::String, "value", &*line),
        };
        let row = FieldRow {
            name,
            kind: &kind,
            side: Side::Request,
            description: &Cell::parse(description),
            siblings: &[name],
            request: &[],
        };
        let mined = mine::facts(&row);
        let facts = serde_json::to_string(&mined.facts)?;
        let unread = mine::unread(&kind, row.description, &mined.facts);
        let unread: Vec<&str> = unread.into_iter().map(mine::Unread::as_str).collect();
        let unread = unread.join(", ");
        writeln!(out, "{facts}\t{unread}\t{kind} {name}: {description}")?;
    }
    Ok(())
}
