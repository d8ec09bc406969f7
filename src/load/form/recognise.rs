//! Which column of a form asks what.

use super::content::Content;
use super::guides::Guide;
use super::heading::{Heading, heading};
use super::question::Question::{self, *};
use super::saved::SavedForm;
use super::similar::INDEX;
use super::terms::{Class, plain};
use crate::model::Text;
use crate::model::text::Word;

/// A form: what each column asks, and whose guide it follows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Form {
    /// Its columns, as many as the longest row of header and sample.
    pub columns: Vec<Column>,
    /// The guide it follows, when most of a guide's questions are there.
    pub guide: Option<Guide>,
}

/// A column of a form.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Its heading as it came.
    pub header: String,
    /// What it holds. Several columns may hold the same.
    pub question: Question,
    /// What a tick in it stands for, when the question is spread over several columns.
    pub option: Option<String>,
    /// How sure the recognition is, 0 to 1; for [`Question::Other`] how unlike the
    /// heading is to every known wording.
    pub confidence: f64,
    /// Why it was taken so.
    pub why: Why,
}

/// Why a column was taken for what it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Why {
    /// Somebody chose so earlier.
    Saved,
    /// It is a heading of the template.
    Template,
    /// Its heading is like a known wording.
    Wording,
    /// Its heading could mean several things, and its answers look like this one.
    Answers,
    /// Its heading is only a number of the guide.
    Number,
    /// Nothing is near enough; the nearest question and how near.
    Nothing(Option<(Question, f64)>),
}

impl Why {
    /// The reason as people read it.
    pub fn text(self) -> Text {
        match self {
            Self::Saved => Text::new("så valt tidigare", "chosen so earlier"),
            Self::Template => Text::new("mallens rubrik", "heading of the template"),
            Self::Wording => Text::new("rubrikens ord", "words of the heading"),
            Self::Answers => Text::new("svarens utseende", "looks of the answers"),
            Self::Number => Text::new("frågans nummer", "number of the question"),
            Self::Nothing(None) => Text::new("liknar ingen känd fråga", "like no known question"),
            Self::Nothing(Some((question, _))) => {
                let Text { sv, en } = question.label();
                Text::new(
                    format!("för olik närmaste kända fråga, {sv}"),
                    format!("too unlike the nearest known question, {en}"),
                )
            }
        }
    }
}

/// At this confidence and above a column needs no second look.
pub const CERTAIN: f64 = 0.8;
/// Under this confidence a column is [`Question::Other`].
pub const THRESHOLD: f64 = 0.6;
/// What an ambiguous heading keeps of its confidence.
const AMBIGUOUS: f64 = 0.75;
/// How much a rival takes that explains what the best wording does not.
const RIVAL: f64 = 0.5;
/// How near two questions lie between which a heading does not choose.
const MARGIN: f64 = 0.02;
/// The confidence of a column known by its number alone.
const BY_NUMBER: f64 = 0.7;
/// How many of a guide's questions must be there.
const GUIDE_SHARE: f64 = 0.5;

/// Recognises a form by its header and a sample of its rows.
///
/// A heading is freed of number, tags and option and compared with the wordings of
/// every question (`similar`). Questions that differ in small words alone, as
/// *whether*, *with whom* and *how* people collaborate, are told apart by those words;
/// what is still even is told by the answers, as is a heading that says nothing over
/// answers that are mail addresses, dates or names of people. A column saved earlier
/// is taken as it was saved.
///
/// # Shape
/// One column for each column of the header or the longest row. Rows may have any
/// length. No column is left out: what is not recognised is [`Question::Other`].
///
/// # Units
/// Confidence is a likeness between 0 and 1, not a probability. 1: a heading of the
/// template, or saved. At [`CERTAIN`] no wrong one is among the headings of our tests;
/// between [`THRESHOLD`] and that somebody should look.
///
/// # Cost
/// Time O(columns · words of the wordings + characters of the sample).
pub fn recognise(header: &[String], sample: &[Vec<&str>], saved: Option<&SavedForm>) -> Form {
    let width = sample.iter().map(Vec::len).chain([header.len()]).max().unwrap_or(0);
    let looks: Vec<Content> = (0..width)
        .map(|place| Content::of(sample.iter().filter_map(|row| row.get(place).copied())))
        .collect();
    let headings: Vec<Heading> =
        (0..width).map(|place| heading(header.get(place).map_or("", String::as_str))).collect();
    let mut known = saved.map(|form| form.lookup(header)).unwrap_or_default();
    known.resize(width, None);
    let columns = (0..width).map(|place| {
        let header = header.get(place).cloned().unwrap_or_default();
        let (heading, look) = (&headings[place], &looks[place]);
        match known[place] {
            Some(question) => {
                let option = heading.option.clone();
                Column { header, question, option, confidence: 1.0, why: Why::Saved }
            }
            None => column(header, heading, look),
        }
    });
    let mut form = Form { columns: columns.collect(), guide: None };
    form.guide = saved.and_then(|saved| saved.guide).or_else(|| guide(&form.columns));
    if let Some(guide) = form.guide {
        by_number(&mut form.columns, &headings, guide);
    }
    form
}

fn column(header: String, heading: &Heading, look: &Content) -> Column {
    let of = |question, option: Option<String>, confidence: f64, why| Column {
        header: header.clone(),
        question,
        option,
        confidence: confidence.clamp(0.0, 1.0),
        why,
    };
    if let Some(question) = INDEX.whole(&heading.text) {
        return of(question, None, 1.0, Why::Template);
    }
    let (question, confidence, why) = best(heading, look);
    // `Sätt - SIP`, `Sätt: SIP`: an option when ticks stand below.
    if heading.option.is_none() && look.ticks >= 0.9 {
        if let Some((stem, option)) = split_option(&header)
            && let (question @ (Manner | Partners | Services | TargetGroup | Mode), sure, why) =
                best(&super::heading::heading(stem), &Content::default())
            && sure >= THRESHOLD
        {
            return of(question, Some(option.to_owned()), sure, why);
        }
        if question == Manner && confidence >= THRESHOLD {
            return of(question, Some(header.trim().to_owned()), confidence, why);
        }
    }
    if confidence >= THRESHOLD && question != Other {
        return of(question, heading.option.clone(), confidence, why);
    }
    if let Some((question, share)) = look.alone() {
        return of(question, None, share * AMBIGUOUS, Why::Answers);
    }
    let (near, why) = match question {
        Other => (0.0, Why::Nothing(None)),
        _ if confidence <= 0.0 => (0.0, Why::Nothing(None)),
        _ => (confidence, Why::Nothing(Some((question, confidence)))),
    };
    of(Other, heading.option.clone(), 1.0 - near, why)
}

/// The question a heading is most like, with the answers' say.
fn best(heading: &Heading, look: &Content) -> (Question, f64, Why) {
    let mut scores = INDEX.nearest(&heading.all);
    // Help in parentheses may explain the heading or lead away from it.
    if let Some(outside) = &heading.outside {
        for (question, like) in INDEX.nearest(outside) {
            match scores.iter_mut().find(|(other, _)| *other == question) {
                Some((_, old)) => *old = old.max(like),
                None => scores.push((question, like)),
            }
        }
    }
    let Some(top) = scores.iter().map(|(_, like)| *like).reduce(f64::max) else {
        return (Other, 0.0, Why::Wording);
    };
    let mut fitted: Vec<(Question, f64, f64)> = scores
        .iter()
        .map(|&(question, like)| (question, like, like * look.fit(question)))
        .collect();
    fitted.sort_by(|a, b| b.2.total_cmp(&a.2));
    let (first, like, fit) = fitted[0];
    let told = told_apart(first, heading, look);
    let others = || fitted[1..].iter().filter(|o| told_apart(o.0, heading, look) != told);
    let even = others().any(|(_, _, other)| fit - other < MARGIN);
    // What the wording leaves unexplained may be about something else.
    let mut rest = INDEX.unexplained(&heading.all, first);
    rest.retain(|term| term.class == Class::Telling);
    let rivals = INDEX
        .nearest(&rest)
        .into_iter()
        .filter(|(question, _)| *question != Other && told_apart(*question, heading, look) != told);
    let rival = rivals.map(|(_, like)| like).fold(0.0, f64::max);
    let sure = fit.min(like) - RIVAL * (1.0 - like * like) * rival;
    let confidence = if even { sure * AMBIGUOUS } else { sure };
    let by_answers = like < top || fitted[1..].iter().any(|(_, other, _)| top - other < MARGIN);
    let why = if by_answers && told == first { Why::Answers } else { Why::Wording };
    (told, confidence, why)
}

/// Tells questions apart that share their telling words.
fn told_apart(question: Question, heading: &Heading, look: &Content) -> Question {
    let words: Vec<&str> =
        heading.text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let has = |cues: &[&str]| {
        words.iter().any(|word| {
            cues.iter().any(|cue| match cue.strip_suffix('*') {
                Some(start) => word.starts_with(start),
                None => word == cue,
            })
        })
    };
    match question {
        Wishes | WishesLocal | WishesSociety => {
            let society = has(&["samhall*", "nation*", "society", "sverige", "sweden", "staten"]);
            let local = heading.names_place
                || has(&["lokal*", "kommun*", "local*", "municipal*", "hemkommun*"]);
            match (local, society) {
                (true, false) => WishesLocal,
                (false, true) => WishesSociety,
                _ => Wishes,
            }
        }
        Collaborates | Partners | Manner => {
            let how = has(&[
                "satt",
                "hur",
                "form",
                "former",
                "samverkansform*",
                "samarbetsform*",
                "samarbetssatt",
                "how",
                "way",
                "ways",
                "manner",
                "type",
                "typ",
                "sip",
                "konsulter*",
                "consult",
                "moten",
                "meetings",
                "annat",
                "plan",
                "genom",
            ]);
            let who = has(&[
                "vilka",
                "vem",
                "vilken",
                "which",
                "who",
                "whom",
                "*partner",
                "samarbetspart*",
                "samverkanspart*",
                "partner*",
                "samverkansaktor*",
            ]);
            let whether = words.first().is_some_and(|first| {
                [
                    "samarbetar",
                    "samverkar",
                    "har",
                    "finns",
                    "forekommer",
                    "do",
                    "does",
                    "is",
                    "are",
                    "collaborate",
                ]
                .contains(first)
            });
            // `Samverkar med` over a list of bodies asks for them.
            let lists = look.filled >= 2 && look.verdicts < 0.2;
            let asked = !lists || has(&["ni", "you", "andra", "other", "others"]);
            let option = plain(heading.option.as_deref().unwrap_or_default());
            if ["sip", "konsult", "mote", "satt", "meet", "way", "plan"]
                .iter()
                .any(|cue| option.contains(cue))
            {
                return Manner;
            }
            let whether = whether && asked;
            match (how && question != Collaborates || has(&["satt", "sip"]), who, whether) {
                (true, false, _) => Manner,
                (true, true, _) if question == Manner => Manner,
                (_, true, false) => Partners,
                (_, _, true) => Collaborates,
                _ if has(&["hur", "how"]) => Manner,
                _ if look.verdicts >= 0.6 => Collaborates,
                _ if lists && question == Collaborates => Partners,
                _ => question,
            }
        }
        other => other,
    }
}

fn split_option(header: &str) -> Option<(&str, &str)> {
    let at = [" - ", " – ", ": ", " / ", "/", " | ", "? "]
        .iter()
        .filter_map(|mark| header.rfind(mark).map(|at| (at, at + mark.len())))
        .max_by_key(|(at, _)| *at)?;
    let (stem, option) = (header[..at.0].trim(), header[at.1..].trim());
    (stem.split_whitespace().count() >= 1 && !option.is_empty()).then_some((stem, option))
}

/// The guide of which at least half the questions are there, and more than of the
/// other. Question pairs asked in two columns count as one.
fn guide(columns: &[Column]) -> Option<Guide> {
    let is_there = |question: Question| {
        let parts: &[Question] = match question {
            Wishes => &[Wishes, WishesLocal, WishesSociety],
            Ways => &[Ways, WaysIn, WaysOut],
            RoleAndForce => &[RoleAndForce, DrivingForce],
            Mission => &[Mission, TargetGroup],
            _ => &[],
        };
        columns.iter().any(|column| column.question == question || parts.contains(&column.question))
    };
    let mut shares = Guide::ALL.iter().map(|guide| {
        let items = guide.items();
        let there = items.iter().filter(|item| is_there(item.question)).count();
        (*guide, there as f64 / items.len() as f64)
    });
    let (first, second) = (shares.next()?, shares.next()?);
    let (more, less) = if second.1 > first.1 { (second, first) } else { (first, second) };
    (more.1 >= GUIDE_SHARE && more.1 > less.1).then_some(more.0)
}

/// Fills in columns whose heading is only a number of the guide, in its order where a
/// number comes twice.
fn by_number(columns: &mut [Column], headings: &[Heading], guide: Guide) {
    for place in 0..columns.len() {
        let Some(number) = headings[place].number else { continue };
        if !headings[place].all.is_empty() || columns[place].why == Why::Saved {
            continue;
        }
        let before = (0..place).filter(|&p| headings[p].number == Some(number)).count();
        let item = guide.items().iter().filter(|item| item.number == number).nth(before);
        if let Some(item) = item {
            let column = &mut columns[place];
            (column.question, column.confidence, column.why) =
                (item.question, BY_NUMBER, Why::Number);
        }
    }
}
