//! How far forums share members, and what their meetings cost in time.

use crate::model::Range;

/// The members of two forums, side by side; rows ascending.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overlap {
    /// In both.
    pub both: Vec<usize>,
    /// Only in the first.
    pub only_one: Vec<usize>,
    /// Only in the second.
    pub only_other: Vec<usize>,
}

/// Puts the members of two forums side by side.
///
/// # Shape
/// Two lists of rows, sorted and each once, such as
/// [`Graph::seats`](crate::graph::Graph::seats) gives.
///
/// # Cost
/// O((m + n) log n).
pub fn side_by_side(one: &[usize], other: &[usize]) -> Overlap {
    let within = |list: &[usize], row: &usize| list.binary_search(row).is_ok();
    let (both, only_one) = one.iter().copied().partition(|row| within(other, row));
    let only_other = other.iter().copied().filter(|row| !within(one, row)).collect();
    Overlap { both, only_one, only_other }
}

/// Overlap coefficient: the share of the smaller forum's members who sit in
/// the other, too.
///
/// `|A ∩ B| / min(|A|, |B|)`. Reaches 1 when one forum's members are all in
/// the other, where Jaccard's index stays low if the sizes differ.
///
/// # Shape
/// Two lists of members, ascending and each once.
///
/// # Units
/// Share, 0 to 1.
///
/// # Undefined
/// `None` when a forum has no known member, never 0.
///
/// # Cost
/// O(m log n) for m and n members.
///
/// # Source
/// M. K. Vijaymeena, K. Kavitha, A survey on similarity measures in text
/// mining, Machine Learning and Applications 3 (2016), 19–28: the
/// Szymkiewicz–Simpson coefficient.
pub fn share_of_smaller<T: Ord>(one: &[T], other: &[T]) -> Option<f64> {
    let both = one.iter().filter(|member| other.binary_search(member).is_ok()).count();
    let smaller = one.len().min(other.len());
    (smaller > 0).then(|| both as f64 / smaller as f64)
}

/// Person-hours a year that meetings take: meetings a year × persons × hours a
/// meeting, least with least and most with most.
///
/// # Shape
/// Three ranges in, one out.
///
/// # Units
/// Person-hours a year; travel and preparation not counted.
///
/// # Undefined
/// `None` where neither end can be computed: an unknown rhythm, number of
/// persons or length is no 0. An end is `None` when a factor lacks that end, such
/// as the most of "at least six meetings".
///
/// # Cost
/// O(1).
///
/// # Source
/// S. G. Rogelberg, C. Scott, J. Kello, The science and fiction of meetings, MIT
/// Sloan Management Review 48(2) (2007), 18–21: time spent is the price of a
/// meeting. The product is ours.
///
/// # Example
/// Four to six meetings of 25 persons for 1 to 2 hours: 100 to 300.
pub fn person_hours(meetings: Range, persons: Range, hours: Range) -> Option<Range> {
    let times =
        |ends: [Option<f64>; 3]| ends.into_iter().try_fold(1.0, |all, end| Some(all * end?));
    let min = times([meetings.min, persons.min, hours.min]);
    let max = times([meetings.max, persons.max, hours.max]);
    (min.is_some() || max.is_some()).then_some(Range { min, max })
}

/// How many persons meet in a forum: its size where the source states one, else
/// from the number of members known (one person each at least) up to nobody knows.
///
/// # Units
/// Persons.
///
/// # Undefined
/// `None` when neither size nor a member is known.
///
/// # Cost
/// O(1).
///
/// # Source
/// A judgement: a member is an organisation, which sends somebody.
pub fn persons(size: Option<u32>, members: usize) -> Option<Range> {
    match size {
        Some(size) => Some(Range { min: Some(size.into()), max: Some(size.into()) }),
        None if members > 0 => Some(Range { min: Some(members as f64), max: None }),
        None => None,
    }
}

/// How long a meeting lasts when nobody says: from two thirds of the assumed
/// length to four thirds of it, so 1 to 2 hours around 1.5.
///
/// # Units
/// Hours.
///
/// # Source
/// A judgement; the length is the parameter `meeting_hours`.
pub fn meeting_hours(assumed: f64) -> Range {
    Range { min: Some(assumed * 2.0 / 3.0), max: Some(assumed * 4.0 / 3.0) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn range(min: f64, max: f64) -> Range {
        Range { min: Some(min), max: Some(max) }
    }

    #[test]
    fn worked_by_hand() {
        let overlap = side_by_side(&[1, 2, 3, 5], &[2, 3, 9]);
        assert_eq!(overlap.both, [2, 3]);
        assert_eq!(
            (overlap.only_one.as_slice(), overlap.only_other.as_slice()),
            (&[1, 5][..], &[9][..])
        );
        let share = share_of_smaller(&[1, 2, 3, 5], &[2, 3, 9]).unwrap();
        assert!((share - 2.0 / 3.0).abs() < 1e-12);
        assert_eq!(share_of_smaller(&[], &[1]), None);
        let hours = meeting_hours(1.5);
        assert_eq!((hours.min, hours.max), (Some(1.0), Some(2.0)));
        let cost = person_hours(range(4.0, 6.0), persons(Some(25), 6).unwrap(), hours).unwrap();
        assert_eq!((cost.min, cost.max), (Some(100.0), Some(300.0)));
    }

    #[test]
    fn what_is_unknown_is_none_and_not_0() {
        let hours = meeting_hours(1.5);
        let known = range(6.0, 6.0);
        assert_eq!(persons(None, 0), None);
        let some = persons(None, 4).unwrap();
        assert_eq!(person_hours(Range::default(), some, hours), None);
        let cost = person_hours(known, some, hours).unwrap();
        assert_eq!((cost.min, cost.max), (Some(24.0), None));
        let at_least = Range { min: Some(6.0), max: None };
        let cost = person_hours(at_least, persons(Some(10), 0).unwrap(), hours).unwrap();
        assert_eq!((cost.min, cost.max), (Some(60.0), None));
    }

    proptest! {
        #[test]
        fn overlap_is_symmetric_and_loses_nobody(
            one in prop::collection::btree_set(0usize..30, 0..12),
            other in prop::collection::btree_set(0usize..30, 0..12),
        ) {
            let (one, other): (Vec<usize>, Vec<usize>) =
                (one.into_iter().collect(), other.into_iter().collect());
            let (there, back) = (side_by_side(&one, &other), side_by_side(&other, &one));
            prop_assert_eq!(&there.both, &back.both);
            prop_assert_eq!(&there.only_one, &back.only_other);
            prop_assert_eq!(there.both.len() + there.only_one.len(), one.len());
            prop_assert_eq!(there.both.len() + there.only_other.len(), other.len());
            let share = share_of_smaller(&one, &other);
            prop_assert_eq!(share, share_of_smaller(&other, &one));
            prop_assert_eq!(share.is_none(), one.is_empty() || other.is_empty());
            prop_assert!(share.is_none_or(|share| (0.0..=1.0).contains(&share)));
        }

        #[test]
        fn more_meetings_never_cost_less(
            few in 0.1f64..60.0, more in 0.0f64..60.0, size in 1u32..50, hours in 0.1f64..8.0,
        ) {
            let cost = |most: f64| {
                let persons = persons(Some(size), 0).unwrap();
                person_hours(range(few, most), persons, meeting_hours(hours)).unwrap()
            };
            let (least, most) = (cost(few), cost(few + more));
            prop_assert!(least.min <= least.max && least.max <= most.max && least.min == most.min);
        }
    }
}
