//! Samkarta maps how agencies and civil society work together around people in
//! need, and shows where the map has holes.
//!
//! Rooms, from the ground up: [`model`] is the vocabulary, [`load`] reads
//! files into it, [`graph`] gives it edges, [`measure`] computes, [`findings`]
//! concludes, [`layout`] places boxes, [`export`] writes, [`store`] saves,
//! [`serve`] answers the map in the browser, [`cli`] the terminal.

pub mod cli;
pub mod compare;
pub mod export;
pub mod findings;
pub mod graph;
pub mod layout;
pub mod link;
pub mod load;
pub mod measure;
pub mod model;
pub mod serve;
pub mod store;
pub mod whatif;
