//! The constants behind the measures of a network, by name; printed with every result.

use super::parameters::ParameterError;
use crate::model::Text;

/// Constants that measures depend on; each is a judgement unless it says otherwise.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Options {
    /// How often informants are dropped for the intervals; 0 for none.
    pub draws: f64,
    /// The share of informants dropped each time: five of thirty.
    pub drop_share: f64,
    /// The quantile of the draws at which an interval starts.
    pub low: f64,
    /// The quantile at which it ends.
    pub high: f64,
    /// How often groups are shuffled for a baseline.
    pub permutations: f64,
    /// The seed of draws, shuffles and communities.
    pub seed: f64,
    /// PageRank's share of steps that follow a tie (Brin and Page's).
    pub damping: f64,
    /// Resolution of communities: above 1 they are smaller.
    pub resolution: f64,
    /// 1: sharing a forum is a tie; 0: it is not.
    pub shared_forums: f64,
    /// Hours that a forum's meeting lasts where nobody says.
    pub meeting_hours: f64,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            draws: 200.0,
            drop_share: 1.0 / 6.0,
            low: 0.05,
            high: 0.95,
            permutations: 1000.0,
            seed: 1.0,
            damping: 0.85,
            resolution: 1.0,
            shared_forums: 0.0,
            meeting_hours: 1.5,
        }
    }
}

/// What a value may be.
const RANGES: [(&str, f64, f64, &str); 10] = [
    ("draws", 0.0, 10_000.0, "a whole number from 0 to 10000"),
    ("drop_share", 0.0, 0.9, "between 0 and 0.9"),
    ("low", 0.0, 0.5, "between 0 and 0.5"),
    ("high", 0.5, 1.0, "between 0.5 and 1"),
    ("permutations", 0.0, 1_000_000.0, "a whole number from 0 to 1000000"),
    ("seed", 0.0, 1e15, "a whole number from 0 to 10¹⁵"),
    ("damping", 0.0, 0.99, "between 0 and 0.99"),
    ("resolution", 0.01, 100.0, "between 0.01 and 100"),
    ("shared_forums", 0.0, 1.0, "a whole number, 0 or 1"),
    ("meeting_hours", 0.0, 24.0, "between 0 and 24"),
];

/// What each constant is, for those who read a figure.
const SHOWS: [(&str, &str, &str); 10] = [
    (
        "draws",
        "Så många gånger tas uppgiftslämnare bort för intervallen",
        "How often informants are dropped for the intervals",
    ),
    (
        "drop_share",
        "Så stor del av uppgiftslämnarna tas bort varje gång",
        "The share of informants dropped each time",
    ),
    (
        "low",
        "Så stor del av dragningarna ligger under intervallet",
        "The share of draws below the interval",
    ),
    (
        "high",
        "Så stor del av dragningarna ligger under intervallets övre ände",
        "The share of draws below the interval's upper end",
    ),
    (
        "permutations",
        "Så många gånger blandas grupperna för att se vad slumpen ger",
        "How often groups are shuffled to see what chance gives",
    ),
    (
        "seed",
        "Frö: samma tal ger samma dragningar varje gång",
        "The seed: the same number gives the same draws every time",
    ),
    (
        "damping",
        "PageRank: så stor del av stegen följer ett samarbete",
        "PageRank: the share of steps that follow a tie",
    ),
    ("resolution", "Grupperingar: över 1 blir de mindre", "Communities: above 1 they are smaller"),
    (
        "shared_forums",
        "1: att sitta i samma forum räknas som samarbete; 0: det räknas inte",
        "1: sharing a forum counts as a tie; 0: it does not",
    ),
    (
        "meeting_hours",
        "Så många timmar räknas ett möte som när källan inte säger det",
        "Hours that a meeting lasts where the source does not say",
    ),
];

/// What a constant is.
pub fn shows(name: &str) -> Text {
    let known = SHOWS.iter().find(|(known, ..)| *known == name);
    known.map_or_else(|| Text::new(name, name), |&(_, sv, en)| Text::new(sv, en))
}

impl Options {
    /// Every constant with its value, in the order of their declaration.
    pub fn entries(&self) -> [(&'static str, f64); 10] {
        let mut copy = *self;
        copy.fields().map(|(name, value)| (name, *value))
    }

    fn fields(&mut self) -> [(&'static str, &mut f64); 10] {
        [
            ("draws", &mut self.draws),
            ("drop_share", &mut self.drop_share),
            ("low", &mut self.low),
            ("high", &mut self.high),
            ("permutations", &mut self.permutations),
            ("seed", &mut self.seed),
            ("damping", &mut self.damping),
            ("resolution", &mut self.resolution),
            ("shared_forums", &mut self.shared_forums),
            ("meeting_hours", &mut self.meeting_hours),
        ]
    }

    /// The same constants with one of them set.
    ///
    /// # Errors
    /// When the name is unknown, or the value outside what it may be.
    pub fn with(mut self, name: &str, value: f64) -> Result<Self, ParameterError> {
        let names = self.entries().map(|(name, _)| name).join(", ");
        let range = RANGES.iter().find(|(known, ..)| *known == name);
        let field = self.fields().into_iter().find(|(known, _)| *known == name);
        let (Some((_, least, most, says)), Some((_, field))) = (range, field) else {
            return Err(ParameterError::Unknown(name.to_owned(), names));
        };
        let whole = says.starts_with("a whole") && value.fract() != 0.0;
        if !(*least..=*most).contains(&value) || whole {
            return Err(ParameterError::OutOfRange(name.to_owned(), says));
        }
        *field = value;
        Ok(self)
    }

    /// The seed as the generator takes it.
    pub fn seed(&self) -> u64 {
        self.seed as u64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn constants_are_set_by_name_and_kept_in_range() {
        let base = Options::default();
        assert_eq!(base.with("draws", 50.0).unwrap().draws, 50.0);
        assert!(base.with("draws", 1.5).is_err());
        assert!(base.with("damping", 1.0).is_err());
        assert!(base.with("seed", f64::NAN).is_err());
        assert!(base.with("x", 1.0).unwrap_err().to_string().contains("drop_share"));
        let names = base.entries().map(|(name, _)| name);
        assert_eq!(names, RANGES.map(|(name, ..)| name));
        for (name, value) in base.entries() {
            assert_eq!(base.with(name, value), Ok(base));
        }
    }
}
