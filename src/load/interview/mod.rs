//! Interviews: a row of a form to an interview, what its unit offers, ways in and out,
//! ties and statements, each with the cell that says so.
//!
//! *Invariant*: a row claims what its words say and no more: doubtful mentions make no
//! tie, *everyone works with everyone* makes a statement, *we do not work with* makes an
//! absent tie, and what is said of nobody stays a statement.

mod alone;
mod amount;
mod gates;
mod heard;
mod keys;
mod offers;
mod plan;
mod rows;
mod stance;
mod ties;
mod ways;
mod whom;

pub use plan::plan;
pub use rows::{Interviewed, Rows};

use crate::load::form::Question;
use crate::load::mention::Mention;

/// An answer of an interview.
#[derive(Clone, Debug)]
pub struct Answer {
    /// What was asked.
    pub question: Question,
    /// The name of its column.
    pub heading: String,
    /// Its place in the source, as claims write it.
    pub place: String,
    /// The text as it came.
    pub text: String,
    /// The text without personal data, as it is kept.
    pub kept: String,
    /// What it names, doubtful mentions included.
    pub mentions: Vec<Mention>,
}
