//! Organisations, programmes and services: the rows that everything else is about.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::private;
use super::table::{Kind, Record, Table};
use crate::load::agency::Reading;
use crate::load::agency::known::{Foreign, Found, Known, Node, key};
use crate::load::draft::{Draft, Slugs};
use crate::load::problem::Problem;
use crate::load::receipt::{Fate, Ledger, Why};
use crate::model::text::Text;
use crate::model::{Actor, ActorId, ActorKind, Alias, Claim, Network, Obtained, Row, Sector};

/// What a row of HSDS became: a row of the draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Owner {
    /// A row of `actors`.
    Actor(usize),
    /// A row of `services`.
    Service(usize),
}

/// A reading of HSDS as it goes on.
pub(super) struct Hsds<'a> {
    pub(super) prefix: String,
    pub(super) with: Reading<'a>,
    pub(super) tables: Vec<Table>,
    pub(super) network: Network,
    pub(super) problems: Vec<Problem>,
    /// Rows of `actors`, by table and id.
    pub(super) actors: HashMap<(Kind, String), usize>,
    /// Rows of `services`, by id.
    pub(super) services: HashMap<String, usize>,
    /// Rows that other rows point to.
    pub(super) referred: HashSet<(Kind, String)>,
    /// Ids of actors with a service where people live in hiding.
    pub(super) hiding: HashSet<String>,
    /// Services of which a term says that they protect.
    pub(super) sheltering: HashSet<usize>,
    /// Organisations of which only the id is known.
    pub(super) stand_ins: HashSet<String>,
    slugs: Slugs,
    names: Known,
    /// Ids of known actors that the draft has.
    drafted: HashSet<String>,
    pub(super) foreign: BTreeMap<Kind, Foreign>,
    actors_at: HashMap<&'a str, usize>,
}

impl<'a> Hsds<'a> {
    pub(super) fn new(
        prefix: &str,
        tables: Vec<Table>,
        problems: Vec<Problem>,
        with: &Reading<'a>,
    ) -> Self {
        let known = with.known;
        let (id, table) = (format!("{prefix}.id"), format!("{prefix}.table"));
        let program = |row: &Row<Actor>| row.attributes.contains_key(&table);
        let foreign = BTreeMap::from([
            (Kind::Organization, Foreign::of(&known.actors, &id, |row| !program(row))),
            (Kind::Program, Foreign::of(&known.actors, &id, program)),
            (Kind::Service, Foreign::of(&known.services, &id, |_| true)),
        ]);
        let mut hsds = Self {
            prefix: prefix.to_owned(),
            with: *with,
            tables,
            network: Network::default(),
            problems,
            actors: HashMap::new(),
            services: HashMap::new(),
            referred: HashSet::new(),
            hiding: HashSet::new(),
            sheltering: HashSet::new(),
            stand_ins: HashSet::new(),
            slugs: Slugs::of(known),
            names: Known::of(known),
            drafted: HashSet::new(),
            foreign,
            actors_at: known.actors.iter().enumerate().map(|(i, r)| (r.id.as_str(), i)).collect(),
        };
        hsds.join_repeated();
        hsds
    }

    /// Ends the reading: the accounts are closed.
    pub(super) fn close(self) -> Draft {
        let receipts = {
            let own = self.tables.into_iter().filter(|table| !table.is_beside);
            own.map(|table| table.ledger.close()).collect()
        };
        Draft { network: self.network, receipts, problems: self.problems }
    }

    /// Runs over the records of every table of a kind.
    pub(super) fn each(&mut self, kind: Kind, mut visit: impl FnMut(&mut Self, &mut Table, usize)) {
        for t in 0..self.tables.len() {
            if self.tables[t].kind != kind {
                continue;
            }
            let none = Table::new(kind, "", Ledger::new("", None, ""));
            let mut table = std::mem::replace(&mut self.tables[t], none);
            for r in 0..table.records.len() {
                visit(self, &mut table, r);
            }
            self.tables[t] = table;
        }
    }

    /// Joins rows of a table that bear the same id. Nested JSON repeats an organisation
    /// with each of its services: what the later row adds is added, what it repeats is
    /// merged, and a row that says otherwise is left out whole. In a table that no other
    /// points to, rows that say otherwise are kept: their ids matter to nobody.
    fn join_repeated(&mut self) {
        for table in &mut self.tables {
            let mut first: HashMap<String, usize> = HashMap::new();
            let mut keep: Vec<Record> = Vec::new();
            let mut again: Option<Record> = None;
            for record in std::mem::take(&mut table.records) {
                let id = record.id().map(str::to_owned);
                let Some(&at) = id.as_ref().and_then(|id| first.get(id)) else {
                    first.extend(id.map(|id| (id, keep.len())));
                    keep.push(record);
                    continue;
                };
                let old = &mut keep[at];
                let differs = record
                    .said()
                    .find(|(_, name, text)| old.get(name).is_some_and(|before| before != *text));
                if differs.is_some() && !table.kind.is_pointed_to() {
                    again.get_or_insert_with(|| record.clone());
                    keep.push(record);
                    continue;
                }
                old.implied.extend(record.implied.iter().cloned());
                if let Some((_, name, text)) = differs {
                    let before = old.get(name).unwrap_or_default();
                    let problem =
                        repeated(&table.file, old, name, before, text).at_line(record.line);
                    let texts: Vec<&str> = record.cells.iter().map(|c| c.text.as_str()).collect();
                    self.problems.push(problem.clone().rejecting(texts.join(",")));
                    table.ledger.reject(record.entry, problem);
                    continue;
                }
                table.ledger.settle_row(record.entry, Fate::Merged, Some(Why::Twice));
                old.extend(&record);
            }
            table.records = keep;
            self.problems.extend(again.map(|record| same_ids(&table.file, &record)));
        }
    }

    /// A claim of a place in this file.
    pub(super) fn claim(&self, place: &str) -> Claim {
        Claim {
            source: self.with.source.clone(),
            place: place.to_owned(),
            obtained: Obtained::Stated,
            interview: None,
            date: None,
            printed: None,
        }
    }

    /// A claim of what a reader makes of the words at a place.
    pub(super) fn coded(&self, place: &str, printed: &str) -> Claim {
        let printed = crate::load::agency::build::as_printed(printed, "");
        let short = printed.filter(|words| words.chars().count() <= 80);
        Claim { obtained: Obtained::Coded, printed: short, ..self.claim(place) }
    }

    /// An id that nothing bears yet.
    pub(super) fn fresh(&mut self, name: &str) -> String {
        self.slugs.fresh(name)
    }

    /// The name of an attribute.
    pub(super) fn attribute(&self, name: &str) -> String {
        format!("{}.{name}", self.prefix)
    }

    /// Every organisation an actor.
    pub(super) fn organizations(&mut self) {
        let mut names: HashMap<String, usize> = HashMap::new();
        for table in self.tables.iter().filter(|table| table.kind == Kind::Organization) {
            for record in &table.records {
                *names.entry(key(record.get("name").unwrap_or_default())).or_default() += 1;
            }
        }
        self.each(Kind::Organization, |hsds, table, r| {
            let alone = |name: &str| names.get(&key(name)) == Some(&1);
            hsds.actor(table, r, ActorKind::Organisation, alone);
        });
        self.each(Kind::Organization, |hsds, table, r| {
            let record = &table.records[r];
            let Some(&actor) = hsds.actors.get(&(Kind::Organization, record.key().to_owned()))
            else {
                return;
            };
            let Some(at) = record.columns.at("parent_organization_id") else { return };
            let Some(id) = record.text(at).map(str::to_owned) else { return };
            let above = hsds.organization(&id, "").filter(|above| *above != hsds.id_of(actor));
            hsds.point(table, r, at, &id, above, actor, |row, above| row.parent = Some(above));
        });
    }

    /// Every programme an actor below its organisation.
    pub(super) fn programs(&mut self) {
        self.each(Kind::Program, |hsds, table, r| {
            let Some(actor) = hsds.actor(table, r, ActorKind::Unit, |_| false) else { return };
            let record = &table.records[r];
            let at = record.columns.at("organization_id");
            let id = record.points("organization_id").next().map(str::to_owned);
            let Some(id) = id else { return };
            let above = hsds.organization(&id, "");
            hsds.point(table, r, at.unwrap_or(usize::MAX), &id, above, actor, |row, above| {
                row.parent = Some(above);
            });
        });
    }

    /// A reference from one actor to another: followed, or told and kept as it stands.
    #[allow(clippy::too_many_arguments, reason = "one place for both columns")]
    fn point(
        &mut self,
        table: &mut Table,
        r: usize,
        at: usize,
        id: &str,
        above: Option<ActorId>,
        actor: usize,
        set: impl Fn(&mut Actor, ActorId),
    ) {
        table.settle(r, at, Fate::Used, None);
        match above {
            Some(above) => set(&mut self.network.actors[actor].value, above),
            None => {
                let column = table.records[r].columns.name(at).to_owned();
                let name = self.attribute(&column);
                self.network.actors[actor].attributes.insert(name, id.to_owned());
                let problem = nowhere(&table.file, &column, id, "organizations");
                self.problems.push(problem.at_line(table.records[r].line).as_warning());
            }
        }
    }

    pub(super) fn id_of(&self, actor: usize) -> ActorId {
        self.network.actors[actor].id.clone()
    }

    /// The actor that an organisation became: in this file, or in the package.
    pub(super) fn organization(&mut self, id: &str, name: &str) -> Option<ActorId> {
        self.referred.insert((Kind::Organization, id.to_owned()));
        if let Some(&i) = self.actors.get(&(Kind::Organization, id.to_owned())) {
            return Some(self.id_of(i));
        }
        let i = self.known_actor(Kind::Organization, id, name)?;
        let row = &self.with.known.actors[i];
        // A row that only stands in for an organisation does not make it known.
        let stands_in = row.attributes.contains_key(&self.attribute("stand_in"));
        (!stands_in).then(|| row.id.clone())
    }

    pub(super) fn known_actor(&self, kind: Kind, id: &str, name: &str) -> Option<usize> {
        let same = |row: &Row<Actor>| !name.is_empty() && key(&row.name) == key(name);
        self.foreign.get(&kind)?.one(&self.with.known.actors, id, self.with.source, same)
    }

    /// Makes a row an actor; `None` when it has no name and is left out.
    fn actor(
        &mut self,
        table: &mut Table,
        r: usize,
        kind: ActorKind,
        alone: impl Fn(&str) -> bool,
    ) -> Option<usize> {
        let record = &table.records[r];
        let id = record.key().to_owned();
        let Some(name) = record.get("name").or_else(|| record.get("alternate_name")) else {
            let problem = nameless(&table.file);
            self.problems.push(table.reject(r, problem));
            return None;
        };
        let name = name.to_owned();
        let mut found = self.known_actor(table.kind, &id, &name);
        if found.is_none() && alone(&name) {
            // By name only an organisation that no register has numbered yet.
            let own = self.attribute("id");
            let several = match self.names.named(&name) {
                Found::One(Node::Actor(known)) => {
                    found = self.actors_at.get(known.as_str()).copied();
                    false
                }
                Found::Several(_) => true,
                _ => false,
            };
            if several {
                let problem = of_several(&table.file, &name).at_line(record.line);
                self.problems.push(problem.as_warning());
            }
            found = found.filter(|i| !self.with.known.actors[*i].attributes.contains_key(&own));
        }
        found = found.filter(|i| {
            let known = &self.with.known.actors[*i].id.0;
            self.drafted.insert(known.clone())
        });
        let mut value = match found {
            Some(i) => self.with.known.actors[i].value.clone(),
            None => Actor { id: self.slugs.fresh(&name).into(), ..Actor::default() },
        };
        value.name.clone_from(&name);
        value.kind = value.kind.or(Some(kind));
        value.sector = value.sector.or_else(|| sector(record));
        let mut row = Row { claims: vec![self.claim(&record.place)], ..Row::bare(value) };
        row.attributes.insert(self.attribute("id"), id.clone());
        if table.kind == Kind::Program {
            row.attributes.insert(self.attribute("table"), table.kind.label().to_owned());
        }
        self.alias(record, &name, row.id.clone());
        let done = ["id", "name", "alternate_name"];
        let later: &[&str] = match table.kind {
            Kind::Program => &["organization_id"],
            _ => &["parent_organization_id"],
        };
        self.cells(table, r, &done, later, &mut row.attributes);
        let at = self.network.actors.len();
        self.network.actors.push(row);
        self.actors.insert((table.kind, id), at);
        Some(at)
    }

    fn alias(&mut self, record: &Record, name: &str, actor: ActorId) {
        let Some(other) = record.get("alternate_name") else { return };
        if record.get("name").is_none() || key(other) == key(name) {
            return;
        }
        let kind = Some("alternate".to_owned());
        let alias = Alias { actor: Some(actor), name: other.to_owned(), kind, ..Alias::default() };
        let claims = vec![self.claim(&record.place)];
        self.network.aliases.push(Row { claims, ..Row::bare(alias) });
    }

    /// Settles the cells of a row: those that are done, those that come later, private
    /// ones, and the rest, which become attributes.
    pub(super) fn cells(
        &self,
        table: &mut Table,
        r: usize,
        done: &[&str],
        later: &[&str],
        attributes: &mut BTreeMap<String, String>,
    ) {
        let record = table.records[r].clone();
        for (at, name, text) in record.said() {
            if name.is_empty() {
                table.settle(r, at, Fate::Rejected, Some(Why::NoHeader));
            } else if record.columns.is_again(at) {
                let again = self.attribute(&format!("{name}_{}", at + 1));
                attributes.insert(again, text.to_owned());
                table.settle(r, at, Fate::Used, None);
            } else if later.contains(&name) {
            } else if private::is_cell(name, text) {
                table.settle(r, at, Fate::Ignored, Some(Why::Private));
            } else {
                if !done.contains(&name) {
                    attributes.insert(self.attribute(name), text.to_owned());
                }
                table.settle(r, at, Fate::Used, None);
            }
        }
        table.settle_all(r, Fate::Used, None);
    }
}

/// Civil society where the legal form or the tax status says so.
fn sector(record: &Record) -> Option<Sector> {
    let says = |column: &str| {
        let words = key(record.get(column)?);
        let civil =
            ["nonprofit", "non profit", "not for profit", "charity", "ideell förening", "501 c 3"];
        civil
            .iter()
            .any(|word| words == *word || words.starts_with(&format!("{word} ")))
            .then_some(())
    };
    says("legal_status").or_else(|| says("tax_status")).map(|()| Sector::CivilSociety)
}

pub(super) fn nowhere(file: &str, column: &str, id: &str, table: &str) -> Problem {
    Problem::error(
        file,
        Text::new(format!("”{id}” finns inte i {table}"), format!("no `{id}` in {table}")),
        Text::new(
            format!("lägg till raden i {table}, eller rätta {column}; raden här är kvar"),
            format!("add the row to {table}, or mend {column}; the row here is kept"),
        ),
    )
    .in_column(column)
}

pub(super) fn nameless(file: &str) -> Problem {
    Problem::error(
        file,
        Text::new("raden har inget namn", "the row has no name"),
        Text::new("fyll i name", "fill in name"),
    )
    .in_column("name")
}

fn repeated(file: &str, old: &Record, column: &str, before: &str, text: &str) -> Problem {
    let id = old.key();
    Problem::error(
        file,
        Text::new(
            format!("id ”{id}” står på rad {} med ”{before}”, här med ”{text}”", old.line),
            format!("id `{id}` stands on line {} with `{before}`, here with `{text}`", old.line),
        ),
        Text::new(
            "ge raden ett eget id, eller ta bort den som är fel",
            "give the row an id of its own, or delete the wrong one",
        ),
    )
    .in_column(column)
}

fn same_ids(file: &str, record: &Record) -> Problem {
    Problem::error(
        file,
        Text::new(
            format!("flera rader har samma id, den första ”{}”", record.key()),
            format!("several rows have the same id, `{}` the first of them", record.key()),
        ),
        Text::new(
            "alla rader tas med; ge dem egna id om något ska peka på dem",
            "every row is read; give them ids of their own if anything is to point to them",
        ),
    )
    .at_line(record.line)
    .in_column("id")
    .as_warning()
}

fn of_several(file: &str, name: &str) -> Problem {
    Problem::error(
        file,
        Text::new(
            format!("”{name}” heter flera i paketet; organisationen läggs till som ny"),
            format!("`{name}` is the name of several in the package; it is added as a new one"),
        ),
        Text::new(
            "säg i verdicts vilka som är samma",
            "say in verdicts which of them are the same",
        ),
    )
    .in_column("name")
}
