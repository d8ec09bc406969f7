//! Forums: standing groups where actors meet, and who belongs to them.

use super::actor::Level;
use super::id::{ActorId, ForumId, GroupId};
use super::text::words;

words! {
    /// What a forum does in the chain of command.
    ForumFunction {
        Steering = "steering", "styrgrupp", "steering";
        Strategic = "strategic", "strategisk", "strategic";
        Operative = "operative", "operativ", "operative";
        Network = "network", "nätverk", "network";
        Education = "education", "utbildning", "education";
    }
}

/// A range with either end unknown.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Range {
    /// The least.
    pub min: Option<f64>,
    /// The most.
    pub max: Option<f64>,
}

/// A standing group where actors meet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Forum {
    /// Its slug.
    pub id: ForumId,
    /// Its name.
    pub name: String,
    /// Who calls the meetings.
    pub convener: Option<ActorId>,
    /// Place in the chain of command.
    pub function: Option<ForumFunction>,
    /// Reach.
    pub level: Option<Level>,
    /// Meetings a year.
    pub meetings_per_year: Range,
    /// Persons who take part, about.
    pub size: Option<u32>,
    /// What it is for, briefly.
    pub purpose: Option<String>,
    /// Whom its work is about.
    pub groups: Vec<GroupId>,
    /// `Some(false)` where the source ends its list with "and others".
    pub members_complete: Option<bool>,
    /// First date, ISO 8601.
    pub starts: Option<String>,
    /// Last date, ISO 8601.
    pub ends: Option<String>,
    /// The forum above it in the chain of command.
    pub reports_to: Option<ForumId>,
}

/// An actor's membership of a forum.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Affiliation {
    /// The forum.
    pub forum: ForumId,
    /// The member.
    pub actor: ActorId,
    /// What it does there.
    pub role: Option<String>,
}
