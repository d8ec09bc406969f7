//! Ways in and out: who sends whom, by which door.

use std::ops::Range;

use super::gates::{gates, trailing_gate};
use super::heard::{Heard, Named};
use super::stance;
use super::{alone, amount};
use crate::load::form::Question;
use crate::load::mention::Target;
use crate::model::Access;

/// A way that an answer states.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Way {
    pub(super) from: String,
    pub(super) to: String,
    pub(super) group: Option<String>,
    pub(super) access: Vec<Access>,
    pub(super) share: Option<f64>,
    pub(super) span: Range<usize>,
}

/// Verbs of sending.
const SEND: &[&str] = &[
    "hänv",
    "lotsa",
    "slussa",
    "remitter",
    "skicka",
    "överlämn",
    "förmedla",
    "vidareförmedl",
    "länka",
    "guida",
    "remiss",
    "orosanm",
    "anmäl",
    "placera",
    "överför",
    "aktualiser",
    "koppla",
    "kopplar",
    "tipsa",
    "egenanmäl",
    "följer$",
    "följa$",
    "slussning",
    "rekommender",
    "erbjuds",
    "refer",
    "kallas$",
];

/// Verbs of coming.
const COME: &[&str] = &[
    "kommer$", "kom$", "söker", "inkommer", "kontakta", "når$", "come", "ringer", "hittar", "via$",
    "får$",
];

/// Marks in front of the ways in and the ways out of one answer.
const LABELS: [(&str, Direction); 10] = [
    ("in", Direction::In),
    ("ingång", Direction::In),
    ("ingångar", Direction::In),
    ("väg in", Direction::In),
    ("vägar in", Direction::In),
    ("ut", Direction::Out),
    ("utgång", Direction::Out),
    ("utgångar", Direction::Out),
    ("väg ut", Direction::Out),
    ("vägar ut", Direction::Out),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Direction {
    In,
    Out,
}

/// Every way that an answer states to or from `own`.
pub(super) fn stated(heard: &Heard, own: &str) -> Vec<Way> {
    let mut ways: Vec<Way> = alone::stated(heard, own).into_iter().collect();
    for named in heard.named.iter().filter(|named| !named.is_group()) {
        let Some(Target::Actor(id)) = named.certain() else { continue };
        if id == own || stance::is_denied(heard, named) || is_wish(heard, named) {
            continue;
        }
        if is_goal_of_others(heard, named, own) {
            continue;
        }
        if let Some(way) = between_others(heard, named, own) {
            ways.push(way);
            continue;
        }
        let Some(direction) = direction(heard, named) else { continue };
        let (from, to) = match direction {
            Direction::In => (id.clone(), own.to_owned()),
            Direction::Out => (own.to_owned(), id.clone()),
        };
        let about = about(heard, named);
        let sentence = heard.sentence(named.first);
        ways.push(Way {
            from,
            to,
            group: sent(heard, named),
            access: gates(heard, &about)
                .into_iter()
                .chain(trailing_gate(heard, named, &sentence))
                .fold(Vec::new(), |mut all, one| {
                    if !all.contains(&one) {
                        all.push(one);
                    }
                    all
                }),
            share: (direction == Direction::In)
                .then(|| amount::share(heard, &heard.segment(named.first)))
                .flatten(),
            span: named.mention.span.clone(),
        });
    }
    ways
}

/// A wish is no way.
fn is_wish(heard: &Heard, named: &Named) -> bool {
    stance::stance(heard, named) == stance::Stance::Wished
        && matches!(
            heard.question,
            Question::Wishes
                | Question::WishesLocal
                | Question::WishesSociety
                | Question::Challenges
        )
}

/// Whether people are sent from the mention, or to it, by the words around it.
fn direction(heard: &Heard, named: &Named) -> Option<Direction> {
    let clause = heard.clause(named.first);
    let segment = heard.segment(named.first);
    let label = label(heard, named.first);
    let asked = match heard.question {
        Question::WaysIn => Some(Direction::In),
        Question::WaysOut => Some(Direction::Out),
        Question::Ways => label,
        _ => None,
    };
    let sends = heard.find(&segment, SEND).or_else(|| heard.find(&clause, SEND));
    let comes = heard.find(&segment, COME).or_else(|| heard.find(&clause, COME));
    let to = preposition(heard, named, &["till", "to", "t", "åt", "på", "hos", "mot", ">", "→"]);
    let from = preposition(heard, named, &["via", "från", "fr", "av", "genom", "by", "from"]);
    let about_people = is_about_people(heard);
    let arrow = to.is_some_and(|at| matches!(heard.word(at), ">" | "→"));
    if arrow && about_people && heard.question != Question::WaysIn {
        return Some(Direction::Out);
    }
    if let Some(verb) = sends {
        return by_sending(heard, named, verb, (to, from), label, asked);
    }
    // "efter beslut av biståndshandläggare", "på remiss från vårdcentralen"
    let granted = from.filter(|at| {
        super::heard::starts_with(
            heard.before(*at),
            &["beslut", "biståndsbeslut", "remiss", "bedömning", "uppdrag$"],
        )
    });
    if granted.is_some()
        && (about_people || matches!(heard.question, Question::Mission | Question::Aim))
    {
        return Some(Direction::In);
    }
    // "tre av tio kommer med polisen"
    let along = preposition(heard, named, &["med", "m"]);
    if comes.is_some()
        && along.is_some()
        && about_people
        && amount::share(heard, &segment).is_some()
    {
        return Some(Direction::In);
    }
    // "det är hemtjänsten som för ärendena till oss"
    let to_us = heard.phrase(&clause, "till oss").or_else(|| heard.find(&clause, &["hit$"]));
    if about_people && to.is_none() && from.is_none() && to_us.is_some_and(|at| at > named.last) {
        return Some(Direction::In);
    }
    // "ordnar en plats på X", "går det till X samma dag", "om hon inte vågar fara hem ringer vi X"
    if heard.question == Question::Services {
        let places = heard.any(&clause, &["ordnar", "ordna$", "bokar", "går$"]) && to.is_some();
        let opener = heard.word(heard.sentence(named.first).start).to_owned();
        let conditional = matches!(opener.as_str(), "om" | "när" | "är" | "vid" | "efter" | "rör");
        let calls =
            conditional && heard.any(&clause, &["ringer$", "kontaktar$", "larmar$", "tillkallar$"]);
        if places || calls {
            return Some(Direction::Out);
        }
    }
    if comes.is_some() && from.is_some() && (about_people || heard.question == Question::Other) {
        return Some(Direction::In);
    }
    if from.is_some() && asked != Some(Direction::Out) && about_people {
        return Some(Direction::In);
    }
    if asked == Some(Direction::Out)
        && (to.is_some() || label.is_some() || heard.question == Question::WaysOut)
    {
        return Some(Direction::Out);
    }
    if asked == Some(Direction::In) && (from.is_some() || is_listed(heard, named)) {
        return Some(Direction::In);
    }
    None
}

/// The direction that a verb of sending gives.
fn by_sending(
    heard: &Heard,
    named: &Named,
    verb: usize,
    (to, from): (Option<usize>, Option<usize>),
    label: Option<Direction>,
    asked: Option<Direction>,
) -> Option<Direction> {
    let clause = heard.clause(named.first);
    let here = heard.any(&clause, &["hit$", "oss$", "here$", "us$"]);
    let about_people = is_about_people(heard);
    // "skickas hit av akuten", "remiss från läkare"
    if from.is_some() && (to.is_none() || from > to) {
        return Some(Direction::In);
    }
    if heard.says(&clause, &["till oss", "hit", "to us", "till mig"])
        && named.first < verb + 1
        && to.is_none()
    {
        return Some(Direction::In);
    }
    if to.is_some() && !heard.says(&heard.segment(named.first), &["till oss"]) {
        return Some(Direction::Out);
    }
    if here && to.is_none() {
        return Some(Direction::In);
    }
    if to.is_none()
        && named.first > verb
        && label != Some(Direction::In)
        && asked != Some(Direction::In)
    {
        let passive = heard.word(verb).ends_with("as") || heard.word(verb).ends_with("ats");
        return (!passive && about_people).then_some(Direction::Out);
    }
    asked
}

/// Whether a question is about how people come and go.
fn is_about_people(heard: &Heard) -> bool {
    matches!(
        heard.question,
        Question::Ways
            | Question::WaysIn
            | Question::WaysOut
            | Question::Reach
            | Question::Services
    )
}

/// Whether a mention is an item of a list, with no verb beside it.
fn is_listed(heard: &Heard, named: &Named) -> bool {
    let segment = heard.segment(named.first);
    !heard.any(&segment, &["är$", "har$", "finns$", "vet$", "behöv"])
}

/// The preposition that a mention stands behind, through other names and "och".
fn preposition(heard: &Heard, named: &Named, words: &[&str]) -> Option<usize> {
    let clause = heard.clause(named.first);
    let mut at = named.first;
    while at > clause.start {
        at -= 1;
        let word = heard.word(at);
        if words.contains(&word) {
            return Some(at);
        }
        let inside = heard.named.iter().any(|n| (n.first..=n.last).contains(&at));
        let links = matches!(
            word,
            "," | "."
                | "och"
                | "eller"
                | "samt"
                | "/"
                | "&"
                | "t.ex"
                | "bl.a"
                | "främst"
                | "ofta"
                | "oftast"
                | "ibland"
                | "även"
                | "våra"
                | "vår"
                | "kommunens"
                | "lokala"
                | "också"
                | "personal"
                | "vidare"
                | "sedan"
                | "bland"
                | "annat"
        );
        let other_side = ["till", "via", "från", "av", "genom", "med"].contains(&word);
        if !(inside || links) || other_side {
            return None;
        }
    }
    None
}

/// The mark "In:" or "Ut:" before a word, the last one.
fn label(heard: &Heard, at: usize) -> Option<Direction> {
    (0..at).rev().find_map(|i| {
        if !matches!(heard.word(i + 1), ":" | "–" | "-" | "=") {
            return None;
        }
        let (one, two) = (heard.word(i), format!("{} {}", heard.before(i), heard.word(i)));
        LABELS
            .iter()
            .find(|(label, _)| *label == one || *label == two)
            .map(|(_, direction)| *direction)
    })
}

/// *Till X kommer man bara genom beslut av Y*: Y sends to X, and the informant is neither.
fn between_others(heard: &Heard, named: &Named, own: &str) -> Option<Way> {
    let clause = heard.clause(named.first);
    if !heard.any(&clause, &["man$", "de$", "dom$", "krävs$"])
        || heard.any(&clause, &["vi$", "oss$", "hit$"])
    {
        return None;
    }
    preposition(heard, named, &["via", "från", "av", "genom"])?;
    let goal = heard.named_in(&clause).find(|other| {
        other.first < named.first
            && !other.is_group()
            && preposition(heard, other, &["till", "på"]).is_some()
    })?;
    let (Some(Target::Actor(to)), Some(Target::Actor(from))) = (goal.certain(), named.certain())
    else {
        return None;
    };
    (to != own && from != own).then(|| Way {
        from: from.clone(),
        to: to.clone(),
        group: None,
        access: gates(heard, &clause),
        share: None,
        span: named.mention.span.clone(),
    })
}

/// Whether others send to a mention, by the same sentence.
fn is_goal_of_others(heard: &Heard, named: &Named, own: &str) -> bool {
    let clause = heard.clause(named.first);
    // A clause so long is a text without points, and nobody's goal can be told in it.
    if clause.len() > 200 {
        return false;
    }
    let later =
        heard.named_in(&clause).filter(|other| other.first > named.last && !other.is_group());
    let mut ways = later.filter_map(|other| between_others(heard, other, own));
    ways.any(|way| named.certain().is_some_and(|target| target.id() == way.to))
}

/// The stretch that says on what condition a mention is a way: its clause.
fn about(heard: &Heard, named: &Named) -> Range<usize> {
    let clause = heard.clause(named.first);
    let parts = heard.segments_of(&clause);
    let own = parts.iter().position(|part| part.contains(&named.first)).unwrap_or(0);
    let others = |part: &Range<usize>| heard.named_in(part).any(|other| !other.is_group());
    let mut reach = parts.get(own).cloned().unwrap_or(clause);
    let next = heard.named_in(&reach).find(|other| !other.is_group() && other.first > named.last);
    if let Some(next) = next {
        return reach.start..next.first;
    }
    for part in parts.iter().skip(own + 1) {
        if others(part) && gates(heard, part).is_empty() {
            break;
        }
        if others(part) {
            break;
        }
        reach.end = part.end;
    }
    reach
}

/// The group that is sent along: named in the clause, or by "dem" in the one before.
fn sent(heard: &Heard, named: &Named) -> Option<String> {
    let clause = heard.clause(named.first);
    let group = |range: &Range<usize>| {
        let mut groups = heard.named_in(range).filter(|n| n.is_group()).filter_map(Named::certain);
        match (groups.next(), groups.next()) {
            (Some(one), None) => Some(one.id().to_owned()),
            _ => None,
        }
    };
    let own = heard.segment(named.first);
    let alone = heard.named_in(&clause).filter(|other| !other.is_group()).count() == 1;
    if let Some(id) = group(&own).or_else(|| alone.then(|| group(&clause)).flatten()) {
        return Some(id);
    }
    let pronoun = heard.any(&clause, &["dem$", "dom$"]) || heard.any(&own, &["dem$", "dom$"]);
    let sentence = heard.sentence(named.first);
    let before = sentence.start..clause.start;
    let of_before = || group(&before).filter(|_| clause.start > sentence.start);
    pronoun.then(of_before).flatten()
}
