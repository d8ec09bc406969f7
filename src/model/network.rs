//! A whole network and look-ups in it.

use std::collections::BTreeMap;
use std::ops::{Deref, DerefMut};

use super::text::words;
use super::{
    Actor, Affiliation, Agreement, Alias, Answer, Claim, Decision, Figure, Forum, Goal, Group,
    Interview, Mandate, Measure, Mention, Participation, Position, Referral, Section, Service,
    Source, Statement, Tie, Verdict,
};

/// Cells that nothing here understands, by column; kept and written back.
pub type Attributes = BTreeMap<String, String>;

/// A row: its value, the claims behind it, and cells kept as they came.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row<T> {
    /// What the row says.
    pub value: T,
    /// Who says so, where.
    pub claims: Vec<Claim>,
    /// Other cells.
    pub attributes: Attributes,
}

impl<T> Row<T> {
    /// A row without claims, as tests and what-if changes make them.
    pub fn bare(value: T) -> Self {
        Self { value, claims: Vec::new(), attributes: Attributes::new() }
    }
}

impl<T> Deref for Row<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T> DerefMut for Row<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.value
    }
}

words! {
    /// What sort of source a network was read from.
    NetworkKind {
        Interviews = "interviews", "intervjuer", "interviews";
        Plan = "plan", "handlingsplan", "action plan";
        Magazine = "magazine", "reportage", "reports";
        Model = "model", "förebild", "model";
    }
}

/// Who was asked, and who could have been.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Boundary {
    /// Who was asked.
    pub asked: Option<String>,
    /// Who could have been asked.
    pub could_have_been_asked: Option<String>,
}

/// A collaboration network: rows in the order of their tables.
#[derive(Clone, Debug, Default, PartialEq)]
#[allow(missing_docs, reason = "each field is the table of its type")]
pub struct Network {
    pub id: String,
    pub title: String,
    pub kind: Option<NetworkKind>,
    pub place: Option<String>,
    pub period: Option<String>,
    pub language: Option<String>,
    pub licence: Option<String>,
    pub boundary: Boundary,
    /// SHA-256, in hexadecimal, of the files that it was read from; `None` for
    /// one that was made.
    pub digest: Option<String>,
    pub sources: Vec<Row<Source>>,
    pub sections: Vec<Row<Section>>,
    pub participation: Vec<Row<Participation>>,
    pub figures: Vec<Row<Figure>>,
    pub actors: Vec<Row<Actor>>,
    pub aliases: Vec<Row<Alias>>,
    pub forums: Vec<Row<Forum>>,
    pub affiliations: Vec<Row<Affiliation>>,
    pub groups: Vec<Row<Group>>,
    pub services: Vec<Row<Service>>,
    pub referrals: Vec<Row<Referral>>,
    pub ties: Vec<Row<Tie>>,
    pub agreements: Vec<Row<Agreement>>,
    pub goals: Vec<Row<Goal>>,
    pub measures: Vec<Row<Measure>>,
    pub statements: Vec<Row<Statement>>,
    pub interviews: Vec<Row<Interview>>,
    pub mentions: Vec<Row<Mention>>,
    pub mandates: Vec<Row<Mandate>>,
    pub answers: Vec<Row<Answer>>,
    pub verdicts: Vec<Row<Verdict>>,
    pub decisions: Vec<Row<Decision>>,
    pub positions: Vec<Row<Position>>,
}

impl Network {
    /// Whether the network is about one place and its practice, so that gaps
    /// and key actors mean something: not a model, and not a collection of
    /// examples from many places.
    pub fn is_place(&self) -> bool {
        !matches!(self.kind, Some(NetworkKind::Model | NetworkKind::Magazine))
    }

    /// Rows of groups with the number of groups each is within: each followed by its parts, in
    /// the order of the table. Of a circle of parts the first stands as a whole.
    pub fn group_tree(&self) -> Vec<(usize, usize)> {
        let parent = |row: usize| {
            let up = self.groups[row].parent.as_ref()?;
            self.groups.iter().position(|group| group.id == *up).filter(|&up| up != row)
        };
        let mut placed = vec![false; self.groups.len()];
        let mut tree = Vec::new();
        let tops = (0..self.groups.len()).filter(|&row| parent(row).is_none());
        for top in tops.chain(0..self.groups.len()) {
            let mut open = vec![(top, 0)];
            while let Some((row, depth)) = open.pop() {
                if !std::mem::replace(&mut placed[row], true) {
                    tree.push((row, depth));
                    let parts =
                        (0..self.groups.len()).rev().filter(|&part| parent(part) == Some(row));
                    open.extend(parts.map(|part| (part, depth + 1)));
                }
            }
        }
        tree
    }

    /// The actor with this id. Cost: linear; analyses use
    /// [`Graph`](crate::graph::Graph) instead.
    pub fn actor(&self, id: &str) -> Option<&Row<Actor>> {
        self.actors.iter().find(|actor| actor.id.as_str() == id)
    }

    /// The forum with this id.
    pub fn forum(&self, id: &str) -> Option<&Row<Forum>> {
        self.forums.iter().find(|forum| forum.id.as_str() == id)
    }

    /// The group with this id.
    pub fn group(&self, id: &str) -> Option<&Row<Group>> {
        self.groups.iter().find(|group| group.id.as_str() == id)
    }

    /// The service with this id.
    pub fn service(&self, id: &str) -> Option<&Row<Service>> {
        self.services.iter().find(|service| service.id.as_str() == id)
    }

    /// The name of whatever bears this id, or the id itself.
    pub fn name_of<'a>(&'a self, id: &'a str) -> &'a str {
        self.actor(id)
            .map(|row| row.name.as_str())
            .or_else(|| self.forum(id).map(|row| row.name.as_str()))
            .or_else(|| self.group(id).map(|row| row.name.as_str()))
            .or_else(|| self.service(id).map(|row| row.name.as_str()))
            .unwrap_or(id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_group_stands_before_its_parts_and_a_circle_ends() {
        let rows = [
            ("old-women", Some("old")),
            ("all", None),
            ("young", Some("all")),
            ("one", Some("other")),
            ("old", Some("all")),
            ("other", Some("one")),
            ("lost", Some("nowhere")),
        ];
        let group = |(id, parent): (&str, Option<&str>)| {
            Row::bare(Group { id: id.into(), parent: parent.map(Into::into), ..Group::default() })
        };
        let network = Network { groups: rows.map(group).into(), ..Network::default() };
        let id = |row: usize| network.groups[row].id.as_str();
        let tree: Vec<_> =
            network.group_tree().into_iter().map(|(row, depth)| (id(row), depth)).collect();
        let expected = [
            ("all", 0),
            ("young", 1),
            ("old", 1),
            ("old-women", 2),
            ("lost", 0),
            ("one", 0),
            ("other", 1),
        ];
        assert_eq!(tree, expected);
    }
}
