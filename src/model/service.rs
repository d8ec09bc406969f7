//! Services: what an actor offers, to whom, and through which door.

use super::group::AgeRange;
use super::id::{ActorId, GroupId, ServiceId};
use super::text::{Word, words};

words! {
    /// What a service does for a person.
    Function {
        Detect = "detect", "upptäcka", "detect";
        Ask = "ask", "fråga om våld", "ask about violence";
        Protect = "protect", "skydda", "protect";
        Support = "support", "stödja", "support";
        House = "house", "ge boende", "house";
        TreatPerpetrator = "treat_perpetrator", "behandla utövare", "treat perpetrators";
        Investigate = "investigate", "utreda", "investigate";
        Prevent = "prevent", "förebygga", "prevent";
        Train = "train", "utbilda", "train";
        Coordinate = "coordinate", "samordna", "coordinate";
    }
}

words! {
    /// Level of prevention.
    Prevention {
        Universal = "universal", "universell", "universal";
        Selective = "selective", "selektiv", "selective";
        Indicated = "indicated", "indikerad", "indicated";
    }
}

words! {
    /// What opens a door.
    Access {
        Open = "open", "öppen för alla", "open to all";
        SelfReferral = "self_referral", "egen kontakt", "own contact";
        Anonymous = "anonymous", "anonymt", "anonymous";
        Outreach = "outreach", "uppsökande", "outreach";
        Referral = "referral", "remiss", "referral";
        Decision = "decision", "biståndsbeslut", "aid decision";
        Diagnosis = "diagnosis", "diagnos", "diagnosis";
        Consent = "consent", "samtycke", "consent";
    }
}

words! {
    /// What a person can hold that opens a door.
    Status {
        Referral = "referral", "remiss", "referral";
        Decision = "decision", "biståndsbeslut", "aid decision";
        Diagnosis = "diagnosis", "diagnos", "diagnosis";
        Consent = "consent", "samtycke", "consent";
    }
}

impl Access {
    /// The status this access asks for, if any.
    pub fn status(self) -> Option<Status> {
        match self {
            Access::Referral => Some(Status::Referral),
            Access::Decision => Some(Status::Decision),
            Access::Diagnosis => Some(Status::Diagnosis),
            Access::Consent => Some(Status::Consent),
            Access::Open | Access::SelfReferral | Access::Anonymous | Access::Outreach => None,
        }
    }

    /// Whether a person can come this way on her own.
    pub fn is_own_contact(self) -> bool {
        matches!(self, Access::Open | Access::SelfReferral | Access::Anonymous)
    }
}

/// One way through a service's door: everything listed is needed at once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Door(pub Vec<Access>);

impl Door {
    /// The statuses a person must hold here.
    pub fn statuses(&self) -> impl Iterator<Item = Status> + '_ {
        self.0.iter().filter_map(|access| access.status())
    }

    /// As written in tables: `referral+diagnosis`.
    pub fn slug(&self) -> String {
        self.0.iter().map(|a| a.slug()).collect::<Vec<_>>().join("+")
    }

    /// The door with this slug.
    pub fn from_slug(slug: &str) -> Option<Self> {
        slug.split('+').map(|a| Access::from_slug(a.trim())).collect::<Option<Vec<_>>>().map(Self)
    }
}

/// What an actor offers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Service {
    /// Its slug.
    pub id: ServiceId,
    /// Who offers it.
    pub actor: ActorId,
    /// Its name.
    pub name: String,
    /// What it does.
    pub function: Option<Function>,
    /// Level of prevention.
    pub prevention: Option<Prevention>,
    /// Groups it names; empty when the source names none.
    pub groups: Vec<GroupId>,
    /// Groups it says it is not for.
    pub excludes: Vec<GroupId>,
    /// Its own age bounds.
    pub age: AgeRange,
    /// Its doors; empty when the source does not say.
    pub access: Vec<Door>,
    /// Whose referral, decision or diagnosis opens it; empty: anybody's.
    pub granted_by: Vec<ActorId>,
    /// What a person holds after it.
    pub grants: Vec<Status>,
    /// Whether it acts the same day.
    pub acute: Option<bool>,
}
