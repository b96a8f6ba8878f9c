//! A resource: one kind of thing that exists in the service.

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;
use serde::de::value::SeqAccessDeserializer;
use serde::de::{self, Deserializer, SeqAccess, Visitor};
use toml::Spanned;

use super::{Bounds, Errors, Expires, FieldPath, PerOperation, Source, State, Step, View};

/// A kind of thing that exists in the service.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Resource {
    /// How many can exist and who creates them.
    pub kind: Kind,
    /// Whether it is created elsewhere: any id is then accepted, even without a record.
    #[serde(default)]
    pub outside: bool,
    /// Its parent: when the parent is deleted, it is deleted too.
    pub parent: Parent,
    /// The attributes that identify it among its siblings.
    #[serde(default)]
    pub id: Vec<FieldPath>,
    /// The shape of an id.
    #[serde(default)]
    pub id_shape: Option<IdShape>,
    /// The usual name of the id in paths.
    #[serde(default)]
    pub path_parameter: Option<String>,
    /// The attribute shown beside an id that is offered for completion.
    #[serde(default)]
    pub label: Option<FieldPath>,
    /// The operation that lists the existing ids.
    #[serde(default)]
    pub lookup: Option<String>,
    /// Operations that create it, the recommended ones first.
    #[serde(default)]
    pub create: Vec<String>,
    /// Operations that show one.
    #[serde(default)]
    pub show: Vec<String>,
    /// Operations that list them.
    #[serde(default)]
    pub list: Vec<String>,
    /// Operations that change it.
    #[serde(default)]
    pub change: Vec<String>,
    /// Operations that do something that changes no attribute.
    #[serde(default)]
    pub act: Vec<String>,
    /// Operations that delete it.
    #[serde(default)]
    pub delete: Vec<String>,
    /// The attribute that carries the state.
    #[serde(default)]
    pub state: Option<FieldPath>,
    /// The state of a record that has not been given another one.
    #[serde(default)]
    pub initial: Option<String>,
    /// How many records there may be under one parent: each of these limits counts.
    #[serde(default, deserialize_with = "one_or_several")]
    pub most: Vec<Most>,
    /// Attributes with what a record uses up of a limit that another record states.
    #[serde(default)]
    pub uses: BTreeMap<FieldPath, Stated>,
    /// Attributes that no two records under one parent have the same value of.
    #[serde(default)]
    pub unique: Vec<FieldPath>,
    /// Which values attributes may be given.
    #[serde(default)]
    pub bounds: BTreeMap<FieldPath, Bounds>,
    /// How long a record is kept; for good without it.
    #[serde(default)]
    pub expires: Option<Expires>,
    /// Attributes that a record has although no view shows them.
    #[serde(default)]
    pub hidden: Vec<FieldPath>,
    /// Attributes that are the id of another record, and the resource of that record.
    #[serde(default)]
    pub refs: BTreeMap<FieldPath, String>,
    /// Those of them that say what a record belongs to, as if it lay under it.
    #[serde(default)]
    pub belongs: Vec<FieldPath>,
    /// How to tell that a record, and everything under it, is paid in advance.
    #[serde(default)]
    pub prepaid: Option<Prepaid>,
    /// What must be true, besides a ready state, before the next call is accepted.
    #[serde(default)]
    pub settled: Option<Settled>,
    /// The values of attributes that creation does not set, in this order.
    #[serde(default, deserialize_with = "in_order")]
    pub defaults: Vec<(FieldPath, Source)>,
    /// Records that every parent has from the beginning.
    #[serde(default)]
    pub seeds: Vec<BTreeMap<FieldPath, serde_json::Value>>,
    /// The errors that answer calls that cannot be done.
    #[serde(default)]
    pub errors: Errors,
    /// The states that a record can be in.
    #[serde(default)]
    pub states: BTreeMap<String, State>,
    /// What operations do to the records.
    #[serde(default)]
    pub on: BTreeMap<String, PerOperation<Step>>,
    /// Where the answers of operations show the records.
    #[serde(default)]
    pub views: BTreeMap<String, PerOperation<View>>,
}

/// How many records can exist and who creates them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Many, with ids; callers create or delete them.
    Entity,
    /// Many, with ids; the service creates them, or they come with something else.
    Record,
    /// Exactly one under each parent; callers only change it.
    Setting,
    /// At most one under each parent.
    Optional,
}

/// The parent of a resource.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(from = "String")]
pub enum Parent {
    /// The project itself.
    Project,
    /// A record of another resource.
    Resource(String),
}

/// How many records there may be under one parent.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged, expecting = "expected a number, or RESOURCE:ATTRIBUTE")]
pub enum Most {
    /// So many.
    Number(u32),
    /// What a record of another resource under the same parent says.
    Stated(Stated),
}

/// An attribute of the record of another resource that is about this one.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Stated {
    /// The resource. Of several records, the one is meant whose id is the name of the resource that has
    /// the limit, or the one that refers to the same record as the new one.
    pub resource: String,
    /// Its attribute.
    pub attribute: FieldPath,
}

impl TryFrom<String> for Stated {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let (resource, attribute) = text
            .split_once(':')
            .filter(|(resource, attribute)| !resource.is_empty() && !attribute.is_empty())
            .ok_or_else(|| {
                format!("'{text}' is no limit: expected a number, or RESOURCE:ATTRIBUTE")
            })?;
        Ok(Self { resource: resource.to_owned(), attribute: attribute.parse()? })
    }
}

/// The shape of an id.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub enum IdShape {
    /// A UUID with hyphens.
    Uuid36,
    /// The 32 digits of a UUID, perhaps with a suffix such as `in07`.
    Uuid32(Option<String>),
    /// A value that somebody chose.
    Name,
}

/// How to tell that a record is paid in advance.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Prepaid {
    /// The attribute to look at.
    pub attribute: FieldPath,
    /// Its value in that case.
    pub is: String,
}

/// A condition on the answer of an operation: no element of a list matches.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settled {
    /// The operation to call.
    pub operation: String,
    /// The list in its answer.
    pub none: FieldPath,
    /// The fields that an element must have to match.
    #[serde(rename = "where", default)]
    pub fields: BTreeMap<FieldPath, Fits>,
}

/// What a field is compared with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fits {
    /// An attribute of the record at hand.
    Attribute(FieldPath),
    /// Any of these texts.
    OneOf(Vec<String>),
}

/// What an operation does with a resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// It creates one.
    Create,
    /// It shows one.
    Show,
    /// It lists them.
    List,
    /// It changes one.
    Change,
    /// It does something that changes no attribute.
    Act,
    /// It deletes one.
    Delete,
}

impl Role {
    /// The role as the files write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Show => "show",
            Self::List => "list",
            Self::Change => "change",
            Self::Act => "act",
            Self::Delete => "delete",
        }
    }
}

impl Resource {
    /// Its operations with their roles; in each role, the recommended ones come first.
    pub fn operations(&self) -> impl Iterator<Item = (Role, &str)> {
        [
            (Role::Create, &self.create),
            (Role::Show, &self.show),
            (Role::List, &self.list),
            (Role::Change, &self.change),
            (Role::Act, &self.act),
            (Role::Delete, &self.delete),
        ]
        .into_iter()
        .flat_map(|(role, ids)| ids.iter().map(move |id| (role, id.as_str())))
    }

    /// The role of an operation for the resource.
    pub fn role(&self, operation: &str) -> Option<Role> {
        self.operations().find(|(_, id)| *id == operation).map(|(role, _)| role)
    }

    /// Whether each parent has at most one record.
    pub fn is_single(&self) -> bool {
        matches!(self.kind, Kind::Setting | Kind::Optional)
    }

    /// The word for a state in a vocabulary; the name of the state if the vocabulary has no entry.
    pub fn word<'a>(&'a self, state: &'a str, vocabulary: &str) -> &'a str {
        let word = self.states.get(state).and_then(|known| known.words.get(vocabulary));
        word.map_or(state, String::as_str)
    }
}

impl Parent {
    /// The resource, unless it is the project itself.
    pub fn resource(&self) -> Option<&str> {
        match self {
            Self::Project => None,
            Self::Resource(name) => Some(name),
        }
    }
}

impl From<String> for Parent {
    fn from(text: String) -> Self {
        if text == "project" { Self::Project } else { Self::Resource(text) }
    }
}

impl IdShape {
    /// What may stand where an id of this shape is asked for (ECMA 262); `None` for ids that somebody chose.
    ///
    /// It is wider than the shape: ids of other kinds, of other clouds, and placeholders such as `instance_id` get as
    /// far as the question whether there is such a thing. So does an empty text, which examples show for what is left
    /// out. The mock adopts the same ids.
    pub const fn pattern(&self) -> Option<&'static str> {
        match self {
            Self::Uuid36 | Self::Uuid32(_) => Some("^[0-9A-Za-z_-]{0,64}$"),
            Self::Name => None,
        }
    }
}

impl TryFrom<String> for IdShape {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let is_suffix = |suffix: &str| {
            let (letters, digits) = suffix.split_at_checked(2).unwrap_or_default();
            letters.chars().all(|c| c.is_ascii_lowercase())
                && digits.len() == 2
                && digits.chars().all(|c| c.is_ascii_digit())
        };
        match text.split_once(':') {
            None if text == "uuid36" => Ok(Self::Uuid36),
            None if text == "uuid32" => Ok(Self::Uuid32(None)),
            None if text == "name" => Ok(Self::Name),
            Some(("uuid32", suffix)) if is_suffix(suffix) => {
                Ok(Self::Uuid32(Some(suffix.to_owned())))
            }
            _ => Err(format!(
                "'{text}' is not the shape of an id: expected uuid36, uuid32, uuid32:SUFFIX (two letters, two digits) or name"
            )),
        }
    }
}

impl<'de> Deserialize<'de> for Fits {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(FitsVisitor)
    }
}

struct FitsVisitor;

impl<'de> Visitor<'de> for FitsVisitor {
    type Value = Fits;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an attribute or a list of texts")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Fits, E> {
        text.parse().map(Fits::Attribute).map_err(E::custom)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Fits, A::Error> {
        Vec::deserialize(SeqAccessDeserializer::new(list)).map(Fits::OneOf)
    }
}

/// Reads a limit, or a list of them.
fn one_or_several<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Most>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged, expecting = "expected a number, RESOURCE:ATTRIBUTE, or a list of these")]
    enum Limits {
        One(Most),
        Several(Vec<Most>),
    }
    Ok(match Limits::deserialize(deserializer)? {
        Limits::One(one) => vec![one],
        Limits::Several(several) => several,
    })
}

/// Reads the entries of a table in the order of the file.
fn in_order<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Vec<(FieldPath, Source)>, D::Error> {
    let table: BTreeMap<Spanned<FieldPath>, Source> = BTreeMap::deserialize(deserializer)?;
    let mut entries: Vec<_> = table.into_iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    Ok(entries.into_iter().map(|(key, source)| (key.into_inner(), source)).collect())
}
