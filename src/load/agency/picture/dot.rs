//! DOT, as Graphviz itself reads it: the JSON of `dot -Tdot_json`.
//!
//! A cluster named after a node in it (`cluster_rvc` with `rvc`), as this program writes
//! them, makes that node the parent of the others; any other cluster is kept as an
//! attribute of its nodes.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::Picture;
use crate::load::agency::{AgencyError, Format, hsds};
use crate::load::receipt::{Fate, Why};
use crate::model::text::Text;

/// Whether a text is DOT itself: `graph` or `digraph` after comments.
pub(super) fn is_dot(text: &str) -> bool {
    let mut rest = text.trim_start();
    loop {
        if let Some(after) = rest.strip_prefix("//").or_else(|| rest.strip_prefix('#')) {
            rest = after.split_once('\n').map_or("", |(_, rest)| rest).trim_start();
        } else if let Some(after) = rest.strip_prefix("/*") {
            rest = after.split_once("*/").map_or("", |(_, rest)| rest).trim_start();
        } else {
            break;
        }
    }
    let head: String = rest.chars().take(400).collect::<String>().to_lowercase();
    let head = head.strip_prefix("strict").map_or(head.as_str(), str::trim_start);
    let after = head.strip_prefix("digraph").or_else(|| head.strip_prefix("graph"));
    after.is_some_and(|after| {
        after.starts_with(|c: char| c.is_whitespace() || c == '{' || c == '"')
            && after.contains('{')
    })
}

/// A cluster.
struct Cluster<'a> {
    name: &'a str,
    label: &'a str,
    nodes: Vec<u64>,
    clusters: Vec<u64>,
}

/// Reads what Graphviz made of a DOT file.
pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Picture, AgencyError> {
    let text = hsds::decoded(bytes);
    if is_dot(&text) {
        return Err(AgencyError::NeedsGraphviz { name: name.to_owned() });
    }
    let mut graphs = serde_json::Deserializer::from_str(&text).into_iter::<Value>();
    let first = graphs.next().unwrap_or(Ok(Value::Null));
    let value = first.map_err(|error| {
        AgencyError::malformed(
            name,
            Some(error.line() as u64),
            Text::new(format!("ingen giltig JSON: {error}"), format!("no valid JSON: {error}")),
            Text::new("kör dot -Tdot_json på nytt", "run dot -Tdot_json again"),
        )
    })?;
    let mut picture = Picture::new(name, Format::Dot);
    let comment = value["comment"].as_str().unwrap_or_default();
    picture.own = comment.starts_with("Samkarta ");
    let directed = value["directed"].as_bool().unwrap_or(false);
    // Subgraphs bear the first numbers.
    let subgraphs = number(&value["_subgraph_cnt"]).unwrap_or(0);
    let empty = Vec::new();
    let objects = value["objects"].as_array().unwrap_or(&empty);
    let mut clusters: HashMap<u64, Cluster> = HashMap::new();
    let mut names: HashMap<u64, String> = HashMap::new();
    for (number, object) in objects.iter().filter_map(|o| Some((number(&o["_gvid"])?, o))) {
        let name = object["name"].as_str().unwrap_or_default();
        if number < subgraphs {
            let label = object["label"].as_str().unwrap_or_default();
            let list = |key: &str| numbers(&object[key]);
            let (nodes, clusters_in) = (list("nodes"), list("subgraphs"));
            clusters.insert(number, Cluster { name, label, nodes, clusters: clusters_in });
        } else {
            names.insert(number, id(name, picture.own));
        }
    }
    graph_cells(&mut picture, &value);
    for more in graphs.filter_map(Result::ok) {
        picture.refuse(
            None,
            [more["name"].as_str().unwrap_or_default()],
            Text::new(
                "filen har flera grafer; bara den första läses",
                "the file has several graphs; only the first is read",
            ),
            Text::new("lägg varje graf i en egen fil", "put each graph in a file of its own"),
        );
    }
    let legend = |name: &str, own: bool| own && name.starts_with("legend ");
    let above = parents(&clusters, &names);
    for object in objects.iter().filter_map(Value::as_object) {
        let Some(gvid) = object.get("_gvid").and_then(number) else { continue };
        if let Some(cluster) = clusters.get(&gvid) {
            let cells = [cluster.name, cluster.label];
            match cluster.name.starts_with("cluster") {
                true => picture.other(None, cells, Fate::Used, None),
                false => picture.other(None, cells, Fate::Ignored, Some(Why::Looks)),
            }
            continue;
        }
        let Some(own_name) = names.get(&gvid).cloned() else { continue };
        if legend(&own_name, picture.own) {
            picture.other(None, [own_name], Fate::Ignored, Some(Why::Looks));
            continue;
        }
        let mut said = said(object, &["_gvid", "name"], &own_name, picture.own);
        let (parent, cluster) = above.get(&gvid).cloned().unwrap_or_default();
        said.extend(cluster.map(|label| ("cluster".to_owned(), label)));
        picture.thing(None, &own_name, said).parent = parent;
    }
    for edge in value["edges"].as_array().into_iter().flatten().filter_map(Value::as_object) {
        let end = |key: &str| edge.get(key).and_then(number).and_then(|n| names.get(&n));
        let (Some(from), Some(to)) = (end("tail"), end("head")) else { continue };
        if legend(from, picture.own) {
            picture.other(None, [from.as_str(), to.as_str()], Fate::Ignored, Some(Why::Looks));
            continue;
        }
        let said = said(edge, &["_gvid", "tail", "head"], "", picture.own);
        picture.line(None, (from, to), directed, said);
    }
    Ok(picture)
}

fn number(value: &Value) -> Option<u64> {
    value.as_u64()
}

fn numbers(value: &Value) -> Vec<u64> {
    value.as_array().into_iter().flatten().filter_map(number).collect()
}

/// What is said of the drawing as a whole.
fn graph_cells(picture: &mut Picture, value: &Value) {
    let cells = value.as_object().into_iter().flatten().filter_map(|(name, value)| {
        let text = value.as_str()?;
        (!text.is_empty()).then(|| format!("{name}={text}"))
    });
    let cells: Vec<String> = cells.collect();
    picture.other(None, cells, Fate::Ignored, Some(Why::Unread));
}

/// What an object says beside what holds it together; empty texts say nothing.
fn said(object: &Map<String, Value>, own: &[&str], id: &str, ours: bool) -> Vec<(String, String)> {
    let mut said = Vec::new();
    for (name, value) in object {
        let Some(text) = value.as_str().filter(|_| !own.contains(&name.as_str())) else { continue };
        let text = match name.as_str() {
            "label" if ours => unquoted(text),
            "label" => label(text, id),
            _ if ours => unquoted(text),
            _ => text.to_owned(),
        };
        let repeats_id = name == "label" && text == id;
        if !text.trim().is_empty() && !repeats_id {
            said.push((name.clone(), text));
        }
    }
    said
}

/// An id of ours as it was before it was quoted.
fn id(name: &str, ours: bool) -> String {
    if ours { unquoted(name) } else { name.to_owned() }
}

/// A text as it was before this program quoted it.
fn unquoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut signs = text.chars();
    while let Some(c) = signs.next() {
        match c {
            '\\' => match signs.next() {
                Some('n') => out.push('\n'),
                Some(c) => out.push(c),
                None => out.push('\\'),
            },
            c => out.push(c),
        }
    }
    out
}

/// A label as people read it: escapes and tags of HTML taken away.
fn label(text: &str, id: &str) -> String {
    let plain = if text.contains("</") || text.contains("<br") || text.contains("<BR") {
        untagged(text)
    } else {
        let mut out = String::with_capacity(text.len());
        let mut signs = text.chars();
        while let Some(c) = signs.next() {
            match c {
                '\\' => match signs.next() {
                    Some('n' | 'l' | 'r') => out.push(' '),
                    Some('N') => out.push_str(id),
                    Some(c) => out.push(c),
                    None => {}
                },
                c => out.push(c),
            }
        }
        out
    };
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn untagged(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut inside = false;
    for c in text.chars() {
        match c {
            '<' => inside = true,
            '>' if inside => {
                inside = false;
                out.push(' ');
            }
            c if !inside => out.push(c),
            _ => {}
        }
    }
    let entities =
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&nbsp;", " "), ("&amp;", "&")];
    entities.iter().fold(out, |text, (entity, sign)| text.replace(entity, sign))
}

/// Of each node in a cluster: the node that stands for the closest cluster, or else the
/// cluster's label.
fn parents(
    clusters: &HashMap<u64, Cluster>,
    names: &HashMap<u64, String>,
) -> HashMap<u64, (Option<String>, Option<String>)> {
    let mut over: HashMap<u64, u64> = HashMap::new();
    for (number, cluster) in clusters {
        over.extend(cluster.clusters.iter().map(|inner| (*inner, *number)));
    }
    let depth = |mut number: u64| {
        let mut depth = 0;
        while let Some(above) = over.get(&number).filter(|_| depth <= clusters.len()) {
            (number, depth) = (*above, depth + 1);
        }
        depth
    };
    let mut order: Vec<(usize, u64)> = clusters
        .iter()
        .filter(|(_, cluster)| cluster.name.starts_with("cluster"))
        .map(|(number, _)| (depth(*number), *number))
        .collect();
    order.sort_unstable();
    let mut above: HashMap<u64, (Option<String>, Option<String>)> = HashMap::new();
    // The outer ones first, so that the closest has the last word.
    for (_, number) in order {
        let cluster = &clusters[&number];
        let head = cluster.name.strip_prefix("cluster_").map(unquoted);
        let stands = |node: &&u64| {
            let name = names.get(node).map(|name| unquoted(name));
            head.is_some() && name == head
        };
        let head = cluster.nodes.iter().find(stands).and_then(|node| names.get(node));
        for node in &cluster.nodes {
            if head.is_some() && names.get(node) == head {
                continue;
            }
            let label = if cluster.label.is_empty() { cluster.name } else { cluster.label };
            let entry = match head {
                Some(head) => (Some(head.clone()), None),
                None => (None, Some(label.to_owned())),
            };
            above.insert(*node, entry);
        }
    }
    above
}
