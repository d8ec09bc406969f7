//! The collection table, and how a plan's measures spread, as JSON.

use serde::Serialize;
use utoipa::ToSchema;

use super::{Listed, Made, Text, listed, made, slugs};
use crate::compare::INDICATORS;
use crate::findings::Analysis;
use crate::graph::Graph;
use crate::measure::plan;

/// The same indicators for several networks.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Collection {
    /// What made it, and from what.
    pub made: Made,
    /// The day from which ends are seen, ISO 8601.
    pub as_of: Option<String>,
    /// The networks, in the order of the values.
    pub networks: Vec<Listed>,
    /// One row for each indicator.
    pub indicators: Vec<Indicator>,
}

/// An indicator and its value in each network.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Indicator {
    /// Its slug.
    pub id: &'static str,
    /// Its name.
    pub title: Text,
    /// Exactly what is counted.
    pub definition: Text,
    /// For each network, in order.
    pub values: Vec<Value>,
}

/// A number, out of how many where it is a part of something.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub struct Value {
    /// The number; null where the source does not let it be told.
    pub value: Option<f64>,
    /// Out of how many.
    pub of: Option<f64>,
}

/// The collection table of several networks.
///
/// # Cost
/// That of the indicators, two rules among them; the analyses are given.
pub fn collection(analyses: &[Analysis]) -> Collection {
    let value = |indicator: &crate::compare::Indicator, analysis: &Analysis| {
        let value = (indicator.value)(analysis);
        Value { value: value.map(|v| v.value), of: value.and_then(|v| v.of) }
    };
    let networks: Vec<_> = analyses.iter().map(|analysis| analysis.graph.network).collect();
    Collection {
        made: made(&networks),
        as_of: analyses.iter().find_map(|a| a.as_of).map(|day| day.to_string()),
        networks: analyses.iter().map(|analysis| listed(analysis.graph.network)).collect(),
        indicators: INDICATORS
            .iter()
            .map(|indicator| Indicator {
                id: indicator.id,
                title: (indicator.title)().into(),
                definition: (indicator.definition)().into(),
                values: analyses.iter().map(|analysis| value(indicator, analysis)).collect(),
            })
            .collect(),
    }
}

/// Measures of one board for one group, function and level of prevention; null
/// where the measures name none.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Share {
    /// Id of the group.
    pub group: Option<String>,
    /// Slug of the function.
    pub function: Option<String>,
    /// Level of prevention.
    pub prevention: Option<String>,
    /// Id of the actor that answers for them.
    pub board: String,
    /// Ids of the measures.
    pub measures: Vec<String>,
}

/// How a plan's measures spread over group × function × prevention × board.
pub fn spread(graph: &Graph) -> Vec<Share> {
    let network = graph.network;
    let one = |share: plan::Share| Share {
        group: share.group.map(|row| network.groups[row].id.0.clone()),
        function: slugs(share.function),
        prevention: slugs(share.prevention),
        board: network.actors[share.board].id.0.clone(),
        measures: share.measures.iter().map(|&m| network.measures[m].id.0.clone()).collect(),
    };
    plan::spread(graph).into_iter().map(one).collect()
}
