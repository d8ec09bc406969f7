//! A directed graph with strengths in compressed rows, and what a weight means.

use super::compact::Compact;

/// How much two actors have to do with each other; more is closer. Always above 0.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Strength(f64);

/// How far apart two actors are; more is farther. Always above 0.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Distance(f64);

impl Strength {
    /// One row's worth.
    pub const ONE: Self = Self(1.0);

    /// Half a row's worth, for a tie that stands in both directions.
    pub const HALF: Self = Self(0.5);

    /// A strength, where the number can be one: finite and above 0.
    pub fn new(value: f64) -> Option<Self> {
        (value.is_finite() && value > 0.0).then_some(Self(value))
    }

    /// The number.
    pub fn get(self) -> f64 {
        self.0
    }

    /// The distance of a tie of this strength: its inverse, so that twice the
    /// strength is half as far.
    ///
    /// # Source
    /// M. E. J. Newman, Scientific collaboration networks II, Physical Review E
    /// 64 (2001), 016132.
    pub fn distance(self) -> Distance {
        Distance(1.0 / self.0)
    }
}

impl Distance {
    /// A step that counts as one, whatever its strength.
    pub const STEP: Self = Self(1.0);

    /// The number.
    pub fn get(self) -> f64 {
        self.0
    }
}

/// A directed graph: nodes `0..n`, each arc once with its strength, no self-ties.
///
/// # Cost
/// Memory 8 bytes a node and 32 an arc.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Arcs {
    out: Rows,
    back: Rows,
}

/// Ends and strengths of each node's arcs.
#[derive(Clone, Debug, Default, PartialEq)]
struct Rows {
    starts: Vec<u32>,
    ends: Vec<(u32, Strength)>,
}

/// Where each node's arcs start, by the nodes that they are of.
fn starts(n: usize, nodes: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut starts = vec![0u32; n + 1];
    for node in nodes {
        starts[node as usize + 1] += 1;
    }
    for node in 0..n {
        starts[node + 1] += starts[node];
    }
    starts
}

impl Rows {
    /// From arcs sorted by their first end.
    fn new(n: usize, arcs: &[(u32, u32, Strength)]) -> Self {
        let starts = starts(n, arcs.iter().map(|&(from, ..)| from));
        Self { starts, ends: arcs.iter().map(|&(_, to, strength)| (to, strength)).collect() }
    }

    /// The same arcs by their other end, ascending within each.
    fn turned(&self, n: usize) -> Self {
        let starts = starts(n, self.ends.iter().map(|&(to, _)| to));
        let mut next = starts.clone();
        let mut ends = vec![(0, Strength::ONE); self.ends.len()];
        for from in 0..n {
            for &(to, strength) in self.of(from) {
                let at = &mut next[to as usize];
                ends[*at as usize] = (from as u32, strength);
                *at += 1;
            }
        }
        Self { starts, ends }
    }

    fn of(&self, node: usize) -> &[(u32, Strength)] {
        &self.ends[self.starts[node] as usize..self.starts[node + 1] as usize]
    }
}

impl Arcs {
    /// Builds the graph from arcs: the strengths of parallel ones are summed, self-ties and
    /// arcs with an end beyond `n` left out.
    ///
    /// # Cost
    /// O(n + m log m).
    pub fn from_arcs(n: usize, arcs: &[(u32, u32, Strength)]) -> Self {
        let fits =
            |&&(a, b, _): &&(u32, u32, Strength)| a != b && (a as usize) < n && (b as usize) < n;
        let mut sorted: Vec<(u32, u32, Strength)> = arcs.iter().filter(fits).copied().collect();
        // By strength too, so that sums do not depend on the order of rows; all are above 0,
        // so their bits sort as they do.
        sorted.sort_unstable_by_key(|&(a, b, strength)| (a, b, strength.0.to_bits()));
        sorted.dedup_by(|next, kept| {
            let same = (next.0, next.1) == (kept.0, kept.1);
            if same {
                kept.2 = Strength(kept.2.0 + next.2.0);
            }
            same
        });
        let out = Rows::new(n, &sorted);
        Self { back: out.turned(n), out }
    }

    /// The graph in which each edge stands in both directions with strength one.
    pub fn unweighted(simple: &Compact) -> Self {
        let both = |(a, b): (u32, u32)| [(a, b, Strength::ONE), (b, a, Strength::ONE)];
        let arcs: Vec<_> = simple.pairs().flat_map(both).collect();
        Self::from_arcs(simple.nodes(), &arcs)
    }

    /// The same with every arc in both directions: a pair's strength is the sum of both.
    pub fn both_ways(&self) -> Self {
        let arcs: Vec<_> = self.all().flat_map(|(a, b, s)| [(a, b, s), (b, a, s)]).collect();
        Self::from_arcs(self.nodes(), &arcs)
    }

    /// The simple undirected graph of who is joined by an arc.
    pub fn simple(&self) -> Compact {
        let pairs: Vec<(u32, u32)> = self.all().map(|(a, b, _)| (a, b)).collect();
        Compact::from_pairs(self.nodes(), &pairs)
    }

    /// Nodes.
    pub fn nodes(&self) -> usize {
        self.out.starts.len().saturating_sub(1)
    }

    /// Arcs.
    pub fn arcs(&self) -> usize {
        self.out.ends.len()
    }

    /// Every arc, by its ends ascending.
    pub fn all(&self) -> impl Iterator<Item = (u32, u32, Strength)> + '_ {
        (0..self.nodes()).flat_map(|a| self.out(a).iter().map(move |&(b, s)| (a as u32, b, s)))
    }

    /// Where a node's arcs lead, ascending.
    pub fn out(&self, node: usize) -> &[(u32, Strength)] {
        self.out.of(node)
    }

    /// Where the arcs to a node come from, ascending.
    pub fn back(&self, node: usize) -> &[(u32, Strength)] {
        self.back.of(node)
    }

    /// The number of a node's first arc, in the order of [`Arcs::all`].
    pub fn first(&self, node: usize) -> usize {
        self.out.starts[node] as usize
    }

    /// The number of an arc in the order of [`Arcs::all`]. Cost: O(log degree).
    pub fn find(&self, from: usize, to: usize) -> Option<usize> {
        let at = self.out(from).binary_search_by_key(&(to as u32), |&(end, _)| end).ok()?;
        Some(self.first(from) + at)
    }

    /// The strength of an arc. Cost: O(log degree).
    pub fn strength(&self, from: usize, to: usize) -> Option<Strength> {
        self.find(from, to).map(|at| self.out.ends[at].1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parallel_arcs_add_up_and_self_ties_go() {
        let one = Strength::ONE;
        let arcs =
            Arcs::from_arcs(3, &[(1, 0, one), (0, 1, one), (1, 0, one), (2, 2, one), (0, 9, one)]);
        assert_eq!(arcs.arcs(), 2);
        assert_eq!(arcs.strength(1, 0).map(Strength::get), Some(2.0));
        assert_eq!(arcs.back(0), [(1, Strength(2.0))]);
        let both = arcs.both_ways();
        assert_eq!(both.strength(0, 1).map(Strength::get), Some(3.0));
        assert_eq!(both.strength(1, 0), both.strength(0, 1));
        assert_eq!(arcs.simple().edges(), 1);
        assert_eq!(arcs.find(1, 0), Some(1));
        assert_eq!(arcs.find(0, 2), None);
    }

    #[test]
    fn a_strength_is_finite_and_above_0() {
        assert_eq!(Strength::new(0.0), None);
        assert_eq!(Strength::new(-1.0), None);
        assert_eq!(Strength::new(f64::NAN), None);
        assert_eq!(Strength::new(4.0).map(|s| s.distance().get()), Some(0.25));
    }
}
