//! What people have settled about mentions, replayed on every import.

use std::collections::HashMap;

use crate::load::mention::{Because, Certainty, Lexicon, Mention, Target, key_of, unknown};
use crate::load::problem::Problem;
use crate::model::text::Text;
use crate::model::{MentionState, Network};

/// Words and what they name, or that they name nothing, as somebody decided.
#[derive(Clone, Debug, Default)]
pub(super) struct Settled {
    by_words: HashMap<String, Option<Target>>,
}

impl Settled {
    /// The decisions kept in a package, and those given with this import. An answer that
    /// names nothing of the package is told and left out.
    pub(super) fn of(
        base: &Network,
        answers: &[(String, Option<String>)],
        problems: &mut Vec<Problem>,
    ) -> Self {
        let mut by_words = HashMap::new();
        let target = |id: &str| {
            if base.actor(id).is_some() {
                Some(Target::Actor(id.to_owned()))
            } else if base.forum(id).is_some() {
                Some(Target::Forum(id.to_owned()))
            } else {
                base.group(id).map(|_| Target::Group(id.to_owned()))
            }
        };
        for row in &base.mentions {
            match (row.state, row.target.as_deref().and_then(target)) {
                (Some(MentionState::Chosen), Some(target)) => {
                    by_words.insert(key_of(&row.text), Some(target));
                }
                (Some(MentionState::Refused), _) => {
                    by_words.insert(key_of(&row.text), None);
                }
                _ => {}
            }
        }
        for (words, decided) in answers {
            match (decided.as_deref(), decided.as_deref().and_then(target)) {
                (None, _) => {
                    by_words.insert(key_of(words), None);
                }
                (Some(_), Some(target)) => {
                    by_words.insert(key_of(words), Some(target));
                }
                (Some(id), None) => problems.push(no_such(words, id)),
            }
        }
        Self { by_words }
    }

    /// Whether these words were decided upon.
    pub(super) fn was_settled(&self, words: &str) -> bool {
        self.by_words.contains_key(&key_of(words))
    }

    /// Makes mentions of names that nobody knew and somebody has settled.
    pub(super) fn add_names(&self, text: &str, mentions: &mut Vec<Mention>, lexicon: &Lexicon) {
        if self.by_words.is_empty() {
            return;
        }
        for name in unknown(text, mentions, lexicon) {
            if let Some(decided) = self.by_words.get(&key_of(&text[name.span.clone()])) {
                let target = decided.clone().unwrap_or(Target::Actor(String::new()));
                mentions.push(Mention {
                    span: name.span,
                    target,
                    others: Vec::new(),
                    certainty: Certainty::Doubtful,
                    because: Because::Name,
                });
            }
        }
        mentions.sort_by_key(|mention| mention.span.start);
    }

    /// Puts decisions in the place of doubtful mentions; gives those that are none.
    pub(super) fn settle(&self, text: &str, mentions: &mut Vec<Mention>) -> Vec<Mention> {
        let mut refused = Vec::new();
        mentions.retain_mut(|mention| {
            match self.by_words.get(&key_of(&text[mention.span.clone()])) {
                Some(Some(target)) => {
                    mention.target = target.clone();
                    mention.others.clear();
                    mention.certainty = Certainty::Certain;
                    true
                }
                Some(None) => {
                    refused.push(mention.clone());
                    false
                }
                None => true,
            }
        });
        refused
    }
}

fn no_such(words: &str, id: &str) -> Problem {
    Problem::error(
        "answers",
        Text::new(
            format!("svaret för ”{words}”: det finns inget med id {id}"),
            format!("the answer for `{words}`: nothing has the id {id}"),
        ),
        Text::new(
            "skriv ett id som finns i nätverket, eller - för inget omnämnande",
            "write an id of the network, or - for no mention",
        ),
    )
}
