//! Where profiles are kept, and how the file is written.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use taurusdb_runtime::Credentials;

use super::text::Text;
use crate::exit::{Exit, Failure};
use crate::shell::Variables;

/// The variable by which the vendor's SDKs are told another file.
const VARIABLE: &str = "HUAWEICLOUD_SDK_CREDENTIALS_FILE";

/// The file of profiles.
pub(crate) struct Profiles {
    pub(crate) path: PathBuf,
    pub(crate) text: Text,
}

/// Where the file is: where the vendor's SDKs look for it.
pub(crate) fn place(variable: &Variables) -> Result<PathBuf, Failure> {
    let get = |name: &str| {
        let value = variable(name).map(|value| value.trim().to_owned());
        value.filter(|value| !value.is_empty())
    };
    if let Some(path) = get(VARIABLE) {
        return Ok(path.into());
    }
    let Some(home) = get("HOME").or_else(|| get("USERPROFILE")) else {
        let problem =
            format!("where profiles are kept is not known: set HOME, USERPROFILE or {VARIABLE}");
        return Err(Failure::new(Exit::Configuration, problem));
    };
    Ok(Path::new(&home).join(".huaweicloud").join("credentials"))
}

impl Profiles {
    /// Reads the file; one that is not there yet is empty.
    pub(crate) fn read(variable: &Variables) -> Result<Self, Failure> {
        let path = place(variable)?;
        let text = match fs::read(&path) {
            Ok(bytes) => String::from_utf8(bytes).map_err(|_| {
                failure(
                    &path,
                    "is not text in UTF-8: save it as such, so that nothing in it is lost",
                )
            })?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
            Err(error) => return Err(failure(&path, &format!("cannot be read: {error}"))),
        };
        Ok(Self { path, text: Text::new(text) })
    }

    /// Writes the file: beside its place, for its owner alone, and renamed when it is whole. If it has keys for a
    /// profile, they are read once from what was written before anything is replaced.
    pub(crate) fn write(&self, profile: Option<&str>) -> Result<(), Failure> {
        self.replace(profile)
            .map_err(|error| failure(&self.path, &format!("cannot be written: {error}")))
    }

    fn replace(&self, profile: Option<&str>) -> io::Result<()> {
        // A link stays one: what it leads to is replaced.
        let target = fs::canonicalize(&self.path).unwrap_or_else(|_| self.path.clone());
        let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty());
        let folder = folder.unwrap_or(Path::new("."));
        if !folder.exists() {
            make(folder)?;
        }
        // Only its owner can read such a file, from the moment when it is made.
        let mut beside = tempfile::Builder::new().prefix(".credentials-").tempfile_in(folder)?;
        beside.write_all(self.text.as_str().as_bytes())?;
        beside.as_file().sync_all()?;
        if let Some(profile) = profile {
            Credentials::from_profile(beside.path(), Some(profile)).map_err(io::Error::other)?;
        }
        beside.persist(&target)?;
        Ok(())
    }
}

fn failure(path: &Path, problem: &str) -> Failure {
    Failure::new(Exit::Configuration, format!("the file of profiles {} {problem}", path.display()))
}

/// Makes a folder that only its owner can look into.
fn make(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}
