//! A plan's measures: who meets where to carry them out, and how they spread
//! over groups, functions, levels of prevention and boards.

use std::collections::BTreeMap;

use crate::graph::Graph;
use crate::model::{ActorId, Function, Measure, Prevention, Tie, TieKind, TieState};

/// Whether those whom a measure needs meet in a forum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meeting {
    /// It needs one actor only.
    Alone,
    /// Its two actors have an agreement, or meet regularly.
    Agreed,
    /// These forums have them all, or units of them, as members.
    Shared(Vec<usize>),
    /// These forums may have them all: a unit above some of them is a member,
    /// and the source does not say which of its units come.
    Perhaps(Vec<usize>),
    /// No forum of the network does.
    Nowhere,
}

/// Rows of the actors whom a measure needs: those who answer for it and the
/// partners that it names, each once, in that order. A partner that is a unit
/// of one who answers is that one's own.
pub fn parties(graph: &Graph, measure: &Measure) -> Vec<usize> {
    let rows = |ids: &[ActorId]| -> Vec<usize> {
        ids.iter().filter_map(|id| graph.actor(id.as_str())).collect()
    };
    let mut parties = Vec::new();
    for owner in rows(&measure.responsible).into_iter().chain(rows(&measure.co_responsible)) {
        if !parties.contains(&owner) {
            parties.push(owner);
        }
    }
    for partner in rows(&measure.partners) {
        if !graph.ancestry(partner).iter().any(|above| parties.contains(above)) {
            parties.push(partner);
        }
    }
    parties
}

/// Where those whom a measure needs meet.
///
/// A party is in a forum when it, or a unit below it, is a member or convenes
/// it; it may be in it when only a unit above it is. Two parties need no forum
/// where they have an agreement or a tie that brings them together.
///
/// # Cost
/// O(parties × (affiliations + forums) × depth of units).
pub fn meeting(graph: &Graph, measure: &Measure) -> Meeting {
    let parties = parties(graph, measure);
    if parties.len() < 2 {
        return Meeting::Alone;
    }
    if let [one, other] = parties[..]
        && have_agreed(graph, one, other)
    {
        return Meeting::Agreed;
    }
    let (mut shared, mut perhaps) = (Vec::new(), Vec::new());
    for forum in 0..graph.network.forums.len() {
        let seated = graph.seats(forum);
        let sits =
            |&party: &usize| seated.iter().any(|&seat| graph.ancestry(seat).contains(&party));
        let may = |party: &usize| {
            sits(party) || graph.ancestry(*party).iter().any(|above| seated.contains(above))
        };
        if parties.iter().all(sits) {
            shared.push(forum);
        } else if parties.iter().all(may) {
            perhaps.push(forum);
        }
    }
    match (shared.is_empty(), perhaps.is_empty()) {
        (false, _) => Meeting::Shared(shared),
        (true, false) => Meeting::Perhaps(perhaps),
        (true, true) => Meeting::Nowhere,
    }
}

/// Whether two actors have an agreement, or a tie by which they meet: between
/// themselves, their units, or the political bodies above them.
fn have_agreed(graph: &Graph, one: usize, other: usize) -> bool {
    let network = graph.network;
    let (one, other) = (graph.speaking_for(one), graph.speaking_for(other));
    let within = |set: &[bool], id: &ActorId| graph.actor(id.as_str()).is_some_and(|a| set[a]);
    let meets = |tie: &Tie| {
        let kinds =
            [TieKind::Agreement, TieKind::RegularMeetings, TieKind::JointPlan, TieKind::CoLocated];
        tie.kind.is_some_and(|kind| kinds.contains(&kind)) && tie.state != Some(TieState::Absent)
    };
    network.ties.iter().filter(|tie| meets(tie)).any(|tie| {
        (within(&one, &tie.from) && within(&other, &tie.to))
            || (within(&other, &tie.from) && within(&one, &tie.to))
    }) || network.agreements.iter().any(|row| {
        let bound = |set: &[bool]| row.parties.iter().any(|id| within(set, id));
        // A plan binds everybody and brings nobody together.
        row.parties.len() == 2 && bound(&one) && bound(&other)
    })
}

/// Measures of one board for one group, function and level of prevention;
/// `None` where measures name no group, function or level.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Share {
    /// Row of `groups`.
    pub group: Option<usize>,
    /// The function.
    pub function: Option<Function>,
    /// Level of prevention.
    pub prevention: Option<Prevention>,
    /// Row of `actors`: who answers for them, alone or with others.
    pub board: usize,
    /// Rows of `measures`.
    pub measures: Vec<usize>,
}

/// How a plan's measures spread: group × function × level of prevention ×
/// responsible board, in table and vocabulary order.
///
/// # Shape
/// A row for each combination that some measure has. A measure with two groups
/// and two functions stands in four rows for each of its boards, so rows do
/// not add up to the number of measures.
pub fn spread(graph: &Graph) -> Vec<Share> {
    let network = graph.network;
    let mut shares: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (row, measure) in network.measures.iter().enumerate() {
        let groups = measure.groups.iter();
        let groups = groups.filter_map(|id| network.groups.iter().position(|g| g.id == *id));
        let groups = or_none(groups);
        let functions = or_none(measure.functions.iter().copied());
        let levels = or_none(measure.prevention.iter().copied());
        for board in measure.owners().filter_map(|id| graph.actor(id.as_str())) {
            for &group in &groups {
                for &function in &functions {
                    for &level in &levels {
                        shares.entry((group, function, level, board)).or_default().push(row);
                    }
                }
            }
        }
    }
    shares
        .into_iter()
        .map(|((group, function, prevention, board), mut measures)| {
            measures.dedup();
            Share { group, function, prevention, board, measures }
        })
        .collect()
}

fn or_none<T>(values: impl Iterator<Item = T>) -> Vec<Option<T>> {
    let mut values: Vec<Option<T>> = values.map(Some).collect();
    if values.is_empty() {
        values.push(None);
    }
    values
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Actor, Affiliation, Agreement, Forum, Network, Row};

    /// A municipality with two boards, an office under one of them, and a
    /// forum with the members given.
    fn network(members: &[&str]) -> Network {
        let actor = |id: &str, parent: Option<&str>| {
            Row::bare(Actor { id: id.into(), parent: parent.map(Into::into), ..Actor::default() })
        };
        Network {
            actors: vec![
                actor("kommun", None),
                actor("a", Some("kommun")),
                actor("b", Some("kommun")),
                actor("kontor", Some("b")),
                actor("polis", None),
            ],
            forums: vec![Row::bare(Forum { id: "f".into(), ..Forum::default() })],
            affiliations: members
                .iter()
                .map(|id| {
                    let actor = (*id).into();
                    Row::bare(Affiliation { forum: "f".into(), actor, role: None })
                })
                .collect(),
            ..Network::default()
        }
    }

    fn where_they_meet(members: &[&str], owners: &[&str], partners: &[&str]) -> Meeting {
        let ids = |ids: &[&str]| ids.iter().map(|id| (*id).into()).collect();
        let measure =
            Measure { responsible: ids(owners), partners: ids(partners), ..Measure::default() };
        meeting(&Graph::new(&network(members)), &measure)
    }

    #[test]
    fn a_unit_speaks_for_its_board_but_a_municipality_only_perhaps() {
        assert_eq!(where_they_meet(&["a", "kontor"], &["a", "b"], &[]), Meeting::Shared(vec![0]));
        assert_eq!(where_they_meet(&["kommun"], &["a", "b"], &[]), Meeting::Perhaps(vec![0]));
        assert_eq!(where_they_meet(&["kommun"], &["a"], &["polis"]), Meeting::Nowhere);
        assert_eq!(where_they_meet(&[], &["a", "a"], &[]), Meeting::Alone);
    }

    #[test]
    fn two_who_have_agreed_need_no_forum_and_a_unit_is_no_partner() {
        let mut net = network(&[]);
        let measure = |owner: &str, partner: &str| Measure {
            responsible: vec![owner.into()],
            partners: vec![partner.into()],
            ..Measure::default()
        };
        let at = |net: &Network, measure: &Measure| meeting(&Graph::new(net), measure);
        assert_eq!(at(&net, &measure("b", "kontor")), Meeting::Alone);
        assert_eq!(at(&net, &measure("b", "polis")), Meeting::Nowhere);
        net.agreements.push(Row::bare(Agreement {
            parties: vec!["kontor".into(), "polis".into()],
            ..Agreement::default()
        }));
        assert_eq!(at(&net, &measure("b", "polis")), Meeting::Agreed);
        assert_eq!(at(&net, &measure("a", "polis")), Meeting::Nowhere);
    }

    #[test]
    fn a_measure_stands_in_every_combination_it_has() {
        let mut net = network(&[]);
        net.measures.push(Row::bare(Measure {
            id: "m".into(),
            responsible: vec!["a".into()],
            co_responsible: vec!["b".into()],
            functions: vec![Function::Ask, Function::Detect],
            ..Measure::default()
        }));
        let shares = spread(&Graph::new(&net));
        assert_eq!(shares.len(), 4);
        assert!(shares.iter().all(|s| s.measures == [0] && s.group.is_none()));
    }
}
