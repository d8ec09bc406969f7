//! Candidate pairs, and what speaks for and against them.

use super::Kind;
use crate::model::Text;

/// One comparison's outcome and what it says.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// What was compared and how it came out.
    pub what: Text,
    /// Match weight in bits: log₂ of how many times likelier the outcome is when
    /// the two are the same than when they are not. Below 0 it speaks against.
    pub bits: f64,
}

/// Evidence of fewer bits than this is negative evidence, not mere lack of likeness.
pub const AGAINST: f64 = -2.0;

/// Least probability at which a pair is proposed.
pub const PROPOSED: f64 = 0.3;

/// Least probability at which a pair without negative evidence counts as sure.
pub const SURE: f64 = 0.95;

/// Two records that may be the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// Their table.
    pub kind: Kind,
    /// Row of the one that stands first in the table.
    pub one: usize,
    /// Row of the other.
    pub other: usize,
    /// What any two records that are compared have to begin with, in bits.
    pub prior: f64,
    /// The waterfall: what each comparison adds or takes away.
    pub evidence: Vec<Evidence>,
}

impl Pair {
    /// Match weight in bits: the prior and all evidence.
    pub fn weight(&self) -> f64 {
        self.prior + self.evidence.iter().map(|e| e.bits).sum::<f64>()
    }

    /// Match probability, 0 to 1.
    pub fn probability(&self) -> f64 {
        1.0 / (1.0 + (-self.weight()).exp2())
    }

    /// Whether anything speaks against it.
    pub fn is_contested(&self) -> bool {
        self.evidence.iter().any(|e| e.bits < AGAINST)
    }

    /// Whether it may be settled without a person's look.
    pub fn is_sure(&self) -> bool {
        self.probability() >= SURE && !self.is_contested()
    }
}
