//! GraphML: keys, nested graphs, defaults; labels of yEd. Hyperedges and ports are told.
//!
//! # Source
//! U. Brandes, M. Eiglsperger, J. Lerner, C. Pich, "Graph Markup Language (GraphML)", in
//! R. Tamassia (ed.), Handbook of Graph Drawing and Visualization, 2013.

use std::collections::HashMap;

use super::Picture;
use super::xml::{self, Element};
use crate::load::agency::{AgencyError, Format};
use crate::load::receipt::{Fate, Why};
use crate::model::text::Text;

/// What a key stands for.
struct Key {
    name: String,
    of: String,
    default: Option<String>,
}

struct Reader {
    picture: Picture,
    keys: HashMap<String, Key>,
    /// Keys with a default, in the order of the file.
    defaults: Vec<String>,
}

/// Reads a GraphML file.
pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Picture, AgencyError> {
    let root = xml::read(name, bytes)?;
    let picture = Picture::new(name, Format::GraphMl);
    let mut reader = Reader { picture, keys: HashMap::new(), defaults: Vec::new() };
    for element in &root.children {
        match element.name.as_str() {
            "key" => reader.key(element),
            "graph" => reader.graph(element, None),
            _ => reader.unread(element),
        }
    }
    Ok(reader.picture)
}

impl Reader {
    fn key(&mut self, element: &Element) {
        let id = element.get("id").unwrap_or_default().to_owned();
        let name = element.get("attr.name").or_else(|| element.get("yfiles.type"));
        let name = name.unwrap_or(&id).to_owned();
        let default = element.all("default").next().map(|d| d.text.trim().to_owned());
        let default = default.filter(|text| !text.is_empty());
        let of = element.get("for").unwrap_or("all").to_owned();
        let cells = [id.clone(), name.clone(), default.clone().unwrap_or_default()];
        self.picture.other(Some(element.line), cells, Fate::Used, None);
        if default.is_some() {
            self.defaults.push(id.clone());
        }
        self.keys.insert(id, Key { name, of, default });
    }

    fn unread(&mut self, element: &Element) {
        let cells = [element.name.as_str(), element.text.trim()];
        self.picture.other(Some(element.line), cells, Fate::Ignored, Some(Why::Unread));
    }

    fn graph(&mut self, graph: &Element, parent: Option<&str>) {
        let directed = graph.get("edgedefault") != Some("undirected");
        for element in &graph.children {
            match element.name.as_str() {
                "node" => self.node(element, parent),
                "edge" => self.edge(element, directed),
                "hyperedge" => self.hyperedge(element),
                _ => self.unread(element),
            }
        }
    }

    fn node(&mut self, element: &Element, parent: Option<&str>) {
        let id = element.get("id").unwrap_or_default().to_owned();
        let said = self.said(element, "node");
        let thing = self.picture.thing(Some(element.line), &id, said);
        thing.parent = parent.map(str::to_owned);
        for child in &element.children {
            match child.name.as_str() {
                "graph" => self.graph(child, Some(&id)),
                "port" => self.picture.other(
                    Some(child.line),
                    [child.get("name").unwrap_or("port")],
                    Fate::Ignored,
                    Some(Why::Looks),
                ),
                "data" => {}
                _ => self.unread(child),
            }
        }
    }

    fn edge(&mut self, element: &Element, directed: bool) {
        let directed = match element.get("directed") {
            Some(word) => word == "true",
            None => directed,
        };
        let mut said = self.said(element, "edge");
        for name in ["id", "sourceport", "targetport"] {
            said.extend(element.get(name).map(|text| (name.to_owned(), text.to_owned())));
        }
        let end = |name| element.get(name).unwrap_or_default();
        let ends = (end("source"), end("target"));
        self.picture.line(Some(element.line), ends, directed, said);
        for child in element.children.iter().filter(|child| child.name != "data") {
            self.unread(child);
        }
    }

    fn hyperedge(&mut self, element: &Element) {
        let ends = element.all("endpoint").filter_map(|end| end.get("node"));
        let ends: Vec<String> = ends.map(str::to_owned).collect();
        self.picture.refuse(
            Some(element.line),
            ends,
            Text::new(
                "en hyperkant mellan flera noder har ingen motsvarighet",
                "a hyperedge between several nodes has no counterpart",
            ),
            Text::new(
                "gör den till ett forum med noderna som medlemmar",
                "make it a forum with the nodes as members",
            ),
        );
    }

    /// What the data of an element say, with the defaults of what they leave out.
    fn said(&self, element: &Element, of: &str) -> Vec<(String, String)> {
        let mut said = Vec::new();
        let mut given = Vec::new();
        for data in element.all("data") {
            let id = data.get("key").unwrap_or_default();
            given.push(id);
            let name = self.keys.get(id).map_or(id, |key| key.name.as_str());
            let text = data.text.trim();
            if !text.is_empty() {
                said.push((name.to_owned(), text.to_owned()));
            } else if !data.children.is_empty() {
                // yEd: the label lies in the graphics; the rest is looks.
                let label = data.deep_text("NodeLabel").or_else(|| data.deep_text("EdgeLabel"));
                said.extend(label.map(|label| ("label".to_owned(), label.to_owned())));
                said.push(("graphics".to_owned(), "graphics".to_owned()));
            }
        }
        for id in &self.defaults {
            let Some(key) = self.keys.get(id).filter(|key| key.of == of || key.of == "all") else {
                continue;
            };
            if let Some(default) = key.default.as_ref().filter(|_| !given.contains(&id.as_str())) {
                said.push((key.name.clone(), default.clone()));
            }
        }
        said
    }
}
