//! Figures of each tie of the collaboration graph.

use super::collaboration::Seen;
use super::figures::{Sheet, Subject};
use super::network::Common;

/// The figures of every tie of the whole graph, without direction; one that is not seen has
/// none. Formulas and sources stand with each measure's explanation.
///
/// # Cost
/// O(m log m) beside what is shared.
pub(super) fn ties(seen: &Seen, common: &Common, sheet: &mut Sheet) {
    let mut here = seen.simple.pairs().enumerate().peekable();
    for &(a, b) in &seen.of.pairs {
        while here.next_if(|&(_, pair)| pair < (a, b)).is_some() {}
        let at = here.next_if(|&(_, pair)| pair == (a, b)).map(|(at, _)| at);
        let bridge = common.cuts.bridges.binary_search(&(a, b)).is_ok();
        let strength = seen.both.strength(a as usize, b as usize);
        let mut put = |measure, value| sheet.put(Subject::Tie(a, b), measure, value);
        put("strength", strength.map(|strength| strength.get()));
        put("bridge", at.map(|_| f64::from(bridge)));
        put("tie_betweenness", at.map(|at| common.paths.ties[at]));
    }
}
