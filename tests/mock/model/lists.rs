//! Lists: page by page at every size, and by each filter.

use serde_json::{Value, json};
use taurusdb_descriptors::types::Operation;
use taurusdb_descriptors::types::resources::{
    Counts, End, FieldPath, Input, Match, Paging, PagingStyle, Reading, Resource, View,
};

use super::field::Described;
use super::report::Report;
use super::shown::{Row, rows};
use super::stage::{Pins, Stage};
use crate::mock::driver::{Request, text};

/// A list of one resource, asked for with what is pinned.
pub(crate) struct List {
    pub(crate) operation: &'static Operation,
    pub(crate) view: &'static View,
    pub(super) request: Request,
}

/// How many pages a list may have before the walk is given up.
const MOST_PAGES: usize = 40;

/// How many pages a list is cut into at most.
const PAGES: usize = 8;

impl List {
    /// The list without filters, but for those that every request has to have: these let everything through.
    pub(crate) fn new(
        stage: &mut Stage<'_>,
        resource: &Resource,
        operation: &'static Operation,
        view: &'static View,
        pins: &Pins,
    ) -> Result<Self, String> {
        let mut request = stage.request(operation, &mut pins.clone(), |_| {}, 0)?;
        for (input, filter) in view.filters {
            let value = match filter.matches {
                Match::From => moment(stage, &request, *input, -5),
                Match::Until => moment(stage, &request, *input, 5),
                _ => {
                    drop_filter(&mut request, *input);
                    // One that every request has to have is that of a record.
                    let Some(Reading { through: [], end: End::Attribute(path) }) = filter.attribute
                    else {
                        continue;
                    };
                    match pins.get(resource.name).and_then(|record| record.get(path.0)) {
                        Some(value) => value.clone(),
                        None => continue,
                    }
                }
            };
            if request.has(*input) {
                request.put(*input, None, value);
            }
        }
        Ok(Self { operation, view, request })
    }

    /// All rows, and the totals that the pages state; in pages of a size, or of the usual one.
    pub(super) fn walk(
        &self,
        stage: &mut Stage<'_>,
        change: &dyn Fn(&mut Request),
        size: Option<usize>,
    ) -> Result<(Vec<Row>, Vec<Value>), String> {
        let mut request = self.request.clone();
        change(&mut request);
        let style = self.operation.paging.map_or(PagingStyle::None, |paging| paging.style);
        if let Some(limit) = self.limit() {
            let mut most =
                sizes(self.operation, limit, 100).into_iter().filter(|size| *size <= 100);
            let size = size.or_else(|| most.next_back()).unwrap_or(1);
            request.put(limit, None, described(self.operation, limit, size));
        }
        let (at_query, at_body) = (Input::Query("offset"), Input::Body(FieldPath("offset")));
        match style {
            PagingStyle::OffsetLimitQuery { first, .. } if request.has(at_query) => {
                request.put(at_query, None, first.into());
            }
            PagingStyle::OffsetLimitBody { first, .. } if request.has(at_body) => {
                request.put(at_body, None, described(self.operation, at_body, first.into()));
            }
            _ => {}
        }
        let (mut all, mut totals): (Vec<Row>, Vec<Value>) = (Vec::new(), Vec::new());
        let mut offset = None;
        for _ in 0..MOST_PAGES {
            let (status, answer) = request.send(&mut stage.wire);
            if status >= 300 {
                return Err(format!("{} {}: {status} {answer}", self.operation.id, request.path()));
            }
            let page = rows(&answer, self.view);
            let Some(Paging { items, total, .. }) = self.operation.paging else {
                return Ok((page, totals));
            };
            totals.extend(total.and_then(|path| at(&answer, path)).cloned());
            let items = at(&answer, items).and_then(Value::as_array).cloned().unwrap_or_default();
            all.extend(page);
            if style == PagingStyle::None || items.is_empty() {
                return Ok((all, totals));
            }
            if let Some(size) = size
                && items.len() > size
            {
                return Err(format!(
                    "{}: {} items at limit {size}",
                    self.operation.id,
                    items.len()
                ));
            }
            match style {
                PagingStyle::None => {}
                PagingStyle::OffsetLimitQuery { first, counts } => {
                    let next = step(offset.unwrap_or(first.into()), counts, items.len());
                    request.put(at_query, None, next.into());
                    offset = Some(next);
                }
                PagingStyle::OffsetLimitBody { first, counts } => {
                    let next = step(offset.unwrap_or(first.into()), counts, items.len());
                    request.put(at_body, None, described(self.operation, at_body, next));
                    offset = Some(next);
                }
                PagingStyle::LineNumBody(cursor) | PagingStyle::FileNameQuery(cursor) => {
                    let last = Row::new(items[items.len() - 1].clone());
                    let name = cursor.from.0.rsplit("[].").next().unwrap_or(cursor.from.0);
                    let Some(value) = last.at(super::shown::Spot::Own(name)).cloned() else {
                        return Err(format!("{}: no {name} to go on from", self.operation.id));
                    };
                    request.put(cursor.to, None, value);
                }
            }
        }
        Err(format!("{}: more than {MOST_PAGES} pages", self.operation.id))
    }

    pub(crate) fn all(&self, stage: &mut Stage<'_>) -> Result<Vec<Row>, String> {
        self.walk(stage, &|_| {}, None).map(|(rows, _)| rows)
    }

    fn limit(&self) -> Option<Input> {
        let style = self.operation.paging?.style;
        let input = match style {
            PagingStyle::None => return None,
            PagingStyle::OffsetLimitQuery { .. } | PagingStyle::FileNameQuery(_) => {
                Input::Query("limit")
            }
            PagingStyle::OffsetLimitBody { .. } | PagingStyle::LineNumBody(_) => {
                Input::Body(FieldPath("limit"))
            }
        };
        Described::of(self.operation, input).map(|_| input)
    }

    /// The same rows, each once and in the same order, in pages of every size, with the same total.
    pub(crate) fn pages(&self, stage: &mut Stage<'_>, report: &mut Report) {
        let whole = match self.all(stage) {
            Ok(whole) => whole,
            Err(wrong) => return report.wrong(wrong),
        };
        let Some(limit) = self.limit() else {
            report.checked += 1;
            return;
        };
        for size in sizes(self.operation, limit, whole.len()) {
            match self.walk(stage, &|_| {}, Some(size)) {
                Ok((rows, totals)) => {
                    if rows != whole {
                        let (got, wanted) = (rows.len(), whole.len());
                        report.wrong(format!(
                            "{}: {got} rows in pages of {size}, and {wanted} at once",
                            self.operation.id
                        ));
                    }
                    let total = json!(whole.len()).to_string();
                    if let Some(other) = totals.iter().find(|one| text(one) != total) {
                        report.wrong(format!(
                            "{}: the total is {other} of {total}, in pages of {size}",
                            self.operation.id
                        ));
                    }
                    report.checked += 1;
                }
                Err(wrong) => report.wrong(wrong),
            }
        }
    }
}

/// The sizes of pages to be tried: the smallest, those around the length of the list, and the largest, as far as
/// they are allowed and do not cut the list into more pages than anybody reads.
fn sizes(operation: &'static Operation, limit: Input, length: usize) -> Vec<usize> {
    let facts = Described::of(operation, limit).expect("it is described").facts;
    let mut sizes = match facts.values {
        [] => vec![1, 2, 3, length / 3, length, length + 1],
        values => values.iter().filter_map(|value| value.parse().ok()).collect(),
    };
    let (least, most) = (facts.minimum.unwrap_or(1.0), facts.maximum.unwrap_or(1000.0));
    sizes.extend([least as usize, most as usize]);
    let allowed = (least as usize).max(1).max(length / PAGES)..=most as usize;
    sizes.retain(|size| allowed.contains(size));
    if !facts.values.is_empty() {
        sizes.retain(|size| facts.values.contains(&&*size.to_string()));
    }
    sizes.sort_unstable();
    sizes.dedup();
    sizes
}

fn drop_filter(request: &mut Request, input: Input) {
    let before = request.clone();
    request.remove(input);
    if request.broken().len() > before.broken().len() {
        *request = before;
    }
}

fn step(offset: usize, counts: Counts, items: usize) -> usize {
    offset + if counts == Counts::Records { items } else { 1 }
}

/// A number in the type that an input has.
fn described(operation: &'static Operation, input: Input, number: usize) -> Value {
    use taurusdb_descriptors::types::Type;
    match Described::of(operation, input).map(|described| described.kind) {
        Some(Type::String) => number.to_string().into(),
        _ => number.into(),
    }
}

/// A moment so many days from now, in the form that an input has.
pub(super) fn moment(stage: &Stage<'_>, request: &Request, input: Input, days: i64) -> Value {
    let seconds = stage.wire.mock.now().as_second() + days * 86_400;
    let usual =
        request.value(input).or_else(|| Some(Described::of(request.operation, input)?.value()));
    let usual = usual.map(|value| text(&value)).unwrap_or_default();
    if usual.chars().all(|c| c.is_ascii_digit()) {
        return (seconds * 1000).to_string().into();
    }
    let at = super::when(seconds);
    if usual.len() == 10 { at[..10].into() } else { format!("{}+0000", &at[..19]).into() }
}

fn at(answer: &Value, path: FieldPath) -> Option<&Value> {
    path.segments().try_fold(answer, |value, segment| value.get(segment.name))
}
