//! The tables of HSDS, whatever they came in: CSV files, a zip of them, or nested JSON.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::private;
use crate::load::problem::Problem;
use crate::load::receipt::{Fate, Ledger, Why};

/// A table of HSDS.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the names of the specification")]
pub(in crate::load::agency) enum Kind {
    Organization,
    Program,
    Service,
    Location,
    ServiceAtLocation,
    Eligibility,
    ServiceArea,
    Cost,
    Document,
    Phone,
    Contact,
    Address,
    Schedule,
    Funding,
    Payment,
    Interpretation,
    Language,
    Accessibility,
    Identifier,
    Url,
    Capacity,
    Unit,
    Taxonomy,
    Term,
    Link,
    Metadata,
    TableDescription,
    Other,
}

/// Each table: what attributes of its rows are called, the column that leads to it, and
/// its names in the versions and in nested JSON.
const TABLES: &[(Kind, &str, &str, &[&str])] = &[
    (
        Kind::Organization,
        "organization",
        "organization_id",
        &["organization", "organizations", "organisation", "organisations"],
    ),
    (Kind::Program, "program", "program_id", &["program", "programs", "programme", "programmes"]),
    (Kind::Service, "service", "service_id", &["service", "services"]),
    (Kind::Location, "location", "location_id", &["location", "locations"]),
    (
        Kind::ServiceAtLocation,
        "service_at_location",
        "service_at_location_id",
        &["service_at_location", "services_at_location", "service_at_locations"],
    ),
    (
        Kind::Eligibility,
        "eligibility",
        "eligibility_id",
        &["eligibility", "eligibilities", "eligibilitys"],
    ),
    (Kind::ServiceArea, "service_area", "service_area_id", &["service_area", "service_areas"]),
    (Kind::Cost, "fee", "cost_option_id", &["fee", "fees", "cost_option", "cost_options"]),
    (
        Kind::Document,
        "required_document",
        "required_document_id",
        &["required_document", "required_documents"],
    ),
    (Kind::Phone, "phone", "phone_id", &["phone", "phones"]),
    (Kind::Contact, "contact", "contact_id", &["contact", "contacts"]),
    (
        Kind::Address,
        "address",
        "address_id",
        &[
            "address",
            "addresses",
            "physical_address",
            "physical_addresses",
            "postal_address",
            "postal_addresses",
        ],
    ),
    (
        Kind::Schedule,
        "schedule",
        "schedule_id",
        &[
            "schedule",
            "schedules",
            "regular_schedule",
            "regular_schedules",
            "holiday_schedule",
            "holiday_schedules",
        ],
    ),
    (Kind::Funding, "funding", "funding_id", &["funding", "fundings"]),
    (Kind::Payment, "payment", "payment_id", &["payment_accepted", "payments_accepted"]),
    (
        Kind::Interpretation,
        "interpretation",
        "interpretation_id",
        &["interpretation_services", "intepretation_services"],
    ),
    (Kind::Language, "language", "language_id", &["language", "languages"]),
    (
        Kind::Accessibility,
        "accessibility",
        "accessibility_id",
        &["accessibility", "accessibilities", "accessibility_for_disabilities"],
    ),
    (
        Kind::Identifier,
        "identifier",
        "identifier_id",
        &["organization_identifier", "organization_identifiers"],
    ),
    (Kind::Url, "url", "url_id", &["url", "urls", "additional_urls", "additional_websites"]),
    (
        Kind::Capacity,
        "capacity",
        "capacity_id",
        &["service_capacity", "service_capacities", "capacities"],
    ),
    (Kind::Unit, "unit", "unit_id", &["unit", "units"]),
    (Kind::Taxonomy, "taxonomy", "taxonomy_id", &["taxonomies", "taxonomy_detail"]),
    (
        Kind::Term,
        "taxonomy_term",
        "taxonomy_term_id",
        &["taxonomy", "taxonomy_term", "taxonomy_terms"],
    ),
    (
        Kind::Link,
        "taxonomy",
        "attribute_id",
        &[
            "attribute",
            "attributes",
            "service_attribute",
            "service_attributes",
            "other_attribute",
            "other_attributes",
            "service_taxonomy",
            "services_taxonomy",
            "service_taxonomys",
            "service_taxonomies",
            "link_taxonomy",
            "link_taxonomies",
        ],
    ),
    (Kind::Metadata, "metadata", "metadata_id", &["metadata"]),
    (
        Kind::TableDescription,
        "table_description",
        "table_description_id",
        &["meta_table_description", "meta_table_descriptions"],
    ),
    (Kind::Other, "other", "other_id", &[]),
];

impl Kind {
    /// The table of this name, with or without `.csv`; [`Kind::Other`] for none of HSDS.
    pub(in crate::load::agency) fn named(name: &str) -> Self {
        let name = name.trim().to_lowercase();
        let name = name.strip_suffix(".csv").unwrap_or(&name).replace([' ', '-'], "_");
        TABLES
            .iter()
            .find(|(.., names)| names.contains(&name.as_str()))
            .map_or(Kind::Other, |(kind, ..)| *kind)
    }

    fn entry(self) -> (&'static str, &'static str) {
        TABLES
            .iter()
            .find(|(kind, ..)| *kind == self)
            .map_or(("other", "other_id"), |(_, label, column, _)| (label, column))
    }

    /// What attributes made of its rows are called, after the prefix.
    pub(super) fn label(self) -> &'static str {
        self.entry().0
    }

    /// Whether rows of other tables point to rows of this one, so that ids must be unique.
    pub(super) fn is_pointed_to(self) -> bool {
        matches!(
            self,
            Kind::Organization
                | Kind::Program
                | Kind::Service
                | Kind::Location
                | Kind::ServiceAtLocation
                | Kind::Contact
                | Kind::Phone
                | Kind::Taxonomy
                | Kind::Term
                | Kind::Unit
        )
    }

    /// The column in which other tables point to it.
    pub(super) fn column(self) -> &'static str {
        self.entry().1
    }
}

/// The names of a table's columns.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::load::agency) struct Columns {
    names: Vec<String>,
    index: HashMap<String, usize>,
}

impl Columns {
    /// Columns by their names as they came; the first of a name is the one found by it.
    pub(in crate::load::agency) fn new(names: impl IntoIterator<Item = String>) -> Self {
        let mut columns = Self::default();
        for name in names {
            let plain = name.trim().to_lowercase().split_whitespace().collect::<Vec<_>>().join("_");
            columns.push(&plain);
        }
        columns
    }

    fn push(&mut self, name: &str) {
        self.index.entry(name.to_owned()).or_insert(self.names.len());
        self.names.push(name.to_owned());
    }

    /// A column's name.
    pub(super) fn name(&self, at: usize) -> &str {
        self.names.get(at).map_or("", String::as_str)
    }

    /// Where a column stands.
    pub(super) fn at(&self, name: &str) -> Option<usize> {
        self.index.get(name).copied()
    }

    /// Whether a column stands a second time under this name.
    pub(super) fn is_again(&self, at: usize) -> bool {
        self.at(self.name(at)) != Some(at)
    }
}

/// A cell and where it stands in the account of its table.
#[derive(Clone, Debug)]
pub(in crate::load::agency) struct Cell {
    /// The text as it came.
    pub(in crate::load::agency) text: String,
    /// Row in the account.
    pub(in crate::load::agency) entry: usize,
    /// Column in the account.
    pub(in crate::load::agency) column: usize,
}

/// A row.
#[derive(Clone, Debug)]
pub(in crate::load::agency) struct Record {
    /// Its number in the account of its table.
    pub(in crate::load::agency) entry: usize,
    /// Its line.
    pub(in crate::load::agency) line: u64,
    /// Its place, as claims write it.
    pub(in crate::load::agency) place: String,
    /// Its columns.
    pub(in crate::load::agency) columns: Arc<Columns>,
    /// Its cells, in the order of the columns.
    pub(in crate::load::agency) cells: Vec<Cell>,
    /// What it points to by where it stands: column and id.
    pub(in crate::load::agency) implied: Vec<(&'static str, String)>,
    /// What it is called by when it has no id.
    name: Option<String>,
}

impl Record {
    /// A row as it was read: its cells stand in the account in their order.
    pub(in crate::load::agency) fn new(
        entry: usize,
        line: u64,
        place: String,
        columns: Arc<Columns>,
        cells: Vec<String>,
    ) -> Self {
        let cell = |(column, text)| Cell { text, entry, column };
        let cells = cells.into_iter().enumerate().map(cell).collect();
        Self { entry, line, place, columns, cells, implied: Vec::new(), name: None }
    }

    /// A cell that says something, trimmed.
    pub(super) fn get(&self, column: &str) -> Option<&str> {
        self.text(self.columns.at(column)?)
    }

    /// A cell that says something, by its place.
    pub(super) fn text(&self, at: usize) -> Option<&str> {
        let cell = self.cells.get(at)?.text.trim();
        (!cell.is_empty()).then_some(cell)
    }

    /// What it points to in a column: by the cell, or else by where it stands.
    pub(super) fn points<'a>(&'a self, column: &'a str) -> impl Iterator<Item = &'a str> {
        let cell = self.get(column);
        let implied = self.implied.iter().filter(move |(name, _)| *name == column);
        cell.into_iter()
            .chain(implied.map(|(_, id)| id.as_str()).filter(move |id| Some(*id) != cell))
    }

    /// What other rows call it: its id, or else its place.
    pub(super) fn key(&self) -> &str {
        self.id().unwrap_or(&self.place)
    }

    /// Its id, or the name that stands for one.
    pub(super) fn id(&self) -> Option<&str> {
        self.get("id").or(self.name.as_deref())
    }

    /// Says that this row stands beside another in one line of a sheet: the other points
    /// to it when it is above it, else it points to the other.
    pub(in crate::load::agency) fn place_in(&mut self, other: &mut Record, kind: Kind, own: Kind) {
        let above = match own {
            Kind::Organization => kind != Kind::Organization,
            Kind::Program => kind == Kind::Service,
            Kind::Location | Kind::Term | Kind::Taxonomy | Kind::Unit => true,
            _ => false,
        };
        if above {
            self.name = self.get("name").map(|name| name.to_owned());
            other.implied.push((own.column(), self.key().to_owned()));
        } else {
            self.place = format!("{}/{}", self.place, own.label());
            self.implied.push((kind.column(), other.key().to_owned()));
        }
    }

    /// Takes the cells that a later row of the same id adds.
    pub(super) fn extend(&mut self, later: &Record) {
        let mut columns = Columns::clone(&self.columns);
        for (at, name, _) in later.said() {
            if self.get(name).is_some() {
                continue;
            }
            let cell = later.cells[at].clone();
            match columns.at(name) {
                Some(own) if own < self.cells.len() => self.cells[own] = cell,
                _ => {
                    columns.push(name);
                    self.cells.resize_with(columns.names.len() - 1, || Cell {
                        text: String::new(),
                        entry: cell.entry,
                        column: usize::MAX,
                    });
                    self.cells.push(cell);
                }
            }
        }
        self.columns = Arc::new(columns);
    }

    /// Its cells that say something: where they stand, the column's name, the text.
    pub(super) fn said(&self) -> impl Iterator<Item = (usize, &str, &str)> {
        (0..self.cells.len()).filter_map(|at| Some((at, self.columns.name(at), self.text(at)?)))
    }
}

/// A table, with its account.
#[derive(Debug)]
pub(in crate::load::agency) struct Table {
    /// Which table of HSDS.
    pub(in crate::load::agency) kind: Kind,
    /// The file, as problems name it.
    pub(in crate::load::agency) file: String,
    /// Its account.
    pub(in crate::load::agency) ledger: Ledger,
    /// Its rows.
    pub(in crate::load::agency) records: Vec<Record>,
    /// Rows left out whole, whose cells are settled for good.
    rejected: HashSet<usize>,
    /// Whether its cells stand in the account of another table.
    pub(in crate::load::agency) is_beside: bool,
}

impl Table {
    /// A table without rows.
    pub(in crate::load::agency) fn new(kind: Kind, file: &str, ledger: Ledger) -> Self {
        let (records, rejected) = (Vec::new(), HashSet::new());
        Self { kind, file: file.to_owned(), ledger, records, rejected, is_beside: false }
    }

    /// What becomes of a cell of a row beside another, whose account it is in.
    pub(in crate::load::agency) fn fate_beside(
        kind: Kind,
        column: &str,
        text: &str,
    ) -> (Fate, Option<Why>) {
        let person = kind == Kind::Contact && !["title", "department"].contains(&column);
        match person || private::is_cell(column, text) {
            true => (Fate::Ignored, Some(Why::Private)),
            false => (Fate::Used, None),
        }
    }

    /// Says what became of a cell.
    pub(in crate::load::agency) fn settle(
        &mut self,
        record: usize,
        at: usize,
        fate: Fate,
        why: Option<Why>,
    ) {
        if self.rejected.contains(&record) {
            return;
        }
        if let Some(cell) = self.records.get(record).and_then(|record| record.cells.get(at)) {
            self.ledger.resettle(cell.entry, cell.column, fate, why);
        }
    }

    /// Leaves a row out whole and gives the problem with the row in it.
    pub(in crate::load::agency) fn reject(&mut self, record: usize, problem: Problem) -> Problem {
        let Some(row) = self.records.get(record) else { return problem };
        let problem = problem.at_line(row.line);
        let texts: Vec<&str> = row.cells.iter().map(|cell| cell.text.as_str()).collect();
        let told = problem.clone().rejecting(texts.join(","));
        self.ledger.reject(row.entry, problem);
        self.rejected.insert(record);
        told
    }

    /// Settles a row's own id: used when something points to it.
    pub(super) fn settle_id(&mut self, record: usize, at: usize, used: bool) {
        match used {
            true => self.settle(record, at, Fate::Used, None),
            false => self.settle(record, at, Fate::Ignored, Some(Why::Unread)),
        }
    }

    /// Settles a row as a whole: every cell of it.
    pub(in crate::load::agency) fn settle_all(
        &mut self,
        record: usize,
        fate: Fate,
        why: Option<Why>,
    ) {
        let Some(row) = self.records.get(record) else { return };
        if !self.rejected.contains(&record) {
            self.ledger.settle_row(row.entry, fate, why);
        }
    }

    /// The table's name, as its attributes call it.
    pub(super) fn label(&self) -> String {
        match self.kind {
            Kind::Other => {
                let stem = self.file.to_lowercase();
                stem.strip_suffix(".csv").unwrap_or(&stem).replace([' ', '-'], "_")
            }
            kind => kind.label().to_owned(),
        }
    }
}
