//! Two names beside each other: which words agree, how, and what is left over.

use std::borrow::Cow;

use super::left::left;
use super::level::{Level, Sink};
use super::name::{Initial, Shape, skips};
use super::spelling::{Look, Rest, is_slip, marks, misspelt};
use super::table::{Form, Names, Part, Word};
use super::words::lexicon::{Class, LEXICON};
use super::words::short;

/// One of the two names while it is compared.
pub(super) struct Side<'a> {
    pub names: &'a Names,
    pub words: &'a [Word],
    pub parts: &'a [Part],
    /// Parts and words that have found theirs.
    done: u64,
    done_words: u64,
}

impl<'a> Side<'a> {
    fn new(names: &'a Names, form: &Form) -> Self {
        Self { names, words: names.words(form), parts: names.parts(form), done: 0, done_words: 0 }
    }

    pub fn is_done(&self, part: usize) -> bool {
        self.done >> part & 1 == 1
    }

    fn range(&self, word: usize) -> std::ops::Range<usize> {
        let (from, to) = self.words[word].parts;
        usize::from(from)..usize::from(to)
    }

    fn finish_word(&mut self, word: usize) {
        for part in self.range(word) {
            self.done |= 1 << part;
        }
        self.done_words |= 1 << word;
    }

    /// Whether a word has a part without a counterpart.
    fn is_open(&self, word: usize) -> bool {
        self.done_words >> word & 1 == 0 && self.range(word).any(|part| !self.is_done(part))
    }

    /// Whether no part of a word has found its counterpart.
    fn is_untouched(&self, word: usize) -> bool {
        self.is_open(word) && self.range(word).all(|part| !self.is_done(part))
    }

    pub fn text(&self, word: usize) -> String {
        self.names.text(self.words[word].text).to_owned()
    }

    fn information(&self, part: usize) -> f64 {
        -self.names.frequency(self.parts[part]).log2()
    }

    /// A text as it is spelt.
    fn spelt(&self, id: u32, look: Look) -> Rest<'a> {
        Rest {
            letters: Cow::Borrowed(self.names.letters(id)),
            look,
            sound: self.names.spelling(id).map(|spelling| &spelling.sound[..]),
        }
    }

    /// The letters of the parts of a word that have not found theirs.
    fn open_letters(&self, word: usize) -> impl Iterator<Item = &'a char> {
        let (names, parts, done) = (self.names, self.parts, self.done);
        let open = self.range(word).filter(move |part| done >> part & 1 == 0);
        open.flat_map(move |part| names.letters(parts[part].id))
    }

    /// What is left of a word: its text and stem while it is whole, else the parts that
    /// have not found theirs.
    fn rest(&self, word: usize) -> Rests<'a> {
        let w = &self.words[word];
        let untouched = self.is_untouched(word);
        let left = (!untouched || self.range(word).len() > 1).then(|| {
            let letters: Vec<char> = self.open_letters(word).copied().collect();
            Rest { look: Look::of(letters.iter()), letters: Cow::Owned(letters), sound: None }
        });
        if untouched {
            [Some(self.spelt(w.text, w.looks[0])), Some(self.spelt(w.stem, w.looks[1])), left]
        } else {
            [left, None, None]
        }
    }

    /// How what is left of a word looks, as [`Side::rest`] gives it.
    fn looks(&self, word: usize) -> [Look; 3] {
        if self.words[word].place || self.is_untouched(word) {
            return self.words[word].looks;
        }
        [Look::of(self.open_letters(word)), Look::default(), Look::default()]
    }

    /// The first letters of a word and of its parts that have not found theirs, as bits.
    fn firsts(&self, word: usize) -> u32 {
        let open = self.range(word).filter(|&part| !self.is_done(part));
        open.fold(self.words[word].first, |firsts, part| firsts | self.parts[part].first)
    }

    /// Information of the parts of a word that have not found theirs.
    fn of_word(&self, word: usize) -> f64 {
        self.range(word).filter(|&p| !self.is_done(p)).map(|p| self.information(p)).sum()
    }
}

/// Compares two readings of names and tells the sink what came out.
///
/// # Shape
/// Each part of either name is told of once: in agreement or as left over.
///
/// # Cost
/// O(w · v · l) for w and v words of l letters.
pub(super) fn compare(names: &Names, one: &Form, other: &Form, sink: &mut impl Sink) {
    let (mut a, mut b) = (Side::new(names, one), Side::new(names, other));
    let shared = same(&mut a, &mut b, sink);
    let mut telling = shared;
    if a.done.count_ones() as usize != a.parts.len()
        || b.done.count_ones() as usize != b.parts.len()
    {
        let (begin, look) = (begin_alike(&a, &b), look_alike(&a, &b));
        if begin {
            telling |= joined(&mut a, &mut b, sink);
            telling |= letters(&mut a, &mut b, sink);
            telling |= letters(&mut b, &mut a, sink);
        }
        if look {
            telling |= spelt(&mut a, &mut b, sink);
            place_misspelt(&mut a, &b, sink);
            place_misspelt(&mut b, &a, sink);
        }
        if begin {
            telling |= cut(&mut a, &mut b, sink);
            telling |= cut(&mut b, &mut a, sink);
        }
        left(&a, &b, sink);
    }
    let whole = |side: &Side| side.done.count_ones() as usize == side.parts.len();
    if telling && whole(&a) && whole(&b) {
        sink.add(Level::Whole, 1.0, 0.0, &String::new, &String::new);
    }
    if !telling {
        sink.add(Level::NothingShared, 1.0, 0.0, &String::new, &String::new);
    }
    if one.coordinated != other.coordinated {
        sink.add(Level::TwoNamed, 1.0, 0.0, &String::new, &String::new);
    }
}

/// Parts that are the same. What follows what it usually follows informs less.
/// Returns whether anything telling agrees.
fn same(a: &mut Side, b: &mut Side, sink: &mut impl Sink) -> bool {
    let mut telling = false;
    // In a name of nothing else, owners and sorts tell what they can.
    let is_bare = |side: &Side| {
        side.parts.iter().all(|part| matches!(part.class, Class::Owner | Class::Group))
    };
    let bare = is_bare(a) && is_bare(b);
    let mut last: Option<usize> = None;
    for i in 0..a.parts.len() {
        let part = a.parts[i];
        let Some(j) = (0..b.parts.len()).find(|&j| !b.is_done(j) && b.parts[j].id == part.id)
        else {
            last = None;
            continue;
        };
        a.done |= 1 << i;
        b.done |= 1 << j;
        let mut u = a.names.frequency(part);
        if let Some(before) = last {
            u = u.max(a.names.follows(a.parts[before].id, part));
        }
        last = Some(i);
        telling |=
            bare || matches!(part.class, Class::Known | Class::Proper | Class::Body | Class::Role);
        let name = || a.names.text(a.words[usize::from(part.word)].text).to_owned();
        let other = || b.names.text(b.words[usize::from(b.parts[j].word)].text).to_owned();
        let short = |side: &Side, part: Part| side.words[usize::from(part.word)].short;
        let (ours, theirs) = (short(a, part), short(b, b.parts[j]));
        if ours == theirs {
            sink.add(Level::Same, 1.0, -u.log2(), &name, &other);
        } else {
            let text = |id: Option<u32>, word: &dyn Fn() -> String| match id {
                Some(id) => a.names.text(id).to_uppercase(),
                None => word(),
            };
            let (name, other) = (|| text(ours, &name), || text(theirs, &other));
            sink.add(Level::Spelled, 1.0, -u.log2(), &name, &other);
        }
    }
    telling
}

/// Whether something that is left of one has a first letter of something that is left of
/// the other, or of its place: words that are joined, cut short or stood for by letters do.
fn begin_alike(a: &Side, b: &Side) -> bool {
    let firsts = |side: &Side| {
        let (mut open, mut places) = (0, 0);
        for (at, word) in side.words.iter().enumerate() {
            match word.place {
                true => places |= word.first,
                false if side.is_open(at) => open |= side.firsts(at),
                false => {}
            }
        }
        (open, places)
    };
    let ((ours, our_places), (theirs, their_places)) = (firsts(a), firsts(b));
    ours & (theirs | their_places) != 0 || our_places & theirs != 0
}

/// Whether something that is left of one has most letters of something that is left of the
/// other, or of its place: misspelt words do. Most pairs end here.
fn look_alike(a: &Side, b: &Side) -> bool {
    let stands = |side: &Side, word: usize| side.words[word].place || side.is_open(word);
    (0..a.words.len()).filter(|&i| stands(a, i)).any(|i| {
        let looks = a.looks(i);
        let others = (0..b.words.len()).filter(|&j| stands(b, j));
        others.filter(|&j| !(a.words[i].place && b.words[j].place)).any(|j| {
            let theirs = b.looks(j);
            looks.iter().any(|ours| theirs.iter().any(|theirs| ours.is_near(*theirs)))
        })
    })
}

/// What is left of both, written together, is the same: *Mini-Maria* and *Minimaria*.
fn joined(a: &mut Side, b: &mut Side, sink: &mut impl Sink) -> bool {
    let open = |side: &Side| -> Vec<usize> {
        (0..side.words.len())
            .filter(|&w| side.is_untouched(w) && side.words[w].shape != Shape::Number)
            .collect()
    };
    let (ours, theirs) = (open(a), open(b));
    if ours.is_empty() || theirs.is_empty() || ours.len() + theirs.len() < 3 {
        return false;
    }
    // Inflections of a word share its first letters, so most pairs end here.
    let start = |side: &Side<'_>, words: &[usize]| -> [Option<char>; 3] {
        let names = side.names;
        let mut letters =
            words.iter().flat_map(|&w| names.letters(side.words[w].text).iter().copied());
        std::array::from_fn(|_| letters.next())
    };
    if start(a, &ours) != start(b, &theirs) {
        return false;
    }
    let text =
        |side: &Side, words: &[usize]| words.iter().map(|&w| side.text(w)).collect::<String>();
    let (one, other) = (text(a, &ours), text(b, &theirs));
    let shorter = one.chars().count().min(other.chars().count());
    let near = shorter >= 5 && LEXICON.concept(&one) == LEXICON.concept(&other);
    if !near {
        return false;
    }
    let information = ours
        .iter()
        .map(|&w| a.of_word(w))
        .sum::<f64>()
        .min(theirs.iter().map(|&w| b.of_word(w)).sum());
    ours.iter().for_each(|&w| a.finish_word(w));
    theirs.iter().for_each(|&w| b.finish_word(w));
    sink.add(Level::Same, 1.0, information, &|| one.clone(), &|| other.clone());
    true
}

/// Letters of the first that stand for words of the second.
fn letters(a: &mut Side, b: &mut Side, sink: &mut impl Sink) -> bool {
    let mut telling = false;
    for word in 0..a.words.len() {
        let asked = a.words[word].shape == Shape::Letters
            || (a.words[word].shape != Shape::Number
                && (2..=5).contains(&a.names.letters(a.words[word].text).len())
                && a.range(word).all(|part| a.parts[part].class == Class::Proper));
        if !asked || !a.is_untouched(word) {
            continue;
        }
        let spelled = a.names.letters(a.words[word].text);
        let mut best: Option<(f64, usize, usize)> = None;
        for start in 0..b.words.len() {
            if !b.is_untouched(start) && !b.words[start].place {
                continue;
            }
            let mut parts: Vec<Initial> = Vec::new();
            for end in start..b.words.len() {
                let w = &b.words[end];
                if !w.small && !b.is_untouched(end) {
                    break;
                }
                let pieces = b.names.spelling(w.text).map(|spelling| &spelling.pieces[..]);
                for (i, part) in pieces.unwrap_or_default().iter().enumerate() {
                    parts.push(Initial { part, first: i == 0, small: w.small });
                }
                let ends = !w.small || w.place;
                let Some(cost) = skips(spelled, &parts).filter(|_| ends) else { continue };
                if best.is_none_or(|(least, s, e)| {
                    (cost, s + e) < (least, s + e) && cost < least
                        || cost == least && end - start > e - s
                }) {
                    best = Some((cost, start, end));
                }
            }
        }
        let most = if spelled.len() <= 2 { 0.5 } else { 2.0 };
        let Some((cost, start, end)) = best.filter(|(cost, ..)| *cost <= most) else { continue };
        let words: Vec<String> = (start..=end).map(|w| b.text(w)).collect();
        a.finish_word(word);
        (start..=end).for_each(|w| b.finish_word(w));
        let name = a.text(word);
        if short::spelled(&name).next().is_some() {
            sink.add(Level::LettersTaken, 1.0, 0.0, &|| name.clone(), &|| words.join(" "));
        }
        sink.add(Level::Letters, 1.0, 3.2 * spelled.len().min(5) as f64, &|| name.clone(), &|| {
            words.join(" ")
        });
        if cost > 0.0 {
            sink.add(Level::LettersSkip, cost, 0.0, &String::new, &String::new);
        }
        telling = true;
    }
    telling
}

/// Words that differ in spelling.
fn spelt(a: &mut Side, b: &mut Side, sink: &mut impl Sink) -> bool {
    let mut telling = false;
    let asked = |side: &Side, word: usize| {
        side.is_open(word) && !matches!(side.words[word].shape, Shape::Number | Shape::Initial)
    };
    if !(0..a.words.len()).any(|i| asked(a, i)) {
        return false;
    }
    let theirs: Vec<Option<Rests>> =
        (0..b.words.len()).map(|j| asked(b, j).then(|| b.rest(j))).collect();
    for i in 0..a.words.len() {
        if !asked(a, i) {
            continue;
        }
        let ours = a.rest(i);
        let mut best: Option<(usize, Level)> = None;
        for (j, theirs) in theirs.iter().enumerate() {
            let Some(theirs) = theirs.as_ref().filter(|_| b.is_open(j)) else { continue };
            let level = spelling((a, i, &ours), (b, j, theirs));
            if level.is_some_and(|level| best.is_none_or(|(_, known)| level < known)) {
                best = level.map(|level| (j, level));
            }
        }
        let Some((j, level)) = best else { continue };
        let information = a.of_word(i).min(b.of_word(j));
        telling = true;
        let (one, other) = (a.text(i), b.text(j));
        a.finish_word(i);
        b.finish_word(j);
        sink.add(level, 1.0, information, &|| one.clone(), &|| other.clone());
        if level == Level::Spelling && marks(&one).ne(marks(&other)) {
            sink.add(Level::MarksOther, 1.0, 0.0, &|| one.clone(), &|| other.clone());
        }
    }
    telling
}

/// Words of the first that are the second's place, misspelt.
fn place_misspelt(a: &mut Side, b: &Side, sink: &mut impl Sink) {
    for i in 0..a.words.len() {
        let class = |part: usize| a.parts[part].class;
        if !a.is_untouched(i) || a.range(i).any(|part| class(part) != Class::Proper) {
            continue;
        }
        let one = a.rest(i);
        let found = (0..b.words.len()).filter(|&j| b.words[j].place).find(|&j| {
            let other = b.spelt(b.words[j].text, b.words[j].looks[0]);
            one.iter().flatten().any(|one| misspelt(one, &other).is_some())
        });
        if let Some(j) = found {
            let (ours, theirs) = (a.text(i), b.text(j));
            a.finish_word(i);
            sink.add(Level::PlaceTypo, 1.0, 0.0, &|| ours.clone(), &|| theirs.clone());
        }
    }
}

type Rests<'a> = [Option<Rest<'a>>; 3];

/// A word of a name, with what is left of it.
type Open<'s, 'n> = (&'s Side<'n>, usize, &'s Rests<'n>);

/// How two words, or what is left of them, differ in spelling, if that is all.
fn spelling((a, i, one): Open, (b, j, other): Open) -> Option<Level> {
    let letters = |side: &Side, word: usize| side.words[word].shape == Shape::Letters;
    let length = |side: &Side, word: usize| side.names.letters(side.words[word].text).len();
    if length(a, i).max(length(b, j)) < 6 && (letters(a, i) || letters(b, j)) {
        return None;
    }
    let pairs = || {
        let ones = one.iter().flatten();
        ones.flat_map(|one| other.iter().flatten().map(move |other| (one, other)))
    };
    let near = pairs().filter_map(|(one, other)| misspelt(one, other)).min()?;
    let known = |side: &Side, word: usize| {
        let mut left = side.range(word).filter(|&p| !side.is_done(p)).peekable();
        left.peek().is_some() && left.all(|p| side.parts[p].class != Class::Proper)
    };
    match (near, known(a, i), known(b, j)) {
        (Level::Typo, true, true) => Some(Level::NearWord),
        (Level::Typo, false, false) => {
            let made =
                |side: &Side, word: usize| LEXICON.is_made(side.names.text(side.words[word].stem));
            let slip = pairs().any(|(one, other)| is_slip(&one.letters, &other.letters));
            Some(match (made(a, i) && made(b, j), slip) {
                (true, _) => Level::NearWord,
                (false, true) => Level::TypoName,
                (false, false) => Level::NearName,
            })
        }
        (level, ..) => Some(level),
    }
}

/// Words of the first that are cut short beside words of the second.
fn cut(a: &mut Side, b: &mut Side, sink: &mut impl Sink) -> bool {
    let mut telling = false;
    for i in 0..a.words.len() {
        if !a.is_open(i) {
            continue;
        }
        let short = a.names.letters(a.words[i].text);
        let initial = a.words[i].shape == Shape::Initial;
        // An owner is no short form of what begins like it: *kommun*, *kommunpolisen*.
        let is_free = a.range(i).all(|part| a.parts[part].class != Class::Owner);
        let is_cut = a.words[i].shape == Shape::Cut
            || (short.len() >= 3 && a.words[i].shape == Shape::Plain && is_free);
        if !initial && !is_cut {
            continue;
        }
        let found = (0..b.parts.len()).find(|&p| {
            let word = usize::from(b.parts[p].word);
            if b.is_done(p) {
                return false;
            }
            if initial {
                let long = b.names.letters(b.words[word].text);
                return long.len() > 1 && long[0] == short[0] && b.parts[p].class == Class::Proper;
            }
            let long = b.names.letters(b.parts[p].id);
            let whole = b.names.letters(b.words[word].text);
            let starts = |long: &[char]| long.len() > short.len() && long.starts_with(short);
            let marked = a.words[i].shape == Shape::Cut;
            (starts(long) && (marked || long.len() >= short.len() + 3))
                || (marked && starts(whole) && b.range(word).start == p)
                || (marked && is_contraction(short, long))
        });
        let Some(p) = found else { continue };
        let word = usize::from(b.parts[p].word);
        let whole = b.names.letters(b.words[word].text).starts_with(short);
        let long = b.text(word);
        let information = if initial { b.information(p).min(4.0) } else { b.information(p) * 0.8 };
        let one = a.text(i);
        a.finish_word(i);
        b.done |= 1 << p;
        if whole {
            // "hemtj." covers what it reaches into.
            let mut reach = b.names.letters(b.parts[p].id).len();
            for next in p + 1..b.range(word).end {
                if short.len() > reach {
                    b.done |= 1 << next;
                }
                reach += b.names.letters(b.parts[next].id).len();
            }
        }
        telling = true;
        let level = if initial { Level::Initial } else { Level::Cut };
        sink.add(level, 1.0, information, &|| one.clone(), &|| long.clone());
    }
    telling
}

/// Whether a short word has the first letter of a long one and then letters of it in
/// order: *grp*, *nmd*.
fn is_contraction(short: &[char], long: &[char]) -> bool {
    let mut rest = long.iter();
    short.len() >= 2 && short.first() == long.first() && short.iter().all(|c| rest.any(|l| l == c))
}
