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
//! nobody knows is not much like anything. A heading may string together wordings of
//! one word, as *Hinder/utmaningar*: those of a question count as one wording.
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
use crate::model::text::Word;

/// A wording as a vector of length 1: places in the vocabulary, with weights.
struct Wording {
    question: Question,
    terms: Vec<(usize, f64)>,
}

/// The known wordings.
pub(super) struct Index {
    wordings: Vec<Wording>,
    /// The terms of all wordings, each form of a word once, with its weight.
    vocabulary: Vec<(Term, f64)>,
    /// Where in the vocabulary the forms of each stem stand.
    stems: BTreeMap<String, Vec<usize>>,
    /// Wordings as they are written, for headings that are one of them letter by letter.
    whole: BTreeMap<String, Question>,
    unknown: f64,
}

/// A term of a heading: its weight in the vector, and how near it is to each term of
/// the vocabulary.
struct Placed {
    weight: f64,
    near: Vec<f64>,
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
    wordings.extend(listed(include_str!("wordings.txt")));
    Index::new(&wordings, whole)
});

/// The wordings of a list: `slug: wording; wording; …`, further lines indented.
fn listed(list: &str) -> Vec<(Question, &str)> {
    let (mut wordings, mut question) = (Vec::new(), Question::Other);
    for line in list.lines().filter(|line| !line.starts_with('#')) {
        let mut texts = line;
        if !line.starts_with(' ')
            && let Some((slug, rest)) = line.split_once(':')
        {
            question = Question::from_slug(slug).unwrap_or(Question::Other);
            texts = rest;
        }
        let texts = texts.split(';').map(str::trim).filter(|text| !text.is_empty());
        wordings.extend(texts.map(|text| (question, text)));
    }
    wordings
}

/// How much a question word weighs beside other words.
const ASKING: f64 = 0.3;
/// How much a term of no wording weighs beside the rarest.
const UNKNOWN: f64 = 0.6;
/// How near a word must be to weigh as the one that was meant.
const MEANT: f64 = 0.8;
/// How near a word is that was cut short.
const CUT: f64 = 0.9;
/// How near a compound is to its first part.
const COMPOUND: f64 = 0.7;

impl Index {
    fn new(texts: &[(Question, &str)], whole: BTreeMap<String, Question>) -> Self {
        let all: Vec<(Question, Vec<Term>)> =
            texts.iter().map(|(question, text)| (*question, terms(text, false))).collect();
        let mut bearers: BTreeMap<&str, BTreeSet<Question>> = BTreeMap::new();
        let mut forms: BTreeMap<(&str, &str), &Term> = BTreeMap::new();
        for (question, terms) in &all {
            for term in terms {
                bearers.entry(&term.stem).or_default().insert(*question);
                forms.insert((&term.stem, &term.word), term);
            }
        }
        let total = Question::ALL.len() as f64;
        let idf = |bearers: usize| (1.0 + total / bearers as f64).ln();
        let weight = |term: &Term| {
            weighed(term, bearers.get(term.stem.as_str()).map_or(1.0, |found| idf(found.len())))
        };
        let places: BTreeMap<(&str, &str), usize> = forms.keys().copied().zip(0..).collect();
        let wording = |(question, terms): &(Question, Vec<Term>)| {
            let weights = unit(terms.iter().map(weight).collect());
            let form = |term: &Term| places.get(&(&*term.stem, &*term.word)).copied();
            let places = terms.iter().filter_map(form);
            Wording { question: *question, terms: places.zip(weights).collect() }
        };
        let mut stems: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for ((stem, _), place) in &places {
            stems.entry((*stem).to_owned()).or_default().push(*place);
        }
        Self {
            wordings: all.iter().map(wording).collect(),
            vocabulary: forms.values().map(|term| ((*term).clone(), weight(term))).collect(),
            stems,
            whole,
            unknown: UNKNOWN * idf(1),
        }
    }

    /// The question whose heading in a template this is, letter by letter.
    pub(super) fn whole(&self, text: &str) -> Option<Question> {
        self.whole.get(&key(text)).copied()
    }

    /// How alike these terms are to the nearest wording of each question, the most
    /// alike first; at even likeness in the order of the vocabulary.
    ///
    /// # Cost
    /// Time O(terms · words of all wordings), about 3,000.
    pub(super) fn nearest(&self, terms: &[Term]) -> Vec<(Question, f64)> {
        let heading = self.placed(terms);
        let mut best: BTreeMap<Question, f64> = BTreeMap::new();
        // Wordings of one word, by question: how near each term of the heading is to one.
        let mut single: BTreeMap<Question, Vec<f64>> = BTreeMap::new();
        for wording in &self.wordings {
            let like = likeness(&heading, &wording.terms);
            let best = best.entry(wording.question).or_default();
            *best = best.max(like);
            if let [(only, _)] = wording.terms.as_slice() {
                let nearest =
                    single.entry(wording.question).or_insert_with(|| vec![0.0; heading.len()]);
                for (near, ours) in nearest.iter_mut().zip(&heading) {
                    *near = near.max(ours.near[*only]);
                }
            }
        }
        for (question, nearest) in single {
            let told = heading.iter().zip(nearest).map(|(ours, near)| (ours.weight * near).powi(2));
            let together = told.sum::<f64>().sqrt();
            let best = best.entry(question).or_default();
            *best = best.max(together);
        }
        let mut found: Vec<(Question, f64)> = best.into_iter().filter(|(_, s)| *s > 0.0).collect();
        found.sort_by(|a, b| b.1.total_cmp(&a.1));
        found
    }

    /// The terms that no wording of a question has.
    pub(super) fn unexplained(&self, terms: &[Term], question: Question) -> Vec<Term> {
        let own = self.wordings.iter().filter(|wording| wording.question == question);
        let own: BTreeSet<usize> = own.flat_map(|w| w.terms.iter().map(|(at, _)| *at)).collect();
        let placed = self.placed(terms);
        let rest =
            terms.iter().zip(placed).filter(|(_, p)| !own.iter().any(|&at| p.near[at] > 0.0));
        rest.map(|(term, _)| term.clone()).collect()
    }

    /// A heading's terms as a vector of length 1, with their nearness to all others.
    fn placed(&self, terms: &[Term]) -> Vec<Placed> {
        let near = |ours: &Term| -> Vec<f64> {
            match self.stems.get(&ours.stem) {
                Some(places) => {
                    let mut near = vec![0.0; self.vocabulary.len()];
                    places.iter().for_each(|place| near[*place] = 1.0);
                    near
                }
                None => self.vocabulary.iter().map(|(theirs, _)| nearness(ours, theirs)).collect(),
            }
        };
        let near: Vec<Vec<f64>> = terms.iter().map(near).collect();
        let weights = terms.iter().zip(&near).map(|(term, near)| {
            // A slip or a cut weighs as the word that was meant.
            let meant = self.vocabulary.iter().zip(near).filter(|(_, near)| **near >= MEANT);
            let meant = meant.map(|((_, weight), _)| *weight).reduce(f64::max);
            meant.unwrap_or_else(|| weighed(term, self.unknown))
        });
        let weights = unit(weights.collect());
        weights.into_iter().zip(near).map(|(weight, near)| Placed { weight, near }).collect()
    }
}

/// How near a term of no wording is to one of another stem.
fn nearness(ours: &Term, theirs: &Term) -> f64 {
    let (a, b) = (ours.word.as_str(), theirs.word.as_str());
    if ours.cut && a.len() >= 3 && b.starts_with(a) {
        return CUT;
    }
    let letters = a.len().min(b.len());
    if letters >= 5 && a.as_bytes()[0] == b.as_bytes()[0] && a.len().abs_diff(b.len()) <= 4 {
        let allowed = if letters >= 9 { 2 } else { 1 };
        let errors = osa::distance(a.chars(), b.chars());
        if errors <= allowed {
            return 1.0 - errors as f64 / letters as f64;
        }
    }
    let compound = theirs.stem.len() >= 6 && a.starts_with(&theirs.stem);
    if compound { COMPOUND } else { 0.0 }
}

fn likeness(heading: &[Placed], wording: &[(usize, f64)]) -> f64 {
    let nearest = |place: &usize| {
        heading.iter().map(|ours| ours.weight * ours.near[*place]).fold(0.0, f64::max)
    };
    wording.iter().map(|(place, weight)| weight * nearest(place)).sum::<f64>().min(1.0)
}

fn weighed(term: &Term, rarity: f64) -> f64 {
    match term.class {
        Class::Telling => rarity,
        Class::Asking => rarity * ASKING,
    }
}

/// Weights as a vector of length 1.
fn unit(weights: Vec<f64>) -> Vec<f64> {
    let length = weights.iter().map(|w| w * w).sum::<f64>().sqrt();
    weights.into_iter().map(|w| if length > 0.0 { w / length } else { 0.0 }).collect()
}

/// A heading's letters and digits alone.
fn key(text: &str) -> String {
    plain(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_of_wordings_names_questions_and_repeats_none() {
        let list = include_str!("wordings.txt");
        for line in list.lines().filter(|l| !l.starts_with(['#', ' ']) && !l.is_empty()) {
            let slug = line.split(':').next().unwrap_or_default();
            assert!(Question::from_slug(slug).is_some(), "{line}");
        }
        let all = listed(list);
        let once: BTreeSet<_> = all.iter().collect();
        assert_eq!(once.len(), all.len());
        assert!(all.len() > 500);
    }

    #[test]
    fn a_wording_is_wholly_like_itself() {
        for (question, text) in listed(include_str!("wordings.txt")) {
            let nearest = INDEX.nearest(&terms(text, false));
            let own = nearest.iter().find(|(other, _)| *other == question);
            assert!(own.is_some_and(|(_, like)| *like > 0.999), "{text}: {nearest:?}");
        }
    }
}
