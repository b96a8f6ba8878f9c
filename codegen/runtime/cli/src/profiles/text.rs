//! The text of an INI file, changed in place: comments, order and everything that nobody asked for stay.

/// The text of an INI file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Text(String);

/// What a line is.
enum Line<'a> {
    Section(&'a str),
    Value(&'a str, &'a str),
    Other,
}

impl Text {
    pub(crate) fn new(text: String) -> Self {
        Self(text)
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// The names of its sections, in the order in which they begin.
    pub(crate) fn sections(&self) -> Vec<&str> {
        let mut found: Vec<&str> = Vec::new();
        for line in self.0.lines() {
            if let Line::Section(name) = line_of(line)
                && !found.iter().any(|known| known.eq_ignore_ascii_case(name))
            {
                found.push(name);
            }
        }
        found
    }

    pub(crate) fn has(&self, section: &str) -> bool {
        self.sections().iter().any(|known| known.eq_ignore_ascii_case(section))
    }

    /// The value of a key; the last one counts, as it does for those who read the file. An empty one is none.
    pub(crate) fn get(&self, section: &str, key: &str) -> Option<&str> {
        let found = self.entries(section).filter(|(known, ..)| known.eq_ignore_ascii_case(key));
        let value = found.last()?.1;
        let inner =
            ['"', '\''].into_iter().find_map(|mark| value.strip_prefix(mark)?.strip_suffix(mark));
        Some(inner.unwrap_or(value)).filter(|value| !value.is_empty())
    }

    /// Sets a key: where it stands already, or else at the end of its section, or of the file.
    pub(crate) fn set(&mut self, section: &str, key: &str, value: &str) {
        let end = if self.0.contains("\r\n") { "\r\n" } else { "\n" };
        let last =
            self.entries(section).filter(|(known, ..)| known.eq_ignore_ascii_case(key)).last();
        if let Some((_, old, at)) = last {
            // What stands around the value stays.
            let line = &self.0[at..];
            let length = line.find(['\n', '\r']).unwrap_or(line.len());
            let start = at + line[..length].len() - old.len() - trailing(&line[..length]);
            let is_bare = old.is_empty();
            let space = if is_bare && self.0[at..start].ends_with(['=', ':']) { " " } else { "" };
            self.0.replace_range(start..start + old.len(), &format!("{space}{value}"));
            return;
        }
        let line = format!("{key} = {value}{end}");
        match self.end_of(section) {
            Some(at) => {
                let begins = self.0[..at].is_empty() || self.0[..at].ends_with('\n');
                let line = if begins { line } else { format!("{end}{line}") };
                self.0.insert_str(at, &line);
            }
            None => {
                if !self.0.is_empty() && !self.0.ends_with('\n') {
                    self.0.push_str(end);
                }
                if !self.0.trim().is_empty() {
                    self.0.push_str(end);
                }
                self.0.push_str(&format!("[{section}]{end}{line}"));
            }
        }
    }

    /// Takes a key away; whether it was there.
    pub(crate) fn unset(&mut self, section: &str, key: &str) -> bool {
        let is_it = |name: &str, line: &str| {
            name.eq_ignore_ascii_case(section)
                && matches!(line_of(line), Line::Value(known, _) if known.eq_ignore_ascii_case(key))
        };
        self.retain(|name, line| !name.is_some_and(|name| is_it(name, line)))
    }

    /// Takes a section away, with all that is in it; whether it was there.
    pub(crate) fn remove(&mut self, section: &str) -> bool {
        self.retain(|name, _| !name.is_some_and(|name| name.eq_ignore_ascii_case(section)))
    }

    /// Keeps the lines that are wanted; whether any was not.
    fn retain(&mut self, is_wanted: impl Fn(Option<&str>, &str) -> bool) -> bool {
        let mut section = None;
        let mut kept = String::with_capacity(self.0.len());
        for line in self.0.split_inclusive('\n') {
            if let Line::Section(name) = line_of(line) {
                section = Some(name);
            }
            if is_wanted(section, line) {
                kept.push_str(line);
            }
        }
        let is_changed = kept != self.0;
        self.0 = kept;
        is_changed
    }

    /// Keys and values of a section, each with the place where its line begins.
    fn entries(&self, section: &str) -> impl Iterator<Item = (&str, &str, usize)> {
        let mut is_inside = false;
        let mut at = 0;
        self.0.split_inclusive('\n').filter_map(move |line| {
            let start = at;
            at += line.len();
            match line_of(line) {
                Line::Section(name) => {
                    is_inside = name.eq_ignore_ascii_case(section);
                    None
                }
                Line::Value(key, value) if is_inside => Some((key, value, start)),
                _ => None,
            }
        })
    }

    /// Where a key is added to a section: behind its last line that says something.
    fn end_of(&self, section: &str) -> Option<usize> {
        let mut is_inside = false;
        let mut at = 0;
        let mut end = None;
        for line in self.0.split_inclusive('\n') {
            at += line.len();
            match line_of(line) {
                Line::Section(name) => {
                    is_inside = name.eq_ignore_ascii_case(section);
                    if is_inside {
                        end = Some(at);
                    }
                }
                Line::Value(..) if is_inside => end = Some(at),
                _ => {}
            }
        }
        end
    }
}

fn line_of(line: &str) -> Line<'_> {
    let text = line.trim_start_matches('\u{feff}').trim();
    if text.starts_with(['#', ';']) {
        return Line::Other;
    }
    if let Some(name) = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        return Line::Section(name.trim());
    }
    match text.split_once(['=', ':']) {
        Some((key, value)) => Line::Value(key.trim(), value.trim()),
        None => Line::Other,
    }
}

/// How many bytes of white space a line ends with.
fn trailing(line: &str) -> usize {
    line.len() - line.trim_end().len()
}

#[cfg(test)]
mod tests {
    use super::Text;

    fn text(text: &str) -> Text {
        Text::new(text.to_owned())
    }

    #[track_caller]
    fn set(before: &str, section: &str, key: &str, value: &str, after: &str) {
        let mut changed = text(before);
        changed.set(section, key, value);
        assert_eq!(changed.as_str(), after);
        assert_eq!(changed.get(section, key), Some(value));
    }

    #[test]
    fn everything_else_stays_as_it_was() {
        let before = "; mine\n[basic]\n# the key\nak=old  \nsk : s=;#k\n\n[other]\nak = o\n";
        let after = "; mine\n[basic]\n# the key\nak=new  \nsk : s=;#k\n\n[other]\nak = o\n";
        set(before, "basic", "ak", "new", after);
        set(before, "OTHER", "AK", "p", &before.replace("ak = o\n", "ak = p\n"));
        set(before, "basic", "region", "r", &before.replace("s=;#k\n", "s=;#k\nregion = r\n"));
        set(before, "third", "ak", "t", &format!("{before}\n[third]\nak = t\n"));
    }

    #[test]
    fn files_of_every_kind_can_be_changed() {
        set("", "basic", "ak", "a", "[basic]\nak = a\n");
        set("[basic]", "basic", "ak", "a", "[basic]\nak = a\n");
        set("[a]\r\nx = 1\r\n", "a", "y", "2", "[a]\r\nx = 1\r\ny = 2\r\n");
        set("[a]\r\nx = 1\r\n", "a", "x", "2", "[a]\r\nx = 2\r\n");
        set("[a]\nx =\n", "a", "x", "2", "[a]\nx = 2\n");
        set("[a]\nx=1\n[b]\n[a]\nx = 2", "a", "x", "3", "[a]\nx=1\n[b]\n[a]\nx = 3");
        set("\u{feff}[a]\nx=1\n", "a", "x", "=", "\u{feff}[a]\nx==\n");
    }

    #[test]
    fn keys_and_sections_are_taken_away() {
        let mut file = text("# top\n[a]\nx=1\n# of a\ny=2\n[b]\nx=3\n");
        assert!(file.unset("a", "X"));
        assert_eq!(file.as_str(), "# top\n[a]\n# of a\ny=2\n[b]\nx=3\n");
        assert!(!file.unset("b", "y"));
        assert!(file.remove("A"));
        assert_eq!(file.as_str(), "# top\n[b]\nx=3\n");
        assert!(!file.remove("a"));
        assert_eq!(file.sections(), ["b"]);
    }

    #[test]
    fn quotation_marks_around_a_value_are_none_of_it() {
        let file = text("[a]\nx=\"1\"\ny=''\n");
        assert_eq!((file.get("a", "x"), file.get("a", "y")), (Some("1"), None));
    }
}
