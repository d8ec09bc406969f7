//! Rows of the other tables, side by side.

use std::collections::BTreeMap;

use super::{Join, merge};
use crate::link::Refers;
use crate::model::Network;

impl Join<'_> {
    pub(super) fn rows(&mut self) {
        let new = self.new;
        let mut whole = std::mem::take(&mut self.union.network);
        self.seats(&mut whole);
        self.add(
            "ties",
            &mut whole.ties,
            &new.ties,
            |row| Some(&mut row.id),
            |join, row| row.rename(&join.union.renamed),
        );
        self.add(
            "referrals",
            &mut whole.referrals,
            &new.referrals,
            |row| Some(&mut row.id),
            |join, row| row.rename(&join.union.renamed),
        );
        self.plan(&mut whole);
        self.add(
            "mandates",
            &mut whole.mandates,
            &new.mandates,
            |row| Some(&mut row.id),
            |join, row| row.rename(&join.union.renamed),
        );
        self.add(
            "statements",
            &mut whole.statements,
            &new.statements,
            |row| Some(&mut row.id),
            |join, row| row.rename(&join.union.renamed),
        );
        self.add(
            "figures",
            &mut whole.figures,
            &new.figures,
            |row| Some(&mut row.id),
            |join, row| row.rename(&join.union.renamed),
        );
        let id = whole.id.clone();
        self.add(
            "answers",
            &mut whole.answers,
            &new.answers,
            |_| None,
            |join, row| match &row.network {
                Some(network) if *network == id => row.network = None,
                Some(_) => (),
                None => row.statement = join.table("statements", &row.statement),
            },
        );
        for row in &new.positions {
            let id = self.union.id(&row.id).to_owned();
            if !whole.positions.iter().any(|known| known.id == id) {
                let mut row = row.clone();
                row.value.id = id;
                whole.positions.push(row);
            }
        }
        self.union.network = whole;
    }

    /// Agreements of both, and the plan of the newer.
    fn plan(&mut self, whole: &mut Network) {
        let new = self.new;
        let before = whole.agreements.len();
        self.add(
            "agreements",
            &mut whole.agreements,
            &new.agreements,
            |row| Some(&mut row.id.0),
            |join, row| row.rename(&join.union.renamed),
        );
        for row in &mut whole.agreements[before..] {
            let replaced = row.value.replaces.take();
            row.value.replaces = replaced.map(|id| self.table("agreements", id.as_ref()).into());
        }
        // The plan is the newer's alone, so its ids stay.
        self.add("goals", &mut whole.goals, &new.goals, |row| Some(&mut row.id.0), |_, _| ());
        self.add(
            "measures",
            &mut whole.measures,
            &new.measures,
            |row| Some(&mut row.id.0),
            |join, row| row.rename(&join.union.renamed),
        );
        whole.decisions.clone_from(&new.decisions);
    }

    /// Seats have no ids: forum and actor tell them apart.
    fn seats(&self, whole: &mut Network) {
        let mut at: BTreeMap<(String, String), usize> = BTreeMap::new();
        for (i, row) in whole.affiliations.iter().enumerate() {
            at.insert((row.forum.0.clone(), row.actor.0.clone()), i);
        }
        for row in &self.new.affiliations {
            let mut row = self.row(row);
            row.value.rename(&self.union.renamed);
            match at.get(&(row.forum.0.clone(), row.actor.0.clone())) {
                Some(&i) => merge(&mut whole.affiliations[i].claims, row.claims),
                None => whole.affiliations.push(row),
            }
        }
    }
}
