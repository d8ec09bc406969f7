//! Duties to work together, by law or plan, that no practice answers.

use std::collections::BTreeMap;

use super::footing::{Voices, among, rests_on, those, with_seats};
use super::{Analysis, Doc, Finding, Of, Rule, Severity, explain, is_heard};
use crate::graph::Graph;
use crate::measure::contacts::{Between, Contacts, same_body, same_line};
use crate::measure::plan::parties;
use crate::model::text::list;
use crate::model::{Footing, Lang, Mandate, Network, Row, Text};

pub(super) const RULE: Rule = Rule { id: "mandated", doc, of: Of::Places, run };

fn doc() -> Doc {
    Doc {
        title: Text::new("Ska enligt lag eller plan", "Mandated by law or plan"),
        shows: Text::new(
            "Två aktörer som enligt lag, uppdrag eller plan ska arbeta ihop, men som inte har något känt samarbete i det dagliga arbetet: inget samarbete, ingen remissväg, ingen utbildning, ingen överenskommelse mellan de två och inget gemensamt forum där man arbetar. En gemensam styrgrupp räcker inte. Plikterna läses ur tabellen mandates. Måttet är 1 när samarbetet saknas, och 0–1 när ingen av dem har tillfrågats eller när något kan finnas högre upp.",
            "Two actors who by law, assignment or plan are to work together but have no known collaboration in daily work: no tie, no referral, no training, no agreement of the two and no shared forum where work is done. A shared steering group is not enough. The duties are read from the table mandates. The score is 1 when the tie is missing, and 0–1 when neither was asked or something may stand higher up.",
        ),
        matters: Text::new(
            "En plikt som ingen har gjort till arbetssätt syns först när någon behöver hjälp av båda. Den som har plikten kan krävas på den.",
            "A duty that nobody has made into a way of working shows only when somebody needs help from both. Whoever has the duty can be held to it.",
        ),
        example: Text::new(
            "Planen säger att socialnämnden och polisen ska utreda tillsammans. De möts i styrgruppen två gånger om året, men ingen handläggare vet vem hon ska ringa.",
            "The plan says that the social services board and the police are to investigate together. They meet in the steering group twice a year, but no case worker knows whom to call.",
        ),
        misleads: Text::new(
            "Regeln ser bara plikter som står i tabellen, med källa: Samkarta lägger inte till lagar på egen hand. Plikter utan motpart är inga par och räknas inte, inte heller plikter inom samma enhet. Par som en åtgärd i planen behöver tas upp under Plan och praktik, och bara där. En utbildning räknas som samarbete även där plikten gäller ärenden.",
            "The rule sees only duties that stand in the table, with a source: Samkarta adds no laws of its own. Duties without a counterpart are no pairs and do not count, nor do duties within one unit. Pairs that a measure of the plan needs are treated under Plan and practice, and only there. Training counts as a tie even where the duty is about cases.",
        ),
        constants: &[],
        sources: &[
            "C. Oliver, Determinants of interorganizational relationships, Academy of Management Review 15 (1990), 241–265: necessity, that is, mandated relations",
            "J. L. Pressman, A. Wildavsky, Implementation, University of California Press, 1973",
        ],
    }
}

fn run(analysis: &Analysis) -> Vec<Finding> {
    let graph = analysis.graph;
    let contacts = Contacts::new(graph);
    let mut pairs: BTreeMap<[&str; 2], Vec<&Row<Mandate>>> = BTreeMap::new();
    for row in &graph.network.mandates {
        let Some(to) = &row.to else { continue };
        let mut pair = [row.from.as_str(), to.as_str()];
        pair.sort_unstable();
        pairs.entry(pair).or_default().push(row);
    }
    let mut findings = Vec::new();
    for (pair, mut duties) in pairs {
        let [Some(one), Some(other)] = pair.map(|id| graph.actor(id)) else { continue };
        let treated = same_body(graph, one, other)
            || same_line(graph, one, other)
            || is_a_measure(graph, one, other);
        if treated {
            continue;
        }
        let between = contacts.between(one, other);
        if between.working.is_empty() && between.one_way.is_empty() {
            duties.sort_by(|a, b| a.id.cmp(&b.id));
            findings.push(finding(analysis, [one, other], &duties, &between));
        }
    }
    findings
}

/// Whether some measure of a plan needs both: what becomes of it is told there.
fn is_a_measure(graph: &Graph, one: usize, other: usize) -> bool {
    graph.network.measures.iter().any(|measure| {
        let parties = parties(graph, measure);
        parties.contains(&one) && parties.contains(&other)
    })
}

fn finding(
    analysis: &Analysis,
    pair: [usize; 2],
    duties: &[&Row<Mandate>],
    between: &Between,
) -> Finding {
    let network = analysis.graph.network;
    let [mut one, mut other] = pair.map(|row| &network.actors[row]);
    let id = format!("{}:{}:{}", RULE.id, one.id, other.id);
    // Whoever has the duty comes first.
    if duties.iter().all(|duty| duty.from == other.id) {
        std::mem::swap(&mut one, &mut other);
    }
    let heard = pair.iter().any(|&row| is_heard(analysis.graph, row));
    let certain = heard && between.above.is_empty();
    let lacks = Text::new(
        "Källan nämner inget samarbete, ingen remissväg och inget forum där de arbetar tillsammans.",
        "The source names no tie, referral or forum in which they work together.",
    );
    let asked = match heard {
        true => Text::default(),
        false => Text::new(
            "Ingen av dem har tillfrågats, så det är en fråga och inte en brist.",
            "Neither was asked, so it is a question and not a fault.",
        ),
    };
    Finding {
        id,
        rule: RULE.id,
        severity: if certain { Severity::High } else { Severity::Low },
        score: (if certain { 1.0 } else { 0.0 }, 1.0),
        subjects: vec![one.id.0.clone(), other.id.0.clone()],
        title: match heard {
            true => Text::new(
                format!(
                    "{} och {} ska arbeta ihop men har inget känt samarbete",
                    one.name, other.name
                ),
                format!(
                    "{} and {} are to work together but have no known tie",
                    one.name, other.name
                ),
            ),
            false => Text::new(
                format!("Hur arbetar {} och {} ihop?", one.name, other.name),
                format!("How do {} and {} work together?", one.name, other.name),
            ),
        },
        text: said(network, duties).and(lacks).and(explain::besides(network, between)).and(asked),
        would_change: Text::new(
            format!("Besked från {} eller {} om hur de arbetar ihop.", one.name, other.name),
            format!("Word from {} or {} of how they work together.", one.name, other.name),
        ),
        rests_on: behind(analysis, pair, duties, between),
        told_in: None,
        decision: None,
    }
}

/// What the duties say, in so many words; what binds both alike, once.
fn said(network: &Network, duties: &[&Row<Mandate>]) -> Text {
    let mut alike: BTreeMap<(&str, Option<&str>), Vec<&Row<Mandate>>> = BTreeMap::new();
    for duty in duties {
        alike.entry((&duty.about, duty.basis.as_deref())).or_default().push(duty);
    }
    let mut text = Text::default();
    for ((about, basis), duties) in alike {
        let name = |id: &crate::model::ActorId| network.name_of(id.as_str()).to_owned();
        let whose: Vec<String> = duties.iter().map(|duty| name(&duty.from)).collect();
        let toward = match &duties[..] {
            [one] => one.to.as_ref().map(name),
            _ => None,
        };
        let by = basis.map_or_else(String::new, |basis| format!(" enligt {basis}"));
        let by_en = basis.map_or_else(String::new, |basis| format!(", by “{basis}”"));
        let about_whom = toward.as_ref().map_or_else(String::new, |to| format!(" som rör {to}"));
        let to = toward.as_ref().map_or_else(String::new, |to| format!(" toward {to}"));
        text = text.and(Text::new(
            format!("{} har{by} en uppgift{about_whom}: {about}.", list(&whose, Lang::Sv)),
            format!("{} has a duty{to}{by_en}: “{about}”.", list(&whose, Lang::En)),
        ));
    }
    text
}

fn behind(
    analysis: &Analysis,
    pair: [usize; 2],
    duties: &[&Row<Mandate>],
    between: &Between,
) -> Vec<Footing> {
    let graph = analysis.graph;
    let duties = those(&graph.network.mandates, Footing::Duty, among(duties));
    let aloft = with_seats(graph, pair, &between.aloft, Voices::Own);
    let above = with_seats(graph, pair, &between.above, Voices::Above);
    rests_on(duties.chain(aloft).chain(above))
}
