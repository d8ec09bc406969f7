//! How alike a heading and the known wordings of a question are.
//!
//! # Method
//! Soft TF-IDF. A wording is a vector of its terms; a term weighs
//! `ln(1 + Q / q)` for `q` of the `Q` questions that have it in some wording, three
//! tenths of that when it is a question word. The likeness of heading `h` and wording
//! `w` is `Σ v(s, h) · v(t, w) · d(s, t)` over the pairs of terms `s` of `h` and `t` of
//! `w` that are near, `v` being the vectors at length 1. Two terms are near when they
//! have one stem (`d` = 1), when one typing error divides them, two from nine letters
//! on (`d` = 1 − errors / letters), when the heading was cut in the middle of the word
//! (`d` = 0.9) or when the heading has a compound that begins with the wording's word
//! (`d` = 0.7). A term of no wording weighs 0.6 of the rarest: a heading that says much
//! nobody knows is not much like anything.
//!
//! # Source
//! W. W. Cohen, P. Ravikumar, S. E. Fienberg, "A Comparison of String Distance Metrics
//! for Name-Matching Tasks", IJCAI-03 Workshop on Information Integration on the Web,
//! 73–78, for soft TF-IDF. Nearness, the weights of question words and of unknown terms
//! are our own, set on headings written for that purpose.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use rapidfuzz::distance::osa;

use super::fields;
use super::guides::Guide;
use super::question::Question;
use super::terms::{Class, Term, plain, terms};
use super::wording::WORDINGS;
use crate::model::text::Word;

/// A wording as a vector of length 1.
struct Wording {
    question: Question,
    terms: Vec<(Term, f64)>,
}

/// The known wordings.
pub(super) struct Index {
    wordings: Vec<Wording>,
    weights: BTreeMap<String, f64>,
    /// Wordings as they are written, for headings that are one of them letter by letter.
    whole: BTreeMap<String, Question>,
    unknown: f64,
}

/// The wordings of the guides, of the template and beside them.
pub(super) static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let mut wordings: Vec<(Question, &str)> = Vec::new();
    let mut whole = BTreeMap::new();
    for guide in Guide::ALL {
        for item in guide.items() {
            wordings.extend([(item.question, item.sv), (item.question, item.en)]);
        }
        for field in fields::fields(*guide) {
            wordings.extend([(field.question, field.sv), (field.question, field.en)]);
            whole.extend([field.sv, field.en].map(|text| (key(text), field.question)));
        }
    }
    for (question, texts) in WORDINGS {
        wordings.extend(texts.iter().map(|text| (*question, *text)));
    }
    Index::new(&wordings, whole)
});

/// How much a question word weighs beside other words.
const ASKING: f64 = 0.3;
/// How much a term of no wording weighs beside the rarest.
const UNKNOWN: f64 = 0.6;
/// How near a word is that was cut short.
const CUT: f64 = 0.9;
/// How near a compound is to its first part.
const COMPOUND: f64 = 0.7;

impl Index {
    fn new(texts: &[(Question, &str)], whole: BTreeMap<String, Question>) -> Self {
        let all: Vec<(Question, Vec<Term>)> =
            texts.iter().map(|(question, text)| (*question, terms(text, false))).collect();
        let mut bearers: BTreeMap<&str, BTreeSet<Question>> = BTreeMap::new();
        for (question, terms) in &all {
            for term in terms {
                bearers.entry(&term.stem).or_default().insert(*question);
            }
        }
        let total = Question::ALL.len() as f64;
        let idf = |bearers: usize| (1.0 + total / bearers as f64).ln();
        let weights: BTreeMap<String, f64> = bearers
            .iter()
            .map(|(stem, questions)| ((*stem).to_owned(), idf(questions.len())))
            .collect();
        let mut index = Self { wordings: Vec::new(), weights, whole, unknown: UNKNOWN * idf(1) };
        index.wordings = all
            .into_iter()
            .map(|(question, terms)| Wording { question, terms: index.vector(terms) })
            .collect();
        index
    }

    /// The question whose heading in a template this is, letter by letter.
    pub(super) fn whole(&self, text: &str) -> Option<Question> {
        self.whole.get(&key(text)).copied()
    }

    /// How alike these terms are to the nearest wording of each question, the most
    /// alike first; at even likeness in the order of the vocabulary.
    ///
    /// # Cost
    /// Time O(terms · words of all wordings), about 4,000.
    pub(super) fn nearest(&self, terms: &[Term]) -> Vec<(Question, f64)> {
        let heading = self.vector(terms.to_vec());
        let mut best: BTreeMap<Question, f64> = BTreeMap::new();
        for wording in &self.wordings {
            let like = self.likeness(&heading, &wording.terms);
            let best = best.entry(wording.question).or_default();
            *best = best.max(like);
        }
        let mut found: Vec<(Question, f64)> = best.into_iter().filter(|(_, s)| *s > 0.0).collect();
        found.sort_by(|a, b| b.1.total_cmp(&a.1));
        found
    }

    fn likeness(&self, heading: &[(Term, f64)], wording: &[(Term, f64)]) -> f64 {
        let mut sum = 0.0;
        for (theirs, v) in wording {
            let near = heading.iter().map(|(ours, u)| u * self.nearness(ours, theirs));
            sum += v * near.fold(0.0, f64::max);
        }
        sum.min(1.0)
    }

    fn nearness(&self, ours: &Term, theirs: &Term) -> f64 {
        if ours.stem == theirs.stem {
            return 1.0;
        }
        if self.weights.contains_key(&ours.stem) {
            return 0.0;
        }
        let (a, b) = (ours.word.as_str(), theirs.word.as_str());
        if ours.cut && a.len() >= 3 && b.starts_with(a) {
            return CUT;
        }
        let letters = a.len().min(b.len());
        if letters >= 5 && a.as_bytes()[0] == b.as_bytes()[0] {
            let allowed = if letters >= 9 { 2 } else { 1 };
            let errors = osa::distance(a.chars(), b.chars());
            if errors <= allowed {
                return 1.0 - errors as f64 / letters as f64;
            }
        }
        let compound = theirs.stem.len() >= 6 && a.starts_with(&theirs.stem);
        if compound { COMPOUND } else { 0.0 }
    }

    fn vector(&self, terms: Vec<Term>) -> Vec<(Term, f64)> {
        let weigh = |term: &Term| {
            let rarity = self.weights.get(&term.stem).copied().unwrap_or_else(|| {
                // A slip or a cut weighs as the word that was meant.
                let meant = self.wordings.iter().flat_map(|wording| &wording.terms);
                let meant = meant.filter(|(other, _)| self.nearness(term, other) >= CUT * 0.9);
                let meant = meant.filter_map(|(other, _)| self.weights.get(&other.stem));
                meant.copied().reduce(f64::max).unwrap_or(self.unknown)
            });
            match term.class {
                Class::Telling => rarity,
                Class::Asking => rarity * ASKING,
            }
        };
        let weights: Vec<f64> = terms.iter().map(weigh).collect();
        let length = weights.iter().map(|w| w * w).sum::<f64>().sqrt();
        let unit = |weight: f64| if length > 0.0 { weight / length } else { 0.0 };
        terms.into_iter().zip(weights).map(|(term, weight)| (term, unit(weight))).collect()
    }
}

/// A heading's letters and digits alone.
fn key(text: &str) -> String {
    plain(text).chars().filter(|c| c.is_alphanumeric()).collect()
}
