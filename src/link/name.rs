//! A name taken apart: words, what each does, and other ways to read the whole.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use super::words::lexicon::{Class, LEXICON, bare};
use super::words::short;

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Shape {
    /// As words are.
    Plain,
    /// Letters that stand for words: *RVC*, *ViNR*, *BoU*.
    Letters,
    /// Cut short by a point: *soc.*, *utb.kontoret*.
    Cut,
    /// One letter.
    Initial,
    /// Begins with a digit.
    Number,
}

/// A word of a name.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Token {
    /// In lower case.
    pub text: String,
    pub shape: Shape,
    /// Whether it began with a capital.
    pub capital: bool,
    /// Whether it ends in a hyphen, so that its last part stands in a later word.
    pub open: bool,
    /// Stretch of the name it stands in: brackets and marks begin new ones.
    pub segment: u16,
    /// Whether the segment is one in brackets.
    pub bracket: bool,
    /// The letters that the name has instead, where a reading spells them out.
    pub short: Option<String>,
}

/// Words of a name that are read: what is longer is a text, not a name.
const WORDS: usize = 40;

/// A name's words; a hyphen at a line's end and points between initials are mended.
pub(super) fn tokens(name: &str) -> Vec<Token> {
    let name = mended(name);
    let chars: Vec<char> = name.chars().collect();
    let mut tokens: Vec<Token> = Vec::new();
    let (mut segment, mut depth, mut at) = (0, 0, 0);
    while at < chars.len() {
        let c = chars[at];
        if !c.is_alphanumeric() {
            match c {
                '(' | '[' => (segment, depth) = (segment + 1, depth + 1),
                ')' | ']' => (segment, depth) = (segment + 1, 0),
                ',' | ';' | '/' | ':' => segment += 1,
                '-' if at > 0 && chars[at - 1] == ' ' => segment += 1,
                _ => {}
            }
            at += 1;
            continue;
        }
        let start = at;
        while at < chars.len() && (chars[at].is_alphanumeric() || is_inner(&chars, at)) {
            at += 1;
        }
        let next = chars.get(at).copied();
        let open = next == Some('-') && chars.get(at + 1).is_none_or(|c| !c.is_alphanumeric());
        let word: String = chars[start..at].iter().collect();
        let point = next == Some('.');
        tokens.push(token(&word, point, open, segment, depth > 0));
    }
    tokens.truncate(WORDS);
    join_initials(&mut tokens);
    tokens
}

/// NFC, one sort of hyphen and space, no soft hyphens, and words cut at a line's end
/// joined: *pensio- närsrådet*, but not *social- och*.
fn mended(name: &str) -> String {
    // Below the combining marks every letter is composed as it stands.
    let composed: Cow<str> =
        if name.chars().all(|c| c < '\u{300}') { name.into() } else { name.nfc().collect() };
    let plain: String = composed
        .chars()
        .filter(|c| *c != '\u{ad}')
        .map(|c| match c {
            '‐' | '‑' | '–' | '—' | '−' => '-',
            '’' | '´' | '`' => '\'',
            c if c.is_whitespace() => ' ',
            c => c,
        })
        .collect();
    let mut mended = String::with_capacity(plain.len());
    let mut rest = plain.as_str();
    while let Some(at) = rest.find("- ") {
        let (before, after) = (&rest[..at], &rest[at + 2..]);
        let word: String = after.chars().take_while(|c| c.is_alphanumeric()).collect();
        let goes_on = before.chars().next_back().is_some_and(char::is_alphabetic)
            && word.chars().next().is_some_and(char::is_lowercase)
            && !["och", "o", "eller", "samt", "resp", "and", "respektive"].contains(&word.as_str());
        mended.push_str(before);
        mended.push_str(if goes_on { "" } else { "- " });
        rest = after;
    }
    mended.push_str(rest);
    mended
}

/// Whether a mark belongs to the word around it: *BRÅ:s*, *Kamprad's*, *S:t*.
fn is_inner(chars: &[char], at: usize) -> bool {
    matches!(chars[at], ':' | '\'')
        && at > 0
        && chars[at - 1].is_alphabetic()
        && chars.get(at + 1).is_some_and(|c| c.is_lowercase())
}

fn token(word: &str, point: bool, open: bool, segment: u16, bracket: bool) -> Token {
    let capital = word.chars().next().is_some_and(char::is_uppercase);
    let (body, tail) = word.split_once([':', '\'']).unwrap_or((word, ""));
    let saint = body.eq_ignore_ascii_case("s") && matches!(tail, "t" | "ta");
    let text = if saint { "sankt".to_owned() } else { body.to_lowercase() };
    let letters = body.chars().count();
    let capitals = body.chars().filter(|c| c.is_uppercase()).count();
    let shape = if saint {
        Shape::Plain
    } else if body.starts_with(|c: char| c.is_numeric()) {
        Shape::Number
    } else if letters == 1 {
        Shape::Initial
    } else if capitals >= 2 && letters <= 6 {
        Shape::Letters
    } else if point {
        Shape::Cut
    } else {
        Shape::Plain
    };
    Token { text, shape, capital, open, segment, bracket, short: None }
}

/// *K.P.R.* is one word.
fn join_initials(tokens: &mut Vec<Token>) {
    let mut joined: Vec<Token> = Vec::with_capacity(tokens.len());
    let mut run = 0;
    for token in tokens.drain(..) {
        let initial = token.shape == Shape::Initial && token.capital;
        match joined.last_mut() {
            Some(last) if initial && run > 0 && last.segment == token.segment => {
                last.text.push_str(&token.text);
                last.shape = Shape::Letters;
                run += 1;
            }
            _ => {
                run = usize::from(initial);
                joined.push(token);
            }
        }
    }
    *tokens = joined;
}

/// The most ways in which one name is read.
const MOST: usize = 5;

/// The ways to read a name: the whole first, then without the letters that only repeat
/// it, the letters alone, what stands in brackets, and known letters spelled out.
///
/// # Shape
/// At least one; at most five.
pub(super) fn readings(name: &str) -> Vec<Vec<Token>> {
    let whole = tokens(name);
    let mut found: Vec<Vec<Token>> = Vec::new();
    let mut add = |reading: Vec<Token>| {
        if !reading.is_empty() && found.len() < MOST && !found.contains(&reading) {
            found.push(reading);
        }
    };
    let has_words = |tokens: &[Token]| tokens.iter().any(|t| t.shape != Shape::Letters);
    let letters: Vec<usize> = (0..whole.len()).filter(|&i| stands_for(&whole, i)).collect();
    let (inside, outside): (Vec<Token>, Vec<Token>) =
        whole.iter().cloned().partition(|token| token.bracket);
    if letters.is_empty() {
        let former =
            inside.first().is_some_and(|t| matches!(t.text.as_str(), "f" | "fd" | "tidigare"));
        if former && !outside.is_empty() {
            add(outside);
            add(inside
                .into_iter()
                .skip_while(|t| matches!(t.text.as_str(), "f" | "d" | "fd" | "tidigare"))
                .collect());
        } else {
            add(whole.clone());
        }
    } else {
        let without = |drop: &dyn Fn(usize) -> bool| -> Vec<Token> {
            (0..whole.len()).filter(|&i| !drop(i)).map(|i| whole[i].clone()).collect()
        };
        add(without(&|i| letters.contains(&i)));
        for &i in &letters {
            let spelled = spelled_by(&whole, i);
            add(without(&|j| spelled.contains(&j)));
        }
    }
    if let Some(part) = of_a_whole(&whole) {
        push(&mut found, part);
    }
    for i in 0..found.len() {
        let reading = found[i].clone();
        if let Some(other) = short::official(&joined(&reading)) {
            push(&mut found, tokens(other));
        }
        for (at, token) in reading.iter().enumerate() {
            let most = if reading.len() == 1 { usize::MAX } else { 3 };
            let asked = token.shape == Shape::Letters
                || (token.shape == Shape::Cut && token.text == "soc")
                || token.text.chars().count() <= most;
            if !asked || (!has_words(&reading) && reading.len() > 1) {
                continue;
            }
            for long in short::spelled(&token.text) {
                let mut spelled = reading.clone();
                let short = Some(token.text.clone());
                let words = tokens(long).into_iter();
                spelled.splice(at..=at, words.map(|word| Token { short: short.clone(), ..word }));
                push(&mut found, spelled);
            }
        }
    }
    found
}

/// What stands before a comma that a whole follows (*Akuten, Södertälje sjukhus*), or
/// either side of a slash: the last word of the readings is marked by being left out.
fn of_a_whole(tokens: &[Token]) -> Option<Vec<Token>> {
    let cut = (1..tokens.len()).find(|&i| tokens[i].segment != tokens[i - 1].segment)?;
    let (first, rest) = tokens.split_at(cut);
    let one = rest.iter().all(|token| token.segment == rest[0].segment && !token.bracket);
    // "Barnahus, RVC" names two bodies, or one of the other's.
    let letters = rest.iter().all(|token| token.shape == Shape::Letters);
    let whole = rest.iter().flat_map(|token| LEXICON.split(&token.text)).any(|part| {
        let known = LEXICON.known(&LEXICON.concept(part));
        known.is_some_and(|known| matches!(known.class, Class::Body | Class::Owner))
    });
    (one && whole
        && !letters
        && !first.iter().any(|token| token.bracket || token.shape == Shape::Letters))
    .then(|| first.to_vec())
}

fn push(found: &mut Vec<Vec<Token>>, reading: Vec<Token>) {
    if found.len() < MOST && !found.contains(&reading) {
        found.push(reading);
    }
}

fn joined(tokens: &[Token]) -> String {
    let words = tokens.iter().map(|token| token.text.as_str()).filter(|word| *word != "the");
    words.collect::<Vec<_>>().join(" ")
}

/// Whether a word is letters that stand for other words of the same name.
fn stands_for(tokens: &[Token], at: usize) -> bool {
    tokens[at].shape == Shape::Letters && !spelled_by(tokens, at).is_empty()
}

/// The words of a name that letters in it stand for: a run in another segment, or the
/// run right before them.
fn spelled_by(tokens: &[Token], at: usize) -> Vec<usize> {
    let segment = tokens[at].segment;
    let letters: Vec<char> = tokens[at].text.chars().collect();
    let pieces = pieces(tokens);
    let mut best: Vec<usize> = Vec::new();
    for start in 0..tokens.len() {
        for end in start + 1..=tokens.len() {
            let run = start..end;
            let apart = tokens[start].segment == segment && end != at && tokens[at].bracket;
            if run.contains(&at) || apart || run.len() <= best.len() {
                continue;
            }
            if tokens[run.clone()].iter().any(|t| t.shape == Shape::Letters) {
                continue;
            }
            let initials = initials(&tokens[run.clone()], &pieces[run.clone()]);
            if skips(&letters, &initials).is_some_and(|skipped| skipped < 1.5) {
                best = run.collect();
            }
        }
    }
    best
}

/// A part of a word as letters see it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Initial<'p> {
    pub part: &'p [char],
    /// Whether it begins a word.
    pub first: bool,
    /// Whether it may be passed over for nothing.
    pub small: bool,
}

/// The letters of the parts of words, in order.
fn pieces(words: &[Token]) -> Vec<Vec<Vec<char>>> {
    let letters = |part: &str| part.chars().collect();
    words.iter().map(|word| LEXICON.split(&word.text).into_iter().map(letters).collect()).collect()
}

/// The parts of words as letters see them.
fn initials<'p>(words: &[Token], pieces: &'p [Vec<Vec<char>>]) -> Vec<Initial<'p>> {
    let mut initials = Vec::new();
    for (word, parts) in words.iter().zip(pieces) {
        let small = LEXICON.is_small(&word.text);
        let parts = parts.iter().enumerate();
        initials.extend(parts.map(|(i, part)| Initial { part, first: i == 0, small }));
    }
    initials
}

/// What it takes to read letters as the beginnings of parts in order: 0 when each letter
/// begins a part and none is passed over; `None` when it cannot be done.
///
/// A part passed over inside a compound costs a half, a word passed over one and a half,
/// a further letter of the same part a half.
///
/// # Cost
/// O(l · p) for l letters and p parts.
pub(super) fn skips(letters: &[char], parts: &[Initial]) -> Option<f64> {
    if letters.is_empty() || parts.len() < 2 && letters.len() > 3 {
        return None;
    }
    let starts = parts
        .iter()
        .find(|part| !part.small)
        .is_some_and(|part| part.part.first() == letters.first())
        || parts.first().is_some_and(|part| part.part.first() == letters.first());
    if !starts {
        return None;
    }
    // cost[at(i, j)]: letters[i..] read from parts[j..]
    let at = |i: usize, j: usize| j * (letters.len() + 1) + i;
    let mut cost = vec![f64::INFINITY; at(0, parts.len() + 1)];
    cost[at(letters.len(), parts.len())] = 0.0;
    for j in (0..parts.len()).rev() {
        let part = &parts[j];
        let pass = if part.small {
            0.0
        } else if part.first {
            1.5
        } else {
            0.5
        };
        for i in (0..=letters.len()).rev() {
            let mut least = cost[at(i, j + 1)] + pass;
            for (taken, c) in part.part.iter().enumerate() {
                if letters.get(i + taken) != Some(c) {
                    break;
                }
                // SÄ-BO takes two of each; RVC one.
                let taken_more = if letters.len() == 2 * parts.len() && taken == 1 {
                    0.25
                } else {
                    taken as f64
                };
                let more = cost[at(i + taken + 1, j + 1)] + taken_more;
                least = least.min(more);
            }
            cost[at(i, j)] = least;
        }
    }
    let least = cost[at(0, 0)];
    least.is_finite().then_some(least)
}

/// Whether a word and one behind *och* are names of two bodies: *Tallens- och Luna
/// vårdcentral*, *BVC och MVC*.
pub(super) fn is_two(tokens: &[Token], at: usize) -> bool {
    is_listed(tokens, at) || is_coordinated(tokens, at)
}

/// Whether letters stand behind a comma as a body of their own: *Barnahus, RVC*.
fn is_listed(tokens: &[Token], at: usize) -> bool {
    let token = &tokens[at];
    let alone = |other: Option<&Token>| other.is_none_or(|t| t.segment != token.segment);
    let behind = at > 0 && token.shape == Shape::Letters && !token.bracket;
    behind && alone(tokens.get(at - 1)) && alone(tokens.get(at + 1))
}

fn is_coordinated(tokens: &[Token], at: usize) -> bool {
    let (one, and, other) = (&tokens[at], tokens.get(at + 1), tokens.get(at + 2));
    let (Some(and), Some(other)) = (and, other) else { return false };
    if !matches!(and.text.as_str(), "och" | "&" | "o") {
        return false;
    }
    let letters = (one.shape == Shape::Letters && other.capital)
        || (one.capital && other.shape == Shape::Letters);
    let names = one.capital && other.capital && !is_topic(&one.text) && !is_topic(&other.text);
    let alone = at == 0 && (tokens.len() == 3 || tokens.len() == 4);
    (letters && alone) || (names && (one.open || alone))
}

/// Whether a word that ends in a hyphen is a topic, not a proper name.
fn is_topic(text: &str) -> bool {
    LEXICON.split(text).iter().any(|part| LEXICON.known(&LEXICON.concept(part)).is_some())
        || LEXICON.known(&bare(text)).is_some()
}

/// What a part does, given its word.
pub(super) fn class_of(concept: &str, shape: Shape) -> Class {
    match shape {
        Shape::Number => Class::Order,
        Shape::Letters | Shape::Initial => LEXICON
            .known(concept)
            .map(|known| known.class)
            .filter(|class| matches!(class, Class::Owner | Class::Order))
            .unwrap_or(Class::Proper),
        _ => LEXICON.known(concept).map_or(Class::Proper, |known| known.class),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(name: &str) -> Vec<String> {
        readings(name).into_iter().map(|tokens| joined(&tokens)).collect()
    }

    #[test]
    fn words_cut_at_a_line_s_end_are_joined() {
        assert_eq!(words("pensio- närsrådet"), ["pensionärsrådet"]);
        assert_eq!(words("Barn- och ungdomsenheten"), ["barn och ungdomsenheten"]);
        assert!(tokens("Tallhöjdens- och Luna vårdcentral")[0].open);
    }

    #[test]
    fn letters_that_repeat_the_name_are_another_reading() {
        let of = |name: &str| words(name)[..2].to_vec();
        assert_eq!(of("Relationsvåldscentrum (RVC)"), ["relationsvåldscentrum", "rvc"]);
        assert_eq!(
            of("SSPF (skola, socialtjänst, polis, fritid)")[0],
            "skola socialtjänst polis fritid"
        );
        assert_eq!(of("elevhälsans medicinska insatser (EMI)")[1], "emi");
        assert_eq!(words("BUP (Region Stockholm)")[0], "bup region stockholm");
    }

    #[test]
    fn letters_are_read_from_initials_and_heads_of_parts() {
        let cost = |letters: &str, name: &str| {
            let tokens = tokens(name);
            let pieces = pieces(&tokens);
            skips(&letters.chars().collect::<Vec<_>>(), &initials(&tokens, &pieces))
        };
        assert_eq!(cost("rvc", "Relationsvåldscentrum"), Some(0.0));
        assert_eq!(cost("bup", "Barn- och ungdomspsykiatrin"), Some(0.0));
        assert_eq!(cost("emi", "Elevhälsans medicinska insats"), Some(0.5));
        assert_eq!(cost("säbo", "Särskilt boende"), Some(0.5));
        assert_eq!(cost("ksk", "Kommunstyrelsens kontor"), Some(0.0));
        assert_eq!(cost("af", "Arbetsförmedlingen"), Some(0.0));
        assert_eq!(cost("bup", "Barn- och ungdomsenheten"), None);
    }
}
