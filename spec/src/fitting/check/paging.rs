//! Checks where the items of a list are and how the next page is requested.

use super::checker::Check;
use crate::fitting::paging_style::paging_style;
use crate::resources::places::Key;
use crate::resources::{Effect, OperationFacts, Paging, Role, TOTALS};
use crate::{Operation, Schema, Type};

impl Check<'_> {
    pub(super) fn paging(&mut self, key: &Key, operation: &Operation, facts: &OperationFacts) {
        let style = paging_style(self.api, operation);
        let role = self.owners.get(operation.id.as_str()).map(|(_, role)| *role);
        match &facts.paging {
            Some(paging) => {
                let key = key.to("paging");
                if paging.style.as_str() != style {
                    let found = paging.style.as_str();
                    self.report(
                        &key.to("style"),
                        format!("'{found}', but the request has the inputs of '{style}'"),
                    );
                }
                self.pages(&key, operation, paging);
                if facts.resource.is_some() {
                    self.item_view(&key, operation, paging);
                }
            }
            None if style != "none" => {
                self.report(
                    key,
                    format!("the request has the inputs of '{style}': expected paging"),
                );
            }
            None if role == Some(Role::List) => {
                self.report(key, "it is a list operation: expected paging")
            }
            None if facts.effect == Effect::Read && role != Some(Role::Show) => {
                let lists = self.answer(operation).is_some_and(|answer| {
                    answer.fields.iter().any(|field| matches!(field.kind, Type::Array(_)))
                });
                if lists {
                    self.report(key, "the answer has lists: expected paging");
                }
            }
            None => {}
        }
    }

    fn pages(&mut self, key: &Key, operation: &Operation, paging: &Paging) {
        if let Some(kind) = self.need_answer(&key.to("items"), operation, &paging.items)
            && !matches!(kind, Type::Array(_))
        {
            self.report(
                &key.to("items"),
                format!("'{}' is of type {kind}: expected a list", paging.items),
            );
        }
        match &paging.total {
            Some(total) => {
                if let Some(kind) = self.need_answer(&key.to("total"), operation, total)
                    && !matches!(kind, Type::Integer | Type::Long | Type::String)
                {
                    self.report(
                        &key.to("total"),
                        format!("'{total}' is of type {kind}: expected a number"),
                    );
                }
            }
            None => {
                let answer = self.answer(operation);
                let has =
                    |name: &str| answer.is_some_and(|a| a.fields.iter().any(|f| f.name == name));
                if let Some(name) = TOTALS.into_iter().find(|name| has(name)) {
                    self.report(key, format!("the answer has '{name}': expected it as total"));
                }
            }
        }
        if let Some(cursor) = paging.style.cursor() {
            self.need_answer(&key.to("cursor"), operation, &cursor.from);
            self.need_input(&key.to("cursor"), operation, &cursor.to);
        }
    }

    /// Checks that a view shows records in the items of a list.
    fn item_view(&mut self, key: &Key, operation: &Operation, paging: &Paging) {
        let items = paging.items.elements();
        let shown = self.model.resources.keys().any(|name| {
            let views = self.model.views(self.api, name, &operation.id);
            views.iter().any(|view| view.at.below(&items).is_some())
        });
        if !shown {
            self.report(
                &key.to("items"),
                format!("no view shows records at '{items}': expected one"),
            );
        }
    }

    fn answer(&self, operation: &Operation) -> Option<&Schema> {
        let (_, response) = operation.success()?;
        self.api.schemas.get(response.schema.as_ref()?)
    }
}
