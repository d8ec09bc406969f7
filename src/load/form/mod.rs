//! Forms of interviews: which column asks what.
//!
//! A form is a table of interviews, one row each, one column a question.
//! [`recognise`] says of each column what it asks ([`Question`]) and how sure that is;
//! [`SavedForm`] keeps what people chose, for the next round; [`private`] finds
//! personal data in answers; [`fields`] are the columns of our own template.
//!
//! *Invariant*: every column gets exactly one question and none is dropped: what is
//! not recognised is [`Question::Other`], whose answers are kept as statements under
//! the question's own words. [`Question::Ignored`] is only ever chosen by people.

mod content;
mod fields;
mod guides;
mod heading;
pub mod private;
mod question;
mod recognise;
mod saved;
mod similar;
mod terms;

pub use fields::{Field, INSTRUCTIONS, RowKind, fields, is_instructions, row_kind, unmarked};
pub use guides::{Guide, Item};
pub use question::Question;
pub use recognise::{CERTAIN, Column, Form, THRESHOLD, Why, recognise};
pub use saved::SavedForm;
pub(crate) use saved::quoted;

#[cfg(test)]
mod tests;
