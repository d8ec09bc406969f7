//! The ground that people walk on: doors, handovers and who takes whom.
//!
//! A [`Terrain`] is built once per network and holds nothing of a single
//! group; a [`View`] is what it looks like to one group.

use std::collections::BTreeMap;

use crate::graph::Graph;
use crate::measure::view::View;
use crate::measure::{Parameters, ties};
use crate::model::{ForumFunction, Group, GroupId, Network, PUBLIC, Sector, Status, TieStatus};

/// What a handover rests on: the row behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Via {
    /// A row of `referrals`.
    Referral(usize),
    /// A row of `ties`.
    Tie(usize),
    /// A row of `forums` that both belong to.
    Forum(usize),
    /// From a unit down to a unit of its own.
    Internal,
}

/// One step from an actor to another.
#[derive(Clone, Copy, Debug)]
pub struct Handover {
    /// The receiving actor.
    pub to: usize,
    /// What it rests on.
    pub via: Via,
    /// Chance that it works, 0 to 1.
    pub p: f64,
}

/// A status that a door asks for, and whose granting counts: an index into
/// [`Terrain::keys`].
pub type Key = u16;

/// Doors, handovers and keys of a network.
#[derive(Debug)]
pub struct Terrain<'a> {
    /// The network as a graph.
    pub graph: &'a Graph<'a>,
    /// The constants it was built with.
    pub parameters: Parameters,
    /// Handovers from each actor, in a fixed order.
    pub handovers: Vec<Vec<Handover>>,
    /// Each distinct thing a door asks for: a status and the actors whose
    /// granting counts (none: anybody's).
    pub keys: Vec<(Status, Vec<usize>)>,
    /// Services of each actor.
    pub services_of: Vec<Vec<usize>>,
    /// For each service, the keys of each of its doors.
    pub(super) doors: Vec<Vec<Vec<Key>>>,
    /// For each referral, the keys it asks for.
    pub(super) referral_keys: Vec<Vec<Key>>,
    /// For each service, what it grants and which keys that fits.
    pub(super) grants: Vec<Vec<(Status, Vec<Key>)>>,
    /// Actors to start at when people come on their own: referrals from public.
    pub(super) entries: Vec<(usize, usize)>,
    /// Each actor's place by id: ties fall the same way in any order of rows.
    pub(super) rank: Vec<usize>,
    /// The groups that rows name.
    pub(super) named: Named,
}

/// Rows of `groups` that other rows name; ids that no group has are left out.
#[derive(Debug)]
pub(super) struct Named {
    /// For each service, whom it is for, and whom it shuts out.
    pub services: Vec<Vec<usize>>,
    pub excludes: Vec<Vec<usize>>,
    /// For each actor, whom it meets.
    pub meets: Vec<Vec<usize>>,
    /// For each referral, whom it is meant for.
    pub referrals: Vec<Option<usize>>,
}

impl Named {
    fn new(network: &Network) -> Self {
        let rows: BTreeMap<&str, usize> =
            network.groups.iter().zip(0..).map(|(group, row)| (group.id.as_str(), row)).collect();
        let row = |id: &GroupId| rows.get(id.as_str()).copied();
        let of = |ids: &[GroupId]| ids.iter().filter_map(row).collect();
        Self {
            services: network.services.iter().map(|service| of(&service.groups)).collect(),
            excludes: network.services.iter().map(|service| of(&service.excludes)).collect(),
            meets: network.actors.iter().map(|actor| of(&actor.meets)).collect(),
            referrals: network
                .referrals
                .iter()
                .map(|way| way.group.as_ref().and_then(row))
                .collect(),
        }
    }
}

fn ranks(graph: &Graph) -> Vec<usize> {
    let actors = &graph.network.actors;
    let mut by_id: Vec<usize> = (0..actors.len()).collect();
    by_id.sort_by(|&a, &b| actors[a].id.cmp(&actors[b].id));
    let mut rank = vec![0; actors.len()];
    for (place, actor) in by_id.into_iter().enumerate() {
        rank[actor] = place;
    }
    rank
}

impl<'a> Terrain<'a> {
    /// Builds the terrain.
    ///
    /// Handovers come from referrals (a unit's hold for its own units, too),
    /// from ties of casework in either direction, from forums that two actors
    /// share (steering, strategic and education forums hand nobody over), and
    /// from a unit to its own units (not from a
    /// principal: nobody is handed to a whole municipality).
    ///
    /// # Cost
    /// O(rows + Σ forum size² + Σ units below a referring actor), and sorting.
    pub fn new(graph: &'a Graph<'a>, parameters: Parameters) -> Self {
        let actors = graph.network.actors.len();
        let mut terrain = Self {
            graph,
            parameters,
            handovers: vec![Vec::new(); actors],
            keys: Vec::new(),
            services_of: vec![Vec::new(); actors],
            doors: Vec::new(),
            referral_keys: Vec::new(),
            grants: Vec::new(),
            entries: Vec::new(),
            rank: ranks(graph),
            named: Named::new(graph.network),
        };
        terrain.add_doors();
        terrain.add_grants();
        terrain.add_referrals();
        terrain.add_ties();
        terrain.add_forums();
        terrain.add_internal();
        for steps in &mut terrain.handovers {
            steps.sort_by_key(|step| (step.to, step.via));
        }
        terrain
    }

    fn key(&mut self, status: Status, by: &[usize]) -> Key {
        let key = (status, by.to_vec());
        let found = self.keys.iter().position(|known| *known == key);
        let index = found.unwrap_or_else(|| {
            self.keys.push(key);
            self.keys.len() - 1
        });
        index as Key
    }

    fn add_doors(&mut self) {
        let network = self.graph.network;
        for (i, service) in network.services.iter().enumerate() {
            if let Some(actor) = self.graph.actor(service.actor.as_str()) {
                self.services_of[actor].push(i);
            }
            let by: Vec<usize> =
                service.granted_by.iter().filter_map(|id| self.graph.actor(id.as_str())).collect();
            let doors = service
                .access
                .iter()
                .map(|door| door.statuses().map(|status| self.key(status, &by)).collect())
                .collect();
            self.doors.push(doors);
        }
        for referral in &network.referrals {
            let keys = referral.access.statuses().map(|status| self.key(status, &[])).collect();
            self.referral_keys.push(keys);
        }
    }

    fn add_grants(&mut self) {
        for service in &self.graph.network.services {
            let giver = self.graph.actor(service.actor.as_str());
            let fits = |status: Status| {
                let fit = |(asked, by): &(Status, Vec<usize>)| {
                    *asked == status
                        && (by.is_empty() || giver.is_some_and(|giver| by.contains(&giver)))
                };
                (0..self.keys.len()).filter(|&k| fit(&self.keys[k])).map(|k| k as Key).collect()
            };
            self.grants.push(service.grants.iter().map(|&s| (s, fits(s))).collect());
        }
    }

    fn add(&mut self, from: usize, to: usize, via: Via, p: f64) {
        if from != to {
            self.handovers[from].push(Handover { to, via, p });
        }
    }

    fn add_referrals(&mut self) {
        let (confirmed, one_sided) = (self.parameters.p_confirmed, self.parameters.p_one_sided);
        for (i, row) in self.graph.network.referrals.iter().enumerate() {
            let Some(to) = self.graph.actor(row.to.as_str()) else { continue };
            if row.from.as_str() == PUBLIC {
                self.entries.push((i, to));
            } else if let Some(from) = self.graph.actor(row.from.as_str()) {
                let both = [&row.from, &row.to].iter().all(|end| row.claimed_by.contains(end));
                let p = if both { confirmed } else { one_sided };
                // What a unit is said to do, its own units are said to do.
                for unit in self.graph.units(from) {
                    self.add(unit, to, Via::Referral(i), p);
                }
            }
        }
    }

    fn add_ties(&mut self) {
        let statuses = ties::statuses(self.graph);
        for (i, (tie, status)) in self.graph.network.ties.iter().zip(statuses).enumerate() {
            let p = match status {
                TieStatus::Confirmed => self.parameters.p_confirmed,
                TieStatus::OneSided | TieStatus::Unobserved => self.parameters.p_one_sided,
                TieStatus::Absent | TieStatus::Wished => continue,
            };
            let ends = (self.graph.actor(tie.from.as_str()), self.graph.actor(tie.to.as_str()));
            if let (Some(a), Some(b)) = ends
                && tie.kind.is_some_and(|kind| kind.is_casework())
            {
                self.add(a, b, Via::Tie(i), p);
                self.add(b, a, Via::Tie(i), p);
            }
        }
    }

    fn add_forums(&mut self) {
        let p = self.parameters.p_forum;
        let network = self.graph.network;
        let mut members: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for row in &network.affiliations {
            if let Some(actor) = self.graph.actor(row.actor.as_str()) {
                members.entry(row.forum.as_str()).or_default().push(actor);
            }
        }
        for (i, forum) in network.forums.iter().enumerate() {
            if matches!(
                forum.function,
                Some(ForumFunction::Steering | ForumFunction::Education | ForumFunction::Strategic)
            ) {
                continue;
            }
            let seats = members.get(forum.id.as_str()).map_or(&[][..], Vec::as_slice);
            for &a in seats {
                for &b in seats {
                    self.add(a, b, Via::Forum(i), p);
                }
            }
        }
    }

    /// From a unit to those below it. A municipality, a region or an authority is no place
    /// that hands anybody over, its units are; an association or a congregation is one house.
    fn add_internal(&mut self) {
        let p = self.parameters.p_internal;
        for child in 0..self.graph.network.actors.len() {
            let Some(parent) = self.graph.parent(child) else { continue };
            let one_house = matches!(
                self.graph.network.actors[parent].sector,
                Some(Sector::CivilSociety | Sector::Association | Sector::Private)
            );
            if one_house || self.graph.parent(parent).is_some() {
                self.add(parent, child, Via::Internal, p);
            }
        }
    }

    /// The terrain as one group meets it.
    pub fn view(&'a self, group: &'a Group) -> View<'a> {
        View::new(self, group)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Actor, Row};

    #[test]
    fn a_congregation_hands_over_to_its_deacons_but_a_municipality_to_no_unit() {
        let actor = |id: &str, parent: Option<&str>, sector| {
            Row::bare(Actor {
                id: id.into(),
                parent: parent.map(Into::into),
                sector: Some(sector),
                ..Actor::default()
            })
        };
        let network = Network {
            actors: vec![
                actor("church", None, Sector::CivilSociety),
                actor("deacons", Some("church"), Sector::CivilSociety),
                actor("town", None, Sector::Municipality),
                actor("office", Some("town"), Sector::Municipality),
                actor("team", Some("office"), Sector::Municipality),
            ],
            ..Network::default()
        };
        let graph = Graph::new(&network);
        let terrain = Terrain::new(&graph, Parameters::default());
        let to = |from: usize| terrain.handovers[from].iter().map(|step| step.to).collect();
        let all: Vec<Vec<usize>> = (0..5).map(to).collect();
        assert_eq!(all, [vec![1], vec![], vec![], vec![4], vec![]]);
    }
}
