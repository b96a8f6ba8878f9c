//! One difference between two specifications.

use crate::{Aspect, Class, Stated, Subject, classify};

/// One difference between two specifications.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What it is about, as the new specification knows it; as the old one does for what is gone.
    pub subject: Subject,
    /// What of it changed.
    pub aspect: Aspect,
    /// What the old specification states; none for what is new.
    pub old: Option<Stated>,
    /// What the new specification states; none for what is gone.
    pub new: Option<Stated>,
    /// Where the new document has the subject; if it has it no more, what stood before it there.
    pub new_place: Option<u32>,
    /// What kind of change it is.
    pub class: Class,
}

impl Change {
    /// Whether something that was stated is stated no more, as a whole or in part. What is no fact, such
    /// as the name of a table, is never lost.
    pub fn is_loss(&self) -> bool {
        if matches!(
            self.class,
            Class::ProseOnly | Class::DocumentAgrees | Class::FixInDoubt | Class::TypeRenamed
        ) {
            return false;
        }
        match (&self.old, &self.new) {
            (Some(_), None) => !matches!(self.aspect, Aspect::Repair(_) | Aspect::Contradicts(_)),
            // Of a list in one text, an item may be lost.
            (Some(old), Some(new)) if self.aspect == Aspect::Charset => {
                !classify::items(&old.text).is_subset(&classify::items(&new.text))
            }
            _ => false,
        }
    }

    /// Whether it is only guessed that old and new are the same thing.
    pub const fn is_guess(&self) -> bool {
        matches!(
            self.class,
            Class::OperationRenamed
                | Class::ValueRenamed
                | Class::ValueMoved
                | Class::EnumValueRenamed
        )
    }
}
