//! The rows that a finding rests on, and what they are called.

use super::explain::{capital, first_few, within};
use crate::graph::Graph;
use crate::model::text::{Word, list};
use crate::model::{
    Answer, Footing, Lang, Mandate, Measure, MeasureId, Network, Referral, Row, Text,
};

/// Rows in the order given, each once.
pub(super) fn rests_on(rows: impl IntoIterator<Item = Footing>) -> Vec<Footing> {
    let mut all = Vec::new();
    for row in rows {
        if !all.contains(&row) {
            all.push(row);
        }
    }
    all
}

/// Those rows of a table of which something holds, in its order.
pub(super) fn those<'a, T>(
    table: &'a [Row<T>],
    of: fn(usize) -> Footing,
    holds: impl Fn(&'a Row<T>) -> bool + 'a,
) -> impl Iterator<Item = Footing> + 'a {
    table.iter().enumerate().filter(move |(_, row)| holds(row)).map(move |(at, _)| of(at))
}

/// Whether a row is one of those taken from the same table.
pub(super) fn among<'a, T>(rows: &'a [&'a Row<T>]) -> impl Fn(&Row<T>) -> bool + 'a {
    move |row| rows.iter().any(|own| std::ptr::eq(*own, row))
}

/// Whose seats in a forum speak for two actors.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Voices {
    /// Their own, those of their units and of the political bodies directly above them.
    Own,
    /// Those of units above them, too, but not above both.
    Above,
}

/// Rows that stand between two actors; each forum is followed by the seats by which they are
/// there.
pub(super) fn with_seats(
    graph: &Graph,
    pair: [usize; 2],
    rows: &[Footing],
    voices: Voices,
) -> Vec<Footing> {
    let network = graph.network;
    let mut speaks = vec![false; network.actors.len()];
    let [up, other_up] = pair.map(|actor| graph.ancestry(actor));
    for (own, (line, other)) in pair.into_iter().zip([(&up, &other_up), (&other_up, &up)]) {
        let bound = graph.speaking_for(own);
        speaks.iter_mut().zip(bound).for_each(|(speaks, bound)| *speaks |= bound);
        if voices == Voices::Above {
            line.iter().filter(|at| !other.contains(at)).for_each(|&at| speaks[at] = true);
        }
    }
    let mut all = Vec::new();
    for &row in rows {
        all.push(row);
        if let Footing::Forum(forum) = row {
            let id = &network.forums[forum].id;
            all.extend(those(&network.affiliations, Footing::Seat, |seat| {
                seat.forum == *id && graph.actor(seat.actor.as_str()).is_some_and(|at| speaks[at])
            }));
        }
    }
    all
}

/// What a row that brings two actors together is, in a few words; any other by its label.
fn in_brief(network: &Network, footing: Footing, lang: Lang) -> String {
    let name = |id: &str| network.name_of(id).to_owned();
    let and = match lang {
        Lang::Sv => "och",
        Lang::En => "and",
    };
    match footing {
        Footing::Tie(row) => {
            let tie = &network.ties[row];
            let kind = tie.kind.map(|kind| kind.label().get(lang).to_owned()).unwrap_or_default();
            let ends = format!("{} {and} {}", name(tie.from.as_str()), name(tie.to.as_str()));
            format!("{ends} ({kind})").replace(" ()", "")
        }
        Footing::Referral(row) => {
            let way = &network.referrals[row];
            let (from, to) = (name(way.from.as_str()), name(way.to.as_str()));
            match lang {
                Lang::Sv => format!("{from} skickar till {to}"),
                Lang::En => format!("{from} sends to {to}"),
            }
        }
        _ => label(network, footing).get(lang).to_owned(),
    }
}

/// Rows that bring two actors together, as a list; what says the same, once.
pub fn footings(network: &Network, rows: &[Footing], lang: Lang) -> String {
    let mut said: Vec<String> = Vec::new();
    for row in rows {
        let one = in_brief(network, *row, lang);
        if !said.contains(&one) {
            said.push(one);
        }
    }
    first_few(&said.iter().map(String::as_str).collect::<Vec<_>>(), 4, lang)
}

/// A row as people call it: so much that it can be told from others of its table.
///
/// # Undefined
/// The name of the table for a row that the network does not have.
pub fn label(network: &Network, footing: Footing) -> Text {
    let name = |id: &str| network.name_of(id).to_owned();
    let alike = |name: &str| Text::new(name, name);
    let said = match footing {
        Footing::Actor(row) => network.actors.get(row).map(|actor| alike(&actor.name)),
        Footing::Forum(row) => network.forums.get(row).map(|forum| alike(&forum.name)),
        Footing::Group(row) => network.groups.get(row).map(|group| alike(&group.name)),
        Footing::Agreement(row) => network.agreements.get(row).map(|row| alike(&row.name)),
        Footing::Statement(row) => network.statements.get(row).map(|said| alike(&said.text)),
        Footing::Goal(row) => network.goals.get(row).map(|goal| {
            let number = goal.number.as_deref().unwrap_or_default();
            alike(format!("{number} {}", goal.text).trim())
        }),
        Footing::Service(row) => network.services.get(row).map(|service| {
            alike(&format!("{} ({})", service.name, network.name_of(service.actor.as_str())))
        }),
        Footing::Tie(row) => network.ties.get(row).map(|tie| {
            let about = tie.about.as_deref().map(|about| format!(": {about}")).unwrap_or_default();
            let say = |lang| in_brief(network, footing, lang) + &about;
            Text::new(say(Lang::Sv), say(Lang::En))
        }),
        Footing::Referral(row) => network.referrals.get(row).map(|way| a_way(network, way)),
        Footing::Seat(row) => network.affiliations.get(row).map(|seat| {
            let (actor, forum) = (name(seat.actor.as_str()), name(seat.forum.as_str()));
            Text::new(format!("{actor} sitter i {forum}"), format!("{actor} sits in {forum}"))
        }),
        Footing::Duty(row) => network.mandates.get(row).map(|duty| a_duty(network, duty)),
        Footing::Measure(row) => network.measures.get(row).map(|row| a_measure(row)),
        Footing::Answer(row) => network.answers.get(row).map(|answer| an_answer(network, answer)),
    };
    said.unwrap_or_else(|| alike(footing.table()))
}

/// From whom to whom, then for whom, by which channel and on which condition, as far as the
/// source says.
fn a_way(network: &Network, way: &Referral) -> Text {
    let ends = [&way.from, &way.to].map(|id| network.name_of(id.as_str()));
    let say = |lang| {
        let group = way.group.as_ref().map(|id| within(network.name_of(id.as_str()), lang));
        let parts = group.into_iter().chain(way.channel.clone()).chain(way.condition.clone());
        let parts: Vec<String> = parts.collect();
        match parts.is_empty() {
            true => ends.join(" → "),
            false => format!("{}: {}", ends.join(" → "), parts.join(", ")),
        }
    };
    Text::new(say(Lang::Sv), say(Lang::En))
}

fn a_duty(network: &Network, duty: &Mandate) -> Text {
    let from = network.name_of(duty.from.as_str());
    let to = duty.to.as_ref().map(|to| network.name_of(to.as_str()));
    let (sv, en) =
        to.map_or_else(Default::default, |to| (format!(" som rör {to}"), format!(" toward {to}")));
    let basis = duty.basis.as_ref().map(|basis| format!(" ({basis})")).unwrap_or_default();
    let about = &duty.about;
    Text::new(
        format!("{from} har en uppgift{sv}: {about}{basis}"),
        format!("{from} has a duty{en}: {about}{basis}"),
    )
}

fn a_measure(measure: &Measure) -> Text {
    let text = measure.text.trim_end_matches('.');
    match &measure.number {
        Some(number) => {
            Text::new(format!("Åtgärd {number}: {text}"), format!("Measure {number}: {text}"))
        }
        None => Text::new(text, text),
    }
}

/// How far a plan answers a wish, by which measures, and the wish. Of one that stands in
/// another network only the id is known here, so why it is judged so stands beside it.
fn an_answer(network: &Network, answer: &Answer) -> Text {
    let id = &answer.statement;
    let here = || network.statements.iter().find(|said| said.id == *id);
    let own = answer.network.is_none().then(here).flatten();
    let why = answer.why.as_ref().map(|why| format!(" ({why})")).unwrap_or_default();
    let row = |id: &MeasureId| network.measures.iter().find(|measure| measure.id == *id);
    let measures: Vec<String> =
        answer.measures.iter().filter_map(row).map(|row| row.label()).collect();
    let say = |lang| {
        let (by, wish, of, none) = match lang {
            Lang::Sv => ("i åtgärd", "önskemål", "i", "inte bedömt"),
            Lang::En => ("in measure", "wish", "in", "not judged"),
        };
        let wish = match (&answer.network, own) {
            (Some(other), _) => format!("{wish} {id} {of} {other}{why}"),
            (None, Some(said)) => said.text.clone(),
            (None, None) => format!("{wish} {id}"),
        };
        let degree = answer.degree.map_or_else(|| none.to_owned(), |d| d.label().get(lang).into());
        let degree = capital(&degree);
        match measures.is_empty() {
            true => format!("{degree}: {wish}"),
            false => format!("{degree} {by} {}: {wish}", list(&measures, lang)),
        }
    };
    Text::new(say(Lang::Sv), say(Lang::En))
}

/// Ids of what a row names, to go on to from it, each once; its own is not among them.
pub fn ends(network: &Network, footing: Footing) -> Vec<&str> {
    let mut ids: Vec<&str> = Vec::new();
    match footing {
        Footing::Tie(row) => {
            ids.extend(
                network
                    .ties
                    .get(row)
                    .into_iter()
                    .flat_map(|row| [row.from.as_str(), row.to.as_str()]),
            );
        }
        Footing::Referral(row) => {
            ids.extend(
                network
                    .referrals
                    .get(row)
                    .into_iter()
                    .flat_map(|row| [row.from.as_str(), row.to.as_str()]),
            );
        }
        Footing::Seat(row) => {
            ids.extend(
                network
                    .affiliations
                    .get(row)
                    .into_iter()
                    .flat_map(|row| [row.actor.as_str(), row.forum.as_str()]),
            );
        }
        Footing::Duty(row) => {
            let duty = network.mandates.get(row).into_iter();
            ids.extend(
                duty.flat_map(|row| std::iter::once(&row.from).chain(&row.to))
                    .map(|id| id.as_str()),
            );
        }
        Footing::Agreement(row) => {
            let agreement = network.agreements.get(row).into_iter();
            ids.extend(agreement.flat_map(|row| &row.parties).map(|id| id.as_str()));
        }
        Footing::Service(row) => {
            ids.extend(network.services.get(row).map(|row| row.actor.as_str()));
        }
        Footing::Measure(row) => {
            let measure = network.measures.get(row).into_iter();
            ids.extend(measure.flat_map(|row| row.owners()).map(|id| id.as_str()));
        }
        Footing::Statement(row) => {
            let said = network.statements.get(row).and_then(|row| row.actor.as_ref());
            ids.extend(said.map(|id| id.as_str()));
        }
        Footing::Answer(row) => {
            let answer = network.answers.get(row).into_iter();
            ids.extend(
                answer
                    .clone()
                    .filter(|row| row.network.is_none())
                    .map(|row| row.statement.as_str()),
            );
            ids.extend(answer.flat_map(|row| &row.measures).map(|id| id.as_str()));
        }
        Footing::Actor(_) | Footing::Forum(_) | Footing::Group(_) | Footing::Goal(_) => {}
    }
    let mut seen = std::collections::BTreeSet::new();
    ids.retain(|id| seen.insert(*id));
    ids
}
