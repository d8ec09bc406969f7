//! GEXF 1.1 to 1.3: attributes, hierarchy, spells. Times are kept as they stand.
//!
//! # Source
//! GEXF Working Group, "GEXF 1.2draft Primer", 2012; "GEXF 1.3 Schema", 2022.

use std::collections::HashMap;

use super::Picture;
use super::xml::{self, Element};
use crate::load::agency::{AgencyError, Format};
use crate::load::receipt::{Fate, Why};

struct Reader {
    picture: Picture,
    /// Titles and defaults of attributes, by what they are of and their id.
    titles: HashMap<(String, String), (String, Option<String>)>,
    directed: bool,
}

/// Reads a GEXF file.
pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Picture, AgencyError> {
    let root = xml::read(name, bytes)?;
    let picture = Picture::new(name, Format::Gexf);
    let mut reader = Reader { picture, titles: HashMap::new(), directed: false };
    for element in &root.children {
        match element.name.as_str() {
            "graph" => reader.graph(element),
            _ => reader.unread(element),
        }
    }
    Ok(reader.picture)
}

impl Reader {
    /// Tells of an element that nothing reads, with what stands in it.
    fn unread(&mut self, element: &Element) {
        let own = [element.name.clone(), element.text.trim().to_owned()];
        let inner = element.children.iter().map(|child| child.text.trim().to_owned());
        let cells: Vec<String> = own.into_iter().chain(inner).collect();
        self.picture.other(Some(element.line), cells, Fate::Ignored, Some(Why::Unread));
    }

    fn graph(&mut self, graph: &Element) {
        self.directed = graph.get("defaultedgetype") == Some("directed");
        // What attributes are called may stand after what uses them.
        for element in graph.all("attributes") {
            self.attributes(element);
        }
        for element in &graph.children {
            match element.name.as_str() {
                "attributes" => {}
                "nodes" => self.nodes(element, None),
                "edges" => self.edges(element),
                _ => self.unread(element),
            }
        }
    }

    fn attributes(&mut self, element: &Element) {
        let class = element.get("class").unwrap_or("node").to_owned();
        for attribute in element.all("attribute") {
            let id = attribute.get("id").unwrap_or_default().to_owned();
            let title = attribute.get("title").unwrap_or(&id).to_owned();
            let default = attribute.all("default").next().map(|d| d.text.trim().to_owned());
            let cells = [id.clone(), title.clone(), default.clone().unwrap_or_default()];
            self.picture.other(Some(attribute.line), cells, Fate::Used, None);
            self.titles.insert((class.clone(), id), (title, default));
        }
    }

    fn nodes(&mut self, nodes: &Element, parent: Option<&str>) {
        for node in &nodes.children {
            if node.name != "node" {
                self.unread(node);
                continue;
            }
            let id = node.get("id").unwrap_or_default().to_owned();
            let said = self.said(node, "node", &["id", "pid"]);
            let above = node.get("pid").or(parent).map(str::to_owned);
            self.picture.thing(Some(node.line), &id, said).parent = above;
            for inner in node.all("nodes") {
                self.nodes(inner, Some(&id));
            }
            for inner in node.all("edges") {
                self.edges(inner);
            }
        }
    }

    fn edges(&mut self, edges: &Element) {
        for edge in &edges.children {
            if edge.name != "edge" {
                self.unread(edge);
                continue;
            }
            let directed = match edge.get("type") {
                Some("directed") => true,
                Some(_) => false,
                None => self.directed,
            };
            let mut said = self.said(edge, "edge", &["source", "target", "type"]);
            if edge.get("type") == Some("mutual") {
                said.push(("mutual".to_owned(), "yes".to_owned()));
            }
            let end = |name| edge.get(name).unwrap_or_default();
            let ends = (end("source"), end("target"));
            self.picture.line(Some(edge.line), ends, directed, said);
        }
    }

    /// What is said of a node or an edge: its attributes, its values with their times, its
    /// spells, its looks.
    fn said(&self, element: &Element, class: &str, own: &[&str]) -> Vec<(String, String)> {
        let kept = element.attributes.iter().filter(|(name, _)| !own.contains(&name.as_str()));
        let mut said: Vec<(String, String)> = kept.cloned().collect();
        let mut values: Vec<(String, String)> = Vec::new();
        let mut given = Vec::new();
        for value in element.all("attvalues").flat_map(|list| list.all("attvalue")) {
            let id = value.get("for").or_else(|| value.get("id")).unwrap_or_default();
            given.push(id.to_owned());
            let title = self.titles.get(&(class.to_owned(), id.to_owned()));
            let title = title.map_or(id, |(title, _)| title.as_str());
            let text = format!("{}{}", value.get("value").unwrap_or_default(), times(value));
            match values.iter_mut().find(|(name, _)| name == title) {
                Some((_, before)) => *before = format!("{before} | {text}"),
                None => values.push((title.to_owned(), text)),
            }
        }
        let mut defaults: Vec<_> = self
            .titles
            .iter()
            .filter(|((of, id), _)| of == class && !given.contains(id))
            .filter_map(|(_, (title, default))| Some((title.clone(), default.clone()?)))
            .collect();
        defaults.sort();
        said.append(&mut values);
        said.append(&mut defaults);
        let spells = element.all("spells").flat_map(|spells| spells.all("spell"));
        let spells: Vec<String> = spells.map(|spell| times(spell).trim().to_owned()).collect();
        if !spells.is_empty() {
            said.push(("spells".to_owned(), spells.join(" | ")));
        }
        for look in &element.children {
            if !["attvalues", "spells", "nodes", "edges"].contains(&look.name.as_str()) {
                let cells: Vec<&str> = look.attributes.iter().map(|(_, v)| v.as_str()).collect();
                said.push((format!("viz:{}", look.name), cells.join(" ")));
            }
        }
        said
    }
}

/// From when to when something holds.
fn times(element: &Element) -> String {
    let open = |one: &str, other: &str| element.get(one).or_else(|| element.get(other));
    match (open("start", "startopen"), open("end", "endopen")) {
        (None, None) => String::new(),
        (start, end) => format!(" [{}–{}]", start.unwrap_or_default(), end.unwrap_or_default()),
    }
}
