use serde_json::Value;

use super::parse::parse;
use super::token::{Bracket, Kind, Token, tokens};

/// An example that could be read, and what it took.
#[derive(Clone, Debug, PartialEq)]
pub struct Mended {
    /// The value.
    pub value: Value,
    /// Names of the repairs, in the order applied.
    pub repairs: Vec<&'static str>,
}

/// How many combinations of stripped brackets are tried before an example is given up.
const MOST_COMBINATIONS: usize = 4096;

/// How many closing brackets are inserted before an example is given up.
const MOST_CLOSERS: usize = 3;

/// Reads the fragments of an example as one JSON value; `None` where no repair that is known makes
/// it one.
///
/// The repairs are tried from the least to the most daring, and the first that yields a whole
/// value wins:
///
/// 1. joining the fragments that page breaks made, with commas and wrapped strings mended;
/// 2. taking away brackets that the converter invented beside a page break;
/// 3. brackets that the author forgot, or one that is superfluous or swapped with its neighbour.
pub fn mend(fragments: &[String]) -> Option<Mended> {
    let mut first = Vec::new();
    if fragments.len() > 1 {
        first.push("fence-join");
    }
    let tokens = tokens(fragments, &mut first)?;
    if tokens.is_empty() {
        return None;
    }
    let done = |mut repairs: Vec<&'static str>, (value, more): (Value, Vec<&'static str>)| {
        repairs.extend(more);
        Some(Mended { value, repairs })
    };
    if let Ok(found) = parse(&tokens) {
        return done(first, found);
    }
    if let Some(found) = strip_at_breaks(&tokens) {
        first.push("strip-invented-brackets");
        return done(first, found);
    }
    if let Some((name, found)) = one_slip(&tokens) {
        first.push(name);
        return done(first, found);
    }
    if let Some((found, _)) = close_where_needed(&tokens, MOST_CLOSERS) {
        first.push("insert-closers");
        return done(first, found);
    }
    // A page break and a slip of the author in one example.
    let stripped = combinations(&tokens).into_iter().filter(|s| s.len() < tokens.len());
    if let Some((name, found)) = stripped.into_iter().find_map(|candidate| one_slip(&candidate)) {
        first.extend(["strip-invented-brackets", name]);
        return done(first, found);
    }
    None
}

/// Reads tokens that are one slip away from a value.
fn one_slip(tokens: &[Token]) -> Option<(&'static str, (Value, Vec<&'static str>))> {
    if let Some((found, _)) = close_where_needed(tokens, 1) {
        return Some(("insert-closer", found));
    }
    edits(tokens)
        .into_iter()
        .find_map(|(name, edited)| parse(&edited).ok().map(|found| (name, found)))
}

/// Inserts closing brackets where the parser stops: before the token that does not fit, or before
/// the comma that leads to it. At most `most` of them; every one must get the parser further.
fn close_where_needed(
    tokens: &[Token],
    most: usize,
) -> Option<((Value, Vec<&'static str>), usize)> {
    let failed = match parse(tokens) {
        Ok(found) => return Some((found, 0)),
        Err(_) if most == 0 => return None,
        Err(failed) => failed,
    };
    for at in [failed.saturating_sub(1), failed] {
        for bracket in [Bracket::Object, Bracket::Array] {
            let mut inserted = tokens.to_vec();
            let fragment = tokens[at.min(tokens.len() - 1)].fragment;
            inserted.insert(at, Token { kind: Kind::Close(bracket), fragment });
            let further = parse(&inserted).err().is_none_or(|stop| stop > failed + 1);
            if further && let Some((found, count)) = close_where_needed(&inserted, most - 1) {
                return Some((found, count + 1));
            }
        }
    }
    None
}

fn strip_at_breaks(tokens: &[Token]) -> Option<(Value, Vec<&'static str>)> {
    combinations(tokens).iter().find_map(|candidate| parse(candidate).ok())
}

/// All ways to take away some of the closing brackets before, or of the opening ones after, a
/// page break; fewest brackets first.
fn combinations(tokens: &[Token]) -> Vec<Vec<Token>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let fragments = tokens.last().map_or(0, |token| token.fragment);
    for fragment in 1..=fragments {
        let start = tokens.partition_point(|token| token.fragment < fragment);
        let before: Vec<usize> = (0..start)
            .rev()
            .take_while(|&i| matches!(tokens[i].kind, Kind::Close(_) | Kind::Comma))
            .collect();
        let after: Vec<usize> = (start..tokens.len())
            .take_while(|&i| matches!(tokens[i].kind, Kind::Open(_)))
            .collect();
        groups.extend([before, after]);
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
    choices.iter().map(|choice| without(tokens, choice)).collect()
}

fn without(tokens: &[Token], dropped: &[usize]) -> Vec<Token> {
    tokens
        .iter()
        .enumerate()
        .filter(|(i, _)| !dropped.contains(i))
        .map(|(_, token)| token.clone())
        .collect()
}

/// All token lists that are one slip away.
fn edits(tokens: &[Token]) -> Vec<(&'static str, Vec<Token>)> {
    let mut edits = Vec::new();
    let last = tokens.last().map_or(0, |token| token.fragment);
    let close = |bracket| Token { kind: Kind::Close(bracket), fragment: last };

    // What is left open at the end is closed there.
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
        closed.extend(open.into_iter().rev().map(close));
        edits.push(("append-closers", closed));
    }
    // A body that begins with a key lost its first bracket.
    if matches!(tokens.first(), Some(Token { kind: Kind::Scalar(Value::String(_)), .. })) {
        let mut opened = vec![Token { kind: Kind::Open(Bracket::Object), fragment: 0 }];
        opened.extend_from_slice(tokens);
        edits.push(("insert-opener", opened));
    }
    for i in (0..tokens.len()).rev() {
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

    #[track_caller]
    fn check(fragments: &[&str], expected: Value, repairs: &[&str]) {
        let fragments: Vec<String> = fragments.iter().map(|text| (*text).to_owned()).collect();
        let mended = mend(&fragments).expect("mended");
        assert_eq!(mended.value, expected);
        assert_eq!(mended.repairs, repairs);
    }

    #[test]
    fn whole_examples_are_read_as_they_stand() {
        check(&[r#"{"a": [1, "x", null, true]}"#], json!({"a": [1, "x", null, true]}), &[]);
    }

    #[test]
    fn commas_and_wrapped_strings_are_mended() {
        check(
            &[r#"{"a": 1 "b": 2,}"#],
            json!({"a": 1, "b": 2}),
            &["missing-comma", "trailing-comma"],
        );
        check(&["{\"a\": \"one-\n  two\"}"], json!({"a": "one-two"}), &["newline-in-string"]);
        check(&[r#"{" a ": 1}"#], json!({"a": 1}), &["key-white-space"]);
    }

    #[test]
    fn page_breaks_are_mended() {
        check(
            &[r#"{"a": {"b": 1,"#, r#""c": 2}}"#],
            json!({"a": {"b": 1, "c": 2}}),
            &["fence-join"],
        );
        check(
            &[r#"{"a": {"b": 1}}"#, "}}"],
            json!({"a": {"b": 1}}),
            &["fence-join", "strip-invented-brackets"],
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
    fn what_is_no_json_is_given_up() {
        assert_eq!(mend(&["{ ... }".to_owned()]), None);
    }
}
