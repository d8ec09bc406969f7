//! Networks of the literature, and figures that other tools give for them; for tests.

use proptest::prelude::*;

use crate::graph::arcs::{Arcs, Strength};
use crate::graph::compact::Compact;

pub(in crate::measure) use super::samples::karate;

/// Who went with the instructor (0) and who with the president (1), as networkx 3.6.1 has it.
pub(crate) const KARATE_CLUBS: [u32; 34] = [
    0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 1, 0, 0, 1, 0, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
    1, 1,
];

/// D. Krackhardt, Assessing the political landscape, Administrative Science Quarterly 35
/// (1990), 342–369: the kite.
const KITE: [(u32, u32); 18] = [
    (0, 1),
    (0, 2),
    (0, 3),
    (0, 5),
    (1, 3),
    (1, 4),
    (1, 6),
    (2, 3),
    (2, 5),
    (3, 4),
    (3, 5),
    (3, 6),
    (4, 6),
    (5, 6),
    (5, 7),
    (6, 7),
    (7, 8),
    (8, 9),
];

/// J. F. Padgett, C. K. Ansell, Robust action and the rise of the Medici, American Journal of
/// Sociology 98 (1993), 1259–1319: marriages of 15 families of Florence, by name; the Medici
/// are number 8.
const FLORENCE: [(u32, u32); 20] = [
    (0, 8),
    (1, 5),
    (1, 6),
    (1, 8),
    (2, 4),
    (2, 8),
    (3, 6),
    (3, 10),
    (3, 13),
    (4, 10),
    (4, 13),
    (6, 7),
    (6, 14),
    (8, 11),
    (8, 12),
    (8, 14),
    (9, 12),
    (10, 13),
    (11, 13),
    (11, 14),
];

// networkx 3.6.1: pagerank (tol 1e-14), constraint, effective_size, core_number.
pub(crate) const KARATE_PAGERANK_0: f64 = 0.096_997_285_388_373_8;
pub(crate) const KARATE_PAGERANK_33: f64 = 0.100_919_182_332_551_6;
pub(crate) const KARATE_CONSTRAINT_0: f64 = 0.155_423_297_646_604_95;
pub(crate) const KARATE_EFFECTIVE_SIZE_0: f64 = 13.75;
pub(crate) const KITE_CONSTRAINT: [f64; 10] = [
    0.541_197_916_666_666_6,
    0.541_197_916_666_666_6,
    0.664_135_802_469_135_7,
    0.470_169_753_086_419_6,
    0.664_135_802_469_135_7,
    0.445_088_888_888_888_9,
    0.445_088_888_888_888_9,
    0.431_111_111_111_111_06,
    0.5,
    1.0,
];
pub(crate) const KITE_EFFECTIVE_SIZE: [f64; 10] =
    [2.0, 2.0, 1.0, 10.0 / 3.0, 1.0, 3.0, 3.0, 7.0 / 3.0, 2.0, 1.0];
pub(crate) const KARATE_CORE: [u32; 34] = [
    4, 4, 4, 4, 3, 3, 3, 4, 4, 2, 3, 1, 2, 4, 2, 2, 2, 2, 2, 3, 2, 2, 2, 3, 3, 3, 2, 3, 3, 3, 4, 3,
    4, 4,
];
/// Of [`weighted`], with its strengths.
pub(crate) const WEIGHTED_CONSTRAINT: [f64; 5] = [
    1.195_555_555_555_555_5,
    0.667_067_901_234_567_8,
    0.837_777_777_777_777_7,
    0.578_055_555_555_555_5,
    1.0,
];

fn simple(n: usize, pairs: &[(u32, u32)]) -> Compact {
    Compact::from_pairs(n, pairs)
}

pub(crate) fn kite() -> Compact {
    simple(10, &KITE)
}

pub(crate) fn florence() -> Compact {
    simple(15, &FLORENCE)
}

/// Five actors and six ties with strengths.
pub(crate) fn weighted() -> Arcs {
    let ties = [(0, 1, 2.0), (0, 2, 1.0), (1, 2, 3.0), (2, 3, 1.0), (3, 4, 4.0), (1, 3, 1.0)];
    let strong = |s: f64| Strength::new(s).unwrap();
    Arcs::from_arcs(5, &ties.map(|(a, b, s)| (a, b, strong(s)))).both_ways()
}

/// Simple graphs of 2 to `most` actors.
pub(crate) fn any(most: usize) -> impl Strategy<Value = Compact> {
    let of = |n: usize| {
        let n32 = n as u32;
        let pairs = prop::collection::vec((0..n32, 0..n32), 0..n * 2 + 1);
        pairs.prop_map(move |pairs| Compact::from_pairs(n, &pairs))
    };
    (2..=most).prop_flat_map(of)
}

/// The same graph with actor `i` called `names[i]`.
pub(crate) fn renamed(graph: &Compact, names: &[u32]) -> Compact {
    let pairs: Vec<(u32, u32)> =
        graph.pairs().map(|(a, b)| (names[a as usize], names[b as usize])).collect();
    Compact::from_pairs(graph.nodes(), &pairs)
}

#[track_caller]
pub(crate) fn near(found: f64, expected: f64) {
    near_by(found, expected, 1e-12);
}

#[track_caller]
pub(crate) fn near_by(found: f64, expected: f64, within: f64) {
    assert!((found - expected).abs() <= within * expected.abs().max(1.0), "{found} {expected}");
}
