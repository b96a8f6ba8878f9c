//! The words of a command.

/// The last word of a command, which tells it from the others of its group.
pub(crate) fn last_word(command: &'static str) -> &'static str {
    command.rsplit(' ').next().unwrap_or(command)
}

#[cfg(test)]
mod tests {
    use super::last_word;

    #[test]
    fn a_command_ends_in_its_own_name() {
        assert_eq!(last_word("starrocks users set-comment"), "set-comment");
        assert_eq!(last_word("operations"), "operations");
    }
}
