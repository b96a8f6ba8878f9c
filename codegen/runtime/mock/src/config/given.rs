//! What was set, by name, with the place of it. The command line goes before the environment, and that
//! before the file.

use std::collections::BTreeMap;

use super::origin::Origin;
use super::setting::{ALL, variable};
use crate::text::instead;
use crate::tree::{At, Misread, Node};

/// What was set.
#[derive(Debug, Default)]
pub(crate) struct Given(BTreeMap<&'static str, (String, Origin)>);

impl Given {
    pub(super) fn get(&self, name: &str) -> Option<&(String, Origin)> {
        self.0.get(name)
    }

    /// Takes a value, unless one was set that goes before it.
    fn take(&mut self, name: &'static str, value: String, origin: Origin) {
        self.0.entry(name).or_insert((value, origin));
    }

    /// Takes what the command line sets.
    pub(crate) fn flag(&mut self, name: &'static str, value: &str) {
        self.take(name, value.to_owned(), Origin::Flag(name.to_owned()));
    }

    /// Takes what the environment sets, and returns a line about each variable that looks like a
    /// setting and is none.
    pub(crate) fn environment(
        &mut self,
        program: &str,
        variables: impl IntoIterator<Item = (String, String)>,
    ) -> Vec<String> {
        let prefix = variable(program, "");
        let known: Vec<_> = ALL.iter().map(|setting| variable(program, setting.name)).collect();
        let mut unknown = Vec::new();
        for (name, value) in variables {
            // An empty variable is how shells take one away.
            if !name.starts_with(&prefix) || value.is_empty() || name == variable(program, "config")
            {
                continue;
            }
            match known.iter().position(|known| *known == name) {
                Some(index) => self.take(ALL[index].name, value, Origin::Variable(name)),
                None => {
                    // What all have in common says nothing of what is meant.
                    let ends = known.iter().map(|known| &known[prefix.len()..]);
                    let advice = instead(ends, &name[prefix.len()..]);
                    unknown.push(format!("variable {name}: there is no such setting; {advice}"));
                }
            }
        }
        unknown
    }

    /// Takes what a file of TOML sets.
    pub(crate) fn file(&mut self, file: &str, text: &str) -> Result<(), Misread> {
        let node = Node::toml(file, text)?;
        for (name, at) in At::whole(file, &node).table()?.all() {
            let found = ALL.iter().find(|setting| setting.name == name.replace('_', "-"));
            let Some(setting) = found else {
                let names: Vec<_> = ALL.iter().map(|known| known.name.replace('-', "_")).collect();
                let advice = instead(names.iter().map(String::as_str), name);
                return Err(at.wrong(format!("there is no such setting; {advice}")));
            };
            let origin =
                Origin::File { file: file.to_owned(), line: at.line(), name: name.to_owned() };
            self.take(setting.name, at.text()?, origin);
        }
        Ok(())
    }
}
