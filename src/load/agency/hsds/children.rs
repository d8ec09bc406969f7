//! Tables about organisations and services: what they say is kept on the row they are
//! about, or told.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::core::{Hsds, Owner, nowhere};
use super::eligible::Place;
use super::table::{Kind, Record, Table};
use super::{private, terms};
use crate::load::problem::Problem;
use crate::load::receipt::{Fate, Why};
use crate::model::Function;
use crate::model::text::Text;

/// The tables whose rows other rows reach their owner by.
const LINKS: [(&str, Kind); 8] = [
    ("service_id", Kind::Service),
    ("service_at_location_id", Kind::ServiceAtLocation),
    ("program_id", Kind::Program),
    ("organization_id", Kind::Organization),
    ("location_id", Kind::Location),
    ("phone_id", Kind::Phone),
    ("contact_id", Kind::Contact),
    ("link_id", Kind::Link),
];

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

/// Where rows of the tables between lead.
#[derive(Default)]
struct Ways {
    owners: HashMap<(Kind, String), Vec<Owner>>,
    /// Names of terms, taxonomies and units: what an attribute says.
    names: HashMap<(Kind, String), String>,
}

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
                self.note_hiding();
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

    /// Where locations, services at locations, phones and contacts lead, and what terms
    /// are called.
    fn ways(&mut self) -> Ways {
        let mut ways = Ways::default();
        for (key, i) in &self.actors {
            ways.owners.insert(key.clone(), vec![Owner::Actor(*i)]);
        }
        for (id, i) in &self.services {
            ways.owners.insert((Kind::Service, id.clone()), vec![Owner::Service(*i)]);
        }
        for kind in [Kind::ServiceAtLocation, Kind::Location, Kind::Contact, Kind::Phone] {
            for table in self.tables.iter().filter(|table| table.kind == kind) {
                for record in &table.records {
                    let owners = owners(record, &ways);
                    ways.owners.entry((kind, record.key().to_owned())).or_default().extend(owners);
                }
            }
            if kind == Kind::ServiceAtLocation {
                self.services_of_locations(&mut ways);
            }
        }
        for list in ways.owners.values_mut() {
            let mut seen = HashSet::new();
            list.retain(|owner| seen.insert(*owner));
        }
        self.term_names(&mut ways);
        ways
    }

    /// Services lie at locations; the location's own organisation comes after them.
    fn services_of_locations(&self, ways: &mut Ways) {
        for table in self.tables.iter().filter(|table| table.kind == Kind::ServiceAtLocation) {
            for record in &table.records {
                let owners = ways.owners.get(&(Kind::ServiceAtLocation, record.key().to_owned()));
                let Some(owners) = owners.cloned() else { continue };
                for location in record.points("location_id") {
                    let at = (Kind::Location, location.to_owned());
                    ways.owners.entry(at).or_default().extend(owners.iter().copied());
                }
            }
        }
        // HSDS 1.0 places a service by a column of its own.
        for table in self.tables.iter().filter(|table| table.kind == Kind::Service) {
            for record in &table.records {
                let Some(&service) = self.services.get(record.key()) else { continue };
                for location in record.points("location_id") {
                    let at = (Kind::Location, location.to_owned());
                    ways.owners.entry(at).or_default().push(Owner::Service(service));
                }
            }
        }
    }

    /// What terms, taxonomies and units are called: `Taxonomy: Above > Term (code)`.
    fn term_names(&self, ways: &mut Ways) {
        let of = |kind: Kind| {
            let tables = self.tables.iter().filter(move |table| table.kind == kind);
            tables.flat_map(|table| &table.records)
        };
        for kind in [Kind::Taxonomy, Kind::Unit] {
            for record in of(kind) {
                let name = record.get("name").unwrap_or(record.key()).to_owned();
                ways.names.insert((kind, record.key().to_owned()), name);
            }
        }
        let terms: HashMap<&str, &Record> = of(Kind::Term).map(|r| (r.key(), r)).collect();
        for (id, record) in &terms {
            let mut path = vec![term_name(record)];
            let mut above = record.get("parent_id");
            while let Some(parent) = above.and_then(|id| terms.get(id)).filter(|_| path.len() < 8) {
                path.push(term_name(parent));
                above = parent.get("parent_id");
            }
            if path.len() == 1 {
                path.extend(record.get("parent_name"));
            }
            path.reverse();
            let whole =
                record.get("taxonomy").or_else(|| record.get("vocabulary")).map(str::to_owned);
            let whole = whole.or_else(|| {
                let id = record.points("taxonomy_id").next()?;
                ways.names.get(&(Kind::Taxonomy, id.to_owned())).cloned()
            });
            let code = record.get("code").or(Some(*id).filter(|id| is_code(id)));
            let mut name = path.join(" > ");
            if let Some(whole) = whole {
                name = format!("{whole}: {name}");
            }
            if let Some(code) = code {
                name = format!("{name} ({code})");
            }
            ways.names.insert((Kind::Term, (*id).to_owned()), name);
        }
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

    fn hides(&self, service: usize) -> bool {
        let row = &self.network.services[service];
        row.function == Some(Function::Protect) || private::hides(&row.name)
    }

    /// Notes the actors that have a service where people live in hiding.
    fn note_hiding(&mut self) {
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

    /// A term that is used has its place in the taxonomy, so those above it are used, too;
    /// one whose place leads nowhere is told.
    fn terms_above(&mut self) {
        let mut above: HashMap<String, (Option<String>, Option<String>)> = HashMap::new();
        let mut lost = Vec::new();
        let terms = self.tables.iter().filter(|table| table.kind == Kind::Term);
        let ids: HashSet<&str> = terms.clone().flat_map(|t| &t.records).map(Record::key).collect();
        let taxonomies = self.tables.iter().filter(|table| table.kind == Kind::Taxonomy);
        let taxonomies: HashSet<&str> =
            taxonomies.flat_map(|table| &table.records).map(Record::key).collect();
        for table in terms {
            for record in &table.records {
                let parent = record.get("parent_id").map(str::to_owned);
                let whole = record.points("taxonomy_id").next().map(str::to_owned);
                let told = [
                    // A name beside the id says what the id would.
                    ("parent_id", &parent, &ids, record.get("parent_name")),
                    ("taxonomy_id", &whole, &taxonomies, record.get("taxonomy")),
                ];
                for (column, id, known, name) in told {
                    let Some(id) = id.as_deref().filter(|id| !known.contains(id)) else { continue };
                    if name.is_none() {
                        let problem = nowhere(&table.file, column, id, "taxonomy");
                        lost.push(problem.at_line(record.line).as_warning());
                    }
                }
                above.insert(record.key().to_owned(), (parent, whole));
            }
        }
        self.problems.append(&mut lost);
        let used = self.referred.iter().filter(|(kind, _)| *kind == Kind::Term);
        let mut open: Vec<String> = used.map(|(_, id)| id.clone()).collect();
        while let Some(id) = open.pop() {
            let Some((parent, whole)) = above.get(&id) else { continue };
            if let Some(whole) = whole {
                self.referred.insert((Kind::Taxonomy, whole.clone()));
            }
            if let Some(parent) = parent
                && self.referred.insert((Kind::Term, parent.clone()))
            {
                open.push(parent.clone());
            }
        }
    }
}

/// Whom a row is about: the closest that any of its references leads to.
fn owners(record: &Record, ways: &Ways) -> Vec<Owner> {
    for (column, kind) in LINKS {
        let found: Vec<Owner> = match kind {
            Kind::Link => linked(record)
                .into_iter()
                .filter_map(|(kind, id)| ways.owners.get(&(kind, id.to_owned())))
                .next()
                .cloned()
                .unwrap_or_default(),
            kind => record
                .points(column)
                .filter_map(|id| ways.owners.get(&(kind, id.to_owned())))
                .flatten()
                .copied()
                .collect(),
        };
        let services: Vec<Owner> =
            found.iter().copied().filter(|o| matches!(o, Owner::Service(_))).collect();
        // What is said of a location is said of the services there, if there are any.
        if kind == Kind::Location && !services.is_empty() {
            return services;
        }
        if !found.is_empty() {
            return found;
        }
    }
    Vec::new()
}

/// The organisation of a location, or else those who are there.
fn own_or(record: &Record, ways: &Ways, kind: Kind) -> Vec<Owner> {
    let own: Vec<Owner> = record
        .points("organization_id")
        .filter_map(|id| ways.owners.get(&(Kind::Organization, id.to_owned())))
        .flatten()
        .copied()
        .collect();
    match own.is_empty() {
        true => ways.owners.get(&(kind, record.key().to_owned())).cloned().unwrap_or_default(),
        false => own,
    }
}

/// What an attribute may be linked to, the likeliest first.
fn linked(record: &Record) -> Vec<(Kind, &str)> {
    const ANY: [Kind; 5] =
        [Kind::Service, Kind::Organization, Kind::Program, Kind::Location, Kind::ServiceAtLocation];
    let named = ["link_entity", "link_type"].iter().filter_map(|column| record.get(column));
    let named: Vec<Kind> = named.map(Kind::named).filter(|kind| *kind != Kind::Other).collect();
    let kinds = if named.is_empty() { ANY.to_vec() } else { named };
    let ids = record.get("link_id").into_iter();
    ids.flat_map(|id| kinds.iter().map(move |kind| (*kind, id)).collect::<Vec<_>>()).collect()
}

/// The terms that a row of a linking table names.
fn term_of(record: &Record) -> Vec<&str> {
    let term: Vec<&str> = record.points("taxonomy_term_id").collect();
    if term.is_empty() { record.points("taxonomy_id").collect() } else { term }
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

fn term_name<'a>(record: &'a Record) -> &'a str {
    record.get("name").or_else(|| record.get("term")).unwrap_or(record.key())
}

/// The term itself, without the taxonomy, what is above it, and its code.
fn bare_term(name: &str) -> &str {
    let last = name.rsplit(" > ").next().unwrap_or(name);
    let bare =
        if name.contains(" > ") { last } else { last.split_once(": ").map_or(last, |s| s.1) };
    bare.rsplit_once(" (").filter(|(_, code)| code.ends_with(')')).map_or(bare, |(term, _)| term)
}

/// Whether an id is worth showing: the code of a taxonomy, not a number or a UUID.
fn is_code(id: &str) -> bool {
    id.len() < 32 && id.chars().any(char::is_alphabetic)
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
