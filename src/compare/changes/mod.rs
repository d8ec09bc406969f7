//! Actors, forums, ties and findings that came, went or changed.

mod findings;
mod nodes;
mod ties;

use super::pairing::Pairing;
use crate::findings::{Analysis, Finding};
use crate::link::Kind;
use crate::model::Text;
use crate::model::text::words;

words! {
    /// What happened to something between an older and a newer network.
    Change {
        /// Only in the newer, and the older would have known.
        Came = "came", "nämns för första gången", "named for the first time";
        /// Only in the older, and the newer would have known.
        Went = "went", "nämns inte längre", "no longer named";
        /// In both, in another class or with another score.
        Changed = "changed", "ändrad", "changed";
        /// In both, alike.
        Stayed = "stayed", "kvar", "still there";
        /// Part of something of the other network.
        PartOf = "part_of", "del av", "part of";
        /// Only in the older; the newer would not have known.
        NotSeenNow = "not_seen_now", "bara i den äldre källan", "only in the older source";
        /// Only in the newer; the older would not have known.
        NotSeenBefore = "not_seen_before", "bara i den nyare källan", "only in the newer source";
    }
}

/// One thing and what happened to it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changed {
    /// Id in the older network; both ends' ids joined by a space for a tie.
    pub old: Option<String>,
    /// Id in the newer.
    pub new: Option<String>,
    /// What happened.
    pub change: Option<Change>,
    /// In the older and the newer network, what it was: a tie's kinds and
    /// status, a finding's severity.
    pub classes: [Option<String>; 2],
    /// A finding's title; other things are called by their names.
    pub title: Option<Text>,
}

/// What happened between two networks.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Changes {
    /// Actors of either.
    pub actors: Vec<Changed>,
    /// Forums of either.
    pub forums: Vec<Changed>,
    /// Pairs of actors with a tie in either.
    pub ties: Vec<Changed>,
    /// Findings of either.
    pub findings: Vec<Changed>,
}

/// What happened between two networks, in table order of the older, then of
/// the newer; `found` are the findings of each.
///
/// Silence means something only in sources of the same kind about one place.
/// There, an actor or forum that one network does not name counts as named no
/// longer only if that network asked its principal, or a member; a tie, if it
/// asked one of its ends, or one denies it; a finding, if the network knows all
/// its subjects and has what the rule reads.
pub(super) fn changes(
    pairing: &Pairing,
    found: [&[Finding]; 2],
    analyses: [&Analysis; 2],
) -> Changes {
    Changes {
        actors: nodes::nodes(pairing, Kind::Actor),
        forums: nodes::nodes(pairing, Kind::Forum),
        ties: ties::ties(pairing),
        findings: findings::findings(pairing, found, analyses),
    }
}
