//! Values that live as long as the program: what a description is made of.
//!
//! A description is made once for each process, so nothing is ever given back.

/// A text for good.
pub(super) fn text(text: impl Into<String>) -> &'static str {
    Box::leak(text.into().into_boxed_str())
}

/// A list for good.
pub(super) fn list<T>(items: impl IntoIterator<Item = T>) -> &'static [T] {
    let items: Vec<T> = items.into_iter().collect();
    // What is empty needs no memory.
    if items.is_empty() { &[] } else { Box::leak(items.into_boxed_slice()) }
}

/// A value for good.
pub(super) fn value<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}

/// Texts for good.
pub(super) fn texts<T: AsRef<str>>(all: impl IntoIterator<Item = T>) -> &'static [&'static str] {
    list(all.into_iter().map(|one| text(one.as_ref())))
}

/// A text that need not be there.
pub(super) fn maybe(found: Option<impl AsRef<str>>) -> Option<&'static str> {
    found.map(|found| text(found.as_ref()))
}
