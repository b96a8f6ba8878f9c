//! What the service answered a moment ago, in the user's folder for such things: ids and the names beside them,
//! and nothing else.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use serde_json::{Value, json};
use taurusdb_descriptor_types::{Operation, Parameter};

use super::candidate::{Answer, Candidate};
use crate::cache_folder;
use crate::globals::Globals;
use crate::manual::Manual;
use crate::shell::Shell;

/// How long an answer is used.
const LIFE: Duration = Duration::from_secs(60);
/// How long it is known that nothing came.
const LIFE_OF_NOTHING: Duration = Duration::from_secs(10);
/// What says who calls, and where, beside the flags. Only a digest of it is ever written.
const TELLING: [&str; 14] = [
    "HUAWEICLOUD_SDK_AK",
    "HUAWEICLOUD_SDK_PROJECT_ID",
    "HUAWEICLOUD_SDK_CREDENTIALS_FILE",
    "HW_ACCESS_KEY",
    "HW_PROJECT_ID",
    "HW_PROJECT_NAME",
    "HW_REGION_NAME",
    "HW_USER_NAME",
    "HW_DOMAIN_NAME",
    "CLOUD_SDK_AK",
    "OS_ACCESS_KEY",
    "OS_USERNAME",
    "OS_PROJECT_NAME",
    "HOME",
];

/// What an answer depends on, as one number.
#[derive(Clone, Copy)]
pub(super) struct Key(u64);

impl Key {
    /// What an answer depends on: who calls, where, and for what.
    pub(super) fn of(
        globals: &Globals,
        operation: &Operation,
        parts: &[(&'static Parameter, String)],
        shell: &Shell<'_>,
    ) -> Self {
        let mut hasher = DefaultHasher::new();
        let Globals { profile, region, endpoint, iam_endpoint, project_id, .. } = globals;
        (profile, region, endpoint, iam_endpoint, project_id).hash(&mut hasher);
        operation.id.hash(&mut hasher);
        for (parameter, value) in parts {
            (parameter.name, value).hash(&mut hasher);
        }
        for name in TELLING {
            (shell.variable)(name).hash(&mut hasher);
        }
        Self(hasher.finish())
    }
}

/// What was answered less than a minute ago.
pub(super) fn kept(manual: Manual, key: Key, shell: &Shell<'_>) -> Option<Answer> {
    let file = file(manual, key, shell)?;
    let age = SystemTime::now().duration_since(fs::metadata(&file).ok()?.modified().ok()?).ok()?;
    let rows: Vec<(String, String)> =
        serde_json::from_slice(&fs::read(file).ok()?).ok().and_then(pairs)?;
    let life = if rows.is_empty() { LIFE_OF_NOTHING } else { LIFE };
    let answer = rows.into_iter().map(|(value, about)| Candidate::new(value, about)).collect();
    (age < life).then_some(answer)
}

fn pairs(value: Value) -> Option<Vec<(String, String)>> {
    let rows = value.as_array()?.iter();
    rows.map(|row| Some((row.get(0)?.as_str()?.to_owned(), row.get(1)?.as_str()?.to_owned())))
        .collect()
}

/// Keeps an answer. Where that cannot be done, the service is asked again.
pub(super) fn keep(manual: Manual, key: Key, answer: &Answer, shell: &Shell<'_>) {
    let Some(file) = file(manual, key, shell) else { return };
    let rows: Vec<Value> =
        answer.candidates.iter().map(|one| json!([one.value, one.about])).collect();
    let _ = cache_folder::write(&file, &Value::from(rows).to_string());
}

/// Where an answer is kept.
fn file(manual: Manual, key: Key, shell: &Shell<'_>) -> Option<PathBuf> {
    let folder = cache_folder::place(manual, &shell.variable)?.join("completions");
    Some(folder.join(format!("{:x}.json", key.0)))
}
