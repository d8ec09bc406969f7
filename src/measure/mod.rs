//! Measures: pure functions from a network to numbers and routes.
//!
//! *Invariant*: no I/O; what is undefined is `None`, never zero; the same
//! network gives the same result, in table order.

mod actors;
pub mod collaboration;
pub mod constants;
pub mod contacts;
pub mod coverage;
pub mod dead_end;
pub mod figures;
mod forum_measures;
pub mod forums;
pub mod informants;
pub mod measures;
mod network;
pub mod options;
pub mod parameters;
pub mod persona;
pub mod plan;
pub mod predict;
pub mod registry;
pub mod routes;
mod sets;
pub mod silo;
pub mod structure;
pub mod target_groups;
pub mod terrain;
mod tie_measures;
pub mod ties;
pub mod trust;
pub mod view;
pub mod walk;

#[cfg(test)]
pub(crate) mod tests;

pub use measures::{Measures, measures};
pub use options::Options;
pub use parameters::Parameters;
