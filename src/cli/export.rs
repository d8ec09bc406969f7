//! `samkarta export`: a network in another format.

use std::fs;
use std::path::PathBuf;

use clap::ValueEnum;

use super::output::{deliver, is_standard, unwritten};
use super::{Stop, open_warning};
use crate::export::{csv, dot, json};
use crate::graph::Graph;
use crate::link::settled;
use crate::load::Package;
use crate::model::Lang;
use crate::store::replace_file;

/// Skriv nätverket i ett annat format (write the network in another format)
#[derive(clap::Args)]
pub(super) struct Args {
    /// Nätverkets mapp (the network's folder)
    network: PathBuf,
    /// Format (format)
    #[arg(long, value_enum)]
    to: Format,
    /// Fil att skriva, för csv en mapp; utan eller -: standard ut
    /// (file to write, a folder for csv; none or -: standard output)
    #[arg(short, long)]
    output: Option<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// Graphviz, en bild att rita (Graphviz)
    Dot,
    /// JSON, hela nätverket (the whole network)
    Json,
    /// CSV, ett paket av tabeller (a package of tables)
    Csv,
}

pub(super) fn run(args: &Args, lang: Lang) -> Result<(), Stop> {
    let package = open_warning(&args.network, lang)?;
    let network = settled(&package.network).network;
    let graph = Graph::new(&network);
    let text = match args.to {
        Format::Dot => dot::dot(&graph, lang),
        Format::Json => json::text(&json::network(&graph))?,
        Format::Csv => {
            let Some(folder) = args.output.as_ref().filter(|out| !is_standard(out)) else {
                return Err(Stop::Usage(match lang {
                    Lang::Sv => "csv blir flera filer: ange en mapp med -o MAPP".to_owned(),
                    Lang::En => "csv makes several files: name a folder with -o FOLDER".to_owned(),
                }));
            };
            fs::create_dir_all(folder).map_err(|error| unwritten(folder, &error, lang))?;
            for (name, bytes) in csv::package(&Package { network, ..package })? {
                let file = folder.join(name);
                replace_file(&file, &bytes).map_err(|error| unwritten(&file, &error, lang))?;
            }
            return Ok(());
        }
    };
    deliver(args.output.as_deref(), text.as_bytes(), lang)
}
