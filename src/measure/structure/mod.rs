//! Structure of networks of any size: what runs on [`Compact`](crate::graph::compact::Compact).
//!
//! *Invariant*: the result is the same whatever the number of threads; nothing recurses, so
//! depth never overflows the stack; long work tells how far it is and can be cancelled.

pub mod betweenness;
mod blocks;
pub mod brokerage;
pub mod centralisation;
pub mod closeness;
pub mod constraint;
pub mod core;
pub mod core_periphery;
pub mod cuts;
mod depth;
pub mod ei;
#[cfg(test)]
pub(crate) mod examples;
pub mod fragmentation;
pub mod leiden;
pub mod links;
pub mod pagerank;
pub mod partitions;
#[cfg(test)]
mod samples;
mod sweep;
pub mod weighted;

pub use betweenness::{betweenness, betweenness_sampled};
pub use cuts::{Cuts, cuts};
pub use leiden::{leiden, modularity};
pub use links::{Likely, LikelyPair, likely_pairs};
