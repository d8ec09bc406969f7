//! Refinement: communities are built anew inside each, of single nodes and by merging alone,
//! so that what is gathered is connected.

use super::moving::Scale;
use super::net::{Members, Net, Sums};
use crate::graph::random::Random;

/// How much chance has a say: `θ` of the paper.
const RANDOMNESS: f64 = 0.01;

/// What is being merged within one community.
struct Refined {
    /// The refined community of each node, named after one of its nodes.
    own: Vec<u32>,
    strength: Vec<f64>,
    /// Weight from each refined community to the rest of the community it is in.
    outwards: Vec<f64>,
    single: Vec<bool>,
}

/// Refines the `count` communities in `own`: for each node its refined community, not
/// numbered from 0.
///
/// A node that is alone and well connected to its community joins a well connected refined
/// community inside it, drawn by `exp(gain / θ)` among those that lose nothing.
pub(super) fn refine(
    net: &Net,
    own: &[u32],
    count: usize,
    scale: Scale,
    random: &mut Random,
) -> Vec<u32> {
    let n = net.nodes();
    let members = Members::of(own, count);
    let mut refined = Refined {
        own: (0..n as u32).collect(),
        strength: net.strength.clone(),
        outwards: vec![0.0; n],
        single: vec![true; n],
    };
    let mut sums = Sums::new(n);
    let mut choices = Vec::new();
    let mut order = Vec::new();
    for group in 0..count {
        if members.of_group(group).len() < 2 {
            continue;
        }
        order.clear();
        order.extend_from_slice(members.of_group(group));
        let whole: f64 = order.iter().map(|&node| net.strength[node as usize]).sum();
        for &node in &order {
            let inside = net.ties(node as usize).filter(|&(to, _)| own[to] as usize == group);
            refined.outwards[node as usize] = inside.map(|(_, weight)| weight).sum();
        }
        random.shuffle(&mut order);
        let well = |refined: &Refined, at: usize| {
            let strength = refined.strength[at];
            refined.outwards[at] >= scale.per_pair * strength * (whole - strength)
        };
        for &node in &order {
            let node = node as usize;
            if !refined.single[node] || !well(&refined, node) {
                continue;
            }
            for (to, weight) in net.ties(node).filter(|&(to, _)| own[to] as usize == group) {
                sums.add(refined.own[to], weight);
            }
            let share = scale.per_pair * net.strength[node];
            choices.clear();
            sums.drain(|to, weight| {
                let gain = weight - share * refined.strength[to as usize];
                if gain >= 0.0 && well(&refined, to as usize) {
                    choices.push((to, weight, gain));
                }
            });
            if let Some((to, weight)) = drawn(&choices, random) {
                refined.merge(node, to, weight);
            }
        }
    }
    refined.own
}

impl Refined {
    /// A node that is alone joins `to`, with which it shares `weight`.
    fn merge(&mut self, node: usize, to: u32, weight: f64) {
        let at = to as usize;
        self.own[node] = to;
        self.strength[at] += self.strength[node];
        self.outwards[at] += self.outwards[node] - 2.0 * weight;
        self.single[at] = false;
        self.single[node] = false;
    }
}

/// One of the choices, by `exp(gain / θ)`; to stay alone gains 0 and is one of them.
fn drawn(choices: &[(u32, f64, f64)], random: &mut Random) -> Option<(u32, f64)> {
    let most = choices.iter().map(|choice| choice.2).fold(0.0, f64::max);
    // Below e⁻⁴⁰ there is no chance worth computing.
    let chance = |gain: f64| match (gain - most) / RANDOMNESS {
        slim if slim < -40.0 => 0.0,
        fair => fair.exp(),
    };
    let all: f64 = chance(0.0) + choices.iter().map(|choice| chance(choice.2)).sum::<f64>();
    let mut left = random.unit() * all;
    for &(to, weight, gain) in choices {
        left -= chance(gain);
        if left < 0.0 {
            return Some((to, weight));
        }
    }
    None
}
