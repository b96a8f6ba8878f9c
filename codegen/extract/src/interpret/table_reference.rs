//! References to tables by their number, in a description or a type.

use super::draft::TableDraft;
use crate::read::Cell;
use crate::text::{after, is_digits};

/// Whether a table has the number; `3` is the third table of a page, or of a section that counts its
/// own tables.
pub(crate) fn has_number(table: &TableDraft, number: &str, of_page: bool) -> bool {
    let counts_in_section =
        || of_page || table.number.split('-').next().is_some_and(|section| section.contains('.'));
    let in_section = || table.number.rsplit_once('-').map(|(_, last)| last);
    table.number == number
        || counts_in_section() && !number.contains('-') && in_section() == Some(number)
}

/// `For details, see Table 5-3 .` → `5-3`; `For details, see Table 3.` → `3`.
pub(crate) fn table_reference(description: &Cell) -> Option<String> {
    const LEADS: [&str; 7] =
        ["see ", "refer to ", "listed in ", "described in ", "shown in ", "See ", "Refer to "];
    description.texts().find_map(|text| {
        let rest = LEADS.iter().find_map(|lead| {
            let rest = after(text, lead)?.trim_start_matches(['[', '*', '(']);
            rest.strip_prefix("Table ")
        })?;
        let number: String = rest
            .chars()
            .map(|c| if c == '–' { '-' } else { c })
            .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.'))
            .collect();
        let number = number.trim_end_matches(['-', '.']);
        (number.contains('-') || is_digits(number)).then(|| number.to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::table_reference;
    use crate::read::Cell;

    #[test]
    fn references_are_read_in_many_wordings() {
        let reference = |text: &str| table_reference(&Cell::parse(text));
        assert_eq!(reference("For details, see Table 5-3 .").as_deref(), Some("5-3"));
        assert_eq!(reference("For details, see Table 3.").as_deref(), Some("3"));
        assert_eq!(reference("For details, see [Table 5-3](#t).").as_deref(), Some("5-3"));
        assert_eq!(reference("For details, refer to **Table 5–3**.").as_deref(), Some("5-3"));
        assert_eq!(reference("The fields are listed in Table 3").as_deref(), Some("3"));
        assert_eq!(reference("For details, see Table 5.3.1-2.").as_deref(), Some("5.3.1-2"));
        assert_eq!(reference("See the table."), None);
    }
}
