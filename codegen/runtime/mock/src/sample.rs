//! Values made up for a documented shape.

use std::borrow::Cow;

use serde_json::{Map, Value, json};
use taurusdb_descriptor_types::resources::{Class, FieldPath, IdShape, Resource, State};
use taurusdb_descriptor_types::{Examples, Facts, Field, Parameter, Schema, Service, Type};

/// A moment in the form that the service writes, and the same one in milliseconds.
const TIME: &str = "2024-12-31T08:00:00+0000";
const TIME_MILLIS: i64 = 1_735_632_000_000;

/// Makes values up: always the same ones, and plausible by field name and type.
pub(crate) struct Sampler {
    service: &'static Service,
    pub(crate) examples: &'static Examples,
}

impl Sampler {
    pub(crate) fn new(service: &'static Service, examples: &'static Examples) -> Self {
        Self { service, examples }
    }

    /// A value of a documented shape.
    ///
    /// A schema that contains itself ends where it occurs again: in a list the list is empty, as
    /// a field the field is left out.
    #[cfg(test)]
    pub(crate) fn record(&self, schema: &'static Schema) -> Value {
        let sample = Sample { sampler: self, open: Vec::new() }.record(schema, "");
        sample.unwrap_or_else(|| json!({}))
    }

    /// A value for a scalar field; `owner` is the field that holds it.
    pub(crate) fn scalar(&self, field: &'static Field, owner: &str) -> Option<Value> {
        let mut sample = Sample { sampler: self, open: Vec::new() };
        match field.kind {
            Type::Array(_) | Type::Map(_) | Type::Object | Type::Record(_) => None,
            _ => sample.field(field, owner),
        }
    }

    /// The value of a described header, as the wire carries it.
    pub(crate) fn header(&self, header: &'static Parameter) -> String {
        let mut sample = Sample { sampler: self, open: Vec::new() };
        let documented = header.facts.values.first().copied().or(header.facts.default);
        let name = header.name.trim_start_matches("X-").to_lowercase().replace('-', "_");
        match sample.value(&header.kind, &name, "", documented) {
            Some(Value::String(text)) => text,
            Some(Value::Array(items)) => items.iter().map(text_of).collect::<Vec<_>>().join(","),
            Some(other) => other.to_string(),
            None => name,
        }
    }
}

fn text_of(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// One value in the making.
struct Sample<'s> {
    sampler: &'s Sampler,
    /// The schemas around the current value. Told apart by address: names need not be unique.
    open: Vec<*const Schema>,
}

impl Sample<'_> {
    /// `owner` is the field that holds the record: it tells whose `id` and `name` the record has.
    fn record(&mut self, schema: &'static Schema, owner: &str) -> Option<Value> {
        let address: *const Schema = schema;
        if self.open.contains(&address) {
            return None;
        }
        self.open.push(address);
        let fields = schema.fields.iter();
        let object: Map<_, _> = fields
            .filter_map(|field| Some((field.name.to_owned(), self.field(field, owner)?)))
            .collect();
        self.open.pop();
        Some(Value::Object(object))
    }

    fn field(&mut self, field: &'static Field, owner: &str) -> Option<Value> {
        let Facts { values, default, .. } = *field.facts;
        let documented = self.settled(field).or(values.first().copied()).or(default);
        match field.kind {
            Type::String if field.facts.sensitive => Some(json!("******")),
            Type::String if is_number(field.facts) && documented.is_none() => {
                Some(json!(self.whole(field.name).to_string()))
            }
            Type::Array(item) => Some(self.list(item, field.name, documented)),
            ref kind => self.value(kind, field.name, owner, documented),
        }
    }

    fn value(
        &mut self,
        kind: &Type,
        name: &str,
        owner: &str,
        documented: Option<&str>,
    ) -> Option<Value> {
        Some(match kind {
            Type::String => Value::String(match documented {
                Some(text) => text.to_owned(),
                None => self.string(name, owner),
            }),
            Type::Integer => documented
                .and_then(|text| text.parse::<i64>().ok())
                .unwrap_or_else(|| self.whole(name))
                .into(),
            Type::Long => documented
                .and_then(|text| text.parse::<i64>().ok())
                .unwrap_or_else(|| if is_time(name) { TIME_MILLIS } else { self.whole(name) })
                .into(),
            Type::Number => documented.and_then(|text| text.parse().ok()).unwrap_or(0.5).into(),
            Type::Boolean => documented.is_none_or(|text| text.eq_ignore_ascii_case("true")).into(),
            Type::Object => json!({}),
            Type::Array(item) => self.list(item, name, documented),
            Type::Map(item) => match self.value(item, name, owner, documented) {
                Some(value) => json!({ "key": value }),
                None => json!({}),
            },
            Type::Record(schema) => self.record(schema, name)?,
        })
    }

    fn list(&mut self, item: &Type, name: &str, documented: Option<&str>) -> Value {
        let one = &singular(name);
        // The list owns its items: `instances: [{ id }]` holds the id of an instance.
        Value::Array(self.value(item, one, one, documented).into_iter().collect())
    }

    /// Text for a field. The rules go from the most telling names to none.
    fn string(&self, name: &str, owner: &str) -> String {
        let (name, owner) = (name.to_ascii_lowercase(), singular(owner).to_ascii_lowercase());
        let has = |word: &str| name.split('_').any(|part| part == word);
        if let Some(amount) = self.amount(&name) {
            return amount.to_string();
        }
        let shown = || self.sampler.examples.usual(&name).map(str::to_owned);
        match name.as_str() {
            "id" if !owner.is_empty() => self.id(&format!("{owner}_id")),
            "name" if !owner.is_empty() => format!("{owner}-1"),
            "status" | "state" => {
                let owner = self.sampler.service.resource(&owner);
                let ready = owner.and_then(ready).map(str::to_owned);
                ready.or_else(shown).unwrap_or(name)
            }
            "region" | "region_id" if self.region().is_some() => {
                self.region().unwrap_or_default().to_owned()
            }
            _ if has("id") || has("ids") => self.id(&name),
            _ if is_time(&name) => TIME.to_owned(),
            _ if has("ip") || has("ips") => "192.168.0.10".to_owned(),
            _ if has("count") || has("size") || has("num") || has("total") => "1".to_owned(),
            _ => shown().unwrap_or_else(|| match name.strip_suffix("_name") {
                Some(what) => format!("{what}-1"),
                None => name.clone(),
            }),
        }
    }

    /// The region that examples show, if it is one of the service, or else the first one.
    fn region(&self) -> Option<&'static str> {
        let service = self.sampler.service;
        let shown = self.sampler.examples.usual("region").and_then(|name| service.endpoint(name));
        shown.or(service.endpoints.first()).map(|endpoint| endpoint.region)
    }

    fn whole(&self, name: &str) -> i64 {
        let counts = name.split('_').any(|part| ["count", "num", "total"].contains(&part));
        // A list holds one item, and so does what is counted beside it.
        let usual = || self.usual_number(name).filter(|_| !counts);
        self.amount(name).or_else(usual).unwrap_or(1)
    }

    /// A usual amount of what a name is about; whatever is in progress is done.
    fn amount(&self, name: &str) -> Option<i64> {
        name.split('_').find_map(|part| match part {
            "port" | "cpu" | "vcpu" | "vcpus" | "mem" | "memory" | "ram" => {
                self.usual_number(name).or_else(|| self.usual_number(part))
            }
            "process" | "progress" | "percentage" => Some(100),
            _ => None,
        })
    }

    fn usual_number(&self, name: &str) -> Option<i64> {
        self.sampler.examples.usual(name)?.parse().ok()
    }

    /// The documented value of a state in which the next call is accepted. A caller that waits
    /// for one would never see it if the first documented state were always answered.
    ///
    /// The states are those of the resource that knows most of the documented values; of two that know
    /// as many, of the one whose own state is called so.
    fn settled(&self, field: &Field) -> Option<&'static str> {
        if !field.name.split('_').any(|part| part == "status" || part == "state") {
            return None;
        }
        let values = field.facts.values;
        let knows =
            |resource: &Resource| values.iter().filter(|v| state(resource, v).is_some()).count();
        let is_own = |resource: &Resource| {
            let attribute = resource.state.and_then(|path| path.segments().last());
            attribute.is_some_and(|segment| segment.name == field.name)
        };
        let resources = self.sampler.service.resources.iter();
        let resource = resources.max_by_key(|resource| (knows(resource), is_own(resource)))?;
        let is_ready =
            |value: &&str| state(resource, value).is_some_and(|state| state.class == Class::Ready);
        values.iter().copied().find(is_ready)
    }

    /// An id in the form of its kind. It depends on the field name alone, so that the same thing has
    /// the same id wherever it is mentioned.
    fn id(&self, name: &str) -> String {
        let kind = name.strip_suffix("_ids").or_else(|| name.strip_suffix("_id")).unwrap_or(name);
        let digits = hex(kind);
        match self.id_shape(&format!("{kind}_id")) {
            Some(IdShape::Uuid36) => hyphenated(&digits),
            Some(IdShape::Uuid32(suffix)) => digits + suffix.unwrap_or_default(),
            // Orders, workflows and networks belong to other services, which the model does not
            // describe: their ids look as examples show them.
            _ => match self.sampler.examples.usual(name) {
                Some(shown) if !is_hex(shown) => shown.to_owned(),
                Some(shown) if shown.contains('-') => hyphenated(&digits),
                _ => digits,
            },
        }
    }

    /// How the ids look that a field of this name holds. Where two resources are known by one field, it
    /// is the one whose own field is called `id`.
    fn id_shape(&self, field: &str) -> Option<IdShape> {
        let resources = self.sampler.service.resources.iter();
        let named = resources.filter(|resource| match resource.path_parameter {
            Some(parameter) => parameter == field,
            None => field.strip_suffix("_id") == Some(resource.name),
        });
        let shaped =
            named.filter(|resource| !matches!(resource.id_shape, None | Some(IdShape::Name)));
        let is_own = |id: &[FieldPath]| id.contains(&FieldPath("id"));
        shaped.reduce(|first, other| if is_own(other.id) { other } else { first })?.id_shape
    }
}

/// Whether a text holds a number.
fn is_number(facts: &Facts<'_>) -> bool {
    facts.unit.is_some() || facts.minimum.is_some() || facts.maximum.is_some()
}

/// The state of a resource that a value names, in whichever vocabulary.
fn state(resource: &Resource, value: &str) -> Option<&'static State> {
    resource.states.iter().find(|state| {
        let mut words = state.words.iter().map(|(_, word)| *word).chain([state.name]);
        words.any(|word| word.eq_ignore_ascii_case(value))
    })
}

/// The first state of a resource in which the next call is accepted.
fn ready(resource: &Resource) -> Option<&'static str> {
    let mut states = resource.states.iter();
    states.find(|state| state.class == Class::Ready).map(|state| state.name)
}

fn is_hex(id: &str) -> bool {
    id.bytes().all(|byte| byte == b'-' || byte.is_ascii_hexdigit())
}

fn is_time(name: &str) -> bool {
    ["_time", "_at", "_date"].iter().any(|end| name.ends_with(end))
        || ["time", "date", "created", "updated"].contains(&name)
}

fn hyphenated(hex: &str) -> String {
    [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-")
}

/// 32 hexadecimal digits out of a text (FNV-1a in 128 bits).
fn hex(text: &str) -> String {
    const OFFSET: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
    let hash =
        text.bytes().fold(OFFSET, |hash, byte| (hash ^ u128::from(byte)).wrapping_mul(PRIME));
    format!("{hash:032x}")
}

pub(crate) fn singular(name: &str) -> Cow<'_, str> {
    if let Some(stem) = name.strip_suffix("ies") {
        return Cow::Owned(format!("{stem}y"));
    }
    match name.strip_suffix('s') {
        Some(one) if !one.ends_with(['s', 'u']) => Cow::Borrowed(one),
        _ => Cow::Borrowed(name),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};
    use taurusdb_descriptor_types::resources::{Class, FieldPath, IdShape, Kind, Resource, State};
    use taurusdb_descriptor_types::{
        Endpoint, Examples, Facts, Field, Schema, Service, Side, Type,
    };

    use super::Sampler;

    const fn state(name: &'static str, class: Class) -> State {
        State { name, class, words: &[], by: None }
    }

    static SERVICE: Service = Service {
        endpoints: &[
            Endpoint { region: "north-1", name: "North", host: "north.example.com" },
            Endpoint { region: "south-1", name: "South", host: "south.example.com" },
        ],
        resources: &[
            Resource {
                id: &[FieldPath("id")],
                id_shape: Some(IdShape::Uuid32(Some("in07"))),
                path_parameter: Some("instance_id"),
                ..Resource::new("instance", Kind::Entity)
            },
            Resource {
                id: &[FieldPath("job_id")],
                id_shape: Some(IdShape::Uuid36),
                state: Some(FieldPath("status")),
                states: &[
                    state("Running", Class::Changing),
                    state("Completed", Class::Ready),
                    state("Failed", Class::Failed),
                ],
                ..Resource::new("job", Kind::Record)
            },
            Resource {
                state: Some(FieldPath("status")),
                states: &[
                    state("creating", Class::Changing),
                    state("deleted", Class::Gone),
                    state("normal", Class::Ready),
                ],
                ..Resource::new("pool", Kind::Entity)
            },
        ],
        ..Service::named("Demo")
    };
    static EXAMPLES: Examples = Examples {
        usual: &[
            ("charset", "utf8"),
            ("count", "17"),
            ("days", "7"),
            ("limit", "10"),
            ("order_id", "CS2405230939BMXV8"),
            ("port", "3306"),
            ("ram", "8"),
            ("region", "south-1"),
            ("vcpus", "2"),
            ("vpc_id", "3f2c9a3e-1b8d-4a53-9d0c-0c1a5a3e7b11"),
        ],
        ..Examples::NONE
    };

    fn record(schema: &'static Schema) -> Value {
        Sampler::new(&SERVICE, &EXAMPLES).record(schema)
    }

    const fn schema(name: &'static str, fields: &'static [Field]) -> Schema {
        Schema { name, side: Side::Response, fields }
    }

    const fn text(name: &'static str) -> Field {
        Field::new(name, Type::String)
    }

    static TREE: Schema = schema(
        "Tree",
        &[
            text("name"),
            Field::new("children", Type::Array(&Type::Record(&TREE))),
            Field::new("parent", Type::Record(&TREE)),
            Field::new("index", Type::Map(&Type::Record(&TREE))),
        ],
    );

    static NAMED: Schema = schema("Named", &[text("name")]);

    #[track_caller]
    fn check(field: Field, expected: Value) {
        let name = field.name;
        let fields: &'static [Field] = Box::leak(Box::new([field]));
        let schema: &'static Schema = Box::leak(Box::new(schema("Case", fields)));
        assert_eq!(record(schema)[name], expected, "{name}");
    }

    #[test]
    fn a_schema_that_refers_to_itself_ends() {
        assert_eq!(record(&TREE), json!({ "name": "name", "children": [], "index": {} }));
    }

    #[test]
    fn names_decide_what_is_plausible() {
        check(text("created_at"), json!("2024-12-31T08:00:00+0000"));
        check(Field::new("begin_time", Type::Long), json!(1_735_632_000_000_i64));
        check(Field::new("size", Type::Long), json!(1));
        check(Field::new("private_ips", Type::Array(&Type::String)), json!(["192.168.0.10"]));
        check(text("password").facts(&Facts { sensitive: true, ..Facts::NONE }), json!("******"));
        const PROXIES: Type = Type::Array(&Type::Record(&NAMED));
        check(Field::new("proxies", PROXIES), json!([{ "name": "proxy-1" }]));
        check(text("instance_name"), json!("instance-1"));
        check(Field::new("extra", Type::Object), json!({}));
        check(Field::new("ratio", Type::Number), json!(0.5));
    }

    #[test]
    fn what_belongs_to_the_service_comes_from_its_description_and_examples() {
        check(text("region"), json!("south-1"));
        check(text("charset"), json!("utf8"));
        check(text("db_port"), json!("3306"));
        check(Field::new("port", Type::Integer), json!(3306));
        check(text("collation"), json!("collation"));
    }

    #[test]
    fn amounts_are_numbers_also_as_text() {
        check(text("vcpus"), json!("2"));
        check(Field::new("ram", Type::Integer), json!(8));
        check(Field::new("limit", Type::Integer), json!(10));
        check(Field::new("days", Type::Integer), json!(7));
        check(Field::new("count", Type::Integer), json!(1));
        check(text("process"), json!("100"));
        check(text("keep_days").facts(&Facts { unit: Some("day"), ..Facts::NONE }), json!("1"));
        check(text("keep_days"), json!("keep_days"));
    }

    /// A field with documented values.
    fn with(name: &'static str, kind: Type, values: &'static [&'static str]) -> Field {
        Field::new(name, kind).facts(Box::leak(Box::new(Facts { values, ..Facts::NONE })))
    }

    #[test]
    fn states_are_those_in_which_the_next_call_is_accepted() {
        let with = |name, values| with(name, Type::String, values);
        check(with("status", &["Pending", "Running", "Completed", "Failed"]), json!("Completed"));
        check(with("pool_status", &["creating", "normal", "deleted"]), json!("normal"));
        check(with("status", &["ON", "OFF"]), json!("ON"));
        check(with("kind", &["new", "Completed"]), json!("new"));
        static POOL: Schema = schema("Pool", &[text("status")]);
        const POOLS: Type = Type::Array(&Type::Record(&POOL));
        check(Field::new("pools", POOLS), json!([{ "status": "normal" }]));
    }

    #[test]
    fn documented_values_come_first_and_keep_their_type() {
        check(with("mode", Type::String, &["Cluster", "Single"]), json!("Cluster"));
        check(with("months", Type::Integer, &["3", "6"]), json!(3));
        check(with("open", Type::Boolean, &["false", "true"]), json!(false));
        check(with("levels", Type::Array(&Type::Integer), &["2"]), json!([2]));
        check(text("charset").facts(&Facts { default: Some("gbk"), ..Facts::NONE }), json!("gbk"));
    }

    #[test]
    fn ids_have_the_form_of_their_kind_and_are_the_same_everywhere() {
        static ITEM: Schema = schema("Item", &[text("id")]);
        static PAGE: Schema = schema(
            "Page",
            &[
                text("instance_id"),
                text("job_id"),
                text("vpc_id"),
                text("order_id"),
                Field::new("instances", Type::Array(&Type::Record(&ITEM))),
            ],
        );
        let page = record(&PAGE);
        let id = page["instance_id"].as_str().unwrap();
        let (hex, suffix) = id.split_at(32);
        assert!(hex.bytes().all(|byte| byte.is_ascii_hexdigit()), "{id}");
        assert_eq!(suffix, "in07");
        assert_eq!(page["instances"][0]["id"], id);
        assert_eq!(page["job_id"].as_str().unwrap().split('-').count(), 5);
        assert_eq!(page["vpc_id"].as_str().unwrap().split('-').count(), 5);
        assert_eq!(page["order_id"], "CS2405230939BMXV8");
        assert_eq!(page, record(&PAGE));
    }
}
