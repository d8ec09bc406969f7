//! Findings before and after.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use crate::findings::{Finding, turned};
use crate::model::text::words;

words! {
    /// What a change does to a finding.
    Turn {
        /// It was not there before.
        Opened = "opened", "ny", "new";
        Worse = "worse", "värre", "worse";
        /// Another score or another title; better or worse cannot be told.
        Changed = "changed", "ändrad", "changed";
        Better = "better", "bättre", "better";
        /// It is not there any more.
        Closed = "closed", "stängd", "closed";
        /// What it was about is not there any more.
        Gone = "gone", "föremålet är borta", "its subject is gone";
    }
}

/// A finding that a change touches, before and after.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// What becomes of it.
    pub turn: Turn,
    /// As it is.
    pub before: Option<Finding>,
    /// As it would be.
    pub after: Option<Finding>,
}

/// What becomes of each finding, worst first, then in their own order; those that are the
/// same in severity, score and title are left out. `removed` are ids of what is gone.
///
/// # Cost
/// O(n log n) in findings.
pub fn compare_findings(
    before: &[Finding],
    after: &[Finding],
    removed: &[String],
) -> Vec<Difference> {
    let now: BTreeMap<&str, &Finding> = after.iter().map(|f| (f.id.as_str(), f)).collect();
    let then: BTreeMap<&str, &Finding> = before.iter().map(|f| (f.id.as_str(), f)).collect();
    let lost = |finding: &Finding| {
        let about = finding.id.split(':').skip(1);
        let about = about.chain(finding.subjects.iter().map(String::as_str));
        about.into_iter().any(|part| removed.iter().any(|id| id == part))
    };
    let mut all: Vec<Difference> = Vec::new();
    for finding in before {
        let turn = match now.get(finding.id.as_str()) {
            None if lost(finding) => Turn::Gone,
            None => Turn::Closed,
            Some(other) => match turned(finding, other) {
                Ordering::Less => Turn::Worse,
                Ordering::Greater => Turn::Better,
                Ordering::Equal if differs(finding, other) => Turn::Changed,
                Ordering::Equal => continue,
            },
        };
        let after = now.get(finding.id.as_str()).map(|finding| (*finding).clone());
        all.push(Difference { turn, before: Some(finding.clone()), after });
    }
    for finding in after.iter().filter(|finding| !then.contains_key(finding.id.as_str())) {
        all.push(Difference { turn: Turn::Opened, before: None, after: Some(finding.clone()) });
    }
    all.sort_by_key(|difference| difference.turn);
    all
}

fn differs(one: &Finding, other: &Finding) -> bool {
    let near = |a: f64, b: f64| (a - b).abs() < 1e-6;
    one.title != other.title
        || !near(one.score.0, other.score.0)
        || !near(one.score.1, other.score.1)
}
