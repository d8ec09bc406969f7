//! The map's layout.

mod hops;
mod overlap;
mod pack;
mod random;
mod stress;

pub use overlap::{Rect, Room, remove_overlaps};
pub use stress::{StressOptions, stress_layout};

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
        /// One item of the circle.
        item: usize,
    },
    /// A size or position is negative or not finite.
    #[error("item {item}: size or position is negative or not finite")]
    Size {
        /// The item.
        item: usize,
    },
    /// An ideal length or weight is missing, not positive or not finite.
    #[error("edge {edge}: length or weight is missing, not positive or not finite")]
    Length {
        /// The edge.
        edge: usize,
    },
}
