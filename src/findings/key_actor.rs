//! Actors and roles on which everything hangs.

use super::falls_between::is_help;
use super::{Analysis, COVERAGE, Doc, Finding, Of, Rule, Severity, explain, gather};
use crate::graph::compact::Compact;
use crate::graph::{Edge, Node};
use crate::measure::coverage::{Cell, Class};
use crate::measure::structure::cuts;
use crate::model::{ActorKind, Lang, Network, NetworkKind, Text};

pub(super) const RULE: Rule = Rule { id: "key_actor", doc, of: Of::Places, run };

fn doc() -> Doc {
    Doc {
        title: Text::new("Nyckelaktörer", "Key actors"),
        shows: Text::new(
            "Vad som går förlorat om en aktör eller roll försvinner: vilka grupper som mister sin sista väg, vilka forum som mister den som kallar, och om samarbetet delas i bitar. Roller som en enda person har står först.",
            "What is lost if an actor or role goes: which groups lose their last route, which forums lose their convener, and whether the collaboration falls apart. Roles held by one person come first.",
        ),
        matters: Text::new(
            "Det som hänger på en roll kan försvinna med en uppsägning, en sjukskrivning eller en omorganisation.",
            "What hangs on one role can go with a resignation, a sick leave or a reorganisation.",
        ),
        example: Text::new(
            "Om den centrala mottagningen läggs ned finns ingen annan väg till skydd för barn, och två forum saknar sammankallande.",
            "If the central unit closes there is no other way to protection for children, and two forums lack a convener.",
        ),
        misleads: Text::new(
            "En nyckelaktör är inte en brist i sig: ett nav kan vara meningen. Regeln räknar det som källan säger, så en ersättare som ingen nämnt syns inte. Att nätet delas i bitar kan bero på att få har frågats.",
            "A key actor is no fault in itself: a hub may be intended. The rule counts what the source says, so a stand-in whom nobody mentioned is not seen. That the net falls apart may be because few were asked.",
        ),
        constants: COVERAGE,
        sources: &[
            "S. P. Borgatti, Identifying sets of key players in a social network, Computational & Mathematical Organization Theory 12 (2006), 21–34",
            "J. Hopcroft, R. Tarjan, Algorithm 447, Communications of the ACM 16 (1973), 372–378",
        ],
    }
}

/// Ways to help that make an actor's loss grave.
const MANY: usize = 3;

#[derive(Default)]
struct Loss<'a> {
    cells: Vec<&'a Cell>,
    forums: Vec<usize>,
    splits: bool,
}

impl Loss<'_> {
    /// Cells of help, as against finding and preventing.
    fn help(&self) -> usize {
        self.cells.iter().filter(|cell| is_help(cell.function)).count()
    }
}

fn run(analysis: &Analysis) -> Vec<Finding> {
    let network = analysis.graph.network;
    let mut losses: Vec<Loss> = network.actors.iter().map(|_| Loss::default()).collect();
    for cell in &analysis.coverage.cells {
        for &actor in &cell.hinges_on {
            losses[actor].cells.push(cell);
        }
    }
    for (i, forum) in network.forums.iter().enumerate() {
        let convener = forum.convener.as_ref().and_then(|id| analysis.graph.actor(id.as_str()));
        if let Some(convener) = convener {
            losses[convener].forums.push(i);
        }
    }
    let works_with = analysis.graph.merged(|edge| !matches!(edge, Edge::Parent | Edge::Convener));
    let pairs: Vec<_> = works_with
        .raw_edges()
        .iter()
        .map(|edge| (edge.source().index() as u32, edge.target().index() as u32))
        .collect();
    let net = Compact::from_pairs(works_with.node_count(), &pairs);
    for point in cuts(&net).articulation_points {
        if let Node::Actor(actor) = works_with[petgraph::graph::NodeIndex::new(point as usize)] {
            losses[actor].splits = true;
        }
    }
    for loss in &mut losses {
        loss.cells.sort_by_key(|cell| !is_help(cell.function));
    }
    let most = losses.iter().map(Loss::help).max().unwrap_or(0).max(1);
    let mut lost: Vec<(usize, &Loss)> = losses
        .iter()
        .enumerate()
        .filter(|(actor, loss)| {
            let role = is_one_person(network, *actor);
            !loss.cells.is_empty() || !loss.forums.is_empty() || (role && loss.splits)
        })
        .collect();
    lost.sort_by_key(|(actor, loss)| {
        let held_by_one = is_one_person(network, *actor);
        (std::cmp::Reverse((held_by_one, loss.help(), loss.cells.len(), loss.forums.len())), *actor)
    });
    lost.into_iter().map(|(actor, loss)| finding(network, actor, loss, most)).collect()
}

fn is_one_person(network: &Network, actor: usize) -> bool {
    let actor = &network.actors[actor];
    actor.kind == Some(ActorKind::Role) && actor.persons == Some(1)
}

fn finding(network: &Network, actor: usize, loss: &Loss, most: usize) -> Finding {
    let row = &network.actors[actor];
    let one_person = is_one_person(network, actor);
    // A plan tells of its own body: that much hangs on it is its nature.
    let is_plan = network.kind == Some(NetworkKind::Plan);
    let forums = loss.forums.iter().map(|&f| &network.forums[f].claims);
    let services =
        loss.cells.iter().flat_map(|cell| &cell.named).map(|&s| &network.services[s].claims);
    let share = loss.help() as f64 / most as f64;
    let person = if one_person {
        Text::new("En enda person har rollen.", "One person holds the role.")
    } else {
        Text::default()
    };
    Finding {
        id: format!("key_actor:{}", row.id),
        rule: RULE.id,
        severity: match () {
            () if one_person => Severity::High,
            () if share >= 0.5 && loss.help() >= MANY && !is_plan => Severity::High,
            () if loss.help() > 0 => Severity::Medium,
            () => Severity::Low,
        },
        score: (share, share),
        subjects: vec![row.id.0.clone()],
        title: if one_person {
            Text::new(
                format!("Mycket hänger på en person: {}", row.name),
                format!("Much hangs on one person: {}", row.name),
            )
        } else {
            Text::new(
                format!("Mycket hänger på {}", row.name),
                format!("Much hangs on {}", row.name),
            )
        },
        text: person
            .and(lost_routes(network, loss, Class::Fragile))
            .and(lost_routes(network, loss, Class::Between))
            .and(lost_forums(network, loss))
            .and(split(loss)),
        would_change: if one_person {
            Text::new("En ersättare, eller ett delat uppdrag.", "A deputy, or a shared assignment.")
        } else {
            match (loss.cells.is_empty(), loss.forums.is_empty()) {
                (false, true) => {
                    Text::new("En väg som går förbi aktören.", "A route past the actor.")
                }
                (true, _) => Text::new(
                    "En ersättare som kan kalla till mötena.",
                    "A deputy who can convene the meetings.",
                ),
                (false, false) => Text::new(
                    "En väg som går förbi aktören, och en ersättare som kan kalla till mötena.",
                    "A route past the actor, and a deputy who can convene the meetings.",
                ),
            }
        },
        claims: gather(row.claims.iter().chain(forums.flatten()).chain(services.flatten())),
        decision: None,
    }
}

fn lost_routes(network: &Network, loss: &Loss, class: Class) -> Text {
    let say = |lang: Lang| {
        let mut cells: Vec<String> = Vec::new();
        for cell in loss.cells.iter().filter(|cell| cell.class == class) {
            let noun = explain::noun(cell.function);
            let group = explain::within(&network.groups[cell.group].name, lang);
            cells.push(format!("{} ({group})", noun.get(lang).to_lowercase()));
        }
        let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
        explain::first_few(&cells, 8, lang)
    };
    let (sv, en) = (say(Lang::Sv), say(Lang::En));
    if sv.is_empty() {
        return Text::default();
    }
    match class {
        Class::Between => Text::new(
            format!("Även den osäkra vägen går bara här: {sv}."),
            format!("Even the uncertain way goes only here: {en}."),
        ),
        _ => Text::new(
            format!("Utan den finns ingen väg till en insats som nämner gruppen: {sv}."),
            format!("Without it there is no way to a service that names the group: {en}."),
        ),
    }
}

fn lost_forums(network: &Network, loss: &Loss) -> Text {
    let names: Vec<&str> = loss.forums.iter().map(|&f| network.forums[f].name.as_str()).collect();
    if names.is_empty() {
        return Text::default();
    }
    Text::new(
        format!("Kallar till {}.", explain::first_few(&names, 6, Lang::Sv)),
        format!("Convenes {}.", explain::first_few(&names, 6, Lang::En)),
    )
}

fn split(loss: &Loss) -> Text {
    if loss.splits {
        Text::new(
            "Utan den tappar några aktörer sin enda nämnda kontakt med de andra.",
            "Without it some actors lose their only named contact with the rest.",
        )
    } else {
        Text::default()
    }
}
