//! Which records verdicts are about, and which of them hold.

use std::collections::BTreeMap;

use crate::link::{Kind, normal};
use crate::model::{Network, Ruling, Text, Verdict};

/// A verdict that holds, and the rows it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ruled {
    /// Its row in `verdicts`.
    pub verdict: usize,
    /// The table of both records.
    pub kind: Kind,
    /// Row of `one`.
    pub one: usize,
    /// Row of `other`.
    pub other: usize,
    /// What holds between them.
    pub ruling: Ruling,
}

/// A verdict that does nothing, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unused {
    /// Its row in `verdicts`.
    pub verdict: usize,
    /// Why it does nothing.
    pub why: Text,
}

/// The verdicts of a network about its own records.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rulings {
    /// Those that hold, in the order of their rows.
    pub ruled: Vec<Ruled>,
    /// Those that do not.
    pub unused: Vec<Unused>,
    /// Rows of those of `unused` after which another verdict on the pair holds.
    pub overruled: Vec<usize>,
}

/// The id of a record of `network` that a verdict's cell names; `None` for a record of
/// another network.
pub fn own<'a>(network: &Network, named: &'a str) -> Option<&'a str> {
    match named.split_once('/') {
        None => Some(named),
        Some((home, id)) => (home == network.id).then_some(id),
    }
}

impl Rulings {
    /// Finds the records that a network's verdicts are about: by id, else, when nothing
    /// bears the id any more, by the name that the verdict keeps.
    ///
    /// # Cost
    /// O(n log n) in records, aliases and verdicts.
    pub fn of(network: &Network) -> Self {
        let mut rulings = Self::default();
        if network.verdicts.is_empty() {
            return rulings;
        }
        let records = Records::new(network);
        let mut last: BTreeMap<(Kind, usize, usize), usize> = BTreeMap::new();
        for (row, verdict) in network.verdicts.iter().enumerate() {
            let (Some(one), Some(other)) =
                (own(network, &verdict.one), own(network, &verdict.other))
            else {
                continue;
            };
            match records.pair(verdict, one, other) {
                // True of an actor and a forum, say, and of no consequence.
                Ok(None) => {}
                Ok(Some((kind, one, other, ruling))) => {
                    let pair = (kind, one.min(other), one.max(other));
                    if let Some(earlier) = last.insert(pair, rulings.ruled.len()) {
                        let verdict = rulings.ruled[earlier].verdict;
                        rulings.unused.push(Unused { verdict, why: overruled() });
                        rulings.overruled.push(verdict);
                    }
                    rulings.ruled.push(Ruled { verdict: row, kind, one, other, ruling });
                }
                Err(why) => rulings.unused.push(Unused { verdict: row, why }),
            }
        }
        let Self { ruled, overruled, .. } = &mut rulings;
        ruled.retain(|ruled| !overruled.contains(&ruled.verdict));
        rulings
    }
}

fn overruled() -> Text {
    Text::new("ett senare beslut om samma par gäller", "a later verdict on the same pair holds")
}

/// Records by what they are known by.
struct Records<'a> {
    by_id: BTreeMap<&'a str, Vec<(Kind, usize)>>,
    by_name: BTreeMap<String, Vec<(Kind, usize)>>,
}

impl<'a> Records<'a> {
    fn new(network: &'a Network) -> Self {
        let mut records = Self { by_id: BTreeMap::new(), by_name: BTreeMap::new() };
        for kind in [Kind::Actor, Kind::Forum, Kind::Group] {
            for row in 0..kind.count(network) {
                records.by_id.entry(kind.id(network, row)).or_default().push((kind, row));
                records.name(kind.name(network, row), (kind, row));
            }
        }
        for alias in &network.aliases {
            let bearer = [
                (Kind::Actor, alias.actor.as_ref().map(|id| id.as_str())),
                (Kind::Forum, alias.forum.as_ref().map(|id| id.as_str())),
                (Kind::Group, alias.group.as_ref().map(|id| id.as_str())),
            ];
            for (kind, id) in bearer {
                let rows = id.and_then(|id| records.by_id.get(id)).into_iter().flatten();
                let row = rows.copied().find(|record| record.0 == kind);
                if let Some(record) = row {
                    records.name(&alias.name, record);
                }
            }
        }
        records
    }

    fn name(&mut self, name: &str, record: (Kind, usize)) {
        let bearers = self.by_name.entry(normal(name)).or_default();
        if !bearers.contains(&record) {
            bearers.push(record);
        }
    }

    /// Who an id means; when nothing bears it, who bears the name that was kept.
    fn meant(&self, id: &str, name: Option<&String>) -> &[(Kind, usize)] {
        let known = self.by_id.get(id).map(Vec::as_slice);
        let named = || self.by_name.get(&normal(name?)).map(Vec::as_slice);
        known.or_else(named).unwrap_or_default()
    }

    fn pair(
        &self,
        verdict: &Verdict,
        one: &str,
        other: &str,
    ) -> Result<Option<(Kind, usize, usize, Ruling)>, Text> {
        let Some(ruling) = verdict.verdict else {
            return Err(Text::new("beslutet går inte att läsa", "the verdict cannot be read"));
        };
        let ones = self.meant(one, verdict.one_name.as_ref());
        let others = self.meant(other, verdict.other_name.as_ref());
        for (id, name, found) in
            [(one, &verdict.one_name, ones), (other, &verdict.other_name, others)]
        {
            if found.is_empty() {
                return Err(nobody(id, name.as_ref()));
            }
            if self.by_id.get(id).is_some_and(|bearers| bearers.len() > 1) {
                return Err(Text::new(
                    format!("flera rader har id ”{id}”"),
                    format!("several rows have the id `{id}`"),
                ));
            }
        }
        let mut several = None;
        for kind in [Kind::Actor, Kind::Forum, Kind::Group] {
            let of_kind = |found: &[(Kind, usize)]| -> Vec<usize> {
                found.iter().filter(|record| record.0 == kind).map(|record| record.1).collect()
            };
            match (of_kind(ones).as_slice(), of_kind(others).as_slice()) {
                ([], _) | (_, []) => {}
                ([a], [b]) if a == b => {
                    return Err(Text::new(
                        format!("”{one}” och ”{other}” är numera samma rad"),
                        format!("`{one}` and `{other}` are the same row by now"),
                    ));
                }
                ([a], [b]) => return Ok(Some((kind, *a, *b, ruling))),
                ([_], _) => several = Some((other, &verdict.other_name)),
                _ => several = Some((one, &verdict.one_name)),
            }
        }
        match several {
            Some((id, name)) => {
                let name = name.as_deref().unwrap_or_default();
                Err(Text::new(
                    format!("ingen rad har id ”{id}” och flera heter ”{name}”"),
                    format!("no row has the id `{id}` and several are called `{name}`"),
                ))
            }
            None if ruling != Ruling::Same => Ok(None),
            None => Err(Text::new(
                format!("”{one}” och ”{other}” är inte av samma slag"),
                format!("`{one}` and `{other}` are not of the same sort"),
            )),
        }
    }
}

fn nobody(id: &str, name: Option<&String>) -> Text {
    match name {
        Some(name) => Text::new(
            format!(
                "ingen aktör, inget forum och ingen målgrupp har id ”{id}” eller heter ”{name}”"
            ),
            format!("no actor, forum or group has the id `{id}` or is called `{name}`"),
        ),
        None => Text::new(
            format!("ingen aktör, inget forum och ingen målgrupp har id ”{id}”"),
            format!("no actor, forum or group has the id `{id}`"),
        ),
    }
}
