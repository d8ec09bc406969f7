//! `samkarta import`: interview sheets and agency data into a package, with a receipt.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::output::{deliver, is_standard};
use super::{Stop, open, print};
use crate::export::json::{self, Imported};
use crate::load::agency::Mapping;
use crate::load::form::SavedForm;
use crate::load::import::{self, Change, Import, Options, Queued};
use crate::load::package::TableName;
use crate::load::receipt::{Books, Fate};
use crate::load::sheet;
use crate::load::{Package, Problem};
use crate::model::text::Word;
use crate::model::{Lang, Network, NetworkKind, Progress, Text};
use crate::store::imports::{self, ImportError};
use crate::store::{alone, open_path, reason};

/// Läs in intervjublad och registerdata i ett nätverk, med kvitto på varje rad och cell
/// (import interview sheets and agency data, with a receipt for every row and cell)
#[derive(clap::Args)]
pub(super) struct Args {
    /// Filer: .xlsx, .csv, HSDS, GraphML, GEXF, Pajek, DOT (files)
    #[arg(required_unless_present = "undo")]
    files: Vec<PathBuf>,
    /// Nätverkets mapp; den skapas om den inte finns
    /// (the network's folder; made when it is not there)
    #[arg(short, long)]
    out: PathBuf,
    /// Fil som säger vad kolumnerna är; flera går bra
    /// (file that says what the columns are; may be repeated)
    #[arg(long, value_name = "FILE")]
    form: Vec<PathBuf>,
    /// Titel på ett nytt nätverk; utan: mappens namn (title of a new network; none: the folder's name)
    #[arg(long)]
    title: Option<String>,
    /// Ort för ett nytt nätverk (place of a new network)
    #[arg(long)]
    place: Option<String>,
    /// Skriv inget; visa bara vad som skulle hända (write nothing; only show what would happen)
    #[arg(long)]
    dry_run: bool,
    /// Föreslå inga nya aktörer och forum (propose no new actors and forums)
    #[arg(long)]
    known_only: bool,
    /// Spara personuppgifter som de står; utan: de tas bort och räknas
    /// (keep personal data as it stands; none: it is taken out and counted)
    #[arg(long)]
    keep_personal_data: bool,
    /// Skriv tveksamma omnämnanden till en CSV-fil att svara i
    /// (write doubtful mentions to a CSV file to answer in)
    #[arg(long, value_name = "FILE")]
    queue: Option<PathBuf>,
    /// Läs svaren ur en sådan fil (read the answers from such a file)
    #[arg(long, value_name = "FILE")]
    answers: Option<PathBuf>,
    /// Kvittots format (format of the receipt)
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    /// Ta tillbaka den senaste importen (take the last import back)
    #[arg(long, conflicts_with_all = ["files", "form", "dry_run", "queue", "answers"])]
    undo: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Text att läsa (text to read)
    Table,
    /// JSON, allt (everything)
    Json,
}

pub(super) fn run(args: &Args, lang: Lang) -> Result<(), Stop> {
    // The receipt has standard output to itself.
    if [Some(&args.out), args.queue.as_ref()].into_iter().flatten().any(|path| is_standard(path)) {
        return Err(Stop::Usage(
            pick(
                lang,
                "import skriver inte nätverk eller frågor till standard ut; ange ett namn i stället för -",
                "import writes no network or questions to standard output; give a name instead of -",
            )
            .to_owned(),
        ));
    }
    if args.undo {
        return undo(&args.out, lang);
    }
    // Nobody else writes between the reading and the writing.
    let writes = !args.dry_run && args.out.is_dir();
    let held = writes.then(|| alone(&args.out)).transpose();
    let _held = held.map_err(|error| unread(&args.out, &error, lang))?;
    let package = target(args, lang)?;
    let options = options(args, &package, lang)?;
    let program = env::current_exe().ok();
    let mut files = Vec::new();
    let mut unopened = Vec::new();
    for path in &args.files {
        match open_path(path, program.as_deref()) {
            Ok(file) => files.push(file),
            Err(why) => unopened.push(why),
        }
    }
    for why in &unopened {
        eprintln!("samkarta: {}", why.get(lang));
    }
    if files.is_empty() {
        return Err(Stop::Usage(
            pick(lang, "ingen fil gick att läsa", "no file could be read").to_owned(),
        ));
    }
    let import = import::read(&files, &package.network, &options, &Progress::silent());
    let import = import.unwrap_or_default();
    let (after, changes, problems) = import::merged(&package, &import);
    let told = |number: Option<&str>| {
        json::imported(&package.network, &files, &import, &changes, &problems, number)
    };
    // First, so that a bad path stops the command before anything is written.
    if let Some(file) = &args.queue {
        let bytes = queue_csv(&import.queue)?;
        deliver(Some(file), &bytes, lang)?;
    }
    let mut number = None;
    let news = changes.iter().any(|change| change.added + change.extended > 0)
        || import.draft.receipts.iter().any(|receipt| !receipt.rejected.is_empty());
    if !args.dry_run && news {
        let receipt = json::text(&json::receipt_of(&told(None)))?;
        let written = imports::commit(&after, &import, &changes, receipt.as_bytes());
        number = Some(written.map_err(|error| unsaved(&args.out, &error, lang))?);
    }
    let told = told(number.as_deref());
    match args.format {
        Format::Json => print(&json::text(&told)?)?,
        Format::Table => print(&receipt(&import, &changes, &problems, &told, args, lang))?,
    }
    let rejected = import.draft.receipts.iter().any(|r| !r.rejected.is_empty());
    match rejected || !unopened.is_empty() {
        true => Err(Stop::Data(String::new())),
        false => Ok(()),
    }
}

fn pick(lang: Lang, sv: &'static str, en: &'static str) -> &'static str {
    match lang {
        Lang::Sv => sv,
        Lang::En => en,
    }
}

/// The package to import into: as it is, or a new one.
fn target(args: &Args, lang: Lang) -> Result<Package, Stop> {
    if args.out.exists() {
        let ignored = [("--title", &args.title), ("--place", &args.place)];
        for (option, _) in ignored.iter().filter(|(_, given)| given.is_some()) {
            let folder = args.out.display();
            match lang {
                Lang::Sv => eprintln!(
                    "obs: {option} gäller bara ett nytt nätverk; {folder} finns redan och behåller det som står i datapackage.json"
                ),
                Lang::En => eprintln!(
                    "note: {option} is for a new network only; {folder} is there and keeps what datapackage.json says"
                ),
            }
        }
        return open(&args.out, lang);
    }
    let name = args.out.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let network = Network {
        id: crate::load::draft::slug(&name),
        title: args.title.clone().unwrap_or(name),
        kind: Some(NetworkKind::Interviews),
        place: args.place.clone(),
        language: Some("sv".to_owned()),
        ..Network::default()
    };
    Ok(Package { folder: args.out.clone(), network, ..Package::default() })
}

fn options(args: &Args, package: &Package, lang: Lang) -> Result<Options, Stop> {
    let mut options = Options {
        keep_private: args.keep_personal_data,
        known_only: args.known_only,
        ..Options::default()
    };
    let faults = |problems: Vec<Problem>| {
        Stop::Data(problems.iter().map(|problem| problem.render(lang)).collect())
    };
    for path in &args.form {
        let text = fs::read_to_string(path).map_err(|error| unread(path, &error, lang))?;
        // A file with tables of its own says how to read a register.
        match Mapping::read(&text) {
            Ok(mapping) if !text.contains("[columns]") => options.mapping = Some(mapping),
            _ => options.forms.push(SavedForm::open(path).map_err(faults)?),
        }
    }
    if package.folder.is_dir() {
        options.forms.extend(SavedForm::all_in(&package.folder).map_err(faults)?);
    }
    if let Some(path) = &args.answers {
        options.answers = answers(path, lang)?;
    }
    Ok(options)
}

fn unread(path: &Path, error: &std::io::Error, lang: Lang) -> Stop {
    let (path, why) = (path.display(), reason(error));
    Stop::Usage(match lang {
        Lang::Sv => format!("{path} går inte att läsa: {}", why.sv),
        Lang::En => format!("{path} cannot be read: {}", why.en),
    })
}

/// The queue as CSV with an empty column to answer in: an id, or `-` for no mention.
fn queue_csv(queue: &[Queued]) -> Result<Vec<u8>, Stop> {
    // As Swedish Excel opens it.
    let mut out = csv::WriterBuilder::new().delimiter(b';').from_writer(b"\xEF\xBB\xBF".to_vec());
    out.write_record(["answer", "words", "could_be", "context", "column", "cell", "interview"])?;
    for one in queue {
        let options: Vec<String> =
            one.options.iter().map(|(id, name)| format!("{id} ({name})")).collect();
        out.write_record([
            "",
            &one.words,
            &options.join("; "),
            &one.context,
            &one.column,
            &one.place,
            &one.interview,
        ])?;
    }
    out.into_inner().map_err(|error| error.into_error().into())
}

/// The answers of such a file, as any spreadsheet saves it: words and id, `None` for `-`;
/// rows without an answer say nothing.
fn answers(path: &Path, lang: Lang) -> Result<Vec<(String, Option<String>)>, Stop> {
    let sheets =
        sheet::read(path).map_err(|error| Stop::Usage(error.text().get(lang).to_owned()))?;
    let mut found = Vec::new();
    for sheet in &sheets {
        let column = |name: &str| sheet.header.iter().position(|head| head.trim() == name);
        let (Some(answer), Some(words)) = (column("answer"), column("words")) else {
            let path = path.display();
            return Err(Stop::Usage(match lang {
                Lang::Sv => {
                    format!("{path} saknar kolumnerna answer och words; gör filen med --queue")
                }
                Lang::En => {
                    format!("{path} lacks the columns answer and words; make it with --queue")
                }
            }));
        };
        for row in sheet.rows() {
            let cell = |at: usize| row.cells().nth(at).unwrap_or_default().trim().to_owned();
            match cell(answer).as_str() {
                "" => {}
                "-" | "–" => found.push((cell(words), None)),
                id => found.push((cell(words), Some(id.to_owned()))),
            }
        }
    }
    Ok(found)
}

fn undo(folder: &Path, lang: Lang) -> Result<(), Stop> {
    let number = imports::undo(folder).map_err(|error| unsaved(folder, &error, lang))?;
    eprintln!(
        "{}",
        match lang {
            Lang::Sv => format!("import {number} är återtagen; dess kvitto finns kvar i imports"),
            Lang::En => format!("import {number} is taken back; its receipt is kept in imports"),
        }
    );
    Ok(())
}

fn unsaved(folder: &Path, error: &ImportError, lang: Lang) -> Stop {
    let folder = folder.display();
    let text = match error {
        ImportError::None => Text::new(
            format!("{folder} har ingen import att ta tillbaka"),
            format!("{folder} has no import to take back"),
        ),
        ImportError::Changed(file) => Text::new(
            format!(
                "{file} har ändrats efter importen, så den tas inte tillbaka; det som stod där före ligger i imports"
            ),
            format!(
                "{file} was changed after the import, so it is not taken back; what stood before is in imports"
            ),
        ),
        ImportError::Io { path, source } => {
            let (path, why) = (path.display(), reason(source));
            Text::new(
                format!("{path} går inte att skriva: {}", why.sv),
                format!("{path} cannot be written: {}", why.en),
            )
        }
        ImportError::Damaged(why) => why.clone(),
        ImportError::Encode(cause) => Text::new(cause.to_string(), cause.to_string()),
    };
    Stop::Usage(text.get(lang).to_owned())
}

/// How many rejected rows of a table are shown.
const SHOWN: usize = 5;

/// The receipt as people read it.
fn receipt(
    import: &Import,
    changes: &[Change],
    problems: &[Problem],
    told: &Imported,
    args: &Args,
    lang: Lang,
) -> String {
    let mut text = String::new();
    let fates = |books: &Books| {
        let parts = Fate::ALL.iter().filter(|fate| books.count(**fate) > 0);
        let said = parts.map(|fate| format!("{} {}", books.count(*fate), fate.label().get(lang)));
        said.collect::<Vec<_>>().join(", ")
    };
    for one in &import.draft.receipts {
        let table = one.table.as_ref().map(|table| format!(" [{table}]")).unwrap_or_default();
        text.push_str(&format!("{}{table}\n", one.file));
        for (what, books) in
            [(pick(lang, "rader", "rows"), &one.rows), (pick(lang, "celler", "cells"), &one.cells)]
        {
            text.push_str(&format!(
                "  {what}: {} {} = {}\n",
                books.read,
                pick(lang, "lästa", "read"),
                fates(books)
            ));
        }
        for ((fate, why), n) in &one.reasons {
            let (fate, why) = (fate.label(), why.label());
            text.push_str(&format!("    {n} {}: {}\n", fate.get(lang), why.get(lang)));
        }
        for row in one.rejected.iter().take(SHOWN) {
            text.push_str(&row.problem.clone().rejecting(row.cells.join(" | ")).render(lang));
        }
    }
    let more: usize =
        import.draft.receipts.iter().map(|r| r.rejected.len().saturating_sub(SHOWN)).sum();
    if more > 0 {
        text.push_str(&match lang {
            Lang::Sv => {
                format!("… och {more} rader till som inte kom med; alla står i rejected.csv\n")
            }
            Lang::En => format!("… and {more} more rows left out; all are in rejected.csv\n"),
        });
    }
    for problem in import.draft.problems.iter().chain(problems) {
        text.push_str(&problem.render(lang));
    }
    let mentions: Vec<String> = told
        .mentions
        .iter()
        .filter(|count| count.count > 0)
        .map(|count| {
            let label = match lang {
                Lang::Sv => &count.label.sv,
                Lang::En => &count.label.en,
            };
            format!("{} {label}", count.count)
        })
        .collect();
    if !mentions.is_empty() {
        let what = pick(lang, "omnämnanden", "mentions");
        text.push_str(&format!("{what}: {}\n", mentions.join(", ")));
    }
    for change in changes.iter().filter(|c| c.added + c.extended > 0) {
        let (new, more) = (pick(lang, "nya", "new"), pick(lang, "utökade", "extended"));
        let name = TableName::from_slug(change.table).map(Word::label).unwrap_or_default();
        let name = name.get(lang);
        text.push_str(&format!("  {name}: {} {new}, {} {more}\n", change.added, change.extended));
    }
    if !import.queue.is_empty() && args.queue.is_none() {
        let n = import.queue.len();
        text.push_str(&match lang {
            Lang::Sv => format!("{n} omnämnanden väntar på svar: kör igen med --queue FIL\n"),
            Lang::En => format!("{n} mentions wait for an answer: run again with --queue FILE\n"),
        });
    }
    let folder = args.out.display();
    text.push_str(&match (&told.number, lang) {
        (Some(number), Lang::Sv) => format!(
            "Skrivet i {folder} som import {number}. Ångra: samkarta import --undo --out {folder}\n"
        ),
        (Some(number), Lang::En) => format!(
            "Written to {folder} as import {number}. Undo: samkarta import --undo --out {folder}\n"
        ),
        (None, Lang::Sv) if !args.dry_run => "Inget nytt att skriva.\n".to_owned(),
        (None, Lang::En) if !args.dry_run => "Nothing new to write.\n".to_owned(),
        (None, Lang::Sv) => "Inget är skrivet.\n".to_owned(),
        (None, Lang::En) => "Nothing is written.\n".to_owned(),
    });
    text
}
