//! Stress layout: points as far apart as their network distances say.

use super::LayoutError;
use super::descent::{descend_every_pair, descend_sampled};
use super::hops::Neighbours;
use super::pack::pack_components;
use crate::graph::random::Random;

/// Above this many points in one component, a sample stands for all.
const EVERY_PAIR_UP_TO: usize = 1000;
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
/// A component of up to 1,000 points: time O(n (n + m)) and 20 bytes a pair.
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
/// region means little. The two were not measured beside one another.
///
/// # Example
/// ```
/// use samkarta::layout::{StressOptions, stress_layout};
/// let path = stress_layout(3, &[(0, 1), (1, 2)], &StressOptions::default())?;
/// assert!((path[0][0] - path[2][0]).abs() > 1.9);
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn lay(n: usize, edges: &[(u32, u32)]) -> Vec<[f64; 2]> {
        stress_layout(n, edges, &StressOptions::default()).unwrap()
    }

    fn far(a: [f64; 2], b: [f64; 2]) -> f64 {
        ((a[0] - b[0]) * (a[0] - b[0]) + (a[1] - b[1]) * (a[1] - b[1])).sqrt()
    }

    #[test]
    fn a_triangle_by_hand_has_no_stress() {
        let at = lay(3, &[(0, 1), (1, 2), (2, 0)]);
        for (i, j) in [(0, 1), (1, 2), (2, 0)] {
            assert!((far(at[i], at[j]) - 1.0).abs() < 1e-3, "{at:?}");
        }
    }

    #[test]
    fn lengths_by_hand() {
        let lengths = [3.0, 4.0, 5.0];
        let options = StressOptions { lengths: Some(&lengths), ..Default::default() };
        let at = stress_layout(3, &[(0, 1), (1, 2), (2, 0)], &options).unwrap();
        for ((i, j), length) in [((0, 1), 3.0), ((1, 2), 4.0), ((2, 0), 5.0)] {
            assert!((far(at[i], at[j]) - length).abs() < 1e-2, "{at:?}");
        }
    }

    #[test]
    fn pinned_points_stay_and_draw_the_rest() {
        let pinned = [(0, [100.0, 50.0]), (4, [104.0, 50.0])];
        let options = StressOptions { pinned: &pinned, ..Default::default() };
        let at = stress_layout(5, &[(0, 1), (1, 2), (2, 3), (3, 4)], &options).unwrap();
        assert_eq!([at[0], at[4]], [[100.0, 50.0], [104.0, 50.0]]);
        assert!(far(at[2], [102.0, 50.0]) < 0.25, "{at:?}");
    }

    #[test]
    fn components_lie_apart() {
        let at = lay(7, &[(0, 1), (1, 2), (2, 0), (3, 4), (4, 5)]);
        for i in 0..7 {
            for j in 0..i {
                let one = [0..3, 3..6, 6..7].iter().any(|c| c.contains(&i) && c.contains(&j));
                assert!(one || far(at[i], at[j]) >= 0.999, "{i} {j}: {at:?}");
            }
        }
    }

    /// A cylinder of 40 rings of 50: more points than are drawn by all pairs.
    #[test]
    fn a_sample_draws_a_cylinder_at_full_length() {
        let around = (0..2000).map(|i| (i, i / 50 * 50 + (i + 1) % 50));
        let along = (0..1950).map(|i| (i, i + 50));
        let edges: Vec<(u32, u32)> = around.chain(along).collect();
        let at = lay(2000, &edges);
        assert!(far(at[0], at[1950]) > 25.0, "{}", far(at[0], at[1950]));
        let mean = edges.iter().map(|&(a, b)| far(at[a as usize], at[b as usize])).sum::<f64>();
        let mean = mean / edges.len() as f64;
        // Descent over all pairs ends at 1.34 here: the cylinder is seen at an angle.
        assert!((1.0..1.4).contains(&mean), "{mean}");
        assert_eq!(lay(2000, &edges), at);
    }

    #[test]
    fn wrong_input_is_named() {
        let plain = StressOptions::default();
        let lost = LayoutError::NoSuchItem { item: 2, items: 2 };
        assert_eq!(stress_layout(2, &[(0, 2)], &plain), Err(lost));
        for lengths in [&[0.0][..], &[]] {
            let options = StressOptions { lengths: Some(lengths), ..plain };
            let missing = Err(LayoutError::Length { edge: 0 });
            assert_eq!(stress_layout(2, &[(0, 1)], &options), missing);
        }
    }

    fn network() -> impl Strategy<Value = (usize, Vec<(u32, u32)>)> {
        (1usize..40).prop_flat_map(|n| {
            let end = 0..n as u32;
            (Just(n), prop::collection::vec((end.clone(), end), 0..80))
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..Default::default() })]

        /// Finite, the same again, and no worse than all points in one place, whose stress is 1 a pair.
        #[test]
        fn laws((n, edges) in network()) {
            let at = lay(n, &edges);
            prop_assert_eq!(&lay(n, &edges), &at);
            prop_assert!(at.iter().flatten().all(|x| x.is_finite()));
            let net = Neighbours::new(n, &edges, None);
            let (mut stress, mut pairs, mut to) = (0.0, 0.0, vec![0.0; n]);
            for i in 0..n {
                net.distances(i, &mut to);
                for j in (0..i).filter(|&j| to[j].is_finite()) {
                    stress += (far(at[i], at[j]) / to[j] - 1.0).powi(2);
                    pairs += 1.0;
                }
            }
            prop_assert!(stress <= 0.5 * pairs, "{} {}", stress, pairs);
        }
    }
}
