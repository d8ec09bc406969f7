//! Findings of some rules that depend on a constant, as JSON.

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;

use super::analysis::{parameters, rounded};
use super::{Made, Text, made, slugs};
use crate::findings::Analysis;
use crate::findings::sensitivity::Swept;

/// Which findings come, go or change severity when a constant moves.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[allow(missing_docs, reason = "plain words")]
pub struct SweptFindings {
    pub made: Made,
    pub parameters: BTreeMap<&'static str, f64>,
    pub share: f64,
    pub changes: Vec<SweptFinding>,
}

/// One finding that depends on a constant.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[allow(missing_docs, reason = "see the findings")]
pub struct SweptFinding {
    pub parameter: &'static str,
    pub value: f64,
    pub finding: String,
    pub title: Text,
    /// Severity before; null where the finding is not there.
    pub from: Option<String>,
    /// Severity after; null where it is not there.
    pub to: Option<String>,
}

/// A sweep as JSON: constants moved by `share` of themselves, both ways.
pub fn swept(analysis: &Analysis, share: f64, changes: &[Swept]) -> SweptFindings {
    let one = |change: &Swept| SweptFinding {
        parameter: change.parameter,
        value: rounded(change.value),
        finding: change.id.clone(),
        title: (&change.title).into(),
        from: slugs(change.from),
        to: slugs(change.to),
    };
    SweptFindings {
        made: made(&[analysis.graph.network]),
        parameters: parameters(&analysis.parameters),
        share,
        changes: changes.iter().map(one).collect(),
    }
}
