//! Referrals: who sends whom where.

use super::id::{ActorId, GroupId};
use super::service::Door;
use super::text::words;

words! {
    /// What allows information to be shared along a referral.
    Basis {
        Consent = "consent", "samtycke", "consent";
        Deidentified = "deidentified", "avidentifierat", "de-identified";
        DutyToReport = "duty_to_report", "anmälningsskyldighet", "duty to report";
        None = "none", "ingen", "none";
    }
}

/// One path along which people are sent.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Referral {
    /// Its slug.
    pub id: String,
    /// Who sends; [`PUBLIC`](super::PUBLIC) when people come on their own.
    pub from: ActorId,
    /// Who receives.
    pub to: ActorId,
    /// Whom it is for; `None` when the source does not say.
    pub group: Option<GroupId>,
    /// By which channel, in a word.
    pub channel: Option<String>,
    /// What a person must hold to be sent.
    pub access: Door,
    /// The condition, in a few words.
    pub condition: Option<String>,
    /// Basis for sharing information.
    pub basis: Option<Basis>,
    /// Share of the receiver's cases, 0 to 1.
    pub share: Option<f64>,
    /// Whose informants say so; empty when the source says it itself.
    pub claimed_by: Vec<ActorId>,
}
