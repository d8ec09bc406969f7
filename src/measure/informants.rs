//! Intervals: what figures lie within when some informants had not been asked.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::Options;
use super::figures::Sheet;
use crate::graph::random::Random;
use crate::model::text::count;
use crate::model::{Network, Text};

/// How the intervals were made, or why there are none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Informants {
    /// Informants behind some tie, referral or seat.
    pub known: usize,
    /// How many are dropped each time.
    pub dropped: usize,
    /// How often.
    pub draws: usize,
    /// Why there are no intervals.
    pub none: Option<NoInterval>,
}

/// Why there are no intervals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoInterval {
    /// The network does not say who told what.
    NobodyKnown,
    /// Too few are known for some to be dropped and some to stay.
    TooFew,
    /// None were asked for.
    NotWanted,
}

/// Who counts as an informant, and why they may be fewer than the interviews that the source
/// reports.
pub fn counted(network: &Network) -> Text {
    let reported: u32 = network.participation.iter().map(|row| row.interviews).sum();
    let interviews = (reported as usize).max(network.interviews.len());
    let who = Text::new(
        "Som uppgiftslämnare räknas bara den som står bakom ett samarbete, en väg vidare eller en plats i ett forum: en intervju, eller aktören om källan inte säger vilken intervju.",
        "Only who stands behind a tie, a way on or a seat in a forum counts as an informant: an interview, or the actor where the source does not say which interview.",
    );
    if interviews == 0 {
        return who;
    }
    who.and(Text::new(
        format!(
            "Källan redovisar {}, så talen kan skilja sig.",
            count(interviews, "intervju", "intervjuer")
        ),
        format!(
            "The source reports {}, so the numbers may differ.",
            count(interviews, "interview", "interviews")
        ),
    ))
}

impl Informants {
    /// How many of those known are dropped: the share of them, rounded, one at least.
    pub fn new(known: usize, options: &Options) -> Self {
        let dropped = ((known as f64 * options.drop_share).round() as usize).max(1);
        let none = if options.draws < 1.0 || options.drop_share <= 0.0 {
            Some(NoInterval::NotWanted)
        } else if known == 0 {
            Some(NoInterval::NobodyKnown)
        } else if dropped >= known {
            Some(NoInterval::TooFew)
        } else {
            None
        };
        let (dropped, draws) = match none {
            Some(_) => (0, 0),
            None => (dropped, options.draws as usize),
        };
        Self { known, dropped, draws, none }
    }

    /// Who is dropped in each draw: every set of that size is as likely.
    fn draws(&self, seed: u64) -> Vec<Vec<bool>> {
        let mut random = Random::new(seed);
        let mut order: Vec<usize> = (0..self.known).collect();
        let mut one = || {
            random.shuffle(&mut order);
            let mut dropped = vec![false; self.known];
            for &informant in &order[..self.dropped] {
                dropped[informant] = true;
            }
            dropped
        };
        (0..self.draws).map(|_| one()).collect()
    }
}

/// The interval of each figure: the quantiles `low` and `high` of what it comes to when a share
/// of the informants, drawn at random, had not been asked. What only they say is gone; what
/// others say too, and what the source says itself, stays. Actors stay.
///
/// # Shape
/// `again` puts the figures without those marked, `count` of them, always in the same order.
///
/// # Units
/// Those of each figure; [`INTERVALS`](super::registry::INTERVALS) says how to read an interval,
/// and why a figure may lie outside its own.
///
/// # Undefined
/// `None` for all without informants; `None` for a figure that is undefined in half of the
/// draws or more.
///
/// # Cost
/// `draws` times that of the figures, in parallel; the draws are fixed before, so threads play
/// no part.
///
/// # Source
/// E. Costenbader, T. W. Valente, The stability of centrality measures when networks are
/// sampled, Social Networks 25 (2003), 283–307: measures on networks with respondents left
/// out at random. The interval is ours.
pub(super) fn intervals(
    informants: &Informants,
    options: &Options,
    count: usize,
    again: impl Fn(&[bool], &mut Sheet) + Sync,
) -> Vec<Option<(f64, f64)>> {
    if informants.none.is_some() {
        return vec![None; count];
    }
    // Where few are known the same are drawn more than once, and measured once.
    let mut times: BTreeMap<Vec<bool>, usize> = BTreeMap::new();
    for draw in informants.draws(options.seed()) {
        *times.entry(draw).or_default() += 1;
    }
    let runs: Vec<(Vec<Option<f64>>, usize)> = times
        .into_par_iter()
        .map_init(Sheet::default, |sheet, (dropped, times)| {
            sheet.0.clear();
            again(&dropped, sheet);
            (sheet.0.iter().map(|figure| figure.value).collect(), times)
        })
        .collect();
    let one = |at: usize| {
        let value = |(run, times): &(Vec<Option<f64>>, usize)| {
            Some(std::iter::repeat_n((*run.get(at)?)?, *times))
        };
        let mut values: Vec<f64> = runs.iter().filter_map(value).flatten().collect();
        let enough = values.len() * 2 > informants.draws;
        enough.then(|| (quantile(&mut values, options.low), quantile(&mut values, options.high)))
    };
    (0..count).into_par_iter().map(one).collect()
}

/// The value of the draw at a quantile, the farther out where it falls between two: an end of
/// an interval is what some draw came to, so counts stay whole.
fn quantile(values: &mut [f64], share: f64) -> f64 {
    let at = share * (values.len() - 1) as f64;
    // 0.95 · 199 is not exact.
    let at = if share < 0.5 { (at + 1e-9).floor() } else { (at - 1e-9).ceil() };
    *values.select_nth_unstable_by(at as usize, f64::total_cmp).1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::figures::Subject;
    use crate::model::{Participation, Row};

    #[test]
    fn five_of_thirty_and_the_reasons_for_none() {
        let options = Options::default();
        let found = Informants::new(30, &options);
        assert_eq!((found.dropped, found.draws, found.none), (5, 200, None));
        for dropped in found.draws(1) {
            assert_eq!(dropped.iter().filter(|dropped| **dropped).count(), 5);
        }
        assert_eq!(Informants::new(0, &options).none, Some(NoInterval::NobodyKnown));
        assert_eq!(Informants::new(1, &options).none, Some(NoInterval::TooFew));
        let none = Options { draws: 0.0, ..options };
        assert_eq!(Informants::new(30, &none).none, Some(NoInterval::NotWanted));
    }

    #[test]
    fn quantiles_as_numpy_has_them() {
        // numpy 2.4.6, quantile of 0, 1, 4, 9, … 99²; method lower at 0.05, higher at 0.95.
        let mut values: Vec<f64> = (0..100).rev().map(|i| f64::from(i * i)).collect();
        let mut of = |share| quantile(&mut values, share);
        assert_eq!((of(0.95), of(0.05)), (9025.0, 16.0));
        assert_eq!((of(0.0), of(1.0)), (0.0, 9801.0));
        assert_eq!(quantile(&mut [3.0], 0.95), 3.0);
    }

    #[test]
    fn why_informants_are_fewer_than_interviews_is_said_where_interviews_are_reported() {
        let mut network = Network::default();
        assert!(!counted(&network).sv.contains("redovisar"));
        let row = Participation { principal: "town".into(), interviews: 30 };
        network.participation.push(Row::bare(row));
        assert!(counted(&network).sv.contains("Källan redovisar 30 intervjuer"));
    }

    #[test]
    fn a_sum_over_informants_varies_and_a_constant_does_not() {
        let options = Options::default();
        let informants = Informants::new(12, &options);
        let again = |dropped: &[bool], sheet: &mut Sheet| {
            // Informant i tells of i ties; the second is seen by nobody but the first two.
            let sum: usize = (0..12).filter(|&i| !dropped[i]).sum();
            let seen = (!dropped[0] && !dropped[1]).then_some(1.0);
            for value in [Some(sum as f64), Some(7.0), seen, None] {
                sheet.put(Subject::Network, "x", value);
            }
        };
        let found = intervals(&informants, &options, 4, again);
        let (low, high) = found[0].unwrap();
        // Two of twelve go: from 66 − 21 at worst to 66 − 1 at best.
        assert!(low >= 45.0 && low < high && high <= 65.0, "{low} {high}");
        assert_eq!(found[1], Some((7.0, 7.0)));
        assert_eq!(found[2], Some((1.0, 1.0)));
        assert_eq!(found[3], None);
        assert_eq!(found, intervals(&informants, &options, 4, again));
    }
}
