//! Checks views: where an answer shows the records of a resource.

use super::checker::Check;
use crate::fitting::shape;
use crate::resources::places::Key;
use crate::resources::{FieldPath, Match, PerOperation, Resource, View};
use crate::{Operation, Type};

impl Check<'_> {
    /// Checks where the answer of one operation shows the records of one resource.
    pub(super) fn views(&mut self, key: &Key, name: &str, resource: &Resource, id: &str) {
        let Some(operation) = self.need_operation(key, id) else { return };
        if let Some(PerOperation::Like(other)) = resource.views.get(id)
            && !matches!(resource.views.get(other), Some(PerOperation::Own(_)))
        {
            self.report(
                key,
                format!(
                    "cannot borrow the views of '{other}': {name} has no views of its own for it"
                ),
            );
        }
        for (position, view) in self.model.views(self.api, name, id).iter().enumerate() {
            let key = key.to(position);
            self.view_place(&key, operation, view);
            self.view_enclosing(&key, name, operation, view);
            self.view_fields(&key, name, operation, view);
            self.view_filters(&key, name, operation, view);
        }
    }

    fn view_place(&mut self, key: &Key, operation: &Operation, view: &View) {
        let Some(kind) = self.need_answer(&key.to("at"), operation, &view.at) else { return };
        let whole = FieldPath::default();
        if matches!(kind, Type::Array(_)) {
            self.report(&key.to("at"), format!("'{}' is a list: expected [] at its end", view.at));
        } else if shape::schema(&kind).is_none() && !view.fields.keys().eq([&whole]) {
            self.report(
                &key.to("at"),
                format!(
                    "'{}' is of type {kind}: expected as = {{ \"\" = … }} and nothing else",
                    view.at
                ),
            );
        }
    }

    fn view_enclosing(&mut self, key: &Key, name: &str, operation: &Operation, view: &View) {
        if let Some(within) = &view.within {
            let key = key.to("within");
            if let Some(enclosing) = self.need_resource(&key, within)
                && !enclosing.views.contains_key(&operation.id)
            {
                self.report(&key, format!("{within} has no view of {}", operation.id));
            }
        }
        for (mine, theirs) in &view.joined {
            let key = key.to("where");
            self.need_attribute(&key, name, mine);
            match &view.within {
                Some(within) => self.need_attribute(&key, within, theirs),
                None => {
                    self.report(&key, "expected within, to say which resource has the attribute")
                }
            }
        }
        for (field, attribute) in &view.group {
            let key = key.to("group");
            self.need_answer(&key, operation, &view.at.parent().join(field));
            self.need_attribute(&key, name, attribute);
        }
    }

    fn view_fields(&mut self, key: &Key, name: &str, operation: &Operation, view: &View) {
        for (field, source) in &view.fields {
            let key = key.to("as").to(field);
            if shape::response(operation)
                .is_some_and(|root| shape::follow(self.api, &root, &view.at).is_ok())
            {
                self.need_answer(&key, operation, &view.at.join(field));
            }
            self.source(&key, name, source, Some(operation));
            self.answered(&key, operation, source);
        }
        for reading in view.only.keys() {
            self.reading(&key.to("only"), name, reading, Some(operation));
        }
    }

    fn view_filters(&mut self, key: &Key, name: &str, operation: &Operation, view: &View) {
        for (input, filter) in &view.filters {
            let key = key.to("filters").to(input);
            self.need_input(&key, operation, input);
            match (&filter.attribute, filter.matches) {
                (None, Match::Tags) => {}
                (Some(_), Match::Tags) => {
                    self.report(&key, "match = \"tags\" compares whole tags: expected no attribute")
                }
                (Some(reading), _) => self.reading(&key, name, reading, Some(operation)),
                (None, _) => self.report(&key, "expected the attribute to compare"),
            }
        }
    }
}
