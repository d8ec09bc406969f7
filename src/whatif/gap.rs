//! How much is missing, in one figure that can be compared.

use std::cmp::Ordering;

use crate::findings::falls_between::is_help;
use crate::measure::coverage::{Cell, Class};
use crate::model::Network;

/// How far the help in a network is from reaching everybody.
///
/// Counted are cells of help (protection, support, housing, treatment) for groups that
/// single somebody out. Smaller is better: first fewer holes, then fewer that hang on one,
/// then less missing.
///
/// # Units
/// `holes` and `fragile` are cells; `missing` is Σ (1 − low end) over all cells counted.
///
/// # Undefined
/// All 0 for a network without such cells, and for one that describes no place.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Gap {
    /// Cells that are a gap or fall between.
    pub holes: i64,
    /// Cells that hang on one actor.
    pub fragile: i64,
    /// What is missing up to the low end 1 everywhere.
    pub missing: f64,
}

impl Gap {
    /// Which is better: the smaller. Differences of `missing` under a billionth are none.
    pub fn order(&self, other: &Gap) -> Ordering {
        let near = (self.missing - other.missing).abs() < 1e-9;
        let missing = if near { Ordering::Equal } else { self.missing.total_cmp(&other.missing) };
        self.holes.cmp(&other.holes).then(self.fragile.cmp(&other.fragile)).then(missing)
    }

    /// What one more has than the other.
    pub fn minus(&self, other: &Gap) -> Gap {
        Gap {
            holes: self.holes - other.holes,
            fragile: self.fragile - other.fragile,
            missing: self.missing - other.missing,
        }
    }
}

/// The gap over some cells of a network.
pub fn gap<'a>(network: &Network, cells: impl IntoIterator<Item = &'a Cell>) -> Gap {
    let mut gap = Gap::default();
    let counts = |cell: &&Cell| {
        is_help(cell.function) && network.is_place() && network.groups[cell.group].is_particular()
    };
    for cell in cells.into_iter().filter(counts) {
        match cell.class {
            Class::Gap | Class::Between => gap.holes += 1,
            Class::Fragile => gap.fragile += 1,
            Class::Covered => {}
        }
        gap.missing += 1.0 - cell.low;
    }
    gap
}
