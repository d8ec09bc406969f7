//! The terminal: one file per command.
//!
//! *Invariant*: data to standard output, everything else to standard error;
//! exit 0 clean, 1 bad data, 2 usage or input and output.

mod analyse;
mod check;
mod collection;
mod compare;
mod confirm;
mod decide;
mod docs;
mod evaluate;
mod export;
mod guesses;
mod import;
mod link;
mod link_names;
mod link_verdicts;
mod measure;
mod normalise;
mod output;
mod path;
mod plan;
mod read_workbook;
mod serve;
mod structure;
mod table;
mod template;
mod whatif;

use std::io;
use std::path::Path;
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};

use crate::link::settled;
use crate::load::{LoadError, Package, Severity};
use crate::model::{Lang, Network};
use crate::store;

/// Kartlägger samverkan och visar var människor faller mellan stolarna
/// (maps collaboration and shows where people fall between agencies)
#[derive(Parser)]
#[command(name = "samkarta", version, max_term_width = 100)]
struct Cli {
    /// Språk för text till människor (language of text for people)
    #[arg(long, global = true, value_enum, default_value_t = LangArg::Sv)]
    lang: LangArg,
    #[command(subcommand)]
    command: Command,
}

#[derive(Clone, Copy, ValueEnum)]
enum LangArg {
    /// Svenska
    Sv,
    /// English
    En,
}

#[derive(Subcommand)]
enum Command {
    Serve(serve::Args),
    Check(check::Args),
    Analyse(analyse::Args),
    Measure(measure::Args),
    Path(path::Args),
    Plan(plan::Args),
    Compare(compare::Args),
    Evaluate(evaluate::Args),
    Collection(collection::Args),
    Decide(decide::Args),
    Confirm(confirm::Args),
    Import(import::Args),
    Link(link::Args),
    Export(export::Args),
    Normalise(normalise::Args),
    #[command(hide = true)]
    Docs(docs::Args),
    #[command(hide = true)]
    ReadWorkbook(read_workbook::Args),
    #[command(hide = true)]
    Structure(structure::Args),
    Template(template::Args),
    Whatif(whatif::Args),
}

/// What ends a command early.
enum Stop {
    /// The user has to change the call or a file has to be there: exit 2.
    Usage(String),
    /// The data is bad: exit 1.
    Data(String),
    /// Nobody reads any more (`| head`): exit 0 in silence.
    Closed,
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Stop::Closed,
            _ => Stop::Usage(error.to_string()),
        }
    }
}

impl From<serde_json::Error> for Stop {
    fn from(error: serde_json::Error) -> Self {
        io::Error::from(error).into()
    }
}

impl From<csv::Error> for Stop {
    fn from(error: csv::Error) -> Self {
        io::Error::from(error).into()
    }
}

/// Runs the command line and says how it went.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    let lang = match cli.lang {
        LangArg::Sv => Lang::Sv,
        LangArg::En => Lang::En,
    };
    let done = match cli.command {
        Command::Serve(args) => serve::run(&args, lang),
        Command::Check(args) => check::run(&args, lang),
        Command::Analyse(args) => analyse::run(&args, lang),
        Command::Measure(args) => measure::run(&args, lang),
        Command::Docs(args) => docs::run(&args),
        Command::Path(args) => path::run(&args, lang),
        Command::Plan(args) => plan::run(&args, lang),
        Command::Compare(args) => compare::run(&args, lang),
        Command::Evaluate(args) => evaluate::run(&args, lang),
        Command::Collection(args) => collection::run(&args, lang),
        Command::Decide(args) => decide::run(&args, lang),
        Command::Confirm(args) => confirm::run(&args, lang),
        Command::Import(args) => import::run(&args, lang),
        Command::Link(args) => link::run(&args, lang),
        Command::Export(args) => export::run(&args, lang),
        Command::Normalise(args) => normalise::run(&args, lang),
        Command::ReadWorkbook(args) => read_workbook::run(&args),
        Command::Structure(args) => structure::run(&args, lang),
        Command::Template(args) => template::run(&args, lang),
        Command::Whatif(args) => whatif::run(&args, lang),
    };
    match done {
        Ok(()) | Err(Stop::Closed) => ExitCode::SUCCESS,
        Err(Stop::Data(message)) => {
            eprint!("{message}");
            ExitCode::from(1)
        }
        Err(Stop::Usage(message)) => {
            eprintln!("samkarta: {message}");
            ExitCode::from(2)
        }
    }
}

/// Opens a package; a folder that cannot be read ends the command.
fn open(folder: &Path, lang: Lang) -> Result<Package, Stop> {
    Package::open(folder).map_err(|error| {
        let folder = folder.display();
        Stop::Usage(match (&error, lang) {
            (LoadError::NotAFolder { .. }, Lang::Sv) => {
                format!("{folder} är ingen mapp; ett nätverk är en mapp med datapackage.json i")
            }
            (LoadError::Unreadable { source, .. }, Lang::Sv)
                if source.kind() == io::ErrorKind::NotFound =>
            {
                format!("{folder} finns inte; ange mappen med nätverkets tabeller")
            }
            (LoadError::Unreadable { path, source }, Lang::Sv) => {
                format!("{} går inte att läsa: {}", path.display(), store::reason(source).sv)
            }
            (LoadError::NotAFolder { .. }, Lang::En) => error.to_string(),
            (LoadError::Unreadable { path, source }, Lang::En)
                if source.kind() == io::ErrorKind::NotFound =>
            {
                format!("{}: {source}; name the folder of the network's tables", path.display())
            }
            (LoadError::Unreadable { path, source }, Lang::En) => {
                format!("{} cannot be read: {}", path.display(), store::reason(source).en)
            }
        })
    })
}

/// Opens a package as [`open_warning`] and gives the network as its verdicts make it:
/// what every command analyses and shows. Those that write or check take the package.
fn open_settled(folder: &Path, lang: Lang) -> Result<Network, Stop> {
    Ok(settled(&open_warning(folder, lang)?.network).network)
}

/// A folder in which no table of a network was found: there is nothing to work on.
fn no_tables(folder: &Path, lang: Lang) -> Stop {
    let (at, word) = (folder.display(), path_word(folder));
    Stop::Usage(match lang {
        Lang::Sv => format!(
            "{at} har inga av nätverkets tabeller, inte ens actors.csv; ange en annan mapp, eller läs in filer: samkarta import FIL --out {word}"
        ),
        Lang::En => format!(
            "{at} has none of a network's tables, not even actors.csv; name another folder, or read files: samkarta import FILE --out {word}"
        ),
    })
}

/// Opens a package and warns on standard error of what was left out.
///
/// # Errors
/// When it cannot be read, or has no table at all.
fn open_warning(folder: &Path, lang: Lang) -> Result<Package, Stop> {
    let package = open(folder, lang)?;
    if package.headers.is_empty() {
        return Err(no_tables(folder, lang));
    }
    warn(&package, lang);
    Ok(package)
}

/// Opens a package as [`open_warning`], also one without tables: on the page files can be
/// read into it.
fn open_even_empty(folder: &Path, lang: Lang) -> Result<Package, Stop> {
    let package = open(folder, lang)?;
    warn(&package, lang);
    Ok(package)
}

fn warn(package: &Package, lang: Lang) {
    if package.has_errors() {
        let n = package.problems.iter().filter(|p| p.severity == Severity::Error).count();
        let (at, word) = (package.folder.display(), path_word(&package.folder));
        match lang {
            Lang::Sv => eprintln!(
                "obs: {n} fel i {at}; resultatet kan sakna rader. Kör: samkarta check {word}"
            ),
            Lang::En => eprintln!(
                "note: {n} errors in {at}; the result may lack rows. Run: samkarta check {word}"
            ),
        }
    }
}

/// A word of a command that a shell takes as one.
fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "-_./:+@,".contains(c);
    match !word.is_empty() && word.chars().all(plain) {
        true => word.to_owned(),
        false => format!("'{}'", word.replace('\'', "'\\''")),
    }
}

/// A path as a word of a command.
fn path_word(path: &Path) -> String {
    quoted(&path.display().to_string())
}

/// That words name no actor, or not one alone, and those they may mean.
fn no_actor(words: &str, near: &[String], lang: Lang) -> Stop {
    let near = near.join(", ");
    Stop::Usage(match (lang, near.is_empty()) {
        (Lang::Sv, true) => {
            format!("ingen aktör känns igen i {words:?}; ange ett namn eller id ur actors.csv")
        }
        (Lang::Sv, false) => format!("ingen aktör känns igen i {words:?}; menade du {near}?"),
        (Lang::En, true) => {
            format!("no actor recognised in {words:?}; give a name or id from actors.csv")
        }
        (Lang::En, false) => format!("no actor recognised in {words:?}; did you mean {near}?"),
    })
}

/// Writes to standard output.
fn print(text: &str) -> Result<(), Stop> {
    output::deliver(None, text.as_bytes(), Lang::Sv)
}
