//! What each outcome of a comparison weighs.

use super::compare::compare;
use super::level::{Counts, Level, Sink};
use super::table::{Form, Names};

/// Match weights of levels, in bits.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Weights {
    /// log₂(m/u) of a level each time it comes out, the information of what agrees aside.
    pub bits: [f64; Level::COUNT],
    /// How much of the information of what agrees counts.
    pub share: [f64; Level::COUNT],
    /// How often the level comes out in a pair that is the same.
    pub m: [f64; Level::COUNT],
}

impl Weights {
    /// Those of a list of so many records.
    pub fn of_list(count: usize) -> Self {
        let table = if count < THOUSANDS { TABLE } else { REGISTER };
        let mut weights =
            Self { bits: [0.0; Level::COUNT], share: [0.0; Level::COUNT], m: [0.0; Level::COUNT] };
        for (level, bits, share, m) in table {
            weights.bits[level as usize] = bits;
            weights.share[level as usize] = share;
            weights.m[level as usize] = m;
        }
        weights
    }
}

/// For lists of hundreds: bits, share and m. Fitted to names as informants use them.
const TABLE: [(Level, f64, f64, f64); Level::COUNT] = [
    (Level::Same, 0.0, 0.48, 2.017),
    (Level::Spelled, 0.0, 0.48, 0.100),
    (Level::Spelling, -1.0, 0.54, 0.023),
    (Level::MarksOther, -6.0, 0.00, 0.002),
    (Level::Typo, -4.3, 0.92, 0.024),
    (Level::TypoName, -6.0, 0.38, 0.005),
    (Level::NearName, -8.2, 1.00, 0.002),
    (Level::NearWord, -6.6, 0.78, 0.003),
    (Level::Cut, 0.2, 0.35, 0.032),
    (Level::Initial, -3.5, 0.95, 0.001),
    (Level::Letters, -4.7, 0.73, 0.104),
    (Level::LettersSkip, -3.6, 0.00, 0.014),
    (Level::LettersTaken, 0.2, 0.00, 0.031),
    (Level::LettersOther, -5.3, 0.00, 0.001),
    (Level::GroupOther, 1.2, 0.00, 0.039),
    (Level::GroupMissing, -1.6, 0.00, 0.032),
    (Level::GroupForBody, -4.5, 0.00, 0.001),
    (Level::BodyOther, -5.5, 0.00, 0.007),
    (Level::BodyNear, 2.1, 0.00, 0.005),
    (Level::BodyMissing, -1.2, 0.00, 0.073),
    (Level::BodyMore, -2.2, 0.00, 0.033),
    (Level::RoleOther, -8.7, 0.00, 0.001),
    (Level::RoleMissing, -7.3, 0.00, 0.004),
    (Level::OrderOther, -14.0, 0.00, 0.001),
    (Level::OrderMissing, -4.4, 0.00, 0.004),
    (Level::KnownOther, -8.9, 0.00, 0.002),
    (Level::KnownMissing, -2.9, 0.00, 0.095),
    (Level::KnownMore, -0.2, 0.00, 0.033),
    (Level::ProperOther, -5.1, 0.00, 0.027),
    (Level::ProperMissing, -2.7, 0.00, 0.100),
    (Level::ProperMore, -0.6, 0.00, 0.023),
    (Level::OwnerMissing, 0.2, 0.00, 0.163),
    (Level::BothLeft, -0.0, 0.00, 0.047),
    (Level::Whole, 2.5, 0.00, 0.595),
    (Level::NothingShared, -2.6, 0.00, 0.031),
    (Level::TwoNamed, -5.1, 0.00, 0.001),
    (Level::PlaceSame, 0.0, 0.51, 0.736),
    (Level::PlaceOther, -13.3, 0.00, 0.006),
    (Level::PlaceTypo, 0.9, 0.00, 0.004),
    (Level::PlaceMissing, -2.1, 0.00, 0.089),
    (Level::PlaceNamed, -6.7, 0.00, 0.009),
    (Level::AroundSame, 0.4, 0.00, 0.174),
    (Level::AroundOther, -9.1, 0.00, 0.003),
    (Level::AboveSame, -0.4, 1.00, 0.650),
    (Level::AboveOther, -3.0, 0.00, 0.100),
    (Level::AboveMissing, 0.0, 0.00, 0.200),
];

/// For registers of thousands, with parents and places.
const REGISTER: [(Level, f64, f64, f64); Level::COUNT] = [
    (Level::Same, -0.2, 0.39, 2.027),
    (Level::Spelled, -0.2, 0.39, 0.010),
    (Level::Spelling, 2.5, 0.10, 0.149),
    (Level::MarksOther, -6.0, 0.00, 0.002),
    (Level::Typo, -0.2, 0.36, 0.036),
    (Level::TypoName, 0.4, 0.50, 0.112),
    (Level::NearName, -4.1, 0.84, 0.038),
    (Level::NearWord, -7.2, 0.82, 0.002),
    (Level::Cut, -0.4, 0.10, 0.017),
    (Level::Initial, -2.1, 1.20, 0.082),
    (Level::Letters, -3.7, 0.70, 0.031),
    (Level::LettersSkip, -5.3, 0.00, 0.004),
    (Level::LettersTaken, -1.9, 0.00, 0.005),
    (Level::LettersOther, -5.3, 0.00, 0.001),
    (Level::GroupOther, -1.9, 0.00, 0.042),
    (Level::GroupMissing, -4.3, 0.00, 0.001),
    (Level::GroupForBody, -4.2, 0.00, 0.001),
    (Level::BodyOther, -9.7, 0.00, 0.001),
    (Level::BodyNear, 0.7, 0.00, 0.001),
    (Level::BodyMissing, -4.8, 0.00, 0.006),
    (Level::BodyMore, -5.6, 0.00, 0.003),
    (Level::RoleOther, -9.4, 0.00, 0.001),
    (Level::RoleMissing, -9.3, 0.00, 0.001),
    (Level::OrderOther, -10.6, 0.00, 0.002),
    (Level::OrderMissing, -7.4, 0.00, 0.012),
    (Level::KnownOther, -12.6, 0.00, 0.001),
    (Level::KnownMissing, -3.5, 0.00, 0.008),
    (Level::KnownMore, -3.7, 0.00, 0.001),
    (Level::ProperOther, -12.1, 0.00, 0.016),
    (Level::ProperMissing, -5.5, 0.00, 0.076),
    (Level::ProperMore, -1.9, 0.00, 0.005),
    (Level::OwnerMissing, -2.5, 0.00, 0.020),
    (Level::BothLeft, 1.3, 0.00, 0.024),
    (Level::Whole, -0.1, 0.00, 0.833),
    (Level::NothingShared, -2.2, 0.00, 0.002),
    (Level::TwoNamed, -4.4, 0.00, 0.001),
    (Level::PlaceSame, 1.4, 0.72, 0.729),
    (Level::PlaceOther, -16.0, 0.00, 0.001),
    (Level::PlaceTypo, 3.5, 0.00, 0.029),
    (Level::PlaceMissing, -0.8, 0.00, 0.104),
    (Level::PlaceNamed, -0.5, 0.00, 0.016),
    (Level::AroundSame, 0.7, 0.00, 0.006),
    (Level::AroundOther, -9.9, 0.00, 0.001),
    (Level::AboveSame, -4.0, 1.01, 0.650),
    (Level::AboveOther, -4.0, 0.00, 0.100),
    (Level::AboveMissing, -2.0, 0.00, 0.200),
];

/// From this many records on a list is a register.
pub(super) const THOUSANDS: usize = 2000;

/// Weight of the table's m, in pairs.
const HOLD: f64 = 50.0;

/// Most bits that a level's weight moves.
const MOVE: f64 = 3.5;

/// Levels whose m is learnt: how people vary names differs from list to list. What
/// contradicts is not learnt away.
const LEARNT: [Level; 9] = [
    Level::Spelling,
    Level::Typo,
    Level::TypoName,
    Level::Cut,
    Level::Initial,
    Level::Letters,
    Level::PlaceMissing,
    Level::AboveOther,
    Level::AboveMissing,
];

/// Most bits of what contradicting names share.
pub(super) const FAMILY: f64 = 7.0;

/// Levels that contradict.
const APART: [Level; 13] = [
    Level::BodyOther,
    Level::BodyMore,
    Level::RoleOther,
    Level::RoleMissing,
    Level::OrderOther,
    Level::OrderMissing,
    Level::KnownOther,
    Level::ProperOther,
    Level::NearName,
    Level::NearWord,
    Level::TwoNamed,
    Level::LettersOther,
    Level::BothLeft,
];

impl Weights {
    /// The weights of a list in which a level comes out `times` often, in all, over
    /// `pairs` pairs that are the same: u stays, m is drawn from the table's towards the
    /// list's own.
    pub fn learnt(self, times: &[f64; Level::COUNT], pairs: f64) -> Self {
        let mut learnt = self;
        for level in LEARNT {
            let i = level as usize;
            let table = learnt.m[i];
            let m = (times[i] + HOLD * table) / (pairs + HOLD);
            learnt.bits[i] += (m / table).log2().clamp(-MOVE, MOVE);
            learnt.m[i] = m;
        }
        learnt
    }

    /// The bits of counted levels. Names of one family (a board and its office, a unit
    /// north and south) share all but the telling word, so beside a contradiction what
    /// they share counts for [`FAMILY`] bits at most.
    pub fn of(&self, counts: &Counts) -> f64 {
        let (mut bits, mut shared) = (0.0, 0.0);
        for level in counts.told() {
            bits += f64::from(counts.times[level]) * self.bits[level];
            shared += f64::from(counts.information[level]) * self.share[level];
        }
        let (place, above) = (Level::PlaceSame as usize, Level::AboveSame as usize);
        let around: f64 = [place, above]
            .into_iter()
            .map(|i| f64::from(counts.information[i]) * self.share[i])
            .sum();
        shared -= around;
        if APART.iter().any(|&level| counts.times[level as usize] > 0.0) {
            shared = shared.min(FAMILY);
        }
        bits + shared + around
    }
}

/// Compares two records by the two readings of their names that fit best, and weighs them
/// without the prior; `None` where one has no name.
pub(super) fn outcome(
    names: &Names,
    weights: &Weights,
    one: usize,
    other: usize,
) -> Option<(Counts, f64)> {
    best(names, weights, one, other).map(|best| (best.counts, best.bits))
}

/// Match weight of two records without the prior; a record without a name is nobody's
/// duplicate.
pub(super) fn bits(names: &Names, weights: &Weights, one: usize, other: usize) -> f64 {
    outcome(names, weights, one, other).map_or(f64::NEG_INFINITY, |(_, bits)| bits)
}

/// The two readings that fit best, each with its record, the longer first.
pub(super) fn best_forms<'n>(
    names: &'n Names,
    weights: &Weights,
    one: usize,
    other: usize,
) -> Option<(Placed<'n>, Placed<'n>)> {
    best(names, weights, one, other).map(|best| (best.first, best.second))
}

/// A reading of a record's name, with the record.
pub(super) type Placed<'n> = (usize, &'n Form);

/// What came out of the two readings that fit best, the longer first.
struct Fit<'n> {
    counts: Counts,
    bits: f64,
    first: Placed<'n>,
    second: Placed<'n>,
}

fn best<'n>(names: &'n Names, weights: &Weights, one: usize, other: usize) -> Option<Fit<'n>> {
    let mut best: Option<Fit> = None;
    let letters_differ = names.letters_differ(one, other);
    for ours in names.forms(one) {
        for theirs in names.forms(other) {
            // Two long names that differ may share their letters.
            if ours.is_short && theirs.is_short {
                continue;
            }
            let (first, second) = ordered(names, (one, ours), (other, theirs));
            let mut counts = Counts::default();
            compare(names, first.1, second.1, &mut counts);
            where_(names, first, second, &mut counts);
            if letters_differ {
                counts.add(Level::LettersOther, 1.0, 0.0, &String::new, &String::new);
            }
            let bits = weights.of(&counts);
            if best.as_ref().is_none_or(|best| bits > best.bits) {
                best = Some(Fit { counts, bits, first, second });
            }
        }
    }
    best
}

/// The longer form first, so that order plays no part.
fn ordered<'n>(names: &Names, one: Placed<'n>, other: Placed<'n>) -> (Placed<'n>, Placed<'n>) {
    let key = |(_, form): Placed| (std::cmp::Reverse(names.parts(form).len()), form.mark);
    if key(one) <= key(other) { (one, other) } else { (other, one) }
}

/// Compares where two records belong.
pub(super) fn where_(
    names: &Names,
    one: (usize, &Form),
    other: (usize, &Form),
    sink: &mut impl Sink,
) {
    let place = |(record, form): (usize, &Form)| form.place.or(names.scope(record));
    let text = |id: u32| titled(names.text(id).trim_start_matches(['@', '^']));
    let (ours, theirs) = (place(one), place(other));
    let missing =
        |form: &Form| if form.place.is_some() { Level::PlaceNamed } else { Level::PlaceMissing };
    match (ours, theirs) {
        (Some(a), Some(b)) if a == b => {
            let information = -names.share(a).log2();
            sink.add(Level::PlaceSame, 1.0, information, &|| text(a), &|| text(b));
        }
        (Some(a), Some(b)) => sink.add(Level::PlaceOther, 1.0, 0.0, &|| text(a), &|| text(b)),
        (None, None) => {}
        (Some(a), None) => sink.add(missing(one.1), 1.0, 0.0, &|| text(a), &String::new),
        (None, Some(b)) => sink.add(missing(other.1), 1.0, 0.0, &String::new, &|| text(b)),
    }
    let country = |(_, form): (usize, &Form), place: Option<u32>| {
        place.is_none() && form.around.is_some_and(|id| names.text(id) == "@sverige")
    };
    if (country(one, ours) && theirs.is_some()) || (country(other, theirs) && ours.is_some()) {
        sink.add(Level::AroundOther, 1.0, 0.0, &String::new, &String::new);
    }
    match (one.1.around, other.1.around) {
        (Some(a), Some(b)) if a == b => {
            sink.add(Level::AroundSame, 4.0, 0.0, &|| text(a), &|| text(b));
        }
        (Some(a), Some(b)) => sink.add(Level::AroundOther, 1.0, 0.0, &|| text(a), &|| text(b)),
        _ => {}
    }
    // A region's or the nation's beside one that says nothing of where it belongs.
    let alone = |form: &Form, place: Option<u32>| form.around.is_none() && place.is_none();
    for (near, far, place) in [(one.1, other.1, theirs), (other.1, one.1, ours)] {
        let region = near.around.filter(|id| names.text(*id) != "@sverige");
        if let Some(region) = region.filter(|_| near.place.is_none() && alone(far, place)) {
            sink.add(Level::PlaceNamed, 1.0, 0.0, &|| text(region), &String::new);
        }
    }
    match (names.above(one.0), names.above(other.0)) {
        (Some(a), Some(b)) if a == b => {
            let information = -names.share_above(a, ours.or(theirs)).log2();
            sink.add(Level::AboveSame, 1.0, information, &|| text(a), &|| text(b));
        }
        (Some(a), Some(b)) => sink.add(Level::AboveOther, 1.0, 0.0, &|| text(a), &|| text(b)),
        (None, None) => {}
        _ => sink.add(Level::AboveMissing, 1.0, 0.0, &String::new, &String::new),
    }
}

/// A place as it is written: each word with a capital.
fn titled(place: &str) -> String {
    let word = |word: &str| {
        let mut letters = word.chars();
        letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect::<String>()
    };
    place.split(' ').map(word).collect::<Vec<_>>().join(" ")
}
