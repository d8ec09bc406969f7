//! Single changes that may close a hole, made of what the network has.

use crate::findings::falls_between::is_help;
use crate::measure::coverage::{Cell, Class};
use crate::measure::terrain::Terrain;
use crate::measure::view::View;
use crate::model::text::Word;
use crate::model::{Access, Change, Deed, Door, ForumFunction, How, Service, Thing};

/// A change that may help, and how much it asks for: smaller kinds come first.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// How much it asks for, least first: 0 a service says whom it is for, 1 it says how
    /// one comes there, 2 somebody sends there, 3 a seat in a forum, 4 a service more.
    pub effort: u8,
    /// The change.
    pub change: Change,
}

/// Changes that may close or mend a hole in help, each once, the least effort first, then
/// in table order.
///
/// For each group and each function of help that is a hole or hangs on one actor:
/// a service of the function that may have members of it already, or whose actor meets it,
/// names it (and no longer shuts it out); one that names it opens to own contact; a unit whose ordinary work is with the
/// group sends to one that names it, or takes a seat beside it in a forum where cases are
/// met; an actor that has the function for everybody has a service for this group. Asking
/// somebody and giving a role a deputy are not among them: what they would show cannot be
/// computed.
///
/// # Cost
/// O(holes × services × units that meet the group).
pub fn candidates(terrain: &Terrain, cells: &[Cell]) -> Vec<Candidate> {
    let network = terrain.graph.network;
    let mut all: Vec<Candidate> = Vec::new();
    if !network.is_place() {
        return all;
    }
    for (group, row) in network.groups.iter().enumerate().filter(|(_, row)| row.is_particular()) {
        let view = terrain.view(row);
        let holes = cells.iter().filter(|cell| {
            cell.group == group && cell.class != Class::Covered && is_help(cell.function)
        });
        for cell in holes {
            let of = |s: &usize| network.services[*s].function == Some(cell.function);
            for service in (0..network.services.len()).filter(of) {
                service_says(&view, service, &mut all);
                if view.names[service] {
                    sent_there(&view, service, &mut all);
                }
            }
        }
    }
    all.sort_by_key(|candidate| candidate.effort);
    let mut once: Vec<Candidate> = Vec::new();
    for candidate in all {
        if !once.contains(&candidate) {
            once.push(candidate);
        }
    }
    once
}

/// What a service itself can do for a group.
fn service_says(view: &View, at: usize, all: &mut Vec<Candidate>) {
    let network = view.terrain.graph.network;
    let (service, group) = (&network.services[at], view.group);
    let id = service.id.as_str();
    let change = || Change::new(Deed::Change, Thing::Service, Some(id));
    if view.names[at] {
        let free = |door: &Door| door.statuses().next().is_none();
        if service.access.is_empty() {
            let change = change().with(How::Set, "access", Access::SelfReferral.slug());
            all.push(Candidate { effort: 1, change });
        } else if !service.access.iter().any(free) {
            let change = change().with(How::Join, "access", Access::SelfReferral.slug());
            all.push(Candidate { effort: 1, change });
        }
        return;
    }
    let mut opened = change();
    for shut in &service.excludes {
        let other = network.group(shut.as_str());
        if other.is_some_and(|other| other.contains(group)) || group.parent.as_ref() == Some(shut) {
            opened = opened.with(How::Drop, "excludes", shut.as_str());
        }
    }
    if service.age.min.is_some() && !service.age.contains(group.age) {
        opened = opened.with(How::Set, "age_min", "");
    }
    if service.age.max.is_some() && !service.age.contains(group.age) {
        opened = opened.with(How::Set, "age_max", "");
    }
    if !service.groups.is_empty() {
        if !is_plausible(view, at) {
            return;
        }
        opened = opened.with(How::Join, "groups", group.id.as_str());
        all.push(Candidate { effort: 0, change: opened });
        return;
    }
    if !opened.edits.is_empty() {
        all.push(Candidate { effort: 0, change: opened });
    }
    all.push(Candidate { effort: 4, change: for_group(service, &group.id.0, &group.name) });
}

/// Whether a service could say that it is for the group, too: one that it names already may
/// have members there, or its actor meets the group. One for children is not asked to be for
/// the old, nor one for parents to be.
fn is_plausible(view: &View, at: usize) -> bool {
    let network = view.terrain.graph.network;
    let service = &network.services[at];
    let mut named = service.groups.iter().filter_map(|id| network.group(id.as_str()));
    let actor = view.terrain.graph.actor(service.actor.as_str());
    let meets = actor.is_some_and(|actor| view.meets[actor] || view.knows[actor]);
    named.any(|named| named.admits(view.group) || (meets && named.overlaps(view.group)))
}

/// A service like one that names nobody, for one group. To add the group to a service for
/// everybody would shut all others out.
fn for_group(service: &Service, group: &str, name: &str) -> Change {
    let doors: Vec<String> = service.access.iter().map(Door::slug).collect();
    let doors =
        if doors.is_empty() { Access::SelfReferral.slug().to_owned() } else { doors.join(";") };
    let by: Vec<&str> = service.granted_by.iter().map(|id| id.as_str()).collect();
    let mut change = Change::new(Deed::Add, Thing::Service, None)
        .with(How::Set, "actor", service.actor.as_str())
        .with(How::Set, "name", &format!("{}: {name}", service.name))
        .with(How::Set, "function", service.function.map_or("", Word::slug))
        .with(How::Set, "groups", group)
        .with(How::Set, "access", &doors);
    if !by.is_empty() {
        change = change.with(How::Set, "granted_by", &by.join(";"));
    }
    change
}

/// Ways from units that know the group to the actor of a service that names it.
fn sent_there(view: &View, service: usize, all: &mut Vec<Candidate>) {
    let network = view.terrain.graph.network;
    let group = &view.group.id;
    let to = &network.services[service].actor;
    let Some(receiver) = view.terrain.graph.actor(to.as_str()) else { return };
    let units = (0..network.actors.len()).filter(|&actor| view.knows[actor] && actor != receiver);
    for unit in units {
        let from = &network.actors[unit].id;
        let there = network.referrals.iter().any(|way| {
            let wide = way.group.as_ref().is_none_or(|named| named == group);
            way.from == *from && way.to == *to && wide
        });
        if there {
            continue;
        }
        let referral = Change::new(Deed::Add, Thing::Referral, None)
            .with(How::Set, "from", from.as_str())
            .with(How::Set, "to", to.as_str())
            .with(How::Set, "group", group.as_str());
        all.push(Candidate { effort: 2, change: referral });
        for (row, forum) in network.forums.iter().enumerate() {
            let far = matches!(
                forum.function,
                Some(ForumFunction::Steering | ForumFunction::Education | ForumFunction::Strategic)
            );
            let seats = view.terrain.graph.seats(row);
            if far || !seats.contains(&receiver) || seats.contains(&unit) {
                continue;
            }
            let seat = Change::new(Deed::Add, Thing::Seat, None)
                .with(How::Set, "forum", forum.id.as_str())
                .with(How::Set, "actor", from.as_str());
            all.push(Candidate { effort: 3, change: seat });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::Graph;
    use crate::measure::Parameters;
    use crate::measure::coverage::coverage;
    use crate::model::{Actor, Function, Group, Network, Row, Sex};

    #[test]
    fn only_services_that_may_have_members_of_a_group_are_asked_to_name_it() {
        let group = |id: &str, sex, conditions: &[&str]| {
            Row::bare(Group {
                id: id.into(),
                name: id.to_owned(),
                sex,
                conditions: conditions.iter().map(|c| (*c).to_owned()).collect(),
                ..Group::default()
            })
        };
        let service = |actor: &str, group: &str| {
            Row::bare(Service {
                id: format!("s-{actor}").as_str().into(),
                actor: actor.into(),
                function: Some(Function::Support),
                groups: vec![group.into()],
                access: vec![Door(vec![Access::SelfReferral])],
                ..Service::default()
            })
        };
        let actor =
            |id: &str| Row::bare(Actor { id: id.into(), name: id.to_owned(), ..Actor::default() });
        let mut net = Network {
            actors: vec![actor("shelter"), actor("family")],
            groups: vec![
                group("honour", None, &["exposed", "adult", "honour"]),
                group("women", Some(Sex::Female), &["exposed", "adult"]),
                group("expecting", None, &["pregnant"]),
            ],
            services: vec![service("shelter", "women"), service("family", "expecting")],
            ..Network::default()
        };
        let named = |net: &Network| -> Vec<String> {
            let graph = Graph::new(net);
            let parameters = Parameters::default();
            let cells = coverage(&graph, parameters).cells;
            let all = candidates(&Terrain::new(&graph, parameters), &cells);
            let naming = all.iter().filter(|candidate| candidate.effort == 0);
            let honour = naming.filter(|c| c.change.edits.iter().any(|e| e.value == "honour"));
            honour.filter_map(|candidate| candidate.change.id.clone()).collect()
        };
        assert_eq!(named(&net), ["s-shelter"]);
        // Whose ordinary work is with the group can be asked.
        net.actors[1].meets = vec!["honour".into()];
        assert_eq!(named(&net), ["s-shelter", "s-family"]);
    }
}
