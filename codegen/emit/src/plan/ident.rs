//! Identifiers for names that the wire and the specification use.

use std::collections::BTreeMap;

use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};

/// Keywords of the 2024 edition, reserved ones included, that can be written as `r#keyword`.
const KEYWORDS: [&str; 50] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return",
    "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while", "yield", "union", "safe",
];

/// Keywords that cannot be raw identifiers.
const STUBBORN: [&str; 4] = ["self", "super", "crate", "_"];

/// Methods that every builder has; a setter of that name gets an underscore.
const BUILDER_METHODS: [&str; 12] = [
    "body",
    "clone",
    "configure",
    "dynamic",
    "header",
    "into_call",
    "into_state",
    "items",
    "new",
    "pages",
    "send",
    "unchecked",
];

/// Methods of every record, which a setter must not hide.
const RECORD_METHODS: [&str; 5] = ["clone", "default", "eq", "ne", "new"];

/// Types and traits that generated code uses without a path.
const TYPES: [&str; 37] = [
    "Api",
    "BTreeMap",
    "Box",
    "Call",
    "Client",
    "Default",
    "Error",
    "Field",
    "From",
    "Into",
    "IntoIterator",
    "Items",
    "Method",
    "Note",
    "OpenEnum",
    "Operation",
    "Option",
    "Pages",
    "PhantomData",
    "Provided",
    "Record",
    "Reply",
    "Result",
    "S",
    "Schema",
    "Secret",
    "Self",
    "SendFuture",
    "Set",
    "SetFirst",
    "Slot",
    "State",
    "String",
    "Time",
    "Unchecked",
    "Value",
    "Vec",
];

/// The name of a field, a module or a function for a wire name.
pub fn field_ident(wire: &str) -> String {
    let snake = wire.to_snake_case();
    let snake = if snake.is_empty() { "_".to_owned() } else { snake };
    escape(if snake.starts_with(|c: char| c.is_ascii_digit()) {
        format!("n{snake}")
    } else {
        snake
    })
}

/// The name of a setter of a builder for a wire name. `X-Language` sets the language.
pub fn method_ident(wire: &str) -> String {
    let name = wire.strip_prefix("X-").filter(|rest| !rest.is_empty()).unwrap_or(wire);
    let ident = field_ident(name);
    if BUILDER_METHODS.contains(&ident.as_str()) { format!("{ident}_") } else { ident }
}

/// The name of a setter of a record for the name of the field that it sets.
pub fn setter_ident(field: &str) -> String {
    if RECORD_METHODS.contains(&field) { format!("{field}_") } else { field.to_owned() }
}

/// The name of a static for the name of a type or schema.
pub(super) fn static_ident(name: &str) -> String {
    name.to_shouty_snake_case()
}

/// An identifier without `r#`, as it is used for a file, a feature or a link.
pub fn bare(ident: &str) -> &str {
    ident.trim_start_matches("r#")
}

/// The name of a type for a name of the specification.
pub fn type_ident(name: &str) -> String {
    let camel = if name.starts_with(|c: char| c.is_ascii_uppercase())
        && name.chars().all(|c| c.is_ascii_alphanumeric())
    {
        name.to_owned()
    } else {
        name.to_upper_camel_case()
    };
    if TYPES.contains(&camel.as_str()) { format!("{camel}Object") } else { camel }
}

/// The name of a variant for a wire value.
pub fn variant_ident(value: &str) -> String {
    let camel = value.to_upper_camel_case();
    match camel.chars().next() {
        None => "Empty".to_owned(),
        Some(first) if first.is_ascii_digit() => {
            format!("V{}", value.to_snake_case().to_upper_camel_case_digits())
        }
        Some(_) if camel == "Other" || camel == "Self" => format!("{camel}Value"),
        Some(_) => camel,
    }
}

trait Digits {
    fn to_upper_camel_case_digits(&self) -> String;
}

impl Digits for str {
    /// `8_0` stays `8_0`: without the underscore it would be another number.
    fn to_upper_camel_case_digits(&self) -> String {
        let mut out = String::new();
        for part in self.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty())
        {
            let digits = out.ends_with(|c: char| c.is_ascii_digit())
                && part.starts_with(|c: char| c.is_ascii_digit());
            if digits {
                out.push('_');
            }
            out.push_str(&part.to_upper_camel_case());
        }
        out
    }
}

/// Makes names unique in their order: the second `a` becomes `a_2`.
pub fn unique(names: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    let names: Vec<String> = names.into_iter().collect();
    let mut out: Vec<String> = Vec::with_capacity(names.len());
    for name in &names {
        // Variants are in camel case, which has an underscore between digits only.
        let is_camel = name.starts_with(|c: char| c.is_ascii_uppercase());
        let mark = if is_camel && !name.ends_with(|c: char| c.is_ascii_digit()) { "" } else { "_" };
        let count = seen.entry(name.to_lowercase()).or_default();
        *count += 1;
        let mut candidate = name.clone();
        while *count > 1 && (out.contains(&candidate) || names.contains(&candidate)) {
            candidate =
                format!("{}{mark}{count}", name.trim_start_matches("r#").trim_end_matches('_'));
            if out.contains(&candidate) || names.contains(&candidate) {
                *count += 1;
            } else {
                break;
            }
        }
        out.push(candidate);
    }
    out
}

fn escape(name: String) -> String {
    if KEYWORDS.contains(&name.as_str()) {
        format!("r#{name}")
    } else if STUBBORN.contains(&name.as_str()) {
        format!("{name}_")
    } else {
        name
    }
}

#[cfg(test)]
mod tests {
    use super::{
        field_ident, method_ident, setter_ident, static_ident, type_ident, unique, variant_ident,
    };

    #[test]
    fn fields() {
        for (wire, expected) in [
            ("name", "name"),
            ("userName", "user_name"),
            ("X-Auth-Token", "x_auth_token"),
            ("type", "r#type"),
            ("self", "self_"),
            ("3az", "n3az"),
            ("retention_num_backup_level1", "retention_num_backup_level1"),
        ] {
            assert_eq!(field_ident(wire), expected);
        }
    }

    #[test]
    fn methods_leave_room_for_those_of_the_builder() {
        assert_eq!(method_ident("X-Language"), "language");
        assert_eq!(method_ident("send"), "send_");
        assert_eq!(method_ident("type"), "r#type");
    }

    #[test]
    fn setters_leave_room_for_those_of_the_record() {
        assert_eq!(setter_ident("clone"), "clone_");
        assert_eq!(setter_ident("name"), "name");
    }

    #[test]
    fn statics() {
        assert_eq!(static_ident("InstancesRenameRequest"), "INSTANCES_RENAME_REQUEST");
    }

    #[test]
    fn types_do_not_hide_those_of_the_language() {
        assert_eq!(type_ident("Option"), "OptionObject");
        assert_eq!(type_ident("sys_tags"), "SysTags");
        assert_eq!(type_ident("MysqlTags"), "MysqlTags");
    }

    #[test]
    fn variants() {
        for (value, expected) in [
            ("en-us", "EnUs"),
            ("prePaid", "PrePaid"),
            ("8.0", "V8_0"),
            ("BACKING UP", "BackingUp"),
            ("Other", "OtherValue"),
            ("", "Empty"),
            ("x86", "X86"),
        ] {
            assert_eq!(variant_ident(value), expected);
        }
    }

    #[test]
    fn the_second_of_a_name_is_numbered() {
        let names = |list: &[&str]| unique(list.iter().map(|name| (*name).to_owned()));
        assert_eq!(names(&["a", "b", "a"]), ["a", "b", "a_2"]);
        assert_eq!(names(&["a", "a_2", "a"]), ["a", "a_2", "a_3"]);
        assert_eq!(names(&["r#type", "r#type"]), ["r#type", "type_2"]);
        assert_eq!(names(&["On", "On", "V8_0", "V8_0"]), ["On", "On2", "V8_0", "V8_0_2"]);
    }
}
