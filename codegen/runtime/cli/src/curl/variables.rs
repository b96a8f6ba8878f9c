//! The variables that stand for secrets in a line.

use super::word::variable_name;

/// The variables that stand for secrets in a line, each with the secret that it stands for.
#[derive(Default)]
pub(crate) struct Variables(Vec<(String, String)>);

impl Variables {
    /// The variable for a secret that is called so. The same secret has the same variable, another one of the
    /// same name has another.
    pub(super) fn of(&mut self, name: &str, secret: &str) -> String {
        let name = variable_name(if name.is_empty() { "secret" } else { name });
        let is_for = |variable: &str| {
            variable == name
                || variable.strip_prefix(&name).is_some_and(|rest| {
                    rest.strip_prefix('_').is_some_and(|rest| rest.parse::<u32>().is_ok())
                })
        };
        let alike: Vec<_> = self.0.iter().filter(|(variable, _)| is_for(variable)).collect();
        if let Some((known, _)) = alike.iter().find(|(_, known)| known == secret) {
            return known.clone();
        }
        let variable = match alike.len() {
            0 => name,
            more => format!("{name}_{}", more + 1),
        };
        self.0.push((variable.clone(), secret.to_owned()));
        variable
    }

    /// Names a variable that the line uses for something else.
    pub(super) fn named(&mut self, name: &str) {
        if !self.0.iter().any(|(known, _)| known == name) {
            self.0.push((name.to_owned(), String::new()));
        }
    }

    /// Their names, in the order of the line.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| name.as_str())
    }
}
