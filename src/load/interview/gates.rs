//! Gates: what somebody must hold to come this way.

use std::ops::Range;

use super::heard::{Heard, Named};
use crate::model::Access;

/// A gate in a segment behind the mention that names nobody: *…, biståndsbeslut krävs
/// alltid*, *… (dit krävs remiss)*, *…, om de samtycker*.
pub(super) fn trailing_gate(heard: &Heard, named: &Named, sentence: &Range<usize>) -> Vec<Access> {
    let rest = named.last + 1..sentence.end;
    let next =
        heard.named_in(&rest).find(|other| !other.is_group()).map_or(rest.end, |other| other.first);
    let behind = rest.start..next;
    if next < rest.end && !heard.any(&behind, &["krävs", "samtyck"]) {
        return Vec::new();
    }
    let mut found = gates(heard, &behind);
    // A condition put first: "Om pat samtycker skickar vi vidare till soc".
    let ahead = sentence.start..named.first;
    if heard.named_in(&ahead).all(Named::is_group) {
        found.extend(gates(heard, &ahead));
    }
    found
}

/// What a stretch says that somebody must hold.
pub(super) fn gates(heard: &Heard, stretch: &Range<usize>) -> Vec<Access> {
    const GATES: [(Access, &[&str]); 4] = [
        (
            Access::Referral,
            &["remiss$", "remissen$", "remisser$", "läkarremiss", "referral", "remitter"],
        ),
        (
            Access::Decision,
            &[
                "biståndsbeslut",
                "beslut$",
                "beslutet$",
                "socialtjänstbeslut",
                "bistånd$",
                "soc-beslut",
                "placer",
            ],
        ),
        (Access::Diagnosis, &["diagnos"]),
        (Access::Consent, &["samtyck", "consent"]),
    ];
    let mut found = Vec::new();
    for (access, words) in GATES {
        let Some(at) = stretch.clone().find(|&i| super::heard::starts_with(heard.word(i), words))
        else {
            continue;
        };
        let free = (at.saturating_sub(4)..at).any(|i| {
            matches!(heard.word(i), "ingen" | "inget" | "inga" | "utan" | "inte" | "ej")
                && heard.tokens[i].sentence == heard.tokens[at].sentence
        }) || (at + 1..(at + 5).min(heard.tokens.len())).any(|i| {
            matches!(heard.word(i), "inte" | "ej")
                && heard.tokens[i].clause == heard.tokens[at].clause
        });
        if !free {
            found.push(access);
        }
    }
    if found.is_empty()
        && heard.says(stretch, &["säger de ja", "säger ja", "med samtycke", "om de vill"])
    {
        found.push(Access::Consent);
    }
    found
}
