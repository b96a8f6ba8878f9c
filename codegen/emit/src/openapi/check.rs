use serde_json::{Map, Value};

/// Holds values against the schemas of the export, with the keywords that it uses.
pub(super) struct Check<'a> {
    schemas: &'a Map<String, Value>,
}

impl<'a> Check<'a> {
    /// `schemas` are those of the components, which references point to.
    pub(super) fn new(schemas: &'a Map<String, Value>) -> Self {
        Self { schemas }
    }

    /// What a value contradicts: `/place: what is expected, what is found`.
    pub(super) fn faults(&self, schema: &Value, value: &Value) -> Vec<String> {
        let mut faults = Vec::new();
        self.value(schema, value, "", &mut faults);
        faults
    }

    fn value(&self, schema: &Value, value: &Value, place: &str, faults: &mut Vec<String>) {
        if let Some(Value::String(reference)) = schema.get("$ref") {
            let name = reference.rsplit('/').next().unwrap_or_default();
            self.value(&self.schemas[name], value, place, faults);
        }
        if let Some(Value::Array(choices)) = schema.get("anyOf") {
            let of = |choice| {
                let mut faults = Vec::new();
                self.value(choice, value, place, &mut faults);
                faults
            };
            let tried: Vec<Vec<String>> = choices.iter().map(of).collect();
            if tried.iter().all(|faults| !faults.is_empty()) {
                // The one that the value was meant for, else the declared type, which comes first.
                let misses = format!("{place}: expected");
                let meant = tried.iter().position(|faults| !faults[0].starts_with(&misses));
                faults.extend(tried.into_iter().nth(meant.unwrap_or(0)).unwrap_or_default());
            }
        }
        let mut report = |message: String| faults.push(format!("{place}: {message}"));
        if let Some(types) = schema.get("type") {
            let names: Vec<&str> = match types {
                Value::Array(names) => names.iter().filter_map(Value::as_str).collect(),
                name => name.as_str().into_iter().collect(),
            };
            if !names.iter().any(|name| is_of(name, value)) {
                report(format!("expected {}, found {}", names.join(" or "), kind(value)));
                return;
            }
        }
        if let Some(Value::Array(values)) = schema.get("enum")
            && !values.contains(value)
        {
            report(format!("{value} is not among the listed values"));
        }
        match value {
            Value::Number(_) => number(schema, value, &mut report),
            Value::String(text) => string(schema, text, &mut report),
            Value::Array(items) => {
                bounds(schema, ["minItems", "maxItems"], items.len(), "items", &mut report);
                if let Some(schema) = schema.get("items") {
                    for (index, item) in items.iter().enumerate() {
                        self.value(schema, item, &format!("{place}/{index}"), faults);
                    }
                }
            }
            Value::Object(members) => self.members(schema, members, place, faults),
            Value::Null | Value::Bool(_) => {}
        }
    }

    fn members(
        &self,
        schema: &Value,
        members: &Map<String, Value>,
        place: &str,
        faults: &mut Vec<String>,
    ) {
        let required = schema.get("required").and_then(Value::as_array);
        for name in required.into_iter().flatten().filter_map(Value::as_str) {
            if !members.contains_key(name) {
                faults.push(format!("{place}: {name} is missing"));
            }
        }
        for (name, member) in members {
            let place = format!("{place}/{name}");
            let properties = schema.get("properties");
            let declared = properties.and_then(|properties| properties.get(name));
            match declared.or_else(|| schema.get("additionalProperties")) {
                Some(schema) => self.value(schema, member, &place, faults),
                // JSON Schema does not mind, but an example that shows more than its table does
                // contradicts it.
                None if properties.is_some() => faults.push(format!("{place}: is not declared")),
                None => {}
            }
        }
    }
}

fn number(schema: &Value, value: &Value, report: &mut impl FnMut(String)) {
    let bound = |keyword| schema.get(keyword).and_then(Value::as_f64);
    let found = value.as_f64().unwrap_or_default();
    if let Some(minimum) = bound("minimum").filter(|minimum| found < *minimum) {
        report(format!("{value} is less than {minimum}"));
    }
    if let Some(maximum) = bound("maximum").filter(|maximum| found > *maximum) {
        report(format!("{value} is greater than {maximum}"));
    }
    if let Some(step) = bound("multipleOf").filter(|step| found % step != 0.0) {
        report(format!("{value} is no multiple of {step}"));
    }
}

fn string(schema: &Value, text: &str, report: &mut impl FnMut(String)) {
    let length = text.chars().count();
    bounds(schema, ["minLength", "maxLength"], length, "characters", report);
    if let Some(Value::String(pattern)) = schema.get("pattern") {
        match regex_lite::Regex::new(pattern) {
            Ok(regex) if regex.is_match(text) => {}
            Ok(_) => report(format!("the text does not match {pattern}")),
            Err(error) => report(format!("{pattern} is no regular expression: {error}")),
        }
    }
    let is_well_formed = match schema.get("format").and_then(Value::as_str) {
        Some("date") => is_date(text),
        Some("uri") => text.split_once("://").is_some_and(|(scheme, rest)| {
            !scheme.is_empty() && !rest.is_empty() && !text.contains(char::is_whitespace)
        }),
        _ => true,
    };
    if !is_well_formed {
        report(format!("the text is no {}", schema["format"].as_str().unwrap_or_default()));
    }
}

/// `yyyy-mm-dd`; the days of a month are not counted.
fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let number = |text: &str, width| {
        let is_written = text.len() == width && text.bytes().all(|byte| byte.is_ascii_digit());
        if is_written { text.parse().unwrap_or(0) } else { 0 }
    };
    match parts[..] {
        [year, month, day] => {
            number(year, 4) > 0
                && (1..=12).contains(&number(month, 2))
                && (1..=31).contains(&number(day, 2))
        }
        _ => false,
    }
}

fn bounds(
    schema: &Value,
    [least, greatest]: [&str; 2],
    found: usize,
    what: &str,
    report: &mut impl FnMut(String),
) {
    let bound = |keyword| schema.get(keyword).and_then(Value::as_u64);
    let found = found as u64;
    if let Some(min) = bound(least).filter(|min| found < *min) {
        report(format!("{found} {what} are less than {min}"));
    }
    if let Some(max) = bound(greatest).filter(|max| found > *max) {
        report(format!("{found} {what} are more than {max}"));
    }
}

fn is_of(name: &str, value: &Value) -> bool {
    name == kind(value) || name == "number" && value.is_number()
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_i64() || number.is_u64() => "integer",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}
