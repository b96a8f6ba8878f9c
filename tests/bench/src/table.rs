//! The table of what was measured, and what is over its budget.

use crate::measure::{Cost, Rounds};

/// One line of the table.
pub(crate) struct Row {
    what: String,
    ours: Vec<Cost>,
    /// Empty where there is nothing to compare with.
    theirs: Vec<Cost>,
    budget: Budget,
}

/// What it may cost.
pub(crate) enum Budget {
    /// Anything.
    None,
    /// The largest ratio to the other side.
    Ratio(f64),
    /// The most seconds.
    Seconds(f64),
}

impl Row {
    /// What was measured, and what it may cost.
    pub(crate) fn new(what: &str, (rounds, budget): (Rounds, Budget)) -> Self {
        let Rounds { ours, theirs } = rounds;
        Self { what: what.to_owned(), ours, theirs, budget }
    }

    /// What to say if this is over its budget: by the median of the ratios within each round.
    pub(crate) fn missed(&self) -> Option<String> {
        let (what, ratio) = (&self.what, self.ratio_of(clock));
        match self.budget {
            Budget::Ratio(budget) if ratio > budget => {
                Some(format!("{what}: {ratio:.2} of the time, at most {budget:.2}"))
            }
            Budget::Seconds(budget) if median(&self.ours, clock) > budget => Some(format!(
                "{what}: {}, at most {}",
                time(median(&self.ours, clock)),
                time(budget)
            )),
            _ => None,
        }
    }

    fn ratio_of(&self, measure: fn(&Cost) -> f64) -> f64 {
        let pairs = self.ours.iter().zip(&self.theirs);
        middle(pairs.map(|(ours, theirs)| measure(ours) / measure(theirs)).collect())
    }
}

/// The table in Markdown.
pub(crate) fn text(rows: &[Row], rounds: usize) -> String {
    let mut text = format!(
        "Release builds, {rounds} rounds of each side in turn. Time on the clock: the shortest round · the middle \
         one.\nRatios: the middle one of the pairs, on the clock and of this process's processor time; and of the \
         shortest rounds.\n\n\
         | what | ours | by hand | clock | processor | shortest | budget |\n|---|---|---|---|---|---|---|\n"
    );
    for row in rows {
        let side = |costs: &[Cost]| match costs {
            [] => String::new(),
            costs => format!("{} · {}", time(shortest(costs)), time(median(costs, clock))),
        };
        let ratios = match row.theirs.is_empty() {
            true => "| | |".to_owned(),
            false => format!(
                "{:.2} | {:.2} | {:.2} |",
                row.ratio_of(clock),
                row.ratio_of(processor),
                shortest(&row.ours) / shortest(&row.theirs)
            ),
        };
        let budget = match row.budget {
            Budget::None => String::new(),
            Budget::Ratio(ratio) => format!("≤ {ratio:.2}"),
            Budget::Seconds(seconds) => format!("≤ {}", time(seconds)),
        };
        text += &format!(
            "| {} | {} | {} | {ratios} {budget} |\n",
            row.what,
            side(&row.ours),
            side(&row.theirs)
        );
    }
    text
}

fn clock(cost: &Cost) -> f64 {
    cost.clock
}

fn processor(cost: &Cost) -> f64 {
    cost.processor
}

fn shortest(costs: &[Cost]) -> f64 {
    costs.iter().map(clock).fold(f64::INFINITY, f64::min)
}

fn median(costs: &[Cost], measure: fn(&Cost) -> f64) -> f64 {
    middle(costs.iter().map(measure).collect())
}

fn middle(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    match (values.len() / 2, values.len() % 2) {
        (0, 0) => f64::NAN,
        (middle, 0) => f64::midpoint(values[middle - 1], values[middle]),
        (middle, _) => values[middle],
    }
}

fn time(seconds: f64) -> String {
    format!("{:.1} µs", seconds * 1e6)
}
