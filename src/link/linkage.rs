//! Records of one list that may be the same, from comparison to probability.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use super::block::{Blocks, Tally};
use super::cluster::clusters;
use super::level::{Counts, Level};
use super::pair::Evidence;
use super::say::evidence;
use super::table::{Names, Record};
use super::weigh::{THOUSANDS, Weights, bits, outcome};
use super::words::lexicon::Class;

/// Up to this many records every pair is compared; beyond, blocking chooses.
const EXHAUSTIVE: usize = 1000;

/// Duplicate pairs expected for each record before anything is learnt.
const EXPECTED: f64 = 0.4;

/// Pairs of fewer bits are not kept.
const KEPT: f64 = -3.0;

/// Comparisons of an audit, about.
const AUDITED: usize = 2_000_000;

/// Pairs that are learnt from.
const SAMPLE: usize = 200_000;

/// A shorter list has the prior of one of so many records: about one pair in a hundred.
const FEW: usize = 100;

/// What a prior of one in as many pairs as there are is in the weights' own terms.
const OFFSET: f64 = 6.3;
const OFFSET_OF_REGISTERS: f64 = 12.7;

/// Two records and their match weight.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Link {
    /// The record that stands first.
    pub one: u32,
    /// The other.
    pub other: u32,
    /// Match weight in bits, the prior among them.
    pub weight: f64,
}

impl Link {
    /// Match probability, 0 to 1.
    pub fn probability(&self) -> f64 {
        1.0 / (1.0 + (-self.weight).exp2())
    }
}

/// What linking a list gave.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Linked {
    /// Pairs of at least the least weight asked for, in the order of the records.
    pub links: Vec<Link>,
    /// Pairs compared.
    pub compared: usize,
    /// Pairs there are.
    pub possible: f64,
    /// The prior, in bits.
    pub prior: f64,
    /// The weights it was made with.
    weights: Option<Weights>,
}

/// Two records and what came out between them.
type Counted = (u32, u32, Counts);

/// A list of records, compared.
pub(super) struct Linkage {
    names: Names,
    weights: Weights,
    prior: f64,
    /// Pairs worth keeping, by record, with their weight; sorted.
    pairs: Vec<(u32, u32, f64)>,
    compared: usize,
}

impl Linkage {
    /// Compares and weighs. `progress` is told of records done and of how many there are.
    pub fn new(records: &[Record], progress: &(dyn Fn(usize, usize) + Sync)) -> Self {
        let names = Names::new(records.iter());
        let count = records.len();
        let table = Weights::of_list(count);
        let blocks = (count > EXHAUSTIVE).then(|| Blocks::new(&names));
        let done = AtomicUsize::new(0);
        let found: Vec<(usize, Vec<Counted>)> = (0..count)
            .into_par_iter()
            .with_min_len(count / 256)
            .map_init(Tally::default, |tally, one| {
                let partners: Cow<[(u32, f32)]> = match &blocks {
                    Some(blocks) => blocks.partners(one, tally).into(),
                    None => (0..one as u32).map(|other| (other, 0.0)).collect(),
                };
                let found = partners
                    .iter()
                    .filter(|(other, _)| names.kind(one) == names.kind(*other as usize))
                    .filter_map(|&(other, _)| {
                        let (counts, bits) = outcome(&names, &table, one, other as usize)?;
                        let (first, second) = (other.min(one as u32), other.max(one as u32));
                        (bits > KEPT).then_some((first, second, counts))
                    });
                let found = found.collect();
                let so_far = done.fetch_add(1, Ordering::Relaxed) + 1;
                if so_far.is_multiple_of(1024) || so_far == count {
                    progress(so_far, count);
                }
                (partners.len(), found)
            })
            .collect();
        let compared = found.iter().map(|(compared, _)| compared).sum();
        let counted: Vec<Counted> = found.into_iter().flat_map(|(_, found)| found).collect();
        let (weights, prior) = learn(&counted, count);
        let weighed = |(one, other, counts): Counted| (one, other, prior + weights.of(&counts));
        let mut pairs: Vec<(u32, u32, f64)> = counted.into_iter().map(weighed).collect();
        pairs.par_sort_unstable_by_key(|(one, other, _)| (*one, *other));
        settle(&mut pairs, &names, &weights, prior);
        pairs.par_sort_unstable_by_key(|(one, other, _)| (*one, *other));
        Self { names, weights, prior, pairs, compared }
    }

    /// What any two records have to begin with, in bits.
    pub fn prior(&self) -> f64 {
        self.prior
    }

    /// Pairs of at least so many bits, in the order of the records.
    pub fn links(&self, least: f64) -> impl Iterator<Item = Link> + '_ {
        let pairs = self.pairs.iter().filter(move |(.., weight)| *weight >= least);
        pairs.map(|&(one, other, weight)| Link { one, other, weight })
    }

    /// Pairs of at least this probability, in the order of the records.
    fn likely(&self, least: f64) -> impl Iterator<Item = Link> + '_ {
        self.links(-20.0).filter(move |link| link.probability() >= least)
    }

    /// What the comparison of two names weighs, the prior aside.
    pub fn bits(&self, one: u32, other: u32) -> f64 {
        bits(&self.names, &self.weights, one as usize, other as usize)
    }

    /// What the comparison of two names gave, in words.
    pub fn evidence(&self, one: u32, other: u32) -> Vec<Evidence> {
        evidence(&self.names, &self.weights, one as usize, other as usize)
    }

    /// Whether a name has no telling word: *Samverkansgruppen*, *stora gruppen*.
    pub fn is_silent(&self, record: u32) -> bool {
        self.names.forms(record as usize).iter().all(|form| {
            let parts = self.names.parts(form).iter();
            parts
                .into_iter()
                .all(|part| matches!(part.class, Class::Owner | Class::Group | Class::Order))
        })
    }

    /// Whether a name is a place within a whole and no more: *nämnden*, *styrelsen*.
    pub fn is_role(&self, record: u32) -> bool {
        self.names.forms(record as usize).iter().all(|form| {
            let parts = self.names.parts(form);
            matches!(parts, [part] if part.class == Class::Role)
        })
    }
}

/// Links the records of a list to one another.
///
/// # Shape
/// Links of a probability of at least `least`, in the order of the records. `progress` is
/// told of records done and of how many there are.
///
/// # Cost
/// All pairs of up to 1,000 records, at most 12 comparisons a record beyond; memory
/// linear in the records.
///
/// # Source
/// Fellegi and Sunter (1969), "A theory for record linkage".
pub fn link(records: &[Record], least: f64, progress: &(dyn Fn(usize, usize) + Sync)) -> Linked {
    if records.len() < 2 {
        return Linked::default();
    }
    linked(Linkage::new(records, progress), records.len(), least)
}

/// [`link`], with what speaks for and against each link in words, in the order of the links.
pub fn link_with_reasons(
    records: &[Record],
    least: f64,
    progress: &(dyn Fn(usize, usize) + Sync),
) -> (Linked, Vec<Vec<Evidence>>) {
    if records.len() < 2 {
        return (Linked::default(), Vec::new());
    }
    let linkage = Linkage::new(records, progress);
    let reasons =
        linkage.likely(least).map(|link| linkage.evidence(link.one, link.other)).collect();
    (linked(linkage, records.len(), least), reasons)
}

fn linked(linkage: Linkage, records: usize, least: f64) -> Linked {
    let n = records as f64;
    Linked {
        links: linkage.likely(least).collect(),
        compared: linkage.compared,
        possible: n * (n - 1.0) / 2.0,
        prior: linkage.prior,
        weights: Some(linkage.weights),
    }
}

/// What blocking costs: of an even sample of the records, each compared with all others
/// of its kind, the pairs of at least even odds that blocking passed over, and those it
/// brought together.
///
/// # Cost
/// At most two million comparisons.
pub fn audit(records: &[Record], linked: &Linked) -> (usize, usize) {
    let count = records.len();
    let (Some(weights), true) = (&linked.weights, count > 1) else { return (0, 0) };
    let names = Names::new(records.iter());
    let blocks = (count > EXHAUSTIVE).then(|| Blocks::new(&names));
    let sample = (AUDITED / count).clamp(2, count);
    let rows: Vec<usize> = (0..sample).map(|i| i * count / sample).collect();
    let (names, blocks, sampled) = (&names, &blocks, &rows);
    let found: Vec<bool> = rows
        .par_iter()
        .map_init(Tally::default, |tally, &one| {
            let asks = |asker: usize, asked: usize, tally: &mut Tally| match blocks {
                Some(blocks) => {
                    blocks.partners(asker, tally).iter().any(|(other, _)| *other == asked as u32)
                }
                None => true,
            };
            let others = (0..count).filter(|&other| {
                // A pair of two that were drawn is counted once.
                (other > one || other < one && sampled.binary_search(&other).is_err())
                    && names.kind(one) == names.kind(other)
                    && linked.prior + bits(names, weights, one, other) >= 0.0
            });
            let others: Vec<usize> = others.collect();
            let met = others.iter().map(|&o| asks(one, o, tally) || asks(o, one, tally));
            met.collect::<Vec<bool>>()
        })
        .flatten_iter()
        .collect();
    let has = found.iter().filter(|met| **met).count();
    (found.len() - has, has)
}

/// The weights and the prior in bits: those of the table, or from some thousands of
/// records on those that expectation and maximisation find in the list itself.
fn learn(pairs: &[Counted], count: usize) -> (Weights, f64) {
    let offset = if count < THOUSANDS { OFFSET } else { OFFSET_OF_REGISTERS };
    let of = |expected: f64| offset + (2.0 * expected / (count.max(FEW) as f64 - 1.0)).log2();
    let mut expected = EXPECTED;
    let table = Weights::of_list(count);
    let mut weights = table.clone();
    if count < THOUSANDS {
        return (weights, of(expected));
    }
    let step = pairs.len().div_ceil(SAMPLE).max(1);
    for _ in 0..25 {
        let prior = of(expected);
        let (times, sum) = pairs
            .par_iter()
            .step_by(step)
            .with_min_len(4096)
            .fold(
                || ([0.0; Level::COUNT], 0.0),
                |(mut times, sum), (.., counts)| {
                    let p = 1.0 / (1.0 + (-(weights.of(counts) + prior)).exp2());
                    if p > 1e-3 {
                        for (total, &n) in times.iter_mut().zip(&counts.times) {
                            *total += p * f64::from(n);
                        }
                    }
                    (times, sum + p)
                },
            )
            .reduce(
                || ([0.0; Level::COUNT], 0.0),
                |(mut a, x), (b, y)| {
                    a.iter_mut().zip(b).for_each(|(a, b)| *a += b);
                    (a, x + y)
                },
            );
        let next = (sum * step as f64 / count as f64).clamp(1e-4, 2.0);
        let near = (next / expected).log2().abs() < 1e-4;
        expected = next;
        weights = table.clone().learnt(&times, sum);
        if near {
            break;
        }
    }
    (weights, of(expected))
}

/// Brings pairs in line with the clusters they are in: pairs of one cluster hold
/// together, pairs across clusters give way.
fn settle(pairs: &mut Vec<(u32, u32, f64)>, names: &Names, weights: &Weights, prior: f64) {
    let likely: Vec<(u32, u32, f64)> = pairs.iter().copied().filter(|pair| pair.2 > 0.0).collect();
    let known: HashMap<(u32, u32), f64> =
        pairs.iter().map(|&(one, other, bits)| ((one, other), bits)).collect();
    let found = clusters(&likely, |one, other| {
        let weighed = known.get(&(one, other)).copied();
        weighed.unwrap_or_else(|| prior + bits(names, weights, one as usize, other as usize))
    });
    let of = |record: u32| found.of.get(&record).copied();
    for (one, other, bits) in pairs.iter_mut() {
        if found.undecided.contains(one) && found.undecided.contains(other) {
            continue;
        }
        let together = of(*one).is_some() && of(*one) == of(*other);
        *bits = if together { bits.max(0.5) } else { bits.min(-0.2 + *bits * 0.05) };
    }
    let mut members: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for (record, top) in &found.of {
        members.entry(*top).or_default().push(*record);
    }
    for records in members.values() {
        for (i, &one) in records.iter().enumerate() {
            for &other in &records[i + 1..] {
                if !known.contains_key(&(one, other)) {
                    pairs.push((one, other, 0.5));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(names: &[&str]) -> Vec<Record> {
        let record = |name: &&str| Record { name: (*name).to_owned(), ..Record::default() };
        names.iter().map(record).collect()
    }

    #[test]
    fn letters_with_marks_are_letters() {
        let records = named(&["Hörngruppen", "Horngruppen", "Vårdcentralen Räven", "Akuten"]);
        let linkage = Linkage::new(&records, &|_, _| ());
        let told = linkage.evidence(0, 1);
        let marks = told.iter().find(|e| e.what.sv.starts_with("skiljer sig i å, ä eller ö"));
        assert!(marks.is_some_and(|e| e.bits < super::super::pair::AGAINST));
    }

    #[test]
    fn a_large_component_keeps_its_pairs() {
        let records = named(&["Kvinnojouren Vitsippan"; 160]);
        assert_eq!(link(&records, 0.5, &|_, _| ()).links.len(), 160 * 159 / 2);
    }

    #[test]
    fn known_letters_are_told_as_such() {
        let records = named(&["FK", "Försäkringskassan"]);
        let told = Linkage::new(&records, &|_, _| ()).evidence(0, 1);
        assert!(told.iter().any(|e| e.what.sv.starts_with("känd förkortning: ")));
    }
}
