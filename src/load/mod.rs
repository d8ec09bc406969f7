//! From files to typed rows, problems and nothing lost.
//!
//! *Invariant*: bad rows are never an error and never vanish: `load` returns
//! what it understood, the [`Problem`]s, and every rejected row as it came.

pub mod agency;
pub mod bulk;
pub mod columns;
pub mod draft;
pub mod form;
pub mod import;
pub mod interview;
pub mod mention;
pub mod package;
pub mod pairs;
pub mod persona;
pub mod problem;
pub mod receipt;
pub mod scenario;
pub mod sheet;

pub use draft::{Draft, Slugs};
pub use package::{LoadError, Package, nearest};
pub use problem::{Problem, Severity};
pub use receipt::{Fate, Ledger, Receipt, Why};
