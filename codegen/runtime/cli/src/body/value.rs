//! The value of a flag, as the field needs it.

use taurusdb_descriptor_types::{Field, Schema, Type};

use super::secret::Secrets;
use super::shorthand::{self, Short};
use super::source;
use crate::fields::{Target, Unresolved, within};
use crate::tree::{Form, Step, Tree, number, read_json};

/// Makes values of the texts of flags.
pub(super) struct Values<'a, 'b, 'c> {
    pub(super) secrets: &'c mut Secrets<'a, 'b>,
    /// Whether values of another type than the declared one are taken as what they look like.
    pub(super) is_lenient: bool,
}

/// A value that a flag gives.
pub(super) enum Given {
    /// The value.
    One(Tree),
    /// Elements of a list, or entries of an object: several flags add to each other.
    Part(Tree),
}

impl Values<'_, '_, '_> {
    /// The value of a flag.
    ///
    /// # Errors
    /// Says what is expected; never shows a secret.
    pub(super) fn of(&mut self, target: &Target, text: &str) -> Result<Given, String> {
        let flag = format!("--{}", target.flag);
        let Some(kind) = target.kind else { return Ok(Given::One(guessed(text))) };
        if is_scalar(&kind) {
            return self.scalar(&kind, target.field, &flag, text).map(Given::One);
        }
        if let Some(file) = text.strip_prefix('@') {
            let tree = source::read(file, &flag, self.secrets)
                .map_err(|error| format!("{flag}: {error}"))?;
            let tree = super::settled(tree, Some(&kind)).given_by_flag();
            return Ok(whole(&kind, tree));
        }
        let json = match text.trim_start().starts_with(['{', '[']) {
            true => Some(read_json(text)),
            false => None,
        };
        if let Some(Ok(tree)) = json {
            let tree = self.with_secrets(tree.given_by_flag(), &kind, target.field, &flag)?;
            return Ok(whole(&kind, tree));
        }
        // What looks like JSON may be several objects in their short form.
        let short = shorthand::read(text).map_err(|error| match &json {
            Some(Err(wrong)) => format!("{flag}: {wrong}; as a short form: {error}"),
            _ => format!("{flag}: {error}"),
        });
        match (short, json) {
            (Ok(short), _) => self.short(target, &kind, short),
            (Err(_), Some(Err(wrong))) if text.contains('"') => Err(format!("{flag}: {wrong}")),
            (Err(error), _) => Err(error),
        }
    }

    fn scalar(
        &mut self,
        kind: &Type,
        field: Option<&'static Field>,
        flag: &str,
        text: &str,
    ) -> Result<Tree, String> {
        let is_secret = field.is_some_and(|field| field.facts.sensitive);
        let secret = if is_secret { Some(self.secrets.value(flag, text)?) } else { None };
        let text = secret.as_deref().unwrap_or(text);
        let form = match kind {
            Type::Integer | Type::Long => {
                number(text).filter(|digits| !digits.contains(['.', 'e', 'E'])).map(Form::Number)
            }
            Type::Number => number(text).map(Form::Number),
            Type::Boolean => match text.to_ascii_lowercase().as_str() {
                "true" => Some(Form::Boolean(true)),
                "false" => Some(Form::Boolean(false)),
                _ => None,
            },
            _ => Some(Form::Text(text.to_owned())),
        };
        let takes_text = field.is_some_and(|field| field.wire.contains(&"string"));
        match form {
            Some(form) => Ok(Tree::flag(form)),
            None if takes_text || self.is_lenient => Ok(guessed(text)),
            None if is_secret => Err(format!("{flag} must be {}", kind.noun())),
            None => Err(format!("{flag} must be {}, is '{text}'", kind.noun())),
        }
    }

    /// A value in its short form.
    fn short(&mut self, target: &Target, kind: &Type, short: Short) -> Result<Given, String> {
        let flag = &target.flag;
        match (kind, short) {
            (Type::Array(element), Short::List(values)) => {
                let items = self.items(target, element, values)?;
                Ok(Given::Part(Tree::flag(Form::List(items))))
            }
            // One element, its fields without braces.
            (Type::Array(element), pairs) => {
                let items = self.items(target, element, vec![pairs])?;
                Ok(Given::Part(Tree::flag(Form::List(items))))
            }
            (_, Short::Pairs(pairs)) => self.pairs(target, pairs).map(Given::Part),
            (_, Short::List(values)) if values.is_empty() => Err(format!(
                "--{flag} is empty: give its fields as name=value, or {{}} for an empty object"
            )),
            (_, _) => {
                Err(format!("--{flag} must be an object: its fields as name=value, JSON, or @FILE"))
            }
        }
    }

    fn items(
        &mut self,
        target: &Target,
        element: &'static Type,
        values: Vec<Short>,
    ) -> Result<Vec<Tree>, String> {
        if values.is_empty() {
            return Err(format!("--{} is empty: write [] for an empty list", target.flag));
        }
        let item = Target {
            flag: target.flag.clone(),
            steps: target.steps.clone(),
            kind: Some(*element),
            field: target.field,
        };
        values.into_iter().map(|value| self.one(&item, vec![value])).collect()
    }

    /// A value, of all that stood before the next key.
    fn one(&mut self, target: &Target, mut values: Vec<Short>) -> Result<Tree, String> {
        let flag = format!("--{}", target.flag);
        if let Some(Type::Array(element)) = target.kind {
            let values = match values.as_mut_slice() {
                [Short::List(inner)] => {
                    if inner.is_empty() {
                        return Ok(Tree::flag(Form::List(Vec::new())));
                    }
                    std::mem::take(inner)
                }
                _ => values,
            };
            return Ok(Tree::flag(Form::List(self.items(target, element, values)?)));
        }
        let last = values.pop();
        let (Some(last), true) = (last, values.is_empty()) else {
            return Err(format!(
                "{flag} is one value: put it in quotation marks if it has a comma"
            ));
        };
        match (target.kind, last) {
            (None, Short::Text(text, true)) => Ok(Tree::text(text)),
            (None, Short::Text(text, false)) => Ok(guessed(&text)),
            (None, Short::List(inner)) => {
                let items = inner.into_iter().map(|one| self.one(target, vec![one]));
                Ok(Tree::flag(Form::List(items.collect::<Result<_, _>>()?)))
            }
            (Some(kind), Short::Text(text, _)) if is_scalar(&kind) => {
                self.scalar(&kind, target.field, &flag, &text)
            }
            (Some(kind), _) if is_scalar(&kind) => Err(format!("{flag} must be {}", kind.noun())),
            (_, Short::Pairs(pairs)) => self.pairs(target, pairs),
            _ => Err(format!("{flag} must be an object: its fields as name=value, in braces")),
        }
    }

    /// An object, of its fields.
    fn pairs(&mut self, target: &Target, pairs: Vec<(String, Vec<Short>)>) -> Result<Tree, String> {
        let mut object = Tree::flag(Form::Object(Vec::new()));
        for (key, values) in pairs {
            // The keys of a map are taken as they are: a dot in one is a part of it.
            let field = match target.kind {
                Some(Type::Map(element)) => Target {
                    flag: format!("{}.{key}", target.flag),
                    steps: target.steps.iter().cloned().chain([Step::Key(key)]).collect(),
                    kind: Some(*element),
                    field: target.field,
                },
                _ => within(target, &key).map_err(|error| match error {
                    Unresolved::Wrong(text) => text,
                    Unresolved::Unknown(near) => unknown(target, &key, &near),
                })?,
            };
            let value = self.one(&field, values)?;
            let way = &field.steps[target.steps.len()..];
            object.put(way, value).map_err(|problem| format!("--{} {problem}", field.flag))?;
        }
        Ok(object)
    }

    /// The same value, secrets in it read from where they are.
    fn with_secrets(
        &mut self,
        tree: Tree,
        kind: &Type,
        field: Option<&'static Field>,
        flag: &str,
    ) -> Result<Tree, String> {
        let form = match (kind, tree.form) {
            (Type::Record(schema), Form::Object(entries)) => {
                let mut done = Vec::with_capacity(entries.len());
                for (key, value) in entries {
                    let value = match schema.field(&key) {
                        Some(field) => {
                            let flag = format!("{flag}.{}", crate::fields::kebab(field.name));
                            self.with_secrets(value, &field.kind, Some(field), &flag)?
                        }
                        None => value,
                    };
                    done.push((key, value));
                }
                Form::Object(done)
            }
            (Type::Map(element), Form::Object(entries)) => {
                let mut done = Vec::with_capacity(entries.len());
                for (key, value) in entries {
                    done.push((key, self.with_secrets(value, element, field, flag)?));
                }
                Form::Object(done)
            }
            (Type::Array(element), Form::List(items)) => {
                let mut done = Vec::with_capacity(items.len());
                for value in items {
                    done.push(self.with_secrets(value, element, field, flag)?);
                }
                Form::List(done)
            }
            (Type::String, Form::Text(text))
                if field.is_some_and(|field| field.facts.sensitive) =>
            {
                Form::Text(self.secrets.value(flag, &text)?)
            }
            (_, form) => form,
        };
        Ok(Tree { form, ..tree })
    }
}

/// A whole object or list; a single element where a list is needed.
fn whole(kind: &Type, tree: Tree) -> Given {
    match (kind, &tree.form) {
        (Type::Array(element), Form::Object(_)) if !matches!(**element, Type::Array(_)) => {
            Given::Part(Tree::flag(Form::List(vec![tree])))
        }
        (Type::Array(_), Form::List(_)) | (_, Form::Object(_)) => Given::Part(tree),
        _ => Given::One(tree),
    }
}

/// What a text looks like where nothing says what it must be: JSON, or else a text.
fn guessed(text: &str) -> Tree {
    match read_json(text) {
        Ok(tree) => tree.given_by_flag(),
        Err(_) => Tree::text(text),
    }
}

fn is_scalar(kind: &Type) -> bool {
    !matches!(kind, Type::Array(_) | Type::Map(_) | Type::Record(_) | Type::Object)
}

fn unknown(target: &Target, key: &str, near: &[String]) -> String {
    let flag = &target.flag;
    if let [first, ..] = near {
        let first = first.rsplit('.').next().unwrap_or(first);
        return format!("--{flag} has no field '{key}': did you mean '{first}'?");
    }
    let names = match target.kind {
        Some(Type::Record(schema)) => names(schema),
        _ => String::new(),
    };
    format!("--{flag} has no field '{key}'; it has {names}")
}

fn names(schema: &Schema) -> String {
    schema.fields.iter().map(|field| field.name).collect::<Vec<_>>().join(", ")
}
