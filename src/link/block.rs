//! Blocking: which pairs are worth comparing.

use rayon::prelude::*;

use super::name::Shape;
use super::table::{FNV, Names};
use super::words::lexicon::Class;

/// Most bearers of a key that records of unknown place are looked up among: a commoner
/// key says too little.
const COMMON: usize = 400;

/// Least information (bits) in the keys that a pair shares.
const LEAST: f64 = 8.0;

/// Most pairs that one record asks to be compared in, those that share most first.
const MOST: usize = 12;

/// Records by the keys they bear.
pub(super) struct Blocks {
    /// Bearers of each key, those of one place together: (place, record).
    bearers: Vec<(u32, u32)>,
    /// Where each key's bearers start, and one past the end.
    starts: Vec<u32>,
    /// Keys of each record, as stretches of `keys`.
    of_record: Vec<(u32, u32)>,
    keys: Vec<u32>,
    places: Vec<u32>,
    kinds: Vec<Option<u32>>,
}

impl Blocks {
    /// # Cost
    /// O(k log k) for k keys, a dozen of each record; 28 bytes a key.
    pub fn new(names: &Names) -> Self {
        let count = names.len();
        let mut all: Vec<(u64, u32, u32)> = (0..count)
            .into_par_iter()
            .flat_map_iter(|record| {
                let place = names.place(record).map_or(0, |place| place + 1);
                keys(names, record).into_iter().map(move |key| (key, place, record as u32))
            })
            .collect();
        all.par_sort_unstable();
        let mut starts = Vec::new();
        let mut last = None;
        for (i, (key, ..)) in all.iter().enumerate() {
            if last != Some(*key) {
                starts.push(i as u32);
                last = Some(*key);
            }
        }
        starts.push(all.len() as u32);
        let mut sizes = vec![0_u32; count + 1];
        for (.., record) in &all {
            sizes[*record as usize + 1] += 1;
        }
        for i in 0..count {
            sizes[i + 1] += sizes[i];
        }
        let of_record = sizes.windows(2).map(|two| (two[0], two[1])).collect();
        let mut next = sizes;
        let mut keys = vec![0; all.len()];
        for (group, two) in starts.windows(2).enumerate() {
            for (.., record) in &all[two[0] as usize..two[1] as usize] {
                let slot = &mut next[*record as usize];
                keys[*slot as usize] = group as u32;
                *slot += 1;
            }
        }
        Self {
            bearers: all.into_iter().map(|(_, place, record)| (place, record)).collect(),
            starts,
            of_record,
            keys,
            places: (0..count).map(|r| names.place(r).map_or(0, |place| place + 1)).collect(),
            kinds: (0..count).map(|record| names.kind(record)).collect(),
        }
    }

    /// The records that one is to be compared with: of its kind, of its place or of none,
    /// and sharing enough. Of two records of known place the later one asks, and of two
    /// of which one is of unknown place that one.
    pub fn partners<'t>(&self, record: usize, tally: &'t mut Tally) -> &'t [(u32, f32)] {
        let place = self.places[record];
        let (from, to) = self.of_record[record];
        let total = self.places.len() as f64;
        tally.shared.resize(self.places.len(), 0.0);
        for &key in &self.keys[from as usize..to as usize] {
            let bearers = &self.bearers
                [self.starts[key as usize] as usize..self.starts[key as usize + 1] as usize];
            let here = if place == 0 {
                if bearers.len() > COMMON { continue } else { bearers }
            } else {
                let start = bearers.partition_point(|(p, _)| *p < place);
                let end = start + bearers[start..].partition_point(|(p, _)| *p <= place);
                &bearers[start..end]
            };
            let information = (total / bearers.len() as f64).log2().max(0.5) as f32;
            for &(p, other) in here {
                let at = other as usize;
                if (p == 0 && place != 0 || p != place || at < record)
                    && at != record
                    && self.kinds[at] == self.kinds[record]
                {
                    if tally.shared[at] == 0.0 {
                        tally.met.push(other);
                    }
                    tally.shared[at] += information;
                }
            }
        }
        let Tally { shared, met, found } = tally;
        found.clear();
        found.extend(met.drain(..).filter_map(|other| {
            let information = std::mem::take(&mut shared[other as usize]);
            (f64::from(information) >= LEAST).then_some((other, information))
        }));
        if found.len() > MOST {
            found.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            found.truncate(MOST);
        }
        found
    }
}

/// What a record shares with the others; made once and used for many records.
#[derive(Default)]
pub(super) struct Tally {
    /// Information shared with each record, zero between uses.
    shared: Vec<f32>,
    /// Records that share anything.
    met: Vec<u32>,
    found: Vec<(u32, f32)>,
}

/// A key's number: FNV-1a (Fowler, Noll, Vo) over letters, its high half folded in.
fn number(sort: u8, letters: &[char]) -> u64 {
    let step = |hash: u64, unit: u64| (hash ^ unit).wrapping_mul(0x0100_0000_01b3);
    let hash = letters.iter().fold(step(FNV, u64::from(sort)), |hash, &c| step(hash, c.into()));
    hash ^ hash >> 32
}

/// A word, the two halves of its sound, and whether it is long enough to be misspelt.
type Telling<'n> = (&'n [char], [&'n [char]; 2], bool);

/// The keys of a record: the parts of its names, the letters it is or could be known by,
/// and either half of each word's sound, one of which a typing error leaves.
fn keys(names: &Names, record: usize) -> Vec<u64> {
    let mut keys = Vec::new();
    let mut add = |sort: u8, letters: &[char]| keys.push(number(sort, letters));
    for form in names.forms(record) {
        let words = names.words(form);
        for part in names.parts(form) {
            if part.class != Class::Owner || names.parts(form).len() == 1 {
                add(b'p', names.letters(part.id));
            }
        }
        let mut initials: Vec<Vec<char>> = Vec::new();
        let mut telling: Vec<Telling> = Vec::new();
        for word in words.iter() {
            let letters = names.letters(word.text);
            if word.shape == Shape::Letters || letters.len() <= 4 {
                add(b'i', letters);
            }
            let Some(spelling) = names.spelling(word.text) else { continue };
            initials
                .push(spelling.pieces.iter().filter_map(|piece| piece.first().copied()).collect());
            if (word.small && !word.place) || word.shape == Shape::Number {
                continue;
            }
            let sound = &spelling.sound;
            let half = sound.len() / 2;
            let halves = [&sound[..half], &sound[sound.len() - half..]];
            if sound.len() >= 5 && word.shape == Shape::Plain {
                add(b'a', halves[0]);
                add(b'z', halves[1]);
            }
            telling.push((letters, halves, sound.len() >= 4));
        }
        // Two words together say more than either: whole, or one of them in part.
        if telling.len() <= 4 {
            for (i, (word, halves, long)) in telling.iter().enumerate() {
                for (j, (other, ..)) in telling.iter().enumerate() {
                    if i == j {
                        continue;
                    }
                    if i < j {
                        let (one, other) = if word < other { (word, other) } else { (other, word) };
                        add(b'2', &[*one, *other].concat());
                    }
                    add(b'1', &[&word[..1], *other].concat());
                    if *long {
                        add(b'h', &[halves[0], *other].concat());
                        add(b't', &[halves[1], *other].concat());
                    }
                }
            }
        }
        // Initials of words and of parts, with and without what has no weight.
        let small: Vec<bool> = words.iter().map(|word| word.small && !word.place).collect();
        for parts in [false, true] {
            for all in [false, true] {
                let chosen = (0..initials.len()).filter(|&i| all || !small[i]);
                let letters: Vec<char> = chosen
                    .flat_map(|i| {
                        initials[i].iter().copied().take(if parts { usize::MAX } else { 1 })
                    })
                    .collect();
                for end in 2..=letters.len().min(6) {
                    if end == letters.len() || end + 1 == letters.len() {
                        add(b'i', &letters[..end]);
                    }
                }
            }
        }
    }
    keys.sort_unstable();
    keys.dedup();
    keys
}
