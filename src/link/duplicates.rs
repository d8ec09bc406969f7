//! Records of one network that may be the same.

use std::collections::{BTreeMap, BTreeSet};

use super::linkage::Linkage;
use super::roots::Roots;
use super::{AGAINST, Evidence, Kind, PROPOSED, Pair, Record, Relations, Rulings};
use crate::model::{Level, Network, Sector, Text};

/// Least weight (bits) that names must have for relations to be asked of a pair.
const ASKED: f64 = -4.0;

/// Greatest weight against, in bits, of names that have no telling word: they say little.
const SILENT: f64 = -3.0;

/// Own names of less weight than this (bits) speak against two that share another name.
const APART: f64 = -3.0;

/// Rounds of collective resolution: what likely pairs of actors change in the forums.
const ROUNDS: usize = 2;

/// Pairs of actors and of forums that may be the same, likeliest first: those of a
/// probability of at least [`PROPOSED`] by their names and by what else is known of them.
///
/// Pairs on which the network holds a verdict are left out. Sure pairs of actors count as
/// one when forums are compared by their members, and that once more.
///
/// # Cost
/// All pairs of up to 1,000 names are compared, from there on about 40 for each name.
///
/// # Source
/// Fellegi and Sunter (1969), "A theory for record linkage"; Bhattacharya and Getoor
/// (2007), "Collective entity resolution in relational data".
pub fn duplicates(network: &Network) -> Vec<Pair> {
    let actors = Alike::new(network, Kind::Actor);
    let forums = Alike::new(network, Kind::Forum);
    let mut cluster: Vec<usize> = (0..network.actors.len()).collect();
    let mut pairs = Vec::new();
    for _ in 0..ROUNDS {
        let relations = Relations::with(network, |actor| cluster[actor]);
        pairs = actors.pairs(&relations);
        let mut roots = Roots::default();
        for pair in pairs.iter().filter(|pair| pair.is_sure()) {
            roots.join(Kind::Actor, pair.one, pair.other);
        }
        pairs.extend(forums.pairs(&relations));
        let next: Vec<usize> =
            (0..network.actors.len()).map(|row| roots.of(Kind::Actor, row)).collect();
        if next == cluster {
            break;
        }
        cluster = next;
    }
    pairs.sort_by(|a, b| {
        let key = |pair: &Pair| (pair.kind, pair.one, pair.other);
        b.probability().total_cmp(&a.probability()).then(key(a).cmp(&key(b)))
    });
    pairs
}

/// The names of one table's records, linked.
struct Alike {
    kind: Kind,
    linkage: Linkage,
    /// Names of each row.
    names: Vec<Vec<u32>>,
    /// Rows that may be the same by name: the two names that fit best, and their weight
    /// once the other names of both are considered.
    likely: BTreeMap<(usize, usize), (u32, u32, f64)>,
    ruled: BTreeSet<(usize, usize)>,
}

impl Alike {
    fn new(network: &Network, kind: Kind) -> Self {
        let mut records = Vec::new();
        let mut rows = Vec::new();
        let mut names: Vec<Vec<u32>> = vec![Vec::new(); kind.count(network)];
        let id_to_row: BTreeMap<&str, usize> =
            (0..kind.count(network)).map(|row| (kind.id(network, row), row)).collect();
        let others = network.aliases.iter().filter_map(|alias| {
            let bearer = match kind {
                Kind::Actor => alias.actor.as_ref().map(|id| id.as_str()),
                Kind::Forum => alias.forum.as_ref().map(|id| id.as_str()),
                Kind::Group => alias.group.as_ref().map(|id| id.as_str()),
            };
            Some((*id_to_row.get(bearer?)?, alias.name.as_str()))
        });
        let own = (0..kind.count(network)).map(|row| (row, kind.name(network, row)));
        for (row, name) in own.chain(others) {
            names[row].push(records.len() as u32);
            rows.push(row);
            let scope = scope(network, kind, row);
            records.push(Record { name: name.to_owned(), scope, ..Record::default() });
        }
        let linkage = Linkage::new(&records, &|_, _| {});
        let mut likely: BTreeMap<(usize, usize), (u32, u32, f64)> = BTreeMap::new();
        for link in linkage.links(ASKED) {
            let (one, other) = (rows[link.one as usize], rows[link.other as usize]);
            let key = (one.min(other), one.max(other));
            let weight = link.weight;
            // A name that says nothing by itself stands for nobody who has another: the board of
            // social services is called *the board* where no other is spoken of.
            let says_little = |name: u32| linkage.is_silent(name) || linkage.is_role(name);
            let unsaid = |name: u32, row: usize| {
                says_little(name) && names[row].iter().any(|&n| !says_little(n))
            };
            if unsaid(link.one, one) || unsaid(link.other, other) {
                continue;
            }
            if one != other && likely.get(&key).is_none_or(|known| weight > known.2) {
                let (first, second) =
                    if one < other { (link.one, link.other) } else { (link.other, link.one) };
                likely.insert(key, (first, second, weight));
            }
        }
        let ruled = Rulings::of(network).ruled.into_iter().filter(|ruled| ruled.kind == kind);
        let ruled = ruled.map(|r| (r.one.min(r.other), r.one.max(r.other))).collect();
        Self { kind, linkage, names, likely, ruled }
    }

    fn pairs(&self, relations: &Relations) -> Vec<Pair> {
        let kind = self.kind;
        let mut asked: BTreeSet<(usize, usize)> = self.likely.keys().copied().collect();
        asked.extend(relations.candidates(kind));
        let open = asked.into_iter().filter(|pair| !self.ruled.contains(pair));
        let pairs = open.map(|(one, other)| {
            let mut evidence = self.of_names(one, other);
            evidence.extend(relations.evidence(kind, one, other));
            Pair { kind, one, other, prior: self.linkage.prior(), evidence }
        });
        pairs.filter(|pair| pair.probability() >= PROPOSED).collect()
    }

    /// What the names of two rows say.
    fn of_names(&self, one: usize, other: usize) -> Vec<Evidence> {
        if let Some(&(first, second, weight)) = self.likely.get(&(one, other)) {
            let mut evidence = self.linkage.evidence(first, second);
            let alone: f64 = evidence.iter().map(|item| item.bits).sum();
            let rest = weight - self.linkage.prior() - alone;
            if rest.abs() >= 0.05 {
                evidence.push(Evidence { what: company(rest), bits: rest });
            }
            // Two that share another name but differ in their own are often two.
            let own = self.linkage.bits(self.names[one][0], self.names[other][0]);
            let alias = weight - self.linkage.prior();
            let own_names = (first, second) == (self.names[one][0], self.names[other][0]);
            if !own_names && own + self.linkage.prior() < 0.0 {
                let what = Text::new(
                    "likheten gäller ett annat namn än deras egna",
                    "the likeness is of another name than their own",
                );
                let bits = if own < APART { (own.max(-alias - 6.0) - alias) / 2.0 } else { 0.0 };
                evidence.push(Evidence { what, bits: bits.min(AGAINST - 0.1) });
            }
            return evidence;
        }
        let pairs =
            self.names[one].iter().flat_map(|&a| self.names[other].iter().map(move |&b| (a, b)));
        let best = pairs
            .max_by(|x, y| self.linkage.bits(x.0, x.1).total_cmp(&self.linkage.bits(y.0, y.1)));
        let Some((first, second)) = best else { return Vec::new() };
        let mut evidence = self.linkage.evidence(first, second);
        if self.linkage.is_silent(first) || self.linkage.is_silent(second) {
            let sum: f64 = evidence.iter().map(|item| item.bits).sum();
            if sum < SILENT {
                let what = Text::new(
                    "ett av namnen säger nästan inget, så olikheten väger lätt",
                    "one of the names says next to nothing, so the difference weighs little",
                );
                evidence.push(Evidence { what, bits: SILENT - sum });
            }
        }
        evidence
    }
}

fn company(bits: f64) -> Text {
    if bits > 0.0 {
        Text::new(
            "de andra namnen i samma hop håller ihop dem",
            "other names of the cluster hold them together",
        )
    } else {
        Text::new(
            "det ena passar bättre ihop med ett annat namn",
            "one of them fits better with another name",
        )
    }
}

/// Where a record belongs: the network's place, unless it is one for the country. Of a
/// place with more to it, as in *Lindvik, Region Östmark*, the first name.
fn scope(network: &Network, kind: Kind, row: usize) -> Option<String> {
    let local = match kind {
        Kind::Actor => {
            let actor = &network.actors[row];
            actor.level.map_or(actor.sector != Some(Sector::State), |level| level == Level::Local)
        }
        Kind::Forum => network.forums[row].level.is_none_or(|level| level == Level::Local),
        Kind::Group => true,
    };
    let place = network.place.as_deref().filter(|_| local && network.is_place())?;
    let first = place.split([',', ';', '(']).next().map(str::trim);
    first.filter(|name| !name.is_empty()).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Actor, ActorKind, Alias, Row};

    fn actor(id: &str, name: &str, kind: ActorKind) -> Row<Actor> {
        Row::bare(Actor { id: id.into(), name: name.into(), kind: Some(kind), ..Actor::default() })
    }

    fn proposed(net: &Network) -> Vec<(usize, usize)> {
        duplicates(net).iter().map(|pair| (pair.one, pair.other)).collect()
    }

    #[test]
    fn a_kind_is_no_duplicate_of_one_of_its_kind() {
        use ActorKind::{Category, Organisation, Unit};
        let one = || actor("one", "Kvinnojouren i Sundbyberg", Organisation);
        let kind = || actor("kind", "Kvinnojourer", Category);
        let of = |actors: Vec<Row<Actor>>| Network { actors, ..Network::default() };
        assert!(proposed(&of(vec![one(), kind()])).is_empty());
        // Two kinds may be one; not when one of them is somebody's own.
        let other = || actor("other", "Kvinnojourerna", Category);
        assert_eq!(proposed(&of(vec![kind(), other()])), [(0, 1)]);
        let mut own = other();
        own.parent = Some("one".into());
        assert!(proposed(&of(vec![kind(), own, one()])).is_empty());
        // One name, coded in two ways.
        let barnahus = |id, kind| actor(id, "Barnahus", kind);
        let two = of(vec![barnahus("a", Category), barnahus("b", Unit)]);
        assert_eq!(proposed(&two), [(0, 1)]);
    }

    #[test]
    fn what_the_board_is_called_for_short_stands_for_no_other_board() {
        let board = |id, name| actor(id, name, ActorKind::Board);
        let mut net = Network {
            actors: vec![board("any", "Nämnd"), board("social", "Socialnämnden")],
            ..Network::default()
        };
        let chance = |net: &Network| duplicates(net).first().map_or(0.0, Pair::probability);
        let before = chance(&net);
        net.aliases.push(Row::bare(Alias {
            actor: Some("social".into()),
            name: "nämnden".into(),
            ..Alias::default()
        }));
        assert!(chance(&net) <= before, "{} and {before}", chance(&net));
    }

    #[test]
    fn names_that_tell_two_places_are_two_though_they_are_called_alike_for_short() {
        let role = |id, name| actor(id, name, ActorKind::Role);
        let mut net = Network {
            actors: vec![
                role("a", "Kommunchefer i Västerbotten"),
                role("b", "Chefer från olika sektorer i Gävle"),
            ],
            ..Network::default()
        };
        for (id, name) in [("a", "Kommunchefer"), ("b", "Chefer från olika sektorer")] {
            let alias = Alias { actor: Some(id.into()), name: name.into(), ..Alias::default() };
            net.aliases.push(Row::bare(alias));
        }
        assert!(proposed(&net).is_empty());
    }
}
