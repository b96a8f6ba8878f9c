//! How the text is stored: ends of lines, byte order marks, encodings.

use super::Kind;
use super::dice::Dice;

pub(super) const KINDS: &[Kind] = &[
    Kind::bytes("crlf", |text, _| text.replace('\n', "\r\n").into_bytes()),
    Kind::bytes("cr", |text, _| text.replace('\n', "\r").into_bytes()),
    Kind::bytes("mixed-line-ends", mixed),
    Kind::bytes("no-last-line-end", |text, _| text.trim_end().as_bytes().to_vec()),
    Kind::bytes("more-line-ends", |text, dice| {
        format!("{text}{}", "\n".repeat(dice.count(30))).into_bytes()
    }),
    Kind::bytes("byte-order-mark", |text, _| format!("\u{feff}{text}").into_bytes()),
    Kind::bytes("line-separators", |text, _| text.replace('\n', "\u{2028}").into_bytes()),
    Kind::bytes("next-lines", |text, _| text.replace('\n', "\u{85}").into_bytes()),
    Kind::bytes("utf-16", utf_16),
];

/// Files that several programs wrote.
fn mixed(text: &str, dice: &mut Dice) -> Vec<u8> {
    let other = dice.one(&["\r\n", "\r"]);
    let mut mixed = String::new();
    for line in text.lines() {
        // A carriage return and the end of a blank line would be one end together.
        let would_join = line.is_empty() && mixed.ends_with('\r');
        mixed.push_str(line);
        mixed.push_str(if would_join || dice.coin() && other == "\r" { other } else { "\n" });
        if other == "\r\n" && dice.coin() {
            mixed.insert(mixed.len() - 1, '\r');
        }
    }
    mixed.into_bytes()
}

fn utf_16(text: &str, dice: &mut Dice) -> Vec<u8> {
    let is_little = dice.coin();
    let units = std::iter::once(0xfeff).chain(text.encode_utf16());
    units.flat_map(|unit| if is_little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect()
}
