//! The vocabulary: what a collaboration network is made of.
//!
//! *Invariant*: no file format and no I/O. Every row of a [`Network`] keeps the
//! [`Claim`]s behind it and the columns nobody here understands.

pub mod actor;
pub mod claim;
pub mod condition;
pub mod date;
pub mod decision;
pub mod evidence;
pub mod footing;
pub mod forum;
pub mod group;
pub mod id;
pub mod network;
pub mod number;
pub mod plan;
pub mod progress;
pub mod referral;
pub mod scenario;
pub mod service;
pub mod text;
pub mod tie;

pub use actor::{Actor, ActorKind, Alias, Level, Sector};
pub use claim::{Claim, Obtained};
pub use date::Date;
pub use decision::{Decision, DecisionState, Position, Ruling, Verdict};
pub use evidence::{
    Figure, Interview, Mention, MentionState, Participation, Scope, Section, Source, Statement,
    StatementKind,
};
pub use footing::{Beside, Footing};
pub use forum::{Affiliation, Forum, ForumFunction, Range};
pub use group::{AgeRange, Group, Sex};
pub use id::{
    ActorId, AgreementId, ForumId, GoalId, GroupId, MeasureId, PUBLIC, ServiceId, SourceId,
};
pub use network::{Attributes, Boundary, Network, NetworkKind, Row};
pub use plan::{Agreement, Answer, Degree, Goal, Mandate, Measure};
pub use progress::Progress;
pub use referral::{Basis, Referral};
pub use scenario::{Change, Deed, Edit, How, Scenario, Thing};
pub use service::{Access, Door, Function, Prevention, Service, Status};
pub use text::{Lang, Text, Word};
pub use tie::{Tie, TieKind, TieState, TieStatus};
