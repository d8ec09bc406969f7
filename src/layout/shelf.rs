//! The children of one box, in rows and stacks.

use super::overlap::Rect;

/// A child to be placed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Child {
    pub(crate) width: f64,
    pub(crate) height: f64,
    /// May be drawn wider than it asks, to line up with its neighbours.
    pub(crate) stretches: bool,
}

/// One end of a tie: in a child (at its middle, or at a place within it), or outside.
#[derive(Debug, Clone, Copy)]
pub(crate) enum End {
    Middle(usize),
    Within(usize, [f64; 2]),
    /// Seen from the top left corner of the children's area.
    Outside([f64; 2]),
}

/// A tie that pulls two ends together.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pull {
    pub(crate) ends: [End; 2],
    pub(crate) weight: f64,
}

/// What the rows must keep to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Frame {
    pub(crate) gap: f64,
    /// Width over height that the box should have, all told.
    pub(crate) aspect: f64,
    /// What the box adds to the children's area: padding, and the header above.
    pub(crate) around: [f64; 2],
    /// The header's own width.
    pub(crate) least_width: f64,
}

/// What one unit of the box's size weighs against one of mean tie length.
const SIZE_WEIGHS: f64 = 3.0;
/// How much wider than another in its stack a child may be.
const ALIKE: f64 = 2.0;
/// Evaluations that the search for a good order may cost for one box.
const BUDGET: usize = 6000;

/// Children placed from (0, 0), and the area they take.
#[derive(Debug, Clone, Default)]
pub(crate) struct Shelf {
    pub(crate) rects: Vec<Rect>,
    pub(crate) width: f64,
    pub(crate) height: f64,
}

/// Arranges children in rows; a short child may stand under another in its row.
/// Searches for the order and the width that make the ties short and the box
/// compact; children without ties keep the order given where that costs nothing.
pub(crate) fn arrange(children: &[Child], pulls: &[Pull], frame: &Frame) -> Shelf {
    let n = children.len();
    if n == 0 {
        return Shelf::default();
    }
    let total: f64 = pulls.iter().map(|p| p.weight).sum();
    let cost = |shelf: &Shelf| {
        let ties: f64 = pulls.iter().map(|p| p.weight * length(&shelf.rects, p)).sum();
        let ties = if total > 0.0 { ties / total } else { 0.0 };
        ties + SIZE_WEIGHS * size(shelf, frame)
    };
    let mut starts: Vec<(f64, f64, Vec<usize>)> = Vec::new();
    for order in orders(children, pulls) {
        for limit in limits(children, frame) {
            starts.push((cost(&pack(children, &order, limit, frame.gap)), limit, order.clone()));
        }
    }
    starts.sort_by(|a, b| a.0.total_cmp(&b.0));
    starts.truncate(3);
    let mut budget = BUDGET;
    let mut best: Option<(f64, Shelf)> = None;
    for (mut now, limit, mut order) in starts {
        let mut better = n > 1;
        while better && budget > 0 {
            better = false;
            for i in 0..n {
                for j in (0..n).filter(|&j| j != i) {
                    // An exchange, then a child lifted out and put in elsewhere.
                    for lift in [false, true] {
                        if budget == 0 || (!lift && j < i) {
                            continue;
                        }
                        budget -= 1;
                        let mut other = order.clone();
                        if lift {
                            let moved = other.remove(i);
                            other.insert(j, moved);
                        } else {
                            other.swap(i, j);
                        }
                        let then = cost(&pack(children, &other, limit, frame.gap));
                        if then < now * (1.0 - 1e-6) {
                            (now, order, better) = (then, other, true);
                        }
                    }
                }
            }
        }
        if best.as_ref().is_none_or(|(least, _)| now < least * (1.0 - 1e-9)) {
            best = Some((now, pack(children, &order, limit, frame.gap)));
        }
    }
    best.map(|(_, shelf)| shelf).unwrap_or_default()
}

/// Orders to begin the search from: as given, tallest first, and by where the ties lead.
fn orders(children: &[Child], pulls: &[Pull]) -> Vec<Vec<usize>> {
    let given: Vec<usize> = (0..children.len()).collect();
    let mut tallest = given.clone();
    tallest.sort_by(|&a, &b| children[b].height.total_cmp(&children[a].height));
    let mut out = vec![given.clone(), tallest];
    let mut goal = vec![[0.0f64; 3]; children.len()];
    for pull in pulls {
        let [a, b] = pull.ends;
        for (own, other) in [(a, b), (b, a)] {
            if let (End::Middle(child) | End::Within(child, _), End::Outside(to)) = (own, other) {
                goal[child][0] += pull.weight * to[0];
                goal[child][1] += pull.weight * to[1];
                goal[child][2] += pull.weight;
            }
        }
    }
    if goal.iter().any(|g| g[2] > 0.0) {
        let mean = |child: usize, axis: usize| match goal[child][2] {
            w if w > 0.0 => goal[child][axis] / w,
            _ => 0.0,
        };
        for axis in [0, 1] {
            let mut led = given.clone();
            led.sort_by(|&a, &b| mean(a, axis).total_cmp(&mean(b, axis)).then(a.cmp(&b)));
            out.push(led);
        }
    }
    out
}

/// Row widths worth trying.
fn limits(children: &[Child], frame: &Frame) -> Vec<f64> {
    let gap = frame.gap;
    let widest = children.iter().map(|c| c.width).fold(0.0, f64::max);
    let area: f64 = children.iter().map(|c| (c.width + gap) * (c.height + gap)).sum();
    let ideal = (area * frame.aspect).sqrt();
    let mut out: Vec<f64> = [0.6, 0.75, 0.9, 1.0, 1.1, 1.25, 1.45, 1.7]
        .iter()
        .map(|share| (share * ideal).max(widest))
        .collect();
    out.dedup();
    out
}

/// Fills rows of at most `limit` wide, stacking what fits under the first child with room below.
fn pack(children: &[Child], order: &[usize], limit: f64, gap: f64) -> Shelf {
    struct Stack {
        members: Vec<usize>,
        width: f64,
        height: f64,
    }
    let mut rows: Vec<(Vec<Stack>, f64, f64)> = Vec::new();
    for &c in order {
        let Child { width, height, .. } = children[c];
        if let Some((stacks, row_width, row_height)) = rows.last_mut() {
            let room = |stack: &&mut Stack| {
                let grown = stack.width.max(width);
                grown <= ALIKE * stack.width.min(width)
                    && *row_width + grown - stack.width <= limit + 1e-9
                    && stack.height + gap + height <= *row_height + 1e-9
            };
            if let Some(stack) = stacks.iter_mut().find(room) {
                *row_width += stack.width.max(width) - stack.width;
                stack.width = stack.width.max(width);
                stack.height += gap + height;
                stack.members.push(c);
                continue;
            }
            if *row_width + gap + width <= limit + 1e-9 {
                *row_width += gap + width;
                *row_height = row_height.max(height);
                stacks.push(Stack { members: vec![c], width, height });
                continue;
            }
        }
        rows.push((vec![Stack { members: vec![c], width, height }], width, height));
    }
    let width = rows.iter().map(|row| row.1).fold(0.0, f64::max);
    let mut rects = vec![Rect::default(); children.len()];
    let mut y = 0.0;
    for (stacks, row_width, row_height) in &rows {
        // Stacks of leaves take up what is left of the row, within reason.
        let stretches = |s: &Stack| s.members.iter().all(|&c| children[c].stretches);
        let takers = stacks.iter().filter(|s| stretches(s)).count();
        let extra = if takers > 0 { (width - row_width) / takers as f64 } else { 0.0 };
        let mut x = 0.0;
        for stack in stacks {
            let wide =
                stack.width + if stretches(stack) { extra.min(0.5 * stack.width) } else { 0.0 };
            let mut below = y;
            for &c in &stack.members {
                let own = if children[c].stretches { wide } else { children[c].width };
                rects[c] = Rect { x, y: below, width: own, height: children[c].height };
                below += children[c].height + gap;
            }
            x += wide + gap;
        }
        y += row_height + gap;
    }
    Shelf { rects, width, height: (y - gap).max(0.0) }
}

fn length(rects: &[Rect], pull: &Pull) -> f64 {
    let [a, b] = pull.ends.map(|end| match end {
        End::Middle(child) => rects[child].centre(),
        End::Within(child, at) => [rects[child].x + at[0], rects[child].y + at[1]],
        End::Outside(at) => at,
    });
    ((a[0] - b[0]) * (a[0] - b[0]) + (a[1] - b[1]) * (a[1] - b[1])).sqrt()
}

/// The width of a box of the right shape and the same area, more when the shape is wrong.
fn size(shelf: &Shelf, frame: &Frame) -> f64 {
    let width = (shelf.width + frame.around[0]).max(frame.least_width);
    let height = shelf.height + frame.around[1];
    let shape = width / (height * frame.aspect);
    (width * height * frame.aspect).sqrt() * (0.85 + 0.15 * shape.max(1.0 / shape))
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRAME: Frame = Frame { gap: 10.0, aspect: 1.5, around: [20.0, 40.0], least_width: 50.0 };

    fn leaf(width: f64, height: f64) -> Child {
        Child { width, height, stretches: true }
    }

    #[test]
    fn short_children_stack_beside_a_tall_one() {
        let tall = Child { width: 100.0, height: 90.0, stretches: false };
        let shelf = pack(&[tall, leaf(50.0, 40.0), leaf(50.0, 40.0)], &[0, 1, 2], 160.0, 10.0);
        assert_eq!([shelf.width, shelf.height], [160.0, 90.0]);
        assert_eq!(shelf.rects[2], Rect { x: 110.0, y: 50.0, width: 50.0, height: 40.0 });
    }

    #[test]
    fn a_row_of_leaves_fills_the_width() {
        let shelf = pack(&[leaf(90.0, 10.0), leaf(80.0, 10.0)], &[0, 1], 95.0, 10.0);
        assert_eq!(shelf.rects[1], Rect { x: 0.0, y: 20.0, width: 90.0, height: 10.0 });
    }

    #[test]
    fn a_child_lies_towards_what_it_is_tied_to() {
        let out = End::Outside([1000.0, 20.0]);
        let pull = Pull { ends: [End::Middle(0), out], weight: 1.0 };
        let shelf = arrange(&[leaf(50.0, 20.0); 6], &[pull], &FRAME);
        let rightmost = shelf.rects.iter().map(|r| r.x).fold(0.0, f64::max);
        assert_eq!(shelf.rects[0].x, rightmost);
    }

    #[test]
    fn without_ties_the_order_given_is_the_reading_order() {
        let shelf = arrange(&[leaf(50.0, 20.0); 7], &[], &FRAME);
        let places: Vec<_> = shelf.rects.iter().map(|r| (r.y as i64, r.x as i64)).collect();
        assert!(places.is_sorted(), "{places:?}");
    }
}
