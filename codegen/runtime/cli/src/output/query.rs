//! `--query`: a JMESPath expression, applied before the answer is laid out.

use std::collections::{BTreeMap, HashMap};

use jmespath::ast::Ast;
use jmespath::{Context, DEFAULT_RUNTIME, JmespathError, Rcvar, Variable};

use super::node::Node;

/// An expression that has been understood.
#[derive(Clone, Debug)]
pub(crate) struct Query {
    text: String,
    ast: Ast,
}

/// The longest expression: deeper ones could use up the stack.
const LONGEST: usize = 4096;
/// How many brackets may be open at once.
const DEEPEST: usize = 64;
/// Indices of more digits do not fit into the numbers that the library counts with.
const DIGITS: usize = 9;

/// What is wrong with an expression that is none.
const NONE: &str = "is no valid JMESPath expression";
/// What is wrong with one that is, for an answer that is another one than it takes.
const MISFIT: &str = "does not fit the answer";

impl Query {
    /// Reads an expression.
    ///
    /// # Errors
    /// Says what is wrong, and where.
    pub(crate) fn new(text: &str) -> Result<Self, String> {
        if let Some((at, problem)) = beyond(text) {
            return Err(pointed(NONE, text, at, problem));
        }
        let ast = DEFAULT_RUNTIME.compile(text).map_err(|error| said(NONE, text, &error))?;
        Ok(Self { text: text.to_owned(), ast: ast.as_ast().clone() })
    }

    /// What the expression makes of a document. What it only passes on stays as it was, with its digits and the order
    /// of its keys.
    ///
    /// # Errors
    /// Says what is wrong, and where.
    pub(crate) fn of(&self, document: &Node) -> Result<Node, String> {
        let mut origins = HashMap::new();
        let root = variable(document, &mut origins);
        let mut context = Context::new(&self.text, &DEFAULT_RUNTIME);
        let found = jmespath::interpret(&root, &self.ast, &mut context)
            .map_err(|error| said(MISFIT, &self.text, &error))?;
        let mut orders = Vec::new();
        orders_in(&self.ast, &mut orders);
        Ok(node(&found, &origins, &orders))
    }
}

/// Where values came from, by their address: they live as long as the variables do.
type Origins<'n> = HashMap<*const Variable, &'n Node>;

fn variable<'n>(node: &'n Node, origins: &mut Origins<'n>) -> Rcvar {
    let made = Rcvar::new(match node {
        Node::Null => Variable::Null,
        Node::Bool(yes) => Variable::Bool(*yes),
        Node::Number(digits) => Variable::Number(number(digits)),
        Node::Text(text) => Variable::String(text.clone()),
        Node::List(items) => {
            Variable::Array(items.iter().map(|item| variable(item, origins)).collect())
        }
        Node::Object(members) => {
            let members =
                members.iter().map(|(key, value)| (key.clone(), variable(value, origins)));
            Variable::Object(members.collect::<BTreeMap<_, _>>())
        }
    });
    origins.insert(Rcvar::as_ptr(&made), node);
    made
}

/// The number to calculate and compare with.
fn number(digits: &str) -> serde_json::Number {
    let exact = digits.parse().ok();
    let nearest = || {
        let value: f64 = digits.parse().unwrap_or(0.0);
        serde_json::Number::from_f64(value.clamp(f64::MIN, f64::MAX))
    };
    exact.or_else(nearest).unwrap_or_else(|| 0.into())
}

fn node(value: &Rcvar, origins: &Origins<'_>, orders: &[Vec<String>]) -> Node {
    if let Some(origin) = origins.get(&Rcvar::as_ptr(value)) {
        return (*origin).clone();
    }
    match &**value {
        Variable::Null | Variable::Expref(_) => Node::Null,
        Variable::Bool(yes) => Node::Bool(*yes),
        Variable::Number(number) => Node::Number(plain(number)),
        Variable::String(text) => Node::Text(text.clone()),
        Variable::Array(items) => {
            Node::List(items.iter().map(|item| node(item, origins, orders)).collect())
        }
        Variable::Object(members) => {
            let is_of = |order: &&Vec<String>| {
                order.len() == members.len() && order.iter().all(|key| members.contains_key(key))
            };
            let sorted: Vec<String> = members.keys().cloned().collect();
            let order = orders.iter().find(is_of).unwrap_or(&sorted);
            let member =
                |key: &String| Some((key.clone(), node(members.get(key)?, origins, orders)));
            Node::Object(order.iter().filter_map(member).collect())
        }
    }
}

/// A calculated number: a whole one without a fraction, since the library calculates with fractions only.
fn plain(number: &serde_json::Number) -> String {
    let text = number.to_string();
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}

/// The keys of the objects that an expression makes, in the order in which it names them.
fn orders_in(ast: &Ast, out: &mut Vec<Vec<String>>) {
    match ast {
        Ast::MultiHash { elements, .. } => {
            let mut keys: Vec<String> = Vec::new();
            for element in elements {
                if !keys.contains(&element.key) {
                    keys.push(element.key.clone());
                }
                orders_in(&element.value, out);
            }
            out.push(keys);
        }
        Ast::Comparison { lhs, rhs, .. }
        | Ast::Projection { lhs, rhs, .. }
        | Ast::And { lhs, rhs, .. }
        | Ast::Or { lhs, rhs, .. }
        | Ast::Subexpr { lhs, rhs, .. } => {
            orders_in(lhs, out);
            orders_in(rhs, out);
        }
        Ast::Condition { predicate, then, .. } => {
            orders_in(predicate, out);
            orders_in(then, out);
        }
        Ast::Expref { ast, .. } => orders_in(ast, out),
        Ast::Flatten { node, .. } | Ast::Not { node, .. } | Ast::ObjectValues { node, .. } => {
            orders_in(node, out);
        }
        Ast::Function { args, .. } => args.iter().for_each(|arg| orders_in(arg, out)),
        Ast::MultiList { elements, .. } => elements.iter().for_each(|inner| orders_in(inner, out)),
        Ast::Identity { .. }
        | Ast::Field { .. }
        | Ast::Index { .. }
        | Ast::Literal { .. }
        | Ast::Slice { .. } => {}
    }
}

/// What the library could not cope with, and at which character.
fn beyond(text: &str) -> Option<(usize, String)> {
    if text.trim().is_empty() {
        return Some((0, "it is empty".to_owned()));
    }
    if text.chars().count() > LONGEST {
        return Some((LONGEST, format!("it is longer than {LONGEST} characters")));
    }
    let mut quote: Option<char> = None;
    let (mut depth, mut digits, mut prefixes, mut is_escaped) = (0_usize, 0, 0, false);
    for (at, character) in text.chars().enumerate() {
        if let Some(open) = quote {
            match character {
                _ if is_escaped => is_escaped = false,
                '\\' => is_escaped = true,
                end if end == open => quote = None,
                _ => {}
            }
            continue;
        }
        match character {
            '"' | '\'' | '`' => quote = Some(character),
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        prefixes = match character {
            '!' | '&' => prefixes + 1,
            ' ' => prefixes,
            _ => 0,
        };
        digits = if character.is_ascii_digit() { digits + 1 } else { 0 };
        if digits > DIGITS {
            return Some((at, format!("a number has more than {DIGITS} digits")));
        }
        if depth.max(prefixes) > DEEPEST {
            return Some((at, format!("it is nested deeper than {DEEPEST} levels")));
        }
    }
    None
}

fn said(what: &str, text: &str, error: &JmespathError) -> String {
    let reason = error.reason.to_string();
    let reason = ["Parse error: ", "Runtime error: "]
        .iter()
        .find_map(|start| reason.strip_prefix(start))
        .unwrap_or(&reason);
    // The library speaks of its own parts.
    let reason = reason.trim_end().replace("Unexpected nud token", "Unexpected token");
    let reason = reason.replace("Unexpected led token", "Unexpected token");
    pointed(what, text, error.offset, reason.replace(" -- found Eof", ": the expression ends here"))
}

/// A problem with the place that it is at, shown below the expression.
fn pointed(what: &str, text: &str, at: usize, problem: String) -> String {
    let at = at.min(text.chars().count());
    let line: String = text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
    // A window around the place, so that it can be seen in a narrow terminal too.
    let from = at.saturating_sub(30);
    let window: String = line.chars().skip(from).take(60).collect();
    let before: String = window.chars().take(at - from).collect();
    let width = unicode_width::UnicodeWidthStr::width(before.as_str());
    let mark = format!("{}^", " ".repeat(width));
    format!("--query {what}: {problem}, at character {}\n  {window}\n  {mark}", at + 1)
}

#[cfg(test)]
mod tests {
    use super::Query;
    use crate::output::json::{Layout, document};
    use crate::output::read::read;
    use crate::paint::Paint;

    const ANSWER: &str = r#"{"list":[{"id":"b","n":1.10,"z":{"y":1,"a":2}},
        {"id":"a","n":123456789012345678901234567890,"z":null},{"id":"c","n":1E400}],"total":3}"#;

    #[track_caller]
    fn gives(query: &str, expected: &str) {
        let answer = read(ANSWER).unwrap();
        let found = Query::new(query).and_then(|query| query.of(&answer)).expect("it is valid");
        assert_eq!(
            document(&found, Layout { compact: true, paint: Paint::NONE }).trim_end(),
            expected
        );
    }

    #[test]
    fn what_is_passed_on_keeps_its_digits_and_its_order() {
        gives("list[0]", r#"{"id":"b","n":1.10,"z":{"y":1,"a":2}}"#);
        gives("list[].n", "[1.10,123456789012345678901234567890,1E400]");
        gives("sort_by(list, &n)[].id", r#"["b","a","c"]"#);
        gives("max_by(list, &n).n", "1E400");
        gives("list[?n > `2`].n", "[123456789012345678901234567890,1E400]");
        gives("list[::2].[n, id]", r#"[[1.10,"b"],[1E400,"c"]]"#);
        gives("@.total", "3");
    }

    #[test]
    fn objects_have_the_order_of_the_expression() {
        gives("list[].{name: id, count: n} | [0]", r#"{"name":"b","count":1.10}"#);
        gives("{z: total, a: list[0].{y: id, b: n}}", r#"{"z":3,"a":{"y":"b","b":1.10}}"#);
        gives("length(list)", "3");
        gives("sum([total, `2`])", "5");
        gives("no.thing", "null");
    }

    #[track_caller]
    fn refused(query: &str, expected: &str) {
        let answer = read(ANSWER).unwrap();
        let error = Query::new(query).and_then(|query| query.of(&answer)).unwrap_err();
        assert_eq!(error.lines().skip(1).collect::<Vec<_>>().join("\n"), expected, "{error}");
    }

    #[test]
    fn mistakes_are_pointed_at() {
        refused("list[?id == 'a'", "  list[?id == 'a'\n                 ^");
        refused("list[].{a: }", "  list[].{a: }\n             ^");
        refused("nope(@)", "  nope(@)\n      ^");
        refused("", "  \n  ^");
        refused("length(total)", "  length(total)\n        ^");
    }

    #[test]
    fn what_the_library_cannot_count_is_refused() {
        for query in ["[2147483648]", "[-99999999999]", "[::-2147483648]"] {
            assert!(Query::new(query).is_err(), "{query}");
        }
        assert!(Query::new(&"(".repeat(200)).is_err());
        assert!(Query::new(&"!".repeat(4000)).is_err());
        assert!(Query::new(&"a.".repeat(3000)).is_err());
        assert!(Query::new("a[?b == `12345678901234567890`]").is_ok());
        assert!(Query::new(&vec!["a"; 2000].join("|")).is_ok());
    }
}
