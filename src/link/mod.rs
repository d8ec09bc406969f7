//! Which records are the same: names, and the verdicts of people.
//!
//! *Invariant*: a verdict is stronger than any likeness of names; nothing is
//! matched that has two candidates.

mod across;
mod names;

pub use across::{Because, Kind, Match, matches, same_place, unused_verdicts};
pub use names::normal;
