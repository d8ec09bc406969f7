//! Ties: collaborations that somebody claims, denies or wishes for.

use super::id::ActorId;
use super::text::words;

words! {
    /// What a tie consists of.
    TieKind {
        Consults = "consults", "konsulterar", "consults";
        RegularMeetings = "regular_meetings", "regelbundna möten", "regular meetings";
        JointPlan = "joint_plan", "gemensam plan (SIP)", "joint plan";
        CoLocated = "co_located", "samma lokal", "co-located";
        Agreement = "agreement", "avtal", "agreement";
        Cooperates = "cooperates", "samarbetar", "cooperates";
        Trains = "trains", "utbildar", "trains";
        Informs = "informs", "informerar", "informs";
        /// Somebody asks for this tie; it is not there yet.
        Wishes = "wishes", "önskar samarbete", "wishes for";
    }
}

impl TieKind {
    /// Whether people are worked with together, so that one can be handed
    /// over along it.
    pub fn is_casework(self) -> bool {
        matches!(
            self,
            TieKind::Consults
                | TieKind::RegularMeetings
                | TieKind::JointPlan
                | TieKind::CoLocated
                | TieKind::Cooperates
        )
    }
}

words! {
    /// What the informant said.
    TieState {
        Claimed = "claimed", "uppgivet", "claimed";
        Absent = "absent", "förnekat", "denied";
    }
}

words! {
    /// What the claims of both ends make of a tie.
    TieStatus {
        Confirmed = "confirmed", "bekräftat från båda håll", "confirmed by both";
        OneSided = "one_sided", "uppgivet från ett håll", "claimed by one";
        /// The other end was never asked.
        Unobserved = "unobserved", "den andra parten är inte tillfrågad", "other end never asked";
        Absent = "absent", "förnekat", "denied";
        Wished = "wished", "önskat", "wished for";
    }
}

/// A collaboration between two actors, as somebody describes it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tie {
    /// Its slug.
    pub id: String,
    /// Who claims it.
    pub from: ActorId,
    /// With whom.
    pub to: ActorId,
    /// What it consists of.
    pub kind: Option<TieKind>,
    /// Claimed unless said otherwise.
    pub state: Option<TieState>,
    /// Strength, in the source's own unit.
    pub strength: Option<f64>,
    /// Contacts a year.
    pub frequency: Option<f64>,
    /// Whose informants say so; empty when the source says it itself.
    pub claimed_by: Vec<ActorId>,
    /// What it is about, in a few words.
    pub about: Option<String>,
}
