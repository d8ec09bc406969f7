//! Coverage, routes and findings as JSON.

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;

use super::footing::{Footing, Footings, claims_of};
use super::{Claim, Made, Text, made, slug, slugs};
use crate::findings::{self, Analysis, RULES, falls_between};
use crate::measure::Parameters;
use crate::measure::constants::shows;
use crate::measure::coverage;
use crate::model::{self, Date};

/// Coverage of every group by every function; without cells for a model and
/// for examples from many places.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[allow(missing_docs, reason = "plain words")]
pub struct Coverage {
    pub made: Made,
    pub parameters: BTreeMap<&'static str, f64>,
    /// Each group followed by its parts, by the package's own word.
    pub groups: Vec<String>,
    /// How many groups each of them is within.
    pub depths: Vec<usize>,
    pub functions: Vec<String>,
    pub cells: Vec<Cell>,
}

/// Coverage of one group by one function.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Cell {
    /// Id of the group.
    pub group: String,
    /// Slug of the function.
    pub function: String,
    /// Only services that name the group, 0 to 1.
    pub low: f64,
    /// All services that shut nobody of it out, 0 to 1.
    pub high: f64,
    /// `gap`, `between`, `fragile` or `covered`.
    pub class: String,
    /// Whether any unit that would know was interviewed.
    pub asked: bool,
    /// Ids of actors that every route goes through.
    pub hinges_on: Vec<String>,
    /// Id of the finding that tells of the cell, if it is open: in coverage one of the list,
    /// elsewhere its own.
    pub finding: Option<String>,
}

/// The constants by name.
pub(super) fn parameters(parameters: &Parameters) -> BTreeMap<&'static str, f64> {
    parameters.entries().into_iter().collect()
}

/// Rounded to a millionth, so that the last bits of a sum do not show.
pub(super) fn rounded(value: f64) -> f64 {
    (value * 1e6).round() / 1e6
}

/// Coverage as JSON.
pub fn cells(analysis: &Analysis) -> Coverage {
    let network = analysis.graph.network;
    let functions = coverage::functions(analysis.graph);
    let told = falls_between::told(analysis);
    let one = |cell: &coverage::Cell| {
        let finding = told.get(&(cell.group, cell.function)).cloned();
        Cell { finding, ..one_cell(analysis, cell) }
    };
    // Examples from many places cover nobody in any of them.
    let cells = if network.is_place() { &analysis.coverage.cells[..] } else { &[] };
    let tree = network.group_tree();
    Coverage {
        made: made(&[network]),
        parameters: parameters(&analysis.parameters),
        groups: tree.iter().map(|(row, _)| network.groups[*row].id.0.clone()).collect(),
        depths: tree.iter().map(|(_, depth)| *depth).collect(),
        functions: functions.into_iter().map(slug).collect(),
        cells: cells.iter().map(one).collect(),
    }
}

pub(super) fn one_cell(analysis: &Analysis, cell: &coverage::Cell) -> Cell {
    let network = analysis.graph.network;
    let group = &network.groups[cell.group].id.0;
    let open = falls_between::is_finding(analysis, cell);
    Cell {
        group: group.clone(),
        function: slug(cell.function),
        low: rounded(cell.low),
        high: rounded(cell.high),
        class: slug(cell.class),
        asked: cell.asked,
        hinges_on: cell.hinges_on.iter().map(|&a| network.actors[a].id.0.clone()).collect(),
        finding: open.then(|| falls_between::id(group, cell.function)),
    }
}

/// All findings: the shape that `analyse --format json` writes.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[allow(missing_docs, reason = "plain words")]
pub struct Findings {
    pub made: Made,
    pub parameters: BTreeMap<&'static str, f64>,
    /// The day from which ends are seen, ISO 8601.
    pub as_of: Option<String>,
    pub findings: Vec<Finding>,
    /// Findings that others of the list tell of: a decision on those covers these.
    pub told: Vec<ToldIn>,
    /// Rules that were run and have no findings.
    pub silent: Vec<Silent>,
}

/// A finding that is told of in another.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ToldIn {
    /// Its id.
    pub finding: String,
    /// Id of the finding that tells of it.
    pub by: String,
    /// Its title.
    pub title: Text,
}

/// A rule without findings.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Silent {
    /// Id of the rule.
    pub rule: &'static str,
    /// Why it has none.
    pub why: Text,
}

/// One finding.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[allow(missing_docs, reason = "see the findings")]
pub struct Finding {
    pub id: String,
    pub rule: &'static str,
    /// Whether it is a question to answer, which is not counted among the findings.
    pub question: bool,
    pub severity: String,
    pub score: Interval,
    pub subjects: Vec<String>,
    pub title: Text,
    pub text: Text,
    pub would_change: Text,
    /// Where the rows that it rests on are said, each place once, in their order.
    pub claims: Vec<Claim>,
    /// The rows that it rests on, each once: what the rule turns on first. Those that a scenario
    /// made have no claims.
    pub rests_on: Vec<Footing>,
    pub decision: Option<Decision>,
}

/// A score's low and high end.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[allow(missing_docs, reason = "plain words")]
pub struct Interval {
    pub low: f64,
    pub high: f64,
}

/// What was decided about a finding.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[allow(missing_docs, reason = "the columns of the table; see the model")]
pub struct Decision {
    pub state: Option<String>,
    pub reason: Option<String>,
    pub owner: Option<String>,
    /// By when; only of an action.
    pub date: Option<String>,
    /// The day on which it was decided, where that is known.
    pub decided: Option<String>,
    /// Whether it is an action whose day has passed.
    pub overdue: bool,
    pub scenario: Option<String>,
}

/// A decision as it stands on a day.
fn on(decision: model::Decision, today: Option<Date>) -> Decision {
    Decision {
        state: slugs(decision.state),
        overdue: decision.is_overdue(today),
        date: decision.due().map(str::to_owned),
        decided: decision.decided_on().map(str::to_owned),
        reason: decision.reason,
        owner: decision.owner,
        scenario: decision.scenario,
    }
}

/// Findings as JSON.
pub fn findings(analysis: &Analysis, rules: &[&str]) -> Findings {
    let footings = Footings::new(analysis.graph.network);
    let every = analysis.every(rules);
    let told = every.iter().filter(|finding| finding.decision.is_none());
    let told = told.filter_map(|finding| {
        let by = finding.told_in.clone()?;
        Some(ToldIn { finding: finding.id.clone(), by, title: finding.title.clone().into() })
    });
    let told = told.collect();
    let found = findings::listed(every);
    let silent = analysis.silent(rules, &found).into_iter();
    Findings {
        made: made(&[analysis.graph.network]),
        parameters: parameters(&analysis.parameters),
        as_of: analysis.as_of.map(|day| day.to_string()),
        findings: found
            .into_iter()
            .map(|finding| one_finding(&footings, finding, analysis.as_of))
            .collect(),
        told,
        silent: silent.map(|s| Silent { rule: s.rule, why: s.why.into() }).collect(),
    }
}

/// A finding with what was decided on it, seen from a day.
pub(super) fn one_finding(
    footings: &Footings,
    finding: findings::Finding,
    today: Option<Date>,
) -> Finding {
    let rests_on = footings.rows(&finding.rests_on);
    Finding {
        question: finding.is_question(),
        id: finding.id,
        rule: finding.rule,
        severity: slug(finding.severity),
        score: Interval { low: rounded(finding.score.0), high: rounded(finding.score.1) },
        subjects: finding.subjects,
        title: finding.title.into(),
        text: finding.text.into(),
        would_change: finding.would_change.into(),
        claims: claims_of(&rests_on),
        rests_on,
        decision: finding.decision.map(|decision| on(decision, today)),
    }
}

/// A rule's explanation under the fixed headings.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[allow(missing_docs, reason = "the fixed headings")]
pub struct Rule {
    pub id: &'static str,
    pub title: Text,
    pub shows: Text,
    pub matters: Text,
    pub example: Text,
    pub misleads: Text,
    /// The constants it depends on.
    pub constants: Vec<Constant>,
    pub sources: Vec<&'static str>,
}

/// A constant that a judgement hangs on; its value stands with each result.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Constant {
    /// Its name, as in `parameters`.
    pub name: &'static str,
    /// What it is.
    pub shows: Text,
}

/// Every rule's explanation.
pub fn rules() -> Vec<Rule> {
    let one_constant = |&name: &&'static str| Constant { name, shows: shows(name).into() };
    let one = |rule: &crate::findings::Rule| {
        let doc = (rule.doc)();
        Rule {
            id: rule.id,
            title: doc.title.into(),
            shows: doc.shows.into(),
            matters: doc.matters.into(),
            example: doc.example.into(),
            misleads: doc.misleads.into(),
            constants: doc.constants.iter().map(one_constant).collect(),
            sources: doc.sources.to_vec(),
        }
    };
    RULES.iter().map(one).collect()
}

/// Which cells depend on which constant.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[allow(missing_docs, reason = "plain words")]
pub struct Sensitivities {
    pub made: Made,
    pub parameters: BTreeMap<&'static str, f64>,
    pub share: f64,
    pub changes: Vec<Sensitivity>,
}

/// One change of class.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[allow(missing_docs, reason = "see the measure")]
pub struct Sensitivity {
    pub parameter: &'static str,
    pub value: f64,
    pub finding: String,
    pub group: String,
    pub function: String,
    pub from: String,
    pub to: String,
}

/// Sensitivity as JSON: constants moved by `share` of themselves, both ways.
pub fn sensitivities(analysis: &Analysis, share: f64) -> Sensitivities {
    let network = analysis.graph.network;
    let changes = coverage::sensitivity(analysis.graph, analysis.parameters, share);
    let one = |change: coverage::Sensitivity| {
        let group = network.groups[change.group].id.0.clone();
        Sensitivity {
            parameter: change.parameter,
            value: rounded(change.value),
            finding: falls_between::id(&group, change.function),
            group,
            function: slug(change.function),
            from: slug(change.from),
            to: slug(change.to),
        }
    };
    Sensitivities {
        made: made(&[network]),
        parameters: parameters(&analysis.parameters),
        share,
        changes: changes.into_iter().map(one).collect(),
    }
}
