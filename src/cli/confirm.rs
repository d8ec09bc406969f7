//! `samkarta confirm`: a sheet for each actor to say yes or no.

use std::path::{Path, PathBuf};

use super::export::unwritten;
use super::{Stop, open_settled};
use crate::export::{confirmation, csv};
use crate::graph::Graph;
use crate::model::Lang;
use crate::store::replace_file;

/// Skriv bekräftelseblad: vad andra säger om en aktör, att svara ja eller nej på
/// (write confirmation sheets: what others say of an actor, to answer yes or no)
#[derive(clap::Args)]
pub(super) struct Args {
    /// Nätverkets mapp (the network's folder)
    network: PathBuf,
    /// Aktörens id; utan: ett blad för var och en som har något att bekräfta
    /// (the actor's id; none: a sheet for each that has something to confirm)
    actor: Option<String>,
    /// Fil att skriva, .html, .md eller .csv (file to write, .html, .md or .csv)
    #[arg(short, long)]
    output: PathBuf,
}

pub(super) fn run(args: &Args, lang: Lang) -> Result<(), Stop> {
    let network = open_settled(&args.network, lang)?;
    let graph = Graph::new(&network);
    let sheets = match &args.actor {
        None => confirmation::sheets(&graph),
        Some(id) => {
            let actor = graph.actor(id).ok_or_else(|| nobody(id, lang))?;
            vec![confirmation::sheet(&graph, actor)]
        }
    };
    let file = &args.output;
    let ending = file.extension().map(|end| end.to_string_lossy().to_lowercase());
    let bytes = match ending.as_deref() {
        Some("html") => confirmation::html(&graph, &sheets, lang).into_bytes(),
        Some("md") => confirmation::markdown(&graph, &sheets, lang).into_bytes(),
        Some("csv") => csv::spreadsheet(&confirmation::rows(&graph, &sheets, lang))?,
        _ => return Err(no_format(file, lang)),
    };
    replace_file(file, &bytes).map_err(|error| unwritten(file, &error, lang))?;
    let n = sheets.len();
    match lang {
        Lang::Sv => eprintln!("{n} blad i {}", file.display()),
        Lang::En => eprintln!("{n} sheets in {}", file.display()),
    }
    Ok(())
}

fn nobody(id: &str, lang: Lang) -> Stop {
    Stop::Usage(match lang {
        Lang::Sv => format!("ingen aktör har id {id}; id står i actors.csv"),
        Lang::En => format!("no actor has the id {id}; ids stand in actors.csv"),
    })
}

fn no_format(file: &Path, lang: Lang) -> Stop {
    let file = file.display();
    Stop::Usage(match lang {
        Lang::Sv => format!("{file} slutar inte på .html, .md eller .csv; ge filen en av dem"),
        Lang::En => format!("{file} does not end in .html, .md or .csv; give it one of them"),
    })
}
