//! Whom "hemtjänstpersonal ser något" is about: an actor by id, name or words.

use std::collections::BTreeSet;

use crate::load::mention::words::{Token, tokens};
use crate::load::mention::{Lexicon, Target, find};
use crate::load::nearest;
use crate::model::{Network, PUBLIC};

/// The actor that words name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Row of `actors`.
    pub actor: usize,
    /// Rows of others that the words could mean.
    pub others: Vec<usize>,
}

/// Who works somewhere, as ends of words: *hemtjänstpersonal*, *socialsekreterare*.
const WHO_WORKS: [&str; 14] = [
    "personalen",
    "personal",
    "anställd",
    "arbetare",
    "arbetaren",
    "sekreterare",
    "sekreteraren",
    "sköterska",
    "sköterskan",
    "chefen",
    "chef",
    "handläggare",
    "kurator",
    "läkare",
];

/// The most characters of the words that are read.
const LONGEST: usize = 500;

/// Finds the actor that words name: its id, its name or alias, a mention of it, or a word
/// that begins as its name does.
///
/// # Errors
/// Ids of actors that are near in spelling, when none is named.
pub fn colleague(network: &Network, text: &str) -> Result<Named, Vec<String>> {
    let end = text.char_indices().nth(LONGEST).map_or(text.len(), |(at, _)| at);
    let text = text[..end].trim();
    let row =
        |id: &str| network.actors.iter().position(|actor| actor.id.as_str() == id && id != PUBLIC);
    if let Some(actor) = row(text) {
        return Ok(Named { actor, others: Vec::new() });
    }
    let lower = text.to_lowercase();
    let by_name = network.actors.iter().position(|actor| actor.name.to_lowercase() == lower);
    let alias = || network.aliases.iter().find(|alias| alias.name.to_lowercase() == lower);
    let by_alias = || alias().and_then(|alias| row(alias.actor.as_ref()?.as_str()));
    if let Some(actor) = by_name.or_else(by_alias) {
        return Ok(Named { actor, others: Vec::new() });
    }
    let mut found: Vec<usize> = Vec::new();
    for mention in find(text, &Lexicon::new(network)) {
        let targets = std::iter::once(&mention.target).chain(&mention.others);
        for target in targets {
            if let Target::Actor(id) = target {
                found.extend(row(id));
            }
        }
    }
    if found.is_empty() {
        found = begins_alike(network, text);
    }
    let mut seen = BTreeSet::new();
    found.retain(|row| seen.insert(*row));
    match found.split_first() {
        Some((&actor, others)) => Ok(Named { actor, others: others.to_vec() }),
        None => {
            let ids = || network.actors.iter().map(|actor| actor.id.as_str());
            Err(nearest(&lower, ids()).into_iter().map(str::to_owned).collect())
        }
    }
}

/// Actors whose name has a word that begins as a word of the text does, its ending for
/// those who work there left out; the shortest names first.
fn begins_alike(network: &Network, text: &str) -> Vec<usize> {
    for token in tokens(text).iter().filter(|token| token.is_word()) {
        let end = WHO_WORKS.iter().find(|end| token.lower.ends_with(*end));
        let bare = end.map_or(token.stem.as_str(), |end| token.lower.trim_end_matches(end));
        let bare = bare.trim_end_matches('s');
        if bare.chars().count() < 4 {
            continue;
        }
        let begins = |word: &Token| word.lower.starts_with(bare);
        let mut rows: Vec<usize> = (0..network.actors.len())
            .filter(|&row| network.actors[row].id.as_str() != PUBLIC)
            .filter(|&row| tokens(&network.actors[row].name).iter().any(begins))
            .collect();
        rows.sort_by_key(|&row| {
            let actor = &network.actors[row];
            let first = tokens(&actor.name).first().is_some_and(begins);
            (!first, actor.name.chars().count(), actor.id.clone())
        });
        if !rows.is_empty() {
            return rows;
        }
    }
    Vec::new()
}
