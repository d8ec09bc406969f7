//! Writes a person's journeys in the shapes of JSON.

use super::{
    Arrival, Ask, Condition, Contact, FunctionWalk, Gate, Labelled, Lead, Person, Persona,
    Professional, Receipt, RestsOn, Told, ToldStep, WayOn,
};
use crate::export::json::analysis::{parameters, rounded};
use crate::export::json::routes::{Steps, how};
use crate::export::json::{Ages, Claim, Claims, Excluded, Hole, made, slug, slugs};
use crate::findings::explain::{self, Hole as Missing};
use crate::findings::journey;
use crate::graph::Graph;
use crate::load::persona::{Named, Profile, say};
use crate::measure::Parameters;
use crate::measure::coverage::Cell;
use crate::measure::persona::{
    self as walked, Colleague, Consult, Journey, Outcome, Rest, coded, colleague, is_stated,
    met_by, settled, walks,
};
use crate::measure::routes::Route;
use crate::measure::terrain::Terrain;
use crate::measure::view::View;
use crate::measure::walk::Step;
use crate::model::condition::label;
use crate::model::{Function, Network, Row, Word};

/// A person's journeys as JSON; with a professional's ways on where one is named, with
/// the words in which it was.
///
/// # Cost
/// That of [`walks`] and [`colleague`].
pub fn persona(
    graph: &Graph,
    constants: Parameters,
    profile: &Profile,
    asked: Option<(&str, &Named)>,
) -> Persona {
    let network = graph.network;
    let place = coded(network, &profile.group, &profile.denied);
    let group = settled(network, &profile.group, &place);
    let terrain = Terrain::new(graph, constants);
    let view = terrain.view(&group);
    let walked = walks(&view);
    let claims = Claims::new(network);
    let write = Write {
        view: &view,
        claims: &claims,
        steps: Steps { graph, view: &view, claims: &claims },
    };
    let groups = |rows: &[usize]| rows.iter().map(|&g| network.groups[g].id.0.clone()).collect();
    let arrivals = walked.arrivals.iter().map(|arrival| Arrival {
        actor: write.actor(arrival.way.actor),
        way_in: how(arrival.way.how),
        text: journey::arrival(network, arrival.way.actor, arrival.way.how).into(),
        leads: arrival.leads.iter().map(|lead| write.lead(&walked.journeys, *lead)).collect(),
    });
    Persona {
        made: made(&[network]),
        parameters: parameters(&constants),
        person: Person {
            same_as: place.same.map(|g| network.groups[g].id.0.clone()),
            within: groups(&place.within),
            overlaps: groups(&place.overlaps),
            ..person(profile)
        },
        summary: journey::summary(&view, &walked).into_iter().map(Into::into).collect(),
        functions: walked.journeys.iter().map(|journey| write.function(journey)).collect(),
        ways_in: arrivals.collect(),
        professional: asked.map(|(words, named)| {
            let found = colleague(&view, named.actor, &walked);
            write.professional(words, named, &found)
        }),
    }
}

fn person(profile: &Profile) -> Person {
    let text = profile.text.as_deref().unwrap_or_default();
    let units = |to: usize| text.get(..to).map_or(0, |part| part.encode_utf16().count());
    let named = |slug: &String| Labelled { slug: slug.clone(), label: label(slug).into() };
    Person {
        text: profile.text.clone(),
        name: journey::name(&profile.group).into(),
        age: Ages { min: profile.group.age.min, max: profile.group.age.max },
        sex: slugs(profile.group.sex),
        conditions: profile
            .held
            .iter()
            .map(|held| Condition {
                slug: held.slug.clone(),
                label: label(&held.slug).into(),
                from: slug(held.ground),
                in_network: held.in_network,
            })
            .collect(),
        denied: profile.denied.iter().map(named).collect(),
        receipt: profile
            .receipt
            .iter()
            .map(|read| Receipt {
                words: text.get(read.span.clone()).unwrap_or_default().to_owned(),
                start: units(read.span.start),
                end: units(read.span.end),
                used: slug(read.used),
                say: say(read.used, &read.takes).into(),
            })
            .collect(),
        cut: profile.cut,
        same_as: None,
        within: Vec::new(),
        overlaps: Vec::new(),
    }
}

struct Write<'a> {
    view: &'a View<'a>,
    claims: &'a Claims<'a>,
    steps: Steps<'a>,
}

impl Write<'_> {
    fn network(&self) -> &Network {
        self.view.terrain.graph.network
    }

    fn actor(&self, row: usize) -> String {
        self.network().actors[row].id.0.clone()
    }

    fn actors(&self, rows: &[usize]) -> Vec<String> {
        rows.iter().map(|&row| self.actor(row)).collect()
    }

    fn services(&self, rows: &[usize]) -> Vec<String> {
        rows.iter().map(|&row| self.network().services[row].id.0.clone()).collect()
    }

    fn function(&self, journey: &Journey) -> FunctionWalk {
        let network = self.network();
        let cell = journey.cell.as_ref();
        let list = |of: fn(&Cell) -> &Vec<usize>| {
            cell.map(|cell| self.services(of(cell))).unwrap_or_default()
        };
        let best = journey.best.and_then(|best| journey.routes.routes.get(best));
        let function = journey.function;
        FunctionWalk {
            function: slug(function),
            label: explain::noun(function).into(),
            way_in: matches!(function, Function::Detect | Function::Ask),
            asked_about: cell.is_some(),
            low: cell.map(|cell| rounded(cell.low)),
            high: cell.map(|cell| rounded(cell.high)),
            class: cell.filter(|_| network.is_place()).map(|cell| slug(cell.class)),
            asked: cell.map(|cell| cell.asked),
            headline: journey::headline(self.view, journey).into(),
            named: list(|cell| &cell.named),
            unstated: list(|cell| &cell.unstated),
            admitted: list(|cell| &cell.admitted),
            partly: list(|cell| &cell.partly),
            hinges_on: cell.map(|cell| self.actors(&cell.hinges_on)).unwrap_or_default(),
            best: best.map(|route| self.told(route)),
            hole: Hole {
                missing: journey::hole(self.view, journey).map(|hole| match hole {
                    Missing::NoService => "no_service",
                    Missing::NoRoute => "no_route",
                    Missing::NotNamed => "not_named",
                }),
                text: journey::missing(self.view, journey).into(),
            },
            gates: journey.gates.iter().map(|gate| self.gate(gate)).collect(),
            routes: journey.routes.routes.iter().map(|route| self.steps.walk(route)).collect(),
            dead_ends: journey
                .routes
                .dead_ends
                .iter()
                .map(|end| self.steps.dead_end(end, function))
                .collect(),
            excluded: journey
                .routes
                .shut
                .iter()
                .map(|shut| Excluded {
                    service: network.services[shut.service].id.0.clone(),
                    reason: explain::shut(network, shut).into(),
                })
                .collect(),
        }
    }

    fn told(&self, route: &Route) -> Told {
        let service = &self.network().services[route.service];
        let texts = journey::told(self.view, route);
        let walk = self.steps.walk(route);
        let steps = texts.into_iter().zip(walk.steps);
        Told {
            service: service.id.0.clone(),
            actor: service.actor.0.clone(),
            names_group: route.names,
            stated: is_stated(route),
            q: rounded(route.q),
            handovers: route.states.last().map_or(0, |state| state.handovers),
            gates: walk_gates(route),
            steps: steps
                .map(|(told, step)| ToldStep {
                    text: told.text.into(),
                    share: told.share.map(Into::into),
                    step,
                })
                .collect(),
        }
    }

    fn gate(&self, gate: &walked::Gate) -> Gate {
        Gate {
            service: self.network().services[gate.service].id.0.clone(),
            status: slug(gate.status),
            by: self.actors(&gate.by),
            reached: gate.reached,
            text: journey::gate(self.view, gate).into(),
        }
    }

    fn lead(&self, journeys: &[Journey], (function, outcome): (Function, Outcome)) -> Lead {
        let found = journeys.iter().find(|journey| journey.function == function);
        let route = match outcome {
            Outcome::Open(at) => found.and_then(|journey| journey.routes.routes.get(at)),
            Outcome::Stops(_) => None,
        };
        let reason = match outcome {
            Outcome::Open(_) => None,
            Outcome::Stops(at) => found.and_then(|journey| journey.routes.dead_ends.get(at)),
        };
        let open = match route {
            Some(route) if self.view.partly[route.service] => "part",
            Some(route) if !route.names => "unnamed",
            _ => "open",
        };
        Lead {
            function: slug(function),
            outcome: reason.map_or(open.to_owned(), |end| slug(end.reason)),
            handovers: route.and_then(|route| route.states.last()).map(|state| state.handovers),
            service: route.map(|route| self.network().services[route.service].id.0.clone()),
        }
    }

    fn professional(&self, words: &str, named: &Named, found: &Colleague) -> Professional {
        let network = self.network();
        let graph = self.view.terrain.graph;
        let groups = met_by(graph, named.actor);
        Professional {
            asked: words.to_owned(),
            actor: self.actor(named.actor),
            together_with: self.actors(&found.together),
            others: self.actors(&named.others),
            was_asked: graph.was_asked(named.actor),
            meets: groups.into_iter().map(|g| network.groups[g].id.0.clone()).collect(),
            contacts: found
                .contacts
                .iter()
                .map(|contact| Contact {
                    actor: self.actor(contact.actor),
                    rests_on: contact.rests_on.iter().map(|rest| self.rests_on(*rest)).collect(),
                })
                .collect(),
            consult: found.consult.iter().map(|consult| self.ask(*consult)).collect(),
            functions: found
                .ways_on
                .iter()
                .map(|(function, way)| WayOn {
                    function: slug(*function),
                    label: explain::noun(*function).into(),
                    handovers: way.as_ref().ok().and_then(|r| r.states.last()).map(|s| s.handovers),
                    best: way.as_ref().ok().map(|route| self.told(route)),
                    outcome: match way {
                        Ok(_) => "open".to_owned(),
                        Err(reason) => reason.map_or("no_way_on", Word::slug).to_owned(),
                    },
                    text: journey::way_on(network, *function, way).into(),
                })
                .collect(),
            summary: journey::colleague_summary(self.view, found)
                .into_iter()
                .map(Into::into)
                .collect(),
        }
    }

    fn rests_on(&self, rest: Rest) -> RestsOn {
        let network = self.network();
        let text = journey::contact(self.view, rest).into();
        let bare = |kind, id: &str, claims| RestsOn {
            kind,
            id: id.to_owned(),
            text,
            status: None,
            basis: None,
            casework: true,
            claims,
        };
        match rest {
            Rest::SendsTo(i) | Rest::SentFrom(i) => {
                let row = &network.referrals[i];
                RestsOn { basis: slugs(row.basis), ..bare("referral", &row.id, self.of(row)) }
            }
            Rest::Tie(i, status) => {
                let row = &network.ties[i];
                let casework = row.kind.is_some_and(|kind| kind.is_casework());
                let status = Some(slug(status));
                RestsOn { status, casework, ..bare("tie", &row.id, self.of(row)) }
            }
            Rest::Forum(i) => {
                let row = &network.forums[i];
                RestsOn { casework: false, ..bare("forum", row.id.as_str(), self.of(row)) }
            }
        }
    }

    fn of<T>(&self, row: &Row<T>) -> Vec<Claim> {
        self.claims.of(row)
    }

    fn ask(&self, consult: Consult) -> Ask {
        let network = self.network();
        let (kind, id, actor, claims) = match consult {
            Consult::Deidentified(i) => {
                let row = &network.referrals[i];
                ("referral", &row.id, &row.to, self.of(row))
            }
            Consult::Consults(i) => {
                let row = &network.ties[i];
                ("tie", &row.id, &row.to, self.of(row))
            }
            Consult::Anonymous(i) => {
                let row = &network.services[i];
                ("service", &row.id.0, &row.actor, self.of(row))
            }
        };
        let text = journey::consult(self.view, consult).into();
        Ask { kind, id: id.clone(), actor: actor.0.clone(), text, claims }
    }
}

fn walk_gates(route: &Route) -> usize {
    route.states.iter().filter(|state| matches!(state.step, Step::Gate(..) | Step::Consent)).count()
}
