//! By hand, against other tools, and laws.

use proptest::prelude::*;

use super::ensemble::Learning;
use super::figures::{Summary, auc, average_precision, precision_at, ranks};
use super::*;
use crate::measure::structure::examples;
use crate::model::Progress;

fn near(found: &[f64], expected: &[f64]) {
    assert_eq!(found.len(), expected.len());
    for (a, b) in found.iter().zip(expected) {
        assert!((a - b).abs() < 1e-7, "{found:?} {expected:?}");
    }
}

fn one_mode(graph: Compact) -> Observed {
    Observed { graph, actors: None }
}

/// Pairs of the karate club.
const PAIRS: [(u32, u32); 4] = [(0, 33), (4, 5), (11, 12), (24, 33)];

#[test]
fn local_indices_agree_with_networkx() {
    // networkx 3.6.1: preferential_attachment, resource_allocation_index,
    // adamic_adar_index, jaccard_coefficient.
    let seen = one_mode(examples::karate());
    let of = |index| scores(index, &seen, &PAIRS, 1);
    near(&of(Index::PreferentialAttachment), &[272.0, 12.0, 2.0, 51.0]);
    near(&of(Index::ResourceAllocation), &[0.9, 0.645_833_333_3, 0.0625, 0.416_666_666_7]);
    near(
        &of(Index::AdamicAdar),
        &[2.711_019_722_3, 1.992_260_507_3, 0.360_673_760_2, 1.279_458_147_0],
    );
    near(&of(Index::Jaccard), &[0.137_931_034_5, 0.75, 0.5, 0.111_111_111_1]);
    near(&of(Index::CommonNeighbours), &[4.0, 3.0, 1.0, 2.0]);
}

#[test]
fn walks_and_vectors_agree_with_dense_matrices() {
    // numpy 2.4.6: (I − A/2λ₁)⁻¹ − I; A(I − 0.6 D⁻¹A)⁻¹; products; eigh.
    let seen = one_mode(examples::karate());
    let of = |index| scores(index, &seen, &PAIRS, 1);
    let largest = walks::largest_eigenvalue(&seen.graph);
    near(&[largest], &[6.725_697_727_6]);
    let katz = [0.041_245_086_3, 0.020_530_301_9, 0.006_930_162_1, 0.016_712_274_2];
    near(&of(Index::Katz), &katz);
    let shared = [1.302_012_528_7, 0.616_329_287_0, 0.053_997_318_2, 0.563_085_920_7];
    // Thirty steps at 0.6 leave 2·10⁻⁷ of the ties of the two ends.
    for (a, b) in of(Index::SharedWalks).iter().zip(shared) {
        assert!((a - b).abs() < 1e-6, "{a} {b}");
    }
    near(&of(Index::L3), &[2.335_446_445_9, 0.892_228_525_2, 0.102_062_072_6, 1.071_061_338_5]);
    near(
        &of(Index::L3Resource),
        &[0.413_148_148_1, 0.197_916_666_7, 0.010_416_666_7, 0.241_666_666_7],
    );
    near(&of(Index::Svd), &[0.179_139_523_5, 0.137_679_466_0, 0.079_683_102_3, 0.247_316_309_6]);
    // The third eigenvalue is near the second, so the vectors come slowly.
    let spectral = [0.599_191_056_8, 0.355_103_491_7, 0.023_161_945_4, 0.553_361_809_5];
    for (a, b) in of(Index::Spectral).iter().zip(spectral) {
        assert!((a - b).abs() < 1e-6, "{a} {b}");
    }
}

#[test]
fn seats_are_ranked_by_resources_over_three_steps() {
    // B = [[1,1,0,0],[1,0,1,0],[0,1,1,1]]; B·Dc⁻¹·Bᵀ·Dr⁻¹·B in numpy 2.4.6.
    let seats = [(0, 3), (0, 4), (1, 3), (1, 5), (2, 4), (2, 5), (2, 6)];
    let seen = Observed { graph: Compact::from_pairs(7, &seats), actors: Some(3) };
    let pairs = seen.candidates();
    assert_eq!(pairs, [(0, 5), (0, 6), (1, 4), (1, 6), (2, 3)]);
    let found = scores(Index::L3Resource, &seen, &pairs, 1);
    near(&found, &[0.416_666_666_7, 0.166_666_666_7, 0.416_666_666_7, 0.166_666_666_7, 0.5]);
}

#[test]
fn the_block_model_finds_two_blocks() {
    // Two cliques of seven that lack a pair each; degrees alone cannot tell which.
    let clique = |from: u32| (from..from + 7).flat_map(move |a| (from..a).map(move |b| (a, b)));
    let pairs: Vec<(u32, u32)> =
        clique(0).chain(clique(7)).filter(|pair| ![(3, 1), (10, 8)].contains(pair)).collect();
    let seen = one_mode(Compact::from_pairs(14, &pairs));
    let found = scores(Index::BlockModel, &seen, &[(1, 3), (1, 8), (3, 10), (8, 10)], 1);
    assert!(found[0].min(found[3]) > 5.0 * found[1].max(found[2]), "{found:?}");
}

#[test]
fn figures_agree_with_scikit_learn() {
    // scikit-learn 1.9.1: roc_auc_score, average_precision_score.
    let scores = [0.1, 0.4, 0.4, 0.8, 0.2, 0.4, 0.9, 0.4];
    let truth = [false, true, false, true, false, false, true, true];
    assert_eq!(auc(&scores, &truth), Some(0.875));
    near(&[average_precision(&scores, &truth).unwrap()], &[0.833_333_333_3]);
    // Two at the top, then one of four equal ones of which two are ties.
    near(&[precision_at(3, &scores, &truth).unwrap()], &[2.5 / 3.0]);
    near(&ranks(&[3.0, 1.0, 3.0, 2.0]), &[0.75, 0.125, 0.75, 0.375]);
    assert_eq!(auc(&scores, &[true; 8]), None);
    assert_eq!(average_precision(&scores, &[false; 8]), None);
    assert_eq!(precision_at(9, &scores, &truth), None);
    let summary = Summary::of([Some(1.0), Some(2.0), Some(3.0)]).unwrap();
    assert_eq!((summary.mean, summary.sd), (2.0, 1.0));
    assert_eq!(Summary::of([Some(1.0), None]), None);
}

#[test]
fn an_evaluation_repeats_itself_and_chance_is_a_half() {
    let seen = one_mode(examples::karate());
    let with = HoldOut { repeats: 40, ..HoldOut::default() };
    let indices = [Index::Random, Index::ResourceAllocation, Index::PreferentialAttachment];
    let found = evaluate(&seen, &with, &indices, Progress::silent()).unwrap();
    assert_eq!((found.ties, found.hidden, found.pairs), (78, 16, 499.0));
    let mean = |at: usize| found.figures[at].auc.unwrap().mean;
    assert!((mean(0) - 0.5).abs() < 0.05, "{}", mean(0));
    assert!(mean(1) > 0.6 && mean(1) < 0.8, "{}", mean(1));
    let again = evaluate(&seen, &with, &indices, Progress::silent());
    assert_eq!(again, Some(found));
    let cancelled = Progress::new(&|_, _| std::ops::ControlFlow::Break(()));
    assert_eq!(evaluate(&seen, &with, &indices, cancelled), None);
    let empty = one_mode(Compact::from_pairs(3, &[(0, 1)]));
    assert_eq!(evaluate(&empty, &with, &indices, Progress::silent()), None);
}

#[test]
fn weights_sum_to_one_and_follow_what_was_found() {
    let seen = one_mode(examples::karate());
    let pairs = seen.candidates();
    let found = ensemble(&seen, &pairs, &Learning::default(), 1);
    assert!((found.weights.iter().map(|(_, w)| w).sum::<f64>() - 1.0).abs() < 1e-12);
    assert!(found.scores.iter().all(|score| (0.0..=1.0).contains(score)));
    let seats = Observed {
        graph: Compact::from_pairs(6, &[(0, 3), (1, 3), (1, 4), (2, 4), (2, 5), (0, 5)]),
        actors: Some(3),
    };
    let found = ensemble(&seats, &seats.candidates(), &Learning::default(), 1);
    assert!(found.weights.iter().all(|(index, _)| index.of_two_modes()));
}

fn any_ties() -> impl Strategy<Value = Observed> {
    let pairs = prop::collection::vec((0u32..10, 0u32..10), 6..30);
    pairs.prop_map(|pairs| one_mode(Compact::from_pairs(10, &pairs)))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn telling_all_is_1_and_the_opposite_0(truth in prop::collection::vec(any::<bool>(), 2..40)) {
        let right: Vec<f64> = truth.iter().map(|tie| f64::from(u8::from(*tie))).collect();
        let wrong: Vec<f64> = right.iter().map(|score| -score).collect();
        if let Some(found) = auc(&right, &truth) {
            prop_assert!((found - 1.0).abs() < 1e-12);
            prop_assert!(auc(&wrong, &truth).unwrap().abs() < 1e-12);
            prop_assert_eq!(average_precision(&right, &truth), Some(1.0));
            prop_assert!((auc(&vec![1.0; truth.len()], &truth).unwrap() - 0.5).abs() < 1e-12);
        }
    }

    #[test]
    fn other_numbers_for_nodes_play_no_part(seen in any_ties(), by in 1usize..10) {
        let turn = |v: u32| (v + by as u32) % 10;
        let ties: Vec<(u32, u32)> = seen.graph.pairs().map(|(a, b)| (turn(a), turn(b))).collect();
        let turned = one_mode(Compact::from_pairs(10, &ties));
        let pairs = seen.candidates();
        let mut moved: Vec<(usize, (u32, u32))> =
            pairs.iter().map(|&(a, b)| (turn(a), turn(b))).enumerate().collect();
        moved.sort_by_key(|(_, pair)| *pair);
        let order: Vec<(u32, u32)> = moved.iter().map(|(_, pair)| *pair).collect();
        for index in [
            Index::PreferentialAttachment, Index::CommonNeighbours, Index::Jaccard,
            Index::AdamicAdar, Index::ResourceAllocation, Index::L3, Index::L3Resource,
            Index::Katz, Index::SharedWalks,
        ] {
            let here = scores(index, &seen, &pairs, 1);
            let there = scores(index, &turned, &order, 1);
            for ((at, _), score) in moved.iter().zip(&there) {
                prop_assert!((here[*at] - score).abs() < 1e-9, "{index:?}");
            }
        }
    }
}

proptest! {
    // The ensemble is slow: it hides ties ten times.
    #![proptest_config(ProptestConfig::with_cases(6))]

    #[test]
    fn a_pair_scores_the_same_from_either_end(seen in any_ties()) {
        let pairs = seen.candidates();
        let mut back: Vec<(u32, u32)> = pairs.iter().map(|&(a, b)| (b, a)).collect();
        back.sort_unstable();
        for &index in Index::ALL {
            // Numbers drawn at random are of a place in the list.
            if matches!(index, Index::Random) {
                continue;
            }
            let here = scores(index, &seen, &pairs, 3);
            let there = scores(index, &seen, &back, 3);
            for (&(a, b), score) in back.iter().zip(&there) {
                let at = pairs.binary_search(&(b, a)).unwrap();
                prop_assert!((here[at] - score).abs() < 1e-9, "{index:?} {here:?} {there:?}");
            }
        }
    }
}
