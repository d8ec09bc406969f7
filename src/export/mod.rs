//! Networks and results in formats that others read, into any writer.
//!
//! *Invariant*: the only room that knows JSON names; same input, same bytes.

pub mod confirmation;
pub mod csv;
pub mod dot;
pub mod json;
pub mod markdown;
pub mod template;
