//! Attributes whose values a record bounds itself.

use serde_json::Value;
use taurusdb_descriptors::types::resources::Resource;

use crate::mock::driver::Record;

/// The values that a record says an attribute may have: those between its bars, or the ends of its range.
pub(super) fn values(resource: &Resource, record: &Record, attribute: &str) -> Vec<Value> {
    let bounds = resource.bounds.iter().find(|bounds| bounds.attribute.0 == attribute);
    let range = bounds.and_then(|bounds| bounds.range);
    let Some(range) = range.and_then(|path| record[path.0].as_str()) else { return Vec::new() };
    let between = if range.contains('|') { '|' } else { '-' };
    range.split(between).map(Value::from).collect()
}
