//! Words for people, and what they say of them.

use super::words::{Token, TokenKind};
use crate::model::Sex;

/// What a word says of people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Says {
    Sex(Sex),
    Child,
    Young,
    Old,
    Adult,
    Is(&'static str),
    /// People of whom nothing is said: *personer*, *den*.
    People,
}

/// Words that stand for people, by how they start; a word may say several things.
const PEOPLE: &[(&str, &[Says])] = &[
    ("kvinnor", &[Says::Sex(Sex::Female), Says::Adult]),
    ("tjejer", &[Says::Sex(Sex::Female), Says::Young]),
    ("flickor", &[Says::Sex(Sex::Female), Says::Child]),
    ("män", &[Says::Sex(Sex::Male), Says::Adult]),
    ("männen", &[Says::Sex(Sex::Male), Says::Adult]),
    ("mannen", &[Says::Sex(Sex::Male), Says::Adult]),
    ("killar", &[Says::Sex(Sex::Male), Says::Young]),
    ("pojkar", &[Says::Sex(Sex::Male), Says::Child]),
    ("barn", &[Says::Child]),
    ("barnen", &[Says::Child]),
    ("unga", &[Says::Young]),
    ("ungdomar", &[Says::Young]),
    ("ungdomarna", &[Says::Young]),
    ("tonåringar", &[Says::Young]),
    ("äldre", &[Says::Old]),
    ("gamla", &[Says::Old]),
    ("seniorer", &[Says::Old]),
    ("pensionärer", &[Says::Old]),
    ("vuxna", &[Says::Adult]),
    ("personer", &[Says::People]),
    ("pers", &[Says::People]),
    ("människor", &[Says::People]),
    ("de", &[Says::People]),
    ("den", &[Says::People]),
    ("dem", &[Says::People]),
    ("alla", &[Says::People]),
    ("elever", &[Says::People]),
    ("eleverna", &[Says::People]),
    ("patienter", &[Says::People]),
    ("klienter", &[Says::People]),
    ("brukare", &[Says::People]),
    ("par", &[Says::People]),
    ("women", &[Says::Sex(Sex::Female), Says::Adult]),
    ("men", &[]),
    ("children", &[Says::Child]),
];

/// Words that say something of people and may stand for them, by how they start.
const TRAITS: &[(&str, &[Says])] = &[
    ("hedersutsatt", &[Says::Is("honour"), Says::Is("exposed")]),
    ("hedersförtryck", &[Says::Is("honour"), Says::Is("exposed")]),
    ("våldsutsatt", &[Says::Is("exposed")]),
    ("brottsutsatt", &[Says::Is("exposed")]),
    ("brottsoffer", &[Says::Is("exposed")]),
    ("våldsoffer", &[Says::Is("exposed")]),
    ("utsatta", &[Says::Is("exposed")]),
    ("utsatt", &[Says::Is("exposed")]),
    ("utsätt", &[Says::Is("exposed")]),
    ("drabba", &[Says::Is("exposed")]),
    ("far illa", &[Says::Is("exposed")]),
    ("misshandlade", &[Says::Is("exposed")]),
    ("våldsutöv", &[Says::Is("perpetrator")]),
    ("utövar", &[Says::Is("perpetrator")]),
    ("utövat", &[Says::Is("perpetrator")]),
    ("förövar", &[Says::Is("perpetrator")]),
    ("gärningsm", &[Says::Is("perpetrator")]),
    ("våldsverkar", &[Says::Is("perpetrator")]),
    ("dömts", &[Says::Is("perpetrator")]),
    ("dömda", &[Says::Is("perpetrator")]),
    ("slår", &[Says::Is("perpetrator")]),
    ("bevittna", &[Says::Is("witness")]),
    ("upplevt", &[Says::Is("witness")]),
    ("upplever", &[Says::Is("witness")]),
    ("sett", &[Says::Is("witness")]),
    ("hört", &[Says::Is("witness")]),
    ("levt", &[Says::Is("witness")]),
    ("lever", &[Says::Is("witness")]),
    ("demens", &[Says::Is("dementia")]),
    ("dement", &[Says::Is("dementia")]),
    ("minnessjuk", &[Says::Is("dementia")]),
    ("alzheimer", &[Says::Is("dementia")]),
    ("kognitiv", &[Says::Is("dementia")]),
    ("missbruk", &[Says::Is("addiction")]),
    ("beroende", &[Says::Is("addiction")]),
    ("aktiv drog", &[Says::Is("addiction")]),
    ("skadligt bruk", &[Says::Is("addiction")]),
    ("substans", &[Says::Is("addiction")]),
    ("funktionsned", &[Says::Is("disability")]),
    ("funktionshin", &[Says::Is("disability")]),
    ("funktionsvar", &[Says::Is("disability")]),
    ("funkis", &[Says::Is("disability")]),
    ("intellektuell", &[Says::Is("disability")]),
    ("utvecklingsstör", &[Says::Is("disability")]),
    ("heder", &[Says::Is("honour")]),
    ("hbtq", &[Says::Is("lgbtq")]),
    ("homosexuell", &[Says::Is("lgbtq")]),
    ("transpersoner", &[Says::Is("lgbtq")]),
    ("psykisk", &[Says::Is("mental_illness")]),
    ("psykiskt", &[Says::Is("mental_illness")]),
    ("hemlös", &[Says::Is("homeless")]),
    ("bostadslös", &[Says::Is("homeless")]),
    ("nyanlän", &[Says::Is("foreign_born")]),
    ("utrikesföd", &[Says::Is("foreign_born")]),
    ("utlandsföd", &[Says::Is("foreign_born")]),
    ("asylsökande", &[Says::Is("foreign_born")]),
    ("flykting", &[Says::Is("foreign_born")]),
    ("papperslös", &[Says::Is("foreign_born")]),
    ("migrant", &[Says::Is("foreign_born")]),
    ("invandra", &[Says::Is("foreign_born")]),
];

/// Words that a description may run across.
pub(super) const WITHIN: &[&str] = &[
    "med",
    "som",
    "har",
    "är",
    "blir",
    "blivit",
    "ett",
    "en",
    "pågående",
    "aktivt",
    "för",
    "i",
    "av",
    "på",
    "mellan",
    "över",
    "under",
    "från",
    "till",
    "år",
    "års",
    "åldern",
    "ålder",
    "upp",
    "uppåt",
    "fyllt",
    "nära",
    "relation",
    "relationer",
    "våld",
    "våldet",
    "ha",
    "hem",
    "hemma",
    "den",
    "de",
    "varit",
    "blev",
    "eller",
    "sjukdom",
    "ohälsa",
    "förtryck",
    "och",
    "personer",
    "person",
    "kontext",
    "relaterat",
    "fysiskt",
    "sin",
    "sina",
    "partner",
    "egen",
    "oavsett",
    "kön",
    "samt",
    "m",
    "w",
    "and",
    "with",
    "over",
    "of",
    "hot",
    "äldre",
    "äldsta",
    "än",
    "bruk",
    "illa",
    "nedsättning",
    "ännu",
    "inte",
    "utan",
    "t",
];

/// Whether a condition is spoken of as somebody's: *vid pågående missbruk*, *om psykisk
/// ohälsa*.
pub(super) fn is_held(tokens: &[Token], at: usize) -> bool {
    let word = tokens[at].lower.as_str();
    let condition = ["missbruk", "demens", "funktionsned", "psykisk", "pågående", "aktivt"];
    let before = at.checked_sub(1).map_or("", |p| tokens[p].lower.as_str());
    let next = tokens.get(at + 1).map_or("", |t| t.lower.as_str());
    let whole = match word {
        "pågående" | "aktivt" => next.starts_with("missbruk") || next.starts_with("beroende"),
        _ if word.starts_with("psykisk") => {
            next.starts_with("ohälsa") || next.starts_with("sjukdom")
        }
        _ => true,
    };
    matches!(before, "vid" | "om" | "har") && whole && condition.iter().any(|c| word.starts_with(c))
}

/// What a word says of people, if anything.
pub(super) fn says(token: &Token) -> Option<&'static [Says]> {
    if token.kind == TokenKind::Mark {
        return None;
    }
    let word = token.lower.as_str();
    let people = PEOPLE.iter().find(|(people, _)| *people == word);
    let traits = TRAITS.iter().find(|(stem, _)| word.starts_with(stem));
    people.or(traits).map(|(_, says)| *says)
}

/// Words that say something of people but do not stand for them.
const VERBS: &[&str] = &[
    "utsätt",
    "utsatts",
    "drabba",
    "utövar",
    "utövat",
    "dömts",
    "slår",
    "bevittna",
    "upplev",
    "sett",
    "hört",
    "levt",
    "lever",
    "heder",
    "missbruk",
    "beroende",
    "aktiv",
    "skadligt",
    "substans",
    "funktionsned",
    "funktionshin",
    "funktionsvar",
    "intellektuell",
    "psykisk",
    "demens",
    "kognitiv",
    "minnessjuk",
    "alzheimer",
    "utsatt",
    "far",
];

/// Whether a description can start with a word: people, or a trait that stands for them.
pub(super) fn starts(token: &Token) -> bool {
    let word = token.lower.as_str();
    let stands =
        ["hedersutsatt", "utsatta", "utövare", "missbrukare", "funktionsnedsatta", "beroendesjuka"];
    let verb = VERBS.iter().any(|verb| word.starts_with(verb))
        && !stands.iter().any(|noun| word.starts_with(noun));
    !verb
        && !word.contains("certifi")
        && !word.contains("medicin")
        && says(token).is_some_and(|says| !says.is_empty())
}
