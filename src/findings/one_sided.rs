//! Ties that one end names and the other, who was asked, does not.

use std::collections::{BTreeMap, BTreeSet};

use super::footing::rests_on;
use super::{Analysis, Doc, Finding, Of, Rule, Severity, explain};
use crate::graph::Graph;
use crate::measure::contacts::{Contacts, is_named_by, same_body};
use crate::model::{Footing, Lang, Network, Text, TieKind, TieState};

pub(super) const RULE: Rule = Rule { id: "one_sided", doc, of: Of::Places, run };

fn doc() -> Doc {
    Doc {
        title: Text::new("Uppgivna från ett håll", "One-sided"),
        shows: Text::new(
            "Aktörer som andra säger sig arbeta med, som själva har tillfrågats och som inte nämner dem: varken den andra, dess enheter eller enheten ovanför. Måttet är hur stor del av dem som nämner aktören som den själv inte nämner. Den låga änden är 0 när det är osäkert om rätt enhet svarade.",
            "Actors whom others say they work with, who were asked themselves and do not name them: neither the other, its units nor the unit above it. The score is the share of those naming the actor whom it does not name. The low end is 0 where it is unclear whether the right unit answered.",
        ),
        matters: Text::new(
            "Ett samarbete som bara den ena ser hänger ofta på en person, eller är glesare än den tror. Det går att reda ut med en fråga.",
            "A tie that only one of the two sees often hangs on a person, or is thinner than that one thinks. One question settles it.",
        ),
        example: Text::new(
            "Fyra verksamheter säger att de samarbetar med psykiatrin. Psykiatrin, som också har intervjuats, nämner bara en av dem.",
            "Four services say that they work with psychiatry. Psychiatry, which was interviewed too, names only one of them.",
        ),
        misleads: Text::new(
            "Den som intervjuas räknar sällan upp alla, och en stor mottagare minns inte varje liten avsändare. Den som inte har tillfrågats är aldrig med i listan, inte heller samarbeten som källan beskriver utan att säga vem som sagt det, och inte de som sitter i samma arbetande forum eller har en överenskommelse. Använd bekräftelsebladet (samkarta confirm) för att fråga.",
            "Those who are interviewed seldom list everybody, and a large receiver does not remember each small sender. Who was not asked is never in the list, nor are ties that the source describes without saying who said so, nor those who sit in the same working forum or have an agreement. Use the confirmation sheet (samkarta confirm) to ask.",
        ),
        constants: &[],
        sources: &[
            "P. V. Marsden, Network data and measurement, Annual Review of Sociology 16 (1990), 435–463: agreement between reports of the same tie",
            "D. Krackhardt, Cognitive social structures, Social Networks 9 (1987), 109–134: a tie as each end sees it",
        ],
    }
}

/// Who says that they work with an actor.
#[derive(Default)]
struct Naming {
    by: BTreeMap<usize, Vec<usize>>,
}

fn run(analysis: &Analysis) -> Vec<Finding> {
    let graph = analysis.graph;
    let network = graph.network;
    let contacts = Contacts::new(graph);
    let mut named: BTreeMap<usize, Naming> = BTreeMap::new();
    for (row, tie) in network.ties.iter().enumerate() {
        if tie.state == Some(TieState::Absent) || tie.kind == Some(TieKind::Wishes) {
            continue;
        }
        let ends = [&tie.from, &tie.to].map(|id| graph.actor(id.as_str()));
        let [Some(from), Some(to)] = ends else { continue };
        for (one, other) in [(from, to), (to, from)] {
            let says = is_named_by(graph, &tie.claimed_by, &tie.claims, one);
            if says && !same_body(graph, one, other) {
                named.entry(other).or_default().by.entry(one).or_default().push(row);
            }
        }
    }
    let mut findings = Vec::new();
    for (other, naming) in &named {
        if network.actors[*other].interviewed != Some(true) {
            continue;
        }
        let names = names_of(graph, *other);
        let unanswered: Vec<usize> = naming
            .by
            .keys()
            .copied()
            .filter(|one| !names.iter().any(|known| same_body(graph, *known, *one)))
            .filter(|&one| !is_shared(&contacts, one, *other))
            .collect();
        if !unanswered.is_empty() {
            findings.push(finding(graph, *other, naming, unanswered));
        }
    }
    findings.sort_by(|a, b| {
        let n = |f: &Finding| std::cmp::Reverse(f.subjects.len());
        n(a).cmp(&n(b)).then_with(|| a.id.cmp(&b.id))
    });
    findings
}

/// Everybody whom the informants of an actor name: in a tie or a referral.
fn names_of(graph: &Graph, actor: usize) -> BTreeSet<usize> {
    let network = graph.network;
    let ties = network.ties.iter().filter(|tie| tie.kind != Some(TieKind::Wishes));
    let ties = ties.map(|row| (&row.from, &row.to, &row.claimed_by, &row.claims));
    let ways = network.referrals.iter();
    let ways = ways.map(|row| (&row.from, &row.to, &row.claimed_by, &row.claims));
    ties.chain(ways)
        .filter(|(_, _, by, claims)| is_named_by(graph, by, claims, actor))
        .flat_map(|(from, to, _, _)| [from, to])
        .filter_map(|id| graph.actor(id.as_str()))
        .filter(|&named| !graph.ancestry(named).contains(&actor))
        .collect()
}

/// Whether something that both had to take part in stands behind the two.
fn is_shared(contacts: &Contacts, one: usize, other: usize) -> bool {
    let between = contacts.between(one, other);
    between.working.iter().any(|f| matches!(f, Footing::Forum(_) | Footing::Agreement(_)))
}

/// Whether the actor itself answered, rather than another unit of its body.
fn answered_itself(graph: &Graph, actor: usize) -> bool {
    let network = graph.network;
    let id = &network.actors[actor].id;
    if !network.interviews.is_empty() {
        return network.interviews.iter().any(|row| row.actor.as_ref() == Some(id));
    }
    let units = graph.units(actor).into_iter().filter(|&unit| unit != actor);
    !units.into_iter().any(|unit| network.actors[unit].interviewed == Some(true))
}

fn finding(graph: &Graph, other: usize, naming: &Naming, mut by: Vec<usize>) -> Finding {
    let network = graph.network;
    let actor = &network.actors[other];
    by.sort_by_key(|&one| &network.actors[one].id);
    let rows: Vec<usize> = by.iter().flat_map(|one| &naming.by[one]).copied().collect();
    let casework =
        rows.iter().any(|&row| network.ties[row].kind.is_some_and(|kind| kind.is_casework()));
    let certain = answered_itself(graph, other);
    let said_by = rows.iter().map(|&row| Footing::Tie(row));
    let share = by.len() as f64 / naming.by.len() as f64;
    let n = by.len();
    let ids = by.iter().map(|&one| network.actors[one].id.0.clone());
    Finding {
        id: format!("{}:{}", RULE.id, actor.id),
        rule: RULE.id,
        severity: if certain && casework { Severity::Medium } else { Severity::Low },
        score: (if certain { share } else { 0.0 }, share),
        subjects: std::iter::once(actor.id.0.clone()).chain(ids).collect(),
        title: match n {
            1 => Text::new(
                format!("{} nämner inte {}", actor.name, network.actors[by[0]].name),
                format!("{} does not name {}", actor.name, network.actors[by[0]].name),
            ),
            _ => Text::new(
                format!("{} nämner inte {n} som säger sig arbeta med den", actor.name),
                format!("{} does not name {n} who say they work with it", actor.name),
            ),
        },
        text: said(network, actor.name.as_str(), &by, naming).and(who_answered(certain)),
        would_change: Text::new(
            format!("Besked från {} i bekräftelsebladet: ja, nej, sedan när.", actor.name),
            format!("Word from {} on the confirmation sheet: yes, no, since when.", actor.name),
        ),
        rests_on: rests_on(said_by.chain([Footing::Actor(other)])),
        told_in: None,
        decision: None,
    }
}

fn said(network: &Network, actor: &str, by: &[usize], naming: &Naming) -> Text {
    let one = |&row: &usize, lang| {
        let name = &network.actors[row].name;
        match explain::kinds(network, &naming.by[&row], lang) {
            kinds if kinds.is_empty() => name.clone(),
            kinds => format!("{name} ({kinds})"),
        }
    };
    let say = |lang| {
        let said: Vec<String> = by.iter().map(|row| one(row, lang)).collect();
        explain::first_few(&said.iter().map(String::as_str).collect::<Vec<_>>(), 6, lang)
    };
    Text::new(
        format!(
            "{} uppger samarbete med {actor}. {actor} har tillfrågats men nämner dem inte.",
            say(Lang::Sv)
        ),
        format!(
            "{} report working with {actor}, which was asked but does not name them.",
            say(Lang::En)
        ),
    )
}

fn who_answered(certain: bool) -> Text {
    match certain {
        true => Text::default(),
        false => Text::new(
            "Det är en annan del av samma organisation som har svarat, så frågan kan ha gått till fel enhet.",
            "Another part of the same body answered, so the question may have gone to the wrong unit.",
        ),
    }
}
