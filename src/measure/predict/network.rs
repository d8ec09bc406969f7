//! A network, or a list of pairs, as what is observed.

use std::collections::BTreeMap;

use super::Observed;
use crate::graph::compact::Compact;
use crate::measure::collaboration::Collaboration;

impl Observed {
    /// The ties and referrals of a collaboration graph, whose actors keep their numbers.
    pub fn of_ties(all: &Collaboration) -> Self {
        Self { graph: Compact::from_pairs(all.actors.len(), &all.pairs), actors: None }
    }

    /// Who sits in which forum: actors as in the collaboration graph, then forums by id.
    pub fn of_seats(all: &Collaboration) -> Self {
        let actors = all.actors.len();
        let forums = &all.graph.network.forums;
        let mut order: Vec<usize> = (0..forums.len()).collect();
        order.sort_by(|&a, &b| forums[a].id.cmp(&forums[b].id));
        let mut place = vec![0; forums.len()];
        order.iter().enumerate().for_each(|(at, &forum)| place[forum] = actors + at);
        let seat =
            |seat: &crate::measure::collaboration::Seat| (seat.actor, place[seat.forum] as u32);
        let pairs: Vec<(u32, u32)> = all.seats.iter().map(seat).collect();
        Self { graph: Compact::from_pairs(actors + forums.len(), &pairs), actors: Some(actors) }
    }

    /// Pairs of names: only who is in a pair takes part. Names are numbered in their order,
    /// in a two-mode network first those of first columns.
    pub fn of_names<'a>(
        pairs: impl Iterator<Item = (&'a str, &'a str)> + Clone,
        two_mode: bool,
    ) -> Self {
        let mut nodes: BTreeMap<(bool, &str), u32> = BTreeMap::new();
        for (one, other) in pairs.clone() {
            nodes.insert((false, one), 0);
            nodes.insert((two_mode, other), 0);
        }
        nodes.values_mut().zip(0..).for_each(|(number, next)| *number = next);
        let actors = nodes.keys().filter(|(second, _)| !second).count();
        let pairs: Vec<(u32, u32)> =
            pairs.map(|(one, other)| (nodes[&(false, one)], nodes[&(two_mode, other)])).collect();
        let graph = Compact::from_pairs(nodes.len(), &pairs);
        Self { graph, actors: two_mode.then_some(actors) }
    }

    /// The same network with only those who have a tie, in the same order, and the number
    /// that each of them had.
    pub fn tied(&self) -> (Self, Vec<usize>) {
        let mut number = vec![None; self.graph.nodes()];
        let tied = (0..self.graph.nodes()).filter(|&node| self.graph.degree(node) > 0);
        let tied: Vec<usize> = tied.collect();
        tied.iter().zip(0..).for_each(|(&node, next)| number[node] = Some(next));
        let pairs = self
            .graph
            .pairs()
            .filter_map(|(a, b)| Some((number[a as usize]?, number[b as usize]?)));
        let graph = Compact::from_pairs(tied.len(), &pairs.collect::<Vec<(u32, u32)>>());
        let actors = |actors: usize| tied.partition_point(|&node| node < actors);
        (Self { graph, actors: self.actors.map(actors) }, tied)
    }
}
