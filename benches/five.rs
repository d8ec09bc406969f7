//! Load and analyse every network under `networks/`, and compare the plan of
//! 2024 with the mapping of 2020. Prints figures; judges nothing.
//!
//! `cargo bench --bench five`

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use samkarta::compare::compare;
use samkarta::findings::Analysis;
use samkarta::graph::Graph;
use samkarta::load::Package;
use samkarta::measure::Parameters;
use samkarta::model::Date;

const RUNS: usize = 21;

type Failed = Box<dyn std::error::Error>;

fn main() -> Result<(), Failed> {
    let mut folders: Vec<PathBuf> = Vec::new();
    for entry in std::fs::read_dir("networks")? {
        folders.push(entry?.path());
    }
    folders.sort();
    let mut all = Vec::new();
    let mut pair = Vec::new();
    let mut each: Vec<Vec<Duration>> = vec![Vec::new(); folders.len()];
    for _ in 0..RUNS {
        let started = Instant::now();
        for (folder, times) in folders.iter().zip(&mut each) {
            let began = Instant::now();
            let package = Package::open(folder)?;
            let graph = Graph::new(&package.network);
            std::hint::black_box(analysed(&graph).run(&[]));
            times.push(began.elapsed());
        }
        all.push(started.elapsed());
        let open = |id: &str| Package::open(&Path::new("networks").join(id));
        let (old, new) = (open("sodertalje-2020")?, open("sodertalje-2024")?);
        let began = Instant::now();
        let (before, after) = (Graph::new(&old.network), Graph::new(&new.network));
        std::hint::black_box(compare(&analysed(&before), &analysed(&after)));
        pair.push(began.elapsed());
    }
    for (folder, times) in folders.iter().zip(&mut each) {
        print(&folder.display().to_string(), times);
    }
    print("all, loaded and analysed", &mut all);
    print("2020 against 2024, compared", &mut pair);
    Ok(())
}

fn analysed<'a>(graph: &'a Graph<'a>) -> Analysis<'a> {
    Analysis::new(graph, Parameters::default()).seen_from(Date::parse("2026-11-22"))
}

fn print(name: &str, times: &mut [Duration]) {
    times.sort_unstable();
    let ms = |time: Duration| time.as_secs_f64() * 1e3;
    let (least, median) = (ms(times[0]), ms(times[times.len() / 2]));
    println!("{name:<28} {median:>8.2} ms median, {least:.2} ms least of {}", times.len());
}
