//! Forums with much the same members, and what they cost in time.

use std::collections::BTreeSet;

use super::footing::{rests_on, those};
use super::{Analysis, Doc, Finding, Of, Rule, Severity, explain};
use crate::link::{Kind, Rulings};
use crate::measure::forums::{
    Overlap, meeting_hours, person_hours, persons, share_of_smaller, side_by_side,
};
use crate::model::{Footing, Forum, Lang, Network, Range, Ruling, Text, number};

pub(super) const RULE: Rule = Rule { id: "overlapping_forums", doc, of: Of::Places, run };

/// Least shared members.
const SHARED: usize = 3;
/// Least share of the smaller forum's members.
const SHARE: f64 = 0.5;
/// Share from which it matters more, if both are known to meet.
const MOST: f64 = 0.75;
/// Names told.
const NAMES: usize = 6;

fn doc() -> Doc {
    Doc {
        title: Text::new("Forum med samma medlemmar", "Overlapping forums"),
        shows: Text::new(
            "Två forum som delar minst tre medlemmar och minst hälften av det mindre forumets. Måttet är hur stor del av det mindre forumets medlemmar som sitter i båda. Mötestiden räknas i persontimmar om året: möten om året gånger personer gånger mötets längd. Längden är ett antagande som går att ändra (meeting_hours). Resor och förberedelser räknas inte.",
            "Two forums that share at least three members and at least half of the smaller one's. The score is the share of the smaller forum's members who sit in both. Meeting time is counted in person-hours a year: meetings a year times persons times the length of a meeting. The length is an assumption that can be changed (meeting_hours). Travel and preparation are not counted.",
        ),
        matters: Text::new(
            "Samma personer i flera forum kan vara tid som går att använda bättre, eller frågor som tas upp två gånger utan att någon beslutar. Styrgruppen behöver veta vad mötena kostar innan den startar ett till.",
            "The same people in several forums may be time better used, or matters raised twice without anybody deciding. A steering group needs to know what meetings cost before it starts another.",
        ),
        example: Text::new(
            "Två nätverk med fem gemensamma medlemmar möts fyra gånger om året var. De fem lägger 20–40 persontimmar om året på vart och ett. Ett gemensamt möte skulle kunna spara så mycket.",
            "Two networks with five members in common meet four times a year each. The five spend 20–40 person-hours a year on each. One joint meeting could save that much.",
        ),
        misleads: Text::new(
            "Samma medlemmar är inte samma uppgift: ett forum kan styra och ett annat arbeta med ärenden. Medlemmen är en organisation och kan skicka olika personer. Listor i källan är ofta ofullständiga, så fler kan vara gemensamma. Där mötesrytmen är okänd anges ingen tid.",
            "The same members are not the same task: one forum may steer and another work with cases. A member is an organisation and may send different people. Lists in the source are often incomplete, so more may be shared. Where the rhythm is unknown no time is given.",
        ),
        constants: &["meeting_hours"],
        sources: &[
            "S. G. Rogelberg, C. Scott, J. Kello, The science and fiction of meetings, MIT Sloan Management Review 48(2) (2007), 18–21",
            "R. L. Breiger, The duality of persons and groups, Social Forces 53 (1974), 181–190: members shared as a tie between forums",
        ],
    }
}

/// Two forums that share members.
struct Shared {
    /// Rows, by id.
    rows: [usize; 2],
    overlap: Overlap,
    share: f64,
}

fn run(analysis: &Analysis) -> Vec<Finding> {
    let graph = analysis.graph;
    let one_forum = ruled_one(graph.network);
    let mut found = Vec::new();
    for one in 0..graph.network.forums.len() {
        for other in one + 1..graph.network.forums.len() {
            let mut rows = [one, other];
            rows.sort_by_key(|&row| &graph.network.forums[row].id);
            let members = rows.map(|row| graph.seats(row));
            let Some(share) = share_of_smaller(members[0], members[1]) else { continue };
            let overlap = side_by_side(members[0], members[1]);
            let is_much = overlap.both.len() >= SHARED && share >= SHARE;
            if is_much && !one_forum.contains(&[one, other]) {
                found.push(Shared { rows, overlap, share });
            }
        }
    }
    found.sort_by(|a, b| {
        let id = |s: &Shared| s.rows.map(|row| &graph.network.forums[row].id);
        let most = (b.overlap.both.len(), b.share).partial_cmp(&(a.overlap.both.len(), a.share));
        most.unwrap_or(std::cmp::Ordering::Equal).then_with(|| id(a).cmp(&id(b)))
    });
    found.iter().map(|shared| finding(analysis, shared)).collect()
}

/// Rows of forums of which somebody has ruled that they are the same, or one part of the
/// other; the lower row first.
fn ruled_one(network: &Network) -> BTreeSet<[usize; 2]> {
    let ruled = Rulings::of(network).ruled.into_iter();
    let one = ruled.filter(|r| r.kind == Kind::Forum && r.ruling != Ruling::Different);
    one.map(|r| [r.one.min(r.other), r.one.max(r.other)]).collect()
}

fn finding(analysis: &Analysis, shared: &Shared) -> Finding {
    let network = analysis.graph.network;
    let forums = shared.rows.map(|row| &network.forums[row]);
    let ids = forums.map(|forum| forum.id.as_str());
    let names = forums.map(|forum| forum.name.as_str());
    let both: Vec<&str> =
        shared.overlap.both.iter().map(|&row| network.actors[row].name.as_str()).collect();
    let said = |lang| explain::first_few(&both, NAMES, lang);
    let rhythms = forums.iter().all(|forum| forum.meetings_per_year != Range::default());
    let seats = those(&network.affiliations, Footing::Seat, |seat| {
        ids.contains(&seat.forum.as_str())
            && shared.overlap.both.iter().any(|&row| network.actors[row].id == seat.actor)
    });
    let small = shared.overlap.both.len()
        + shared.overlap.only_one.len().min(shared.overlap.only_other.len());
    let what = Text::new(
        format!(
            "{} av det mindre forumets {small} kända medlemmar sitter i båda: {}.",
            both.len(),
            said(Lang::Sv)
        ),
        format!(
            "{} of the smaller forum's {small} known members sit in both: {}.",
            both.len(),
            said(Lang::En)
        ),
    );
    let costs = [0, 1].map(|i| cost(analysis, shared.rows[i]));
    Finding {
        id: format!("{}:{}:{}", RULE.id, ids[0], ids[1]),
        rule: RULE.id,
        severity: if rhythms && shared.share >= MOST { Severity::Medium } else { Severity::Low },
        score: (shared.share, shared.share),
        subjects: ids.map(str::to_owned).to_vec(),
        title: Text::new(
            format!("{} medlemmar i både {} och {}", both.len(), names[0], names[1]),
            format!("{} members in both {} and {}", both.len(), names[0], names[1]),
        ),
        text: costs.into_iter().fold(what, Text::and).and(saved(analysis, shared)),
        would_change: would_change(forums.map(|row| &row.value)),
        rests_on: rests_on(shared.rows.into_iter().map(Footing::Forum).chain(seats)),
        told_in: None,
        decision: None,
    }
}

/// A range of hours or counts in words: "20–40", "minst 24".
fn span(range: Range, lang: Lang) -> Option<String> {
    let number = |value| number::at_most(value, 1, lang);
    Some(match (range.min.map(number), range.max.map(number)) {
        (Some(min), Some(max)) if min == max => min,
        (Some(min), Some(max)) => format!("{min}–{max}"),
        (Some(min), None) if lang == Lang::Sv => format!("minst {min}"),
        (Some(min), None) => format!("at least {min}"),
        (None, Some(max)) if lang == Lang::Sv => format!("högst {max}"),
        (None, Some(max)) => format!("at most {max}"),
        (None, None) => return None,
    })
}

/// What one forum's meetings take, with what is assumed.
fn cost(analysis: &Analysis, row: usize) -> Text {
    let forum = &analysis.graph.network.forums[row];
    let name = &forum.name;
    let hours = meeting_hours(analysis.parameters.meeting_hours);
    let members = analysis.graph.seats(row).len();
    let total = persons(forum.size, members).and_then(|persons| {
        Some((persons, person_hours(forum.meetings_per_year, persons, hours)?))
    });
    let Some((persons, total)) = total else {
        return Text::new(
            format!("Hur ofta {name} möts är okänt, så mötestiden går inte att räkna ut."),
            format!("How often {name} meets is unknown, so its meeting time cannot be counted."),
        );
    };
    let say = |lang| {
        let of = |range| span(range, lang).unwrap_or_default();
        [of(total), of(forum.meetings_per_year), of(persons), of(hours)]
    };
    let ([sv, meets_sv, persons_sv, hours_sv], [en, meets_en, persons_en, hours_en]) =
        (say(Lang::Sv), say(Lang::En));
    Text::new(
        format!(
            "{name} tar {sv} persontimmar om året: {meets_sv} möten, {persons_sv} personer och antagna {hours_sv} timmar per möte."
        ),
        format!(
            "{name} takes {en} person-hours a year: {meets_en} meetings, {persons_en} persons and an assumed {hours_en} hours a meeting."
        ),
    )
}

/// What the shared members spend on each forum: the most that dropping it could
/// save them.
fn saved(analysis: &Analysis, shared: &Shared) -> Text {
    let count = shared.overlap.both.len() as f64;
    let persons = Range { min: Some(count), max: Some(count) };
    let hours = meeting_hours(analysis.parameters.meeting_hours);
    let each: Vec<(&str, Range)> = shared
        .rows
        .iter()
        .filter_map(|&row| {
            let forum = &analysis.graph.network.forums[row];
            let spent = person_hours(forum.meetings_per_year, persons, hours)?;
            Some((forum.name.as_str(), spent))
        })
        .collect();
    if each.is_empty() {
        return Text::default();
    }
    let say = |lang| {
        let word = if lang == Lang::Sv { "persontimmar för" } else { "person-hours for" };
        let parts: Vec<String> = each
            .iter()
            .filter_map(|(name, spent)| Some(format!("{} {word} {name}", span(*spent, lang)?)))
            .collect();
        crate::model::text::list(&parts, lang)
    };
    Text::new(
        format!(
            "Om varje gemensam medlem skickar en person lägger de om året {}. Mer än så sparar de inte om forumet slås ihop med det andra.",
            say(Lang::Sv)
        ),
        format!(
            "If each shared member sends one person they spend, a year, {}. They save no more than that if the forum is joined with the other.",
            say(Lang::En)
        ),
    )
}

fn would_change(forums: [&Forum; 2]) -> Text {
    let silent: Vec<&str> = forums
        .iter()
        .filter(|forum| forum.meetings_per_year == Range::default())
        .map(|forum| forum.name.as_str())
        .collect();
    let merge = Text::new(
        "Att forumen slås ihop, möts samma dag eller delar upp sina uppgifter.",
        "That the forums are joined, meet on the same day or divide their tasks.",
    );
    if silent.is_empty() {
        return merge;
    }
    merge.and(Text::new(
        format!("Uppgift om hur ofta {} möts.", crate::model::text::list(&silent, Lang::Sv)),
        format!("Word of how often {} meets.", crate::model::text::list(&silent, Lang::En)),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::Graph;
    use crate::measure::Parameters;
    use crate::model::{Actor, Affiliation, Row, Verdict};

    fn network() -> Network {
        let actor =
            |id: &str| Row::bare(Actor { id: id.into(), name: id.into(), ..Actor::default() });
        let forum = |id: &str, meetings: Option<f64>| {
            Row::bare(Forum {
                id: id.into(),
                name: id.into(),
                meetings_per_year: Range { min: meetings, max: meetings },
                ..Forum::default()
            })
        };
        let seat = |forum: &str, actor: &str| {
            Row::bare(Affiliation {
                forum: forum.into(),
                actor: actor.into(),
                ..Affiliation::default()
            })
        };
        let mut affiliations = Vec::new();
        for member in ["p", "q", "r"] {
            affiliations.extend([seat("a", member), seat("b", member)]);
        }
        affiliations.extend([seat("b", "s"), seat("c", "p"), seat("c", "q")]);
        Network {
            actors: ["p", "q", "r", "s"].map(actor).to_vec(),
            forums: vec![forum("a", Some(4.0)), forum("b", None), forum("c", Some(1.0))],
            affiliations,
            ..Network::default()
        }
    }

    fn found(network: &Network) -> Vec<Finding> {
        let graph = Graph::new(network);
        Analysis::new(&graph, Parameters::default()).run(&[RULE.id])
    }

    #[test]
    fn three_shared_members_are_told_with_their_time() {
        let mut net = network();
        let findings = found(&net);
        assert_eq!(findings.len(), 1, "two shared members are too few");
        let finding = &findings[0];
        assert_eq!(finding.id, "overlapping_forums:a:b");
        assert_eq!((finding.score, finding.severity), ((1.0, 1.0), Severity::Low));
        let text = &finding.text.sv;
        assert!(text.contains("a tar minst 12 persontimmar om året"), "{text}");
        assert!(text.contains("Hur ofta b möts är okänt"), "{text}");
        assert!(text.contains("12–24 persontimmar för a"), "{text}");
        net.forums[1].meetings_per_year = Range { min: Some(6.0), max: None };
        net.forums[1].size = Some(10);
        let text = &found(&net)[0].text.sv;
        assert!(text.contains("b tar minst 60 persontimmar"), "{text}");
    }

    #[test]
    fn forums_that_somebody_has_joined_are_not_told() {
        let mut net = network();
        let mut verdict = Verdict { one: "b".into(), other: "a".into(), ..Verdict::default() };
        verdict.verdict = Some(Ruling::Different);
        net.verdicts = vec![Row::bare(verdict.clone())];
        assert_eq!(found(&net).len(), 1);
        verdict.verdict = Some(Ruling::Same);
        net.verdicts = vec![Row::bare(verdict.clone())];
        assert_eq!(found(&net).len(), 0);
        // Also by the network's own id, and by name when the id is gone.
        verdict.one = format!("{}/b", net.id);
        net.verdicts = vec![Row::bare(verdict.clone())];
        assert_eq!(found(&net).len(), 0);
        verdict.one = "gone".into();
        verdict.one_name = net.forum("b").map(|row| row.name.clone());
        net.verdicts = vec![Row::bare(verdict)];
        assert_eq!(found(&net).len(), 0);
    }
}
