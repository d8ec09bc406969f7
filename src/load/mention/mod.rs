//! Mentions: which known actors, forums and groups a free text names, and where.
//!
//! *Invariant*: a mention says which stretch of the text it is; one that could be of
//! several, or that rests on a guess, is [`Certainty::Doubtful`] and settles nothing.

mod coordinate;
mod find;
mod group;
mod heads;
mod lexicon;
mod people;
mod unknown;
pub mod words;

#[cfg(test)]
mod tests;

use std::ops::Range;

pub use find::find;
pub use lexicon::{Lexicon, Target};
pub use unknown::{Unknown, UnknownKind, unknown};

use crate::model::text::words;

words! {
    /// How sure a mention is.
    Certainty {
        Certain = "certain", "säker", "certain";
        Doubtful = "doubtful", "tveksam", "doubtful";
    }
}

words! {
    /// What makes a stretch of text a mention.
    Because {
        Name = "name", "namnet, eventuellt böjt", "the name, inflected or not";
        Placeless = "placeless", "namnet utan ort eller ägare", "the name without place or owner";
        Letters = "letters", "namnets bokstäver", "the letters of the name";
        Turned = "turned", "namnet i annan ordning", "the name in another order";
        Part = "part", "en del av namnet som ingen annan har", "a part of the name that no other has";
        Stub = "stub", "namnet utan sin sista led", "the name without its last part";
        Typo = "typo", "namnet felskrivet", "the name misspelt";
        Cut = "cut", "namnet avkortat", "the name cut short";
        Coordinated = "coordinated", "delar sista led med ett annat namn", "shares its last part with another name";
        Definition = "definition", "beskrivningen passar gruppen", "the description fits the group";
    }
}

/// A stretch of a text that names something.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// Where it stands, in bytes.
    pub span: Range<usize>,
    /// What it is of; the likeliest where several are possible.
    pub target: Target,
    /// What else it could be of.
    pub others: Vec<Target>,
    /// How sure it is.
    pub certainty: Certainty,
    /// What it rests on.
    pub because: Because,
}

impl Because {
    /// Whether the words are the whole name, not a part or a guess.
    pub fn is_whole(self) -> bool {
        matches!(self, Because::Name | Because::Placeless | Because::Turned)
    }
}

/// What different ways of writing the same words share: their stems.
pub fn key_of(words: &str) -> String {
    let tokens = words::tokens(words);
    let stems = tokens.iter().filter(|token| token.is_word()).map(|token| token.stem.as_str());
    stems.collect::<Vec<_>>().join(" ")
}
