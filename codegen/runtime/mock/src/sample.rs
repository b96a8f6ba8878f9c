use std::borrow::Cow;

use serde_json::{Map, Value, json};
use taurusdb_tables::{Field, IdForm, Schema, Type};

/// A moment in the form that the service writes, and the same one in milliseconds.
const TIME: &str = "2024-12-31T08:00:00+0000";
const TIME_MILLIS: i64 = 1_735_632_000_000;

/// States in which nothing more happens by itself, the most settled first. A caller that waits for
/// one would wait for ever on the documented states that come before it.
const SETTLED: [&str; 5] = ["completed", "active", "normal", "available", "success"];

/// What other services make, with ids that have hyphens.
const OTHERS: [&str; 4] = ["vpc", "subnet", "security_group", "workflow"];

/// A made-up value of a documented shape: always the same, and plausible by field name and type.
///
/// A schema that leads back to itself ends at the second meeting: in a list the list is empty, as
/// a field the field is left out.
pub(crate) fn record(schema: &'static Schema, ids: &'static [IdForm]) -> Value {
    Sampler { ids, open: Vec::new() }.record(schema, "").unwrap_or_else(|| json!({}))
}

struct Sampler {
    ids: &'static [IdForm],
    /// The schemas around the current value. Told apart by address: names need not be unique.
    open: Vec<*const Schema>,
}

impl Sampler {
    /// `owner` is the field that holds the record: it says whose `id` and `name` stand in it.
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
        let documented = settled(field).or(field.values.first().copied()).or(field.default);
        match field.kind {
            Type::String if field.sensitive => Some(json!("******")),
            Type::String if field.numeric && documented.is_none() => {
                Some(json!(whole(field.name).to_string()))
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
                .unwrap_or_else(|| whole(name))
                .into(),
            Type::Long => documented
                .and_then(|text| text.parse::<i64>().ok())
                .unwrap_or_else(|| if is_time(name) { TIME_MILLIS } else { whole(name) })
                .into(),
            Type::Double => documented.and_then(|text| text.parse().ok()).unwrap_or(0.5).into(),
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
        if let Some(amount) = amount(&name) {
            return amount.to_string();
        }
        let fixed = match name.as_str() {
            "id" if !owner.is_empty() => return self.id(&format!("{owner}_id")),
            "name" if !owner.is_empty() => return format!("{owner}-1"),
            "status" | "state" => "ACTIVE",
            "region" | "region_id" => "ap-southeast-3",
            "flavor_ref" | "spec_code" => "gaussdb.mysql.xlarge.x86.4",
            "charset" => "utf8mb4",
            _ if has("id") || has("ids") => return self.id(&name),
            _ if has("az") || name.ends_with("availability_zone") => "ap-southeast-3a",
            _ if is_time(&name) => TIME,
            _ if has("ip") || has("ips") => "192.168.0.10",
            _ if has("version") => "8.0",
            _ if has("count") || has("size") || has("num") || has("total") => "1",
            "time_zone" => "UTC",
            _ => {
                return name.strip_suffix("_name").map_or(name.clone(), |what| format!("{what}-1"));
            }
        };
        fixed.to_owned()
    }

    /// An id in the form of its kind. It depends on the field name alone, so that the same thing has
    /// the same id wherever it is mentioned.
    fn id(&self, name: &str) -> String {
        let kind = name.strip_suffix("_ids").or_else(|| name.strip_suffix("_id")).unwrap_or(name);
        let digits = hex(kind);
        let field = format!("{kind}_id");
        match self.ids.iter().find(|form| form.field == field) {
            Some(IdForm { hyphens: true, suffix, .. }) => hyphenated(&digits) + suffix,
            Some(IdForm { suffix, .. }) => digits + suffix,
            // Things of other services.
            None if kind == "order" => format!("CS{}", &digits[..16]),
            None if OTHERS.contains(&kind) => hyphenated(&digits),
            None => digits,
        }
    }
}

/// The documented value of a state that lasts.
fn settled(field: &Field) -> Option<&'static str> {
    let is_state = field.name.split('_').any(|part| part == "status" || part == "state");
    let of = |state: &str| field.values.iter().find(|v| v.eq_ignore_ascii_case(state)).copied();
    SETTLED.iter().filter(|_| is_state).find_map(|state| of(state))
}

fn whole(name: &str) -> i64 {
    match amount(name) {
        Some(amount) => amount,
        None if name == "offset" => 0,
        None if name == "limit" => 100,
        None => 1,
    }
}

/// A usual amount of what a name speaks of; what is under way is done.
fn amount(name: &str) -> Option<i64> {
    name.split('_').find_map(|part| match part {
        "port" => Some(3306),
        "cpu" | "vcpu" | "vcpus" => Some(4),
        "mem" | "memory" | "ram" => Some(16),
        "process" | "progress" | "percentage" => Some(100),
        _ => None,
    })
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

fn singular(name: &str) -> Cow<'_, str> {
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
    use taurusdb_tables::{Field, Schema, Type};

    use super::IdForm;

    static IDS: [IdForm; 2] = [
        IdForm { field: "instance_id", hyphens: false, suffix: "in07" },
        IdForm { field: "job_id", hyphens: true, suffix: "" },
    ];

    fn record(schema: &'static Schema) -> Value {
        super::record(schema, &IDS)
    }

    static TREE: Schema = Schema {
        name: "Tree",
        fields: &[
            Field { name: "name", ..Field::DEFAULT },
            Field { name: "children", kind: Type::Array(&Type::Record(&TREE)), ..Field::DEFAULT },
            Field { name: "parent", kind: Type::Record(&TREE), ..Field::DEFAULT },
            Field { name: "index", kind: Type::Map(&Type::Record(&TREE)), ..Field::DEFAULT },
        ],
    };

    static NAMED: Schema =
        Schema { name: "Named", fields: &[Field { name: "name", ..Field::DEFAULT }] };

    #[track_caller]
    fn check(field: Field, expected: Value) {
        let name = field.name;
        let fields: &'static [Field] = Box::leak(Box::new([field]));
        let schema: &'static Schema = Box::leak(Box::new(Schema { name: "Case", fields }));
        assert_eq!(record(schema)[name], expected, "{name}");
    }

    #[test]
    fn a_schema_that_refers_to_itself_ends() {
        assert_eq!(record(&TREE), json!({ "name": "name", "children": [], "index": {} }));
    }

    #[test]
    fn names_decide_what_is_plausible() {
        let long = Type::Long;
        check(Field { name: "created_at", ..Field::DEFAULT }, json!("2024-12-31T08:00:00+0000"));
        check(
            Field { name: "begin_time", kind: long, ..Field::DEFAULT },
            json!(1_735_632_000_000_i64),
        );
        check(Field { name: "size", kind: long, ..Field::DEFAULT }, json!(1));
        check(
            Field { name: "private_ips", kind: Type::Array(&Type::String), ..Field::DEFAULT },
            json!(["192.168.0.10"]),
        );
        check(Field { name: "password", sensitive: true, ..Field::DEFAULT }, json!("******"));
        const PROXIES: Type = Type::Array(&Type::Record(&NAMED));
        check(
            Field { name: "proxies", kind: PROXIES, ..Field::DEFAULT },
            json!([{ "name": "proxy-1" }]),
        );
        check(Field { name: "instance_name", ..Field::DEFAULT }, json!("instance-1"));
        check(Field { name: "extra", kind: Type::Object, ..Field::DEFAULT }, json!({}));
        check(Field { name: "ratio", kind: Type::Double, ..Field::DEFAULT }, json!(0.5));
    }

    #[test]
    fn amounts_are_numbers_also_as_text() {
        check(Field { name: "vcpus", ..Field::DEFAULT }, json!("4"));
        check(Field { name: "ram", kind: Type::Integer, ..Field::DEFAULT }, json!(16));
        check(Field { name: "process", ..Field::DEFAULT }, json!("100"));
        check(Field { name: "db_port", ..Field::DEFAULT }, json!("3306"));
        check(Field { name: "keep_days", numeric: true, ..Field::DEFAULT }, json!("1"));
        check(Field { name: "keep_days", ..Field::DEFAULT }, json!("keep_days"));
    }

    #[test]
    fn states_are_those_that_last() {
        let with = |name, values| Field { name, values, ..Field::DEFAULT };
        check(with("status", &["Pending", "Running", "Completed", "Failed"]), json!("Completed"));
        check(with("pool_status", &["creating", "normal", "deleted"]), json!("normal"));
        check(with("status", &["ON", "OFF"]), json!("ON"));
        check(with("kind", &["new", "active"]), json!("new"));
    }

    #[test]
    fn documented_values_come_first_and_keep_their_type() {
        let with = |name, kind, values| Field { name, kind, values, ..Field::DEFAULT };
        check(with("mode", Type::String, &["Cluster", "Single"]), json!("Cluster"));
        check(with("months", Type::Integer, &["3", "6"]), json!(3));
        check(with("open", Type::Boolean, &["false", "true"]), json!(false));
        check(with("levels", Type::Array(&Type::Integer), &["2"]), json!([2]));
        check(Field { name: "charset", default: Some("gbk"), ..Field::DEFAULT }, json!("gbk"));
    }

    #[test]
    fn ids_have_the_form_of_their_kind_and_are_the_same_everywhere() {
        static ITEM: Schema =
            Schema { name: "Item", fields: &[Field { name: "id", ..Field::DEFAULT }] };
        static PAGE: Schema = Schema {
            name: "Page",
            fields: &[
                Field { name: "instance_id", ..Field::DEFAULT },
                Field { name: "job_id", ..Field::DEFAULT },
                Field {
                    name: "instances",
                    kind: Type::Array(&Type::Record(&ITEM)),
                    ..Field::DEFAULT
                },
            ],
        };
        let page = record(&PAGE);
        let id = page["instance_id"].as_str().unwrap();
        let (hex, suffix) = id.split_at(32);
        assert!(hex.bytes().all(|byte| byte.is_ascii_hexdigit()), "{id}");
        assert_eq!(suffix, "in07");
        assert_eq!(page["instances"][0]["id"], id);
        assert_eq!(page["job_id"].as_str().unwrap().split('-').count(), 5);
        assert_eq!(page, record(&PAGE));
    }
}
