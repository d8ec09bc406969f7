//! Actors, forums, ties and findings that came, went or changed.

use std::collections::{BTreeMap, BTreeSet};

use crate::findings::{Analysis, Finding};
use crate::graph::Graph;
use crate::link::{Kind, Link};
use crate::measure::ties::statuses;
use crate::model::text::{Word, words};
use crate::model::{ActorId, Ruling, TieStatus};

words! {
    /// What happened to something between an older and a newer network.
    Change {
        /// Only in the newer, and the older would have known.
        Came = "came", "ny", "new";
        /// Only in the older, and the newer would have known.
        Went = "went", "borta", "gone";
        /// In both, in another class.
        Changed = "changed", "ändrad", "changed";
        /// In both, alike.
        Stayed = "stayed", "kvar", "still there";
        /// Part of something of the other network.
        PartOf = "part_of", "del av", "part of";
        /// Only in the older; the newer would not have known.
        NotSeenNow = "not_seen_now", "bara i den äldre källan", "only in the older source";
        /// Only in the newer; the older would not have known.
        NotSeenBefore = "not_seen_before", "bara i den nyare källan", "only in the newer source";
    }
}

/// One thing and what happened to it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changed {
    /// Id in the older network; both ends' ids joined by a space for a tie.
    pub old: Option<String>,
    /// Id in the newer.
    pub new: Option<String>,
    /// What happened.
    pub change: Option<Change>,
    /// In the older and the newer network, what it was: a tie's kinds and
    /// status, a finding's severity.
    pub classes: [Option<String>; 2],
}

/// What happened between two networks.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Changes {
    /// Actors of either.
    pub actors: Vec<Changed>,
    /// Forums of either.
    pub forums: Vec<Changed>,
    /// Pairs of actors with a tie in either.
    pub ties: Vec<Changed>,
    /// Findings of either.
    pub findings: Vec<Changed>,
}

/// What happened between two networks, in table order of the older, then of
/// the newer.
///
/// Silence means something only in sources of the same kind. There, an actor or
/// forum that one network does not mention is unobserved unless that network
/// asked its principal, or a member; a tie, unless it asked one of its ends; a
/// finding, unless the network knows all its subjects and, for coverage, has a
/// cell.
pub(super) fn changes(old: &Analysis, new: &Analysis, links: &[Link]) -> Changes {
    let map = Map::new(old.graph, new.graph, links);
    Changes {
        actors: map.nodes(Kind::Actor),
        forums: map.nodes(Kind::Forum),
        ties: map.ties(),
        findings: map.findings(old, new),
    }
}

struct Map<'a> {
    old: &'a Graph<'a>,
    new: &'a Graph<'a>,
    links: &'a [Link],
    /// From ids of the older network to those of the newer, and back.
    forth: BTreeMap<&'a str, &'a str>,
    back: BTreeMap<&'a str, &'a str>,
}

fn id<'a>(graph: &Graph<'a>, kind: Kind, row: usize) -> &'a str {
    match kind {
        Kind::Actor => graph.network.actors[row].id.as_str(),
        Kind::Forum => graph.network.forums[row].id.as_str(),
        Kind::Group => graph.network.groups[row].id.as_str(),
    }
}

impl<'a> Map<'a> {
    fn new(old: &'a Graph<'a>, new: &'a Graph<'a>, links: &'a [Link]) -> Self {
        let mut map = Self { old, new, links, forth: BTreeMap::new(), back: BTreeMap::new() };
        for link in links.iter().filter(|link| link.ruling == Ruling::Same) {
            let (ours, theirs) = (id(old, link.kind, link.old), id(new, link.kind, link.new));
            map.forth.insert(ours, theirs);
            map.back.insert(theirs, ours);
        }
        map
    }

    fn nodes(&self, kind: Kind) -> Vec<Changed> {
        let count = |graph: &Graph| match kind {
            Kind::Actor => graph.network.actors.len(),
            Kind::Forum => graph.network.forums.len(),
            Kind::Group => graph.network.groups.len(),
        };
        let part = |row: usize, of_old: bool| {
            let is = |l: &&Link| {
                let at = if of_old { l.old } else { l.new };
                l.kind == kind && l.ruling == Ruling::PartOf && at == row && l.is_inverse != of_old
            };
            self.links.iter().find(is)
        };
        let mut changed = Vec::new();
        for row in 0..count(self.old) {
            let old = id(self.old, kind, row);
            let same = self.forth.get(old).map(|new| (*new).to_owned());
            let whole = part(row, true).map(|link| id(self.new, kind, link.new).to_owned());
            let change = match (&same, &whole) {
                (Some(_), _) => Change::Stayed,
                (None, Some(_)) => Change::PartOf,
                (None, None) if self.heard_of(self.old, self.new, kind, row) => Change::Went,
                (None, None) => Change::NotSeenNow,
            };
            changed.push(Changed {
                old: Some(old.to_owned()),
                new: same.or(whole),
                change: Some(change),
                ..Changed::default()
            });
        }
        for row in 0..count(self.new) {
            let new = id(self.new, kind, row);
            if self.back.contains_key(new) {
                continue;
            }
            let whole = part(row, false).map(|link| id(self.old, kind, link.old).to_owned());
            let change = match whole {
                Some(_) => Change::PartOf,
                None if self.heard_of(self.new, self.old, kind, row) => Change::Came,
                None => Change::NotSeenBefore,
            };
            changed.push(Changed {
                old: whole,
                new: Some(new.to_owned()),
                change: Some(change),
                ..Changed::default()
            });
        }
        changed
    }

    /// Whether the network `there` asked somebody who would know of a record
    /// of the network `here`: its principal, or a forum's convener or member.
    fn heard_of(&self, here: &Graph, there: &Graph, kind: Kind, row: usize) -> bool {
        let near = match kind {
            Kind::Actor => vec![here.principal(row)],
            Kind::Forum => crate::measure::ties::seats(here, row),
            Kind::Group => Vec::new(),
        };
        near.into_iter().any(|actor| self.asked(here, there, actor))
    }

    /// Whether both networks were read from the same kind of source.
    fn alike(&self) -> bool {
        self.old.network.kind == self.new.network.kind
    }

    /// Whether the network `there` asked the same actor, or a unit above it
    /// that says it was.
    fn asked(&self, here: &Graph, there: &Graph, actor: usize) -> bool {
        if !self.alike() {
            return false;
        }
        let own = here.network.actors[actor].id.as_str();
        let ids =
            if std::ptr::eq(here.network, self.old.network) { &self.forth } else { &self.back };
        let other = ids.get(own).and_then(|id| there.actor(id));
        other.is_some_and(|actor| there.was_asked(actor) == Some(true))
    }

    fn ties(&self) -> Vec<Changed> {
        let (ours, theirs) = (pairs(self.old), pairs(self.new));
        let moved = |ids: &BTreeMap<&str, &'a str>, (a, b): (&str, &str)| {
            let (a, b) = (*ids.get(a)?, *ids.get(b)?);
            Some((a.min(b), a.max(b)))
        };
        let join = |(a, b): (&str, &str)| format!("{a} {b}");
        let asked = |here: &Graph, there: &Graph, (a, b): (&str, &str)| {
            [a, b].iter().filter_map(|id| here.actor(id)).any(|a| self.asked(here, there, a))
        };
        let mut changed = Vec::new();
        let mut met = BTreeSet::new();
        for (&pair, was) in &ours {
            let other = moved(&self.forth, pair);
            let now = other.and_then(|other| theirs.get(&other).map(|now| (other, now)));
            let change = match now {
                Some((other, now)) => {
                    met.insert(other);
                    if was == now { Change::Stayed } else { Change::Changed }
                }
                None if asked(self.old, self.new, pair) => Change::Went,
                None => Change::NotSeenNow,
            };
            changed.push(Changed {
                old: Some(join(pair)),
                new: now.map(|(other, _)| join(other)),
                change: Some(change),
                classes: [Some(was.clone()), now.map(|(_, now)| now.clone())],
            });
        }
        for (&pair, now) in theirs.iter().filter(|(pair, _)| !met.contains(*pair)) {
            let knew = asked(self.new, self.old, pair);
            changed.push(Changed {
                new: Some(join(pair)),
                change: Some(if knew { Change::Came } else { Change::NotSeenBefore }),
                classes: [None, Some(now.clone())],
                ..Changed::default()
            });
        }
        changed
    }

    fn findings(&self, old: &Analysis, new: &Analysis) -> Vec<Changed> {
        let (ours, theirs) = (old.run(&[]), new.run(&[]));
        let now: BTreeMap<String, &Finding> =
            theirs.iter().map(|finding| (renamed(finding, &self.back), finding)).collect();
        let was: BTreeSet<&str> = ours.iter().map(|finding| finding.id.as_str()).collect();
        let severity = |finding: &Finding| finding.severity.slug().to_owned();
        let mut changed = Vec::new();
        for finding in &ours {
            let other = now.get(&finding.id);
            let change = match other {
                Some(other) if other.severity == finding.severity => Change::Stayed,
                Some(_) => Change::Changed,
                None if self.alike() && knows(finding, &self.forth, new) => Change::Went,
                None => Change::NotSeenNow,
            };
            changed.push(Changed {
                old: Some(finding.id.clone()),
                new: other.map(|other| other.id.clone()),
                change: Some(change),
                classes: [Some(severity(finding)), other.map(|other| severity(other))],
            });
        }
        for finding in &theirs {
            if was.contains(renamed(finding, &self.back).as_str()) {
                continue;
            }
            let knew = self.alike() && knows(finding, &self.back, old);
            changed.push(Changed {
                new: Some(finding.id.clone()),
                change: Some(if knew { Change::Came } else { Change::NotSeenBefore }),
                classes: [None, Some(severity(finding))],
                ..Changed::default()
            });
        }
        changed
    }
}

/// Pairs of actors with a tie: its kinds and statuses, in order, as text.
fn pairs<'a>(graph: &Graph<'a>) -> BTreeMap<(&'a str, &'a str), String> {
    let mut pairs: BTreeMap<(&str, &str), BTreeSet<String>> = BTreeMap::new();
    for (tie, status) in graph.network.ties.iter().zip(statuses(graph)) {
        let end = |id: &'a ActorId| id.as_str();
        let (a, b) = (end(&tie.value.from), end(&tie.value.to));
        let kind = tie.kind.map_or("", Word::slug);
        // Being asked decides between these two; the tie is the same.
        let status = match status {
            TieStatus::OneSided | TieStatus::Unobserved => "claimed",
            other => other.slug(),
        };
        let class = format!("{kind} {status}").trim().to_owned();
        pairs.entry((a.min(b), a.max(b))).or_default().insert(class);
    }
    let join = |classes: BTreeSet<String>| classes.into_iter().collect::<Vec<_>>().join(", ");
    pairs.into_iter().map(|(pair, classes)| (pair, join(classes))).collect()
}

/// A finding's id with the other network's ids for its subjects.
fn renamed(finding: &Finding, ids: &BTreeMap<&str, &str>) -> String {
    let part = |part: &str| ids.get(part).map_or_else(|| part.to_owned(), |id| (*id).to_owned());
    finding.id.split(':').map(part).collect::<Vec<_>>().join(":")
}

/// Whether a network would show this finding of the other if it were so.
fn knows(finding: &Finding, ids: &BTreeMap<&str, &str>, there: &Analysis) -> bool {
    if finding.rule != "falls_between" {
        let known = |id: &String| ids.contains_key(id.as_str());
        return !finding.subjects.is_empty() && finding.subjects.iter().all(known);
    }
    let id = renamed(finding, ids);
    let network = there.graph.network;
    there.coverage.cells.iter().any(|cell| {
        let group = &network.groups[cell.group].id.0;
        crate::findings::falls_between::id(group, cell.function) == id
    })
}
