//! The search for names in a text.

use rapidfuzz::distance::osa;

use super::heads::is_small;
use super::lexicon::{Grade, Lexicon, Target};
use super::words::{Token, TokenKind, tokens};
use super::{Because, Certainty, Mention, coordinate, group};
use crate::link::words::short;
use crate::link::words::stem;

/// Endings of words for the people of a body: *hemtjänstpersonal* is of *hemtjänsten*.
const STAFF: [&str; 8] = [
    "personal",
    "personalen",
    "personalens",
    "medarbetare",
    "medarbetarna",
    "teamet",
    "cheferna",
    "chefen",
];

/// A way of reading a word.
#[derive(Clone, Debug)]
struct Reading {
    stem: String,
    because: Option<Because>,
    certainty: Certainty,
}

/// Every mention in a text, in its order; none overlap.
///
/// The longest name wins, then the surest. Short forms are written out, words not in any
/// name are compared with those that are (one error from six letters on, two from eleven),
/// coordinated names are completed, a unit behind its owner's genitive is one mention.
///
/// # Shape
/// Spans are in bytes of `text`.
///
/// # Cost
/// O(w · l) look-ups for w words and the l words of the longest name; for each unknown
/// word one pass over the words of all names.
pub fn find(text: &str, lexicon: &Lexicon) -> Vec<Mention> {
    let tokens = tokens(text);
    let readings: Vec<Vec<Reading>> =
        (0..tokens.len()).map(|i| read(&tokens, i, lexicon)).collect();
    let mut found: Vec<Hit> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match longest(&tokens, &readings, at, lexicon) {
            Some(hit) => {
                at = hit.last + 1;
                found.push(hit);
            }
            None => at += 1,
        }
    }
    coordinate::complete(&tokens, &mut found, lexicon);
    absorb_owners(&tokens, &mut found, lexicon);
    // Two parts of one name beside each other are one mention.
    found.dedup_by(|next, first| {
        let same = next.targets == first.targets && next.first == first.last + 1;
        if same {
            first.last = next.last;
        }
        same
    });
    let mut mentions: Vec<Mention> =
        found.into_iter().filter_map(|hit| hit.mention(&tokens)).collect();
    let taken: Vec<_> = mentions.iter().map(|mention| mention.span.clone()).collect();
    mentions.extend(group::find(&tokens, &taken, lexicon));
    mentions.sort_by_key(|mention| mention.span.start);
    mentions
}

/// Tokens that bear a name.
#[derive(Clone, Debug)]
pub(super) struct Hit {
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) targets: Vec<Target>,
    pub(super) grade: Grade,
    pub(super) because: Because,
    pub(super) certainty: Certainty,
    /// The form that was looked up.
    pub(super) key: String,
}

impl Hit {
    fn mention(self, tokens: &[Token]) -> Option<Mention> {
        let mut targets = self.targets.into_iter();
        let target = targets.next()?;
        let others: Vec<Target> = targets.collect();
        let certainty = match others.is_empty() {
            true => self.certainty,
            false => Certainty::Doubtful,
        };
        let span = tokens[self.first].span.start..tokens[self.last].span.end;
        Some(Mention { span, target, others, certainty, because: self.because })
    }
}

/// The ways of reading a token, the plain one first.
fn read(tokens: &[Token], at: usize, lexicon: &Lexicon) -> Vec<Reading> {
    let token = &tokens[at];
    let plain = |stem: String| Reading { stem, because: None, certainty: Certainty::Certain };
    if !token.is_word() {
        return vec![plain(token.stem.clone())];
    }
    let mut readings = vec![plain(token.stem.clone())];
    readings.extend(short::long(&token.lower).map(plain));
    if token.lower.contains('-') {
        readings.push(plain(stem(&token.lower.replace('-', ""))));
        let first = token.lower.split('-').next().unwrap_or_default();
        readings.extend(short::long(first).map(plain));
        readings.push(plain(stem(first)));
    }
    if readings.iter().any(|reading| lexicon.knows(&reading.stem)) {
        return readings;
    }
    if let Some(body) = STAFF.iter().find_map(|tail| token.lower.strip_suffix(tail)) {
        let body = body.trim_end_matches('s');
        if body.chars().count() >= 3 {
            readings.push(plain(stem(body)));
            readings.extend(short::long(body).map(plain));
        }
    }
    if !readings.iter().any(|reading| lexicon.knows(&reading.stem)) {
        let point = tokens
            .get(at + 1)
            .is_some_and(|next| next.is(".") && next.span.start == token.span.end);
        readings.extend(cut(token, point, lexicon));
        readings.extend(misspelt(token, lexicon));
    }
    readings
}

/// Words of names that start as this one does: *kvinnoklin.*, *vuxenpsyk*, *fam.enheten*.
fn cut(token: &Token, point: bool, lexicon: &Lexicon) -> Vec<Reading> {
    let (head, tail) = token.lower.split_once('.').unwrap_or((&token.lower, ""));
    let tail = stem(tail);
    let least = match (tail.is_empty(), point) {
        (false, _) => 2,
        (true, true) => 4,
        (true, false) => 6,
    };
    if head.chars().count() < least {
        return Vec::new();
    }
    let fits = |stem: &&str| {
        stem.starts_with(head)
            && stem.ends_with(&tail)
            && stem.len() > head.len()
            && !stem.contains(' ')
    };
    let mut stems: Vec<&str> = lexicon.stems().filter(fits).collect();
    stems.sort_unstable();
    let reading = |stem: &str| Reading {
        stem: stem.to_owned(),
        because: Some(Because::Cut),
        certainty: Certainty::Certain,
    };
    stems.into_iter().map(reading).collect()
}

/// Words of names that differ by a typing error.
fn misspelt(token: &Token, lexicon: &Lexicon) -> Vec<Reading> {
    let length = token.lower.chars().count();
    let errors = match length {
        0..=5 => return Vec::new(),
        6..=10 => 1,
        _ => 2,
    };
    let first = token.lower.chars().next();
    let apart = |a: &str, b: &str| {
        let args = osa::Args::default().score_cutoff(errors);
        osa::distance_with_args(a.chars(), b.chars(), &args)
    };
    let mut near: Vec<(usize, &str)> = lexicon
        .words()
        .filter(|(word, _)| word.chars().next() == first && word.chars().count() >= 5)
        .filter_map(|(word, stem)| {
            let written = apart(&token.lower, word);
            let bare = apart(&token.stem, stem).filter(|_| stem.chars().count() >= 5);
            Some((written.into_iter().chain(bare).min()?, stem))
        })
        .collect();
    near.sort_unstable();
    let Some(&(least, _)) = near.first() else { return Vec::new() };
    let mut best: Vec<&str> =
        near.iter().filter(|(d, _)| *d == least).map(|(_, stem)| *stem).collect();
    best.dedup();
    let sure = best.len() == 1 && length >= 7 && (least == 1 || length >= 11);
    let certainty = if sure { Certainty::Certain } else { Certainty::Doubtful };
    let reading =
        |stem: &str| Reading { stem: stem.to_owned(), because: Some(Because::Typo), certainty };
    best.into_iter().map(reading).collect()
}

/// The longest name that starts at a token.
fn longest(
    tokens: &[Token],
    readings: &[Vec<Reading>],
    at: usize,
    lexicon: &Lexicon,
) -> Option<Hit> {
    let start = &tokens[at];
    if start.kind == TokenKind::Mark || is_small(start) {
        return None;
    }
    // Keys of the words so far, with what they rest on.
    let empty = Reading { stem: String::new(), because: None, certainty: Certainty::Certain };
    let mut keys = vec![empty];
    let mut best: Option<Hit> = None;
    let mut words = 0;
    for (i, token) in tokens.iter().enumerate().skip(at) {
        if is_small(token) {
            continue;
        }
        let short = token.is(".") && i > at && tokens[i - 1].span.end == token.span.start;
        if short && tokens.get(i + 1).is_some_and(Token::is_word) {
            continue;
        }
        let skip = token.kind == TokenKind::Mark && token.is("&");
        if (token.kind == TokenKind::Mark && !skip) || token.sentence != start.sentence {
            break;
        }
        words += 1;
        if words > lexicon.longest {
            break;
        }
        let and = [Reading { stem: "och".to_owned(), ..keys[0].clone() }];
        let ways = if skip { &and[..] } else { &readings[i] };
        keys = keys
            .iter()
            .flat_map(|key| ways.iter().map(move |way| joined(key, way)))
            .take(64)
            .collect();
        let mut here: Option<Hit> = None;
        for key in &keys {
            let Some((grade, targets)) = lexicon.look_up(&key.stem) else { continue };
            let hit = hit(tokens, at, i, grade, &targets, key, lexicon);
            match &mut here {
                Some(old) if (old.certainty, old.grade) < (hit.certainty, hit.grade) => {}
                Some(old) if (old.certainty, old.grade) == (hit.certainty, hit.grade) => {
                    old.targets.extend(hit.targets);
                    if old.targets.len() > 1 {
                        let whole = |target: &mut Target| *target = lexicon.whole(target).clone();
                        old.targets.iter_mut().for_each(whole);
                    }
                    old.targets.sort();
                    old.targets.dedup();
                }
                _ => here = Some(hit),
            }
        }
        best = here.or(best);
    }
    best.filter(|hit| is_meant(tokens, hit))
}

fn joined(key: &Reading, way: &Reading) -> Reading {
    Reading {
        stem: format!("{} {}", key.stem, way.stem).trim().to_owned(),
        because: way.because.or(key.because),
        certainty: key.certainty.max(way.certainty),
    }
}

fn hit(
    tokens: &[Token],
    first: usize,
    last: usize,
    grade: Grade,
    targets: &[&Target],
    key: &Reading,
    lexicon: &Lexicon,
) -> Hit {
    let mut targets: Vec<Target> = targets.iter().map(|target| (*target).clone()).collect();
    // A body and its own units bear the form: the body is meant.
    let body = targets.iter().position(|body| {
        targets.iter().all(|unit| unit == body || lexicon.is_under(unit.id(), body.id()))
    });
    if let Some(body) = body {
        targets = vec![targets.swap_remove(body)];
    }
    let sure = match grade {
        Grade::Name | Grade::Placeless | Grade::Turned => Certainty::Certain,
        Grade::Letters if tokens[first].kind == TokenKind::Letters => Certainty::Certain,
        Grade::Part if first == last => {
            let token = &tokens[first];
            let proper = token.kind != TokenKind::Small;
            let telling = !super::heads::is_bare(&token.stem);
            match telling && (proper || crate::link::words::is_definite(&token.lower)) {
                true => Certainty::Certain,
                false => Certainty::Doubtful,
            }
        }
        // Two words of a name say enough: "barn och familj".
        Grade::Stub if first < last => Certainty::Certain,
        Grade::Part | Grade::Letters | Grade::Stub => Certainty::Doubtful,
    };
    let because = key.because.unwrap_or(match grade {
        Grade::Name => Because::Name,
        Grade::Placeless => Because::Placeless,
        Grade::Letters => Because::Letters,
        Grade::Turned => Because::Turned,
        Grade::Part => Because::Part,
        Grade::Stub => Because::Stub,
    });
    Hit {
        first,
        last,
        targets,
        grade,
        because,
        certainty: sure.max(key.certainty),
        key: key.stem.clone(),
    }
}

/// Words for roles: "kuratorn" is the one that the network knows, if it knows one.
const ROLES: [&str; 12] = [
    "kurator",
    "diakon",
    "samordnare",
    "koordinator",
    "handläggare",
    "biståndshandläggare",
    "ombud",
    "präst",
    "barnmorska",
    "skolsköterska",
    "coach",
    "psykolog",
];

/// Words in small type that share a stem with names and are none.
const WORDS: [&str; 14] = [
    "akut",
    "akuta",
    "råd",
    "stöd",
    "vård",
    "boende",
    "mottagning",
    "samordning",
    "kris",
    "hälsa",
    "samverkan",
    "utredning",
    "tjänst",
    "jour",
];

/// Endings of plurals: of any such body, not of the one that bears the name.
const PLURALS: [&str; 6] = ["er", "or", "ar", "erna", "orna", "arna"];

/// Whether a form that is also a common word is used as a name here.
fn is_meant(tokens: &[Token], hit: &Hit) -> bool {
    let token = &tokens[hit.first];
    if hit.first < hit.last {
        return true;
    }
    let before = hit.first.checked_sub(1).map(|p| tokens[p].lower.as_str()).unwrap_or_default();
    let plain = token.kind == TokenKind::Small && WORDS.contains(&token.lower.as_str());
    if plain && !before.ends_with('s') {
        return false;
    }
    match hit.grade {
        // Letters in small type are a word, and not one of these names.
        Grade::Letters => token.kind == TokenKind::Letters,
        // "i kommunen" is a place, "kommunen betalar" an actor.
        Grade::Part if ["kommun", "region"].iter().any(|owner| token.stem == stem(owner)) => {
            crate::link::words::is_definite(&token.lower)
                && !matches!(before, "i" | "inom" | "hela" | "runt" | "andra")
        }
        Grade::Stub => crate::link::words::is_definite(&token.lower) || before.ends_with('s'),
        Grade::Part if token.kind == TokenKind::Small => {
            // A proper name has a capital, and a plural without article is of any such body.
            (super::heads::is_head(&token.stem)
                || ROLES.iter().any(|role| token.stem == stem(role)))
                && !PLURALS.iter().any(|end| token.lower.ends_with(end))
        }
        _ => true,
    }
}

/// *Socialtjänstens mottagning* is the unit, not both: an owner right before its own unit
/// is part of the unit's name.
fn absorb_owners(tokens: &[Token], found: &mut Vec<Hit>, lexicon: &Lexicon) {
    let mut at = 1;
    while at < found.len() {
        let (owner, unit) = (&found[at - 1], &found[at]);
        let word = &tokens[owner.last].lower;
        let genitive = word.ends_with('s') || {
            let span = &tokens[owner.last].span;
            span.len() > word.len()
        };
        let mut under: Vec<Target> = lexicon
            .bearers(&unit.key)
            .chain(&unit.targets)
            .filter(|unit| {
                owner.targets.iter().any(|owner| lexicon.is_under(unit.id(), owner.id()))
            })
            .cloned()
            .collect();
        under.sort();
        under.dedup();
        if owner.last + 1 == unit.first && genitive && !under.is_empty() {
            let first = owner.first;
            let unit = &mut found[at];
            unit.first = first;
            unit.targets = under;
            unit.certainty = Certainty::Certain;
            found.remove(at - 1);
        } else {
            at += 1;
        }
    }
}
