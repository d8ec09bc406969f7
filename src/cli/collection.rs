//! `samkarta collection`: the same indicators for several networks.

use std::path::PathBuf;

use super::analyse::Seen;
use super::table::aligned;
use super::{Stop, open_settled, print};
use crate::export::{csv, json};
use crate::findings::Analysis;
use crate::graph::Graph;
use crate::measure::Parameters;
use crate::model::{Lang, number};

/// Visa samma indikatorer för flera nät bredvid varandra (the same indicators
/// for several networks beside each other)
#[derive(clap::Args)]
pub(super) struct Args {
    /// Nätverkens mappar (the networks' folders)
    #[arg(required = true)]
    networks: Vec<PathBuf>,
    /// Utformat (output format)
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    #[command(flatten)]
    seen: Seen,
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
    let day = args.seen.day(lang)?;
    let networks = args.networks.iter().map(|folder| open_settled(folder, lang));
    let networks = networks.collect::<Result<Vec<_>, _>>()?;
    let graphs: Vec<Graph> = networks.iter().map(Graph::new).collect();
    let analyse = |graph| Analysis::new(graph, Parameters::default()).seen_from(Some(day));
    let analyses: Vec<Analysis> = graphs.iter().map(analyse).collect();
    let table = json::collection(&analyses);
    if args.format == Format::Json {
        return print(&json::text(&table)?);
    }
    let mut header = vec![match lang {
        Lang::Sv => "indikator",
        Lang::En => "indicator",
    }];
    header.extend(table.networks.iter().map(|network| network.id.as_str()));
    let rows: Vec<Vec<String>> = table
        .indicators
        .iter()
        .map(|indicator| {
            let title = match lang {
                Lang::Sv => &indicator.title.sv,
                Lang::En => &indicator.title.en,
            };
            let cells = indicator.values.iter().map(|value| shown(value, args.format, lang));
            [title.clone()].into_iter().chain(cells).collect()
        })
        .collect();
    print(&match args.format {
        Format::Csv => String::from_utf8_lossy(&csv::table(&header, &rows)?).into_owned(),
        _ => aligned(&header, &rows),
    })
}

/// "14", "14 av 40", or empty where the source does not let it be told.
fn shown(value: &json::Value, format: Format, lang: Lang) -> String {
    let number = |n: f64| match format {
        Format::Csv => csv::number(n, 1),
        _ => number::at_most(n, 1, lang),
    };
    match (value.value, value.of, lang) {
        (None, _, _) => String::new(),
        (Some(n), None, _) => number(n),
        (Some(n), Some(of), Lang::Sv) => format!("{} av {}", number(n), number(of)),
        (Some(n), Some(of), Lang::En) => format!("{} of {}", number(n), number(of)),
    }
}
