//! Ids by what people write: an id, a name or another name.

use std::collections::{BTreeMap, BTreeSet};

use crate::link::normal;
use crate::load::nearest;
use crate::load::package::Table;
use crate::load::package::tables::each_table;
use crate::model::{Network, Text};

/// The records of a network, by table.
#[derive(Default)]
pub(super) struct Known {
    tables: BTreeMap<&'static str, Names>,
}

#[derive(Default)]
struct Names {
    ids: BTreeSet<String>,
    by_name: BTreeMap<String, BTreeSet<String>>,
}

impl Known {
    pub fn new(network: &Network) -> Self {
        let mut known = Self::default();
        each_table!(T => {
            let ids = T::rows(network).iter().filter_map(|row| row.key()).map(str::to_owned);
            known.tables.entry(T::NAME).or_default().ids.extend(ids);
        });
        for row in &network.actors {
            known.add("actors", row.id.as_str(), &row.name);
        }
        for row in &network.forums {
            known.add("forums", row.id.as_str(), &row.name);
        }
        for row in &network.groups {
            known.add("groups", row.id.as_str(), &row.name);
        }
        for row in &network.services {
            known.add("services", row.id.as_str(), &row.name);
        }
        for alias in &network.aliases {
            let bearers = [
                ("actors", alias.actor.as_ref().map(|id| id.as_str())),
                ("forums", alias.forum.as_ref().map(|id| id.as_str())),
                ("groups", alias.group.as_ref().map(|id| id.as_str())),
            ];
            for (table, id) in bearers {
                if let Some(id) = id.filter(|id| known.has(table, id)) {
                    known.add(table, id, &alias.name);
                }
            }
        }
        known
    }

    /// Notes what a record is called.
    pub fn add(&mut self, table: &'static str, id: &str, name: &str) {
        let names = self.tables.entry(table).or_default();
        names.ids.insert(id.to_owned());
        names.by_name.entry(normal(name)).or_default().insert(id.to_owned());
    }

    pub fn has(&self, table: &str, id: &str) -> bool {
        self.tables.get(table).is_some_and(|names| names.ids.contains(id))
    }

    /// The id that is meant.
    ///
    /// # Errors
    /// What is wrong and what next, when nothing or more than one thing is called so.
    pub fn find(&self, table: &str, said: &str) -> Result<String, (Text, Text)> {
        let none = Names::default();
        let names = self.tables.get(table).unwrap_or(&none);
        if names.ids.contains(said) {
            return Ok(said.to_owned());
        }
        let bearers = names.by_name.get(&normal(said)).filter(|_| !normal(said).is_empty());
        match bearers.map(|bearers| bearers.iter().collect::<Vec<_>>()).as_deref() {
            Some([one]) => Ok((*one).clone()),
            Some(several) => {
                let ids: Vec<&str> = several.iter().map(|id| id.as_str()).collect();
                let ids = ids.join(", ");
                let what = Text::new(
                    format!("flera i {table} heter ”{said}”"),
                    format!("several in {table} are called `{said}`"),
                );
                Err((what, Text::new(format!("skriv id:t: {ids}"), format!("write the id: {ids}"))))
            }
            None => {
                let what = Text::new(
                    format!("”{said}” finns inte i {table}"),
                    format!("no `{said}` in {table}"),
                );
                Err((what, names.hint(said)))
            }
        }
    }
}

impl Names {
    fn hint(&self, said: &str) -> Text {
        let wanted = normal(said);
        let by_id = nearest(said, self.ids.iter().map(String::as_str));
        let by_name = || {
            let name = nearest(&wanted, self.by_name.keys().map(String::as_str))?;
            self.by_name.get(name)?.first().map(String::as_str)
        };
        let part = || {
            let holds = |name: &&String| wanted.len() > 3 && name.contains(&wanted);
            self.by_name.get(self.by_name.keys().find(holds)?)?.first().map(String::as_str)
        };
        match by_id.or_else(by_name).or_else(part) {
            Some(id) => Text::new(format!("menade du ”{id}”?"), format!("did you mean `{id}`?")),
            None => Text::new(
                "skriv ett id eller ett namn som finns, eller lägg till det med [[add.…]]",
                "write an id or a name that is there, or add it with [[add.…]]",
            ),
        }
    }
}
