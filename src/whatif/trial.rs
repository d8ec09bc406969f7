//! Trying changes on a network whose analysis is kept.

use super::difference::{Difference, compare_findings};
use super::gap::{Gap, gap};
use super::{Applied, apply};
use crate::findings::{Analysis, Finding, RULES};
use crate::graph::Graph;
use crate::load::problem::Problem;
use crate::measure::Parameters;
use crate::measure::coverage::{Cell, Coverage, coverage, coverage_on, functions};
use crate::measure::terrain::Terrain;
use crate::model::text::Word as _;
use crate::model::{Change, Date, Deed, Function, GroupId, Network, Referral, Thing};

/// Rules that read who works with whom and nothing else, and are slow: what they found
/// stands as long as that does.
const OF_COLLABORATION: [&str; 2] = ["silos", "structurally_likely"];

/// Whether two networks have the same actors, asked of the same, and the same ties, ways,
/// forums and agreements between them.
fn same_collaboration(one: &Network, other: &Network) -> bool {
    one.actors == other.actors
        && one.ties == other.ties
        && one.referrals == other.referrals
        && one.forums == other.forums
        && one.affiliations == other.affiliations
        && one.agreements == other.agreements
        && one.interviews == other.interviews
        && one.participation == other.participation
}

/// A network and its analysis as it is, computed once for all that is tried on it.
#[derive(Clone, Debug)]
pub struct Ground {
    /// The network as its verdicts make it.
    pub network: Network,
    /// Its coverage.
    pub coverage: Coverage,
    /// Its findings.
    pub findings: Vec<Finding>,
    as_of: Option<Date>,
    rules: Vec<String>,
}

/// Changes tried on a ground.
#[derive(Clone, Debug)]
pub struct Trial {
    /// The network as it would be.
    pub applied: Applied,
    /// Coverage as it is, of the same functions.
    pub was: Coverage,
    /// Coverage as it would be.
    pub coverage: Coverage,
    /// Findings as they would be.
    pub findings: Vec<Finding>,
    /// Findings that are touched.
    pub differences: Vec<Difference>,
    /// How many findings stay as they are.
    pub unchanged: usize,
    /// What is missing as it is.
    pub before: Gap,
    /// What would be missing.
    pub after: Gap,
}

impl Trial {
    /// Cells that differ, before and after, in the order of the groups.
    pub fn cells(&self) -> Vec<(&Cell, &Cell)> {
        let at = |cell: &Cell| (cell.group, cell.function);
        let near = |a: f64, b: f64| (a - b).abs() < 1e-6;
        let pairs = self.was.cells.iter().filter_map(|old| {
            self.coverage.cells.iter().find(|new| at(new) == at(old)).map(|new| (old, new))
        });
        let differs = |(old, new): &(&Cell, &Cell)| {
            old.class != new.class || !near(old.low, new.low) || !near(old.high, new.high)
        };
        pairs.filter(differs).collect()
    }
}

/// Rules that are run only when they are named.
const APART: [&str; 2] = ["duplicates", "checklist"];

impl Ground {
    /// Analyses a network by the rules named; without any, by all but two. What is tried
    /// says nothing of which names are the same, and that rule is the slowest; and the nine
    /// questions are no findings.
    ///
    /// # Cost
    /// That of [`coverage`] and of the rules.
    pub fn new(
        network: Network,
        parameters: Parameters,
        as_of: Option<Date>,
        rules: &[&str],
    ) -> Self {
        let graph = Graph::new(&network);
        let analysis = Analysis::with(&graph, coverage(&graph, parameters)).seen_from(as_of);
        let rules: Vec<&str> = match rules {
            [] => RULES.iter().map(|rule| rule.id).filter(|id| !APART.contains(id)).collect(),
            named => named.to_vec(),
        };
        let findings = analysis.every(&rules);
        let coverage = analysis.coverage;
        let rules = rules.into_iter().map(str::to_owned).collect();
        Self { network, coverage, findings, as_of, rules }
    }

    /// What is missing as it is.
    pub fn gap(&self) -> Gap {
        gap(&self.network, &self.coverage.cells)
    }

    /// The constants used.
    pub fn parameters(&self) -> Parameters {
        self.coverage.parameters
    }

    /// The day from which ends are seen.
    pub fn as_of(&self) -> Option<Date> {
        self.as_of
    }

    /// Tries changes: what the network, its coverage and its findings would be. A function
    /// that only one side has a service for is counted on both, so that taking away the
    /// last service opens gaps and adding the first closes some.
    ///
    /// # Errors
    /// As [`apply`].
    ///
    /// # Cost
    /// That of the groups that the changes can reach, and of the rules.
    pub fn try_out(&self, changes: &[Change]) -> Result<Trial, Vec<Problem>> {
        let applied = apply(&self.network, changes)?;
        let (graph, now) = (Graph::new(&self.network), Graph::new(&applied.network));
        let (had, has) = (functions(&graph), functions(&now));
        let both: Vec<Function> = Function::ALL
            .iter()
            .copied()
            .filter(|function| had.contains(function) || has.contains(function))
            .collect();
        let terrain = Terrain::new(&now, self.parameters());
        let coverage = match both == had {
            true => self.covered(&terrain, changes, &both),
            false => coverage_on(&terrain, &both, |_| None),
        };
        let (was, found);
        if both == had {
            (was, found) = (self.coverage.clone(), self.findings.clone());
        } else {
            let before = Terrain::new(&graph, self.parameters());
            let whole = coverage_on(&before, &both, |_| None);
            (was, found) = (whole.clone(), self.run(&graph, whole));
        }
        let findings = self.run(&now, coverage.clone());
        let differences = compare_findings(&found, &findings, &applied.removed);
        let touched = differences.iter().filter(|difference| difference.before.is_some()).count();
        Ok(Trial {
            before: gap(&self.network, &was.cells),
            after: gap(&applied.network, &coverage.cells),
            unchanged: found.len() - touched,
            applied,
            was,
            coverage,
            findings,
            differences,
        })
    }

    fn run(&self, graph: &Graph, coverage: Coverage) -> Vec<Finding> {
        let stands = same_collaboration(&self.network, graph.network);
        let is_kept = |rule: &str| stands && OF_COLLABORATION.contains(&rule);
        let kept = self.findings.iter().filter(|finding| is_kept(finding.rule)).cloned();
        let rules: Vec<&str> =
            self.rules.iter().map(String::as_str).filter(|rule| !is_kept(rule)).collect();
        if rules.is_empty() {
            return kept.collect();
        }
        let mut found = Analysis::with(graph, coverage).seen_from(self.as_of).every(&rules);
        found.extend(kept);
        found.sort_by_key(|finding| RULES.iter().position(|rule| rule.id == finding.rule));
        found
    }

    /// Coverage after changes: only of the groups that they can reach.
    pub(super) fn covered(
        &self,
        terrain: &Terrain,
        changes: &[Change],
        functions: &[Function],
    ) -> Coverage {
        let mask = self.reached(terrain, changes);
        coverage_on(terrain, functions, |group| {
            let is = |cell: &&Cell| cell.group == group;
            let kept = || self.coverage.cells.iter().filter(is).cloned().collect();
            (!mask[group]).then(|| (kept(), self.coverage.knows[group].clone()))
        })
    }

    /// For each group, whether some of the changes can touch its coverage.
    ///
    /// A service touches only groups that it admits, before or after; a referral for a
    /// group only those that it carries. Removals renumber the rows that cells name, so
    /// they reach everybody; so do ties, seats, forums and actors.
    pub(super) fn reached(&self, terrain: &Terrain, changes: &[Change]) -> Vec<bool> {
        let (network, after) = (&self.network, terrain.graph.network);
        let none = vec![false; network.groups.len()];
        let local = |change: &Change| {
            change.deed != Deed::Remove && matches!(change.thing, Thing::Service | Thing::Referral)
        };
        if !changes.iter().all(local) {
            return vec![true; network.groups.len()];
        }
        let touched = |row: usize| network.services.get(row) != after.services.get(row);
        let services: Vec<usize> = (0..after.services.len()).filter(|row| touched(*row)).collect();
        let ways = |network: &Network, row: usize| -> Option<Referral> {
            network.referrals.get(row).map(|row| row.value.clone())
        };
        let referrals: Vec<Referral> = (0..after.referrals.len())
            .filter(|&row| network.referrals.get(row) != after.referrals.get(row))
            .flat_map(|row| [ways(network, row), ways(after, row)])
            .flatten()
            .collect();
        if referrals.iter().any(|way| way.group.is_none()) {
            return vec![true; network.groups.len()];
        }
        let graph = Graph::new(network);
        let before = Terrain::new(&graph, self.parameters());
        let mut mask = none;
        for (group, reached) in mask.iter_mut().enumerate() {
            let own = &network.groups[group];
            let carries = |id: &GroupId| {
                after.group(id.as_str()).is_some_and(|named| {
                    named.admits(own) || own.parent.as_ref() == Some(&named.id)
                })
            };
            *reached = referrals.iter().any(|way| way.group.as_ref().is_some_and(carries));
            if !*reached && !services.is_empty() {
                let (old, new) = (before.view(own), terrain.view(own));
                let admits = |view: &crate::measure::view::View, row: usize| {
                    view.admits.get(row).copied().unwrap_or_default()
                };
                *reached = services.iter().any(|&row| admits(&old, row) || admits(&new, row));
            }
        }
        mask
    }
}
