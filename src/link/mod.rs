//! Which records are the same: names, and the verdicts of people.
//!
//! *Invariant*: a verdict is stronger than any likeness of names; nothing is
//! matched that has two candidates.

mod across;
mod block;
mod cluster;
mod compare;
mod duplicates;
mod linkage;
mod name;
mod names;
mod pair;
mod say;
mod table;
mod weigh;
pub(crate) mod words;

pub use across::{Because, Kind, Match, matches, same_place, unused_verdicts};
pub use duplicates::duplicates;
pub use linkage::{Link, Linked, link};
pub use names::normal;
pub use pair::{AGAINST, Evidence, PROPOSED, Pair, SURE};
pub use table::Record;
