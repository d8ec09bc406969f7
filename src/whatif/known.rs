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
    /// Each id with the first name that was noted; empty where it has none.
    ids: BTreeMap<String, String>,
    by_name: BTreeMap<String, BTreeSet<String>>,
}

impl Known {
    pub fn new(network: &Network) -> Self {
        let mut known = Self::default();
        each_table!(T => {
            let ids = T::rows(network).iter().filter_map(|row| row.key()).map(str::to_owned);
            let bare = ids.map(|id| (id, String::new()));
            known.tables.entry(T::NAME).or_default().ids.extend(bare);
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
        let called = names.ids.entry(id.to_owned()).or_default();
        if called.is_empty() {
            name.clone_into(called);
        }
        names.by_name.entry(normal(name)).or_default().insert(id.to_owned());
    }

    pub fn has(&self, table: &str, id: &str) -> bool {
        self.tables.get(table).is_some_and(|names| names.ids.contains_key(id))
    }

    /// The id that is meant.
    ///
    /// # Errors
    /// What is wrong and what next, when nothing or more than one thing is called so.
    pub fn find(&self, table: &str, said: &str) -> Result<String, (Text, Text)> {
        let none = Names::default();
        let names = self.tables.get(table).unwrap_or(&none);
        let [sv, en] = among(table);
        if names.ids.contains_key(said) {
            return Ok(said.to_owned());
        }
        let bearers = names.by_name.get(&normal(said)).filter(|_| !normal(said).is_empty());
        match bearers.map(|bearers| bearers.iter().collect::<Vec<_>>()).as_deref() {
            Some([one]) => Ok((*one).clone()),
            Some(several) => {
                let ids: Vec<&str> = several.iter().map(|id| id.as_str()).collect();
                let ids = ids.join(", ");
                let what = Text::new(
                    format!("flera {sv} heter ”{said}”"),
                    format!("several {en} are called “{said}”"),
                );
                Err((what, Text::new(format!("ange id: {ids}"), format!("give the id: {ids}"))))
            }
            None => {
                let what = Text::new(
                    format!("”{said}” finns inte {sv}"),
                    format!("there is no “{said}” {en}"),
                );
                Err((what, names.hint(said)))
            }
        }
    }
}

/// Where a record was looked for, in words.
fn among(table: &str) -> [&'static str; 2] {
    match table {
        "actors" => ["bland aktörerna", "among the actors"],
        "forums" => ["bland forumen", "among the forums"],
        "groups" => ["bland målgrupperna", "among the target groups"],
        "services" => ["bland insatserna", "among the services"],
        "referrals" => ["bland remissvägarna", "among the referrals"],
        "ties" => ["bland samarbetena", "among the ties"],
        "mandates" => ["bland uppdragen", "among the duties"],
        _ => ["i nätverket", "in the network"],
    }
}

impl Names {
    fn hint(&self, said: &str) -> Text {
        let wanted = normal(said);
        let by_id = nearest(said, self.ids.keys().map(String::as_str));
        let by_name = || {
            let name = nearest(&wanted, self.by_name.keys().map(String::as_str))?;
            self.by_name.get(name)?.first().map(String::as_str)
        };
        let part = || {
            let holds = |name: &&String| wanted.len() > 3 && name.contains(&wanted);
            self.by_name.get(self.by_name.keys().find(holds)?)?.first().map(String::as_str)
        };
        match by_id.or_else(by_name).or_else(part) {
            Some(id) => match self.ids.get(id).filter(|name| !name.is_empty()) {
                Some(name) => Text::new(
                    format!("menade du ”{name}” ({id})?"),
                    format!("did you mean “{name}” ({id})?"),
                ),
                None => Text::new(format!("menade du {id}?"), format!("did you mean {id}?")),
            },
            None => Text::new(
                "ange något som finns, eller lägg till det först",
                "name something that is there, or add it first",
            ),
        }
    }
}
