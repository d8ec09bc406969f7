//! Actors that work with the same target group and meet nowhere.

use std::collections::BTreeMap;

use super::footing::{rests_on, those};
use super::{Analysis, Doc, Finding, Of, Rule, Severity, explain, is_heard};
use crate::graph::Graph;
use crate::measure::contacts::{Contacts, same_body, same_line};
use crate::measure::target_groups::{Kinship, served};
use crate::model::{ActorKind, Footing, Function, GroupId, Lang, Text};

pub(super) const RULE: Rule = Rule { id: "shared_group_no_forum", doc, of: Of::Places, run };

/// Actors with one group beyond which no forum could hold them all.
const MOST: usize = 100;

fn doc() -> Doc {
    Doc {
        title: Text::new("Samma målgrupp, inget gemensamt forum", "Shared group, no forum"),
        shows: Text::new(
            "Målgrupper som flera aktörer arbetar med utan att sitta i ett gemensamt forum eller ha något annat samarbete. Två aktörer hör ihop när minst 30 procent av de grupper de möter eller har insatser för, förebyggande undantaget, är gemensamma (overlap_at_least); grupper inom varandra räknas som gemensamma, ”alla våldsutsatta” räknas inte. Måttet är hur stor del av paren kring gruppen som saknar både forum och samarbete. Den låga änden räknar bara par där båda har tillfrågats. Par där enheter ovanför de två har något gemensamt räknas inte som skilda.",
            "Target groups that several actors work with without a seat in a common forum or any other tie. Two actors belong together when at least 30 percent of the groups they meet or have services for, prevention aside, are shared (overlap_at_least); groups within each other count as shared, “everybody exposed” does not. The score is the share of the pairs around the group that lack both forum and tie. The low end counts only pairs where both were asked. Pairs whose units above have something in common do not count as apart.",
        ),
        matters: Text::new(
            "De som möter samma människor ser var sin del av samma historia. Utan en plats att mötas får den det gäller berätta om igen, och ingen ser helheten.",
            "Those who meet the same people see each a part of the same story. Without a place to meet, the one it is about has to tell it again, and nobody sees the whole.",
        ),
        example: Text::new(
            "Hemtjänsten, diakonerna och vårdcentralen möter alla personer över 65 år. Ingen grupp samlar dem, och våld mot äldre står inte på någons dagordning.",
            "Home care, the deacons and the health centre all meet people over 65. No group gathers them, and violence against older people is on nobody's agenda.",
        ),
        misleads: Text::new(
            "Alla behöver inte möta alla: ett forum kostar tid. Listor över medlemmar är ofta ofullständiga, och en enhet kan vara företrädd av den ovanför. Enheter under samma chef har sin linje att mötas i och räknas inte som par.",
            "Not everybody needs to meet everybody: a forum costs time. Lists of members are often incomplete, and a unit may be represented by the one above it. Units under one manager have their line to meet in and do not count as pairs.",
        ),
        constants: &["overlap_at_least"],
        sources: &[
            "P. Jaccard, The distribution of the flora in the alpine zone, New Phytologist 11 (1912), 37–50",
            "J. Galaskiewicz, Interorganizational relations, Annual Review of Sociology 11 (1985), 281–304: shared clients as a ground for coordination",
        ],
    }
}

/// Pairs of actors around one group.
#[derive(Default)]
struct Around {
    /// Every pair that shares enough.
    pairs: usize,
    /// Those that meet nowhere and have no tie, and whether that is certain.
    apart: Vec<([usize; 2], bool)>,
}

fn run(analysis: &Analysis) -> Vec<Finding> {
    let graph = analysis.graph;
    let contacts = Contacts::new(graph);
    let kinship = Kinship::new(graph);
    let served = served(graph);
    let mut around: BTreeMap<usize, Around> = BTreeMap::new();
    for [one, other] in candidates(graph, &kinship, &served) {
        let overlap = kinship.overlap(&served[one], &served[other]);
        if overlap.is_none_or(|share| share < analysis.parameters.overlap_at_least) {
            continue;
        }
        let shared = kinship.shared(&served[one], &served[other]);
        let Some(group) = widest(graph, &kinship, &shared, &served) else { continue };
        let around = around.entry(group).or_default();
        around.pairs += 1;
        let between = contacts.between(one, other);
        if between.is_empty() {
            let heard = [one, other].iter().all(|&row| is_heard(graph, row));
            around.apart.push(([one, other], heard));
        }
    }
    let mut found: Vec<(usize, Around)> =
        around.into_iter().filter(|(_, around)| !around.apart.is_empty()).collect();
    found.sort_by_key(|(group, around)| {
        let certain = around.apart.iter().filter(|(_, certain)| *certain).count();
        let id = &graph.network.groups[*group].id;
        (std::cmp::Reverse((certain, around.apart.len())), id)
    });
    found.iter().map(|(group, around)| finding(graph, &kinship, *group, around)).collect()
}

/// Pairs of actors that have some group in common and are neither one body nor
/// under one manager; each once, in order.
fn candidates(graph: &Graph, kinship: &Kinship, served: &[Vec<usize>]) -> Vec<[usize; 2]> {
    let network = graph.network;
    let mut pairs = std::collections::BTreeSet::new();
    for group in 0..network.groups.len() {
        let has = |actor: &usize| served[*actor].iter().any(|&own| kinship.related(own, group));
        let people = |actor: &usize| network.actors[*actor].kind != Some(ActorKind::Public);
        let with: Vec<usize> = (0..network.actors.len()).filter(people).filter(has).collect();
        if with.len() > MOST {
            continue;
        }
        for (i, &one) in with.iter().enumerate() {
            for &other in &with[i + 1..] {
                if !same_body(graph, one, other) && !same_line(graph, one, other) {
                    pairs.insert([one, other]);
                }
            }
        }
    }
    pairs.into_iter().collect()
}

/// The widest group that a shared one lies within, of those that somebody
/// works with; the first by id of those. Groups defined by violence and others
/// keep apart: who is exposed is not just anybody of that age.
fn widest(
    graph: &Graph,
    kinship: &Kinship,
    shared: &[usize],
    served: &[Vec<usize>],
) -> Option<usize> {
    let groups = &graph.network.groups;
    let exposed = |row: usize| groups[row].conditions.iter().any(|c| c == "exposed");
    let mut known: Vec<usize> = served.iter().flatten().copied().collect();
    known.sort_unstable();
    known.dedup();
    let holds = |row: usize| known.iter().filter(|&&inner| kinship.within(inner, row)).count();
    let around =
        |row: usize, inner: usize| kinship.within(inner, row) && exposed(inner) == exposed(row);
    let wide = known.iter().copied().filter(|&row| shared.iter().any(|&inner| around(row, inner)));
    wide.min_by_key(|&row| (std::cmp::Reverse(holds(row)), &groups[row].id))
}

fn finding(graph: &Graph, kinship: &Kinship, group: usize, around: &Around) -> Finding {
    let network = graph.network;
    let row = &network.groups[group];
    let mut actors: Vec<usize> = around.apart.iter().flat_map(|(pair, _)| *pair).collect();
    actors.sort_by_key(|&actor| &network.actors[actor].id);
    actors.dedup();
    let n = actors.len();
    let certain = around.apart.iter().filter(|(_, certain)| *certain).count();
    let share = |n: usize| n as f64 / around.pairs as f64;
    let ids = actors.iter().map(|&actor| network.actors[actor].id.0.clone());
    let whom = |lang| explain::within(&row.name, lang);
    Finding {
        id: format!("{}:{}", RULE.id, row.id),
        rule: RULE.id,
        severity: if certain > 0 { Severity::Medium } else { Severity::Low },
        score: (share(certain), share(around.apart.len())),
        subjects: std::iter::once(row.id.0.clone()).chain(ids).collect(),
        title: Text::new(
            format!("{n} aktörer arbetar med {} utan gemensamt forum", whom(Lang::Sv)),
            format!("{n} actors work with {} without a common forum", whom(Lang::En)),
        ),
        text: said(graph, &actors, around).and(question(certain)),
        would_change: Text::new(
            format!("Ett forum som tar upp {}, eller besked om hur de möts.", whom(Lang::Sv)),
            format!("A forum that takes up {}, or word of how they meet.", whom(Lang::En)),
        ),
        rests_on: behind(graph, kinship, group, &actors),
        told_in: None,
        decision: None,
    }
}

fn said(graph: &Graph, actors: &[usize], around: &Around) -> Text {
    let (pairs, all) = (around.apart.len(), around.pairs);
    let who = |lang| explain::actors_asked(graph, actors, lang);
    Text::new(
        format!(
            "{} delar gruppen. Av alla {all} par som delar den är det {pairs} som inte sitter i något gemensamt forum och inte har något känt samarbete.",
            who(Lang::Sv)
        ),
        format!(
            "{} share the group. Of all {all} pairs that share it {pairs} sit in no common forum and have no known tie.",
            who(Lang::En)
        ),
    )
}

fn question(certain: usize) -> Text {
    match certain {
        0 => Text::new(
            "I varje par är någon inte tillfrågad, så det är en fråga och inte en brist.",
            "In each pair somebody was not asked, so it is a question and not a fault.",
        ),
        _ => Text::default(),
    }
}

/// The group, the services by which the actors share it or a part of it, and the actors.
/// Services for staff and prevention are not counted among those by which groups are shared.
fn behind(graph: &Graph, kinship: &Kinship, group: usize, actors: &[usize]) -> Vec<Footing> {
    let network = graph.network;
    let is_shared = |id: &GroupId| {
        let row = network.groups.iter().position(|other| other.id == *id);
        row.is_some_and(|row| network.groups[row].is_particular() && kinship.within(row, group))
    };
    let far = [Function::Train, Function::Coordinate, Function::Prevent].map(Some);
    let services = those(&network.services, Footing::Service, |service| {
        let by = graph.actor(service.actor.as_str());
        by.is_some_and(|by| actors.contains(&by))
            && !far.contains(&service.function)
            && service.groups.iter().any(is_shared)
    });
    let own = actors.iter().map(|&actor| Footing::Actor(actor));
    rests_on(std::iter::once(Footing::Group(group)).chain(services).chain(own))
}
