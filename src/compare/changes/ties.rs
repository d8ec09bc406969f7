//! Pairs of actors whose collaboration came, went or changed.

use std::collections::{BTreeMap, BTreeSet};

use super::{Change, Changed};
use crate::compare::pairing::{Pairing, Side};
use crate::graph::Graph;
use crate::measure::ties::statuses;
use crate::model::TieStatus;
use crate::model::text::Word;

/// Two actors, the smaller id first.
type Pair<'a> = (&'a str, &'a str);

/// What a network says of pairs of actors.
struct Said<'a> {
    /// Those who work together: kinds and statuses of their ties.
    claimed: BTreeMap<Pair<'a>, String>,
    /// Those of whom one denies it.
    denied: BTreeSet<Pair<'a>>,
}

pub(super) fn ties(pairing: &Pairing) -> Vec<Changed> {
    let said = [Side::Old, Side::New].map(|side| Said::by(pairing.graph(side)));
    let mut changed = Vec::new();
    for side in [Side::Old, Side::New] {
        let (here, there) = (&said[side as usize], &said[side.other() as usize]);
        for (&(a, b), class) in &here.claimed {
            let ends = (pairing.moved(side, a), pairing.moved(side, b));
            let other = match ends {
                (Some(a), Some(b)) => Some(ordered(a, b)),
                _ => None,
            };
            let now = other.and_then(|pair| there.claimed.get(&pair).map(|now| (pair, now)));
            if side == Side::New && now.is_some() {
                continue;
            }
            let graph = pairing.graph(side);
            let asked = || {
                let ends = [a, b].into_iter().filter_map(|id| graph.actor(id));
                ends.into_iter().any(|actor| pairing.asked_there(side, actor))
            };
            let denied = other.is_some_and(|pair| there.denied.contains(&pair));
            let known = pairing.alike && (denied || asked());
            let change = match (now, side) {
                (Some((_, now)), _) if now == class => Change::Stayed,
                (Some(_), _) => Change::Changed,
                (None, Side::Old) if known => Change::Went,
                (None, Side::Old) => Change::NotSeenNow,
                (None, Side::New) if known => Change::Came,
                (None, Side::New) => Change::NotSeenBefore,
            };
            let own = (Some(format!("{a} {b}")), Some(class.clone()));
            let other =
                (now.map(|((a, b), _)| format!("{a} {b}")), now.map(|(_, now)| now.clone()));
            let ((old, was), (new, is)) =
                if side == Side::Old { (own, other) } else { (other, own) };
            let change = Some(change);
            changed.push(Changed { old, new, change, classes: [was, is], title: None });
        }
    }
    changed
}

fn ordered<'a>(a: &'a str, b: &'a str) -> Pair<'a> {
    (a.min(b), a.max(b))
}

impl<'a> Said<'a> {
    fn by(graph: &Graph<'a>) -> Self {
        let mut classes: BTreeMap<Pair, BTreeSet<String>> = BTreeMap::new();
        let mut denied = BTreeSet::new();
        for (tie, status) in graph.network.ties.iter().zip(statuses(graph)) {
            let pair = ordered(tie.value.from.as_str(), tie.value.to.as_str());
            let status = match status {
                TieStatus::Wished => continue,
                TieStatus::Absent => {
                    denied.insert(pair);
                    continue;
                }
                // Being asked decides between these two; the tie is the same.
                TieStatus::OneSided | TieStatus::Unobserved => "claimed",
                TieStatus::Confirmed => TieStatus::Confirmed.slug(),
            };
            let kind = tie.kind.map_or("", Word::slug);
            classes.entry(pair).or_default().insert(format!("{kind} {status}").trim().to_owned());
        }
        let join = |classes: BTreeSet<String>| classes.into_iter().collect::<Vec<_>>().join(", ");
        let claimed = classes.into_iter().map(|(pair, classes)| (pair, join(classes))).collect();
        Self { claimed, denied }
    }
}
