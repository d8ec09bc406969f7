//! The one JSON shape, read by the map and by others.
//!
//! *Invariant*: the only place that derives `Serialize`; every name in it is
//! promised stable.

mod analysis;
mod collection;
mod comparison;
mod confirmation;
mod decisions;
mod duplicates;
mod footing;
mod import;
mod map;
mod measures;
mod network;
mod persona;
mod prediction;
mod routes;
mod sensitivity;
mod vocabulary;
mod whatif;

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;

use crate::model::{self, Network, Row};

pub use analysis::{
    Cell, Constant, Coverage, Decision, Finding, Findings, Interval, Rule, Sensitivities,
    Sensitivity, cells, findings, rules, sensitivities,
};
pub use collection::{Collection, Indicator, Share, Value, collection, spread};
pub use comparison::{Action, Changed, Changes, Comparison, HoleFate, Question, Wish, comparison};
pub use confirmation::{Confirmation, ConfirmationLine, ConfirmationSection, confirmation};
pub use decisions::{Decided, Decisions, decisions};
pub use duplicates::{Duplicates, Evidence, Pair, Record, SettledPair, duplicates};
pub use footing::Footing;
pub use import::{Imported, imported, receipt_of};
pub use map::{LayoutBox, MapLayout, Sides, layout, sides};
pub use measures::{
    Chance, Figured, Informants, MeasureDoc, Measures, OfOne, OfSet, OfTie, key, measure_docs,
    measures, members, no_interval,
};
pub use network::{
    Actor, Agreement, Boundary, Figure, Forum, Goal, Group, Header, Interview, Mandate, Measure,
    Member, NetworkJson, Participation, Period, Referral, Section, Service, Source, Statement, Tie,
    network,
};
pub use persona::{Persona, persona};
pub use prediction::{IndexFigures, MeanAndSd, TieEvaluation, tie_evaluation};
pub use routes::{DeadEnd, Excluded, Hole, RouteList, Step, Via, Walk, routes};
pub use sensitivity::{SweptFinding, SweptFindings, swept};
pub use vocabulary::{Vocabulary, vocabulary};
pub use whatif::{
    Best, BestStep, CellChange, Change, Difference, Gap, Scenario, Scenarios, WhatIf, best, change,
    fault, scenario, scenarios, what_if,
};

/// A sentence or label in both languages.
#[derive(Clone, Debug, Default, Serialize, ToSchema)]
pub struct Text {
    /// Swedish.
    pub sv: String,
    /// English.
    pub en: String,
}

impl From<model::Text> for Text {
    fn from(text: model::Text) -> Self {
        Self { sv: text.sv, en: text.en }
    }
}

impl From<&model::Text> for Text {
    fn from(text: &model::Text) -> Self {
        text.clone().into()
    }
}

/// Where a row or finding comes from.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Claim {
    /// Id of the source.
    pub source: String,
    /// Place in it.
    pub place: String,
    /// The place's heading, if known.
    pub title: Option<String>,
    /// `stated`, `coded` or `inferred`.
    pub obtained: String,
    /// Id of the interview, if told apart.
    pub interview: Option<String>,
    /// ISO 8601.
    pub date: Option<String>,
    /// The words as printed, where the row normalises them.
    pub printed: Option<String>,
}

/// A range, either end unknown.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub struct Range {
    /// The least.
    pub min: Option<f64>,
    /// The most.
    pub max: Option<f64>,
}

/// A range of ages in years, both ends included, either end open.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub struct Ages {
    /// The youngest.
    pub min: Option<u32>,
    /// The oldest.
    pub max: Option<u32>,
}

/// What made a file, and from what.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Made {
    /// Version of Samkarta.
    pub version: &'static str,
    /// The networks that it was made from.
    pub inputs: Vec<Input>,
}

/// A network that something was made from.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Input {
    /// Its id.
    pub network: String,
    /// SHA-256 of what `sha256sum` writes of its files, in the order of their
    /// names and without `positions.csv`; null for one without files.
    pub sha256: Option<String>,
}

/// What makes a file now, from these networks.
pub(super) fn made(networks: &[&Network]) -> Made {
    let input =
        |network: &&Network| Input { network: network.id.clone(), sha256: network.digest.clone() };
    Made { version: env!("CARGO_PKG_VERSION"), inputs: networks.iter().map(input).collect() }
}

/// A network as `/api/networks` lists it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Listed {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What sort of source it was read from: `interviews`, `plan`, `magazine` or `model`.
    pub kind: Option<String>,
    /// The place it is about.
    pub place: Option<String>,
    /// The time it is about.
    pub period: Option<String>,
}

/// A network as lists show it.
pub fn listed(network: &Network) -> Listed {
    Listed {
        id: network.id.clone(),
        title: network.title.clone(),
        kind: slugs(network.kind),
        place: network.place.clone(),
        period: network.period.clone(),
    }
}

/// Any of the shapes as text, with a line end; the same bytes each time.
///
/// # Errors
/// None in practice: every shape is a tree of plain values.
pub fn text<T: Serialize>(value: &T) -> Result<String, serde_json::Error> {
    Ok(serde_json::to_string_pretty(value)? + "\n")
}

/// Any of the shapes as text on one line, as the API answers.
///
/// # Errors
/// As [`text`].
pub fn line<T: Serialize>(value: &T) -> Result<String, serde_json::Error> {
    serde_json::to_string(value)
}

/// Writes claims with the headings of their places.
struct Claims<'a> {
    titles: BTreeMap<(&'a str, &'a str), &'a str>,
}

impl<'a> Claims<'a> {
    fn new(network: &'a Network) -> Self {
        let sections = network.sections.iter();
        let titles =
            sections.map(|s| ((s.source.as_str(), s.place.as_str()), s.title.as_str())).collect();
        Self { titles }
    }

    fn all(&self, claims: &[model::Claim]) -> Vec<Claim> {
        claims.iter().map(|claim| self.one(claim)).collect()
    }

    fn of<T>(&self, row: &Row<T>) -> Vec<Claim> {
        self.all(&row.claims)
    }

    fn one(&self, claim: &model::Claim) -> Claim {
        let place = (claim.source.as_str(), claim.place.as_str());
        Claim {
            source: claim.source.0.clone(),
            place: claim.place.clone(),
            title: self.titles.get(&place).map(|title| (*title).to_owned()),
            obtained: slug(claim.obtained),
            interview: claim.interview.clone(),
            date: claim.date.clone(),
            printed: claim.printed.clone(),
        }
    }
}

fn slug<W: model::Word>(word: W) -> String {
    word.slug().to_owned()
}

fn slugs<W: model::Word>(word: Option<W>) -> Option<String> {
    word.map(slug)
}

fn ids<T: AsRef<str>>(list: &[T]) -> Vec<String> {
    list.iter().map(|id| id.as_ref().to_owned()).collect()
}
