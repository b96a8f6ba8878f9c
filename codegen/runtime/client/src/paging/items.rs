//! The items of a list, from all its pages.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;

use super::Pages;
use crate::record::Slot;
use crate::{Call, Error};

/// The items of a list, from all its [`Pages`]: a [`Stream`].
///
/// ```no_run
/// # use taurusdb_runtime as taurusdb;
/// # async fn f(call: taurusdb::Call) -> Result<(), taurusdb::Error> {
/// let mut items = call.items(|page: serde_json::Value| {
///     page["instances"].as_array().cloned().unwrap_or_default()
/// });
/// while let Some(instance) = items.next().await {
///     println!("{}", instance?["name"]);
/// }
/// # Ok(()) }
/// ```
#[must_use = "a stream does nothing until it is asked for its next item"]
pub struct Items<T, I> {
    pages: Pages<T>,
    take: fn(T) -> Vec<I>,
    waiting: std::vec::IntoIter<I>,
}

impl Call {
    /// The items of all pages, beginning with the page that this call asks for. `take` takes them out of
    /// one page.
    pub fn items<T: Slot + Default, I>(self, take: fn(T) -> Vec<I>) -> Items<T, I> {
        Items { pages: self.pages(), take, waiting: Vec::new().into_iter() }
    }
}

impl<T, I> Items<T, I> {
    /// How many pages there may be at most; the next one is an error. Without it, 10,000.
    pub fn max_pages(mut self, bound: usize) -> Self {
        self.pages = self.pages.max_pages(bound);
        self
    }

    /// Asks for the next page already while the items of the last one are being worked on.
    pub fn prefetch(mut self) -> Self {
        self.pages = self.pages.prefetch();
        self
    }
}

impl<T: Slot + Default, I> Items<T, I> {
    /// Takes the list up again after an error: see [`Pages::resume`].
    pub fn resume(&mut self) -> bool {
        self.pages.resume()
    }

    /// The next item; `None` after the last one.
    ///
    /// # Errors
    /// See [`Error`]; also fails if there are more pages than [allowed](Self::max_pages).
    pub async fn next(&mut self) -> Option<Result<I, Error>> {
        poll_fn(|context| self.poll_item(context)).await
    }

    /// All items at once.
    ///
    /// # Errors
    /// That of the first page that failed.
    pub async fn all(mut self) -> Result<Vec<I>, Error> {
        let mut items = Vec::new();
        while let Some(item) = self.next().await {
            items.push(item?);
        }
        Ok(items)
    }

    fn poll_item(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<I, Error>>> {
        loop {
            if let Some(item) = self.waiting.next() {
                self.pages.poll_ahead(context);
                return Poll::Ready(Some(Ok(item)));
            }
            match Pin::new(&mut self.pages).poll_next(context) {
                Poll::Ready(Some(Ok(page))) => {
                    self.waiting = (self.take)(page.into_inner()).into_iter()
                }
                Poll::Ready(Some(Err(error))) => return Poll::Ready(Some(Err(error))),
                Poll::Ready(None) => return Poll::Ready(None),
                Poll::Pending => return Poll::Pending,
            }
        }
    }
}

// Nothing in it is pinned.
impl<T, I> Unpin for Items<T, I> {}

impl<T: Slot + Default, I> Stream for Items<T, I> {
    type Item = Result<I, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_item(context)
    }
}

impl<T, I> fmt::Debug for Items<T, I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items").field("pages", &self.pages).finish_non_exhaustive()
    }
}
