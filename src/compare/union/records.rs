//! Actors, forums, groups and services of both, those that are the same once.

use std::collections::BTreeMap;

use super::{Join, merge};
use crate::link::Refers;
use crate::model::{Alias, Claim, Row};

impl Join<'_> {
    /// Actors, forums, groups and services, and the names they bear.
    pub(super) fn records(&mut self) {
        self.actors();
        self.forums();
        self.groups();
        self.services();
        self.aliases();
    }

    fn actors(&mut self) {
        let new = self.new;
        let at = index(&self.union.network.actors, |actor| actor.id.as_str());
        for row in &new.actors {
            let mut row = self.row(row);
            row.value.id = self.at(&row.value.id);
            row.value.rename(&self.union.renamed);
            let name = row.value.name.clone();
            let id = row.value.id.clone();
            let whole = &mut self.union.network;
            let Some(known) = at.get(id.as_str()).map(|&row| &mut whole.actors[row]) else {
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
    }

    fn forums(&mut self) {
        let new = self.new;
        let at = index(&self.union.network.forums, |forum| forum.id.as_str());
        for row in &new.forums {
            let mut row = self.row(row);
            row.value.id = self.at(&row.value.id);
            row.value.rename(&self.union.renamed);
            let (id, name) = (row.id.clone(), row.name.clone());
            let whole = &mut self.union.network;
            let Some(known) = at.get(id.as_str()).map(|&row| &mut whole.forums[row]) else {
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
            ours.starts = ours.starts.take().or(theirs.starts);
            ours.purpose = ours.purpose.take().or(theirs.purpose);
            ours.members_complete = theirs.members_complete.or(ours.members_complete);
            merge(&mut ours.groups, theirs.groups);
            let differs = ours.name != name;
            merge(&mut known.claims, row.claims.clone());
            if differs {
                let alias = Alias { forum: Some(id), name, ..Alias::default() };
                whole.aliases.push(with_claims(alias, row.claims));
            }
        }
    }

    fn groups(&mut self) {
        let new = self.new;
        let at = index(&self.union.network.groups, |group| group.id.as_str());
        for row in &new.groups {
            let mut row = self.row(row);
            row.value.id = self.at(&row.value.id);
            row.value.rename(&self.union.renamed);
            let (id, name) = (row.value.id.clone(), row.value.name.clone());
            let whole = &mut self.union.network;
            let Some(known) = at.get(id.as_str()).map(|&row| &mut whole.groups[row]) else {
                whole.groups.push(row);
                continue;
            };
            let (ours, theirs) = (&mut known.value, row.value);
            ours.age.min = ours.age.min.or(theirs.age.min);
            ours.age.max = ours.age.max.or(theirs.age.max);
            ours.sex = ours.sex.or(theirs.sex);
            if ours.conditions.is_empty() {
                ours.conditions = theirs.conditions;
            }
            let differs = known.name != name;
            merge(&mut known.claims, row.claims.clone());
            if differs {
                let alias = Alias { group: Some(id), name, ..Alias::default() };
                whole.aliases.push(with_claims(alias, row.claims));
            }
        }
    }

    fn services(&mut self) {
        let new = self.new;
        let at = index(&self.union.network.services, |service| service.id.as_str());
        for row in &new.services {
            let mut row = self.row(row);
            row.value.rename(&self.union.renamed);
            let known = at.get(row.id.as_str()).copied();
            let known = known.filter(|&at| self.union.network.services[at].value == row.value);
            match known {
                Some(at) => {
                    let id = row.value.id.0;
                    merge(&mut self.union.network.services[at].claims, row.claims);
                    self.union.renamed.records.insert(id.clone(), id);
                }
                None => {
                    row.value.id = self.at(&row.value.id);
                    self.union.network.services.push(row);
                }
            }
        }
    }

    fn aliases(&mut self) {
        let new = self.new;
        for row in &new.aliases {
            let mut row = self.row(row);
            row.value.rename(&self.union.renamed);
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
}

/// Row numbers by id.
fn index<T>(rows: &[Row<T>], id: impl Fn(&T) -> &str) -> BTreeMap<String, usize> {
    rows.iter().enumerate().map(|(at, row)| (id(&row.value).to_owned(), at)).collect()
}

fn with_claims<T>(value: T, claims: Vec<Claim>) -> Row<T> {
    Row { claims, ..Row::bare(value) }
}
