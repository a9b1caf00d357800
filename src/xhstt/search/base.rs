//! Small things that the whole search uses: costs in three parts, spans of flat arrays, dice.

use rand::rngs::SmallRng;
use rand::{Rng, SeedableRng};

/// No time.
pub(super) const NO_TIME: u16 = u16::MAX;

/// No resource.
pub(super) const NOBODY: u32 = u32::MAX;

/// A cost, or the price of one unit of deviation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Sum {
    /// Infeasibility.
    pub hard: i64,
    /// Objective.
    pub soft: i64,
    /// Infeasibility as the search weighs it: great weights are flattened, so that all required constraints pull.
    pub press: i64,
}

impl Sum {
    pub(super) fn times(self, factor: i64) -> Self {
        Self { hard: self.hard * factor, soft: self.soft * factor, press: self.press * factor }
    }

    pub(super) fn is_zero(self) -> bool {
        self == Self::default()
    }

    /// What the search minimises.
    #[allow(clippy::cast_precision_loss)]
    pub(super) fn energy(self, price: f64) -> f64 {
        price * self.press as f64 + self.soft as f64
    }
}

impl std::ops::AddAssign for Sum {
    fn add_assign(&mut self, other: Self) {
        self.hard += other.hard;
        self.soft += other.soft;
        self.press += other.press;
    }
}

impl std::ops::SubAssign for Sum {
    fn sub_assign(&mut self, other: Self) {
        self.hard -= other.hard;
        self.soft -= other.soft;
        self.press -= other.press;
    }
}

/// A part of a flat array.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Span {
    pub from: u32,
    pub to: u32,
}

impl Span {
    pub(super) fn range(self) -> std::ops::Range<usize> {
        self.from as usize..self.to as usize
    }

    pub(super) fn is_empty(self) -> bool {
        self.from == self.to
    }

    pub(super) fn len(self) -> usize {
        (self.to - self.from) as usize
    }
}

/// Appends `items`; where they stand.
pub(super) fn append<T>(all: &mut Vec<T>, items: impl IntoIterator<Item = T>) -> Span {
    let from = number(all.len());
    all.extend(items);
    Span { from, to: number(all.len()) }
}

/// An index as a small number; tables of four thousand million entries do not occur.
pub(super) fn number(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

/// An index of a time; more than 65,534 times do not occur.
pub(super) fn moment(index: usize) -> u16 {
    u16::try_from(index).unwrap_or(NO_TIME)
}

/// The one source of chance.
#[derive(Clone, Debug)]
pub(super) struct Dice(SmallRng);

impl Dice {
    pub(super) fn new(seed: u64) -> Self {
        Self(SmallRng::seed_from_u64(seed))
    }

    /// A number below `bound` (which is at least 1 and small).
    pub(super) fn below(&mut self, bound: usize) -> usize {
        let product = u64::from(self.0.random::<u32>()) * bound as u64;
        (product >> 32) as usize
    }

    /// Below 1.
    pub(super) fn unit(&mut self) -> f64 {
        self.0.random::<f64>()
    }

    /// True once in `bound` times.
    pub(super) fn once_in(&mut self, bound: usize) -> bool {
        self.below(bound) == 0
    }
}
