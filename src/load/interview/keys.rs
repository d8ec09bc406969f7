//! Ids and keys of rows, and words as rows may hold them.

use crate::load::draft::slug;
use crate::model::text::Word;
use crate::model::{Claim, Referral, Tie, TieState};

/// Adds a claim that is not there yet.
pub(super) fn push_new(claims: &mut Vec<Claim>, claim: Claim) {
    if !claims.contains(&claim) {
        claims.push(claim);
    }
}

/// An id made of ids; two hyphens between them, so that no two rows get the same.
pub(super) fn slug_of(parts: &[&str]) -> String {
    let slugs: Vec<String> = parts.iter().map(|part| slug(part)).collect();
    match slugs.split_first() {
        Some((kind, rest)) => format!("{kind}-{}", rest.join("--")),
        None => String::new(),
    }
}

/// What a tie says, but for who says so.
pub(super) fn tie_key(tie: &Tie) -> String {
    let kind = tie.kind.map_or("", Word::slug);
    let state = tie.state.unwrap_or(TieState::Claimed).slug();
    format!("{}>{}|{kind}|{state}", tie.from, tie.to)
}

/// What a referral says, but for its terms and who says so.
pub(super) fn way_key(way: &Referral) -> String {
    format!("{}>{}|{}", way.from, way.to, way.group.as_ref().map_or("", |group| group.as_str()))
}

/// Words as a claim may hold them: without brackets and semicolons, on one line.
pub(super) fn printable(words: &str) -> String {
    let clean = words.replace(['[', ']', ';'], " ");
    clean.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// At most eighty letters, cut at a word.
pub(super) fn shortened(name: &str) -> String {
    let name = name
        .trim()
        .trim_matches(|c: char| matches!(c, '-' | '•' | '.' | ',' | ':') || c.is_whitespace());
    let mut short = String::new();
    for word in name.split_whitespace() {
        if short.chars().count() + word.chars().count() > 80 {
            short.push('…');
            break;
        }
        if !short.is_empty() {
            short.push(' ');
        }
        short.push_str(word);
    }
    short
}
