//! Routes of one group to one function as JSON.

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;

use super::analysis::{Cell, one_cell, parameters, rounded};
use super::footing::{Footing, Footings};
use super::{Claim, Claims, Made, Text, made, slug, slugs};
use crate::findings::explain::{self, Hole as Missing};
use crate::findings::{Analysis, falls_between};
use crate::graph::Graph;
use crate::measure::routes::{Journeys, Route};
use crate::measure::terrain::{Terrain, Via as Rests};
use crate::measure::view::{How, View};
use crate::measure::walk::Step as Stepped;
use crate::model::{Function, Status};

/// All routes of one group to one function.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RouteList {
    /// What made it, and from what.
    pub made: Made,
    /// The constants used.
    pub parameters: BTreeMap<&'static str, f64>,
    /// Id of the group.
    pub group: String,
    /// Slug of the function.
    pub function: String,
    /// The cell of the matrix; `null` where the question has no meaning.
    pub coverage: Option<Cell>,
    /// What the cell says, in sentences.
    pub explanation: Text,
    /// The rows that these sentences rest on; none where the question has no meaning.
    pub rests_on: Vec<Footing>,
    /// The best route from each way in to each service, best first.
    pub routes: Vec<Walk>,
    /// Ways in that lead nowhere.
    pub dead_ends: Vec<DeadEnd>,
    /// Services of the function that shut the group out.
    pub excluded: Vec<Excluded>,
    /// What is missing.
    pub hole: Hole,
}

/// One admissible route.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Walk {
    /// Id of the service where it ends.
    pub service: String,
    /// Quality, 0 to 1.
    pub q: f64,
    /// Whether that service names the group.
    pub names_group: bool,
    /// Whether that service is for a part of the group only, and so not counted.
    pub part_only: bool,
    /// Steps in order.
    pub steps: Vec<Step>,
}

/// One step of a route.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Step {
    /// `way_in`, `handover`, `gate` or `service`.
    pub kind: &'static str,
    /// Id of the actor it leaves; `null` for a way in.
    pub from: Option<String>,
    /// Id of the actor it arrives at.
    pub to: String,
    /// What a gate grants.
    pub status: Option<String>,
    /// What it rests on.
    pub via: Via,
    /// Chance that it works, 0 to 1; `null` for gates and the service.
    pub p: Option<f64>,
    /// The condition, in a few words.
    pub condition: Option<String>,
    /// Basis for sharing information.
    pub basis: Option<String>,
    /// Share of the receiver's cases, 0 to 1.
    pub share: Option<f64>,
    /// Where that is said.
    pub claims: Vec<Claim>,
}

/// What a step rests on.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Via {
    /// `own_contact`, `outreach`, `meets`, `unstated`, `referral`, `tie`, `forum`,
    /// `internal`, `service` or `consent`.
    pub kind: &'static str,
    /// Id of the row, if it is one.
    pub id: Option<String>,
}

/// A way in that leads nowhere.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DeadEnd {
    /// Id of the actor where the group comes in.
    pub actor: String,
    /// `own_contact`, `outreach`, `meets` or `unstated`.
    pub way_in: &'static str,
    /// `no_way_on`, `too_many_handovers`, `closed_gate`, `not_admitted` or `loop`.
    pub reason: String,
    /// Why, in a sentence.
    pub text: Text,
    /// Ids of actors on the best walk from there to where it stops: before the gate or the
    /// handover too many, at the service that is not for the group, else at the furthest
    /// actor; the way in alone when there is no way on.
    pub trail: Vec<String>,
    /// Where that is said.
    pub claims: Vec<Claim>,
}

/// A service that shuts the group out.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Excluded {
    /// Id of the service.
    pub service: String,
    /// Why, in a sentence.
    pub reason: Text,
}

/// What is missing.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Hole {
    /// `no_service`, `no_route`, `not_named` or `null`.
    pub missing: Option<&'static str>,
    /// In a sentence.
    pub text: Text,
}

/// Routes as JSON; `group` is a row of `groups`.
///
/// # Cost
/// That of [`Journeys::routes`].
pub fn routes(analysis: &Analysis, group: usize, function: Function) -> RouteList {
    let network = analysis.graph.network;
    let terrain = Terrain::new(analysis.graph, analysis.parameters);
    let view = terrain.view(&network.groups[group]);
    let found = Journeys::new(&view).routes(function);
    let claims = Claims::new(network);
    let write = Steps { graph: analysis.graph, view: &view, claims: &claims };
    let cells = &analysis.coverage.cells;
    let cell = cells.iter().find(|cell| cell.group == group && cell.function == function);
    let not_shut = network.services.iter().enumerate();
    let not_shut =
        not_shut.filter(|(i, s)| s.function == Some(function) && view.admits[*i]).count();
    RouteList {
        made: made(&[network]),
        parameters: parameters(&analysis.parameters),
        group: network.groups[group].id.0.clone(),
        function: slug(function),
        coverage: cell.map(|cell| one_cell(analysis, cell)),
        explanation: match cell {
            Some(cell) => falls_between::explanation(analysis, cell).into(),
            None => explain::meaningless(&network.groups[group], function).into(),
        },
        rests_on: cell.map_or_else(Vec::new, |cell| {
            Footings::new(network).rows(&falls_between::behind(analysis, cell))
        }),
        routes: found.routes.iter().map(|route| write.walk(route)).collect(),
        dead_ends: found.dead_ends.iter().map(|end| write.dead_end(end, function)).collect(),
        excluded: found
            .shut
            .iter()
            .map(|shut| Excluded {
                service: network.services[shut.service].id.0.clone(),
                reason: explain::shut(network, shut).into(),
            })
            .collect(),
        hole: hole(cell.and_then(|cell| explain::hole(cell, not_shut)), function),
    }
}

fn hole(missing: Option<Missing>, function: Function) -> Hole {
    let goal = explain::noun(function);
    let (slug, sv, en) = match missing {
        None => (None, String::new(), String::new()),
        Some(Missing::NoService) => (
            Some("no_service"),
            format!("{}: ingen insats tar emot gruppen.", goal.sv),
            format!("{}: no service admits the group.", goal.en),
        ),
        Some(Missing::NoRoute) => (
            Some("no_route"),
            format!("{}: det finns insatser, men ingen väg dit.", goal.sv),
            format!("{}: there are services, but no way to them.", goal.en),
        ),
        Some(Missing::NotNamed) => (
            Some("not_named"),
            format!("{}: ingen insats säger att den är till för gruppen.", goal.sv),
            format!("{}: no service says that it is for the group.", goal.en),
        ),
    };
    Hole { missing: slug, text: Text { sv, en } }
}

pub(super) struct Steps<'a> {
    pub(super) graph: &'a Graph<'a>,
    pub(super) view: &'a View<'a>,
    pub(super) claims: &'a Claims<'a>,
}

impl Steps<'_> {
    fn actor(&self, row: usize) -> String {
        self.graph.network.actors[row].id.0.clone()
    }

    pub(super) fn walk(&self, route: &Route) -> Walk {
        let service = &self.graph.network.services[route.service];
        let mut steps: Vec<Step> = Vec::new();
        for (i, state) in route.states.iter().enumerate() {
            let from = i.checked_sub(1).map(|before| self.actor(route.states[before].actor));
            steps.push(self.step(state.step, from, self.actor(state.actor)));
        }
        let last = route.states.last().map(|state| self.actor(state.actor));
        steps.push(Step {
            claims: self.claims.of(service),
            ..plain("service", last, service.actor.0.clone(), "service", Some(service.id.0.clone()))
        });
        Walk {
            service: service.id.0.clone(),
            q: rounded(route.q),
            names_group: route.names,
            part_only: self.view.partly[route.service],
            steps,
        }
    }

    fn step(&self, step: Stepped, from: Option<String>, to: String) -> Step {
        let network = self.graph.network;
        match step {
            Stepped::WayIn(way) => {
                let (id, claims) = match (way.how, way.row) {
                    (How::Referral, Some(row)) => {
                        let referral = &network.referrals[row];
                        (Some(referral.id.clone()), self.claims.of(referral))
                    }
                    (_, Some(row)) => {
                        let service = &network.services[row];
                        (Some(service.id.0.clone()), self.claims.of(service))
                    }
                    (_, None) => (None, self.claims.of(&network.actors[way.actor])),
                };
                let condition = match (way.how, way.row) {
                    (How::Referral, Some(row)) => network.referrals[row].condition.clone(),
                    _ => None,
                };
                Step {
                    p: Some(self.view.terrain.parameters.p_way_in),
                    condition,
                    claims,
                    ..plain("way_in", None, to, how(way.how), id)
                }
            }
            Stepped::Handover(via, p) => self.handover(via, p, from, to),
            Stepped::Gate(status, service) => {
                let row = &network.services[service];
                Step {
                    status: Some(slug(status)),
                    claims: self.claims.of(row),
                    ..plain("gate", from, to, "service", Some(row.id.0.clone()))
                }
            }
            Stepped::Consent => Step {
                status: Some(slug(Status::Consent)),
                ..plain("gate", from, to, "consent", None)
            },
        }
    }

    fn handover(&self, via: Rests, p: f64, from: Option<String>, to: String) -> Step {
        let network = self.graph.network;
        let p = Some(rounded(p));
        match via {
            Rests::Referral(i) => {
                let row = &network.referrals[i];
                Step {
                    p,
                    condition: row.condition.clone(),
                    basis: slugs(row.basis),
                    share: row.share,
                    claims: self.claims.of(row),
                    ..plain("handover", from, to, "referral", Some(row.id.clone()))
                }
            }
            Rests::Tie(i) => {
                let row = &network.ties[i];
                Step {
                    p,
                    condition: row.about.clone(),
                    claims: self.claims.of(row),
                    ..plain("handover", from, to, "tie", Some(row.id.clone()))
                }
            }
            Rests::Forum(i) => {
                let row = &network.forums[i];
                Step {
                    p,
                    claims: self.claims.of(row),
                    ..plain("handover", from, to, "forum", Some(row.id.0.clone()))
                }
            }
            Rests::Internal => {
                let claims = network.actor(&to).map(|row| self.claims.of(row)).unwrap_or_default();
                Step { p, claims, ..plain("handover", from, to, "internal", None) }
            }
        }
    }

    pub(super) fn dead_end(
        &self,
        end: &crate::measure::dead_end::DeadEnd,
        function: Function,
    ) -> DeadEnd {
        let network = self.graph.network;
        let row = end.way_in.row.map(|row| match end.way_in.how {
            How::Referral => self.claims.of(&network.referrals[row]),
            _ => self.claims.of(&network.services[row]),
        });
        DeadEnd {
            actor: self.actor(end.way_in.actor),
            way_in: how(end.way_in.how),
            reason: slug(end.reason),
            text: explain::dead_end(network, end, function).into(),
            trail: end.trail.iter().map(|&a| self.actor(a)).collect(),
            claims: row.unwrap_or_else(|| self.claims.of(&network.actors[end.way_in.actor])),
        }
    }
}

pub(super) fn how(how: How) -> &'static str {
    match how {
        How::OwnContact | How::Referral => "own_contact",
        How::Outreach => "outreach",
        How::Meets => "meets",
        How::Unstated => "unstated",
    }
}

fn plain(
    kind: &'static str,
    from: Option<String>,
    to: String,
    via: &'static str,
    id: Option<String>,
) -> Step {
    Step {
        kind,
        from,
        to,
        status: None,
        via: Via { kind: via, id },
        p: None,
        condition: None,
        basis: None,
        share: None,
        claims: Vec::new(),
    }
}
