//! The pages of a list.

use std::fmt;
use std::future::poll_fn;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;

use super::pager::Pager;
use crate::call::Answer;
use crate::record::Slot;
use crate::{Call, Error, Reply};

type Page = Option<Result<Box<Answer>, Error>>;
type Asking = Pin<Box<dyn Future<Output = (Box<Pager>, Page)> + Send>>;

/// The pages of a list, one after the other: a [`Stream`], whatever the style of the list.
///
/// What the service states about the length of the list is not relied on. A list ends with a page that is
/// empty or came before, or with one that is shorter than asked for once as many items have come as the
/// service counts. So the last request often brings nothing. Items that come or go meanwhile may be seen
/// twice or not at all, as with every list that is asked for in pages.
///
/// An error ends it, unless it is [resumed](Self::resume). Dropping it ends it too.
///
/// ```no_run
/// # use taurusdb_runtime as taurusdb;
/// # async fn f(call: taurusdb::Call) -> Result<(), taurusdb::Error> {
/// let mut pages = call.pages::<serde_json::Value>();
/// while let Some(page) = pages.next().await {
///     println!("{}", page?.json());
/// }
/// # Ok(()) }
/// ```
#[must_use = "a stream does nothing until it is asked for its next page"]
pub struct Pages<T> {
    state: State,
    prefetch: bool,
    page: PhantomData<fn() -> T>,
}

enum State {
    Idle(Box<Pager>),
    Asking(Asking),
    /// Came before it was asked for.
    Here(Box<Pager>, Page),
    /// A page could not be had; the list can be taken up again there.
    Broken(Box<Pager>),
    Over,
}

impl State {
    fn resume(&mut self) -> bool {
        match std::mem::replace(self, Self::Over) {
            Self::Broken(pager) => {
                *self = Self::Idle(pager);
                true
            }
            other => {
                *self = other;
                false
            }
        }
    }
}

impl Call {
    /// The pages of the list, beginning with the one that this call asks for.
    pub fn pages<T: Slot + Default>(self) -> Pages<T> {
        let state = State::Idle(Box::new(Pager::new(self)));
        Pages { state, prefetch: false, page: PhantomData }
    }
}

impl<T> Pages<T> {
    /// How many pages there may be at most; the next one is an error. Without it, 10,000.
    pub fn max_pages(mut self, bound: usize) -> Self {
        if let State::Idle(pager) = &mut self.state {
            pager.bound = bound;
        }
        self
    }

    /// Asks for the next page already while the last one is being worked on.
    pub fn prefetch(mut self) -> Self {
        self.prefetch = true;
        self
    }

    /// Takes the list up again after an error: the page that failed is asked for once more, instead of the end. What
    /// came before does not come again. `false` if there is nothing to take up.
    ///
    /// ```no_run
    /// # use taurusdb_runtime as taurusdb;
    /// # async fn f(call: taurusdb::Call) -> Result<(), taurusdb::Error> {
    /// let mut pages = call.pages::<serde_json::Value>();
    /// while let Some(page) = pages.next().await {
    ///     match page {
    ///         Ok(page) => println!("{}", page.json()),
    ///         Err(error) if error.is_retryable() && pages.resume() => eprintln!("once more: {error}"),
    ///         Err(error) => return Err(error),
    ///     }
    /// }
    /// # Ok(()) }
    /// ```
    pub fn resume(&mut self) -> bool {
        self.state.resume()
    }

    /// Works on the next page, if that is being asked for.
    pub(super) fn poll_ahead(&mut self, context: &mut Context<'_>) {
        if let State::Asking(asking) = &mut self.state
            && let Poll::Ready((pager, page)) = asking.as_mut().poll(context)
        {
            self.state = State::Here(pager, page);
        }
    }

    fn ask(&mut self, mut pager: Box<Pager>) {
        self.state = State::Asking(Box::pin(async move {
            let page = pager.next().await;
            (pager, page)
        }));
    }

    fn poll_page(&mut self, context: &mut Context<'_>) -> Poll<Page> {
        loop {
            match std::mem::replace(&mut self.state, State::Over) {
                State::Over => return Poll::Ready(None),
                State::Broken(pager) => {
                    self.state = State::Broken(pager);
                    return Poll::Ready(None);
                }
                State::Idle(pager) => self.ask(pager),
                State::Asking(mut asking) => match asking.as_mut().poll(context) {
                    Poll::Pending => {
                        self.state = State::Asking(asking);
                        return Poll::Pending;
                    }
                    Poll::Ready((pager, page)) => self.state = State::Here(pager, page),
                },
                State::Here(pager, page) => {
                    match (&page, self.prefetch) {
                        (Some(Ok(_)), false) => self.state = State::Idle(pager),
                        (Some(Ok(_)), true) => {
                            self.ask(pager);
                            self.poll_ahead(context);
                        }
                        (Some(Err(_)), _) => self.state = State::Broken(pager),
                        (None, _) => {}
                    }
                    return Poll::Ready(page);
                }
            }
        }
    }
}

impl<T: Slot + Default> Pages<T> {
    /// The next page; `None` after the last one.
    ///
    /// # Errors
    /// See [`Error`]; also fails if there are more pages than [allowed](Self::max_pages).
    pub async fn next(&mut self) -> Option<Result<Reply<T>, Error>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }
}

impl<T: Slot + Default> Stream for Pages<T> {
    type Item = Result<Reply<T>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let page = match self.poll_page(context) {
            Poll::Ready(page) => page,
            Poll::Pending => return Poll::Pending,
        };
        Poll::Ready(page.map(|page| page.map(Reply::of)))
    }
}

impl<T> fmt::Debug for Pages<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").field("prefetch", &self.prefetch).finish_non_exhaustive()
    }
}
