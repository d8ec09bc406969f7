//! The whole analysis of one package: every rule, every measure with its intervals, a
//! person's walk and a change tried. Prints wall and CPU time of each part; judges nothing.
//!
//! `cargo bench --bench whole -- [NETWORK [PART [RUNS]]]`: all parts, or those whose name has
//! that, each so many times.

use std::fs;
use std::path::Path;
use std::time::Instant;

use samkarta::findings::{Analysis, RULES};
use samkarta::graph::Graph;
use samkarta::link;
use samkarta::load::Package;
use samkarta::load::persona::{Fields, read};
use samkarta::measure::coverage::coverage;
use samkarta::measure::persona::{coded, settled, walks};
use samkarta::measure::terrain::Terrain;
use samkarta::measure::{Options, Parameters, measures};
use samkarta::model::{Change, Date, Deed, Network, Thing};
use samkarta::whatif::Ground;

const NETWORK: &str = "networks/sodertalje-2020";
const PERSON: &str = "kvinna 70, bor med förövaren, demens i hemmet";
const RUNS: usize = 31;

type Failed = Box<dyn std::error::Error>;

fn main() -> Result<(), Failed> {
    let mut args = std::env::args().skip(1).filter(|arg| arg != "--bench");
    let (folder, part) = (args.next(), args.next().unwrap_or_default());
    let runs = args.next().map_or(Ok(RUNS), |runs| runs.parse())?;
    let often = Often { part, runs };
    let folder = folder.as_deref().unwrap_or(NETWORK);
    let package = Package::open(Path::new(folder))?;
    let network = link::settled(&package.network).network;
    let graph = Graph::new(&network);
    let parameters = Parameters::default();
    let day = Date::parse("2026-11-22");
    let analysis = || Analysis::new(&graph, parameters).seen_from(day);

    often.timed("open and settle", || {
        let package = Package::open(Path::new(folder));
        package.map(|package| link::settled(&package.network).network).is_ok()
    });
    often.timed("coverage", || coverage(&graph, parameters));
    often.timed("rules, all", || analysis().run(&[]));
    often.timed("measures with intervals", || measures(&graph, Options::default()));
    often.timed("persona", || walk(&graph, parameters));
    often.timed("all of these together", || {
        let package = Package::open(Path::new(folder)).ok()?;
        let network = link::settled(&package.network).network;
        let graph = Graph::new(&network);
        // As the page asks for them: each without waiting for the others.
        let rules = || Analysis::new(&graph, parameters).seen_from(day).run(&[]).len();
        let figures = || measures(&graph, Options::default()).figures.len();
        let ((found, figures), journeys) =
            rayon::join(|| rayon::join(rules, figures), || walk(&graph, parameters));
        Some(found + figures + journeys)
    });

    let ground = Ground::new(network.clone(), parameters, day, &[]);
    if let Some(actor) = network.actors.first() {
        let change = [Change::new(Deed::Remove, Thing::Actor, Some(actor.id.as_str()))];
        often.timed("what if: an actor removed", || ground.try_out(&change).is_ok());
    }
    if let Some(service) = network.services.first() {
        let change = [Change::new(Deed::Remove, Thing::Service, Some(service.id.as_str()))];
        often.timed("what if: a service removed", || ground.try_out(&change).is_ok());
    }

    println!("\nrule by rule");
    let shared = analysis();
    for rule in &RULES {
        often.timed(rule.id, || shared.run(&[rule.id]));
    }
    println!();
    often.timed("figures without intervals", || {
        measures(&graph, Options { draws: 0.0, ..Options::default() })
    });
    Ok(())
}

fn walk(graph: &Graph, parameters: Parameters) -> usize {
    let network: &Network = graph.network;
    let person = read(Some(PERSON), &Fields::default(), network);
    let place = coded(network, &person.group, &person.denied);
    let group = settled(network, &person.group, &place);
    let terrain = Terrain::new(graph, parameters);
    walks(&terrain.view(&group)).journeys.len()
}

/// CPU seconds of all threads. Giving way first makes the kernel bring its books up to date.
fn cpu() -> f64 {
    std::thread::yield_now();
    let tasks = fs::read_dir("/proc/self/task").into_iter().flatten().flatten();
    let stats = tasks.filter_map(|task| fs::read_to_string(task.path().join("schedstat")).ok());
    let spent = stats.filter_map(|stat| stat.split(' ').next()?.parse::<f64>().ok());
    spent.sum::<f64>() / 1e9
}

/// Which parts are timed, and how often.
struct Often {
    part: String,
    runs: usize,
}

impl Often {
    /// Does the work; medians, and the least wall time.
    fn timed<T>(&self, name: &str, work: impl Fn() -> T) {
        if !name.contains(&self.part) || self.runs == 0 {
            return;
        }
        let one = |_| {
            let (before, start) = (cpu(), Instant::now());
            std::hint::black_box(work());
            (start.elapsed().as_secs_f64() * 1e3, (cpu() - before) * 1e3)
        };
        let (mut wall, mut spent): (Vec<f64>, Vec<f64>) = (0..self.runs).map(one).unzip();
        wall.sort_unstable_by(f64::total_cmp);
        spent.sort_unstable_by(f64::total_cmp);
        let (least, middle, cpu) = (wall[0], wall[self.runs / 2], spent[self.runs / 2]);
        println!("{name:<28} {middle:>8.2} ms wall ({least:.2} least) {cpu:>8.2} ms CPU");
    }
}
