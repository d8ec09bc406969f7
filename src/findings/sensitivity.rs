//! Which findings of some rules depend on which constant.

use super::{Analysis, Finding, Severity};
use crate::model::Text;

/// One finding that comes, goes or changes severity with a constant.
#[derive(Clone, Debug, PartialEq)]
pub struct Swept {
    /// The constant.
    pub parameter: &'static str,
    /// The value it was moved to.
    pub value: f64,
    /// The finding's id.
    pub id: String,
    /// Its title.
    pub title: Text,
    /// Severity with the constants as they are; `None` where it is not there.
    pub from: Option<Severity>,
    /// Severity with the constant moved.
    pub to: Option<Severity>,
}

/// Moves one constant at a time by `share`, down and up, runs the rules named
/// and tells what changes; by constant, then in the order of findings.
///
/// # Cost
/// Twice as many analyses as there are constants.
pub fn sweep(analysis: &Analysis, rules: &[&str], share: f64) -> Vec<Swept> {
    let base = analysis.every(rules);
    let mut changes = Vec::new();
    for (name, before) in analysis.parameters.entries() {
        for by in [-share, share] {
            let moved = analysis.parameters.moved(name, by);
            if moved == analysis.parameters {
                continue;
            }
            let value =
                moved.entries().iter().find(|(n, _)| *n == name).map_or(before, |(_, v)| *v);
            let there = Analysis::new(analysis.graph, moved).seen_from(analysis.as_of);
            let found = there.every(rules);
            let severity = |list: &[Finding], id: &str| {
                list.iter().find(|finding| finding.id == id).map(|finding| finding.severity)
            };
            let new = found.iter().filter(|f| severity(&base, &f.id).is_none());
            for finding in base.iter().chain(new) {
                let (from, to) = (severity(&base, &finding.id), severity(&found, &finding.id));
                if from != to {
                    changes.push(Swept {
                        parameter: name,
                        value,
                        id: finding.id.clone(),
                        title: finding.title.clone(),
                        from,
                        to,
                    });
                }
            }
        }
    }
    changes
}
