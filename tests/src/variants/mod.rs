//! Variants of a document: other bytes that mean the same, as another converter, another page size or
//! another typist would have made of it.
//!
//! Each [`Kind`] changes one thing, at one place, a few or all of them. Who reads a variant must find the
//! same facts, or refuse it and name a line; other facts without a word would be believed.

mod blocks;
mod characters;
mod dice;
mod forms;
mod judge;
mod labels;
mod line_ends;
mod marks;
mod pages;
mod sheet;
mod spaces;
mod tables;
mod tags;
mod wrapping;

pub use dice::Dice;
pub use judge::{Original, Outcome};
pub use sheet::Sheet;

/// One way to write the same document otherwise.
#[derive(Clone, Copy)]
pub struct Kind {
    /// Its name, to make a variant again.
    pub name: &'static str,
    make: Make,
}

#[derive(Clone, Copy)]
enum Make {
    /// Changes lines.
    Lines(fn(&mut Sheet, &mut Dice)),
    /// Changes how the text is stored.
    Bytes(fn(&str, &mut Dice) -> Vec<u8>),
}

impl Kind {
    const fn lines(name: &'static str, make: fn(&mut Sheet, &mut Dice)) -> Self {
        Self { name, make: Make::Lines(make) }
    }

    const fn bytes(name: &'static str, make: fn(&str, &mut Dice) -> Vec<u8>) -> Self {
        Self { name, make: Make::Bytes(make) }
    }

    /// The variant `seed` of a document, unless there is nothing to change in it.
    pub fn variant(&self, original: &Sheet, seed: u64) -> Option<Vec<u8>> {
        let mut dice = Dice::new(self.name, seed);
        let text = original.text();
        let variant = match self.make {
            Make::Lines(make) => {
                let mut sheet = original.clone();
                make(&mut sheet, &mut dice);
                sheet.text().into_bytes()
            }
            Make::Bytes(make) => make(&text, &mut dice),
        };
        (variant != text.as_bytes()).then_some(variant)
    }
}

/// All kinds.
pub fn kinds() -> Vec<Kind> {
    [
        pages::KINDS,
        spaces::KINDS,
        marks::KINDS,
        tags::KINDS,
        wrapping::KINDS,
        line_ends::KINDS,
        labels::KINDS,
        forms::KINDS,
        characters::KINDS,
        tables::KINDS,
        blocks::KINDS,
    ]
    .concat()
}
