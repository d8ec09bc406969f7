//! From a drawing to rows.

use std::collections::{HashMap, HashSet};

use super::{Line, Picture, Said, Thing};
use crate::link::normal;
use crate::load::agency::build::{Build, Meant, Mention};
use crate::load::agency::known::Node;
use crate::load::agency::words::{self, Column, Relation};
use crate::load::agency::{Reading, edges};
use crate::load::draft::Draft;
use crate::load::problem::Problem;
use crate::load::receipt::{Fate, Ledger, Why};
use crate::model::text::{Text, Word};
use crate::model::{ActorKind, Attributes, Level, Referral, Sector, Tie};

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

/// The rows of a drawing.
pub(super) fn interpret(mut picture: Picture, with: &Reading) -> Draft {
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
                build.problems.push(Problem::clone(&problem));
                picture.of_lines.reject(line.entry, *problem);
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
) -> Result<(), Box<Problem>> {
    let end = |id: &String| {
        nodes.get(id).cloned().ok_or_else(|| Box::new(no_end(&picture.file, line, id)))
    };
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
) -> Result<(), Box<Problem>> {
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
            return Err(Box::new(problem));
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
