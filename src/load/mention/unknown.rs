//! Names that nobody knows yet: what looks like an actor or a forum and is none of the
//! network's.

use std::ops::Range;

use super::Mention;
use super::heads::{is_head, is_small};
use super::lexicon::Lexicon;
use super::words::{Token, TokenKind, tokens};

/// What an unknown name seems to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnknownKind {
    /// An organisation, a unit or a role.
    Actor,
    /// A standing group.
    Forum,
}

/// A stretch that looks like the name of something unknown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// Where it stands, in bytes.
    pub span: Range<usize>,
    /// What it seems to be.
    pub kind: UnknownKind,
    /// Whether it looks like a name for certain: capitals within a sentence, or the word
    /// for a body in it.
    pub is_sure: bool,
}

/// Ends of words for groups that meet.
const MEETINGS: [&str; 9] = [
    "rådet",
    "nätverket",
    "nätverk",
    "gruppen",
    "forum",
    "forumet",
    "plattformen",
    "styrgrupp",
    "kommittén",
];

/// Ends of words for bodies.
const BODIES: [&str; 32] = [
    "jouren",
    "mottagningen",
    "centralen",
    "centrum",
    "centret",
    "teamet",
    "team",
    "enheten",
    "kontoret",
    "huset",
    "kyrkan",
    "församlingen",
    "församling",
    "föreningen",
    "förening",
    "stiftelsen",
    "sjukhuset",
    "kliniken",
    "myndigheten",
    "verket",
    "förbundet",
    "byrån",
    "linjen",
    "fogden",
    "stödet",
    "boendet",
    "hemmet",
    "missionen",
    "armén",
    "kåren",
    "gården",
    "klubben",
];

/// Capitals that name no body: methods, laws, things.
const THINGS: [&str; 57] = [
    "sip",
    "lss",
    "hvb",
    "ptsd",
    "kbt",
    "iop",
    "obs",
    "it",
    "hbtq",
    "hbtqi",
    "hbtqia",
    "lvu",
    "lvm",
    "sol",
    "bbic",
    "vd",
    "tv",
    "sms",
    "gdpr",
    "freda",
    "patriark",
    "mi",
    "adl",
    "hsl",
    "osl",
    "jo",
    "eu",
    "fn",
    "ok",
    "ca",
    "sfi",
    "npf",
    "adhd",
    "sid",
    "smadit",
    "vip",
    "vinr",
    "vkv",
    "rutin",
    "lag",
    "lagen",
    "covid",
    "corona",
    "excel",
    "teams",
    "zoom",
    "skype",
    "google",
    "facebook",
    "instagram",
    "sverige",
    "sweden",
    "stockholm",
    "in",
    "ut",
    "akut",
    "signs",
];

/// Words that start sentences and answers with a capital, and name nobody.
const COMMON: [&str; 132] = [
    "ja",
    "nej",
    "nä",
    "jo",
    "ej",
    "inte",
    "ingen",
    "inga",
    "inget",
    "en",
    "ett",
    "att",
    "med",
    "till",
    "från",
    "för",
    "på",
    "av",
    "om",
    "och",
    "men",
    "eller",
    "samt",
    "som",
    "när",
    "där",
    "då",
    "så",
    "det",
    "den",
    "de",
    "dem",
    "dom",
    "vi",
    "jag",
    "man",
    "ni",
    "hon",
    "han",
    "vår",
    "våra",
    "vårt",
    "alla",
    "många",
    "flera",
    "några",
    "vissa",
    "andra",
    "mest",
    "mer",
    "fler",
    "flest",
    "bättre",
    "kortare",
    "längre",
    "större",
    "ofta",
    "ibland",
    "sällan",
    "aldrig",
    "alltid",
    "varje",
    "var",
    "vid",
    "via",
    "under",
    "över",
    "efter",
    "innan",
    "sedan",
    "sen",
    "nu",
    "idag",
    "oj",
    "obs",
    "tyvärr",
    "främst",
    "framför",
    "ganska",
    "mycket",
    "lite",
    "stort",
    "bra",
    "dåligt",
    "okej",
    "telefon",
    "mejl",
    "mail",
    "möten",
    "möte",
    "chatt",
    "drop-in",
    "öppet",
    "öppen",
    "akut",
    "akuta",
    "förebyggande",
    "personal",
    "personalen",
    "resurser",
    "pengar",
    "tid",
    "sekretess",
    "sekretessen",
    "samverkan",
    "samarbete",
    "kontakt",
    "remiss",
    "unga",
    "kvinnor",
    "män",
    "barn",
    "äldre",
    "skulle",
    "vill",
    "önskar",
    "har",
    "är",
    "finns",
    "kan",
    "bör",
    "borde",
    "se",
    "får",
    "hos",
    "inom",
    "utan",
    "genom",
    "även",
    "dock",
    "också",
    "bara",
];

/// Bodies that every place has, so that the word alone names none.
const GENERIC: [&str; 26] = [
    "målgruppen",
    "målgrupp",
    "arbetsgruppen",
    "personalgruppen",
    "ledningsgruppen",
    "verksamheten",
    "teamet",
    "enheten",
    "gruppen",
    "huset",
    "hemmet",
    "boendet",
    "kontoret",
    "föreningen",
    "mottagningen",
    "styrelsen",
    "nätverket",
    "rådet",
    "forumet",
    "personalteamet",
    "föräldragruppen",
    "ungdomsgruppen",
    "åldersgruppen",
    "samtalsgruppen",
    "stödgruppen",
    "yrkesgruppen",
];

/// Names in a text that no mention covers.
///
/// Capitals within a sentence, with the words for bodies beside them; and words for a
/// body in the definite form that no known body bears. Plain nouns are left alone.
pub fn unknown(text: &str, mentions: &[Mention], lexicon: &Lexicon) -> Vec<Unknown> {
    let tokens = tokens(text);
    let free = |token: &Token| !mentions.iter().any(|m| m.span.contains(&token.span.start));
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let first = at;
        while tokens
            .get(at)
            .is_some_and(|t| free(t) && is_named(&tokens, at, first, lexicon, &free))
        {
            at += 1;
        }
        if at == first {
            at += 1;
            continue;
        }
        // A word for a body may follow in small type: "Resursteam heder", "Saffrans jour".
        let mut last = at - 1;
        if let Some(next) = tokens.get(at)
            && free(next)
            && next.kind == TokenKind::Small
            && (is_body(&next.lower) || is_body_alone(&next.lower))
        {
            last = at;
            at += 1;
        } else if is_body(&tokens[last].lower)
            && tokens.get(at).is_some_and(|t| t.kind == TokenKind::Small && free(t))
            && tokens.get(at + 1).is_some_and(|t| t.kind == TokenKind::Capital && free(t))
        {
            last = at + 1;
            at += 2;
        }
        // "fritidsgården Gnistan": the word for the body stands before.
        let mut start = first;
        if let Some(before) = first.checked_sub(1).map(|p| &tokens[p])
            && before.kind == TokenKind::Small
            && free(before)
            && (is_body(&before.lower) || is_body_alone(&before.lower))
        {
            start = first - 1;
        }
        found.extend(name(&tokens, start, last, lexicon));
    }
    found
}

/// Whether a word for a body stands alone: *teamet*.
fn is_body_alone(word: &str) -> bool {
    BODIES.contains(&word) || MEETINGS.contains(&word)
}

fn is_body(word: &str) -> bool {
    let word = word.strip_suffix('s').unwrap_or(word);
    BODIES.iter().chain(&MEETINGS).any(|end| word.ends_with(end) && word.len() > end.len())
}

/// Whether the token can be part of a name that starts at `first`.
fn is_named(
    tokens: &[Token],
    at: usize,
    first: usize,
    lexicon: &Lexicon,
    free: &dyn Fn(&Token) -> bool,
) -> bool {
    let token = &tokens[at];
    let word = token.lower.trim_end_matches('s');
    // What the search skips can never be found again as a name.
    if is_small(token) || THINGS.contains(&token.lower.as_str()) || THINGS.contains(&word) {
        return false;
    }
    match token.kind {
        TokenKind::Letters => {
            token.lower.chars().count() <= 6 && !COMMON.contains(&token.lower.as_str())
        }
        TokenKind::Capital => {
            let inside = at > first || !opens_sentence(tokens, at);
            let named = tokens.get(at + 1).is_some_and(|next| next.kind == TokenKind::Capital);
            !COMMON.contains(&token.lower.as_str())
                && !GENERIC.contains(&word)
                && (inside || is_body(&token.lower) || (named && free(&tokens[at + 1])))
        }
        TokenKind::Small => {
            at == first
                && is_body(&token.lower)
                && token.lower.chars().count() > 10
                && is_head(&token.stem)
                && !GENERIC.contains(&word)
                && !lexicon.knows(&token.stem)
        }
        _ => false,
    }
}

fn opens_sentence(tokens: &[Token], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).map(|p| &tokens[p]) else { return true };
    before.sentence != tokens[at].sentence
        || matches!(before.lower.as_str(), ":" | "\"" | "”" | "(" | "-" | "–" | "•" | "\n")
}

/// Whether a word opens the whole answer, as the first of a list may.
fn opens_text(tokens: &[Token], at: usize) -> bool {
    at == 0 && tokens.get(1).is_none_or(|next| next.is(","))
}

fn name(tokens: &[Token], first: usize, last: usize, lexicon: &Lexicon) -> Option<Unknown> {
    let words = &tokens[first..=last];
    if words.iter().all(|word| lexicon.is_place(&word.stem)) {
        return None;
    }
    let says_body = words.iter().any(|word| is_body(&word.lower));
    let small = words.iter().all(|word| word.kind == TokenKind::Small);
    let meets = words
        .iter()
        .any(|word| MEETINGS.iter().any(|end| word.lower.trim_end_matches('s').ends_with(end)));
    Some(Unknown {
        span: words.first()?.span.start..words.last()?.span.end,
        kind: if meets { UnknownKind::Forum } else { UnknownKind::Actor },
        // A lone compound at the start of a sentence may be any noun: "Vittnesstödet".
        is_sure: !small
            && (words.len() > 1
                || words[0].kind == TokenKind::Letters
                || !opens_sentence(tokens, first)
                || (says_body && opens_text(tokens, first))),
    })
}
