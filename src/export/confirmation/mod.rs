//! The confirmation sheet: what others say of an actor, for it to say yes or no.
//!
//! The page shows the same rows in the same order and words: [`Sheet`] and [`Phrase`] are all
//! that both write.
//!
//! *Invariant*: what nobody in particular said is kept apart from what somebody
//! named; who else says so is counted, never named; yes and no are never filled in
//! beforehand, and since when only where the source itself tells.

mod write;

use std::collections::{BTreeMap, BTreeSet};

use crate::findings::explain::within;
use crate::graph::Graph;
use crate::measure::contacts::is_named_by;
use crate::measure::ties;
use crate::model::text::{Word, swedish, words};
use crate::model::{
    ActorId, ActorKind, Claim, Lang, PUBLIC, Referral, Row, Text, Tie, TieKind, TieState, TieStatus,
};

pub use write::{Asked, html, markdown, rows};

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

impl Section {
    /// The headings of the columns: whom the lines name, what they say, three for the answer
    /// and one for a comment. Whether somebody wishes is not for the other to answer yes to.
    pub fn columns(self) -> [Phrase; 6] {
        let [yes, no, since] = self.answers();
        [self.names(), Phrase::What, yes, no, since, Phrase::Comment]
    }

    /// The headings of the columns to answer in.
    pub fn answers(self) -> [Phrase; 3] {
        match self {
            Section::Wishes => [Phrase::Right, Phrase::Wrong, Phrase::ComeTrue],
            _ => [Phrase::Yes, Phrase::No, Phrase::Since],
        }
    }

    /// What the lines name: actors, or forums.
    pub fn names(self) -> Phrase {
        match self {
            Section::Forums => Phrase::Forum,
            _ => Phrase::Who,
        }
    }
}

words! {
    /// The words of the sheet itself.
    Phrase {
        Title = "title", "Bekräfta samarbeten", "Confirm collaboration";
        How = "how", "Kryssa i en av rutorna på varje rad och skriv sedan när det gäller. Ett nej är lika värdefullt som ett ja.", "Tick one of the boxes on every line and write since when it holds. A no is worth as much as a yes.";
        AnswerBy = "answer_by", "Svara senast", "Answer by";
        ReturnTo = "return_to", "Skicka svaret till", "Send the answer to";
        Who = "who", "Vem", "Who";
        Forum = "forum", "Forum", "Forum";
        What = "what", "Vad", "What";
        Yes = "yes", "Ja", "Yes";
        No = "no", "Nej", "No";
        Since = "since", "Sedan när", "Since when";
        Right = "right", "Stämmer", "Right";
        Wrong = "wrong", "Stämmer inte", "Not right";
        ComeTrue = "come_true", "Har blivit av, sedan när", "Has come about, since when";
        Comment = "comment", "Kommentar", "Comment";
        Missing = "missing", "Vilka saknas?", "Who is missing?";
        FilledBy = "filled_by", "Ifyllt av (roll eller enhet, inte namn)", "Filled in by (role or unit, not a name)";
        Day = "day", "Datum", "Date";
        Made = "made", "Gjort av Samkarta", "Made by Samkarta";
    }
}

/// One line to confirm.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Id of the other actor, or of a forum.
    pub other: String,
    /// Its name.
    pub name: String,
    /// What it is about, and how many say so beside the two.
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
    /// Sections with their lines, by the name of the other as Swedish sorts names; empty ones
    /// are left out.
    pub sections: Vec<(Section, Vec<Line>)>,
}

/// Lines by section and the id of the other, each with who says so beside the two.
type Lines = BTreeMap<(Section, String), (Line, BTreeSet<usize>)>;

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
    for ((section, _), (mut line, others)) in lines {
        line.since = line.since.or_else(|| since(graph, actor, &line.other));
        match others.len() {
            0 => {}
            1 => also(&mut line.about, Text::new("en annan säger det", "one other says so")),
            n => also(
                &mut line.about,
                Text::new(format!("{n} andra säger det"), format!("{n} others say so")),
            ),
        }
        sections.entry(section).or_default().push(line);
    }
    for lines in sections.values_mut() {
        lines.sort_by_cached_key(|line| (swedish(&line.name), line.other.clone()));
    }
    Sheet { actor, sections: sections.into_iter().collect() }
}

/// The sheets of all actors who have something to confirm, by name as Swedish sorts names.
pub fn sheets(graph: &Graph) -> Vec<Sheet> {
    let actors = &graph.network.actors;
    let mut sheets: Vec<Sheet> = (0..actors.len())
        .filter(|&actor| actors[actor].kind != Some(ActorKind::Public))
        .map(|actor| sheet(graph, actor))
        .filter(|sheet| !sheet.sections.is_empty())
        .collect();
    sheets.sort_by_cached_key(|sheet| swedish(&actors[sheet.actor].name));
    sheets
}

/// What a row says of the actor and somebody, and who says it.
struct Said<'a> {
    about: Text,
    claims: &'a [Claim],
    by: &'a [ActorId],
}

impl Said<'_> {
    /// Those beside the two whose informants say so: of the interviews behind the claims,
    /// else as the row tells. An interview that is of nobody known counts for nobody.
    fn others(&self, graph: &Graph, actor: usize, other: &str) -> BTreeSet<usize> {
        let interviews = &graph.network.interviews;
        let told: Vec<_> = self.claims.iter().filter_map(|c| c.interview.as_ref()).collect();
        let of_interviews = interviews
            .iter()
            .filter(|row| told.contains(&&row.id))
            .filter_map(|row| row.actor.as_ref());
        let by: Vec<&ActorId> =
            if told.is_empty() { self.by.iter().collect() } else { of_interviews.collect() };
        let other = graph.actor(other);
        let is_of_two = |by: &usize| {
            graph.ancestry(*by).iter().any(|&above| above == actor || Some(above) == other)
        };
        by.into_iter()
            .filter_map(|by| graph.actor(by.as_str()))
            .filter(|by| !is_of_two(by))
            .collect()
    }
}

/// Adds what a row says to the line of the actor and another.
fn add(
    graph: &Graph,
    lines: &mut Lines,
    actor: usize,
    (section, other): (Section, &str),
    said: Said,
) {
    let (line, others) = lines.entry((section, other.to_owned())).or_insert_with(|| {
        let line = Line {
            other: other.to_owned(),
            name: graph.network.name_of(other).to_owned(),
            about: Text::default(),
            status: None,
            since: None,
            claims: Vec::new(),
        };
        (line, BTreeSet::new())
    });
    others.extend(said.others(graph, actor, other));
    also(&mut line.about, said.about);
    let new: Vec<Claim> =
        said.claims.iter().filter(|claim| !line.claims.contains(claim)).cloned().collect();
    line.claims.extend(new);
}

/// Adds to what a line is about, once.
fn also(about: &mut Text, more: Text) {
    if about.sv.is_empty() {
        *about = more;
    } else if !more.sv.is_empty() && !about.sv.split("; ").any(|known| known == more.sv) {
        *about =
            Text::new(format!("{}; {}", about.sv, more.sv), format!("{}; {}", about.en, more.en));
    }
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
        let about = about_tie(tie, section);
        let said = Said { about, claims: &tie.claims, by: &tie.claimed_by };
        add(graph, lines, actor, (section, other), said);
        if let Some((line, _)) = lines.get_mut(&(section, other.to_owned()))
            && section != Section::Wishes
        {
            line.status = line.status.into_iter().chain([status]).min();
        }
    }
}

fn about_tie(tie: &Row<Tie>, section: Section) -> Text {
    // The heading says already that it is a wish.
    let untold = section != Section::Wishes || tie.about.is_none();
    let kind = tie.kind.filter(|_| untold).map(Word::label);
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
        let said = Said { about: about_way(graph, way), claims: &way.claims, by: &way.claimed_by };
        add(graph, lines, actor, (section, other), said);
    }
}

/// That it is a referral, then for whom, by which channel and on which condition, as far as
/// the source says.
fn about_way(graph: &Graph, way: &Referral) -> Text {
    let say = |what: &str, lang| {
        let group = way.group.as_ref().map(|id| within(graph.network.name_of(id.as_str()), lang));
        let stated: Vec<String> =
            group.into_iter().chain(way.channel.clone()).chain(way.condition.clone()).collect();
        if stated.is_empty() { what.to_owned() } else { format!("{what}: {}", stated.join(", ")) }
    };
    Text::new(say("hänvisning", Lang::Sv), say("referral", Lang::En))
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
        let said = Said { about: Text::new(about.clone(), about), claims, by: &[] };
        add(graph, lines, actor, (Section::Forums, id), said);
        if let Some((line, _)) = lines.get_mut(&(Section::Forums, id.to_owned())) {
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
        let said = Said { about: Text::new(about.clone(), about), claims: &duty.claims, by: &[] };
        add(graph, lines, actor, (Section::Duties, other), said);
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
