//! Takes overlaps out of a drawing, moving boxes as little as it can.

/// A box: top left corner, width and height, in map units; `y` grows downwards.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Rect {
    /// Left edge.
    pub x: f64,
    /// Top edge.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

/// What rounding may cost in a gap, in map units.
pub(crate) const SLACK: f64 = 1e-6;

impl Rect {
    /// The middle point.
    #[must_use]
    pub fn centre(&self) -> [f64; 2] {
        [self.x + self.width / 2.0, self.y + self.height / 2.0]
    }

    /// The same box about another middle.
    pub(crate) fn about(self, [x, y]: [f64; 2]) -> Rect {
        Rect { x: x - self.width / 2.0, y: y - self.height / 2.0, ..self }
    }

    /// Whether the two are nearer than `gap` along both axes.
    #[must_use]
    pub fn is_within(&self, other: &Rect, gap: f64) -> bool {
        self.x + self.width + gap > other.x + SLACK
            && other.x + other.width + gap > self.x + SLACK
            && self.y + self.height + gap > other.y + SLACK
            && other.y + other.height + gap > self.y + SLACK
    }

    pub(crate) fn size(&self, axis: usize) -> f64 {
        [self.width, self.height][axis]
    }

    fn start(&self, axis: usize) -> f64 {
        [self.x, self.y][axis]
    }

    fn middle(&self, axis: usize) -> f64 {
        self.start(axis) + self.size(axis) / 2.0
    }

    /// How far the two reach into one another's margin along an axis.
    fn reach(&self, other: &Rect, axis: usize, gap: f64) -> f64 {
        (self.start(axis) + self.size(axis)).min(other.start(axis) + other.size(axis)) + gap
            - self.start(axis).max(other.start(axis))
    }
}

/// Where boxes may lie.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Room {
    /// Smallest distance between two boxes.
    pub gap: f64,
    /// No unpinned box begins left of or above this point, if there is one.
    pub corner: Option<[f64; 2]>,
}

/// Moves boxes apart until no two are nearer than the gap.
///
/// First along `x`, for pairs that overlap less in `x` than in `y`, then along
/// `y` for the rest; each time the moves solve a chain of separation
/// constraints, so that boxes keep their order along the axis and those
/// without neighbours in the way stay. What pinned boxes made impossible is
/// mended box by box: a box that is still in the way goes to the nearest free
/// spot.
///
/// # Shape
/// One `pinned` flag a box; boxes out in the same order, sizes unchanged.
/// Deterministic; ties go by order.
///
/// # Units
/// Map units. Gaps hold to within a millionth of a unit.
///
/// # Undefined
/// Two pinned boxes that overlap stay as they are: pinned boxes never move.
/// Every pair with an unpinned box ends apart, always: the last resort is a
/// spot beyond all other boxes.
///
/// # Cost
/// Time O(n²) in the worst case, near O(n log n) on drawings with few overlaps.
///
/// # Source
/// T. Dwyer, K. Marriott, P. J. Stuckey, "Fast Node Overlap Removal", Graph
/// Drawing 2005, LNCS 3843, 153–164: the constraints of section 3 and
/// `satisfy_VPSC` of section 4, without the splitting of blocks.
///
/// # Example
/// ```
/// use samkarta::layout::{Rect, Room, remove_overlaps};
/// let tile = |x| Rect { x, y: 0.0, width: 10.0, height: 20.0 };
/// let room = Room { gap: 2.0, corner: None };
/// let apart = remove_overlaps(&[tile(0.0), tile(6.0)], &[false, false], room);
/// assert_eq!([apart[0].x, apart[1].x], [-3.0, 9.0]);
/// ```
#[must_use]
pub fn remove_overlaps(boxes: &[Rect], pinned: &[bool], room: Room) -> Vec<Rect> {
    let mut out = boxes.to_vec();
    for axis in [0, 1] {
        let chains = constraints(&out, axis, room.gap);
        let at = satisfy(&out, pinned, axis, &chains);
        for (rect, at) in out.iter_mut().zip(at) {
            *(if axis == 0 { &mut rect.x } else { &mut rect.y }) = at;
        }
    }
    for (rect, asked) in out.iter_mut().zip(boxes).zip(pinned).filter(|p| *p.1).map(|p| p.0) {
        *rect = *asked;
    }
    settle(&mut out, pinned, room);
    out
}

/// `right` begins at least `apart` after `left` begins.
struct Constraint {
    left: usize,
    right: usize,
    apart: f64,
}

/// Constraints that keep boxes apart along `axis`. Along `x` only pairs that
/// are cheaper to part in `x` are parted; the others are left to `y`.
fn constraints(boxes: &[Rect], axis: usize, gap: f64) -> Vec<Constraint> {
    let across = 1 - axis;
    let rank = |i: usize, j: usize| {
        boxes[i].middle(axis).total_cmp(&boxes[j].middle(axis)).then(i.cmp(&j))
    };
    // Events along the other axis; at one place ends come first.
    let mut events: Vec<(f64, bool, usize)> = (0..boxes.len())
        .flat_map(|i| {
            let from = boxes[i].start(across);
            [(from, true, i), (from + boxes[i].size(across) + gap - SLACK, false, i)]
        })
        .collect();
    events.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
    let mut out = Vec::new();
    let mut part = |left: usize, right: usize| {
        out.push(Constraint { left, right, apart: boxes[left].size(axis) + gap });
    };
    let mut open: Vec<usize> = Vec::new();
    for (_, begins, i) in events {
        let place = open.partition_point(|&j| rank(j, i).is_lt());
        if !begins {
            open.remove(place);
            if axis == 1 && place > 0 && place < open.len() {
                part(open[place - 1], open[place]);
            }
            continue;
        }
        // Along `x`: every open box that is in the way, out to the first that is not.
        // Along `y`: the next on either side; chains of them part the rest.
        let settled = |j: usize| {
            let reach = boxes[i].reach(&boxes[j], axis, gap);
            if axis == 1 {
                return (true, true);
            }
            (reach <= boxes[i].reach(&boxes[j], across, gap), reach <= SLACK)
        };
        for &j in open[..place].iter().rev() {
            let (now, last) = settled(j);
            if now {
                part(j, i);
            }
            if last {
                break;
            }
        }
        for &j in &open[place..] {
            let (now, last) = settled(j);
            if now {
                part(i, j);
            }
            if last {
                break;
            }
        }
        open.insert(place, i);
    }
    out
}

/// Boxes that move as one: `at` is where the block's zero lies.
struct Block {
    members: Vec<usize>,
    at: f64,
    weight: f64,
}

/// `satisfy_VPSC`: takes boxes from left to right and merges a box's block
/// with the one it runs into, at the place that moves them least.
fn satisfy(boxes: &[Rect], pinned: &[bool], axis: usize, chains: &[Constraint]) -> Vec<f64> {
    const HELD: f64 = 1e9;
    let n = boxes.len();
    let mut into: Vec<Vec<usize>> = vec![Vec::new(); n];
    for (c, chain) in chains.iter().enumerate() {
        into[chain.right].push(c);
    }
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by(|&i, &j| boxes[i].middle(axis).total_cmp(&boxes[j].middle(axis)).then(i.cmp(&j)));
    let mut block_of: Vec<usize> = vec![usize::MAX; n];
    let mut offset = vec![0.0; n];
    let mut blocks: Vec<Block> = Vec::with_capacity(n);
    for v in order {
        let weight = if pinned[v] { HELD } else { 1.0 };
        block_of[v] = blocks.len();
        blocks.push(Block { members: vec![v], at: boxes[v].start(axis), weight });
        let mut own = block_of[v];
        loop {
            let mut worst: Option<(f64, &Constraint)> = None;
            for chain in blocks[own].members.iter().flat_map(|&m| &into[m]).map(|&c| &chains[c]) {
                let other = block_of[chain.left];
                if other == own || other == usize::MAX {
                    continue;
                }
                let over = blocks[other].at + offset[chain.left] + chain.apart
                    - blocks[own].at
                    - offset[chain.right];
                if over > SLACK / 4.0 && worst.is_none_or(|(most, _)| over > most) {
                    worst = Some((over, chain));
                }
            }
            let Some((_, chain)) = worst else { break };
            let other = block_of[chain.left];
            // Shift of the own block's offsets, seen from the other block's zero.
            let shift = offset[chain.left] + chain.apart - offset[chain.right];
            let moved = std::mem::take(&mut blocks[own].members);
            let (at, weight) = (blocks[own].at - shift, blocks[own].weight);
            for &m in &moved {
                offset[m] += shift;
                block_of[m] = other;
            }
            let into_block = &mut blocks[other];
            into_block.at =
                (into_block.at * into_block.weight + at * weight) / (into_block.weight + weight);
            into_block.weight += weight;
            into_block.members.extend(moved);
            own = other;
        }
    }
    (0..n).map(|v| blocks[block_of[v]].at + offset[v]).collect()
}

/// Puts every box that is in the way of an earlier or a pinned one on the free
/// spot nearest to it. Afterwards no pair with an unpinned box is too near.
pub(crate) fn settle(boxes: &mut [Rect], pinned: &[bool], room: Room) {
    let mut placed: Vec<usize> = (0..boxes.len()).filter(|&i| pinned[i]).collect();
    for i in (0..boxes.len()).filter(|&i| !pinned[i]) {
        let mut rect = boxes[i];
        if let Some([x, y]) = room.corner {
            rect = Rect { x: rect.x.max(x), y: rect.y.max(y), ..rect };
        }
        if placed.iter().any(|&j| boxes[j].is_within(&rect, room.gap)) {
            let fixed: Vec<Rect> = placed.iter().map(|&j| boxes[j]).collect();
            rect = nearest_free(rect, &fixed, room);
        }
        boxes[i] = rect;
        placed.push(i);
    }
}

/// The free spot nearest to where `rect` lies: there, or touching the margins
/// of one or two boxes. There always is one, right of everything.
pub(crate) fn nearest_free(rect: Rect, fixed: &[Rect], room: Room) -> Rect {
    let corner = room.corner.unwrap_or([f64::NEG_INFINITY; 2]);
    let spots = |axis: usize| {
        let mut at = vec![rect.start(axis).max(corner[axis])];
        for other in fixed {
            at.push(other.start(axis) + other.size(axis) + room.gap);
            at.push(other.start(axis) - room.gap - rect.size(axis));
        }
        at.retain(|&at| at >= corner[axis]);
        at.sort_by(|a, b| (a - rect.start(axis)).abs().total_cmp(&(b - rect.start(axis)).abs()));
        at
    };
    let (across, down) = (spots(0), spots(1));
    let mut best: Option<(f64, Rect)> = None;
    for &x in &across {
        let dx = x - rect.x;
        if best.is_some_and(|(least, _)| dx * dx >= least) {
            break;
        }
        for &y in &down {
            let far = dx * dx + (y - rect.y) * (y - rect.y);
            if best.is_some_and(|(least, _)| far >= least) {
                break;
            }
            let here = Rect { x, y, ..rect };
            if !fixed.iter().any(|other| other.is_within(&here, room.gap)) {
                best = Some((far, here));
                break;
            }
        }
    }
    best.map_or(rect, |(_, here)| here)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rect(x: f64, y: f64, width: f64, height: f64) -> Rect {
        Rect { x, y, width, height }
    }

    const FREE: Room = Room { gap: 10.0, corner: None };

    #[test]
    fn a_pinned_box_stays_and_the_other_gives_way() {
        let boxes = [rect(0.0, 0.0, 100.0, 40.0), rect(10.0, 30.0, 100.0, 40.0)];
        let out = remove_overlaps(&boxes, &[true, false], FREE);
        assert_eq!(out[0], boxes[0]);
        // 20 to go down, 100 to go right: down.
        assert!((out[1].x - 10.0).abs() < 1e-3 && (out[1].y - 50.0).abs() < 1e-3, "{out:?}");
    }

    #[test]
    fn a_box_between_two_pinned_ones_leaves_by_the_free_side() {
        let boxes =
            [rect(0.0, 0.0, 50.0, 50.0), rect(55.0, 0.0, 50.0, 50.0), rect(40.0, 10.0, 20.0, 20.0)];
        let out = remove_overlaps(&boxes, &[true, true, false], FREE);
        assert_eq!(out[..2], boxes[..2]);
        assert!(!out[2].is_within(&out[0], 9.99) && !out[2].is_within(&out[1], 9.99), "{out:?}");
    }

    #[test]
    fn boxes_apart_stay() {
        let boxes = [rect(0.0, 0.0, 10.0, 10.0), rect(20.0, 0.0, 10.0, 10.0)];
        assert_eq!(remove_overlaps(&boxes, &[false; 2], FREE), boxes);
    }

    #[test]
    fn the_corner_holds() {
        let room = Room { gap: 5.0, corner: Some([0.0, 0.0]) };
        let boxes = [rect(0.0, 0.0, 30.0, 30.0), rect(1.0, 2.0, 30.0, 30.0)];
        let out = remove_overlaps(&boxes, &[true, false], room);
        assert!(out[1].x >= 0.0 && out[1].y >= 0.0 && !out[0].is_within(&out[1], 4.99), "{out:?}");
    }

    fn boxes() -> impl Strategy<Value = Vec<(Rect, bool)>> {
        let one = (0.0..400.0, 0.0..400.0, 0.0..120.0, 0.0..90.0, prop::bool::weighted(0.15));
        prop::collection::vec(one.prop_map(|(x, y, w, h, pin)| (rect(x, y, w, h), pin)), 0..40)
    }

    proptest! {
        #[test]
        fn ends_apart_and_leaves_pins(input in boxes(), gap in 0.0..30.0) {
            let (boxes, pinned): (Vec<Rect>, Vec<bool>) = input.into_iter().unzip();
            let room = Room { gap, corner: None };
            let out = remove_overlaps(&boxes, &pinned, room);
            for i in 0..out.len() {
                prop_assert!([out[i].width, out[i].height] == [boxes[i].width, boxes[i].height]);
                prop_assert!(!pinned[i] || out[i] == boxes[i]);
                for j in 0..i {
                    prop_assert!(pinned[i] && pinned[j] || !out[i].is_within(&out[j], gap));
                }
            }
            prop_assert_eq!(remove_overlaps(&boxes, &pinned, room), out);
        }

        /// Without pins, boxes one above the other before and after keep that order.
        /// (Along `x`, which is parted first, a third box may still push two past each other.)
        #[test]
        fn keeps_the_order(input in boxes(), gap in 0.0..30.0) {
            let boxes: Vec<Rect> = input.into_iter().map(|(rect, _)| rect).collect();
            let out = remove_overlaps(&boxes, &vec![false; boxes.len()], Room { gap, corner: None });
            for i in 0..out.len() {
                for j in 0..i {
                    let below = |all: &[Rect]| all[i].middle(1) - all[j].middle(1);
                    let stacked = |all: &[Rect]| all[i].reach(&all[j], 0, 0.0) > SLACK;
                    if stacked(&boxes) && stacked(&out) && below(&boxes).abs() > SLACK {
                        prop_assert!(below(&boxes) * below(&out) > 0.0, "{} {}", i, j);
                    }
                }
            }
        }
    }
}
