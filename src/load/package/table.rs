//! Tables: one declaration of columns per type of row.

use super::cell::Kind;
use crate::model::text::Text;
use crate::model::{Network, Row};

/// Whether a column must be there and filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// Required and unique in the table: the row's own id.
    Key,
    /// Required in every row.
    Must,
    /// May be empty or missing.
    May,
}

/// A column of a table.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Its name in the header.
    pub name: &'static str,
    /// Whether it must be filled.
    pub need: Need,
    /// What may stand in it.
    pub kind: Kind,
}

/// The column that every table but `sources` and `sections` ends with.
pub const CLAIMS: &str = "claims";

/// What a cell was expected to hold.
pub struct Misread {
    /// The column.
    pub column: &'static str,
    /// What was expected; `None` when a required cell is empty.
    pub expected: Option<Text>,
}

/// A type of row that stands in a table of its own.
pub trait Table: Default + 'static {
    /// The table's name; its file is `NAME.csv`.
    const NAME: &'static str;
    /// The columns, in order, without `claims`.
    const COLUMNS: &'static [Column];

    /// Reads a row; `cell` gives a column's trimmed text, empty if missing.
    fn read<'a>(cell: impl Fn(&str) -> &'a str) -> (Self, Vec<Misread>);
    /// Its cells, in the order of [`Table::COLUMNS`].
    fn write(&self) -> Vec<String>;
    /// The ids that each column refers to, in the order of the columns.
    fn references(&self) -> Vec<Vec<&str>>;
    /// The row's own id, if it has one.
    fn key(&self) -> Option<&str>;
    /// The table in a network.
    fn rows(network: &Network) -> &Vec<Row<Self>>;
    /// The table in a network, to fill.
    fn rows_mut(network: &mut Network) -> &mut Vec<Row<Self>>;
}

/// Reads one cell into its field.
pub(super) fn take<C: super::cell::Cell>(
    field: &mut C,
    column: &'static str,
    need: Need,
    text: &str,
    misread: &mut Vec<Misread>,
) {
    if text.is_empty() {
        if need != Need::May {
            misread.push(Misread { column, expected: None });
        }
    } else if let Err(expected) = field.read(text) {
        misread.push(Misread { column, expected: Some(expected) });
    }
}

/// The kind of the cell that a field holds.
pub(super) const fn kind_of<T, C: super::cell::Cell>(_: fn(&T) -> &C) -> Kind {
    C::KIND
}

/// Declares a table: its name, its place in [`Network`] and its columns, each
/// with the field that holds it.
macro_rules! table {
    ($type:ty, $name:literal, $rows:ident, $key:expr, { $($column:literal $need:ident $($field:ident).+;)* }) => {
        impl Table for $type {
            const NAME: &'static str = $name;
            const COLUMNS: &'static [Column] = &[$(Column {
                name: $column,
                need: Need::$need,
                kind: kind_of(|row: &$type| &row.$($field).+),
            }),*];
            fn read<'a>(cell: impl Fn(&str) -> &'a str) -> (Self, Vec<Misread>) {
                let mut row = Self::default();
                let mut misread = Vec::new();
                $(take(&mut row.$($field).+, $column, Need::$need, cell($column), &mut misread);)*
                (row, misread)
            }
            fn write(&self) -> Vec<String> {
                vec![$(Cell::write(&self.$($field).+)),*]
            }
            fn references(&self) -> Vec<Vec<&str>> {
                vec![$(Cell::references(&self.$($field).+)),*]
            }
            fn key(&self) -> Option<&str> {
                let key: fn(&$type) -> Option<&str> = $key;
                key(self)
            }
            fn rows(network: &Network) -> &Vec<Row<Self>> {
                &network.$rows
            }
            fn rows_mut(network: &mut Network) -> &mut Vec<Row<Self>> {
                &mut network.$rows
            }
        }
    };
}
pub(super) use table;
