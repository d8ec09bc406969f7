//! What the list says once instead of many times: a hole that a wider group has in just the
//! same way, and the many cells of finding, asking, investigating and preventing.

use std::collections::{BTreeMap, BTreeSet};

use super::{Told, at, id, is_finding, is_help, is_unstated, severity};
use crate::findings::footing::rests_on;
use crate::findings::{Analysis, Finding, Severity, explain};
use crate::link::{About, decided};
use crate::measure::coverage::{Cell, Class};
use crate::model::text::Word;
use crate::model::{Footing, Function, Lang, Text};

/// Names of groups that a summary writes out.
const NAMES: usize = 8;

/// For each open cell, by group and function, the id of the finding that tells of it: its
/// own; that of the widest group above it, by the package's own word, that has the same hole
/// for the same reasons; or the summary of its function. What somebody decided on tells of
/// itself.
///
/// # Cost
/// O(cells · depth of the groups · log cells).
pub fn told(analysis: &Analysis) -> Told {
    let groups = &analysis.graph.network.groups;
    let own = |cell: &Cell| id(&groups[cell.group].id.0, cell.function);
    let decided: BTreeSet<String> = decided(analysis.graph.network)
        .into_iter()
        .filter_map(|about| match about {
            About::Finding(id) => Some(id),
            About::Lost(_) => None,
        })
        .collect();
    let open: BTreeMap<(usize, Function), &Cell> = analysis
        .coverage
        .cells
        .iter()
        .filter(|cell| is_finding(analysis, cell))
        .map(|cell| (at(cell), cell))
        .collect();
    let rows: BTreeMap<&str, usize> =
        groups.iter().enumerate().map(|(row, group)| (group.id.as_str(), row)).collect();
    let above = |cell: &Cell| {
        let parent = groups[cell.group].parent.as_ref()?;
        open.get(&(*rows.get(parent.as_str())?, cell.function)).copied()
    };
    let teller = |cell: &Cell| {
        if decided.contains(&own(cell)) {
            return own(cell);
        }
        let (mut widest, mut seen) = (cell, BTreeSet::from([cell.group]));
        while let Some(up) = above(widest).filter(|up| is_same(up, cell) && seen.insert(up.group)) {
            widest = up;
        }
        if is_summed(cell) { summary_id(cell.function) } else { own(widest) }
    };
    open.iter().map(|(at, cell)| (*at, teller(cell))).collect()
}

/// Whether two cells are the same hole for the same reasons.
fn is_same(one: &Cell, other: &Cell) -> bool {
    let near = |a: f64, b: f64| (a - b).abs() < 1e-9;
    one.class == other.class
        && one.asked == other.asked
        && near(one.low, other.low)
        && near(one.high, other.high)
        && one.hinges_on == other.hinges_on
        && one.named == other.named
        && one.unstated == other.unstated
        && one.admitted == other.admitted
        && one.partly == other.partly
}

/// Whether a cell is told of in the summary of its function. Finding, asking, investigating
/// and preventing are for everybody and seldom name anybody; that they reach a group not at
/// all is told, and so is an investigation to which the source does not describe the way.
fn is_summed(cell: &Cell) -> bool {
    let is_told = cell.function == Function::Investigate && is_unstated(cell);
    !is_help(cell.function) && cell.class != Class::Gap && !is_told
}

fn summary_id(function: Function) -> String {
    format!("falls_between:{}", function.slug())
}

/// Rows of the other groups for which a finding speaks.
pub(super) fn also(analysis: &Analysis, cell: &Cell, told: &Told) -> Vec<usize> {
    let own = id(&analysis.graph.network.groups[cell.group].id.0, cell.function);
    told.iter()
        .filter(|((group, function), teller)| {
            *function == cell.function && *group != cell.group && **teller == own
        })
        .map(|((group, _), _)| *group)
        .collect()
}

/// For whom else a finding speaks.
pub(super) fn same_for(analysis: &Analysis, cell: &Cell, told: &Told) -> Text {
    let groups = &analysis.graph.network.groups;
    let also = also(analysis, cell, told);
    let also: Vec<&str> = also.iter().map(|&group| groups[group].name.as_str()).collect();
    if also.is_empty() {
        return Text::default();
    }
    Text::new(
        format!("Detsamma gäller {}.", explain::groups(&also, NAMES, Lang::Sv)),
        format!("The same holds for {}.", explain::groups(&also, NAMES, Lang::En)),
    )
}

/// One finding for each function of which some cells are summed up.
pub(super) fn summaries(analysis: &Analysis, told: &Told) -> Vec<Finding> {
    Function::ALL.iter().filter_map(|function| summary(analysis, *function, told)).collect()
}

fn summary(analysis: &Analysis, function: Function, told: &Told) -> Option<Finding> {
    let network = analysis.graph.network;
    let own = summary_id(function);
    let of: Vec<&Cell> = analysis
        .coverage
        .cells
        .iter()
        .filter(|cell| cell.function == function && network.groups[cell.group].is_particular())
        .collect();
    if !told.values().any(|teller| *teller == own) {
        return None;
    }
    // Those that somebody decided on stand by themselves and count here, too.
    let is_open = |cell: &&Cell| told.contains_key(&at(cell)) && is_summed(cell);
    let mut summed: Vec<&Cell> = of.iter().copied().filter(is_open).collect();
    // Those exposed to violence before the wider groups that they are found among.
    summed.sort_by_key(|cell| {
        let group = &network.groups[cell.group];
        let is = |condition: &str| group.conditions.iter().any(|c| c == condition);
        (!is("exposed") && !is("child_witness"), cell.group)
    });
    let (unsure, fragile): (Vec<&Cell>, Vec<&Cell>) =
        summed.iter().partition(|cell| cell.class == Class::Between);
    let mean =
        |end: &dyn Fn(&Cell) -> f64| of.iter().map(|cell| end(cell)).sum::<f64>() / of.len() as f64;
    let services = |cell: &&Cell| -> Vec<usize> {
        [&cell.named, &cell.unstated, &cell.admitted].into_iter().flatten().copied().collect()
    };
    let services: BTreeSet<usize> = summed.iter().flat_map(services).collect();
    let actors = fragile.iter().flat_map(|cell| &cell.hinges_on);
    let rows = summed.iter().map(|cell| Footing::Group(cell.group));
    let rows = rows.chain(services.into_iter().map(Footing::Service));
    let rows = rows.chain(actors.map(|&actor| Footing::Actor(actor)));
    Some(Finding {
        id: own,
        rule: super::RULE.id,
        severity: summed.iter().map(|c| severity(network, c)).min().unwrap_or(Severity::Low),
        score: (mean(&|cell| cell.low), mean(&|cell| cell.high)),
        subjects: summed.iter().map(|cell| network.groups[cell.group].id.0.clone()).collect(),
        title: title(function, &unsure, &fragile, of.len()),
        text: unsure_text(analysis, &unsure).and(fragile_text(analysis, &fragile)),
        would_change: Text::new(
            "Besked från insatserna om vilka grupper de är till för.",
            "Word from the services of which groups they are for.",
        ),
        rests_on: rests_on(rows),
        told_in: None,
        decision: None,
    })
}

fn title(function: Function, unsure: &[&Cell], fragile: &[&Cell], of: usize) -> Text {
    let noun = explain::noun(function);
    let (n, m) = (unsure.len(), fragile.len());
    if n == 0 {
        return Text::new(
            format!("{}: hänger på en aktör för {m} av {of} grupper", noun.sv),
            format!("{}: hangs on one actor for {m} of {of} groups", noun.en),
        );
    }
    Text::new(
        format!("{}: osäkert för {n} av {of} grupper", noun.sv),
        format!("{}: uncertain for {n} of {of} groups", noun.en),
    )
}

fn unsure_text(analysis: &Analysis, cells: &[&Cell]) -> Text {
    let network = analysis.graph.network;
    if cells.is_empty() {
        return Text::default();
    }
    // Groups of which others are a part stand for these.
    let ids: BTreeSet<&str> =
        cells.iter().map(|cell| network.groups[cell.group].id.as_str()).collect();
    let is_part = |cell: &&&Cell| {
        let parent = network.groups[cell.group].parent.as_ref();
        parent.is_some_and(|parent| ids.contains(parent.as_str()))
    };
    let names: Vec<&str> = cells
        .iter()
        .filter(|cell| !is_part(cell))
        .map(|cell| network.groups[cell.group].name.as_str())
        .collect();
    let nameless = cells.iter().filter(|cell| !is_unstated(cell) && cell.named.is_empty());
    let mut lean: Vec<usize> = nameless
        .flat_map(|cell| &cell.admitted)
        .copied()
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect();
    lean.retain(|row| network.services[*row].groups.is_empty());
    let who = Text::new(
        format!(
            "Ingen insats som säkert går att nå säger att den är till för {}.",
            explain::groups(&names, NAMES, Lang::Sv)
        ),
        format!(
            "No service that can surely be reached says that it is for {}.",
            explain::groups(&names, NAMES, Lang::En)
        ),
    );
    if lean.is_empty() {
        return who;
    }
    who.and(Text::new(
        format!(
            "De får hoppas på insatser som inte nämner någon grupp: {}.",
            explain::services(network, &lean, Lang::Sv)
        ),
        format!(
            "They have to hope for services that name no group: {}.",
            explain::services(network, &lean, Lang::En)
        ),
    ))
}

/// Groups by the actors that they hang on.
fn fragile_text(analysis: &Analysis, cells: &[&Cell]) -> Text {
    let network = analysis.graph.network;
    let mut by: Vec<(&[usize], Vec<&str>)> = Vec::new();
    for cell in cells {
        let name = network.groups[cell.group].name.as_str();
        match by.iter_mut().find(|(actors, _)| *actors == cell.hinges_on) {
            Some((_, names)) => names.push(name),
            None => by.push((&cell.hinges_on, vec![name])),
        }
    }
    if by.is_empty() {
        return Text::default();
    }
    let say = |lang| {
        let one = |(actors, names): &(&[usize], Vec<&str>)| {
            let groups = explain::groups(names, 3, lang);
            format!("{} ({groups})", explain::actors(network, actors, lang))
        };
        by.iter().map(one).collect::<Vec<_>>().join("; ")
    };
    Text::new(
        format!("Hänger på en aktör: {}.", say(Lang::Sv)),
        format!("Hangs on one actor: {}.", say(Lang::En)),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::Graph;
    use crate::measure::Parameters;
    use crate::model::{Access, Actor, Decision, Door, Group, Network, Row, Service};

    /// A service for everybody; people in an honour context and, of them, two groups that
    /// differ in nothing that a service speaks of; and one that a service names.
    fn network() -> Network {
        let group = |id: &str, parent: Option<&str>, conditions: &[&str]| {
            Row::bare(Group {
                id: id.into(),
                name: id.to_owned(),
                parent: parent.map(Into::into),
                conditions: conditions.iter().map(|c| (*c).to_owned()).collect(),
                ..Group::default()
            })
        };
        let service = |id: &str, function, groups: &[&str]| {
            Row::bare(Service {
                id: id.into(),
                name: id.to_owned(),
                actor: "office".into(),
                function: Some(function),
                groups: groups.iter().map(|id| (*id).into()).collect(),
                access: vec![Door(vec![Access::SelfReferral])],
                ..Service::default()
            })
        };
        Network {
            actors: vec![Row::bare(Actor { id: "office".into(), ..Actor::default() })],
            groups: vec![
                group("honour", None, &["exposed", "honour"]),
                group("part", Some("honour"), &["exposed", "honour", "lgbtq"]),
                group("part-of-part", Some("part"), &["exposed", "honour", "lgbtq", "young"]),
                group("named", Some("honour"), &["exposed", "honour", "addiction"]),
            ],
            services: vec![
                service("help", Function::Support, &[]),
                service("for-named", Function::Support, &["named"]),
                service("ask", Function::Ask, &[]),
            ],
            ..Network::default()
        }
    }

    fn ids(net: &Network) -> Vec<String> {
        let graph = Graph::new(net);
        let found = Analysis::new(&graph, Parameters::default()).run(&["falls_between"]);
        found.into_iter().map(|finding| finding.id).collect()
    }

    #[test]
    fn a_part_with_the_same_hole_is_told_with_the_whole() {
        let net = network();
        let all =
            ["falls_between:honour:support", "falls_between:named:support", "falls_between:ask"];
        assert_eq!(ids(&net), all);
        let graph = Graph::new(&net);
        let analysis = Analysis::new(&graph, Parameters::default());
        let told = told(&analysis);
        assert_eq!(told[&(2, Function::Support)], "falls_between:honour:support");
        let list = analysis.run(&["falls_between"]);
        assert!(list[0].text.sv.ends_with("Detsamma gäller part och part-of-part."));
        // One summary for the four groups that the questions do not name.
        assert_eq!(list[2].title.sv, "Frågor om våld: osäkert för 4 av 4 grupper");
        assert_eq!(list[2].score.0, 0.0);
        assert!(list[2].text.sv.contains("till för honour"), "{}", list[2].text.sv);
        assert_eq!(analysis.every(&["falls_between"]).len(), 9, "nothing is lost");
    }

    #[test]
    fn what_somebody_decided_on_stands_by_itself() {
        let mut net = network();
        for finding in ["falls_between:part:support", "falls_between:part:ask"] {
            let finding = finding.to_owned();
            net.decisions.push(Row::bare(Decision { finding, ..Decision::default() }));
        }
        let all = ids(&net);
        assert!(all.contains(&"falls_between:part:support".to_owned()), "{all:?}");
        assert!(all.contains(&"falls_between:part:ask".to_owned()), "{all:?}");
        assert!(!all.contains(&"falls_between:part-of-part:support".to_owned()), "{all:?}");
    }

    #[test]
    fn investigations_that_name_nobody_are_told_once() {
        let mut net = network();
        net.services.push(Row::bare(Service {
            id: "inquiry".into(),
            actor: "office".into(),
            function: Some(Function::Investigate),
            access: vec![Door(vec![Access::SelfReferral])],
            ..Service::default()
        }));
        let all = ids(&net);
        let of: Vec<&String> = all.iter().filter(|id| id.contains(":investigate")).collect();
        assert_eq!(of, ["falls_between:investigate"]);
        // Where the way is not described the question is another, and stands by itself.
        net.actors.push(Row::bare(Actor { id: "bureau".into(), ..Actor::default() }));
        let talk = Service {
            id: "talk".into(),
            function: Some(Function::Support),
            ..net.services[3].value.clone()
        };
        net.services.push(Row::bare(talk));
        for service in &mut net.services[3..] {
            service.actor = "bureau".into();
            service.groups = vec!["honour".into()];
            service.access.clear();
        }
        assert!(ids(&net).contains(&"falls_between:honour:investigate".to_owned()));
    }

    #[test]
    fn a_hole_that_nothing_reaches_is_never_only_summed_up() {
        let mut net = network();
        net.services[2].groups = vec!["named".into()];
        let all = ids(&net);
        assert!(all.contains(&"falls_between:honour:ask".to_owned()), "{all:?}");
    }
}
