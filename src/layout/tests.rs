use super::*;
use crate::graph::random::Random;
use proptest::prelude::*;

/// Boxes up to four levels deep, and edges anywhere between them.
fn network() -> impl Strategy<Value = (Vec<Item>, Vec<Edge>)> {
    (1usize..30, 0usize..45, any::<u64>()).prop_map(|(n, m, seed)| {
        let mut random = Random::new(seed);
        let mut items: Vec<Item> = Vec::new();
        for i in 0..n {
            let inside = i > 0 && random.below(3) > 0;
            let parent = inside.then(|| random.below(i));
            let pinned = (random.below(8) == 0)
                .then(|| [random.unit() * 900.0 - 100.0, random.unit() * 600.0 - 100.0]);
            let (width, height) = (40.0 + 120.0 * random.unit(), 24.0 + 30.0 * random.unit());
            items.push(Item { parent, width, height, header: 24.0, pinned });
        }
        let mut end = || random.below(n);
        let edges = (0..m).map(|_| Edge { a: end(), b: end(), weight: 1.0 }).collect();
        (items, edges)
    })
}

/// Every rule of nesting and gaps; what breaks it, if anything.
pub(crate) fn broken(items: &[Item], plan: &Plan, options: &Options) -> Option<String> {
    const NEAR: f64 = 1e-5;
    for (i, item) in items.iter().enumerate() {
        let own = plan.rects[i];
        let is_leaf = items.iter().all(|other| other.parent != Some(i));
        if own.width < item.width - NEAR || is_leaf && own.height < item.height - NEAR {
            return Some(format!("{i} is too small"));
        }
        let frame = item.parent.map_or(plan.frame, |parent| plan.rects[parent]);
        let header = item.parent.map_or(0.0, |parent| items[parent].header);
        let rim = if item.parent.is_some() { options.padding } else { 0.0 } - NEAR;
        if own.x < frame.x + rim
            || own.y < frame.y + header + rim
            || own.x + own.width > frame.x + frame.width - rim
            || own.y + own.height > frame.y + frame.height - rim
        {
            return Some(format!("{i} sticks out: {own:?} in {frame:?}"));
        }
        let gap = if item.parent.is_some() { options.gap_inside } else { options.gap_between };
        for j in (0..i).filter(|&j| items[j].parent == item.parent) {
            if own.is_within(&plan.rects[j], gap - NEAR) {
                return Some(format!("{i} is too near {j}"));
            }
        }
    }
    None
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..Default::default() })]

    #[test]
    fn boxes_nest_and_keep_apart((items, edges) in network()) {
        let options = Options::default();
        let plan = lay_out(&items, &edges, &options).unwrap();
        prop_assert_eq!(broken(&items, &plan, &options), None);
        prop_assert_eq!(lay_out(&items, &edges, &options).unwrap(), plan);
    }

    #[test]
    fn the_order_of_edges_does_not_matter((items, mut edges) in network()) {
        let plan = lay_out(&items, &edges, &Options::default()).unwrap();
        edges.reverse();
        for edge in &mut edges {
            std::mem::swap(&mut edge.a, &mut edge.b);
        }
        prop_assert_eq!(lay_out(&items, &edges, &Options::default()).unwrap(), plan);
    }

    /// One pin, at any place: the item lies there.
    #[test]
    fn one_pin_holds((mut items, edges) in network(), at in any::<prop::sample::Index>(), x in -500.0..2000.0, y in -500.0..2000.0) {
        for item in &mut items {
            item.pinned = None;
        }
        let pinned = at.index(items.len());
        items[pinned].pinned = Some([x, y]);
        let plan = lay_out(&items, &edges, &Options::default()).unwrap();
        prop_assert!((plan.rects[pinned].x - x).abs() < 1e-6 && (plan.rects[pinned].y - y).abs() < 1e-6);
    }
}

fn unit(parent: Option<usize>) -> Item {
    Item { parent, width: 100.0, height: 30.0, header: 24.0, pinned: None }
}

#[test]
fn a_lone_box_by_hand() {
    let plan = lay_out(&[unit(None), unit(Some(0))], &[], &Options::default()).unwrap();
    assert_eq!(plan.frame, Rect { x: 0.0, y: 0.0, width: 172.0, height: 126.0 });
    assert_eq!(plan.rects[0], Rect { x: 24.0, y: 24.0, width: 124.0, height: 78.0 });
    assert_eq!(plan.rects[1], Rect { x: 36.0, y: 60.0, width: 100.0, height: 30.0 });
}

#[test]
fn nothing_gives_an_empty_plan() {
    assert_eq!(lay_out(&[], &[], &Options::default()).unwrap(), Plan::default());
}

#[test]
fn a_pin_where_the_item_lies_changes_nothing() {
    let (mut items, edges) = sample();
    let plan = lay_out(&items, &edges, &Options::default()).unwrap();
    for i in [0, 3, 12] {
        items[i].pinned = Some([plan.rects[i].x, plan.rects[i].y]);
        let again = lay_out(&items, &edges, &Options::default()).unwrap();
        for (rect, was) in again.rects.iter().zip(&plan.rects) {
            assert!((rect.x - was.x).abs() < 1e-3 && (rect.y - was.y).abs() < 1e-3, "pin {i}");
        }
        items[i].pinned = None;
    }
}

#[test]
fn only_what_is_in_the_way_of_a_pin_moves() {
    let (mut items, edges) = sample();
    let plan = lay_out(&items, &edges, &Options::default()).unwrap();
    // The forum, put upon the first principal's own place within its box.
    let on = plan.rects[10];
    items[15].pinned = Some([on.x, on.y]);
    let again = lay_out(&items, &edges, &Options::default()).unwrap();
    assert_eq!(broken(&items, &again, &Options::default()), None);
    assert_eq!([again.rects[15].x, again.rects[15].y], [on.x, on.y]);
    let stayed = (0..15).filter(|&i| again.rects[i] == plan.rects[i]).count();
    assert!(stayed >= 5, "{stayed}");
}

#[test]
fn siblings_pinned_to_one_place_still_part() {
    let mut items = vec![unit(None), unit(Some(0)), unit(Some(0))];
    items[1].pinned = Some([50.0, 70.0]);
    items[2].pinned = Some([55.0, 75.0]);
    let plan = lay_out(&items, &[], &Options::default()).unwrap();
    assert_eq!(broken(&items, &plan, &Options::default()), None);
    assert_eq!([plan.rects[1].x, plan.rects[1].y], [50.0, 70.0]);
}

#[test]
fn units_lie_towards_what_they_are_tied_to() {
    let (items, edges) = sample();
    let plan = lay_out(&items, &edges, &Options::default()).unwrap();
    let far = |i: usize, j: usize| {
        let ([a, b], [c, d]) = (plan.rects[i].centre(), plan.rects[j].centre());
        ((a - c).powi(2) + (b - d).powi(2)).sqrt()
    };
    for (tied, principal) in [(1, 0), (6, 5), (11, 10)] {
        let nearest = (principal + 1..principal + 5).map(|i| far(i, 15)).fold(f64::MAX, f64::min);
        assert!(far(tied, 15) < nearest + 60.0, "{tied}: {} {nearest}", far(tied, 15));
    }
}

#[test]
fn wrong_input_is_named() {
    let cycle = [unit(Some(1)), unit(Some(0))];
    let plain = Options::default();
    assert_eq!(lay_out(&cycle, &[], &plain), Err(LayoutError::Cycle { item: 0 }));
    let lost = LayoutError::NoSuchItem { item: 7, items: 1 };
    assert_eq!(lay_out(&[unit(Some(7))], &[], &plain), Err(lost.clone()));
    let edge = Edge { a: 0, b: 7, weight: 1.0 };
    assert_eq!(lay_out(&[unit(None)], &[edge], &plain), Err(lost));
    let edge = Edge { a: 0, b: 0, weight: f64::NAN };
    assert_eq!(lay_out(&[unit(None)], &[edge], &plain), Err(LayoutError::Length { edge: 0 }));
    let flat = Item { width: -1.0, ..unit(None) };
    assert_eq!(lay_out(&[flat], &[], &plain), Err(LayoutError::Size { item: 0 }));
}

/// Three principals with four units each, and a forum that one of each sits in.
fn sample() -> (Vec<Item>, Vec<Edge>) {
    let mut items = Vec::new();
    for _ in 0..3 {
        let principal = items.len();
        items.push(unit(None));
        items.extend((0..4).map(|_| unit(Some(principal))));
    }
    items.push(unit(None));
    let edges = [1, 6, 11].map(|a| Edge { a, b: 15, weight: 1.0 });
    (items, edges.to_vec())
}
