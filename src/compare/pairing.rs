//! Two networks and which of their records are the same.

use std::collections::BTreeMap;

use crate::graph::Graph;
use crate::link::{Kind, Match, same_place};
use crate::model::Ruling;

/// Which of two networks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Old,
    New,
}

impl Side {
    pub fn other(self) -> Self {
        match self {
            Side::Old => Side::New,
            Side::New => Side::Old,
        }
    }
}

/// Two networks, their matches, and look-ups from one to the other.
pub(super) struct Pairing<'a> {
    graphs: [&'a Graph<'a>; 2],
    pub matches: &'a [Match],
    /// For each side, from its ids to the other's.
    ids: [BTreeMap<&'a str, &'a str>; 2],
    /// Whether both are about one place.
    pub same_place: bool,
    /// Whether both are also the same kind of source, so that silence in one
    /// means what it means in the other.
    pub alike: bool,
}

impl<'a> Pairing<'a> {
    pub fn new(old: &'a Graph<'a>, new: &'a Graph<'a>, matches: &'a [Match]) -> Self {
        let (before, after) = (old.network, new.network);
        let mut ids = [BTreeMap::new(), BTreeMap::new()];
        for m in matches.iter().filter(|m| m.ruling == Ruling::Same) {
            let (ours, theirs) = (m.kind.id(before, m.old), m.kind.id(after, m.new));
            ids[0].insert(ours, theirs);
            ids[1].insert(theirs, ours);
        }
        let same_place = same_place(before, after);
        let alike = same_place && before.kind == after.kind;
        Self { graphs: [old, new], matches, ids, same_place, alike }
    }

    pub fn graph(&self, side: Side) -> &'a Graph<'a> {
        self.graphs[side as usize]
    }

    /// The other side's id for a record of this one.
    pub fn moved(&self, side: Side, id: &str) -> Option<&'a str> {
        self.ids[side as usize].get(id).copied()
    }

    /// The other side's record that one of this side is part of.
    pub fn whole(&self, side: Side, kind: Kind, row: usize) -> Option<&'a str> {
        let part = |m: &&Match| {
            let at = if side == Side::Old { m.old } else { m.new };
            let is_part = m.ruling == Ruling::PartOf && m.is_inverse == (side == Side::New);
            m.kind == kind && is_part && at == row
        };
        let m = self.matches.iter().find(part)?;
        let above = if side == Side::Old { m.new } else { m.old };
        Some(kind.id(self.graph(side.other()).network, above))
    }

    /// Whether the other side asked the actor that one of this side is there.
    pub fn asked_there(&self, side: Side, actor: usize) -> bool {
        let id = self.graph(side).network.actors[actor].id.as_str();
        let there = self.graph(side.other());
        let other = self.moved(side, id).and_then(|id| there.actor(id));
        other.is_some_and(|actor| there.was_asked(actor) == Some(true))
    }
}
