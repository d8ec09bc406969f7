//! Communities: groups with more ties inside than chance would give.

mod moving;
mod net;
mod refine;

use self::moving::{Scale, Steps, move_nodes};
use self::net::{Net, renumber};
use self::refine::refine;
use crate::graph::compact::Compact;
use crate::graph::random::Random;
use crate::model::Progress;

/// Communities by the Leiden method: high modularity, each community connected, no node
/// better off elsewhere.
///
/// Nodes move to where modularity gains most, by a queue; each community is refined into
/// well connected parts; the parts become nodes, and all is done again until nothing
/// gathers. That is one round; rounds are repeated until one changes nothing.
///
/// # Shape
/// Simple undirected graph in; `weights` stand in the order of
/// [`Compact::arcs`](Compact::arcs), the same from either end, none below 0; without them
/// every edge weighs 1. For each node its community, numbered from 0 by smallest node.
///
/// # Units
/// `resolution` is γ of [`modularity`]: above 1 gives smaller communities. The same `seed`
/// gives the same communities.
///
/// # Undefined
/// A node without ties is a community of its own. `None` when stopped.
///
/// # Cost
/// About O(m) a round, rarely more than ten rounds; memory O(n + m). One thread.
///
/// # Source
/// V. A. Traag, L. Waltman, N. J. van Eck, "From Louvain to Leiden: guaranteeing
/// well-connected communities", Scientific Reports 9 (2019), 5233.
pub fn leiden(
    graph: &Compact,
    weights: Option<&[f64]>,
    resolution: f64,
    seed: u64,
    progress: &Progress,
) -> Option<Vec<u32>> {
    let order = by_breadth(graph);
    let net = Net::new(graph, weights, &order);
    let twice: f64 = net.strength.iter().sum();
    let mut own: Vec<u32> = (0..graph.nodes() as u32).collect();
    if twice > 0.0 {
        let scale = Scale::new(twice, resolution);
        let mut random = Random::new(seed);
        let mut steps = Steps::new(progress);
        while move_nodes(&net, &mut own, scale, &mut random, &mut steps)? {
            gather(&net, &mut own, scale, &mut random, &mut steps)?;
            split(&net, &mut own);
        }
    }
    let mut community = vec![0; own.len()];
    for (&node, own) in order.iter().zip(own) {
        community[node as usize] = own;
    }
    renumber(&mut community);
    Some(community)
}

/// The nodes of a graph breadth first: those that lie together are read together.
fn by_breadth(graph: &Compact) -> Vec<u32> {
    let mut order = Vec::with_capacity(graph.nodes());
    let mut seen = vec![false; graph.nodes()];
    for root in 0..graph.nodes() as u32 {
        if std::mem::replace(&mut seen[root as usize], true) {
            continue;
        }
        let mut at = order.len();
        order.push(root);
        while let Some(&node) = order.get(at) {
            at += 1;
            let new = graph.neighbours(node as usize).iter();
            order.extend(new.filter(|&&to| !std::mem::replace(&mut seen[to as usize], true)));
        }
    }
    order
}

/// The rest of a round, after nodes have moved: refines communities, makes their parts nodes
/// and moves those, until nothing gathers.
fn gather(
    net: &Net,
    own: &mut [u32],
    scale: Scale,
    random: &mut Random,
    steps: &mut Steps,
) -> Option<()> {
    let mut count = renumber(own);
    // For each node of the graph its place in the gathered network.
    let mut place: Vec<u32> = (0..own.len() as u32).collect();
    let mut groups = own.to_vec();
    let mut gathered: Option<Net> = None;
    loop {
        let here = gathered.as_ref().unwrap_or(net);
        let mut parts = refine(here, &groups, count, scale, random);
        let part_count = renumber(&mut parts);
        if part_count == here.nodes() {
            break;
        }
        let mut above = vec![0; part_count];
        for (node, &part) in parts.iter().enumerate() {
            above[part as usize] = groups[node];
        }
        place.iter_mut().for_each(|at| *at = parts[*at as usize]);
        let next = here.gathered(&parts, part_count);
        groups = above;
        move_nodes(&next, &mut groups, scale, random, steps)?;
        count = renumber(&mut groups);
        gathered = Some(next);
        if count == part_count {
            break;
        }
    }
    for (own, &at) in own.iter_mut().zip(&place) {
        *own = groups[at as usize];
    }
    Some(())
}

/// Splits communities that hang together by nothing: modularity only gains by that.
fn split(net: &Net, own: &mut [u32]) {
    let mut label = vec![u32::MAX; own.len()];
    let mut labels = 0;
    let mut stack = Vec::new();
    for start in 0..own.len() {
        if label[start] != u32::MAX {
            continue;
        }
        label[start] = labels;
        stack.push(start);
        while let Some(node) = stack.pop() {
            for &to in net.neighbours(node) {
                if own[to as usize] == own[node] && label[to as usize] == u32::MAX {
                    label[to as usize] = labels;
                    stack.push(to as usize);
                }
            }
        }
        labels += 1;
    }
    own.copy_from_slice(&label);
}

/// Modularity: the share of tie weight inside communities, less what chance would give.
///
/// `Q = Σ_c (w_c / w − γ (s_c / 2w)²)` over communities, with `w_c` the weight inside `c`,
/// `s_c` the strengths of its nodes added up, `w` the weight of all ties and `γ` the
/// `resolution`.
///
/// # Shape
/// As [`leiden`]; one community for each node.
///
/// # Units
/// Dimensionless, from -1/2 to 1 at resolution 1.
///
/// # Undefined
/// `None` without ties, or when there is not a community for every node.
///
/// # Cost
/// O(n + m).
///
/// # Source
/// M. E. J. Newman, M. Girvan, "Finding and evaluating community structure in networks",
/// Physical Review E 69 (2004), 026113; the resolution: J. Reichardt, S. Bornholdt,
/// "Statistical mechanics of community detection", Physical Review E 74 (2006), 016110.
pub fn modularity(
    graph: &Compact,
    weights: Option<&[f64]>,
    resolution: f64,
    community: &[u32],
) -> Option<f64> {
    if community.len() != graph.nodes() {
        return None;
    }
    let count = community.iter().max().map_or(0, |&most| most as usize + 1);
    let (mut inside, mut strength, mut total) = (0.0, vec![0.0; count], 0.0);
    for (node, &own) in community.iter().enumerate() {
        for arc in graph.row(node) {
            let weight = weights.map_or(1.0, |weights| weights[arc]);
            total += weight;
            strength[own as usize] += weight;
            if community[graph.arcs()[arc] as usize] == own {
                inside += weight;
            }
        }
    }
    let chance: f64 = strength.iter().map(|s| (s / total).powi(2)).sum();
    (total > 0.0).then(|| inside / total - resolution * chance)
}

#[cfg(test)]
mod tests;
