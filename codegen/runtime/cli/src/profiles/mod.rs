//! The file of profiles: an INI file that the vendor's SDKs read too, so that whatever else stands in it stays.

mod file;
mod text;

pub(crate) use file::Profiles;
