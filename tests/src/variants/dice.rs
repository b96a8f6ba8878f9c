//! The seeded choices of a variant: how many places change, which ones, and into what.

/// How many of the possible places change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Spread {
    /// A single place: if the document is refused, no other place hides what happened there.
    One,
    /// A few places.
    Some,
    /// All of them, as after another converter.
    All,
}

/// A source of choices. The same kind and seed always choose the same.
pub struct Dice {
    rng: fastrand::Rng,
    spread: Spread,
}

impl Dice {
    /// The choices for the variant `seed` of a kind.
    pub fn new(kind: &str, seed: u64) -> Self {
        let name = kind.bytes().fold(seed, |sum, byte| sum.wrapping_mul(31) + u64::from(byte));
        let mut rng = fastrand::Rng::with_seed(name);
        let spread = match rng.u8(..10) {
            0..=3 => Spread::One,
            4..=6 => Spread::Some,
            _ => Spread::All,
        };
        Self { rng, spread }
    }

    /// Those of the possible places that change.
    pub fn places<T>(&mut self, mut all: Vec<T>) -> Vec<T> {
        let few = match self.spread {
            Spread::All => return all,
            Spread::One => 1,
            Spread::Some => self.rng.usize(2..=8),
        };
        let mut chosen = Vec::new();
        for _ in 0..few.min(all.len()) {
            chosen.push(all.swap_remove(self.rng.usize(..all.len())));
        }
        chosen
    }

    /// One of several.
    pub fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.rng.usize(..of.len())]
    }

    /// A number of the range `1..=most`.
    pub fn count(&mut self, most: usize) -> usize {
        self.rng.usize(1..=most)
    }

    /// A position below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        self.rng.usize(..end)
    }

    /// Whether something happens that happens half of the time.
    pub fn coin(&mut self) -> bool {
        self.rng.bool()
    }
}
