//! Two networks as one: what is the same stands once, with the claims of both.

mod records;
mod rows;

use std::collections::{BTreeMap, BTreeSet};

use crate::link::{Kind, Match, Refers, Renamed, put_under};
use crate::model::{Claim, Network, Row, Ruling, SourceId};

/// Two networks put together.
#[derive(Clone, Debug)]
pub struct Union {
    /// The whole. Ids of the older network stand; those of the newer are
    /// changed where another record has them.
    pub network: Network,
    /// For each id of the newer network, its id in the whole.
    pub renamed: Renamed,
}

impl Union {
    /// The id in the whole of an actor, forum, group or service of the newer
    /// network.
    pub fn id<'a>(&'a self, new: &'a str) -> &'a str {
        self.renamed.record(new)
    }
}

/// Puts two networks together, with the plan of the newer: its goals, measures,
/// readings and decisions; those of the older are left out.
///
/// Records that are the same become one, with the older's id and cells, the
/// newer's where the older is silent (and its word on a forum's rhythm, size
/// and end), and the claims and names of both. A record that is part of another
/// becomes its unit. Rows of other tables stand side by side; two of one id
/// that say the same stand once. How many were interviewed is the older's, and
/// verdicts stay behind: they have been used. Readings of the older network's
/// wishes become readings of the whole's own.
///
/// # Cost
/// O(n log n) in the rows of both.
pub fn union(old: &Network, new: &Network, matches: &[Match]) -> Union {
    let mut renamed = Renamed::default();
    let mut taken: BTreeSet<String> = ids(old).map(str::to_owned).collect();
    for m in matches.iter().filter(|m| m.ruling == Ruling::Same) {
        let (theirs, ours) = (m.kind.id(new, m.new), m.kind.id(old, m.old));
        renamed.records.insert(theirs.to_owned(), ours.to_owned());
    }
    for own in ids(new) {
        if !renamed.records.contains_key(own) {
            let free = unused(own, &new.id, &mut taken);
            renamed.records.insert(own.to_owned(), free);
        }
    }
    let mut join =
        Join { union: Union { network: practice(old), renamed }, sources: BTreeMap::new(), new };
    join.sources();
    join.interviews();
    join.records();
    join.parts(old, matches);
    join.rows();
    join.union
}

/// A network without what it plans and what was decided on findings.
fn practice(network: &Network) -> Network {
    Network {
        goals: Vec::new(),
        measures: Vec::new(),
        answers: Vec::new(),
        decisions: Vec::new(),
        ..network.clone()
    }
}

fn ids(network: &Network) -> impl Iterator<Item = &str> {
    let actors = network.actors.iter().map(|row| row.id.as_str());
    let forums = network.forums.iter().map(|row| row.id.as_str());
    let groups = network.groups.iter().map(|row| row.id.as_str());
    actors.chain(forums).chain(groups).chain(network.services.iter().map(|row| row.id.as_str()))
}

/// The id itself, or with the network's name when it is taken.
fn unused(id: &str, network: &str, taken: &mut BTreeSet<String>) -> String {
    let mut free = id.to_owned();
    while !taken.insert(free.clone()) {
        free = format!("{free}@{network}");
    }
    free
}

struct Join<'a> {
    union: Union,
    sources: BTreeMap<String, String>,
    new: &'a Network,
}

impl Join<'_> {
    /// Sources of the same id and title are the same; others keep apart.
    fn sources(&mut self) {
        let whole = &mut self.union.network;
        let mut taken: BTreeSet<String> = whole.sources.iter().map(|s| s.id.0.clone()).collect();
        for row in &self.new.sources {
            let same = |s: &&Row<crate::model::Source>| s.id == row.id && s.title == row.title;
            if whole.sources.iter().any(|s| same(&s)) {
                continue;
            }
            let free = unused(row.id.as_str(), &self.new.id, &mut taken);
            self.sources.insert(row.id.0.clone(), free.clone());
            let mut row = row.clone();
            row.value.id = SourceId(free);
            whole.sources.push(row);
        }
        for row in &self.new.sections {
            let mut row = row.clone();
            if let Some(renamed) = self.sources.get(row.source.as_str()) {
                row.value.source = SourceId(renamed.clone());
            }
            let known =
                |s: &Row<crate::model::Section>| s.source == row.source && s.place == row.place;
            if !whole.sections.iter().any(known) {
                whole.sections.push(row);
            }
        }
    }

    /// Interviews come first: claims name them.
    fn interviews(&mut self) {
        let new = self.new;
        let mut rows = std::mem::take(&mut self.union.network.interviews);
        self.add(
            "interviews",
            &mut rows,
            &new.interviews,
            |row| Some(&mut row.id),
            |join, row| row.rename(&join.union.renamed),
        );
        self.union.network.interviews = rows;
    }

    fn claims(&self, claims: &[Claim]) -> Vec<Claim> {
        let one = |claim: &Claim| {
            let mut claim = claim.clone();
            if let Some(renamed) = self.sources.get(claim.source.as_str()) {
                claim.source = SourceId(renamed.clone());
            }
            claim.interview = claim.interview.map(|id| self.table("interviews", &id));
            claim
        };
        claims.iter().map(one).collect()
    }

    fn row<T: Clone>(&self, row: &Row<T>) -> Row<T> {
        Row {
            value: row.value.clone(),
            claims: self.claims(&row.claims),
            attributes: row.attributes.clone(),
        }
    }

    fn at<I: AsRef<str> + From<String>>(&self, id: &I) -> I {
        I::from(self.union.id(id.as_ref()).to_owned())
    }

    /// Records that are part of another become its units, unless that would
    /// take them out of the unit they stand in.
    fn parts(&mut self, old: &Network, matches: &[Match]) {
        let parts = matches.iter().filter(|m| m.ruling == Ruling::PartOf);
        for m in parts.filter(|m| m.kind == Kind::Actor) {
            let ours = old.actors[m.old].id.0.clone();
            let theirs = self.union.id(self.new.actors[m.new].id.as_str()).to_owned();
            let (part, above) = if m.is_inverse { (theirs, ours) } else { (ours, theirs) };
            put_under(&mut self.union.network, &part, &above);
        }
    }

    fn table(&self, name: &str, id: &str) -> String {
        self.union.renamed.row(name, id).to_owned()
    }

    /// Adds the newer network's rows of one table: merged where one of the same
    /// id says the same, under another id where theirs is taken.
    fn add<T: Clone + PartialEq>(
        &mut self,
        name: &'static str,
        whole: &mut Vec<Row<T>>,
        rows: &[Row<T>],
        key: impl Fn(&mut T) -> Option<&mut String>,
        map: impl Fn(&Self, &mut T),
    ) {
        let mut at: BTreeMap<String, usize> = BTreeMap::new();
        for (i, row) in whole.iter_mut().enumerate() {
            at.extend(key(&mut row.value).map(|id| (id.clone(), i)));
        }
        let mut taken: BTreeSet<String> = at.keys().cloned().collect();
        let mut renamed = BTreeMap::new();
        for row in rows {
            let mut row = self.row(row);
            map(self, &mut row.value);
            let same = key(&mut row.value).and_then(|id| at.get(id).copied());
            if let Some(i) = same.filter(|&i| whole[i].value == row.value) {
                merge(&mut whole[i].claims, row.claims);
                continue;
            }
            if let Some(id) = key(&mut row.value) {
                let free = unused(id, &self.new.id, &mut taken);
                renamed.insert(std::mem::replace(id, free.clone()), free);
            }
            whole.push(row);
        }
        self.union.renamed.tables.insert(name, renamed);
    }
}

fn merge<T: PartialEq>(ours: &mut Vec<T>, theirs: Vec<T>) {
    for one in theirs {
        if !ours.contains(&one) {
            ours.push(one);
        }
    }
}
