//! Coordinated names: *Tallens- och Luna vårdcentral* are two, and the first ends where
//! the second does.

use super::find::Hit;
use super::lexicon::{Grade, Lexicon, Target};
use super::words::{Token, TokenKind};
use super::{Because, Certainty};
use crate::link::words::short;

/// Words and marks between the parts of a coordination.
const BETWEEN: [&str; 11] =
    ["och", "samt", "eller", ",", "/", "&", "and", "or", "respektive", "o", "+"];

/// Gives every word that shares its last part with a later name a hit of its own.
///
/// # Cost
/// O(w · v) for w such words and the v words of all names.
pub(super) fn complete(tokens: &[Token], found: &mut Vec<Hit>, lexicon: &Lexicon) {
    let mut added = Vec::new();
    for (i, token) in tokens.iter().enumerate() {
        let own = found.iter().find(|hit| (hit.first..=hit.last).contains(&i));
        let settled = own.is_some_and(|hit| {
            hit.first < hit.last || (hit.certainty == Certainty::Certain && !token.open)
        });
        let may_share = token.open || token.kind == TokenKind::Capital;
        if settled || !may_share {
            continue;
        }
        let Some(end) = shared_end(tokens, i) else { continue };
        if let Some(target) = ending_as(token, &tokens[end], lexicon) {
            added.push(Hit {
                first: i,
                last: i,
                targets: vec![target],
                grade: Grade::Name,
                because: Because::Coordinated,
                certainty: Certainty::Certain,
                key: String::new(),
            });
        }
    }
    for hit in added {
        found.retain(|old| !(old.first..=old.last).contains(&hit.first));
        found.push(hit);
    }
    found.sort_by_key(|hit| hit.first);
}

/// The last word of the coordination that starts at a token: behind the last "och".
fn shared_end(tokens: &[Token], start: usize) -> Option<usize> {
    let mut at = start + 1;
    if !BETWEEN.contains(&tokens.get(at)?.lower.as_str()) {
        return None;
    }
    let mut end = None;
    let mut closed = false;
    while let Some(token) = tokens.get(at) {
        if token.sentence != tokens[start].sentence || at - start > 12 {
            break;
        }
        let between = BETWEEN.contains(&token.lower.as_str());
        if token.kind == TokenKind::Mark && !between {
            break;
        }
        if closed && between {
            break;
        }
        if !between {
            let previous_between = BETWEEN.contains(&tokens[at - 1].lower.as_str());
            closed |= !previous_between;
            end = (!token.open).then_some(at).or(end);
            if closed {
                return Some(at);
            }
        }
        at += 1;
    }
    end
}

/// The one thing whose name is this word and ends as the other does.
fn ending_as(token: &Token, end: &Token, lexicon: &Lexicon) -> Option<Target> {
    let mut heads = vec![end.stem.clone()];
    heads.extend(short::long(&end.lower));
    let mut targets: Vec<Target> = Vec::new();
    for head in &heads {
        let spaced = format!("{} {head}", token.stem);
        let mut keys = vec![spaced];
        if token.open {
            let compounds = lexicon.stems().filter(|stem| {
                stem.strip_prefix(token.lower.as_str())
                    .is_some_and(|rest| rest.chars().count() >= 3 && head.ends_with(rest))
            });
            keys.extend(compounds.map(str::to_owned));
        }
        for key in keys {
            if let Some((grade, found)) = lexicon.look_up(&key)
                && grade <= Grade::Part
                && let [one] = found.as_slice()
                && !targets.contains(one)
            {
                targets.push((*one).clone());
            }
        }
    }
    match targets.as_slice() {
        [one] => Some(one.clone()),
        _ => None,
    }
}
