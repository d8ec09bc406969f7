//! What both ends' claims make of a tie.

use std::collections::HashSet;

use crate::graph::Graph;
use crate::model::{Tie, TieKind, TieState, TieStatus};

/// The status of every tie, in table order: claims of both ends put together.
///
/// A tie is *confirmed* when both ends say that they work with the other, in ties of any kind
/// but a wish. An end says a tie when an informant of it or of a unit of it is in
/// `claimed_by`; where that names neither end, the tie is the word of `from`. It is
/// *one-sided* when the end that does not say it was interviewed, and *unobserved* when that
/// end was not: nobody asked.
///
/// # Shape
/// `m` ties in, `m` entries out.
///
/// # Cost
/// O(m · depth) look-ups.
///
/// # Source
/// Confirmation of reported ties as in two-sided surveys of
/// inter-organisational networks; three values as in the vocabulary.
pub fn statuses(graph: &Graph) -> Vec<TieStatus> {
    let ties = &graph.network.ties;
    let claimed: HashSet<(&str, &str)> = ties
        .iter()
        .filter(|tie| is_claim(tie))
        .flat_map(|tie| {
            let (from, to) = (tie.from.as_str(), tie.to.as_str());
            let (there, back) = said_by(graph, tie);
            [there.then_some((from, to)), back.then_some((to, from))].into_iter().flatten()
        })
        .collect();
    ties.iter()
        .map(|tie| {
            let (from, to) = (tie.from.as_str(), tie.to.as_str());
            if tie.state == Some(TieState::Absent) {
                TieStatus::Absent
            } else if tie.kind == Some(TieKind::Wishes) {
                TieStatus::Wished
            } else if claimed.contains(&(from, to)) && claimed.contains(&(to, from)) {
                TieStatus::Confirmed
            } else if asked(graph, if claimed.contains(&(from, to)) { to } else { from }) {
                TieStatus::OneSided
            } else {
                TieStatus::Unobserved
            }
        })
        .collect()
}

/// Whether some unit of `one` is known to work with some unit of `other`: by a
/// tie that somebody claims, by a referral, or by a seat in the same forum.
/// Both are masks over the rows of `actors`, such as
/// [`Graph::subtree`] gives; a unit in both works with itself.
///
/// # Cost
/// O(ties + referrals + affiliations).
pub fn work_together(graph: &Graph, one: &[bool], other: &[bool]) -> bool {
    let network = graph.network;
    let within = |set: &[bool], id: &str| graph.actor(id).is_some_and(|actor| set[actor]);
    let joins = |from: &str, to: &str| {
        (within(one, from) && within(other, to)) || (within(other, from) && within(one, to))
    };
    one.iter().zip(other).any(|(a, b)| *a && *b)
        || network
            .ties
            .iter()
            .filter(|tie| is_claim(tie))
            .any(|tie| joins(tie.from.as_str(), tie.to.as_str()))
        || network.referrals.iter().any(|way| joins(way.from.as_str(), way.to.as_str()))
        || (0..network.forums.len()).any(|forum| {
            let seats = graph.seats(forum);
            seats.iter().any(|&seat| one[seat]) && seats.iter().any(|&seat| other[seat])
        })
}

/// Whether `from`, and whether `to`, says a tie.
fn said_by(graph: &Graph, tie: &Tie) -> (bool, bool) {
    let is_of = |by: &str, end: &str| {
        by == end
            || match (graph.actor(by), graph.actor(end)) {
                (Some(by), Some(end)) => graph.ancestry(by).contains(&end),
                _ => false,
            }
    };
    let says = |end: &str, other: &str| {
        let of = |by: &str| is_of(by, end) && !is_of(by, other);
        tie.claimed_by.iter().any(|by| by.as_str() == end || of(by.as_str()))
    };
    let (from, to) = (tie.from.as_str(), tie.to.as_str());
    let ends = (says(from, to), says(to, from));
    if ends == (false, false) { (true, false) } else { ends }
}

fn is_claim(tie: &Tie) -> bool {
    tie.state != Some(TieState::Absent) && tie.kind != Some(TieKind::Wishes)
}

fn asked(graph: &Graph, id: &str) -> bool {
    graph.actor(id).is_some_and(|i| graph.network.actors[i].interviewed == Some(true))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Actor, Network, Row};

    fn tie(from: &str, to: &str, kind: TieKind) -> Row<Tie> {
        Row::bare(Tie { from: from.into(), to: to.into(), kind: Some(kind), ..Tie::default() })
    }

    #[test]
    fn statuses_worked_by_hand() {
        let actor = |id: &str, asked| {
            Row::bare(Actor { id: id.into(), interviewed: asked, ..Actor::default() })
        };
        let mut net = Network {
            actors: vec![actor("a", Some(true)), actor("b", Some(true)), actor("c", Some(false))],
            ties: vec![
                tie("a", "b", TieKind::Consults),
                tie("b", "a", TieKind::RegularMeetings),
                tie("a", "c", TieKind::Cooperates),
                tie("c", "b", TieKind::Cooperates),
                tie("b", "c", TieKind::Wishes),
            ],
            ..Network::default()
        };
        net.ties.push(tie("a", "c", TieKind::Informs));
        net.ties[5].state = Some(TieState::Absent);
        use TieStatus::*;
        assert_eq!(
            statuses(&Graph::new(&net)),
            [Confirmed, Confirmed, Unobserved, OneSided, Wished, Absent]
        );
    }

    #[test]
    fn who_says_it_decides_not_the_direction_of_the_row() {
        let actor = |id: &str, parent: Option<&str>, asked| {
            let parent = parent.map(Into::into);
            Row::bare(Actor { id: id.into(), parent, interviewed: asked, ..Actor::default() })
        };
        let said = |from: &str, to: &str, by: &[&str]| {
            let mut row = tie(from, to, TieKind::Cooperates);
            row.claimed_by = by.iter().map(|by| (*by).into()).collect();
            row
        };
        let net = Network {
            actors: vec![
                actor("a", None, Some(true)),
                actor("b", None, Some(true)),
                actor("c", None, Some(false)),
                actor("unit", Some("b"), Some(true)),
                actor("d", None, Some(true)),
            ],
            ties: vec![
                // Only the other end says it: no word of the first.
                said("a", "b", &["b"]),
                said("c", "b", &["b"]),
                // Both, in one row.
                said("a", "d", &["a", "d"]),
                // A unit speaks for the whole of which it is a part.
                said("b", "d", &["unit"]),
                // Neither end: the row as it stands.
                said("d", "c", &["a"]),
                // A unit of one end that is the other end says its own word only.
                said("b", "unit", &["unit"]),
            ],
            ..Network::default()
        };
        use TieStatus::*;
        assert_eq!(
            statuses(&Graph::new(&net)),
            [OneSided, Unobserved, Confirmed, OneSided, Unobserved, OneSided]
        );
    }
}
