//! Measures: every figure explained, checked on a real network, the same by every way.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use samkarta::export::{json, markdown};
use samkarta::graph::Graph;
use samkarta::measure::figures::Subject;
use samkarta::measure::registry;
use samkarta::measure::{Measures, Options, measures};
use samkarta::model::{Actor, Affiliation, Forum, Network, Range, Row, Tie};
use serde_json::Value;

use crate::fixture::{REAL, open, real, root, run};

const ALL: [&str; 6] = [
    "sodertalje-2020",
    "sodertalje-2024",
    "nck-2022",
    "handbok-steg-1",
    "sundbyberg-2018",
    "exempel-lindvik",
];

fn with<T>(network: &Network, options: Options, look: impl FnOnce(&Measures) -> T) -> T {
    let graph = Graph::new(network);
    look(&measures(&graph, options))
}

fn shape(network: &Network, options: Options) -> Value {
    with(network, options, |all| serde_json::to_value(json::measures(all, &[])).unwrap())
}

fn quick() -> Options {
    Options::default().with("draws", 20.0).unwrap().with("permutations", 50.0).unwrap()
}

#[track_caller]
fn near(found: &Value, expected: f64) {
    let found = found["value"].as_f64().unwrap_or_else(|| panic!("{found}"));
    assert!((found - expected).abs() < 2e-6, "{found} is not {expected}");
}

#[test]
fn every_figure_is_explained_and_every_measure_given() {
    let explained: BTreeSet<&str> = registry::measures().map(|(_, one)| one.id).collect();
    with(&real().network, quick(), |all| {
        let given: BTreeSet<&str> = all.figures.iter().map(|one| one.figure.measure).collect();
        assert_eq!(given, explained);
        for one in &all.figures {
            let (scope, _) = registry::measure(one.figure.measure).unwrap();
            let about = match one.figure.subject {
                Subject::Network => "network",
                Subject::Actor(_) => "actor",
                Subject::Tie(..) => "tie",
                Subject::Forum(_) => "forum",
                Subject::Set(_) => "set",
            };
            assert_eq!(samkarta::model::Word::slug(scope), about, "{}", one.figure.measure);
        }
    });
}

/// The mapping of 2020 as networkx 3.6.1 measures it, from the same CSV tables: ties neither
/// denied nor wished for, and referrals, between all actors but the public.
#[test]
fn the_mapping_of_2020_is_as_networkx_has_it() {
    let found = shape(&real().network, quick());
    let net = &found["network"];
    for (measure, expected) in [
        ("actors", 112.0),
        ("ties", 61.0),
        ("isolates", 63.0),
        ("density", 0.009_813_384_813_384_814),
        ("reciprocity", 0.063_492_063_492_063_49),
        ("multiplexity", 0.098_360_655_737_704_92),
        ("components", 2.0),
        ("largest_component", 0.401_785_714_285_714_3),
        ("fragmentation", 0.839_768_339_768_339_8),
        ("degree_centralisation", 0.118_427_518_427_518_43),
        ("betweenness_centralisation", 0.080_549_837_306_594_07),
        ("closeness_centralisation", 0.340_940_579_060_566_1),
        ("ei_principal", 0.508_196_721_311_475_4),
        ("ei_sector", 0.2),
        ("density_kind:referral", 0.005_469_755_469_755_47),
        ("density_kind:trains", 0.001_126_126_126_126_126_1),
    ] {
        near(&net[measure], expected);
    }
    let of = |id: &str| {
        let actors = found["actors"].as_array().unwrap();
        actors.iter().find(|actor| actor["id"] == id).unwrap()["values"].clone()
    };
    let rvc = of("rvc");
    for (measure, expected) in [
        ("degree", 9.0),
        ("in_degree", 5.0),
        ("out_degree", 5.0),
        ("betweenness", 426.5),
        ("betweenness_weighted", 471.0),
        ("closeness", 0.185_547_249_377_036_76),
        ("pagerank", 0.065_204_273_445_592_89),
        ("constraint", 0.158_585_175_244_866_46),
        ("effective_size", 8.111_111_111_111_11),
        ("core", 2.0),
        ("articulation", 1.0),
    ] {
        near(&rvc[measure], expected);
    }
    near(&of("apc")["constraint"], 0.293_212_890_625);
    let ties = found["ties"].as_array().unwrap();
    assert_eq!(ties.len(), 61);
    let tie = ties.iter().find(|tie| tie["from"] == "polisen" && tie["to"] == "rvc").unwrap();
    near(&tie["values"]["tie_betweenness"], 187.666_666_666_666_66);
    let bridges = ties.iter().filter(|tie| tie["values"]["bridge"]["value"] == 1.0).count();
    let cuts = found["actors"].as_array().unwrap().iter();
    let cuts = cuts.filter(|actor| actor["values"]["articulation"]["value"] == 1.0).count();
    assert_eq!((bridges, cuts), (28, 17));
    let sets = found["sets"].as_array().unwrap();
    assert_eq!(sets[0]["actors"], serde_json::json!(["socialkontoret"]));
    near(&sets[0]["values"]["fragmentation_without"], 0.900_900_900_900_900_9);
    assert_eq!(sets[1]["actors"], serde_json::json!(["rvc", "socialkontoret"]));
    near(&sets[1]["values"]["fragmentation_without"], 0.972_310_258_547_890_6);
}

#[test]
fn intervals_come_from_informants_or_not_at_all() {
    for id in ALL {
        let network = open(&root().join("networks").join(id)).network;
        let found = shape(&network, quick());
        let known = found["informants"]["known"].as_u64().unwrap();
        assert_eq!(found["informants"]["why"].is_null(), known > 1, "{id}: {known} informants");
        let figures = found["actors"].as_array().unwrap().iter();
        let figures = figures.flat_map(|actor| actor["values"].as_object().unwrap().values());
        let with = figures.filter(|figure| !figure["low"].is_null()).count();
        assert_eq!(with > 0, known > 1, "{id}");
        for figure in found["network"].as_object().unwrap().values() {
            if let (Some(low), Some(high)) = (figure["low"].as_f64(), figure["high"].as_f64()) {
                assert!(low <= high && !figure["value"].is_null(), "{id}: {figure}");
            }
        }
    }
}

#[test]
fn dropping_informants_only_takes_ties_away_and_every_place_says_so() {
    let of = |network: &Network| {
        with(network, quick(), |all| {
            let found = |id| all.figures.iter().find(|one| one.figure.measure == id).unwrap();
            for id in ["ties", "density"] {
                let (low, high) = found(id).interval.unwrap();
                let value = found(id).figure.value.unwrap();
                assert!(low <= high && high <= value, "{id}: {low}–{high}, {value}");
            }
            for id in ["isolates", "fragmentation"] {
                let (low, high) = found(id).interval.unwrap();
                let value = found(id).figure.value.unwrap();
                assert!(value <= low && low <= high, "{id}: {low}–{high}, {value}");
            }
            let density = found("density");
            density.interval.unwrap().1 < density.figure.value.unwrap()
        })
    };
    assert!(of(&real().network), "here the whole interval lies below the density");
    let text = registry::INTERVALS.text();
    let below = ["Därför kan hela intervallet ligga under värdet", "may therefore lie below"];
    assert!(text.sv.contains(below[0]) && text.en.contains(below[1]));
    assert!(text.sv.contains("ingen felmarginal") && text.en.contains("no margin of error"));
    let told = run(&["measure", REAL, "network", "--set", "draws=20", "--set", "permutations=9"]);
    assert!(told.err.contains(&text.sv), "{}", told.err);
    let none = run(&["measure", REAL, "network", "--set", "draws=0", "--set", "permutations=9"]);
    assert!(!none.err.contains(&text.sv), "{}", none.err);
}

#[test]
fn the_order_of_rows_and_the_number_of_threads_play_no_part() {
    let network = real().network;
    let mut turned = network.clone();
    turned.actors.reverse();
    turned.ties.reverse();
    turned.referrals.reverse();
    turned.affiliations.reverse();
    turned.forums.reverse();
    turned.services.reverse();
    let by_id = |network: &Network| {
        let mut shape = shape(network, quick());
        let forums = shape["forums"].as_array_mut().unwrap();
        forums.sort_by_key(|forum| forum["id"].as_str().unwrap().to_owned());
        shape
    };
    let one = by_id(&network);
    assert_eq!(one, by_id(&turned));
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    assert_eq!(one, pool.install(|| by_id(&network)));
}

/// Three forums by hand: who meets elsewhere, who serves the groups, and what it costs.
#[test]
fn forums_by_hand() {
    let actor = |id: &str, parent: Option<&str>| {
        let parent = parent.map(Into::into);
        Row::bare(Actor { id: id.into(), parent, ..Actor::default() })
    };
    let seat = |forum: &str, actor: &str| {
        Row::bare(Affiliation { forum: forum.into(), actor: actor.into(), role: None })
    };
    let forum = |id: &str, meetings: Option<f64>, size| {
        let meetings_per_year = Range { min: meetings, max: meetings };
        Row::bare(Forum { id: id.into(), meetings_per_year, size, ..Forum::default() })
    };
    let network = Network {
        actors: vec![
            actor("a", None),
            actor("b", Some("top")),
            actor("c", Some("top")),
            actor("top", None),
        ],
        forums: vec![
            forum("f", Some(4.0), Some(10)),
            forum("g", None, None),
            forum("h", None, None),
        ],
        affiliations: vec![
            seat("f", "a"),
            seat("f", "b"),
            seat("f", "c"),
            seat("g", "b"),
            seat("g", "c"),
        ],
        ties: vec![Row::bare(Tie { from: "c".into(), to: "top".into(), ..Tie::default() })],
        ..Network::default()
    };
    let found = shape(&network, quick());
    let values = |at: usize| found["forums"][at]["values"].clone();
    near(&values(0)["members"], 3.0);
    near(&values(0)["principals"], 2.0);
    near(&values(0)["overlap"], 1.0);
    assert_eq!(values(0)["overlap"]["members"], serde_json::json!(["g"]));
    // b meets c in g too; a has nothing else.
    near(&values(0)["lost"], 1.0);
    assert_eq!(values(0)["lost"]["members"], serde_json::json!(["a"]));
    near(&values(1)["lost"], 0.0);
    // 4 meetings × 10 persons × 1 to 2 hours.
    near(&values(0)["hours_least"], 40.0);
    near(&values(0)["hours_most"], 80.0);
    // Where sharing a forum is a tie: a–b, a–c, b–c, and c–top.
    let met = shape(&network, quick().with("shared_forums", 1.0).unwrap());
    near(&found["network"]["ties"], 1.0);
    near(&met["network"]["ties"], 4.0);
    let pair = met["ties"].as_array().unwrap().iter().find(|tie| tie["from"] == "b").unwrap();
    near(&pair["values"]["strength"], 2.0);
    for measure in ["members", "overlap", "lost", "hours_least", "inclusiveness", "sectors"] {
        assert!(values(2)[measure]["value"].is_null(), "{measure}");
    }
}

#[test]
fn an_empty_network_has_no_figures_that_are_made_up() {
    let found = shape(&Network::default(), quick());
    for (measure, figure) in found["network"].as_object().unwrap() {
        let count = ["actors", "ties", "isolates", "components"].contains(&measure.as_str());
        assert_eq!(figure["value"].as_f64(), count.then_some(0.0), "{measure}");
    }
}

#[test]
fn the_command_gives_a_table_csv_and_json_of_the_same() {
    let json: Value =
        serde_json::from_str(&run(&["measure", REAL, "--format", "json"]).out).unwrap();
    assert_eq!(json, shape(&real().network, Options::default()));
    let csv = run(&["measure", REAL, "betweenness", "density", "--format", "csv"]).out;
    let mut rows = csv.lines();
    assert_eq!(rows.next(), Some("scope,subject,measure,value,low,high,mean,sd,p,members"));
    let rows: BTreeMap<&str, Vec<&str>> =
        rows.map(|row| row.split(',').collect::<Vec<_>>()).map(|row| (row[1], row)).collect();
    assert_eq!(rows.len(), 113);
    assert_eq!(rows["rvc"][..4], ["actor", "rvc", "betweenness", "426.500000"]);
    let table = run(&["measure", REAL, "network", "--lang", "en"]);
    assert!(table.out.contains("Density"), "{}", table.out);
    assert!(table.err.contains("draws=200"), "{}", table.err);
    let explained = run(&["measure", REAL, "constraint", "--explain"]).out;
    assert!(explained.contains("Burt") && !explained.contains("PageRank"), "{explained}");
    for wrong in [&["measure", REAL, "täthet"][..], &["measure", REAL, "--set", "draws=x"]] {
        assert_eq!(run(wrong).code, 2);
    }
    let none = run(&["measure", REAL, "network", "--set", "draws=0", "--lang", "en"]);
    assert!(none.err.contains("No draws were asked for"), "{}", none.err);
}

#[test]
fn the_pages_are_written_in_a_folder_that_is_made() {
    let folder = tempfile::tempdir().unwrap();
    let deep = folder.path().join("nya/sidor");
    let ended = run(&["docs", deep.to_str().unwrap()]);
    assert_eq!((ended.code, ended.err.as_str()), (0, ""));
    for name in ["measures.md", "rules.md"] {
        let written = fs::read_to_string(deep.join(name)).unwrap();
        assert_eq!(written, fs::read_to_string(root().join("docs").join(name)).unwrap());
    }
}

#[test]
fn the_pages_say_what_the_program_says() {
    for (name, text) in [("measures.md", markdown::measures()), ("rules.md", markdown::rules())] {
        let page = fs::read_to_string(root().join("docs").join(name)).unwrap_or_default();
        assert!(page == text, "docs/{name} is old: run `make docs`");
    }
}
