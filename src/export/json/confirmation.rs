//! The confirmation sheet as JSON.

use serde::Serialize;
use utoipa::ToSchema;

use super::{Claim, Claims, Made, Text, made, slug, slugs};
use crate::export::confirmation::{self, sheet};
use crate::graph::Graph;
use crate::model::text::Word;

/// What one actor is asked to confirm.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[allow(missing_docs, reason = "plain words")]
pub struct Confirmation {
    pub made: Made,
    /// Id of the actor.
    pub actor: String,
    pub name: String,
    /// Whether it was interviewed; null when the source is silent.
    pub asked: Option<bool>,
    /// Sections that have lines, in a fixed order.
    pub sections: Vec<ConfirmationSection>,
}

/// Lines of one kind.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[allow(missing_docs, reason = "plain words")]
pub struct ConfirmationSection {
    /// `named_by`, `stated`, `sends_to_you`, `you_send_to`, `forums`, `wishes` or `duties`.
    pub kind: String,
    pub heading: Text,
    /// Heading of the column of names: who it is, or which forum.
    pub names: Text,
    /// Headings of the three columns to answer in: it is so, it is not, and since when.
    pub answers: Vec<Text>,
    pub rows: Vec<ConfirmationLine>,
}

/// One line to confirm: yes, no, since when.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[allow(missing_docs, reason = "plain words")]
pub struct ConfirmationLine {
    /// Id of the other actor, or of a forum.
    pub other: String,
    pub name: String,
    pub about: Text,
    /// `confirmed`, `one_sided` or `unobserved`; null for what is no tie.
    pub status: Option<String>,
    /// ISO 8601, where an agreement or a forum tells.
    pub since: Option<String>,
    pub claims: Vec<Claim>,
}

/// The sheet of one actor as JSON.
pub fn confirmation(graph: &Graph, actor: usize) -> Confirmation {
    let network = graph.network;
    let claims = Claims::new(network);
    let row = &network.actors[actor];
    let line = |line: confirmation::Line| ConfirmationLine {
        other: line.other,
        name: line.name,
        about: line.about.into(),
        status: slugs(line.status),
        since: line.since,
        claims: claims.all(&line.claims),
    };
    let sections = sheet(graph, actor).sections.into_iter();
    Confirmation {
        made: made(&[network]),
        actor: row.id.0.clone(),
        name: row.name.clone(),
        asked: graph.was_asked(actor),
        sections: sections
            .map(|(section, lines)| ConfirmationSection {
                kind: slug(section),
                heading: section.label().into(),
                names: section.names().label().into(),
                answers: section.answers().iter().map(|phrase| phrase.label().into()).collect(),
                rows: lines.into_iter().map(line).collect(),
            })
            .collect(),
    }
}
