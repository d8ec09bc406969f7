//! Components side by side, in rows.

/// Moves whole components (lists of points) apart into rows that together are
/// about `aspect` times as wide as high, the largest first, `gap` between.
/// Components with a pinned point stay, and the rows begin below them.
pub(crate) fn pack_components(
    at: &mut [[f64; 2]],
    members: &[Vec<u32>],
    pin: &[Option<[f64; 2]>],
    gap: f64,
    aspect: f64,
) {
    let boxes: Vec<[f64; 4]> = members.iter().map(|own| bounds(at, own)).collect();
    let (stay, mut go): (Vec<usize>, Vec<usize>) = (0..members.len())
        .partition(|&c| members[c].iter().any(|&node| pin[node as usize].is_some()));
    let (mut left, mut top, mut wide) = (0.0, 0.0, 0.0f64);
    if let Some(&first) = stay.first() {
        let mut all = boxes[first];
        for &c in &stay {
            all = [
                all[0].min(boxes[c][0]),
                all[1].min(boxes[c][1]),
                all[2].max(boxes[c][2]),
                all[3].max(boxes[c][3]),
            ];
        }
        (left, top, wide) = (all[0], all[3] + gap, all[2] - all[0]);
    }
    let size = |c: usize| [boxes[c][2] - boxes[c][0] + gap, boxes[c][3] - boxes[c][1] + gap];
    let area: f64 = go.iter().map(|&c| size(c)[0] * size(c)[1]).sum();
    let widest = go.iter().map(|&c| size(c)[0]).fold(0.0, f64::max);
    let limit = (area * aspect).sqrt().max(widest).max(wide);
    go.sort_by(|&a, &b| size(b)[1].total_cmp(&size(a)[1]).then(a.cmp(&b)));
    let (mut x, mut y, mut row) = (0.0, top, 0.0f64);
    for c in go {
        let [w, h] = size(c);
        if x > 0.0 && x + w > limit * (1.0 + 1e-9) {
            (x, y, row) = (0.0, y + row, 0.0);
        }
        let by = [left + x - boxes[c][0], y - boxes[c][1]];
        for &node in &members[c] {
            let p = &mut at[node as usize];
            *p = [p[0] + by[0], p[1] + by[1]];
        }
        x += w;
        row = row.max(h);
    }
}

fn bounds(at: &[[f64; 2]], own: &[u32]) -> [f64; 4] {
    own.iter()
        .map(|&node| at[node as usize])
        .fold([f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY], |b, p| {
            [b[0].min(p[0]), b[1].min(p[1]), b[2].max(p[0]), b[3].max(p[1])]
        })
}
