//! Repairs broken JSON in the way that fits its schema best.

use std::cell::Cell;

use serde_json::Value;

use super::parse::{check, parse};
use super::token::{Bracket, Kind, Token, tokens};

/// An example that could be read, and the repairs that it needed.
#[derive(Clone, Debug, PartialEq)]
pub struct Mended {
    /// The value.
    pub value: Value,
    /// Names of the repairs, in the order applied.
    pub repairs: Vec<&'static str>,
}

/// A value is trusted if at most one in this many of its members is unknown.
const TRUSTED: usize = 8;

/// The maximum number of combinations of removed brackets that are tried.
const MOST_COMBINATIONS: usize = 512;

/// The maximum number of closing brackets that are inserted.
const MOST_CLOSERS: usize = 3;

/// The maximum number of tokens that are parsed for one example, over all candidates. The most
/// expensive example of issue 01 needs a seventh of it.
const MOST_TOKENS: usize = 5_000_000;

/// Longer examples are read as they stand or not at all: a repair copies the tokens of each candidate.
const MOST_TO_REPAIR: usize = 10_000;

/// Removing two closing brackets is tried only if an example has at most this many.
const MOST_TO_CHOOSE_FROM: usize = 40;

/// Reads the fragments of an example as one JSON value; `None` if no known repair makes
/// it JSON.
///
/// The repairs are tried in this order, the safest first:
///
/// 1. joining the fragments that page breaks made, with repaired commas and wrapped strings; where a
///    page or a line ends says nothing about the service, so joining alone is not recorded;
/// 2. removing brackets that the converter invented at the margin, beside a page break;
/// 3. adding brackets that the author forgot, removing a superfluous one, or swapping two neighbours;
/// 4. combining 2 and 3, or removing two superfluous brackets.
///
/// Often a bracket could stand in several places, of which only one makes sense. `misfit` counts
/// the members of a value that its schema does not know. The first repair that gives a value with
/// nearly all members known wins, with its best value; if no repair does, the best value of all
/// wins.
pub fn mend(fragments: &[String], misfit: &dyn Fn(&Value) -> usize) -> Option<Mended> {
    let mut first = Vec::new();
    let tokens = tokens(fragments, &mut first)?;
    if tokens.is_empty() {
        return None;
    }
    let tokens: Tokens<'_> = tokens.iter().collect();
    let search = Search { left: Cell::new(MOST_TOKENS), seams: seams(fragments) };
    // An example that needs no edit is taken as it is, whether it fits its schema or not.
    if let Some(Candidate { value, repairs, .. }) = search.read(&tokens, &[]) {
        first.extend(repairs);
        return Some(Mended { value, repairs: first });
    }
    if tokens.len() > MOST_TO_REPAIR {
        return None;
    }
    let mut best: Option<(usize, Mended)> = None;
    for tier in
        [Search::stripped, Search::one_slip, Search::stripped_and_slip, Search::several_slips]
    {
        // Only the best is kept: thousands of candidates would take gigabytes.
        tier(&search, &tokens, &mut |Candidate { names, value, repairs }| {
            let score = misfit(&value);
            if best.as_ref().is_none_or(|(least, _)| score < *least) {
                let mut all = first.clone();
                all.extend(names);
                all.extend(repairs);
                best = Some((score, Mended { value, repairs: all }));
            }
        });
        if best.as_ref().is_some_and(|(score, found)| score * TRUSTED <= members(&found.value)) {
            break;
        }
    }
    // A bracket that was opened and has nothing behind it is what is left of an example, and no example.
    best.map(|(_, mended)| mended).filter(|mended| members(&mended.value) > 0)
}

fn members(value: &Value) -> usize {
    match value {
        Value::Array(items) => items.iter().map(members).sum(),
        Value::Object(entries) => entries.len() + entries.values().map(members).sum::<usize>(),
        _ => 0,
    }
}

/// The tokens of an example, or of a repaired candidate.
type Tokens<'a> = Vec<&'a Token>;

/// The brackets that a repair may insert; they belong to no fragment.
static CLOSE_OBJECT: Token = Token { kind: Kind::Close(Bracket::Object), fragment: 0 };
static CLOSE_ARRAY: Token = Token { kind: Kind::Close(Bracket::Array), fragment: 0 };
static OPEN_OBJECT: Token = Token { kind: Kind::Open(Bracket::Object), fragment: 0 };

fn closing(bracket: Bracket) -> &'static Token {
    match bracket {
        Bracket::Object => &CLOSE_OBJECT,
        Bracket::Array => &CLOSE_ARRAY,
    }
}

/// One way to read the tokens.
struct Candidate {
    /// The repairs of the tokens.
    names: Vec<&'static str>,
    value: Value,
    /// The faults that the parser tolerated.
    repairs: Vec<&'static str>,
}

/// What is done with each candidate.
type Found<'a> = &'a mut dyn FnMut(Candidate);

/// The search for candidates, which ends when it becomes too expensive.
struct Search {
    /// How many tokens may still be parsed.
    left: Cell<usize>,
    /// The page breaks, in order.
    seams: Vec<Seam>,
}

/// Where brackets may be invented beside a page break. The converter begins at the margin where it closes
/// brackets at the end of a page or opens them again on the next: what is indented is the author's, and a
/// fence that is torn in its middle is read as if it were whole.
struct Seam {
    before: bool,
    after: bool,
}

fn seams(fragments: &[String]) -> Vec<Seam> {
    let indent = |line: Option<&str>| line.map_or(0, |line| line.len() - line.trim_start().len());
    let lines = |text: &'_ String| {
        let text = text.trim_end().trim_start_matches(['\n', '\r']).to_owned();
        (indent(text.lines().next()), indent(text.lines().next_back()))
    };
    let ends: Vec<(usize, usize)> = fragments.iter().map(lines).collect();
    let margin = ends.first().map_or(0, |(first, _)| *first);
    ends.windows(2)
        .map(|pair| Seam { before: pair[0].1 <= margin, after: pair[1].0 <= margin })
        .collect()
}

impl Search {
    fn read(&self, tokens: &[&Token], names: &[&'static str]) -> Option<Candidate> {
        self.left.set(self.left.get().checked_sub(tokens.len())?);
        let (value, repairs) = parse(tokens)?;
        Some(Candidate { names: names.to_vec(), value, repairs })
    }

    fn stripped(&self, tokens: &[&Token], found: Found<'_>) {
        for candidate in self.combinations(tokens) {
            self.read(&candidate, &["strip-invented-brackets"]).into_iter().for_each(&mut *found);
        }
    }

    /// All ways to remove some of the closing brackets before a page break or some of the brackets
    /// after it: repeated opening brackets, or closing ones if the converter had already closed them.
    /// Fewest brackets first.
    fn combinations<'a>(&self, tokens: &[&'a Token]) -> Vec<Tokens<'a>> {
        let mut groups: Vec<Vec<usize>> = Vec::new();
        for (fragment, seam) in (1..).zip(&self.seams) {
            let start = tokens.partition_point(|token| token.fragment < fragment);
            // The converter puts commas between the brackets that it invents.
            let before: Vec<usize> = (0..start)
                .rev()
                .take_while(|&i| matches!(tokens[i].kind, Kind::Close(_) | Kind::Comma))
                .collect();
            let after: Vec<usize> = (start..tokens.len())
                .take_while(|&i| matches!(tokens[i].kind, Kind::Open(_) | Kind::Close(_)))
                .collect();
            let before = Some(before).filter(|_| seam.before);
            groups.extend(before.into_iter().chain(Some(after).filter(|_| seam.after)));
        }
        let mut choices: Vec<Vec<usize>> = vec![Vec::new()];
        for group in groups.iter().filter(|group| !group.is_empty()) {
            let mut next = Vec::new();
            for choice in &choices {
                for count in 0..=group.len() {
                    let mut longer = choice.clone();
                    longer.extend(&group[..count]);
                    next.push(longer);
                }
            }
            if next.len() > MOST_COMBINATIONS {
                break;
            }
            choices = next;
        }
        choices.sort_by_key(Vec::len);
        choices
            .iter()
            .filter(|choice| !choice.is_empty())
            .map(|choice| without(tokens, choice))
            .collect()
    }

    fn one_slip(&self, tokens: &[&Token], found: Found<'_>) {
        for edited in close_where_needed(tokens, 1) {
            self.read(&edited, &["insert-closer"]).into_iter().for_each(&mut *found);
        }
        for (name, edited) in edits(tokens) {
            self.read(&edited, &[name]).into_iter().for_each(&mut *found);
        }
    }

    fn stripped_and_slip(&self, tokens: &[&Token], found: Found<'_>) {
        for candidate in self.combinations(tokens) {
            // Making a candidate costs as much as parsing it, so only as many are made as can be
            // parsed.
            if self.left.get() < candidate.len() {
                break;
            }
            self.one_slip(&candidate, &mut |mut slip| {
                slip.names.insert(0, "strip-invented-brackets");
                found(slip);
            });
        }
    }

    fn several_slips(&self, tokens: &[&Token], found: Found<'_>) {
        for edited in close_where_needed(tokens, MOST_CLOSERS) {
            self.read(&edited, &["insert-closers"]).into_iter().for_each(&mut *found);
        }
        let closers: Vec<usize> =
            (0..tokens.len()).filter(|&i| matches!(tokens[i].kind, Kind::Close(_))).collect();
        if closers.len() <= MOST_TO_CHOOSE_FROM {
            for (position, a) in closers.iter().enumerate() {
                for b in &closers[position + 1..] {
                    let edited = without(tokens, &[*a, *b]);
                    self.read(&edited, &["delete-closers"]).into_iter().for_each(&mut *found);
                }
            }
        }
    }
}

/// All ways to insert closing brackets where the parser stops: before the token that does not fit,
/// or before the comma that leads to it. At most `most` of them; every one must get the parser
/// further.
fn close_where_needed<'a>(tokens: &[&'a Token], most: usize) -> Vec<Tokens<'a>> {
    let failed = match check(tokens) {
        Ok(_) => return vec![tokens.to_vec()],
        Err(_) if most == 0 => return Vec::new(),
        Err(failed) => failed,
    };
    let mut found = Vec::new();
    for at in [failed.saturating_sub(1), failed] {
        for bracket in [Bracket::Object, Bracket::Array] {
            let mut inserted = tokens.to_vec();
            inserted.insert(at, closing(bracket));
            if check(&inserted).err().is_none_or(|stop| stop > failed + 1) {
                found.extend(close_where_needed(&inserted, most - 1));
            }
        }
    }
    found
}

fn without<'a>(tokens: &[&'a Token], dropped: &[usize]) -> Tokens<'a> {
    let kept = tokens.iter().enumerate().filter(|(i, _)| !dropped.contains(i));
    kept.map(|(_, token)| *token).collect()
}

/// All token lists in which one mistake is repaired.
fn edits<'a>(tokens: &[&'a Token]) -> Vec<(&'static str, Tokens<'a>)> {
    let mut edits = Vec::new();

    // Closes the brackets that are still open at the end.
    let mut open = Vec::new();
    for token in tokens {
        match token.kind {
            Kind::Open(bracket) => open.push(bracket),
            Kind::Close(_) => {
                open.pop();
            }
            _ => {}
        }
    }
    if !open.is_empty() {
        let mut closed = tokens.to_vec();
        while let Some(bracket) = open.pop() {
            closed.push(closing(bracket));
        }
        edits.push(("append-closers", closed));
    }
    // A body that begins with a key lost its first bracket.
    if matches!(tokens.first(), Some(Token { kind: Kind::Scalar(Value::String(_)), .. })) {
        let mut opened = vec![&OPEN_OBJECT];
        opened.extend_from_slice(tokens);
        edits.push(("insert-opener", opened));
    }
    for i in (0..tokens.len()).rev() {
        // More than these cannot be parsed, see `Search`.
        if edits.len() * tokens.len() > MOST_TOKENS {
            break;
        }
        let token = &tokens[i].kind;
        if matches!(token, Kind::Close(_)) {
            edits.push(("delete-closer", without(tokens, &[i])));
        }
        if matches!(token, Kind::Open(_)) {
            edits.push(("delete-opener", without(tokens, &[i])));
        }
        if i > 0
            && matches!((&tokens[i - 1].kind, token), (Kind::Close(a), Kind::Close(b)) if a != b)
        {
            let mut swapped = tokens.to_vec();
            swapped.swap(i - 1, i);
            edits.push(("swap-closers", swapped));
        }
    }
    edits
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::mend;

    /// How many of the keys at the top are not `a`.
    fn strange_keys(value: &Value) -> usize {
        value.as_object().map_or(9, |members| members.keys().filter(|key| *key != "a").count())
    }

    #[track_caller]
    fn check(fragments: &[&str], expected: Value, repairs: &[&str]) {
        let fragments: Vec<String> = fragments.iter().map(|text| (*text).to_owned()).collect();
        let mended = mend(&fragments, &strange_keys).expect("it can be repaired");
        assert_eq!(mended.value, expected);
        assert_eq!(mended.repairs, repairs);
    }

    #[test]
    fn whole_examples_are_read_as_they_stand() {
        check(&[r#"{"a": [1, "x", null, true]}"#], json!({"a": [1, "x", null, true]}), &[]);
        check(&[r#"{"b": 1}"#], json!({"b": 1}), &[]);
    }

    #[test]
    fn commas_and_wrapped_strings_are_mended() {
        check(
            &[r#"{"a": 1 "b": 2,}"#],
            json!({"a": 1, "b": 2}),
            &["missing-comma", "trailing-comma"],
        );
        check(&["{\"a\": \"one-\n  two\"}"], json!({"a": "one-two"}), &[]);
        check(&[r#"{" a ": 1}"#], json!({"a": 1}), &["key-white-space"]);
    }

    #[test]
    fn page_breaks_are_mended() {
        check(&[r#"{"a": {"b": 1,"#, r#""c": 2}}"#], json!({"a": {"b": 1, "c": 2}}), &[]);
        check(&[r#"{"a": {"b": 1}}"#, "}}"], json!({"a": {"b": 1}}), &["strip-invented-brackets"]);
    }

    #[test]
    fn what_the_converter_closed_is_not_closed_again() {
        check(
            &[r#"{"a": {"b": [1]}}"#, "} } }"],
            json!({"a": {"b": [1]}}),
            &["strip-invented-brackets"],
        );
    }

    /// Where a page ends says nothing of what is indented: torn or not, a broken example is read as the same.
    #[test]
    fn a_fence_that_is_torn_in_its_middle_is_read_as_if_it_were_whole() {
        let lines = [
            "{",
            "  \"a\": {",
            "    \"b\": [",
            "      1",
            "    ],",
            "    \"c\": {",
            "      \"d\": 1",
            "    }",
            "  ],",
            "  \"a\": 2,",
            "}",
        ];
        let behind = ["\"c\": 2", "} }"].join("\n");
        let read = |torn: Option<usize>| {
            let mut fragments = vec![lines.join("\n"), behind.clone()];
            if let Some(at) = torn {
                fragments.splice(..1, [lines[..at].join("\n"), lines[at..].join("\n")]);
            }
            mend(&fragments, &strange_keys)
        };
        let whole = read(None);
        for (at, line) in lines.iter().enumerate().skip(1) {
            assert_eq!(read(Some(at)), whole, "torn above {line:?}");
        }
    }

    #[test]
    fn the_place_that_makes_sense_is_taken() {
        // `c` could belong beside `a` or inside it, but it is known only inside.
        check(
            &[r#"{"a": {"b": 1}}"#, r#""c": 2}}"#],
            json!({"a": {"b": 1, "c": 2}}),
            &["strip-invented-brackets", "missing-comma"],
        );
    }

    #[test]
    fn slips_of_the_author_are_mended() {
        check(&[r#"{"a": [{"b": 1}]"#], json!({"a": [{"b": 1}]}), &["insert-closer"]);
        check(&[r#"{"a": [{"b": 1}}"#], json!({"a": [{"b": 1}]}), &["insert-closer"]);
        check(&[r#"{"a": [{"b": 1]}}"#], json!({"a": [{"b": 1}]}), &["swap-closers"]);
        check(&[r#""a": 1}"#], json!({"a": 1}), &["insert-opener"]);
    }

    #[test]
    fn a_search_without_end_is_given_up() {
        // Four fences, each with a colon in a wrong place, which no bracket can repair.
        let item = r#"{"a": {"b": [1, 2, {"c": 3}]}},"#.repeat(60);
        let fragment = format!("{item} : : ] }} }}");
        let fragments = vec![format!("[ {fragment}"), fragment.clone(), fragment.clone(), fragment];
        assert_eq!(mend(&fragments, &|_| 0), None);
    }

    #[test]
    fn an_example_without_a_floor_is_given_up() {
        for (open, close) in [("[", "]"), ("{\"a\":", "}"), ("[", ""), ("{\"a\":", "")] {
            let fragment = format!("{}1{}", open.repeat(200_000), close.repeat(200_000));
            assert_eq!(mend(&[fragment], &|_| 0), None);
        }
        check(&[&format!("{}{}", "[".repeat(90), "]".repeat(90))], nested(89), &[]);
    }

    fn nested(depth: usize) -> Value {
        (0..depth).fold(json!([]), |inner, _| json!([inner]))
    }

    #[test]
    fn a_repair_never_makes_something_of_nothing() {
        for text in ["{", "[", "{ [", "[ {", "}", "{ ]"] {
            assert_eq!(mend(&[text.to_owned()], &|_| 0), None, "{text}");
        }
        assert!(mend(&["{ }".to_owned()], &|_| 0).is_some());
    }

    #[test]
    fn what_is_no_json_is_given_up() {
        assert_eq!(mend(&["{ ... }".to_owned()], &|_| 0), None);
    }
}
