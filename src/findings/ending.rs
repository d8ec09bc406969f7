//! Agreements, projects and forums that end, and what rests on them.

use super::falls_between::is_help;
use super::footing::{rests_on, those};
use super::{Analysis, COVERAGE, Doc, Finding, Of, Rule, Severity, explain};
use crate::graph::Graph;
use crate::measure::coverage::coverage;
use crate::model::{Affiliation, Agreement, Date, Footing, Function, Lang, Network, Row, Text};

pub(super) const RULE: Rule = Rule { id: "ending", doc, of: Of::Anything, run };

/// Days that count as soon: a budget year.
const SOON: i32 = 365;

fn doc() -> Doc {
    Doc {
        title: Text::new("Tar slut", "Ending"),
        shows: Text::new(
            "Avtal, projekt, planer och forum som har ett slutdatum: vad som vilar på dem, och vilka grupper som skulle mista en väg till hjälp utan dem. Tiden räknas från ett datum som du väljer. Måttet är hur många aktörer, forum, insatser, samarbeten och vägar det gäller.",
            "Agreements, projects, plans and forums that have an end date: what rests on them, and which groups would lose a way to help without them. Time counts from a date that you choose. The score is how many actors, forums, services, ties and ways are concerned.",
        ),
        matters: Text::new(
            "Det som är byggt på projektpengar eller ett avtal försvinner ofta tyst när tiden är ute, och den som hänvisar dit märker det sist.",
            "What is built on project money or an agreement often goes quietly when its time is up, and those who refer people there notice last.",
        ),
        example: Text::new(
            "Ett veckomöte mellan sju myndigheter drivs till årets slut. Ingen har sagt vem som tar över, och gruppen har inget annat forum där polisen sitter.",
            "A weekly meeting of seven authorities runs to the end of the year. Nobody has said who takes over, and there is no other forum with the police.",
        ),
        misleads: Text::new(
            "Ett slutdatum i en källa säger inte att arbetet upphört: avtalet kan ha förlängts efter att källan skrevs. Avtal utan slutdatum syns inte här, och inte heller det som vilar på ett avtal utan att källan säger det.",
            "An end date in a source does not say that the work has stopped: the agreement may have been renewed after the source was written. Agreements without an end date are not seen here, nor is what rests on an agreement without the source saying so.",
        ),
        constants: COVERAGE,
        sources: &[
            "M. A. Scheirer, J. W. Dearing, An agenda for research on the sustainability of public health programs, American Journal of Public Health 101 (2011), 2059–2067",
        ],
    }
}

/// Something with an end.
struct Ending<'a> {
    id: &'a str,
    is_forum: bool,
    name: &'a str,
    date: Date,
    parties: Vec<&'a str>,
    carries: Vec<&'a str>,
    successor: Option<&'a Row<Agreement>>,
    /// The agreement or forum itself.
    row: Footing,
}

fn run(analysis: &Analysis) -> Vec<Finding> {
    let network = analysis.graph.network;
    let agreements = network.agreements.iter().enumerate().filter_map(|(at, row)| {
        Some(Ending {
            id: row.id.as_str(),
            is_forum: false,
            name: &row.name,
            date: Date::parse(row.ends.as_deref()?)?,
            parties: row.parties.iter().map(|id| id.as_str()).collect(),
            carries: row.carries.iter().map(String::as_str).collect(),
            successor: network.agreements.iter().find(|a| a.replaces.as_ref() == Some(&row.id)),
            row: Footing::Agreement(at),
        })
    });
    // A forum that an ending agreement carries is told with it.
    let carried = |id: &str| {
        let ends = |a: &&Row<Agreement>| {
            a.ends.as_deref().and_then(Date::parse).is_some() && a.carries.iter().any(|c| c == id)
        };
        network.agreements.iter().any(|a| ends(&a))
    };
    let forums = network.forums.iter().enumerate();
    let forums = forums.filter(|(_, row)| !carried(row.id.as_str())).filter_map(|(at, row)| {
        let members = network.affiliations.iter().filter(|seat| seat.forum == row.id);
        Some(Ending {
            id: row.id.as_str(),
            is_forum: true,
            name: &row.name,
            date: Date::parse(row.ends.as_deref()?)?,
            parties: members.map(|seat| seat.actor.as_str()).collect(),
            carries: Vec::new(),
            successor: None,
            row: Footing::Forum(at),
        })
    });
    let mut endings: Vec<Ending> = agreements.chain(forums).collect();
    endings.sort_by_key(|ending| (ending.date.last_day(), ending.id));
    endings.iter().map(|ending| finding(analysis, ending)).collect()
}

fn finding(analysis: &Analysis, ending: &Ending) -> Finding {
    // A forum carries itself.
    let own = [ending.id];
    let gone = if ending.is_forum { &own[..] } else { &ending.carries };
    let lost = lost(analysis, gone);
    let rests = gone.len() + lost.len();
    let left = analysis.as_of.map(|day| day.days_left(ending.date));
    let severity = match left {
        _ if ending.successor.is_some() => Severity::Low,
        None => Severity::Low,
        Some(days) if days > SOON => Severity::Low,
        Some(_) if lost.iter().any(|(_, function)| is_help(*function)) => Severity::High,
        Some(_) if rests > 0 => Severity::Medium,
        Some(_) => Severity::Low,
    };
    let network = analysis.graph.network;
    let subjects = [ending.id].into_iter().chain(ending.parties.iter().copied());
    let mut subjects: Vec<String> =
        subjects.chain(ending.carries.iter().copied()).map(str::to_owned).collect();
    let mut seen = std::collections::BTreeSet::new();
    subjects.retain(|id| seen.insert(id.clone()));
    Finding {
        id: format!("{}:{}", RULE.id, ending.id),
        rule: RULE.id,
        severity,
        score: (rests as f64, rests as f64),
        subjects,
        title: title(ending, left),
        text: rest(network, ending, &lost).and(parties(network, ending)),
        would_change: would_change(ending, left),
        rests_on: behind(network, ending),
        told_in: None,
        decision: None,
    }
}

/// The agreement or forum itself, what replaces it, what rests on it, and the forum's seats.
fn behind(network: &Network, ending: &Ending) -> Vec<Footing> {
    let is_next = |row: &Row<Agreement>| {
        ending.successor.is_some_and(|successor| std::ptr::eq(successor, row))
    };
    let carried = |id: &str| ending.carries.contains(&id);
    let sits = |seat: &Row<Affiliation>| ending.is_forum && seat.forum.as_str() == ending.id;
    rests_on(
        std::iter::once(ending.row)
            .chain(those(&network.agreements, Footing::Agreement, is_next))
            .chain(those(&network.services, Footing::Service, |row| carried(row.id.as_str())))
            .chain(those(&network.forums, Footing::Forum, |row| carried(row.id.as_str())))
            .chain(those(&network.ties, Footing::Tie, |row| carried(&row.id)))
            .chain(those(&network.actors, Footing::Actor, |row| carried(row.id.as_str())))
            .chain(those(&network.affiliations, Footing::Seat, sits)),
    )
}

/// What is missing: nothing where a successor is known.
fn would_change(ending: &Ending, left: Option<i32>) -> Text {
    match left {
        _ if ending.successor.is_some() => Text::default(),
        Some(days) if days > SOON => {
            Text::new("Besked om vad som kommer efter.", "Word of what comes after.")
        }
        _ => Text::new(
            "Besked om det har förlängts, eller vem som tar över.",
            "Word of whether it was renewed, or who takes over.",
        ),
    }
}

fn title(ending: &Ending, left: Option<i32>) -> Text {
    let (name, date) = (ending.name, ending.date);
    match left {
        Some(days) if days < 0 => {
            Text::new(format!("{name}: tiden gick ut {date}"), format!("{name}: ended {date}"))
        }
        Some(0) => Text::new(
            format!("{name}: löper ut i dag, {date}"),
            format!("{name}: ends today, {date}"),
        ),
        Some(1) => Text::new(
            format!("{name}: löper ut {date}, om 1 dag"),
            format!("{name}: ends {date}, in 1 day"),
        ),
        Some(days) if days <= SOON => Text::new(
            format!("{name}: löper ut {date}, om {days} dagar"),
            format!("{name}: ends {date}, in {days} days"),
        ),
        _ => Text::new(format!("{name}: löper till {date}"), format!("{name}: runs to {date}")),
    }
}

fn rest(network: &Network, ending: &Ending, lost: &[(usize, Function)]) -> Text {
    let next = match ending.successor {
        Some(row) => {
            Text::new(format!("Ersätts av {}.", row.name), format!("Replaced by {}.", row.name))
        }
        None => Text::new("Källan nämner ingen efterföljare.", "The source names no successor."),
    };
    let names: Vec<String> = ending.carries.iter().map(|id| called(network, id)).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let on_it = if ending.is_forum {
        Text::default()
    } else if names.is_empty() {
        Text::new(
            "Källan nämner ingen insats, inget forum och inget samarbete som vilar på det.",
            "The source names no service, forum or tie that rests on it.",
        )
    } else {
        Text::new(
            format!("På det vilar {}.", explain::first_few(&names, 6, Lang::Sv)),
            format!("What rests on it: {}.", explain::first_few(&names, 6, Lang::En)),
        )
    };
    let say = |lang| {
        let ways: Vec<String> = lost
            .iter()
            .map(|&(group, function)| {
                let group = explain::within(&network.groups[group].name, lang);
                let function = explain::noun(function).get(lang).to_lowercase();
                match lang {
                    Lang::Sv => format!("{function} för {group}"),
                    Lang::En => format!("{function} for {group}"),
                }
            })
            .collect();
        explain::first_few(&ways.iter().map(String::as_str).collect::<Vec<_>>(), 5, lang)
    };
    let ways = if lost.is_empty() {
        Text::default()
    } else {
        Text::new(
            format!("Utan det försämras {}.", say(Lang::Sv)),
            format!("Without it, this gets worse: {}.", say(Lang::En)),
        )
    };
    next.and(on_it).and(ways)
}

/// The name of what an agreement carries; a tie bears those of its ends.
fn called(network: &Network, id: &str) -> String {
    match network.ties.iter().find(|tie| tie.id == id) {
        Some(tie) => {
            let ends = [&tie.from, &tie.to].map(|end| network.name_of(end.as_str()));
            ends.join(" – ")
        }
        None => network.name_of(id).to_owned(),
    }
}

fn parties(network: &Network, ending: &Ending) -> Text {
    let names: Vec<&str> = ending.parties.iter().map(|id| network.name_of(id)).collect();
    if names.is_empty() {
        return Text::default();
    }
    Text::new(
        format!("Parter: {}.", explain::first_few(&names, 6, Lang::Sv)),
        format!("Parties: {}.", explain::first_few(&names, 6, Lang::En)),
    )
}

/// Groups and functions whose class gets worse when what an agreement carries
/// is taken away.
///
/// # Cost
/// That of one more [`coverage`] where services, actors or ties are carried.
fn lost(analysis: &Analysis, carries: &[&str]) -> Vec<(usize, Function)> {
    let network = analysis.graph.network;
    if carries.is_empty() || analysis.coverage.cells.is_empty() || !network.is_place() {
        return Vec::new();
    }
    let without = without(analysis.graph, carries);
    let after = coverage(&Graph::new(&without), analysis.parameters);
    let cells = analysis.coverage.cells.iter();
    cells
        .filter(|cell| network.groups[cell.group].is_particular())
        .filter(|cell| {
            let same = |c: &&crate::measure::coverage::Cell| {
                c.group == cell.group && c.function == cell.function
            };
            // A function that no service is left for has no cells.
            match after.cells.iter().find(same) {
                Some(left) => left.class < cell.class,
                None => cell.high > 0.0,
            }
        })
        .map(|cell| (cell.group, cell.function))
        .collect()
}

/// The network without these actors (their units included), forums, services
/// and ties, and without what hangs on them.
fn without(graph: &Graph, gone: &[&str]) -> Network {
    let network = graph.network;
    let mut left = network.clone();
    let mut actors = vec![false; network.actors.len()];
    for actor in gone.iter().filter_map(|id| graph.actor(id)) {
        for unit in graph.units(actor) {
            actors[unit] = true;
        }
    }
    let is_gone = |id: &str| gone.contains(&id) || graph.actor(id).is_some_and(|a| actors[a]);
    left.actors.retain(|row| !is_gone(row.id.as_str()));
    left.forums.retain(|row| !is_gone(row.id.as_str()));
    left.affiliations.retain(|row| !is_gone(row.forum.as_str()) && !is_gone(row.actor.as_str()));
    left.services.retain(|row| !is_gone(row.id.as_str()) && !is_gone(row.actor.as_str()));
    left.ties.retain(|row| {
        !is_gone(&row.id) && !is_gone(row.from.as_str()) && !is_gone(row.to.as_str())
    });
    left.referrals.retain(|row| !is_gone(row.from.as_str()) && !is_gone(row.to.as_str()));
    left
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::Parameters;
    use crate::model::{Access, Actor, Door, Group, Service};

    fn network() -> Network {
        let group = Group {
            id: "old".into(),
            name: "Äldre".into(),
            conditions: vec!["exposed".into(), "older".into()],
            ..Group::default()
        };
        let service = |id: &str, actor: &str| Service {
            id: id.into(),
            actor: actor.into(),
            name: id.into(),
            function: Some(Function::Support),
            groups: vec!["old".into()],
            access: vec![Door(vec![Access::SelfReferral])],
            ..Service::default()
        };
        let actor =
            |id: &str| Row::bare(Actor { id: id.into(), name: id.into(), ..Actor::default() });
        Network {
            actors: vec![actor("team"), actor("jour")],
            groups: vec![Row::bare(group)],
            services: vec![Row::bare(service("s", "team"))],
            agreements: vec![Row::bare(Agreement {
                id: "projekt".into(),
                name: "Projektet".into(),
                ends: Some("2022".into()),
                carries: vec!["s".into()],
                ..Agreement::default()
            })],
            ..Network::default()
        }
    }

    fn severity(network: &Network, day: Option<&str>) -> Severity {
        let graph = Graph::new(network);
        let day = day.and_then(Date::parse);
        let analysis = Analysis::new(&graph, Parameters::default()).seen_from(day);
        run(&analysis)[0].severity
    }

    #[test]
    fn what_breaks_weighs_when_the_end_is_near_and_nobody_takes_over() {
        let mut net = network();
        assert_eq!(severity(&net, Some("2022-06-01")), Severity::High);
        assert_eq!(severity(&net, Some("2026-11-22")), Severity::High);
        assert_eq!(severity(&net, Some("2020-06-01")), Severity::Low);
        assert_eq!(severity(&net, None), Severity::Low);
        let next = Agreement {
            id: "nytt".into(),
            replaces: Some("projekt".into()),
            ..Agreement::default()
        };
        net.agreements.push(Row::bare(next));
        assert_eq!(severity(&net, Some("2022-06-01")), Severity::Low);
        let asks = |net: &Network, day: &str| {
            let graph = Graph::new(net);
            let analysis = Analysis::new(&graph, Parameters::default()).seen_from(Date::parse(day));
            run(&analysis).swap_remove(0).would_change.sv
        };
        // Who takes over is known; and of what runs on nobody asks whether it was renewed.
        assert_eq!(asks(&net, "2026-11-22"), "");
        net.agreements.pop();
        assert!(asks(&net, "2026-11-22").contains("förlängts"));
        assert_eq!(asks(&net, "2020-06-01"), "Besked om vad som kommer efter.");
    }

    #[test]
    fn a_second_way_keeps_the_group_from_losing_its_only_one() {
        let mut net = network();
        let graph = Graph::new(&net);
        let analysis = Analysis::new(&graph, Parameters::default());
        assert_eq!(lost(&analysis, &["s"]), [(0, Function::Support)]);
        assert_eq!(lost(&analysis, &["team"]), [(0, Function::Support)]);
        let mut other = net.services[0].value.clone();
        (other.id, other.actor) = ("t".into(), "jour".into());
        net.services.push(Row::bare(other.clone()));
        (other.id, other.actor) = ("u".into(), "jour".into());
        net.services.push(Row::bare(other));
        net.actors.push(Row::bare(Actor { id: "tredje".into(), ..Actor::default() }));
        net.services[2].actor = "tredje".into();
        let graph = Graph::new(&net);
        let analysis = Analysis::new(&graph, Parameters::default());
        assert_eq!(lost(&analysis, &["s"]), []);
    }
}
