//! Services: who gives them, what their own rows say of doors, ages and status.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::core::{Hsds, nameless, nowhere};
use super::table::{Kind, Record, Table};
use super::{doors, eligible};
use crate::load::agency::known::key;
use crate::load::problem::Problem;
use crate::load::receipt::Fate;
use crate::model::text::Text;
use crate::model::{Actor, ActorId, ActorKind, Obtained, Row, Service};

impl Hsds<'_> {
    /// Every service, with the programme or organisation that gives it.
    pub(super) fn services(&mut self) {
        let known = self.with.known;
        let mut by_name: HashMap<(&str, String), Option<usize>> = HashMap::new();
        for (i, row) in known.services.iter().enumerate() {
            // Two of one name: neither is meant for certain.
            let alike = by_name.entry((row.actor.as_str(), key(&row.name))).or_insert(Some(i));
            *alike = alike.filter(|first| *first == i);
        }
        let mut drafted: BTreeSet<usize> = BTreeSet::new();
        self.each(Kind::Service, |hsds, table, r| {
            let record = table.records[r].clone();
            let id = record.key().to_owned();
            let Some(name) = record.get("name").or_else(|| record.get("alternate_name")) else {
                let problem = nameless(&table.file);
                hsds.problems.push(table.reject(r, problem));
                return;
            };
            let mut kept = BTreeMap::new();
            let Some(actor) = hsds.giver(table, r, &record, &mut kept) else { return };
            let own = hsds.attribute("id");
            let same = |row: &Row<Service>| key(&row.name) == key(name);
            let foreign = hsds.foreign.get(&Kind::Service);
            let found = foreign
                .and_then(|f| f.one(&known.services, &id, hsds.with.source, same))
                .or_else(|| {
                    let i = by_name.get(&(actor.as_str(), key(name))).copied().flatten()?;
                    (!known.services[i].attributes.contains_key(&own)).then_some(i)
                })
                .filter(|i| drafted.insert(*i));
            let mut value = match found {
                Some(i) => known.services[i].value.clone(),
                None => Service {
                    id: hsds.fresh(&format!("{actor} {name}")).into(),
                    ..Service::default()
                },
            };
            value.actor = actor;
            name.clone_into(&mut value.name);
            let mut row = Row { claims: vec![hsds.claim(&record.place)], ..Row::bare(value) };
            row.attributes.append(&mut kept);
            row.attributes.insert(own, id.clone());
            hsds.terms_of_service(&record, &mut row);
            hsds.status(table, &record);
            let done = ["id", "name", "minimum_age", "maximum_age", "eligibility_description"];
            let later = ["organization_id", "program_id", "taxonomy_ids"];
            hsds.cells(table, r, &done, &later, &mut row.attributes);
            let at = hsds.network.services.len();
            hsds.network.services.push(row);
            hsds.services.insert(id, at);
            hsds.ages(table, &record, at);
        });
    }

    /// What the words of a service's own row say of doors and of whom it is for.
    fn terms_of_service(&self, record: &Record, row: &mut Row<Service>) {
        if let Some(text) = record.get("application_process") {
            let doors = doors::read(text);
            if !doors.is_empty() {
                row.claims.push(self.coded(&record.place, text));
                for door in doors {
                    if !row.access.contains(&door) {
                        row.access.push(door);
                    }
                }
            }
        }
        if let Some(text) = record.get("eligibility_description") {
            row.attributes.insert(self.attribute("eligibility"), text.to_owned());
        }
    }

    /// Reads the ages and the words of who may come, once the service is there.
    fn ages(&mut self, table: &Table, record: &Record, service: usize) {
        let place = eligible::Place { file: &table.file, line: record.line, place: &record.place };
        self.age_cells(&place, record, service);
        if let Some(text) = record.get("eligibility_description").map(str::to_owned) {
            self.eligibility(&place, &text, service);
        }
    }

    /// Who gives a service: its programme, else its organisation. An organisation that is
    /// in neither file nor package gets a row that says so, so that the service is kept.
    fn giver(
        &mut self,
        table: &mut Table,
        r: usize,
        record: &Record,
        kept: &mut BTreeMap<String, String>,
    ) -> Option<ActorId> {
        let of = |column: &str| record.points(column).next().map(str::to_owned);
        let (org, program) = (of("organization_id"), of("program_id"));
        let columns = ["organization_id", "program_id"].map(|c| record.columns.at(c));
        let mut giver = None;
        if let Some(id) = &program {
            self.referred.insert((Kind::Program, id.clone()));
            let here = self.actors.get(&(Kind::Program, id.clone())).map(|i| self.id_of(*i));
            giver = here.or_else(|| {
                let i = self.known_actor(Kind::Program, id, "")?;
                Some(self.with.known.actors[i].id.clone())
            });
            if giver.is_none() {
                kept.insert(self.attribute("program_id"), id.clone());
                let problem = nowhere(&table.file, "program_id", id, "programs");
                self.problems.push(problem.at_line(record.line).as_warning());
            }
        }
        if let Some(id) = &org {
            let above = self.organization(id, "");
            if above.is_none() || self.stand_ins.contains(id) {
                let problem = nowhere(&table.file, "organization_id", id, "organizations");
                self.problems.push(problem.at_line(record.line));
                kept.insert(self.attribute("organization_id"), id.clone());
            }
            let above =
                above.or_else(|| giver.clone()).unwrap_or_else(|| self.stand_in(record, id));
            if let Some(program) = &giver {
                self.agree(table, record, program, &above, kept);
            }
            giver = giver.or(Some(above));
        }
        for at in columns.into_iter().flatten() {
            table.settle(r, at, Fate::Used, None);
        }
        if giver.is_none() {
            let problem = Problem::error(
                &table.file,
                Text::new("insatsen har ingen organisation", "the service has no organisation"),
                Text::new("fyll i organization_id", "fill in organization_id"),
            )
            .in_column("organization_id");
            self.problems.push(table.reject(r, problem));
        }
        giver
    }

    /// A programme of another organisation than the service's own is told.
    fn agree(
        &mut self,
        table: &Table,
        record: &Record,
        program: &ActorId,
        org: &ActorId,
        kept: &mut BTreeMap<String, String>,
    ) {
        let above = self.network.actors.iter().find(|row| row.id == *program);
        let parent = above.and_then(|row| row.parent.clone());
        if program == org || parent.as_ref().is_none_or(|parent| parent == org) {
            return;
        }
        kept.insert(self.attribute("organization"), org.0.clone());
        let problem = Problem::error(
            &table.file,
            Text::new(
                format!("programmet {program} hör till en annan organisation än {org}"),
                format!("the programme {program} belongs to another organisation than {org}"),
            ),
            Text::new(
                "rätta program_id eller organization_id",
                "mend program_id or organization_id",
            ),
        );
        self.problems.push(problem.at_line(record.line).in_column("program_id").as_warning());
    }

    /// A row for an organisation of which only the id is known, so that its services are
    /// kept; the package may have made one before.
    fn stand_in(&mut self, record: &Record, id: &str) -> ActorId {
        let known = self.known_actor(Kind::Organization, id, &stand_in_name(id));
        let actor = match known {
            Some(i) => self.with.known.actors[i].value.clone(),
            None => Actor {
                id: self.fresh(&stand_in_name(id)).into(),
                name: stand_in_name(id),
                kind: Some(ActorKind::Organisation),
                ..Actor::default()
            },
        };
        let mut claim = self.claim(&record.place);
        claim.obtained = Obtained::Inferred;
        let mut row = Row { claims: vec![claim], ..Row::bare(actor) };
        row.attributes.insert(self.attribute("id"), id.to_owned());
        row.attributes.insert(self.attribute("stand_in"), "yes".to_owned());
        let made = row.id.clone();
        self.stand_ins.insert(id.to_owned());
        self.actors.insert((Kind::Organization, id.to_owned()), self.network.actors.len());
        self.network.actors.push(row);
        made
    }

    /// A service that is not given now is told.
    fn status(&mut self, table: &Table, record: &Record) {
        let Some(status) = record.get("status") else { return };
        if ["active", "aktiv"].contains(&status.to_lowercase().as_str()) {
            return;
        }
        let problem = Problem::error(
            &table.file,
            Text::new(
                format!("insatsen har status ”{status}” men tas med"),
                format!("the service has the status `{status}` and is read all the same"),
            ),
            Text::new(
                "ta bort raden om insatsen inte längre finns",
                "delete the row if the service is no longer given",
            ),
        );
        self.problems.push(problem.at_line(record.line).in_column("status").as_warning());
    }
}

/// What an organisation is called of which only the id is known.
fn stand_in_name(id: &str) -> String {
    format!("Okänd organisation {id}")
}
