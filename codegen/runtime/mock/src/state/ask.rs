//! What a call asks for, and how its inputs are read.

use std::borrow::Cow;

use serde_json::{Value, json};
use smol_str::SmolStr;
use taurusdb_descriptor_types::resources::{FieldPath, Input, Inside};

use super::datum::{Datum, text};
use super::inlet::Inlet;
use crate::call::Call;
use crate::data::{Data, Table, Way, goes_inside};

/// A call without what belongs to the wire: it can be kept, and be carried out later.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Ask {
    /// Position among the operations of the service.
    pub(crate) index: usize,
    path: Vec<(Cow<'static, str>, SmolStr)>,
    query: Vec<(String, String)>,
    body: Option<Data>,
    /// Where the fields of the body stand.
    table: Option<Table>,
}

/// Where a step stands in the lists and maps of the body: the path up to each `[]` or `{}`, the element
/// (none for a list that was left out), and its key in a map.
#[derive(Clone, Debug, Default)]
pub(crate) struct Place<'a> {
    at: Vec<(&'static str, Option<&'a Data>)>,
    pub(crate) key: Option<&'a str>,
}

impl Ask {
    pub(crate) fn of(call: Call) -> Self {
        let path = call.path.into_iter().map(|(name, value)| (Cow::Borrowed(name), value));
        Self::new(call.index, path.collect(), call.query, call.body)
    }

    /// Nothing but a project.
    pub(crate) fn in_project(parameter: &str, project: &str) -> Self {
        let path = vec![(parameter.to_owned().into(), project.into())];
        Self::new(0, path, Vec::new(), None)
    }

    /// Nothing at all: for what happens without a call.
    pub(crate) fn nothing() -> Self {
        Self::new(0, Vec::new(), Vec::new(), None)
    }

    fn new(
        index: usize,
        path: Vec<(Cow<'static, str>, SmolStr)>,
        query: Vec<(String, String)>,
        body: Option<Data>,
    ) -> Self {
        let table = body.as_ref().and_then(Table::of);
        Self { index, path, query, body, table }
    }

    pub(crate) fn path(&self, name: &str) -> Option<&str> {
        self.path.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    pub(crate) fn query(&self, name: &str) -> Option<&str> {
        // An empty parameter narrows nothing, as if it were left out.
        let mut named = self.query.iter().filter(|(known, _)| known == name);
        named.next().map(|(_, value)| value.as_str()).filter(|value| !value.is_empty())
    }

    /// The value at an input; several where the path enters lists that `place` does not fix.
    pub(crate) fn read(&self, input: Input, place: &Place<'_>) -> Option<Datum> {
        match input {
            Input::Path(name) => {
                let mut named = self.path.iter().filter(|(known, _)| known == name);
                named.next().map(|(_, value)| value.clone().into())
            }
            Input::Query(name) => {
                let mut named = self.query.iter().filter(|(known, _)| known == name);
                let first = named.next().filter(|(_, value)| !value.is_empty())?;
                let rest: Vec<_> = named.map(|(_, value)| value.as_str()).collect();
                if rest.is_empty() {
                    return Some(first.1.as_str().into());
                }
                let all: Value = std::iter::once(first.1.as_str()).chain(rest).collect();
                Some(all.into())
            }
            Input::Body(path) => {
                let (start, rest) = self.start(path, place)?;
                if goes_inside(rest) {
                    let all: Vec<Value> = start.all(rest).into_iter().map(Data::to_value).collect();
                    return (!all.is_empty()).then(|| Value::Array(all).into());
                }
                start.one(rest).filter(|value| !value.is_null()).map(Datum::from)
            }
        }
    }

    /// The same, where the way to the input is known.
    pub(crate) fn take(&self, inlet: &Inlet, place: &Place<'_>) -> Option<Datum> {
        match (&inlet.way, &inlet.inside) {
            (Some(way), _) if place.at.is_empty() => self.straight(way).map(Datum::from),
            (None, Some((whole, way))) => match place.element(whole) {
                Some(element) => {
                    let found = element?.at(way).filter(|found| !found.is_null());
                    found.map(Datum::from)
                }
                None => self.read(inlet.input, place),
            },
            _ => self.read(inlet.input, place),
        }
    }

    /// What the body has at the end of a way.
    fn straight(&self, way: &Way) -> Option<&Data> {
        let body = self.body.as_ref()?;
        let found = match &self.table {
            Some(table) => body.at_by(table, way),
            None => body.at(way),
        };
        found.filter(|found| !found.is_null())
    }

    /// How many times a call says that something is to be done; `None` if it says nothing.
    pub(crate) fn times(&self, inlet: &Inlet, place: &Place<'_>) -> Option<usize> {
        if let (Some(way), true) = (&inlet.way, place.at.is_empty())
            && let Data::Number(number) = self.straight(way)?
        {
            return Some(
                number.as_u64().and_then(|number| usize::try_from(number).ok()).unwrap_or(0),
            );
        }
        Some(text(&self.take(inlet, place)?).parse().unwrap_or(0))
    }

    /// Every value at an input, one by one; a list counts as its elements.
    pub(crate) fn each(&self, inlet: &Inlet, place: &Place<'_>) -> Vec<String> {
        match self.take(inlet, place) {
            None => Vec::new(),
            Some(value) => match value.items() {
                Some(items) => items.iter().map(text).collect(),
                None => vec![text(&value)],
            },
        }
    }

    /// Where a path of the body starts at a place, and the rest of it.
    fn start<'a>(&'a self, path: FieldPath, place: &Place<'a>) -> Option<(&'a Data, FieldPath)> {
        let (length, from) = place.fixed(path);
        let start = if length == 0 { self.body.as_ref() } else { from };
        let rest = &path.0[length..];
        Some((start?, FieldPath(rest.strip_prefix('.').unwrap_or(rest))))
    }

    /// The places that a step is done at: one for each combination of the elements of these lists and maps.
    pub(crate) fn places<'a>(&'a self, prefixes: &[&'static str]) -> Vec<Place<'a>> {
        let mut places = vec![Place::default()];
        for prefix in prefixes {
            let mut next = Vec::new();
            for place in places {
                self.enter(prefix, &place, &mut next);
            }
            places = next;
        }
        places
    }

    fn enter<'a>(&'a self, prefix: &'static str, place: &Place<'a>, next: &mut Vec<Place<'a>>) {
        let last = FieldPath(prefix).segments().last();
        let is_map = last.is_some_and(|segment| segment.inside().last() == Some(Inside::Map));
        let field = FieldPath(&prefix[..prefix.len() - 2]);
        let at = |element: Option<&'a Data>, key: Option<&'a str>| {
            let mut place = place.clone();
            place.at.push((prefix, element));
            place.key = key.or(place.key);
            place
        };
        // A list that was left out still counts once, unless the element around it is missing too.
        let found = self.start(field, place).and_then(|(start, rest)| match goes_inside(rest) {
            true => start.all(rest).first().copied(),
            false => start.one(rest),
        });
        match found {
            Some(Data::List(items)) if !is_map => {
                next.extend(items.iter().map(|item| at(Some(item), None)));
            }
            Some(one @ Data::Object(_)) if !is_map => next.push(at(Some(one), None)),
            Some(Data::Object(fields)) if is_map => {
                next.extend(fields.iter().map(|(key, value)| at(Some(value), Some(key.as_str()))));
            }
            _ => next.push(at(None, None)),
        }
    }

    pub(crate) fn to_json(&self, operation: &str) -> Value {
        let body = self.body.as_ref().map(Data::to_value);
        let path: Vec<_> = self.path.iter().map(|(name, value)| (name, value.as_str())).collect();
        json!({ "operation": operation, "path": path, "query": self.query, "body": body })
    }

    pub(crate) fn from_json(value: &Value, index: usize) -> Option<Self> {
        let pairs = |name: &str| -> Option<Vec<(String, String)>> {
            let list = value.get(name)?.as_array()?;
            let text = |pair: &Value, at: usize| Some(pair.get(at)?.as_str()?.to_owned());
            list.iter().map(|pair| Some((text(pair, 0)?, text(pair, 1)?))).collect()
        };
        let body = value.get("body").filter(|body| !body.is_null()).map(Data::from);
        let path = pairs("path")?.into_iter().map(|(name, value)| (Cow::Owned(name), value.into()));
        Some(Self::new(index, path.collect(), pairs("query")?, body))
    }

    /// A field at the top of the body.
    pub(crate) fn field(&self, name: &str) -> Option<&Data> {
        self.body.as_ref()?.get(name)
    }
}

impl<'a> Place<'a> {
    /// The element of a list or map at which the place is, if it goes through that: none for one that was left out.
    fn element(&self, whole: &str) -> Option<Option<&'a Data>> {
        let mut found = self.at.iter().filter(|(prefix, _)| *prefix == whole);
        found.next().map(|(_, element)| *element)
    }

    /// How much of a path the place fixes, and the element there.
    fn fixed(&self, path: FieldPath) -> (usize, Option<&'a Data>) {
        if self.at.is_empty() {
            return (0, None);
        }
        let fits = |prefix: &str| {
            let rest = path.0.strip_prefix(prefix);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[', '{']))
        };
        let known = self.at.iter().filter(|(prefix, _)| fits(prefix));
        let longest = known.max_by_key(|(prefix, _)| prefix.len());
        longest.map_or((0, None), |(prefix, element)| (prefix.len(), *element))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use taurusdb_descriptor_types::resources::{FieldPath, Input};

    use super::super::inlet::prefixes;
    use super::{Ask, Place};

    const fn body(path: &'static str) -> Input {
        Input::Body(FieldPath(path))
    }

    fn ask() -> Ask {
        let body = json!({ "size": 5, "values": { "a": "1", "b": "2" }, "users": [
            { "name": "u", "hosts": ["h1", "h2"], "databases": [{ "name": "d1" }, { "name": "d2" }] },
            { "name": "v", "databases": [{ "name": "d3" }] },
        ]});
        let query = vec![("id".to_owned(), "7".to_owned()), ("empty".to_owned(), String::new())];
        Ask::new(0, Vec::new(), query, Some((&body).into()))
    }

    #[test]
    fn inputs_are_read_through_lists_and_without() {
        let ask = ask();
        let read = |input| ask.read(input, &Place::default()).map(|value| value.to_value());
        assert_eq!(read(body("size")), Some(json!(5)));
        assert_eq!(read(body("users[].name")), Some(json!(["u", "v"])));
        assert_eq!(read(body("users[].databases[].name")), Some(json!(["d1", "d2", "d3"])));
        assert_eq!(read(body("missing")), None);
        assert_eq!(read(Input::Query("id")), Some(json!("7")));
        assert_eq!(read(Input::Query("empty")), None);
    }

    #[test]
    fn one_stands_for_a_list_of_one() {
        static EACH: [Input; 1] = [body("users[]")];
        let sent = json!({ "users": { "name": "u", "hosts": ["h"] } });
        let ask = Ask::new(0, Vec::new(), Vec::new(), Some((&sent).into()));
        let read = |input, place| ask.read(input, place).map(|value| value.to_value());
        let top = Place::default();
        assert_eq!(read(body("users[].name"), &top), Some(json!(["u"])));
        assert_eq!(read(body("users[].hosts[]"), &top), Some(json!(["h"])));
        let places = ask.places(&prefixes(&EACH));
        assert_eq!(read(body("users[].name"), &places[0]), Some(json!("u")));
    }

    #[test]
    fn lists_side_by_side_are_combined_within_their_element() {
        static EACH: [Input; 2] = [body("users[].hosts[]"), body("users[].databases[]")];
        let ask = ask();
        let found: Vec<_> = ask
            .places(&prefixes(&EACH))
            .iter()
            .map(|place| {
                let read = |path| ask.read(body(path), place);
                (read("users[].name"), read("users[].hosts[]"), read("users[].databases[].name"))
            })
            .collect();
        let some = |text: &str| Some(text.into());
        assert_eq!(
            found,
            [
                (some("u"), some("h1"), some("d1")),
                (some("u"), some("h1"), some("d2")),
                (some("u"), some("h2"), some("d1")),
                (some("u"), some("h2"), some("d2")),
                (some("v"), None, some("d3")),
            ]
        );
    }

    #[test]
    fn maps_are_gone_through_by_key() {
        static EACH: [Input; 1] = [body("values{}")];
        let ask = ask();
        let places = ask.places(&prefixes(&EACH));
        let pairs: Vec<_> =
            places.iter().map(|place| (place.key, ask.read(EACH[0], place))).collect();
        assert_eq!(pairs, [(Some("a"), Some("1".into())), (Some("b"), Some("2".into()))]);
    }
}
