//! From method and path to the operation.

use std::borrow::Cow;
use std::collections::HashMap;

use foldhash::fast::RandomState;
use percent_encoding::percent_decode_str;
use smallvec::SmallVec;
use taurusdb_descriptor_types::{Examples, Method, Operation, Segment, Service, segments};

use crate::error::Error;
use crate::likely::Likely;
use crate::refusal::Refusal;
use crate::variants::Variants;

/// Finds the operation of a request.
///
/// A tree over path segments. Parameters are nodes without a name, so templates of the same shape
/// share a node whatever they call their parameters; the names come from the operation found.
pub(crate) struct Router {
    root: Node,
    operations: Vec<&'static Operation>,
    /// Where the path of each operation has its parameters, and what they are called.
    parameters: Vec<Vec<(usize, &'static str)>>,
    variants: Variants,
    likely: Likely,
}

/// An operation and what the path of the request says for its parameters.
#[derive(Debug)]
pub(crate) struct Found<'p> {
    pub(crate) operation: &'static Operation,
    /// Position among the operations of the service.
    pub(crate) index: usize,
    /// Name and decoded value of each path parameter, from left to right.
    pub(crate) path: Vec<(&'static str, Cow<'p, str>)>,
}

#[derive(Default)]
struct Node {
    literals: HashMap<&'static str, Node, RandomState>,
    parameter: Option<Box<Node>>,
    /// Operations whose template ends here, by method.
    ends: Vec<(Method, usize)>,
}

impl Router {
    pub(crate) fn new(service: &'static Service, examples: &Examples) -> Result<Self, Error> {
        let operations: Vec<_> = service.operations().collect();
        let mut root = Node::default();
        let mut variants = Variants::default();
        for (index, operation) in operations.iter().enumerate() {
            let end = segments(without_last_slash(operation.path)).fold(&mut root, Node::child);
            let same = end.ends.iter().filter(|(method, _)| *method == operation.method);
            for (_, other) in same {
                let first = operations[*other];
                // Bodies tell them apart.
                if first.request.is_none() && operation.request.is_none() {
                    let (first, second) = (first.id, operation.id);
                    return Err(Error::AmbiguousRoute { first, second });
                }
                variants.add(*other, first, examples);
                variants.add(index, operation, examples);
            }
            end.ends.push((operation.method, index));
        }
        let parameters = operations.iter().map(|operation| parameters(operation.path)).collect();
        Ok(Self { root, operations, parameters, variants, likely: Likely::new(service) })
    }

    /// The operation for a method and a path as it was sent, still percent-encoded. Where several have
    /// that route, the body decides.
    pub(crate) fn find<'p>(
        &self,
        method: &hyper::Method,
        path: &'p str,
        body: &[u8],
    ) -> Result<Found<'p>, Refusal> {
        let parts = parts_of(path);
        let found = self.index(method.as_str(), &parts, body).or_else(|| {
            // Whoever can read a thing can ask for its headers alone.
            let is_head = method == hyper::Method::HEAD;
            is_head.then(|| self.index(Method::Get.as_str(), &parts, body)).flatten()
        });
        match found {
            Some(index) => self.bind(index, &parts),
            None => {
                let allowed = self.methods(path);
                Err(match allowed.is_empty() {
                    true => Refusal::UnknownPath { path: path.to_owned() },
                    false => Refusal::WrongMethod { method: method.to_string(), allowed },
                })
            }
        }
    }

    /// The methods of the operations that a path leads to, in their usual order; none where it leads
    /// nowhere.
    pub(crate) fn methods(&self, path: &str) -> Vec<Method> {
        let mut methods = Vec::new();
        let parts = parts_of(path);
        self.root.visit(&parts, &mut Way::default(), &mut |end, way| {
            let meant = end.ends.iter().filter(|(_, index)| self.is_meant(*index, &parts, way));
            methods.extend(meant.map(|(method, _)| *method));
            false
        });
        methods.sort_unstable();
        methods.dedup();
        methods
    }

    fn index(&self, method: &str, parts: &[&str], body: &[u8]) -> Option<usize> {
        let mut found = None;
        self.root.visit(parts, &mut Way::default(), &mut |end, way| {
            let same = end.ends.iter().filter(|(m, _)| m.as_str() == method);
            let mut same = same.filter(|(_, index)| self.is_meant(*index, parts, way));
            found = match (same.next(), same.next()) {
                (Some((_, first)), Some((_, second))) => {
                    let all = [*first, *second].into_iter().chain(same.map(|(_, index)| *index));
                    Some(self.variants.meant(all, &self.operations, body))
                }
                (first, _) => first.map(|(_, index)| *index),
            };
            found.is_some()
        });
        found
    }

    /// Whether a path means an operation although there are literal segments for what would be values.
    fn is_meant(&self, index: usize, parts: &[&str], way: &Way) -> bool {
        let operation = self.operations[index];
        way.passed.iter().all(|at| {
            let mut places = self.parameters[index].iter();
            places.find(|(place, _)| place == at).is_none_or(|(_, name)| {
                decode(name, parts[*at])
                    .is_ok_and(|value| self.likely.fits(operation, name, &value))
            })
        })
    }

    fn bind<'p>(&self, index: usize, parts: &[&'p str]) -> Result<Found<'p>, Refusal> {
        let places = &self.parameters[index];
        let mut path = Vec::with_capacity(places.len());
        for (at, name) in places {
            path.push((*name, decode(name, parts[*at])?));
        }
        Ok(Found { operation: self.operations[index], index, path })
    }
}

impl Node {
    fn child(&mut self, segment: Segment<'static>) -> &mut Self {
        match segment {
            Segment::Literal(text) => self.literals.entry(text).or_default(),
            Segment::Parameter(_) => self.parameter.get_or_insert_default(),
        }
    }

    /// Shows the ends of all templates that match, the more literal ones first, until one is taken.
    ///
    /// Steps back where a literal leads nowhere. A level can double the paths only where a literal
    /// and a parameter stand side by side, which real templates do once or twice.
    fn visit<'n>(
        &'n self,
        parts: &[&str],
        way: &mut Way,
        taken: &mut dyn FnMut(&'n Self, &Way) -> bool,
    ) -> bool {
        let Some((first, rest)) = parts.split_first() else { return taken(self, way) };
        way.length += 1;
        let literal = match self.literals.is_empty() {
            true => None,
            false => self.literals.get(&*plain(first)),
        };
        let mut found = literal.is_some_and(|node| node.visit(rest, way, taken));
        if let (false, Some(node)) = (found, self.parameter.as_deref()) {
            if literal.is_some() {
                way.passed.push(way.length - 1);
            }
            found = node.visit(rest, way, taken);
            if literal.is_some() {
                way.passed.pop();
            }
        }
        way.length -= 1;
        found
    }
}

/// The way through the tree.
#[derive(Default)]
struct Way {
    length: usize,
    /// Where it takes a parameter, although there is a literal of the same text: what stands there is a word of
    /// the paths, and a value only if it looks like one.
    passed: Vec<usize>,
}

/// The document itself writes some paths with a slash at the end, and clients add one.
fn without_last_slash(path: &str) -> &str {
    path.strip_suffix('/').unwrap_or(path)
}

/// The parameters of a path template, and which segments they are.
fn parameters(template: &'static str) -> Vec<(usize, &'static str)> {
    let segments = segments(without_last_slash(template)).enumerate();
    let parameters = segments.filter_map(|(at, segment)| match segment {
        Segment::Parameter(name) => Some((at, name)),
        Segment::Literal(_) => None,
    });
    parameters.collect()
}

/// The segments of a path as it was sent. An encoded slash is part of its segment.
fn parts_of(path: &str) -> SmallVec<[&str; DEEP]> {
    let route = without_last_slash(path);
    let route = route.strip_prefix('/').unwrap_or(route);
    let mut parts = SmallVec::new();
    let mut start = 0;
    for end in memchr::memchr_iter(b'/', route.as_bytes()) {
        parts.push(&route[start..end]);
        start = end + 1;
    }
    parts.push(&route[start..]);
    parts
}

/// How many segments most paths have at most.
const DEEP: usize = 12;

fn is_escaped(part: &str) -> bool {
    memchr::memchr(b'%', part.as_bytes()).is_some()
}

/// A segment without the escapes that nothing needs: `a%2Db` is another spelling of `a-b` (RFC 3986,
/// section 6.2.2.2). Other escapes stand for themselves.
pub(crate) fn plain(part: &str) -> Cow<'_, str> {
    if !is_escaped(part) {
        return Cow::Borrowed(part);
    }
    let mut plain = String::with_capacity(part.len());
    let mut rest = part;
    while let Some(start) = rest.find('%') {
        plain.push_str(&rest[..start]);
        rest = &rest[start..];
        let digits = rest.get(1..3).filter(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()));
        let byte = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        let is_unreserved = |b: &u8| b.is_ascii_alphanumeric() || b"-._~".contains(b);
        let (text, length) = match byte.filter(is_unreserved) {
            Some(byte) => (char::from(byte), 3),
            None => ('%', 1),
        };
        plain.push(text);
        rest = &rest[length..];
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}

fn decode<'p>(name: &str, part: &'p str) -> Result<Cow<'p, str>, Refusal> {
    if !is_escaped(part) {
        return Ok(Cow::Borrowed(part));
    }
    percent_decode_str(part)
        .decode_utf8()
        .map_err(|_| Refusal::parameter(name, "percent-encoded UTF-8", "other bytes"))
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn only_unreserved_escapes_are_other_spellings() {
        for (sent, spelt) in [
            ("a-b", "a-b"),
            ("a%2Db%2d%7E", "a-b-~"),
            ("%69nstances", "instances"),
            ("a%2Fb", "a%2Fb"),
            ("a%2f", "a%2f"),
            ("%", "%"),
            ("%2", "%2"),
            ("%%2D", "%-"),
            ("%252D", "%252D"),
            ("%é", "%é"),
        ] {
            assert_eq!(plain(sent), spelt);
        }
    }
}
