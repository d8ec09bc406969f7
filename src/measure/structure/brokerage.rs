//! Between whom an actor brokers.

use crate::graph::arcs::Arcs;

/// How often an actor is in the middle of `a → i → b` where `a` has no arc to `b`, by the
/// groups of the three.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Roles {
    /// All three of one group.
    pub coordinator: u32,
    /// The outer two of one group, the broker of another (consultant).
    pub itinerant: u32,
    /// From another group into the broker's own.
    pub gatekeeper: u32,
    /// From the broker's own group to another.
    pub representative: u32,
    /// Three different groups.
    pub liaison: u32,
}

/// The five roles of brokerage of each actor, as raw counts.
///
/// # Shape
/// Directed; strengths play no part. `n` actors in, with the group of each, `n` entries out.
///
/// # Units
/// Triples of actors. They grow with the network; compare within one.
///
/// # Undefined
/// A triple with an actor whose group is unknown counts for no role. `None` for such an
/// actor, and for one without arcs.
///
/// # Cost
/// O(Σ_i in_i · out_i · log d).
///
/// # Source
/// R. V. Gould, R. M. Fernandez, Structures of mediation: a formal approach to brokerage in
/// transaction networks, Sociological Methodology 19 (1989), 89–126. Checked against the
/// package sna in R.
pub fn brokerage(arcs: &Arcs, groups: &[Option<u32>]) -> Vec<Option<Roles>> {
    let of = |node: usize| {
        let own = (*groups.get(node)?)?;
        if arcs.out(node).is_empty() && arcs.back(node).is_empty() {
            return None;
        }
        let mut roles = Roles::default();
        for &(a, _) in arcs.back(node) {
            for &(b, _) in arcs.out(node) {
                if a == b || arcs.find(a as usize, b as usize).is_some() {
                    continue;
                }
                let (Some(from), Some(to)) = (groups[a as usize], groups[b as usize]) else {
                    continue;
                };
                *match (from == own, own == to, from == to) {
                    (true, true, _) => &mut roles.coordinator,
                    (false, true, _) => &mut roles.gatekeeper,
                    (true, false, _) => &mut roles.representative,
                    (false, false, true) => &mut roles.itinerant,
                    (false, false, false) => &mut roles.liaison,
                } += 1;
            }
        }
        Some(roles)
    };
    (0..arcs.nodes()).map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::arcs::Strength;
    use proptest::prelude::*;

    fn directed(n: usize, arcs: &[(u32, u32)]) -> Arcs {
        let arcs: Vec<_> = arcs.iter().map(|&(a, b)| (a, b, Strength::ONE)).collect();
        Arcs::from_arcs(n, &arcs)
    }

    fn sum(roles: &Roles) -> u32 {
        roles.coordinator
            + roles.itinerant
            + roles.gatekeeper
            + roles.representative
            + roles.liaison
    }

    #[test]
    fn one_triple_of_each_role_by_hand() {
        let path = directed(3, &[(0, 1), (1, 2)]);
        let role = |groups: [u32; 3]| brokerage(&path, &groups.map(Some))[1].unwrap();
        let none = Roles::default();
        assert_eq!(role([1, 1, 1]), Roles { coordinator: 1, ..none });
        assert_eq!(role([2, 1, 2]), Roles { itinerant: 1, ..none });
        assert_eq!(role([2, 1, 1]), Roles { gatekeeper: 1, ..none });
        assert_eq!(role([1, 1, 2]), Roles { representative: 1, ..none });
        assert_eq!(role([2, 1, 3]), Roles { liaison: 1, ..none });
        let closed = directed(3, &[(0, 1), (1, 2), (0, 2)]);
        assert_eq!(brokerage(&closed, &[Some(1); 3])[1], Some(none));
        assert_eq!(brokerage(&path, &[None, Some(1), Some(1)])[1], Some(none));
        assert_eq!(brokerage(&path, &[Some(1), None, Some(1)])[1], None);
        assert_eq!(brokerage(&directed(1, &[]), &[Some(1)])[0], None);
    }

    #[test]
    fn agrees_with_sna() {
        // R package sna 2.7-1, brokerage(g, groups)$raw.nli: w_I coordinator, w_O itinerant,
        // b_IO representative, b_OI gatekeeper, b_O liaison.
        let arcs = [
            (0, 1),
            (1, 2),
            (2, 3),
            (3, 0),
            (1, 4),
            (4, 5),
            (5, 1),
            (5, 6),
            (6, 2),
            (2, 5),
            (0, 4),
        ];
        let groups = [0, 0, 1, 1, 0, 2, 2].map(Some);
        let expected = [
            [0, 0, 0, 2, 0],
            [0, 0, 1, 1, 1],
            [0, 1, 0, 2, 1],
            [0, 0, 1, 0, 0],
            [0, 0, 2, 0, 0],
            [0, 1, 0, 2, 1],
            [0, 0, 1, 0, 0],
        ];
        for (roles, row) in brokerage(&directed(7, &arcs), &groups).iter().zip(expected) {
            let r = roles.unwrap();
            let ours = [r.coordinator, r.itinerant, r.representative, r.gatekeeper, r.liaison];
            assert_eq!(ours, row);
        }
    }

    proptest! {
        #[test]
        fn roles_sum_to_open_triples_whatever_the_groups(
            arcs in prop::collection::vec((0u32..8, 0u32..8), 0..40),
            groups in prop::collection::vec(0u32..3, 8),
        ) {
            let arcs = directed(8, &arcs);
            let some: Vec<Option<u32>> = groups.iter().copied().map(Some).collect();
            // Names of groups play no part.
            let other: Vec<Option<u32>> = groups.iter().map(|g| Some(7 - g)).collect();
            let found = brokerage(&arcs, &some);
            prop_assert_eq!(&found, &brokerage(&arcs, &other));
            for (node, roles) in found.iter().enumerate() {
                let mut open = 0;
                for a in 0..8 {
                    for b in 0..8 {
                        let has = |x: usize, y: usize| arcs.find(x, y).is_some();
                        open += u32::from(a != b && has(a, node) && has(node, b) && !has(a, b));
                    }
                }
                prop_assert_eq!(roles.as_ref().map_or(0, sum), open);
            }
        }
    }
}
