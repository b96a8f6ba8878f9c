//! One difference between two specifications.

use crate::{Aspect, Class, Stated, Subject};

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
    /// Where the new document has the subject, although it does not state this any more.
    pub new_place: Option<u32>,
    /// What kind of change it is.
    pub class: Class,
}

impl Change {
    /// Whether something that was stated is stated no more.
    pub fn is_loss(&self) -> bool {
        self.old.is_some() && self.new.is_none()
    }
}
