//! What plans and laws say: agreements, measures, mandates.

use super::id::{ActorId, GroupId};
use super::service::Prevention;

/// An agreement between parties.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Agreement {
    /// Its slug.
    pub id: String,
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
}

/// An action of a plan.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Measure {
    /// Its slug.
    pub id: String,
    /// Its printed number.
    pub number: Option<String>,
    /// What is to be done, briefly.
    pub text: String,
    /// Who answers for it.
    pub responsible: Vec<ActorId>,
    /// Who shares in it.
    pub co_responsible: Vec<ActorId>,
    /// Focus area.
    pub focus: Option<String>,
    /// Level of prevention.
    pub prevention: Option<Prevention>,
    /// Whom it is for.
    pub groups: Vec<GroupId>,
    /// First date, ISO 8601.
    pub starts: Option<String>,
    /// Last date, ISO 8601.
    pub ends: Option<String>,
    /// How far it has come.
    pub status: Option<String>,
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
