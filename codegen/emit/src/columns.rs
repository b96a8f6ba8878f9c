//! Formats the columns inside `record!`. prettyplease wraps the tokens of a macro like prose, so
//! that one new field would change all lines after it.

/// The maximum length of a line.
const WIDTH: usize = 89;

/// The code with one column per line in each `record!`, or with all columns on one line if they
/// fit.
pub(crate) fn lay_out(code: &str) -> String {
    let mut out = String::with_capacity(code.len());
    let mut lines = code.lines();
    while let Some(line) = lines.next() {
        out.push_str(line);
        out.push('\n');
        if line == "record! {" {
            let body: Vec<&str> =
                lines.by_ref().take_while(|line| *line != "}").map(str::trim).collect();
            out.push_str(&record(&body.join(" ")));
            out.push_str("}\n");
        }
    }
    out
}

/// A name and its columns, as in `Tag { key : "key" required, value : "value" }`.
fn record(body: &str) -> String {
    let (name, columns) = body.split_once('{').unwrap_or((body, ""));
    let columns = columns.trim().trim_end_matches('}').trim();
    let columns: Vec<String> = split(columns).into_iter().map(tidy).collect();
    let name = name.trim();
    let line = match columns.len() {
        0 => format!("    {name} {{}}\n"),
        _ => format!("    {name} {{ {} }}\n", columns.join(", ")),
    };
    if line.trim_end().len() <= WIDTH {
        return line;
    }
    let columns: String = columns.iter().map(|column| format!("        {column},\n")).collect();
    format!("    {name} {{\n{columns}    }}\n")
}

/// The columns: the text is split at the commas outside of strings.
fn split(columns: &str) -> Vec<&str> {
    let (mut parts, mut start, mut in_string, mut escaped) = (Vec::new(), 0, false, false);
    for (at, character) in columns.char_indices() {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => in_string = !in_string,
            ',' if !in_string => {
                parts.push(columns[start..at].trim());
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(columns[start..].trim());
    parts.retain(|part| !part.is_empty());
    parts
}

/// Removes the space before the colon after the field.
fn tidy(column: &str) -> String {
    column.replacen(" : ", ": ", 1)
}

#[cfg(test)]
mod tests {
    use super::lay_out;

    #[test]
    fn a_column_a_line() {
        let code = "use a;\nrecord! {\n    Tag { key : \"key\" required, value :\n    \"a, b : c\" | \"d\" }\n}\n";
        assert_eq!(
            lay_out(code),
            "use a;\nrecord! {\n    Tag { key: \"key\" required, value: \"a, b : c\" | \"d\" }\n}\n"
        );
        let long = "x".repeat(80);
        let code =
            format!("record! {{\n    Tag {{ key : \"key\", value :\n    \"{long}\" }}\n}}\n");
        assert_eq!(
            lay_out(&code),
            format!(
                "record! {{\n    Tag {{\n        key: \"key\",\n        value: \"{long}\",\n    }}\n}}\n"
            )
        );
        assert_eq!(lay_out("record! {\n    Tag {}\n}\n"), "record! {\n    Tag {}\n}\n");
    }
}
