//! A line of the walk: what is shown, and what is run.

use std::collections::BTreeMap;
use std::ffi::OsString;

use crate::curl;

/// A word of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Word {
    Plain(String),
    /// The value of a variable that an earlier line has set.
    Variable(&'static str),
}

/// A line, and the variable that takes what it prints, if one does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) words: Vec<Word>,
    pub(super) keeps: Option<&'static str>,
}

impl Line {
    /// Words that are separated by blanks.
    pub(super) fn of(text: &str) -> Self {
        let words = text.split_whitespace().map(|word| Word::Plain(word.to_owned()));
        Self { words: words.collect(), keeps: None }
    }

    pub(super) fn plain(mut self, words: &[&str]) -> Self {
        self.words.extend(words.iter().map(|word| Word::Plain((*word).to_owned())));
        self
    }

    pub(super) fn variable(mut self, name: &'static str) -> Self {
        self.words.push(Word::Variable(name));
        self
    }

    pub(super) fn keeping(self, name: &'static str) -> Self {
        Self { keeps: Some(name), ..self }
    }

    /// The line as it is typed, in lines of at most `width` columns where that is possible.
    pub(super) fn typed(&self, width: usize) -> String {
        let mut words: Vec<String> = self
            .words
            .iter()
            .map(|word| match word {
                Word::Plain(text) => curl::plain(text),
                Word::Variable(name) => format!("\"${name}\""),
            })
            .collect();
        if let Some(name) = self.keeps {
            words[0] = format!("{name}=$({}", words[0]);
            if let Some(last) = words.last_mut() {
                last.push(')');
            }
        }
        let mut text = "$".to_owned();
        let mut column = 1;
        for (at, word) in words.iter().enumerate() {
            let is_flag = word.starts_with('-');
            // A flag and its value stay together.
            let value = words.get(at + 1).filter(|next| is_flag && !next.starts_with('-'));
            let length = word.chars().count() + value.map_or(0, |value| 1 + value.chars().count());
            let is_value = at > 0 && words[at - 1].starts_with('-') && !is_flag;
            if column + 1 + length + 2 > width && column > 8 && !is_value {
                text += " \\\n   ";
                column = 3;
            }
            text += &format!(" {word}");
            column += 1 + word.chars().count();
        }
        text
    }

    /// The variables that the program is told to take secrets from.
    pub(super) fn secrets(&self) -> Vec<String> {
        let named = |word: &Word| match word {
            Word::Plain(text) => text.rsplit_once("env:").map(|(_, name)| name.to_owned()),
            Word::Variable(_) => None,
        };
        self.words.iter().filter_map(named).collect()
    }

    /// The words as the program gets them.
    pub(super) fn arguments(&self, variables: &BTreeMap<&str, String>) -> Vec<OsString> {
        let value = |word: &Word| match word {
            Word::Plain(text) => text.clone(),
            Word::Variable(name) => variables.get(name).cloned().unwrap_or_default(),
        };
        self.words.iter().map(|word| value(word).into()).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::Line;

    #[test]
    fn a_line_is_what_a_shell_would_take() {
        let line =
            Line::of("demo teas make").plain(&["--name", "it's"]).variable("ID").keeping("NEW");
        assert_eq!(line.typed(80), r#"$ NEW=$(demo teas make --name 'it'\''s' "$ID")"#);
        let variables = BTreeMap::from([("ID", "7".to_owned())]);
        assert_eq!(line.arguments(&variables), ["demo", "teas", "make", "--name", "it's", "7"]);
    }

    #[test]
    fn a_narrow_line_goes_on_in_the_next() {
        let line = Line::of("demo teas make --name orders --kind green --wait");
        assert_eq!(
            line.typed(30),
            "$ demo teas make \\\n    --name orders \\\n    --kind green --wait"
        );
    }
}
