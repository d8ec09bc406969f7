//! A network as its verdicts make it: what somebody called the same stands once.

mod rulings;

use std::collections::{BTreeMap, BTreeSet};

pub use rulings::{Ruled, Rulings, Unused, own};

use crate::link::{Kind, Pair};
use crate::model::{Network, Text};

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
    /// The verdicts that did nothing.
    pub unused: Vec<Unused>,
}

/// Replays the verdicts of a network about its own records.
pub fn settled(network: &Network) -> Settled {
    let Rulings { ruled, unused } = Rulings::of(network);
    Settled { network: network.clone(), merged: Vec::new(), ruled, unused }
}

impl Settled {
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
