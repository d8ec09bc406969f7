//! Which records become one.

use std::cmp::Reverse;

use super::{Ruled, Unused};
use crate::link::Kind;
use crate::link::roots::Roots;
use crate::model::{Network, PUBLIC, Ruling, Text};

/// Rows of one table that become one record; the one that stands comes first, the others
/// in the order of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cluster {
    pub kind: Kind,
    pub rows: Vec<usize>,
}

/// Joins what is ruled to be the same, in the order of the verdicts' dates and then of the
/// records, so that the order of the verdicts' rows plays no part. A verdict that would
/// join two which another keeps apart does nothing and is told.
pub(super) fn clusters(
    network: &Network,
    ruled: &[Ruled],
    unused: &mut Vec<Unused>,
) -> Vec<Cluster> {
    let mut same: Vec<&Ruled> = ruled.iter().filter(|r| r.ruling == Ruling::Same).collect();
    let date = |r: &Ruled| network.verdicts[r.verdict].date.as_deref();
    same.sort_by_key(|r| (date(r), r.kind, r.one.min(r.other), r.one.max(r.other)));
    let apart: Vec<&Ruled> = ruled.iter().filter(|r| r.ruling != Ruling::Same).collect();
    let mut roots = Roots::default();
    for verdict in same {
        let kind = verdict.kind;
        let ends = (roots.of(kind, verdict.one), roots.of(kind, verdict.other));
        let split = apart.iter().find(|r| {
            let held = (roots.of(r.kind, r.one), roots.of(r.kind, r.other));
            r.kind == kind && (held == ends || (held.1, held.0) == ends)
        });
        match split {
            Some(other) => {
                unused.push(Unused { verdict: verdict.verdict, why: held_apart(network, other) })
            }
            None => roots.join(kind, ends.0, ends.1),
        }
    }
    let mut clusters: Vec<Cluster> = roots
        .trees()
        .into_iter()
        .map(|((kind, root), mut rows)| {
            rows.sort_unstable();
            let first = rows.iter().copied().min_by_key(|&row| rank(network, kind, row));
            let first = first.unwrap_or(root);
            rows.retain(|&row| row != first);
            rows.insert(0, first);
            Cluster { kind, rows }
        })
        .collect();
    clusters.sort_by_key(|cluster| (cluster.kind, cluster.rows[0]));
    clusters
}

/// The lowest stands: what somebody else than an import named, then what has most claims,
/// then what comes first. The public is the public whatever else it is called.
fn rank(network: &Network, kind: Kind, row: usize) -> (bool, bool, Reverse<usize>, usize) {
    let claims = kind.claims(network, row).len();
    let proposed = kind.is_proposed(network, row);
    (kind.id(network, row) != PUBLIC, proposed, Reverse(claims), row)
}

fn held_apart(network: &Network, by: &Ruled) -> Text {
    let (one, other) = (by.kind.name(network, by.one), by.kind.name(network, by.other));
    match by.ruling {
        Ruling::PartOf => Text::new(
            format!("ett annat beslut säger att ”{one}” är en del av ”{other}”"),
            format!("another verdict says that “{one}” is part of “{other}”"),
        ),
        _ => Text::new(
            format!("ett annat beslut säger att ”{one}” och ”{other}” är olika"),
            format!("another verdict says that “{one}” and “{other}” are different"),
        ),
    }
}
