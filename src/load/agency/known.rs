//! What a network knows already: its actors and forums by id, name and alias, and its
//! rows by the ids that other registers gave them.

use std::collections::HashMap;

use crate::link::{Kind, normal, settled};
use crate::model::{Network, Row, SourceId};

/// An actor or a forum.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Node {
    /// An actor, by its id.
    Actor(String),
    /// A forum, by its id.
    Forum(String),
}

/// What a name leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// Nothing.
    Nobody,
    /// One actor or forum.
    One(Node),
    /// Several; none of them is meant for certain.
    Several(Vec<Node>),
}

/// Look-ups in a network, made once for a file.
#[derive(Debug, Default)]
pub(super) struct Known {
    ids: HashMap<String, Node>,
    names: HashMap<String, Vec<Node>>,
}

impl Known {
    /// The actors and forums of a network.
    pub(super) fn of(network: &Network) -> Self {
        let mut known = Self::default();
        for row in &network.actors {
            known.add(&row.name, Node::Actor(row.id.0.clone()));
        }
        for row in &network.forums {
            known.add(&row.name, Node::Forum(row.id.0.clone()));
        }
        for alias in &network.aliases {
            let bearer = match (&alias.actor, &alias.forum) {
                (Some(id), _) => Node::Actor(id.0.clone()),
                (None, Some(id)) => Node::Forum(id.0.clone()),
                (None, None) => continue,
            };
            known.add_name(&alias.name, bearer);
        }
        known.settle(network);
        known
    }

    /// A name that several bear leads to one of them when verdicts call them the same.
    fn settle(&mut self, network: &Network) {
        if network.verdicts.is_empty() {
            return;
        }
        let mut same: HashMap<Node, Node> = HashMap::new();
        for merged in settled(network).merged {
            let node = match merged.kind {
                Kind::Actor => Node::Actor,
                Kind::Forum => Node::Forum,
                Kind::Group => continue,
            };
            let stands = node(merged.id);
            same.extend(merged.absorbed.into_iter().map(|id| (node(id), stands.clone())));
        }
        for nodes in self.names.values_mut().filter(|nodes| nodes.len() > 1) {
            for node in std::mem::take(nodes) {
                let node = same.get(&node).cloned().unwrap_or(node);
                if !nodes.contains(&node) {
                    nodes.push(node);
                }
            }
        }
    }

    fn add(&mut self, name: &str, node: Node) {
        let (Node::Actor(id) | Node::Forum(id)) = &node;
        self.ids.insert(id.clone(), node.clone());
        self.add_name(name, node);
    }

    fn add_name(&mut self, name: &str, node: Node) {
        let nodes = self.names.entry(key(name)).or_default();
        if !nodes.contains(&node) {
            nodes.push(node);
        }
    }

    /// Who bears this id.
    pub(super) fn with_id(&self, id: &str) -> Option<Node> {
        self.ids.get(id).cloned()
    }

    /// Who bears this id, or else this name.
    pub(super) fn find(&self, name: &str) -> Found {
        if let Some(node) = self.ids.get(name.trim()) {
            return Found::One(node.clone());
        }
        self.named(name)
    }

    /// Who bears this name or alias.
    pub(super) fn named(&self, name: &str) -> Found {
        match self.names.get(&key(name)).map(Vec::as_slice) {
            None | Some([]) => Found::Nobody,
            Some([one]) => Found::One(one.clone()),
            Some(several) => Found::Several(several.to_vec()),
        }
    }
}

/// A name in its normal form; names without letters and digits as they are.
pub(super) fn key(name: &str) -> String {
    let normal = normal(name);
    if normal.is_empty() { name.trim().to_owned() } else { normal }
}

/// Rows by the id that another register gave them, kept in an attribute.
#[derive(Debug, Default)]
pub(super) struct Foreign(HashMap<String, Vec<usize>>);

impl Foreign {
    /// The rows of a table that bear the attribute, of those that count.
    pub(super) fn of<T>(
        rows: &[Row<T>],
        attribute: &str,
        counts: impl Fn(&Row<T>) -> bool,
    ) -> Self {
        let mut by_id: HashMap<String, Vec<usize>> = HashMap::new();
        for (i, row) in rows.iter().enumerate().filter(|(_, row)| counts(row)) {
            if let Some(id) = row.attributes.get(attribute) {
                by_id.entry(id.clone()).or_default().push(i);
            }
        }
        Self(by_id)
    }

    /// The one row that bears the id for certain. An id such as `17` is only unique in
    /// its own register: it counts when the row has a claim from the same source, or
    /// `same` says that the rows agree. An id as long as a UUID counts by itself.
    pub(super) fn one<T>(
        &self,
        rows: &[Row<T>],
        id: &str,
        source: &SourceId,
        same: impl Fn(&Row<T>) -> bool,
    ) -> Option<usize> {
        let candidates = self.0.get(id).map_or(&[][..], Vec::as_slice);
        let sure = |row: &Row<T>| {
            id.len() >= 16 || row.claims.iter().any(|claim| claim.source == *source) || same(row)
        };
        let mut sure = candidates.iter().copied().filter(|i| sure(&rows[*i]));
        match (sure.next(), sure.next()) {
            (Some(one), None) => Some(one),
            _ => None,
        }
    }
}
