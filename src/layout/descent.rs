//! Two ways down the stress: pair by pair, and point by point.

use super::hops::Neighbours;
use crate::graph::random::Random;

/// Rounds of gradient descent, and random places to start it from.
const EPOCHS: usize = 24;
const STARTS: usize = 2;
/// `ε` of the source: the last step is `ε` times the smallest squared distance.
const LAST_STEP: f32 = 0.1;
/// Rounds of majorization after the descent.
const SWEEPS: usize = 15;
/// Points that stand for all where distances are sampled, and rounds of descent among them.
const SAMPLE: usize = 512;
const SAMPLE_EPOCHS: usize = 60;
/// Points whose distances are counted at once.
const BATCH: usize = 64;

struct Pair {
    i: u32,
    j: u32,
    d: f32,
    weight: f32,
}

/// The source's full form: all pairs in a new order each round.
pub(crate) fn descend_every_pair(
    net: &Neighbours,
    points: &mut [[f32; 2]],
    free: &[bool],
    random: &mut Random,
) {
    let n = net.len();
    let sources: Vec<u32> = (0..n as u32).collect();
    let to = distances_to(net, &sources);
    let mut pairs: Vec<Pair> = Vec::with_capacity(n * (n - 1) / 2);
    for i in 0..n {
        for j in i + 1..n {
            let d = to[i * n + j];
            pairs.push(Pair { i: i as u32, j: j as u32, d, weight: 1.0 / (d * d) });
        }
    }
    descend(points, free, &mut pairs, EPOCHS, random);
    majorize(points, free, &sources, &to, SWEEPS);
}

/// Rounds over all pairs, each in a new order; the best of several random starts.
fn descend(
    points: &mut [[f32; 2]],
    free: &[bool],
    pairs: &mut [Pair],
    epochs: usize,
    random: &mut Random,
) {
    let steps = steps(pairs.iter().map(|p| p.d), epochs);
    let mut best: Option<(f32, Vec<[f32; 2]>)> = None;
    for _ in 0..STARTS {
        for point in points.iter_mut().zip(free).filter(|p| *p.1).map(|p| p.0) {
            *point = [random.unit() as f32 - 0.5, random.unit() as f32 - 0.5];
        }
        for &step in &steps {
            random.shuffle(pairs);
            for pair in &*pairs {
                relax(points, free, pair, step);
            }
        }
        let stress = pairs.iter().map(|pair| stress_of(points, pair)).sum();
        if best.as_ref().is_none_or(|(least, _)| stress < *least) {
            best = Some((stress, points.to_vec()));
        }
    }
    if let Some((_, best)) = best {
        points.copy_from_slice(&best);
    }
}

fn stress_of(points: &[[f32; 2]], pair: &Pair) -> f32 {
    let (a, b) = (points[pair.i as usize], points[pair.j as usize]);
    let (dx, dy) = (a[0] - b[0], a[1] - b[1]);
    let off = (dx * dx + dy * dy).sqrt() - pair.d;
    pair.weight * off * off
}

/// Steps from the largest squared distance down to [`LAST_STEP`] times the
/// smallest, each the same share of the one before.
fn steps(distances: impl Iterator<Item = f32>, epochs: usize) -> Vec<f32> {
    let (mut low, mut high) = (f32::INFINITY, 0f32);
    for d in distances.filter(|&d| d > 0.0) {
        low = low.min(d);
        high = high.max(d);
    }
    let (first, last) = (f64::from(high * high), f64::from(low * low * LAST_STEP));
    // The share, by halving rather than by `powf`, whose last digit differs between machines.
    let power = |share: f64| (1..epochs).fold(first, |step, _| step * share);
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..60 {
        let middle = f64::midpoint(low, high);
        *(if power(middle) < last { &mut low } else { &mut high }) = middle;
    }
    (0..epochs)
        .scan(first, |step, _| {
            let now = *step;
            *step *= high;
            Some(now as f32)
        })
        .collect()
}

/// Moves a pair's two ends towards their distance, each by half of the step.
#[inline]
fn relax(points: &mut [[f32; 2]], free: &[bool], pair: &Pair, step: f32) {
    let (i, j) = (pair.i as usize, pair.j as usize);
    let share = (step * pair.weight).min(1.0);
    let (a, b) = (points[i], points[j]);
    let (dx, dy) = (a[0] - b[0], a[1] - b[1]);
    let length = (dx * dx + dy * dy).sqrt().max(1e-6);
    let pull = 0.5 * share * (length - pair.d) / length;
    if free[i] {
        points[i] = [a[0] - pull * dx, a[1] - pull * dy];
    }
    if free[j] {
        points[j] = [b[0] + pull * dx, b[1] + pull * dy];
    }
}

/// A sample of points by all its pairs; then every point against the sample.
pub(crate) fn descend_sampled(
    net: &Neighbours,
    points: &mut [[f32; 2]],
    free: &[bool],
    random: &mut Random,
) {
    let n = net.len();
    let mut deck: Vec<u32> = (0..n as u32).collect();
    random.shuffle(&mut deck);
    let sources = &deck[..SAMPLE];
    let to = distances_to(net, sources);
    let mut pairs = Vec::with_capacity(SAMPLE * (SAMPLE - 1) / 2);
    for (i, &source) in sources.iter().enumerate() {
        let row = &to[source as usize * SAMPLE..][..i];
        for (&j, &d) in sources.iter().zip(row) {
            pairs.push(Pair { i: source, j, d, weight: 1.0 / (d * d) });
        }
    }
    descend(points, free, &mut pairs, SAMPLE_EPOCHS, random);
    // The rest begins beside the nearest of the sample.
    for node in (0..n).filter(|&node| free[node]) {
        let row = &to[node * SAMPLE..][..SAMPLE];
        let nearest = sources.iter().zip(row).min_by(|a, b| a.1.total_cmp(b.1));
        if let Some((&source, _)) = nearest.filter(|(_, d)| **d > 0.0) {
            let [x, y] = points[source as usize];
            points[node] = [x + random.unit() as f32 - 0.5, y + random.unit() as f32 - 0.5];
        }
    }
    majorize(points, free, sources, &to, SWEEPS);
}

/// `out[node * sources.len() + k]`: the distance from each node to `sources[k]`.
fn distances_to(net: &Neighbours, sources: &[u32]) -> Vec<f32> {
    let (n, k) = (net.len(), sources.len());
    let mut out = vec![0f32; n * k];
    let mut batch = Vec::new();
    for (b, sources) in sources.chunks(BATCH).enumerate() {
        net.distances_many(sources, &mut batch);
        for node in 0..n {
            let row = &batch[node * sources.len()..][..sources.len()];
            out[node * k + b * BATCH..][..row.len()].copy_from_slice(row);
        }
    }
    out
}

/// Moves each point in turn to where its distances to `sources` would have
/// it, on average; stress against the sources never rises.
fn majorize(points: &mut [[f32; 2]], free: &[bool], sources: &[u32], to: &[f32], sweeps: usize) {
    const LANES: usize = 8;
    let k = sources.len();
    let wide = k.next_multiple_of(LANES);
    let mut slot = vec![u32::MAX; points.len()];
    let mut sx = vec![0f32; wide];
    let mut sy = vec![0f32; wide];
    for (s, &source) in sources.iter().enumerate() {
        slot[source as usize] = s as u32;
        [sx[s], sy[s]] = points[source as usize];
    }
    let mut row = vec![0f32; wide];
    for _ in 0..sweeps {
        for node in (0..points.len()).filter(|&node| free[node]) {
            row[..k].copy_from_slice(&to[node * k..][..k]);
            let [x, y] = points[node];
            let (mut w, mut ax, mut ay) = ([0f32; LANES], [0f32; LANES], [0f32; LANES]);
            for ((d, sx), sy) in
                row.chunks_exact(LANES).zip(sx.chunks_exact(LANES)).zip(sy.chunks_exact(LANES))
            {
                for lane in 0..LANES {
                    let d = d[lane];
                    let weight = if d > 0.0 { 1.0 / (d * d) } else { 0.0 };
                    let (dx, dy) = (x - sx[lane], y - sy[lane]);
                    let ratio = d / (dx * dx + dy * dy).max(1e-12).sqrt();
                    w[lane] += weight;
                    ax[lane] += weight * (sx[lane] + ratio * dx);
                    ay[lane] += weight * (sy[lane] + ratio * dy);
                }
            }
            let total: f32 = w.iter().sum();
            if total > 0.0 {
                let to = [ax.iter().sum::<f32>() / total, ay.iter().sum::<f32>() / total];
                points[node] = to;
                if slot[node] != u32::MAX {
                    [sx[slot[node] as usize], sy[slot[node] as usize]] = to;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_fall_from_the_largest_to_the_last() {
        let steps = steps([1.0, 3.0].into_iter(), 10);
        assert_eq!(steps[0], 9.0);
        assert!((steps[9] - LAST_STEP).abs() < 1e-5, "{steps:?}");
    }
}
