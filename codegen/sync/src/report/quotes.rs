//! Short quotations of both documents, for a terminal: they show at once whether the document says less or is
//! only read less well. They are the vendor's words, so no file and no pull request gets them.

/// How many characters of a line are shown.
const SHOWN: usize = 100;

/// How many characters are shown before the first that differs.
const BEFORE: usize = 40;

/// The lines of both documents, as far as they are at hand.
#[derive(Clone, Copy, Debug, Default)]
pub struct Quotes<'d> {
    /// The old document.
    pub old: Option<&'d [String]>,
    /// The new one.
    pub new: Option<&'d [String]>,
}

impl Quotes<'_> {
    /// What both documents have in these lines, cut to where they begin to differ.
    pub(super) fn of(&self, old: Option<u32>, new: Option<u32>) -> Vec<(&'static str, String)> {
        let line = |document: Option<&[String]>, line: Option<u32>| {
            let index = (line? as usize).checked_sub(1)?;
            let text =
                document?.get(index)?.split('\t').map(str::trim).collect::<Vec<_>>().join(" | ");
            (!text.trim().is_empty()).then_some(text)
        };
        let (old, new) = (line(self.old, old), line(self.new, new));
        let start = match (&old, &new) {
            (Some(old), Some(new)) => {
                let same = old.chars().zip(new.chars()).take_while(|(a, b)| a == b).count();
                // Lines that are equal, or have nothing in common, are shown from their start.
                if same == old.chars().count() { 0 } else { same.saturating_sub(BEFORE) }
            }
            _ => 0,
        };
        let cut = |text: String| {
            let length = text.chars().count();
            let shown: String = text.chars().skip(start).take(SHOWN).collect();
            let head = if start > 0 { "…" } else { "" };
            let tail = if length > start + SHOWN { "…" } else { "" };
            format!("{head}{shown}{tail}")
        };
        [("old", old), ("new", new)]
            .into_iter()
            .filter_map(|(side, text)| Some((side, cut(text?))))
            .collect()
    }
}
