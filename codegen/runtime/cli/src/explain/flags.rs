//! Flags of an operation as what they stand for: `explain pots create --filling.amount` is about a field.

use std::ffi::OsString;

use super::names::{operation_in, parts};
use crate::command::taken;
use crate::fields::resolve;
use crate::manual::Manual;
use crate::own_command::Uses;
use crate::tree::Step;

/// The words of a line that explains something, flags of operations as the names of what they set. `own` are flags
/// of the command itself.
pub(crate) fn as_names(manual: Manual, words: Vec<OsString>, own: &[&str]) -> Vec<OsString> {
    let mut done: Vec<OsString> = Vec::with_capacity(words.len());
    let mut said = String::new();
    for word in words {
        let flag = word.to_str().and_then(|word| word.strip_prefix("--"));
        let flag = flag.map(|flag| flag.split('=').next().unwrap_or(flag));
        let is_own = |flag: &str| flag.is_empty() || own.contains(&flag) || Uses::Values.has(flag);
        match flag.filter(|flag| !is_own(flag)) {
            Some(flag) => done.push(name(manual, &said, flag).into()),
            None => {
                said += &format!(" {}", word.to_string_lossy());
                done.push(word);
            }
        }
    }
    done
}

/// What a flag sets, of the operation that words name.
fn name(manual: Manual, said: &str, flag: &str) -> String {
    let parts = parts(said);
    let Some((operation, [])) = operation_in(manual.service, &parts) else {
        return flag.to_owned();
    };
    if let Some(found) = operation.parameters.iter().find(|one| one.flag == Some(flag)) {
        return found.name.to_owned();
    }
    let field = operation.request.map(|body| resolve(body, flag, &taken(manual, operation)));
    let Some(Ok(target)) = field else { return flag.to_owned() };
    let names = target.steps.iter().filter_map(|step| match step {
        Step::Key(name) => Some(name.as_str()),
        Step::Index(_) => None,
    });
    names.collect::<Vec<_>>().join(".")
}
