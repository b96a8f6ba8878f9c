//! How long an answer is held back.

use std::f64::consts::TAU;
use std::time::Duration;

use fastrand::Rng;

use crate::tree::{At, Misread};

/// What no delay goes beyond, unless the rule says otherwise: long tails are meant, endless ones
/// would hang a test.
const LONGEST: Duration = Duration::from_secs(3600);

/// How delays are distributed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Delay {
    shape: Shape,
    longest: Duration,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Shape {
    Fixed(Duration),
    Uniform(Duration, Duration),
    Normal { mean: Duration, deviation: Duration },
    LogNormal { median: Duration, sigma: f64 },
    Exponential { mean: Duration },
}

impl Delay {
    /// Reads `"200ms"`, or a table that names the distribution.
    pub(super) fn read(at: &At<'_>) -> Result<Self, Misread> {
        let Ok(table) = at.clone().table() else {
            return Ok(Self { shape: Shape::Fixed(at.duration()?), longest: Duration::MAX });
        };
        let shapes = [
            table.get("fixed").map(|at| at.duration().map(Shape::Fixed)),
            table.get("uniform").map(|at| uniform(&at)),
            table.get("normal").map(|at| {
                let table = at.table()?;
                let mean = table.need("mean", "a span of time")?.duration()?;
                let deviation = table.need("deviation", "a span of time")?.duration()?;
                table.end()?;
                Ok(Shape::Normal { mean, deviation })
            }),
            table.get("lognormal").map(|at| log_normal(&at)),
            table.get("exponential").map(|at| {
                let table = at.table()?;
                let mean = table.need("mean", "a span of time")?.duration()?;
                table.end()?;
                Ok(Shape::Exponential { mean })
            }),
        ];
        let longest = table.get("longest").map_or(Ok(LONGEST), |at| at.duration())?;
        table.end()?;
        let mut shapes = shapes.into_iter().flatten();
        match (shapes.next(), shapes.next()) {
            (Some(shape), None) => Ok(Self { shape: shape?, longest }),
            _ => Err(at.wrong(
                "expected one distribution: fixed, uniform, normal, lognormal or exponential",
            )),
        }
    }

    /// The next delay.
    pub(super) fn sample(&self, rng: &mut Rng) -> Duration {
        let seconds = match self.shape {
            Shape::Fixed(delay) => return delay,
            Shape::Uniform(least, most) => {
                least.as_secs_f64() + rng.f64() * (most - least).as_secs_f64()
            }
            Shape::Normal { mean, deviation } => {
                mean.as_secs_f64() + deviation.as_secs_f64() * normal(rng)
            }
            Shape::LogNormal { median, sigma } => {
                median.as_secs_f64() * (sigma * normal(rng)).exp()
            }
            Shape::Exponential { mean } => -mean.as_secs_f64() * positive(rng).ln(),
        };
        Duration::try_from_secs_f64(seconds.max(0.0)).unwrap_or(self.longest).min(self.longest)
    }
}

fn uniform(at: &At<'_>) -> Result<Shape, Misread> {
    const BOTH: &str = "two spans of time, the shorter first: ['10ms', '2s']";
    let [least, most] = at.list()?.try_into().map_err(|_| at.expected(BOTH))?;
    let (least, most) = (least.duration()?, most.duration()?);
    if least > most { Err(at.expected(BOTH)) } else { Ok(Shape::Uniform(least, most)) }
}

/// By its median, and either the spread or the delay that one request of a hundred exceeds.
fn log_normal(at: &At<'_>) -> Result<Shape, Misread> {
    /// Deviations from the mean of what one of a hundred exceeds.
    const P99: f64 = 2.326_347_874;
    let table = at.clone().table()?;
    let median = table.need("median", "a span of time")?;
    let (sigma, p99) = (table.get("sigma"), table.get("p99"));
    table.end()?;
    let median_time = median.duration()?;
    let sigma = match (sigma, p99) {
        (Some(sigma), None) => {
            let number = sigma.number()?;
            if number < 0.0 {
                return Err(sigma.expected("a number from 0 on"));
            }
            number
        }
        (None, Some(p99)) => {
            let ratio = p99.duration()?.as_secs_f64() / median_time.as_secs_f64();
            if !ratio.is_finite() || ratio < 1.0 {
                return Err(p99.expected("a span of time that is longer than the median"));
            }
            ratio.ln() / P99
        }
        _ => return Err(at.wrong("expected 'median', and either 'sigma' or 'p99'")),
    };
    Ok(Shape::LogNormal { median: median_time, sigma })
}

/// Of a normal distribution around 0, by the method of Box and Muller.
fn normal(rng: &mut Rng) -> f64 {
    (-2.0 * positive(rng).ln()).sqrt() * (TAU * rng.f64()).cos()
}

/// From 0 to 1 without 0, which has no logarithm.
fn positive(rng: &mut Rng) -> f64 {
    1.0 - rng.f64()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use fastrand::Rng;
    use serde_json::{Value, json};

    use super::Delay;
    use crate::tree::{At, Node};

    fn delay(value: Value) -> Result<Delay, String> {
        let node = Node::from(value);
        Delay::read(&At::whole("here", &node)).map_err(|wrong| wrong.to_string())
    }

    /// The delays in milliseconds, sorted.
    fn samples(value: Value) -> Vec<f64> {
        let (delay, mut rng) = (delay(value).expect("a delay"), Rng::with_seed(7));
        let mut all: Vec<f64> =
            (0..20_000).map(|_| delay.sample(&mut rng).as_secs_f64() * 1e3).collect();
        all.sort_by(f64::total_cmp);
        all
    }

    #[track_caller]
    fn near(found: f64, expected: f64) {
        assert!((found / expected - 1.0).abs() < 0.05, "{found} is not near {expected}");
    }

    #[test]
    fn each_distribution_has_its_shape() {
        let quantile = |all: &[f64], share: f64| all[(all.len() as f64 * share) as usize];
        let mean = |all: &[f64]| all.iter().sum::<f64>() / all.len() as f64;

        let fixed = samples(json!({ "fixed": "20ms" }));
        assert_eq!((fixed[0], fixed[19_999]), (20.0, 20.0));

        let uniform = samples(json!({ "uniform": ["10ms", "110ms"] }));
        assert!(uniform[0] >= 10.0 && uniform[19_999] <= 110.0);
        near(quantile(&uniform, 0.25), 35.0);

        let normal = samples(json!({ "normal": { "mean": "1s", "deviation": "100ms" } }));
        near(mean(&normal), 1_000.0);
        near(quantile(&normal, 0.8413) - 1_000.0, 100.0);

        let tailed = samples(json!({ "lognormal": { "median": "80ms", "p99": "800ms" } }));
        near(quantile(&tailed, 0.5), 80.0);
        near(quantile(&tailed, 0.99), 800.0);

        let exponential = samples(json!({ "exponential": { "mean": "50ms" } }));
        near(mean(&exponential), 50.0);
        near(quantile(&exponential, 0.5), 50.0 * 2f64.ln());
    }

    #[test]
    fn no_delay_is_negative_or_longer_than_allowed() {
        let normal = json!({ "normal": { "mean": 0, "deviation": "1s" }, "longest": "1.5s" });
        let all = samples(normal);
        assert_eq!((all[0], all[19_999]), (0.0, 1_500.0));
        let fixed = delay(json!("2h")).expect("a delay");
        assert_eq!(fixed.sample(&mut Rng::with_seed(1)), Duration::from_secs(7_200));
    }

    #[test]
    fn what_is_no_delay_is_explained() {
        for (value, expected) in [
            (
                json!("quick"),
                "here: expected a span of time such as '250ms', '1h 30m' or 'PT5S', found 'quick'",
            ),
            (
                json!({ "uniform": ["2s", "1s"] }),
                "here, uniform: expected two spans of time, the shorter first: ['10ms', '2s'], found a list",
            ),
            (
                json!({ "uniform": ["2s"] }),
                "here, uniform: expected two spans of time, the shorter first: ['10ms', '2s'], found a list",
            ),
            (
                json!({ "normal": { "mean": "1s" } }),
                "here, normal: 'deviation' is missing: a span of time",
            ),
            (
                json!({}),
                "here: expected one distribution: fixed, uniform, normal, lognormal or exponential",
            ),
            (
                json!({ "fixed": 1, "exponential": { "mean": 1 } }),
                "here: expected one distribution: fixed, uniform, normal, lognormal or exponential",
            ),
            (
                json!({ "unifrom": [1, 2] }),
                "here, unifrom: there is no such name; did you mean 'uniform'?",
            ),
            (
                json!({ "lognormal": { "median": "2s", "p99": "1s" } }),
                "here, lognormal.p99: expected a span of time that is longer than the median, found '1s'",
            ),
            (
                json!({ "lognormal": { "median": "2s" } }),
                "here, lognormal: expected 'median', and either 'sigma' or 'p99'",
            ),
        ] {
            assert_eq!(delay(value.clone()), Err(expected.to_owned()), "{value}");
        }
    }
}
