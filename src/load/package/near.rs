//! Ids that nobody bears, and what was probably meant.

use std::collections::HashSet;

use rapidfuzz::distance::osa;

use crate::model::Text;

/// The known word nearest to one misspelt, if any is near; of two as near, the
/// first in order.
pub fn nearest<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    known
        .map(|other| (osa::distance(word.chars(), other.chars()), other))
        .filter(|(distance, _)| *distance <= 1 + word.chars().count() / 4)
        .min()
        .map(|(_, other)| other)
}

/// What to do about an id that is not there.
pub(super) fn hint(id: &str, known: &HashSet<String>, table: &str) -> Text {
    match nearest(id, known.iter().map(String::as_str)) {
        Some(other) => {
            Text::new(format!("menade du ”{other}”?"), format!("did you mean `{other}`?"))
        }
        None => Text::new(
            format!("lägg till raden i {table}, eller rätta id:t"),
            format!("add the row to {table}, or mend the id"),
        ),
    }
}
