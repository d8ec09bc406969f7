//! Two networks compared, as JSON.

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;

use super::analysis::{one_finding, parameters};
use super::footing::Footings;
use super::{Claim, Claims, Finding, Listed, Made, Text, listed, made, slug, slugs};
use crate::compare::{self, Comparison as Compared, say};
use crate::findings::Analysis;
use crate::link::{Because, Kind};
use crate::model::Network;

/// What two networks say beside each other.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Comparison {
    /// What made it, and from what.
    pub made: Made,
    /// The older network.
    pub old: Listed,
    /// The newer network.
    pub new: Listed,
    /// The constants used.
    pub parameters: BTreeMap<&'static str, f64>,
    /// The day from which ends are seen, ISO 8601.
    pub as_of: Option<String>,
    /// What to bear in mind, when the two are different kinds of source.
    pub warning: Option<Text>,
    /// How many holes met which fate, or why that cannot be told.
    pub summary: Text,
    /// Holes by group, those that the plan touches and does not close first.
    pub questions: Vec<Question>,
    /// What became of each hole.
    pub holes: Vec<HoleFate>,
    /// Findings of coverage in the newer network that the older would have shown
    /// and did not: holes that opened.
    pub opened: Vec<Finding>,
    /// What the older network decided to act on, and what became of it.
    pub actions: Vec<Action>,
    /// The older network's wishes, as read against the newer's measures.
    pub wishes: Vec<Wish>,
    /// The newer network's plan against the practice of both. Ids are those of
    /// the older network where a record stands in both.
    pub plan: Vec<Finding>,
    /// What came, went or changed.
    pub changes: Changes,
}

/// The holes of one group that met the same fate.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Question {
    /// Id of the group in the older network.
    pub group: String,
    /// `touched`, `untouched`, `open`, `unobserved`, `promised`, `better` or `closed`.
    pub fate: String,
    /// Whether the holes are in help, as against in finding, investigating and
    /// preventing violence.
    pub help: bool,
    /// Whether they were ways that hung on one actor, not holes.
    pub fragile: bool,
    /// Ids of the findings, in the older network.
    pub holes: Vec<String>,
    /// Group, functions and fate.
    pub title: Text,
    /// Why.
    pub text: Text,
    /// Evidence in the newer network.
    pub claims: Vec<Claim>,
}

/// What became of a hole.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct HoleFate {
    /// Id of its finding in the older network.
    pub finding: String,
    /// How much that finding matters.
    pub severity: String,
    /// Id of the group in the older network.
    pub group: String,
    /// Slug of the function.
    pub function: String,
    /// Class in the older network.
    pub was: String,
    /// Class in the newer, where it can tell.
    pub is: Option<String>,
    /// `touched`, `untouched`, `open`, `unobserved`, `promised`, `better` or `closed`.
    pub fate: String,
    /// Ids of measures that offer the function to the group by name.
    pub offers: Vec<String>,
    /// Ids of measures that name the group or belong to its board.
    pub touches: Vec<String>,
    /// Ids of measures that offer the function without naming the group.
    pub may_include: Vec<String>,
    /// Ids of measures that offer it to a group that some of this one may
    /// belong to.
    pub in_part: Vec<String>,
}

/// An action and its effect.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Action {
    /// Id of the finding in the older network.
    pub finding: String,
    /// What the finding was called when it was decided.
    pub title: Option<String>,
    /// Who was to act.
    pub owner: Option<String>,
    /// The day on which it was decided, where that is known.
    pub decided: Option<String>,
    /// By when.
    pub date: Option<String>,
    /// Whether that day has passed while the newer network still shows the finding.
    pub overdue: bool,
    /// Id of the scenario that the action followed from.
    pub scenario: Option<String>,
    /// `closed`, `better`, `unchanged`, `worse`, `unobserved`, or `ahead` when the newer network
    /// does not speak of it and the day has not passed.
    pub effect: String,
    /// The finding's title in the older network.
    pub before: Text,
    /// Its title in the newer, if it is there.
    pub after: Option<Text>,
    /// Who was to act by when, and what became of it.
    pub text: Text,
}

/// A wish and its reading.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Wish {
    /// Id of the statement in the older network.
    pub statement: String,
    /// The wish.
    pub text: String,
    /// Its heading in the source.
    pub theme: Option<String>,
    /// `local` or `society`.
    pub scope: Option<String>,
    /// `answered`, `partly` or `none`; null when nobody has read it.
    pub degree: Option<String>,
    /// Ids of the measures that answer it.
    pub measures: Vec<String>,
    /// Why the reader thought so.
    pub why: Option<String>,
    /// The wish's claims and the reading's.
    pub claims: Vec<Claim>,
}

/// What came, went or changed.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[allow(missing_docs, reason = "plain words")]
pub struct Changes {
    pub actors: Vec<Changed>,
    pub forums: Vec<Changed>,
    pub ties: Vec<Changed>,
    pub findings: Vec<Changed>,
}

/// One thing and what happened to it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Changed {
    /// Id in the older network; both ends' ids with a space between for a tie.
    pub old: Option<String>,
    /// Id in the newer.
    pub new: Option<String>,
    /// What it is called: a name, or a finding's title.
    pub name: Text,
    /// `came`, `went`, `changed`, `stayed`, `part_of`, `not_seen_now` or `not_seen_before`.
    pub change: String,
    /// What it was: a tie's kinds and status, a finding's severity.
    pub was: Option<String>,
    /// What it is now.
    pub is: Option<String>,
    /// Why two records count as the same.
    pub because: Option<Text>,
}

/// A comparison as JSON.
pub fn comparison(compared: &Compared, old: &Analysis, new: &Analysis) -> Comparison {
    let (before, after) = (old.graph.network, new.graph.network);
    let whole = Footings::new(&compared.union.network);
    let rows = Rows { compared, before, after };
    Comparison {
        made: made(&[before, after]),
        old: listed(before),
        new: listed(after),
        parameters: parameters(&old.parameters),
        as_of: new.as_of.map(|day| day.to_string()),
        warning: compared.warning.as_ref().map(Into::into),
        summary: say::summary(compared, before, after).into(),
        questions: rows.questions(),
        holes: rows.holes(),
        opened: {
            let footings = Footings::new(after);
            compared
                .opened
                .iter()
                .map(|finding| one_finding(&footings, finding.clone(), new.as_of))
                .collect()
        },
        actions: compared.actions.iter().map(action).collect(),
        wishes: rows.wishes(),
        plan: compared
            .plan
            .iter()
            .map(|finding| one_finding(&whole, finding.clone(), new.as_of))
            .collect(),
        changes: rows.changes(),
    }
}

fn action(acted: &compare::Acted) -> Action {
    let decision = &acted.decision;
    Action {
        finding: acted.before.id.clone(),
        title: decision.title.clone(),
        owner: decision.owner.clone(),
        decided: decision.decided.clone(),
        date: decision.date.clone(),
        overdue: acted.overdue,
        scenario: decision.scenario.clone(),
        effect: slug(acted.effect),
        before: (&acted.before.title).into(),
        after: acted.after.as_ref().map(|finding| (&finding.title).into()),
        text: acted.say().into(),
    }
}

struct Rows<'a> {
    compared: &'a Compared,
    before: &'a Network,
    after: &'a Network,
}

impl Rows<'_> {
    fn measures(&self, rows: &[usize]) -> Vec<String> {
        rows.iter().map(|&row| self.after.measures[row].id.0.clone()).collect()
    }

    fn questions(&self) -> Vec<Question> {
        let (ours, claims) = (Claims::new(self.before), Claims::new(self.after));
        let one = |question: &compare::Question| {
            let (title, text) = say::question(self.compared, question, self.before, self.after);
            let holes = question.holes.iter().map(|&row| &self.compared.holes[row]);
            let mut said: Vec<Claim> = Vec::new();
            let mut add = |claims: Vec<Claim>| {
                for claim in claims {
                    if !said.contains(&claim) {
                        said.push(claim);
                    }
                }
            };
            for hole in holes.clone() {
                let lists = [&hole.offers, &hole.touches, &hole.may_include, &hole.in_part];
                for &row in lists.into_iter().flatten() {
                    add(claims.of(&self.after.measures[row]));
                }
                for &row in &hole.services {
                    add(claims.of(&self.after.services[row]));
                }
            }
            add(ours.of(&self.before.groups[question.group]));
            Question {
                group: self.before.groups[question.group].id.0.clone(),
                fate: slug(question.fate),
                help: question.is_help,
                fragile: question.was_fragile,
                holes: holes.map(|hole| hole.finding.clone()).collect(),
                title: title.into(),
                text: text.into(),
                claims: said,
            }
        };
        self.compared.questions.iter().map(one).collect()
    }

    fn holes(&self) -> Vec<HoleFate> {
        let one = |hole: &compare::Hole| HoleFate {
            finding: hole.finding.clone(),
            severity: slug(hole.severity),
            group: self.before.groups[hole.group].id.0.clone(),
            function: slug(hole.function),
            was: slug(hole.was),
            is: slugs(hole.is),
            fate: slug(hole.fate),
            offers: self.measures(&hole.offers),
            touches: self.measures(&hole.touches),
            may_include: self.measures(&hole.may_include),
            in_part: self.measures(&hole.in_part),
        };
        self.compared.holes.iter().map(one).collect()
    }

    fn wishes(&self) -> Vec<Wish> {
        let (ours, theirs) = (Claims::new(self.before), Claims::new(self.after));
        let one = |wish: &compare::Wish| {
            let said = &self.before.statements[wish.statement];
            let answer = wish.answer.map(|row| &self.after.answers[row]);
            let mut claims = ours.of(said);
            claims.extend(answer.into_iter().flat_map(|answer| theirs.of(answer)));
            Wish {
                statement: said.id.clone(),
                text: said.text.clone(),
                theme: said.theme.clone(),
                scope: slugs(said.scope),
                degree: slugs(wish.degree),
                measures: self.measures(&wish.measures),
                why: answer.and_then(|answer| answer.why.clone()),
                claims,
            }
        };
        self.compared.wishes.iter().map(one).collect()
    }

    fn changes(&self) -> Changes {
        let changes = &self.compared.changes;
        let all = |list: &[compare::Changed], kind| {
            list.iter().map(|changed| self.changed(changed, kind)).collect()
        };
        Changes {
            actors: all(&changes.actors, Some(Kind::Actor)),
            forums: all(&changes.forums, Some(Kind::Forum)),
            ties: all(&changes.ties, None),
            findings: all(&changes.findings, None),
        }
    }

    fn changed(&self, changed: &compare::Changed, kind: Option<Kind>) -> Changed {
        let name = |network: &Network, ids: &str| {
            let names: Vec<&str> = ids.split(' ').map(|id| network.name_of(id)).collect();
            let name = names.join(" – ");
            Text { sv: name.clone(), en: name }
        };
        let called = match (&changed.title, &changed.old, &changed.new) {
            (Some(title), ..) => title.into(),
            (None, Some(old), _) => name(self.before, old),
            (None, None, Some(new)) => name(self.after, new),
            (None, None, None) => Text::default(),
        };
        let [was, is] = changed.classes.clone();
        Changed {
            old: changed.old.clone(),
            new: changed.new.clone(),
            name: called,
            change: changed.change.map(slug).unwrap_or_default(),
            was,
            is,
            because: kind.and_then(|kind| self.because(kind, changed)),
        }
    }

    fn because(&self, kind: Kind, changed: &compare::Changed) -> Option<Text> {
        let (old, new) = (changed.old.as_deref()?, changed.new.as_deref()?);
        let m = self.compared.matches.iter().find(|m| {
            m.kind == kind
                && kind.id(self.before, m.old) == old
                && kind.id(self.after, m.new) == new
        })?;
        Some(match &m.because {
            Because::Id => Text { sv: "samma id".into(), en: "the same id".into() },
            Because::Name(name) => {
                Text { sv: format!("samma namn: {name}"), en: format!("the same name: {name}") }
            }
            Because::Definition => {
                Text { sv: "samma definition".into(), en: "the same definition".into() }
            }
            Because::Verdict(why) => {
                let why = why.clone().unwrap_or_default();
                Text { sv: format!("avgjort: {why}"), en: format!("decided: {why}") }
            }
        })
    }
}
