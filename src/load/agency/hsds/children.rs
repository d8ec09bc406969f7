//! Tables about organisations and services: what they say is kept on the row they are
//! about, or told.

use std::collections::{BTreeMap, BTreeSet};

use super::core::{Hsds, Owner, nowhere};
use super::eligible::Place;
use super::table::{Kind, Record, Table};
use super::ways::{LINKS, Ways, bare_term, linked, own_or, owners, term_of};
use super::{private, terms};
use crate::load::problem::Problem;
use crate::load::receipt::{Fate, Why};
use crate::model::Function;
use crate::model::text::Text;

/// Tables in the order in which they are settled: what decides where people hide comes
/// before the tables that tell where it is.
const ORDER: [Kind; 20] = [
    Kind::Link,
    Kind::Eligibility,
    Kind::ServiceArea,
    Kind::Cost,
    Kind::Document,
    Kind::Contact,
    Kind::Phone,
    Kind::Language,
    Kind::Interpretation,
    Kind::Schedule,
    Kind::Funding,
    Kind::Payment,
    Kind::Identifier,
    Kind::Url,
    Kind::Capacity,
    Kind::Other,
    Kind::ServiceAtLocation,
    Kind::Location,
    Kind::Address,
    Kind::Accessibility,
];

/// A reference that leads nowhere.
struct Lost {
    column: String,
    id: String,
    problem: Problem,
}

/// What is kept on each row, by the name of the attribute.
type Kept = BTreeMap<(Owner, String), Vec<String>>;

impl Hsds<'_> {
    /// Reads every table that is neither organisations, programmes nor services.
    pub(super) fn children(&mut self) {
        let ways = self.ways();
        let mut kept = Kept::new();
        let mut functions: BTreeMap<usize, BTreeSet<Function>> = BTreeMap::new();
        self.taxonomy_ids(&ways, &mut kept, &mut functions);
        for kind in ORDER {
            if kind == Kind::ServiceAtLocation {
                self.take_functions(&functions);
                self.note_hiding(&functions);
            }
            self.each(kind, |hsds, table, r| {
                hsds.child(table, r, &ways, &mut kept, &mut functions);
            });
        }
        self.take_functions(&functions);
        for ((owner, name), texts) in kept {
            let attributes = match owner {
                Owner::Actor(i) => &mut self.network.actors[i].attributes,
                Owner::Service(i) => &mut self.network.services[i].attributes,
            };
            let text = texts.join(" | ");
            let name = format!("{}.{name}", self.prefix);
            match attributes.get_mut(&name) {
                Some(before) => *before = format!("{before} | {text}"),
                None => drop(attributes.insert(name, text)),
            }
        }
        self.told_only();
    }

    /// Terms that a service lists in a cell, as HSDS 1.0 does.
    fn taxonomy_ids(
        &mut self,
        ways: &Ways,
        kept: &mut Kept,
        functions: &mut BTreeMap<usize, BTreeSet<Function>>,
    ) {
        self.each(Kind::Service, |hsds, table, r| {
            let record = table.records[r].clone();
            let Some(at) = record.columns.at("taxonomy_ids") else { return };
            let Some(text) = record.text(at) else { return };
            table.settle(r, at, Fate::Used, None);
            let Some(&service) = hsds.services.get(record.key()) else { return };
            let ids = text.trim_matches(['[', ']', '{', '}']).split([',', ';', '|']);
            for id in ids.map(|id| id.trim().trim_matches('"')).filter(|id| !id.is_empty()) {
                hsds.referred.insert((Kind::Term, id.to_owned()));
                let owner = (Owner::Service(service), Kind::Link.label().to_owned());
                let Some(name) = ways.names.get(&(Kind::Term, id.to_owned())) else {
                    kept.entry(owner).or_default().push(id.to_owned());
                    let problem = nowhere(&table.file, "taxonomy_ids", id, "taxonomy");
                    hsds.problems.push(problem.at_line(record.line).as_warning());
                    continue;
                };
                kept.entry(owner).or_default().push(name.clone());
                hsds.term(&record.place, bare_term(name), service, functions);
            }
        });
    }

    /// A term on a service: what it says that the service does.
    fn term(
        &mut self,
        place: &str,
        term: &str,
        service: usize,
        functions: &mut BTreeMap<usize, BTreeSet<Function>>,
    ) {
        let Some(function) = terms::function(term) else { return };
        functions.entry(service).or_default().insert(function);
        let claim = self.coded(place, term);
        let claims = &mut self.network.services[service].claims;
        if !claims.contains(&claim) {
            claims.push(claim);
        }
    }

    /// Functions on which all terms of a service agree.
    fn take_functions(&mut self, functions: &BTreeMap<usize, BTreeSet<Function>>) {
        for (service, said) in functions {
            if let (Some(one), 1) = (said.first(), said.len()) {
                self.network.services[*service].value.function = Some(*one);
            }
        }
    }

    /// One row about others: kept on them, or left out whole when nobody is found.
    fn child(
        &mut self,
        table: &mut Table,
        r: usize,
        ways: &Ways,
        kept: &mut Kept,
        functions: &mut BTreeMap<usize, BTreeSet<Function>>,
    ) {
        let record = table.records[r].clone();
        let owners = match table.kind {
            // A location belongs to its organisation; without one, to the services there.
            Kind::Location => own_or(&record, ways, Kind::Location),
            _ => owners(&record, ways),
        };
        let mut lost = self.follow(table, r, &record, ways);
        if owners.is_empty() {
            if table.kind == Kind::Other && lost.is_empty() {
                table.settle_all(r, Fate::Ignored, Some(Why::Unread));
                return;
            }
            let first = (!lost.is_empty()).then(|| lost.swap_remove(0).problem);
            let problem = first.unwrap_or_else(|| ownerless(&table.file));
            self.problems.push(table.reject(r, problem));
            return;
        }
        let hidden = matches!(table.kind, Kind::Location | Kind::Address)
            && self.is_hidden(&record, ways, &owners);
        let personal = matches!(table.kind, Kind::Contact)
            || (table.kind == Kind::Phone && record.points("contact_id").next().is_some());
        let mut said: Vec<(String, String)> = Vec::new();
        for (at, name, text) in record.said() {
            if name == "id" || LINKS.iter().any(|(link, _)| *link == name) {
                continue;
            }
            let private = private::is_cell(name, text)
                || (hidden && private::tells_where(name, text))
                || (personal && !["title", "department"].contains(&name));
            if private {
                table.settle(r, at, Fate::Ignored, Some(Why::Private));
                continue;
            }
            table.settle(r, at, Fate::Used, None);
            if name.is_empty() {
                table.settle(r, at, Fate::Rejected, Some(Why::NoHeader));
            } else if !is_reference(name, table.kind) {
                said.push((name.to_owned(), text.to_owned()));
            }
        }
        table.settle_all(r, Fate::Used, None);
        self.named(table.kind, &record, ways, &mut said);
        for Lost { column, id, problem } in lost {
            self.problems.push(problem.at_line(record.line).as_warning());
            if !said.iter().any(|(_, text)| *text == id) {
                said.push((column, id));
            }
        }
        let text = match said.as_slice() {
            [] => return,
            [(_, only)] => only.clone(),
            several => {
                let texts: Vec<String> = several.iter().map(|(n, t)| format!("{n}: {t}")).collect();
                texts.join(", ")
            }
        };
        for owner in owners {
            let texts = kept.entry((owner, table.label())).or_default();
            if !texts.contains(&text) {
                texts.push(text.clone());
            }
            let Owner::Service(service) = owner else { continue };
            match table.kind {
                Kind::Eligibility => {
                    let place =
                        Place { file: &table.file, line: record.line, place: &record.place };
                    self.age_cells(&place, &record, service);
                    if let Some(words) = record.get("eligibility").map(str::to_owned) {
                        self.eligibility(&place, &words, service);
                    }
                }
                Kind::Link => {
                    for id in term_of(&record) {
                        if let Some(name) = ways.names.get(&(Kind::Term, id.to_owned())) {
                            self.term(&record.place, bare_term(name), service, functions);
                        }
                    }
                }
                _ => {}
            }
        }
    }

    /// Follows the references of a row; those that lead nowhere come back with a problem.
    fn follow(&mut self, table: &mut Table, r: usize, record: &Record, ways: &Ways) -> Vec<Lost> {
        let mut lost = Vec::new();
        for (at, name, id) in record.said() {
            let target = match LINKS.iter().find(|(link, _)| *link == name) {
                Some((_, kind)) => *kind,
                None if is_reference(name, table.kind) => term_kind(name, table.kind),
                None => continue,
            };
            let found = match target {
                Kind::Link => linked(record).into_iter().any(|(kind, id)| {
                    let known = ways.owners.contains_key(&(kind, id.to_owned()));
                    if known {
                        self.referred.insert((kind, id.to_owned()));
                    }
                    known
                }),
                kind => {
                    let key = (kind, id.to_owned());
                    ways.owners.contains_key(&key) || ways.names.contains_key(&key)
                }
            };
            table.settle(r, at, Fate::Used, None);
            if found {
                self.referred.insert((target, id.to_owned()));
            } else {
                let problem = nowhere(&table.file, name, id, target.label());
                lost.push(Lost { column: name.to_owned(), id: id.to_owned(), problem });
            }
        }
        lost
    }

    /// What a row that stands for a term, a taxonomy or a place says by name.
    fn named(&self, kind: Kind, record: &Record, ways: &Ways, said: &mut Vec<(String, String)>) {
        let name = |kind: Kind, id: &str| ways.names.get(&(kind, id.to_owned())).cloned();
        match kind {
            Kind::Link => {
                let terms = term_of(record).into_iter();
                let names = terms.map(|id| name(Kind::Term, id).unwrap_or_else(|| id.to_owned()));
                let mut before: Vec<_> = names.map(|name| ("term".to_owned(), name)).collect();
                said.retain(|(name, _)| !["link_type", "link_entity"].contains(&name.as_str()));
                before.append(said);
                *said = before;
            }
            Kind::Capacity => {
                let units = record.points("unit_id").filter_map(|id| name(Kind::Unit, id));
                said.extend(units.map(|name| ("unit".to_owned(), name)));
            }
            _ => {}
        }
    }

    /// Whether a place is one where people live in hiding: by the name of who owns it, by
    /// what any service there does, or by what its organisation does elsewhere.
    fn is_hidden(&self, record: &Record, ways: &Ways, owners: &[Owner]) -> bool {
        let mut all: Vec<Owner> = owners.to_vec();
        let own = (Kind::Location, record.key().to_owned());
        let at = record.points("location_id").map(|id| (Kind::Location, id.to_owned()));
        for key in at.chain([own]) {
            all.extend(ways.owners.get(&key).into_iter().flatten());
        }
        all.iter().any(|owner| match owner {
            Owner::Service(i) => self.hides(*i),
            Owner::Actor(i) => {
                let actor = &self.network.actors[*i];
                private::hides(&actor.name) || self.hiding.contains(actor.id.as_str())
            }
        })
    }

    /// Whether a service is given where people live in hiding: any of its terms says so,
    /// whatever the others say, or its name does.
    fn hides(&self, service: usize) -> bool {
        let row = &self.network.services[service];
        self.sheltering.contains(&service)
            || row.function == Some(Function::Protect)
            || private::hides(&row.name)
    }

    /// Notes the services where people live in hiding, and the actors that have one.
    fn note_hiding(&mut self, functions: &BTreeMap<usize, BTreeSet<Function>>) {
        let protects = functions.iter().filter(|(_, said)| said.contains(&Function::Protect));
        self.sheltering = protects.map(|(service, _)| *service).collect();
        let services = 0..self.network.services.len();
        let hiding = services.filter(|i| self.hides(*i));
        self.hiding = hiding.map(|i| self.network.services[i].actor.0.clone()).collect();
    }

    /// Rows that nothing of ours holds: logs, descriptions of tables, terms nobody uses.
    /// An id is used when something points to it.
    fn told_only(&mut self) {
        for kind in [Kind::Metadata, Kind::TableDescription] {
            self.each(kind, |_, table, r| {
                let record = table.records[r].clone();
                for (at, ..) in record.said().filter(|(_, name, _)| *name == "updated_by") {
                    table.settle(r, at, Fate::Ignored, Some(Why::Private));
                }
                table.settle_all(r, Fate::Ignored, Some(Why::Unread));
            });
        }
        self.terms_above();
        for kind in [Kind::Term, Kind::Taxonomy, Kind::Unit] {
            self.each(kind, |hsds, table, r| {
                let record = table.records[r].clone();
                let used = hsds.referred.contains(&(kind, record.key().to_owned()));
                let names = [
                    "id",
                    "name",
                    "term",
                    "code",
                    "parent_id",
                    "parent_name",
                    "taxonomy",
                    "vocabulary",
                    "taxonomy_id",
                ];
                for (at, name, _) in record.said() {
                    match used && names.contains(&name) {
                        true => table.settle(r, at, Fate::Used, None),
                        false => table.settle(r, at, Fate::Ignored, Some(Why::Unread)),
                    }
                }
                let of_row =
                    if used { (Fate::Used, None) } else { (Fate::Ignored, Some(Why::Unread)) };
                table.settle_all(r, of_row.0, of_row.1);
            });
        }
        for t in 0..self.tables.len() {
            let kind = self.tables[t].kind;
            for r in 0..self.tables[t].records.len() {
                let record = &self.tables[t].records[r];
                let own = matches!(kind, Kind::Organization | Kind::Program | Kind::Service);
                let Some(at) = record.columns.at("id").filter(|_| !own) else { continue };
                let used = self.referred.contains(&(kind, record.key().to_owned()));
                self.tables[t].settle_id(r, at, used);
            }
        }
    }
}

/// Whether a column points to what an attribute is called by.
fn is_reference(column: &str, kind: Kind) -> bool {
    match kind {
        Kind::Link => matches!(column, "taxonomy_term_id" | "taxonomy_id"),
        Kind::Capacity => column == "unit_id",
        _ => false,
    }
}

fn term_kind(column: &str, kind: Kind) -> Kind {
    match (kind, column) {
        (Kind::Capacity, _) => Kind::Unit,
        _ => Kind::Term,
    }
}

fn ownerless(file: &str) -> Problem {
    Problem::error(
        file,
        Text::new(
            "raden säger inte vilken insats eller organisation den gäller",
            "the row does not say which service or organisation it is about",
        ),
        Text::new(
            "fyll i service_id eller organization_id",
            "fill in service_id or organization_id",
        ),
    )
}
