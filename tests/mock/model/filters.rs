//! Lists by each of their filters.

use serde_json::Value;
use taurusdb_descriptors::SERVICE;
use taurusdb_descriptors::types::resources::{
    End, FieldPath, Filter, Input, Match, Parent, Reading, Resource, Source,
};

use super::field::Described;
use super::lists::{List, moment};
use super::report::Report;
use super::shown::{Row, Spot, of_record, spot};
use super::stage::Stage;
use crate::mock::driver::{Request, text};

impl List {
    /// Each filter lets the rows through that fit, and no others.
    pub(crate) fn filters(
        &self,
        stage: &mut Stage<'_>,
        resource: &'static Resource,
        report: &mut Report,
    ) {
        for (input, filter) in self.view.filters {
            let Ok(whole) = self.all(stage) else { return };
            let name = format!("filter {input:?} of {}", self.operation.id);
            if filter.matches == Match::Tags {
                self.tags(stage, resource, *input, &whole, report);
                continue;
            }
            let Some(reading) = filter.attribute else { continue };
            let values = self.values(stage, resource, reading, &whole);
            let Some(values) = values else {
                report.undriven(resource, &name, "no answer and no record shows what it compares");
                continue;
            };
            let Some(own) = values.iter().flatten().next() else {
                report.undriven(resource, &name, "no record has a value there");
                continue;
            };
            let own = match own {
                Value::Array(items) => items.first().cloned().unwrap_or_default(),
                other => other.clone(),
            };
            let mut candidates = vec![own.clone()];
            if filter.matches == Match::Star && text(&own).len() > 4 {
                let part: String =
                    text(&own).chars().skip(1).take(text(&own).chars().count() - 2).collect();
                candidates.push(part.clone().into());
                candidates.push(format!("*{part}").into());
            }
            let described = Described::of(self.operation, *input).expect("it is described");
            match filter.matches {
                Match::From | Match::Until => {
                    let days =
                        [-2, -1, 1, 2].map(|days| moment(stage, &self.request, *input, days));
                    candidates = days.to_vec();
                }
                _ => candidates.extend(described.others(&own).into_iter().take(20)),
            }
            let mut outcomes = [0, 0];
            for value in candidates {
                let mut request = self.request.clone();
                request.put(*input, None, value.clone());
                let value = request.value(*input).unwrap_or(value);
                if !request.broken().is_empty() || outcomes.iter().sum::<usize>() > 8 {
                    continue;
                }
                let change = |request: &mut Request| request.put(*input, None, value.clone());
                let (found, _) = match self.walk(stage, &change, None) {
                    Ok(found) => found,
                    Err(_) if outcomes[0] + outcomes[1] > 0 => continue,
                    Err(wrong) => {
                        report.wrong(format!("{name}: {wrong}"));
                        continue;
                    }
                };
                let fits = |one: &Option<Value>| {
                    one.as_ref().is_some_and(|one| any(one, &|one| passes(filter, one, &value)))
                };
                let wanted: Vec<&Row> = whole
                    .iter()
                    .zip(&values)
                    .filter(|(_, one)| fits(one))
                    .map(|(row, _)| row)
                    .collect();
                let is_generated = super::is_generated(resource);
                if found.iter().collect::<Vec<_>>() != wanted && !is_generated {
                    report.wrong(format!(
                        "{name}: {} rows for {value}, expected {} of {}; values {values:?}",
                        found.len(),
                        wanted.len(),
                        whole.len(),
                    ));
                }
                outcomes[usize::from(wanted.is_empty())] += 1;
                report.checked += 1;
            }
            if outcomes[0] == 0 {
                report.undriven(
                    resource,
                    &name,
                    "the description allows no value that lets a record through",
                );
            }
            if outcomes[1] == 0 {
                report.undriven(
                    resource,
                    &name,
                    "the description allows no value that lets none through",
                );
            }
        }
    }

    /// What a filter compares, for each row: as the list shows it, or else as it is kept.
    fn values(
        &self,
        stage: &Stage<'_>,
        resource: &'static Resource,
        reading: Reading,
        whole: &[Row],
    ) -> Option<Vec<Option<Value>>> {
        if let Some(spot) = spot(self.operation, self.view, reading) {
            return Some(whole.iter().map(|row| row.at(spot).cloned()).collect());
        }
        if let (Some(state), End::Attribute(path)) = (resource.state, reading.end)
            && state == path
        {
            let spot = self.view.fields.iter().find_map(|(field, source)| match source {
                Source::Read(Reading { through: [], end: End::State("raw") }) => {
                    Some(Spot::Own(field.0))
                }
                _ => None,
            })?;
            return Some(whole.iter().map(|row| row.at(spot).cloned()).collect());
        }
        let End::Attribute(path) = reading.end else { return None };
        if !reading.through.is_empty() {
            return None;
        }
        let kept = stage.records(resource.name);
        if kept.iter().all(|record| record.get(path.0).is_none()) {
            return None;
        }
        let of_row = |row: &Row| {
            let is_it = |record: &&Value| {
                !of_record(self.operation, self.view, resource, record, std::slice::from_ref(row))
                    .is_empty()
            };
            kept.iter().find(is_it)?.get(path.0).cloned()
        };
        Some(whole.iter().map(of_row).collect())
    }

    /// Pairs of key and value: of something under the record that has both.
    fn tags(
        &self,
        stage: &mut Stage<'_>,
        resource: &'static Resource,
        input: Input,
        whole: &[Row],
        report: &mut Report,
    ) {
        let name = format!("filter {input:?} of {}", self.operation.id);
        let mut all = SERVICE.resources.iter();
        let is_pair = |one: &&Resource| {
            one.parent == Parent::Resource(resource.name) && one.id == [FieldPath("key")]
        };
        let Some(pair) = all.find(is_pair) else {
            return report.undriven(resource, &name, "nothing under it has a key");
        };
        let Some(record) = stage.records(resource.name).pop() else { return };
        let pins = stage.pins(resource, &record);
        if let Err(why) = stage.make(pair, &pins, 0) {
            return report.wrong(format!("{name}: {why}"));
        }
        let made = stage.records(pair.name).pop().expect("it was made");
        let (key, value) = (text(&made["key"]), text(&made["value"]));
        let asked = [
            (format!("{key}:{value}"), true),
            (key.clone(), true),
            (format!("{key}:no{value}"), false),
            ("nosuchkey".to_owned(), false),
        ];
        for (pairs, is_there) in asked {
            let change = |request: &mut Request| request.put(input, None, pairs.clone().into());
            match self.walk(stage, &change, None) {
                Ok((found, _)) => {
                    let wanted = if is_there { 1 } else { 0 };
                    if found.len() != wanted {
                        let (got, of) = (found.len(), whole.len());
                        report.wrong(format!("{name}: {got} rows of {of} for {pairs}"));
                    }
                    report.checked += 1;
                }
                Err(wrong) => report.wrong(format!("{name}: {wrong}")),
            }
        }
    }
}

fn any(value: &Value, fits: &dyn Fn(&Value) -> bool) -> bool {
    match value {
        Value::Array(items) => items.iter().any(fits),
        one => fits(one),
    }
}

fn passes(filter: &Filter, own: &Value, wanted: &Value) -> bool {
    let (own, wanted) = (text(own), text(wanted));
    if filter.all == Some(wanted.as_str()) {
        return true;
    }
    match filter.matches {
        Match::Equals => own.eq_ignore_ascii_case(&wanted),
        Match::Contains => own.contains(&wanted),
        Match::Star => match wanted.strip_prefix('*') {
            Some(part) => own.contains(part),
            None => own == wanted,
        },
        Match::OneOf => wanted.split(',').any(|one| one.trim() == own),
        Match::From => seconds(&own) >= seconds(&wanted),
        Match::Until => seconds(&own) <= seconds(&wanted),
        Match::Tags => false,
    }
}

/// The digits of a moment, which are in the order of time.
fn seconds(text: &str) -> String {
    if text.chars().all(|c| c.is_ascii_digit()) && text.len() == 13 {
        let at = super::when(text.parse::<i64>().unwrap_or_default() / 1000);
        return at.chars().filter(char::is_ascii_digit).take(14).collect();
    }
    text.chars().filter(char::is_ascii_digit).take(14).collect()
}
