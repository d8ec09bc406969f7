use super::*;
use crate::measure::structure::samples::karate;
use proptest::prelude::*;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

fn searched(graph: &Compact, weights: Option<&[f64]>, resolution: f64, seed: u64) -> Vec<u32> {
    leiden(graph, weights, resolution, seed, &Progress::silent()).unwrap()
}

#[test]
fn tells_how_far_it_is_and_can_be_stopped() {
    let last = AtomicUsize::new(0);
    let tell = |done: usize, of: usize| {
        assert!(done < of && done >= last.swap(done, Relaxed), "{done} of {of}");
        ControlFlow::Continue(())
    };
    assert!(leiden(&karate(), None, 1.0, 1, &Progress::new(&tell)).is_some());
    assert!(last.load(Relaxed) >= 512);
    let stop = |done: usize, _| match done {
        0 => ControlFlow::Continue(()),
        _ => ControlFlow::Break(()),
    };
    assert_eq!(leiden(&karate(), None, 1.0, 1, &Progress::new(&stop)), None);
}

/// Two triangles joined by an edge: `Q = 2 · (3/7 − (7/14)²)`.
#[test]
fn two_triangles_are_two_communities() {
    let pairs = [(0, 1), (1, 2), (2, 0), (2, 3), (3, 4), (4, 5), (5, 3)];
    let graph = Compact::from_pairs(7, &pairs);
    let found = searched(&graph, None, 1.0, 1);
    assert_eq!(found, [0, 0, 0, 1, 1, 1, 2]);
    let expected = 2.0 * (3.0 / 7.0 - 0.25);
    assert!((modularity(&graph, None, 1.0, &found).unwrap() - expected).abs() < 1e-12);
}

#[test]
fn without_ties_everybody_is_alone_and_there_is_no_modularity() {
    let graph = Compact::from_pairs(3, &[]);
    assert_eq!(searched(&graph, None, 1.0, 1), [0, 1, 2]);
    assert_eq!(modularity(&graph, None, 1.0, &[0, 1, 2]), None);
    assert_eq!(modularity(&karate(), None, 1.0, &[0]), None);
}

/// The most that is possible is 0.419790 (U. Brandes and others, "On modularity clustering",
/// IEEE Transactions on Knowledge and Data Engineering 20 (2008), 172–188), in four groups.
#[test]
fn the_karate_club_comes_near_the_best_there_is() {
    let graph = karate();
    let values: Vec<f64> = (0..20)
        .map(|seed| modularity(&graph, None, 1.0, &searched(&graph, None, 1.0, seed)).unwrap())
        .collect();
    let best = values.iter().copied().fold(0.0, f64::max);
    assert!((best - 0.419_790).abs() < 1e-6, "{values:?}");
    assert!(values.iter().all(|&value| value > 0.415), "{values:?}");
    assert!(values.iter().filter(|&&value| value >= 0.4188).count() > 10, "{values:?}");
}

#[test]
fn resolution_and_weights_decide_what_holds_together() {
    let graph = karate();
    let groups = |resolution| searched(&graph, None, resolution, 1).into_iter().max().unwrap() + 1;
    assert_eq!(groups(0.01), 1);
    assert_eq!(groups(100.0), 34);
    // A square whose opposite sides are strong falls into those two.
    let square = Compact::from_pairs(4, &[(0, 1), (1, 2), (2, 3), (3, 0)]);
    let strong = |a: u32, b: u32| matches!((a.min(b), a.max(b)), (0, 1) | (2, 3));
    let arcs = (0..4).flat_map(|a| square.neighbours(a as usize).iter().map(move |&b| (a, b)));
    let weights: Vec<f64> = arcs.map(|(a, b)| if strong(a, b) { 5.0 } else { 1.0 }).collect();
    assert_eq!(searched(&square, Some(&weights), 1.0, 1), [0, 0, 1, 1]);
}

/// Whether the members of each community reach one another inside it.
fn all_connected(graph: &Compact, own: &[u32]) -> bool {
    let inside = graph.pairs().filter(|&(a, b)| own[a as usize] == own[b as usize]);
    let inside: Vec<_> = inside.collect();
    let count = own.iter().max().map_or(0, |&most| most as usize + 1);
    crate::measure::structure::cuts(&Compact::from_pairs(own.len(), &inside)).components == count
}

proptest! {
    #[test]
    fn communities_are_connected_and_nobody_gains_by_moving(
        n in 2u32..40,
        loose in prop::collection::vec((0u32..40, 0u32..40), 1..120),
        seed in any::<u64>(),
    ) {
        let pairs: Vec<_> = loose.into_iter().map(|(a, b)| (a % n, b % n)).collect();
        let graph = Compact::from_pairs(n as usize, &pairs);
        let found = searched(&graph, None, 1.0, seed);
        prop_assert_eq!(&found, &searched(&graph, None, 1.0, seed));
        prop_assert!(all_connected(&graph, &found));
        let Some(best) = modularity(&graph, None, 1.0, &found) else { return Ok(()) };
        let count = found.iter().max().unwrap() + 1;
        for node in 0..n as usize {
            for to in 0..=count {
                let mut other = found.clone();
                other[node] = to;
                prop_assert!(modularity(&graph, None, 1.0, &other).unwrap() < best + 1e-9);
            }
        }
    }
}
