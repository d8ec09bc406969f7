//! What if: changes tried on a network, and what they do to its findings.
//!
//! *Invariant*: nothing is saved and no row of the network is touched; what is added has
//! no claims; adding a service, tie, referral or seat never lowers coverage, removing one
//! never raises it.

mod apply;
mod best;
mod candidates;
mod difference;
mod gap;
mod known;
mod removal;
mod say;
mod trial;

pub use apply::{Applied, apply};
pub use best::{Best, Step, best};
pub use candidates::{Candidate, candidates};
pub use difference::{Difference, Turn, compare_findings};
pub use gap::{Gap, gap};
pub use say::{say, summary};
pub use trial::{Ground, Trial};
