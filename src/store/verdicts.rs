//! Verdicts: written one row a pair, and taken back so that the files are as before.

use std::collections::BTreeSet;

use super::{StoreError, alone, readable, reread, saved};
use crate::link::{Kind, Rulings, own, settled};
use crate::load::Package;
use crate::load::form::private::{self, What};
use crate::load::package::Table;
use crate::model::text::Word;
use crate::model::{Network, Row, Text, Verdict};

/// The columns of a table that is made here; by their order it is known again.
const OURS: [&str; 8] = ["one", "other", "one_name", "other_name", "verdict", "why", "by", "date"];

/// Columns that an older table may lack. The first two are added first, so that what
/// stands after them was added with them.
const ADDED: [&str; 5] = ["one_name", "other_name", "why", "by", "date"];

/// Why a verdict was not written or taken back.
#[derive(Debug, thiserror::Error)]
pub enum VerdictError {
    /// No actor, forum or group has this id.
    #[error("no actor, forum or group has the id `{0}`")]
    Unknown(String),
    /// Both ids are the same.
    #[error("`{0}` is the same record twice")]
    Itself(String),
    /// An actor and a forum, say.
    #[error("`{0}` and `{1}` are not of the same sort")]
    Unlike(String, String),
    /// It does not say what holds.
    #[error("a verdict on `{0}` and `{1}` says nothing")]
    Empty(String, String),
    /// Who decided, or why, looks like a person.
    #[error("`{0}` holds personal data")]
    Private(&'static str, What),
    /// There is no such verdict to take back.
    #[error("no verdict on `{0}` and `{1}`")]
    None(String, String),
    /// It could not be saved.
    #[error("{0}")]
    Store(#[from] StoreError),
}

impl VerdictError {
    /// What is wrong and what to do, for people.
    pub fn say(&self) -> Text {
        match self {
            Self::Unknown(id) => Text::new(
                format!("Ingen aktör, inget forum och ingen målgrupp har id {id}."),
                format!("No actor, forum or group has the id {id}."),
            ),
            Self::Itself(id) => Text::new(
                format!("{id} står på båda sidor; ange två olika."),
                format!("{id} stands on both sides; name two that differ."),
            ),
            Self::Unlike(one, other) => Text::new(
                format!("{one} och {other} är inte av samma slag."),
                format!("{one} and {other} are not of the same sort."),
            ),
            Self::Empty(one, other) => Text::new(
                format!("Beslutet om {one} och {other} säger inget."),
                format!("The verdict on {one} and {other} says nothing."),
            ),
            Self::Private(column, what) => {
                let Text { sv, en } = what.label();
                match *column {
                    "why" => Text::new(
                        format!("Motiveringen innehåller något som liknar {sv}. Ta bort det."),
                        format!("The reason holds what looks like {en}. Take it out."),
                    ),
                    _ => Text::new(
                        format!(
                            "Vem som beslutat: texten ser ut att innehålla {sv}. Skriv en roll eller enhet i stället."
                        ),
                        format!(
                            "Who decided: the text seems to hold {en}. Write a role or unit instead."
                        ),
                    ),
                }
            }
            Self::None(one, other) => Text::new(
                format!("Det finns inget beslut om {one} och {other}."),
                format!("There is no verdict on {one} and {other}."),
            ),
            Self::Store(cause) => {
                let Text { sv, en } = cause.say();
                Text::new(
                    format!("Beslutet sparades inte: {sv}."),
                    format!("The verdict was not saved: {en}."),
                )
            }
        }
    }
}

/// Writes verdicts about records of the network, all of them in one step or none. Each
/// takes the place of any earlier one about its pair. The package is read anew first, for
/// others may have written in it.
///
/// Gives the verdicts that stood there, so that they can be put back.
///
/// # Errors
/// Before anything is changed, when one of them names what is not there or the table cannot
/// be read; else only when the disk refuses.
pub fn rule(package: &mut Package, verdicts: Vec<Verdict>) -> Result<Vec<Verdict>, VerdictError> {
    let _held = alone(&package.folder).map_err(StoreError::from)?;
    *package = reread(package)?;
    readable::<Verdict>(package)?;
    let before = package.network.verdicts.clone();
    let ruled = put(&mut package.network, verdicts);
    let saved = ruled.and_then(|replaced| Ok(save(package).map(|()| replaced)?));
    if saved.is_err() {
        package.network.verdicts = before;
    }
    saved
}

/// Puts verdicts in the place of those about the same pairs, and gives these.
fn put(network: &mut Network, verdicts: Vec<Verdict>) -> Result<Vec<Verdict>, VerdictError> {
    let mut replaced = Vec::new();
    for verdict in verdicts {
        let verdict = checked(network, verdict)?;
        let at = about(network, &verdict.one, &verdict.other);
        replaced.extend(at.iter().map(|&row| network.verdicts[row].value.clone()));
        match at.split_last() {
            None => network.verdicts.push(Row::bare(verdict)),
            Some((&last, others)) => {
                // What else the row says is not this program's to take away.
                network.verdicts[last].value = verdict;
                others.iter().rev().for_each(|&row| _ = network.verdicts.remove(row));
            }
        }
    }
    Ok(replaced)
}

/// Takes back what was ruled on pairs of records, each in either order, and puts back what
/// it took the place of: `earlier`, as [`rule`] gave it; all in one step. The package is read
/// anew first. A pair whose verdict somebody else took back is as it was to be.
///
/// Gives the verdicts that stood there.
///
/// # Errors
/// [`VerdictError::None`] when there is no verdict on any of the pairs, and before anything
/// is changed when the table cannot be read or an earlier verdict names what is not there;
/// else only when the disk refuses.
pub fn withdraw(
    package: &mut Package,
    pairs: &[(String, String)],
    earlier: Vec<Verdict>,
) -> Result<Vec<Verdict>, VerdictError> {
    let _held = alone(&package.folder).map_err(StoreError::from)?;
    *package = reread(package)?;
    readable::<Verdict>(package)?;
    let before = package.network.verdicts.clone();
    let undone = take_back(&mut package.network, pairs, earlier);
    let saved = undone.and_then(|taken| Ok(save(package).map(|()| taken)?));
    if saved.is_err() {
        package.network.verdicts = before;
    }
    saved
}

fn take_back(
    network: &mut Network,
    pairs: &[(String, String)],
    mut earlier: Vec<Verdict>,
) -> Result<Vec<Verdict>, VerdictError> {
    let rows = |network: &Network| -> BTreeSet<usize> {
        pairs.iter().flat_map(|(one, other)| about(network, one, other)).collect()
    };
    let at = rows(network);
    if at.is_empty() {
        let (one, other) = pairs.first().cloned().unwrap_or_default();
        return Err(VerdictError::None(one, other));
    }
    // Only where what replaced it is taken back now, and in its row, so that the table is
    // as it was.
    earlier.retain(|verdict| {
        let rows = about(network, &verdict.one, &verdict.other);
        !rows.is_empty() && rows.iter().all(|row| at.contains(row))
    });
    let mut taken = put(network, earlier.clone())?;
    let back: BTreeSet<usize> =
        earlier.iter().flat_map(|verdict| about(network, &verdict.one, &verdict.other)).collect();
    for row in rows(network).into_iter().rev().filter(|row| !back.contains(row)) {
        taken.push(network.verdicts.remove(row).value);
    }
    Ok(taken)
}

/// The verdicts that held before a change of verdicts and do nothing after it, each with why:
/// a new one may close a circle, or keep apart what an older one joins.
pub fn silenced(before: &Network, after: &Network) -> Vec<(Verdict, Text)> {
    let held = |network: &Network| {
        let unused = settled(network).unused;
        let row = |row: usize| unused.iter().find(|unused| unused.verdict == row);
        let why = |at: usize| row(at).map(|unused| unused.why.clone());
        let rows = network.verdicts.iter().enumerate();
        rows.map(|(at, row)| (row.value.clone(), why(at))).collect::<Vec<_>>()
    };
    let before = held(before);
    let was_used = |verdict: &Verdict| before.iter().any(|(v, why)| v == verdict && why.is_none());
    let now = held(after).into_iter().filter(|(verdict, _)| was_used(verdict));
    now.filter_map(|(verdict, why)| Some((verdict, why?))).collect()
}

fn checked(network: &Network, verdict: Verdict) -> Result<Verdict, VerdictError> {
    let mut verdict = verdict;
    for id in [&mut verdict.one, &mut verdict.other] {
        *id = own(network, id).ok_or_else(|| VerdictError::Unknown(id.clone()))?.to_owned();
    }
    let (one, other) = (verdict.one.clone(), verdict.other.clone());
    if verdict.verdict.is_none() {
        return Err(VerdictError::Empty(one, other));
    }
    let (kinds, others) = (kinds(network, &one), kinds(network, &other));
    for (id, found) in [(&one, &kinds), (&other, &others)] {
        if found.is_empty() {
            return Err(VerdictError::Unknown(id.clone()));
        }
    }
    if one == other {
        return Err(VerdictError::Itself(one));
    }
    let Some((kind, row)) = kinds.iter().find(|(kind, _)| others.iter().any(|o| o.0 == *kind))
    else {
        return Err(VerdictError::Unlike(one, other));
    };
    let other_row = others.iter().find(|o| o.0 == *kind).map(|o| o.1);
    verdict.one_name = Some(kind.name(network, *row).to_owned());
    verdict.other_name = other_row.map(|row| kind.name(network, row).to_owned());
    for said in [&mut verdict.why, &mut verdict.by] {
        *said = said.take().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    }
    let (why, by) = (verdict.why.as_deref(), verdict.by.as_deref());
    if let Some(what) = person_in(network, why.unwrap_or_default()) {
        return Err(VerdictError::Private("why", what));
    }
    if let Some(what) = person_as(network, by.unwrap_or_default()) {
        return Err(VerdictError::Private("by", what));
    }
    Ok(verdict)
}

/// What in a text tells who a person is, if anything: a number, a mail address, a telephone.
pub fn person_in(network: &Network, text: &str) -> Option<What> {
    private_in(network, text)
        .find(|what| matches!(what, What::PersonalNumber | What::Email | What::Phone))
}

/// The same where a role or unit is to stand: a person's name is refused, too.
pub fn person_as(network: &Network, text: &str) -> Option<What> {
    private_in(network, text).find(|what| *what != What::Address)
}

/// What to do about a description that tells who a person is.
pub fn personal(what: What) -> Text {
    let Text { sv, en } = what.label();
    Text::new(
        format!(
            "Texten ser ut att innehålla {sv}. Beskriv personen utan det: ålder, kön och läge."
        ),
        format!(
            "The text seems to hold {en}. Describe the person without it: age, sex, situation."
        ),
    )
}

fn private_in(network: &Network, text: &str) -> impl Iterator<Item = What> {
    let names: Vec<String> = network.actors.iter().map(|actor| actor.name.clone()).collect();
    private::find(text, &names).into_iter().map(|found| found.what)
}

fn kinds(network: &Network, id: &str) -> Vec<(Kind, usize)> {
    let all = [Kind::Actor, Kind::Forum, Kind::Group].into_iter();
    let row = |kind: Kind| (0..kind.count(network)).find(|row| kind.id(network, *row) == id);
    all.filter_map(|kind| Some((kind, row(kind)?))).collect()
}

/// Rows of `verdicts` about two records: those that name them, and those that mean them
/// by names.
fn about(network: &Network, one: &str, other: &str) -> Vec<usize> {
    let (one, other) = (own(network, one).unwrap_or(one), own(network, other).unwrap_or(other));
    let is = |a: &str, b: &str| (a, b) == (one, other) || (a, b) == (other, one);
    let meant = Rulings::of(network)
        .ruled
        .into_iter()
        .filter(|ruled| is(ruled.kind.id(network, ruled.one), ruled.kind.id(network, ruled.other)));
    let mut rows: Vec<usize> = meant.map(|ruled| ruled.verdict).collect();
    for (row, verdict) in network.verdicts.iter().enumerate() {
        if let (Some(a), Some(b)) = (own(network, &verdict.one), own(network, &verdict.other))
            && is(a, b)
            && !rows.contains(&row)
        {
            rows.push(row);
        }
    }
    rows.sort_unstable();
    rows
}

/// The columns that the table is to have, `None` when it is to go: it is empty and was
/// made here.
fn columns(package: &Package) -> Option<Vec<String>> {
    let rows = &package.network.verdicts;
    let mut header = package.headers.get(Verdict::NAME).cloned().unwrap_or_default();
    let rejected = package.rejected.get(Verdict::NAME).is_some_and(|rows| !rows.is_empty());
    if header.is_empty() || header == OURS {
        let gone = rows.is_empty() && !rejected;
        return (!gone).then(|| OURS.map(str::to_owned).to_vec());
    }
    let named = rows.iter().any(|row| row.one_name.is_some() || row.other_name.is_some());
    let known = header.iter().position(|name| name == ADDED[0]);
    match known {
        None if named => {
            header.retain(|name| name != ADDED[1]);
            header.extend(ADDED[..2].iter().map(|name| (*name).to_owned()));
        }
        Some(at) if !named => {
            let silent = |name: &String| {
                let column = Verdict::COLUMNS.iter().position(|column| column.name == name);
                rows.iter().all(|row| {
                    let cell = column.map(|column| row.write().swap_remove(column));
                    cell.is_none_or(|cell| cell.is_empty()) && !row.attributes.contains_key(name)
                })
            };
            match header[at..].iter().all(silent) {
                true => header.truncate(at),
                false => header.retain(|name| !ADDED[..2].contains(&name.as_str())),
            }
        }
        _ => {}
    }
    Some(header)
}

fn save(package: &mut Package) -> Result<(), StoreError> {
    let columns = columns(package);
    saved::save::<Verdict>(package, columns, &ADDED)
}
