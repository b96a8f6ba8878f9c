//! What was measured, line by line, and what is beyond its budget.

use std::process::ExitCode;

/// What a value may be.
#[derive(Clone, Copy)]
pub(crate) enum Budget {
    /// Anything.
    None,
    AtLeast(f64),
    AtMost(f64),
}

/// The table, printed line by line.
pub(crate) struct Report {
    only: String,
    missed: Vec<String>,
}

impl Report {
    /// For what has this word in its name.
    pub(crate) fn new(only: &str) -> Self {
        println!("Release builds, on one machine, in one run.\n");
        println!("| what | found | budget | besides |\n|---|---|---|---|");
        Self { only: only.to_owned(), missed: Vec::new() }
    }

    /// Whether something is to be measured.
    pub(crate) fn wants(&self, what: &str) -> bool {
        what.contains(&self.only)
    }

    /// Adds a line: the value that counts, in its unit, and whatever else was found.
    pub(crate) fn add(
        &mut self,
        what: &str,
        value: f64,
        unit: &str,
        besides: impl AsRef<str>,
        budget: Budget,
    ) {
        let number = |value: f64| match value {
            value if value.fract() == 0.0 || value.abs() >= 1000.0 => format!("{value:.0}"),
            value => format!("{value:.2}"),
        };
        let (asked, is_kept) = match budget {
            Budget::None => (String::new(), true),
            Budget::AtLeast(least) => (format!("≥ {}", number(least)), value >= least),
            Budget::AtMost(most) => (format!("≤ {}", number(most)), value <= most),
        };
        println!("| {what} | {} {unit} | {asked} | {} |", number(value), besides.as_ref());
        if !is_kept {
            self.missed.push(format!("{what}: {} {unit}, {asked}", number(value)));
        }
    }

    /// Says what is beyond its budget.
    pub(crate) fn end(self) -> ExitCode {
        for line in &self.missed {
            eprintln!("over budget: {line}");
        }
        if self.missed.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) }
    }
}

/// The middle one of some values.
pub(crate) fn middle(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    match (values.len() / 2, values.len() % 2) {
        (0, 0) => f64::NAN,
        (middle, 0) => f64::midpoint(values[middle - 1], values[middle]),
        (middle, _) => values[middle],
    }
}
