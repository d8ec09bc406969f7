//! A [`Network`] as a graph: petgraph for the whole, plain arrays for
//! algorithms.
//!
//! *Invariant*: a dangling reference makes no edge and never a panic; nodes
//! stand in table order, actors first, then forums.

pub mod arcs;
pub mod compact;
pub(crate) mod random;

use std::collections::{BTreeSet, HashMap};

use petgraph::graph::{DiGraph, NodeIndex, UnGraph};

use crate::model::{ActorKind, Network};

/// What a node stands for: a row of the network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Node {
    /// A row of `actors`.
    Actor(usize),
    /// A row of `forums`.
    Forum(usize),
}

/// What an edge stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// From a unit to the one above it.
    Parent,
    /// From a forum to who convenes it.
    Convener,
    /// From a member to a forum: a row of `affiliations`.
    Member(usize),
    /// A row of `referrals`.
    Referral(usize),
    /// A row of `ties`.
    Tie(usize),
}

/// A network as a directed multigraph, with look-ups by id.
///
/// # Cost
/// Built in time and memory O(actors + forums + edges).
#[derive(Debug)]
pub struct Graph<'a> {
    /// The network it was built from.
    pub network: &'a Network,
    /// Nodes and edges.
    pub whole: DiGraph<Node, Edge>,
    nodes: HashMap<&'a str, NodeIndex>,
    parents: Vec<Option<usize>>,
    children: Vec<Vec<usize>>,
    seats: Vec<Vec<usize>>,
}

impl<'a> Graph<'a> {
    /// Builds the graph of a network.
    pub fn new(network: &'a Network) -> Self {
        let mut whole = DiGraph::new();
        let mut nodes = HashMap::new();
        for (i, actor) in network.actors.iter().enumerate() {
            nodes.insert(actor.id.as_str(), whole.add_node(Node::Actor(i)));
        }
        for (i, forum) in network.forums.iter().enumerate() {
            let node = whole.add_node(Node::Forum(i));
            nodes.entry(forum.id.as_str()).or_insert(node);
        }
        let mut graph = Self {
            network,
            whole,
            nodes,
            parents: Vec::new(),
            children: Vec::new(),
            seats: Vec::new(),
        };
        graph.parents = graph.tree();
        graph.children = vec![Vec::new(); graph.parents.len()];
        for (child, parent) in graph.parents.iter().enumerate() {
            if let Some(parent) = *parent {
                graph.children[parent].push(child);
            }
        }
        graph.seats = graph.seated();
        graph.add_edges();
        graph
    }

    /// Who belongs to each forum.
    fn seated(&self) -> Vec<Vec<usize>> {
        let network = self.network;
        let mut seats = vec![Vec::new(); network.forums.len()];
        for row in &network.affiliations {
            if let (Some(forum), Some(actor)) =
                (self.forum(row.forum.as_str()), self.actor(row.actor.as_str()))
            {
                seats[forum].push(actor);
            }
        }
        for (forum, row) in network.forums.iter().enumerate() {
            seats[forum].extend(row.convener.as_ref().and_then(|id| self.actor(id.as_str())));
            seats[forum].sort_unstable();
            seats[forum].dedup();
        }
        seats
    }

    /// Rows of the actors who belong to a forum, its members and its convener,
    /// ascending.
    pub fn seats(&self, forum: usize) -> &[usize] {
        &self.seats[forum]
    }

    fn add_edges(&mut self) {
        let network = self.network;
        for actor in &network.actors {
            if let Some(parent) = &actor.parent {
                self.add(actor.id.as_str(), parent.as_str(), Edge::Parent);
            }
        }
        for forum in &network.forums {
            if let Some(convener) = &forum.convener {
                self.add(forum.id.as_str(), convener.as_str(), Edge::Convener);
            }
        }
        for (i, row) in network.affiliations.iter().enumerate() {
            self.add(row.actor.as_str(), row.forum.as_str(), Edge::Member(i));
        }
        for (i, row) in network.referrals.iter().enumerate() {
            self.add(row.from.as_str(), row.to.as_str(), Edge::Referral(i));
        }
        for (i, row) in network.ties.iter().enumerate() {
            self.add(row.from.as_str(), row.to.as_str(), Edge::Tie(i));
        }
    }

    fn add(&mut self, from: &str, to: &str, edge: Edge) {
        if let (Some(&a), Some(&b)) = (self.nodes.get(from), self.nodes.get(to)) {
            self.whole.add_edge(a, b, edge);
        }
    }

    /// The row number of an actor.
    pub fn actor(&self, id: &str) -> Option<usize> {
        match self.whole[*self.nodes.get(id)?] {
            Node::Actor(i) => Some(i),
            Node::Forum(_) => None,
        }
    }

    /// The row number of a forum.
    pub fn forum(&self, id: &str) -> Option<usize> {
        match self.whole[*self.nodes.get(id)?] {
            Node::Forum(i) => Some(i),
            Node::Actor(_) => None,
        }
    }

    /// The parent of each actor; a circle of parents is cut above its first
    /// member.
    fn tree(&self) -> Vec<Option<usize>> {
        let up = |row: &crate::model::Actor| self.actor(row.parent.as_ref()?.as_str());
        let mut parents: Vec<Option<usize>> =
            self.network.actors.iter().map(|row| up(row)).collect();
        for start in 0..parents.len() {
            let mut at = parents[start];
            let mut steps = 0;
            while let Some(above) = at.filter(|&above| above != start && steps < parents.len()) {
                (at, steps) = (parents[above], steps + 1);
            }
            if at == Some(start) {
                parents[start] = None;
            }
        }
        parents
    }

    /// The row number of an actor's parent.
    pub fn parent(&self, actor: usize) -> Option<usize> {
        self.parents[actor]
    }

    /// The actor itself and every unit above it, lowest first.
    pub fn ancestry(&self, actor: usize) -> Vec<usize> {
        std::iter::successors(Some(actor), |&at| self.parents[at]).collect()
    }

    /// The topmost unit above an actor: its principal, or itself.
    pub fn principal(&self, actor: usize) -> usize {
        self.ancestry(actor).last().copied().unwrap_or(actor)
    }

    /// Whether an actor was interviewed: as its row says; else *no* when the
    /// nearest unit above with an answer was not. A unit above that was asked
    /// says nothing of this one: `None`.
    pub fn was_asked(&self, actor: usize) -> Option<bool> {
        let says = |at: usize| self.network.actors[at].interviewed;
        let above = || self.ancestry(actor).into_iter().find_map(says);
        says(actor).or_else(|| above().filter(|asked| !asked))
    }

    /// For each actor, whether it is `root` or a unit below it.
    pub fn subtree(&self, root: usize) -> Vec<bool> {
        let mut below = vec![false; self.network.actors.len()];
        for actor in self.units(root) {
            below[actor] = true;
        }
        below
    }

    /// For each actor, whether its word binds `root`: the actor itself, the
    /// units below it, and the political bodies directly above it.
    pub fn speaking_for(&self, root: usize) -> Vec<bool> {
        let mut speaking = self.subtree(root);
        let is_board = |&at: &usize| self.network.actors[at].kind == Some(ActorKind::Board);
        for above in self.ancestry(root).into_iter().skip(1).take_while(is_board) {
            speaking[above] = true;
        }
        speaking
    }

    /// `root` and every unit below it, ascending.
    ///
    /// # Cost
    /// That of sorting the units found.
    pub fn units(&self, root: usize) -> Vec<usize> {
        let mut units = vec![root];
        let mut at = 0;
        while let Some(&unit) = units.get(at) {
            units.extend(&self.children[unit]);
            at += 1;
        }
        units.sort_unstable();
        units
    }

    /// The simple undirected graph of who works with whom: parallel and
    /// opposite edges merged, self-ties and the public left out. Edges that
    /// `keep` refuses are left out too. Node weights are nodes of the whole.
    pub fn merged(&self, keep: impl Fn(Edge) -> bool) -> UnGraph<Node, ()> {
        let mut simple = UnGraph::with_capacity(self.whole.node_count(), 0);
        for node in self.whole.node_weights() {
            simple.add_node(*node);
        }
        let mut pairs = BTreeSet::new();
        for edge in self.whole.edge_indices() {
            if let Some((a, b)) = self.whole.edge_endpoints(edge)
                && keep(self.whole[edge])
                && a != b
                && !self.is_public(a)
                && !self.is_public(b)
            {
                pairs.insert((a.min(b), a.max(b)));
            }
        }
        for (a, b) in pairs {
            simple.add_edge(a, b, ());
        }
        simple
    }

    fn is_public(&self, node: NodeIndex) -> bool {
        match self.whole[node] {
            Node::Actor(i) => self.network.actors[i].kind == Some(ActorKind::Public),
            Node::Forum(_) => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Actor, Row, Tie};

    fn network(parents: &[(&str, Option<&str>)], ties: &[(&str, &str)]) -> Network {
        Network {
            actors: parents
                .iter()
                .map(|(id, parent)| {
                    Row::bare(Actor {
                        id: (*id).into(),
                        parent: parent.map(Into::into),
                        ..Actor::default()
                    })
                })
                .collect(),
            ties: ties
                .iter()
                .map(|(a, b)| {
                    Row::bare(Tie { from: (*a).into(), to: (*b).into(), ..Tie::default() })
                })
                .collect(),
            ..Network::default()
        }
    }

    #[test]
    fn a_circle_of_parents_ends() {
        let net = network(&[("a", Some("b")), ("b", Some("c")), ("c", Some("a"))], &[]);
        let graph = Graph::new(&net);
        assert_eq!(graph.ancestry(0), [0]);
        assert_eq!(graph.ancestry(1), [1, 2, 0]);
        assert_eq!(graph.principal(1), 0);
    }

    #[test]
    fn only_a_no_is_inherited() {
        let mut net = network(&[("a", None), ("b", Some("a")), ("c", None), ("d", Some("c"))], &[]);
        net.actors[0].interviewed = Some(true);
        net.actors[2].interviewed = Some(false);
        let graph = Graph::new(&net);
        let asked: Vec<_> = (0..4).map(|actor| graph.was_asked(actor)).collect();
        assert_eq!(asked, [Some(true), None, Some(false), Some(false)]);
    }

    #[test]
    fn parallel_opposite_and_dangling_edges_merge() {
        let net = network(
            &[("a", None), ("b", None)],
            &[("a", "b"), ("b", "a"), ("a", "b"), ("a", "a"), ("a", "nowhere")],
        );
        assert_eq!(Graph::new(&net).merged(|_| true).edge_count(), 1);
    }

    #[test]
    fn the_subtree_holds_units_at_every_depth() {
        let net = network(&[("a", None), ("b", Some("a")), ("c", Some("b")), ("d", None)], &[]);
        assert_eq!(Graph::new(&net).subtree(0), vec![true, true, true, false]);
    }
}
