//! Lays out an edge list: `node,node` lines on standard input, numbers from 0;
//! `node,x,y` lines on standard output; CPU-bound seconds on standard error.
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
    let begin = Instant::now();
    let points = stress_layout(n, &edges, &StressOptions { seed, ..Default::default() })
        .map_err(|e| bad(e.to_string()))?;
    eprintln!("{:.6}", begin.elapsed().as_secs_f64());
    let mut out = std::io::BufWriter::new(stdout().lock());
    writeln!(out, "node,x,y")?;
    for (node, [x, y]) in points.iter().enumerate() {
        writeln!(out, "{node},{x},{y}")?;
    }
    out.flush()
}
