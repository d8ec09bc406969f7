//! One person's journeys as JSON, and a professional's ways on.
//!
//! *Invariant*: the figures are those of the measures; sentences are those that the
//! terminal prints.

mod write;

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;

use super::{Ages, Claim, DeadEnd, Excluded, Hole, Made, Step, Text, Walk};

pub use write::persona;

/// One person's journeys.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Persona {
    /// What made it, and from what.
    pub made: Made,
    /// The constants used.
    pub parameters: BTreeMap<&'static str, f64>,
    /// Who she is, and how the words were read.
    pub person: Person,
    /// The whole in a few lines.
    pub summary: Vec<Text>,
    /// Every function that some service has.
    pub functions: Vec<FunctionWalk>,
    /// Every place where she comes in.
    pub ways_in: Vec<Arrival>,
    /// A professional's ways on; `null` when nobody asked from one.
    pub professional: Option<Professional>,
}

/// Who somebody is, as far as words or fields tell.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Person {
    /// The words, if any; as far as they were read.
    pub text: Option<String>,
    /// In a few words.
    pub name: Text,
    /// Ages in years.
    pub age: Ages,
    /// `female` or `male`.
    pub sex: Option<String>,
    /// What holds for her.
    pub conditions: Vec<Condition>,
    /// What is said not to hold.
    pub denied: Vec<Labelled>,
    /// Every word, and what became of it.
    pub receipt: Vec<Receipt>,
    /// Whether the text is longer than is read.
    pub cut: bool,
    /// Id of the coded group whose definition this is.
    pub same_as: Option<String>,
    /// Ids of coded groups that contain her.
    pub within: Vec<String>,
    /// Ids of coded groups that she may be in: the words do not tell.
    pub overlaps: Vec<String>,
}

/// A condition and why it counts.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Condition {
    /// Its slug.
    pub slug: String,
    /// In words.
    pub label: Text,
    /// `words`, `field`, `group`, `age` or `assumed`.
    pub from: String,
    /// Whether some coded group asks for it.
    pub in_network: bool,
}

/// A word of the vocabulary with its label.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Labelled {
    /// Its slug.
    pub slug: String,
    /// In words.
    pub label: Text,
}

/// A stretch of the text and what became of it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Receipt {
    /// The words.
    pub words: String,
    /// Where they start, in UTF-16 units.
    pub start: usize,
    /// Where they end.
    pub end: usize,
    /// `understood`, `denied`, `somebody_else`, `aside` or `unknown`.
    #[serde(rename = "use")]
    pub used: String,
    /// What they were taken as, or that they were not understood.
    pub say: Text,
}

/// One function for one person.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FunctionWalk {
    /// Its slug.
    pub function: String,
    /// In words.
    pub label: Text,
    /// Whether it is a way in rather than help.
    pub way_in: bool,
    /// Whether the question applies to her.
    pub asked_about: bool,
    /// Only services that name her, 0 to 1.
    pub low: Option<f64>,
    /// All services that do not shut her out, 0 to 1.
    pub high: Option<f64>,
    /// `gap`, `between`, `fragile` or `covered`; `null` also where no place is mapped.
    pub class: Option<String>,
    /// Whether any unit that would know was interviewed.
    pub asked: Option<bool>,
    /// In a line.
    pub headline: Text,
    /// Ids of services that name her and can be reached.
    pub named: Vec<String>,
    /// Ids of services that name her without the source saying how one comes there.
    pub unstated: Vec<String>,
    /// Ids of services that do not shut her out and can be reached.
    pub admitted: Vec<String>,
    /// Those of `admitted` that are open to a part of the group only.
    pub partly: Vec<String>,
    /// Ids of actors that every route goes through.
    pub hinges_on: Vec<String>,
    /// The best route told.
    pub best: Option<Told>,
    /// What is missing.
    pub hole: Hole,
    /// Who must decide what.
    pub gates: Vec<Gate>,
    /// The best route from each way in to each service, best first.
    pub routes: Vec<Walk>,
    /// Ways in that lead nowhere.
    pub dead_ends: Vec<DeadEnd>,
    /// Services that shut her out.
    pub excluded: Vec<Excluded>,
}

/// A route told step by step.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Told {
    /// Id of the service where it ends.
    pub service: String,
    /// Id of who offers it.
    pub actor: String,
    /// Whether the service names her.
    pub names_group: bool,
    /// Whether the source says how one comes in.
    pub stated: bool,
    /// Quality, 0 to 1.
    pub q: f64,
    /// How many handovers.
    pub handovers: u32,
    /// How many gates.
    pub gates: usize,
    /// The steps.
    pub steps: Vec<ToldStep>,
}

/// One step told.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ToldStep {
    /// What happens.
    pub text: Text,
    /// What information may be shared, and on which basis; only for handovers.
    pub share: Option<Text>,
    /// The step itself.
    pub step: Step,
}

/// A status that a service asks for, and who may grant it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Gate {
    /// Id of the service.
    pub service: String,
    /// `referral`, `decision`, `diagnosis` or `consent`.
    pub status: String,
    /// Ids of who may grant it.
    pub by: Vec<String>,
    /// Whether she can get to one of them.
    pub reached: bool,
    /// In a sentence.
    pub text: Text,
}

/// A place where the person comes in.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Arrival {
    /// Id of the actor.
    pub actor: String,
    /// `own_contact`, `outreach`, `meets` or `unstated`.
    pub way_in: &'static str,
    /// In words.
    pub text: Text,
    /// What comes of it, by function.
    pub leads: Vec<Lead>,
}

/// What comes of a way in for one function.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Lead {
    /// Slug of the function.
    pub function: String,
    /// `open`, `unnamed` where no service that is reached names her, `part` where all are for
    /// a part of those like her, or the reason why it leads nowhere.
    pub outcome: String,
    /// Handovers on the best route.
    pub handovers: Option<u32>,
    /// Id of the service where the best route ends.
    pub service: Option<String>,
}

/// A professional's ways on.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Professional {
    /// As it was asked.
    pub asked: String,
    /// Id of the actor.
    pub actor: String,
    /// Ids of it, its units and the unit above: one place.
    pub together_with: Vec<String>,
    /// Ids of others that the words could mean.
    pub others: Vec<String>,
    /// Whether it was interviewed; `null` when nobody knows.
    pub was_asked: Option<bool>,
    /// Ids of groups that it meets.
    pub meets: Vec<String>,
    /// Whom it has to do with directly.
    pub contacts: Vec<Contact>,
    /// Where to ask without saying who the person is.
    pub consult: Vec<Ask>,
    /// The way on to each function.
    pub functions: Vec<WayOn>,
    /// The whole in a few lines.
    pub summary: Vec<Text>,
}

/// A direct contact.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Contact {
    /// Id of the actor.
    pub actor: String,
    /// What it rests on.
    pub rests_on: Vec<RestsOn>,
}

/// A row that a contact rests on.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RestsOn {
    /// `referral`, `tie` or `forum`.
    pub kind: &'static str,
    /// Id of the row.
    pub id: String,
    /// In words.
    pub text: Text,
    /// What both ends' claims make of a tie.
    pub status: Option<String>,
    /// Basis for sharing information.
    pub basis: Option<String>,
    /// Whether people are worked with together there.
    pub casework: bool,
    /// Where that is said.
    pub claims: Vec<Claim>,
}

/// Where to ask without saying who the person is.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Ask {
    /// `referral`, `tie` or `service`.
    pub kind: &'static str,
    /// Id of the row.
    pub id: String,
    /// Id of whom to ask.
    pub actor: String,
    /// In a sentence.
    pub text: Text,
    /// Where that is said.
    pub claims: Vec<Claim>,
}

/// A professional's way on to one function.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct WayOn {
    /// Its slug.
    pub function: String,
    /// In words.
    pub label: Text,
    /// Handovers on the best route.
    pub handovers: Option<u32>,
    /// The best route told.
    pub best: Option<Told>,
    /// `open`, or the reason why it is not reached.
    pub outcome: String,
    /// In a sentence.
    pub text: Text,
}
