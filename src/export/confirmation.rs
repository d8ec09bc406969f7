//! The confirmation sheet: what others say of an actor, for it to say yes or no.
//!
//! *Invariant*: what nobody in particular said is kept apart from what somebody
//! named; an answer is never filled in beforehand.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::graph::Graph;
use crate::measure::contacts::is_named_by;
use crate::measure::ties;
use crate::model::text::{Word, words};
use crate::model::{ActorKind, Claim, Lang, PUBLIC, Row, Text, Tie, TieKind, TieState, TieStatus};

words! {
    /// What a section of the sheet asks to confirm.
    Section {
        NamedBy = "named_by", "Dessa säger att de arbetar med er", "These say that they work with you";
        Stated = "stated", "Källan säger att ni arbetar med dessa", "The source says that you work with these";
        SendsToYou = "sends_to_you", "Dessa skickar människor till er", "These send people to you";
        YouSendTo = "you_send_to", "Ni skickar människor till dessa", "You send people to these";
        Forums = "forums", "Ni sitter i dessa forum", "You sit in these forums";
        Wishes = "wishes", "Dessa önskar samarbete med er", "These wish to work with you";
        Duties = "duties", "Ni ska enligt lag eller plan arbeta med dessa", "By law or plan you are to work with these";
    }
}

/// One line to confirm.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Id of the other actor, or of a forum.
    pub other: String,
    /// Its name.
    pub name: String,
    /// What it is about.
    pub about: Text,
    /// What the claims of both ends make of a tie; `None` for what is no tie.
    pub status: Option<TieStatus>,
    /// Since when, ISO 8601, where a forum or an agreement of the two tells.
    pub since: Option<String>,
    /// Who says so, where.
    pub claims: Vec<Claim>,
}

/// What one actor is asked to confirm.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// Row of `actors`.
    pub actor: usize,
    /// Sections with their lines, by the name of the other; empty ones are left out.
    pub sections: Vec<(Section, Vec<Line>)>,
}

type Lines = BTreeMap<(Section, String), Line>;

/// The sheet of one actor; its units have sheets of their own.
///
/// # Cost
/// O(ties + referrals + forums + mandates) look-ups.
pub fn sheet(graph: &Graph, actor: usize) -> Sheet {
    let mut lines = Lines::new();
    add_ties(graph, actor, &mut lines);
    add_referrals(graph, actor, &mut lines);
    add_forums(graph, actor, &mut lines);
    add_duties(graph, actor, &mut lines);
    let mut sections: BTreeMap<Section, Vec<Line>> = BTreeMap::new();
    for ((section, _), mut line) in lines {
        line.since = line.since.or_else(|| since(graph, actor, &line.other));
        sections.entry(section).or_default().push(line);
    }
    for lines in sections.values_mut() {
        lines.sort_by(|a, b| (&a.name, &a.other).cmp(&(&b.name, &b.other)));
    }
    Sheet { actor, sections: sections.into_iter().collect() }
}

/// The sheets of all actors who have something to confirm, in table order.
pub fn sheets(graph: &Graph) -> Vec<Sheet> {
    let actors = &graph.network.actors;
    (0..actors.len())
        .filter(|&actor| actors[actor].kind != Some(ActorKind::Public))
        .map(|actor| sheet(graph, actor))
        .filter(|sheet| !sheet.sections.is_empty())
        .collect()
}

/// Adds what a row says to the line of the other end.
fn add(
    graph: &Graph,
    lines: &mut Lines,
    section: Section,
    other: &str,
    about: Text,
    claims: &[Claim],
) {
    let line = lines.entry((section, other.to_owned())).or_insert_with(|| Line {
        other: other.to_owned(),
        name: graph.network.name_of(other).to_owned(),
        about: Text::default(),
        status: None,
        since: None,
        claims: Vec::new(),
    });
    if line.about.sv.is_empty() {
        line.about = about;
    } else if !line.about.sv.split("; ").any(|known| known == about.sv) && !about.sv.is_empty() {
        line.about = Text::new(
            format!("{}; {}", line.about.sv, about.sv),
            format!("{}; {}", line.about.en, about.en),
        );
    }
    let new: Vec<Claim> =
        claims.iter().filter(|claim| !line.claims.contains(claim)).cloned().collect();
    line.claims.extend(new);
}

fn add_ties(graph: &Graph, actor: usize, lines: &mut Lines) {
    let network = graph.network;
    let own = network.actors[actor].id.as_str();
    for (tie, status) in network.ties.iter().zip(ties::statuses(graph)) {
        let other = match (tie.from.as_str(), tie.to.as_str()) {
            (from, to) if from == own && to != own => to,
            (from, to) if to == own && from != own => from,
            _ => continue,
        };
        let Some(row) = graph.actor(other) else { continue };
        if tie.state == Some(TieState::Absent) {
            continue;
        }
        let named = |who| is_named_by(graph, &tie.claimed_by, &tie.claims, who);
        let section = match () {
            () if tie.kind == Some(TieKind::Wishes) && tie.to.as_str() == own => Section::Wishes,
            () if tie.kind == Some(TieKind::Wishes) => continue,
            () if named(row) => Section::NamedBy,
            () if named(actor) => continue,
            () => Section::Stated,
        };
        add(graph, lines, section, other, about_tie(tie, section), &tie.claims);
        if let Some(line) = lines.get_mut(&(section, other.to_owned()))
            && section != Section::Wishes
        {
            line.status = line.status.into_iter().chain([status]).min();
        }
    }
}

fn about_tie(tie: &Row<Tie>, section: Section) -> Text {
    let kind = tie.kind.filter(|_| section != Section::Wishes).map(Word::label);
    let say = |lang| {
        let kind = kind.as_ref().map(|kind| kind.get(lang).to_owned());
        let parts: Vec<String> = kind.into_iter().chain(tie.about.clone()).collect();
        parts.join(": ")
    };
    Text::new(say(Lang::Sv), say(Lang::En))
}

fn add_referrals(graph: &Graph, actor: usize, lines: &mut Lines) {
    let network = graph.network;
    let own = network.actors[actor].id.as_str();
    for way in &network.referrals {
        let (from, to) = (way.from.as_str(), way.to.as_str());
        if from == PUBLIC || from == to {
            continue;
        }
        let (section, other) = match () {
            () if to == own => (Section::SendsToYou, from),
            () if from == own => (Section::YouSendTo, to),
            () => continue,
        };
        // What it said itself needs no confirmation.
        if is_named_by(graph, &way.claimed_by, &way.claims, actor) {
            continue;
        }
        let group = way.group.as_ref().map(|id| network.name_of(id.as_str()).to_owned());
        let parts: Vec<String> =
            group.into_iter().chain(way.channel.clone()).chain(way.condition.clone()).collect();
        let about = parts.join(", ");
        add(graph, lines, section, other, Text::new(about.clone(), about), &way.claims);
    }
}

fn add_forums(graph: &Graph, actor: usize, lines: &mut Lines) {
    let network = graph.network;
    for (row, forum) in network.forums.iter().enumerate() {
        if !graph.seats(row).contains(&actor) {
            continue;
        }
        let role = network
            .affiliations
            .iter()
            .find(|seat| seat.forum == forum.id && seat.actor == network.actors[actor].id);
        let about = role.and_then(|seat| seat.role.clone()).unwrap_or_default();
        let claims = role.map_or(&forum.claims, |seat| &seat.claims);
        let id = forum.id.as_str();
        add(graph, lines, Section::Forums, id, Text::new(about.clone(), about), claims);
        if let Some(line) = lines.get_mut(&(Section::Forums, id.to_owned())) {
            line.since = forum.starts.clone();
        }
    }
}

fn add_duties(graph: &Graph, actor: usize, lines: &mut Lines) {
    let own = graph.network.actors[actor].id.as_str();
    for duty in &graph.network.mandates {
        let Some(to) = duty.to.as_ref().map(|to| to.as_str()) else { continue };
        let other = match duty.from.as_str() {
            from if from == own && to != own => to,
            from if to == own && from != own => from,
            _ => continue,
        };
        let basis = duty.basis.as_ref().map(|basis| format!(" ({basis})")).unwrap_or_default();
        let about = format!("{}{basis}", duty.about);
        add(graph, lines, Section::Duties, other, Text::new(about.clone(), about), &duty.claims);
    }
}

/// Since when two actors have an agreement of their own, the earliest.
fn since(graph: &Graph, actor: usize, other: &str) -> Option<String> {
    let own = graph.network.actors[actor].id.as_str();
    let of_the_two = graph.network.agreements.iter().filter(|row| match &row.parties[..] {
        [a, b] => [[own, other], [other, own]].contains(&[a.as_str(), b.as_str()]),
        _ => false,
    });
    of_the_two.filter_map(|row| row.starts.clone()).min()
}

struct Words {
    title: &'static str,
    intro: &'static str,
    columns: [&'static str; 5],
    missing: &'static str,
    made: &'static str,
}

fn said(lang: Lang) -> Words {
    match lang {
        Lang::Sv => Words {
            title: "Bekräfta samarbeten",
            intro: "Kryssa ja eller nej på varje rad och skriv sedan när det gäller. Ett nej är lika värdefullt som ett ja.",
            columns: ["Vem", "Vad", "Ja", "Nej", "Sedan när"],
            missing: "Vilka saknas?",
            made: "Gjort av Samkarta",
        },
        Lang::En => Words {
            title: "Confirm collaboration",
            intro: "Tick yes or no on every line and write since when it holds. A no is worth as much as a yes.",
            columns: ["Who", "What", "Yes", "No", "Since when"],
            missing: "Who is missing?",
            made: "Made by Samkarta",
        },
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// What made the file, and from what.
fn made(graph: &Graph, lang: Lang) -> String {
    let network = graph.network;
    let digest = network.digest.as_ref().map(|d| format!(", sha256 {d}")).unwrap_or_default();
    format!("{} {}: {}{digest}", said(lang).made, env!("CARGO_PKG_VERSION"), network.id)
}

/// Lines to fill in at the end of a sheet.
const EMPTY: usize = 5;

/// The sheets as a page to print, one actor a page; nothing is loaded from elsewhere.
pub fn html(graph: &Graph, sheets: &[Sheet], lang: Lang) -> String {
    let words = said(lang);
    let code = match lang {
        Lang::Sv => "sv",
        Lang::En => "en",
    };
    let mut page = format!(
        "<!doctype html>\n<html lang=\"{code}\">\n<head>\n<meta charset=\"utf-8\">\n<title>{}</title>\n<style>\n\
         body {{ font: 11pt/1.4 sans-serif; margin: 2rem auto; max-width: 48rem; padding: 0 1rem; }}\n\
         table {{ border-collapse: collapse; width: 100%; }}\n\
         th, td {{ border: 1px solid #767676; padding: .3rem .5rem; text-align: left; vertical-align: top; }}\n\
         .box {{ width: 3rem; }} .when {{ width: 8rem; }} footer {{ font-size: 8pt; margin-top: 2rem; }}\n\
         section + section {{ break-before: page; }} tr {{ break-inside: avoid; }}\n\
         </style>\n</head>\n<body>\n",
        words.title
    );
    let head = words.columns.map(|column| format!("<th scope=\"col\">{column}</th>")).concat();
    for sheet in sheets {
        let name = escaped(&graph.network.actors[sheet.actor].name);
        let _ =
            write!(page, "<section>\n<h1>{}: {name}</h1>\n<p>{}</p>\n", words.title, words.intro);
        for (section, lines) in &sheet.sections {
            let heading = section.label().get(lang).to_owned();
            let _ = write!(
                page,
                "<h2>{heading}</h2>\n<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n"
            );
            for line in lines {
                let _ = writeln!(
                    page,
                    "<tr><td>{}</td><td>{}</td><td class=\"box\">☐</td><td class=\"box\">☐</td><td class=\"when\">{}</td></tr>",
                    escaped(&line.name),
                    escaped(line.about.get(lang)),
                    escaped(line.since.as_deref().unwrap_or_default()),
                );
            }
            page.push_str("</tbody>\n</table>\n");
        }
        let _ = write!(
            page,
            "<h2>{}</h2>\n<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n",
            words.missing
        );
        for _ in 0..EMPTY {
            page.push_str("<tr><td>&nbsp;</td><td></td><td class=\"box\">☐</td><td class=\"box\">☐</td><td class=\"when\"></td></tr>\n");
        }
        page.push_str("</tbody>\n</table>\n</section>\n");
    }
    let _ = write!(page, "<footer>{}</footer>\n</body>\n</html>\n", escaped(&made(graph, lang)));
    page
}

/// The sheets as Markdown.
pub fn markdown(graph: &Graph, sheets: &[Sheet], lang: Lang) -> String {
    let words = said(lang);
    let cell = |text: &str| text.replace('|', "\\|").replace('\n', " ");
    let head = format!("| {} |\n|{}\n", words.columns.join(" | "), "---|".repeat(5));
    let mut page = String::new();
    for sheet in sheets {
        let name = &graph.network.actors[sheet.actor].name;
        let _ = write!(page, "# {}: {name}\n\n{}\n\n", words.title, words.intro);
        for (section, lines) in &sheet.sections {
            let _ = write!(page, "## {}\n\n{head}", section.label().get(lang));
            for line in lines {
                let since = line.since.as_deref().unwrap_or_default();
                let (name, about) = (cell(&line.name), cell(line.about.get(lang)));
                let _ = writeln!(page, "| {name} | {about} | ☐ | ☐ | {since} |");
            }
            page.push('\n');
        }
        let _ = write!(page, "## {}\n\n{head}", words.missing);
        page.push_str(&"| | | ☐ | ☐ | |\n".repeat(EMPTY));
        page.push('\n');
    }
    let _ = writeln!(page, "{}", made(graph, lang));
    page
}

/// The sheets as rows of a table, its header first, an empty column for each answer.
pub fn rows(graph: &Graph, sheets: &[Sheet], lang: Lang) -> Vec<Vec<String>> {
    let header: [&str; 9] = match lang {
        Lang::Sv => ["aktör", "namn", "fråga", "vem", "vad", "status", "ja", "nej", "sedan när"],
        Lang::En => {
            ["actor", "name", "question", "who", "what", "status", "yes", "no", "since when"]
        }
    };
    let mut rows = vec![header.map(str::to_owned).to_vec()];
    for sheet in sheets {
        let actor = &graph.network.actors[sheet.actor];
        for (section, lines) in &sheet.sections {
            rows.extend(lines.iter().map(|line| {
                let status = line.status.map(|s| s.label().get(lang).to_owned());
                vec![
                    actor.id.0.clone(),
                    actor.name.clone(),
                    section.label().get(lang).to_owned(),
                    line.name.clone(),
                    line.about.get(lang).to_owned(),
                    status.unwrap_or_default(),
                    String::new(),
                    String::new(),
                    line.since.clone().unwrap_or_default(),
                ]
            }));
        }
    }
    rows
}
