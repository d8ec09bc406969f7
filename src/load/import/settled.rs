//! What people have settled about mentions, replayed on every import.

use std::collections::HashMap;

use crate::load::mention::{Certainty, Mention, Target, key_of};
use crate::model::{MentionState, Network};

/// Words and what they name, or that they name nothing, as somebody decided.
#[derive(Clone, Debug, Default)]
pub(super) struct Settled {
    by_words: HashMap<String, Option<Target>>,
}

impl Settled {
    /// The decisions kept in a package, and those given with this import.
    pub(super) fn of(base: &Network, answers: &[(String, Option<String>)]) -> Self {
        let mut by_words = HashMap::new();
        let target = |id: &str| {
            if base.forum(id).is_some() {
                Target::Forum(id.to_owned())
            } else if base.group(id).is_some() {
                Target::Group(id.to_owned())
            } else {
                Target::Actor(id.to_owned())
            }
        };
        for row in &base.mentions {
            let decided = match row.state {
                Some(MentionState::Chosen) => row.target.as_deref().map(target),
                Some(MentionState::Refused) => None,
                _ => continue,
            };
            by_words.insert(key_of(&row.text), decided);
        }
        for (words, decided) in answers {
            by_words.insert(key_of(words), decided.as_deref().map(target));
        }
        Self { by_words }
    }

    /// Whether these words were decided upon.
    pub(super) fn was_settled(&self, words: &str) -> bool {
        self.by_words.contains_key(&key_of(words))
    }

    /// Puts decisions in the place of doubtful mentions.
    pub(super) fn settle(&self, text: &str, mentions: &mut Vec<Mention>) {
        mentions.retain_mut(|mention| {
            match self.by_words.get(&key_of(&text[mention.span.clone()])) {
                Some(Some(target)) => {
                    mention.target = target.clone();
                    mention.others.clear();
                    mention.certainty = Certainty::Certain;
                    true
                }
                Some(None) => false,
                None => true,
            }
        });
    }
}
