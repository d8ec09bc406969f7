//! Boxes that stand free of one another, near what they are tied to.

use super::field::{Field, Ground, Line};
use super::overlap::Rect;
use super::stress::{StressOptions, stress_layout};
use crate::graph::random::Random;

/// For each stress layout: how much room to begin with, as a share of what the boxes take.
const SPREADS: [f64; 2] = [0.7, 1.6];

/// How hard to look, by the number of boxes: the time per box grows with them.
struct Effort {
    /// Stress layouts to begin from.
    seeds: u64,
    /// Rounds of moving each box, for a start and for the best of them.
    rounds: usize,
    last_rounds: usize,
    /// Times the result is shaken.
    shakes: usize,
}

impl Effort {
    fn of(boxes: usize) -> Self {
        let (seeds, rounds, last_rounds, shakes) = match boxes {
            0..4 => (2, 2, 12, 0),
            4..50 => (2, 2, 12, 12),
            50..150 => (2, 2, 6, 3),
            150..400 => (1, 1, 3, 0),
            _ => (1, 1, 1, 0),
        };
        Effort { seeds, rounds, last_rounds, shakes }
    }
}

/// Places boxes from scratch: stress layouts, overlaps removed, each box then
/// moved to better free spots; the best of several.
pub(crate) fn place(sizes: &[[f64; 2]], lines: &[Line], ground: &Ground) -> Vec<Rect> {
    let effort = Effort::of(sizes.len());
    let mut best: Option<(f64, Vec<Rect>)> = None;
    for seed in 0..effort.seeds {
        let middles = stress(sizes, lines, ground, ground.seed.wrapping_add(seed));
        for spread in SPREADS {
            let start = about(sizes, &middles, ground, spread);
            let mut field = Field::new(start, lines, ground);
            field.improve(effort.rounds);
            let cost = field.cost();
            if best.as_ref().is_none_or(|(least, _)| cost < *least) {
                best = Some((cost, field.rects));
            }
        }
    }
    replace(best.map(|(_, rects)| rects).unwrap_or_default(), lines, ground)
}

/// Boxes about points that are first drawn together, or apart, to the shape
/// of the picture and `spread` times the room that the boxes take.
fn about(sizes: &[[f64; 2]], middles: &[[f64; 2]], ground: &Ground, spread: f64) -> Vec<Rect> {
    let room: f64 = sizes.iter().map(|[w, h]| (w + ground.gap) * (h + ground.gap)).sum();
    let wide = (spread * room * ground.aspect).sqrt();
    let scale = [0, 1].map(|axis| {
        let least = middles.iter().map(|at| at[axis]).fold(f64::INFINITY, f64::min);
        let most = middles.iter().map(|at| at[axis]).fold(f64::NEG_INFINITY, f64::max);
        [wide, wide / ground.aspect][axis] / (most - least).max(1.0)
    });
    let rects = sizes.iter().zip(middles).map(|(&[width, height], at)| {
        let rect = Rect { width, height, ..Rect::default() };
        // Rather the wrong shape than points in a line torn into a square.
        let least = scale[0].min(scale[1]) * 2.0;
        rect.about([at[0] * scale[0].min(least), at[1] * scale[1].min(least)])
    });
    rects.collect()
}

/// Places boxes that have grown or whose lines have moved, from where they
/// are; then shakes them: a few trade places, the rest gives way, and again.
pub(crate) fn replace(start: Vec<Rect>, lines: &[Line], ground: &Ground) -> Vec<Rect> {
    let n = start.len();
    let effort = Effort::of(n);
    let mut random = Random::new(ground.seed);
    let mut field = Field::new(start, lines, ground);
    field.improve(effort.last_rounds);
    let (mut least, mut kept) = (field.cost(), field.rects);
    for _ in 0..effort.shakes {
        let mut shaken = kept.clone();
        for _ in 0..2 {
            let (i, j) = (random.below(n), random.below(n));
            let (a, b) = (shaken[i].centre(), shaken[j].centre());
            shaken[i] = shaken[i].about(b);
            shaken[j] = shaken[j].about(a);
        }
        let mut field = Field::new(shaken, lines, ground);
        field.improve(effort.rounds);
        let cost = field.cost();
        if cost < least {
            (least, kept) = (cost, field.rects);
        }
    }
    kept
}

/// Middles by stress; the ideal length of a line keeps its two boxes apart.
fn stress(sizes: &[[f64; 2]], lines: &[Line], ground: &Ground, seed: u64) -> Vec<[f64; 2]> {
    let radius = |i: usize| (sizes[i][0] * sizes[i][1]).sqrt() * 0.6;
    let mut pairs: Vec<(u32, u32)> = lines
        .iter()
        .map(|line| line.ends.map(|end| end.0 as u32))
        .map(|[a, b]| (a.min(b), a.max(b)))
        .filter(|(a, b)| a != b)
        .collect();
    pairs.sort_unstable();
    pairs.dedup();
    let lengths: Vec<f64> = pairs
        .iter()
        .map(|&(a, b)| (radius(a as usize) + radius(b as usize) + ground.gap).max(1.0))
        .collect();
    let options =
        StressOptions { lengths: Some(&lengths), pinned: &[], seed, aspect: ground.aspect };
    stress_layout(sizes.len(), &pairs, &options).unwrap_or_else(|_| vec![[0.0; 2]; sizes.len()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tied_boxes_end_side_by_side() {
        let point = Rect { x: 20.0, y: 10.0, width: 0.0, height: 0.0 };
        let line = |a, b| Line { ends: [(a, point), (b, point)], weight: 1.0 };
        let ground = Ground { gap: 10.0, aspect: 1.6, seed: 0 };
        let lines = [line(0, 1), line(2, 3)];
        let rects = place(&[[40.0, 20.0]; 4], &lines, &ground);
        for [i, j] in [[0, 1], [2, 3]] {
            assert!(rects[i].is_within(&rects[j], 10.1), "{rects:?}");
        }
    }
}
