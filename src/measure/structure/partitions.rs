//! How far two divisions of the same actors agree.

use std::collections::BTreeMap;

/// Adjusted mutual information of two divisions: what one says of the other, above what
/// divisions with groups of the same sizes say by chance.
///
/// `(I − E[I]) / ((H_U + H_V)/2 − E[I])` with mutual information `I`, entropies `H`, and the
/// mean of `I` over all divisions with the same sizes of groups.
///
/// # Shape
/// The label of each actor in either division.
///
/// # Units
/// 1 when they are the same, about 0 by chance, below 0 when less than that.
///
/// # Undefined
/// `None` when either division has one group, or either has as many groups as actors: then
/// there is nothing to tell.
///
/// # Cost
/// O(n · sizes of groups of the one · of the other), at most.
///
/// # Source
/// N. X. Vinh, J. Epps, J. Bailey, Information theoretic measures for clusterings
/// comparison, Journal of Machine Learning Research 11 (2010), 2837–2854; for groups of
/// unequal sizes, S. Romano et al., ibid. 17 (2016), no. 134. Checked against scikit-learn.
pub fn adjusted_mutual_information(one: &[u32], other: &[u32]) -> Option<f64> {
    let n = one.len().min(other.len());
    let mut cells: BTreeMap<(u32, u32), usize> = BTreeMap::new();
    let (mut rows, mut columns) = (BTreeMap::new(), BTreeMap::new());
    for (&a, &b) in one.iter().zip(other) {
        *cells.entry((a, b)).or_default() += 1;
        *rows.entry(a).or_default() += 1;
        *columns.entry(b).or_default() += 1;
    }
    let told = |sizes: &BTreeMap<u32, usize>| (2..n).contains(&sizes.len());
    if !told(&rows) || !told(&columns) {
        return None;
    }
    let all = n as f64;
    let entropy = |sizes: &BTreeMap<u32, usize>| {
        sizes.values().map(|&size| size as f64 / all).map(|p| -p * p.ln()).sum::<f64>()
    };
    let part = |both: usize, a: usize, b: usize| {
        let both = both as f64;
        both / all * (all * both / (a as f64 * b as f64)).ln()
    };
    let shared: f64 = cells.iter().map(|((a, b), &both)| part(both, rows[a], columns[b])).sum();
    let ln_factorial: Vec<f64> = std::iter::once(0.0)
        .chain((1..=n).scan(0.0, |sum, k| {
            *sum += (k as f64).ln();
            Some(*sum)
        }))
        .collect();
    // Hypergeometric: the chance that groups of sizes a and b share so many.
    let chance = |both: usize, a: usize, b: usize| {
        let f = |k: usize| ln_factorial[k];
        (f(a) + f(b) + f(n - a) + f(n - b)
            - f(n)
            - f(both)
            - f(a - both)
            - f(b - both)
            - f(n + both - a - b))
        .exp()
    };
    // What groups of two sizes share by chance hangs on the sizes alone.
    let sizes = |groups: &BTreeMap<u32, usize>| {
        let mut sizes: BTreeMap<usize, usize> = BTreeMap::new();
        groups.values().for_each(|&size| *sizes.entry(size).or_default() += 1);
        sizes
    };
    let (ours, theirs) = (sizes(&rows), sizes(&columns));
    let mut expected = 0.0;
    for (&a, &as_large) in &ours {
        for (&b, &as_large_as_b) in &theirs {
            let each = (a + b).saturating_sub(n).max(1)..=a.min(b);
            let each: f64 = each.map(|both| part(both, a, b) * chance(both, a, b)).sum();
            expected += (as_large * as_large_as_b) as f64 * each;
        }
    }
    let most = (entropy(&rows) + entropy(&columns)) / 2.0 - expected;
    (most.abs() > 1e-12).then(|| (shared - expected) / most)
}

#[cfg(test)]
mod tests {
    use super::super::examples::{KARATE_CLUBS, KARATE_CORE, near};
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_same_division_by_other_names_is_1_by_hand() {
        let found = adjusted_mutual_information(&[0, 0, 1, 1], &[7, 7, 3, 3]);
        near(found.unwrap(), 1.0);
        assert_eq!(adjusted_mutual_information(&[0, 0, 0], &[0, 1, 1]), None);
        assert_eq!(adjusted_mutual_information(&[0, 1, 2], &[0, 1, 1]), None);
        assert_eq!(adjusted_mutual_information(&[], &[]), None);
    }

    #[test]
    fn agrees_with_scikit_learn() {
        // scikit-learn 1.9.1, adjusted_mutual_info_score.
        let found = adjusted_mutual_information(&[0, 0, 1, 1, 2, 2], &[0, 0, 1, 1, 1, 2]);
        near(found.unwrap(), 0.502_360_702_720_273_8);
        let found = adjusted_mutual_information(&KARATE_CLUBS, &KARATE_CORE);
        near(found.unwrap(), KARATE_AMI);
    }

    const KARATE_AMI: f64 = 0.01058667657862744;

    proptest! {
        #[test]
        fn symmetric_and_at_most_1(
            pairs in prop::collection::vec((0u32..4, 0u32..3), 2..25),
        ) {
            let (one, other): (Vec<u32>, Vec<u32>) = pairs.into_iter().unzip();
            let there = adjusted_mutual_information(&one, &other);
            let back = adjusted_mutual_information(&other, &one);
            prop_assert_eq!(there.is_some(), back.is_some());
            if let (Some(there), Some(back)) = (there, back) {
                prop_assert!((there - back).abs() < 1e-9);
                prop_assert!(there <= 1.0 + 1e-9);
            }
        }
    }
}
