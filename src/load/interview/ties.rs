//! Ties and seats in forums, as an answer states them.

use std::ops::Range;

use super::amount;
use super::heard::{Heard, Named};
use super::stance::{self, Stance};
use crate::load::form::Question;
use crate::load::mention::Target;
use crate::model::{TieKind, TieState};

/// A collaboration that an informant states, denies or wishes for.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Stated {
    /// With what.
    pub(super) target: Target,
    /// Its manner; `None` where none is said.
    pub(super) kind: Option<TieKind>,
    pub(super) state: TieState,
    /// Where in the text, in bytes.
    pub(super) span: Range<usize>,
    /// Times a year.
    pub(super) rhythm: Option<crate::model::Range>,
    /// When an agreement ends.
    pub(super) ends: Option<String>,
}

/// What a manner of working together is called.
const MANNERS: &[(TieKind, &[&str], &[&str])] = &[
    (
        TieKind::JointPlan,
        &["sip$", "sip:", "sip-", "sipar"],
        &["samordnad* individuell* plan*", "gemensam* plan*"],
    ),
    (
        TieKind::CoLocated,
        &["samlokal"],
        &[
            "samma lokal*",
            "samma hus",
            "samma korridor",
            "samma byggnad",
            "delar lokal*",
            "delar korridor",
            "delar kontor",
            "delar hus",
            "vägg i vägg",
            "sitter ihop",
            "sitter tillsammans",
            "samma våning",
            "samma tak",
            "share premises",
            "shares premises",
            "same premises",
            "same building",
            "under samma",
            "sitter hos",
            "satt hos",
            "sitter i deras",
        ],
    ),
    (
        TieKind::Agreement,
        &[
            "avtal",
            "överensk",
            "samarbetsavtal",
            "hyresavtal",
            "ramavtal",
            "samverkansavtal",
            "iop$",
            "iop-",
            "partnerskap",
            "kontrakt",
        ],
        &[],
    ),
    (
        TieKind::Trains,
        &[
            "utbildar$",
            "utbildade$",
            "utbildat$",
            "utbilda$",
            "utbildning",
            "föreläs",
            "handled",
            "fortbild",
            "kurs",
            "train",
        ],
        &[],
    ),
    (
        TieKind::Consults,
        &["konsult", "rådgör", "rådfråg", "boll", "bollplank", "consult"],
        &["frågar om råd"],
    ),
    (
        TieKind::RegularMeetings,
        &[
            "möte",
            "nätverksmöte",
            "träffas",
            "träffar",
            "träff$",
            "ses$",
            "avstämn",
            "regelbund",
            "återkommande",
            "samverkansmöte",
            "samråd",
            "meeting",
            "avstämningsmöte",
            "teammöte",
            "nätverksträff",
        ],
        &["stämmer av", "fast* tid*"],
    ),
    (TieKind::Informs, &["informer", "information"], &[]),
];

/// Every collaboration and seat that an answer states.
///
/// Named partners are partners in answers to "with whom" and "in which way"; elsewhere
/// only where the clause itself speaks of working together. A manner counts for the
/// mentions of its own segment, and in answers about the manner for neighbours that have
/// none of their own.
pub(super) fn stated(text: &str, heard: &Heard, own: &str) -> Vec<Stated> {
    let asked =
        matches!(heard.question, Question::Partners | Question::Manner | Question::Collaborates);
    let mut found: Vec<Stated> = Vec::new();
    for named in heard.named.iter().filter(|named| !named.is_group()) {
        let Some(target) = named.certain() else { continue };
        if target.id() == own || is_sweeping(heard, named) {
            continue;
        }
        let stance = stance::stance(heard, named);
        let kinds = manners(heard, named);
        let together = stance::is_together(heard, named);
        let spoken = asked || together || (!kinds.is_empty() && speaks_of_us(heard, named, &kinds));
        let span = named.mention.span.clone();
        let segment = reach(heard, named);
        let of = |kind: Option<TieKind>, state| Stated {
            target: target.clone(),
            kind,
            state,
            span: span.clone(),
            rhythm: matches!(kind, Some(TieKind::RegularMeetings | TieKind::Consults) | None)
                .then(|| amount::rhythm(heard, &segment))
                .flatten(),
            ends: (kind == Some(TieKind::Agreement)).then(|| ends(text, heard, named)).flatten(),
        };
        match stance {
            Stance::Denied if asked || together || negated_seat(heard, named, target) => {
                found.push(of(None, TieState::Absent));
                found.extend(wished_after(heard, named, &of));
            }
            Stance::Wished => found.push(of(Some(TieKind::Wishes), TieState::Claimed)),
            Stance::So if spoken && !is_only_about(heard, named) => {
                match kinds.is_empty() {
                    true => found.push(of(None, TieState::Claimed)),
                    false => found
                        .extend(kinds.into_iter().map(|kind| of(Some(kind), TieState::Claimed))),
                }
                found.extend(wished_after(heard, named, &of));
            }
            _ => {}
        }
    }
    found
}

/// *Vi har ingen kontakt med BUP men skulle gärna samarbeta med dem*: the wish is about
/// the mention before it, when its own clause names nobody but a pronoun.
fn wished_after(
    heard: &Heard,
    named: &Named,
    of: &dyn Fn(Option<TieKind>, TieState) -> Stated,
) -> Option<Stated> {
    let sentence = heard.sentence(named.first);
    let clause = heard.clause(named.first);
    let rest = clause.end..sentence.end;
    let next = heard.named_in(&rest).find(|other| !other.is_group());
    let rest = rest.start..next.map_or(rest.end, |next| next.first);
    let pronoun = heard.any(&rest, &["dem$", "dom$", "den$", "det$", "dessa$", "dit$", "honom$"]);
    let wish = heard.any(&rest, &["vill$", "vilja$", "önskar", "borde$", "gärna$", "skulle$"])
        && heard.any(&rest, &["samarb", "samverk", "träff", "möte", "kontakt", "ihop$", "dialog"]);
    (pronoun && wish).then(|| of(Some(TieKind::Wishes), TieState::Claimed))
}

/// The stretch whose words are about a mention: its segment, stretched over a dash or a
/// colon behind it and over segments that name nobody.
fn reach(heard: &Heard, named: &Named) -> Range<usize> {
    let sentence = heard.item(named.first);
    let parts = heard.segments_of(&sentence);
    let Some(own) = parts.iter().position(|part| part.contains(&named.first)) else {
        return sentence;
    };
    let names = |part: &Range<usize>| heard.named_in(part).any(|other| !other.is_group());
    let mut reach = parts[own].clone();
    // "Polisen möter vi i SSPF, den ses varje månad": what follows is about the forum.
    let forum = |other: &Named| matches!(other.mention.target, Target::Forum(_));
    if !forum(named) && heard.named_in(&reach).any(forum) {
        return reach;
    }
    for part in &parts[own + 1..] {
        if names(part) {
            break;
        }
        reach.end = part.end;
    }
    if own > 0 && !names(&parts[own - 1]) {
        reach.start = parts[own - 1].start;
    }
    reach
}

/// The manners said of a mention.
fn manners(heard: &Heard, named: &Named) -> Vec<TieKind> {
    let own = manners_in(heard, &reach(heard, named));
    let segment = heard.segment(named.first);
    let elliptic = !segment.clone().any(|i| is_verb(heard.word(i)));
    let shares =
        heard.question == Question::Manner || (elliptic && heard.question != Question::Partners);
    if !own.is_empty() || !shares {
        return own;
    }
    // "Vi konsulterar FK, AF och soc": the neighbours that say how.
    let clause = heard.clause(named.first);
    let item = heard.item(named.first);
    let within = clause.start.max(item.start)..clause.end.min(item.end);
    let parts = heard.segments_of(&within);
    let Some(at) = parts.iter().position(|part| part.contains(&named.first)) else { return own };
    let said = |part: &Range<usize>| Some(manners_in(heard, part)).filter(|m| !m.is_empty());
    parts[..at]
        .iter()
        .rev()
        .find_map(said)
        .or_else(|| parts[at..].iter().find_map(said))
        .unwrap_or_default()
}

/// Whether a word looks like a finite verb.
fn is_verb(word: &str) -> bool {
    word.ends_with('r') && !word.ends_with("or") && word.chars().count() > 2
        || word.ends_with("ade")
        || matches!(word, "ses" | "finns" | "vill" | "kan" | "ska")
}

fn manners_in(heard: &Heard, stretch: &Range<usize>) -> Vec<TieKind> {
    let mut kinds: Vec<TieKind> = MANNERS
        .iter()
        .filter(|(_, starts, phrases)| heard.any(stretch, starts) || heard.says(stretch, phrases))
        .map(|(kind, ..)| *kind)
        .collect();
    if amount::rhythm(heard, stretch).is_some()
        && !kinds.contains(&TieKind::RegularMeetings)
        && kinds.is_empty()
    {
        kinds.push(TieKind::RegularMeetings);
    }
    // "utbildar" with "ses varje termin" is training, not a meeting on top.
    if kinds.contains(&TieKind::Trains)
        || kinds.contains(&TieKind::Informs)
        || kinds.contains(&TieKind::CoLocated)
    {
        kinds.retain(|kind| *kind != TieKind::RegularMeetings);
    }
    if kinds.contains(&TieKind::Informs) && kinds.len() > 1 {
        kinds.retain(|kind| *kind != TieKind::Informs);
    }
    kinds
}

/// Whether a manner outside the questions about partners is between the informant and the
/// mention: the clause speaks of "vi", "oss" or "vår", or has the mention as its object.
fn speaks_of_us(heard: &Heard, named: &Named, kinds: &[TieKind]) -> bool {
    let clause = heard.clause(named.first);
    let us = heard.any(&clause, &["vi$", "oss$", "vår$", "våra$", "vårt$", "jag$", "we$", "our$"]);
    let own_manner = kinds.iter().any(|kind| {
        matches!(
            kind,
            TieKind::Consults
                | TieKind::JointPlan
                | TieKind::CoLocated
                | TieKind::Trains
                | TieKind::Agreement
                | TieKind::Informs
        )
    });
    let meets = heard.says(
        &clause,
        &["vi har möte*", "vi träffar", "träffar vi", "ses vi", "vi ses", "möten med"],
    );
    let services = matches!(
        heard.question,
        Question::Services
            | Question::Success
            | Question::Other
            | Question::Reach
            | Question::Ways
            | Question::Funding
            | Question::Organised
    );
    // "utbildar hemtjänstens personal": notes leave "vi" out.
    let verb = heard
        .find(&clause, &["utbildar$", "konsulterar$", "informerar$", "handleder$", "rådfrågar$"]);
    let unsaid = verb.is_some_and(|verb| {
        verb < named.first
            && heard.named_in(&(clause.start..verb)).all(Named::is_group)
            && !heard.any(&(clause.start..verb), &["de$", "dom$", "man$", "hon$", "han$", "som$"])
    });
    let us = us || unsaid;
    let funded = heard.question == Question::Funding && kinds.contains(&TieKind::Agreement);
    funded || (us && services && (own_manner || meets))
}

/// Whether everybody is said to work with everybody: a statement, not a tie.
fn is_sweeping(heard: &Heard, named: &Named) -> bool {
    let sentence = heard.sentence(named.first);
    heard.says(
        &sentence,
        &[
            "alla med alla",
            "alla har kontakt med alla",
            "alla känner alla",
            "alla samarbetar med alla",
            "everyone with everyone",
        ],
    ) && heard.clause(named.first).start == sentence.start
        && heard.says(&heard.clause(named.first), &["med alla", "känner alla"])
}

/// Whether a mention is only spoken about: *SSPF känner jag bara till*.
fn is_only_about(heard: &Heard, named: &Named) -> bool {
    let clause = heard.clause(named.first);
    heard.says(
        &clause,
        &["känner jag bara till", "känner vi bara till", "hört talas om", "känner till"],
    ) || heard.says(&clause, &["inte vi", "inte jag"])
}

/// *I X är vi inte med* denies a seat in a forum.
fn negated_seat(heard: &Heard, named: &Named, target: &Target) -> bool {
    matches!(target, Target::Forum(_))
        && heard.any(&heard.clause(named.first), &["med$", "plats", "sitter", "deltar", "inbjud"])
}

/// When the agreement that a mention is named with ends.
pub(super) fn ends(text: &str, heard: &Heard, named: &Named) -> Option<String> {
    let sentence = heard.sentence(named.first);
    let until = heard.find(
        &sentence,
        &[
            "till$", "t.o.m", "tom$", "löper", "gäller", "upphör", "slut", "går$", "gick$", "ut$",
            "t$", "until", "expires", "ends",
        ],
    )?;
    amount::date(text, heard, &(until..sentence.end))
}
