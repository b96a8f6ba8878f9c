//! Reads types as the document writes them.

use taurusdb_spec::Type;

use crate::text::{is_digits, squeezed, squeezed_lower, without_s};

/// The forms of a type, for people.
const FORMS: &str = "String, Integer, Long, Double, Boolean, Object, 'X object', 'Array of X objects', List<X> or Map<String,X>";

/// What a type must not exceed, for people.
const LIMITS: &str = "at most 8 lists and maps inside each other, in at most 1000 characters";

/// What was expected instead of a text that is no type.
pub(super) fn expected(text: &str) -> &'static str {
    match text.len() > LONGEST || read(text).is_some() {
        true => LIMITS,
        false => FORMS,
    }
}

/// The most lists and maps inside each other: more is damage, and no client could be written for it.
const DEEPEST: usize = 8;

/// The most bytes of a type.
const LONGEST: usize = 1000;

/// A type as the document writes it, before references are looked up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Expression {
    Scalar(Type),
    /// An object; the description may say which one.
    Object,
    /// The items of a list that does not say what they are: objects, if a table describes them.
    Items,
    /// An object by the name of its table.
    Named(String),
    /// An object by the number of its table.
    Numbered(String),
    Array(Box<Expression>),
    Map(Box<Expression>),
}

/// Reads a type; `None` if it is none of the forms below.
///
/// ```text
/// type    = list | map | object | scalar
/// list    = ("Array" | "List" | "Set" | …) ("of" element | "<" element ">" | "[" element "]" | "(" element ")")
///         | element ("array" | "list" | "[]") | "[]" element | "[" element "]"
/// map     = ("Map" | "Dict" | …) "<" "String" "," element ">"
/// object  = "Object" | name ("object" | "structure" | …) | "Object" "(" name ")"
///         | "Table" number ["object"]
/// scalar  = "String" | "Integer" | "Int64" | scalar "(" format ")" | …
/// element = type, in the plural or not; a name alone is an object
/// ```
///
/// Case does not matter. `object` or `structure` after a list or a map adds nothing.
pub(super) fn parse(text: &str) -> Option<Expression> {
    // A short text cannot be deep enough to exhaust the stack.
    let short = Some(text).filter(|text| text.len() <= LONGEST);
    short.and_then(read).filter(|expression| expression.depth() <= DEEPEST)
}

fn read(text: &str) -> Option<Expression> {
    let bare = bare(text);
    let text = bare.trim().trim_end_matches('.');
    if text.is_empty() {
        return None;
    }
    if text.eq_ignore_ascii_case("null") {
        // A member that says by its name alone what to do; services take `{}` for it too.
        return Some(Expression::Scalar(Type::Object));
    }
    let lower = text.to_ascii_lowercase();
    let is_torn = ["arrayof", "arraysof"].iter().any(|word| squeezed(&lower).starts_with(word))
        && !["array of ", "arrays of "].iter().any(|words| lower.starts_with(words));
    let last = lower.rsplit(' ').next().unwrap_or_default();
    let is_torn_at_end = ["objects", "object"].iter().any(|word| {
        word.len() > last.len() && word.ends_with(last) && squeezed(&lower).ends_with(word)
    });
    if (is_torn || is_torn_at_end)
        && let Some(torn) = broken(text)
    {
        return Some(torn);
    }
    scalar(text)
        .map(Expression::Scalar)
        .or_else(|| list(text))
        .or_else(|| map(text))
        .or_else(|| object(text))
        .or_else(|| {
            // `List<X> object`.
            let (inner, _) = without_kind(text)?;
            list(inner).or_else(|| map(inner))
        })
        .or_else(|| broken(text))
}

/// `PotLid obje ct`, `Arra y of PotLid objects`: a narrow column broke the words around the name.
fn broken(text: &str) -> Option<Expression> {
    let whole = squeezed(text);
    let lower = whole.to_ascii_lowercase();
    if whole.len() == text.len() {
        return None;
    }
    if whole.contains(['<', '[']) {
        return list(&whole).or_else(|| map(&whole));
    }
    let inner = lower.strip_prefix("arrayof").or_else(|| lower.strip_prefix("arraysof"));
    let begin = whole.len() - inner.map_or(lower.len(), str::len);
    if matches!(inner, Some("object" | "objects")) {
        return Some(Expression::Array(Box::new(Expression::Object)));
    }
    if let Some(item) = inner
        && (scalar(without_s(item)).is_some() || is_list_word(item))
    {
        return element(item).map(|item| Expression::Array(Box::new(item)));
    }
    let end = ["objects", "object"].iter().find_map(|word| lower.strip_suffix(word))?.len();
    let name = whole.get(begin..end).filter(|name| !name.is_empty() && is_name(name))?;
    let number =
        name.strip_prefix("Table").filter(|number| number.contains('-') && is_number(number));
    let item = match number {
        Some(number) => Expression::Numbered(number.to_owned()),
        None => Expression::Named(name.to_owned()),
    };
    Some(if inner.is_some() { Expression::Array(Box::new(item)) } else { item })
}

/// A type in the words that most rows have, whatever those of the row are; one that is not read stays as
/// it is written.
pub(super) fn shown(text: &str) -> String {
    fn of(expression: &Expression) -> String {
        match expression {
            Expression::Scalar(kind) => kind.to_string(),
            Expression::Object => "Object".to_owned(),
            Expression::Items => "objects".to_owned(),
            Expression::Named(name) => format!("{} object", squeezed(name)),
            Expression::Numbered(number) => format!("Table {number} object"),
            Expression::Array(item) => match &**item {
                Expression::Object | Expression::Items => "Array of objects".to_owned(),
                Expression::Named(_) | Expression::Numbered(_) => format!("Array of {}s", of(item)),
                item => format!("Array of {}", of(item)),
            },
            Expression::Map(value) => format!("Map<String,{}>", of(value)),
        }
    }
    parse(text).map_or_else(|| text.to_owned(), |expression| of(&expression))
}

/// The type of a list's items or a map's values: a scalar, possibly in the plural, or an object,
/// possibly without the word `object`.
fn element(text: &str) -> Option<Expression> {
    let text = text.trim().trim_matches(['"', '\'']);
    let singular = without_s(text);
    if let Some(scalar) = scalar(singular) {
        return Some(Expression::Scalar(scalar));
    }
    if is_list_word(singular) {
        // `Array of Lists` does not say what the items are.
        return Some(Expression::Array(Box::new(Expression::Object)));
    }
    list(text)
        .or_else(|| map(text))
        .or_else(|| object(singular))
        .or_else(|| is_name(text).then(|| Expression::Named(text.to_owned())))
}

fn list(text: &str) -> Option<Expression> {
    let array = |item: Expression| Expression::Array(Box::new(item));
    if let Some(item) = text.strip_suffix("[]").or_else(|| text.strip_prefix("[]")) {
        return element(item).map(array);
    }
    if let Some(item) = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        return element(item).map(array);
    }
    // `List data structure`, `Array`: the items are those of a table.
    let alone = without_kind(text).map_or(text, |(inner, _)| inner);
    if is_list_word(alone) {
        return Some(array(Expression::Items));
    }
    let end = text.find(|c: char| !c.is_ascii_alphabetic())?;
    if is_list_word(&text[..end]) {
        let rest = text[end..].trim_start();
        if let Some(item) = rest.strip_prefix("of ").or_else(|| rest.strip_prefix("Of ")) {
            return element(item).map(array);
        }
        let item = bracketed(rest).or_else(|| rest.strip_prefix(':'));
        return item.and_then(element).map(array);
    }
    // `String array`, `Tag list`.
    let (item, last) = text.rsplit_once(' ')?;
    (is_list_word(last) && !item.contains(['<', '[']) && !item.ends_with(" of"))
        .then(|| element(item).map(array))?
}

fn map(text: &str) -> Option<Expression> {
    let end = text.find(|c: char| !c.is_ascii_alphabetic())?;
    const WORDS: [&str; 5] = ["map", "dict", "dictionary", "hashmap", "maps"];
    if !WORDS.contains(&&*text[..end].to_ascii_lowercase()) {
        return None;
    }
    let (key, value) = bracketed(text[end..].trim_start())?.split_once(',')?;
    // Keys of JSON objects are texts.
    (scalar(key)? == Type::String).then(|| element(value))?.map(|v| Expression::Map(Box::new(v)))
}

/// The text in the brackets that begin and end a text.
fn bracketed(text: &str) -> Option<&str> {
    [('<', '>'), ('[', ']'), ('(', ')')]
        .into_iter()
        .find_map(|(open, close)| text.strip_prefix(open)?.strip_suffix(close))
}

fn is_list_word(word: &str) -> bool {
    const WORDS: [&str; 9] = [
        "array",
        "arrays",
        "list",
        "lists",
        "set",
        "sets",
        "collection",
        "arraylist",
        "linkedlist",
    ];
    WORDS.contains(&&*squeezed_lower(word))
}

/// The document varies the case, and the converter breaks words with spaces.
fn scalar(text: &str) -> Option<Type> {
    if let Some((kind, format)) = text.split_once('(') {
        // `integer(int64)`: the format says more than the type; `String(64)` is no format.
        let format = format.strip_suffix(')')?.trim();
        let kind = scalar(kind)?;
        return match scalar(format) {
            Some(Type::Long) if kind == Type::Integer => Some(Type::Long),
            Some(_) => Some(kind),
            None => matches!(
                &*squeezed_lower(format),
                "date-time"
                    | "uuid"
                    | "password"
                    | "binary"
                    | "email"
                    | "uri"
                    | "ipv4"
                    | "ipv6"
                    | "utc"
            )
            .then_some(kind),
        };
    }
    Some(match squeezed_lower(text).as_str() {
        "string" | "str" | "text" | "char" | "varchar" | "enum" | "enumeration" | "date"
        | "datetime" | "date-time" | "time" | "timestamp" | "uuid" | "stringenum"
        | "enumstring" | "file" | "binary" | "byte" | "base64" | "url" | "uri" | "ip" | "ipv4"
        | "ipv6" | "cidr" | "unicode" => Type::String,
        "integer" | "int" | "int32" | "uint32" | "integer32" | "int16" | "int8" | "uint"
        | "short" => Type::Integer,
        "long" | "int64" | "uint64" | "integer64" | "bigint" | "longint" | "biginteger" => {
            Type::Long
        }
        "double" | "number" | "float" | "decimal" | "float32" | "float64" | "bigdecimal" => {
            Type::Number
        }
        "boolean" | "bool" => Type::Boolean,
        _ => return None,
    })
}

fn object(text: &str) -> Option<Expression> {
    const WORDS: [&str; 10] = [
        "object",
        // An action without parameters: `"start": {}`.
        "null",
        "json",
        "dict",
        "dictionary",
        "map",
        "struct",
        "structure",
        "jsonobject",
        "objects",
    ];
    if WORDS.contains(&&*squeezed_lower(text)) {
        return Some(Expression::Object);
    }
    // `Object (X)`, `Object<X>`, `Object: X`, `object of type X`.
    if let Some(rest) =
        ["Object", "object", "JSON", "Json"].iter().find_map(|w| text.strip_prefix(w))
    {
        let rest = rest.trim_start();
        let inner = bracketed(rest).or_else(|| {
            [":", "of type ", "of "].iter().find_map(|separator| rest.strip_prefix(separator))
        });
        if let Some(name) = inner.map(str::trim) {
            return table(name)
                .or_else(|| is_name(name).then(|| Expression::Named(name.to_owned())));
        }
    }
    match without_kind(text) {
        Some((name, _)) => {
            table(name).or_else(|| is_name(name).then(|| Expression::Named(name.to_owned())))
        }
        None => table(text),
    }
}

/// `Table 4-1`, with or without words that lead to it.
fn table(text: &str) -> Option<Expression> {
    let text = ["see ", "See ", "refer to ", "For details, see "]
        .iter()
        .find_map(|lead| text.strip_prefix(lead))
        .unwrap_or(text);
    if let Some(number) = text.strip_prefix("Table ").filter(|rest| is_number(rest)) {
        return Some(Expression::Numbered(number.to_owned()));
    }
    // `Tab le 4-1`
    let whole = squeezed(text);
    let number = whole.strip_prefix("Table")?;
    (number.contains('-') && is_number(number)).then(|| Expression::Numbered(number.to_owned()))
}

/// The name before a word that says that it is one of an object: `X object`, `X data structure`.
fn without_kind(text: &str) -> Option<(&str, &str)> {
    const KINDS: [&str; 9] = [
        " objects",
        " object",
        " data structures",
        " data structure",
        " structures",
        " structure",
        " struct",
        " structs",
        " type",
    ];
    let lower = text.to_ascii_lowercase();
    KINDS.iter().find_map(|kind| {
        lower
            .ends_with(kind)
            .then(|| text.split_at(text.len() - kind.len()))
            .map(|(n, k)| (n.trim(), k))
    })
}

/// The text without marks of code, bold text and links, and with its brackets as characters.
fn bare(text: &str) -> String {
    let mut text = text.replace(['`', '*'], "").replace("&lt;", "<").replace("&gt;", ">");
    for tag in ["<p>", "</p>", "<br>", "<br/>"] {
        text = text.replace(tag, " ");
    }
    // `[X](#anchor)`.
    while let Some(end) = text.find("](") {
        let (Some(start), Some(close)) = (text[..end].rfind('['), text[end..].find(')')) else {
            break;
        };
        text = format!("{}{}{}", &text[..start], &text[start + 1..end], &text[end + close + 1..]);
    }
    text
}

/// `4-251`, or `3` if tables are counted in their section; `Table ReplConfig` is a name that the
/// converter broke.
fn is_number(text: &str) -> bool {
    is_digits(text)
        || text.contains('-')
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.'))
}

/// Table names are identifiers; the converter breaks them with spaces.
fn is_name(text: &str) -> bool {
    !text.is_empty()
        && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | ' '))
}

impl Expression {
    /// The innermost expression: the items of a list.
    pub(super) fn core(&self) -> &Self {
        match self {
            Self::Array(inner) | Self::Map(inner) => inner.core(),
            other => other,
        }
    }

    /// The number of lists and maps around the innermost expression.
    fn depth(&self) -> usize {
        match self {
            Self::Array(inner) | Self::Map(inner) => 1 + inner.depth(),
            _ => 0,
        }
    }

    /// The type, with the innermost object replaced.
    pub(super) fn with_core(&self, core: Type) -> Type {
        match self {
            Self::Array(inner) => Type::array(inner.with_core(core)),
            Self::Map(inner) => Type::map(inner.with_core(core)),
            Self::Scalar(scalar) => scalar.clone(),
            Self::Object | Self::Items | Self::Named(_) | Self::Numbered(_) => core,
        }
    }
}

#[cfg(test)]
mod tests {
    use taurusdb_spec::Type;

    use super::{Expression, parse};

    fn named(name: &str) -> Expression {
        Expression::Named(name.to_owned())
    }

    fn array(item: Expression) -> Expression {
        Expression::Array(Box::new(item))
    }

    #[test]
    fn every_form_of_the_document_is_read() {
        for (text, expected) in [
            ("String", Expression::Scalar(Type::String)),
            ("Array of strings", array(Expression::Scalar(Type::String))),
            ("Array of integers", array(Expression::Scalar(Type::Integer))),
            ("Array of Lists", array(array(Expression::Object))),
            ("List<Integer>", array(Expression::Scalar(Type::Integer))),
            ("Arrays of object", array(Expression::Object)),
            ("Array of Objects", array(Expression::Object)),
            ("object", Expression::Object),
            ("MysqlTags object", named("MysqlTags")),
            ("Array of Mysql Tags objects", array(named("Mysql Tags"))),
            ("Array of sys_tags objects", array(named("sys_tags"))),
            ("Table 4-251 object", Expression::Numbered("4-251".into())),
            ("Array of Table 4.3.1-2 objects", array(Expression::Numbered("4.3.1-2".into()))),
            ("Table ReplConfig object", named("Table ReplConfig")),
            ("Boolea n", Expression::Scalar(Type::Boolean)),
            ("PotLid obje ct", named("PotLid")),
            ("Arr ay of Pot Lid objec ts", array(named("PotLid"))),
            ("A rray of Pot Lid objects", array(named("PotLid"))),
            ("Array o f PotLid objects", array(named("PotLid"))),
            ("Array of PotLid obj ects", array(named("PotLid"))),
            ("Array of TeaObject", array(named("TeaObject"))),
            ("Tab le 4-251 object", Expression::Numbered("4-251".into())),
            ("Table 4-251 obj ect", Expression::Numbered("4-251".into())),
            ("Array s of object", array(Expression::Object)),
            ("Ar ray of str ings", array(Expression::Scalar(Type::String))),
            ("Ar ray of Lists", array(array(Expression::Object))),
            ("M ap<String,TeaRemark>", Expression::Map(Box::new(named("TeaRemark")))),
            ("Lis t<String>", array(Expression::Scalar(Type::String))),
            ("string", Expression::Scalar(Type::String)),
            ("Map<String, String>", Expression::Map(Box::new(Expression::Scalar(Type::String)))),
            ("Map<String,ParamGroup>", Expression::Map(Box::new(named("ParamGroup")))),
        ] {
            assert_eq!(parse(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn types_are_shown_in_usual_words() {
        for (text, expected) in [
            ("List<Tea Grade>", "Array of TeaGrade objects"),
            ("Array of TeaGrade object", "Array of TeaGrade objects"),
            ("List of objects", "Array of objects"),
            ("OBJECT", "Object"),
            ("teapot object", "teapot object"),
            ("Table 4-1", "Table 4-1 object"),
            ("what it is", "what it is"),
        ] {
            assert_eq!(super::shown(text), expected);
        }
    }

    #[test]
    fn other_notations_are_read() {
        let scalar = Expression::Scalar;
        let strings = || array(scalar(Type::String));
        let tags = || array(named("Tag"));
        for (text, expected) in [
            ("Int64", scalar(Type::Long)),
            ("int32", scalar(Type::Integer)),
            ("integer(int64)", scalar(Type::Long)),
            ("Integer (int32)", scalar(Type::Integer)),
            ("String (date-time)", scalar(Type::String)),
            ("number(double)", scalar(Type::Number)),
            ("Bool", scalar(Type::Boolean)),
            ("Enum", scalar(Type::String)),
            ("Timestamp", scalar(Type::String)),
            ("`String`", scalar(Type::String)),
            ("Json", Expression::Object),
            ("dict", Expression::Object),
            ("Object (Tag)", named("Tag")),
            ("Object: Tag", named("Tag")),
            ("Tag structure", named("Tag")),
            ("Tag data structure", named("Tag")),
            ("[Tag](#t) object", named("Tag")),
            ("Table 3 object", Expression::Numbered("3".into())),
            ("See Table 4-1", Expression::Numbered("4-1".into())),
            ("Array<Tag>", tags()),
            ("Array&lt;Tag&gt;", tags()),
            ("List<Tag> object", tags()),
            ("Set<Tag>", tags()),
            ("Array[Tag]", tags()),
            ("Array (Tag)", tags()),
            ("Array of Tag structures", tags()),
            ("List of Tag objects", tags()),
            ("Tag[]", tags()),
            ("[]Tag", tags()),
            ("[Tag]", tags()),
            ("Tag array", tags()),
            ("Array[String]", strings()),
            ("String[]", strings()),
            ("[string]", strings()),
            ("list of strings", strings()),
            ("String array", strings()),
            ("Set of String", strings()),
            ("array(string)", strings()),
            ("List<List<String>>", array(strings())),
            ("Array of arrays of strings", array(strings())),
            ("List data structure", array(Expression::Items)),
            ("List", array(Expression::Items)),
            ("Map<String, List<Tag>>", Expression::Map(Box::new(tags()))),
            ("Dict<string,int>", Expression::Map(Box::new(scalar(Type::Integer)))),
            ("Map<String,Tag> object", Expression::Map(Box::new(named("Tag")))),
        ] {
            assert_eq!(parse(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn lists_of_lists_end_somewhere() {
        let nested = |(open, close): (&str, &str), depth: usize| {
            let (open, close) = (open.repeat(depth), close.repeat(depth));
            parse(&format!("{open}String{close}")).map(|expression| expression.depth())
        };
        let array = ("Array of ", "");
        for brackets in
            [array, ("List<", ">"), ("", "[]"), ("[", "]"), ("Map<String,", ">"), ("", " array")]
        {
            assert_eq!(nested(brackets, 8), Some(8), "{brackets:?}");
            for depth in [9, 90, 200_000] {
                assert_eq!(nested(brackets, depth), None, "{brackets:?}");
            }
        }
    }

    #[test]
    fn other_forms_are_refused() {
        for text in [
            "",
            "Perhaps",
            "Map<Integer,String>",
            "String, optional",
            "String(64)",
            "Array of",
            "List<>",
            "[]",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
