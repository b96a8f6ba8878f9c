//! Edits of a document in one place each.

use super::seeded::Seeded;

/// A document that was edited in one place.
pub(super) struct Edit {
    pub(super) text: String,
    /// What was done.
    pub(super) kind: &'static str,
    /// In which line.
    pub(super) line: usize,
}

/// What is done to a line; `None` if it has nothing of the kind.
type Change = fn(&str, &mut Seeded) -> Option<String>;

const KINDS: [(&str, Change); 11] = [
    ("line deleted", |_, _| Some(String::new())),
    ("sentence deleted", without_sentence),
    ("word replaced", with_another_word),
    ("word deleted", without_word),
    ("label deleted", without_label),
    ("item deleted", without_item),
    ("cell emptied", with_an_empty_cell),
    ("row deleted", |line, _| line.contains('\t').then(String::new)),
    ("number deleted", without_number),
    ("flag turned", with_the_other_flag),
    ("tail deleted", without_tail),
];

/// Words that carry facts, each with another that a writer may choose.
const WORDS: [(&str, &str); 22] = [
    ("ranges", "spans"),
    ("range", "span"),
    ("value", "figure"),
    ("Value", "Figure"),
    ("values", "figures"),
    ("default", "preset"),
    ("Default", "Preset"),
    ("mandatory", "needed"),
    ("must", "has to"),
    ("characters", "signs"),
    ("digits", "numerals"),
    ("maximum", "top"),
    ("minimum", "least"),
    ("length", "extent"),
    ("from", "starting at"),
    ("to", "till"),
    ("letters", "glyphs"),
    ("Yes", "Surely"),
    ("unit", "measure"),
    ("can", "may"),
    ("only", "just"),
    ("if", "whenever"),
];

/// The edit with this number: kinds take turns, lines are drawn.
pub(super) fn edit(text: &str, number: usize, random: &mut Seeded) -> Edit {
    let (kind, change) = KINDS[number % KINDS.len()];
    let lines: Vec<&str> = text.lines().collect();
    // Title page and contents are no place for facts: a chapter begins where its number is seen last.
    let body = lines.iter().rposition(|line| line.starts_with("1 ")).unwrap_or_default() + 1;
    loop {
        let at = body + random.below(lines.len() - body);
        let line = lines[at];
        if line.trim().is_empty() {
            continue;
        }
        if let Some(edited) = change(line, random).filter(|edited| edited != line) {
            let mut out: Vec<&str> = lines.clone();
            out[at] = &edited;
            if edited.is_empty() {
                out.remove(at);
            }
            return Edit { text: out.join("\n") + "\n", kind, line: at + 1 };
        }
    }
}

fn without_sentence(line: &str, random: &mut Seeded) -> Option<String> {
    let first = line.rfind('\t').map_or(0, |tab| tab + 1);
    let ends = line.match_indices(". ").map(|(at, _)| at + 2).filter(|end| *end > first);
    let starts: Vec<usize> = [first].into_iter().chain(ends).collect();
    (starts.len() > 1).then(|| {
        let which = random.below(starts.len());
        let end = starts.get(which + 1).copied().unwrap_or(line.len());
        format!("{}{}", &line[..starts[which]], &line[end..])
    })
}

/// Where each word begins and ends.
fn words(line: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, c) in line.char_indices().chain([(line.len(), ' ')]) {
        match (c.is_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(begun)) => {
                found.push((begun, at));
                start = None;
            }
            _ => {}
        }
    }
    found
}

fn with_another_word(line: &str, random: &mut Seeded) -> Option<String> {
    let mut known = words(line);
    known.retain(|(start, end)| WORDS.iter().any(|(word, _)| *word == &line[*start..*end]));
    let (start, end) = *known.get(random.below(known.len()))?;
    let (_, other) = WORDS.iter().find(|(word, _)| *word == &line[start..end])?;
    Some(format!("{}{other}{}", &line[..start], &line[end..]))
}

fn without_word(line: &str, random: &mut Seeded) -> Option<String> {
    let known = words(line);
    let (start, end) = *known.get(random.below(known.len()))?;
    Some(format!("{}{}", &line[..start], line[end..].trim_start_matches(' ')))
}

fn without_label(line: &str, _: &mut Seeded) -> Option<String> {
    let start = line.find("**")?;
    let end = start + 2 + line[start + 2..].find("**")? + 2;
    Some(format!("{}{}", &line[..start], line[end..].trim_start()))
}

fn without_item(line: &str, random: &mut Seeded) -> Option<String> {
    if line.trim_start().starts_with(['•', '●', '-', '*']) {
        return Some(String::new());
    }
    let items: Vec<usize> = line.match_indices("<li>").map(|(at, _)| at).collect();
    let start = *items.get(random.below(items.len()))?;
    let end = start + line[start..].find("</li>")? + "</li>".len();
    Some(format!("{}{}", &line[..start], &line[end..]))
}

fn with_an_empty_cell(line: &str, random: &mut Seeded) -> Option<String> {
    let mut cells: Vec<&str> = line.split('\t').collect();
    if cells.len() < 3 {
        return None;
    }
    let which = random.below(cells.len());
    cells[which] = "";
    Some(cells.join("\t"))
}

fn without_number(line: &str, random: &mut Seeded) -> Option<String> {
    let mut known = words(line);
    known.retain(|(start, end)| line[*start..*end].bytes().all(|byte| byte.is_ascii_digit()));
    let (start, end) = *known.get(random.below(known.len()))?;
    Some(format!("{}{}", &line[..start], &line[end..]))
}

fn with_the_other_flag(line: &str, _: &mut Seeded) -> Option<String> {
    match (line.contains("\tYes\t"), line.contains("\tNo\t")) {
        (true, _) => Some(line.replacen("\tYes\t", "\tNo\t", 1)),
        (_, true) => Some(line.replacen("\tNo\t", "\tYes\t", 1)),
        _ => None,
    }
}

fn without_tail(line: &str, random: &mut Seeded) -> Option<String> {
    let known = words(line);
    let (start, _) = *known.get(1 + random.below(known.len().saturating_sub(1)))?;
    Some(line[..start].trim_end_matches(' ').to_owned())
}
