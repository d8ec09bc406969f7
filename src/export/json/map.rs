//! The map's boxes as JSON.

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;

use crate::compare::Union;
use crate::graph::{Graph, Node};
use crate::layout::{LayoutError, Options, Placed, Plan, of_network};
use crate::model::Network;

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

/// Two networks on the same positions.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Sides {
    /// What the older network has, with its own ids.
    pub old: MapLayout,
    /// What the newer has.
    pub new: MapLayout,
}

/// The layout of a network as JSON.
///
/// # Errors
/// As [`of_network`].
pub fn layout(graph: &Graph) -> Result<MapLayout, LayoutError> {
    let (placed, plan) = of_network(graph, &Options::default())?;
    Ok(boxes(graph.network, &placed, &plan, |id| Some(id.to_owned())))
}

/// Two networks on the positions of both together: what stands in both stands
/// in the same place.
///
/// # Errors
/// As [`of_network`].
pub fn sides(union: &Union, old: &Network, new: &Network) -> Result<Sides, LayoutError> {
    let graph = Graph::new(&union.network);
    let (placed, plan) = of_network(&graph, &Options::default())?;
    let has =
        |network: &Network, id: &str| network.actor(id).is_some() || network.forum(id).is_some();
    let back: BTreeMap<&str, &str> =
        union.renamed.records.iter().map(|(own, whole)| (whole.as_str(), own.as_str())).collect();
    let of_new = |id: &str| back.get(id).map(|own| (*own).to_owned());
    Ok(Sides {
        old: boxes(&union.network, &placed, &plan, |id| has(old, id).then(|| id.to_owned())),
        new: boxes(&union.network, &placed, &plan, |id| of_new(id).filter(|id| has(new, id))),
    })
}

/// The boxes that `own` gives an id; a box lies in the nearest one that has.
fn boxes(
    network: &Network,
    placed: &[Placed],
    plan: &Plan,
    own: impl Fn(&str) -> Option<String>,
) -> MapLayout {
    let id = |at: usize| match placed[at].node {
        Node::Actor(i) => own(&network.actors[i].id.0),
        Node::Forum(i) => own(&network.forums[i].id.0),
    };
    let above = |at: usize| {
        std::iter::successors(placed[at].parent, |&up| placed[up].parent).collect::<Vec<_>>()
    };
    let mut order: Vec<usize> = (0..placed.len()).collect();
    order.sort_by_key(|&at| (above(at).len(), at));
    let boxes = order
        .into_iter()
        .filter_map(|at| {
            Some(LayoutBox {
                id: id(at)?,
                parent: above(at).into_iter().find_map(id),
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
        })
        .collect();
    MapLayout {
        x: tenth(plan.frame.x),
        y: tenth(plan.frame.y),
        width: tenth(plan.frame.width),
        height: tenth(plan.frame.height),
        boxes,
    }
}

fn tenth(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}
