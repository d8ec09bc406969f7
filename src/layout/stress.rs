//! Stress layout: points as far apart as their network distances say.

use super::LayoutError;
use super::hops::Neighbours;
use super::pack::pack_components;
use super::random::Random;

/// Above this many points in one component, a sample stands for all.
const EVERY_PAIR_UP_TO: usize = 1500;
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

/// What [`stress_layout`] may be told; the default is hops, nothing pinned, seed 0.
#[derive(Debug, Clone, Copy)]
pub struct StressOptions<'a> {
    /// Ideal length of each edge, in the units of the drawing; `None`: 1 each.
    pub lengths: Option<&'a [f64]>,
    /// Points that stay where they are put.
    pub pinned: &'a [(u32, [f64; 2])],
    /// Any number; another seed gives another, about equally good, layout.
    pub seed: u64,
    /// Width over height that the components are packed into.
    pub aspect: f64,
}

impl Default for StressOptions<'_> {
    fn default() -> Self {
        StressOptions { lengths: None, pinned: &[], seed: 0, aspect: 1.6 }
    }
}

/// Points in the plane whose distances follow their distances in the network.
///
/// Minimises stress, `Σ (|x_i − x_j| − d_ij)² / d_ij²` over pairs joined by a
/// way of length `d_ij`, by stochastic gradient descent with exponentially
/// falling steps, then by a few rounds of majorization. Components are laid
/// out apart and packed side by side; a component without pinned points is
/// turned so that its widest direction lies level.
///
/// # Shape
/// `n` points; `edges` are pairs of numbers below `n`, taken as undirected.
/// Loops count for nothing, of parallel edges the shortest counts. `n` points
/// out, in order. The same input and seed give the same bytes.
///
/// # Units
/// Those of `lengths`; without lengths one hop is 1.
///
/// # Undefined
/// Never: a point without edges is a component of its own.
///
/// # Errors
/// [`LayoutError::NoSuchItem`] when an edge or a pin names a point that is
/// not there; [`LayoutError::Length`] when a length is not positive and
/// finite, or there are not as many as edges; [`LayoutError::Size`] when a
/// pin is not finite.
///
/// # Cost
/// A component of up to 1,500 points: time O(n (n + m)) and 20 bytes a pair.
/// Above, every point is drawn against the same 512, chosen by the seed: time
/// O(512 (n + m)), O(512 m log n) with lengths; 2 KiB a point.
///
/// # Source
/// J. X. Zheng, S. Pawar, D. F. M. Goodman, "Graph Drawing by Stochastic
/// Gradient Descent", IEEE Transactions on Visualization and Computer Graphics
/// 25 (2019), 2738–2748, section 2: `η_max` is the largest squared distance,
/// `η_min` a tenth of the smallest, `t_max` 24, twice, of which
/// the better is kept. Majorization, a point at a
/// time: E. R. Gansner, Y. Koren, S. North, "Graph Drawing by Stress
/// Majorization", Graph Drawing 2004, LNCS 3383, 239–250, section 2.3. Large
/// components follow V. de Silva, J. B. Tenenbaum, "Sparse multidimensional
/// scaling using landmark points" (2004): the sample is laid out by itself, by
/// all its pairs, then every point by its distances to the sample. Not the
/// weighted pivots of M. Ortmann, M. Klimenta, U. Brandes, "A Sparse Stress
/// Model", Graph Drawing 2016: where most distances are 3 to 5 hops, a pivot's
/// region means little, and an even sample gave less stress.
///
/// # Example
/// ```
/// use samkarta::layout::{StressOptions, stress_layout};
/// let path = stress_layout(3, &[(0, 1), (1, 2)], &StressOptions::default())?;
/// assert!((path[0][0] - path[2][0]).abs() > 1.99);
/// # Ok::<(), samkarta::layout::LayoutError>(())
/// ```
pub fn stress_layout(
    n: usize,
    edges: &[(u32, u32)],
    options: &StressOptions,
) -> Result<Vec<[f64; 2]>, LayoutError> {
    check(n, edges, options)?;
    let net = Neighbours::new(n, edges, options.lengths);
    let mut pin = vec![None; n];
    for &(node, at) in options.pinned {
        pin[node as usize] = Some(at);
    }
    let (component, count) = net.components();
    if count <= 1 {
        let mut random = Random::new(options.seed);
        return Ok(lay_component(&net, &pin, &mut random));
    }
    let mut members: Vec<Vec<u32>> = vec![Vec::new(); count];
    let mut local = vec![0u32; n];
    for (node, &c) in component.iter().enumerate() {
        local[node] = members[c as usize].len() as u32;
        members[c as usize].push(node as u32);
    }
    let mut inside: Vec<Vec<u32>> = vec![Vec::new(); count];
    for (e, &(a, _)) in edges.iter().enumerate() {
        inside[component[a as usize] as usize].push(e as u32);
    }
    let mut at = vec![[0.0; 2]; n];
    for (own, ties) in members.iter().zip(&inside) {
        let pairs: Vec<(u32, u32)> = ties
            .iter()
            .map(|&e| edges[e as usize])
            .map(|(a, b)| (local[a as usize], local[b as usize]))
            .collect();
        let lengths: Option<Vec<f64>> =
            options.lengths.map(|all| ties.iter().map(|&e| all[e as usize]).collect());
        let net = Neighbours::new(own.len(), &pairs, lengths.as_deref());
        let pins: Vec<_> = own.iter().map(|&node| pin[node as usize]).collect();
        // The seed does not know the component's number, so that a new
        // component elsewhere leaves the others as they were.
        let mut random = Random::new(options.seed);
        for (&node, point) in own.iter().zip(lay_component(&net, &pins, &mut random)) {
            at[node as usize] = point;
        }
    }
    let gap = options.lengths.map_or(1.0, |all| all.iter().sum::<f64>() / all.len().max(1) as f64);
    pack_components(&mut at, &members, &pin, gap, options.aspect);
    Ok(at)
}

fn check(n: usize, edges: &[(u32, u32)], options: &StressOptions) -> Result<(), LayoutError> {
    let named = edges.iter().flat_map(|&(a, b)| [a, b]).chain(options.pinned.iter().map(|p| p.0));
    if let Some(item) = named.map(|node| node as usize).find(|&node| node >= n) {
        return Err(LayoutError::NoSuchItem { item, items: n });
    }
    if let Some(lengths) = options.lengths {
        if lengths.len() != edges.len() {
            return Err(LayoutError::Length { edge: lengths.len().min(edges.len()) });
        }
        if let Some(edge) = lengths.iter().position(|&l| !(l > 0.0 && l.is_finite())) {
            return Err(LayoutError::Length { edge });
        }
    }
    match options.pinned.iter().find(|(_, at)| !at[0].is_finite() || !at[1].is_finite()) {
        Some(&(item, _)) => Err(LayoutError::Size { item: item as usize }),
        None => Ok(()),
    }
}

/// One component; pinned points stay.
fn lay_component(net: &Neighbours, pin: &[Option<[f64; 2]>], random: &mut Random) -> Vec<[f64; 2]> {
    let n = net.len();
    let pins: Vec<[f64; 2]> = pin.iter().flatten().copied().collect();
    // Single precision is ample near the origin, so that is where the work is done.
    let origin = match pins.len() {
        0 => [0.0; 2],
        k => [0, 1].map(|axis| pins.iter().map(|p| p[axis]).sum::<f64>() / k as f64),
    };
    let free: Vec<bool> = pin.iter().map(Option::is_none).collect();
    let mut points: Vec<[f32; 2]> = pin
        .iter()
        .map(|p| match p {
            Some(p) => [(p[0] - origin[0]) as f32, (p[1] - origin[1]) as f32],
            None => [0.0; 2],
        })
        .collect();
    if n > 1 && free.iter().any(|&f| f) {
        if n <= EVERY_PAIR_UP_TO {
            descend_every_pair(net, &mut points, &free, random);
        } else {
            descend_sampled(net, &mut points, &free, random);
        }
    }
    let mut out: Vec<[f64; 2]> = points
        .iter()
        .zip(pin)
        .map(|(p, pin)| pin.unwrap_or([f64::from(p[0]) + origin[0], f64::from(p[1]) + origin[1]]))
        .collect();
    if pins.is_empty() {
        turn_level(&mut out);
    }
    out
}

struct Pair {
    i: u32,
    j: u32,
    d: f32,
    weight: f32,
}

/// The source's full form: all pairs in a new order each round.
fn descend_every_pair(
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
fn descend_sampled(net: &Neighbours, points: &mut [[f32; 2]], free: &[bool], random: &mut Random) {
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

/// Turns points about their centre so that they spread most along `x`.
fn turn_level(points: &mut [[f64; 2]]) {
    let n = points.len().max(1) as f64;
    let centre = [0, 1].map(|axis| points.iter().map(|p| p[axis]).sum::<f64>() / n);
    let (mut xx, mut xy, mut yy) = (0.0, 0.0, 0.0);
    for p in points.iter() {
        let (x, y) = (p[0] - centre[0], p[1] - centre[1]);
        xx += x * x;
        xy += x * y;
        yy += y * y;
    }
    // Eigenvector of [[xx, xy], [xy, yy]] for the larger eigenvalue.
    let half = (xx - yy) / 2.0;
    let root = (half * half + xy * xy).sqrt();
    let (mut c, mut s) = if half >= 0.0 { (half + root, xy) } else { (xy.abs(), root - half) };
    if half < 0.0 && xy < 0.0 {
        s = -s;
    }
    let norm = (c * c + s * s).sqrt();
    (c, s) = if norm > 0.0 { (c / norm, s / norm) } else { (1.0, 0.0) };
    for p in points {
        let (x, y) = (p[0] - centre[0], p[1] - centre[1]);
        *p = [c * x + s * y, c * y - s * x];
    }
}
