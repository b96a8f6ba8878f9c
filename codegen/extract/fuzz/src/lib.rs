//! What several targets share: changes of a text line by line, cell by cell, which keep enough of its
//! shape that the stages behind the reader see it too.

use libfuzzer_sys::fuzzer_mutate;

/// Changes a text in one of these ways three times in four; else the fuzzer changes its bytes.
pub fn shuffled(
    data: &mut [u8],
    size: usize,
    max_size: usize,
    seed: u32,
    pieces: &[&str],
    cells: char,
) -> usize {
    let mut dice = Dice(u64::from(seed) | 1);
    let text = std::str::from_utf8(&data[..size]).map(str::to_owned);
    match text {
        Ok(text) if dice.below(4) > 0 && text.contains('\n') => {
            let changed = mutated(&text, &mut dice, pieces, cells);
            let most = changed.len().min(max_size);
            let length = (0..=most).rev().find(|end| changed.is_char_boundary(*end)).unwrap_or(0);
            data[..length].copy_from_slice(&changed.as_bytes()[..length]);
            length
        }
        _ => fuzzer_mutate(data, size, max_size),
    }
}

struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % end.max(1) as u64).expect("below a size")
    }

    /// A place in a line where a character begins.
    fn within(&mut self, line: &str) -> usize {
        let end = self.below(line.len() + 1);
        (0..=end).rev().find(|end| line.is_char_boundary(*end)).unwrap_or(0)
    }
}

fn mutated(text: &str, dice: &mut Dice, pieces: &[&str], mark: char) -> String {
    let mut lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
    for _ in 0..=dice.below(4) {
        let at = dice.below(lines.len());
        let from = dice.below(lines.len());
        match dice.below(9) {
            0 if lines.len() > 1 => drop(lines.remove(at)),
            1 => lines.insert(at, lines[from].clone()),
            2 => lines.swap(at, from),
            3 => lines.insert(at, pieces[dice.below(pieces.len())].to_owned()),
            4 => {
                // Several lines elsewhere.
                let length = dice.below(8).min(lines.len() - from);
                let block: Vec<String> = lines[from..from + length].to_vec();
                lines.splice(at..at, block);
            }
            5 => {
                let end = dice.within(&lines[at]);
                lines[at].insert_str(end, pieces[dice.below(pieces.len())]);
            }
            6 => {
                let end = dice.within(&lines[at]);
                let rest = lines[at].split_off(end);
                lines.insert(at + 1, rest);
            }
            7 => {
                // The cells of two rows.
                let mut cells: Vec<String> = lines[at].split(mark).map(str::to_owned).collect();
                let others: Vec<String> = lines[from].split(mark).map(str::to_owned).collect();
                let cell = dice.below(cells.len());
                cells[cell].clone_from(&others[dice.below(others.len())]);
                lines[at] = cells.join(&mark.to_string());
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
