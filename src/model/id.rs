//! Identifiers: readable slugs, unique within a network.

use std::fmt;

/// The pseudo-actor from which people enter on their own.
pub const PUBLIC: &str = "public";

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub String);

        impl $name {
            /// The slug itself.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(slug: &str) -> Self {
                Self(slug.to_owned())
            }
        }

        impl From<String> for $name {
            fn from(slug: String) -> Self {
                Self(slug)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

ids! {
    /// Names an [`Actor`](super::Actor).
    ActorId,
    /// Names an [`Agreement`](super::Agreement).
    AgreementId,
    /// Names a [`Forum`](super::Forum).
    ForumId,
    /// Names a [`Goal`](super::Goal).
    GoalId,
    /// Names a target [`Group`](super::Group).
    GroupId,
    /// Names a [`Measure`](super::Measure).
    MeasureId,
    /// Names a [`Service`](super::Service).
    ServiceId,
    /// Names a [`Source`](super::Source).
    SourceId,
}
