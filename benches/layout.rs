//! How long a layout takes: boxes of a usual map, and points of a larger network.

use criterion::{Criterion, criterion_group, criterion_main};
use samkarta::layout::{Edge, Item, Options, StressOptions, lay_out, stress_layout};

/// A town of 35 units, four smaller principals, seven single boxes, 15 forums.
fn map() -> (Vec<Item>, Vec<Edge>) {
    let mut items = Vec::new();
    let mut units = Vec::new();
    let item = |parent, i: usize| Item {
        parent,
        width: 70.0 + (i * 37 % 60) as f64,
        height: 30.0 + (i % 3) as f64 * 16.0,
        header: 26.0,
        pinned: None,
    };
    for count in [35, 10, 4, 3, 2, 0, 0, 0, 0, 0, 0, 0] {
        let top = items.len();
        items.push(item(None, top));
        for k in 0..count {
            // Every seventh unit holds the six that follow.
            let parent = if k % 7 == 0 { top } else { items.len() - k % 7 };
            units.push(items.len());
            items.push(item(Some(parent), k));
        }
    }
    let mut edges = Vec::new();
    for f in 0..15 {
        let forum = items.len();
        items.push(item(None, f));
        for k in 0..3 + f % 5 {
            edges.push(Edge {
                a: forum,
                b: units[(f * 11 + k * k * 5) % units.len()],
                weight: 1.0,
            });
        }
    }
    (items, edges)
}

/// A ring with chords of pseudo-random length.
fn ring(n: u32) -> Vec<(u32, u32)> {
    (0..n)
        .flat_map(|i| [(i, (i + 1) % n), (i, (i * 7919 + 13) % n), (i, (i * 31 + 7) % n)])
        .collect()
}

fn layouts(c: &mut Criterion) {
    let (items, edges) = map();
    let mut group = c.benchmark_group("layout");
    group.sample_size(10);
    group.bench_function("boxes of a usual map", |b| {
        b.iter(|| lay_out(&items, &edges, &Options::default()));
    });
    for n in [333, 11_289] {
        let edges = ring(n);
        group.bench_function(format!("stress of {n} points"), |b| {
            b.iter(|| stress_layout(n as usize, &edges, &StressOptions::default()));
        });
    }
    group.finish();
}

criterion_group!(benches, layouts);
criterion_main!(benches);
