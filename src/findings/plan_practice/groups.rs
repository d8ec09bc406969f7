//! Groups that a plan names and no service does.

use super::{Analysis, Finding, Severity, finding, numbers};
use crate::findings::explain;
use crate::findings::falls_between::is_help;
use crate::findings::footing::{among, rests_on, those};
use crate::measure::coverage::applies;
use crate::measure::ties::work_together;
use crate::model::{Footing, Function, Group, GroupId, Lang, Measure, Network, Row, Service, Text};

/// Names of groups that a summary writes out.
const NAMES: usize = 12;

pub(super) fn run(analysis: &Analysis) -> Vec<Finding> {
    let groups = 0..analysis.graph.network.groups.len();
    let found = groups.filter_map(|row| unserved(analysis, row));
    let (mut silent, mut findings): (Vec<_>, Vec<_>) = found.partition(|(is_silent, _)| *is_silent);
    if silent.len() > 1 {
        let summary = summary(analysis.graph.network, silent.iter().map(|(_, finding)| finding));
        for (_, finding) in &mut silent {
            finding.told_in = Some(summary.id.clone());
        }
        findings.push((true, summary));
    }
    findings.extend(silent);
    findings.into_iter().map(|(_, finding)| finding).collect()
}

/// One finding for groups of which the source could not say more: it describes no services
/// of the kind for anybody.
fn summary<'a>(network: &Network, of: impl Iterator<Item = &'a Finding> + Clone) -> Finding {
    let n = of.clone().count();
    let names = |lang: Lang| {
        let ids = of.clone().filter_map(|finding| finding.subjects.first());
        let groups = ids.filter_map(|id| network.group(id));
        let all: Vec<&str> = groups.map(|group| group.name.as_str()).collect();
        explain::groups(&all, NAMES, lang)
    };
    let subjects = of.clone().filter_map(|finding| finding.subjects.first().cloned()).collect();
    let mut summary = finding("groups", subjects, Severity::Low, (n, n));
    summary.id = format!("{}:groups", super::RULE.id);
    summary.title = Text::new(
        format!("{n} grupper nämns i planen utan att källan beskriver någon insats av det slaget"),
        format!(
            "{n} groups are named in the plan, and the source describes no service of the kind"
        ),
    );
    summary.text = Text::new(
        format!(
            "Det gäller {}. Källan beskriver inte sådana insatser för någon, så det är en fråga och inte en brist.",
            names(Lang::Sv)
        ),
        format!(
            "They are {}. The source describes such services for nobody, so this is a question and no shortcoming.",
            names(Lang::En)
        ),
    );
    summary.would_change = Text::new(
        "Besked om vilka insatser som finns för grupperna.",
        "Word of which services there are for the groups.",
    );
    summary.rests_on = rests_on(of.flat_map(|finding| &finding.rests_on).copied());
    summary
}

/// A group that measures name and no service of the kind does, and whether the source
/// describes no such service for anybody.
fn unserved(analysis: &Analysis, row: usize) -> Option<(bool, Finding)> {
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
    let silent = !describes(network, group, &measures);
    let help = measures.iter().any(|measure| measure.functions.iter().any(|f| is_help(*f)));
    let weighs = !silent && (help || !apart.is_empty());
    let severity = if weighs { Severity::Medium } else { Severity::Low };
    let subjects = [group.id.0.clone()].into_iter();
    let subjects = subjects.chain(apart.iter().map(|&a| network.actors[a].id.0.clone()));
    let n = measures.len();
    let mut finding = finding("group", subjects.collect(), severity, (n, n));
    let say = |lang| numbers(measures.iter().map(|row| &row.value), lang);
    let other = otherwise_named(network, group);
    finding.title = if other.is_empty() {
        Text::new(
            format!(
                "{}: planen nämner gruppen, men källan nämner ingen insats för den",
                group.name
            ),
            format!(
                "{}: the plan names the group, but the source names no service for it",
                group.name
            ),
        )
    } else {
        Text::new(
            format!(
                "{}: planen nämner gruppen, men källan nämner bara insatser av annat slag",
                group.name
            ),
            format!(
                "{}: the plan names the group, but the source names only services of other kinds",
                group.name
            ),
        )
    };
    let otherwise = if other.is_empty() {
        Text::default()
    } else {
        Text::new(
            format!("Den nämns av {}.", explain::services(network, &other, Lang::Sv)),
            format!("It is named by {}.", explain::services(network, &other, Lang::En)),
        )
    };
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
    finding.text = named.and(silence).and(otherwise).and(who_meets(network, meets, &apart));
    finding.would_change = Text::new(
        "En insats som säger att den är till för gruppen.",
        "A service that says that it is for the group.",
    );
    finding.rests_on = rests_on(
        std::iter::once(Footing::Group(row))
            .chain(those(&network.measures, Footing::Measure, among(&measures)))
            .chain(other.into_iter().map(Footing::Service))
            .chain(meets.iter().map(|&actor| Footing::Actor(actor))),
    );
    Some((silent, finding))
}

/// Whether some service of a kind that the measures are about names the group,
/// one that it is part of, or a part of it.
fn is_served(network: &Network, group: &Group, measures: &[&Row<Measure>]) -> bool {
    about(network, group, measures).any(|service| names(network, service, group))
}

/// Services for people, of any kind, that name the group.
fn otherwise_named(network: &Network, group: &Group) -> Vec<usize> {
    let is = |&row: &usize| {
        let service = &network.services[row];
        service.function.is_some_and(is_personal) && names(network, service, group)
    };
    (0..network.services.len()).filter(is).collect()
}

/// Whether a service names the group, one that it is part of, or a part of it.
fn names(network: &Network, service: &Service, group: &Group) -> bool {
    let is = |id: &GroupId| {
        let of = |other: &Row<Group>| {
            other.id == *id
                && ((other.is_particular() && other.contains(group)) || group.contains(other))
        };
        network.groups.iter().any(of)
    };
    service.groups.iter().any(is)
}

/// Training and coordination are for staff.
fn is_personal(function: Function) -> bool {
    !matches!(function, Function::Train | Function::Coordinate)
}

/// Whether the source describes any services of a kind that the measures are
/// about.
fn describes(network: &Network, group: &Group, measures: &[&Row<Measure>]) -> bool {
    about(network, group, measures).next().is_some()
}

/// Services of a kind that the measures are about. Measures that only train
/// and coordinate are about the help that answers to the group.
fn about<'a>(
    network: &'a Network,
    group: &'a Group,
    measures: &[&Row<Measure>],
) -> impl Iterator<Item = &'a Row<Service>> {
    let functions: Vec<Function> = measures
        .iter()
        .flat_map(|row| &row.functions)
        .copied()
        .filter(|function| is_personal(*function))
        .collect();
    let fits = move |f: Function| {
        if functions.is_empty() { is_help(f) && applies(group, f) } else { functions.contains(&f) }
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
