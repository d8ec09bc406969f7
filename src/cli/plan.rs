//! `samkarta plan`: how a plan's measures spread.

use std::path::PathBuf;

use super::table::aligned;
use super::{Stop, open_settled, print};
use crate::export::{csv, json};
use crate::findings::numbers;
use crate::graph::Graph;
use crate::measure::plan::spread;
use crate::model::text::Word;
use crate::model::{Lang, Text};

/// Visa en plans åtgärder per målgrupp, insats, preventionsnivå och ansvarig
/// (a plan's measures by group, function, level of prevention and board)
#[derive(clap::Args)]
pub(super) struct Args {
    /// Nätverkets mapp (the network's folder)
    network: PathBuf,
    /// Utformat (output format)
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, clap::ValueEnum)]
enum Format {
    /// Text i terminalen (text)
    Table,
    /// JSON
    Json,
    /// CSV
    Csv,
}

pub(super) fn run(args: &Args, lang: Lang) -> Result<(), Stop> {
    let network = &open_settled(&args.network, lang)?;
    let graph = Graph::new(network);
    if args.format == Format::Json {
        return print(&json::text(&json::spread(&graph))?);
    }
    let header = match lang {
        Lang::Sv => ["målgrupp", "insats", "prevention", "ansvarig", "åtgärder"],
        Lang::En => ["group", "function", "prevention", "board", "measures"],
    };
    // In a table that people read, "none named" is a dash; in CSV it is empty.
    let none = if args.format == Format::Table { "–" } else { "" };
    let word =
        |text: Option<Text>| text.map_or_else(|| none.to_owned(), |text| text.get(lang).to_owned());
    let group = |row: Option<usize>| {
        row.map_or_else(|| none.to_owned(), |row| network.groups[row].name.clone())
    };
    let rows: Vec<Vec<String>> = spread(&graph)
        .iter()
        .map(|share| {
            let measures = share.measures.iter().map(|&row| &network.measures[row].value);
            vec![
                group(share.group),
                word(share.function.map(Word::label)),
                word(share.prevention.map(Word::label)),
                network.actors[share.board].name.clone(),
                numbers(measures, lang),
            ]
        })
        .collect();
    if rows.is_empty() {
        eprintln!(
            "{}",
            match lang {
                Lang::Sv => "nätverket har inga åtgärder; tabellen measures saknas eller är tom",
                Lang::En => "the network has no measures; the table measures is missing or empty",
            }
        );
    }
    print(&match args.format {
        Format::Csv => String::from_utf8_lossy(&csv::table(&header, &rows)?).into_owned(),
        _ => aligned(&header, &rows),
    })
}
