//! Where a row comes from.

use super::id::SourceId;
use super::text::words;

words! {
    /// How a claim was obtained.
    Obtained {
        Stated = "stated", "sagt i källan", "stated in the source";
        Coded = "coded", "kodat av den som läst", "coded by the reader";
        Inferred = "inferred", "slutsats", "inferred";
    }
}

/// One place that says what a row says. A figure can always be followed back
/// to its claims.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Claim {
    /// The source.
    pub source: SourceId,
    /// The place in it: a section, or sheet and cell.
    pub place: String,
    /// How it was obtained.
    pub obtained: Obtained,
    /// The interview, if the source tells them apart.
    pub interview: Option<String>,
    /// When it was said, ISO 8601.
    pub date: Option<String>,
    /// The words as printed, where the row normalises them.
    pub printed: Option<String>,
}
