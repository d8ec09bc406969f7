//! Focus areas where the board of a group has no measure.

use super::boards::boards;
use super::{Analysis, Finding, Severity, finding, measures_of, numbers};
use crate::findings::explain;
use crate::findings::falls_between::is_help;
use crate::findings::footing::{among, rests_on, those};
use crate::model::text::list;
use crate::model::{AgeRange, Footing, Goal, Group, Lang, Measure, Network, Row, Text};

/// Boards whose very task is a group, and the focus areas where they have no
/// measure.
pub(super) fn run(analysis: &Analysis) -> Vec<Finding> {
    let network = analysis.graph.network;
    let of_group = |actor: &usize| {
        let meets = &network.actors[*actor].meets;
        let particular = |g: &&Row<Group>| meets.contains(&g.id) && g.is_particular();
        network.groups.iter().find(particular)
    };
    boards(analysis)
        .filter_map(|board| Some((board, of_group(&board)?)))
        .filter_map(|(board, group)| missing_areas(analysis, board, group))
        .collect()
}

fn missing_areas(analysis: &Analysis, board: usize, group: &Row<Group>) -> Option<Finding> {
    let network = analysis.graph.network;
    let actor = &network.actors[board];
    let own = measures_of(network, board);
    let within = |goal: &Goal| -> Vec<&Row<Measure>> {
        network.measures.iter().filter(|m| m.focus.as_ref() == Some(&goal.id)).collect()
    };
    let missing: Vec<_> = network
        .goals
        .iter()
        .filter(|goal| !within(goal).is_empty())
        .filter(|goal| !own.iter().any(|measure| measure.focus.as_ref() == Some(&goal.id)))
        .collect();
    if missing.is_empty() {
        return None;
    }
    let there: Vec<&Row<Measure>> = missing.iter().flat_map(|goal| within(goal)).collect();
    let helps = |m: &&Row<Measure>| m.functions.iter().any(|f| is_help(*f));
    let severity = if there.iter().any(helps) { Severity::High } else { Severity::Low };
    let subjects = vec![actor.id.0.clone(), group.id.0.clone()];
    let mut finding = finding("areas", subjects, severity, (there.len(), there.len()));
    let labels: Vec<&str> =
        missing.iter().map(|goal| goal.number.as_deref().unwrap_or(&goal.text)).collect();
    let (n, all) = (own.len(), network.measures.len());
    finding.title = Text::new(
        format!(
            "{} har {n} av {all} åtgärder, men ingen i fokusområde {}",
            actor.name,
            list(&labels, Lang::Sv)
        ),
        format!(
            "{} has {n} of {all} measures, but none in {} {}",
            actor.name,
            if missing.len() == 1 { "focus area" } else { "focus areas" },
            list(&labels, Lang::En)
        ),
    );
    finding.text = what_is_missed(network, &own, &missing, &there, group);
    finding.would_change = Text::new(
        format!(
            "Besked i planen om vem som svarar för {} där.",
            explain::within(&group.name, Lang::Sv)
        ),
        format!("Word in the plan of who answers for {} there.", group.name),
    );
    let measures = |rows| those(&network.measures, Footing::Measure, among(rows));
    finding.rests_on = rests_on(
        [Footing::Actor(board)]
            .into_iter()
            .chain(those(&network.groups, Footing::Group, |row| row.id == group.id))
            .chain(those(&network.goals, Footing::Goal, among(&missing)))
            .chain(measures(&own))
            .chain(measures(&there)),
    );
    Some(finding)
}

fn what_is_missed(
    network: &Network,
    own: &[&Row<Measure>],
    missing: &[&Row<Goal>],
    there: &[&Row<Measure>],
    group: &Group,
) -> Text {
    let mut carriers: Vec<&str> = Vec::new();
    // Who gives help there; a board with a group of its own is not counted on
    // for another's.
    let helps = there.iter().filter(|m| m.functions.iter().any(|f| is_help(*f)));
    for id in helps.flat_map(|measure| measure.owners()) {
        let carrier = network.actor(id.as_str()).filter(|actor| actor.meets.is_empty());
        carriers.extend(carrier.map(|a| a.name.as_str()).filter(|name| !carriers.contains(name)));
    }
    let say = |lang| numbers(own.iter().map(|row| &row.value), lang);
    let goals = |lang| {
        let names: Vec<String> = missing
            .iter()
            .map(|goal| match &goal.number {
                Some(number) => format!("{number} ({})", goal.text.trim_end_matches('.')),
                None => goal.text.clone(),
            })
            .collect();
        list(&names, lang)
    };
    let whole = Text::new(
        format!(
            "Den svarar för åtgärderna {}. I fokusområde {} har den ingen.",
            say(Lang::Sv),
            goals(Lang::Sv)
        ),
        format!(
            "It answers for measures {}. In focus area {} it has none.",
            say(Lang::En),
            goals(Lang::En)
        ),
    );
    let named = there.iter().filter(|measure| measure.groups.contains(&group.id));
    let named: Vec<&Measure> = named.map(|row| &row.value).collect();
    let naming = if named.is_empty() {
        Text::new(
            format!("Ingen åtgärd där nämner {}.", explain::within(&group.name, Lang::Sv)),
            format!("No measure there names {}.", group.name),
        )
    } else {
        Text::new(
            format!(
                "Där nämns {} i åtgärd {}.",
                explain::within(&group.name, Lang::Sv),
                numbers(named.iter().copied(), Lang::Sv)
            ),
            format!(
                "There, measure {} names {}.",
                numbers(named.iter().copied(), Lang::En),
                group.name
            ),
        )
    };
    // Only a group that is told by its age can be "of all ages" elsewhere.
    let by_age = group.age != AgeRange::default()
        || ["older", "young", "child"].iter().any(|age| group.conditions.iter().any(|c| c == age));
    let (ages_sv, ages_en) = if by_age {
        (
            " och kan ta emot alla åldrar, för planen sätter ingen åldersgräns",
            " and may serve all ages, for the plan sets no limit of age",
        )
    } else {
        ("", "")
    };
    let others = if carriers.is_empty() {
        Text::default()
    } else {
        let (answer, they) =
            if carriers.len() == 1 { ("answers", "it") } else { ("answer", "they") };
        Text::new(
            format!(
                "Det betyder inte att gruppen är utestängd: {} svarar för åtgärder där{ages_sv}. Men planen säger inte att gruppen ska få hjälpen.",
                explain::first_few(&carriers, 4, Lang::Sv)
            ),
            format!(
                "That does not shut the group out: {} {answer} for measures there{ages_en}. But the plan does not say that {they} shall help the group.",
                explain::first_few(&carriers, 4, Lang::En)
            ),
        )
    };
    whole.and(naming).and(others)
}
