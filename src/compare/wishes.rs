//! The older network's wishes and what the newer's measures make of them.

use crate::model::{Degree, MeasureId, Network, StatementKind};

/// A wish and its reading against a plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Wish {
    /// Row of the older network's `statements`.
    pub statement: usize,
    /// How far it is answered; `None` when nobody has read it.
    pub degree: Option<Degree>,
    /// Rows of the newer network's `measures` that answer it.
    pub measures: Vec<usize>,
    /// Row of the newer network's `answers`.
    pub answer: Option<usize>,
}

/// Every wish of `old`, in table order; none when `new` has no measures.
pub(super) fn wishes(old: &Network, new: &Network) -> Vec<Wish> {
    if new.measures.is_empty() {
        return Vec::new();
    }
    let wishes = old.statements.iter().enumerate();
    let wishes = wishes.filter(|(_, said)| said.kind == Some(StatementKind::Wish));
    wishes
        .map(|(statement, said)| {
            let answer = new.answers.iter().position(|row| {
                row.network.as_deref() == Some(&old.id) && row.statement == said.id
            });
            let ids = answer.map_or(&[][..], |row| &new.answers[row].measures);
            let row = |id: &MeasureId| new.measures.iter().position(|measure| measure.id == *id);
            Wish {
                statement,
                degree: answer.and_then(|row| new.answers[row].degree),
                measures: ids.iter().filter_map(row).collect(),
                answer,
            }
        })
        .collect()
}
