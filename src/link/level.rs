//! The levels of a comparison of names, and who is told of them.

/// How a word or part of one name came out beside the other name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub(super) enum Level {
    /// The same part, inflection aside.
    Same,
    /// The same part by a known abbreviation.
    Spelled,
    /// The same but for accents or a usual change of spelling.
    Spelling,
    /// The same spelling but for å, ä and ö, which are letters of their own.
    MarksOther,
    /// The same but for a typing error.
    Typo,
    /// The same but for a typing error, and neither is a known word.
    TypoName,
    /// As far apart as a slip, but another letter, and neither is a known word.
    NearName,
    /// As far apart as a typing error, but both are words of their own.
    NearWord,
    /// Cut short.
    Cut,
    /// One letter for a word.
    Initial,
    /// Letters for words.
    Letters,
    /// What letters pass over.
    LettersSkip,
    /// Letters that usually stand for other words.
    LettersTaken,
    /// Each has letters of its own, and they differ.
    LettersOther,
    /// One sort of group for another.
    GroupOther,
    /// The sort of group left out.
    GroupMissing,
    /// A sort of group for a sort of body.
    GroupForBody,
    /// One sort of body for another.
    BodyOther,
    /// One sort of body for another that people mix up.
    BodyNear,
    /// The sort of body left out, where the other name has none.
    BodyMissing,
    /// A further sort of body: *kommunstyrelsens kontor* beside *kommunstyrelsen*.
    BodyMore,
    /// One place within a whole for another.
    RoleOther,
    /// A part of a whole beside the whole.
    RoleMissing,
    /// Other numbers or directions.
    OrderOther,
    /// A number or direction left out.
    OrderMissing,
    /// A word of the trade for another.
    KnownOther,
    /// A word of the trade left out.
    KnownMissing,
    /// Further words of the trade left out.
    KnownMore,
    /// A name for another.
    ProperOther,
    /// A name left out.
    ProperMissing,
    /// Further names left out.
    ProperMore,
    /// The body around left out.
    OwnerMissing,
    /// Something telling is left over on both sides.
    BothLeft,
    /// Nothing is left over on either side.
    Whole,
    /// Nothing telling agrees.
    NothingShared,
    /// One names two bodies.
    TwoNamed,
    /// The same place.
    PlaceSame,
    /// Different places.
    PlaceOther,
    /// A word of one is the other's place, misspelt.
    PlaceTypo,
    /// Only one belongs to a known place.
    PlaceMissing,
    /// Only one belongs to a known place, and its name says so.
    PlaceNamed,
    /// The same region or country.
    AroundSame,
    /// Different regions, or one of the whole country beside one of a municipality.
    AroundOther,
    /// The same body above.
    AboveSame,
    /// Different bodies above.
    AboveOther,
    /// Only one says what is above it.
    AboveMissing,
}

impl Level {
    /// How many levels there are.
    pub const COUNT: usize = Level::AboveMissing as usize + 1;
}

/// What a comparison is told of as it goes.
pub(super) trait Sink {
    /// A level came out, so many times, with the information (bits) of what agrees,
    /// between these words.
    fn add(
        &mut self,
        level: Level,
        times: f64,
        information: f64,
        one: &dyn Fn() -> String,
        other: &dyn Fn() -> String,
    );
}

/// Counts of levels and the information of what agrees.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Counts {
    pub times: [f32; Level::COUNT],
    pub information: [f32; Level::COUNT],
    /// A bit for each level that was told: few are.
    told: u64,
}

const _: () = assert!(Level::COUNT <= u64::BITS as usize);

impl Counts {
    /// Numbers of the levels that were told, ascending.
    pub fn told(&self) -> impl Iterator<Item = usize> {
        let mut left = self.told;
        std::iter::from_fn(move || {
            let level = (left != 0).then(|| left.trailing_zeros() as usize)?;
            left &= left - 1;
            Some(level)
        })
    }
}

impl Default for Counts {
    fn default() -> Self {
        Self { times: [0.0; Level::COUNT], information: [0.0; Level::COUNT], told: 0 }
    }
}

impl Sink for Counts {
    fn add(
        &mut self,
        level: Level,
        times: f64,
        information: f64,
        _: &dyn Fn() -> String,
        _: &dyn Fn() -> String,
    ) {
        self.told |= 1 << level as u32;
        self.times[level as usize] += times as f32;
        self.information[level as usize] += information as f32;
    }
}
