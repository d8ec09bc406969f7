//! Words of Swedish names: inflection, compounds, short forms, places.

mod inflect;
pub(crate) mod lexicon;
pub(crate) mod places;
pub(crate) mod short;

pub(crate) use inflect::{is_definite, stem};
