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

use std::ops::ControlFlow;

pub use betweenness::{betweenness, betweenness_sampled};
pub use cuts::{Cuts, cuts};
pub use leiden::{leiden, modularity};
pub use links::{Likely, LikelyPair, likely_pairs};

/// Who is told how far long work has come, and may stop it.
///
/// The callback gets steps done and steps in all, from any thread, not always in order. When
/// it answers [`ControlFlow::Break`] the work ends soon and gives `None`.
#[derive(Clone, Copy)]
pub struct Progress<'a>(&'a (dyn Fn(usize, usize) -> ControlFlow<()> + Sync));

impl<'a> Progress<'a> {
    /// Tells `callback`.
    pub fn new(callback: &'a (dyn Fn(usize, usize) -> ControlFlow<()> + Sync)) -> Self {
        Self(callback)
    }

    /// Tells nobody and is never stopped.
    pub fn silent() -> Progress<'static> {
        Progress(&|_, _| ControlFlow::Continue(()))
    }

    /// Tells that `done` of `of` steps are done; `None` when the work is to end.
    pub fn tell(&self, done: usize, of: usize) -> Option<()> {
        (self.0)(done, of).is_continue().then_some(())
    }
}

impl Default for Progress<'_> {
    fn default() -> Self {
        Progress::silent()
    }
}
