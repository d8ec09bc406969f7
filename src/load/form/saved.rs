//! What people chose for a form's columns, kept for the next round.
//!
//! A saved form is a TOML file, in a package under `forms/`:
//!
//! ```toml
//! name = "Enkät till föreningar"
//! guide = "ngo"
//!
//! [columns]
//! "Vad brinner du för?" = "driving_force"
//! "Annat" = ["other", "ignored"]
//! ```
//!
//! A list holds for headings that come more than once, in the order of the columns.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::guides::Guide;
use super::heading::cleaned;
use super::question::Question;
use super::recognise::Form;
use super::terms::plain;
use crate::load::package::nearest;
use crate::load::problem::Problem;
use crate::model::Text;
use crate::model::text::Word;

/// The folder of saved forms in a package.
pub const FOLDER: &str = "forms";

/// What the columns of a form ask, as somebody chose.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SavedForm {
    /// The form's name.
    pub name: String,
    /// The guide it follows.
    pub guide: Option<Guide>,
    /// Headings and what they ask, in the order of the columns; several questions
    /// where a heading comes several times.
    pub columns: Vec<(String, Vec<Question>)>,
}

/// A setting with the place where it stands.
type Entry<'a, 'i> = (&'a Spanned<toml::de::DeString<'i>>, &'a Spanned<DeValue<'i>>);

impl SavedForm {
    /// A form as it was recognised and corrected. Columns without a heading cannot be
    /// found again and are left out.
    pub fn of(name: &str, form: &Form) -> Self {
        let mut columns: Vec<(String, Vec<Question>)> = Vec::new();
        for column in &form.columns {
            let header = cleaned(&column.header);
            let id = key(&header);
            if id.is_empty() {
                continue;
            }
            match columns.iter_mut().find(|(other, _)| key(other) == id) {
                Some((_, questions)) => questions.push(column.question),
                None => columns.push((header, vec![column.question])),
            }
        }
        Self { name: name.to_owned(), guide: form.guide, columns }
    }

    /// Reads a saved form from a file.
    ///
    /// # Errors
    /// Each [`Problem`] of the file: where, what, and what next.
    pub fn open(path: &Path) -> Result<Self, Vec<Problem>> {
        let file = path.display().to_string();
        let text = fs::read_to_string(path).map_err(|error| {
            let (what, next) = match error.kind() {
                io::ErrorKind::NotFound => (
                    Text::new("filen finns inte", "there is no such file"),
                    Text::new("ange en sparad formulärfil (.toml)", "name a saved form (.toml)"),
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
        Self::read(&file, &text)
    }

    /// Reads a saved form from text; `file` names it in problems.
    ///
    /// # Errors
    /// Each [`Problem`] with its line. A form with a fault is not used at all: half a
    /// mapping would put answers under the wrong questions.
    pub fn read(file: &str, text: &str) -> Result<Self, Vec<Problem>> {
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let reader = Reader { file, text };
        let table = DeTable::parse(text).map_err(|error| vec![*reader.unparsed(&error)])?;
        let mut form = Self::default();
        let mut problems = Vec::new();
        for (name, value) in ordered(table.get_ref()) {
            let done = match (name.get_ref().as_ref(), value.get_ref()) {
                ("name", DeValue::String(name)) => {
                    form.name = name.as_ref().to_owned();
                    Ok(())
                }
                ("guide", DeValue::String(slug)) => {
                    reader.word(slug, value.span().start).map(|guide| form.guide = Some(guide))
                }
                ("columns", DeValue::Table(columns)) => {
                    for entry in ordered(columns) {
                        match reader.column(entry) {
                            Ok(column) => form.columns.push(column),
                            Err(problem) => problems.push(*problem),
                        }
                    }
                    Ok(())
                }
                (other, _) => Err(reader.unexpected(other, name.span().start)),
            };
            problems.extend(done.err().map(|problem| *problem));
        }
        if form.columns.is_empty() && problems.is_empty() {
            problems.push(Problem::error(
                file,
                Text::new("ingen kolumn står i filen", "no column is in the file"),
                Text::new(
                    "skriv [columns] och under det en rad för varje kolumn: \"Rubrik\" = \"role\"",
                    "write [columns] and below it a line for each column: \"Heading\" = \"role\"",
                ),
            ));
        }
        if problems.is_empty() { Ok(form) } else { Err(problems) }
    }

    /// The form as TOML; [`SavedForm::read`] gives the same form back.
    pub fn to_toml(&self) -> String {
        let mut text = String::from(
            "# Vad kolumnerna i ett formulär frågar efter; läses av samkarta import --form.\n\
             # What the columns of a form ask; read by samkarta import --form.\n\n",
        );
        text.push_str(&format!("name = {}\n", quoted(&self.name)));
        if let Some(guide) = self.guide {
            text.push_str(&format!("guide = {}\n", quoted(guide.slug())));
        }
        text.push_str("\n[columns]\n");
        for (header, questions) in &self.columns {
            let slugs: Vec<String> = questions.iter().map(|q| quoted(q.slug())).collect();
            let value = match slugs.as_slice() {
                [slug] => slug.clone(),
                slugs => format!("[{}]", slugs.join(", ")),
            };
            text.push_str(&format!("{} = {value}\n", quoted(header)));
        }
        text
    }

    /// Where it belongs in a package: `forms/NAME.toml`, its name as a slug.
    pub fn path_in(&self, package: &Path) -> PathBuf {
        let slug: String = plain(&self.name).split(|c: char| !c.is_ascii_alphanumeric()).fold(
            String::new(),
            |slug, word| match (slug.is_empty(), word.is_empty()) {
                (_, true) => slug,
                (true, _) => word.to_owned(),
                _ => format!("{slug}-{word}"),
            },
        );
        let slug = if slug.is_empty() { "form".to_owned() } else { slug };
        package.join(FOLDER).join(format!("{slug}.toml"))
    }

    /// The saved forms of a package, by file name; none when it has no such folder.
    ///
    /// # Errors
    /// The [`Problem`]s of all forms that cannot be read.
    pub fn all_in(package: &Path) -> Result<Vec<Self>, Vec<Problem>> {
        let Ok(entries) = fs::read_dir(package.join(FOLDER)) else { return Ok(Vec::new()) };
        let mut paths: Vec<PathBuf> = entries
            .filter_map(|entry| entry.ok().map(|entry| entry.path()))
            .filter(|path| path.extension().is_some_and(|end| end == "toml"))
            .collect();
        paths.sort();
        let (mut forms, mut problems) = (Vec::new(), Vec::new());
        for path in paths {
            match Self::open(&path) {
                Ok(form) => forms.push(form),
                Err(found) => problems.extend(found),
            }
        }
        if problems.is_empty() { Ok(forms) } else { Err(problems) }
    }

    /// The share of a header's headings that are in this form, 0 to 1; to choose among
    /// several saved forms. 0 for a header without words.
    pub fn covers(&self, header: &[String]) -> f64 {
        let named = header.iter().filter(|heading| !key(heading).is_empty()).count();
        let known = self.lookup(header).iter().flatten().count();
        if named == 0 { 0.0 } else { known as f64 / named as f64 }
    }

    /// What each heading asks, where this form knows. Case, accents, spaces and signs
    /// play no part.
    pub(super) fn lookup(&self, header: &[String]) -> Vec<Option<Question>> {
        let mut known: BTreeMap<String, Vec<Question>> = BTreeMap::new();
        for (heading, questions) in &self.columns {
            known.entry(key(heading)).or_default().extend(questions);
        }
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        let question = |heading: &String| {
            let id = key(heading);
            let questions = known.get(&id).filter(|_| !id.is_empty())?;
            let nth = seen.entry(id).or_default();
            *nth += 1;
            questions.get(*nth - 1).or(questions.last()).copied()
        };
        header.iter().map(question).collect()
    }
}

/// Reads the parts of a saved form and says where they are wrong.
struct Reader<'a> {
    file: &'a str,
    text: &'a str,
}

impl Reader<'_> {
    fn problem(&self, at: usize, what: Text, next: Text) -> Box<Problem> {
        let before = self.text.get(..at).unwrap_or(self.text);
        let line = before.matches('\n').count() as u64 + 1;
        Box::new(Problem::error(self.file, what, next).at_line(line))
    }

    fn unparsed(&self, error: &toml::de::Error) -> Box<Problem> {
        let at = error.span().map_or(0, |span| span.start);
        let said = error.message();
        self.problem(
            at,
            Text::new(
                format!("raden är inte TOML: {said}"),
                format!("the line is no TOML: {said}"),
            ),
            Text::new(
                "skriv en kolumn så här: \"Rubrik\" = \"role\", och varje rubrik bara en gång",
                "write a column like this: \"Heading\" = \"role\", each heading only once",
            ),
        )
    }

    fn unexpected(&self, name: &str, at: usize) -> Box<Problem> {
        self.problem(
            at,
            Text::new(
                format!("`{name}` hör inte hit eller har fel slags värde"),
                format!("`{name}` does not belong here or has the wrong sort of value"),
            ),
            Text::new(
                "i filen står name, guide och [columns]; kolumner skrivs under [columns]",
                "the file has name, guide and [columns]; columns are written below [columns]",
            ),
        )
    }

    fn column(
        &self,
        (header, value): Entry<'_, '_>,
    ) -> Result<(String, Vec<Question>), Box<Problem>> {
        let questions = match value.get_ref() {
            DeValue::String(slug) => vec![self.word(slug, value.span().start)?],
            DeValue::Array(list) if !list.is_empty() => {
                let each = list.iter().map(|value| match value.get_ref() {
                    DeValue::String(slug) => self.word(slug, value.span().start),
                    _ => Err(self.no_word(value.span().start)),
                });
                each.collect::<Result<Vec<_>, _>>()?
            }
            _ => return Err(self.no_word(value.span().start)),
        };
        Ok((header.get_ref().as_ref().to_owned(), questions))
    }

    fn no_word(&self, at: usize) -> Box<Problem> {
        self.problem(
            at,
            Text::new("värdet är inget ord inom citattecken", "the value is no word in quotes"),
            Text::new("skriv till exempel \"role\"", "write for instance \"role\""),
        )
    }

    fn word<W: Word>(&self, slug: &str, at: usize) -> Result<W, Box<Problem>> {
        W::from_slug(slug).ok_or_else(|| {
            let slugs: Vec<&str> = W::ALL.iter().map(|word| word.slug()).collect();
            let list = slugs.join(", ");
            let next = match nearest(slug, slugs.iter().copied()) {
                Some(near) => Text::new(
                    format!("menade du `{near}`? Orden är {list}"),
                    format!("did you mean `{near}`? The words are {list}"),
                ),
                None => Text::new(format!("välj ett av {list}"), format!("choose one of {list}")),
            };
            let what = Text::new(format!("okänt ord `{slug}`"), format!("unknown word `{slug}`"));
            self.problem(at, what, next)
        })
    }
}

/// The settings of a table in the order of the file.
fn ordered<'a, 'i>(table: &'a DeTable<'i>) -> Vec<Entry<'a, 'i>> {
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(name, _)| name.span().start);
    entries
}

/// A heading's letters and digits, by which it is known again. A number in front
/// counts, since a form may ask *Annat* under two numbers.
fn key(header: &str) -> String {
    plain(&cleaned(header)).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// A text as a TOML basic string.
pub(crate) fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
