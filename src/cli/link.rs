//! `samkarta link`: records that may be the same, and verdicts on them.

use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::table::aligned;
use super::{Stop, link_names, link_verdicts, open_warning, print};
use crate::export::{csv, json};
use crate::link::{Pair, duplicates, settled};
use crate::load::Package;
use crate::model::{Lang, Network, Ruling, number};
use crate::store::{alone, reason};

/// Visa aktörer och forum som kan vara samma, och avgör vilka som är det
/// (show actors and forums that may be the same, and settle which are)
#[derive(clap::Args)]
pub(super) struct Args {
    /// Nätverkets mapp, eller CSV-filer med kolumnerna id, name och gärna scope, kind och
    /// parent eller convener (a network's folder, or CSV files)
    #[arg(required = true, value_name = "NETWORK|NAMES.csv")]
    paths: Vec<PathBuf>,
    /// Utformat för ett nätverk; utan: table (output format of a network; none: table)
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// Avgör alla säkra par som samma (rule that all sure pairs are the same)
    #[arg(long, group = "ruling")]
    accept: bool,
    /// De är samma; flera går bra (they are the same; may be repeated)
    #[arg(long, group = "ruling", num_args = 2, value_names = ["ID", "ID"])]
    same: Vec<String>,
    /// De är olika (they are different)
    #[arg(long, group = "ruling", num_args = 2, value_names = ["ID", "ID"])]
    different: Vec<String>,
    /// Den första är en del av den andra (the first is part of the second)
    #[arg(long, group = "ruling", num_args = 2, value_names = ["ID", "ID"])]
    part_of: Vec<String>,
    /// Ta tillbaka beslutet om dem; flera på en gång går bra
    /// (take the verdict on them back; may be repeated)
    #[arg(long, group = "ruling", num_args = 2, value_names = ["ID", "ID"])]
    undo: Vec<String>,
    /// CSV-filer: mät på ett urval vad blockningen missar (measure what blocking misses)
    #[arg(long)]
    audit: bool,
    /// Varför; CSV-filer: utan text, skriv i en kolumn vad som väger tyngst
    /// (why; CSV files: without a text, a column with what weighs most)
    #[arg(long, num_args = 0..=1, default_missing_value = "")]
    why: Option<String>,
    /// Vem som beslutat: en roll eller enhet (who decided: a role or unit)
    #[arg(long)]
    by: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Text i terminalen (text)
    Table,
    /// JSON
    Json,
    /// CSV
    Csv,
}

impl Args {
    /// What was ruled on which pairs of ids.
    fn ruled(&self) -> Option<(&[String], Ruling)> {
        let given = [
            (&self.same, Ruling::Same),
            (&self.different, Ruling::Different),
            (&self.part_of, Ruling::PartOf),
        ];
        given.into_iter().find(|(ids, _)| !ids.is_empty()).map(|(ids, ruling)| (&ids[..], ruling))
    }

    /// Whether it changes verdicts.
    fn writes(&self) -> bool {
        self.accept || !self.undo.is_empty() || self.ruled().is_some()
    }
}

pub(super) fn run(args: &Args, lang: Lang) -> Result<(), Stop> {
    let is_table = |path: &Path| {
        path.is_file() || path.extension().is_some_and(|end| end.eq_ignore_ascii_case("csv"))
    };
    match args.paths.as_slice() {
        [folder] if !is_table(folder) => in_network(args, folder, lang),
        files if !files.iter().any(|file| file.is_dir()) => in_files(args, files, lang),
        _ => Err(usage(
            lang,
            "ange ett nätverks mapp, en åt gången",
            "name one network's folder at a time",
        )),
    }
}

fn usage(lang: Lang, sv: &str, en: &str) -> Stop {
    Stop::Usage(match lang {
        Lang::Sv => sv.to_owned(),
        Lang::En => en.to_owned(),
    })
}

fn in_files(args: &Args, files: &[PathBuf], lang: Lang) -> Result<(), Stop> {
    if let Some(file) = files.iter().find(|file| !file.exists()) {
        let file = file.display();
        return Err(usage(
            lang,
            &format!("filen {file} finns inte"),
            &format!("there is no file {file}"),
        ));
    }
    let reason = args.why.as_ref().is_some_and(|why| !why.is_empty());
    if args.writes() || args.by.is_some() || reason {
        return Err(usage(
            lang,
            "beslut sparas i ett nätverk, inte i en CSV-fil; ange nätverkets mapp. För en CSV-fil står --why sist och utan text",
            "verdicts are kept in a network, not in a CSV file; name the network's folder. For a CSV file --why stands last, without a text",
        ));
    }
    if args.format.is_some_and(|format| format != Format::Csv) {
        return Err(usage(
            lang,
            "för CSV-filer skrivs alltid CSV: id1,id2,probability; ta bort --format",
            "of CSV files CSV is written: id1,id2,probability; leave --format out",
        ));
    }
    link_names::run(files, args.audit, args.why.is_some(), lang)
}

fn in_network(args: &Args, folder: &Path, lang: Lang) -> Result<(), Stop> {
    if args.audit {
        return Err(usage(
            lang,
            "--audit gäller bara CSV-filer; i ett nätverk jämförs alla par upp till 1 000 namn",
            "--audit is for CSV files only; in a network all pairs of up to 1,000 names are compared",
        ));
    }
    if !args.writes() && (args.why.is_some() || args.by.is_some()) {
        return Err(usage(
            lang,
            "--why och --by hör till ett beslut; ange --same, --different, --part-of eller --accept",
            "--why and --by belong to a verdict; give --same, --different, --part-of or --accept",
        ));
    }
    if args.why.as_deref() == Some("") {
        return Err(usage(lang, "skriv varför efter --why", "write the reason after --why"));
    }
    // Nobody else writes between the reading and the writing.
    let held = (args.writes() && folder.is_dir()).then(|| alone(folder)).transpose();
    let _held = held.map_err(|error| {
        let (folder, why) = (folder.display(), reason(&error));
        usage(
            lang,
            &format!("{folder} går inte att skriva: {}", why.sv),
            &format!("{folder} cannot be written: {}", why.en),
        )
    })?;
    let mut package = open_warning(folder, lang)?;
    let (why, by) = (args.why.clone(), args.by.clone());
    if let Some((ids, ruling)) = args.ruled() {
        let pairs = ids.chunks_exact(2);
        let verdicts = pairs
            .map(|ids| link_verdicts::given(&ids[0], &ids[1], ruling, why.clone(), by.clone()));
        let verdicts = verdicts.collect();
        return link_verdicts::write(&mut package, verdicts, lang);
    }
    if !args.undo.is_empty() {
        let pairs = args.undo.chunks_exact(2).map(|ids| (ids[0].clone(), ids[1].clone()));
        return link_verdicts::undo(&mut package, &pairs.collect::<Vec<_>>(), lang);
    }
    // Without its verdicts, so that all it rests on is the tables.
    let ground = Network { verdicts: Vec::new(), ..package.network.clone() };
    let pairs = duplicates(&ground);
    if args.accept {
        return link_verdicts::accept(&mut package, &pairs, why, by, lang);
    }
    shown(&package, &pairs, args.format.unwrap_or(Format::Table), lang)
}

fn shown(package: &Package, pairs: &[Pair], format: Format, lang: Lang) -> Result<(), Stop> {
    let now = settled(&package.network);
    match format {
        Format::Json => print(&json::text(&json::duplicates(&package.network, pairs, &now, &[]))?),
        Format::Csv | Format::Table => {
            table(&package.network, &now.open(&package.network, pairs), format, lang)
        }
    }
}

/// The ids of the two that a pair is about.
pub(super) fn ids<'a>(network: &'a Network, pair: &Pair) -> (&'a str, &'a str) {
    (pair.kind.id(network, pair.one), pair.kind.id(network, pair.other))
}

fn table(network: &Network, open: &[&Pair], format: Format, lang: Lang) -> Result<(), Stop> {
    let header = match lang {
        Lang::Sv => ["sannolikhet", "bitar", "säker", "ett", "annat", "id", "id", "därför"],
        Lang::En => ["probability", "bits", "sure", "one", "other", "id", "id", "because"],
    };
    let yes = match lang {
        Lang::Sv => "ja",
        Lang::En => "yes",
    };
    let number = |n: f64, digits: usize| match format {
        Format::Table => number::fixed(n, digits, lang),
        _ => format!("{n:.digits$}"),
    };
    let row = |pair: &&Pair| {
        let (one, other) = ids(network, pair);
        let name = |row| pair.kind.name(network, row).to_owned();
        // A terminal has room for the weightiest reasons only.
        let mut reasons: Vec<_> = pair.evidence.iter().collect();
        if format == Format::Table {
            reasons.sort_by(|a, b| b.bits.abs().total_cmp(&a.bits.abs()));
            reasons.truncate(3);
        }
        let reasons: Vec<&str> = reasons.into_iter().map(|e| e.what.get(lang)).collect();
        vec![
            number(pair.probability(), 2),
            number(pair.weight(), 1),
            if pair.is_sure() { yes } else { "" }.to_owned(),
            name(pair.one),
            name(pair.other),
            one.to_owned(),
            other.to_owned(),
            reasons.join("; "),
        ]
    };
    let rows: Vec<Vec<String>> = open.iter().map(row).collect();
    if rows.is_empty() {
        eprintln!(
            "{}",
            match lang {
                Lang::Sv => "inga aktörer eller forum verkar vara samma",
                Lang::En => "no actors or forums seem to be the same",
            }
        );
    }
    print(&match format {
        Format::Csv => {
            let header = [
                "probability",
                "bits",
                "sure",
                "name_one",
                "name_other",
                "one",
                "other",
                "because",
            ];
            String::from_utf8_lossy(&csv::table(&header, &rows)?).into_owned()
        }
        _ => aligned(&header, &rows),
    })
}
