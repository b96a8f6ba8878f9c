//! Finds existing entries in the files of the overlay.

use std::path::Path;

/// The line at which an entry begins, and its lines. `starts` is the start of its first line.
pub(super) fn find(root: &Path, file: &str, starts: &str) -> Option<(usize, String)> {
    let text = std::fs::read_to_string(root.join("spec/overlay").join(file)).ok()?;
    let lines: Vec<&str> = text.lines().collect();
    let first = lines.iter().position(|line| line.starts_with(starts))?;
    // A table ends where another begins; a line inside a table is an entry of one line.
    let is_table = starts.starts_with('[');
    let ends = |line: &&str| !is_table || line.is_empty() || line.starts_with('#');
    let length = 1 + lines[first + 1..].iter().position(ends).unwrap_or(lines.len() - first - 1);
    Some((first + 1, lines[first..first + length].join("\n")))
}

/// The file, below `resources/`, that describes a resource.
pub(super) fn file_of_resource(root: &Path, resource: &str) -> Option<String> {
    let folder = root.join("spec/overlay/resources");
    let header = format!("[{resource}]");
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .ok()?
        .flatten()
        .map(|entry| format!("resources/{}", entry.file_name().to_string_lossy()))
        .filter(|name| name.ends_with(".toml"))
        .collect();
    names.sort();
    names.into_iter().find(|name| find(root, name, &header).is_some())
}
