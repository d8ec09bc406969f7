//! How words are spelt: their letters, their sound, their parts.

use super::words::lexicon::LEXICON;

/// What is worked out once of a word's spelling.
pub(super) struct Spelling {
    /// The letters it has, as bits.
    pub set: u32,
    /// Without accents and usual changes of spelling.
    pub sound: Box<[char]>,
    /// The letters of its parts.
    pub pieces: Box<[Box<[char]>]>,
}

impl Spelling {
    pub fn new(text: &str) -> Self {
        let letters: Vec<char> = text.chars().collect();
        let pieces = LEXICON.split(text).into_iter().map(|piece| piece.chars().collect()).collect();
        Self { set: letter_set(&letters), sound: sound(&letters).into(), pieces }
    }
}

/// The letters of a word as bits; rare ones share the last.
pub(super) fn letter_set(word: &[char]) -> u32 {
    word.iter().fold(0, |set, &c| {
        let bit = match c {
            'a'..='z' => c as u32 - 'a' as u32,
            'å' => 26,
            'ä' => 27,
            'ö' => 28,
            'é' => 4,
            _ => 29,
        };
        set | 1 << bit
    })
}

/// A word without accents and usual changes of spelling: *ph* is *f*, *w* is *v*,
/// double letters are one.
pub(super) fn sound(word: &[char]) -> Vec<char> {
    let mut bones = Vec::with_capacity(word.len());
    let mut at = 0;
    while at < word.len() {
        let next = word.get(at + 1).copied();
        let (bone, taken) = match (word[at], next) {
            ('p', Some('h')) => ('f', 2),
            ('c', Some('h')) => ('k', 2),
            ('c', Some('k')) => ('k', 2),
            ('t', Some('h')) => ('t', 2),
            ('d', Some('h')) => ('d', 2),
            ('g', Some('h')) => ('g', 2),
            ('a', Some('h')) if word.get(at + 2) == Some(&'l') => ('a', 2),
            ('a', Some('e')) => ('a', 2),
            ('o', Some('e')) => ('o', 2),
            ('c', Some('e' | 'i' | 'y')) => ('s', 1),
            ('c' | 'q', _) => ('k', 1),
            ('w', _) => ('v', 1),
            ('z', _) => ('s', 1),
            ('å' | 'ä' | 'à' | 'á', _) => ('a', 1),
            ('ö' | 'ø' | 'ó', _) => ('o', 1),
            ('é' | 'è' | 'ë', _) => ('e', 1),
            ('ü', _) => ('y', 1),
            (c, _) => (c, 1),
        };
        if bones.last() != Some(&bone) {
            bones.push(bone);
        }
        at += taken;
    }
    // feldt, felt, feld; löf, löv
    if bones.ends_with(&['d', 't']) {
        bones.remove(bones.len() - 2);
    }
    if bones.last() == Some(&'v') {
        bones.pop();
        bones.push('f');
    }
    if bones.len() > 4 && bones.last() == Some(&'e') {
        bones.pop();
    }
    bones
}
