//! Decisions on findings as JSON.

use serde::Serialize;
use utoipa::ToSchema;

use super::slugs;
use crate::findings::Finding;
use crate::link::{About, decided};
use crate::model::{Date, Network};

/// What was decided on a network's findings, in the order of the table.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Decisions {
    /// One row a finding.
    pub decisions: Vec<Decided>,
}

/// A decision, and what became of the finding that it is on.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Decided {
    /// The finding's id; as it is now, if it is there.
    pub finding: String,
    /// What the finding was called then.
    pub title: Option<String>,
    /// `accepted`, `dismissed` or `action`.
    pub state: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// Who is to act.
    pub owner: Option<String>,
    /// By when; only of an action.
    pub date: Option<String>,
    /// The day on which it was decided, where that is known.
    pub decided: Option<String>,
    /// Whether it is an action whose day has passed while its finding is still there.
    pub overdue: bool,
    /// Id of the scenario that it follows from.
    pub scenario: Option<String>,
    /// Ids of the findings that this one tells of, and that the decision covers, too.
    pub covers: Vec<String>,
    /// `open`: the finding is there; `closed`: its subjects are there and the finding is
    /// not; `lost`: nothing has the id or the name that it was on.
    pub found: String,
}

/// The decisions of a network; `findings` are what its analysis makes now, seen from `today`.
pub fn decisions(network: &Network, findings: &[Finding], today: Option<Date>) -> Decisions {
    let one = |(row, about): (&crate::model::Row<crate::model::Decision>, About)| {
        let attached = findings.iter().find(|f| f.decision.as_ref() == Some(&row.value));
        let (finding, found) = match (attached, about) {
            (Some(finding), _) => (finding.id.clone(), "open"),
            (None, About::Finding(id)) => (id, "closed"),
            (None, About::Lost(_)) => (row.finding.clone(), "lost"),
        };
        let covers = attached.map_or_else(Vec::new, |finding| finding.tells_of(findings));
        Decided {
            finding,
            covers: covers.into_iter().map(|other| other.id.clone()).collect(),
            title: row.title.clone(),
            state: slugs(row.state),
            reason: row.reason.clone(),
            owner: row.owner.clone(),
            date: row.due().map(str::to_owned),
            decided: row.decided_on().map(str::to_owned),
            overdue: found == "open" && row.is_overdue(today),
            scenario: row.scenario.clone(),
            found: found.to_owned(),
        }
    };
    Decisions { decisions: network.decisions.iter().zip(decided(network)).map(one).collect() }
}
