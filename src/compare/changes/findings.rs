//! Findings that came, went or changed.

use std::collections::{BTreeMap, BTreeSet};

use super::{Change, Changed};
use crate::compare::pairing::{Pairing, Side};
use crate::findings::never_asked::OTHERS;
use crate::findings::{Analysis, Finding, falls_between};
use crate::model::Function;
use crate::model::text::Word;

pub(super) fn findings(
    pairing: &Pairing,
    found: [&[Finding]; 2],
    analyses: [&Analysis; 2],
) -> Vec<Changed> {
    let mut changed = Vec::new();
    for side in [Side::Old, Side::New] {
        let there: BTreeMap<&str, &Finding> =
            found[side.other() as usize].iter().map(|f| (f.id.as_str(), f)).collect();
        let cells = cells(analyses[side.other() as usize]);
        for finding in found[side as usize] {
            let id = moved(pairing, side, finding);
            let other = id.as_ref().and_then(|id| there.get(id.as_str()).copied());
            if side == Side::New && other.is_some() {
                continue;
            }
            let known = pairing.alike
                && id
                    .is_some_and(|id| shows(analyses[side.other() as usize], &cells, finding, &id));
            let change = match (other, side) {
                (Some(other), _) if is_alike(finding, other) => Change::Stayed,
                (Some(_), _) => Change::Changed,
                (None, Side::Old) if known => Change::Went,
                (None, Side::Old) => Change::NotSeenNow,
                (None, Side::New) if known => Change::Came,
                (None, Side::New) => Change::NotSeenBefore,
            };
            let part = |finding: &Finding| {
                (Some(finding.id.clone()), Some(finding.severity.slug().to_owned()))
            };
            let (own, other) = (part(finding), other.map_or((None, None), part));
            let ((old, was), (new, is)) =
                if side == Side::Old { (own, other) } else { (other, own) };
            let (change, title) = (Some(change), Some(finding.title.clone()));
            changed.push(Changed { old, new, change, classes: [was, is], title });
        }
    }
    changed
}

/// Whether the second part of a finding's id is no record.
fn is_summary(kind: &str) -> bool {
    kind == OTHERS || Function::ALL.iter().any(|function| function.slug() == kind)
}

fn is_alike(one: &Finding, other: &Finding) -> bool {
    let near = |a: f64, b: f64| (a - b).abs() < 1e-6;
    one.severity == other.severity
        && near(one.score.0, other.score.0)
        && near(one.score.1, other.score.1)
}

/// The id that a finding has in the other network if it is one there: that of
/// the same rule about the same records. `None` when they are not matched;
/// measures and agreements never are.
fn moved(pairing: &Pairing, side: Side, finding: &Finding) -> Option<String> {
    let parts: Vec<&str> = finding.id.split(':').collect();
    let there = |id: &str| pairing.moved(side, id);
    // Ids in no order of their own stand in that of the alphabet.
    let among = |rule: &str, ids: &[&str]| {
        let mut ids = ids.iter().map(|id| there(id)).collect::<Option<Vec<_>>>()?;
        ids.sort_unstable();
        Some(format!("{rule}:{}", ids.join(":")))
    };
    match parts[..] {
        // What sums up a function, or those whose answer matters less.
        ["falls_between" | "never_asked", kind] if is_summary(kind) => {
            pairing.same_place.then(|| finding.id.clone())
        }
        ["chain_of_command"]
        | ["checklist", _]
        | ["plan_practice", "unclear" | "boards" | "groups"] => {
            pairing.same_place.then(|| finding.id.clone())
        }
        ["falls_between", group, function] => {
            Some(format!("falls_between:{}:{function}", there(group)?))
        }
        // A principal, or a sector, which is called the same everywhere.
        ["silos", "inward", who] => there(who)
            .or_else(|| pairing.same_place.then_some(who))
            .map(|who| format!("silos:inward:{who}")),
        ["wished", from, to] => Some(format!("wished:{}:{}", there(from)?, there(to)?)),
        ["silos", "together", ref members @ ..] => among("silos:together", members),
        [
            rule @ ("mandated" | "duplicates" | "overlapping_forums" | "structurally_likely"),
            ref pair @ ..,
        ] => among(rule, pair),
        [rule, id] => Some(format!("{rule}:{}", there(id)?)),
        [rule, kind, id] => Some(format!("{rule}:{kind}:{}", there(id)?)),
        _ => None,
    }
}

/// Ids of the cells that a network's coverage has.
fn cells(analysis: &Analysis) -> BTreeSet<String> {
    let groups = &analysis.graph.network.groups;
    let id = |cell: &crate::measure::coverage::Cell| {
        falls_between::id(&groups[cell.group].id.0, cell.function)
    };
    analysis.coverage.cells.iter().map(id).collect()
}

/// Whether a network has what the rule reads, and so would show the finding.
fn shows(there: &Analysis, cells: &BTreeSet<String>, finding: &Finding, id: &str) -> bool {
    let network = there.graph.network;
    match finding.rule {
        "falls_between" => match id.split(':').nth(2) {
            Some(_) => cells.contains(id),
            None => cells.iter().any(|cell| id.split(':').nth(1) == cell.split(':').nth(2)),
        },
        "never_asked" | "key_actor" | "broken_referral" | "shared_group_no_forum" => {
            !cells.is_empty()
        }
        "mandated" => !network.mandates.is_empty(),
        "wished" | "one_sided" => !network.ties.is_empty(),
        "plan_practice" => !network.measures.is_empty(),
        "ending" => !network.agreements.is_empty() || !network.forums.is_empty(),
        "chain_of_command" => !network.forums.is_empty(),
        _ => true,
    }
}
