//! Groups that a plan names and no service does.

use super::{Analysis, Finding, Severity, finding, numbers};
use crate::findings::falls_between::is_help;
use crate::findings::{explain, gather};
use crate::measure::ties::work_together;
use crate::model::{Function, Group, GroupId, Lang, Measure, Network, Row, Service, Text};

pub(super) fn run(analysis: &Analysis) -> Vec<Finding> {
    let groups = 0..analysis.graph.network.groups.len();
    groups.filter_map(|row| unserved(analysis, row)).collect()
}

/// A group that measures name and no service does.
fn unserved(analysis: &Analysis, row: usize) -> Option<Finding> {
    let network = analysis.graph.network;
    let group = &network.groups[row];
    let named = |measure: &&Row<Measure>| measure.groups.contains(&group.id);
    let measures: Vec<&Row<Measure>> = network.measures.iter().filter(named).collect();
    if measures.is_empty() || !group.is_particular() || is_served(network, group, &measures) {
        return None;
    }
    let meets = &analysis.coverage.knows[row];
    let mut there = vec![false; network.actors.len()];
    for &actor in meets {
        there[actor] = true;
    }
    let mut owners: Vec<usize> = Vec::new();
    for id in measures.iter().flat_map(|measure| measure.owners()) {
        owners.extend(analysis.graph.actor(id.as_str()).filter(|owner| !owners.contains(owner)));
    }
    let apart: Vec<usize> = owners
        .iter()
        .copied()
        .filter(|&owner| {
            let own = analysis.graph.speaking_for(owner);
            !meets.is_empty() && !work_together(analysis.graph, &own, &there)
        })
        .collect();
    let silent = !describes(network, &measures);
    let help = measures.iter().any(|measure| measure.functions.iter().any(|f| is_help(*f)));
    let weighs = !silent && (help || !apart.is_empty());
    let severity = if weighs { Severity::Medium } else { Severity::Low };
    let subjects = [group.id.0.clone()].into_iter();
    let subjects = subjects.chain(apart.iter().map(|&a| network.actors[a].id.0.clone()));
    let n = measures.len();
    let mut finding = finding("group", subjects.collect(), severity, (n, n));
    let say = |lang| numbers(measures.iter().map(|row| &row.value), lang);
    finding.title = Text::new(
        format!("{}: planen nämner gruppen, men källan nämner ingen insats för den", group.name),
        format!("{}: the plan names the group, but the source names no service for it", group.name),
    );
    let named = Text::new(
        format!("Gruppen nämns i åtgärd {}.", say(Lang::Sv)),
        format!("The group is named in measure {}.", say(Lang::En)),
    );
    let silence = if silent {
        Text::new(
            "Källan beskriver inga insatser av det slaget för någon.",
            "The source describes no services of that kind for anybody.",
        )
    } else {
        Text::default()
    };
    finding.text = named.and(silence).and(who_meets(network, meets, &apart));
    finding.would_change = Text::new(
        "En insats som säger att den är till för gruppen.",
        "A service that says that it is for the group.",
    );
    finding.claims =
        gather(group.claims.iter().chain(measures.iter().flat_map(|measure| &measure.claims)));
    Some(finding)
}

/// Whether some service of a kind that the measures are about names the group,
/// one that it is part of, or a part of it.
fn is_served(network: &Network, group: &Group, measures: &[&Row<Measure>]) -> bool {
    let names = |id: &GroupId| {
        let of = |other: &Row<Group>| {
            other.id == *id
                && ((other.is_particular() && other.contains(group)) || group.contains(other))
        };
        network.groups.iter().any(of)
    };
    about(network, measures).any(|service| service.groups.iter().any(names))
}

/// Whether the source describes any services of a kind that the measures are
/// about.
fn describes(network: &Network, measures: &[&Row<Measure>]) -> bool {
    about(network, measures).next().is_some()
}

/// Services of a kind that the measures are about. Measures that only train
/// and coordinate are about help.
fn about<'a>(
    network: &'a Network,
    measures: &[&Row<Measure>],
) -> impl Iterator<Item = &'a Row<Service>> {
    let personal = |f: &Function| !matches!(f, Function::Train | Function::Coordinate);
    let functions: Vec<Function> =
        measures.iter().flat_map(|row| &row.functions).copied().filter(personal).collect();
    let fits = move |f: Function| {
        if functions.is_empty() { is_help(f) } else { functions.contains(&f) }
    };
    network.services.iter().filter(move |service| service.function.is_some_and(&fits))
}

fn who_meets(network: &Network, meets: &[usize], apart: &[usize]) -> Text {
    if meets.is_empty() {
        return Text::new(
            "Källan säger inte vem som möter den.",
            "The source does not say who meets it.",
        );
    }
    let met = Text::new(
        format!("Den möts av {}.", explain::actors(network, meets, Lang::Sv)),
        format!("It is met by {}.", explain::actors(network, meets, Lang::En)),
    );
    if apart.is_empty() {
        return met;
    }
    let (them_sv, them_en) = if meets.len() == 1 { ("den", "it") } else { ("dem", "them") };
    let have = if apart.len() == 1 { "has" } else { "have" };
    met.and(Text::new(
        format!(
            "Av de ansvariga har {} inget känt samarbete med {them_sv}.",
            explain::actors(network, apart, Lang::Sv)
        ),
        format!(
            "Of those who answer for it, {} {have} no known collaboration with {them_en}.",
            explain::actors(network, apart, Lang::En)
        ),
    ))
}
