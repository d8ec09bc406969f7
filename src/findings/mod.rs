//! Findings: what the analysis says, with its evidence and its limits.
//!
//! One file per rule. *Invariant*: a finding's id depends on rule and subjects
//! alone, so that a decision stays attached when the analysis is run again;
//! "nobody asked" is never reported as "no tie".

mod broken_referral;
mod chain_of_command;
mod checklist;
mod duplicates;
mod ending;
pub mod explain;
pub mod falls_between;
pub mod footing;
#[cfg(test)]
mod footing_tests;
pub mod journey;
mod key_actor;
#[cfg(test)]
mod law_tests;
mod mandated;
#[cfg(test)]
mod missing_tests;
pub mod never_asked;
mod one_sided;
mod overlapping_forums;
mod plan_practice;
pub mod sensitivity;
mod shared_group_no_forum;
mod silence;
mod silos;
mod structurally_likely;
mod wished;

pub use plan_practice::numbers;
pub use silence::Silence;

use std::cmp::Ordering;
use std::sync::OnceLock;

use rayon::prelude::*;

use crate::graph::Graph;
use crate::link::{About, decided};
use crate::measure::Parameters;
use crate::measure::coverage::{Coverage, coverage};
use crate::model::text::words;
use crate::model::{Claim, Date, Decision, Footing, Network, NetworkKind, Text};

words! {
    /// How much a finding matters.
    Severity {
        High = "high", "allvarlig", "high";
        Medium = "medium", "viktig", "medium";
        Low = "low", "att känna till", "low";
    }
}

/// What a rule found.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// `rule:subject:subject`, stable between runs.
    pub id: String,
    /// The rule's id.
    pub rule: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// The rule's score, low and high end; the rule says what it counts.
    pub score: (f64, f64),
    /// Ids of what it is about.
    pub subjects: Vec<String>,
    /// One line.
    pub title: Text,
    /// The explanation.
    pub text: Text,
    /// What would change it.
    pub would_change: Text,
    /// Rows of the network that it was found in, each once: what the rule turns on first, then
    /// what its sentences name.
    pub rests_on: Vec<Footing>,
    /// Id of another finding that tells of it, so that a list need not. What is decided on
    /// that one is decided on this one, and whoever decides is told so.
    pub told_in: Option<String>,
    /// What was decided about it.
    pub decision: Option<Decision>,
}

/// A rule's explanation under fixed headings; the map shows it beside each
/// finding.
#[derive(Clone, Debug)]
pub struct Doc {
    /// The rule's name.
    pub title: Text,
    /// What it shows.
    pub shows: Text,
    /// Why it matters.
    pub matters: Text,
    /// An example.
    pub example: Text,
    /// When it misleads.
    pub misleads: Text,
    /// Names of the constants that it depends on.
    pub constants: &'static [&'static str],
    /// Its sources.
    pub sources: &'static [&'static str],
}

/// The constants behind coverage, which rules on groups and routes share.
const COVERAGE: &[&str] = &[
    "handover",
    "gate",
    "service_strength",
    "p_way_in",
    "p_confirmed",
    "p_one_sided",
    "p_forum",
    "p_internal",
    "gap_below",
    "named_below",
    "max_handovers",
];

/// What a rule says something of.
#[derive(Clone, Copy)]
enum Of {
    /// The practice of one place: neither a model nor examples from many.
    Places,
    /// One place, or a model of one.
    Wholes,
    /// Any network.
    Anything,
}

/// A rule.
pub struct Rule {
    /// Its id.
    pub id: &'static str,
    /// Its explanation.
    pub doc: fn() -> Doc,
    /// What it says something of.
    of: Of,
    run: fn(&Analysis) -> Vec<Finding>,
}

impl Finding {
    /// Who says so, where: the claims of the rows that it rests on, each once, in their order.
    ///
    /// `network` is the one that it was found in.
    pub fn claims(&self, network: &Network) -> Vec<Claim> {
        let mut all: Vec<Claim> = Vec::new();
        for claim in self.rests_on.iter().flat_map(|row| row.claims(network)) {
            if !all.contains(claim) {
                all.push(claim.clone());
            }
        }
        all
    }

    /// Whether it is a question that somebody has to answer: it stands in the list, but is
    /// not counted among what was found.
    pub fn is_question(&self) -> bool {
        self.rule == checklist::RULE.id
    }

    /// Those of `every` that this one tells of and on which nothing was decided: a decision
    /// on it is on them, too.
    pub fn tells_of<'a>(&self, every: &'a [Finding]) -> Vec<&'a Finding> {
        every.iter().filter(|other| other.is_told_in(&self.id)).collect()
    }

    fn is_told_in(&self, id: &str) -> bool {
        self.told_in.as_deref() == Some(id) && self.decision.is_none()
    }
}

impl Rule {
    /// Whether the rule says something of a network of this kind.
    fn fits(&self, network: &Network) -> bool {
        match self.of {
            Of::Places => network.is_place(),
            Of::Wholes => network.kind != Some(NetworkKind::Magazine),
            Of::Anything => true,
        }
    }
}

/// Every rule, in the order in which results as grave as one another are shown.
pub static RULES: [Rule; 16] = [
    falls_between::RULE,
    never_asked::RULE,
    key_actor::RULE,
    plan_practice::RULE,
    mandated::RULE,
    wished::RULE,
    broken_referral::RULE,
    shared_group_no_forum::RULE,
    one_sided::RULE,
    structurally_likely::RULE,
    silos::RULE,
    ending::RULE,
    duplicates::RULE,
    overlapping_forums::RULE,
    chain_of_command::RULE,
    checklist::RULE,
];

/// What rules share: the graph and coverage, computed once.
pub struct Analysis<'a> {
    /// The network.
    pub graph: &'a Graph<'a>,
    /// The constants.
    pub parameters: Parameters,
    /// The day from which ends are seen; without one they are only listed.
    pub as_of: Option<Date>,
    /// Coverage of every group by every function.
    pub coverage: Coverage,
    /// What the costliest rule found, or why nothing: both are asked for.
    likely: OnceLock<structurally_likely::Likely>,
}

impl<'a> Analysis<'a> {
    /// Prepares an analysis. Cost: that of [`coverage`].
    pub fn new(graph: &'a Graph<'a>, parameters: Parameters) -> Self {
        Self::with(graph, coverage(graph, parameters))
    }

    /// An analysis whose coverage is there already.
    pub fn with(graph: &'a Graph<'a>, coverage: Coverage) -> Self {
        let parameters = coverage.parameters;
        Self { graph, parameters, as_of: None, coverage, likely: OnceLock::new() }
    }

    /// The same analysis, seen from a day.
    pub fn seen_from(self, as_of: Option<Date>) -> Self {
        Self { as_of, ..self }
    }

    /// The list that is shown: what [`Analysis::every`] finds but what another finding of the
    /// list tells of, in the order of the rules. What somebody decided on stands by itself.
    pub fn run(&self, rules: &[&str]) -> Vec<Finding> {
        let mut found = self.every(rules);
        found.retain(stands);
        found
    }

    /// [`Analysis::run`], gravest first; of equal ones in the order of the rules.
    pub fn list(&self, rules: &[&str]) -> Vec<Finding> {
        listed(self.every(rules))
    }

    /// Runs the rules named, or all of them, worst findings of each rule
    /// first and then in the rule's own order, and attaches the decisions that the network
    /// holds. Who compares findings takes all of them: what is folded into one here may
    /// stand by itself there.
    pub fn every(&self, rules: &[&str]) -> Vec<Finding> {
        let network = self.graph.network;
        let rules: Vec<&Rule> = wanted(rules).filter(|rule| rule.fits(network)).collect();
        // Rules know nothing of one another, so they run side by side; their order stands.
        let found: Vec<Vec<Finding>> = rules
            .into_par_iter()
            .map(|rule| {
                let mut found = (rule.run)(self);
                found.sort_by_key(|finding| finding.severity);
                found
            })
            .collect();
        let mut findings: Vec<Finding> = found.into_iter().flatten().collect();
        attach(network, &mut findings);
        findings
    }

    /// Of the rules named, or of all, those without a finding in `found`, and why.
    ///
    /// # Cost
    /// That of [`Analysis::every`] on those rules at most.
    pub fn silent(&self, rules: &[&str], found: &[Finding]) -> Vec<Silence> {
        let network = self.graph.network;
        let silent = |rule: &&Rule| !found.iter().any(|finding| finding.rule == rule.id);
        let why = |rule: &Rule| match rule.fits(network) {
            true => silence::why(self, rule),
            false => silence::not_for(network),
        };
        let say = |rule: &'static Rule| Silence { rule: rule.id, why: why(rule) };
        wanted(rules).filter(silent).map(say).collect()
    }
}

/// Whether a finding stands in the list by itself.
fn stands(finding: &Finding) -> bool {
    finding.told_in.is_none() || finding.decision.is_some()
}

/// Of every finding those that stand by themselves, gravest first.
pub fn listed(mut every: Vec<Finding>) -> Vec<Finding> {
    every.retain(stands);
    every.sort_by_key(|finding| finding.severity);
    every
}

/// The rules named; without any, all.
fn wanted(rules: &[&str]) -> impl Iterator<Item = &'static Rule> {
    RULES.iter().filter(move |rule| rules.is_empty() || rules.contains(&rule.id))
}

/// Attaches the decisions that a network holds; of several on one finding the last row.
///
/// A pair whose ids have changed may stand the other way round now.
fn attach(network: &Network, findings: &mut [Finding]) {
    for (row, about) in network.decisions.iter().zip(decided(network)) {
        let About::Finding(id) = about else { continue };
        let at = findings.iter().position(|finding| finding.id == id).or_else(|| {
            let mut alike = (0..findings.len())
                .filter(|&at| id != row.finding && parts(&findings[at].id) == parts(&id));
            alike.next().filter(|_| alike.next().is_none())
        });
        if let Some(at) = at {
            findings[at].decision = Some(row.value.clone());
        }
    }
}

/// The parts of a finding's id, whatever their order.
fn parts(id: &str) -> Vec<&str> {
    let mut parts: Vec<&str> = id.split(':').collect();
    parts.sort_unstable();
    parts
}

/// Whether a finding is worse (`Less`), the same (`Equal`) or better (`Greater`) than it
/// was: by severity; of coverage by its low end and its high end, for where those stand still
/// a hole weighs less only because nobody is left who was asked. Scores of other rules count
/// different things and say nothing of better and worse.
pub fn turned(before: &Finding, after: &Finding) -> Ordering {
    let near =
        |a: f64, b: f64| if (a - b).abs() < 1e-6 { Ordering::Equal } else { a.total_cmp(&b) };
    if after.rule != falls_between::RULE.id {
        return after.severity.cmp(&before.severity);
    }
    near(after.score.0, before.score.0).then(near(after.score.1, before.score.1))
}

/// Whether an informant of an actor, or of a unit of it, was asked.
fn is_heard(graph: &Graph, actor: usize) -> bool {
    graph.units(actor).into_iter().any(|at| graph.network.actors[at].interviewed == Some(true))
}
