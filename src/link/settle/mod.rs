//! A network as its verdicts make it: what somebody called the same stands once.
//!
//! *Invariant*: without verdicts nothing changes; every claim of the tables is in what
//! comes of them; what differs is kept beside what stands, or told.

mod clusters;
mod parts;
mod records;
mod rows;
mod rulings;
mod sure;

use std::collections::{BTreeMap, BTreeSet};

pub use parts::put_under;
pub use records::MERGED;
pub use rulings::{Ruled, Rulings, Unused, own};
pub use sure::Sure;

use self::clusters::{Cluster, clusters};
use self::records::{join, uncircle};
use self::rows::Rows;
use crate::link::references::Renamed;
use crate::link::{Kind, Pair};
use crate::model::{Actor, Forum, Group, Network, Ruling, Text};

/// Records that became one.
#[derive(Clone, Debug, PartialEq)]
pub struct Merged {
    /// Their table.
    pub kind: Kind,
    /// The id of the record that stands.
    pub id: String,
    /// The ids of those that went into it.
    pub absorbed: Vec<String>,
    /// What they say that differs, and what was left out.
    pub told: Vec<Text>,
}

/// A network on which its own verdicts have been replayed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settled {
    /// The network: what is analysed, shown and exported.
    pub network: Network,
    /// The records that became one.
    pub merged: Vec<Merged>,
    /// The verdicts whose records are there, those of `unused` that contradict others
    /// included.
    pub ruled: Vec<Ruled>,
    /// The verdicts that did nothing, by their rows.
    pub unused: Vec<Unused>,
}

/// Replays the verdicts of a network about its own records.
///
/// Records that are the same become one: the one that no import proposed, else the one
/// with most claims, else the first. It keeps its id and place; the others' names become
/// other names of it with the claims that named them, empty cells are filled, lists and
/// claims joined, what differs is kept as an attribute `column@id`, and `merged` holds the
/// ids that went. Whatever referred to them refers to it. Rows that become equal by this
/// are joined with their claims; ties and referrals from a record to itself are left out,
/// their claims go to the record. An actor that is part of another becomes its unit.
///
/// Of two verdicts on a pair the later row holds. What is ruled different is not joined by
/// way of a third either: then the last verdict by date, or by the order of the records,
/// does nothing. The order of verdicts on different pairs plays no part.
///
/// # Cost
/// O(n log n) in rows and verdicts; for each row whose references changed, once more the
/// rows of its table.
pub fn settled(network: &Network) -> Settled {
    let mut rulings = Rulings::of(network);
    let clusters = clusters(network, &rulings.ruled, &mut rulings.unused);
    let mut whole = network.clone();
    let mut merged: Vec<Merged> = clusters.iter().map(|c| started(network, c)).collect();
    let mut names = Renamed::default();
    for Cluster { kind, rows } in &clusters {
        let id = kind.id(network, rows[0]);
        for row in &rows[1..] {
            names.records.insert(kind.id(network, *row).to_owned(), id.to_owned());
        }
    }
    let mut rows = Rows { names, merged: &mut merged };
    if !clusters.is_empty() {
        rows.all(&mut whole);
    }
    if !rulings.ruled.is_empty() {
        rows.verdicts(&mut whole, &rulings);
    }
    let names = rows.names;
    for (cluster, merged) in clusters.iter().zip(&mut merged) {
        match cluster.kind {
            Kind::Actor => join::<Actor>(&mut whole, &cluster.rows, merged),
            Kind::Forum => join::<Forum>(&mut whole, &cluster.rows, merged),
            Kind::Group => join::<Group>(&mut whole, &cluster.rows, merged),
        }
    }
    let gone: BTreeSet<(Kind, &str)> =
        merged.iter().flat_map(|m| m.absorbed.iter().map(|id| (m.kind, id.as_str()))).collect();
    whole.actors.retain(|row| !gone.contains(&(Kind::Actor, row.id.as_str())));
    whole.forums.retain(|row| !gone.contains(&(Kind::Forum, row.id.as_str())));
    whole.groups.retain(|row| !gone.contains(&(Kind::Group, row.id.as_str())));
    for one in &mut merged {
        let id = one.id.clone();
        match one.kind {
            Kind::Actor => uncircle::<Actor>(&mut whole, &id, one),
            Kind::Forum => uncircle::<Forum>(&mut whole, &id, one),
            Kind::Group => uncircle::<Group>(&mut whole, &id, one),
        }
    }
    units(network, &mut whole, &names, &mut rulings);
    let Rulings { ruled, mut unused, .. } = rulings;
    unused.sort_by_key(|unused| unused.verdict);
    Settled { network: whole, merged, ruled, unused }
}

fn started(network: &Network, cluster: &Cluster) -> Merged {
    let id = cluster.kind.id(network, cluster.rows[0]).to_owned();
    Merged { kind: cluster.kind, id, absorbed: Vec::new(), told: Vec::new() }
}

/// Actors that are part of another become its units, in the order in which the same are
/// joined.
fn units(ground: &Network, whole: &mut Network, names: &Renamed, rulings: &mut Rulings) {
    let parts = |ruled: &&Ruled| ruled.kind == Kind::Actor && ruled.ruling == Ruling::PartOf;
    let mut parts: Vec<Ruled> = rulings.ruled.iter().filter(parts).copied().collect();
    parts.sort_by_key(|r| (ground.verdicts[r.verdict].date.as_deref(), r.one, r.other));
    // What does not fit yet may do so when what it is part of has come under another.
    let mut before = parts.len() + 1;
    while parts.len() < before {
        before = parts.len();
        parts.retain(|ruled| {
            let id = |row: usize| names.record(Kind::Actor.id(ground, row));
            !put_under(whole, id(ruled.one), id(ruled.other))
        });
    }
    for ruled in parts {
        let name = Kind::Actor.name(ground, ruled.one);
        let why = Text::new(
            format!("”{name}” står redan under en annan enhet, eller över den här"),
            format!("“{name}” stands under another unit already, or above this one"),
        );
        rulings.unused.push(Unused { verdict: ruled.verdict, why });
    }
}

impl Settled {
    /// What is told of the record that a verdict's records became: nothing of a verdict
    /// that says something else than that they are the same, or does nothing. `ground` is
    /// the network before its verdicts.
    pub fn told(&self, ground: &Network, ruled: &Ruled) -> &[Text] {
        let is_unused = self.unused.iter().any(|unused| unused.verdict == ruled.verdict);
        if ruled.ruling != Ruling::Same || is_unused {
            return &[];
        }
        let id = ruled.kind.id(ground, ruled.one);
        let merged = self.merged.iter().find(|merged| {
            let is = |other: &String| other == id;
            merged.kind == ruled.kind && (is(&merged.id) || merged.absorbed.iter().any(is))
        });
        merged.map_or(&[], |merged| &merged.told)
    }

    /// The pairs that are still a question: nobody ruled on them, they are not one record
    /// by now, and no verdict keeps apart what each has become. `ground` is the network
    /// before its verdicts.
    pub fn open<'a>(&self, ground: &Network, pairs: &'a [Pair]) -> Vec<&'a Pair> {
        let mut became: BTreeMap<(Kind, &str), &str> = BTreeMap::new();
        for merged in &self.merged {
            for id in &merged.absorbed {
                became.insert((merged.kind, id), &merged.id);
            }
        }
        let whole = |kind: Kind, row: usize| {
            let id = kind.id(ground, row);
            became.get(&(kind, id)).copied().unwrap_or(id)
        };
        let key = |kind: Kind, one: usize, other: usize| {
            let (one, other) = (whole(kind, one), whole(kind, other));
            (kind, one.min(other), one.max(other))
        };
        let ruled = self.ruled.iter().map(|r| key(r.kind, r.one, r.other));
        let ruled: BTreeSet<_> = ruled.collect();
        let open = pairs.iter().filter(|pair| {
            let key = key(pair.kind, pair.one, pair.other);
            key.1 != key.2 && !ruled.contains(&key)
        });
        open.collect()
    }
}

#[cfg(test)]
mod tests;
