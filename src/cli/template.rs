//! `samkarta template`: a sheet to fill in.

use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::Stop;
use super::output::{deliver, ending, is_standard};
use crate::export::template;
use crate::load::form::Guide;
use crate::model::Lang;

/// Skriv en mall att fylla i med intervjuer
/// (write a template to fill in with interviews)
#[derive(clap::Args)]
pub(super) struct Args {
    /// Vems frågor (whose questions)
    #[arg(long, value_enum)]
    guide: GuideArg,
    /// Fil att skriva, .xlsx eller .csv; - för standard ut, som .csv
    /// (file to write, .xlsx or .csv; - for standard output, as .csv)
    #[arg(short, long)]
    output: PathBuf,
    /// Ersätt en fil som redan finns (replace a file that is there)
    #[arg(long)]
    force: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum GuideArg {
    /// Frågor till myndigheter (questions to agencies)
    Agency,
    /// Frågor till ideella organisationer (questions to civil society)
    Ngo,
}

pub(super) fn run(args: &Args, lang: Lang) -> Result<(), Stop> {
    let guide = match args.guide {
        GuideArg::Agency => Guide::Agency,
        GuideArg::Ngo => Guide::Ngo,
    };
    let file = &args.output;
    if !is_standard(file) && file.exists() && !args.force {
        return Err(Stop::Usage(already_there(file, lang)));
    }
    let bytes = match ending(file, "csv").as_deref() {
        Some("xlsx") => {
            template::workbook(guide, lang).map_err(|error| Stop::Usage(error.to_string()))?
        }
        Some("csv") => template::text(guide, lang)?,
        _ => return Err(no_format(file, lang)),
    };
    deliver(Some(file), &bytes, lang)
}

/// A filled-in form must not be lost to an empty one.
fn already_there(file: &Path, lang: Lang) -> String {
    let file = file.display();
    match lang {
        Lang::Sv => {
            format!("{file} finns redan; ange ett annat namn, eller --force för att ersätta den")
        }
        Lang::En => format!("{file} is there already; give another name, or --force to replace it"),
    }
}

fn no_format(file: &Path, lang: Lang) -> Stop {
    let file = file.display();
    Stop::Usage(match lang {
        Lang::Sv => format!("{file} slutar varken på .xlsx eller .csv; ge filen en av dem"),
        Lang::En => format!("{file} ends neither in .xlsx nor in .csv; give it one of them"),
    })
}
