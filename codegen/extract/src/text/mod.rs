//! Pure functions over words and strings, for every stage that touches text.
//!
//! These functions do not know what an operation, a table or a fact is, and call no other room.

pub(crate) mod amount;
pub(crate) mod letters;
pub(crate) mod markup;
pub(crate) mod meaning;
pub(crate) mod number;
pub(crate) mod phrase;
pub(crate) mod plural;
pub(crate) mod sentence_end;
pub(crate) mod space;

pub(crate) use amount::amount;
pub(crate) use letters::{
    WEAK_BULLETS, is_bullet, is_digits, is_name, rejoined, typed, unquoted, without_bullet,
    without_layout,
};
pub(crate) use meaning::content_words;
pub(crate) use number::{number, range};
pub(crate) use phrase::{after, after_any, contains_any, each_after, find, last_word, parenthesis};
pub(crate) use plural::{differ_in_plural, singular, without_s};
pub(crate) use sentence_end::{first_sentence, sentences};
pub(crate) use space::{closed_up, single_spaced, squeezed, squeezed_lower};
