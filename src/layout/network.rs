//! A network's actors and forums as boxes to lay out.

use super::{Edge, Item, LayoutError, Options, Plan, lay_out};
use crate::graph::{Edge as Link, Graph, Node};
use crate::model::ActorKind;

/// Characters on a line of a label, at most, unless a word is longer.
const LINE: usize = 20;
/// Width of a character and height of a line of the map's 13-pixel label.
const CHARACTER: f64 = 7.1;
const LINE_HEIGHT: f64 = 17.0;
/// Room round a label, both sides together.
const MARGIN: [f64; 2] = [24.0, 18.0];

/// One box of a network's map.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed {
    /// What it stands for.
    pub node: Node,
    /// Its place among the boxes that it lies in, if any.
    pub parent: Option<usize>,
    /// Height of its label's strip; 0 without children.
    pub header: f64,
    /// Whether somebody moved it.
    pub moved: bool,
}

/// Lays out a network: actors in their principals, forums free, the public
/// left out. Returns the boxes and, in the same order, their rectangles.
///
/// # Errors
/// [`LayoutError::Size`] when a stored position is not finite. Parents in a
/// circle are cut open, not an error.
///
/// # Cost
/// That of [`lay_out`].
pub fn of_network(graph: &Graph, options: &Options) -> Result<(Vec<Placed>, Plan), LayoutError> {
    let network = graph.network;
    let mut boxes = Vec::new();
    let mut items = Vec::new();
    let mut place = vec![None; graph.whole.node_count()];
    let drawn = |actor: usize| network.actors[actor].kind != Some(ActorKind::Public);
    for index in graph.whole.node_indices() {
        let node = graph.whole[index];
        if let Node::Actor(actor) = node
            && !drawn(actor)
        {
            continue;
        }
        place[index.index()] = Some(boxes.len());
        boxes.push(Placed { node, parent: None, header: 0.0, moved: false });
        let (name, id) = match node {
            Node::Actor(i) => (&network.actors[i].name, &network.actors[i].id.0),
            Node::Forum(i) => (&network.forums[i].name, &network.forums[i].id.0),
        };
        let pin = network.positions.iter().find(|p| p.id == *id && p.is_on_map());
        let [width, height] = label(name);
        items.push(Item {
            parent: None,
            width,
            height,
            header: LINE_HEIGHT + 11.0,
            pinned: pin.map(|p| [p.x, p.y]),
        });
    }
    for at in 0..boxes.len() {
        let Node::Actor(actor) = boxes[at].node else { continue };
        let parent = graph.parent(actor).filter(|&up| drawn(up));
        let parent = parent.and_then(|up| place[up]);
        boxes[at].parent = parent;
        boxes[at].moved = items[at].pinned.is_some();
        items[at].parent = parent;
        if let Some(parent) = parent {
            // A strip holds the name on one line.
            let Node::Actor(up) = boxes[parent].node else { continue };
            let name = network.actors[up].name.chars().count();
            items[parent].width = items[parent].width.max(name as f64 * CHARACTER + MARGIN[0]);
            boxes[parent].header = items[parent].header;
        }
    }
    for (at, item) in items.iter().enumerate() {
        boxes[at].moved = item.pinned.is_some();
    }
    let mut edges = Vec::new();
    for edge in graph.whole.edge_indices() {
        let Some((a, b)) = graph.whole.edge_endpoints(edge) else { continue };
        let weight = match graph.whole[edge] {
            Link::Parent => continue,
            Link::Convener | Link::Member(_) => 1.0,
            Link::Referral(_) | Link::Tie(_) => 1.5,
        };
        if let (Some(a), Some(b)) = (place[a.index()], place[b.index()])
            && a != b
        {
            edges.push(Edge { a, b, weight });
        }
    }
    let plan = lay_out(&items, &edges, options)?;
    Ok((boxes, plan))
}

/// Width and height of a name wrapped at spaces and hyphens.
fn label(name: &str) -> [f64; 2] {
    let mut lines = vec![0];
    for word in name.split_inclusive([' ', '-', '/']) {
        let length = word.trim_end().chars().count();
        let line = lines.len() - 1;
        if lines[line] > 0 && lines[line] + length > LINE {
            lines.push(0);
        }
        let line = lines.len() - 1;
        lines[line] += word.chars().count();
    }
    let longest = lines.iter().copied().max().unwrap_or(0).max(4);
    [longest as f64 * CHARACTER + MARGIN[0], lines.len() as f64 * LINE_HEIGHT + MARGIN[1]]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Actor, Network, Row};

    #[test]
    fn labels_wrap_at_words() {
        assert_eq!(label("RVC")[1], LINE_HEIGHT + MARGIN[1]);
        assert_eq!(label("Enheten för arbetsrehabilitering")[1], 2.0 * LINE_HEIGHT + MARGIN[1]);
    }

    #[test]
    fn a_circle_of_parents_is_cut_open() {
        let actor = |id: &str, parent: &str| {
            Row::bare(Actor {
                id: id.into(),
                name: id.into(),
                parent: Some(parent.into()),
                ..Actor::default()
            })
        };
        let net = Network { actors: vec![actor("a", "b"), actor("b", "a")], ..Network::default() };
        let graph = Graph::new(&net);
        assert!(of_network(&graph, &Options::default()).is_ok());
    }
}
