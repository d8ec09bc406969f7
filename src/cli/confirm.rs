//! `samkarta confirm`: a sheet for each actor to say yes or no.

use std::path::{Path, PathBuf};

use super::analyse::no_date;
use super::output::{deliver, ending, is_standard};
use super::{Stop, open_settled};
use crate::export::confirmation::{self, Asked};
use crate::export::csv;
use crate::graph::Graph;
use crate::model::{Date, Lang};

/// Skriv bekräftelseblad: vad andra säger om en aktör, att svara ja eller nej på
/// (write confirmation sheets: what others say of an actor, to answer yes or no)
#[derive(clap::Args)]
pub(super) struct Args {
    /// Nätverkets mapp (the network's folder)
    network: PathBuf,
    /// Aktörens id; utan: ett blad för var och en som har något att bekräfta
    /// (the actor's id; none: a sheet for each that has something to confirm)
    actor: Option<String>,
    /// Fil att skriva, .html, .md eller .csv; - för standard ut, som .md
    /// (file to write, .html, .md or .csv; - for standard output, as .md)
    #[arg(short, long)]
    output: PathBuf,
    /// Svara senast; utan: en tom rad (answer by; none: an empty line)
    #[arg(long, value_name = "DATUM")]
    answer_by: Option<String>,
    /// Vart svaret ska skickas; utan: en tom rad (where to send the answer; none: an empty line)
    #[arg(long, value_name = "TEXT")]
    return_to: Option<String>,
}

pub(super) fn run(args: &Args, lang: Lang) -> Result<(), Stop> {
    if let Some(day) = args.answer_by.as_ref().filter(|day| Date::parse(day).is_none()) {
        return Err(no_date(day, lang));
    }
    let asked = Asked { answer_by: args.answer_by.clone(), return_to: args.return_to.clone() };
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
    let bytes = match ending(file, "md").as_deref() {
        Some("html") => confirmation::html(&graph, &sheets, &asked, lang).into_bytes(),
        Some("md") => confirmation::markdown(&graph, &sheets, &asked, lang).into_bytes(),
        Some("csv") => csv::spreadsheet(&confirmation::rows(&graph, &sheets, &asked, lang))?,
        _ => return Err(no_format(file, lang)),
    };
    deliver(Some(file), &bytes, lang)?;
    if is_standard(file) {
        return Ok(());
    }
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
