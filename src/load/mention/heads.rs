//! Words that names of bodies are made of: heads, owners, and words that tell nothing.

use super::words::Token;
use crate::link::words::stem;

/// Words that tell no name from another and are left out on both sides.
const SMALL: [&str; 18] = [
    "i", "på", "vid", "inom", "för", "hos", "av", "till", "mot", "den", "det", "de", "vår", "våra",
    "lokala", "t", "fr", "f",
];

/// Words for the bodies around a unit, which people leave out.
const OWNERS: [&str; 8] =
    ["kommun", "region", "stad", "län", "stads", "lokal", "förening", "ideell"];

/// Heads that say what sort of body it is; alone they are nobody's name unless one body
/// in the network bears them.
const HEADS: [&str; 40] = [
    "jour",
    "mottagning",
    "central",
    "centr",
    "grupp",
    "team",
    "enhet",
    "förvaltning",
    "kontor",
    "tjänst",
    "hus",
    "skola",
    "kyrka",
    "församling",
    "förening",
    "stiftelse",
    "sjukhus",
    "psykiatri",
    "vård",
    "nämnd",
    "råd",
    "nätverk",
    "boende",
    "hem",
    "hälsa",
    "rätt",
    "rådgivning",
    "myndighet",
    "verk",
    "styrelse",
    "kassa",
    "förmedling",
    "klinik",
    "avdelning",
    "polis",
    "kår",
    "förbund",
    "byrå",
    "linje",
    "omsorg",
];

/// Heads so common that they are nobody's name alone, even where one body bears them.
const BARE: [&str; 27] = [
    "jour",
    "mottagning",
    "central",
    "centrum",
    "grupp",
    "team",
    "enhet",
    "förvaltning",
    "kontor",
    "tjänst",
    "hus",
    "förening",
    "stiftelse",
    "nämnd",
    "råd",
    "nätverk",
    "boende",
    "hem",
    "myndighet",
    "verk",
    "styrelse",
    "förmedling",
    "klinik",
    "avdelning",
    "förbund",
    "linje",
    "vård",
];

/// Whether a stem is a head that alone names nobody.
pub(super) fn is_bare(word: &str) -> bool {
    BARE.iter().any(|head| stem(head) == word)
}

/// Whether a word is for the body around a unit.
pub(super) fn is_owner(token: &Token) -> bool {
    OWNERS.iter().any(|owner| token.stem == stem(owner))
}

/// Whether a word plays no part in telling names apart.
pub(super) fn is_small(token: &Token) -> bool {
    SMALL.contains(&token.lower.as_str())
}

/// Whether a word looks like an adjective: *strategiska rådet* is not "strategiska".
pub(super) fn is_adjective(word: &str) -> bool {
    ["iska", "liga", "ella", "ala", "stora", "lilla", "nya", "inska"]
        .iter()
        .any(|end| word.ends_with(end))
}

/// Whether a stem is a word for a sort of body, or ends in one.
pub(super) fn is_head(word: &str) -> bool {
    HEADS.iter().any(|head| word.ends_with(stem(head).as_str()))
}
