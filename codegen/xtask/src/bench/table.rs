//! The table of `bench build`: medians of both sides, and medians of the ratios of each run.

use super::measure::Cost;
use super::side::Costs;

/// One item that is built, with its costs in each run.
pub(super) struct Row {
    what: String,
    pairs: Vec<(Cost, Cost)>,
    /// The highest allowed ratios of time and memory to the other side's.
    budget: (Option<f64>, Option<f64>),
}

/// The rows: `calls` are the numbers of operations that the programs call.
pub(super) fn rows(measured: &[(Costs, Costs)], calls: &[usize]) -> Vec<Row> {
    let last = calls.len() - 1;
    let row = |what: String, budget, cost: &dyn Fn(&Costs) -> Cost| Row {
        what,
        pairs: measured.iter().map(|(ours, peer)| (cost(ours), cost(peer))).collect(),
        budget,
    };
    let free = (None, None);
    let mut rows = vec![
        row("the crate alone".to_owned(), (Some(0.25), Some(0.5)), &|c| c.alone),
        row("the crate and its description".to_owned(), free, &|c| c.library),
    ];
    for (place, calls) in calls.iter().enumerate() {
        let what = format!("a program with {calls} calls");
        rows.push(row(what, free, &|c| c.cold[place]));
    }
    for (place, calls) in calls.iter().enumerate() {
        let what = format!("crate and program with {calls} calls");
        let budget = if place == last { (Some(0.35), Some(0.5)) } else { free };
        rows.push(row(what, budget, &|c| c.library.and(c.cold[place])));
    }
    for (place, calls) in calls.iter().enumerate() {
        let what = format!("{calls} calls, program touched");
        rows.push(row(what, free, &|c| c.touched[place]));
    }
    let what = format!("{} calls, crate touched", calls[last]);
    rows.push(row(what, free, &|c| c.library_touched.0.and(c.library_touched.1)));
    rows
}

impl Row {
    fn ours(&self, measure: fn(&Cost) -> f64) -> f64 {
        median(self.pairs.iter().map(|(ours, _)| measure(ours)).collect())
    }

    fn peer(&self, measure: fn(&Cost) -> f64) -> f64 {
        median(self.pairs.iter().map(|(_, peer)| measure(peer)).collect())
    }

    fn ratio(&self, measure: fn(&Cost) -> f64) -> f64 {
        median(self.pairs.iter().map(|(ours, peer)| measure(ours) / measure(peer)).collect())
    }

    /// The ratios over their budget. For time, processor time counts: other programs on the machine
    /// affect the elapsed time of one side more than that of the other.
    pub(super) fn missed(&self) -> Vec<String> {
        let mut missed = Vec::new();
        let mut check = |what: &str, ratio: f64, budget: Option<f64>| {
            if let Some(budget) = budget.filter(|budget| ratio > *budget) {
                missed.push(format!("{}: {ratio:.2} of the {what}, at most {budget}", self.what));
            }
        };
        check("processor time", self.ratio(processor), self.budget.0);
        check("memory", self.ratio(memory), self.budget.1);
        missed
    }
}

fn wall(cost: &Cost) -> f64 {
    cost.wall
}

fn processor(cost: &Cost) -> f64 {
    cost.processor
}

fn memory(cost: &Cost) -> f64 {
    cost.memory
}

/// The table in Markdown.
pub(super) fn text(rows: &[Row], runs: usize) -> String {
    let mut text = format!(
        "Debug builds, dependencies built before; medians of {runs} runs, ours and progenitor's in \
         turn.\nSeconds on the clock and of the processor, and the most memory of a rustc; ratios are \
         medians of paired ratios.\n\n\
         | what | ours | progenitor | clock | processor | memory | budget |\n\
         |---|---|---|---|---|---|---|\n"
    );
    for row in rows {
        let side = |of: &dyn Fn(fn(&Cost) -> f64) -> f64| {
            format!("{:.1} s · {:.1} s · {:.0} MB", of(wall), of(processor), of(memory))
        };
        let budget = match row.budget {
            (Some(time), Some(memory)) => format!("≤ {time} time, ≤ {memory} memory"),
            _ => String::new(),
        };
        text += &format!(
            "| {} | {} | {} | {:.2} | {:.2} | {:.2} | {budget} |\n",
            row.what,
            side(&|measure| row.ours(measure)),
            side(&|measure| row.peer(measure)),
            row.ratio(wall),
            row.ratio(processor),
            row.ratio(memory),
        );
    }
    text
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    match (values.len() / 2, values.len() % 2) {
        (0, 0) => f64::NAN,
        (middle, 0) => f64::midpoint(values[middle - 1], values[middle]),
        (middle, _) => values[middle],
    }
}

#[cfg(test)]
mod tests {
    use super::{Cost, Row, median};

    fn cost(processor: f64, memory: f64) -> Cost {
        Cost { wall: 0.0, processor, memory }
    }

    #[test]
    fn the_middle_of_values() {
        assert!((median(vec![3.0, 1.0, 2.0]) - 2.0).abs() < 1e-9);
        assert!((median(vec![4.0, 1.0]) - 2.5).abs() < 1e-9);
    }

    #[test]
    fn names_what_is_over_its_budget() {
        let row = |ours| Row {
            what: "the crate".to_owned(),
            pairs: vec![(ours, cost(40.0, 2000.0))],
            budget: (Some(0.25), Some(0.5)),
        };
        assert!(row(cost(10.0, 1000.0)).missed().is_empty());
        assert_eq!(
            row(cost(12.0, 1000.0)).missed(),
            ["the crate: 0.30 of the processor time, at most 0.25"]
        );
        assert_eq!(row(cost(1.0, 1100.0)).missed(), ["the crate: 0.55 of the memory, at most 0.5"]);
    }
}
