//! Two networks as one: what is the same stands once, with the claims of both.

use std::collections::{BTreeMap, BTreeSet};

use crate::link::{Kind, Link};
use crate::model::{Alias, Claim, Network, Row, Ruling, SourceId};

/// Two networks put together.
#[derive(Clone, Debug)]
pub struct Union {
    /// The whole. Ids of the older network stand; those of the newer are
    /// changed where another record has them.
    pub network: Network,
    /// For each id of a record of the newer network, its id in the whole:
    /// actors, forums, groups and services.
    pub renamed: BTreeMap<String, String>,
    /// The same for statements, measures and all other tables.
    tables: BTreeMap<&'static str, BTreeMap<String, String>>,
}

impl Union {
    /// The id in the whole of an actor, forum, group or service of the newer
    /// network.
    pub fn id<'a>(&'a self, new: &'a str) -> &'a str {
        self.renamed.get(new).map_or(new, String::as_str)
    }

    /// The id in the whole of a measure of the newer network.
    pub fn measure<'a>(&'a self, new: &'a str) -> &'a str {
        self.tables.get("measures").and_then(|ids| ids.get(new)).map_or(new, String::as_str)
    }
}

/// Puts two networks together.
///
/// Records that are the same become one, with the older's id and cells, the
/// newer's where the older is silent, and the claims and names of both. A
/// record that is part of another becomes its unit. Rows of other tables stand
/// side by side, once where they say the same. Readings of the older network's
/// wishes become readings of the whole's own.
///
/// # Cost
/// O(n log n) in the rows of both.
pub fn union(old: &Network, new: &Network, links: &[Link]) -> Union {
    let mut renamed = BTreeMap::new();
    let mut taken: BTreeSet<String> = ids(old).map(str::to_owned).collect();
    for link in links.iter().filter(|link| link.ruling == Ruling::Same) {
        renamed.insert(id(new, link.kind, link.new), id(old, link.kind, link.old));
    }
    for own in ids(new) {
        if !renamed.contains_key(own) {
            let free = unused(own, &new.id, &mut taken);
            renamed.insert(own.to_owned(), free);
        }
    }
    let mut join = Join {
        union: Union { network: old.clone(), renamed, tables: BTreeMap::new() },
        sources: BTreeMap::new(),
        new,
    };
    join.sources();
    join.records();
    join.parts(old, links);
    join.rows();
    join.union
}

fn ids(network: &Network) -> impl Iterator<Item = &str> {
    let actors = network.actors.iter().map(|row| row.id.as_str());
    let forums = network.forums.iter().map(|row| row.id.as_str());
    let groups = network.groups.iter().map(|row| row.id.as_str());
    actors.chain(forums).chain(groups).chain(network.services.iter().map(|row| row.id.as_str()))
}

fn id(network: &Network, kind: Kind, row: usize) -> String {
    match kind {
        Kind::Actor => network.actors[row].id.0.clone(),
        Kind::Forum => network.forums[row].id.0.clone(),
        Kind::Group => network.groups[row].id.0.clone(),
    }
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

    fn claims(&self, claims: &[Claim]) -> Vec<Claim> {
        let one = |claim: &Claim| {
            let mut claim = claim.clone();
            if let Some(renamed) = self.sources.get(claim.source.as_str()) {
                claim.source = SourceId(renamed.clone());
            }
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

    fn all<I: AsRef<str> + From<String>>(&self, ids: &[I]) -> Vec<I> {
        ids.iter().map(|id| self.at(id)).collect()
    }

    fn maybe<I: AsRef<str> + From<String>>(&self, id: &Option<I>) -> Option<I> {
        id.as_ref().map(|id| self.at(id))
    }

    /// Actors, forums, groups and services, and the names they bear.
    fn records(&mut self) {
        let new = self.new;
        for row in &new.actors {
            let mut row = self.row(row);
            row.value.id = self.at(&row.value.id);
            row.value.parent = self.maybe(&row.value.parent);
            row.value.meets = self.all(&row.value.meets);
            let name = row.value.name.clone();
            let id = row.value.id.clone();
            let whole = &mut self.union.network;
            let Some(known) = whole.actors.iter_mut().find(|known| known.value.id == id) else {
                whole.actors.push(row);
                continue;
            };
            let (ours, theirs) = (&mut known.value, row.value);
            ours.kind = ours.kind.or(theirs.kind);
            ours.sector = ours.sector.or(theirs.sector);
            ours.level = ours.level.or(theirs.level);
            ours.persons = ours.persons.or(theirs.persons);
            ours.parent = ours.parent.take().or(theirs.parent);
            // Asked once is asked.
            ours.interviewed = match (ours.interviewed, theirs.interviewed) {
                (Some(true), _) | (_, Some(true)) => Some(true),
                (one, other) => one.or(other),
            };
            merge(&mut ours.meets, theirs.meets);
            let differs = ours.name != name;
            merge(&mut known.claims, row.claims.clone());
            if differs {
                let alias = Alias { actor: Some(id), name, ..Alias::default() };
                whole.aliases.push(with_claims(alias, row.claims));
            }
        }
        for row in &new.forums {
            let mut row = self.row(row);
            let forum = &mut row.value;
            forum.id = self.at(&forum.id);
            forum.convener = self.maybe(&forum.convener);
            forum.reports_to = self.maybe(&forum.reports_to);
            forum.groups = self.all(&forum.groups);
            let (id, name) = (forum.id.clone(), forum.name.clone());
            let whole = &mut self.union.network;
            let Some(known) = whole.forums.iter_mut().find(|known| known.value.id == id) else {
                whole.forums.push(row);
                continue;
            };
            let (ours, theirs) = (&mut known.value, row.value);
            ours.convener = ours.convener.take().or(theirs.convener);
            ours.function = ours.function.or(theirs.function);
            ours.level = ours.level.or(theirs.level);
            ours.reports_to = ours.reports_to.take().or(theirs.reports_to);
            // The newer word on a forum's rhythm and end holds.
            let rhythm = theirs.meetings_per_year;
            if rhythm.min.is_some() || rhythm.max.is_some() {
                ours.meetings_per_year = rhythm;
            }
            ours.size = theirs.size.or(ours.size);
            ours.ends = theirs.ends.or_else(|| ours.ends.take());
            merge(&mut ours.groups, theirs.groups);
            let differs = ours.name != name;
            merge(&mut known.claims, row.claims.clone());
            if differs {
                let alias = Alias { forum: Some(id), name, ..Alias::default() };
                whole.aliases.push(with_claims(alias, row.claims));
            }
        }
        for row in &new.groups {
            let mut row = self.row(row);
            row.value.id = self.at(&row.value.id);
            row.value.parent = self.maybe(&row.value.parent);
            let (id, name) = (row.value.id.clone(), row.value.name.clone());
            let whole = &mut self.union.network;
            let Some(known) = whole.groups.iter_mut().find(|known| known.value.id == id) else {
                whole.groups.push(row);
                continue;
            };
            let differs = known.name != name;
            merge(&mut known.claims, row.claims.clone());
            if differs {
                let alias = Alias { group: Some(id), name, ..Alias::default() };
                whole.aliases.push(with_claims(alias, row.claims));
            }
        }
        for row in &new.services {
            let mut row = self.row(row);
            let service = &mut row.value;
            service.actor = self.at(&service.actor);
            service.groups = self.all(&service.groups);
            service.excludes = self.all(&service.excludes);
            service.granted_by = self.all(&service.granted_by);
            let own = service.id.0.clone();
            let alike = |known: &Row<crate::model::Service>| {
                let mut service = row.value.clone();
                service.id = known.value.id.clone();
                service == known.value
            };
            let known = self.union.network.services.iter().position(alike);
            if let Some(at) = known {
                let id = self.union.network.services[at].id.0.clone();
                merge(&mut self.union.network.services[at].claims, row.claims);
                self.union.renamed.insert(own, id);
            } else {
                row.value.id = self.at(&row.value.id);
                self.union.network.services.push(row);
            }
        }
        for row in &new.aliases {
            let mut row = self.row(row);
            row.value.actor = self.maybe(&row.value.actor);
            row.value.forum = self.maybe(&row.value.forum);
            row.value.group = self.maybe(&row.value.group);
            let known = |alias: &Row<Alias>| {
                let (ours, theirs) = (&alias.value, &row.value);
                (&ours.actor, &ours.forum, &ours.group, &ours.name)
                    == (&theirs.actor, &theirs.forum, &theirs.group, &theirs.name)
            };
            if !self.union.network.aliases.iter().any(known) {
                self.union.network.aliases.push(row);
            }
        }
    }

    /// Records that are part of another become its units, unless that would
    /// take them out of the unit they stand in.
    fn parts(&mut self, old: &Network, links: &[Link]) {
        let parts = links.iter().filter(|link| link.ruling == Ruling::PartOf);
        for link in parts.filter(|link| link.kind == Kind::Actor) {
            let ours = old.actors[link.old].id.0.clone();
            let theirs = self.union.id(self.new.actors[link.new].id.as_str()).to_owned();
            let (part, above) = if link.is_inverse { (theirs, ours) } else { (ours, theirs) };
            let line = self.line(&above);
            let parent = self.union.network.actor(&part).and_then(|a| a.parent.clone());
            let fits = parent.is_none_or(|parent| line.contains(&parent.0));
            if fits && !line.contains(&part) {
                let actors = &mut self.union.network.actors;
                if let Some(row) = actors.iter_mut().find(|row| row.value.id.0 == part) {
                    row.value.parent = Some(above.into());
                }
            }
        }
    }

    /// An actor's id and those of the units above it.
    fn line(&self, id: &str) -> Vec<String> {
        let mut line = vec![id.to_owned()];
        while let Some(up) = line.last().and_then(|id| self.union.network.actor(id)) {
            match &up.parent {
                Some(parent) if !line.contains(&parent.0) => line.push(parent.0.clone()),
                _ => break,
            }
        }
        line
    }

    fn rows(&mut self) {
        let new = self.new;
        let mut whole = std::mem::take(&mut self.union.network);
        self.add(
            "affiliations",
            &mut whole.affiliations,
            &new.affiliations,
            |_| None,
            |join, row| {
                row.forum = join.at(&row.forum);
                row.actor = join.at(&row.actor);
            },
        );
        self.add(
            "ties",
            &mut whole.ties,
            &new.ties,
            |row| Some(&mut row.id),
            |join, row| {
                row.from = join.at(&row.from);
                row.to = join.at(&row.to);
                row.claimed_by = join.all(&row.claimed_by);
            },
        );
        self.add(
            "referrals",
            &mut whole.referrals,
            &new.referrals,
            |row| Some(&mut row.id),
            |join, row| {
                row.from = join.at(&row.from);
                row.to = join.at(&row.to);
                row.group = join.maybe(&row.group);
                row.claimed_by = join.all(&row.claimed_by);
            },
        );
        self.add("goals", &mut whole.goals, &new.goals, |row| Some(&mut row.id.0), |_, _| ());
        self.add(
            "agreements",
            &mut whole.agreements,
            &new.agreements,
            |row| Some(&mut row.id.0),
            |join, row| {
                row.parties = join.all(&row.parties);
                row.carries = row.carries.iter().map(|id| join.union.id(id).to_owned()).collect();
            },
        );
        self.add(
            "measures",
            &mut whole.measures,
            &new.measures,
            |row| Some(&mut row.id.0),
            |join, row| {
                row.responsible = join.all(&row.responsible);
                row.co_responsible = join.all(&row.co_responsible);
                row.partners = join.all(&row.partners);
                row.forum = join.maybe(&row.forum);
                row.groups = join.all(&row.groups);
                row.focus = row.focus.take().map(|id| join.table("goals", id.as_ref()).into());
            },
        );
        self.add(
            "mandates",
            &mut whole.mandates,
            &new.mandates,
            |row| Some(&mut row.id),
            |join, row| {
                row.from = join.at(&row.from);
                row.to = join.maybe(&row.to);
                row.groups = join.all(&row.groups);
            },
        );
        self.add(
            "statements",
            &mut whole.statements,
            &new.statements,
            |row| Some(&mut row.id),
            |join, row| {
                row.actor = join.maybe(&row.actor);
            },
        );
        self.add(
            "figures",
            &mut whole.figures,
            &new.figures,
            |row| Some(&mut row.id),
            |join, row| {
                row.subject = row.subject.take().map(|id| join.union.id(&id).to_owned());
            },
        );
        let id = whole.id.clone();
        self.add(
            "answers",
            &mut whole.answers,
            &new.answers,
            |_| None,
            |join, row| {
                row.measures = row
                    .measures
                    .iter()
                    .map(|id| join.table("measures", id.as_ref()).into())
                    .collect();
                match &row.network {
                    Some(network) if *network == id => row.network = None,
                    Some(_) => (),
                    None => row.statement = join.table("statements", &row.statement),
                }
            },
        );
        for row in &mut whole.goals {
            if let Some(parent) = &row.value.parent {
                row.value.parent = Some(self.table("goals", parent.as_ref()).into());
            }
        }
        for row in &new.positions {
            let id = self.union.id(&row.id).to_owned();
            if !whole.positions.iter().any(|known| known.id == id) {
                let mut row = row.clone();
                row.value.id = id;
                whole.positions.push(row);
            }
        }
        self.union.network = whole;
    }

    fn table(&self, name: &str, id: &str) -> String {
        let ids = self.union.tables.get(name);
        ids.and_then(|ids| ids.get(id)).map_or_else(|| id.to_owned(), Clone::clone)
    }

    /// Adds the newer network's rows of one table: merged where they say the
    /// same, under another id where theirs is taken.
    fn add<T: Clone + PartialEq>(
        &mut self,
        name: &'static str,
        whole: &mut Vec<Row<T>>,
        rows: &[Row<T>],
        key: impl Fn(&mut T) -> Option<&mut String>,
        map: impl Fn(&Self, &mut T),
    ) {
        let mut taken: BTreeSet<String> = BTreeSet::new();
        for row in whole.iter_mut() {
            taken.extend(key(&mut row.value).map(|id| id.clone()));
        }
        let mut renamed = BTreeMap::new();
        for row in rows {
            let mut row = self.row(row);
            map(self, &mut row.value);
            if let Some(known) = whole.iter_mut().find(|known| known.value == row.value) {
                merge(&mut known.claims, row.claims);
                continue;
            }
            if let Some(id) = key(&mut row.value) {
                let free = unused(id, &self.new.id, &mut taken);
                renamed.insert(std::mem::replace(id, free.clone()), free);
            }
            whole.push(row);
        }
        self.union.tables.insert(name, renamed);
    }
}

fn merge<T: PartialEq>(ours: &mut Vec<T>, theirs: Vec<T>) {
    for one in theirs {
        if !ours.contains(&one) {
            ours.push(one);
        }
    }
}

fn with_claims<T>(value: T, claims: Vec<Claim>) -> Row<T> {
    Row { claims, ..Row::bare(value) }
}
