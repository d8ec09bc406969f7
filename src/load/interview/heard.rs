//! An answer as heard: its words, what it names, and how its parts hang together.

use std::ops::Range;

use crate::load::form::Question;
use crate::load::mention::words::{Token, TokenKind, tokens};
use crate::load::mention::{Certainty, Mention, Target};

/// A mention and the tokens that it fills.
#[derive(Clone, Debug)]
pub(super) struct Named {
    pub(super) mention: Mention,
    pub(super) first: usize,
    pub(super) last: usize,
}

impl Named {
    /// The actor or forum, when it is certain.
    pub(super) fn certain(&self) -> Option<&Target> {
        (self.mention.certainty == Certainty::Certain).then_some(&self.mention.target)
    }

    /// Whether it is of a group of people.
    pub(super) fn is_group(&self) -> bool {
        matches!(self.mention.target, Target::Group(_))
    }
}

/// An answer to a question.
#[derive(Clone, Debug)]
pub(super) struct Heard {
    pub(super) question: Question,
    pub(super) tokens: Vec<Token>,
    /// In the order of the text.
    pub(super) named: Vec<Named>,
    /// Number of the segment of each token: clauses cut at commas.
    segments: Vec<usize>,
    /// For each token its sentence, its clause and its segment.
    around: Vec<[Range<usize>; 3]>,
}

impl Heard {
    pub(super) fn new(question: Question, text: &str, mentions: &[Mention]) -> Self {
        let tokens = tokens(text);
        let place = |mention: &Mention| {
            let inside = |token: &Token| {
                token.span.start >= mention.span.start && token.span.end <= mention.span.end
            };
            let first = tokens.iter().position(inside)?;
            let last = tokens.iter().rposition(inside)?;
            Some(Named { mention: mention.clone(), first, last })
        };
        let named: Vec<Named> = mentions.iter().filter_map(place).collect();
        let mut segments = Vec::with_capacity(tokens.len());
        let mut segment = 0;
        for (i, token) in tokens.iter().enumerate() {
            let before = i.checked_sub(1).map(|p| &tokens[p]);
            let new_clause = before.is_some_and(|before| before.clause != token.clause);
            let cut = before.is_some_and(|b| {
                matches!(b.lower.as_str(), "," | ":" | "(" | ")")
                    || (b.is("–") && b.kind == TokenKind::Mark)
            });
            segment += usize::from(new_clause || cut);
            segments.push(segment);
        }
        let around = around(&tokens, &segments);
        Self { question, tokens, named, segments, around }
    }

    /// The tokens of the clause that a token stands in.
    pub(super) fn clause(&self, at: usize) -> Range<usize> {
        self.around[at][1].clone()
    }

    /// The tokens of the sentence that a token stands in.
    pub(super) fn sentence(&self, at: usize) -> Range<usize> {
        self.around[at][0].clone()
    }

    /// The item of a list that a token stands in: its sentence, cut at semicolons.
    pub(super) fn item(&self, at: usize) -> Range<usize> {
        let sentence = self.sentence(at);
        let start = (sentence.start..at)
            .rev()
            .find(|&i| self.word(i) == ";")
            .map_or(sentence.start, |i| i + 1);
        let end = (at..sentence.end).find(|&i| self.word(i) == ";").unwrap_or(sentence.end);
        start..end
    }

    /// The tokens of the segment that a token stands in.
    pub(super) fn segment(&self, at: usize) -> Range<usize> {
        self.around[at][2].clone()
    }

    /// The segments of a range, in order.
    pub(super) fn segments_of(&self, range: &Range<usize>) -> Vec<Range<usize>> {
        let mut parts: Vec<Range<usize>> = Vec::new();
        for i in range.clone() {
            match parts.last_mut() {
                Some(part) if self.segments[part.start] == self.segments[i] => part.end = i + 1,
                _ => parts.push(i..i + 1),
            }
        }
        parts
    }

    /// A word of the answer, in lower case; empty outside it.
    pub(super) fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.lower.as_str())
    }

    /// The word before, in lower case.
    pub(super) fn before(&self, at: usize) -> &str {
        at.checked_sub(1).map_or("", |at| self.word(at))
    }

    /// Whether some word of a stretch, outside mentions, starts with one of these.
    pub(super) fn any(&self, range: &Range<usize>, starts: &[&str]) -> bool {
        self.find(range, starts).is_some()
    }

    /// The first word of a stretch, outside mentions of actors, that starts with one of these;
    /// a start that ends in `$` is the whole word.
    pub(super) fn find(&self, range: &Range<usize>, starts: &[&str]) -> Option<usize> {
        range.clone().find(|&i| !self.is_within_name(i) && starts_with(self.word(i), starts))
    }

    /// Whether a phrase stands in a stretch, word for word; a part that ends in `*` may go on.
    pub(super) fn phrase(&self, range: &Range<usize>, phrase: &str) -> Option<usize> {
        let parts: Vec<&str> = phrase.split(' ').collect();
        let fits = |at: usize| {
            parts.iter().enumerate().all(|(n, part)| {
                at + n < range.end
                    && match part.strip_suffix('*') {
                        Some(start) => self.word(at + n).starts_with(start),
                        None => self.word(at + n) == *part,
                    }
            })
        };
        range.clone().find(|&at| fits(at))
    }

    /// Whether one of some phrases stands in a stretch.
    pub(super) fn says(&self, range: &Range<usize>, phrases: &[&str]) -> bool {
        phrases.iter().any(|phrase| self.phrase(range, phrase).is_some())
    }

    fn is_within_name(&self, at: usize) -> bool {
        self.named.iter().any(|n| !n.is_group() && (n.first..=n.last).contains(&at))
    }

    /// The mentions in a stretch.
    pub(super) fn named_in(&self, range: &Range<usize>) -> impl Iterator<Item = &Named> {
        let range = range.clone();
        self.named.iter().filter(move |named| range.contains(&named.first))
    }
}

/// The sentence, clause and segment of each token: runs of the same number.
fn around(tokens: &[Token], segments: &[usize]) -> Vec<[Range<usize>; 3]> {
    let runs = |number: &dyn Fn(usize) -> usize| {
        let mut runs: Vec<Range<usize>> = Vec::with_capacity(tokens.len());
        let mut start = 0;
        for i in 0..tokens.len() {
            if i + 1 == tokens.len() || number(i + 1) != number(i) {
                runs.extend(std::iter::repeat_n(start..i + 1, i + 1 - start));
                start = i + 1;
            }
        }
        runs
    };
    let sentences = runs(&|i| tokens[i].sentence);
    let clauses = runs(&|i| tokens[i].clause);
    let parts = runs(&|i| segments[i]);
    let zipped = sentences.into_iter().zip(clauses).zip(parts);
    zipped.map(|((sentence, clause), segment)| [sentence, clause, segment]).collect()
}

/// Whether a word starts with one of these; a start that ends in `$` is the whole word.
pub(super) fn starts_with(word: &str, starts: &[&str]) -> bool {
    starts.iter().any(|start| match start.strip_suffix('$') {
        Some(whole) => word == whole,
        None => word.starts_with(start),
    })
}
