//! The rows that a finding rests on, as JSON.

use serde::Serialize;
use utoipa::ToSchema;

use super::{Claim, Claims, Text};
use crate::findings::footing::{ends, label};
use crate::model::{self, Beside, Network};

/// A row that a finding rests on.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Footing {
    /// Its table: `actors`, `forums`, `affiliations`, `groups`, `services`, `referrals`, `ties`,
    /// `agreements`, `mandates`, `goals`, `measures`, `statements` or `answers`.
    pub table: &'static str,
    /// Its id; null where the table has none.
    pub id: Option<String>,
    /// What it is called, or says.
    pub label: Text,
    /// Ids of what it names, to go on to.
    pub ends: Vec<String>,
    /// Where that is said; empty for a row that a scenario made.
    pub claims: Vec<Claim>,
    /// `added` or `changed` by the scenario that was tried; null for a row of the network. What
    /// a source says of a row that was changed is not said of what it says now.
    pub scenario: Option<&'static str>,
}

/// Writes what findings rest on.
pub(super) struct Footings<'a> {
    network: &'a Network,
    /// The network before a scenario changed it.
    before: Option<&'a Network>,
    claims: Claims<'a>,
}

impl<'a> Footings<'a> {
    /// Of findings of this network.
    pub fn new(network: &'a Network) -> Self {
        Self { network, before: None, claims: Claims::new(network) }
    }

    /// Of findings of a network as a scenario made it of another.
    pub fn tried(network: &'a Network, before: &'a Network) -> Self {
        Self { before: Some(before), ..Self::new(network) }
    }

    /// Rows in the order given.
    pub fn rows(&self, rows: &[model::Footing]) -> Vec<Footing> {
        rows.iter().map(|row| self.one(*row)).collect()
    }

    fn one(&self, row: model::Footing) -> Footing {
        let scenario = self.scenario(row);
        let claims = if scenario.is_some() { &[][..] } else { row.claims(self.network) };
        Footing {
            table: row.table(),
            id: row.id(self.network).map(str::to_owned),
            label: label(self.network, row).into(),
            ends: ends(self.network, row).into_iter().map(str::to_owned).collect(),
            claims: self.claims.all(claims),
            scenario,
        }
    }

    fn scenario(&self, row: model::Footing) -> Option<&'static str> {
        match row.beside(self.network, self.before?) {
            Beside::Same => None,
            Beside::Other => Some("changed"),
            Beside::Missing => Some("added"),
        }
    }
}

/// The claims of rows, each once, in their order.
pub(super) fn claims_of(rows: &[Footing]) -> Vec<Claim> {
    let mut all: Vec<Claim> = Vec::new();
    for claim in rows.iter().flat_map(|row| &row.claims) {
        if !all.contains(claim) {
            all.push(claim.clone());
        }
    }
    all
}
