//! Measures: pure functions from a network to numbers and routes.
//!
//! *Invariant*: no I/O; what is undefined is `None`, never zero; the same
//! network gives the same result, in table order.

pub mod contacts;
pub mod coverage;
pub mod cuts;
pub mod forums;
pub mod parameters;
pub mod plan;
pub mod routes;
pub mod target_groups;
pub mod terrain;
pub mod ties;
pub mod view;
pub mod walk;

#[cfg(test)]
mod tests;

pub use parameters::Parameters;
