//! One word of a line for a POSIX shell.

/// One word of a line for a POSIX shell: text as it is, and what the shell puts in when it reads the line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Word(Vec<Piece>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Text(String),
    Variable(String),
    Output(String),
}

impl Word {
    /// Adds text, whatever it holds.
    pub(crate) fn text(mut self, text: &str) -> Self {
        match self.0.last_mut() {
            Some(Piece::Text(before)) => before.push_str(text),
            _ => self.0.push(Piece::Text(text.to_owned())),
        }
        self
    }

    /// Adds the value of a variable.
    pub(crate) fn variable(mut self, name: &str) -> Self {
        self.0.push(Piece::Variable(name.to_owned()));
        self
    }

    /// Adds what a command prints.
    pub(crate) fn output(mut self, command: &str) -> Self {
        self.0.push(Piece::Output(command.to_owned()));
        self
    }

    /// Adds the pieces of another one.
    pub(crate) fn word(mut self, other: Self) -> Self {
        for piece in other.0 {
            match piece {
                Piece::Text(text) => self = self.text(&text),
                piece => self.0.push(piece),
            }
        }
        self
    }

    /// The word as it is typed.
    pub(crate) fn quoted(&self) -> String {
        if self.0.is_empty() {
            return "''".to_owned();
        }
        let piece = |piece: &Piece| match piece {
            Piece::Text(text) => format!("'{}'", text.replace('\'', r"'\''")),
            Piece::Variable(name) => format!("\"${name}\""),
            Piece::Output(command) => format!("\"$({command})\""),
        };
        self.0.iter().map(piece).collect()
    }
}

/// A text as one word, in quotation marks only where it needs them.
pub(crate) fn plain(text: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_.,:/+@%=".contains(c);
    match !text.is_empty() && text.chars().all(is_plain) {
        true => text.to_owned(),
        false => Word::default().text(text).quoted(),
    }
}

/// The name of the variable that stands for a value which is called so.
pub(crate) fn variable_name(name: &str) -> String {
    let upper = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_uppercase() } else { '_' };
    let name: String = name.chars().map(upper).collect();
    match name.starts_with(|c: char| c.is_ascii_digit()) {
        true => format!("_{name}"),
        false => name,
    }
}

#[cfg(test)]
mod tests {
    use super::{Word, variable_name};

    #[test]
    fn whatever_a_text_holds_it_is_one_word() {
        let word = Word::default().text("it's ").text("$HOME `x` \\ \"!\"");
        assert_eq!(word.quoted(), r#"'it'\''s $HOME `x` \ "!"'"#);
        assert_eq!(Word::default().quoted(), "''");
        let word = Word::default().text("a: ").variable("A").output("date -u");
        assert_eq!(word.quoted(), r#"'a: '"$A""$(date -u)""#);
    }

    #[test]
    fn variables_have_names_that_a_shell_takes() {
        assert_eq!(variable_name("x-auth-token"), "X_AUTH_TOKEN");
        assert_eq!(variable_name("2nd.pwd"), "_2ND_PWD");
    }
}
