//! How words are spelt: their letters, their sound, their parts.

use std::borrow::Cow;

use rapidfuzz::distance::osa;

use super::level::Level;
use super::words::lexicon::LEXICON;

/// What a stretch of letters looks like at a glance.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Look {
    /// The letters it has, as bits.
    pub set: u32,
    /// How many letters.
    pub len: u8,
}

impl Look {
    pub fn of<'c>(letters: impl Iterator<Item = &'c char>) -> Self {
        letters.fold(Self::default(), |look, &c| Self {
            set: look.set | 1 << bit(c),
            len: look.len.saturating_add(1),
        })
    }

    /// Whether the two can differ by no more than spelling or a typing error.
    pub fn is_near(self, other: Self) -> bool {
        self.len.min(other.len) >= 4
            && self.len.abs_diff(other.len) <= 2
            && (self.set ^ other.set).count_ones() <= 6
    }
}

/// What is worked out once of a word's spelling.
pub(super) struct Spelling {
    /// Without accents and usual changes of spelling.
    pub sound: Box<[char]>,
    /// The letters of its parts.
    pub pieces: Box<[Box<[char]>]>,
}

impl Spelling {
    pub fn new(text: &str) -> Self {
        let letters: Vec<char> = text.chars().collect();
        let pieces = LEXICON.split(text).into_iter().map(|piece| piece.chars().collect()).collect();
        Self { sound: sound(&letters).into(), pieces }
    }
}

/// The bit of a letter; rare ones share the last.
fn bit(letter: char) -> u32 {
    match letter {
        'a'..='z' => letter as u32 - 'a' as u32,
        'å' => 26,
        'ä' => 27,
        'ö' => 28,
        'é' => 4,
        _ => 29,
    }
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

/// A stretch of letters that has found no counterpart.
pub(super) struct Rest<'a> {
    pub letters: Cow<'a, [char]>,
    pub look: Look,
    pub sound: Option<&'a [char]>,
}

/// Whether two stretches of letters differ in spelling only, or by a typing error.
pub(super) fn misspelt(one: &Rest, other: &Rest) -> Option<Level> {
    let (ours, theirs) = (&one.letters, &other.letters);
    if !one.look.is_near(other.look) {
        return None;
    }
    let (short, long) = (ours.len().min(theirs.len()), ours.len().max(theirs.len()));
    let same = match (one.sound, other.sound) {
        (Some(ours), Some(theirs)) => ours == theirs,
        _ => sound(ours) == sound(theirs),
    };
    if same {
        return Some(Level::Spelling);
    }
    let most = match long {
        ..=7 => 1,
        8..=15 => 2,
        _ => 3,
    };
    if (one.look.set ^ other.look.set).count_ones() as usize > 2 * most {
        return None;
    }
    let args = osa::Args::default().score_cutoff(most);
    let far = osa::distance_with_args(ours.iter().copied(), theirs.iter().copied(), &args)?;
    (far < most || short >= 6 || ours[0] == theirs[0]).then_some(Level::Typo)
}

/// Whether two words differ by one letter left out, doubled or put in, or two that changed
/// places; another letter in its place is often another name.
pub(super) fn is_slip(one: &[char], other: &[char]) -> bool {
    let args = osa::Args::default().score_cutoff(1);
    let near = osa::distance_with_args(one.iter().copied(), other.iter().copied(), &args);
    let sorted = |word: &[char]| {
        let mut word = word.to_vec();
        word.sort_unstable();
        word
    };
    near.is_some() && (one.len() != other.len() || sorted(one) == sorted(other))
}

/// The letters of a word that another spelling may fold.
pub(super) fn marks(word: &str) -> impl Iterator<Item = char> + '_ {
    word.chars().filter_map(|c| match c {
        'å' | 'ä' | 'ö' => Some(c),
        'æ' => Some('ä'),
        'ø' => Some('ö'),
        _ => None,
    })
}
