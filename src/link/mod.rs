//! Which records are the same: names, relations, and the verdicts of people.
//!
//! *Invariant*: a verdict is stronger than any likeness; nothing is merged without a
//! verdict, and no verdict without a way back.

mod across;
mod block;
mod cluster;
mod compare;
mod decided;
mod duplicates;
mod left;
mod level;
mod linkage;
mod name;
mod names;
mod pair;
mod references;
mod relations;
mod roots;
mod say;
mod settle;
mod spelling;
mod table;
mod weigh;
pub(crate) mod words;

pub use across::{Because, Kind, Match, matches, same_place, unused_verdicts};
pub use decided::{About, decided, subject_names};
pub use duplicates::duplicates;
pub use linkage::{Link, Linked, audit, link, link_with_reasons};
pub use names::normal;
pub use pair::{AGAINST, Evidence, PROPOSED, Pair, SURE};
pub use references::{Refers, Renamed};
pub use relations::Relations;
pub use settle::{MERGED, Merged, Ruled, Rulings, Settled, Sure, Unused, own, put_under, settled};
pub use table::Record;
