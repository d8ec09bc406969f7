//! Records of one network that may be the same.

use super::{Evidence, Kind, Pair, normal};
use crate::model::{Network, Text};

/// Pairs of actors and of forums that may be the same, likeliest first.
///
/// Pairs on which somebody has ruled are left out.
pub fn duplicates(network: &Network) -> Vec<Pair> {
    let mut pairs = Vec::new();
    for kind in [Kind::Actor, Kind::Forum] {
        let name = |row: usize| match kind {
            Kind::Actor => normal(&network.actors[row].name),
            _ => normal(&network.forums[row].name),
        };
        for one in 0..kind.count(network) {
            for other in one + 1..kind.count(network) {
                if name(one) == name(other) {
                    let what = Text::new("samma namn", "same name");
                    let evidence = vec![Evidence { what, bits: 12.0 }];
                    pairs.push(Pair { kind, one, other, prior: -6.0, evidence });
                }
            }
        }
    }
    pairs
}
