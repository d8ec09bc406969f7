//! Scenarios: what-if changes, one TOML file each, in Swedish or English.
//!
//! ```toml
//! name = "Äldreomsorgen får en egen väg"
//!
//! [[add.service]]
//! actor = "rvc"
//! name = "Stöd till äldre"
//! function = "support"
//! groups = ["aldre-over-65"]
//! access = ["open"]
//! ```
//!
//! A cell bears the name that its column has in the package's tables, or the Swedish word
//! for it. In `[[change.…]]`, `add_groups` and `remove_groups` add to a list and take from
//! it, and any other name replaces the cell.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::columns::{columns, vocabulary};
use super::form::quoted;
use super::package::{Column, Kind, nearest};
use super::problem::Problem;
use crate::load::draft::slug;
use crate::model::text::Word;
use crate::model::{Change, Deed, Edit, How, Scenario, Text, Thing};

/// The folder of saved scenarios in a package.
pub const FOLDER: &str = "scenarios";

/// Names of deeds, things and columns that may be written instead of the first.
const WORDS: [(&str, &[&str]); 36] = [
    ("add", &["lagg_till", "lagga_till", "ny", "nytt", "nya"]),
    ("remove", &["ta_bort", "bort"]),
    ("change", &["andra", "andring"]),
    ("actor", &["aktor", "actors", "aktorer"]),
    ("forum", &["forums"]),
    ("seat", &["plats", "affiliation", "affiliations", "medlem", "medlemskap"]),
    ("service", &["insats", "services", "insatser"]),
    ("referral", &["remissvag", "remiss", "vag", "referrals"]),
    ("tie", &["samarbete", "ties"]),
    ("mandate", &["uppdrag", "mandates"]),
    ("name", &["namn"]),
    ("note", &["anteckning", "kommentar", "beskrivning"]),
    ("kind", &["slag", "sort"]),
    ("sector", &["sektor"]),
    ("level", &["niva"]),
    ("parent", &["del_av", "overordnad", "enhet_i"]),
    ("interviewed", &["intervjuad", "tillfragad"]),
    ("persons", &["personer"]),
    ("meets", &["moter"]),
    ("convener", &["sammankallande"]),
    ("function", &["funktion", "gor"]),
    ("role", &["roll"]),
    ("groups", &["malgrupper", "for", "grupper"]),
    ("group", &["malgrupp", "grupp"]),
    ("excludes", &["utesluter", "inte_for"]),
    ("age_min", &["lagsta_alder", "fran_alder", "alder_fran"]),
    ("age_max", &["hogsta_alder", "till_alder", "alder_till"]),
    ("access", &["vag_in", "tillgang", "dorr"]),
    ("granted_by", &["beviljas_av", "beslutas_av"]),
    ("grants", &["ger", "beviljar"]),
    ("acute", &["akut"]),
    ("from", &["fran"]),
    ("to", &["till"]),
    ("channel", &["kanal"]),
    ("condition", &["villkor"]),
    ("about", &["om"]),
];

/// Where a scenario belongs in a package: `scenarios/ID.toml`.
pub fn path_in(package: &Path, id: &str) -> PathBuf {
    package.join(FOLDER).join(format!("{id}.toml"))
}

/// Reads a scenario from a file; its id is the file's name as a slug.
///
/// # Errors
/// Each [`Problem`] of the file: where, what, and what next.
pub fn open(path: &Path) -> Result<Scenario, Vec<Problem>> {
    let file = path.display().to_string();
    let text = fs::read_to_string(path).map_err(|error| {
        let (what, next) = match error.kind() {
            io::ErrorKind::NotFound => (
                Text::new("filen finns inte", "there is no such file"),
                Text::new(
                    "ange en fil med ändringar (.toml) eller ett sparat scenarios namn",
                    "name a file of changes (.toml) or a saved scenario",
                ),
            ),
            io::ErrorKind::InvalidData => (
                Text::new("filen är inte skriven i UTF-8", "the file is not in UTF-8"),
                Text::new("spara den som UTF-8", "save it as UTF-8"),
            ),
            _ => (
                Text::new(
                    format!("filen går inte att läsa: {error}"),
                    format!("the file cannot be read: {error}"),
                ),
                Text::default(),
            ),
        };
        vec![Problem::error(&file, what, next)]
    })?;
    let mut scenario = read(&file, &text)?;
    scenario.id = id_of(path);
    if scenario.name.is_empty() {
        scenario.name = stem(path);
    }
    Ok(scenario)
}

/// What a file is called, without its ending.
pub fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// The id of the scenario in a file: the file's name as a slug.
pub fn id_of(path: &Path) -> String {
    slug(&stem(path))
}

/// The files of the scenarios that are saved in a package, sorted.
pub fn files_in(package: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(package.join(FOLDER)) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = entries
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|end| end == "toml"))
        .collect();
    paths.sort();
    paths
}

/// The saved scenarios of a package by id, and what is wrong with those that cannot be
/// read.
pub fn all_in(package: &Path) -> (Vec<Scenario>, Vec<Problem>) {
    let (mut scenarios, mut problems) = (Vec::new(), Vec::new());
    for path in files_in(package) {
        match open(&path) {
            Ok(scenario) => scenarios.push(scenario),
            Err(found) => problems.extend(found),
        }
    }
    (scenarios, problems)
}

/// Reads a scenario from text; `file` names it in problems.
///
/// # Errors
/// Each [`Problem`] with its line. A file with a fault is not used at all: half a scenario
/// would answer another question.
pub fn read(file: &str, text: &str) -> Result<Scenario, Vec<Problem>> {
    let text = quoting(text.strip_prefix('\u{FEFF}').unwrap_or(text));
    let mut reader = Reader { file, text: &text, problems: Vec::new() };
    let mut scenario = Scenario::default();
    match DeTable::parse(&text) {
        Ok(table) => reader.whole(table.get_ref(), &mut scenario),
        Err(error) => reader.unparsed(&error),
    }
    if scenario.changes.is_empty() && reader.problems.is_empty() {
        reader.problem(
            0,
            Text::new("filen har inga ändringar", "the file has no changes"),
            Text::new(
                "skriv till exempel [[add.service]], [[remove.actor]] eller [[change.service]]",
                "write for instance [[add.service]], [[remove.actor]] or [[change.service]]",
            ),
        );
    }
    scenario.changes.sort_by_key(|change| change.line);
    if reader.problems.is_empty() { Ok(scenario) } else { Err(reader.problems) }
}

/// The text with quotes round words that hold letters beyond a to z: TOML asks for them in
/// names, and who writes Swedish forgets. Lines stay; strings and comments are left alone.
fn quoting(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
        let ends = |mark: &str, from: usize| {
            rest.get(from..).and_then(|more| more.find(mark)).map(|at| from + at + mark.len())
        };
        let string = |mark: &str| match mark.len() {
            3 => ends(mark, 3),
            _ => {
                let mut escaped = false;
                let end = rest.char_indices().skip(1).find(|(_, c)| {
                    let ended = (*c == first && !escaped) || *c == '\n';
                    escaped = first == '"' && *c == '\\' && !escaped;
                    ended
                });
                end.map(|(at, c)| at + c.len_utf8())
            }
        };
        let taken = match first {
            '#' => rest.find('\n'),
            '"' if rest.starts_with("\"\"\"") => string("\"\"\""),
            '\'' if rest.starts_with("\'\'\'") => string("\'\'\'"),
            '"' | '\'' => string("\""),
            c if is_word(c) => rest.find(|c| !is_word(c)),
            c => Some(c.len_utf8()),
        };
        let (part, after) = rest.split_at(taken.unwrap_or(rest.len()));
        let quotes = is_word(first) && !part.is_ascii();
        out.push_str(if quotes { "\"" } else { "" });
        out.push_str(part);
        out.push_str(if quotes { "\"" } else { "" });
        rest = after;
    }
    out
}

/// A scenario as TOML; [`read`] gives the same changes back.
pub fn to_toml(scenario: &Scenario) -> String {
    let mut text = format!("name = {}\n", quoted(&scenario.name));
    if let Some(note) = &scenario.note {
        text.push_str(&format!("note = {}\n", quoted(note)));
    }
    for change in &scenario.changes {
        text.push_str(&format!("\n[[{}.{}]]\n", change.deed.slug(), change.thing.slug()));
        if let Some(id) = &change.id {
            text.push_str(&format!("id = {}\n", quoted(id)));
        }
        for edit in &change.edits {
            let prefix = match edit.how {
                How::Set => "",
                How::Join => "add_",
                How::Drop => "remove_",
            };
            let value = value(change.thing, edit);
            text.push_str(&format!("{prefix}{} = {value}\n", edit.column));
        }
    }
    text
}

fn value(thing: Thing, edit: &Edit) -> String {
    let column = columns(thing).iter().find(|column| column.name == edit.column);
    let text = edit.value.as_str();
    let parts = || text.split(';').map(str::trim).filter(|part| !part.is_empty());
    match column.map(|column| column.kind) {
        Some(Kind::Texts | Kind::Ids(_)) => {
            format!("[{}]", parts().map(quoted).collect::<Vec<_>>().join(", "))
        }
        Some(Kind::Integer) if text.parse::<u32>().is_ok() => text.to_owned(),
        Some(Kind::YesNo) if text == "yes" => "true".to_owned(),
        Some(Kind::YesNo) if text == "no" => "false".to_owned(),
        _ => quoted(text),
    }
}

/// A setting with the place where it stands.
type Entry<'a, 'i> = (&'a Spanned<toml::de::DeString<'i>>, &'a Spanned<DeValue<'i>>);

struct Reader<'a> {
    file: &'a str,
    text: &'a str,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn line(&self, at: usize) -> u64 {
        self.text.get(..at).unwrap_or(self.text).matches('\n').count() as u64 + 1
    }

    fn problem(&mut self, at: usize, what: Text, next: Text) {
        let problem = Problem::error(self.file, what, next).at_line(self.line(at));
        self.problems.push(problem);
    }

    fn unparsed(&mut self, error: &toml::de::Error) {
        let at = error.span().map_or(0, |span| span.start);
        let start = self.text.get(..at).unwrap_or_default().rfind('\n').map_or(0, |n| n + 1);
        let column = self.text.get(start..at).unwrap_or_default().chars().count() + 1;
        let said = error.message();
        self.problem(
            at,
            Text::new(
                format!("tecken {column} på raden är inte TOML: {said}"),
                format!("character {column} of the line is no TOML: {said}"),
            ),
            Text::new(
                "skriv en uppgift så här: name = \"Stöd till äldre\", och en lista så här: groups = [\"aldre\"]",
                "write an entry like this: name = \"Support\", and a list like this: groups = [\"older\"]",
            ),
        );
    }

    fn whole(&mut self, table: &DeTable, scenario: &mut Scenario) {
        for (name, value) in ordered(table) {
            let at = name.span().start;
            match (word(name.get_ref()).as_str(), value.get_ref()) {
                ("name", DeValue::String(text)) => scenario.name = text.as_ref().to_owned(),
                ("note", DeValue::String(text)) => scenario.note = Some(text.as_ref().to_owned()),
                (other, DeValue::Table(things)) => match Deed::from_slug(other) {
                    Some(deed) => self.deed(deed, things, scenario),
                    None => self.unknown::<Deed>(name.get_ref(), at),
                },
                (other, _) if Deed::from_slug(other).is_some() => self.problem(
                    at,
                    Text::new("här ska stå vad det gäller", "what it is about is missing"),
                    Text::new(
                        "skriv till exempel [[add.service]] på en egen rad och uppgifterna under",
                        "write for instance [[add.service]] on a line of its own, the entries below",
                    ),
                ),
                _ => self.unknown::<Deed>(name.get_ref(), at),
            }
        }
    }

    fn unknown<W: Word>(&mut self, said: &str, at: usize) {
        let slugs: Vec<&str> = W::ALL.iter().map(|word| word.slug()).collect();
        let list = slugs.join(", ");
        let next = match nearest(&word(said), slugs.iter().copied()) {
            Some(near) => Text::new(
                format!("menade du `{near}`? Orden är {list}"),
                format!("did you mean `{near}`? The words are {list}"),
            ),
            None => Text::new(format!("välj ett av {list}"), format!("choose one of {list}")),
        };
        let what = Text::new(format!("okänt ord `{said}`"), format!("unknown word `{said}`"));
        self.problem(at, what, next);
    }

    fn deed(&mut self, deed: Deed, things: &DeTable, scenario: &mut Scenario) {
        for (name, value) in ordered(things) {
            let Some(thing) = Thing::from_slug(&word(name.get_ref())) else {
                self.unknown::<Thing>(name.get_ref(), name.span().start);
                continue;
            };
            let several = match value.get_ref() {
                DeValue::Array(list) => list.iter().collect(),
                _ => vec![value],
            };
            for one in several {
                let line = Some(self.line(one.span().start));
                let mut change = Change { line, ..Change::new(deed, thing, None) };
                match one.get_ref() {
                    DeValue::Table(cells) => self.cells(cells, &mut change),
                    DeValue::String(id) if deed == Deed::Remove => {
                        change.id = Some(id.as_ref().to_owned());
                    }
                    _ => {
                        let what = Text::new(
                            "här ska stå uppgifter, var och en på en rad",
                            "entries are missing, each on a line",
                        );
                        let next = Text::new(
                            format!(
                                "skriv [[{}.{}]] och uppgifterna under",
                                deed.slug(),
                                thing.slug()
                            ),
                            format!(
                                "write [[{}.{}]], the entries below",
                                deed.slug(),
                                thing.slug()
                            ),
                        );
                        self.problem(one.span().start, what, next);
                        continue;
                    }
                }
                scenario.changes.push(change);
            }
        }
    }

    fn cells(&mut self, cells: &DeTable, change: &mut Change) {
        for (name, value) in ordered(cells) {
            let at = name.span().start;
            let (how, column) = column(change.deed, name.get_ref());
            let Some(text) = text_of(value.get_ref()) else {
                let what = Text::new(
                    format!("värdet av `{}` är inget ord, tal eller lista", name.get_ref()),
                    format!("the value of `{}` is no word, number or list", name.get_ref()),
                );
                let next = Text::new("skriv till exempel \"rvc\"", "write for instance \"rvc\"");
                self.problem(at, what, next);
                continue;
            };
            if column == "id" && how == How::Set {
                (change.id, change.line) = (Some(text), Some(self.line(at)));
                continue;
            }
            let known = columns(change.thing);
            if !known.iter().any(|other| other.name == column) {
                self.no_column(at, name.get_ref(), &column, known);
                continue;
            }
            let value = in_tables(change.thing, &column, &text);
            let line = Some(self.line(at));
            change.edits.push(Edit { column, how, value, line });
        }
    }

    fn no_column(&mut self, at: usize, said: &str, column: &str, known: &[Column]) {
        let names: Vec<&str> = known.iter().map(|column| column.name).collect();
        let list = names.join(", ");
        let what = Text::new(format!("okänd uppgift `{said}`"), format!("unknown entry `{said}`"));
        let next = match nearest(column, names.iter().copied()) {
            Some(near) => Text::new(
                format!("menade du `{near}`? Uppgifterna är {list}"),
                format!("did you mean `{near}`? The entries are {list}"),
            ),
            None => Text::new(format!("uppgifterna är {list}"), format!("the entries are {list}")),
        };
        self.problem(at, what, next);
    }
}

/// A deed, thing or column in the word that tables use: case, accents and signs between
/// words play no part.
fn word(said: &str) -> String {
    let said: String = slug(said).chars().map(|c| if c == '-' { '_' } else { c }).collect();
    let of = WORDS.iter().find(|(_, others)| others.contains(&said.as_str()));
    of.map_or(said, |(word, _)| (*word).to_owned())
}

/// The column that a cell's name means, and what is done to it.
fn column(deed: Deed, said: &str) -> (How, String) {
    let plain: String = slug(said).replace('-', "_");
    let ways = [
        (How::Join, ["add_", "lagg_till_", "join_"]),
        (How::Drop, ["remove_", "ta_bort_", "drop_"]),
    ];
    for (how, prefixes) in ways.into_iter().filter(|_| deed == Deed::Change) {
        if let Some(rest) = prefixes.iter().find_map(|prefix| plain.strip_prefix(prefix)) {
            return (how, word(rest));
        }
    }
    (How::Set, word(said))
}

fn text_of(value: &DeValue) -> Option<String> {
    Some(match value {
        DeValue::String(text) => text.as_ref().trim().to_owned(),
        DeValue::Integer(number) => number.to_string(),
        DeValue::Float(number) => number.to_string(),
        DeValue::Boolean(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        DeValue::Datetime(date) => date.to_string(),
        DeValue::Array(list) => {
            let parts = list.iter().map(|part| match part.get_ref() {
                DeValue::Array(_) | DeValue::Table(_) => None,
                part => text_of(part),
            });
            parts.collect::<Option<Vec<String>>>()?.join(";")
        }
        DeValue::Table(_) => return None,
    })
}

/// A cell's value as tables write it: labels of closed vocabularies become their slugs.
fn in_tables(thing: Thing, column: &str, text: &str) -> String {
    let words = vocabulary(thing, column);
    let one = |said: &str| {
        let said = match said.trim() {
            "true" => "yes",
            "false" => "no",
            said => said,
        };
        let is = |(word, label): &&(&'static str, Text)| {
            [word, label.sv.as_str(), label.en.as_str()].iter().any(|name| slug(name) == slug(said))
        };
        words.iter().find(is).map_or(said, |(word, _)| word).to_owned()
    };
    if words.is_empty() {
        return text.to_owned();
    }
    let each = |part: &str| part.split('+').map(one).collect::<Vec<_>>().join("+");
    text.split(';').map(each).collect::<Vec<_>>().join(";")
}

/// The settings of a table in the order of the file.
fn ordered<'a, 'i>(table: &'a DeTable<'i>) -> Vec<Entry<'a, 'i>> {
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(name, _)| name.span().start);
    entries
}
