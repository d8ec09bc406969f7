//! Verdicts: written one row a pair, and taken back so that the files are as before.

use super::{StoreError, saved};
use crate::link::{Kind, Rulings, own};
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
    /// Who decided looks like a person.
    #[error("who decided is personal data")]
    Private(What),
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
            Self::Private(what) => {
                let what = what.label();
                Text::new(
                    format!(
                        "Vem som beslutat: texten liknar {}. Skriv en roll eller enhet i stället.",
                        what.sv
                    ),
                    format!(
                        "Who decided: the text looks like {}. Write a role or unit instead.",
                        what.en
                    ),
                )
            }
            Self::None(one, other) => Text::new(
                format!("Det finns inget beslut om {one} och {other}."),
                format!("There is no verdict on {one} and {other}."),
            ),
            Self::Store(StoreError::Io(cause)) => {
                let Text { sv, en } = super::reason(cause);
                Text::new(
                    format!(
                        "Beslutet sparades inte: {sv}. Se till att filerna i nätverkets mapp går att ändra."
                    ),
                    format!(
                        "The verdict was not saved: {en}. Make sure that the files in the network's folder can be changed."
                    ),
                )
            }
            Self::Store(cause) => Text::new(
                format!("Beslutet sparades inte: {cause}."),
                format!("The verdict was not saved: {cause}."),
            ),
        }
    }
}

/// Writes verdicts about records of the network, all of them in one step or none. Each
/// takes the place of any earlier one about its pair.
///
/// Gives the verdicts that stood there, so that they can be put back.
///
/// # Errors
/// Before anything is changed, when one of them names what is not there; else only when
/// the disk refuses.
pub fn rule(package: &mut Package, verdicts: Vec<Verdict>) -> Result<Vec<Verdict>, VerdictError> {
    let before = package.network.verdicts.clone();
    let mut replaced = Vec::new();
    let ruled = verdicts.into_iter().try_for_each(|verdict| {
        let verdict = checked(&package.network, verdict)?;
        let network = &mut package.network;
        let at = about(network, &verdict.one, &verdict.other);
        replaced.extend(at.iter().map(|&row| network.verdicts[row].value.clone()));
        match at.split_last() {
            None => network.verdicts.push(Row::bare(verdict)),
            Some((&last, others)) => {
                network.verdicts[last] = Row::bare(verdict);
                others.iter().rev().for_each(|&row| _ = network.verdicts.remove(row));
            }
        }
        Ok(())
    });
    let saved = ruled.and_then(|()| Ok(save(package)?));
    if saved.is_err() {
        package.network.verdicts = before;
    }
    saved.map(|()| replaced)
}

/// Takes back what was ruled on two records, in either order.
///
/// Gives the verdicts that stood there.
///
/// # Errors
/// [`VerdictError::None`] when there is no such verdict; else only when the disk refuses.
pub fn withdraw(
    package: &mut Package,
    one: &str,
    other: &str,
) -> Result<Vec<Verdict>, VerdictError> {
    let at = about(&package.network, one, other);
    if at.is_empty() {
        return Err(VerdictError::None(one.to_owned(), other.to_owned()));
    }
    let before = package.network.verdicts.clone();
    let taken = at.iter().rev().map(|&row| package.network.verdicts.remove(row).value).collect();
    let saved = save(package);
    if saved.is_err() {
        package.network.verdicts = before;
    }
    Ok(saved.map(|()| taken)?)
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
    let by = verdict.by.as_deref().unwrap_or_default();
    let names: Vec<String> = network.actors.iter().map(|actor| actor.name.clone()).collect();
    let found = private::find(by, &names);
    let person = |what: What| matches!(what, What::PersonalNumber | What::Email | What::Phone);
    match found.into_iter().find(|found| person(found.what)) {
        Some(found) => Err(VerdictError::Private(found.what)),
        None => Ok(verdict),
    }
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
