//! Which part of a list an answer has.

use std::ops::Range;

use taurusdb_descriptor_types::Operation;
use taurusdb_descriptor_types::resources::{Counts, FieldPath, Input, Paging, PagingStyle};

use super::ask::{Ask, Place};
use super::datum::text;

/// How many items a page has, if the request and the description do not say.
const USUAL: usize = 100;

/// A page of a list.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Page {
    /// The whole list.
    All,
    /// So many items from one on.
    Part { skip: usize, take: usize },
    /// So many items behind the one that has this value.
    After { value: Option<String>, take: usize },
}

impl Page {
    /// The page that a request asks for.
    pub(crate) fn of(operation: &'static Operation, ask: &Ask) -> Self {
        let Some(Paging { style, .. }) = operation.paging else { return Self::All };
        match style {
            PagingStyle::None => Self::All,
            PagingStyle::OffsetLimitQuery { first, counts } => {
                let of = |name| number(ask, Input::Query(name));
                part(of("offset"), of("limit").or_else(|| limit(operation)), first, counts)
            }
            PagingStyle::OffsetLimitBody { first, counts } => {
                let of = |name| number(ask, Input::Body(FieldPath(name)));
                part(of("offset"), of("limit").or_else(|| limit(operation)), first, counts)
            }
            PagingStyle::LineNumBody(cursor) => Self::After {
                value: ask.read(cursor.to, &Place::default()).map(|value| text(&value)),
                take: number(ask, Input::Body(FieldPath("limit")))
                    .or_else(|| limit(operation))
                    .unwrap_or(USUAL),
            },
            PagingStyle::FileNameQuery(cursor) => Self::After {
                value: ask.read(cursor.to, &Place::default()).map(|value| text(&value)),
                take: number(ask, Input::Query("limit"))
                    .or_else(|| limit(operation))
                    .unwrap_or(USUAL),
            },
        }
    }

    /// The part of a list of this length that the page has, where it counts.
    pub(crate) fn range(&self, length: usize) -> Range<usize> {
        match self {
            Self::Part { skip, take } => {
                let from = (*skip).min(length);
                from..from.saturating_add(*take).min(length)
            }
            Self::All | Self::After { .. } => 0..length,
        }
    }
}

fn part(offset: Option<usize>, limit: Option<usize>, first: u8, counts: Counts) -> Page {
    let take = limit.unwrap_or(USUAL);
    let steps = offset.unwrap_or_else(|| usize::from(first)).saturating_sub(usize::from(first));
    let skip = match counts {
        Counts::Records => steps,
        Counts::Pages => steps.saturating_mul(take),
    };
    Page::Part { skip, take }
}

fn number(ask: &Ask, input: Input) -> Option<usize> {
    text(&ask.read(input, &Place::default())?).parse().ok()
}

/// The documented size of a page.
fn limit(operation: &'static Operation) -> Option<usize> {
    let parameter = operation.parameters.iter().find(|parameter| parameter.name == "limit");
    let fact = parameter
        .and_then(|parameter| parameter.facts.default)
        .or_else(|| operation.request.and_then(|schema| schema.field("limit"))?.facts.default);
    fact?.parse().ok()
}

#[cfg(test)]
mod tests {
    use taurusdb_descriptor_types::resources::Counts;

    use super::{Page, part};

    #[test]
    fn offsets_count_from_their_first_page() {
        let part = |offset, limit, first, counts| part(offset, limit, first, counts).range(25);
        assert_eq!(part(None, Some(10), 0, Counts::Records), 0..10);
        assert_eq!(part(Some(20), Some(10), 0, Counts::Records), 20..25);
        assert_eq!(part(Some(30), Some(10), 0, Counts::Records), 25..25);
        assert_eq!(part(Some(2), Some(10), 1, Counts::Pages), 10..20);
        assert_eq!(part(Some(0), Some(10), 1, Counts::Pages), 0..10);
        assert_eq!(part(Some(usize::MAX), Some(usize::MAX), 1, Counts::Pages), 25..25);
        assert_eq!(Page::All.range(7), 0..7);
    }
}
