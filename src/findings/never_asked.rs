//! Actors that others speak of but nobody asked.

use std::collections::BTreeMap;

use super::falls_between::{self, is_finding, is_help};
use super::footing::{rests_on, those};
use super::{Analysis, COVERAGE, Doc, Finding, Of, Rule, Severity, explain};
use crate::measure::coverage::Cell;
use crate::measure::routes::Journeys;
use crate::measure::terrain::Terrain;
use crate::model::text::count;
use crate::model::{ActorKind, Footing, Lang, Text};

pub(super) const RULE: Rule = Rule { id: "never_asked", doc, of: Of::Places, run };

fn doc() -> Doc {
    Doc {
        title: Text::new("Aldrig tillfrågade", "Never asked"),
        shows: Text::new(
            "Aktörer som nämns i andras svar, i forum eller på en grupps vägar men som ingen har intervjuat. De rangordnas efter hur många andra iakttagelser som skulle kunna ändras av deras svar. Enheter räknas ihop under den översta enhet som inte heller tillfrågats. De vars svar ingen lucka i hjälpen hänger på nämns tillsammans.",
            "Actors that appear in others' answers, in forums or on a group's routes but were not interviewed. They are ranked by how many other findings their answer could change. Units are counted under the topmost unit that was not asked either. Those on whose answers no hole in the help depends are told of together.",
        ),
        matters: Text::new(
            "En lucka på kartan kan vara en fråga som ingen ställde. Den som toppar listan är den man bör intervjua härnäst.",
            "A gap in the map may be a question nobody asked. Whoever tops the list is the one to interview next.",
        ),
        example: Text::new(
            "Äldreomsorgen nämns flera gånger, och hemtjänsten möter äldre i hemmet, men ingen därifrån är intervjuad. Allt som sägs om personer över 65 år vilar på andras ord.",
            "Elderly care is mentioned several times, and home care meets older people at home, but nobody there was interviewed. All that is said about people over 65 rests on the word of others.",
        ),
        misleads: Text::new(
            "Listan visar inte att aktören gör för lite, bara att den inte har fått svara. Vissa aktörer nämns i förbigående och vet inget om frågan. Antalet iakttagelser beror på hur fint grupperna delats in.",
            "The list does not say that the actor does too little, only that it has not been heard. Some are mentioned in passing and know nothing of the matter. The number of findings depends on how finely groups are divided.",
        ),
        constants: COVERAGE,
        sources: &[
            "P. V. Marsden, Survey methods for network data, in The SAGE Handbook of Social Network Analysis (2011), 370–388: boundary and non-response",
            "E. O. Laumann, P. V. Marsden, D. Prensky, The boundary specification problem in network analysis (1983)",
        ],
    }
}

/// What stands in the place of an actor in the id of the finding about all others.
pub const OTHERS: &str = "others";
/// Names that are written out there.
const NAMES: usize = 12;

/// What hangs on one unasked actor and its units.
#[derive(Default)]
struct Hangs {
    units: Vec<usize>,
    findings: Vec<String>,
    groups: Vec<usize>,
}

fn run(analysis: &Analysis) -> Vec<Finding> {
    let network = analysis.graph.network;
    let heard = heard(analysis);
    let mut hangs: BTreeMap<usize, Hangs> = BTreeMap::new();
    for (actor, row) in network.actors.iter().enumerate() {
        let unasked = analysis.graph.was_asked(actor) == Some(false);
        if unasked && !heard[actor] && row.kind != Some(ActorKind::Public) {
            hangs.entry(top(analysis, &heard, actor)).or_default().units.push(actor);
        }
    }
    let tops: BTreeMap<usize, usize> =
        hangs.iter().flat_map(|(&top, h)| h.units.iter().map(move |&u| (u, top))).collect();

    let terrain = Terrain::new(analysis.graph, analysis.parameters);
    let mut total = 0;
    for (group, row) in network.groups.iter().enumerate() {
        let of_group = analysis.coverage.cells.iter().filter(|cell| cell.group == group);
        let open: Vec<&Cell> =
            of_group.filter(|cell| is_finding(analysis, cell) && is_help(cell.function)).collect();
        if open.is_empty() {
            continue;
        }
        total += open.len();
        let view = terrain.view(row);
        let journeys = Journeys::new(&view);
        for cell in open {
            let mut involved = journeys.involved(cell.function);
            involved.extend(&analysis.coverage.knows[group]);
            involved.sort_unstable();
            involved.dedup();
            let id = falls_between::id(&row.id.0, cell.function);
            for top in involved.into_iter().filter_map(|actor| tops.get(&actor)) {
                let Some(h) = hangs.get_mut(top) else { continue };
                if !h.findings.contains(&id) {
                    h.findings.push(id.clone());
                }
                if !h.groups.contains(&group) {
                    h.groups.push(group);
                }
            }
        }
    }
    let mut ranked: Vec<(usize, Hangs)> = hangs.into_iter().collect();
    ranked.sort_by_key(|(top, h)| (std::cmp::Reverse(h.findings.len()), *top));
    let mut found: Vec<Finding> =
        ranked.iter().map(|(top, h)| finding(analysis, *top, h, total)).collect();
    let rest = ranked.iter().filter(|(_, h)| h.findings.is_empty()).map(|(top, _)| *top);
    let others = others(analysis, rest.collect(), &mut found);
    found.extend(others);
    found
}

/// One finding for those on whose answer no hole depends, which tells of theirs.
fn others(analysis: &Analysis, rest: Vec<usize>, found: &mut [Finding]) -> Option<Finding> {
    let network = analysis.graph.network;
    if rest.len() < 2 {
        return None;
    }
    let id = format!("{}:{OTHERS}", RULE.id);
    let theirs = found.iter_mut().filter(|finding| finding.severity == Severity::Low);
    let mut rows = Vec::new();
    for finding in theirs {
        finding.told_in = Some(id.clone());
        rows.extend(&finding.rests_on);
    }
    let n = rest.len();
    let names: Vec<&str> = rest.iter().map(|&row| network.actors[row].name.as_str()).collect();
    let say = |lang| explain::first_few(&names, NAMES, lang);
    Some(Finding {
        id,
        rule: RULE.id,
        severity: Severity::Low,
        score: (0.0, 0.0),
        subjects: rest.iter().map(|&row| network.actors[row].id.0.clone()).collect(),
        title: Text::new(
            format!("{} som källan nämner har inte tillfrågats", count(n, "annan", "andra")),
            format!("The source names {} not asked", count(n, "other who was", "others who were")),
        ),
        text: Text::new(
            format!("Ingen lucka i hjälpen hänger på deras svar: {}.", say(Lang::Sv)),
            format!("No gap in the help depends on their answers: {}.", say(Lang::En)),
        ),
        would_change: Text::new(
            "Intervjuer med dem som vet något om det kartan gäller.",
            "Interviews with those who know something of what the map is about.",
        ),
        rests_on: rests_on(rows),
        told_in: None,
        decision: None,
    })
}

/// For each actor, whether it or a unit of it was interviewed.
fn heard(analysis: &Analysis) -> Vec<bool> {
    let actors = &analysis.graph.network.actors;
    let mut heard = vec![false; actors.len()];
    for (i, actor) in actors.iter().enumerate() {
        if actor.interviewed == Some(true) {
            for above in analysis.graph.ancestry(i) {
                heard[above] = true;
            }
        }
    }
    heard
}

/// The topmost unit above an actor that was not heard either.
fn top(analysis: &Analysis, heard: &[bool], actor: usize) -> usize {
    let line = analysis.graph.ancestry(actor);
    let unheard = |&above: &usize| !heard[above] && analysis.graph.was_asked(above) == Some(false);
    line.into_iter().take_while(unheard).last().unwrap_or(actor)
}

fn finding(analysis: &Analysis, top: usize, hangs: &Hangs, total: usize) -> Finding {
    let network = analysis.graph.network;
    let actor = &network.actors[top];
    let is_one = |id: &str| hangs.units.iter().any(|&u| network.actors[u].id.as_str() == id);
    let seats = those(&network.affiliations, Footing::Seat, |row| is_one(row.actor.as_str()));
    let seats: Vec<Footing> = seats.collect();
    let said = those(&network.statements, Footing::Statement, |said| {
        said.actor.as_ref().is_some_and(|actor| is_one(actor.as_str()))
    });
    let rows = hangs.units.iter().map(|&unit| Footing::Actor(unit)).chain(said);
    let rows = rows.chain(seats.iter().copied());
    let rows = rows.chain(hangs.groups.iter().map(|&group| Footing::Group(group)));
    let n = hangs.findings.len();
    let share = if total == 0 { 0.0 } else { n as f64 / total as f64 };
    let units: Vec<usize> = hangs.units.iter().copied().filter(|&u| u != top).collect();
    Finding {
        id: format!("never_asked:{}", actor.id),
        rule: RULE.id,
        severity: match n {
            0 => Severity::Low,
            _ if share >= 0.1 => Severity::High,
            _ => Severity::Medium,
        },
        score: (share, share),
        subjects: hangs.units.iter().map(|&u| network.actors[u].id.0.clone()).collect(),
        title: Text::new(
            format!("{} har inte tillfrågats", actor.name),
            format!("{} was not asked", actor.name),
        ),
        text: mentioned(network, &units, seats.len()).and(depends(network, hangs, total)),
        would_change: Text::new(
            format!("En intervju med {}.", actor.name),
            format!("An interview with {}.", actor.name),
        ),
        rests_on: rests_on(rows),
        told_in: None,
        decision: None,
    }
}

fn mentioned(network: &crate::model::Network, units: &[usize], seats: usize) -> Text {
    let with = |lang| {
        let names: Vec<&str> = units.iter().map(|&u| network.actors[u].name.as_str()).collect();
        explain::first_few(&names, 6, lang)
    };
    let units = if units.is_empty() {
        Text::default()
    } else {
        Text::new(
            format!("Hit räknas {}.", with(Lang::Sv)),
            format!("It includes {}.", with(Lang::En)),
        )
    };
    let seats = match seats {
        0 => Text::default(),
        1 => Text::new("Sitter i ett forum.", "Sits in one forum."),
        n => Text::new(format!("Sitter i {n} forum."), format!("Sits in {n} forums.")),
    };
    Text::new(
        "Nämns i källan, men ingen därifrån har intervjuats.",
        "Named in the source, but nobody there was interviewed.",
    )
    .and(units)
    .and(seats)
}

fn depends(network: &crate::model::Network, hangs: &Hangs, total: usize) -> Text {
    let n = hangs.findings.len();
    if n == 0 {
        return Text::new(
            "Ingen lucka i hjälpen hänger på svaret.",
            "No gap in the help depends on the answer.",
        );
    }
    let groups: Vec<&str> = hangs.groups.iter().map(|&g| network.groups[g].name.as_str()).collect();
    Text::new(
        format!(
            "Svaret kan ändra bilden av {n} av {total} vägar till hjälp som är osäkra, saknas eller hänger på en aktör. Det gäller {}.",
            explain::groups(&groups, 5, Lang::Sv)
        ),
        format!(
            "The answer may change the picture of {n} of {total} ways to help that are uncertain, missing or hang on one actor. That is for {}.",
            explain::groups(&groups, 5, Lang::En)
        ),
    )
}
