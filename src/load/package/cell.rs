//! Cells: how each type of value stands in a table.

use crate::model::text::{Text, Word};
use crate::model::{
    Access, ActorId, ActorKind, AgreementId, Basis, DecisionState, Degree, Door, ForumFunction,
    ForumId, Function, GoalId, GroupId, Level, MeasureId, MentionState, Prevention, Ruling, Scope,
    Sector, ServiceId, Sex, SourceId, StatementKind, Status, TieKind, TieState,
};

/// What may stand in a column.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// Free text.
    Text,
    /// Several texts, `;` between.
    Texts,
    /// An id of the named table.
    Id(&'static str),
    /// Ids of the named table, `;` between.
    Ids(&'static str),
    /// A word of a closed vocabulary.
    Word(fn() -> Vec<&'static str>),
    /// `yes`, `no` or empty.
    YesNo,
    /// A whole number.
    Integer,
    /// A number.
    Number,
}

impl Kind {
    /// The table whose ids may stand here.
    pub fn target(self) -> Option<&'static str> {
        match self {
            Kind::Id(table) | Kind::Ids(table) => Some(table),
            _ => None,
        }
    }
}

/// A value that stands in a cell.
pub trait Cell {
    /// What may stand there.
    const KIND: Kind;

    /// Takes a non-empty, trimmed cell; on failure says what was expected.
    fn read(&mut self, text: &str) -> Result<(), Text>;

    /// The cell; empty when there is nothing to say.
    fn write(&self) -> String;

    /// Ids in it that must exist in the table that [`Kind::target`] names.
    fn references(&self) -> Vec<&str> {
        Vec::new()
    }
}

impl Cell for String {
    const KIND: Kind = Kind::Text;
    fn read(&mut self, text: &str) -> Result<(), Text> {
        text.clone_into(self);
        Ok(())
    }
    fn write(&self) -> String {
        self.clone()
    }
}

impl Cell for Option<String> {
    const KIND: Kind = Kind::Text;
    fn read(&mut self, text: &str) -> Result<(), Text> {
        *self = Some(text.to_owned());
        Ok(())
    }
    fn write(&self) -> String {
        self.clone().unwrap_or_default()
    }
}

impl Cell for Vec<String> {
    const KIND: Kind = Kind::Texts;
    fn read(&mut self, text: &str) -> Result<(), Text> {
        *self = parts(text).map(str::to_owned).collect();
        Ok(())
    }
    fn write(&self) -> String {
        self.join(";")
    }
}

fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(';').map(str::trim).filter(|part| !part.is_empty())
}

macro_rules! ids {
    ($($type:ty => $table:literal),*) => {$(
        impl Cell for $type {
            const KIND: Kind = Kind::Id($table);
            fn read(&mut self, text: &str) -> Result<(), Text> {
                *self = text.into();
                Ok(())
            }
            fn write(&self) -> String {
                self.0.clone()
            }
            fn references(&self) -> Vec<&str> {
                vec![self.as_str()]
            }
        }
        impl Cell for Option<$type> {
            const KIND: Kind = Kind::Id($table);
            fn read(&mut self, text: &str) -> Result<(), Text> {
                *self = Some(text.into());
                Ok(())
            }
            fn write(&self) -> String {
                self.as_ref().map(|id| id.0.clone()).unwrap_or_default()
            }
            fn references(&self) -> Vec<&str> {
                self.iter().map(|id| id.as_str()).collect()
            }
        }
        impl Cell for Vec<$type> {
            const KIND: Kind = Kind::Ids($table);
            fn read(&mut self, text: &str) -> Result<(), Text> {
                *self = parts(text).map(Into::into).collect();
                Ok(())
            }
            fn write(&self) -> String {
                self.iter().map(|id| id.as_str()).collect::<Vec<_>>().join(";")
            }
            fn references(&self) -> Vec<&str> {
                self.iter().map(|id| id.as_str()).collect()
            }
        }
    )*};
}
ids! {
    ActorId => "actors",
    AgreementId => "agreements",
    ForumId => "forums",
    GoalId => "goals",
    GroupId => "groups",
    MeasureId => "measures",
    ServiceId => "services",
    SourceId => "sources"
}

fn one_of<W: Word>() -> Text {
    let words: Vec<&str> = W::ALL.iter().map(|word| word.slug()).collect();
    let words = words.join(", ");
    Text::new(format!("skriv något av: {words}"), format!("write one of: {words}"))
}

macro_rules! words {
    ($($type:ty),*) => {$(
        impl Cell for Option<$type> {
            const KIND: Kind = Kind::Word(|| <$type>::ALL.iter().map(|word| word.slug()).collect());
            fn read(&mut self, text: &str) -> Result<(), Text> {
                *self = Some(<$type>::from_slug(text).ok_or_else(one_of::<$type>)?);
                Ok(())
            }
            fn write(&self) -> String {
                self.map(|word| word.slug().to_owned()).unwrap_or_default()
            }
        }
    )*};
}
words!(
    ActorKind,
    Basis,
    DecisionState,
    Degree,
    ForumFunction,
    Function,
    Level,
    Prevention,
    Ruling,
    Scope,
    Sector,
    Sex,
    StatementKind,
    MentionState,
    TieKind,
    TieState
);

macro_rules! word_lists {
    ($($type:ty),*) => {$(
        impl Cell for Vec<$type> {
            const KIND: Kind = Kind::Texts;
            fn read(&mut self, text: &str) -> Result<(), Text> {
                *self = parts(text)
                    .map(<$type>::from_slug)
                    .collect::<Option<_>>()
                    .ok_or_else(one_of::<$type>)?;
                Ok(())
            }
            fn write(&self) -> String {
                self.iter().map(|word| word.slug()).collect::<Vec<_>>().join(";")
            }
        }
    )*};
}
word_lists!(Function, Prevention, Status);

impl Cell for Door {
    const KIND: Kind = Kind::Text;
    fn read(&mut self, text: &str) -> Result<(), Text> {
        *self = Door::from_slug(text).ok_or_else(one_of::<Access>)?;
        Ok(())
    }
    fn write(&self) -> String {
        self.slug()
    }
}

impl Cell for Vec<Door> {
    const KIND: Kind = Kind::Texts;
    fn read(&mut self, text: &str) -> Result<(), Text> {
        *self =
            parts(text).map(Door::from_slug).collect::<Option<_>>().ok_or_else(one_of::<Access>)?;
        Ok(())
    }
    fn write(&self) -> String {
        self.iter().map(Door::slug).collect::<Vec<_>>().join(";")
    }
}

impl Cell for Option<bool> {
    const KIND: Kind = Kind::YesNo;
    fn read(&mut self, text: &str) -> Result<(), Text> {
        *self = Some(match text {
            "yes" => true,
            "no" => false,
            _ => {
                return Err(Text::new(
                    "skriv yes eller no, eller lämna tomt om det är okänt",
                    "write yes or no, or leave it empty when unknown",
                ));
            }
        });
        Ok(())
    }
    fn write(&self) -> String {
        self.map(|yes| if yes { "yes" } else { "no" }.to_owned()).unwrap_or_default()
    }
}

fn whole_number(text: &str) -> Result<u32, Text> {
    text.parse().map_err(|_| {
        Text::new("skriv ett heltal, 0 eller större", "write a whole number, 0 or more")
    })
}

fn number(text: &str) -> Result<f64, Text> {
    text.parse::<f64>().ok().filter(|value| value.is_finite()).ok_or_else(|| {
        Text::new("skriv ett tal med decimalpunkt", "write a number with a decimal point")
    })
}

macro_rules! numbers {
    ($($type:ty, $kind:ident, $read:ident);*) => {$(
        impl Cell for $type {
            const KIND: Kind = Kind::$kind;
            fn read(&mut self, text: &str) -> Result<(), Text> {
                *self = $read(text)?;
                Ok(())
            }
            fn write(&self) -> String {
                self.to_string()
            }
        }
        impl Cell for Option<$type> {
            const KIND: Kind = Kind::$kind;
            fn read(&mut self, text: &str) -> Result<(), Text> {
                *self = Some($read(text)?);
                Ok(())
            }
            fn write(&self) -> String {
                self.map(|value| value.to_string()).unwrap_or_default()
            }
        }
    )*};
}
numbers!(u32, Integer, whole_number; f64, Number, number);
