//! Documents: lines of our own document and of the fuzzer, shuffled line by line, cell by cell.
#![no_main]

use libfuzzer_sys::{fuzz_mutator, fuzz_target, fuzzer_mutate};
use taurusdb_extract::extract;
use taurusdb_spec::{Fixes, Names};

fuzz_target!(|bytes: &[u8]| {
    let _ = extract(bytes, &Names::default(), &Fixes::default());
});

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    let mut dice = Dice(u64::from(seed) | 1);
    let text = std::str::from_utf8(&data[..size]).map(str::to_owned);
    match text {
        // One change in four is the fuzzer's own, of bytes.
        Ok(text) if dice.below(4) > 0 && text.contains('\n') => {
            let changed = mutated(&text, &mut dice);
            let length = changed.len().min(max_size);
            data[..length].copy_from_slice(&changed.as_bytes()[..length]);
            length
        }
        _ => fuzzer_mutate(data, size, max_size),
    }
});

struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % end.max(1) as u64).expect("below a size")
    }
}

/// What documents are made of, and what converters make of it.
const PIECES: [&str; 30] = [
    "```", "{", "}", "[", "]", "\t", "<ul style=\"x\">", "</ul>", "<li>", "• ", "<p>", "</p>", "<br>",
    "**", "| ", "|---|", "# ", "Table 4-1 ", "Status code: 200", "GET /v3/{project_id}/", "- ", "NOTE",
    "\u{c}", "\u{a0}", "\u{ad}", "Parameter\tMandatory\tType\tDescription", "None", "\"", "\\", "\u{feff}",
];

fn mutated(text: &str, dice: &mut Dice) -> String {
    let mut lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
    for _ in 0..=dice.below(4) {
        let at = dice.below(lines.len());
        let from = dice.below(lines.len());
        match dice.below(9) {
            0 if lines.len() > 1 => drop(lines.remove(at)),
            1 => lines.insert(at, lines[from].clone()),
            2 => lines.swap(at, from),
            3 => lines.insert(at, PIECES[dice.below(PIECES.len())].to_owned()),
            4 => {
                // Several lines elsewhere.
                let length = dice.below(8).min(lines.len() - from);
                let block: Vec<String> = lines[from..from + length].to_vec();
                lines.splice(at..at, block);
            }
            5 => {
                let end = dice.below(lines[at].len() + 1);
                let end = (0..=end).rev().find(|end| lines[at].is_char_boundary(*end)).unwrap_or(0);
                lines[at].insert_str(end, PIECES[dice.below(PIECES.len())]);
            }
            6 => {
                let end = dice.below(lines[at].len() + 1);
                let end = (0..=end).rev().find(|end| lines[at].is_char_boundary(*end)).unwrap_or(0);
                let rest = lines[at].split_off(end);
                lines.insert(at + 1, rest);
            }
            7 => {
                // The cells of two rows.
                let mut cells: Vec<String> = lines[at].split('\t').map(str::to_owned).collect();
                let others: Vec<String> = lines[from].split('\t').map(str::to_owned).collect();
                let cell = dice.below(cells.len());
                cells[cell] = others[dice.below(others.len())].clone();
                lines[at] = cells.join("\t");
            }
            _ if at + 1 < lines.len() => {
                let below = lines.remove(at + 1);
                lines[at].push_str(&below);
            }
            _ => {}
        }
    }
    lines.join("\n")
}
