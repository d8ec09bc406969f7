//! Boxes and the lines between them: how good they are, and moves that make them better.

use super::overlap::{Rect, Room, nearest_free, remove_overlaps};

/// A line between two places in two boxes; each place is a rectangle (of no
/// size for a point) seen from its box's top left corner.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Line {
    pub(crate) ends: [(usize, Rect); 2],
    pub(crate) weight: f64,
}

/// What the placing must keep to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ground {
    pub(crate) gap: f64,
    pub(crate) aspect: f64,
    pub(crate) seed: u64,
}

/// What a unit of line under an unrelated box weighs, beside a unit of line.
const HIDDEN_WEIGHS: f64 = 1.5;
/// What a unit of the drawing's size weighs, beside a unit of every line.
const SIZE_WEIGHS: f64 = 1.0;
/// What a unit of one box's distance from the middle weighs, beside a unit of a mean line.
const MIDDLE_WEIGHS: f64 = 0.5;
/// Boxes around which a box looks for a better spot.
const LOOK_AROUND: usize = 16;
/// Above this many lines times boxes, what lies under boxes is left out of account.
const HIDDEN_UP_TO: usize = 60_000;

/// A line's two points, and its weight.
type Passing = ([[f64; 2]; 2], f64);

/// Boxes, lines, and how good they are together.
pub(crate) struct Field<'a> {
    pub(crate) rects: Vec<Rect>,
    lines: &'a [Line],
    lines_of: Vec<Vec<usize>>,
    ground: &'a Ground,
    /// Sum of the lines' weights, and the mean; 1 when there are none.
    total: f64,
    mean: f64,
    counts_hidden: bool,
}

impl<'a> Field<'a> {
    pub(crate) fn new(start: Vec<Rect>, lines: &'a [Line], ground: &'a Ground) -> Self {
        let mut lines_of = vec![Vec::new(); start.len()];
        for (l, line) in lines.iter().enumerate() {
            let [a, b] = line.ends.map(|end| end.0);
            lines_of[a].push(l);
            if a != b {
                lines_of[b].push(l);
            }
        }
        let sum: f64 = lines.iter().map(|l| l.weight).sum();
        let total = if sum > 0.0 { sum } else { 1.0 };
        let free = vec![false; start.len()];
        let rects = remove_overlaps(&start, &free, Room { gap: ground.gap, corner: None });
        let counts_hidden = lines.len() * rects.len() <= HIDDEN_UP_TO;
        let mean = total / lines.len().max(1) as f64;
        Field { rects, lines, lines_of, ground, total, mean, counts_hidden }
    }

    /// The two nearest points of a line's ends, with box `i` at `rect`.
    fn segment(&self, line: &Line, i: usize, rect: &Rect) -> [[f64; 2]; 2] {
        let [a, b] = line.ends.map(|(own, part)| {
            let base = if own == i { rect } else { &self.rects[own] };
            Rect { x: base.x + part.x, y: base.y + part.y, ..part }
        });
        let [x, y] = [0, 1].map(|axis| {
            let (from, to) = ([a.x, a.y][axis], [b.x, b.y][axis]);
            let (from_end, to_end) = (from + a.size(axis), to + b.size(axis));
            if from_end < to {
                [from_end, to]
            } else if to_end < from {
                [from, to_end]
            } else {
                [f64::midpoint(from.max(to), from_end.min(to_end)); 2]
            }
        });
        [[x[0], y[0]], [x[1], y[1]]]
    }

    /// What depends on where box `i` lies, but for what is hidden.
    fn pull(&self, i: usize, rect: &Rect, others: &Bounds) -> f64 {
        let lines: f64 = self.lines_of[i]
            .iter()
            .map(|&l| self.lines[l].weight * length(self.segment(&self.lines[l], i, rect)))
            .sum();
        let all = others.with(rect);
        lines
            + SIZE_WEIGHS * self.total * all.size(self.ground.aspect)
            + MIDDLE_WEIGHS * self.mean * all.off(rect, self.ground.aspect)
    }

    /// Line under boxes it has nothing to do with, as far as box `i` has a part
    /// in it, given the lines that pass it by; counting stops at `enough`.
    fn hidden(&self, i: usize, rect: &Rect, passing: &[Passing], enough: f64) -> f64 {
        let mut sum: f64 = passing.iter().map(|(line, weight)| weight * under(*line, rect)).sum();
        for line in self.lines_of[i].iter().map(|&l| &self.lines[l]) {
            if HIDDEN_WEIGHS * sum > enough {
                break;
            }
            let [a, b] = line.ends.map(|end| end.0);
            if self.counts_hidden && a != b {
                let segment = self.segment(line, i, rect);
                let others = self.rects.iter().enumerate().filter(|&(k, _)| k != a && k != b);
                sum += line.weight * others.map(|(_, other)| under(segment, other)).sum::<f64>();
            }
        }
        HIDDEN_WEIGHS * sum
    }

    /// The lines that box `i` has nothing to do with.
    fn passing(&self, i: usize) -> Vec<Passing> {
        if !self.counts_hidden {
            return Vec::new();
        }
        let others = self.lines.iter().filter(|line| line.ends.iter().all(|end| end.0 != i));
        let others = others.filter(|line| line.ends[0].0 != line.ends[1].0);
        others.map(|line| (self.segment(line, i, &self.rects[i]), line.weight)).collect()
    }

    pub(crate) fn cost(&self) -> f64 {
        self.seen() + self.all_hidden()
    }

    /// The whole cost, but for what is hidden.
    fn seen(&self) -> f64 {
        let all = Bounds::of(self.rects.iter());
        let off: f64 = self.rects.iter().map(|rect| all.off(rect, self.ground.aspect)).sum();
        let nobody = Rect::default();
        let lines = self.lines.iter();
        let lines: f64 =
            lines.map(|l| l.weight * length(self.segment(l, usize::MAX, &nobody))).sum();
        lines
            + SIZE_WEIGHS * self.total * all.size(self.ground.aspect)
            + MIDDLE_WEIGHS * self.mean * off
    }

    fn all_hidden(&self) -> f64 {
        if !self.counts_hidden {
            return 0.0;
        }
        let mut sum = 0.0;
        for line in self.lines {
            let [a, b] = line.ends.map(|end| end.0);
            let segment = self.segment(line, usize::MAX, &Rect::default());
            let others = self.rects.iter().enumerate().filter(|&(k, _)| a != b && k != a && k != b);
            sum += line.weight * others.map(|(_, rect)| under(segment, rect)).sum::<f64>();
        }
        HIDDEN_WEIGHS * sum
    }

    fn is_free(&self, i: usize, j: usize, rect: &Rect) -> bool {
        let others = self.rects.iter().enumerate().filter(|&(k, _)| k != i && k != j);
        !others.map(|(_, other)| other).any(|other| other.is_within(rect, self.ground.gap))
    }

    pub(crate) fn improve(&mut self, rounds: usize) {
        for _ in 0..rounds {
            let moved = (0..self.rects.len()).filter(|&i| self.improve_one(i)).count();
            let exchanged = self.exchange();
            if moved + exchanged == 0 {
                break;
            }
        }
    }

    /// Moves box `i` to the best free spot beside other boxes, if it is better there.
    fn improve_one(&mut self, i: usize) -> bool {
        let rect = self.rects[i];
        let others =
            Bounds::of(self.rects.iter().enumerate().filter(|&(k, _)| k != i).map(|(_, r)| r));
        let passing = self.passing(i);
        let now = self.pull(i, &rect, &others);
        let mut best = (now + self.hidden(i, &rect, &passing, f64::INFINITY), rect);
        let least = best.0;
        for spot in self.spots(i) {
            if !self.is_free(i, i, &spot) {
                continue;
            }
            let pull = self.pull(i, &spot, &others);
            if pull < best.0 * (1.0 - 1e-9) {
                let cost = pull + self.hidden(i, &spot, &passing, best.0 - pull);
                if cost < best.0 * (1.0 - 1e-9) {
                    best = (cost, spot);
                }
            }
        }
        self.rects[i] = best.1;
        best.0 < least
    }

    /// Spots worth trying for box `i`: touching the margins of boxes near where
    /// its lines lead, and level with where they lead.
    fn spots(&self, i: usize) -> Vec<Rect> {
        let rect = self.rects[i];
        let goal = self.goal(i);
        let mut near: Vec<usize> = (0..self.rects.len()).filter(|&k| k != i).collect();
        let far = |k: usize| {
            let other = &self.rects[k];
            let dx = (goal[0] - other.x).min(0.0) + (goal[0] - other.x - other.width).max(0.0);
            let dy = (goal[1] - other.y).min(0.0) + (goal[1] - other.y - other.height).max(0.0);
            dx * dx + dy * dy
        };
        near.sort_by(|&a, &b| far(a).total_cmp(&far(b)).then(a.cmp(&b)));
        near.truncate(LOOK_AROUND);
        let gap = self.ground.gap;
        let [gx, gy] = [goal[0] - rect.width / 2.0, goal[1] - rect.height / 2.0];
        let mut out = Vec::with_capacity(near.len() * 16 + 3);
        let mut push = |x: f64, y: f64| out.push(Rect { x, y, ..rect });
        for &k in &near {
            let o = &self.rects[k];
            for x in [o.x - gap - rect.width, o.x + o.width + gap] {
                let low = o.y + o.height - rect.height;
                for y in [o.y, low, f64::midpoint(o.y, low), gy, rect.y, o.y + o.height + gap] {
                    push(x, y);
                }
            }
            for y in [o.y - gap - rect.height, o.y + o.height + gap] {
                let low = o.x + o.width - rect.width;
                for x in [o.x, low, f64::midpoint(o.x, low), gx, rect.x, o.x + o.width + gap] {
                    push(x, y);
                }
            }
        }
        let fixed: Vec<Rect> =
            self.rects.iter().enumerate().filter(|&(k, _)| k != i).map(|(_, r)| *r).collect();
        if fixed.len() <= 2 * LOOK_AROUND {
            let wish = Rect { x: gx, y: gy, ..rect };
            out.push(nearest_free(wish, &fixed, Room { gap, corner: None }));
        }
        out
    }

    /// The weighted middle of what box `i` is tied to; its own middle without ties.
    fn goal(&self, i: usize) -> [f64; 2] {
        let rect = self.rects[i];
        let mut sum = [0.0; 3];
        for &l in &self.lines_of[i] {
            let line = &self.lines[l];
            for (from, to) in [(0, 1), (1, 0)] {
                let ((own, part), (other, there)) = (line.ends[from], line.ends[to]);
                if own != i || other == i {
                    continue;
                }
                let base = self.rects[other];
                for axis in [0, 1] {
                    let to = base.centre()[axis] - base.size(axis) / 2.0 + there.centre()[axis];
                    sum[axis] += line.weight * (to - part.centre()[axis] + rect.size(axis) / 2.0);
                }
                sum[2] += line.weight;
            }
        }
        if sum[2] > 0.0 { [sum[0] / sum[2], sum[1] / sum[2]] } else { rect.centre() }
    }

    /// Exchanges pairs of boxes, middle for middle, where both fit and it helps.
    fn exchange(&mut self) -> usize {
        if self.rects.len() > 80 {
            return 0;
        }
        let (mut seen, mut now) = (self.seen(), self.cost());
        let mut count = 0;
        for i in 0..self.rects.len() {
            for j in 0..i {
                let (a, b) = (self.rects[i], self.rects[j]);
                let (to, fro) = (a.about(b.centre()), b.about(a.centre()));
                if !self.is_free(i, j, &to)
                    || !self.is_free(i, j, &fro)
                    || to.is_within(&fro, self.ground.gap)
                {
                    continue;
                }
                (self.rects[i], self.rects[j]) = (to, fro);
                // What is hidden is dear to count, and seldom makes up for long lines.
                let seen_then = self.seen();
                if seen_then < seen * 1.01 {
                    let then = seen_then + self.all_hidden();
                    if then < now * (1.0 - 1e-9) {
                        (seen, now, count) = (seen_then, then, count + 1);
                        continue;
                    }
                }
                (self.rects[i], self.rects[j]) = (a, b);
            }
        }
        count
    }
}

fn length([a, b]: [[f64; 2]; 2]) -> f64 {
    ((a[0] - b[0]) * (a[0] - b[0]) + (a[1] - b[1]) * (a[1] - b[1])).sqrt()
}

/// How much of a segment lies within a box (Liang and Barsky 1984).
fn under(segment: [[f64; 2]; 2], rect: &Rect) -> f64 {
    let [a, b] = segment;
    if a[0].max(b[0]) <= rect.x
        || a[0].min(b[0]) >= rect.x + rect.width
        || a[1].max(b[1]) <= rect.y
        || a[1].min(b[1]) >= rect.y + rect.height
    {
        return 0.0;
    }
    let (mut from, mut to) = (0.0f64, 1.0f64);
    for axis in [0, 1] {
        let start = [rect.x, rect.y][axis];
        let (low, high) = (start - a[axis], start + rect.size(axis) - a[axis]);
        let along = b[axis] - a[axis];
        if along == 0.0 {
            if low > 0.0 || high < 0.0 {
                return 0.0;
            }
        } else {
            let (enter, leave) = (low / along, high / along);
            from = from.max(enter.min(leave));
            to = to.min(enter.max(leave));
        }
        if from >= to {
            return 0.0;
        }
    }
    (to - from) * length(segment)
}

/// The smallest rectangle around boxes: left, top, right, bottom.
struct Bounds([f64; 4]);

impl Bounds {
    fn of<'r>(rects: impl Iterator<Item = &'r Rect>) -> Self {
        let none = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];
        rects.fold(Bounds(none), |all, rect| all.with(rect))
    }

    fn with(&self, rect: &Rect) -> Self {
        let [l, t, r, b] = self.0;
        let (right, bottom) = (rect.x + rect.width, rect.y + rect.height);
        Bounds([l.min(rect.x), t.min(rect.y), r.max(right), b.max(bottom)])
    }

    fn centre(&self, axis: usize) -> f64 {
        f64::midpoint(self.0[axis], self.0[axis + 2])
    }

    /// How far a box lies from the middle, in the picture's shape.
    fn off(&self, rect: &Rect, aspect: f64) -> f64 {
        let [x, y] = rect.centre();
        (x - self.centre(0)).abs().max((y - self.centre(1)).abs() * aspect)
    }

    /// The width that a picture of this aspect needs to hold it, and a little of the other side.
    fn size(&self, aspect: f64) -> f64 {
        let (width, height) = (self.0[2] - self.0[0], (self.0[3] - self.0[1]) * aspect);
        0.9 * width.max(height) + 0.1 * width.min(height)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_under_a_box() {
        let rect = Rect { x: 10.0, y: 0.0, width: 10.0, height: 10.0 };
        assert_eq!(under([[0.0, 5.0], [100.0, 5.0]], &rect), 10.0);
        assert_eq!(under([[0.0, 11.0], [100.0, 11.0]], &rect), 0.0);
        assert_eq!(under([[0.0, 5.0], [16.0, 5.0]], &rect), 6.0);
    }
}
