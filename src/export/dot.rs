//! Graphviz DOT: principals as clusters, kinds as shapes, with a legend.
//!
//! graphviz-rust's printer writes ids and labels as it gets them, so every one
//! is quoted here first ([`quoted`]).

use std::collections::BTreeMap;

use graphviz_rust::dot_structures::{
    Attribute, Edge, EdgeTy, Graph as Dot, GraphAttributes, Id, Node, NodeId, Stmt, Subgraph,
    Vertex,
};
use graphviz_rust::printer::{DotPrinter, PrinterContext};

use crate::graph::Graph;
use crate::measure::ties::statuses;
use crate::model::text::Word;
use crate::model::{Actor, ActorKind, Lang, Network, Sector, TieStatus};

/// What made the file, and from what.
fn made(network: &Network) -> String {
    let digest = network.digest.as_deref().unwrap_or("-");
    format!("Samkarta {}; {} sha256:{digest}", env!("CARGO_PKG_VERSION"), network.id)
}

/// The network as DOT text.
///
/// Attributes promised stable: `sector`, `kind` and `interviewed` on nodes,
/// `kind` (`membership`, `convener`, `referral` or a kind of tie) on edges.
///
/// # Cost
/// Linear in rows.
pub fn dot(graph: &Graph, lang: Lang) -> String {
    let network = graph.network;
    let mut children: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
    for actor in 0..network.actors.len() {
        children.entry(graph.parent(actor)).or_default().push(actor);
    }
    let write = Writer { graph, lang, children };
    let mut stmts = vec![
        Stmt::GAttribute(GraphAttributes::Graph(vec![
            text("label", &network.title),
            text("comment", &made(network)),
            text("labelloc", "t"),
            text("rankdir", "LR"),
            text("compound", "true"),
            text("fontname", "Helvetica"),
            text("nodesep", "0.15"),
        ])),
        Stmt::GAttribute(GraphAttributes::Node(vec![
            text("fontname", "Helvetica"),
            text("fontsize", "11"),
            text("style", "filled"),
            text("color", "#333333"),
        ])),
        Stmt::GAttribute(GraphAttributes::Edge(vec![
            text("fontname", "Helvetica"),
            text("fontsize", "9"),
            text("color", "#444444"),
        ])),
    ];
    stmts.extend(write.actors(None));
    stmts.extend(network.forums.iter().map(|forum| {
        let shape = vec![
            text("label", &forum.name),
            text("shape", "hexagon"),
            text("fillcolor", "#ffffff"),
            text("kind", "forum"),
        ];
        node(&forum.id.0, shape)
    }));
    stmts.extend(write.edges());
    stmts.push(legend(network, lang));
    let whole = Dot::DiGraph { id: Id::Plain(quoted(&network.id)), strict: false, stmts };
    let mut context = PrinterContext::default();
    whole.print(&mut context) + "\n"
}

/// Any text as a quoted DOT string: quotes and backslashes escaped, line
/// breaks as `\n`, other control characters dropped. Graphviz reads no more
/// than 16 kB between two quotes, so longer texts are joined with `+`.
pub fn quoted(text: &str) -> String {
    const MOST: usize = 8000;
    let mut out = String::with_capacity(text.len() + 2);
    let mut part = MOST;
    out.push('"');
    for c in text.chars() {
        if out.len() > part {
            part = out.len() + MOST;
            out.push_str("\" + \"");
        }
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

struct Writer<'a> {
    graph: &'a Graph<'a>,
    lang: Lang,
    children: BTreeMap<Option<usize>, Vec<usize>>,
}

impl Writer<'_> {
    fn actors(&self, parent: Option<usize>) -> Vec<Stmt> {
        let below = self.children.get(&parent).map_or(&[][..], Vec::as_slice);
        below.iter().map(|&actor| self.actor(actor)).collect()
    }

    fn actor(&self, row: usize) -> Stmt {
        let actor = &self.graph.network.actors[row];
        let asked = self.graph.was_asked(row);
        let own = node(&actor.id.0, look(actor, asked, self.lang));
        if !self.children.contains_key(&Some(row)) {
            return own;
        }
        let mut stmts = vec![
            Stmt::Attribute(text("label", &actor.name)),
            Stmt::Attribute(text("style", "rounded")),
            Stmt::Attribute(text("color", "#666666")),
            own,
        ];
        stmts.extend(self.actors(Some(row)));
        let id = Id::Plain(quoted(&format!("cluster_{}", actor.id)));
        Stmt::Subgraph(Subgraph { id, stmts })
    }

    fn edges(&self) -> Vec<Stmt> {
        let network = self.graph.network;
        let known = |id: &str| network.actor(id).is_some();
        let forum_known = |id: &str| network.forum(id).is_some();
        let mut stmts = Vec::new();
        for row in &network.affiliations {
            if known(row.actor.as_str()) && forum_known(row.forum.as_str()) {
                stmts.push(edge(
                    &row.actor.0,
                    &row.forum.0,
                    "membership",
                    &[("dir", "none"), ("style", "dotted")],
                    None,
                ));
            }
        }
        for row in &network.forums {
            if let Some(convener) = row.convener.as_ref().filter(|id| known(id.as_str())) {
                stmts.push(edge(
                    &convener.0,
                    &row.id.0,
                    "convener",
                    &[("arrowhead", "dot"), ("style", "dotted")],
                    None,
                ));
            }
        }
        for row in &network.referrals {
            if known(row.from.as_str()) && known(row.to.as_str()) {
                let label = row.condition.as_deref().or(row.channel.as_deref());
                stmts.push(edge(
                    &row.from.0,
                    &row.to.0,
                    "referral",
                    &[("style", "solid"), ("penwidth", "1.6")],
                    label,
                ));
            }
        }
        for (row, status) in network.ties.iter().zip(statuses(self.graph)) {
            if known(row.from.as_str()) && known(row.to.as_str()) {
                let kind = row.kind.map_or("tie", |kind| kind.slug());
                let style: &[(&str, &str)] = match status {
                    TieStatus::Confirmed => &[("dir", "none"), ("style", "bold")],
                    TieStatus::Wished => &[("style", "dashed"), ("arrowhead", "odiamond")],
                    TieStatus::Absent => &[("style", "dashed"), ("arrowhead", "tee")],
                    _ => &[("arrowhead", "open"), ("style", "dashed")],
                };
                stmts.push(edge(&row.from.0, &row.to.0, kind, style, row.about.as_deref()));
            }
        }
        stmts
    }
}

/// Fills lie five steps of CIE lightness apart, so that sectors can be told
/// from one another on a greyscale print.
fn fill(sector: Option<Sector>) -> &'static str {
    match sector {
        Some(Sector::State) => "#9a94c8",
        Some(Sector::Private) => "#ea9186",
        Some(Sector::Municipality) => "#93bfe0",
        Some(Sector::Association) => "#d9c9a3",
        Some(Sector::Region) => "#c3e6bd",
        Some(Sector::CivilSociety) => "#fff0cc",
        None => "#ffffff",
    }
}

fn shape(kind: Option<ActorKind>) -> &'static str {
    match kind {
        Some(ActorKind::Organisation) => "box",
        Some(ActorKind::Unit) | None => "ellipse",
        Some(ActorKind::Board) => "octagon",
        Some(ActorKind::Role) => "house",
        Some(ActorKind::Category) => "folder",
        Some(ActorKind::Public) => "doublecircle",
    }
}

/// Dashed: nobody there or above was asked. `interviewed` is what the actor's
/// own row says.
fn look(actor: &Actor, asked: Option<bool>, lang: Lang) -> Vec<Attribute> {
    let mut look = vec![
        text("label", &actor.name),
        text("shape", shape(actor.kind)),
        text("fillcolor", fill(actor.sector)),
    ];
    if let Some(sector) = actor.sector {
        look.push(text("sector", sector.slug()));
        look.push(text("tooltip", sector.label().get(lang)));
    }
    if let Some(kind) = actor.kind {
        look.push(text("kind", kind.slug()));
    }
    if asked == Some(false) && actor.kind != Some(ActorKind::Public) {
        look.push(text("style", "filled,dashed"));
    }
    let asked = match actor.interviewed {
        Some(true) => "yes",
        Some(false) => "no",
        None => "unknown",
    };
    look.push(text("interviewed", asked));
    look
}

fn legend(network: &Network, lang: Lang) -> Stmt {
    let say = |sv: &'static str, en: &'static str| match lang {
        Lang::Sv => sv,
        Lang::En => en,
    };
    let mut stmts = vec![
        Stmt::Attribute(text("label", say("Teckenförklaring", "Legend"))),
        Stmt::Attribute(text("style", "dashed")),
    ];
    let mut add = |key: &str, look: Vec<Attribute>| {
        stmts.push(node(&format!("legend {key}"), look));
    };
    for sector in
        Sector::ALL.iter().copied().filter(|s| network.actors.iter().any(|a| a.sector == Some(*s)))
    {
        add(
            sector.slug(),
            vec![
                text("label", sector.label().get(lang)),
                text("shape", "plain"),
                text("fillcolor", fill(Some(sector))),
            ],
        );
    }
    for kind in
        ActorKind::ALL.iter().copied().filter(|k| network.actors.iter().any(|a| a.kind == Some(*k)))
    {
        add(
            kind.slug(),
            vec![
                text("label", kind.label().get(lang)),
                text("shape", shape(Some(kind))),
                text("fillcolor", "#ffffff"),
            ],
        );
    }
    add(
        "forum",
        vec![
            text("label", say("forum", "forum")),
            text("shape", "hexagon"),
            text("fillcolor", "#ffffff"),
        ],
    );
    add(
        "unasked",
        vec![
            text("label", say("inte tillfrågad", "not asked")),
            text("shape", "box"),
            text("style", "filled,dashed"),
            text("fillcolor", "#ffffff"),
        ],
    );
    for (key, label, style) in [
        ("referral", say("remissväg", "referral"), "solid"),
        ("tie", say("samarbete, inte bekräftat", "tie, not confirmed"), "dashed"),
        ("membership", say("medlem i forum", "member of forum"), "dotted"),
    ] {
        let end = format!("legend {key} end");
        let point = || vec![text("label", ""), text("shape", "point")];
        stmts.push(node(&format!("legend {key}"), point()));
        stmts.push(node(&end, point()));
        stmts.push(edge(&format!("legend {key}"), &end, key, &[("style", style)], Some(label)));
    }
    Stmt::Subgraph(Subgraph { id: Id::Plain(quoted("cluster legend")), stmts })
}

fn text(name: &str, value: &str) -> Attribute {
    Attribute(Id::Plain(name.to_owned()), Id::Plain(quoted(value)))
}

fn node_id(id: &str) -> NodeId {
    NodeId(Id::Plain(quoted(id)), None)
}

fn node(id: &str, attributes: Vec<Attribute>) -> Stmt {
    Stmt::Node(Node { id: node_id(id), attributes })
}

fn edge(from: &str, to: &str, kind: &str, style: &[(&str, &str)], label: Option<&str>) -> Stmt {
    let mut attributes: Vec<Attribute> =
        style.iter().map(|(name, value)| text(name, value)).collect();
    attributes.push(text("kind", kind));
    attributes.extend(label.map(|label| text("label", label)));
    let ends = EdgeTy::Pair(Vertex::N(node_id(from)), Vertex::N(node_id(to)));
    Stmt::Edge(Edge { ty: ends, attributes })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// CIE 1976 lightness of a `#rrggbb` colour, 0 to 100.
    fn lightness(colour: &str) -> f64 {
        let part = |at: usize| {
            let c = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
            if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        let y = 0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5);
        116.0 * y.cbrt() - 16.0
    }

    #[test]
    fn sectors_can_be_told_apart_in_grey() {
        let fills = Sector::ALL.iter().map(|sector| fill(Some(*sector)));
        let mut greys: Vec<f64> = fills.map(lightness).collect();
        greys.sort_by(f64::total_cmp);
        assert!(greys.windows(2).all(|pair| pair[1] - pair[0] >= 5.0), "{greys:?}");
        assert!(greys[0] > 60.0, "black text must stand out");
    }

    #[test]
    fn quoting_leaves_nothing_to_break_out_with() {
        assert_eq!(quoted("a\"; b [x=\"y\"]"), r#""a\"; b [x=\"y\"]""#);
        assert_eq!(quoted("back\\"), r#""back\\""#);
        assert_eq!(quoted("two\nlines\u{0}"), r#""two\nlines""#);
    }
}
