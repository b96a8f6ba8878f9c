//! Prints a list page by page, in memory that does not grow with its length.

use std::pin::pin;

use serde_json::Value;
use taurusdb_descriptor_types::Operation;
use taurusdb_descriptor_types::resources::FieldPath;
use taurusdb_runtime::{Call, Reply};

use crate::answer;
use crate::exit::{Exit, Failure};
use crate::manual::Manual;
use crate::output::{self, Node, Printer, Settings, Shape};
use crate::running::{interrupted, interruption};
use crate::shell::{Reader, Shell};

/// Prints the items of all pages in one document, or the first `most` of them.
///
/// The document is that of one page, with the items of all. It is whole whatever happens: after an error or Ctrl-C
/// in the middle, its list is only shorter.
///
/// # Errors
/// Those of the calls, Ctrl-C, and those of writing.
pub(crate) async fn print(
    manual: Manual,
    operation: &'static Operation,
    call: Call,
    (most, from_start): (Option<u64>, bool),
    settings: &Settings,
    shell: &mut Shell<'_>,
) -> Result<(), Failure> {
    let shape = Shape::of(manual.service, operation);
    let Some(list) = operation.paging.map(|paging| paging.items) else { return Ok(()) };
    let left = most.unwrap_or(u64::MAX);
    let mut source = Source { operation, list, left, printed: 0, counted: 0 };
    let mut pages = call.pages::<Value>().max_pages(usize::MAX);
    // One listener for all pages, so that no signal comes between two of them.
    let mut interrupt = pin!(interrupted());
    let mut sink: Option<Sink<'_, '_>> = None;
    let mut shell = Some(shell);
    let ended = loop {
        let page = tokio::select! {
            page = pages.next() => page,
            exit = &mut interrupt => break Err(interruption(exit, operation.effect)),
        };
        let (page, remarks) = match page {
            None => break Ok(()),
            Some(Err(error)) => break Err(error.into()),
            Some(Ok(reply)) => match source.take(&reply) {
                Ok(page) => (page, answer::remarks(&reply)),
                Err(failure) => break Err(failure),
            },
        };
        let Some(Page { around, items, has_more }) = page else { break Ok(()) };
        let items = match items {
            Some(items) => items,
            // What is no list is shown as it came.
            None if sink.is_none() => {
                let Some(shell) = shell.take() else { break Ok(()) };
                remarks.into_iter().for_each(|remark| shell.warn(remark));
                return output::show(&around, &shape, settings, shell);
            }
            None => {
                break Err(Failure::new(Exit::Service, "a page of the list came without the list"));
            }
        };
        if let Some(shell) = shell.take() {
            sink = Some(Sink::new(around, list, settings, &shape, shell));
        }
        let Some(sink) = &mut sink else { break Ok(()) };
        if sink.take(items, remarks)? == Reader::IsGone {
            return Ok(());
        }
        if source.left == 0 {
            if has_more {
                sink.note(format!("the list goes on after these {} items", source.printed));
            }
            break Ok(());
        }
    };
    if let Some(mut sink) = sink {
        // It ends with a page that brings nothing new, whatever the service counts.
        if ended.is_ok() && source.left > 0 && from_start && source.counted > source.printed {
            let Source { counted, printed, .. } = source;
            sink.note(format!("the service counts {counted} items, and its pages have {printed}"));
        }
        sink.close(list)?;
    }
    ended.map_err(|failure: Failure| match source.printed {
        0 => failure,
        printed => failure
            .hint(format!("The list is not whole: only its first {printed} items are printed")),
    })
}

/// Takes the items out of pages.
struct Source {
    operation: &'static Operation,
    list: FieldPath,
    left: u64,
    printed: u64,
    /// How many items there are, as the service counts; 0 if it does not.
    counted: u64,
}

/// One page: what is around its items, and the items.
struct Page {
    around: Node,
    /// `None` if what is there is no list.
    items: Option<Vec<Node>>,
    /// Whether it has more items than are wanted.
    has_more: bool,
}

impl Source {
    fn take(&mut self, reply: &Reply<Value>) -> Result<Option<Page>, Failure> {
        let Some(mut around) = answer::read(self.operation, reply)? else { return Ok(None) };
        let total = self.operation.paging.and_then(|paging| paging.total);
        if let Some(Node::Number(count)) = total.and_then(|total| around.at(total)) {
            self.counted = count.parse().unwrap_or(0);
        }
        let may_lack_it = matches!(around, Node::Object(_) | Node::Null);
        let mut items = match around.at_mut(self.list) {
            Some(Node::List(items)) => std::mem::take(items),
            Some(Node::Null) => Vec::new(),
            None if may_lack_it => Vec::new(),
            _ => return Ok(Some(Page { around, items: None, has_more: false })),
        };
        let most = usize::try_from(self.left).unwrap_or(usize::MAX);
        let has_more = items.len() > most;
        items.truncate(most);
        self.left -= items.len() as u64;
        self.printed += items.len() as u64;
        Ok(Some(Page { around, items: Some(items), has_more }))
    }
}

/// Where items go.
enum Sink<'s, 'a> {
    /// To standard output, as they come.
    Printer(Printer<'s, 'a>),
    /// Together, for an expression that has to see them all.
    Gathered {
        around: Node,
        items: Vec<Node>,
        remarks: Vec<String>,
        notes: Vec<String>,
        settings: &'s Settings,
        shell: &'s mut Shell<'a>,
    },
}

impl<'s, 'a> Sink<'s, 'a> {
    fn new(
        around: Node,
        list: FieldPath,
        settings: &'s Settings,
        shape: &'s Shape,
        shell: &'s mut Shell<'a>,
    ) -> Self {
        if settings.query.is_some() {
            return Self::Gathered {
                around,
                items: Vec::new(),
                remarks: Vec::new(),
                notes: Vec::new(),
                settings,
                shell,
            };
        }
        let mut printer = Printer::new(settings, shape, shell);
        printer.open(&around, list);
        Self::Printer(printer)
    }

    fn take(&mut self, new: Vec<Node>, remarks: Vec<String>) -> Result<Reader, Failure> {
        remarks.into_iter().for_each(|remark| self.remark(remark));
        match self {
            Self::Printer(printer) => printer.items(&new),
            Self::Gathered { items, .. } => {
                items.extend(new);
                Ok(Reader::Listens)
            }
        }
    }

    fn remark(&mut self, remark: String) {
        match self {
            Self::Printer(printer) => printer.later(remark),
            Self::Gathered { remarks, .. } => {
                if !remarks.contains(&remark) {
                    remarks.push(remark);
                }
            }
        }
    }

    fn note(&mut self, note: String) {
        match self {
            Self::Printer(printer) => printer.note(note),
            Self::Gathered { notes, .. } => notes.push(note),
        }
    }

    fn close(self, list: FieldPath) -> Result<(), Failure> {
        match self {
            Self::Printer(printer) => printer.close(),
            Self::Gathered { mut around, items, remarks, notes, settings, shell } => {
                remarks.into_iter().for_each(|remark| shell.warn(remark));
                notes.into_iter().for_each(|note| shell.note(note));
                if let Some(place) = around.at_mut(list) {
                    *place = Node::List(items);
                }
                output::show(&around, &Shape::default(), settings, shell)
            }
        }
    }
}
