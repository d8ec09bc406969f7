//! Networks that others drew: GraphML, GEXF, Pajek, DOT.
//!
//! Each format is read into a [`Picture`]: things, lines between them, and what is said of
//! both. From there on all are alike. Things are actors, unless they are said to be forums
//! or stand in the second mode of a two-mode network; lines are ties, seats, referrals.
//!
//! *Invariant*: every thing, every line and every cell about them is in an account. How
//! the drawing looks (colours, places, sizes) is told and not kept.

mod dot;
mod gexf;
mod graphml;
mod pajek;
mod xml;

use std::collections::{HashMap, HashSet};

use super::build::{Build, Meant, Mention, as_place};
use super::known::Node;
use super::words::{self, Column, Relation};
use super::{AgencyError, Format, Reading, edges};
use crate::link::normal;
use crate::load::draft::Draft;
use crate::load::problem::Problem;
use crate::load::receipt::{Fate, Ledger, Why};
use crate::model::text::{Text, Word};
use crate::model::{ActorKind, Attributes, Level, Referral, Sector, Tie};

/// A cell about a thing or a line.
#[derive(Clone, Debug)]
struct Said {
    name: String,
    text: String,
    /// Its place in the account.
    column: usize,
}

/// A thing in a drawing.
#[derive(Clone, Debug)]
struct Thing {
    entry: usize,
    line: Option<u64>,
    place: String,
    id: String,
    said: Vec<Said>,
    /// The thing that it stands in.
    parent: Option<String>,
    /// Whether it stands in the second mode.
    second: bool,
}

/// A line in a drawing.
#[derive(Clone, Debug)]
struct Line {
    entry: usize,
    line: Option<u64>,
    place: String,
    from: String,
    to: String,
    directed: bool,
    said: Vec<Said>,
}

/// A drawing as it was read.
pub(super) struct Picture {
    file: String,
    prefix: &'static str,
    /// Whether this program made it, so that its ids are ids here.
    own: bool,
    things: Vec<Thing>,
    lines: Vec<Line>,
    of_things: Ledger,
    of_lines: Ledger,
    of_others: Ledger,
    problems: Vec<Problem>,
}

impl Picture {
    fn new(file: &str, format: Format) -> Self {
        let ledger = |table| Ledger::new(file, Some(table), format.slug());
        Self {
            file: file.to_owned(),
            prefix: format.slug(),
            own: false,
            things: Vec::new(),
            lines: Vec::new(),
            of_things: ledger("nodes"),
            of_lines: ledger("edges"),
            of_others: ledger("other"),
            problems: Vec::new(),
        }
    }

    /// Adds a thing with what is said of it.
    fn thing(&mut self, line: Option<u64>, id: &str, said: Vec<(String, String)>) -> &mut Thing {
        let cells = std::iter::once(id).chain(said.iter().map(|(_, text)| text.as_str()));
        let entry = self.of_things.read(line.unwrap_or(0), cells);
        let place = match line {
            Some(line) => format!("{}!{line}", self.file),
            None => format!("{}!{id}", self.file),
        };
        self.things.push(Thing {
            entry,
            line,
            place: as_place(&place),
            id: id.to_owned(),
            said: cells_of(said, 1),
            parent: None,
            second: false,
        });
        let last = self.things.len() - 1;
        &mut self.things[last]
    }

    /// Adds a line between two things with what is said of it.
    fn line(
        &mut self,
        line: Option<u64>,
        (from, to): (&str, &str),
        directed: bool,
        said: Vec<(String, String)>,
    ) {
        let cells = [from, to].into_iter().chain(said.iter().map(|(_, text)| text.as_str()));
        let entry = self.of_lines.read(line.unwrap_or(0), cells);
        let place = match line {
            Some(line) => format!("{}!{line}", self.file),
            None => format!("{}!{from}--{to}", self.file),
        };
        self.lines.push(Line {
            entry,
            line,
            place: as_place(&place),
            from: from.to_owned(),
            to: to.to_owned(),
            directed,
            said: cells_of(said, 2),
        });
    }

    /// Accounts for something that is neither thing nor line.
    fn other<S: Into<String>>(
        &mut self,
        line: Option<u64>,
        cells: impl IntoIterator<Item = S>,
        fate: Fate,
        why: Option<Why>,
    ) {
        let entry = self.of_others.read(line.unwrap_or(0), cells);
        self.of_others.settle_row(entry, fate, why);
    }

    /// Accounts for something that cannot be kept, and says so.
    fn refuse<S: Into<String>>(
        &mut self,
        line: Option<u64>,
        cells: impl IntoIterator<Item = S>,
        what: Text,
        next: Text,
    ) {
        let entry = self.of_others.read(line.unwrap_or(0), cells);
        let mut problem = Problem::error(&self.file, what, next);
        problem.line = line;
        self.problems.push(problem.clone());
        self.of_others.reject(entry, problem);
    }
}

fn cells_of(said: Vec<(String, String)>, first: usize) -> Vec<Said> {
    let cell = |(i, (name, text))| Said { name, text, column: first + i };
    said.into_iter().enumerate().map(cell).collect()
}

/// The draft of a drawing.
///
/// # Errors
/// When it is not what its format asks for.
pub(super) fn read(
    format: Format,
    name: &str,
    bytes: &[u8],
    with: &Reading,
) -> Result<Draft, AgencyError> {
    let picture = match format {
        Format::GraphMl => graphml::read(name, bytes)?,
        Format::Gexf => gexf::read(name, bytes)?,
        Format::Pajek => pajek::read(name, bytes)?,
        Format::Dot => dot::read(name, bytes)?,
        _ => return Err(AgencyError::Unknown { name: name.to_owned() }),
    };
    Ok(interpret(picture, with))
}

/// The format of a drawing, by how its file starts.
pub(super) fn recognise(bytes: &[u8]) -> Option<Format> {
    let start = super::hsds::decoded(&bytes[..bytes.len().min(1 << 16)]);
    let text = start.trim_start_matches('\u{FEFF}').trim_start();
    if text.starts_with('<') {
        let has =
            |name: &str| text.contains(&format!("<{name}")) || text.contains(&format!(":{name}"));
        return match (has("graphml"), has("gexf")) {
            (true, _) => Some(Format::GraphMl),
            (_, true) => Some(Format::Gexf),
            _ => None,
        };
    }
    if text.starts_with('{') {
        let dot = text.contains("\"_subgraph_cnt\"") || text.contains("\"_gvid\"");
        return dot.then_some(Format::Dot);
    }
    let pajek = text.lines().take(50).map(|line| line.trim_start().to_lowercase());
    if pajek.clone().any(|line| line.starts_with("*vertices") || line.starts_with("*network")) {
        return Some(Format::Pajek);
    }
    dot::is_dot(text).then_some(Format::Dot)
}

/// Names of cells that only say how a drawing looks, in any format.
const LOOKS: [&str; 13] = [
    "color",
    "colour",
    "fillcolor",
    "fontcolor",
    "fontname",
    "fontsize",
    "shape",
    "x",
    "y",
    "z",
    "penwidth",
    "graphics",
    "thickness",
];

/// Those of Graphviz.
const DOT_LOOKS: [&str; 33] = [
    "style",
    "pos",
    "width",
    "height",
    "size",
    "tooltip",
    "arrowhead",
    "arrowtail",
    "arrowsize",
    "dir",
    "bb",
    "lp",
    "labelloc",
    "labeljust",
    "rankdir",
    "ranksep",
    "nodesep",
    "compound",
    "splines",
    "layout",
    "margin",
    "rank",
    "constraint",
    "bgcolor",
    "pencolor",
    "peripheries",
    "lhead",
    "ltail",
    "minlen",
    "len",
    "overlap",
    "xlabel",
    "labeldistance",
];

fn is_look(name: &str, prefix: &str) -> bool {
    let name = name.to_lowercase();
    LOOKS.contains(&name.as_str())
        || name.starts_with("viz:")
        || (prefix == "dot" && DOT_LOOKS.contains(&name.as_str()))
}

fn interpret(mut picture: Picture, with: &Reading) -> Draft {
    let mut build = Build::new(picture.prefix, &picture.file, with);
    build.problems.append(&mut picture.problems);
    let second = second_mode(&picture);
    let mut nodes: HashMap<String, Node> = HashMap::new();
    let things = std::mem::take(&mut picture.things);
    for thing in &things {
        let is_forum = thing.second || second.contains(thing.id.as_str());
        if nodes.contains_key(&thing.id) {
            let problem = twice(&picture.file, thing);
            build.problems.push(problem.clone());
            picture.of_things.reject(thing.entry, problem);
            continue;
        }
        let node = add_thing(&mut build, &mut picture, thing, is_forum);
        nodes.insert(thing.id.clone(), node);
    }
    for thing in &things {
        let Some(parent) = thing.parent.as_ref().and_then(|parent| nodes.get(parent)) else {
            continue;
        };
        let Node::Actor(above) = parent.clone() else { continue };
        let Some(Node::Actor(own)) = nodes.get(&thing.id).cloned() else { continue };
        if own != above
            && let Some((row, _)) = build.actor_row(&Node::Actor(own))
            && row.parent.is_none()
        {
            row.parent = Some(above.into());
        }
    }
    for line in std::mem::take(&mut picture.lines) {
        match add_line(&mut build, &mut picture, &line, &nodes) {
            Ok(()) => picture.of_lines.settle_row(line.entry, Fate::Used, None),
            Err(problem) => {
                build.problems.push(problem.clone());
                picture.of_lines.reject(line.entry, problem);
            }
        }
    }
    let receipts = [picture.of_things, picture.of_lines, picture.of_others];
    Draft {
        network: build.network,
        receipts: receipts.into_iter().map(Ledger::close).collect(),
        problems: build.problems,
    }
}

/// Ids of the second mode, where things are parted in two by an attribute (`bipartite` of
/// networkx, `type` of igraph) and every line joins one part with the other.
fn second_mode(picture: &Picture) -> HashSet<String> {
    let part = |thing: &Thing| {
        let cell = thing.said.iter().find(|said| {
            ["bipartite", "type", "mode"].contains(&said.name.to_lowercase().as_str())
        })?;
        match cell.text.trim().to_lowercase().as_str() {
            "1" | "true" | "1.0" => Some(true),
            "0" | "false" | "0.0" => Some(false),
            _ => None,
        }
    };
    let parts: HashMap<&str, bool> =
        picture.things.iter().filter_map(|t| Some((t.id.as_str(), part(t)?))).collect();
    let all = parts.len() == picture.things.len();
    let across = picture.lines.iter().all(|line| {
        let ends = [&line.from, &line.to].map(|id| parts.get(id.as_str()));
        matches!(ends, [Some(one), Some(other)] if one != other)
    });
    let both = parts.values().any(|p| *p) && parts.values().any(|p| !*p);
    if !(all && across && both) {
        return HashSet::new();
    }
    parts.into_iter().filter(|(_, second)| *second).map(|(id, _)| id.to_owned()).collect()
}

fn add_thing(build: &mut Build, picture: &mut Picture, thing: &Thing, is_forum: bool) -> Node {
    let cell = |names: &[&str]| {
        let at = |name: &&str| {
            thing
                .said
                .iter()
                .find(|said| normal(&said.name) == *name && !said.text.trim().is_empty())
        };
        names.iter().find_map(at)
    };
    let label = cell(&["label", "name", "namn"]);
    let name = label.map_or(thing.id.as_str(), |said| said.text.trim());
    let kind = cell(&["kind", "typ", "slag", "type"]);
    let says_forum = kind.is_some_and(|said| words::column(&said.text) == Some(Column::Forum));
    let meant = if is_forum || says_forum { Meant::Forum } else { Meant::Actor };
    let mention = Mention {
        id: Some(&thing.id),
        name,
        meant,
        keeps_id: picture.own,
        line: thing.line,
        place: &thing.place,
    };
    let node = build.node(mention);
    let mut used = vec![];
    used.extend(label.map(|said| said.column));
    if says_forum {
        used.extend(kind.map(|said| said.column));
    }
    if let Some((row, known)) = build.actor_row(&node) {
        let mut take = |said: Option<&Said>, known_as: bool| {
            used.extend(said.filter(|_| known_as).map(|said| said.column));
        };
        let slug = |said: Option<&Said>| said.map(|said| normal(&said.text).replace(' ', "_"));
        if let Some(word) = slug(kind).and_then(|slug| ActorKind::from_slug(&slug)) {
            take(kind, true);
            row.kind = row.kind.filter(|_| known).or(Some(word));
        }
        let sector = cell(&["sector", "sektor"]);
        if let Some(word) = slug(sector).and_then(|slug| Sector::from_slug(&slug)) {
            take(sector, true);
            row.sector = row.sector.filter(|_| known).or(Some(word));
        }
        let level = cell(&["level", "nivå"]);
        if let Some(word) = slug(level).and_then(|slug| Level::from_slug(&slug)) {
            take(level, true);
            row.level = row.level.filter(|_| known).or(Some(word));
        }
        let asked = cell(&["interviewed"]);
        match slug(asked).as_deref() {
            Some(word @ ("yes" | "no")) => {
                take(asked, true);
                row.interviewed = row.interviewed.filter(|_| known).or(Some(word == "yes"));
            }
            Some("unknown") => take(asked, true),
            _ => {}
        }
    }
    for said in &thing.said {
        let (fate, why) = if is_look(&said.name, picture.prefix) && !used.contains(&said.column) {
            (Fate::Ignored, Some(Why::Looks))
        } else {
            if !used.contains(&said.column) && !said.text.trim().is_empty() {
                let name = format!("{}.{}", picture.prefix, attribute_name(&said.name));
                build.attribute(&node, &name, said.text.trim());
            }
            (Fate::Used, None)
        };
        picture.of_things.settle(thing.entry, said.column, fate, why);
    }
    picture.of_things.settle_row(thing.entry, Fate::Used, None);
    node
}

/// A cell's name as an attribute's: lower case, one word.
fn attribute_name(name: &str) -> String {
    let words: Vec<String> = name.split_whitespace().map(str::to_lowercase).collect();
    match words.is_empty() {
        true => "value".to_owned(),
        false => words.join("_"),
    }
}

fn add_line(
    build: &mut Build,
    picture: &mut Picture,
    line: &Line,
    nodes: &HashMap<String, Node>,
) -> Result<(), Problem> {
    let end = |id: &String| nodes.get(id).cloned().ok_or_else(|| no_end(&picture.file, line, id));
    let (from, to) = (end(&line.from)?, end(&line.to)?);
    let says = |said: &Said| words::column(&said.name);
    let filled = || line.said.iter().filter(|said| !said.text.trim().is_empty());
    let relation_of = |said: &&Said| {
        let named = says(said) == Some(Column::Kind) || said.name.eq_ignore_ascii_case("kind");
        let label = said.name.eq_ignore_ascii_case("label");
        let found = words::relation(&said.text)?;
        (named || label).then_some((found, said.column))
    };
    let kinds: Vec<(Relation, usize)> = filled().filter_map(|said| relation_of(&said)).collect();
    let relation = kinds.first().map_or(Relation::AnyTie, |(relation, _)| *relation);
    let mut used: Vec<usize> = kinds.first().map(|(_, column)| *column).into_iter().collect();
    let mut number = |wanted: Column| {
        let said = filled().find(|said| says(said) == Some(wanted))?;
        let number = words::number(&said.text)?;
        used.push(said.column);
        Some(number)
    };
    let numbers = [number(Column::Weight), number(Column::Frequency)];
    let about =
        filled().find(|said| says(said) == Some(Column::About) && !used.contains(&said.column));
    let about = about.map(|said| {
        used.push(said.column);
        unescaped(said.text.trim())
    });
    let mut attributes = Attributes::new();
    if !line.directed {
        attributes.insert(format!("{}.directed", picture.prefix), "no".to_owned());
    }
    for said in &line.said {
        if is_look(&said.name, picture.prefix) && !used.contains(&said.column) {
            picture.of_lines.settle(line.entry, said.column, Fate::Ignored, Some(Why::Looks));
        } else if !used.contains(&said.column) && !said.text.trim().is_empty() {
            let name = format!("{}.{}", picture.prefix, attribute_name(&said.name));
            attributes.insert(name, said.text.trim().to_owned());
        }
    }
    let said = Between { relation, numbers, about, attributes };
    between(build, line, (from, to), said)
}

/// What a line says.
struct Between {
    relation: Relation,
    /// Strength and frequency.
    numbers: [Option<f64>; 2],
    about: Option<String>,
    attributes: Attributes,
}

fn between(
    build: &mut Build,
    line: &Line,
    (from, to): (Node, Node),
    said: Between,
) -> Result<(), Problem> {
    let Between { relation, numbers: [strength, frequency], about, mut attributes } = said;
    let prefix = build.prefix();
    match (from, to) {
        (Node::Actor(from), Node::Actor(to)) => {
            if from == to {
                edges::tell_loop(build, line.line, &from);
            }
            let (from, to) = (from.into(), to.into());
            if relation == Relation::Referral {
                let way = Referral { from, to, condition: about, ..Referral::default() };
                build.referral(way, attributes, &line.place);
                return Ok(());
            }
            let kind = match relation {
                Relation::Tie(kind) => Some(kind),
                _ => None,
            };
            let tie = Tie { from, to, kind, strength, frequency, about, ..Tie::default() };
            build.tie(tie, attributes, &line.place);
        }
        (Node::Actor(actor), Node::Forum(forum)) | (Node::Forum(forum), Node::Actor(actor)) => {
            if relation == Relation::Convener && build.convener(&forum, &actor) {
                return Ok(());
            }
            attributes.remove(&format!("{prefix}.directed"));
            for (name, text) in [
                ("weight", strength.map(|n| n.to_string())),
                ("frequency", frequency.map(|n| n.to_string())),
                ("about", about),
            ] {
                attributes.extend(text.map(|text| (format!("{prefix}.{name}"), text)));
            }
            let role = (relation == Relation::Convener).then(|| edges::CONVENER.to_owned());
            build.seat(&forum, &actor, role, attributes, &line.place);
        }
        (Node::Forum(one), Node::Forum(other)) => {
            let mut problem = edges::both_forums(&build.file, &one, &other);
            problem.line = line.line;
            return Err(problem);
        }
    }
    Ok(())
}

/// Line breaks that DOT writes as two signs.
fn unescaped(text: &str) -> String {
    text.replace("\\n", " ").replace("\\l", " ").replace("\\r", " ")
}

fn no_end(file: &str, line: &Line, id: &str) -> Problem {
    let mut problem = Problem::error(
        file,
        Text::new(
            format!("noden ”{id}” finns inte i filen"),
            format!("no node `{id}` in the file"),
        ),
        Text::new("lägg till noden, eller ta bort kanten", "add the node, or delete the edge"),
    );
    problem.line = line.line;
    problem
}

fn twice(file: &str, thing: &Thing) -> Problem {
    let id = &thing.id;
    let mut problem = Problem::error(
        file,
        Text::new(format!("noden ”{id}” står två gånger"), format!("the node `{id}` stands twice")),
        Text::new("ge noderna egna id", "give the nodes ids of their own"),
    );
    problem.line = thing.line;
    problem
}
