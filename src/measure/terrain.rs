//! The ground that people walk on: doors, handovers and who takes whom.
//!
//! A [`Terrain`] is built once per network and holds nothing of a single
//! group; a [`View`] is what it looks like to one group.

use std::collections::BTreeMap;

use crate::graph::Graph;
use crate::measure::{Parameters, ties};
use crate::model::{
    Access, ActorKind, Door, ForumFunction, Function, Group, PUBLIC, Status, TieStatus,
};

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
    doors: Vec<Vec<Vec<Key>>>,
    /// For each referral, the keys it asks for.
    referral_keys: Vec<Vec<Key>>,
    /// For each service, what it grants and which keys that fits.
    grants: Vec<Vec<(Status, Vec<Key>)>>,
    /// Actors to start at when people come on their own: referrals from public.
    entries: Vec<(usize, usize)>,
    /// Each actor's place by id: ties fall the same way in any order of rows.
    pub(super) rank: Vec<usize>,
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
    /// Handovers come from referrals (a unit's hold for its own units, too), from
    /// ties of casework in either direction, from forums that two actors share (steering and education
    /// forums hand nobody over), and from a unit to its own units (not from a
    /// principal: nobody is handed to a whole municipality).
    ///
    /// # Cost
    /// O(rows + Σ forum size²).
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
                let below = self.graph.subtree(from);
                for unit in (0..below.len()).filter(|&unit| below[unit]) {
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

    fn add_internal(&mut self) {
        let p = self.parameters.p_internal;
        for child in 0..self.graph.network.actors.len() {
            if let Some(parent) = self.graph.parent(child)
                && self.graph.parent(parent).is_some()
            {
                self.add(parent, child, Via::Internal, p);
            }
        }
    }

    /// The terrain as one group meets it.
    pub fn view(&'a self, group: &'a Group) -> View<'a> {
        View::new(self, group)
    }
}

/// What a terrain looks like to one group.
#[derive(Debug)]
pub struct View<'a> {
    /// The ground.
    pub terrain: &'a Terrain<'a>,
    /// Who walks.
    pub group: &'a Group,
    /// For each service, whether it does not shut the group out.
    pub admits: Vec<bool>,
    /// For each service, whether it names the group.
    pub names: Vec<bool>,
    /// For each service, whether it is open to part of the group only: the
    /// groups or ages it names are narrower.
    pub partly: Vec<bool>,
    /// For each actor, whether it meets the group in its ordinary work.
    pub meets: Vec<bool>,
    /// For each actor, whether its ordinary work is with this group or a part
    /// of it, so that it would know.
    pub knows: Vec<bool>,
    /// For each actor, whether it is known to take the group in: it meets it,
    /// or has a service that does not shut it out.
    pub takes: Vec<bool>,
}

impl<'a> View<'a> {
    fn new(terrain: &'a Terrain<'a>, group: &'a Group) -> Self {
        let network = terrain.graph.network;
        let groups: BTreeMap<&str, &Group> =
            network.groups.iter().map(|row| (row.id.as_str(), &row.value)).collect();
        let look = |id: &crate::model::GroupId| groups.get(id.as_str()).copied();
        let ancestors = ancestors(group, &groups);
        let contains = |n: &Group| n.contains(group) || ancestors.contains(&n.id.as_str());
        let names_it = |n: &Group| n.id == group.id || (n.is_particular() && contains(n));
        // Everybody is named by what singles nobody out.
        let everybody = !group.is_particular();

        let admits: Vec<bool> = network
            .services
            .iter()
            .map(|service| {
                service.age.overlaps(group.age)
                    && !service.excludes.iter().filter_map(look).any(contains)
                    && (service.groups.is_empty()
                        || service
                            .groups
                            .iter()
                            .filter_map(look)
                            .any(|n| n.admits(group) || names_it(n)))
            })
            .collect();
        let names = network
            .services
            .iter()
            .zip(&admits)
            .map(|(service, &admitted)| {
                admitted
                    && service.age.contains(group.age)
                    && (service.groups.iter().filter_map(look).any(names_it)
                        || (everybody && service.groups.is_empty()))
            })
            .collect();
        let partly = network
            .services
            .iter()
            .zip(&admits)
            .map(|(service, &admitted)| {
                let whole = service.age.contains(group.age)
                    && (service.groups.is_empty()
                        || service.groups.iter().filter_map(look).any(contains));
                admitted && !whole
            })
            .collect();
        let knows = network
            .actors
            .iter()
            .map(|actor| {
                let part = |n: &Group| group.contains(n);
                actor.meets.iter().filter_map(look).any(|n| names_it(n) || part(n))
            })
            .collect();
        let meets: Vec<bool> = network
            .actors
            .iter()
            .map(|actor| {
                actor.meets.iter().filter_map(look).any(|n| n.admits(group) || names_it(n))
            })
            .collect();
        let takes = (0..network.actors.len())
            .map(|actor| {
                let personal = |s: &usize| is_personal(network.services[*s].function);
                let mut services = terrain.services_of[actor].iter().filter(|&s| personal(s));
                meets[actor] || services.any(|&s| admits[s])
            })
            .collect();
        Self { terrain, group, admits, names, partly, meets, knows, takes }
    }

    /// Whether a person holding `held` may go through some door of a service.
    /// A service whose doors the source does not state is not barred.
    pub fn opens(&self, service: usize, held: &[Key]) -> bool {
        let doors = &self.terrain.doors[service];
        doors.is_empty() || doors.iter().any(|door| door.iter().all(|key| held.contains(key)))
    }

    /// What a service grants, and which keys each status fits.
    pub fn grants(&self, service: usize) -> &[(Status, Vec<Key>)] {
        &self.terrain.grants[service]
    }

    /// The keys that the doors of a service ask for, door by door.
    pub fn doors(&self, service: usize) -> &[Vec<Key>] {
        &self.terrain.doors[service]
    }

    /// The keys a handover asks for.
    pub fn asks(&self, via: Via) -> &[Key] {
        match via {
            Via::Referral(i) => &self.terrain.referral_keys[i],
            Via::Tie(_) | Via::Forum(_) | Via::Internal => &[],
        }
    }

    /// Whether the group can be handed over this way: a referral has to be
    /// meant for it; where only a tie, a forum or a unit's own structure
    /// stands behind the step, the receiver has to be known to take it in.
    pub fn carries(&self, step: &Handover) -> bool {
        let Via::Referral(i) = step.via else { return self.takes[step.to] };
        let network = self.terrain.graph.network;
        match network.referrals[i].group.as_ref().and_then(|id| network.group(id.as_str())) {
            Some(named) => {
                named.admits(self.group) || self.group.parent.as_ref() == Some(&named.id)
            }
            None => true,
        }
    }

    /// Where the group comes in: actor, how, and the row behind it. With
    /// `Unstated::Open`, services whose doors the source does not state count
    /// as open to own contact.
    pub fn ways_in(&self, unstated: Unstated) -> Vec<WayIn> {
        let network = self.terrain.graph.network;
        let mut ways = Vec::new();
        for (actor, services) in self.terrain.services_of.iter().enumerate() {
            for &s in services {
                let service = &network.services[s];
                if !self.admits[s] || !is_personal(service.function) {
                    continue;
                }
                let free = |door: &&Door| door.statuses().next().is_none();
                let own = |door: &Door| door.0.iter().any(|access| access.is_own_contact());
                let out = |door: &Door| door.0.contains(&Access::Outreach);
                if service.access.iter().filter(free).any(own) {
                    ways.push(WayIn { actor, how: How::OwnContact, row: Some(s) });
                }
                // Nobody seeks out an investigation.
                let sought = service.function != Some(Function::Investigate);
                if service.access.is_empty() && sought && unstated == Unstated::Open {
                    ways.push(WayIn { actor, how: How::Unstated, row: Some(s) });
                }
                if service.access.iter().filter(free).any(out) {
                    ways.push(WayIn { actor, how: How::Outreach, row: Some(s) });
                }
            }
            if self.meets[actor] {
                ways.push(WayIn { actor, how: How::Meets, row: None });
            }
        }
        for &(row, actor) in &self.terrain.entries {
            let via = Via::Referral(row);
            if self.carries(&Handover { to: actor, via, p: 1.0 })
                && self.terrain.referral_keys[row].is_empty()
                && self.takes[actor]
            {
                ways.push(WayIn { actor, how: How::Referral, row: Some(row) });
            }
        }
        ways.retain(|way| network.actors[way.actor].kind != Some(ActorKind::Public));
        ways
    }
}

/// Whether doors that the source does not state count as open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unstated {
    /// They do: the hopeful reading.
    Open,
    /// They do not: only what the source says.
    Closed,
}

/// How a person comes in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// By own contact with a service: a row of `services`.
    OwnContact,
    /// By own contact as a row of `referrals` from the public says.
    Referral,
    /// Sought out: a row of `services`.
    Outreach,
    /// Met in ordinary work.
    Meets,
    /// The source does not say how, and the hopeful reading takes it as open:
    /// a row of `services`.
    Unstated,
}

/// A place where a group comes in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WayIn {
    /// Where.
    pub actor: usize,
    /// How.
    pub how: How,
    /// The row behind it, in the table that `how` names.
    pub row: Option<usize>,
}

/// Training and coordination are for staff: nobody comes in that way.
fn is_personal(function: Option<Function>) -> bool {
    !matches!(function, Some(Function::Train | Function::Coordinate))
}

fn ancestors<'a>(group: &'a Group, groups: &BTreeMap<&'a str, &'a Group>) -> Vec<&'a str> {
    let mut line = Vec::new();
    let mut at = group.parent.as_ref();
    while let Some(up) = at.and_then(|id| groups.get(id.as_str())) {
        if line.contains(&up.id.as_str()) {
            break;
        }
        line.push(up.id.as_str());
        at = up.parent.as_ref();
    }
    line
}
