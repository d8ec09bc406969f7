//! Imports: from files that people made to rows of a package, accounted for.

mod merge;

pub use merge::{Change, merge};
