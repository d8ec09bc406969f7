//! What the ground looks like to one group: which services admit it, which
//! name it, who knows it, and where it comes in.

use std::collections::BTreeMap;

use super::terrain::{Handover, Key, Terrain, Via};
use crate::model::text::Word;
use crate::model::{Access, ActorKind, AgeRange, Door, Function, Group, Sex, Status};

/// What a terrain looks like to one group.
#[derive(Debug)]
pub struct View<'a> {
    /// The ground.
    pub terrain: &'a Terrain<'a>,
    /// Who walks.
    pub group: &'a Group,
    /// For each service, whether it does not shut the group out.
    pub admits: Vec<bool>,
    /// For each service, whether it names the group: by itself, by one above it in the
    /// package's own tree, or by one that contains it by definition. A group without an age
    /// does not name those whom the package singles out by age within the same matter, in
    /// years or as the young: a service for exposed women does not turn the woman of 70 away,
    /// but does not name her where people over 65 are a group of their own.
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
    /// For each referral, whether it is meant for the group or for nobody in particular.
    meant: Vec<bool>,
    /// For each actor, the handovers of the terrain that carry the group, in its order. Of
    /// several to one actor those are left out that are never better than one that asks for
    /// no status.
    pub(super) handovers: Vec<Vec<Handover>>,
}

impl<'a> View<'a> {
    pub(super) fn new(terrain: &'a Terrain<'a>, group: &'a Group) -> Self {
        let network = terrain.graph.network;
        let groups: BTreeMap<&str, &Group> =
            network.groups.iter().map(|row| (row.id.as_str(), &row.value)).collect();
        let ancestors = ancestors(group, &groups);
        let contains = |n: &Group| n.contains(group) || ancestors.contains(&n.id.as_str());
        let names_it = |n: &Group| n.id == group.id || (n.is_particular() && contains(n));
        // Ages by which the network's own groups single this one out, asking also for what
        // the group that is named asks for; parts of that group aside.
        let singled_out = |n: &Group| {
            n.id != group.id
                && !n.tells_age()
                && !ancestors.contains(&n.id.as_str())
                && network.groups.iter().any(|s| {
                    s.tells_age()
                        && s.contains(group)
                        && n.conditions.iter().all(|c| s.conditions.contains(c))
                        && !self::ancestors(s, &groups).contains(&n.id.as_str())
                })
        };
        // Its women and its men, where it is of both: whom services for the one and for the
        // other take is taken whole.
        let halves: Vec<Group> = match group.sex {
            Some(_) => Vec::new(),
            None => Sex::ALL.iter().map(|&s| Group { sex: Some(s), ..group.clone() }).collect(),
        };
        // Everybody is named by what singles nobody out.
        let everybody = !group.is_particular();

        // What is asked of the groups that rows name, asked once of each.
        let of_each = |is: &dyn Fn(&Group) -> bool| -> Vec<bool> {
            network.groups.iter().map(|row| is(&row.value)).collect()
        };
        let contains = of_each(&contains);
        let named = of_each(&names_it);
        let named_here = of_each(&|n| names_it(n) && !singled_out(n));
        let admitted = of_each(&|n| n.admits(group));
        let part = of_each(&|n| group.contains(n));
        let above = of_each(&|n| group.parent.as_ref() == Some(&n.id));
        let any = |rows: &[usize], of: &[bool]| rows.iter().any(|&row| of[row]);
        let served = &terrain.named;

        let services = network.services.iter().enumerate();
        let admits: Vec<bool> = services
            .clone()
            .map(|(s, service)| {
                let groups = &served.services[s];
                service.age.overlaps(group.age)
                    && !any(&served.excludes[s], &contains)
                    && (service.groups.is_empty() || any(groups, &admitted) || any(groups, &named))
            })
            .collect();
        let names = services
            .clone()
            .map(|(s, service)| {
                let says_age = service.age != AgeRange::default();
                admits[s]
                    && service.age.contains(group.age)
                    && (any(&served.services[s], if says_age { &named } else { &named_here })
                        || (everybody && service.groups.is_empty()))
            })
            .collect();
        let of_halves: Vec<Vec<bool>> =
            halves.iter().map(|half| of_each(&|n| n.contains(half))).collect();
        let partly = services
            .map(|(s, service)| {
                let groups = &served.services[s];
                let both = || of_halves.iter().all(|half| any(groups, half));
                let whole = service.age.contains(group.age)
                    && (service.groups.is_empty()
                        || any(groups, &contains)
                        || (!halves.is_empty() && both()));
                admits[s] && !whole
            })
            .collect();
        let met = served.meets.iter();
        let knows = met.clone().map(|met| any(met, &named) || any(met, &part)).collect();
        let meets: Vec<bool> = met.map(|met| any(met, &admitted) || any(met, &named)).collect();
        let takes = (0..network.actors.len())
            .map(|actor| {
                let personal = |s: &usize| is_personal(network.services[*s].function);
                let mut services = terrain.services_of[actor].iter().filter(|&s| personal(s));
                meets[actor] || services.any(|&s| admits[s])
            })
            .collect();
        let meant = served.referrals.iter();
        let meant = meant.map(|named| named.is_none_or(|row| admitted[row] || above[row]));
        let meant = meant.collect();
        let handovers = Vec::new();
        let mut view =
            Self { terrain, group, admits, names, partly, meets, knows, takes, meant, handovers };
        view.handovers = terrain.handovers.iter().map(|steps| view.best_of(steps)).collect();
        view
    }

    /// Of an actor's handovers, sorted by where they lead, those worth taking.
    fn best_of(&self, steps: &[Handover]) -> Vec<Handover> {
        let mut best = Vec::new();
        for ways in steps.chunk_by(|one, other| one.to == other.to) {
            let carried = || ways.iter().filter(|step| self.carries(step));
            // Of equal ones the first is taken.
            let free = carried().filter(|step| self.asks(step.via).is_empty());
            let free = free.reduce(|one, other| if other.p > one.p { other } else { one });
            best.extend(carried().filter(|step| {
                free.is_none_or(|free| {
                    step.via == free.via
                        || step.p > free.p
                        || (step.p == free.p && step.via < free.via)
                })
            }));
        }
        best
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
        match step.via {
            Via::Referral(i) => self.meant[i],
            Via::Tie(_) | Via::Forum(_) | Via::Internal => self.takes[step.to],
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::Graph;
    use crate::measure::Parameters;
    use crate::model::{Network, Row, Service};

    /// A network of groups, and one service for those given.
    fn network(groups: Vec<Group>, named: &[&str], from: Option<u32>) -> Network {
        Network {
            groups: groups.into_iter().map(Row::bare).collect(),
            services: vec![Row::bare(Service {
                groups: named.iter().map(|id| (*id).into()).collect(),
                age: AgeRange { min: from, max: None },
                ..Service::default()
            })],
            ..Network::default()
        }
    }

    fn group(id: &str, sex: Option<Sex>, conditions: &[&str]) -> Group {
        let conditions = conditions.iter().map(|c| (*c).to_owned()).collect();
        Group { id: id.into(), sex, conditions, ..Group::default() }
    }

    /// Whether the service admits, names and takes only part of the group with this row.
    fn seen(net: &Network, row: usize) -> [bool; 3] {
        let graph = Graph::new(net);
        let terrain = Terrain::new(&graph, Parameters::default());
        let view = terrain.view(&net.groups[row]);
        [view.admits[0], view.names[0], view.partly[0]]
    }

    #[test]
    fn a_word_for_an_age_singles_out_as_years_do() {
        let all = group("all", None, &["perpetrator"]);
        let young = group("young", None, &["perpetrator", "young"]);
        let addicted = group("addicted", None, &["perpetrator", "addiction"]);
        let mut net = network(vec![all, young, addicted], &["all"], None);
        assert_eq!(seen(&net, 1), [true, false, false], "not turned away, and not named");
        assert_eq!(seen(&net, 2), [true, true, false], "an age tells apart, a need does not");
        // A part by the package's own word is named with the whole.
        net.groups[1].parent = Some("all".into());
        assert_eq!(seen(&net, 1), [true, true, false]);
    }

    #[test]
    fn women_and_men_are_everybody() {
        let exposed = || {
            vec![
                group("exposed", None, &["exposed", "honour"]),
                group("women", Some(Sex::Female), &["exposed"]),
                group("men", Some(Sex::Male), &["exposed"]),
            ]
        };
        assert_eq!(seen(&network(exposed(), &["women"], None), 0), [true, false, true]);
        assert_eq!(seen(&network(exposed(), &["women", "men"], None), 0), [true, false, false]);
        assert_eq!(seen(&network(exposed(), &["women", "men"], Some(65)), 0), [true, false, true]);
    }
}
