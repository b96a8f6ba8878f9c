//! The file in which users of the vendor's SDKs state addresses of services in regions.

use std::path::{Path, PathBuf};

use saphyr::{LoadableYamlNode, Yaml};

use crate::Error;
use crate::credentials::environment;
use crate::encoding;

const VARIABLE: &str = "HUAWEICLOUD_SDK_REGIONS_FILE";

/// The file, if there is one. One that a variable names must be there.
pub(super) fn path(variable: &dyn Fn(&str) -> Option<String>) -> Result<Option<PathBuf>, Error> {
    if let Some(named) = environment::get(variable, VARIABLE)? {
        let path = PathBuf::from(named);
        return match path.exists() {
            true => Ok(Some(path)),
            false => Err(Error::configuration(format!(
                "the variable {VARIABLE} names a file that does not exist, {}: correct it, or unset it",
                path.display()
            ))),
        };
    }
    let home = environment::home(variable)?;
    let path = home.map(|home| home.join(".huaweicloud").join("regions.yaml"));
    Ok(path.filter(|path| path.exists()))
}

/// The address that the file states for a service in a region; of several, the first.
///
/// # Errors
/// Names the file, and what is wrong in it.
pub(super) fn find(path: &Path, service_code: &str, region: &str) -> Result<Option<String>, Error> {
    let wrong = |what: String| Error::configuration(format!("the file {} {what}", path.display()));
    let text =
        encoding::of_file(path).map_err(|error| wrong(format!("cannot be read: {error}")))?;
    let documents =
        Yaml::load_from_str(&text).map_err(|error| wrong(format!("is not YAML: {error}")))?;
    let Some(document) = documents.first().filter(|document| !document.is_null()) else {
        return Ok(None);
    };
    let services = document.as_mapping().ok_or_else(|| {
        wrong("must have the codes of services at its top, each with a list of regions".to_owned())
    })?;
    let is_named = |name: &Yaml<'_>, code: &str| {
        name.as_str().is_some_and(|name| name.eq_ignore_ascii_case(code))
    };
    let mine = services.iter().find(|(name, _)| is_named(name, service_code));
    let Some((_, regions)) = mine.filter(|(_, regions)| !regions.is_null()) else {
        return Ok(None);
    };
    let expected = || {
        wrong(format!(
            "must have a list below {service_code:?}, with `id` and `endpoint` or `endpoints` in each of its \
             entries"
        ))
    };
    for entry in regions.as_vec().ok_or_else(expected)? {
        let entry = entry.as_mapping().ok_or_else(expected)?;
        let get = |key: &str| entry.iter().find(|(name, _)| is_named(name, key)).map(|(_, it)| it);
        if get("id").and_then(|id| id.as_str()) != Some(region) {
            continue;
        }
        let stated = get("endpoint").or_else(|| get("endpoints")).ok_or_else(expected)?;
        let first = match stated.as_vec() {
            Some(several) => several.first().ok_or_else(expected)?,
            None => stated,
        };
        return first.as_str().map(|address| Some(address.to_owned())).ok_or_else(expected);
    }
    Ok(None)
}
