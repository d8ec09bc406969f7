//! Networks that others drew as drafts: GraphML, GEXF, Pajek, DOT, and our own exports.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::Duration;

use samkarta::export::{dot, json};
use samkarta::graph::Graph;
use samkarta::load::agency::{self, AgencyError, Format, Reading};
use samkarta::load::import::merge;
use samkarta::load::{Draft, Fate, Why};
use samkarta::model::{Lang, Network, Progress, Sector, SourceId, TieKind};
use samkarta::store::graphviz::{self, GraphvizError};

use crate::agency::{data, import};
use crate::fixture::real;

fn with<'a>(known: &'a Network, source: &'a SourceId) -> Reading<'a> {
    Reading { known, source, mapping: None }
}

/// The draft of a DOT text, through Graphviz.
fn of_dot(name: &str, text: &[u8], known: &Network) -> Draft {
    let source = SourceId::from("fil");
    let read = graphviz::dot_json(text, graphviz::PATIENCE, &Progress::silent())
        .unwrap_or_else(|e| panic!("{e}"));
    agency::from_dot(name, text, &read, &with(known, &source)).unwrap()
}

fn counts(network: &Network) -> (usize, usize, usize, usize) {
    let lines = network.ties.len() + network.referrals.len();
    (network.actors.len(), network.forums.len(), lines, network.affiliations.len())
}

fn said(draft: &Draft, part: &str) -> usize {
    draft.problems.iter().filter(|problem| problem.what.en.contains(part)).count()
}

#[test]
fn graphml_with_nesting_defaults_and_what_has_no_counterpart() {
    let (network, draft) = import(&data("ritning.graphml"), &Network::default(), None);
    assert_eq!(counts(&network), (4, 0, 3, 0));
    let names: Vec<&str> = network.actors.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(names, ["Socialtjänsten & co", "Familjeenheten", "Polisen", "Polisen"]);
    let unit = &network.actors[1];
    assert_eq!(unit.parent.as_ref().unwrap().as_str(), "socialtjansten-co");
    assert_eq!(unit.sector, Some(Sector::Region));
    assert_eq!(network.actors[0].sector, Some(Sector::Municipality), "by default");
    assert_eq!(network.actors[3].attributes["graphml.okänd"], "x");
    assert_eq!(network.ties[0].strength, Some(2.5));
    assert_eq!(network.ties[0].attributes["graphml.directed"], "no");
    assert!(!network.ties[1].attributes.contains_key("graphml.directed"));
    assert_eq!(said(&draft, "hyperedge"), 1);
    assert_eq!(said(&draft, "no node `n9`"), 1);
    assert_eq!(said(&draft, "tie to itself"), 1);
    assert!(draft.receipts[0].reasons[&(Fate::Ignored, Why::Looks)] >= 2);
}

#[test]
fn gexf_with_times_and_levels() {
    let (network, draft) = import(&data("ritning.gexf"), &Network::default(), None);
    assert_eq!(counts(&network), (2, 1, 1, 1));
    let church = &network.actors[0];
    assert_eq!(church.attributes["gexf.budget"], "5 [2020–2021] | 6 [2021–]");
    assert_eq!(church.attributes["gexf.start"], "2020");
    assert_eq!(network.actors[1].parent.as_ref(), Some(&church.id));
    assert_eq!(network.forums[0].attributes["gexf.spells"], "[2019–]");
    assert_eq!(network.ties[0].kind, Some(TieKind::Cooperates));
    assert_eq!(draft.receipts[0].reasons[&(Fate::Ignored, Why::Looks)], 1);
}

#[test]
fn pajek_of_two_modes_in_windows_1252() {
    let (network, draft) = import(&data("ritning.net"), &Network::default(), None);
    // Vertex 5 has no line of its own.
    assert_eq!(counts(&network), (3, 2, 3, 3));
    assert_eq!(network.actors[0].name, "Rådhuset AB");
    assert_eq!(network.forums[0].attributes["pajek.time"], "[1-5]");
    assert_eq!(network.affiliations[0].attributes["pajek.weight"], "2");
    assert_eq!(network.ties[0].kind, Some(TieKind::Consults));
    assert_eq!(network.ties[0].about.as_deref(), Some("om barn"));
    assert_eq!(said(&draft, "no node `9`"), 1);
}

#[test]
fn pajek_matrices() {
    let text = b"*Vertices 3\n1 a\n2 b\n3 c\n*Matrix\n0 1 0\n0 0 2.5\n0 0 x\n";
    let (known, source) = (Network::default(), SourceId::from("fil"));
    let draft = agency::from_bytes(Format::Pajek, "m.net", text, &with(&known, &source)).unwrap();
    assert_eq!(draft.network.ties.len(), 2);
    assert_eq!(draft.network.ties[1].strength, Some(2.5));
    assert_eq!(draft.problems.len(), 1);
    let huge = agency::from_bytes(
        Format::Pajek,
        "m.net",
        b"*Vertices 99999999999\n",
        &with(&known, &source),
    );
    assert!(matches!(huge, Err(AgencyError::Malformed { line: Some(1), .. })));
}

#[test]
fn dot_through_graphviz() {
    let text = std::fs::read(data("ritning.dot")).unwrap();
    let draft = of_dot("ritning.dot", &text, &Network::default());
    let network = &draft.network;
    let names: BTreeSet<&str> = network.actors.iter().map(|row| row.name.as_str()).collect();
    let expected =
        ["007", "Malmö", "Polisen & co norr", "Relationsvålds centrum", "citat \"x\"", "d", "e"];
    assert_eq!(names, BTreeSet::from(expected));
    assert_eq!(network.ties.len(), 5);
    let planned = network.ties.iter().find(|tie| tie.kind == Some(TieKind::JointPlan)).unwrap();
    assert_eq!((planned.from.as_str(), planned.to.as_str()), ("d", "e"));
    let consults = network.ties.iter().find(|tie| tie.kind == Some(TieKind::Consults)).unwrap();
    assert_eq!(consults.strength, Some(3.0));
    let d = network.actors.iter().find(|row| row.id.as_str() == "d").unwrap();
    assert_eq!(d.attributes["dot.cluster"], "Region");
    let mut merged = Network::default();
    merge(&mut merged, draft.network.clone());
    let (changes, problems) =
        merge(&mut merged.clone(), of_dot("ritning.dot", &text, &merged).network);
    assert!(changes.iter().all(|c| c.added + c.extended == 0), "{changes:?}");
    assert!(problems.is_empty());
}

#[test]
fn graphviz_says_no_in_so_many_words() {
    let refused = graphviz::dot_json(b"graph { a -- ", graphviz::PATIENCE, &Progress::silent());
    assert!(matches!(&refused, Err(GraphvizError::Refused(said)) if said.contains("line 1")));
    let slow = graphviz::dot_json(b"graph { a -- b }", Duration::ZERO, &Progress::silent());
    assert!(matches!(slow, Err(GraphvizError::TooLong(_)) | Ok(_)));
    let (known, source) = (Network::default(), SourceId::from("fil"));
    let text = b"/* x */ strict digraph g { a -> b }";
    assert_eq!(agency::recognise(text), Some(Format::Dot));
    let raw = agency::from_bytes(Format::Dot, "a.dot", text, &with(&known, &source));
    assert!(matches!(raw, Err(AgencyError::NeedsGraphviz { .. })));
}

#[test]
fn our_own_dot_comes_back() {
    let network = real().network;
    let text = dot::dot(&Graph::new(&network), Lang::Sv);
    let draft = of_dot("vald.dot", text.as_bytes(), &Network::default());
    let back = &draft.network;
    let key = |net: &Network| -> BTreeSet<(String, String, Option<String>)> {
        let up = |parent: &Option<samkarta::model::ActorId>| parent.as_ref().map(|p| p.0.clone());
        net.actors.iter().map(|a| (a.id.0.clone(), a.name.clone(), up(&a.parent))).collect()
    };
    assert_eq!(key(back), key(&network));
    for row in &network.actors {
        let same = back.actor(row.id.as_str()).unwrap();
        assert_eq!(
            (same.kind, same.sector, same.interviewed),
            (row.kind, row.sector, row.interviewed)
        );
    }
    let forums = |net: &Network| -> BTreeSet<(String, String, Option<String>)> {
        let by = |f: &samkarta::model::Forum| f.convener.as_ref().map(|c| c.0.clone());
        net.forums.iter().map(|f| (f.id.0.clone(), f.name.clone(), by(f))).collect()
    };
    assert_eq!(forums(back), forums(&network));
    let seats = |net: &Network| -> BTreeSet<(String, String)> {
        net.affiliations.iter().map(|s| (s.forum.0.clone(), s.actor.0.clone())).collect()
    };
    assert_eq!(seats(back), seats(&network));
    let ties = |net: &Network| {
        let mut ties: Vec<_> = net
            .ties
            .iter()
            .map(|t| (t.from.0.clone(), t.to.0.clone(), t.kind, t.about.clone()))
            .collect();
        ties.sort();
        ties
    };
    assert_eq!(ties(back), ties(&network));
    assert_eq!(back.referrals.len(), network.referrals.len());
}

#[test]
fn our_own_json_comes_back() {
    let network = real().network;
    let shape = json::network(&Graph::new(&network));
    let text = serde_json::to_string_pretty(&shape).unwrap();
    let (known, source) = (Network::default(), SourceId::from("fil"));
    assert_eq!(agency::recognise(text.as_bytes()), Some(Format::Samkarta));
    let draft =
        agency::from_bytes(Format::Samkarta, "vald.json", text.as_bytes(), &with(&known, &source))
            .unwrap();
    let back = &draft.network;
    assert!(draft.problems.is_empty(), "{:?}", draft.problems.first());
    macro_rules! same {
        ($($table:ident),*) => {$(
            let values = |net: &Network| net.$table.iter().map(|row| row.value.clone()).collect::<Vec<_>>();
            assert_eq!(values(back), values(&network), stringify!($table));
        )*};
    }
    same!(actors, forums, groups, services, referrals, agreements, statements, interviews, figures);
    assert_eq!(back.ties.len(), network.ties.len());
    assert_eq!(back.affiliations.len(), network.affiliations.len());
    assert_eq!(back.actors[0].claims.len(), network.actors[0].claims.len() + 1);
    let mut merged = Network::default();
    merge(&mut merged, back.clone());
    let again =
        agency::from_bytes(Format::Samkarta, "vald.json", text.as_bytes(), &with(&merged, &source));
    let (changes, problems) = merge(&mut merged.clone(), again.unwrap().network);
    assert!(changes.iter().all(|c| c.added + c.extended == 0), "{changes:?}");
    assert!(problems.is_empty(), "{:?}", problems.first());
}

#[test]
fn hostile_xml_ends_in_a_message() {
    let (known, source) = (Network::default(), SourceId::from("fil"));
    let laughs = r#"<!DOCTYPE g [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>
<graphml><graph><node id="&b;"/></graph></graphml>"#;
    let draft =
        agency::from_bytes(Format::GraphMl, "a.graphml", laughs.as_bytes(), &with(&known, &source));
    assert_eq!(draft.unwrap().network.actors[0].name, "&b;");
    for text in
        ["<graphml>".repeat(5000), "<graphml><graph></graphml>".to_owned(), "<graphml".to_owned()]
    {
        let draft = agency::from_bytes(
            Format::GraphMl,
            "b.graphml",
            text.as_bytes(),
            &with(&known, &source),
        );
        assert!(matches!(draft, Err(AgencyError::Malformed { .. })));
    }
    assert_eq!(agency::recognise(b"<html><body/></html>"), None);
    assert!(agency::read(Path::new("nowhere.dot"), &with(&known, &source)).is_err());
}

/// Broken in a thousand ways, a file still ends in a draft whose books balance (closing an
/// account asserts it) or in a message. The seed is fixed.
#[test]
fn mangled_files_never_panic() {
    let (known, source) = (Network::default(), SourceId::from("fil"));
    let mut seed: u64 = 20_261_122;
    let mut random = move |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % below.max(1)
    };
    let dot = std::fs::read(data("ritning.dot")).unwrap();
    let dot = graphviz::dot_json(&dot, graphviz::PATIENCE, &Progress::silent()).unwrap();
    let own = serde_json::to_vec(&json::network(&Graph::new(&real().network))).unwrap();
    let fixture = |name: &str| std::fs::read(data(name)).unwrap();
    for (format, bytes) in [
        (Format::GraphMl, fixture("ritning.graphml")),
        (Format::Gexf, fixture("ritning.gexf")),
        (Format::Pajek, fixture("ritning.net")),
        (Format::Hsds, fixture("hsds-3.json")),
        (Format::Dot, dot),
        (Format::Samkarta, own[..20_000].to_vec()),
    ] {
        let signs = b"\"<>{}[]*0129 \n\\,:&;/a\xe5\xff";
        let mut drafts = 0;
        for _ in 0..1000 {
            let mut mangled = bytes.clone();
            for _ in 0..=random(4) {
                let at = random(mangled.len());
                match random(3) {
                    0 => mangled[at] = signs[random(signs.len())],
                    1 => drop(mangled.drain(at..(at + random(30)).min(mangled.len()))),
                    _ => {
                        let part = mangled[at..(at + random(60)).min(mangled.len())].to_vec();
                        let to = random(mangled.len());
                        mangled.splice(to..to, part);
                    }
                }
            }
            let draft = agency::from_bytes(format, "x", &mangled, &with(&known, &source));
            drafts += usize::from(draft.is_ok());
        }
        assert!(drafts > 0 || format == Format::Samkarta, "{format:?}: nothing was read");
    }
}
