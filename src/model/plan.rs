//! What plans and laws say: goals, measures, agreements, mandates; and how a
//! plan's measures answer wishes.

use super::evidence::Scope;
use super::id::{ActorId, AgreementId, ForumId, GoalId, GroupId, MeasureId};
use super::service::{Function, Prevention};
use super::text::words;

/// An agreement between parties; a plan, a project and an assignment, too.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Agreement {
    /// Its slug.
    pub id: AgreementId,
    /// Its name.
    pub name: String,
    /// Who is bound by it.
    pub parties: Vec<ActorId>,
    /// Its form, in a few words.
    pub form: Option<String>,
    /// First date, ISO 8601.
    pub starts: Option<String>,
    /// Last date, ISO 8601.
    pub ends: Option<String>,
    /// The agreement that it took the place of.
    pub replaces: Option<AgreementId>,
    /// Ids of actors, forums, services and ties that rest on it.
    pub carries: Vec<String>,
}

/// A plan's goal, focus area or step, or a condition for reaching one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Goal {
    /// Its slug.
    pub id: GoalId,
    /// Its printed number.
    pub number: Option<String>,
    /// What is to be reached, briefly.
    pub text: String,
    /// The goal that it is a part of.
    pub parent: Option<GoalId>,
}

/// An action of a plan.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Measure {
    /// Its slug.
    pub id: MeasureId,
    /// Its printed number.
    pub number: Option<String>,
    /// What is to be done, briefly.
    pub text: String,
    /// Who answers for it.
    pub responsible: Vec<ActorId>,
    /// Who shares in it.
    pub co_responsible: Vec<ActorId>,
    /// Others whom it cannot do without, by its own words.
    pub partners: Vec<ActorId>,
    /// The forum that is to carry it out.
    pub forum: Option<ForumId>,
    /// Focus area.
    pub focus: Option<GoalId>,
    /// What it gives or strengthens.
    pub functions: Vec<Function>,
    /// Levels of prevention.
    pub prevention: Vec<Prevention>,
    /// Whom it names.
    pub groups: Vec<GroupId>,
    /// First date, ISO 8601.
    pub starts: Option<String>,
    /// Last date, ISO 8601.
    pub ends: Option<String>,
    /// When or how often, in the plan's words.
    pub period: Option<String>,
    /// How far it has come.
    pub status: Option<String>,
}

impl Measure {
    /// Who answers for it, alone or with others.
    pub fn owners(&self) -> impl Iterator<Item = &ActorId> {
        self.responsible.iter().chain(&self.co_responsible)
    }

    /// Its number if it has one, else what is to be done.
    pub fn label(&self) -> String {
        self.number.clone().unwrap_or_else(|| format!("”{}”", self.text))
    }
}

/// A duty by law or plan: who with whom, about what.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mandate {
    /// Its slug.
    pub id: String,
    /// Who has the duty.
    pub from: ActorId,
    /// Toward whom.
    pub to: Option<ActorId>,
    /// About what, in a few words.
    pub about: String,
    /// Which groups it concerns.
    pub groups: Vec<GroupId>,
    /// The law or plan.
    pub basis: Option<String>,
}

words! {
    /// How far measures answer a wish.
    Degree {
        Answered = "answered", "besvarat", "answered";
        Partly = "partly", "delvis besvarat", "partly answered";
        Unanswered = "none", "obesvarat", "unanswered";
    }
}

/// Somebody's reading of a wish against a plan. A wish without one has not
/// been read, which is not the same as unanswered.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    /// Id of the network whose wish it is; empty means the plan's own.
    pub network: Option<String>,
    /// The statement's id there.
    pub statement: String,
    /// What the wish reaches to, as it stands there: a plan of one place can do little about
    /// the law.
    pub scope: Option<Scope>,
    /// How far it is answered.
    pub degree: Option<Degree>,
    /// By which measures.
    pub measures: Vec<MeasureId>,
    /// Why, in a few words.
    pub why: Option<String>,
}
