//! Ids in rows, and giving them new ones.

use std::collections::BTreeMap;

use crate::model::{
    Actor, Affiliation, Agreement, Alias, Figure, Forum, Group, Interview, Mandate, Measure,
    Mention, Participation, Position, Referral, Service, Statement, Tie,
};

/// New ids for old ones; what is not named keeps its id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Renamed {
    /// Actors, forums, groups and services, which share one namespace.
    pub records: BTreeMap<String, String>,
    /// Rows of other tables, by table.
    pub tables: BTreeMap<&'static str, BTreeMap<String, String>>,
}

impl Renamed {
    /// The new id of an actor, forum, group or service.
    pub fn record<'a>(&'a self, id: &'a str) -> &'a str {
        self.records.get(id).map_or(id, String::as_str)
    }

    /// The new id of a row of another table.
    pub fn row<'a>(&'a self, table: &str, id: &'a str) -> &'a str {
        self.tables.get(table).and_then(|ids| ids.get(id)).map_or(id, String::as_str)
    }

    fn one<I: AsRef<str> + From<String>>(&self, id: &mut I) {
        if let Some(new) = self.records.get(id.as_ref()) {
            *id = I::from(new.clone());
        }
    }

    fn maybe<I: AsRef<str> + From<String>>(&self, id: &mut Option<I>) {
        id.iter_mut().for_each(|id| self.one(id));
    }

    /// A list in which two have become one names it once.
    fn all<I: AsRef<str> + From<String> + PartialEq + Clone>(&self, ids: &mut Vec<I>) {
        if ids.iter().any(|id| self.records.contains_key(id.as_ref())) {
            let old = std::mem::take(ids);
            for mut id in old {
                self.one(&mut id);
                if !ids.contains(&id) {
                    ids.push(id);
                }
            }
        }
    }
}

/// A row that names others.
pub trait Refers {
    /// Gives what it names new ids; its own stays.
    fn rename(&mut self, to: &Renamed);
}

macro_rules! refers {
    ($($type:ty { $($how:ident $field:ident),* })*) => {$(
        impl Refers for $type {
            fn rename(&mut self, to: &Renamed) {
                $(to.$how(&mut self.$field);)*
            }
        }
    )*};
}

refers! {
    Actor { maybe parent, all meets }
    Alias { maybe actor, maybe forum, maybe group }
    Forum { maybe convener, maybe reports_to, all groups }
    Affiliation { one forum, one actor }
    Group { maybe parent }
    Service { one actor, all groups, all excludes, all granted_by }
    Referral { one from, one to, maybe group, all claimed_by }
    Tie { one from, one to, all claimed_by }
    Measure { all responsible, all co_responsible, all partners, maybe forum, all groups }
    Mandate { one from, maybe to, all groups }
    Statement { maybe actor }
    Interview { maybe actor }
    Mention { maybe target, all others }
    Participation { one principal }
    Figure { maybe subject }
    Position { one id }
}

impl Refers for Agreement {
    fn rename(&mut self, to: &Renamed) {
        to.all(&mut self.parties);
        to.all(&mut self.carries);
        let carried = std::mem::take(&mut self.carries);
        for id in carried {
            let id = to.row("ties", &id).to_owned();
            if !self.carries.contains(&id) {
                self.carries.push(id);
            }
        }
    }
}
