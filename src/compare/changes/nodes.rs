//! Actors and forums that came, went or stayed.

use super::{Change, Changed};
use crate::compare::pairing::{Pairing, Side};
use crate::link::Kind;

pub(super) fn nodes(pairing: &Pairing, kind: Kind) -> Vec<Changed> {
    let mut changed = Vec::new();
    for side in [Side::Old, Side::New] {
        let network = pairing.graph(side).network;
        for row in 0..kind.count(network) {
            let id = kind.id(network, row);
            let same = pairing.moved(side, id);
            if side == Side::New && same.is_some() {
                continue;
            }
            let whole = pairing.whole(side, kind, row);
            let known = pairing.alike && heard_of(pairing, side, kind, row);
            let change = match (same, whole, side) {
                (Some(_), _, _) => Change::Stayed,
                (None, Some(_), _) => Change::PartOf,
                (None, None, Side::Old) if known => Change::Went,
                (None, None, Side::Old) => Change::NotSeenNow,
                (None, None, Side::New) if known => Change::Came,
                (None, None, Side::New) => Change::NotSeenBefore,
            };
            let (own, other) = (Some(id.to_owned()), same.or(whole).map(str::to_owned));
            let (old, new) = if side == Side::Old { (own, other) } else { (other, own) };
            changed.push(Changed { old, new, change: Some(change), ..Changed::default() });
        }
    }
    changed
}

/// Whether the other side asked somebody who would know of a record: an
/// actor's principal, or a forum's convener or member.
fn heard_of(pairing: &Pairing, side: Side, kind: Kind, row: usize) -> bool {
    let graph = pairing.graph(side);
    let near = match kind {
        Kind::Actor => vec![graph.principal(row)],
        Kind::Forum => graph.seats(row).to_vec(),
        Kind::Group => Vec::new(),
    };
    near.into_iter().any(|actor| pairing.asked_there(side, actor))
}
