//! That a field should be used no more, and which one takes its place.
//!
//! Many things can be deprecated or removed: the value that a list explains, the pot that the field is
//! of, a version. So the words must have the field as their subject, and nothing may follow that limits
//! them to a case.

use taurusdb_spec::ValueDeprecation;

use super::clause::About;
use super::sentence::Sentence;
use super::token::{Kind, Token, tokens};
use crate::read::Label;

/// What a row says of its own end.
pub(super) fn deprecation(said: &[Sentence], about: About<'_>) -> Option<ValueDeprecation> {
    said.iter().enumerate().find_map(|(at, sentence)| {
        let next = || said.get(at + 1).and_then(|next| successor(next, about));
        let successor = successor(sentence, about).or_else(next);
        states(sentence, at == 0, about, successor.is_some())
            .then_some(ValueDeprecation { successor })
    })
}

/// What the words before the verb are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Subject {
    /// Nothing: `Deprecated.`
    Nothing,
    /// A word that may stand for something else in the sentence before: `it`.
    Pronoun,
    /// The field: `this parameter`, or its name.
    Field,
}

/// How the end is stated.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// In a word that says it by itself: `deprecated`.
    Certain,
    /// In words that other things are said with too: `no longer used`.
    Likely,
    /// As something that happens to it: `removed`. It needs a time.
    Event,
    /// By what takes its place: `replaced by`, `not recommended; use x`.
    Replaced,
}

/// The words of a state.
const STATES: [(&[&str], State); 26] = [
    (&["deprecated"], State::Certain),
    (&["discarded"], State::Certain),
    (&["obsolete"], State::Certain),
    (&["obsoleted"], State::Certain),
    (&["phased", "out"], State::Certain),
    (&["discontinued"], State::Likely),
    (&["abandoned"], State::Likely),
    (&["retired"], State::Likely),
    (&["taken", "offline"], State::Likely),
    (&["brought", "offline"], State::Likely),
    (&["no", "longer", "used"], State::Likely),
    (&["no", "longer", "in", "use"], State::Likely),
    (&["no", "longer", "supported"], State::Likely),
    (&["no", "longer", "maintained"], State::Likely),
    (&["no", "longer", "recommended"], State::Likely),
    (&["no", "longer", "available"], State::Likely),
    (&["not", "used", "anymore"], State::Likely),
    (&["not", "used", "any", "more"], State::Likely),
    (&["not", "supported", "anymore"], State::Likely),
    (&["removed"], State::Event),
    (&["deleted"], State::Event),
    (&["dropped"], State::Event),
    (&["replaced"], State::Replaced),
    (&["superseded"], State::Replaced),
    (&["renamed"], State::Replaced),
    (&["not", "recommended"], State::Replaced),
];

/// Nouns for the field itself.
const FIELDS: [&str; 9] = [
    "parameter",
    "field",
    "attribute",
    "property",
    "argument",
    "header",
    "element",
    "key",
    "variable",
];

fn states(sentence: &Sentence, is_meaning: bool, about: About<'_>, has_successor: bool) -> bool {
    if !matches!(sentence.label, Label::Plain | Label::Constraints | Label::Aside) {
        return false;
    }
    let tokens = tokens(&sentence.lower);
    let is_value = sentence.listed && sentence.item.is_some();
    if !sentence.listed && is_remarked(&tokens, is_meaning, about) {
        return true;
    }
    if has_successor && is_refused(&tokens, about) {
        return true;
    }
    (0..tokens.len()).any(|at| {
        let Some((state, end)) = state_at(&tokens, at) else { return false };
        let Some((subject, is_planned)) = subject(&tokens[..at], about) else { return false };
        if is_value && subject != Subject::Field {
            return false;
        }
        let rest = &tokens[end..];
        // `Deprecated Kind of tea`, where the first word was bold
        let is_marked = || {
            let begins_anew = |token: &Token<'_>| {
                sentence.text[token.begin..].starts_with(|c: char| c.is_ascii_uppercase())
            };
            is_meaning && at == 0 && rest.first().is_some_and(begins_anew)
        };
        let is_whole = || is_whole(rest, subject, &tokens[at..end], has_successor) || is_marked();
        match state {
            State::Certain => is_whole(),
            State::Likely => subject != Subject::Pronoun && is_whole(),
            State::Event => {
                let is_field = subject == Subject::Field && rest.is_empty();
                subject != Subject::Nothing
                    && (is_field || (is_planned && rest.is_empty()) || is_time(rest))
            }
            State::Replaced => {
                let joint = |token: &Token<'_>| ["by", "with", "to"].iter().any(|w| token.is(w));
                let goes_on = rest.first().is_none_or(joint) || is_whole();
                subject == Subject::Field && goes_on && has_successor
            }
        }
    })
}

/// `Do not use this parameter`, at the end of a sentence.
fn is_refused(tokens: &[Token<'_>], about: About<'_>) -> bool {
    let words: Vec<&str> = tokens.iter().map_while(Token::word).collect();
    let rest = match *words {
        ["do", "not", "use", ref rest @ ..] | ["avoid", "using", ref rest @ ..] => rest,
        _ => return false,
    };
    match *rest {
        ["this" | "the", noun] => FIELDS.contains(&noun),
        ["it"] => true,
        [name] => name == about.name.to_ascii_lowercase(),
        _ => false,
    }
}

/// `(Deprecated) Kind of tea`, `Kind of tea (deprecated)`: a remark on the whole meaning stands at one of
/// its ends, and not behind one of several values.
fn is_remarked(tokens: &[Token<'_>], is_meaning: bool, about: About<'_>) -> bool {
    let is_state = |inner: &[Token<'_>]| {
        (0..inner.len()).any(|at| {
            let subject = subject(&inner[..at], about).map(|(subject, _)| subject);
            let (Some((state, end)), Some(subject)) = (state_at(inner, at), subject) else {
                return false;
            };
            matches!(state, State::Certain | State::Likely)
                && subject != Subject::Pronoun
                && is_whole(&inner[end..], subject, &[], false)
        })
    };
    let opens = |token: &Token<'_>| token.is_mark('(') || token.is_mark('[');
    let closes = |token: &Token<'_>| token.is_mark(')') || token.is_mark(']');
    let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { return false };
    if opens(first)
        && let Some(end) = tokens.iter().position(closes)
    {
        return (is_meaning || end + 1 == tokens.len()) && is_state(&tokens[1..end]);
    }
    // `Kind of tea - deprecated`
    if let Some(dash) = tokens.iter().rposition(|token| token.kind == Kind::Dash)
        && is_meaning
        && dash > 0
        && state_at(tokens, dash + 1).is_some_and(|(_, end)| end == tokens.len())
    {
        return true;
    }
    // The remark may have several sentences, of which this has the first.
    let is_closed = closes(last);
    let start = tokens
        .iter()
        .rposition(opens)
        .filter(|start| is_meaning && (is_closed || !tokens[*start..].iter().any(closes)));
    let Some(start) = start else { return false };
    let is_list = |token: &Token<'_>| {
        matches!(token.kind, Kind::Mark(',' | ':' | ';' | '|')) || token.is("or")
    };
    is_state(&tokens[start + 1..tokens.len() - usize::from(is_closed)])
        && !tokens[..start].iter().any(is_list)
}

/// The state that begins at a token, and the token behind it.
fn state_at(tokens: &[Token<'_>], at: usize) -> Option<(State, usize)> {
    STATES.iter().find_map(|(words, state)| {
        let end = at + words.len();
        let is_here = tokens.get(at..end)?.iter().zip(*words).all(|(token, word)| token.is(word));
        is_here.then_some((*state, end))
    })
}

/// What the words before a state are, and whether they speak of the future. Nothing if they are something
/// else than a subject and the forms of `to be`.
fn subject(before: &[Token<'_>], about: About<'_>) -> Option<(Subject, bool)> {
    const AUXILIARY: [&str; 16] = [
        "is",
        "are",
        "was",
        "be",
        "been",
        "being",
        "has",
        "have",
        "will",
        "now",
        "already",
        "currently",
        "to",
        "going",
        "gradually",
        "also",
    ];
    const PLANNED: [&str; 5] = ["will", "to", "going", "being", "planned"];
    const OPENING: [&str; 9] = [
        "note",
        "notice",
        "that",
        "currently",
        "warning",
        "caution",
        "important",
        "deprecated",
        "discarded",
    ];
    let mut words = before;
    let mut is_planned = false;
    while let Some((last, rest)) = words.split_last() {
        let Some(word) = last.word().filter(|word| AUXILIARY.contains(word) || *word == "planned")
        else {
            break;
        };
        is_planned |= PLANNED.contains(&word);
        words = rest;
    }
    while let Some((first, rest)) = words.split_first() {
        let opens =
            first.word().is_some_and(|word| OPENING.contains(&word) && rest.len() < words.len());
        if !opens && !matches!(first.kind, Kind::Mark(':' | ',' | '[' | '(') | Kind::Dash) {
            break;
        }
        words = rest;
    }
    // `This field is kept for old pots and is deprecated`
    if words.last().is_some_and(|last| last.is("and") || last.is("but"))
        && let Some(verb) = words.iter().position(|token| token.is("is") || token.is("has"))
        && verb > 0
    {
        let (found, _) = subject(&words[..verb], about)?;
        return (found != Subject::Nothing).then_some((found, is_planned));
    }
    // `Reserved field, which is deprecated`
    if let [.., noun, comma, which] = words
        && comma.is_mark(',')
        && which.is("which")
    {
        let is_field = noun.word().is_some_and(|noun| FIELDS.contains(&noun));
        return is_field.then_some((Subject::Field, is_planned));
    }
    let mut named = Vec::new();
    for token in words {
        named.push(token.word()?);
    }
    let name = about.name.to_ascii_lowercase();
    let is_name = |word: &str| word == name;
    let subject = match *named {
        [] => Subject::Nothing,
        ["it"] => Subject::Pronoun,
        [word] if is_name(word) => Subject::Field,
        ["this" | "the", noun] if FIELDS.contains(&noun) || is_name(noun) => Subject::Field,
        ["the" | "this", name, noun] | ["the" | "this", noun, name]
            if is_name(name) && FIELDS.contains(&noun) =>
        {
            Subject::Field
        }
        ["this" | "the", "request" | "response" | "query" | "input", noun]
            if FIELDS.contains(&noun) =>
        {
            Subject::Field
        }
        _ => return None,
    };
    // Without a subject there is no verb either: `will be deprecated` continues something.
    (subject != Subject::Nothing || before.len() == words.len()).then_some((subject, is_planned))
}

/// Whether what follows a state leaves it as it is: nothing, a time, what to do instead.
fn is_whole(
    rest: &[Token<'_>],
    subject: Subject,
    state: &[Token<'_>],
    has_successor: bool,
) -> bool {
    let Some((first, behind)) = rest.split_first() else { return true };
    match first.kind {
        // `DEPRECATED: out of use` explains a value.
        Kind::Dash | Kind::Mark(':') if subject == Subject::Nothing => has_successor,
        Kind::Dash | Kind::Mark(':' | '.' | ']' | ')' | '(' | '!') => true,
        Kind::Mark(',' | ';') => !behind.first().is_some_and(is_limit),
        // `Deprecated parameter`, but not `Deprecated versions`.
        Kind::Word(word)
            if subject == Subject::Nothing && state.len() == 1 && FIELDS.contains(&word) =>
        {
            behind.is_empty() || is_whole(behind, Subject::Field, state, has_successor)
        }
        Kind::Word(
            "and" | "use" | "please" | "now" | "soon" | "but" | "anymore" | "since" | "because",
        ) => !behind.iter().any(is_limit),
        _ => is_time(rest) || is_favour(rest),
    }
}

/// Words that limit a statement to a case.
fn is_limit(token: &Token<'_>) -> bool {
    const LIMITS: [&str; 7] = ["if", "when", "unless", "for", "only", "where", "once"];
    token.word().is_some_and(|word| LIMITS.contains(&word))
}

/// `in favor of x`, `by x`
fn is_favour(rest: &[Token<'_>]) -> bool {
    let words: Vec<&str> = rest.iter().filter_map(Token::word).take(3).collect();
    matches!(*words, ["in", "favor" | "favour", "of"])
}

/// Whether a time or a version follows: `in a later version`, `since v2`, `after June 2026`, `soon`.
fn is_time(rest: &[Token<'_>]) -> bool {
    const JOINTS: [&str; 12] = [
        "in", "from", "since", "after", "as", "starting", "by", "on", "soon", "later", "at", "with",
    ];
    const TIMES: [&str; 26] = [
        "version",
        "versions",
        "release",
        "releases",
        "microversion",
        "future",
        "later",
        "next",
        "upcoming",
        "soon",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "year",
        "years",
        "month",
        "months",
    ];
    if !rest.first().and_then(Token::word).is_some_and(|word| JOINTS.contains(&word)) {
        return false;
    }
    let is_time = |token: &Token<'_>| match token.kind {
        Kind::Word(word) => {
            let version = word.strip_prefix('v').unwrap_or(word);
            let is_number = version.starts_with(|c: char| c.is_ascii_digit());
            TIMES.contains(&word) || is_number
        }
        Kind::Number(year) => (2000.0..2200.0).contains(&year),
        _ => false,
    };
    let near = &rest[..rest.len().min(6)];
    near.iter().any(is_time) && !rest.iter().any(is_limit)
}

/// The field that a sentence names to use instead.
fn successor(sentence: &Sentence, about: About<'_>) -> Option<String> {
    const BESIDE: [&str; 6] = ["the", "parameter", "field", "new", "a", "header"];
    let tokens = tokens(&sentence.lower);
    (0..tokens.len()).find_map(|at| {
        let word = tokens[at].word()?;
        let name = known(word, &sentence.text[tokens[at].begin..tokens[at].end], about)?;
        let before = tokens[..at].iter().rev().filter_map(Token::word);
        let mut before = before.skip_while(|word| BESIDE.contains(word));
        let is_meant = match (before.next(), before.next()) {
            (Some("use" | "using" | "recommend"), before) => before != Some("not"),
            (Some("by" | "with"), Some("replaced" | "superseded" | "substituted"))
            | (Some("of"), Some("favor" | "favour"))
            | (Some("to"), Some("renamed" | "changed" | "switch" | "moved" | "migrate")) => true,
            _ => false,
        };
        let mut behind = tokens[at + 1..].iter().filter_map(Token::word);
        let replaces: Vec<&str> = behind.clone().take(2).collect();
        let is_meant = is_meant || matches!(*replaces, ["replaces", ..] | ["has", "replaced"]);
        let mut is_instead = || behind.any(|word| matches!(word, "instead" | "recommended"));
        (is_meant || is_instead()).then_some(name)
    })
}

/// The name of another field, as it is written: one of the same request, or a word that can be nothing
/// else than a name.
fn known(word: &str, written: &str, about: About<'_>) -> Option<String> {
    if word == about.name.to_ascii_lowercase() {
        return None;
    }
    let siblings = about.siblings.iter().copied();
    let mut names = siblings.chain(about.request.iter().map(|neighbour| neighbour.name));
    let is_same = |name: &&str| name.eq_ignore_ascii_case(word);
    let named = names.find(is_same).map(str::to_owned);
    named.or_else(|| word.contains('_').then(|| written.to_owned()))
}

#[cfg(test)]
mod tests {
    use taurusdb_spec::ValueDeprecation;

    use super::super::clause::About;
    use super::super::sentence::sentences;
    use super::deprecation;
    use crate::read::Cell;

    const ABOUT: About<'_> = About { name: "kind", siblings: &["kind", "leaf"], request: &[] };

    fn read(description: &str) -> Option<ValueDeprecation> {
        deprecation(&sentences(&Cell::parse(description)), ABOUT)
    }

    #[track_caller]
    fn check(description: &str, successor: Option<&str>) {
        let expected = ValueDeprecation { successor: successor.map(str::to_owned) };
        assert_eq!(read(description), Some(expected), "{description}");
    }

    #[test]
    fn ends_are_read() {
        for text in [
            "Kind of tea. This parameter is deprecated.",
            "Kind of tea. This field has been discarded.",
            "Kind of tea (deprecated).",
            "(Deprecated) Kind of tea.",
            "[Deprecated] Kind of tea",
            "Deprecated. Kind of tea.",
            "Deprecated parameter.",
            "Kind of tea. (Discarded)",
            "Reserved parameter, which has been discarded.",
            "**Deprecated** Kind of tea.",
            "Kind of tea (This parameter is deprecated).",
            "Kind of tea - deprecated",
            "Kind of tea (This field is deprecated. It is what the leaf is.)",
            "Kind of tea. Deprecated: This field is deprecated, and left out if empty.",
            "Kind of tea. This parameter is deprecated since pots have leaves.",
            "Kind of tea. This field is kept for old pots and is no longer used.",
            "Kind of tea. This parameter is invalid and will be removed in later versions.",
            "Kind of tea. This parameter is no longer used.",
            "Kind of tea. The kind parameter is no longer supported.",
            "Kind of tea. It will be removed in a later version.",
            "Kind of tea. This parameter will be removed.",
            "Kind of tea. This field is being phased out.",
            "Kind of tea. This attribute is obsolete since v2.",
            "Kind of tea. `kind` is deprecated and will be removed soon.",
            "Kind of tea. NOTE This parameter has been deprecated.",
            "Kind of tea. Note that this parameter will be discarded from June 2026 on.",
            "Kind of tea. Deprecated since version 3.1.",
            "**Definition** Kind of tea. **Constraints** This parameter is deprecated. **Range** N/A",
            "Kind of tea.<br>This parameter has been deprecated, and is ignored.",
        ] {
            check(text, None);
        }
    }

    #[test]
    fn what_takes_the_place_is_read() {
        for text in [
            "Kind of tea. This parameter is deprecated. Use leaf instead.",
            "Kind of tea. This parameter has been replaced by leaf.",
            "Kind of tea. Deprecated: use leaf instead",
            "Kind of tea (deprecated). You are advised to use the leaf parameter.",
            "Kind of tea. This field is deprecated in favor of leaf.",
            "Kind of tea. This field is no longer used. leaf is used instead.",
            "Kind of tea. This parameter is not recommended. You are advised to use leaf.",
            "Kind of tea. Do not use this parameter. Use leaf instead.",
            "Kind of tea. leaf has replaced this parameter, which is deprecated. Use leaf.",
        ] {
            check(text, Some("leaf"));
        }
        check("Kind. This parameter is deprecated; use tea_Kind instead.", Some("tea_Kind"));
    }

    #[test]
    fn the_end_of_something_else_is_not_that_of_the_field() {
        for text in [
            "Whether the version is deprecated.",
            "Deprecated versions of the pot.",
            "Kind of tea. Values: <ul> • green: deprecated • black: in use",
            "Kind of tea: green (deprecated), black",
            "Kind of tea. This parameter is not deprecated.",
            "Kind of tea. If the pot is old, this parameter is deprecated.",
            "Kind of tea. This parameter is no longer used for pots of iron.",
            "Kind of tea. This parameter is deprecated when leaf is set.",
            "Kind of tea. leaf is deprecated.",
            "Kind of tea. It will be removed from the pot.",
            "Kind of tea. The pot is no longer supported.",
            "Kind of tea. This API is deprecated.",
            "Kind of tea. It is discarded by the pot.",
            "Status of the pot. DEPRECATED: out of use.",
            "Kind of tea. This parameter is no longer required.",
            "Time at which the pot was removed.",
            "Kind of tea. This parameter replaces leaf, which is deprecated.",
            "Kind of tea. This parameter is not recommended.",
            "Kind of tea. Do not use it together with leaf.",
            "Kind of tea. leaf is deprecated. Use this parameter instead.",
            "Kind of tea. The pot is old and is deprecated.",
            "Kind of tea. Old pots (deprecated) are warmed.",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
