//! DOT that Graphviz itself reads back as meant.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::process::{Command, Stdio};

use samkarta::export::dot;
use samkarta::graph::Graph;
use samkarta::model::{
    Actor, ActorKind, Affiliation, Forum, Lang, Network, Referral, Row, Sector, Tie, TieKind,
};
use serde_json::Value;

use crate::fixture::real;

/// What `dot` makes of a text in another format.
fn graphviz(format: &str, text: &str) -> String {
    let mut child = Command::new("dot")
        .arg(format!("-T{format}"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| {
            panic!(
                "cannot run `dot` ({error}); install graphviz (Debian: apt-get install graphviz)"
            )
        });
    let mut stdin = child.stdin.take().unwrap();
    let input = text.to_owned();
    let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "dot -T{format}: {said}");
    assert!(!said.contains("syntax") && !said.contains("rror"), "dot -T{format}: {said}");
    String::from_utf8(output.stdout).unwrap()
}

/// A graph as Graphviz understood it.
struct Read {
    /// Label and attributes of nodes, by id; the legend's left out.
    nodes: BTreeMap<String, Value>,
    /// From, to and kind of edges, sorted; the legend's left out.
    edges: Vec<(String, String, String)>,
    /// Ids of the nodes in each cluster, the legend among them.
    clusters: BTreeMap<String, BTreeSet<String>>,
    /// How many nodes and edges the legend has.
    legend: (usize, usize),
}

fn read(text: &str) -> Read {
    graphviz("canon", text);
    let json: Value = serde_json::from_str(&graphviz("dot_json", text)).unwrap();
    let objects = json["objects"].as_array().cloned().unwrap_or_default();
    let name = |object: &Value| object["name"].as_str().unwrap().to_owned();
    let by_number: BTreeMap<u64, &Value> =
        objects.iter().map(|o| (o["_gvid"].as_u64().unwrap(), o)).collect();
    let legend = |name: &str| name.starts_with("legend ");
    let (mut nodes, mut clusters, mut in_legend) = (BTreeMap::new(), BTreeMap::new(), (0, 0));
    for object in &objects {
        let id = name(object);
        if let Some(members) = object["nodes"].as_array() {
            let members = members.iter().map(|n| name(by_number[&n.as_u64().unwrap()]));
            clusters.insert(id, members.collect());
        } else if object.get("subgraphs").is_some() {
            clusters.insert(id, BTreeSet::new());
        } else if legend(&id) {
            in_legend.0 += 1;
        } else {
            assert!(nodes.insert(id.clone(), object.clone()).is_none(), "{id} twice");
        }
    }
    let mut edges = Vec::new();
    for edge in json["edges"].as_array().cloned().unwrap_or_default() {
        let end = |key: &str| name(by_number[&edge[key].as_u64().unwrap()]);
        if legend(&end("tail")) {
            in_legend.1 += 1;
        } else {
            edges.push((end("tail"), end("head"), edge["kind"].as_str().unwrap().to_owned()));
        }
    }
    edges.sort();
    Read { nodes, edges, clusters, legend: in_legend }
}

/// An id or label as Graphviz keeps it: backslashes stay doubled, so that no
/// escape of its own (`\N`, `\l`) is read into them.
fn kept(text: &str) -> String {
    text.replace('\\', "\\\\").replace('\n', "\\n")
}

/// The edges a network must be drawn with.
fn expected_edges(network: &Network) -> Vec<(String, String, String)> {
    let mut edges = Vec::new();
    let mut add = |from: &str, to: &str, kind: &str| {
        edges.push((kept(from), kept(to), kind.to_owned()));
    };
    for row in &network.affiliations {
        add(row.actor.as_str(), row.forum.as_str(), "membership");
    }
    for row in &network.forums {
        if let Some(convener) = &row.convener {
            add(convener.as_str(), row.id.as_str(), "convener");
        }
    }
    for row in &network.referrals {
        add(row.from.as_str(), row.to.as_str(), "referral");
    }
    for row in &network.ties {
        let kind = row.kind.map_or("tie", samkarta::model::Word::slug);
        add(row.from.as_str(), row.to.as_str(), kind);
    }
    edges.sort();
    edges
}

fn assert_drawn(network: &Network, drawn: &Read) {
    let names = network
        .actors
        .iter()
        .map(|row| (row.id.as_str(), &row.name))
        .chain(network.forums.iter().map(|row| (row.id.as_str(), &row.name)));
    let expected: BTreeMap<String, String> =
        names.map(|(id, name)| (kept(id), kept(name))).collect();
    let labels: BTreeMap<String, String> = drawn
        .nodes
        .iter()
        .map(|(id, node)| (id.clone(), node["label"].as_str().unwrap_or_default().to_owned()))
        .collect();
    assert_eq!(labels, expected);
    assert_eq!(drawn.edges, expected_edges(network));
}

#[test]
fn the_real_network_is_drawn_whole() {
    let network = real().network;
    let drawn = read(&dot::dot(&Graph::new(&network), Lang::Sv));
    assert_drawn(&network, &drawn);
    assert_eq!(drawn.nodes.len(), network.actors.len() + network.forums.len());
}

#[test]
fn principals_are_clusters_with_their_units_inside() {
    let network = real().network;
    let drawn = read(&dot::dot(&Graph::new(&network), Lang::Sv));
    let parents: BTreeSet<&str> =
        network.actors.iter().filter_map(|a| a.parent.as_ref()).map(|p| p.as_str()).collect();
    let clusters: BTreeSet<&str> =
        drawn.clusters.keys().filter_map(|name| name.strip_prefix("cluster_")).collect();
    assert_eq!(clusters, parents);
    let municipality = &drawn.clusters["cluster_sodertalje-kommun"];
    for id in ["sodertalje-kommun", "rvc", "barnahus", "samordnare-vald", "kvinnoboendet-siri"] {
        assert!(municipality.contains(id), "{id} is not within the municipality");
    }
    assert!(!municipality.contains("region-stockholm") && !municipality.contains("lunagruppen"));
}

#[test]
fn kinds_have_shapes_and_the_legend_explains_them() {
    let network = real().network;
    for (lang, title) in [(Lang::Sv, "Teckenförklaring"), (Lang::En, "Legend")] {
        let text = dot::dot(&Graph::new(&network), lang);
        assert!(text.contains(title), "no {title}");
        let drawn = read(&text);
        // Five sectors or more, five kinds, forum, unasked, three lines of two ends.
        assert!(drawn.legend.0 >= 18 && drawn.legend.1 == 3, "{:?}", drawn.legend);
        assert!(drawn.clusters.contains_key("cluster legend"));
        let shape = |id: &str| drawn.nodes[id]["shape"].as_str().unwrap_or("ellipse").to_owned();
        let shapes =
            ["sodertalje-kommun", "rvc", "samordnare-vald", "vardcentraler", "lunagruppen"];
        let shapes: BTreeSet<String> = shapes.map(shape).into_iter().collect();
        assert_eq!(shapes.len(), 5, "organisation, unit, role, category, forum: {shapes:?}");
    }
}

/// Lightness of a colour, 0 to 255, as a greyscale printer sees it.
fn grey(colour: &str) -> f64 {
    let part = |at: usize| f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap());
    0.299 * part(1) + 0.587 * part(3) + 0.114 * part(5)
}

#[test]
fn black_text_is_readable_on_every_fill_in_greyscale() {
    let network = real().network;
    let drawn = read(&dot::dot(&Graph::new(&network), Lang::Sv));
    for (id, node) in &drawn.nodes {
        let fill = node["fillcolor"].as_str().unwrap();
        assert!(grey(fill) > 140.0, "{id}: {fill} is too dark for black text");
    }
}

/// Names that careless quoting lets out. None begins with `%`, which Graphviz
/// keeps for names of its own.
fn hostile() -> Network {
    let long = "lång ".repeat(4000);
    let odd = [
        "\"",
        "a\"b",
        "\\",
        "slut\\",
        "\\N",
        "\\\"",
        "två\nrader",
        "a->b",
        "a -> b [x=y]",
        "{",
        "}",
        "{a|b}",
        "<b>fet</b>",
        "<table>",
        "&amp;",
        "å",
        "node",
        "graph",
        "strict",
        "007",
        "7",
        "-.5",
        "a:b",
        "a;b",
        "// x",
        "/* x",
        "# x",
        "\"]; z [label=\"",
        "",
        "cluster_å",
        "100%",
        "'",
        long.trim(),
    ];
    let sectors = [Some(Sector::State), Some(Sector::Private), None];
    let actor = |(n, name): (usize, &&str)| {
        Row::bare(Actor {
            id: (*name).into(),
            name: (*name).to_owned(),
            kind: Some(ActorKind::Unit),
            sector: sectors[n % 3],
            parent: (n % 4 == 3).then(|| odd[n - 1].into()),
            ..Actor::default()
        })
    };
    let pairs: Vec<(&str, &str)> = odd.windows(2).map(|pair| (pair[0], pair[1])).collect();
    let tie = |(from, to): &(&str, &str)| {
        Row::bare(Tie {
            id: format!("{from} {to}"),
            from: (*from).into(),
            to: (*to).into(),
            kind: Some(TieKind::Consults),
            about: Some((*from).to_owned()),
            ..Tie::default()
        })
    };
    let forum = Forum {
        id: "forum \"a\"".into(),
        name: "<i>F</i> \\l".to_owned(),
        convener: Some("a\"b".into()),
        ..Forum::default()
    };
    let member = Affiliation { forum: "forum \"a\"".into(), actor: "\\".into(), role: None };
    let referral = Referral {
        id: "r".into(),
        from: "".into(),
        to: "007".into(),
        condition: Some("\"]; z -> y; [\"".to_owned()),
        ..Referral::default()
    };
    Network {
        id: "graph \"x\" {".to_owned(),
        title: "T\\N \"x\"".to_owned(),
        actors: odd.iter().enumerate().map(actor).collect(),
        forums: vec![Row::bare(forum)],
        affiliations: vec![Row::bare(member)],
        ties: pairs.iter().map(tie).collect(),
        referrals: vec![Row::bare(referral)],
        ..Network::default()
    }
}

#[test]
fn hostile_names_stay_names() {
    let network = hostile();
    let drawn = read(&dot::dot(&Graph::new(&network), Lang::En));
    assert_drawn(&network, &drawn);
    assert_eq!(drawn.nodes.len(), network.actors.len() + 1);
    assert!(!drawn.nodes.contains_key("z") && !drawn.nodes.contains_key("y"));
}

#[test]
fn what_leads_nowhere_is_not_drawn() {
    let mut network = hostile();
    network.ties.push(Row::bare(Tie { from: "å".into(), to: "ingen".into(), ..Tie::default() }));
    network.affiliations.push(Row::bare(Affiliation {
        forum: "inget".into(),
        actor: "å".into(),
        role: None,
    }));
    let drawn = read(&dot::dot(&Graph::new(&network), Lang::Sv));
    assert!(!drawn.nodes.contains_key("ingen") && !drawn.nodes.contains_key("inget"));
    assert_eq!(drawn.edges, expected_edges(&hostile()));
}
