//! Where rows lead: from a phone, a schedule or a term to the services and actors it is
//! about, and what terms are called.

use std::collections::{HashMap, HashSet};

use super::core::{Hsds, Owner, nowhere};
use super::table::{Kind, Record};

/// The tables whose rows other rows reach their owner by.
pub(super) const LINKS: [(&str, Kind); 8] = [
    ("service_id", Kind::Service),
    ("service_at_location_id", Kind::ServiceAtLocation),
    ("program_id", Kind::Program),
    ("organization_id", Kind::Organization),
    ("location_id", Kind::Location),
    ("phone_id", Kind::Phone),
    ("contact_id", Kind::Contact),
    ("link_id", Kind::Link),
];

/// Where rows of the tables between lead.
#[derive(Default)]
pub(super) struct Ways {
    pub(super) owners: HashMap<(Kind, String), Vec<Owner>>,
    /// Names of terms, taxonomies and units: what an attribute says.
    pub(super) names: HashMap<(Kind, String), String>,
}

impl Hsds<'_> {
    /// Where locations, services at locations, phones and contacts lead, and what terms
    /// are called.
    pub(super) fn ways(&mut self) -> Ways {
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

    /// A term that is used has its place in the taxonomy, so those above it are used, too;
    /// one whose place leads nowhere is told.
    pub(super) fn terms_above(&mut self) {
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
pub(super) fn owners(record: &Record, ways: &Ways) -> Vec<Owner> {
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
pub(super) fn own_or(record: &Record, ways: &Ways, kind: Kind) -> Vec<Owner> {
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
pub(super) fn linked(record: &Record) -> Vec<(Kind, &str)> {
    const ANY: [Kind; 5] =
        [Kind::Service, Kind::Organization, Kind::Program, Kind::Location, Kind::ServiceAtLocation];
    let named = ["link_entity", "link_type"].iter().filter_map(|column| record.get(column));
    let named: Vec<Kind> = named.map(Kind::named).filter(|kind| *kind != Kind::Other).collect();
    let kinds = if named.is_empty() { ANY.to_vec() } else { named };
    let ids = record.get("link_id").into_iter();
    ids.flat_map(|id| kinds.iter().map(move |kind| (*kind, id)).collect::<Vec<_>>()).collect()
}

/// The terms that a row of a linking table names.
pub(super) fn term_of(record: &Record) -> Vec<&str> {
    let term: Vec<&str> = record.points("taxonomy_term_id").collect();
    if term.is_empty() { record.points("taxonomy_id").collect() } else { term }
}

pub(super) fn term_name(record: &Record) -> &str {
    record.get("name").or_else(|| record.get("term")).unwrap_or(record.key())
}

/// The term itself, without the taxonomy, what is above it, and its code.
pub(super) fn bare_term(name: &str) -> &str {
    let last = name.rsplit(" > ").next().unwrap_or(name);
    let bare =
        if name.contains(" > ") { last } else { last.split_once(": ").map_or(last, |s| s.1) };
    bare.rsplit_once(" (").filter(|(_, code)| code.ends_with(')')).map_or(bare, |(term, _)| term)
}

/// Whether an id is worth showing: the code of a taxonomy, not a number or a UUID.
pub(super) fn is_code(id: &str) -> bool {
    id.len() < 32 && id.chars().any(char::is_alphabetic)
}
