//! Figures as measures give them: of what, about whom, how much.

use super::structure::ei::Baseline;
use crate::model::text::words;

words! {
    /// What a measure is about.
    Scope {
        Network = "network", "nätverket", "network";
        Actor = "actor", "aktörer", "actors";
        Tie = "tie", "samarbeten", "ties";
        Forum = "forum", "samverkansforum", "forums";
        Set = "set", "grupper av aktörer", "sets of actors";
    }
}

/// Whom a figure is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The whole network.
    Network,
    /// An actor of the collaboration graph.
    Actor(u32),
    /// Two actors who work together, the smaller first.
    Tie(u32, u32),
    /// A row of `forums`.
    Forum(usize),
    /// A set of actors of this size.
    Set(usize),
}

impl Subject {
    /// What kind of subject it is.
    pub fn scope(self) -> Scope {
        match self {
            Subject::Network => Scope::Network,
            Subject::Actor(_) => Scope::Actor,
            Subject::Tie(..) => Scope::Tie,
            Subject::Forum(_) => Scope::Forum,
            Subject::Set(_) => Scope::Set,
        }
    }
}

/// One figure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figure {
    /// The measure's id.
    pub measure: &'static str,
    /// Which of its variants, such as the kind of tie.
    pub variant: Option<&'static str>,
    /// Whom it is about.
    pub subject: Subject,
    /// How much; `None` where it is undefined, never 0.
    pub value: Option<f64>,
}

/// Who else a figure is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Member {
    /// An actor of the collaboration graph.
    Actor(u32),
    /// A row of `forums`.
    Forum(usize),
}

/// A figure with what stands beside it.
#[derive(Clone, Debug, PartialEq)]
pub struct Measured {
    /// The figure.
    pub figure: Figure,
    /// What it lies within when some informants had not been asked.
    pub interval: Option<(f64, f64)>,
    /// What chance alone would give.
    pub baseline: Option<Baseline>,
    /// Whom it is about, where it picks some out.
    pub members: Vec<Member>,
}

/// Figures as they are gathered, always in the same order for the same network.
#[derive(Debug, Default)]
pub(super) struct Sheet(pub Vec<Figure>);

impl Sheet {
    pub fn put(&mut self, subject: Subject, measure: &'static str, value: Option<f64>) {
        self.0.push(Figure { measure, variant: None, subject, value });
    }

    pub fn variant(&mut self, measure: &'static str, variant: &'static str, value: Option<f64>) {
        let variant = Some(variant);
        self.0.push(Figure { measure, variant, subject: Subject::Network, value });
    }
}

/// Part of a whole as a share; `None` when there is no whole.
pub(super) fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}
