//! What holds of the list of findings of every network.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::falls_between::{is_finding, told};
use super::{Analysis, RULES};
use crate::graph::Graph;
use crate::measure::Parameters;
use crate::measure::tests::networks;
use crate::measure::ties::statuses;
use crate::model::{ActorId, Row, Tie, TieKind};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// What the list leaves out is told by a finding that stands in it, and every open cell
    /// is told of.
    #[test]
    fn nothing_is_left_untold(net in networks()) {
        let graph = Graph::new(&net);
        let analysis = Analysis::new(&graph, Parameters::default());
        let (list, all) = (analysis.run(&[]), analysis.every(&[]));
        let shown: BTreeSet<&str> = list.iter().map(|finding| finding.id.as_str()).collect();
        prop_assert_eq!(shown.len(), list.len(), "an id stands twice");
        for finding in &all {
            let teller = finding.told_in.as_deref().unwrap_or(&finding.id);
            prop_assert!(shown.contains(teller), "{} is told in {teller}", finding.id);
        }
        let told = told(&analysis);
        for cell in analysis.coverage.cells.iter().filter(|cell| is_finding(&analysis, cell)) {
            let teller = told.get(&(cell.group, cell.function));
            prop_assert!(teller.is_some_and(|id| shown.contains(id.as_str())), "{cell:?}");
        }
    }

    /// A rule has findings or a reason, in both languages.
    #[test]
    fn every_rule_speaks_or_says_why_not(net in networks()) {
        let graph = Graph::new(&net);
        let analysis = Analysis::new(&graph, Parameters::default());
        let list = analysis.run(&[]);
        let silent = analysis.silent(&[], &list);
        for rule in &RULES {
            let why = silent.iter().find(|silence| silence.rule == rule.id);
            prop_assert_ne!(list.iter().any(|f| f.rule == rule.id), why.is_some(), "{}", rule.id);
            if let Some(silence) = why {
                prop_assert!(!silence.why.sv.is_empty() && !silence.why.en.is_empty());
            }
        }
    }

    /// Who says a tie decides its status; which end stands first in the row does not.
    #[test]
    fn the_direction_of_a_row_plays_no_part_where_somebody_says_it(
        net in networks(),
        rows in prop::collection::vec((0usize..6, 0usize..6, any::<bool>(), any::<bool>()), 1..8),
    ) {
        let mut net = net;
        net.ties.clear();
        let id = |n: usize, net: &crate::model::Network| -> Option<ActorId> {
            net.actors.get(n).map(|row| row.id.clone())
        };
        for (a, b, one, other) in rows {
            let (Some(from), Some(to)) = (id(a, &net), id(b, &net)) else { continue };
            if a == b || !(one || other) {
                continue;
            }
            let mut claimed_by = Vec::new();
            claimed_by.extend(one.then(|| from.clone()));
            claimed_by.extend(other.then(|| to.clone()));
            let kind = Some(TieKind::Cooperates);
            net.ties.push(Row::bare(Tie { from, to, kind, claimed_by, ..Tie::default() }));
        }
        let before = statuses(&Graph::new(&net));
        for tie in &mut net.ties {
            let tie = &mut tie.value;
            std::mem::swap(&mut tie.from, &mut tie.to);
        }
        prop_assert_eq!(before, statuses(&Graph::new(&net)));
    }
}
