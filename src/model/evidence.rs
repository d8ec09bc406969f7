//! Sources, who was asked, and what was said in so many words.

use super::id::{ActorId, SourceId};
use super::text::words;

/// A document, sheet or conversation that claims point to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Source {
    /// Its slug.
    pub id: SourceId,
    /// Its title.
    pub title: String,
    /// Who published it.
    pub publisher: Option<String>,
    /// When, ISO 8601.
    pub published: Option<String>,
    /// File name of the document.
    pub file: Option<String>,
    /// Its language, BCP 47.
    pub language: Option<String>,
}

/// A place in a source that claims may name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Section {
    /// The source.
    pub source: SourceId,
    /// The place, as claims write it.
    pub place: String,
    /// Its heading.
    pub title: String,
}

/// How many interviews a principal took part in.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Participation {
    /// The principal, or a category of several.
    pub principal: ActorId,
    /// Interviews.
    pub interviews: u32,
}

/// A number that a source states.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figure {
    /// Its slug.
    pub id: String,
    /// What is counted.
    pub name: String,
    /// The number.
    pub value: f64,
    /// Out of how many.
    pub of: Option<f64>,
    /// Its unit.
    pub unit: Option<String>,
    /// What it is about: any id of the network.
    pub subject: Option<String>,
}

words! {
    /// What sort of statement.
    StatementKind {
        SuccessFactor = "success_factor", "framgångsfaktor", "success factor";
        Challenge = "challenge", "utmaning", "challenge";
        Wish = "wish", "önskemål", "wish";
        Observation = "observation", "iakttagelse i källan", "observation in the source";
    }
}

words! {
    /// What a statement reaches to.
    Scope {
        Local = "local", "lokalt", "local";
        Society = "society", "i samhället", "in society";
    }
}

/// A coded answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Statement {
    /// Its slug.
    pub id: String,
    /// What was said, paraphrased.
    pub text: String,
    /// What sort.
    pub kind: Option<StatementKind>,
    /// The source's heading for it.
    pub theme: Option<String>,
    /// Local, or society at large.
    pub scope: Option<Scope>,
    /// Who said it; `None` when anonymous.
    pub actor: Option<ActorId>,
    /// The informant's role, never a name.
    pub role: Option<String>,
}

/// One conversation.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Interview {
    /// Its slug.
    pub id: String,
    /// Whose informant.
    pub actor: Option<ActorId>,
    /// The informant's role, never a name.
    pub role: Option<String>,
    /// When, ISO 8601.
    pub date: Option<String>,
    /// How: by phone, in person.
    pub mode: Option<String>,
    /// Whether the unit has a written plan: `yes`, `no` or `unknown`.
    pub plan: Option<String>,
}

words! {
    /// What is known of a mention.
    MentionState {
        Certain = "certain", "säkra", "certain";
        Doubtful = "doubtful", "tveksamma", "doubtful";
        New = "new", "nya namn", "new names";
        Chosen = "chosen", "avgjorda av någon", "settled by somebody";
        Refused = "refused", "inga omnämnanden, sade någon", "no mentions, somebody said";
    }
}

/// A stretch of an answer that names an actor, a forum or a group, or seems to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mention {
    /// Its slug.
    pub id: String,
    /// The interview.
    pub interview: Option<String>,
    /// The words as they stand there.
    pub text: String,
    /// Where they start in the answer as it came, in letters from 0.
    pub start: Option<u32>,
    /// The id of what they name; empty for a new name.
    pub target: Option<String>,
    /// What else they could name.
    pub others: Vec<String>,
    /// How sure it is, or who settled it.
    pub state: Option<MentionState>,
    /// What it rests on, in a word.
    pub because: Option<String>,
}
