//! The map's layout: boxes within boxes, near what they are tied to.
//!
//! [`lay_out`] takes items (units within principals, forums standing free) and
//! the edges between them, and gives every item a rectangle. Outermost boxes
//! are placed by [`stress_layout`] and parted by [`remove_overlaps`], then
//! moved one at a time to better free spots; inside, children stand in rows.
//! Nothing here knows what an item is: the caller maps a network to numbers.
//!
//! *Invariant*: the same input gives the same bytes; siblings never overlap;
//! no file, no clock, no randomness but the seed's.

mod descent;
mod field;
mod hops;
mod nest;
mod network;
mod overlap;
mod pack;
mod pins;
mod place;
mod shelf;
mod stress;
#[cfg(test)]
mod tests;

pub use network::{Placed, of_network};
pub use overlap::{Rect, Room, remove_overlaps};
pub use stress::{StressOptions, stress_layout};

/// A box to be laid out.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Item {
    /// The item it lies in; `None` for an outermost box.
    pub parent: Option<usize>,
    /// Least width: its label's, with padding; for a box with children, its
    /// label on one line.
    pub width: f64,
    /// Height of a box without children: its label's, with padding.
    pub height: f64,
    /// Height of the label's strip at the top, once it has children.
    pub header: f64,
    /// Top left corner on the map, where a user has put it.
    pub pinned: Option<[f64; 2]>,
}

/// Something that ties two items and should be short: a membership, a
/// referral, a tie. Either end may be a box with children.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Edge {
    /// One end, by its place among the items.
    pub a: usize,
    /// The other end.
    pub b: usize,
    /// How much its length counts, beside that of other edges; positive.
    pub weight: f64,
}

/// Distances and shape, in map units.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Options {
    /// Any number; another seed gives another layout.
    pub seed: u64,
    /// Width over height of the whole map, about.
    pub aspect: f64,
    /// Between two siblings in a box.
    pub gap_inside: f64,
    /// Between two outermost boxes.
    pub gap_between: f64,
    /// Between a box's edge, or its header, and its children.
    pub padding: f64,
}

impl Default for Options {
    fn default() -> Self {
        Options { seed: 1, aspect: 1.6, gap_inside: 12.0, gap_between: 48.0, padding: 12.0 }
    }
}

/// A finished layout.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Plan {
    /// One an item, in their order, on the map.
    pub rects: Vec<Rect>,
    /// The map's own edge: half a gap around everything. Its top left corner
    /// is (0, 0) as long as nothing is pinned.
    pub frame: Rect,
}

/// Why no layout was made.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum LayoutError {
    /// An edge, a pin or a parent names an item that is not there.
    #[error("no item {item}: there are {items}, counted from 0")]
    NoSuchItem {
        /// The number named.
        item: usize,
        /// How many items there are.
        items: usize,
    },
    /// An item lies, through its parents, within itself.
    #[error("item {item} lies within itself")]
    Cycle {
        /// One item in or within the circle.
        item: usize,
    },
    /// A size or position is negative or not finite.
    #[error("item {item}: a size is negative, or a size or position not finite")]
    Size {
        /// The item.
        item: usize,
    },
    /// An ideal length or weight is missing, not positive or not finite.
    #[error("edge {edge}: its length or weight is missing, not positive or not finite")]
    Length {
        /// The edge.
        edge: usize,
    },
}

/// Gives every item a rectangle: children inside their parent, siblings
/// apart, what is tied together near, the whole compact and about as wide as
/// asked.
///
/// Leaves may come out wider than they ask, to line up with their siblings;
/// every other size is least. A pinned item's top left corner lies where it is
/// pinned, its children move along, and all else gives way, starting from
/// where it lay without pins. Only when pins contradict one another (a child
/// outside its pinned parent, two siblings on one another) does one yield: the
/// parent and the first sibling stay.
///
/// # Shape
/// Edges may be parallel, and in any order and direction: the layout is the
/// same. An edge between an item and a box around it counts for nothing.
///
/// # Units
/// Map units, one a CSS pixel at zoom 1; `y` grows downwards.
///
/// # Undefined
/// Never: without items the plan is empty, without edges it is merely compact.
///
/// # Errors
/// [`LayoutError::NoSuchItem`], [`LayoutError::Cycle`], [`LayoutError::Size`]
/// and [`LayoutError::Length`], naming the first item or edge at fault.
///
/// # Cost
/// With `t` outermost boxes and `m` edges between them: time O(t (t + m)) a
/// round of moves, O(t² m) while `t · m` is below 60,000, because then what
/// lines cross counts too; fewer rounds the more boxes. A box with `c`
/// children: at most 6,000 orders tried, each O(c + its edges).
///
/// # Source
/// Stress and overlap removal as in [`stress_layout`] and [`remove_overlaps`].
/// The moves from spot to spot and the rows are plain hill climbing of our own.
///
/// # Example
/// ```
/// use samkarta::layout::{Edge, Item, Options, lay_out};
/// let unit = Item { width: 90.0, height: 30.0, header: 24.0, ..Item::default() };
/// let items = [unit, Item { parent: Some(0), ..unit }, unit];
/// let edges = [Edge { a: 1, b: 2, weight: 1.0 }];
/// let plan = lay_out(&items, &edges, &Options::default())?;
/// let [outer, inner, forum] = plan.rects[..] else { unreachable!() };
/// assert_eq!([inner.x - outer.x, inner.y - outer.y], [12.0, 36.0]);
/// assert!(!forum.is_within(&outer, 47.9));
/// # Ok::<(), samkarta::layout::LayoutError>(())
/// ```
pub fn lay_out(items: &[Item], edges: &[Edge], options: &Options) -> Result<Plan, LayoutError> {
    let fine = |size: f64| size >= 0.0 && size.is_finite();
    let wrong = items.iter().position(|item| {
        !(fine(item.width) && fine(item.height) && fine(item.header))
            || item.pinned.is_some_and(|at| !at.iter().all(|x| x.is_finite()))
    });
    if let Some(item) = wrong {
        return Err(LayoutError::Size { item });
    }
    let ends = edges.iter().flat_map(|edge| [edge.a, edge.b]);
    if let Some(item) = ends.into_iter().find(|&end| end >= items.len()) {
        return Err(LayoutError::NoSuchItem { item, items: items.len() });
    }
    if let Some(edge) = edges.iter().position(|edge| !(edge.weight > 0.0 && fine(edge.weight))) {
        return Err(LayoutError::Length { edge });
    }
    let tree = nest::Tree::new(items)?;
    let mut rects = nest::natural(items, &tree, &merged(edges), options);
    let rim = options.gap_between / 2.0;
    let frame = bounds(&rects, rim);
    for rect in &mut rects {
        (rect.x, rect.y) = (rect.x - frame.x, rect.y - frame.y);
    }
    let frame = Rect { x: 0.0, y: 0.0, ..frame };
    if items.iter().all(|item| item.pinned.is_none()) {
        return Ok(Plan { rects, frame });
    }
    pins::apply(items, &tree, &mut rects, options);
    let frame = bounds(&rects, rim);
    Ok(Plan { rects, frame })
}

/// Edges in one order and direction, parallel ones as one.
fn merged(edges: &[Edge]) -> Vec<Edge> {
    let mut out: Vec<Edge> = edges
        .iter()
        .map(|edge| Edge { a: edge.a.min(edge.b), b: edge.a.max(edge.b), ..*edge })
        .filter(|edge| edge.a != edge.b)
        .collect();
    // By weight too, so that the sum does not depend on the order given.
    out.sort_by(|x, y| (x.a, x.b).cmp(&(y.a, y.b)).then(x.weight.total_cmp(&y.weight)));
    out.dedup_by(|next, kept| {
        let same = (next.a, next.b) == (kept.a, kept.b);
        if same {
            kept.weight += next.weight;
        }
        same
    });
    out
}

/// The rectangle around all, with a rim; from (0, 0) and of no size around nothing.
fn bounds(rects: &[Rect], rim: f64) -> Rect {
    let least = |of: fn(&Rect) -> f64| rects.iter().map(of).fold(f64::INFINITY, f64::min) - rim;
    let most = |of: fn(&Rect) -> f64| rects.iter().map(of).fold(f64::NEG_INFINITY, f64::max) + rim;
    if rects.is_empty() {
        return Rect::default();
    }
    let (x, y) = (least(|r| r.x), least(|r| r.y));
    Rect { x, y, width: most(|r| r.x + r.width) - x, height: most(|r| r.y + r.height) - y }
}
