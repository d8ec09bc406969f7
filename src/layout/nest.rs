//! Boxes within boxes: shelves inside, free places outermost, in turns.

use super::field::{Ground, Line};
use super::overlap::Rect;
use super::place::{place, replace};
use super::shelf::{Child, End, Frame, Pull, arrange};
use super::{Edge, Item, LayoutError, Options};

/// Rounds of arranging the insides again, now that the outside is known.
const ROUNDS: usize = 2;
/// Width over height of a box with children.
const BOX_ASPECT: f64 = 1.5;

/// Who lies in whom.
pub(crate) struct Tree {
    pub(crate) children: Vec<Vec<usize>>,
    pub(crate) top: Vec<usize>,
    /// The outermost box of each item.
    pub(crate) root: Vec<usize>,
    /// Every item after its children.
    pub(crate) upwards: Vec<usize>,
}

impl Tree {
    pub(crate) fn new(items: &[Item]) -> Result<Self, LayoutError> {
        let n = items.len();
        let mut children = vec![Vec::new(); n];
        let mut top = Vec::new();
        for (i, item) in items.iter().enumerate() {
            match item.parent {
                None => top.push(i),
                Some(item) if item >= n => return Err(LayoutError::NoSuchItem { item, items: n }),
                Some(parent) => children[parent].push(i),
            }
        }
        let mut root = vec![usize::MAX; n];
        let mut upwards = Vec::with_capacity(n);
        for &t in &top {
            root[t] = t;
            upwards.push(t);
        }
        let mut next = 0;
        while let Some(&i) = upwards.get(next) {
            next += 1;
            for &child in &children[i] {
                root[child] = root[i];
                upwards.push(child);
            }
        }
        if let Some(item) = root.iter().position(|&r| r == usize::MAX) {
            return Err(LayoutError::Cycle { item });
        }
        upwards.reverse();
        Ok(Tree { children, top, root, upwards })
    }

    /// The items from `item` out to its outermost box.
    fn outwards<'t>(&self, items: &'t [Item], item: usize) -> impl Iterator<Item = usize> + 't {
        std::iter::successors(Some(item), |&i| items[i].parent)
    }
}

/// The layout without pins: a rectangle an item, in the units of the items.
pub(crate) fn natural(items: &[Item], tree: &Tree, edges: &[Edge], options: &Options) -> Vec<Rect> {
    let mut nest = Nest {
        items,
        tree,
        edges,
        options,
        size: items.iter().map(|item| [item.width, item.height]).collect(),
        offset: vec![[0.0; 2]; items.len()],
        rects: vec![Rect::default(); items.len()],
    };
    let ground = Ground { gap: options.gap_between, aspect: options.aspect, seed: options.seed };
    nest.fill(false);
    let sizes: Vec<[f64; 2]> = tree.top.iter().map(|&t| nest.size[t]).collect();
    let mut tops = place(&sizes, &nest.lines(), &ground);
    nest.spread(&tops);
    for _ in 0..ROUNDS {
        nest.fill(true);
        for (rect, &t) in tops.iter_mut().zip(&tree.top) {
            let [x, y] = rect.centre();
            let [width, height] = nest.size[t];
            *rect = Rect { x: x - width / 2.0, y: y - height / 2.0, width, height };
        }
        tops = replace(tops, &nest.lines(), &ground);
        nest.spread(&tops);
    }
    nest.refill(&mut tops);
    nest.spread(&tops);
    nest.rects
}

struct Nest<'a> {
    items: &'a [Item],
    tree: &'a Tree,
    edges: &'a [Edge],
    options: &'a Options,
    size: Vec<[f64; 2]>,
    /// From the parent's top left corner.
    offset: Vec<[f64; 2]>,
    /// Where everything lay after the last round.
    rects: Vec<Rect>,
}

impl Nest<'_> {
    /// Arranges every box's children, innermost first, from now on with sizes
    /// that fit. With `outside`, ties that leave a box pull too.
    fn fill(&mut self, outside: bool) {
        let mut pulls = self.pulls(outside);
        let tree = self.tree;
        for &i in tree.upwards.iter().filter(|&&i| !tree.children[i].is_empty()) {
            let inside = &tree.children[i];
            let Options { padding, gap_inside, .. } = *self.options;
            let item = &self.items[i];
            let children: Vec<Child> = inside
                .iter()
                .map(|&c| Child {
                    width: self.size[c][0],
                    height: self.size[c][1],
                    stretches: tree.children[c].is_empty(),
                })
                .collect();
            let frame = Frame {
                gap: gap_inside,
                aspect: BOX_ASPECT,
                around: [2.0 * padding, item.header + 2.0 * padding],
                least_width: item.width,
            };
            let own = self.resolve(i, &std::mem::take(&mut pulls[i]));
            let shelf = arrange(&children, &own, &frame);
            for (&c, rect) in inside.iter().zip(&shelf.rects) {
                self.offset[c] = [rect.x + padding, rect.y + padding + item.header];
                self.size[c] = [rect.width, rect.height];
            }
            self.size[i] =
                [(shelf.width + frame.around[0]).max(item.width), shelf.height + frame.around[1]];
        }
    }

    /// Arranges the insides once more, for the outside as it ended; a box that
    /// would grow stays as it was.
    fn refill(&mut self, tops: &mut [Rect]) {
        let (size, offset) = (self.size.clone(), self.offset.clone());
        self.fill(true);
        for (rect, &t) in tops.iter_mut().zip(&self.tree.top) {
            let [width, height] = self.size[t];
            if width <= rect.width && height <= rect.height {
                *rect = Rect { width, height, ..*rect };
                continue;
            }
            for i in (0..size.len()).filter(|&i| self.tree.root[i] == t) {
                (self.size[i], self.offset[i]) = (size[i], offset[i]);
            }
        }
    }

    /// For each box, the edges that have an end in one of its children and the
    /// other end in another child, or outside.
    fn pulls(&self, outside: bool) -> Vec<Vec<usize>> {
        let mut out = vec![Vec::new(); self.items.len()];
        for (e, edge) in self.edges.iter().enumerate() {
            let [a, b] = [edge.a, edge.b]
                .map(|end| self.tree.outwards(self.items, end).collect::<Vec<usize>>());
            if a.contains(&edge.b) || b.contains(&edge.a) {
                continue;
            }
            let shared = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
            for path in [&a, &b] {
                // From the box below the shared ones inwards: there the other end is outside.
                let apart = path.len() - shared;
                for &i in &path[1..apart.max(1)] {
                    if outside {
                        out[i].push(e);
                    }
                }
            }
            if shared > 0 {
                out[a[a.len() - shared]].push(e);
            }
        }
        out
    }

    /// Edges as box `i` sees them.
    fn resolve(&self, i: usize, edges: &[usize]) -> Vec<Pull> {
        let [left, top] = [
            self.rects[i].x + self.options.padding,
            self.rects[i].y + self.options.padding + self.items[i].header,
        ];
        let end = |item: usize| {
            let mut within = [self.size[item][0] / 2.0, self.size[item][1] / 2.0];
            let mut child = item;
            while let Some(parent) = self.items[child].parent {
                if parent == i {
                    let at = self.tree.children[i].iter().position(|&c| c == child);
                    return match at {
                        Some(at) if child == item => End::Middle(at),
                        Some(at) => End::Within(at, within),
                        None => End::Middle(0),
                    };
                }
                within = [within[0] + self.offset[child][0], within[1] + self.offset[child][1]];
                child = parent;
            }
            let [x, y] = self.rects[item].centre();
            End::Outside([x - left, y - top])
        };
        edges
            .iter()
            .map(|&e| &self.edges[e])
            .map(|edge| Pull { ends: [end(edge.a), end(edge.b)], weight: edge.weight })
            .collect()
    }

    /// Edges between outermost boxes.
    fn lines(&self) -> Vec<Line> {
        let mut rank = vec![usize::MAX; self.items.len()];
        for (r, &t) in self.tree.top.iter().enumerate() {
            rank[t] = r;
        }
        let end = |item: usize| {
            let mut at = [0.0; 2];
            for i in self.tree.outwards(self.items, item) {
                if self.items[i].parent.is_some() {
                    at = [at[0] + self.offset[i][0], at[1] + self.offset[i][1]];
                }
            }
            let [width, height] = self.size[item];
            // A line may end anywhere on a box with children, but in the middle of a leaf.
            let part = if self.tree.children[item].is_empty() {
                Rect { x: at[0] + width / 2.0, y: at[1] + height / 2.0, ..Rect::default() }
            } else {
                Rect { x: at[0], y: at[1], width, height }
            };
            (rank[self.tree.root[item]], part)
        };
        self.edges
            .iter()
            .filter(|edge| self.tree.root[edge.a] != self.tree.root[edge.b])
            .map(|edge| Line { ends: [end(edge.a), end(edge.b)], weight: edge.weight })
            .collect()
    }

    /// Gives every item its place, from those of the outermost boxes.
    fn spread(&mut self, tops: &[Rect]) {
        for (rect, &t) in tops.iter().zip(&self.tree.top) {
            self.rects[t] = *rect;
        }
        for &i in self.tree.upwards.iter().rev() {
            let [width, height] = self.size[i];
            if let Some(parent) = self.items[i].parent {
                let [x, y] = self.offset[i];
                let base = self.rects[parent];
                self.rects[i] = Rect { x: base.x + x, y: base.y + y, width, height };
            }
        }
    }
}
