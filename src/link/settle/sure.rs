//! Sure pairs that can be ruled the same at once, without a person's look at each.

use std::collections::{BTreeMap, BTreeSet};

use super::Settled;
use crate::link::roots::Roots;
use crate::link::{Kind, Pair};
use crate::model::{Network, Ruling, Text};

/// Open pairs that are sure.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sure<'a> {
    /// Those that may be ruled the same all at once.
    pub together: Vec<&'a Pair>,
    /// Those that may not, each with why.
    pub left: Vec<(&'a Pair, Text)>,
}

impl Settled {
    /// The open pairs that are sure, and which of them may be ruled the same at once: those
    /// by which, verdicts already given included, only records become one that are a sure
    /// pair each with each. Two sure pairs do not make a third sure: *BH* may be either of
    /// *Barnahus (BH)* and *Behandlingshemmet (BH)*, and then it is for a person to say.
    ///
    /// `ground` is the network before its verdicts.
    ///
    /// # Cost
    /// O(n log n) in pairs, and in the pairs within what would become one.
    pub fn sure<'a>(&self, ground: &Network, pairs: &'a [Pair]) -> Sure<'a> {
        let key = |kind: Kind, one: usize, other: usize| (kind, one.min(other), one.max(other));
        let open: Vec<&Pair> =
            self.open(ground, pairs).into_iter().filter(|pair| pair.is_sure()).collect();
        let sure = pairs.iter().filter(|pair| pair.is_sure());
        let mut sure: BTreeSet<_> = sure.map(|pair| key(pair.kind, pair.one, pair.other)).collect();
        let apart = self.ruled.iter().filter(|ruled| ruled.ruling != Ruling::Same);
        let apart: BTreeSet<_> = apart.map(|r| key(r.kind, r.one, r.other)).collect();
        sure.retain(|pair| !apart.contains(pair));
        let given = self.given(ground);
        let mut whole = self.given(ground);
        open.iter().for_each(|pair| whole.join(pair.kind, pair.one, pair.other));
        let mut doubts: BTreeMap<(Kind, usize), Text> = BTreeMap::new();
        for ((kind, root), rows) in whole.trees() {
            let is_doubt = |&(one, other): &(usize, usize)| {
                given.of(kind, one) != given.of(kind, other)
                    && !sure.contains(&key(kind, one, other))
            };
            let each = rows
                .iter()
                .enumerate()
                .flat_map(|(at, &one)| rows[at + 1..].iter().map(move |&other| (one, other)));
            if let Some((one, other)) = { each }.find(is_doubt) {
                let names = [one, other].map(|row| kind.name(ground, row));
                let ruled = apart.contains(&key(kind, one, other));
                doubts.insert((kind, root), doubt(names, ruled));
            }
        }
        let mut found = Sure::default();
        for pair in open {
            match doubts.get(&(pair.kind, whole.of(pair.kind, pair.one))) {
                None => found.together.push(pair),
                Some(why) => found.left.push((pair, why.clone())),
            }
        }
        found
    }

    /// Rows of the tables that have become one by the verdicts.
    fn given(&self, ground: &Network) -> Roots {
        let mut roots = Roots::default();
        for merged in &self.merged {
            let rows = (0..merged.kind.count(ground)).filter(|&row| {
                let id = merged.kind.id(ground, row);
                id == merged.id || merged.absorbed.iter().any(|gone| gone == id)
            });
            let rows: Vec<usize> = rows.collect();
            rows.windows(2).for_each(|two| roots.join(merged.kind, two[0], two[1]));
        }
        roots
    }
}

fn doubt([one, other]: [&str; 2], ruled: bool) -> Text {
    match ruled {
        true => Text::new(
            format!(
                "då skulle också ”{one}” och ”{other}” bli samma, och någon har sagt att de inte är det"
            ),
            format!(
                "then “{one}” and “{other}” would become the same too, and somebody has said that they are not"
            ),
        ),
        false => Text::new(
            format!("då skulle också ”{one}” och ”{other}” bli samma, och det är inte säkert"),
            format!("then “{one}” and “{other}” would become the same too, and that is not sure"),
        ),
    }
}
