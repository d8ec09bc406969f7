//! Applying changes to a network.

use super::known::Known;
use super::removal::{self, Gone};
use crate::load::columns::{columns, label};
use crate::load::draft::{Slugs, slug};
use crate::load::package::{Kind, Need, Table, nearest};
use crate::load::problem::Problem;
use crate::model::text::Word;
use crate::model::{
    Actor, Affiliation, Change, Deed, Edit, Forum, How, Mandate, Network, Referral, Row, Service,
    Text, Thing, Tie,
};

/// A network with changes applied.
#[derive(Clone, Debug, Default)]
pub struct Applied {
    /// The network as it would be.
    pub network: Network,
    /// Ids of rows that are of the scenario alone; they have no claims.
    pub added: Vec<String>,
    /// Ids of rows that are gone.
    pub removed: Vec<String>,
    /// What else follows.
    pub consequences: Vec<Text>,
}

/// Additions in the order in which they can refer to one another.
const ORDER: [Thing; 7] = [
    Thing::Actor,
    Thing::Forum,
    Thing::Service,
    Thing::Seat,
    Thing::Referral,
    Thing::Tie,
    Thing::Mandate,
];

/// The network as it would be after some changes.
///
/// Additions come first, then changes, then removals, whatever their order in the file. An
/// id may be a name or another name. A removed actor takes its units, and what belongs to
/// them: seats, ties, referrals, services and duties. A door that only they could grant
/// shuts; a service without a door left is gone, too.
///
/// # Errors
/// Every [`Problem`] of every change: where, what, and what next. Then nothing is applied.
///
/// # Cost
/// That of a copy of the network; O(changes × rows).
pub fn apply(network: &Network, changes: &[Change]) -> Result<Applied, Vec<Problem>> {
    let mut hand = Hand {
        known: Known::new(network),
        slugs: Slugs::of(network),
        made: Applied { network: network.clone(), ..Applied::default() },
        problems: Vec::new(),
    };
    let added: Vec<&Change> = changes.iter().filter(|c| c.deed == Deed::Add).collect();
    let ids: Vec<(&Change, String)> =
        added.into_iter().map(|change| (change, hand.named(change))).collect();
    for thing in ORDER {
        for (change, id) in ids.iter().filter(|(change, _)| change.thing == thing) {
            hand.add(change, id);
        }
    }
    for change in changes.iter().filter(|c| c.deed == Deed::Change) {
        hand.change(change);
    }
    let mut gone = Gone::default();
    for change in changes.iter().filter(|c| c.deed == Deed::Remove) {
        hand.remove(change, &mut gone);
    }
    if !hand.problems.is_empty() {
        return Err(hand.problems);
    }
    removal::take(&mut hand.made, gone);
    Ok(hand.made)
}

struct Hand {
    known: Known,
    slugs: Slugs,
    made: Applied,
    problems: Vec<Problem>,
}

fn table(thing: Thing) -> &'static str {
    match thing {
        Thing::Actor => Actor::NAME,
        Thing::Forum => Forum::NAME,
        Thing::Seat => Affiliation::NAME,
        Thing::Service => Service::NAME,
        Thing::Referral => Referral::NAME,
        Thing::Tie => Tie::NAME,
        Thing::Mandate => Mandate::NAME,
    }
}

impl Hand {
    fn problem(&mut self, line: Option<u64>, column: Option<&str>, what: Text, next: Text) {
        let mut problem = Problem::error("", what, next);
        problem.line = line;
        problem.column = column.map(str::to_owned);
        self.problems.push(problem);
    }

    /// The id that an added row gets, noted under its name.
    fn named(&mut self, change: &Change) -> String {
        let name = change.set("name").or(change.set("about")).unwrap_or_default();
        let ends = ["from", "to"].map(|end| change.set(end).unwrap_or_default()).join("-");
        let id = match &change.id {
            Some(id) if self.slugs.take(id) && slug(id) == *id => id.clone(),
            Some(id) => {
                let (what, next) = match slug(id) == *id {
                    true => (
                        Text::new(
                            format!("id ”{id}” finns redan"),
                            format!("the id `{id}` is in use"),
                        ),
                        Text::new(
                            "välj ett annat id, eller ändra det som redan finns",
                            "choose another id, or change what is there already",
                        ),
                    ),
                    false => (
                        Text::new(
                            format!("”{id}” kan inte vara ett id"),
                            format!("`{id}` cannot be an id"),
                        ),
                        Text::new(
                            format!(
                                "skriv små bokstäver a–z, siffror och bindestreck: {}",
                                slug(id)
                            ),
                            format!("write lower case a–z, digits and hyphens: {}", slug(id)),
                        ),
                    ),
                };
                self.problem(change.line, Some("id"), what, next);
                return id.clone();
            }
            None => self.slugs.fresh(if name.is_empty() { &ends } else { name }),
        };
        if matches!(change.thing, Thing::Actor | Thing::Forum | Thing::Service) {
            self.known.add(table(change.thing), &id, name);
        }
        id
    }

    fn add(&mut self, change: &Change, id: &str) {
        match change.thing {
            Thing::Actor => self.add_row::<Actor>(change, id),
            Thing::Forum => self.add_row::<Forum>(change, id),
            Thing::Seat => self.add_row::<Affiliation>(change, id),
            Thing::Service => self.add_row::<Service>(change, id),
            Thing::Referral => self.add_row::<Referral>(change, id),
            Thing::Tie => self.add_row::<Tie>(change, id),
            Thing::Mandate => self.add_row::<Mandate>(change, id),
        }
    }

    fn add_row<T: Table>(&mut self, change: &Change, id: &str) {
        let mut cells = vec![String::new(); T::COLUMNS.len()];
        for (column, cell) in T::COLUMNS.iter().zip(&mut cells) {
            if column.need == Need::Key {
                id.clone_into(cell);
            }
        }
        if let Some(row) = self.edited::<T>(change, cells) {
            self.made.added.push(id.to_owned());
            T::rows_mut(&mut self.made.network).push(Row::bare(row));
        }
    }

    fn change(&mut self, change: &Change) {
        match change.thing {
            Thing::Actor => self.change_row::<Actor>(change),
            Thing::Forum => self.change_row::<Forum>(change),
            Thing::Service => self.change_row::<Service>(change),
            Thing::Referral => self.change_row::<Referral>(change),
            Thing::Tie => self.change_row::<Tie>(change),
            Thing::Mandate => self.change_row::<Mandate>(change),
            Thing::Seat => self.problem(
                change.line,
                None,
                Text::new("en plats i ett forum går inte att ändra", "a seat cannot be changed"),
                Text::new("ta bort den och lägg till en ny", "remove it and add another"),
            ),
        }
    }

    fn change_row<T: Table>(&mut self, change: &Change) {
        let Some(id) = self.id_of(change) else { return };
        let at = T::rows(&self.made.network).iter().position(|row| row.key() == Some(id.as_str()));
        let Some(at) = at else { return };
        let cells = T::rows(&self.made.network)[at].write();
        let narrowed = change.thing == Thing::Service
            && change.edits.iter().any(|edit| edit.column == "groups" && edit.how == How::Join)
            && self.made.network.services.get(at).is_some_and(|service| service.groups.is_empty());
        if narrowed {
            let name = self.made.network.name_of(&id).to_owned();
            self.made.consequences.push(Text::new(
                format!("{name} var öppen för alla målgrupper; nu bara för dem som nämns."),
                format!("{name} was for every group; now only for those it names."),
            ));
        }
        if let Some(row) = self.edited::<T>(change, cells) {
            T::rows_mut(&mut self.made.network)[at].value = row;
        }
    }

    /// The row that a change is about, by id or name.
    fn id_of(&mut self, change: &Change) -> Option<String> {
        let Some(said) = &change.id else {
            let what =
                Text::new("det står inte vad det gäller", "it does not say what it is about");
            let next = Text::new("ange namn eller id", "give its name or id");
            self.problem(change.line, Some("id"), what, next);
            return None;
        };
        match self.known.find(table(change.thing), said) {
            Ok(id) => Some(id),
            Err((what, next)) => {
                self.problem(change.line, Some("id"), what, next);
                None
            }
        }
    }

    /// A row with its cells edited; `None`, with problems, when it cannot be.
    fn edited<T: Table>(&mut self, change: &Change, mut cells: Vec<String>) -> Option<T> {
        let before = self.problems.len();
        for edit in &change.edits {
            self.edit::<T>(change, edit, &mut cells);
        }
        let told: Vec<String> =
            self.problems[before..].iter().filter_map(|problem| problem.column.clone()).collect();
        let at = |name: &str| T::COLUMNS.iter().position(|column| column.name == name);
        let (row, misread) = T::read(|name| at(name).map_or("", |at| cells[at].as_str()));
        for fault in misread.into_iter().filter(|fault| !told.iter().any(|c| c == fault.column)) {
            let line = change.edits.iter().find(|edit| edit.column == fault.column);
            let line = line.and_then(|edit| edit.line).or(change.line);
            let text = at(fault.column).map_or("", |at| cells[at].as_str());
            let (what, next) = match fault.expected {
                Some(expected) => (
                    Text::new(
                        format!("”{text}” går inte att läsa"),
                        format!("cannot read `{text}`"),
                    ),
                    expected,
                ),
                None => (
                    Text::new("uppgiften får inte saknas", "this must not be left out"),
                    Text::new("fyll i den", "fill it in"),
                ),
            };
            self.problem(line, Some(fault.column), what, next);
        }
        (self.problems.len() == before).then_some(row)
    }

    fn edit<T: Table>(&mut self, change: &Change, edit: &Edit, cells: &mut [String]) {
        let line = edit.line.or(change.line);
        let known = || T::COLUMNS.iter().filter(|column| column.need != Need::Key);
        let Some(at) = T::COLUMNS
            .iter()
            .position(|column| column.name == edit.column && column.need != Need::Key)
        else {
            let names: Vec<&str> = known().map(|column| column.name).collect();
            let list = names.join(", ");
            let what = Text::new("uppgiften finns inte", "there is no such entry");
            let next = match nearest(&edit.column, names.iter().copied()) {
                Some(near) => {
                    Text::new(format!("menade du `{near}`?"), format!("did you mean `{near}`?"))
                }
                None => Text::new(format!("det här finns: {list}"), format!("there are {list}")),
            };
            self.problem(line, Some(&edit.column), what, next);
            return;
        };
        let kind = T::COLUMNS[at].kind;
        let is_list = matches!(kind, Kind::Texts | Kind::Ids(_));
        if edit.how != How::Set && (change.deed != Deed::Change || !is_list) {
            let what = Text::new("uppgiften är ingen lista", "this is no list");
            let next = Text::new("ange det nya värdet i stället", "give the new value instead");
            self.problem(line, Some(&edit.column), what, next);
            return;
        }
        let said: Vec<&str> = match is_list {
            true => edit.value.split(';').map(str::trim).filter(|part| !part.is_empty()).collect(),
            false => vec![edit.value.trim()],
        };
        let mut parts: Vec<String> = Vec::new();
        for part in said {
            match kind.target().filter(|_| !part.is_empty()) {
                None => parts.push(part.to_owned()),
                Some(target) => match self.known.find(target, part) {
                    Ok(id) => parts.push(id),
                    Err((what, next)) => self.problem(line, Some(&edit.column), what, next),
                },
            }
        }
        let cell = &mut cells[at];
        let old: Vec<&str> = cell.split(';').filter(|part| !part.is_empty()).collect();
        let kept = |part: &&&str| !parts.iter().any(|other| other == **part);
        *cell = match edit.how {
            How::Set => parts.join(";"),
            How::Join => {
                let kept = old.iter().filter(kept).map(|part| (*part).to_owned());
                let all: Vec<String> = kept.chain(parts.iter().cloned()).collect();
                all.join(";")
            }
            How::Drop => old.iter().filter(kept).copied().collect::<Vec<_>>().join(";"),
        };
    }

    fn remove(&mut self, change: &Change, gone: &mut Gone) {
        let ends = match change.thing {
            Thing::Seat => ["forum", "actor"],
            _ => ["from", "to"],
        };
        let by_ends = matches!(change.thing, Thing::Seat)
            || (change.id.is_none() && matches!(change.thing, Thing::Tie | Thing::Referral));
        if !by_ends {
            let Some(id) = self.id_of(change) else { return };
            if change.thing == Thing::Actor && id == crate::model::PUBLIC {
                let what = Text::new("allmänheten går inte att ta bort", "the public cannot go");
                let next = Text::new("välj en annan aktör", "choose another actor");
                return self.problem(change.line, Some("id"), what, next);
            }
            gone.note(change.thing, id);
            return;
        }
        let mut found = Vec::new();
        for end in ends {
            let target = columns(change.thing).iter().find(|column| column.name == end);
            let target = target.and_then(|column| column.kind.target()).unwrap_or_default();
            match change.set(end).map(|said| self.known.find(target, said)) {
                Some(Ok(id)) => found.push(id),
                Some(Err((what, next))) => self.problem(change.line, Some(end), what, next),
                None => {
                    let what = Text::new("uppgiften saknas", "this is missing");
                    let [one, other] = ends.map(label);
                    let next = Text::new(
                        format!("ange både ”{}” och ”{}”", one.sv, other.sv),
                        format!("give both “{}” and “{}”", one.en, other.en),
                    );
                    self.problem(change.line, Some(end), what, next);
                }
            }
        }
        if let [one, other] = found.as_slice()
            && !gone.note_ends(&self.made.network, change, one, other)
        {
            let thing = change.thing.label();
            let [one, other] = [one, other].map(|id| self.made.network.name_of(id).to_owned());
            let what = Text::new(
                format!("det finns inget sådant: {} mellan {one} och {other}", thing.sv),
                format!("there is no {} between {one} and {other}", thing.en),
            );
            let next = Text::new("välj två andra", "choose two others");
            self.problem(change.line, None, what, next);
        }
    }
}
