//! Structure of large networks: loading, betweenness, cuts, likely pairs, communities.
//!
//! `cargo bench --bench structure -- DATA/M T1 T2 T3 T4 T5` prints a line of JSON for each
//! task, with wall and CPU seconds; without arguments a small network made here is measured.
//! `benches/structure_peers.py` runs this and other tools in turns.

use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::Instant;

use samkarta::graph::compact::Compact;
use samkarta::load::bulk::{self, Tables};
use samkarta::measure::structure::{
    betweenness, betweenness_sampled, cuts, leiden, likely_pairs, modularity,
};
use samkarta::model::Progress;

/// CPU seconds of all threads. Giving way first makes the kernel bring its books up to date.
fn cpu() -> f64 {
    std::thread::yield_now();
    let tasks = fs::read_dir("/proc/self/task").into_iter().flatten().flatten();
    let stats = tasks.filter_map(|task| fs::read_to_string(task.path().join("schedstat")).ok());
    let spent = stats.filter_map(|stat| stat.split(' ').next()?.parse::<f64>().ok());
    spent.sum::<f64>() / 1e9
}

/// Does the work once and prints what it took; `quality` says what came of it.
fn measured<T>(task: &str, work: impl FnOnce() -> T, quality: impl FnOnce(&T) -> String) -> T {
    let (before, start) = (cpu(), Instant::now());
    let done = work();
    let (wall, spent) = (start.elapsed().as_secs_f64(), cpu() - before);
    let quality = quality(&done);
    println!(
        "RESULT {{\"task\":\"{task}\",\"tool\":\"samkarta\",\"wall\":{wall:.5},\"cpu\":{spent:.5},\"quality\":{{{quality}}}}}"
    );
    done
}

fn load(folder: &Path) -> (Compact, u32) {
    let at = |name: &str| -> PathBuf { folder.join(name).with_extension("csv") };
    let tables = Tables {
        nodes: vec![at("actors"), at("forums")],
        edges: vec![at("memberships"), at("referrals"), at("claims")],
        parents: vec!["parent".into(), "convener".into()],
    };
    let read = || {
        let read = bulk::read(&tables, &|_, _| ControlFlow::Continue(()));
        let bulk = read.unwrap_or_else(|error| panic!("{error}"));
        let graph = Compact::from_pairs(bulk.ids.len(), &bulk.pairs);
        (graph, bulk.counts[0] as u32)
    };
    measured("T1", read, |(graph, _)| {
        format!("\"nodes\":{},\"edges\":{}", graph.nodes(), graph.edges())
    })
}

/// A ring of 2,000 with chords and leaves.
fn made() -> (Compact, u32) {
    let n = 2000u32;
    let chords = (0..n).flat_map(|i| [(i, (i + 1) % n), (i, i * 7919 % n), (i, i * i % n)]);
    let pairs: Vec<_> = chords.chain((n..n + 500).map(|leaf| (leaf, leaf - n))).collect();
    (Compact::from_pairs(2500, &pairs), 2500)
}

fn run(task: &str, graph: &Compact, actors: u32) {
    let silent = Progress::silent();
    let sum = |passing: &Option<Vec<f64>>| {
        let passing = passing.as_deref().unwrap_or_default();
        let most = passing.iter().copied().fold(0.0, f64::max);
        format!("\"sum\":{:.6},\"max\":{most:.6}", passing.iter().sum::<f64>())
    };
    match task {
        "T1" => {}
        "T2" => {
            measured(task, || betweenness(graph, &silent), sum);
        }
        "T2s" => {
            measured(task, || betweenness_sampled(graph, 256, 1, &silent), sum);
        }
        "T3" => {
            measured(
                task,
                || cuts(graph),
                |found| {
                    let (points, bridges) = (found.articulation_points.len(), found.bridges.len());
                    let components = found.components;
                    format!(
                        "\"components\":{components},\"articulation\":{points},\"bridges\":{bridges}"
                    )
                },
            );
        }
        "T4" => {
            let search = || likely_pairs(graph, 1000, |x, _| x < actors, &silent);
            measured(task, search, |found| {
                let found = found.as_ref().map_or(&[][..], |found| &found.pairs);
                let sum: f64 = found.iter().map(|pair| pair.score).sum();
                format!("\"sum_top\":{sum:.6}")
            });
        }
        "T5" => {
            // Seeds differ in luck: ten of them, and the mean of what they reach.
            let search = || -> Vec<_> {
                (1..=10).filter_map(|s| leiden(graph, None, 1.0, s, &silent)).collect()
            };
            measured(task, search, |found| {
                let values = found.iter().filter_map(|own| modularity(graph, None, 1.0, own));
                format!("\"modularity\":{:.5}", values.sum::<f64>() / 10.0)
            });
        }
        other => panic!(
            "no task {other}: T1, T2, T2s (256 sources), T3, T4, T5 (communities, ten seeds)"
        ),
    }
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    let ((graph, actors), tasks) = match args.split_first() {
        Some((folder, tasks)) => (load(Path::new(folder)), tasks.to_vec()),
        None => (made(), ["T2", "T2s", "T3", "T4", "T5"].map(str::to_owned).to_vec()),
    };
    for task in tasks {
        run(&task, &graph, actors);
    }
}
