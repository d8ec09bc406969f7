//! A plan against practice: what nobody can carry out alone, whom nobody
//! serves, which board stands outside, and which wishes go unanswered.

mod areas;
mod boards;
mod groups;
mod meetings;
mod wishes;

use super::{Analysis, Doc, Finding, Of, Rule, Severity};
use crate::model::text::list;
use crate::model::{Lang, Measure, Network, Row, Text};

pub(super) const RULE: Rule = Rule { id: "plan_practice", doc, of: Of::Wholes, run };

fn doc() -> Doc {
    Doc {
        title: Text::new("Plan och praktik", "Plan and practice"),
        shows: Text::new(
            "Var en handlingsplan inte har fäste i hur man arbetar: åtgärder som kräver flera aktörer utan något forum där de möts, grupper som planen nämner men ingen insats är till för, nämnder med åtgärder men utan kända samarbeten, nämnder som saknas i hela fokusområden, och önskemål som ingen åtgärd svarar på. Grupper som planen nämner utan att källan beskriver någon insats av det slaget för någon nämns tillsammans. Måttet är antalet aktörer, åtgärder, grupper eller önskemål som det gäller; den höga änden räknar även dem som källan lämnar öppna.",
            "Where a plan has no hold in how people work: measures that need several actors without a forum where they meet, groups that the plan names but no service is for, boards with measures but no known collaboration, boards missing from whole focus areas, and wishes that no measure answers. Groups that the plan names while the source describes no service of the kind for anybody are told of together. The score is how many actors, measures, groups or wishes it is about; the high end also counts those that the source leaves open.",
        ),
        matters: Text::new(
            "En åtgärd som flera ansvarar för och ingen samordnar blir lätt ingens. Planen kan då följas upp utan att något har ändrats för den som behöver hjälp.",
            "A measure that many answer for and nobody coordinates easily becomes nobody's. The plan can then be followed up without any change for those who need help.",
        ),
        example: Text::new(
            "Fyra nämnder ska tillsammans nå barn som riskerar att fara illa, men det finns ingen grupp där alla fyra sitter. Äldrenämnden ska utbilda sin personal men ansvarar inte för någon åtgärd som ger den äldre hjälp.",
            "Four boards are to reach children at risk together, but there is no group where all four sit. The board for elderly care is to train its staff but answers for no measure that gives an older person help.",
        ),
        misleads: Text::new(
            "En plan beskriver avsikter. Att den inte nämner ett forum, en insats eller ett samarbete betyder inte att det saknas. Jämför med en kartläggning för att se vad som finns. En nämnd som saknas i ett fokusområde kan vara representerad av en annan: socialnämnden kan ta emot alla åldrar. Om en åtgärd svarar på ett önskemål är en läsares bedömning.",
            "A plan describes intentions. That it names no forum, service or collaboration does not mean that there is none. Compare with a mapping to see what exists. A board missing from a focus area may be represented by another: the social services board may serve all ages. Whether a measure answers a wish is a reader's judgement.",
        ),
        constants: &[],
        sources: &[
            "J. L. Pressman, A. Wildavsky, Implementation, University of California Press, 1973",
            "M. Lipsky, Street-Level Bureaucracy, Russell Sage Foundation, 1980",
        ],
    }
}

fn run(analysis: &Analysis) -> Vec<Finding> {
    let mut findings = areas::run(analysis);
    findings.extend(meetings::run(analysis));
    findings.extend(groups::run(analysis));
    findings.extend(boards::run(analysis));
    findings.extend(wishes::run(analysis.graph.network));
    findings
}

fn finding(
    kind: &str,
    subjects: Vec<String>,
    severity: Severity,
    score: (usize, usize),
) -> Finding {
    let about = subjects.first().map_or("", String::as_str);
    Finding {
        id: format!("{}:{kind}:{about}", RULE.id),
        rule: RULE.id,
        severity,
        score: (score.0 as f64, score.1 as f64),
        subjects,
        title: Text::default(),
        text: Text::default(),
        would_change: Text::default(),
        rests_on: Vec::new(),
        told_in: None,
        decision: None,
    }
}

/// Numbers or ids of measures, as a list.
pub fn numbers<'a>(measures: impl IntoIterator<Item = &'a Measure>, lang: Lang) -> String {
    let labels: Vec<String> = measures.into_iter().map(Measure::label).collect();
    list(&labels, lang)
}

/// "1 åtgärd", "7 åtgärder".
fn count_measures(n: usize, lang: Lang) -> String {
    match (n, lang) {
        (1, Lang::Sv) => "1 åtgärd".to_owned(),
        (_, Lang::Sv) => format!("{n} åtgärder"),
        (1, Lang::En) => "1 measure".to_owned(),
        (_, Lang::En) => format!("{n} measures"),
    }
}

/// Measures that an actor answers for, alone or with others.
fn measures_of(network: &Network, board: usize) -> Vec<&Row<Measure>> {
    let id = &network.actors[board].id;
    network.measures.iter().filter(|measure| measure.owners().any(|owner| owner == id)).collect()
}
