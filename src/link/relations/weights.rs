//! What each comparison of relations weighs: chances and bits in one table.
//!
//! *m* is the chance of an outcome between two names of one record, *u* between
//! two records. [J] judged; [C] counted in `tests/it/relations.rs`. Where *u*
//! follows from the network (how many forums one actor convenes) only *m* stands
//! here. Bits that stand alone are log₂(m/u) as judged.

/// Least and most that members, and that informants, may weigh, in bits [J]. The
/// model's own ratios are calibrated on draws in which forums choose their
/// members apart; real forums of one field share theirs, so they are bounded.
pub(super) const MEMBERS: (f64, f64) = (-4.0, 8.0);
/// Share of the ratio that is believed where members speak against [J]: people
/// name whom they know, not members drawn by lot, so two true lists meet less.
pub(super) const AGAINST_MEMBERS: f64 = 0.6;
/// Least and most bits of informants [J].
pub(super) const INFORMANTS: (f64, f64) = (-6.0, 8.0);
/// Fewer informants than this say nothing of who names what [J].
pub(super) const LEAST_INFORMANTS: usize = 3;
/// Share of the ratio that is believed where no informant stands behind a pair,
/// and the bounds then, in bits [J]: one author wrote both lists, and chose whom
/// to name. In the packages of documents at hand the full ratio reached 8 bits for
/// pairs that the tables tell apart.
pub(super) const DOCUMENT: f64 = 0.5;
/// Chance that a member is on a document's list, where the list says that it is
/// whole, where it says nothing, and where it says that there are others [J].
pub(super) const LISTED: [f64; 3] = [0.9, 0.5, 0.3];
/// Evidence of fewer bits than this, either way, is not told.
pub(super) const TOLD: f64 = 0.1;
/// Bits from relations alone at which a pair of forums becomes a candidate [C]: in
/// the simulation, with some 40 names, a third to two thirds of the pairs from 3 to
/// 5 bits are one forum.
pub(super) const CANDIDATE_FORUMS: f64 = 5.0;
/// The same of actors [J], who share neighbours far oftener.
pub(super) const CANDIDATE_ACTORS: f64 = 4.0;

/// Share of those who name one of a forum's two names that name both [J].
pub(super) const NAMES_BOTH: f64 = 0.05;
/// Share of a forum's members that an informant names, before any data [J],
/// and how many members of evidence that is worth.
pub(super) const NAMED: (f64, f64) = (0.3, 10.0);
/// Chance that a member who is asked speaks of the forum, likewise [J].
pub(super) const SPEAKS: (f64, f64) = (0.7, 10.0);
/// Chance that one who speaks of a forum sits in it, likewise [J].
pub(super) const SITS: (f64, f64) = (0.8, 10.0);
/// Typical forums' worth of memberships that every actor is given, so that
/// one never seen elsewhere is rare, not impossible [J].
pub(super) const ELSEWHERE: f64 = 3.0;
/// Most that rivals take away [J]: e^-3 is 4.3 bits.
pub(super) const RIVALS: f64 = -3.0;
/// Bounds of any chance: nothing is impossible, nothing sure.
pub(super) const BOUNDS: (f64, f64) = (0.005, 0.95);

/// m and u of a convener whom both forums' sources name [J].
pub(super) const SAME_CONVENER: f64 = 0.7;
/// m of one meeting rhythm, u where few rhythms are known, and bits when one
/// meets at least four times as often [J].
pub(super) const RHYTHM: (f64, f64, f64) = (0.8, 0.4, -2.5);
/// m and u of sizes within a half of each other [J].
pub(super) const LIKE_SIZE: (f64, f64) = (0.7, 0.35);
/// m and u of sizes that differ three times or more [J].
pub(super) const UNLIKE_SIZE: (f64, f64) = (0.08, 0.35);
/// m of one function in the chain of command, and of one level of reach [J].
pub(super) const SAME_FUNCTION: f64 = 0.85;
/// The same of reach.
pub(super) const SAME_LEVEL: f64 = 0.95;
/// Bits where one steers and the other does the work, or teaches or meets [J].
pub(super) const STEERS_OTHER_WORKS: f64 = -3.5;
/// Bits where functions differ otherwise [J].
pub(super) const OTHER_FUNCTION: f64 = -1.0;
/// Bits where reach differs [J].
pub(super) const OTHER_LEVEL: f64 = -3.0;
/// Bits where one reports to the other [J].
pub(super) const REPORTS: f64 = -6.0;
/// Bits where one ended before the other began [J]: it may have been renamed.
pub(super) const AFTER: f64 = -1.0;
/// Bits where one place in a document tells of both as two [J].
pub(super) const SAME_PLACE: f64 = -1.5;
/// Bits of purposes: most words shared, some, none of several [J].
pub(super) const PURPOSE: [f64; 3] = [2.0, 1.0, -0.7];
/// Bits of target groups: the same, one shared, apart, contradicting [J].
pub(super) const GROUPS: [f64; 4] = [1.5, 0.7, -1.0, -3.0];

/// m of one unit above, m of two, and most bits for [J]: most units of one body
/// are two units.
pub(super) const PARENT: (f64, f64, f64) = (0.8, 0.15, 1.0);
/// Bits where one is a unit of the other, or one of the kind that the other is [J]: part of,
/// not the same.
pub(super) const PART: f64 = -7.0;
/// Bits where the two have a tie, or people are sent between them [J]: nobody
/// collaborates with itself.
pub(super) const TIE: f64 = -5.0;
/// Bits where one breath names both as members, parties or owners [J].
pub(super) const ONE_LIST: f64 = -4.0;
/// Bits where one place in a document names both [J]: an author who writes two names in one
/// breath mostly means two. As much as an informant's answer.
pub(super) const ONE_SECTION: f64 = -3.0;
/// Bits where a magazine tells of each in an example of its own, from a place of its own [J].
pub(super) const OTHER_EXAMPLE: f64 = -4.0;
/// Bits where an informant names both in one answer, and in the same interview [J].
pub(super) const ONE_ANSWER: [f64; 2] = [-3.0, -1.5];
/// m of a neighbour in common for each that one has, share of the ratio that is
/// believed (neighbours come in flocks), and most bits [J].
pub(super) const NEIGHBOUR: (f64, f64, f64) = (0.3, 0.5, 4.0);
/// Bits where both have several neighbours and none in common [J].
pub(super) const NO_NEIGHBOUR: f64 = -1.0;
/// m of one sector, and most bits for [J].
pub(super) const SAME_SECTOR: (f64, f64) = (0.95, 1.0);
/// Bits where sector, reach or kind differ; kinds by how far apart [J].
pub(super) const OTHER_SECTOR: f64 = -4.0;
/// Kinds that a source may take for one another, and kinds that it may not.
pub(super) const OTHER_KIND: [f64; 2] = [-1.0, -3.0];

/// Bits of an outcome with these chances.
pub(super) fn bits(m: f64, u: f64) -> f64 {
    (m / u.clamp(0.005, 0.995)).log2()
}
