//! Commands that have another name now: the old one works for one version, and warns.

use std::ffi::OsString;

use taurusdb_descriptor_types::Service;

use crate::shell::Shell;

/// The command line with the new name of its command, if it has an old one.
pub(crate) fn with_new_name(
    service: &Service,
    mut arguments: Vec<OsString>,
    shell: &mut Shell<'_>,
) -> Vec<OsString> {
    for (old, new) in service.renamed {
        let words: Vec<&str> = old.split(' ').collect();
        let is_here = |at: &usize| {
            let here = arguments.iter().skip(*at).take(words.len());
            here.map(|word| word.to_str()).eq(words.iter().copied().map(Some))
        };
        // What stands behind `--` or another command is a value.
        let first = arguments.iter().skip(1).position(|word| *word == words[0]);
        if let Some(at) = first.map(|at| at + 1).filter(is_here) {
            arguments.splice(at..at + words.len(), new.split(' ').map(OsString::from));
            shell.warn(format_args!(
                "'{old}' is called '{new}' now; the next version has the new name alone"
            ));
            return arguments;
        }
    }
    arguments
}
