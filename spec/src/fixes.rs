//! Reads the corrections in `spec/overlay/fixes` and applies them all.

use std::path::{Path, PathBuf};

use serde::Deserialize;
use toml::{Spanned, Value};

use crate::correction::{Change, Corrected, Fix, Setting};
use crate::overlay::{OverlayError, file_names, line_of, parse, read};
use crate::{Api, LedgerEntry, Mandatory};

/// Corrections of the document that no rule can make: `spec/overlay/fixes/*.toml`.
///
/// Each states the value that it replaces, so that it fails once the document changes; the reason;
/// and the evidence that it is right.
#[derive(Clone, Debug, Default)]
pub struct Fixes {
    fixes: Vec<Placed>,
}

#[derive(Clone, Debug)]
struct Placed {
    path: PathBuf,
    line: usize,
    fix: Fix,
    /// Whether it may fail to apply.
    is_tolerated: bool,
}

impl Placed {
    fn error(&self, message: &str) -> OverlayError {
        OverlayError {
            path: self.path.clone(),
            line: self.line,
            message: format!("the fix of {} {message}", self.fix.target),
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    fix: Vec<Spanned<Raw>>,
}

/// One correction as the file has it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    kind: String,
    /// For what is wrong with an operation.
    operation: Option<String>,
    /// For what is wrong with a parameter: its operation and its name.
    parameter: Option<String>,
    /// For what is wrong with a field.
    schema: Option<String>,
    field: Option<String>,
    from: Option<Value>,
    to: Option<Value>,
    mandatory: Option<Mandatory>,
    reason: String,
    evidence: String,
}

impl Raw {
    fn check(self) -> Result<Fix, String> {
        if self.reason.trim().is_empty() {
            return Err("the fix gives no reason; say why the document is wrong".to_owned());
        }
        if self.evidence.trim().is_empty() {
            return Err(
                "the fix gives no evidence; say which example, field or source shows it".to_owned()
            );
        }
        let kind = self.kind.as_str();
        let (from, to) = (self.from, self.to);
        if kind == "set-path" {
            let operation = self.operation.ok_or("a fix of kind set-path needs 'operation'")?;
            let target = Corrected::Path {
                operation,
                from: value(from, kind, "from")?,
                to: value(to, kind, "to")?,
            };
            return Ok(Fix { target, reason: self.reason, evidence: self.evidence });
        }
        let change = match kind {
            "rename-field" => Change::RenameField { to: value(to, kind, "to")? },
            "add-alias" => Change::AddAlias { alias: value(to, kind, "to")? },
            "add-field" => {
                Change::AddField { to: value(to, kind, "to")?, mandatory: self.mandatory }
            }
            "set-type" => Change::Set(Setting::Type {
                from: value(from, kind, "from")?,
                to: value(to, kind, "to")?,
            }),
            "set-mandatory" => Change::Set(Setting::Mandatory {
                from: value(from, kind, "from")?,
                to: value(to, kind, "to")?,
            }),
            "set-facts" => Change::Set(Setting::Facts {
                from: value(from, kind, "from")?,
                to: value(to, kind, "to")?,
            }),
            other => {
                return Err(format!(
                    "'{other}' is not a kind of fix; expected rename-field, set-type, add-alias, set-mandatory, add-field, set-facts or set-path"
                ));
            }
        };
        let need = |value: Option<String>, key: &str| {
            value.ok_or_else(|| format!("a fix of kind {kind} needs '{key}'"))
        };
        let target = match (change, self.parameter) {
            (change, None) => Corrected::Field {
                schema: need(self.schema, "schema")?,
                field: need(self.field, "field")?,
                change,
            },
            (Change::Set(setting), Some(parameter))
                if self.schema.is_none() && self.field.is_none() =>
            {
                Corrected::Parameter { parameter, setting }
            }
            (Change::Set(_), Some(_)) => {
                return Err(
                    "the fix names a parameter and a field; write one fix for each".to_owned()
                );
            }
            (_, Some(_)) => {
                return Err(format!(
                    "a fix of kind {kind} is for fields; a parameter takes set-type, set-mandatory or set-facts"
                ));
            }
        };
        Ok(Fix { target, reason: self.reason, evidence: self.evidence })
    }
}

fn value<T: for<'de> Deserialize<'de>>(
    value: Option<Value>,
    kind: &str,
    key: &str,
) -> Result<T, String> {
    let value = value.ok_or_else(|| format!("a fix of kind {kind} needs '{key}'"))?;
    value.try_into().map_err(|error| format!("'{key}': {error}"))
}

impl Fixes {
    /// Reads all files of `folder`, in the order of their names; a missing folder counts as empty.
    pub fn load(folder: &Path) -> Result<Self, OverlayError> {
        let mut fixes = Vec::new();
        // No folder means that nothing needs fixing yet: version control keeps no empty one.
        let names = if folder.exists() { file_names(folder)? } else { Vec::new() };
        for name in names {
            let (path, text) = read(folder, &name)?;
            for fix in parse::<File>(&path, &text)?.fix {
                let line = line_of(&text, fix.span().start);
                let fix = fix.into_inner().check().map_err(|message| OverlayError {
                    path: path.clone(),
                    line,
                    message,
                })?;
                fixes.push(Placed { path: path.clone(), line, fix, is_tolerated: false });
            }
        }
        Ok(Self { fixes })
    }

    /// From now on, the fix at the place of this error may fail to apply, or be incomplete: whoever
    /// calls this has told people about the error.
    pub fn tolerate(&mut self, error: &OverlayError) {
        for placed in &mut self.fixes {
            placed.is_tolerated |= placed.path == error.path && placed.line == error.line;
        }
    }

    /// Applies all corrections; returns the entries for the ledger.
    ///
    /// # Errors
    /// All fixes that do not apply: the document has changed, or the fix was never right.
    pub fn apply(&self, api: &mut Api) -> Result<Vec<LedgerEntry>, Vec<OverlayError>> {
        let (entries, errors) = self.apply_fitting(api);
        if errors.is_empty() { Ok(entries) } else { Err(errors) }
    }

    /// Applies the corrections that can be applied; returns the entries for the ledger, and what is
    /// wrong with the other corrections.
    pub fn apply_fitting(&self, api: &mut Api) -> (Vec<LedgerEntry>, Vec<OverlayError>) {
        let mut entries = Vec::new();
        let mut errors = Vec::new();
        for placed in &self.fixes {
            match placed.fix.apply(api) {
                Ok(entry) => entries.push(entry),
                Err(_) if placed.is_tolerated => {}
                Err(message) => errors.push(placed.error(&format!(
                    "does not apply: {message}; if the document says it right now, remove the fix; if it is still wrong, correct the fix; if it says neither, the place was misread"
                ))),
            }
        }
        let missed = self.fixes.iter().filter(|placed| !placed.is_tolerated).filter_map(|placed| {
            let message = placed.fix.missed(api)?;
            Some(placed.error(&format!("is incomplete: {message}; add a fix for that schema")))
        });
        errors.extend(missed);
        (entries, errors)
    }
}
