//! Actors, forums and groups: the cells of two records in one row.

use std::collections::BTreeMap;

use super::Merged;
use crate::link::references::{Refers, Renamed};
use crate::model::{Actor, Alias, Attributes, Forum, Group, Network, Row, Text, Word};

/// The attribute under which a record keeps the ids of those that went into it.
pub const MERGED: &str = "merged";

/// Puts cells of a row where another's are empty, and keeps beside them what differs.
pub(super) struct Cells<'a> {
    /// The id of the row they come from.
    pub from: &'a str,
    /// Its name, for people.
    pub name: &'a str,
    pub attributes: &'a mut Attributes,
    pub told: &'a mut Vec<Text>,
    /// What ids that its cells hold are called.
    pub names: BTreeMap<String, String>,
    /// Columns that are no attributes.
    columns: Vec<&'static str>,
}

impl<'a> Cells<'a> {
    pub fn new(
        from: &'a str,
        name: &'a str,
        attributes: &'a mut Attributes,
        told: &'a mut Vec<Text>,
    ) -> Self {
        let (names, columns) = (BTreeMap::new(), vec!["id", "name", "claims"]);
        Self { from, name, attributes, told, names, columns }
    }

    /// Fills a cell that is empty; a cell that could not be read is not.
    fn fill<T: PartialEq>(
        &mut self,
        column: &'static str,
        ours: &mut Option<T>,
        theirs: Option<T>,
        shown: impl Fn(&T) -> String,
        said: impl Fn(&T) -> Text,
    ) {
        self.columns.push(column);
        let Some(theirs) = theirs else { return };
        if ours.is_none() && !self.attributes.contains_key(column) {
            *ours = Some(theirs);
        } else if ours.as_ref() != Some(&theirs) {
            self.hold(column, shown(&theirs), said(&theirs));
        }
    }

    fn text(&mut self, column: &'static str, ours: &mut Option<String>, theirs: Option<String>) {
        self.fill(column, ours, theirs, String::clone, |text| both(text));
    }

    fn word<W: Word + PartialEq>(
        &mut self,
        column: &'static str,
        ours: &mut Option<W>,
        theirs: Option<W>,
    ) {
        self.fill(column, ours, theirs, |word| word.slug().to_owned(), |word| word.label());
    }

    fn id<I: AsRef<str> + PartialEq>(
        &mut self,
        column: &'static str,
        ours: &mut Option<I>,
        theirs: Option<I>,
    ) {
        let name = theirs.as_ref().and_then(|id| self.names.get(id.as_ref())).cloned();
        let said = |id: &I| both(name.as_deref().unwrap_or(id.as_ref()));
        self.fill(column, ours, theirs, |id| id.as_ref().to_owned(), said);
    }

    /// Fills two cells that belong together, or neither.
    fn range<T: PartialEq + Copy + ToString>(
        &mut self,
        columns: [&'static str; 2],
        ours: [&mut Option<T>; 2],
        theirs: [Option<T>; 2],
    ) {
        let unread = columns.iter().any(|column| self.attributes.contains_key(*column));
        let [min, max] = ours;
        self.columns.extend(columns);
        if min.is_none() && max.is_none() && !unread {
            (*min, *max) = (theirs[0], theirs[1]);
        } else if theirs != [None, None] && theirs != [*min, *max] {
            for (column, cell) in columns.into_iter().zip(theirs) {
                if let Some(cell) = cell {
                    self.keep(column, cell.to_string());
                }
            }
        }
    }

    fn list<T: PartialEq>(&mut self, column: &'static str, ours: &mut Vec<T>, theirs: Vec<T>) {
        self.columns.push(column);
        union(ours, theirs);
    }

    /// Keeps a cell that differs, and tells it.
    pub fn keep(&mut self, column: &str, cell: String) {
        let said = both(&cell);
        self.hold(column, cell, said);
    }

    /// Keeps what differs as an attribute named after the row it comes from, and tells it
    /// as people say it.
    fn hold(&mut self, column: &str, cell: String, said: Text) {
        let (name, what) = (self.name, another(column));
        self.told.push(Text::new(
            format!("”{name}” har {}: {}", what.sv, said.sv),
            format!("“{name}” has {}: {}", what.en, said.en),
        ));
        let mut key = format!("{column}@{}", self.from);
        while self.attributes.get(&key).is_some_and(|kept| *kept != cell) {
            key.push('+');
        }
        self.attributes.insert(key, cell);
    }

    /// Cells that nothing here understands.
    pub fn rest(mut self, theirs: Attributes) {
        for (name, cell) in theirs {
            let known = self.attributes.get(&name);
            if name == "proposed" || known == Some(&cell) {
                continue;
            }
            if name == MERGED {
                let mine = known.cloned().unwrap_or_default();
                self.attributes.insert(name, joined(&mine, &cell, ";"));
            } else if known.is_some() || self.columns.contains(&name.as_str()) {
                self.keep(&name, cell);
            } else {
                self.attributes.insert(name, cell);
            }
        }
    }
}

fn both(text: &str) -> Text {
    Text::new(text, text)
}

fn yes_or_no(yes: &bool) -> Text {
    if *yes { Text::new("ja", "yes") } else { Text::new("nej", "no") }
}

/// What another cell in a column is called; of a column that is not ours, its own name.
fn another(column: &str) -> Text {
    let (sv, en) = match column {
        "kind" => ("en annan typ", "another kind"),
        "sector" => ("en annan sektor", "another sector"),
        "level" => ("en annan nivå", "another level"),
        "parent" => ("en annan överordnad", "another body above it"),
        "persons" => ("ett annat antal personer", "another number of persons"),
        "interviewed" => ("ett annat svar på om den intervjuats", "another answer to being asked"),
        "convener" => ("en annan sammankallande", "another convener"),
        "function" => ("en annan funktion", "another function"),
        "meetings_min" => ("ett annat minsta antal möten om året", "another least of meetings"),
        "meetings_max" => ("ett annat högsta antal möten om året", "another most of meetings"),
        "size" => ("en annan storlek", "another size"),
        "purpose" => ("ett annat syfte", "another purpose"),
        "members_complete" => {
            ("ett annat svar på om alla medlemmar är kända", "another answer to a full list")
        }
        "starts" => ("en annan start", "another start"),
        "ends" => ("ett annat slut", "another end"),
        "reports_to" => ("ett annat forum att rapportera till", "another forum to report to"),
        "age_min" => ("en annan lägsta ålder", "another least age"),
        "age_max" => ("en annan högsta ålder", "another greatest age"),
        "sex" => ("ett annat kön", "another sex"),
        "conditions" => ("andra villkor", "other conditions"),
        own => return both(own),
    };
    Text::new(sv, en)
}

/// Two cells in one; one that is empty adds nothing.
pub(super) fn joined(one: &str, other: &str, between: &str) -> String {
    let parts = [one, other].into_iter().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(between)
}

/// Adds what is not there yet.
pub(super) fn union<T: PartialEq>(ours: &mut Vec<T>, theirs: Vec<T>) {
    for one in theirs {
        if !ours.contains(&one) {
            ours.push(one);
        }
    }
}

/// A row of `actors`, `forums` or `groups`.
pub(super) trait Record: Refers + Clone {
    fn rows(network: &mut Network) -> &mut Vec<Row<Self>>;
    fn id(&self) -> &str;
    fn name(&self) -> &str;
    /// What stands above it.
    fn above(&self) -> (&'static str, Option<String>);
    fn cut(&mut self);
    /// The ids in cells that hold one.
    fn named(&self) -> Vec<&str>;
    fn fill(&mut self, theirs: Self, cells: &mut Cells);
    fn alias(&self, name: String) -> Alias;
}

impl Record for Actor {
    fn rows(network: &mut Network) -> &mut Vec<Row<Self>> {
        &mut network.actors
    }
    fn id(&self) -> &str {
        self.id.as_str()
    }
    fn name(&self) -> &str {
        &self.name
    }
    fn above(&self) -> (&'static str, Option<String>) {
        ("parent", self.parent.as_ref().map(|id| id.0.clone()))
    }
    fn cut(&mut self) {
        self.parent = None;
    }
    fn named(&self) -> Vec<&str> {
        self.parent.iter().map(|id| id.as_str()).collect()
    }
    fn fill(&mut self, theirs: Self, cells: &mut Cells) {
        cells.word("kind", &mut self.kind, theirs.kind);
        cells.word("sector", &mut self.sector, theirs.sector);
        cells.word("level", &mut self.level, theirs.level);
        cells.id("parent", &mut self.parent, theirs.parent);
        let number = |n: &u32| both(&n.to_string());
        cells.fill("persons", &mut self.persons, theirs.persons, u32::to_string, number);
        let shown = |yes: &bool| if *yes { "yes" } else { "no" }.to_owned();
        let (mine, other) = (self.interviewed, theirs.interviewed);
        // Asked once is asked.
        let asked = (mine == Some(false) && other == Some(true)).then_some(true);
        cells.fill("interviewed", &mut self.interviewed, other, shown, yes_or_no);
        self.interviewed = asked.or(self.interviewed);
        cells.list("meets", &mut self.meets, theirs.meets);
    }
    fn alias(&self, name: String) -> Alias {
        Alias { actor: Some(self.id.clone()), name, ..Alias::default() }
    }
}

impl Record for Forum {
    fn rows(network: &mut Network) -> &mut Vec<Row<Self>> {
        &mut network.forums
    }
    fn id(&self) -> &str {
        self.id.as_str()
    }
    fn name(&self) -> &str {
        &self.name
    }
    fn above(&self) -> (&'static str, Option<String>) {
        ("reports_to", self.reports_to.as_ref().map(|id| id.0.clone()))
    }
    fn cut(&mut self) {
        self.reports_to = None;
    }
    fn named(&self) -> Vec<&str> {
        let named = self.convener.iter().map(|id| id.as_str());
        named.chain(self.reports_to.iter().map(|id| id.as_str())).collect()
    }
    fn fill(&mut self, theirs: Self, cells: &mut Cells) {
        cells.id("convener", &mut self.convener, theirs.convener);
        cells.word("function", &mut self.function, theirs.function);
        cells.word("level", &mut self.level, theirs.level);
        let (ours, new) = (&mut self.meetings_per_year, theirs.meetings_per_year);
        let columns = ["meetings_min", "meetings_max"];
        cells.range(columns, [&mut ours.min, &mut ours.max], [new.min, new.max]);
        let number = |n: &u32| both(&n.to_string());
        cells.fill("size", &mut self.size, theirs.size, u32::to_string, number);
        cells.text("purpose", &mut self.purpose, theirs.purpose);
        cells.list("groups", &mut self.groups, theirs.groups);
        let shown = |yes: &bool| if *yes { "yes" } else { "no" }.to_owned();
        let (ours, new) = (&mut self.members_complete, theirs.members_complete);
        cells.fill("members_complete", ours, new, shown, yes_or_no);
        cells.text("starts", &mut self.starts, theirs.starts);
        cells.text("ends", &mut self.ends, theirs.ends);
        cells.id("reports_to", &mut self.reports_to, theirs.reports_to);
    }
    fn alias(&self, name: String) -> Alias {
        Alias { forum: Some(self.id.clone()), name, ..Alias::default() }
    }
}

impl Record for Group {
    fn rows(network: &mut Network) -> &mut Vec<Row<Self>> {
        &mut network.groups
    }
    fn id(&self) -> &str {
        self.id.as_str()
    }
    fn name(&self) -> &str {
        &self.name
    }
    fn above(&self) -> (&'static str, Option<String>) {
        ("parent", self.parent.as_ref().map(|id| id.0.clone()))
    }
    fn cut(&mut self) {
        self.parent = None;
    }
    fn named(&self) -> Vec<&str> {
        self.parent.iter().map(|id| id.as_str()).collect()
    }
    fn fill(&mut self, theirs: Self, cells: &mut Cells) {
        cells.id("parent", &mut self.parent, theirs.parent);
        let (ours, new) = (&mut self.age, theirs.age);
        cells.range(["age_min", "age_max"], [&mut ours.min, &mut ours.max], [new.min, new.max]);
        cells.word("sex", &mut self.sex, theirs.sex);
        // Conditions of both would make the group narrower than either.
        cells.columns.push("conditions");
        if self.conditions.is_empty() && !cells.attributes.contains_key("conditions") {
            self.conditions = theirs.conditions;
        } else if !theirs.conditions.is_empty() && theirs.conditions != self.conditions {
            cells.keep("conditions", theirs.conditions.join(";"));
        }
    }
    fn alias(&self, name: String) -> Alias {
        Alias { group: Some(self.id.clone()), name, ..Alias::default() }
    }
}

/// Puts the rows of a cluster into its first, and their names among its other names. What
/// they refer to has its new ids already.
pub(super) fn join<R: Record>(network: &mut Network, rows: &[usize], merged: &mut Merged) {
    let [first, others @ ..] = rows else { return };
    let mut aliases: Vec<Row<Alias>> = Vec::new();
    for &row in others {
        let other = R::rows(network)[row].clone();
        let named = other.value.named().into_iter();
        let names = named.map(|id| (id.to_owned(), network.name_of(id).to_owned())).collect();
        let ours = &mut R::rows(network)[*first];
        let (id, name) = (other.value.id().to_owned(), other.value.name().to_owned());
        if ours.value.name() != name {
            let alias =
                Alias { kind: Some("variant".to_owned()), ..ours.value.alias(name.clone()) };
            aliases.push(Row { claims: other.claims.clone(), ..Row::bare(alias) });
        }
        let mut cells = Cells::new(&id, &name, &mut ours.attributes, &mut merged.told);
        cells.names = names;
        ours.value.fill(other.value, &mut cells);
        cells.rest(other.attributes);
        let before = ours.attributes.get(MERGED).cloned().unwrap_or_default();
        ours.attributes.insert(MERGED.to_owned(), joined(&before, &id, ";"));
        union(&mut ours.claims, other.claims);
        merged.absorbed.push(id);
    }
    for alias in aliases {
        add_alias(network, alias);
    }
}

/// Adds a name; one that its bearer has already gains the claims.
fn add_alias(network: &mut Network, new: Row<Alias>) {
    let known = network.aliases.iter_mut().find(|row| bears(row, &new));
    match known {
        Some(row) => union(&mut row.claims, new.claims),
        None => network.aliases.push(new),
    }
}

/// Whether two rows give one bearer the same name.
pub(super) fn bears(one: &Alias, other: &Alias) -> bool {
    (&one.actor, &one.forum, &one.group, &one.name)
        == (&other.actor, &other.forum, &other.group, &other.name)
}

/// Takes a record from under itself: nothing stands above what it went into.
pub(super) fn uncircle<R: Record>(network: &mut Network, id: &str, merged: &mut Merged) {
    let rows = R::rows(network);
    let mut at = id.to_owned();
    let mut column = "";
    for _ in 0..=rows.len() {
        let Some(row) = rows.iter_mut().find(|row| row.value.id() == at) else { return };
        let (named, Some(up)) = row.value.above() else { return };
        (at, column) = (up, named);
        if at == id {
            break;
        }
    }
    if at != id {
        return;
    }
    if let Some(row) = rows.iter_mut().find(|row| row.value.id() == id) {
        let (_, Some(up)) = row.value.above() else { return };
        row.value.cut();
        row.attributes.insert(format!("{column}@{id}"), up.clone());
        let name = network.name_of(&up);
        merged.told.push(Text::new(
            format!("att ”{name}” är överordnad utgår: posten skulle annars stå över sig själv"),
            format!("that “{name}” is above it is left out: the record would stand above itself"),
        ));
    }
}

/// Gives every row's references new ids; which rows that changed.
pub(super) fn rename<T: Refers + Clone + PartialEq>(
    rows: &mut [Row<T>],
    names: &Renamed,
) -> Vec<bool> {
    let change = |row: &mut Row<T>| {
        let before = row.value.clone();
        row.value.rename(names);
        row.value != before
    };
    rows.iter_mut().map(change).collect()
}
