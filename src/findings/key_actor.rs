//! Actors and roles on which everything hangs.

use std::collections::{BTreeMap, BTreeSet};

use super::falls_between::{is_help, is_unstated};
use super::footing::{rests_on, those};
use super::{Analysis, COVERAGE, Doc, Finding, Of, Rule, Severity, explain};
use crate::graph::compact::Compact;
use crate::graph::{Edge, Node};
use crate::measure::coverage::{Cell, Class};
use crate::measure::structure::cuts;
use crate::model::text::list;
use crate::model::{
    ActorId, ActorKind, Affiliation, Footing, Function, Lang, Network, NetworkKind, Row, Text,
};

pub(super) const RULE: Rule = Rule { id: "key_actor", doc, of: Of::Places, run };

fn doc() -> Doc {
    Doc {
        title: Text::new("Nyckelaktörer", "Key actors"),
        shows: Text::new(
            "Vad som går förlorat om en aktör eller roll försvinner: vilka grupper som mister sin sista väg till hjälp, vilka forum som mister den som kallar, och om samarbetet delas i bitar. Roller som en enda person har står först. Den som inget hänger på är inte med. Måttet är andelen vägar till hjälp, av så många som hänger på den som flest hänger på, minst fem; från hälften är det allvarligt, utom i en plan, som mest talar om sin egen verksamhet. För en roll som en enda person har är det 1, för där går allt förlorat på en gång.",
            "What is lost if an actor or role goes: which groups lose their last route to help, which forums lose their convener, and whether the collaboration falls apart. Roles held by one person come first. Those on whom nothing hangs are left out. The score is the share of ways to help, of as many as hang on the one on whom most do, five at least; from a half on it is grave, but for a plan, which speaks mostly of its own body. For a role that one person holds it is 1, for there all is lost at once.",
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

/// Ways to help that the score is a share of, at least: of fewer none are many.
const MANY: usize = 5;
/// Groups that are written out for each kind of help.
const GROUPS: usize = 4;

#[derive(Default)]
struct Loss<'a> {
    /// Cells of help that hang on it.
    help: Vec<&'a Cell>,
    forums: Vec<usize>,
    splits: bool,
}

fn run(analysis: &Analysis) -> Vec<Finding> {
    let network = analysis.graph.network;
    let mut losses: Vec<Loss> = network.actors.iter().map(|_| Loss::default()).collect();
    let particular = |cell: &&Cell| network.groups[cell.group].is_particular();
    // Where the source does not describe the way, it does not say on whom it hangs.
    let help = |cell: &&Cell| is_help(cell.function) && !is_unstated(cell);
    for cell in analysis.coverage.cells.iter().filter(help).filter(particular) {
        for &actor in &cell.hinges_on {
            losses[actor].help.push(cell);
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
    let most = losses.iter().map(|loss| loss.help.len()).max().unwrap_or(0).max(MANY);
    let mut lost: Vec<(usize, &Loss)> = losses
        .iter()
        .enumerate()
        .filter(|(actor, loss)| {
            let role = is_one_person(network, *actor);
            !loss.help.is_empty() || !loss.forums.is_empty() || (role && loss.splits)
        })
        .collect();
    lost.sort_by_key(|(actor, loss)| {
        let held_by_one = is_one_person(network, *actor);
        (std::cmp::Reverse((held_by_one, loss.help.len(), loss.forums.len())), *actor)
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
    let share = if one_person { 1.0 } else { loss.help.len() as f64 / most as f64 };
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
            () if share >= 0.5 && !is_plan => Severity::High,
            () if !loss.help.is_empty() => Severity::Medium,
            () => Severity::Low,
        },
        score: (share, share),
        subjects: vec![row.id.0.clone()],
        title: title(network, &row.name, one_person, loss),
        text: person
            .and(lost_routes(network, loss, Class::Fragile))
            .and(lost_routes(network, loss, Class::Between))
            .and(lost_forums(network, loss))
            .and(split(loss)),
        would_change: if one_person {
            Text::new("En ersättare, eller ett delat uppdrag.", "A deputy, or a shared assignment.")
        } else {
            match (loss.help.is_empty(), loss.forums.is_empty()) {
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
        rests_on: behind(network, actor, loss),
        told_in: None,
        decision: None,
    }
}

/// What is said of the actor, of what it convenes, of the groups that lose their way and the
/// services at its end, and, where the net falls apart, of whom it works with.
fn behind(network: &Network, actor: usize, loss: &Loss) -> Vec<Footing> {
    let id = &network.actors[actor].id;
    let ends = |cell: &&Cell| match cell.class {
        Class::Between => cell.whole(),
        _ => cell.named.clone(),
    };
    let touches = |ends: [&ActorId; 2]| loss.splits && ends.contains(&id);
    let ties = those(&network.ties, Footing::Tie, |tie| touches([&tie.from, &tie.to]));
    let ways = those(&network.referrals, Footing::Referral, |way| touches([&way.from, &way.to]));
    let sits = |seat: &Row<Affiliation>| loss.splits && seat.actor == *id;
    let forums = loss.forums.iter().map(|&forum| Footing::Forum(forum));
    let groups = loss.help.iter().map(|cell| Footing::Group(cell.group));
    rests_on(
        std::iter::once(Footing::Actor(actor))
            .chain(forums)
            .chain(groups)
            .chain(loss.help.iter().flat_map(ends).map(Footing::Service))
            .chain(ties)
            .chain(ways)
            .chain(those(&network.affiliations, Footing::Seat, sits)),
    )
}

/// What hangs on an actor, in a few words.
fn title(network: &Network, name: &str, one_person: bool, loss: &Loss) -> Text {
    let hangs = |lang| {
        let kinds: Vec<String> = by_function(network, &loss.help)
            .iter()
            .map(|(function, _)| explain::noun(*function).get(lang).to_lowercase())
            .collect();
        list(&kinds.iter().map(String::as_str).collect::<Vec<_>>(), lang)
    };
    let groups: BTreeSet<usize> = loss.help.iter().map(|cell| cell.group).collect();
    let (sv, en) = match (groups.len(), loss.forums.as_slice()) {
        (0, [forum]) => {
            let forum = &network.forums[*forum].name;
            (forum.clone(), forum.clone())
        }
        (0, []) => ("kontakten mellan aktörer".to_owned(), "contact between actors".to_owned()),
        (0, forums) => (format!("{} forum", forums.len()), format!("{} forums", forums.len())),
        (1, _) => {
            (format!("{} (en grupp)", hangs(Lang::Sv)), format!("{} (one group)", hangs(Lang::En)))
        }
        (n, _) => (
            format!("{} ({n} grupper)", hangs(Lang::Sv)),
            format!("{} ({n} groups)", hangs(Lang::En)),
        ),
    };
    if one_person {
        Text::new(
            format!("På en enda person, {name}, hänger {sv}"),
            format!("Depends on one person, {name}: {en}"),
        )
    } else if groups.is_empty() {
        Text::new(format!("{name} kallar till {sv}"), format!("{name} convenes {en}"))
    } else {
        Text::new(format!("På {name} hänger {sv}"), format!("Depends on {name}: {en}"))
    }
}

/// Groups by kind of help, in vocabulary order.
fn by_function<'a>(network: &'a Network, cells: &[&Cell]) -> Vec<(Function, Vec<&'a str>)> {
    let mut by: BTreeMap<Function, Vec<&str>> = BTreeMap::new();
    for cell in cells {
        by.entry(cell.function).or_default().push(&network.groups[cell.group].name);
    }
    by.into_iter().collect()
}

fn lost_routes(network: &Network, loss: &Loss, class: Class) -> Text {
    let cells: Vec<&Cell> = loss.help.iter().copied().filter(|cell| cell.class == class).collect();
    if cells.is_empty() {
        return Text::default();
    }
    let say = |lang| {
        let one = |(function, names): &(Function, Vec<&str>)| {
            let noun = explain::noun(*function).get(lang).to_lowercase();
            format!("{noun} ({})", explain::groups(names, GROUPS, lang))
        };
        by_function(network, &cells).iter().map(one).collect::<Vec<_>>().join("; ")
    };
    match class {
        Class::Between => Text::new(
            format!("Även den osäkra vägen går bara här: {}.", say(Lang::Sv)),
            format!("Even the uncertain way goes only here: {}.", say(Lang::En)),
        ),
        _ => Text::new(
            format!(
                "Utan den finns ingen väg till en insats som nämner gruppen: {}.",
                say(Lang::Sv)
            ),
            format!(
                "Without it there is no way to a service that names the group: {}.",
                say(Lang::En)
            ),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::Graph;
    use crate::measure::Parameters;
    use crate::model::{
        Access, Actor, Claim, Door, Forum, Group, Obtained, Row, Service, Sex, Tie,
    };

    /// A centre that protects women, a unit that prevents, and a convener.
    fn network() -> Network {
        let mut net = Network::default();
        for id in ["centre", "school", "office"] {
            let name = id.to_owned();
            net.actors.push(Row::bare(Actor { id: id.into(), name, ..Actor::default() }));
        }
        net.groups.push(Row::bare(Group {
            id: "women".into(),
            name: "Kvinnor".to_owned(),
            sex: Some(Sex::Female),
            conditions: vec!["exposed".to_owned()],
            ..Group::default()
        }));
        let functions = [("centre", Function::Protect), ("school", Function::Prevent)];
        for (actor, function) in functions {
            net.services.push(Row::bare(Service {
                id: format!("s-{actor}").as_str().into(),
                actor: actor.into(),
                function: Some(function),
                groups: vec!["women".into()],
                access: vec![Door(vec![Access::SelfReferral])],
                ..Service::default()
            }));
        }
        net
    }

    fn found(net: &Network) -> Vec<Finding> {
        let graph = Graph::new(net);
        Analysis::new(&graph, Parameters::default()).run(&[RULE.id])
    }

    #[test]
    fn only_those_on_whom_help_hangs_are_told_and_what_is_lost_is_named() {
        let all = found(&network());
        assert_eq!(all.iter().map(|f| f.id.as_str()).collect::<Vec<_>>(), ["key_actor:centre"]);
        assert_eq!(all[0].title.sv, "På centre hänger skydd (en grupp)");
        assert!(all[0].text.sv.contains("skydd (kvinnor)"), "{}", all[0].text.sv);
        // The most there is, but not much: what is grave has half the score at least.
        assert_eq!((all[0].score, all[0].severity), ((0.2, 0.2), Severity::Medium));
    }

    #[test]
    fn who_convenes_is_said_to_convene() {
        let mut net = network();
        net.forums.push(Row::bare(Forum {
            id: "meeting".into(),
            name: "Stora mötet".to_owned(),
            convener: Some("office".into()),
            ..Forum::default()
        }));
        let all = found(&net);
        let office = all.iter().find(|f| f.id == "key_actor:office").unwrap();
        assert_eq!(office.title.sv, "office kallar till Stora mötet");
        assert_eq!(office.severity, Severity::Low);
        net.actors[2].kind = Some(ActorKind::Role);
        net.actors[2].persons = Some(1);
        let first = &found(&net)[0];
        assert_eq!(first.title.sv, "På en enda person, office, hänger Stora mötet");
        assert_eq!(first.severity, Severity::High);
        assert_eq!(first.score, (1.0, 1.0), "the gravest is not the one with the lowest score");
        assert_eq!(office.score, (0.0, 0.0));
    }

    #[test]
    fn every_claim_that_it_rests_on_is_there() {
        let claim = |place: &str| {
            vec![Claim {
                source: "source".into(),
                place: place.to_owned(),
                obtained: Obtained::Stated,
                interview: None,
                date: None,
                printed: None,
            }]
        };
        let mut net = network();
        net.groups[0].claims = claim("group");
        net.services[0].claims = claim("service");
        let places = |net: &Network| -> Vec<String> {
            let found = found(net);
            let centre = found.iter().find(|f| f.id == "key_actor:centre").unwrap();
            centre.claims(net).iter().map(|claim| claim.place.clone()).collect()
        };
        assert_eq!(places(&net), ["group", "service"]);
        // A service that does not name the group is the end of an uncertain way.
        net.services[0].groups.clear();
        assert_eq!(places(&net), ["group", "service"]);
        // Without the centre the school and the office know nobody.
        for (to, place) in [("school", "first"), ("office", "second")] {
            let tie = Tie { from: "centre".into(), to: to.into(), ..Tie::default() };
            net.ties.push(Row { claims: claim(place), ..Row::bare(tie) });
        }
        assert_eq!(places(&net), ["group", "service", "first", "second"]);
    }

    #[test]
    fn who_takes_a_part_of_the_group_is_no_way_for_all_of_it() {
        let mut net = network();
        net.services[0].age.min = Some(65);
        assert!(found(&net).is_empty());
    }

    #[test]
    fn where_the_way_is_not_described_nothing_is_said_to_hang() {
        let mut net = network();
        net.services[0].access.clear();
        assert!(found(&net).is_empty());
    }
}
