//! Actors: organisations, their units, and roles.

use super::id::{ActorId, ForumId, GroupId};
use super::text::words;

words! {
    /// What sort of thing an actor is.
    ActorKind {
        Organisation = "organisation", "organisation", "organisation";
        Unit = "unit", "enhet", "unit";
        /// Elected people who decide: a board, council or committee.
        Board = "board", "politiskt organ", "political body";
        /// A post held by one or a few persons; never a named person.
        Role = "role", "roll", "role";
        /// A sort of actor, such as landlords, that is not one organisation.
        Category = "category", "slags aktör", "kind of actor";
        /// The people themselves: [`PUBLIC`](super::PUBLIC).
        Public = "public", "allmänheten", "the public";
    }
}

words! {
    /// The part of society an actor belongs to.
    Sector {
        Municipality = "municipality", "kommun", "municipality";
        Region = "region", "region", "region";
        State = "state", "staten", "state";
        CivilSociety = "civil_society", "civilsamhället", "civil society";
        Private = "private", "privat", "private";
        Association = "association", "förbund", "association";
    }
}

words! {
    /// How far an actor's or a forum's remit reaches.
    Level {
        Local = "local", "lokal", "local";
        Regional = "regional", "regional", "regional";
        National = "national", "nationell", "national";
    }
}

/// An organisation, a unit of one, or a role.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Actor {
    /// Its slug.
    pub id: ActorId,
    /// The fullest form of its name that the source uses.
    pub name: String,
    /// What sort of actor.
    pub kind: Option<ActorKind>,
    /// Part of society.
    pub sector: Option<Sector>,
    /// Reach.
    pub level: Option<Level>,
    /// The unit directly above; the topmost is the principal.
    pub parent: Option<ActorId>,
    /// Whether an informant of it was asked; `None` when the source is silent.
    pub interviewed: Option<bool>,
    /// How many persons hold the role.
    pub persons: Option<u32>,
    /// Groups it meets in its ordinary work, whatever it offers them.
    pub meets: Vec<GroupId>,
}

/// Another name of an actor, a forum or a group: exactly one is set.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Alias {
    /// The actor that bears it.
    pub actor: Option<ActorId>,
    /// The forum that bears it.
    pub forum: Option<ForumId>,
    /// The group that bears it.
    pub group: Option<GroupId>,
    /// The name as printed.
    pub name: String,
    /// What sort of variant, such as `abbreviation` or `ocr`.
    pub kind: Option<String>,
}
