//! Units that meet or find somebody exposed and have no way on to help.

use std::collections::BTreeMap;

use super::falls_between::is_help;
use super::footing::{rests_on, those};
use super::{Analysis, COVERAGE, Doc, Finding, Of, Rule, Severity, explain, is_heard};
use crate::graph::Graph;
use crate::measure::coverage::applies;
use crate::measure::dead_end::{DeadEnd, Reason};
use crate::measure::routes::{arrives, dead_ends};
use crate::measure::terrain::Terrain;
use crate::measure::view::{How, View, WayIn};
use crate::model::text::{Word, list};
use crate::model::{
    ActorKind, Footing, Function, Group, GroupId, Lang, Network, Row, Service, Status, Text,
};

pub(super) const RULE: Rule = Rule { id: "broken_referral", doc, of: Of::Places, run };

fn doc() -> Doc {
    Doc {
        title: Text::new("Bruten väg vidare", "Broken referral"),
        shows: Text::new(
            "Enheter som möter människor som är utsatta eller utövar våld, eller som upptäcker eller frågar om våld, men från vilka ingen tillåten väg leder till skydd, stöd, boende eller behandling: vägen tar slut, går i cirkel, blir för lång eller stannar vid en grind som ingen på vägen kan öppna. Måttet är hur stor del av enhetens grupper det gäller. Den låga änden räknar bara när enheten har tillfrågats och källan inte beskriver någon väg för dess huvudman eller för verksamheter av samma slag. Har kontoret ovanför en väg räknas den som enhetens.",
            "Units that meet people who are exposed to violence or use it, or that detect or ask about violence, but from which no admissible way leads to protection, support, housing or treatment: the way ends, goes in a circle, grows too long or stops at a gate that nobody on the way can open. The score is the share of the unit's groups it holds for. The low end counts only where the unit was asked and the source tells of no way for its principal or for services of its kind. A way of the office above counts as the unit's own.",
        ),
        matters: Text::new(
            "Den som frågar måste veta vart svaret ska. En upptäckt som inte leder vidare kan vara värre än ingen: någon har berättat, och inget hände.",
            "Whoever asks must know where the answer goes. To find out and lead nowhere can be worse than not to ask: somebody told, and nothing happened.",
        ),
        example: Text::new(
            "Skolsköterskan frågar alla i årskurs sju om våld. Ingen har bestämt vem hon ringer när en elev svarar ja.",
            "The school nurse asks every seventh-grader about violence. Nobody has decided whom she calls when a pupil says yes.",
        ),
        misleads: Text::new(
            "Källan nämner sällan varje väg: en anmälan som alla tar för given står ingenstans. Läs iakttagelsen som en fråga till enheten: vart ringer ni? Har enheten inte tillfrågats är den bara en fråga. En väg finns om den är tillåten för gruppen i kartan, vilket inte betyder att den fungerar.",
            "A source seldom names every way: a report that all take for granted is written nowhere. Read the finding as a question to the unit: whom do you call? If the unit was not asked it is a question only. A way exists if the map admits the group, which does not mean that it works.",
        ),
        constants: COVERAGE,
        sources: &[
            "C. Barrett, R. Jacob, M. Marathe, Formal-language-constrained path problems, SIAM Journal on Computing 30 (2000), 809–837",
            "World Health Organization, Responding to intimate partner violence and sexual violence against women: clinical and policy guidelines (2013): no asking without a referral pathway",
        ],
    }
}

/// A unit's groups without a way on.
#[derive(Default)]
struct Stuck {
    /// Rows of `groups`, with how the way ends and whether a unit above has one.
    ends: Vec<(usize, DeadEnd, bool)>,
    /// How many groups it meets, finds or asks in all.
    concerned: usize,
}

impl Stuck {
    /// Whether something stands in the way, rather than nothing being said.
    fn is_blocked(&self) -> bool {
        self.ends.iter().all(|(_, end, _)| end.reason != Reason::NoWayOn)
    }
}

fn run(analysis: &Analysis) -> Vec<Finding> {
    let graph = analysis.graph;
    let terrain = Terrain::new(graph, analysis.parameters);
    let mut units: BTreeMap<usize, Stuck> = BTreeMap::new();
    for (row, group) in graph.network.groups.iter().enumerate() {
        let (walker, searched) = as_found(group);
        let helps = helps(&walker);
        if helps.is_empty() {
            continue;
        }
        let view = terrain.view(&walker);
        let concerned = concerned(&view, &group.id, searched);
        if concerned.iter().all(|is| !is) {
            continue;
        }
        // What helps nobody from anywhere is a hole in the map, not a broken way.
        if !arrives(&view, None, &helps) {
            continue;
        }
        for (unit, _) in concerned.iter().enumerate().filter(|(_, is)| **is) {
            units.entry(unit).or_default().concerned += 1;
        }
        let mut known: BTreeMap<usize, bool> = BTreeMap::new();
        // Whom an office meets, whether or not the group comes in there.
        let mut leads_on = |actor| {
            let met = WayIn { actor, how: How::Meets, row: None };
            *known.entry(actor).or_insert_with(|| arrives(&view, Some(&[met]), &helps))
        };
        for end in dead_ends(&view, |actor| concerned[actor], &helps) {
            let unit = end.way_in.actor;
            let (line, perhaps) = others_who_speak(graph, unit);
            // Its own office can lead on.
            if !line.into_iter().any(&mut leads_on) {
                let elsewhere = perhaps.into_iter().any(&mut leads_on);
                units.entry(unit).or_default().ends.push((row, end, elsewhere));
            }
        }
    }
    let mut stuck: Vec<(usize, Stuck)> =
        units.into_iter().filter(|(_, stuck)| !stuck.ends.is_empty()).collect();
    stuck.sort_by_key(|(unit, stuck)| {
        (std::cmp::Reverse(stuck.ends.len()), &graph.network.actors[*unit].id)
    });
    stuck.iter().map(|(unit, stuck)| finding(analysis, *unit, stuck)).collect()
}

/// Whose ways may hold for a unit: the units above it in its own line, and
/// apart from them those that do so perhaps: its principal, and a kind of actor
/// (such as "the health centres") under the same one that finds people as it does.
fn others_who_speak(graph: &Graph, unit: usize) -> (Vec<usize>, Vec<usize>) {
    let network = graph.network;
    let (mut line, mut perhaps) = (Vec::new(), Vec::new());
    for above in graph.ancestry(unit).into_iter().skip(1) {
        match graph.parent(above) {
            Some(_) => line.push(above),
            None => perhaps.push(above),
        }
    }
    let finds = |actor: usize| {
        network.services.iter().any(|s| s.actor == network.actors[actor].id && is_finding(s))
    };
    let kind = |&other: &usize| {
        network.actors[other].kind == Some(ActorKind::Category)
            && graph.parent(other).is_some()
            && graph.parent(other) == graph.parent(unit)
            && other != unit
            && finds(other)
    };
    if finds(unit) {
        perhaps.extend((0..network.actors.len()).filter(kind));
    }
    (line, perhaps)
}

fn is_finding(service: &Service) -> bool {
    matches!(service.function, Some(Function::Detect | Function::Ask))
}

/// The group as somebody finds it: one that is not defined by violence is
/// walked as its exposed part, and concerns those who look for violence there.
fn as_found(group: &Group) -> (Group, bool) {
    let has = |condition: &str| group.conditions.iter().any(|c| c == condition);
    let mut walker = group.clone();
    let defined = has("exposed") || has("child_witness") || has("perpetrator");
    if !defined {
        walker.conditions.push("exposed".to_owned());
    }
    (walker, !defined)
}

/// What helps a group.
fn helps(group: &Group) -> Vec<Function> {
    let all = Function::ALL.iter().copied();
    all.filter(|&f| is_help(f) && applies(group, f)).collect()
}

/// Whom a group concerns: units that detect or ask in it and, where the group
/// is `defined` by violence, those that meet it. A whole organisation with
/// units is nobody's way in, and an elected body meets nobody.
fn concerned(view: &View, group: &GroupId, searched: bool) -> Vec<bool> {
    let graph = view.terrain.graph;
    let network = graph.network;
    let looks = |service: &usize| {
        let row = &network.services[*service];
        let names = !searched || row.groups.contains(group);
        is_finding(row) && view.admits[*service] && names
    };
    (0..network.actors.len())
        .map(|actor| {
            let whole = graph.parent(actor).is_none() && graph.units(actor).len() > 1;
            let meets = !searched && view.meets[actor];
            let board = network.actors[actor].kind == Some(ActorKind::Board);
            !whole && !board && (meets || view.terrain.services_of[actor].iter().any(looks))
        })
        .collect()
}

fn finding(analysis: &Analysis, unit: usize, stuck: &Stuck) -> Finding {
    let graph = analysis.graph;
    let network = graph.network;
    let actor = &network.actors[unit];
    let asked = is_heard(graph, unit);
    let n = stuck.ends.len();
    let certain = stuck.ends.iter().filter(|(_, _, above)| asked && !above).count();
    let share = |n: usize| n as f64 / stuck.concerned.max(1) as f64;
    let rows: Vec<usize> = stuck.ends.iter().map(|(row, _, _)| *row).collect();
    let groups = widest(network, &rows).into_iter().map(|row| network.groups[row].id.0.clone());
    Finding {
        id: format!("{}:{}", RULE.id, actor.id),
        rule: RULE.id,
        severity: match () {
            () if certain == 0 => Severity::Low,
            // Silence is weaker than a way that is known to end.
            () if n == stuck.concerned && stuck.is_blocked() => Severity::High,
            () => Severity::Medium,
        },
        score: (share(certain), share(n)),
        subjects: std::iter::once(actor.id.0.clone()).chain(groups).collect(),
        title: title(network, unit, stuck, certain > 0),
        text: how(network, unit, stuck).and(above(stuck)).and(unasked(asked)),
        would_change: Text::new(
            format!("Besked från {} om vem man ringer och vart man lotsar vidare.", actor.name),
            format!("Word from {} of whom it calls and where it leads people.", actor.name),
        ),
        rests_on: behind(network, unit, stuck),
        told_in: None,
        decision: None,
    }
}

fn title(network: &Network, unit: usize, stuck: &Stuck, certain: bool) -> Text {
    let name = &network.actors[unit].name;
    let rows: Vec<usize> = stuck.ends.iter().map(|(row, _, _)| *row).collect();
    let names: Vec<&str> =
        widest(network, &rows).into_iter().map(|row| network.groups[row].name.as_str()).collect();
    let whom = |lang| explain::groups(&names, 2, lang);
    match certain {
        true if rows.len() == stuck.concerned => Text::new(
            format!("{name} har ingen känd väg vidare till hjälp"),
            format!("{name} has no known way on to help"),
        ),
        true => Text::new(
            format!("{name} har ingen känd väg vidare för {}", whom(Lang::Sv)),
            format!("{name} has no known way on for {}", whom(Lang::En)),
        ),
        false => Text::new(
            format!("Vart vänder sig {name} vidare?"),
            format!("Where does {name} turn next?"),
        ),
    }
}

/// How the ways end: a sentence for each reason, the groups listed.
fn how(network: &Network, unit: usize, stuck: &Stuck) -> Text {
    let name = &network.actors[unit].name;
    let looks =
        network.services.iter().any(|s| s.actor == network.actors[unit].id && is_finding(s));
    // Who is asked whatever group she belongs to need not be listed.
    let own = network.services.iter().filter(|s| s.actor == network.actors[unit].id);
    let everybody = looks
        && network.actors[unit].meets.is_empty()
        && own.filter(|s| is_finding(s)).all(|s| s.groups.is_empty());
    let does = match looks {
        true => Text::new("upptäcker eller frågar om våld", "detects or asks about violence"),
        false => Text::new("möter gruppen", "meets the group"),
    };
    let mut text = Text::new(format!("{name} {}.", does.sv), format!("{name} {}.", does.en));
    for &reason in Reason::ALL {
        let ends: Vec<&(usize, DeadEnd, bool)> =
            stuck.ends.iter().filter(|(_, end, _)| end.reason == reason).collect();
        if ends.is_empty() {
            continue;
        }
        text = text.and(match reason {
            Reason::NoWayOn if everybody && ends.len() == stuck.concerned => Text::new(
                "Källan nämner ingen väg vidare till hjälp för den som svarar ja.",
                "The source names no way on to help for those who say yes.",
            ),
            _ => reason_of(network, reason, &ends),
        });
    }
    text
}

fn reason_of(network: &Network, reason: Reason, ends: &[&(usize, DeadEnd, bool)]) -> Text {
    let rows: Vec<usize> = ends.iter().map(|(row, _, _)| *row).collect();
    let names: Vec<&str> =
        widest(network, &rows).into_iter().map(|row| network.groups[row].name.as_str()).collect();
    let whom = |lang| explain::groups(&names, 4, lang);
    let mut services: Vec<usize> =
        ends.iter().flat_map(|(_, end, _)| &end.services).copied().collect();
    services.sort_by_key(|&s| &network.services[s].id);
    services.dedup();
    let shut = |lang| explain::services(network, &services, lang);
    let mut asks: Vec<Status> = ends.iter().flat_map(|(_, end, _)| &end.asks).copied().collect();
    asks.sort_unstable();
    asks.dedup();
    let asked =
        |lang| list(&asks.iter().map(|s| s.label().get(lang).to_owned()).collect::<Vec<_>>(), lang);
    let (sv, en) = (whom(Lang::Sv), whom(Lang::En));
    match reason {
        Reason::NoWayOn => Text::new(
            format!("Källan nämner ingen väg vidare till hjälp för {sv}."),
            format!("The source names no way on to help for {en}."),
        ),
        Reason::Loop => Text::new(
            format!("För {sv} går vägarna i cirkel."),
            format!("For {en} the ways go in a circle."),
        ),
        Reason::TooManyHandovers => Text::new(
            format!("För {sv} blir det för många överlämningar före {}.", shut(Lang::Sv)),
            format!("For {en} there are too many handovers before {}.", shut(Lang::En)),
        ),
        Reason::NotAdmitted => Text::new(
            format!("För {sv} slutar vägen vid {}, som inte är till för gruppen.", shut(Lang::Sv)),
            format!("For {en} the way ends at {}, which is not for the group.", shut(Lang::En)),
        ),
        Reason::ClosedGate => Text::new(
            format!(
                "För {sv} kräver {} {}, som ingen på vägen kan ge.",
                shut(Lang::Sv),
                asked(Lang::Sv)
            ),
            format!(
                "For {en} {} asks for {}, which nobody on the way can grant.",
                shut(Lang::En),
                asked(Lang::En)
            ),
        ),
    }
}

/// Rows of the groups that no other of them contains, by id, each once.
fn widest(network: &Network, rows: &[usize]) -> Vec<usize> {
    let group = |row: usize| &network.groups[row];
    let within = |inner: usize, outer: usize| {
        inner != outer
            && (group(inner).parent.as_ref() == Some(&group(outer).id)
                || (group(outer).contains(group(inner)) && !group(inner).contains(group(outer))))
    };
    let mut widest: Vec<usize> =
        rows.iter().copied().filter(|&row| !rows.iter().any(|&outer| within(row, outer))).collect();
    widest.sort_by_key(|&row| &group(row).id);
    widest.dedup();
    widest
}

fn above(stuck: &Stuck) -> Text {
    let above = stuck.ends.iter().filter(|(_, _, above)| *above).count();
    match above {
        0 => Text::default(),
        n if n == stuck.ends.len() => Text::new(
            "Källan beskriver vägar till hjälp för dess huvudman eller för det slag av verksamheter som den hör till, men säger inte att de gäller här.",
            "The source tells of ways to help for its principal, or for the kind of service that it is, but does not say that they hold here.",
        ),
        _ => Text::new(
            "För några av dem beskriver källan vägar för dess huvudman eller för det slag av verksamheter som den hör till, men säger inte att de gäller här.",
            "For some of them the source tells of ways for its principal, or for the kind of service that it is, but does not say that they hold here.",
        ),
    }
}

fn unasked(asked: bool) -> Text {
    match asked {
        true => Text::default(),
        false => Text::new(
            "Enheten har inte tillfrågats, så det är en fråga och inte en brist.",
            "The unit was not asked, so it is a question and not a fault.",
        ),
    }
}

/// The unit's own row, its services that find people, the groups that stop there, and the
/// services at the end that the sentences name.
fn behind(network: &Network, unit: usize, stuck: &Stuck) -> Vec<Footing> {
    let own = &network.actors[unit].id;
    let finds = |service: &Row<Service>| service.actor == *own && is_finding(service);
    let groups: Vec<usize> = stuck.ends.iter().map(|(row, _, _)| *row).collect();
    // Where no way is named, and where ways go round, no service is.
    let named = |(_, end, _): &&(usize, DeadEnd, bool)| {
        !matches!(end.reason, Reason::NoWayOn | Reason::Loop)
    };
    let shut = stuck.ends.iter().filter(named).flat_map(|(_, end, _)| &end.services);
    rests_on(
        std::iter::once(Footing::Actor(unit))
            .chain(those(&network.services, Footing::Service, finds))
            .chain(widest(network, &groups).into_iter().map(Footing::Group))
            .chain(shut.map(|&service| Footing::Service(service))),
    )
}
