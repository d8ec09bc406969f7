//! Boards that answer for measures and work with nobody, as far as is known.

use super::{Analysis, Finding, Severity, count_measures, finding, measures_of, numbers};
use crate::findings::explain;
use crate::findings::footing::{among, rests_on, those};
use crate::measure::ties::work_together;
use crate::model::{Footing, Lang, Text};

/// Rows of `actors` that answer for some measure, in table order.
pub(super) fn boards(analysis: &Analysis) -> impl Iterator<Item = usize> {
    let network = analysis.graph.network;
    (0..network.actors.len()).filter(|&actor| !measures_of(network, actor).is_empty())
}

/// A finding for each board that was asked and named nobody, and one question
/// about all those that nobody asked.
pub(super) fn run(analysis: &Analysis) -> Vec<Finding> {
    let alone = boards(analysis).filter(|&board| works_alone(analysis, board));
    let (asked, unasked): (Vec<usize>, Vec<usize>) =
        alone.partition(|&board| analysis.graph.was_asked(board) == Some(true));
    let mut findings: Vec<Finding> =
        asked.into_iter().map(|board| without_ties(analysis, board)).collect();
    findings.extend((!unasked.is_empty()).then(|| unknown(analysis, &unasked)));
    findings
}

fn works_alone(analysis: &Analysis, board: usize) -> bool {
    let own = analysis.graph.subtree(board);
    let others: Vec<bool> = own.iter().map(|own| !own).collect();
    !work_together(analysis.graph, &own, &others)
}

fn without_ties(analysis: &Analysis, board: usize) -> Finding {
    let network = analysis.graph.network;
    let actor = &network.actors[board];
    let measures = measures_of(network, board);
    let n = measures.len();
    let mut finding = finding("board", vec![actor.id.0.clone()], Severity::Medium, (n, n));
    finding.title = Text::new(
        format!("{} har {} men inget samarbete", actor.name, count_measures(n, Lang::Sv)),
        format!("{} has {} but no collaboration", actor.name, count_measures(n, Lang::En)),
    );
    let say = |lang| numbers(measures.iter().map(|row| &row.value), lang);
    finding.text = Text::new(
        format!(
            "Åtgärd {}. {} har tillfrågats men nämner inget samarbete, ingen remissväg och inget forum.",
            say(Lang::Sv),
            actor.name
        ),
        format!(
            "Measure {}. {} was asked but names no tie, referral or forum.",
            say(Lang::En),
            actor.name
        ),
    );
    finding.would_change = Text::new(
        format!("Besked från {} om vilka man arbetar med.", actor.name),
        format!("Word from {} of whom it works with.", actor.name),
    );
    let measured = those(&network.measures, Footing::Measure, among(&measures));
    finding.rests_on = rests_on(std::iter::once(Footing::Actor(board)).chain(measured));
    finding
}

fn unknown(analysis: &Analysis, unasked: &[usize]) -> Finding {
    let network = analysis.graph.network;
    let n = unasked.len();
    let all = boards(analysis).count();
    let subjects = unasked.iter().map(|&board| network.actors[board].id.0.clone()).collect();
    let mut finding = finding("boards", subjects, Severity::Low, (0, n));
    finding.id = format!("{}:boards", super::RULE.id);
    finding.title = Text::new(
        format!("{n} av {all} ansvariga har åtgärder men inget känt samarbete"),
        format!("{n} of {all} who answer for measures have no known collaboration"),
    );
    let say = |lang| {
        let named: Vec<String> = unasked
            .iter()
            .map(|&board| {
                let n = measures_of(network, board).len();
                format!("{} ({})", network.actors[board].name, count_measures(n, lang))
            })
            .collect();
        explain::first_few(&named.iter().map(String::as_str).collect::<Vec<_>>(), 20, lang)
    };
    finding.text = Text::new(
        format!(
            "Källan nämner inget samarbete, ingen remissväg och inget forum för {}. Ingen där har tillfrågats, så det är en fråga och inte en brist.",
            say(Lang::Sv)
        ),
        format!(
            "The source names no tie, referral or forum of {}. Nobody there was asked, so it is a question and not a fault.",
            say(Lang::En)
        ),
    );
    finding.would_change = Text::new(
        "Besked från var och en om vilka man arbetar med.",
        "Word from each of whom it works with.",
    );
    let measures: Vec<_> = unasked.iter().flat_map(|&board| measures_of(network, board)).collect();
    let measured = those(&network.measures, Footing::Measure, among(&measures));
    finding.rests_on = rests_on(unasked.iter().map(|&board| Footing::Actor(board)).chain(measured));
    finding
}
