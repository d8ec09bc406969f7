//! What-if, scenarios and the best changes as JSON.

use std::collections::BTreeMap;
use std::iter;

use serde::Serialize;
use utoipa::ToSchema;

use super::analysis::{Cell, Finding, one_cell, one_finding, parameters, rounded};
use super::footing::Footings;
use super::{Made, Text, made, slug};
use crate::findings::{Analysis, Finding as Found};
use crate::graph::Graph;
use crate::load::columns::label;
use crate::load::problem::Problem;
use crate::load::scenario::to_toml;
use crate::model::text::upper;
use crate::model::{self, How, Network};
use crate::whatif::{self, Ground, Trial, say, summary};

/// A change.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Change {
    /// `add`, `remove` or `change`.
    pub deed: String,
    /// `actor`, `forum`, `seat`, `service`, `referral`, `tie` or `mandate`.
    pub what: String,
    /// The row's id or name.
    pub id: Option<String>,
    /// What cells hold instead, by column.
    pub set: BTreeMap<String, String>,
    /// What joins lists, by column.
    pub join: BTreeMap<String, String>,
    /// What leaves lists, by column.
    pub drop: BTreeMap<String, String>,
    /// The change in a sentence.
    pub text: Text,
}

/// Changes that are tried together.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Scenario {
    /// Its slug; empty when it is not saved.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it is about, briefly.
    pub note: Option<String>,
    /// The changes.
    pub changes: Vec<Change>,
    /// The same as a file to save.
    pub toml: String,
    /// Why it cannot be tried on the network as it is; empty when it can.
    pub problems: Vec<Text>,
}

/// The saved scenarios of a network.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Scenarios {
    /// By id.
    pub scenarios: Vec<Scenario>,
    /// What is wrong with files that cannot be read.
    pub problems: Vec<Text>,
}

/// How far help is from reaching everybody: smaller is better, the first figure first.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub struct Gap {
    /// Cells of help that are a gap or fall between.
    pub holes: i64,
    /// Cells of help that hang on one actor.
    pub fragile: i64,
    /// Sum of 1 − low end over all cells of help.
    pub missing: f64,
}

/// What changes would do.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct WhatIf {
    /// What made it, and from what.
    pub made: Made,
    /// The constants used.
    pub parameters: BTreeMap<&'static str, f64>,
    /// The day from which ends are seen, ISO 8601.
    pub as_of: Option<String>,
    /// What was tried.
    pub scenario: Scenario,
    /// Ids of rows that are of the scenario alone; they have no claims.
    pub added: Vec<String>,
    /// Ids of rows that would be gone.
    pub removed: Vec<String>,
    /// What else follows.
    pub consequences: Vec<Text>,
    /// What is missing as it is.
    pub before: Gap,
    /// What would be missing.
    pub after: Gap,
    /// What it amounts to.
    pub summary: Text,
    /// Findings that are touched, worst first.
    pub differences: Vec<Difference>,
    /// How many findings stay as they are.
    pub unchanged: usize,
    /// Cells of coverage that differ.
    pub cells: Vec<CellChange>,
}

/// A finding before and after.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Difference {
    /// The finding's id.
    pub finding: String,
    /// Its rule.
    pub rule: &'static str,
    /// `opened`, `worse`, `changed`, `better`, `closed`, or `gone` with its subject.
    pub fate: String,
    /// As it is; null when it is not there.
    pub before: Option<Finding>,
    /// As it would be; null when it would not be there.
    pub after: Option<Finding>,
}

/// A cell of coverage before and after.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CellChange {
    /// Id of the group.
    pub group: String,
    /// Slug of the function.
    pub function: String,
    /// As it is.
    pub before: Cell,
    /// As it would be.
    pub after: Cell,
}

/// The changes that close most, one after the other.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Best {
    /// The constants used.
    pub parameters: BTreeMap<&'static str, f64>,
    /// Changes that were tried at the first step.
    pub candidates: usize,
    /// What is missing at the start.
    pub before: Gap,
    /// The steps.
    pub steps: Vec<BestStep>,
    /// Why there are fewer steps than asked for.
    pub why: Option<Text>,
}

/// A change that was chosen, and its exact value after those before it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct BestStep {
    /// The change.
    pub change: Change,
    /// What is missing before it.
    pub before: Gap,
    /// What is missing after it.
    pub after: Gap,
    /// Findings of coverage that it touches, worst first.
    pub differences: Vec<Difference>,
}

impl From<whatif::Gap> for Gap {
    fn from(gap: whatif::Gap) -> Self {
        Self { holes: gap.holes, fragile: gap.fragile, missing: rounded(gap.missing) }
    }
}

/// A change as JSON, worded for a network.
pub fn change(network: &Network, change: &model::Change) -> Change {
    let of = |how: How| {
        let edits = change.edits.iter().filter(|edit| edit.how == how);
        edits.map(|edit| (edit.column.clone(), edit.value.clone())).collect()
    };
    Change {
        deed: slug(change.deed),
        what: slug(change.thing),
        id: change.id.clone(),
        set: of(How::Set),
        join: of(How::Join),
        drop: of(How::Drop),
        text: say(network, change).into(),
    }
}

/// A scenario as JSON; `problems` are why it cannot be tried.
pub fn scenario(network: &Network, scenario: &model::Scenario, problems: &[Problem]) -> Scenario {
    Scenario {
        id: scenario.id.clone(),
        name: scenario.name.clone(),
        note: scenario.note.clone(),
        changes: scenario.changes.iter().map(|one| change(network, one)).collect(),
        toml: to_toml(scenario),
        problems: problems.iter().map(|problem| fault(problem).into()).collect(),
    }
}

/// The saved scenarios of a network, each tried for whether it can be, and what is wrong
/// with files that cannot be read.
pub fn scenarios(network: &Network, saved: &[model::Scenario], unread: &[Problem]) -> Scenarios {
    let one = |saved: &model::Scenario| {
        let problems = whatif::apply(network, &saved.changes).err().unwrap_or_default();
        scenario(network, saved, &problems)
    };
    Scenarios {
        scenarios: saved.iter().map(one).collect(),
        problems: unread.iter().map(|problem| told(problem).into()).collect(),
    }
}

/// What is wrong with a file, in one sentence: place, fault, advice.
fn told(problem: &Problem) -> model::Text {
    let one = |lang: model::Lang| {
        let (row, entry) = match lang {
            model::Lang::Sv => ("rad", "uppgift"),
            model::Lang::En => ("line", "entry"),
        };
        let mut place: Vec<String> = Vec::new();
        if !problem.file.is_empty() {
            let name = problem.file.rsplit(['/', '\\']).next().unwrap_or_default();
            place.push(name.to_owned());
        }
        place.extend(problem.line.map(|line| format!("{row} {line}")));
        place.extend(problem.column.as_ref().map(|name| format!("{entry} {name}")));
        sentence(&place.join(", "), problem, lang)
    };
    model::Text::new(one(model::Lang::Sv), one(model::Lang::En))
}

/// What is wrong with a change, in one sentence for those who see no file: the place is what
/// its column is called.
pub fn fault(problem: &Problem) -> model::Text {
    let column = problem.column.as_deref().filter(|column| *column != "id");
    let place = column.map(label).unwrap_or_default();
    let one = |lang: model::Lang| upper(&sentence(place.get(lang), problem, lang));
    model::Text::new(one(model::Lang::Sv), one(model::Lang::En))
}

fn sentence(place: &str, problem: &Problem, lang: model::Lang) -> String {
    let fault = problem.what.get(lang);
    let said = if place.is_empty() { fault.to_owned() } else { format!("{place}: {fault}") };
    match problem.next.get(lang) {
        "" => format!("{said}."),
        asked if asked.ends_with('?') => format!("{said}; {asked}"),
        next => format!("{said}; {next}."),
    }
}

/// A trial as JSON.
pub fn what_if(ground: &Ground, tried: &model::Scenario, trial: &Trial) -> WhatIf {
    let (graph, now) = (Graph::new(&ground.network), Graph::new(&trial.applied.network));
    let before = Analysis::with(&graph, trial.was.clone());
    let after = Analysis::with(&now, trial.coverage.clone());
    let cells = trial.cells().into_iter().map(|(old, new)| {
        let (old, new) = (one_cell(&before, old), one_cell(&after, new));
        let (group, function) = (old.group.clone(), old.function.clone());
        CellChange { group, function, before: old, after: new }
    });
    WhatIf {
        made: made(&[&ground.network]),
        parameters: parameters(&ground.parameters()),
        as_of: ground.as_of().map(|day| day.to_string()),
        scenario: scenario(&ground.network, tried, &[]),
        added: trial.applied.added.clone(),
        removed: trial.applied.removed.clone(),
        consequences: trial.applied.consequences.iter().map(Into::into).collect(),
        before: trial.before.into(),
        after: trial.after.into(),
        summary: summary(trial).into(),
        differences: differences(
            ground,
            [&ground.network, &trial.applied.network],
            &trial.differences,
        ),
        unchanged: trial.unchanged,
        cells: cells.collect(),
    }
}

/// Findings before and after, of a network as it was and as it is.
fn differences(
    ground: &Ground,
    networks: [&Network; 2],
    all: &[whatif::Difference],
) -> Vec<Difference> {
    let footings = networks.map(|network| Footings::tried(network, &ground.network));
    let shown = |at: usize, finding: &Option<Found>| {
        finding.clone().map(|finding| one_finding(&footings[at], finding, ground.as_of()))
    };
    let one = |difference: &whatif::Difference| {
        let finding = difference.before.as_ref().or(difference.after.as_ref());
        Difference {
            finding: finding.map(|finding| finding.id.clone()).unwrap_or_default(),
            rule: finding.map_or("", |finding| finding.rule),
            fate: slug(difference.turn),
            before: shown(0, &difference.before),
            after: shown(1, &difference.after),
        }
    };
    all.iter().map(one).collect()
}

/// The best changes as JSON; `k` were asked for.
pub fn best(ground: &Ground, found: &whatif::Best, k: usize) -> Best {
    let before = iter::once(&found.start).chain(found.steps.iter().map(|step| &step.network));
    let one = |(step, was): (&whatif::Step, &Network)| BestStep {
        change: change(&step.network, &step.change),
        before: step.before.into(),
        after: step.after.into(),
        differences: differences(ground, [was, &step.network], &step.differences),
    };
    let why = (found.steps.len() < k).then(|| {
        Text::from(match found.candidates {
            _ if found.stopped => model::Text::new(
                "Sökningen avbröts. Stegen gäller, men det kan finnas fler.",
                "The search was stopped. The steps hold, but there may be more.",
            ),
            0 => model::Text::new(
                "Nätet har inga luckor i hjälpen att stänga, eller beskriver inte en plats.",
                "The network has no gaps in help to close, or describes no place.",
            ),
            _ => model::Text::new(
                "Ingen enskild ändring av dem som prövas hjälper mer.",
                "No single change of those tried helps any more.",
            ),
        })
    });
    Best {
        parameters: parameters(&ground.parameters()),
        candidates: found.candidates,
        before: found.before.into(),
        steps: found.steps.iter().zip(before).map(one).collect(),
        why,
    }
}
