//! What goes when something is removed.

use std::collections::BTreeSet;

use super::apply::Applied;
use crate::model::text::list;
use crate::model::{Change, Door, Lang, Network, Service, Status, Text, Thing};

/// Rows to remove, by id; seats by forum and actor.
#[derive(Default)]
pub(super) struct Gone {
    actors: BTreeSet<String>,
    forums: BTreeSet<String>,
    services: BTreeSet<String>,
    referrals: BTreeSet<String>,
    ties: BTreeSet<String>,
    mandates: BTreeSet<String>,
    seats: BTreeSet<(String, String)>,
}

impl Gone {
    pub fn note(&mut self, thing: Thing, id: String) {
        match thing {
            Thing::Actor => self.actors.insert(id),
            Thing::Forum => self.forums.insert(id),
            Thing::Service => self.services.insert(id),
            Thing::Referral => self.referrals.insert(id),
            Thing::Tie => self.ties.insert(id),
            Thing::Mandate => self.mandates.insert(id),
            Thing::Seat => false,
        };
    }

    /// Notes a row that is known by its ends; whether there is one. A tie has no direction
    /// here, a referral has.
    pub fn note_ends(
        &mut self,
        network: &Network,
        change: &Change,
        one: &str,
        other: &str,
    ) -> bool {
        let same = |a: &str, b: &str| a == one && b == other;
        match change.thing {
            Thing::Seat => {
                let is =
                    |row: &crate::model::Affiliation| same(row.forum.as_str(), row.actor.as_str());
                self.seats.insert((one.to_owned(), other.to_owned()));
                network.affiliations.iter().any(|row| is(row))
            }
            Thing::Tie => {
                let between = network.ties.iter().filter(|row| {
                    let (a, b) = (row.from.as_str(), row.to.as_str());
                    same(a, b) || same(b, a)
                });
                let kind = change.set("kind");
                let of = between.filter(|row| {
                    kind.is_none_or(|kind| {
                        row.kind.is_some_and(|k| crate::model::Word::slug(k) == kind)
                    })
                });
                let before = self.ties.len();
                self.ties.extend(of.map(|row| row.id.clone()));
                self.ties.len() > before
            }
            Thing::Referral => {
                let of = network.referrals.iter().filter(|row| {
                    let group = row.group.as_ref().map(|id| id.as_str());
                    same(row.from.as_str(), row.to.as_str())
                        && change.set("group").is_none_or(|wanted| group == Some(wanted))
                });
                let before = self.referrals.len();
                self.referrals.extend(of.map(|row| row.id.clone()));
                self.referrals.len() > before
            }
            _ => false,
        }
    }
}

/// Removes rows and whatever hangs on them.
pub(super) fn take(made: &mut Applied, mut gone: Gone) {
    units(&made.network, &mut gone);
    let lost = |gone: &Gone, id: &str| gone.actors.contains(id);
    let network = &mut made.network;
    for service in &network.services {
        if lost(&gone, service.actor.as_str()) {
            gone.services.insert(service.id.0.clone());
        }
    }
    for service in network.services.iter_mut() {
        if gone.services.contains(service.id.as_str()) {
            continue;
        }
        let name = service.name.clone();
        if let Some(still) = shut(&mut service.value, &gone.actors) {
            made.consequences.push(match still {
                true => Text::new(
                    format!("Ingen är kvar som kan bevilja ”{name}”: den vägen in stängs."),
                    format!("Nobody is left who can grant “{name}”: that way in shuts."),
                ),
                false => Text::new(
                    format!("Ingen är kvar som kan bevilja ”{name}”: insatsen går inte att nå."),
                    format!("Nobody is left who can grant “{name}”: the service is out of reach."),
                ),
            });
            if !still {
                gone.services.insert(service.id.0.clone());
            }
        }
    }
    let mut ids: Vec<String> = Vec::new();
    let counted = [
        cut(
            &mut network.services,
            &mut ids,
            |row| row.id.0.clone(),
            |row| gone.services.contains(row.id.as_str()),
        ),
        cut(
            &mut network.affiliations,
            &mut Vec::new(),
            |_| String::new(),
            |row| {
                let seat = (row.forum.0.clone(), row.actor.0.clone());
                lost(&gone, row.actor.as_str())
                    || gone.forums.contains(row.forum.as_str())
                    || gone.seats.contains(&seat)
            },
        ),
        cut(
            &mut network.ties,
            &mut ids,
            |row| row.id.clone(),
            |row| {
                gone.ties.contains(&row.id)
                    || lost(&gone, row.from.as_str())
                    || lost(&gone, row.to.as_str())
            },
        ),
        cut(
            &mut network.referrals,
            &mut ids,
            |row| row.id.clone(),
            |row| {
                gone.referrals.contains(&row.id)
                    || lost(&gone, row.from.as_str())
                    || lost(&gone, row.to.as_str())
            },
        ),
        cut(
            &mut network.mandates,
            &mut ids,
            |row| row.id.clone(),
            |row| {
                gone.mandates.contains(&row.id)
                    || lost(&gone, row.from.as_str())
                    || row.to.as_ref().is_some_and(|to| lost(&gone, to.as_str()))
            },
        ),
    ];
    gone.ties.extend(ids.iter().cloned());
    if !gone.actors.is_empty() || !gone.forums.is_empty() {
        made.consequences.insert(0, told(network, &gone, counted));
    }
    dangling(network, &gone);
    network.actors.retain(|row| !gone.actors.contains(row.id.as_str()));
    network.forums.retain(|row| !gone.forums.contains(row.id.as_str()));
    made.removed = gone.actors.into_iter().chain(gone.forums).chain(ids).collect();
    // What was added and removed at once never was.
    let removed = &made.removed;
    made.added.retain(|id| !removed.contains(id));
}

/// Adds the units of actors that go.
fn units(network: &Network, gone: &mut Gone) {
    loop {
        let below = network.actors.iter().filter(|row| {
            let parent = row.parent.as_ref().is_some_and(|id| gone.actors.contains(id.as_str()));
            parent && !gone.actors.contains(row.id.as_str())
        });
        let below: Vec<String> = below.map(|row| row.id.0.clone()).collect();
        if below.is_empty() {
            return;
        }
        gone.actors.extend(below);
    }
}

/// Takes granters away from a service. Without any left, doors that ask for what they
/// granted shut (an empty list would mean that anybody may grant it). `None` when nobody
/// was taken or others are left; else whether a door is left.
fn shut(service: &mut Service, gone: &BTreeSet<String>) -> Option<bool> {
    let before = service.granted_by.len();
    service.granted_by.retain(|id| !gone.contains(id.as_str()));
    if service.granted_by.len() == before || !service.granted_by.is_empty() {
        return None;
    }
    let own = |door: &Door| door.statuses().all(|status| status == Status::Consent);
    service.access.retain(own);
    Some(!service.access.is_empty())
}

/// Takes rows away; notes their ids and gives how many they are.
fn cut<T>(
    rows: &mut Vec<T>,
    ids: &mut Vec<String>,
    id: impl Fn(&T) -> String,
    is: impl Fn(&T) -> bool,
) -> usize {
    let before = rows.len();
    ids.extend(rows.iter().filter(|row| is(row)).map(id));
    rows.retain(|row| !is(row));
    before - rows.len()
}

/// Clears what named a row that goes. Who claimed something once has claimed it.
fn dangling(network: &mut Network, gone: &Gone) {
    let lost = |id: &str| gone.actors.contains(id);
    let away = |id: &str| {
        lost(id) || gone.forums.contains(id) || gone.services.contains(id) || gone.ties.contains(id)
    };
    for forum in &mut network.forums {
        forum.convener = forum.convener.take().filter(|id| !lost(id.as_str()));
        forum.reports_to = forum.reports_to.take().filter(|id| !gone.forums.contains(id.as_str()));
    }
    for row in &mut network.measures {
        let row = &mut row.value;
        for ids in [&mut row.responsible, &mut row.co_responsible, &mut row.partners] {
            ids.retain(|id| !lost(id.as_str()));
        }
        row.forum = row.forum.take().filter(|id| !gone.forums.contains(id.as_str()));
    }
    for row in &mut network.agreements {
        row.parties.retain(|id| !lost(id.as_str()));
        row.carries.retain(|id| !away(id));
    }
    for row in &mut network.statements {
        row.actor = row.actor.take().filter(|id| !lost(id.as_str()));
    }
    for row in &mut network.interviews {
        row.actor = row.actor.take().filter(|id| !lost(id.as_str()));
    }
    for row in &mut network.mentions {
        row.target = row.target.take().filter(|id| !away(id));
        row.others.retain(|id| !away(id));
    }
    for row in &mut network.figures {
        row.subject = row.subject.take().filter(|id| !away(id));
    }
    network.participation.retain(|row| !lost(row.principal.as_str()));
    network.positions.retain(|row| !away(&row.id));
    network.aliases.retain(|row| {
        !row.actor.as_ref().is_some_and(|id| lost(id.as_str()))
            && !row.forum.as_ref().is_some_and(|id| gone.forums.contains(id.as_str()))
    });
}

/// What goes with removed actors and forums, in a sentence.
fn told(network: &Network, gone: &Gone, counted: [usize; 5]) -> Text {
    let names: Vec<&str> =
        gone.actors.iter().chain(&gone.forums).map(|id| network.name_of(id)).collect();
    let words = [
        ["insatser", "services"],
        ["platser i forum", "seats in forums"],
        ["samarbeten", "ties"],
        ["remissvägar", "referrals"],
        ["uppdrag", "duties"],
    ];
    let say = |at: usize, lang: Lang, nothing: &str| {
        let parts: Vec<String> = counted
            .iter()
            .zip(words)
            .filter(|(count, _)| **count > 0)
            .map(|(count, word)| format!("{count} {}", word[at]))
            .collect();
        if parts.is_empty() { nothing.to_owned() } else { list(&parts, lang) }
    };
    let (sv, en) = (say(0, Lang::Sv, "inget mer"), say(1, Lang::En, "nothing else"));
    Text::new(
        format!("Bort går {}; med det {sv}.", list(&names, Lang::Sv)),
        format!("Gone: {}; with it {en}.", list(&names, Lang::En)),
    )
}
