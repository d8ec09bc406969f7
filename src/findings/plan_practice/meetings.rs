//! Measures that need several actors who share no forum.

use super::{Analysis, Finding, Severity, finding, numbers};
use crate::findings::explain;
use crate::findings::falls_between::is_help;
use crate::findings::footing::{among, rests_on, those};
use crate::measure::plan::{Meeting, meeting, parties};
use crate::model::{Footing, Lang, Measure, Network, Row, Text};

/// A finding for each measure whose actors meet nowhere, as far as is known,
/// and one for all those who may meet in a forum whose members the source does
/// not tell.
pub(super) fn run(analysis: &Analysis) -> Vec<Finding> {
    let network = analysis.graph.network;
    let mut findings = Vec::new();
    let (mut unclear, mut forums) = (Vec::new(), Vec::new());
    for row in &network.measures {
        match meeting(analysis.graph, row) {
            Meeting::Nowhere => findings.push(nowhere(analysis, row)),
            Meeting::Perhaps(rows) => {
                unclear.push(row);
                forums.extend(rows);
            }
            Meeting::Alone | Meeting::Agreed | Meeting::Shared(_) => (),
        }
    }
    forums.sort_unstable();
    forums.dedup();
    findings.extend((!unclear.is_empty()).then(|| perhaps(network, &unclear, &forums)));
    findings
}

fn nowhere(analysis: &Analysis, measure: &Row<Measure>) -> Finding {
    let network = analysis.graph.network;
    let parties = parties(analysis.graph, measure);
    let helps = measure.functions.iter().any(|f| is_help(*f));
    let joint = measure.owners().count() > 1;
    let severity = if helps && joint { Severity::High } else { Severity::Medium };
    let subjects = [measure.id.0.clone()].into_iter();
    let subjects = subjects.chain(parties.iter().map(|&a| network.actors[a].id.0.clone()));
    let n = parties.len();
    let mut finding = finding("forum", subjects.collect(), severity, (n, n));
    let label = measure.label();
    let names = |lang| {
        let names: Vec<&str> = parties.iter().map(|&a| network.actors[a].name.as_str()).collect();
        explain::first_few(&names, 6, lang)
    };
    finding.title = Text::new(
        format!("Åtgärd {label}: {n} aktörer men inget känt forum där de möts"),
        format!("Measure {label}: {n} actors but no known forum where they meet"),
    );
    finding.text = Text::new(
        format!(
            "{} Åtgärden behöver {}. Källan nämner inget forum där alla har en plats.",
            sentence(&measure.text),
            names(Lang::Sv)
        ),
        format!(
            "“{}” needs {}. The source names no forum where all have a seat.",
            measure.text,
            names(Lang::En)
        ),
    );
    finding.would_change = Text::new(
        "Ett forum där alla sitter, eller besked om vilka som sitter i det som finns.",
        "A forum where all have a seat, or word of who sits in the one there is.",
    );
    finding.rests_on = those(&network.measures, Footing::Measure, among(&[measure])).collect();
    finding
}

fn perhaps(network: &Network, measures: &[&Row<Measure>], forums: &[usize]) -> Finding {
    let ids = forums.iter().map(|&f| network.forums[f].id.0.clone());
    let subjects = ids.chain(measures.iter().map(|row| row.id.0.clone())).collect();
    let n = measures.len();
    let mut finding = finding("unclear", subjects, Severity::Medium, (0, n));
    finding.id = format!("{}:unclear", super::RULE.id);
    let say = |lang| numbers(measures.iter().map(|row| &row.value), lang);
    let names = |lang| {
        let names: Vec<&str> = forums.iter().map(|&f| network.forums[f].name.as_str()).collect();
        explain::first_few(&names, 3, lang)
    };
    let all = network.measures.len();
    finding.title = Text::new(
        format!("För {n} av {all} åtgärder är det oklart om de ansvariga möts"),
        format!("For {n} of {all} measures it is unclear whether those who answer meet"),
    );
    finding.text = Text::new(
        format!(
            "Åtgärd {} har flera ansvariga. De kan mötas i {}, men källan säger inte vilka enheter som sitter där.",
            say(Lang::Sv),
            names(Lang::Sv)
        ),
        format!(
            "Several answer for measure {}. They may meet in {}, but the source does not say which units sit there.",
            say(Lang::En),
            names(Lang::En)
        ),
    );
    finding.would_change = Text::new(
        "Besked om vilka enheter som sitter i forumet.",
        "Word of which units sit in the forum.",
    );
    let measured = those(&network.measures, Footing::Measure, among(measures));
    finding.rests_on = rests_on(measured.chain(forums.iter().map(|&forum| Footing::Forum(forum))));
    finding
}

/// A paraphrase as a sentence of its own.
fn sentence(text: &str) -> String {
    let text = text.trim();
    if text.ends_with(['.', '?', '!']) { text.to_owned() } else { format!("{text}.") }
}
