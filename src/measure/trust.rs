//! How others rate an actor, where they were asked.

use super::collaboration::Seen;
use crate::model::Footing;

/// Which of the two scores.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Score {
    /// Reliability, mission congruence, openness.
    Trust,
    /// Power, involvement, resources.
    Value,
}

impl Score {
    /// The columns of each indicator, in either language.
    fn columns(self) -> [&'static [&'static str]; 3] {
        match self {
            Score::Trust => [
                &["reliability", "tillförlitlighet"],
                &["mission_congruence", "gemensamt_mål"],
                &["openness", "öppenhet"],
            ],
            Score::Value => [
                &["power", "inflytande"],
                &["involvement", "engagemang"],
                &["resources", "resurser"],
            ],
        }
    }
}

/// How others rate each actor: the mean of three indicators, each the mean over the ties in
/// which somebody rates it.
///
/// `(mean r₁ + mean r₂ + mean r₃)/3`. Ratings stand in columns of `ties`, about the actor that
/// the tie goes to.
///
/// # Shape
/// One entry for each actor of the collaboration graph.
///
/// # Units
/// Those of the ratings, such as 1 to 4.
///
/// # Undefined
/// `None` where an indicator has no rating: a score of two of them is another score.
///
/// # Cost
/// O(ties).
///
/// # Source
/// The indicators of PARTNER: D. M. Varda, A. Chandra, S. A. Stern, N. Lurie, Core dimensions
/// of connectivity in public health collaboratives, Journal of Public Health Management and
/// Practice 14 (2008), E1–E7. Equal weights are a judgement.
pub fn score(seen: &Seen, score: Score) -> Vec<Option<f64>> {
    let ties = &seen.of.graph.network.ties;
    let n = seen.simple.nodes();
    let mut means = vec![Some(0.0); n];
    for columns in score.columns() {
        let mut sums = vec![(0.0, 0usize); n];
        for relation in &seen.relations {
            let row = match relation.row {
                Footing::Tie(row) => ties.get(row),
                _ => None,
            };
            let cell =
                row.and_then(|row| columns.iter().find_map(|name| row.attributes.get(*name)));
            let rating = cell.and_then(|cell| cell.trim().replace(',', ".").parse::<f64>().ok());
            if let Some(rating) = rating.filter(|rating| rating.is_finite()) {
                let (sum, count) = &mut sums[relation.to as usize];
                (*sum, *count) = (*sum + rating, *count + 1);
            }
        }
        for (mean, (sum, count)) in means.iter_mut().zip(sums) {
            *mean = mean.filter(|_| count > 0).map(|mean| mean + sum / count as f64 / 3.0);
        }
    }
    means
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::Graph;
    use crate::measure::collaboration::{Collaboration, SharedForums};
    use crate::model::{Actor, Network, Row, Tie};

    #[test]
    fn the_mean_of_three_means_by_hand() {
        let actor = |id: &str| Row::bare(Actor { id: id.into(), ..Actor::default() });
        let tie = |from: &str, to: &str, cells: &[(&str, &str)]| {
            let mut row = Row::bare(Tie { from: from.into(), to: to.into(), ..Tie::default() });
            let cells = cells.iter().map(|(name, cell)| ((*name).to_owned(), (*cell).to_owned()));
            row.attributes = cells.collect();
            row
        };
        let net = Network {
            actors: vec![actor("a"), actor("b"), actor("c")],
            ties: vec![
                tie(
                    "a",
                    "b",
                    &[("reliability", "4"), ("mission_congruence", "2"), ("openness", "3")],
                ),
                tie("c", "b", &[("tillförlitlighet", "2,5")]),
                tie("b", "a", &[("power", "4"), ("involvement", "")]),
            ],
            ..Network::default()
        };
        let graph = Graph::new(&net);
        let all = Collaboration::new(&graph, SharedForums::AreNot);
        let found = score(&all.seen(None), Score::Trust);
        assert_eq!(found[0], None);
        assert!((found[1].unwrap() - (3.25 + 2.0 + 3.0) / 3.0).abs() < 1e-12);
        assert_eq!(score(&all.seen(None), Score::Value), [None; 3]);
    }
}
