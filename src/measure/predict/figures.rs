//! How well scores tell hidden ties from pairs that are not tied.

/// Scores closer than this share of the largest are the same: sums in another order.
const SAME: f64 = 1e-10;

/// Scores from the lowest, each with its place.
fn ordered(scores: &[f64]) -> Vec<(f64, u32)> {
    let mut order: Vec<(f64, u32)> = scores.iter().copied().zip(0..).collect();
    order.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    order
}

/// Stretches of an order in which scores are the same.
fn levels(order: &[(f64, u32)]) -> impl DoubleEndedIterator<Item = &[(f64, u32)]> {
    let largest = order.iter().fold(0.0, |most: f64, (score, _)| most.max(score.abs()));
    order.chunk_by(move |a, b| b.0 - a.0 <= SAME * largest)
}

/// Ranks as shares from 0 (lowest) to 1; equal scores share the mean of their ranks.
///
/// # Cost
/// O(p log p).
pub fn ranks(scores: &[f64]) -> Vec<f64> {
    let n = scores.len() as f64;
    let mut ranks = vec![0.0; scores.len()];
    let mut below = 0;
    for level in levels(&ordered(scores)) {
        let rank = (2 * below + level.len()) as f64 / (2.0 * n);
        below += level.len();
        level.iter().for_each(|&(_, at)| ranks[at as usize] = rank);
    }
    ranks
}

/// Area under the ROC curve: the chance that a hidden tie scores above a pair that is not
/// tied, equal scores counted as half.
///
/// # Shape
/// As many truths as scores; `true` where a tie was hidden.
///
/// # Units
/// 0 to 1; 0.5 is what chance gives.
///
/// # Undefined
/// `None` without hidden ties, or without others.
///
/// # Cost
/// O(p log p).
///
/// # Source
/// J. A. Hanley, B. J. McNeil, The meaning and use of the area under a receiver operating
/// characteristic (ROC) curve, Radiology 143 (1982), 29–36. Checked against scikit-learn.
pub fn auc(scores: &[f64], hidden: &[bool]) -> Option<f64> {
    auc_of_ranks(&ranks(scores), hidden)
}

/// [`auc`] of scores whose [`ranks`] are known.
pub(super) fn auc_of_ranks(ranks: &[f64], hidden: &[bool]) -> Option<f64> {
    let all = ranks.len() as f64;
    let ties = hidden.iter().filter(|tie| **tie).count() as f64;
    let others = all - ties;
    if ties == 0.0 || others == 0.0 {
        return None;
    }
    let sum: f64 = ranks.iter().zip(hidden).filter(|(_, tie)| **tie).map(|(rank, _)| rank).sum();
    // A share r of n is the mean rank n·r + 1/2, counted from 1.
    Some((sum * all - ties * ties / 2.0) / (ties * others))
}

/// Share of hidden ties among the `k` pairs that score highest; where the last places fall
/// among equal scores, what drawing them at random gives on average.
///
/// # Undefined
/// `None` for k = 0 and when there are fewer pairs than `k`.
///
/// # Cost
/// O(p log p).
pub fn precision_at(k: usize, scores: &[f64], hidden: &[bool]) -> Option<f64> {
    if k == 0 || k > scores.len() {
        return None;
    }
    let (mut taken, mut found) = (0, 0.0);
    for level in levels(&ordered(scores)).rev() {
        let ties = level.iter().filter(|&&(_, at)| hidden[at as usize]).count() as f64;
        let room = (k - taken).min(level.len());
        found += ties * room as f64 / level.len() as f64;
        taken += room;
        if taken == k {
            break;
        }
    }
    Some(found / k as f64)
}

/// Average precision: over levels of equal scores from the highest, the precision down to
/// that level times the share of hidden ties in it.
///
/// # Undefined
/// `None` without hidden ties.
///
/// # Cost
/// O(p log p).
///
/// # Source
/// C. D. Manning, P. Raghavan, H. Schütze, Introduction to Information Retrieval (2008),
/// § 8.4. Checked against scikit-learn.
pub fn average_precision(scores: &[f64], hidden: &[bool]) -> Option<f64> {
    let all = hidden.iter().filter(|tie| **tie).count() as f64;
    let (mut taken, mut found, mut sum) = (0.0, 0.0, 0.0);
    for level in levels(&ordered(scores)).rev() {
        let ties = level.iter().filter(|&&(_, at)| hidden[at as usize]).count() as f64;
        taken += level.len() as f64;
        found += ties;
        sum += ties * found / taken;
    }
    (all > 0.0).then(|| sum / all)
}

/// Mean and standard deviation over repeats.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Summary {
    /// The mean.
    pub mean: f64,
    /// The standard deviation over repeats, with n − 1; 0 for one repeat.
    pub sd: f64,
}

impl Summary {
    /// Of some values; `None` when one of them is undefined, or there are none.
    pub fn of(values: impl IntoIterator<Item = Option<f64>>) -> Option<Self> {
        let values: Vec<f64> = values.into_iter().collect::<Option<_>>()?;
        let n = values.len() as f64;
        let mean = values.iter().sum::<f64>() / n;
        let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
        let sd = if values.len() > 1 { (squares / (n - 1.0)).sqrt() } else { 0.0 };
        (!values.is_empty()).then_some(Self { mean, sd })
    }
}
