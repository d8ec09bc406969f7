//! Samkarta maps how agencies and civil society work together around people in
//! need, and shows where the map has holes.

pub mod findings;
pub mod graph;
pub mod load;
pub mod measure;
pub mod model;
