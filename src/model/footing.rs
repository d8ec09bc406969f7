//! Which row of a network something rests on.

use super::claim::Claim;
use super::network::Network;

/// How a row of one network stands beside the same table of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beside {
    /// It stands there, too, just so.
    Same,
    /// Something else stands there under its id.
    Other,
    /// Nothing there has its id, or it has none and no row is just so.
    Missing,
}

macro_rules! footings {
    ($($(#[$doc:meta])* $variant:ident $table:ident $id:expr;)*) => {
        /// A row that something rests on: its number in its table.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Footing {
            $($(#[$doc])* $variant(usize),)*
        }

        impl Footing {
            /// The name of its table.
            pub fn table(self) -> &'static str {
                match self {
                    $(Footing::$variant(_) => stringify!($table),)*
                }
            }

            /// Its id in the network that it is a row of; `None` where the table has none.
            pub fn id(self, network: &Network) -> Option<&str> {
                match self {
                    $(Footing::$variant(row) => network.$table.get(row).and_then($id),)*
                }
            }

            /// Who says so, in the network that it is a row of.
            pub fn claims(self, network: &Network) -> &[Claim] {
                match self {
                    $(Footing::$variant(row) => {
                        network.$table.get(row).map(|row| &row.claims[..]).unwrap_or_default()
                    })*
                }
            }

            /// How it stands in another network than its own. Cost: linear in the table.
            pub fn beside(self, network: &Network, other: &Network) -> Beside {
                let same = match self {
                    $(Footing::$variant(row) => {
                        network.$table.get(row).is_some_and(|row| other.$table.contains(row))
                    })*
                };
                let known = || match self {
                    $(Footing::$variant(_) => self.id(network).is_some_and(|id| {
                        other.$table.iter().filter_map($id).any(|there: &str| there == id)
                    }),)*
                };
                match same {
                    true => Beside::Same,
                    false if known() => Beside::Other,
                    false => Beside::Missing,
                }
            }
        }
    };
}

footings! {
    /// A row of `ties`.
    Tie ties |row| Some(row.id.as_str());
    /// A row of `referrals`.
    Referral referrals |row| Some(row.id.as_str());
    /// A row of `forums`.
    Forum forums |row| Some(row.id.as_str());
    /// A row of `agreements`.
    Agreement agreements |row| Some(row.id.as_str());
    /// A row of `actors`.
    Actor actors |row| Some(row.id.as_str());
    /// A row of `groups`.
    Group groups |row| Some(row.id.as_str());
    /// A row of `services`.
    Service services |row| Some(row.id.as_str());
    /// A row of `affiliations`: a seat in a forum.
    Seat affiliations |_| None;
    /// A row of `mandates`: a duty.
    Duty mandates |row| Some(row.id.as_str());
    /// A row of `goals`.
    Goal goals |row| Some(row.id.as_str());
    /// A row of `measures`.
    Measure measures |row| Some(row.id.as_str());
    /// A row of `statements`.
    Statement statements |row| Some(row.id.as_str());
    /// A row of `answers`: how a plan answers a wish.
    Answer answers |_| None;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Actor, Affiliation, Row};

    #[test]
    fn a_row_is_the_same_another_or_missing_in_another_network() {
        let actor = |id: &str, name: &str| {
            Row::bare(Actor { id: id.into(), name: name.into(), ..Actor::default() })
        };
        let seat = |actor: &str| {
            Row::bare(Affiliation { forum: "f".into(), actor: actor.into(), role: None })
        };
        let one = Network {
            actors: vec![actor("a", "A"), actor("b", "B")],
            affiliations: vec![seat("a")],
            ..Network::default()
        };
        let other = Network {
            actors: vec![actor("new", "New"), actor("a", "A"), actor("b", "Another")],
            affiliations: vec![seat("new"), seat("a")],
            ..Network::default()
        };
        let beside = |row: Footing| row.beside(&other, &one);
        assert_eq!(beside(Footing::Actor(0)), Beside::Missing);
        assert_eq!(beside(Footing::Actor(1)), Beside::Same, "wherever it stands");
        assert_eq!(beside(Footing::Actor(2)), Beside::Other);
        assert_eq!(beside(Footing::Seat(0)), Beside::Missing);
        assert_eq!(beside(Footing::Seat(1)), Beside::Same);
        assert_eq!((Footing::Seat(0).table(), Footing::Seat(0).id(&one)), ("affiliations", None));
        assert_eq!(Footing::Actor(1).id(&one), Some("b"));
        assert_eq!(Footing::Actor(9).id(&one), None);
    }
}
