//! Which findings decisions are about, also when ids have changed since.

use std::collections::{BTreeMap, BTreeSet};

use super::normal;
use crate::model::{Decision, Network};

/// What a decision is about in a network as it is now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    /// The finding with this id, if the analysis makes it.
    Finding(String),
    /// Nothing: no record, or more than one, has the id or the name of this part.
    Lost(String),
}

/// Records that a finding's id may name, by id and by name.
struct Known {
    ids: BTreeSet<String>,
    names: BTreeMap<String, BTreeSet<String>>,
}

impl Known {
    fn new(network: &Network) -> Self {
        let mut known = Self { ids: BTreeSet::new(), names: BTreeMap::new() };
        for (id, name) in named(network) {
            known.ids.insert(id.to_owned());
            known.names.entry(normal(&name)).or_default().insert(id.to_owned());
        }
        for alias in &network.aliases {
            let bearer = [
                alias.actor.as_ref().map(|id| id.as_str()),
                alias.forum.as_ref().map(|id| id.as_str()),
                alias.group.as_ref().map(|id| id.as_str()),
            ];
            for id in bearer.into_iter().flatten().filter(|id| known.ids.contains(*id)) {
                known.names.entry(normal(&alias.name)).or_default().insert(id.to_owned());
            }
        }
        known
    }

    /// The id that the part of a finding's id has now.
    fn now(&self, part: &str, name: Option<&String>) -> Option<String> {
        let same = self.ids.contains(part) || name.is_none_or(|name| name == part);
        if same {
            return Some(part.to_owned());
        }
        let bearers = self.names.get(&normal(name?))?;
        bearers.first().filter(|_| bearers.len() == 1).cloned()
    }

    fn about(&self, decision: &Decision) -> About {
        let mut parts = decision.finding.split(':');
        let mut id = parts.next().unwrap_or_default().to_owned();
        for (n, part) in parts.enumerate() {
            match self.now(part, decision.names.get(n)) {
                Some(now) => id = format!("{id}:{now}"),
                None => return About::Lost(decision.names.get(n).map_or(part, |n| n).to_owned()),
            }
        }
        About::Finding(id)
    }
}

/// Records that findings name by id, and what each is called.
fn named(network: &Network) -> Vec<(&str, String)> {
    let mut all: Vec<(&str, String)> = Vec::new();
    all.extend(network.actors.iter().map(|row| (row.id.as_str(), row.name.clone())));
    all.extend(network.forums.iter().map(|row| (row.id.as_str(), row.name.clone())));
    all.extend(network.groups.iter().map(|row| (row.id.as_str(), row.name.clone())));
    all.extend(network.services.iter().map(|row| (row.id.as_str(), row.name.clone())));
    all.extend(network.agreements.iter().map(|row| (row.id.as_str(), row.name.clone())));
    all.extend(network.measures.iter().map(|row| (row.id.as_str(), row.text.clone())));
    let names: BTreeMap<&str, &str> =
        network.actors.iter().map(|row| (row.id.as_str(), row.name.as_str())).collect();
    let name = |id: &'_ crate::model::ActorId| {
        names.get(id.as_str()).map_or_else(|| id.0.clone(), |name| (*name).to_owned())
    };
    let ends = |from, to| format!("{} – {}", name(from), name(to));
    all.extend(network.ties.iter().map(|row| (row.id.as_str(), ends(&row.from, &row.to))));
    all.extend(network.referrals.iter().map(|row| (row.id.as_str(), ends(&row.from, &row.to))));
    all
}

/// What each part of a finding's id after its rule is called; a part that is no record,
/// such as a function, stands as it is.
///
/// # Cost
/// O(n log n) in records.
pub fn subject_names(network: &Network, finding: &str) -> Vec<String> {
    let known: BTreeMap<&str, String> = named(network).into_iter().rev().collect();
    let name = |part: &str| known.get(part).cloned().unwrap_or_else(|| part.to_owned());
    // A list in a cell is told apart by semicolons.
    finding.split(':').skip(1).map(|part| name(part).replace(';', ",")).collect()
}

/// What each decision of a network is about, in the order of its rows.
///
/// A part of the finding's id that nothing bears any more is looked for by the name that
/// the decision keeps; it must be the name or another name of exactly one record.
///
/// # Cost
/// O(n log n) in records, aliases and decisions.
pub fn decided(network: &Network) -> Vec<About> {
    if network.decisions.is_empty() {
        return Vec::new();
    }
    let known = Known::new(network);
    network.decisions.iter().map(|decision| known.about(decision)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Alias, Group, Row};

    fn network(groups: &[(&str, &str)], finding: &str, names: &[&str]) -> Network {
        let group = |(id, name): &(&str, &str)| {
            Row::bare(Group { id: (*id).into(), name: (*name).to_owned(), ..Group::default() })
        };
        let decision = Decision {
            finding: finding.to_owned(),
            names: names.iter().map(|name| (*name).to_owned()).collect(),
            ..Decision::default()
        };
        Network {
            groups: groups.iter().map(group).collect(),
            decisions: vec![Row::bare(decision)],
            ..Network::default()
        }
    }

    fn about(network: &Network) -> About {
        decided(network).remove(0)
    }

    #[test]
    fn a_decision_finds_its_subject_by_id_then_by_name() {
        let finding = "falls_between:aldre:support";
        let names = ["Äldre över 65", "support"];
        let id = |id: &str| About::Finding(format!("falls_between:{id}:support"));
        let same = network(&[("aldre", "Seniorer"), ("x", "Äldre över 65")], finding, &names);
        assert_eq!(about(&same), id("aldre"));
        let moved = network(&[("x", "Äldre  över 65")], finding, &names);
        assert_eq!(about(&moved), id("x"));
        let mut called = network(&[("x", "Seniorer")], finding, &names);
        let alias =
            Alias {
                group: Some("x".into()), name: "Äldre över 65".to_owned(), ..Alias::default()
            };
        assert_eq!(about(&called), About::Lost("Äldre över 65".to_owned()));
        called.aliases = vec![Row::bare(alias)];
        assert_eq!(about(&called), id("x"));
    }

    #[test]
    fn two_of_the_name_are_nobody() {
        let names = ["Äldre", "support"];
        let two = network(&[("x", "Äldre"), ("y", "äldre")], "falls_between:a:support", &names);
        assert_eq!(about(&two), About::Lost("Äldre".to_owned()));
    }

    #[test]
    fn what_is_no_record_stands_as_it_is() {
        let words = network(&[], "checklist:3", &["3"]);
        assert_eq!(about(&words), About::Finding("checklist:3".to_owned()));
        assert_eq!(subject_names(&words, "checklist:3"), ["3"]);
        let by_hand = network(&[], "falls_between:a:support", &[]);
        assert_eq!(about(&by_hand), About::Finding("falls_between:a:support".to_owned()));
    }
}
