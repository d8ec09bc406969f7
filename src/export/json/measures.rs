//! Measures and their explanations as JSON.

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;

use super::analysis::{Constant, rounded};
use super::{Made, Text, made, slug};
use crate::measure::constants::shows;
use crate::measure::figures::{Figure, Measured, Member, Subject};
use crate::measure::informants::{NoInterval, counted};
use crate::measure::{self, registry};
use crate::model;

/// A measure's explanation.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct MeasureDoc {
    /// Its id.
    pub id: &'static str,
    /// What it is about: `network`, `actor`, `tie`, `forum` or `set`.
    pub scope: String,
    /// Its name.
    pub title: Text,
    /// What it shows.
    pub shows: Text,
    /// How it is computed.
    pub formula: Text,
    /// What it is counted in.
    pub unit: Text,
    /// The values that it can take.
    pub range: Text,
    /// How its figures are read: `number`, `yes_no` (1 or 0) or `label`.
    pub reading: &'static str,
    /// When it has no value.
    pub undefined: Text,
    /// When it misleads.
    pub misleads: Text,
    /// Where it comes from.
    pub sources: Vec<&'static str>,
}

/// Every measure's explanation, in the order in which they are shown.
pub fn measure_docs() -> Vec<MeasureDoc> {
    let one = |(scope, measure): (_, &'static registry::Measure)| MeasureDoc {
        id: measure.id,
        scope: slug::<measure::figures::Scope>(scope),
        title: measure.title.text().into(),
        shows: measure.shows.text().into(),
        formula: measure.formula.text().into(),
        unit: measure.unit.text().into(),
        range: measure.range.text().into(),
        reading: registry::reading(measure.id).slug(),
        undefined: measure.undefined.text().into(),
        misleads: measure.misleads.text().into(),
        sources: measure.sources.to_vec(),
    };
    registry::measures().map(one).collect()
}

/// The measures of a network: what `samkarta measure --format json` writes.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Measures {
    /// What made them.
    pub made: Made,
    /// The constants by name.
    pub parameters: BTreeMap<&'static str, f64>,
    /// What each of them is, in their order.
    pub constants: Vec<Constant>,
    /// Which graph they are of.
    pub graph: Text,
    /// What the intervals show.
    pub intervals: Text,
    /// How the intervals were made.
    pub informants: Informants,
    /// Of the whole network, by measure or `measure:variant`.
    pub network: BTreeMap<String, Figured>,
    /// Of each actor, by id.
    pub actors: Vec<OfOne>,
    /// Of each forum, in the order of the table.
    pub forums: Vec<OfOne>,
    /// Of every two actors with a tie.
    pub ties: Vec<OfTie>,
    /// Of the sets of one, two and three actors that matter most.
    pub sets: Vec<OfSet>,
}

/// Whose word the figures rest on.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Informants {
    /// Informants behind some tie, referral or seat.
    pub known: usize,
    /// How many are dropped each time.
    pub dropped: usize,
    /// How often.
    pub draws: usize,
    /// Why there are no intervals; null where there are.
    pub why: Option<Text>,
    /// Who counts as one, and why they may be fewer than the interviews.
    pub counted: Text,
}

/// A figure.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Figured {
    /// How much; null where it is undefined.
    pub value: Option<f64>,
    /// Where the interval starts.
    pub low: Option<f64>,
    /// Where it ends.
    pub high: Option<f64>,
    /// What chance alone would give.
    pub baseline: Option<Chance>,
    /// Ids of those whom the figure picks out.
    pub members: Vec<String>,
}

/// What chance alone would give.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[allow(missing_docs, reason = "plain words")]
pub struct Chance {
    pub mean: f64,
    pub sd: f64,
    pub p: f64,
}

/// The figures of an actor or a forum.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OfOne {
    /// Its id.
    pub id: String,
    /// By measure.
    pub values: BTreeMap<&'static str, Figured>,
}

/// The figures of two actors with a tie.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OfTie {
    /// The first by id.
    pub from: String,
    /// The other.
    pub to: String,
    /// By measure.
    pub values: BTreeMap<&'static str, Figured>,
}

/// The figures of a set of actors.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OfSet {
    /// Ids of its actors.
    pub actors: Vec<String>,
    /// Whether every set of that size was tried.
    pub exact: bool,
    /// By measure.
    pub values: BTreeMap<&'static str, Figured>,
}

/// Why there are no intervals, in so many words.
pub fn no_interval(why: NoInterval) -> model::Text {
    match why {
        NoInterval::NobodyKnown => model::Text::new(
            "Nätverket säger inte vems uppgifter det bygger på, så det går inte att pröva vad som hänt om några inte hade frågats.",
            "The network does not say whose word it rests on, so there is no trying what would be if some had not been asked.",
        ),
        NoInterval::TooFew => model::Text::new(
            "För få uppgiftslämnare är kända för att några ska kunna tas bort och några vara kvar.",
            "Too few informants are known for some to be dropped and some to stay.",
        ),
        NoInterval::NotWanted => model::Text::new(
            "Inga dragningar begärdes (draws eller drop_share är 0).",
            "No draws were asked for (draws or drop_share is 0).",
        ),
    }
}

/// Measures as JSON: those named, or all of them.
pub fn measures(all: &measure::Measures, wanted: &[&str]) -> Measures {
    let kept = |figured: &&Measured| wanted.is_empty() || wanted.contains(&figured.figure.measure);
    let of = |subject: Subject| {
        all.figures.iter().filter(kept).filter(move |f| f.figure.subject == subject)
    };
    let values = |subject: Subject| -> BTreeMap<&'static str, Figured> {
        of(subject).map(|one| (one.figure.measure, figured(all, one))).collect()
    };
    let id = |node: u32| all.of.id(node).0.clone();
    let network = all.of.graph.network;
    let ids = 0..all.of.actors.len() as u32;
    let actors = ids.map(|node| OfOne { id: id(node), values: values(Subject::Actor(node)) });
    let forums = network.forums.iter().enumerate();
    let forums = forums
        .map(|(row, forum)| OfOne { id: forum.id.0.clone(), values: values(Subject::Forum(row)) });
    let tie =
        |&(a, b): &(u32, u32)| OfTie { from: id(a), to: id(b), values: values(Subject::Tie(a, b)) };
    let set = |set: &measure::structure::fragmentation::KeySet| OfSet {
        actors: set.actors.iter().map(|&actor| id(actor)).collect(),
        exact: set.exact,
        values: values(Subject::Set(set.actors.len())),
    };
    let constant = |(name, _): (&'static str, f64)| Constant { name, shows: shows(name).into() };
    Measures {
        made: made(&[network]),
        parameters: all.options.entries().into_iter().collect(),
        constants: all.options.entries().map(constant).into(),
        graph: registry::GRAPH.text().into(),
        intervals: registry::INTERVALS.text().into(),
        informants: Informants {
            known: all.informants.known,
            dropped: all.informants.dropped,
            draws: all.informants.draws,
            why: all.informants.none.map(|why| no_interval(why).into()),
            counted: counted(network).into(),
        },
        network: of(Subject::Network).map(|one| (key(&one.figure), figured(all, one))).collect(),
        actors: actors.filter(|one| !one.values.is_empty()).collect(),
        forums: forums.filter(|one| !one.values.is_empty()).collect(),
        ties: all.of.pairs.iter().map(tie).filter(|one| !one.values.is_empty()).collect(),
        sets: all.sets.iter().map(set).filter(|one| !one.values.is_empty()).collect(),
    }
}

/// A measure's id, with its variant if it has one.
pub fn key(figure: &Figure) -> String {
    match figure.variant {
        Some(variant) => format!("{}:{variant}", figure.measure),
        None => figure.measure.to_owned(),
    }
}

/// Rounded, and never a zero with a sign.
fn plain(value: f64) -> f64 {
    rounded(value) + 0.0
}

fn figured(all: &measure::Measures, one: &Measured) -> Figured {
    Figured {
        value: one.figure.value.map(plain),
        low: one.interval.map(|(low, _)| plain(low)),
        high: one.interval.map(|(_, high)| plain(high)),
        baseline: one.baseline.map(|chance| Chance {
            mean: rounded(chance.mean),
            sd: rounded(chance.sd),
            p: rounded(chance.p),
        }),
        members: members(all, one),
    }
}

/// Ids of those whom a figure picks out.
pub fn members(all: &measure::Measures, one: &Measured) -> Vec<String> {
    let id = |member: &Member| match *member {
        Member::Actor(node) => all.of.id(node).0.clone(),
        Member::Forum(row) => all.of.graph.network.forums[row].id.0.clone(),
    };
    one.members.iter().map(id).collect()
}
