//! Samkarta maps how agencies and civil society work together around people in
//! need, and shows where the map has holes.

pub mod layout;
