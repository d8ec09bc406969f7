//! Which target groups each actor works with, and how far two share them.

use std::collections::BTreeMap;

use crate::graph::Graph;
use crate::model::{Function, Group, GroupId};

/// Rows of the particular groups that each actor meets or serves, ascending.
///
/// Groups that single nobody out ([`Group::is_particular`]) are left out: that
/// two actors serve "everybody exposed" says nothing of what they share. So are
/// services for staff (training, coordination) and prevention, which reaches
/// people whom nobody gets to know.
///
/// # Shape
/// A list for each row of `actors`; the units of an actor have lists of their own.
///
/// # Cost
/// O(rows × log groups).
pub fn served(graph: &Graph) -> Vec<Vec<usize>> {
    let network = graph.network;
    let rows: BTreeMap<&str, usize> =
        network.groups.iter().enumerate().map(|(row, group)| (group.id.as_str(), row)).collect();
    let particular = |ids: &[GroupId]| -> Vec<usize> {
        let known = ids.iter().filter_map(|id| rows.get(id.as_str()).copied());
        known.filter(|&row| network.groups[row].is_particular()).collect()
    };
    let mut served: Vec<Vec<usize>> =
        network.actors.iter().map(|actor| particular(&actor.meets)).collect();
    for service in &network.services {
        let far = matches!(
            service.function,
            Some(Function::Train | Function::Coordinate | Function::Prevent)
        );
        if let Some(actor) = graph.actor(service.actor.as_str()).filter(|_| !far) {
            served[actor].extend(particular(&service.groups));
        }
    }
    for list in &mut served {
        list.sort_unstable();
        list.dedup();
    }
    served
}

/// Which groups are the same, or one within the other: by definition, or
/// because the source places one under the other.
///
/// # Cost
/// O(groups²) to build.
pub struct Kinship {
    within: Vec<Vec<bool>>,
}

impl Kinship {
    /// Compares every two groups of a network.
    pub fn new(graph: &Graph) -> Self {
        let groups = &graph.network.groups;
        let line = |row: usize| ancestry(groups.iter().map(|g| &g.value), row);
        let lines: Vec<Vec<usize>> = (0..groups.len()).map(line).collect();
        let within = |a: usize, b: usize| groups[b].contains(&groups[a]) || lines[a].contains(&b);
        let row = |a: usize| (0..groups.len()).map(|b| within(a, b)).collect();
        Self { within: (0..groups.len()).map(row).collect() }
    }

    /// Whether everybody in `inner` is in `outer`, or the source places it there.
    pub fn within(&self, inner: usize, outer: usize) -> bool {
        self.within[inner][outer]
    }

    /// Whether one of two groups lies within the other.
    pub fn related(&self, one: usize, other: usize) -> bool {
        self.within(one, other) || self.within(other, one)
    }

    /// How far two actors' groups overlap, as Jaccard's index over groups:
    ///
    /// `J = |S| / |A ∪ B|`, where `S` are the groups of `A ∪ B` that both
    /// have, or that contain or lie within a group that the other has.
    ///
    /// # Shape
    /// Two lists of rows, such as [`served`] gives.
    ///
    /// # Units
    /// Share, 0 to 1; 1 when every group of each is of concern to the other.
    ///
    /// # Undefined
    /// `None` when either has no particular group, never 0.
    ///
    /// # Cost
    /// O(|A| · |B|).
    ///
    /// # Source
    /// P. Jaccard, The distribution of the flora in the alpine zone, New
    /// Phytologist 11 (1912), 37–50; that nested groups are shared is ours.
    pub fn overlap(&self, one: &[usize], other: &[usize]) -> Option<f64> {
        if one.is_empty() || other.is_empty() {
            return None;
        }
        let shared = self.shared(one, other);
        let mut union: Vec<usize> = one.iter().chain(other).copied().collect();
        union.sort_unstable();
        union.dedup();
        Some(shared.len() as f64 / union.len() as f64)
    }

    /// The groups that two lists share, nested ones included; ascending.
    pub fn shared(&self, one: &[usize], other: &[usize]) -> Vec<usize> {
        let touches = |row: usize, list: &[usize]| list.iter().any(|&own| self.related(row, own));
        let ours = one.iter().filter(|&&row| touches(row, other));
        let mut shared: Vec<usize> =
            ours.chain(other.iter().filter(|&&row| touches(row, one))).copied().collect();
        shared.sort_unstable();
        shared.dedup();
        shared
    }
}

/// Rows of the groups above a group, by `parent`; a circle ends.
fn ancestry<'a>(groups: impl Iterator<Item = &'a Group>, row: usize) -> Vec<usize> {
    let groups: Vec<&Group> = groups.collect();
    let mut line = Vec::new();
    let mut at = row;
    while let Some(up) =
        groups[at].parent.as_ref().and_then(|id| groups.iter().position(|group| group.id == *id))
    {
        if up == row || line.contains(&up) {
            break;
        }
        line.push(up);
        at = up;
    }
    line
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::{Actor, AgeRange, Network, Row, Service};

    fn network() -> Network {
        let group = |id: &str, parent: Option<&str>, conditions: &[&str], age: Option<u32>| {
            Row::bare(Group {
                id: id.into(),
                parent: parent.map(Into::into),
                conditions: conditions.iter().map(|c| (*c).to_owned()).collect(),
                age: AgeRange { min: age, max: None },
                ..Group::default()
            })
        };
        Network {
            groups: vec![
                group("alla", None, &["exposed"], None),
                group("aldre", None, &["exposed"], Some(65)),
                group("dementa", None, &["exposed", "dementia"], Some(70)),
                group("unga", None, &["young"], None),
                group("elever", Some("unga"), &["pupil"], None),
            ],
            actors: vec![
                Row::bare(Actor {
                    id: "a".into(),
                    meets: vec!["aldre".into()],
                    ..Actor::default()
                }),
                Row::bare(Actor { id: "b".into(), ..Actor::default() }),
            ],
            services: vec![
                Row::bare(Service {
                    actor: "b".into(),
                    function: Some(Function::Support),
                    groups: vec!["dementa".into(), "alla".into(), "unga".into()],
                    ..Service::default()
                }),
                Row::bare(Service {
                    actor: "a".into(),
                    function: Some(Function::Prevent),
                    groups: vec!["unga".into()],
                    ..Service::default()
                }),
            ],
            ..Network::default()
        }
    }

    #[test]
    fn worked_by_hand() {
        let net = network();
        let graph = Graph::new(&net);
        let served = served(&graph);
        assert_eq!(served, [vec![1], vec![2, 3]], "nobody singled out, prevention aside");
        let kinship = Kinship::new(&graph);
        assert!(kinship.within(2, 1) && !kinship.within(1, 2), "70 lies within 65");
        assert!(kinship.related(4, 3), "by the source's own tree");
        assert_eq!(kinship.shared(&served[0], &served[1]), [1, 2]);
        // {aldre, dementa} of {aldre, dementa, unga}.
        let share = kinship.overlap(&served[0], &served[1]).unwrap();
        assert!((share - 2.0 / 3.0).abs() < 1e-12);
        assert_eq!(kinship.overlap(&[], &[1]), None);
    }

    proptest! {
        #[test]
        fn overlap_is_a_share_and_the_same_from_both_ends(
            one in prop::collection::btree_set(1usize..5, 0..4),
            other in prop::collection::btree_set(1usize..5, 0..4),
        ) {
            let net = network();
            let kinship = Kinship::new(&Graph::new(&net));
            let (one, other): (Vec<usize>, Vec<usize>) =
                (one.into_iter().collect(), other.into_iter().collect());
            let share = kinship.overlap(&one, &other);
            prop_assert_eq!(share, kinship.overlap(&other, &one));
            prop_assert_eq!(share.is_none(), one.is_empty() || other.is_empty());
            prop_assert!(share.is_none_or(|share| (0.0..=1.0).contains(&share)));
            // Where no group lies within another it is Jaccard's own index.
            let plain = [&one, &other].iter().all(|l| l.iter().all(|g| [1, 3].contains(g)));
            if plain && let Some(share) = share {
                let both = one.iter().filter(|g| other.contains(g)).count();
                let all = one.len() + other.len() - both;
                prop_assert!((share - both as f64 / all as f64).abs() < 1e-12);
            }
        }
    }
}
