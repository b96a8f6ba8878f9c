//! The file of profiles: an INI file that the vendor's SDKs read too, so that whatever else stands in it stays.

mod file;
mod text;

pub(crate) use file::Profiles;

/// The section that is used where no profile is named.
pub(crate) const USUAL: &str = "basic";
/// End of the name of the variable that names a profile.
pub(crate) const PROFILE: &str = "PROFILE";
/// The key for the format of answers.
pub(crate) const OUTPUT: &str = "output";
