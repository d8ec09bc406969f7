//! The map's boxes as JSON.

use serde::Serialize;
use utoipa::ToSchema;

use crate::graph::{Graph, Node};
use crate::layout::{LayoutError, Options, of_network};

/// Where everything lies: the same every time.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct MapLayout {
    /// Left edge, in map units: one CSS pixel at zoom 1.
    pub x: f64,
    /// Top edge.
    pub y: f64,
    /// Width of everything.
    pub width: f64,
    /// Height of everything.
    pub height: f64,
    /// Boxes: containers before what they contain.
    pub boxes: Vec<LayoutBox>,
}

/// One box.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LayoutBox {
    /// Id of the actor or forum.
    pub id: String,
    /// Id of the box it lies in.
    pub parent: Option<String>,
    /// `actor` or `forum`.
    pub kind: &'static str,
    /// Left edge.
    pub x: f64,
    /// Top edge.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
    /// Height of the label's strip at the top; 0 for a box without children.
    pub header: f64,
    /// Whether somebody put it there.
    pub moved: bool,
}

/// The layout of a network as JSON.
///
/// # Errors
/// As [`of_network`].
pub fn layout(graph: &Graph) -> Result<MapLayout, LayoutError> {
    let (placed, plan) = of_network(graph, &Options::default())?;
    let network = graph.network;
    let id = |node: Node| match node {
        Node::Actor(i) => network.actors[i].id.0.clone(),
        Node::Forum(i) => network.forums[i].id.0.clone(),
    };
    let depth = |mut at: usize| {
        let mut depth = 0;
        while let Some(up) = placed[at].parent {
            (at, depth) = (up, depth + 1);
        }
        depth
    };
    let mut order: Vec<usize> = (0..placed.len()).collect();
    order.sort_by_key(|&at| (depth(at), at));
    let boxes = order
        .into_iter()
        .map(|at| LayoutBox {
            id: id(placed[at].node),
            parent: placed[at].parent.map(|up| id(placed[up].node)),
            kind: match placed[at].node {
                Node::Actor(_) => "actor",
                Node::Forum(_) => "forum",
            },
            x: tenth(plan.rects[at].x),
            y: tenth(plan.rects[at].y),
            width: tenth(plan.rects[at].width),
            height: tenth(plan.rects[at].height),
            header: placed[at].header,
            moved: placed[at].moved,
        })
        .collect();
    Ok(MapLayout {
        x: tenth(plan.frame.x),
        y: tenth(plan.frame.y),
        width: tenth(plan.frame.width),
        height: tenth(plan.frame.height),
        boxes,
    })
}

fn tenth(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}
