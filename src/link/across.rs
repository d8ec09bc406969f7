//! Records of two networks that are the same or part of one another.

use std::collections::{BTreeMap, BTreeSet};

use super::names::normal;
use super::settle::MERGED;
use crate::model::{Actor, Attributes, Claim, Group, Level, Network, Row, Ruling, Sector};

/// The tables whose records are matched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Actors.
    Actor,
    /// Forums.
    Forum,
    /// Target groups.
    Group,
}

impl Kind {
    /// The id of a record.
    pub fn id(self, network: &Network, row: usize) -> &str {
        match self {
            Kind::Actor => network.actors[row].id.as_str(),
            Kind::Forum => network.forums[row].id.as_str(),
            Kind::Group => network.groups[row].id.as_str(),
        }
    }

    /// The kind's word in JSON.
    pub fn slug(self) -> &'static str {
        match self {
            Kind::Actor => "actor",
            Kind::Forum => "forum",
            Kind::Group => "group",
        }
    }

    /// The name of a record.
    pub fn name(self, network: &Network, row: usize) -> &str {
        match self {
            Kind::Actor => &network.actors[row].name,
            Kind::Forum => &network.forums[row].name,
            Kind::Group => &network.groups[row].name,
        }
    }

    /// The cells of a record that nothing here understands.
    pub fn attributes(self, network: &Network, row: usize) -> &Attributes {
        match self {
            Kind::Actor => &network.actors[row].attributes,
            Kind::Forum => &network.forums[row].attributes,
            Kind::Group => &network.groups[row].attributes,
        }
    }

    /// Who names a record, where.
    pub fn claims(self, network: &Network, row: usize) -> &[Claim] {
        match self {
            Kind::Actor => &network.actors[row].claims,
            Kind::Forum => &network.forums[row].claims,
            Kind::Group => &network.groups[row].claims,
        }
    }

    /// Whether only an import proposed a record.
    pub fn is_proposed(self, network: &Network, row: usize) -> bool {
        self.attributes(network, row).get("proposed").is_some_and(|said| said == "yes")
    }

    /// How many records there are.
    pub fn count(self, network: &Network) -> usize {
        match self {
            Kind::Actor => network.actors.len(),
            Kind::Forum => network.forums.len(),
            Kind::Group => network.groups.len(),
        }
    }
}

/// Why two records were matched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Because {
    /// They have the same id in two networks of one place.
    Id,
    /// They share this name.
    Name(String),
    /// Groups: their ages, sex and conditions are the same.
    Definition,
    /// Somebody decided so, for this reason.
    Verdict(Option<String>),
}

/// A record of the older network and one of the newer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// Their table.
    pub kind: Kind,
    /// Row in the older network.
    pub old: usize,
    /// Row in the newer network.
    pub new: usize,
    /// `Same`, or `PartOf` when the older is part of the newer;
    /// see [`Match::is_inverse`].
    pub ruling: Ruling,
    /// Whether the newer is part of the older instead.
    pub is_inverse: bool,
    /// Why.
    pub because: Because,
}

/// What a record is known by.
struct Record<'a> {
    id: &'a str,
    name: String,
    /// Its name and all its others.
    names: BTreeSet<String>,
    /// Whether a name alone tells it apart from others elsewhere.
    known_everywhere: bool,
}

/// Links between the records of two networks, by table and row.
///
/// Verdicts of either network come first; of two that disagree the newer
/// network's holds. Then, among records without a verdict: the same id, when
/// both networks are about the same place; a name or alias in common, when
/// just one record on each side bears it (in networks of different places only
/// national actors, for every municipality has a social services office); and,
/// for groups, the same ages, sex and conditions.
///
/// # Cost
/// O(n log n) in the records of both.
pub fn matches(old: &Network, new: &Network) -> Vec<Match> {
    let verdicts = verdicts(old, new);
    let mut matches = Vec::new();
    for kind in [Kind::Actor, Kind::Forum, Kind::Group] {
        matches.extend(of_kind(old, new, kind, &verdicts));
    }
    matches
}

struct Verdict<'a> {
    old: &'a str,
    new: &'a str,
    ruling: Ruling,
    is_inverse: bool,
    why: Option<String>,
}

/// Verdicts that join a record of `old` to one of `new`, the newer network's
/// first.
fn verdicts<'a>(old: &'a Network, new: &'a Network) -> Vec<Verdict<'a>> {
    let mut all: Vec<Verdict> = Vec::new();
    for home in [new, old] {
        for row in &home.verdicts {
            let Some(ruling) = row.verdict else { continue };
            let (one, other) = (whose(home, &row.one), whose(home, &row.other));
            let is = |network: &Network, named: &str| network.id == named;
            let (old_id, new_id, is_inverse) = if old.id == new.id {
                // Two rounds of one name: what a verdict means cannot be told.
                continue;
            } else if is(old, one.0) && is(new, other.0) {
                (one.1, other.1, false)
            } else if is(new, one.0) && is(old, other.0) {
                (other.1, one.1, true)
            } else {
                continue;
            };
            if all.iter().all(|known| (known.old, known.new) != (old_id, new_id)) {
                let why = row.why.clone();
                all.push(Verdict { old: old_id, new: new_id, ruling, is_inverse, why });
            }
        }
    }
    all
}

/// The network and id that a verdict names.
fn whose<'a>(home: &'a Network, named: &'a str) -> (&'a str, &'a str) {
    named.split_once('/').unwrap_or((&home.id, named))
}

fn of_kind(old: &Network, new: &Network, kind: Kind, verdicts: &[Verdict]) -> Vec<Match> {
    let (ours, theirs) = (records(old, kind), records(new, kind));
    let (our_row, their_row) = (rows(&ours), rows(&theirs));
    let (our_former, their_former) = (former(old, kind), former(new, kind));
    let mut matches = Vec::new();
    let mut apart = BTreeSet::new();
    let mut taken = (BTreeSet::new(), BTreeSet::new());
    for verdict in verdicts {
        let ours = our_row.get(verdict.old).or_else(|| our_former.get(verdict.old));
        let theirs = their_row.get(verdict.new).or_else(|| their_former.get(verdict.new));
        let (Some(&a), Some(&b)) = (ours, theirs) else { continue };
        match verdict.ruling {
            Ruling::Different => _ = apart.insert((a, b)),
            ruling => {
                if ruling == Ruling::Same {
                    taken.0.insert(a);
                    taken.1.insert(b);
                }
                // A part is not the whole, whatever their names.
                apart.insert((a, b));
                let because = Because::Verdict(verdict.why.clone());
                let is_inverse = ruling == Ruling::PartOf && verdict.is_inverse;
                matches.push(Match { kind, old: a, new: b, ruling, is_inverse, because });
            }
        }
    }
    let mut join = |a: usize, b: usize, because: Because| {
        let free = !taken.0.contains(&a) && !taken.1.contains(&b) && !apart.contains(&(a, b));
        if free {
            taken.0.insert(a);
            taken.1.insert(b);
            let ruling = Ruling::Same;
            matches.push(Match { kind, old: a, new: b, ruling, is_inverse: false, because });
        }
    };
    let here = same_place(old, new);
    if here {
        for (a, record) in ours.iter().enumerate() {
            if let Some(&b) = their_row.get(record.id) {
                join(a, b, Because::Id);
            }
        }
    }
    // A record's own name before its other names.
    for only_own in [true, false] {
        for (a, b, name) in alike(&ours, &theirs, only_own) {
            if here || (ours[a].known_everywhere && theirs[b].known_everywhere) {
                join(a, b, Because::Name(name));
            }
        }
    }
    if kind == Kind::Group {
        for (a, group) in old.groups.iter().enumerate() {
            let alike = |other: &&Row<Group>| {
                group.is_particular() && group.contains(other) && other.contains(group)
            };
            let mut found = new.groups.iter().filter(alike);
            if let (Some(one), None) = (found.next(), found.next())
                && let Some(&b) = their_row.get(one.id.as_str())
            {
                join(a, b, Because::Definition);
            }
        }
    }
    matches.sort_by_key(|m| (m.old, m.new));
    matches
}

/// Whether two networks are about the same place. Two that name none may be:
/// they are read as rounds of one.
pub fn same_place(old: &Network, new: &Network) -> bool {
    match (&old.place, &new.place) {
        (Some(one), Some(other)) => normal(one) == normal(other),
        (None, None) => true,
        _ => false,
    }
}

/// Verdicts that name both networks and a record that one of them lacks: their
/// two ids as written.
pub fn unused_verdicts<'a>(old: &'a Network, new: &'a Network) -> Vec<(&'a str, &'a str)> {
    let has = |network: &Network, id: &str| {
        let kinds = [Kind::Actor, Kind::Forum, Kind::Group];
        kinds.iter().any(|kind| {
            (0..kind.count(network)).any(|row| kind.id(network, row) == id)
                || former(network, *kind).contains_key(id)
        })
    };
    let mut unused = Vec::new();
    for home in [new, old] {
        for row in &home.verdicts {
            let ends = [whose(home, &row.one), whose(home, &row.other)];
            let across =
                ends[0].0 != ends[1].0 && ends.iter().all(|end| end.0 == old.id || end.0 == new.id);
            let found = |end: &(&str, &str)| {
                let network = if end.0 == old.id { old } else { new };
                has(network, end.1)
            };
            if across && !ends.iter().all(found) {
                unused.push((row.one.as_str(), row.other.as_str()));
            }
        }
    }
    unused
}

fn records(network: &Network, kind: Kind) -> Vec<Record<'_>> {
    let mut aliases: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for alias in &network.aliases {
        let bearer = match kind {
            Kind::Actor => alias.actor.as_ref().map(|id| id.as_str()),
            Kind::Forum => alias.forum.as_ref().map(|id| id.as_str()),
            Kind::Group => alias.group.as_ref().map(|id| id.as_str()),
        };
        if let Some(bearer) = bearer {
            aliases.entry(bearer).or_default().push(&alias.name);
        }
    }
    let record = |id, name: &str, known_everywhere| {
        let others = aliases.get(id).into_iter().flatten().copied();
        let names = [name].into_iter().chain(others).map(normal);
        let names = names.filter(|name| !name.is_empty()).collect();
        Record { id, name: normal(name), names, known_everywhere }
    };
    match kind {
        Kind::Actor => network
            .actors
            .iter()
            .map(|row| record(row.id.as_str(), &row.name, is_national(row)))
            .collect(),
        Kind::Forum => network
            .forums
            .iter()
            .map(|row| record(row.id.as_str(), &row.name, row.level == Some(Level::National)))
            .collect(),
        Kind::Group => {
            network.groups.iter().map(|row| record(row.id.as_str(), &row.name, true)).collect()
        }
    }
}

/// Whether there is one of the kind in the country.
fn is_national(actor: &Actor) -> bool {
    actor.level == Some(Level::National)
        || (actor.level.is_none() && actor.sector == Some(Sector::State))
}

fn rows<'a>(records: &[Record<'a>]) -> BTreeMap<&'a str, usize> {
    records.iter().enumerate().map(|(row, record)| (record.id, row)).collect()
}

/// Rows by the ids of records that went into them.
fn former(network: &Network, kind: Kind) -> BTreeMap<&str, usize> {
    let mut former = BTreeMap::new();
    for row in 0..kind.count(network) {
        for id in kind.attributes(network, row).get(MERGED).into_iter().flat_map(|m| m.split(';')) {
            former.entry(id).or_insert(row);
        }
    }
    former
}

/// Pairs of records that share a name, and that share none with any third:
/// by their own names only, or by any.
fn alike(
    ours: &[Record],
    theirs: &[Record],
    only_own: bool,
) -> impl Iterator<Item = (usize, usize, String)> {
    let names = |record: &Record| -> Vec<String> {
        if only_own { vec![record.name.clone()] } else { record.names.iter().cloned().collect() }
    };
    let bearers = |records: &[Record]| {
        let mut bearers: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (row, record) in records.iter().enumerate() {
            for name in names(record).into_iter().filter(|name| !name.is_empty()) {
                bearers.entry(name).or_default().push(row);
            }
        }
        bearers
    };
    let other = bearers(theirs);
    let mut pairs: BTreeMap<(usize, usize), String> = BTreeMap::new();
    for (name, rows) in bearers(ours) {
        for &a in &rows {
            for &b in other.get(&name).into_iter().flatten() {
                pairs.entry((a, b)).or_insert_with(|| name.clone());
            }
        }
    }
    let (mut left, mut right) = (BTreeMap::new(), BTreeMap::new());
    for &(a, b) in pairs.keys() {
        *left.entry(a).or_insert(0) += 1;
        *right.entry(b).or_insert(0) += 1;
    }
    pairs
        .into_iter()
        .filter(move |((a, b), _)| left[a] == 1 && right[b] == 1)
        .map(|((a, b), name)| (a, b, name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Alias, Verdict};

    fn network(id: &str, place: &str, actors: &[(&str, &str)]) -> Network {
        Network {
            id: id.into(),
            place: Some(place.into()),
            actors: actors
                .iter()
                .map(|(id, name)| {
                    Row::bare(Actor { id: (*id).into(), name: (*name).into(), ..Actor::default() })
                })
                .collect(),
            ..Network::default()
        }
    }

    fn pairs(old: &Network, new: &Network) -> Vec<(usize, usize, Ruling)> {
        matches(old, new).iter().map(|m| (m.old, m.new, m.ruling)).collect()
    }

    fn verdict(one: &str, other: &str, verdict: Ruling) -> Row<Verdict> {
        Row::bare(Verdict {
            one: one.into(),
            other: other.into(),
            verdict: Some(verdict),
            ..Verdict::default()
        })
    }

    #[test]
    fn names_and_aliases_match_in_one_place_only() {
        let old = network("a", "Alby", &[("rvc", "Relationsvåldscentrum"), ("x", "Xenia")]);
        let mut new = network("b", "Alby", &[("centrum", "Relationsvåldscenter")]);
        assert_eq!(pairs(&old, &new), []);
        new.aliases.push(Row::bare(Alias {
            actor: Some("centrum".into()),
            name: "relationsvålds-centrum".into(),
            ..Alias::default()
        }));
        assert_eq!(pairs(&old, &new), []);
        new.aliases[0].name = "RELATIONSVÅLDSCENTRUM".into();
        assert_eq!(pairs(&old, &new), [(0, 0, Ruling::Same)]);
        new.place = Some("Borg".into());
        assert_eq!(pairs(&old, &new), []);
        let nation = |net: &mut Network| net.actors[0].level = Some(Level::National);
        let mut old = old;
        nation(&mut old);
        nation(&mut new);
        assert_eq!(pairs(&old, &new), [(0, 0, Ruling::Same)]);
    }

    #[test]
    fn a_record_s_own_name_comes_before_another_s_alias() {
        let mut old = network("a", "Alby", &[("polisen", "Polisen")]);
        old.aliases.push(Row::bare(Alias {
            actor: Some("polisen".into()),
            name: "Barngruppen".into(),
            ..Alias::default()
        }));
        let new = network("b", "Alby", &[("bg", "Barngruppen"), ("po", "Polisen")]);
        assert_eq!(pairs(&old, &new), [(0, 1, Ruling::Same)]);
    }

    #[test]
    fn verdicts_within_one_network_say_nothing_of_another() {
        let mut old = network("a", "Alby", &[("x", "Ett"), ("y", "Två")]);
        old.verdicts = vec![verdict("x", "y", Ruling::Same)];
        let new = network("a", "Alby", &[("y", "Två")]);
        assert_eq!(pairs(&old, &new), [(1, 0, Ruling::Same)]);
    }

    #[test]
    fn a_verdict_on_a_record_that_is_not_there_is_told() {
        let old = network("a", "Alby", &[("soc", "Socialtjänsten")]);
        let mut new = network("b", "Alby", &[("n", "Nämnden")]);
        new.verdicts =
            vec![verdict("a/sok", "n", Ruling::Same), verdict("a/soc", "n", Ruling::Same)];
        assert_eq!(unused_verdicts(&old, &new), [("a/sok", "n")]);
    }

    #[test]
    fn a_name_that_two_bear_matches_nobody() {
        let old = network("a", "Alby", &[("one", "Nämnden")]);
        let new = network("b", "Alby", &[("p", "Nämnden"), ("q", "nämnden")]);
        assert_eq!(pairs(&old, &new), []);
    }

    #[test]
    fn verdicts_overrule_names_and_ids() {
        let old = network("a", "Alby", &[("kontor", "Kontoret"), ("jour", "Jouren")]);
        let mut new = network("b", "Alby", &[("namnd", "Kontoret"), ("jour", "Annan jour")]);
        new.verdicts = vec![
            verdict("a/kontor", "namnd", Ruling::PartOf),
            verdict("jour", "a/jour", Ruling::Different),
        ];
        assert_eq!(pairs(&old, &new), [(0, 0, Ruling::PartOf)]);
        assert!(!matches(&old, &new)[0].is_inverse);
        new.verdicts[0] = verdict("namnd", "a/kontor", Ruling::PartOf);
        assert!(matches(&old, &new)[0].is_inverse);
    }
}
