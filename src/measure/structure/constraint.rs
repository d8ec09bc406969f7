//! Structural holes: whether an actor's contacts meet without it.

use crate::graph::arcs::{Arcs, Strength};
use crate::graph::compact::Compact;

/// Burt's constraint: how far each actor's ties go to contacts who are themselves tied to
/// one another.
///
/// `c_i = Σ_j (p_ij + Σ_q p_iq p_qj)²` over contacts `j` of `i` and `q ∉ {i, j}`; `p_ij` is
/// the share of `i`'s strength given to `j`. Low: `i` spans structural holes. High: its
/// contacts already meet.
///
/// # Shape
/// Each tie stands in both directions with the strength of both together, as
/// [`Arcs::both_ways`] gives it; `n` actors in, `n` entries out.
///
/// # Units
/// Dimensionless and not capped at 1: a triangle alone scores 9/8. Compare within one
/// network.
///
/// # Undefined
/// `None` for an actor without ties, never zero.
///
/// # Cost
/// O(Σ_i Σ_j d_j) over contacts `j` of `i`.
///
/// # Source
/// R. S. Burt, Structural holes and good ideas, American Journal of Sociology 110 (2004),
/// 349–399. The sum goes over contacts of `i` alone, as in networkx; checked against it.
pub fn constraint(both: &Arcs) -> Vec<Option<f64>> {
    let n = both.nodes();
    let given = |node: usize| both.out(node).iter().map(|&(_, s)| s.get()).sum::<f64>();
    let given: Vec<f64> = (0..n).map(given).collect();
    let mut indirect = vec![0.0; n];
    let of = |node: usize| {
        let contacts = both.out(node);
        let share = |strength: Strength| strength.get() / given[node];
        for &(q, strength) in contacts {
            let p_iq = share(strength);
            for &(j, strength) in both.out(q as usize) {
                indirect[j as usize] += p_iq * strength.get() / given[q as usize];
            }
        }
        let squared =
            |&(j, strength): &(u32, Strength)| (share(strength) + indirect[j as usize]).powi(2);
        let sum = contacts.iter().map(squared).sum();
        for &(q, _) in contacts {
            for &(j, _) in both.out(q as usize) {
                indirect[j as usize] = 0.0;
            }
        }
        (!contacts.is_empty()).then_some(sum)
    };
    (0..n).map(of).collect()
}

/// Effective size: an actor's contacts less the mean number of ties that each has to the
/// others.
///
/// `e_i = d − 2t/d` with `d` contacts and `t` ties among them; every tie counts as one.
///
/// # Shape
/// `n` actors in, `n` entries out. Divided by `d` it is the *efficiency*.
///
/// # Units
/// Contacts, 1 to `d`.
///
/// # Undefined
/// `None` for an actor without ties.
///
/// # Cost
/// O(Σ_i Σ_j d_j) over contacts `j` of `i`.
///
/// # Source
/// S. P. Borgatti, Structural holes: unpacking Burt's redundancy measures, Connections 20
/// (1997), 35–38, for Burt's measure (1992). Checked against networkx.
pub fn effective_size(graph: &Compact) -> Vec<Option<f64>> {
    let mut contact = vec![false; graph.nodes()];
    let of = |node: usize| {
        let contacts = graph.neighbours(node);
        let mark = |contact: &mut Vec<bool>, to| {
            for &other in contacts {
                contact[other as usize] = to;
            }
        };
        mark(&mut contact, true);
        let among = |&other: &u32| {
            graph
                .neighbours(other as usize)
                .iter()
                .filter(|&&third| contact[third as usize])
                .count()
        };
        // Each tie among contacts is met from either end.
        let twice: usize = contacts.iter().map(among).sum();
        mark(&mut contact, false);
        let d = contacts.len() as f64;
        (!contacts.is_empty()).then(|| d - twice as f64 / d)
    };
    (0..graph.nodes()).map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::super::examples::{self, near};
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_hub_of_three_and_a_triangle_by_hand() {
        let hub = Compact::from_pairs(5, &[(0, 1), (0, 2), (0, 3)]);
        let found = constraint(&Arcs::unweighted(&hub));
        near(found[0].unwrap(), 1.0 / 3.0);
        near(found[1].unwrap(), 1.0);
        assert_eq!(found[4], None);
        let sizes = effective_size(&hub);
        assert_eq!((sizes[0], sizes[1], sizes[4]), (Some(3.0), Some(1.0), None));
        let triangle = Compact::from_pairs(3, &[(0, 1), (1, 2), (2, 0)]);
        near(constraint(&Arcs::unweighted(&triangle))[0].unwrap(), 9.0 / 8.0);
        near(effective_size(&triangle)[0].unwrap(), 1.0);
    }

    #[test]
    fn agrees_with_networkx_and_igraph() {
        // networkx 3.6.1 constraint() and effective_size(), igraph 1.0.0 constraint().
        let (kite, karate) = (examples::kite(), examples::karate());
        let found = constraint(&Arcs::unweighted(&kite));
        for (value, expected) in found.iter().zip(examples::KITE_CONSTRAINT) {
            near(value.unwrap(), expected);
        }
        for (value, expected) in effective_size(&kite).iter().zip(examples::KITE_EFFECTIVE_SIZE) {
            near(value.unwrap(), expected);
        }
        let found = constraint(&Arcs::unweighted(&karate));
        near(found[0].unwrap(), examples::KARATE_CONSTRAINT_0);
        near(effective_size(&karate)[0].unwrap(), examples::KARATE_EFFECTIVE_SIZE_0);
        let weighted = constraint(&examples::weighted());
        for (value, expected) in weighted.iter().zip(examples::WEIGHTED_CONSTRAINT) {
            near(value.unwrap(), expected);
        }
    }

    proptest! {
        #[test]
        fn effective_size_lies_between_1_and_the_degree(graph in examples::any(9)) {
            for (node, size) in effective_size(&graph).into_iter().enumerate() {
                let d = graph.degree(node) as f64;
                prop_assert!(size.is_none_or(|size| (1.0 - 1e-12..=d).contains(&size)));
            }
        }

        #[test]
        fn constraint_is_at_least_one_part_in_d(graph in examples::any(9)) {
            // Direct shares alone give Σ p² ≥ 1/d.
            for (node, value) in constraint(&Arcs::unweighted(&graph)).into_iter().enumerate() {
                let d = graph.degree(node) as f64;
                prop_assert!(value.is_none_or(|value| value >= 1.0 / d - 1e-12));
            }
        }
    }
}
