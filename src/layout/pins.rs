//! Boxes that a user has moved: they stay, all else gives way.

use super::nest::Tree;
use super::overlap::{Rect, Room, remove_overlaps, settle};
use super::{Item, Options};

/// Moves pinned items to their places in a finished layout.
///
/// Everything starts from where it lay without pins, so that a pin changes the
/// map only around it. A box whose children are pinned moves no more than it
/// must to hold them, and stretches right and down when that is not enough;
/// its other children give way inside it. Where a box and its child are pinned
/// to places that do not go together, or two siblings onto one another, the
/// box wins, and the first sibling; the other lies as near as it can.
pub(crate) fn apply(items: &[Item], tree: &Tree, rects: &mut [Rect], options: &Options) {
    let mut pinning =
        Pinning { items, tree, options, was: rects.to_vec(), held: vec![false; items.len()] };
    // From here on the children of a box are seen from its top left corner.
    for &i in &tree.upwards {
        pinning.hold(i, rects);
    }
    let room = Room { gap: options.gap_between, corner: None };
    pinning.part(&tree.top, rects, room);
    for &i in tree.upwards.iter().rev() {
        if let Some(parent) = items[i].parent {
            rects[i].x += rects[parent].x;
            rects[i].y += rects[parent].y;
        }
    }
}

struct Pinning<'a> {
    items: &'a [Item],
    tree: &'a Tree,
    options: &'a Options,
    /// Where everything lay without pins.
    was: Vec<Rect>,
    /// Pinned, or with something pinned inside.
    held: Vec<bool>,
}

impl Pinning<'_> {
    /// Finds the place of item `i` if it is held, and that of its children within it.
    fn hold(&mut self, i: usize, rects: &mut [Rect]) {
        let inside = &self.tree.children[i];
        if let Some([x, y]) = self.items[i].pinned {
            (rects[i].x, rects[i].y) = (x, y);
            self.held[i] = true;
        }
        let Options { padding, gap_inside, .. } = *self.options;
        let before = [padding, padding + self.items[i].header];
        if inside.iter().any(|&c| self.held[c]) {
            self.held[i] = true;
            if self.items[i].pinned.is_none() {
                let held: Vec<Rect> =
                    inside.iter().filter(|&&c| self.held[c]).map(|&c| rects[c]).collect();
                // Left of and above every held child; right and bottom of each, if it can.
                let first = |axis: usize, start: fn(&Rect) -> f64| {
                    let most = held.iter().map(start).fold(f64::INFINITY, f64::min);
                    most - before[axis]
                };
                let last = |axis: usize, end: fn(&Rect) -> f64| {
                    let most = held.iter().map(end).fold(f64::NEG_INFINITY, f64::max);
                    most + padding - self.was[i].size(axis)
                };
                let was = self.was[i];
                rects[i].x = was.x.max(last(0, |r| r.x + r.width)).min(first(0, |r| r.x));
                rects[i].y = was.y.max(last(1, |r| r.y + r.height)).min(first(1, |r| r.y));
            }
            let corner = [rects[i].x + before[0], rects[i].y + before[1]];
            let by = [rects[i].x - self.was[i].x, rects[i].y - self.was[i].y];
            for &c in inside.iter().filter(|&&c| !self.held[c]) {
                rects[c].x += by[0];
                rects[c].y += by[1];
            }
            self.part(inside, rects, Room { gap: gap_inside, corner: Some(corner) });
            let right = inside.iter().map(|&c| rects[c].x + rects[c].width);
            let bottom = inside.iter().map(|&c| rects[c].y + rects[c].height);
            let right = right.fold(f64::NEG_INFINITY, f64::max) + padding;
            let bottom = bottom.fold(f64::NEG_INFINITY, f64::max) + padding;
            rects[i].width = rects[i].width.max(right - rects[i].x);
            rects[i].height = rects[i].height.max(bottom - rects[i].y);
            for &c in inside {
                rects[c].x -= rects[i].x;
                rects[c].y -= rects[i].y;
            }
        } else {
            for &c in inside {
                rects[c].x -= self.was[i].x;
                rects[c].y -= self.was[i].y;
            }
        }
    }

    /// Parts siblings: the pinned first, then those that hold something
    /// pinned, then the rest. Of two ways the one with the shorter moves is
    /// taken: only those in the way leave, each for the nearest free spot (as
    /// a rule where the pinned one came from), or all shift a little.
    fn part(&self, siblings: &[usize], rects: &mut [Rect], room: Room) {
        let (mut held, free): (Vec<usize>, Vec<usize>) =
            siblings.iter().partition(|&&s| self.held[s]);
        held.sort_by_key(|&s| (self.items[s].pinned.is_none(), s));
        let mut first: Vec<Rect> = held.iter().map(|&s| rects[s]).collect();
        settle(&mut first, &vec![false; held.len()], room);
        for (&s, rect) in held.iter().zip(&first) {
            rects[s] = *rect;
        }
        let (mut leave, stay): (Vec<usize>, Vec<usize>) =
            free.iter().partition(|&&s| first.iter().any(|f| f.is_within(&rects[s], room.gap)));
        leave.sort_by(|&a, &b| {
            let area = |s: usize| rects[s].width * rects[s].height;
            area(b).total_cmp(&area(a)).then(a.cmp(&b))
        });
        let order = [held.clone(), stay, leave].concat();
        let was: Vec<Rect> = order.iter().map(|&s| rects[s]).collect();
        let fixed: Vec<bool> = (0..order.len()).map(|k| k < held.len()).collect();
        let shifted = remove_overlaps(&was, &fixed, room);
        let mut jumped = was.clone();
        settle(&mut jumped, &fixed, room);
        let moves = |to: &[Rect]| -> f64 {
            let far = |(a, b): (&Rect, &Rect)| {
                ((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y)).sqrt()
            };
            to.iter().zip(&was).map(far).sum()
        };
        let out = if moves(&jumped) <= moves(&shifted) { jumped } else { shifted };
        for (&s, rect) in order.iter().zip(out) {
            rects[s] = rect;
        }
    }
}
