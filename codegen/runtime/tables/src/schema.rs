/// The shape of a JSON object.
#[derive(Debug)]
pub struct Schema {
    /// Name of the type.
    pub name: &'static str,
    /// Its fields, in the order of the document.
    pub fields: &'static [Field],
}

/// One field of a JSON object.
#[derive(Debug)]
pub struct Field {
    /// Name on the wire.
    pub name: &'static str,
    /// Other names under which the wire is known to carry it; read, never written.
    pub aliases: &'static [&'static str],
    /// Declared type.
    pub kind: Type,
    /// Whether a request without it is wrong. Never set in responses.
    pub required: bool,
    /// Whether the value must not be shown: passwords, tokens, signed links.
    pub sensitive: bool,
    /// Whether the value is a number although its type is text; known only where values are made up.
    pub numeric: bool,
    /// What the value is, in one line; empty where nobody has described it yet.
    pub doc: &'static str,
    /// What the value must be like, in words: `1 to 5000`; empty where anything goes.
    pub limits: &'static str,
    /// The documented values; empty where any value goes. Open: the service may know more.
    pub values: &'static [&'static str],
    /// What each of the values means, in their order; empty where nobody has said so yet.
    pub labels: &'static [&'static str],
    /// The value the service assumes when none is given.
    pub default: Option<&'static str>,
}

/// A declared type.
///
/// What the wire carries may differ in responses: numbers arrive as strings and the reverse.
#[derive(Clone, Copy, Debug)]
pub enum Type {
    /// Text.
    String,
    /// A whole number (32 bits as documented; read and written as 64).
    Integer,
    /// A whole number of 64 bits.
    Long,
    /// A number with a fraction.
    Double,
    /// `true` or `false`.
    Boolean,
    /// An object of which the document says no more.
    Object,
    /// A list.
    Array(&'static Type),
    /// An object whose keys are data.
    Map(&'static Type),
    /// An object with the fields of a schema. Schemas may refer to themselves.
    Record(&'static Schema),
}

impl Schema {
    /// A schema without fields; tables name what differs.
    pub const DEFAULT: Self = Self { name: "", fields: &[] };

    /// The field with this wire name.
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.is_called(name))
    }
}

impl Field {
    /// An optional string field; tables name what differs.
    pub const DEFAULT: Self = Self {
        name: "",
        aliases: &[],
        kind: Type::String,
        required: false,
        sensitive: false,
        numeric: false,
        doc: "",
        limits: "",
        values: &[],
        labels: &[],
        default: None,
    };

    /// Whether the wire carries the field under this name.
    pub fn is_called(&self, name: &str) -> bool {
        self.name == name || self.aliases.contains(&name)
    }

    /// An optional field of a type.
    pub const fn new(name: &'static str, kind: Type) -> Self {
        Self { name, kind, ..Self::DEFAULT }
    }

    /// A field of which only the name counts.
    pub const fn named(name: &'static str) -> Self {
        Self { name, ..Self::DEFAULT }
    }

    /// The same field, also read under other names.
    pub const fn also(mut self, aliases: &'static [&'static str]) -> Self {
        self.aliases = aliases;
        self
    }

    /// The same field, mandatory.
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// The same field, secret.
    pub const fn sensitive(mut self) -> Self {
        self.sensitive = true;
        self
    }

    /// The same field, a number in text.
    pub const fn numeric(mut self) -> Self {
        self.numeric = true;
        self
    }

    /// The same field with what it is.
    pub const fn doc(mut self, doc: &'static str) -> Self {
        self.doc = doc;
        self
    }

    /// The same field with what its value must be like.
    pub const fn limits(mut self, limits: &'static str) -> Self {
        self.limits = limits;
        self
    }

    /// The same field with its documented values.
    pub const fn one_of(mut self, values: &'static [&'static str]) -> Self {
        self.values = values;
        self
    }

    /// The same field with what each of its documented values means.
    pub const fn labels(mut self, labels: &'static [&'static str]) -> Self {
        self.labels = labels;
        self
    }

    /// The same field with the value that the service assumes.
    pub const fn default_value(mut self, default: &'static str) -> Self {
        self.default = Some(default);
        self
    }
}
