//! Rows of the other tables: what they refer to, and those that have become equal.

use std::collections::{BTreeMap, BTreeSet};

use super::records::{Cells, bears, joined, rename, union};
use super::{Merged, Rulings};
use crate::link::references::{Refers, Renamed};
use crate::model::{
    Actor, Affiliation, Alias, Mandate, Network, Participation, Position, Referral, Row, Ruling,
    Service, Text, Tie,
};

/// The rules that name their subjects in the order of their ids.
const BY_ID: [&str; 2] = ["duplicates", "overlapping_forums"];

/// A replay under way: the new ids, and what is told of each record that stands.
pub(super) struct Rows<'a> {
    pub names: Renamed,
    pub merged: &'a mut Vec<Merged>,
}

impl Rows<'_> {
    /// Gives references new ids in every table, and joins rows that have become equal.
    pub(super) fn all(&mut self, network: &mut Network) {
        let names = &self.names;
        rename(&mut network.actors, names);
        rename(&mut network.forums, names);
        rename(&mut network.groups, names);
        rename(&mut network.statements, names);
        rename(&mut network.interviews, names);
        rename(&mut network.measures, names);
        for (row, changed) in rename(&mut network.mentions, names).into_iter().enumerate() {
            let mention = &mut network.mentions[row].value;
            if let (true, Some(target)) = (changed, &mention.target) {
                mention.others.retain(|other| other != target);
            }
        }
        self.aliases(&mut network.aliases);
        self.seats(&mut network.affiliations);
        self.participation(&mut network.participation);
        self.equal(
            &mut network.services,
            |service: &Service| service.id.as_str(),
            |a, b| {
                a.actor == b.actor
                    && a.name == b.name
                    && Service { id: a.id.clone(), ..b.clone() } == *a
            },
        )
        .into_iter()
        .for_each(|(gone, kept)| _ = self.names.records.insert(gone, kept));
        self.ways(network);
        let mandates = &mut network.mandates;
        self.equal(
            mandates,
            |mandate: &Mandate| mandate.id.as_str(),
            |a, b| a.from == b.from && Mandate { id: a.id.clone(), ..b.clone() } == *a,
        );
        // Last: they name services and ties.
        rename(&mut network.agreements, &self.names);
        rename(&mut network.figures, &self.names);
        self.positions(&mut network.positions);
        self.decisions(network);
    }

    fn told(&mut self, id: &str, what: Text) {
        if let Some(merged) = self.merged.iter_mut().find(|merged| merged.id == id) {
            merged.told.push(what);
        }
    }

    /// Ties and referrals. One from a record to itself is left out; its claims go to the
    /// record.
    fn ways(&mut self, network: &mut Network) {
        let Network { actors, ties, referrals, .. } = network;
        let left = self.inner(actors, ties, |tie: &Tie| (&tie.from.0, &tie.to.0));
        let more = self.inner(actors, referrals, |way: &Referral| (&way.from.0, &way.to.0));
        for (actor, claims) in left.into_iter().chain(more) {
            if let Some(row) = network.actors.iter_mut().find(|row| row.id.0 == actor) {
                union(&mut row.claims, claims);
            }
        }
        let joined = self.equal(
            &mut network.ties,
            |tie: &Tie| tie.id.as_str(),
            |a, b| a.from == b.from && a.to == b.to && Tie { id: a.id.clone(), ..b.clone() } == *a,
        );
        self.names.tables.insert("ties", joined);
        self.equal(
            &mut network.referrals,
            |way: &Referral| way.id.as_str(),
            |a, b| {
                a.from == b.from && a.to == b.to && Referral { id: a.id.clone(), ..b.clone() } == *a
            },
        );
    }

    /// Takes out rows that have come to lead from a record to itself: the record, and the
    /// row's claims.
    fn inner<T: Refers + Clone + PartialEq>(
        &mut self,
        actors: &[Row<Actor>],
        rows: &mut Vec<Row<T>>,
        ends: impl Fn(&T) -> (&String, &String),
    ) -> Vec<(String, Vec<crate::model::Claim>)> {
        let mut left = Vec::new();
        let mut kept = Vec::with_capacity(rows.len());
        for mut row in std::mem::take(rows) {
            let inside = |row: &T| ends(row).0 == ends(row).1;
            let before = inside(&row.value);
            let mut after = row.value.clone();
            after.rename(&self.names);
            if before || !inside(&after) {
                // Renamed with the others, so that they know which rows changed.
                kept.push(row);
                continue;
            }
            let actor = ends(&after).0.clone();
            let [from, to] = [ends(&row.value).0, ends(&row.value).1].map(|id| {
                let named = actors.iter().find(|row| row.id.0 == *id);
                named.map_or(id.as_str(), |row| row.name.as_str())
            });
            self.told(
                &actor,
                Text::new(
                    format!("en väg från ”{from}” till ”{to}” utgår, för de är nu samma"),
                    format!("a way from “{from}” to “{to}” is left out, for they are one now"),
                ),
            );
            left.push((actor, std::mem::take(&mut row.claims)));
        }
        *rows = kept;
        left
    }

    /// Renames rows, and joins each that changed with the first that says the same. Gives
    /// the ids that went, each with the one that stands.
    fn equal<T: Refers + Clone + PartialEq>(
        &mut self,
        rows: &mut Vec<Row<T>>,
        id: impl Fn(&T) -> &str,
        same: impl Fn(&T, &T) -> bool,
    ) -> BTreeMap<String, String> {
        let changed = rename(rows, &self.names);
        let mut gone = BTreeSet::new();
        let mut kept = BTreeMap::new();
        for at in (0..rows.len()).filter(|&at| changed[at]) {
            let like = |&other: &usize| {
                other != at && !gone.contains(&other) && same(&rows[at].value, &rows[other].value)
            };
            let Some(other) = (0..rows.len()).find(like) else { continue };
            let (first, second) = (at.min(other), at.max(other));
            let row = rows[second].clone();
            let (from, into) = (id(&row.value).to_owned(), id(&rows[first].value).to_owned());
            let ours = &mut rows[first];
            let mut told = Vec::new();
            Cells::new(&from, &from, &mut ours.attributes, &mut told).rest(row.attributes);
            union(&mut ours.claims, row.claims);
            gone.insert(second);
            kept.insert(from, into);
        }
        let mut at = 0;
        rows.retain(|_| {
            at += 1;
            !gone.contains(&(at - 1))
        });
        // A row that stood for another may itself have gone since.
        let last = |id: &String| {
            let mut id = id;
            while let Some(next) = kept.get(id) {
                id = next;
            }
            id.clone()
        };
        kept.iter().map(|(gone, into)| (gone.clone(), last(into))).collect()
    }

    fn aliases(&mut self, rows: &mut Vec<Row<Alias>>) {
        let same = |one: &Alias, other: &Alias| {
            let kinds = (one.kind.as_ref(), other.kind.as_ref());
            bears(one, other) && (kinds.0.is_none() || kinds.1.is_none() || kinds.0 == kinds.1)
        };
        self.first(rows, same, |ours, theirs| ours.kind = ours.kind.take().or(theirs.kind));
    }

    /// A forum has one seat for an actor; what it does there is told of both.
    fn seats(&mut self, rows: &mut Vec<Row<Affiliation>>) {
        let same = |a: &Affiliation, b: &Affiliation| a.forum == b.forum && a.actor == b.actor;
        self.first(rows, same, |ours, theirs| {
            let (one, other) = (ours.role.take(), theirs.role);
            ours.role = match (one, other) {
                (Some(one), Some(other)) if one != other => Some(joined(&one, &other, "; ")),
                (one, other) => one.or(other),
            };
        });
    }

    /// Joins rows without ids that have come to be about the same.
    fn first<T: Refers + Clone + PartialEq>(
        &mut self,
        rows: &mut Vec<Row<T>>,
        same: impl Fn(&T, &T) -> bool,
        fill: impl Fn(&mut T, T),
    ) {
        let changed = rename(rows, &self.names);
        let mut whole: Vec<Row<T>> = Vec::with_capacity(rows.len());
        let mut moved: Vec<bool> = Vec::with_capacity(rows.len());
        for (row, changed) in std::mem::take(rows).into_iter().zip(changed) {
            let like = |at: &usize| (changed || moved[*at]) && same(&whole[*at].value, &row.value);
            let Some(at) = (0..whole.len()).find(like) else {
                whole.push(row);
                moved.push(changed);
                continue;
            };
            let ours = &mut whole[at];
            let mut told = Vec::new();
            fill(&mut ours.value, row.value);
            Cells::new("2", "2", &mut ours.attributes, &mut told).rest(row.attributes);
            union(&mut ours.claims, row.claims);
        }
        *rows = whole;
    }

    /// Interviews of both names are interviews of the one.
    fn participation(&mut self, rows: &mut Vec<Row<Participation>>) {
        let same = |a: &Participation, b: &Participation| a.principal == b.principal;
        self.first(rows, same, |ours, theirs| ours.interviews += theirs.interviews);
    }

    /// The place of the record that stands; of another only where it has none.
    fn positions(&mut self, rows: &mut Vec<Row<Position>>) {
        let own: BTreeSet<String> = rows.iter().map(|row| row.id.clone()).collect();
        let mut seen = BTreeSet::new();
        rows.retain_mut(|row| {
            let before = row.id.clone();
            row.value.rename(&self.names);
            let moved = row.id != before;
            !(moved && own.contains(&row.id)) && seen.insert(row.id.clone())
        });
    }

    /// A finding is `rule:subject:subject`, of some rules with the subjects in the order of
    /// their ids. A decision on the record that stands goes before one on another.
    fn decisions(&mut self, network: &mut Network) {
        let own: BTreeSet<String> =
            network.decisions.iter().map(|row| row.finding.clone()).collect();
        let mut seen = BTreeSet::new();
        let mut left = Vec::new();
        network.decisions.retain_mut(|row| {
            let mut parts = row.finding.split(':');
            let rule = parts.next().unwrap_or_default();
            let mut subjects: Vec<&str> = parts.map(|id| self.names.record(id)).collect();
            if BY_ID.contains(&rule) {
                subjects.sort_unstable();
            }
            subjects.insert(0, rule);
            let finding = subjects.join(":");
            let moved = finding != row.finding;
            let stands = !(moved && own.contains(&finding)) && seen.insert(finding.clone());
            if !stands {
                left.push(finding.clone());
            }
            row.value.finding = finding;
            stands
        });
        for kept in left {
            let subject =
                kept.split(':').skip(1).find(|id| self.merged.iter().any(|m| m.id == **id));
            let Some(subject) = subject.map(str::to_owned) else { continue };
            self.told(
                &subject,
                Text::new(
                    "två beslut gäller nu samma sak i analysen; det som gällde den post som står kvar behålls",
                    "two decisions are about one finding now; that on the record that stands is kept",
                ),
            );
        }
    }

    /// Verdicts that have been used or overruled go; others name what is there now.
    pub(super) fn verdicts(&self, network: &mut Network, rulings: &Rulings) {
        let used = rulings.ruled.iter().filter(|ruled| ruled.ruling == Ruling::Same);
        let mut spent: BTreeSet<usize> = used.map(|ruled| ruled.verdict).collect();
        spent.extend(&rulings.overruled);
        let id = network.id.clone();
        let mut at = 0;
        network.verdicts.retain_mut(|row| {
            at += 1;
            let mut own = true;
            for end in [&mut row.value.one, &mut row.value.other] {
                let (home, bare) = match end.split_once('/') {
                    None => ("", end.as_str()),
                    Some((home, bare)) => (home, bare),
                };
                if home.is_empty() || home == id {
                    let new = self.names.record(bare);
                    *end = joined(home, new, "/");
                } else {
                    own = false;
                }
            }
            !(spent.contains(&(at - 1)) || own && row.one == row.other)
        });
    }
}
