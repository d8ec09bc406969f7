//! `samkarta confirm`: a sheet for each actor to say yes or no.

use std::path::{Path, PathBuf};

use super::analyse::{no_date, today};
use super::output::{deliver, ending, is_standard};
use super::{Stop, no_actor, open_settled, path_word};
use crate::export::confirmation::{self, Asked};
use crate::export::csv;
use crate::graph::Graph;
use crate::load::persona::{Named, colleague};
use crate::model::{Date, Lang, Network};

/// Skriv bekräftelseblad: vad andra säger om en aktör, att svara ja eller nej på
/// (write confirmation sheets: what others say of an actor, to answer yes or no)
#[derive(clap::Args)]
pub(super) struct Args {
    /// Nätverkets mapp (the network's folder)
    network: PathBuf,
    /// Aktörens namn eller id; utan: ett blad för var och en som har något att bekräfta
    /// (the actor's name or id; none: a sheet for each that has something to confirm)
    actor: Option<String>,
    /// Fil att skriva, .html, .md eller .csv; - för standard ut, som .md
    /// (file to write, .html, .md or .csv; - for standard output, as .md)
    #[arg(short, long)]
    output: PathBuf,
    /// Svara senast, i dag eller senare; utan: en tom rad
    /// (answer by, today or later; none: an empty line)
    #[arg(long, value_name = "DATUM")]
    answer_by: Option<String>,
    /// Vart svaret ska skickas; utan: en tom rad (where to send the answer; none: an empty line)
    #[arg(long, value_name = "TEXT")]
    return_to: Option<String>,
}

pub(super) fn run(args: &Args, lang: Lang) -> Result<(), Stop> {
    if let Some(day) = &args.answer_by {
        still_ahead(day, &today(), lang)?;
    }
    let asked = Asked { answer_by: args.answer_by.clone(), return_to: args.return_to.clone() };
    let network = open_settled(&args.network, lang)?;
    let graph = Graph::new(&network);
    let sheets = match &args.actor {
        None => confirmation::sheets(&graph),
        Some(words) => vec![confirmation::sheet(&graph, one(&network, words, lang)?)],
    };
    let file = &args.output;
    let bytes = match ending(file, "md").as_deref() {
        Some("html") => confirmation::html(&graph, &sheets, &asked, lang).into_bytes(),
        Some("md") => confirmation::markdown(&graph, &sheets, &asked, lang).into_bytes(),
        Some("csv") => csv::spreadsheet(&confirmation::rows(&graph, &sheets, &asked, lang))?,
        _ => return Err(no_format(file, lang)),
    };
    let n = sheets.len();
    if !is_standard(file) {
        deliver(Some(file), &bytes, lang)?;
        match lang {
            Lang::Sv => eprintln!("{n} blad i {}", file.display()),
            Lang::En => eprintln!("{n} sheets in {}", file.display()),
        }
        return Ok(());
    }
    if args.actor.is_none() {
        eprintln!("{}", all_of_them(n, &args.network, lang));
    }
    deliver(Some(file), &bytes, lang)
}

/// Refuses a day to answer by that is no day or has been: nobody could answer in time.
fn still_ahead(day: &str, today: &str, lang: Lang) -> Result<(), Stop> {
    let by = Date::parse(day).ok_or_else(|| no_date(day, lang))?;
    match Date::parse(today) {
        Some(now) if now.days_left(by) < 0 => Err(Stop::Usage(match lang {
            Lang::Sv => format!(
                "svarsdagen {day} har passerat; i dag är det {today}, så ange den dagen eller en senare"
            ),
            Lang::En => format!(
                "the day to answer by, {day}, has passed; today is {today}, so give that day or a later one"
            ),
        })),
        _ => Ok(()),
    }
}

/// How many sheets come on standard output, and how to get one or a file.
fn all_of_them(n: usize, network: &Path, lang: Lang) -> String {
    let network = path_word(network);
    match lang {
        Lang::Sv => format!(
            "{n} blad, ett för var och en som har något att bekräfta\n\
             ett enda: samkarta confirm {network} AKTÖR -o -\n\
             till en fil: samkarta confirm {network} -o blad.html"
        ),
        Lang::En => format!(
            "{n} sheets, one for each that has something to confirm\n\
             only one: samkarta confirm {network} ACTOR -o -\n\
             to a file: samkarta confirm {network} -o sheets.html"
        ),
    }
}

/// The actor that words name, when they name one alone.
fn one(network: &Network, words: &str, lang: Lang) -> Result<usize, Stop> {
    let near: Vec<String> = match colleague(network, words) {
        Ok(Named { actor, others }) if others.is_empty() => return Ok(actor),
        Ok(Named { actor, others }) => {
            let ids = std::iter::once(actor).chain(others);
            ids.map(|row| network.actors[row].id.0.clone()).collect()
        }
        Err(near) => near,
    };
    Err(no_actor(words, &near, lang))
}

fn no_format(file: &Path, lang: Lang) -> Stop {
    let file = file.display();
    Stop::Usage(match lang {
        Lang::Sv => format!("{file} slutar inte på .html, .md eller .csv; ge filen en av dem"),
        Lang::En => format!("{file} does not end in .html, .md or .csv; give it one of them"),
    })
}
