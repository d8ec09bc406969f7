//! Which records are the same: names, and the verdicts of people.
//!
//! *Invariant*: a verdict is stronger than any likeness of names; nothing is
//! matched that has two candidates.

mod across;
mod duplicates;
mod names;
mod pair;
mod references;
mod settle;

pub use across::{Because, Kind, Match, matches, same_place, unused_verdicts};
pub use duplicates::duplicates;
pub use names::normal;
pub use pair::{AGAINST, Evidence, PROPOSED, Pair, SURE};
pub use references::{Refers, Renamed};
pub use settle::{MERGED, Merged, Ruled, Rulings, Settled, Unused, own, put_under, settled};
