//! Lays out an edge list: `node,node` lines on standard input, numbers from 0;
//! `node,x,y` lines on standard output; CPU seconds of the layout alone on
//! standard error (wall seconds where the system does not tell).
//!
//! `cargo run --release --example stress -- [SEED] < edges.csv > points.csv`

use std::io::{BufRead, Error, ErrorKind, Write, stdin, stdout};
use std::time::Instant;

use samkarta::layout::{StressOptions, stress_layout};

fn main() -> Result<(), Error> {
    let bad = |text: String| Error::new(ErrorKind::InvalidData, text);
    let seed = std::env::args().nth(1).map_or(Ok(1), |text| text.parse());
    let seed = seed.map_err(|e| bad(format!("seed: {e}")))?;
    let mut edges: Vec<(u32, u32)> = Vec::new();
    for (row, line) in stdin().lock().lines().enumerate() {
        let line = line?;
        let pair = line.split_once(',').and_then(|(a, b)| Some((a.parse().ok()?, b.parse().ok()?)));
        edges.push(pair.ok_or_else(|| bad(format!("line {}: want node,node", row + 1)))?);
    }
    let n = edges.iter().map(|&(a, b)| a.max(b) as usize + 1).max().unwrap_or(0);
    let (begin, cpu) = (Instant::now(), cpu_seconds());
    let points = stress_layout(n, &edges, &StressOptions { seed, ..Default::default() })
        .map_err(|e| bad(e.to_string()))?;
    let cpu = cpu_seconds().zip(cpu).map(|(after, before)| after - before);
    eprintln!("{:.6}", cpu.unwrap_or_else(|| begin.elapsed().as_secs_f64()));
    let mut out = std::io::BufWriter::new(stdout().lock());
    writeln!(out, "node,x,y")?;
    for (node, [x, y]) in points.iter().enumerate() {
        writeln!(out, "{node},{x},{y}")?;
    }
    out.flush()
}

/// What this thread has had of a processor; Linux only.
fn cpu_seconds() -> Option<f64> {
    let stat = std::fs::read_to_string("/proc/self/schedstat").ok()?;
    Some(stat.split(' ').next()?.parse::<f64>().ok()? / 1e9)
}
