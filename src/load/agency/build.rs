//! Building a draft of actors, forums and what is between them.
//!
//! *Invariant*: a name is matched to what is known only when it leads to one actor or
//! forum; a row that matches keeps the cells it has and gains a claim.

use std::collections::{HashMap, HashSet, VecDeque};

use super::Reading;
use super::known::{Foreign, Found, Known, Node, key};
use crate::load::draft::Slugs;
use crate::load::problem::Problem;
use crate::model::text::Text;
use crate::model::{
    Actor, Affiliation, Attributes, Claim, Forum, ForumId, Network, Obtained, Referral, Row,
    SourceId, Tie, TieKind, TieState,
};

/// What a name is meant to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Meant {
    /// An actor.
    Actor,
    /// A forum.
    Forum,
    /// A forum when a forum of that name is known, else an actor.
    Either,
}

impl Meant {
    /// Whether a forum may be meant, the likelier first.
    fn kinds(self) -> &'static [bool] {
        match self {
            Meant::Actor => &[false],
            Meant::Forum => &[true],
            Meant::Either => &[false, true],
        }
    }
}

/// Something that a file names.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mention<'a> {
    /// Its id in the file, where names need not be unique.
    pub(super) id: Option<&'a str>,
    /// Its name.
    pub(super) name: &'a str,
    /// What it is meant to be.
    pub(super) meant: Meant,
    /// Whether its id is to be its id here.
    pub(super) keeps_id: bool,
    /// The line, where there are lines.
    pub(super) line: Option<u64>,
    /// The place, as claims write it.
    pub(super) place: &'a str,
}

type TieKey = (String, String, Option<TieKind>, Option<TieState>, Option<String>);

/// A draft as it grows.
pub(super) struct Build<'a> {
    known: &'a Network,
    source: &'a SourceId,
    /// The file, as problems name it.
    pub(super) file: String,
    /// What attributes of this format start with.
    prefix: &'static str,
    names: Known,
    actors_at: HashMap<&'a str, usize>,
    forums_at: HashMap<&'a str, usize>,
    foreign_actors: Foreign,
    foreign_forums: Foreign,
    slugs: Slugs,
    /// What names and ids of this file have led to: whether to a forum, and by an id.
    seen: HashMap<(bool, bool, String), Node>,
    spelled: HashMap<(bool, String), (String, Node)>,
    drafted: HashMap<Node, usize>,
    ties: HashMap<TieKey, VecDeque<String>>,
    referrals: HashMap<(String, String, Option<String>), VecDeque<String>>,
    seats: HashMap<(String, String, Option<String>), usize>,
    told: HashSet<String>,
    /// The rows so far.
    pub(super) network: Network,
    /// The problems so far.
    pub(super) problems: Vec<Problem>,
}

impl<'a> Build<'a> {
    /// A draft of a file, nothing in it yet.
    pub(super) fn new(prefix: &'static str, file: &str, with: &Reading<'a>) -> Self {
        let known = with.known;
        let mut ties: HashMap<TieKey, VecDeque<String>> = HashMap::new();
        for row in &known.ties {
            ties.entry(tie_key(row)).or_default().push_back(row.id.clone());
        }
        let mut referrals: HashMap<_, VecDeque<String>> = HashMap::new();
        for row in &known.referrals {
            referrals.entry(referral_key(row)).or_default().push_back(row.id.clone());
        }
        let id = format!("{prefix}.id");
        Self {
            known,
            source: with.source,
            file: file.to_owned(),
            prefix,
            names: Known::of(known),
            actors_at: known.actors.iter().enumerate().map(|(i, r)| (r.id.as_str(), i)).collect(),
            forums_at: known.forums.iter().enumerate().map(|(i, r)| (r.id.as_str(), i)).collect(),
            foreign_actors: Foreign::of(&known.actors, &id, |_| true),
            foreign_forums: Foreign::of(&known.forums, &id, |_| true),
            slugs: Slugs::of(known),
            seen: HashMap::new(),
            spelled: HashMap::new(),
            drafted: HashMap::new(),
            ties,
            referrals,
            seats: HashMap::new(),
            told: HashSet::new(),
            network: Network::default(),
            problems: Vec::new(),
        }
    }

    /// A claim of this file.
    pub(super) fn claim(&self, place: &str) -> Claim {
        Claim {
            source: self.source.clone(),
            place: as_place(place),
            obtained: Obtained::Stated,
            interview: None,
            date: None,
            printed: None,
        }
    }

    /// Says something once a file, however often it comes up.
    pub(super) fn tell_once(&mut self, about: &str, line: Option<u64>, what: Text, next: Text) {
        if self.told.insert(about.to_owned()) {
            self.tell(line, what, next);
        }
    }

    /// Says something that is worth a look.
    pub(super) fn tell(&mut self, line: Option<u64>, what: Text, next: Text) {
        let mut problem = Problem::error(&self.file, what, next).as_warning();
        problem.line = line;
        self.problems.push(problem);
    }

    /// The actor or forum that is meant, in the draft from now on.
    pub(super) fn node(&mut self, mention: Mention) -> Node {
        let name = mention.name.trim();
        let own = mention.id.unwrap_or(name).trim().to_owned();
        let by_id = mention.id.is_some();
        for forum in mention.meant.kinds() {
            if let Some(node) = self.seen.get(&(*forum, by_id, own.clone())) {
                return node.clone();
            }
        }
        let node = match self.spelled_alike(mention, name) {
            Some(node) => node,
            None => self.known_node(mention, &own, name),
        };
        self.seen.insert((matches!(node, Node::Forum(_)), by_id, own), node.clone());
        node
    }

    /// The same name in another spelling earlier in the file, where names are all there
    /// is. Short codes are left apart: `a1` and `A1` may be two.
    fn spelled_alike(&mut self, mention: Mention, name: &str) -> Option<Node> {
        let normal = key(name);
        let letters = normal.chars().filter(|c| c.is_alphabetic()).count();
        if mention.id.is_some() || letters < 3 {
            return None;
        }
        let kinds = mention.meant.kinds().iter();
        let alike = |forum: &bool| self.spelled.get(&(*forum, normal.clone())).cloned();
        let (first, node) = kinds.filter_map(alike).next()?;
        self.tell(
            mention.line,
            Text::new(
                format!("”{name}” läses som ”{first}”, som står tidigare i filen"),
                format!("`{name}` is read as `{first}`, which stands earlier in the file"),
            ),
            Text::new("ge dem olika namn om de är två", "give them other names if they are two"),
        );
        Some(node)
    }

    fn known_node(&mut self, mention: Mention, own: &str, name: &str) -> Node {
        let mut keep_id = mention.id.is_some() && !mention.keeps_id;
        let by_id = mention.keeps_id.then(|| self.names.with_id(own)).flatten();
        let found = match by_id.or_else(|| self.by_foreign_id(mention.meant, own, name)) {
            Some(node) => Found::One(node),
            None => self.names.find(name),
        };
        let fits = |node: &Node| match mention.meant {
            Meant::Actor => matches!(node, Node::Actor(_)),
            Meant::Forum => matches!(node, Node::Forum(_)),
            Meant::Either => true,
        };
        let taken = |this: &Self, node: &Node| {
            // Two things of a file that have ids are never one.
            mention.id.is_some() && this.drafted.contains_key(node)
        };
        let fitting: Vec<Node> = match found {
            Found::Nobody => Vec::new(),
            Found::One(node) => vec![node],
            Found::Several(nodes) => nodes,
        };
        let some = !fitting.is_empty();
        let fitting: Vec<Node> = fitting.into_iter().filter(fits).collect();
        let node = match fitting.as_slice() {
            [one] if !taken(self, one) => one.clone(),
            nodes => {
                if nodes.len() > 1 || (some && nodes.is_empty()) {
                    keep_id = true;
                    self.tell_ambiguous(mention.line, name, nodes.len());
                }
                let id = match mention.keeps_id && self.slugs.take(own) {
                    true => own.to_owned(),
                    false => self.slugs.fresh(name),
                };
                match mention.meant {
                    Meant::Forum => Node::Forum(id),
                    Meant::Actor | Meant::Either => Node::Actor(id),
                }
            }
        };
        self.draft(&node, mention, name);
        if keep_id {
            self.keep_id(&node, own);
        } else if mention.id.is_none() {
            let spelled = (name.to_owned(), node.clone());
            let forum = matches!(node, Node::Forum(_));
            self.spelled.entry((forum, key(name))).or_insert(spelled);
        }
        node
    }

    /// Keeps the id of the file, unless the package knows another from another file.
    fn keep_id(&mut self, node: &Node, own: &str) {
        let attribute = format!("{}.id", self.prefix);
        let before = match node {
            Node::Actor(id) => {
                self.actors_at.get(id.as_str()).map(|i| &self.known.actors[*i].attributes)
            }
            Node::Forum(id) => {
                self.forums_at.get(id.as_str()).map(|i| &self.known.forums[*i].attributes)
            }
        };
        if before.is_none_or(|attributes| !attributes.contains_key(&attribute)) {
            self.attribute(node, &attribute, own);
        }
    }

    /// What attributes of this format start with.
    pub(super) fn prefix(&self) -> &'static str {
        self.prefix
    }

    /// Notes who calls the meetings of a forum; `false` when another does.
    pub(super) fn convener(&mut self, forum: &str, actor: &str) -> bool {
        let node = Node::Forum(forum.to_owned());
        let Some((row, _)) = self.forum_row(&node) else { return false };
        if row.convener.is_none() {
            row.convener = Some(actor.into());
        }
        row.convener.as_ref().is_some_and(|convener| convener.as_str() == actor)
    }

    fn tell_ambiguous(&mut self, line: Option<u64>, name: &str, several: usize) {
        let (sv, en) = match several {
            0 => ("är något av annat slag i paketet", "is of another kind in the package"),
            _ => ("heter flera i paketet", "is the name of several in the package"),
        };
        self.tell(
            line,
            Text::new(
                format!("”{name}” {sv}; raden läggs till som ny"),
                format!("`{name}` {en}; it is added as a new one"),
            ),
            Text::new(
                "skriv id i stället för namn, eller säg i verdicts att de är samma",
                "write its id instead of its name, or say in verdicts that they are the same",
            ),
        );
    }

    fn by_foreign_id(&self, meant: Meant, own: &str, name: &str) -> Option<Node> {
        let alike = key(name);
        let actor = || {
            let rows = &self.known.actors;
            let same = |row: &Row<Actor>| key(&row.name) == alike;
            let i = self.foreign_actors.one(rows, own, self.source, same)?;
            Some(Node::Actor(rows[i].id.0.clone()))
        };
        let forum = || {
            let rows = &self.known.forums;
            let same = |row: &Row<Forum>| key(&row.name) == alike;
            let i = self.foreign_forums.one(rows, own, self.source, same)?;
            Some(Node::Forum(rows[i].id.0.clone()))
        };
        match meant {
            Meant::Actor => actor(),
            Meant::Forum => forum(),
            Meant::Either => actor().or_else(forum),
        }
    }

    /// Adds the row of an actor or forum, as it is known or new.
    fn draft(&mut self, node: &Node, mention: Mention, name: &str) {
        if self.drafted.contains_key(node) {
            return;
        }
        let mut claim = self.claim(mention.place);
        match node {
            Node::Actor(id) => {
                let value = match self.actors_at.get(id.as_str()) {
                    Some(&i) => self.known.actors[i].value.clone(),
                    None => {
                        Actor { id: id.as_str().into(), name: name.to_owned(), ..Actor::default() }
                    }
                };
                claim.printed = as_printed(name, &value.name);
                self.drafted.insert(node.clone(), self.network.actors.len());
                self.network.actors.push(Row { claims: vec![claim], ..Row::bare(value) });
            }
            Node::Forum(id) => {
                let value = match self.forums_at.get(id.as_str()) {
                    Some(&i) => self.known.forums[i].value.clone(),
                    None => {
                        Forum { id: id.as_str().into(), name: name.to_owned(), ..Forum::default() }
                    }
                };
                claim.printed = as_printed(name, &value.name);
                self.drafted.insert(node.clone(), self.network.forums.len());
                self.network.forums.push(Row { claims: vec![claim], ..Row::bare(value) });
            }
        }
    }

    /// The row of an actor in the draft, and whether the package knows it.
    pub(super) fn actor_row(&mut self, node: &Node) -> Option<(&mut Row<Actor>, bool)> {
        let Node::Actor(id) = node else { return None };
        let i = *self.drafted.get(node)?;
        Some((&mut self.network.actors[i], self.actors_at.contains_key(id.as_str())))
    }

    /// The row of a forum in the draft, and whether the package knows it.
    pub(super) fn forum_row(&mut self, node: &Node) -> Option<(&mut Row<Forum>, bool)> {
        let Node::Forum(id) = node else { return None };
        let i = *self.drafted.get(node)?;
        Some((&mut self.network.forums[i], self.forums_at.contains_key(id.as_str())))
    }

    /// Keeps a cell on the row of an actor or forum.
    pub(super) fn attribute(&mut self, node: &Node, name: &str, text: &str) {
        let Some(&i) = self.drafted.get(node) else { return };
        let attributes = match node {
            Node::Actor(_) => &mut self.network.actors[i].attributes,
            Node::Forum(_) => &mut self.network.forums[i].attributes,
        };
        attributes.insert(name.to_owned(), text.to_owned());
    }

    /// Adds a tie, with the id it had when the same tie is known.
    pub(super) fn tie(&mut self, mut tie: Tie, attributes: Attributes, place: &str) {
        let id = self.ties.get_mut(&tie_key(&tie)).and_then(VecDeque::pop_front);
        tie.id = id.unwrap_or_else(|| self.slugs.fresh(&format!("t-{}-{}", tie.from, tie.to)));
        let claims = vec![self.claim(place)];
        self.network.ties.push(Row { value: tie, claims, attributes });
    }

    /// Adds a referral, with the id it had when the same one is known.
    pub(super) fn referral(&mut self, mut way: Referral, attributes: Attributes, place: &str) {
        let id = self.referrals.get_mut(&referral_key(&way)).and_then(VecDeque::pop_front);
        way.id = id.unwrap_or_else(|| self.slugs.fresh(&format!("r-{}-{}", way.from, way.to)));
        let claims = vec![self.claim(place)];
        self.network.referrals.push(Row { value: way, claims, attributes });
    }

    /// Adds a seat; one that is there already gains the claim, and `false` is given.
    pub(super) fn seat(
        &mut self,
        forum: &str,
        actor: &str,
        role: Option<String>,
        attributes: Attributes,
        place: &str,
    ) -> bool {
        let claim = self.claim(place);
        let seat = (forum.to_owned(), actor.to_owned(), role.clone());
        if let Some(&i) = self.seats.get(&seat) {
            let row = &mut self.network.affiliations[i];
            row.claims.push(claim);
            for (name, text) in attributes {
                let kept = row.attributes.entry(name).or_default();
                match kept.is_empty() {
                    true => *kept = text,
                    false if *kept != text => *kept = format!("{kept} | {text}"),
                    false => {}
                }
            }
            return false;
        }
        self.seats.insert(seat, self.network.affiliations.len());
        let value = Affiliation { forum: ForumId::from(forum), actor: actor.into(), role };
        self.network.affiliations.push(Row { value, claims: vec![claim], attributes });
        true
    }
}

fn tie_key(tie: &Tie) -> TieKey {
    (tie.from.0.clone(), tie.to.0.clone(), tie.kind, tie.state, tie.about.clone())
}

fn referral_key(way: &Referral) -> (String, String, Option<String>) {
    (way.from.0.clone(), way.to.0.clone(), way.condition.clone())
}

/// A place that a claims cell can hold: no blanks, no signs that end it.
pub(super) fn as_place(place: &str) -> String {
    let odd = |c: char| c.is_whitespace() || c.is_control() || matches!(c, ';' | '[' | ']');
    place.replace(odd, "_")
}

/// The words as printed, where the row has others and a claims cell can hold them.
pub(super) fn as_printed(printed: &str, kept: &str) -> Option<String> {
    let odd = |c: char| c.is_control() || matches!(c, ';' | '[' | ']');
    let fits = printed != kept && !printed.trim().is_empty() && !printed.contains(odd);
    fits.then(|| printed.split_whitespace().collect::<Vec<_>>().join(" "))
}
