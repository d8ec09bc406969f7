//! The rows that an interview gives.

use std::collections::{HashMap, HashSet};

use super::heard::Heard;
use super::keys::{printable, push_new, shortened, slug_of, tie_key, way_key};
use super::offers::{Offer, doors, offers};
use super::ties::{self, Stated};
use super::ways::{self, Way};
use super::whom::{self, Says};
use super::{Answer, amount, plan};
use crate::load::draft::slug;
use crate::load::form::Question;
use crate::load::mention::Target;
use crate::load::package::Table;
use crate::load::package::table::CLAIMS;
use crate::model::text::Word;
use crate::model::{
    Actor, ActorKind, Affiliation, Agreement, Claim, Door, Forum, Interview, Network, Obtained,
    PUBLIC, Referral, Row, Scope, Service, SourceId, Statement, StatementKind, Tie, TieKind,
    TieState,
};

/// An interview before it has become rows.
#[derive(Clone, Debug, Default)]
pub struct Interviewed {
    /// Its id.
    pub id: String,
    /// The informant's unit; `None` when the row does not say.
    pub unit: Option<String>,
    /// The informant's role, without names.
    pub role: Option<String>,
    /// When, ISO 8601.
    pub date: Option<String>,
    /// How.
    pub mode: Option<String>,
    /// The place of the row's first cell, for the interview itself.
    pub place: String,
    /// What the form asks beside, kept as it is: column and text.
    pub kept: Vec<(String, String)>,
    /// The answers, in the order of the columns.
    pub answers: Vec<Answer>,
}

/// Rows under way, of all interviews of an import.
#[derive(Clone, Debug)]
pub struct Rows {
    /// The rows so far.
    pub network: Network,
    source: SourceId,
    /// Names of everything, for agreements.
    names: HashMap<String, String>,
    /// The ids of ties and referrals that the package has, by what they say.
    known: HashMap<String, String>,
    /// Where a tie or referral stands in `network`, by what it says.
    at: HashMap<String, usize>,
}

impl Rows {
    /// No rows yet; `known` has the names of all actors that answers lead to.
    pub fn new(known: &Network, source: &str) -> Self {
        let names = known.actors.iter().map(|a| (a.id.as_str().to_owned(), a.name.clone()));
        let ties = known.ties.iter().map(|row| (tie_key(row), row.id.clone()));
        let ways = known.referrals.iter().map(|row| (way_key(row), row.id.clone()));
        Self {
            network: Network::default(),
            source: source.into(),
            names: names.collect(),
            known: ties.chain(ways).collect(),
            at: HashMap::new(),
        }
    }

    /// The id of a tie or referral: that of the package's own where it says the same.
    fn id_of(&self, key: &str, new: String) -> String {
        self.known.get(key).cloned().unwrap_or(new)
    }

    fn name<'a>(&'a self, id: &'a str) -> &'a str {
        self.names.get(id).map_or(id, String::as_str)
    }

    /// Adds what an interview gives.
    pub fn add(&mut self, interview: &Interviewed) {
        let source = self.source.clone();
        let claim = |place: &str, obtained, printed: Option<&str>| Claim {
            source: source.clone(),
            place: place.to_owned(),
            obtained,
            interview: Some(interview.id.clone()),
            date: None,
            printed: printed.map(printable).filter(|words| !words.is_empty()),
        };
        let plan_said = interview.answers.iter().find(|a| a.question == Question::Plan);
        let value = Interview {
            id: interview.id.clone(),
            actor: interview.unit.as_deref().map(Into::into),
            role: interview.role.clone(),
            date: interview.date.clone(),
            mode: interview.mode.clone(),
            plan: plan_said.and_then(|answer| plan(&answer.text)).map(str::to_owned),
        };
        let mut row = Row::bare(value);
        row.claims.push(claim(&interview.place, Obtained::Stated, None));
        for (heading, text) in &interview.kept {
            let own =
                Interview::COLUMNS.iter().any(|column| column.name == heading) || heading == CLAIMS;
            let mut name = if own { format!("{heading} (svar)") } else { heading.clone() };
            let mut n = 2;
            while row.attributes.contains_key(&name) {
                name = format!("{heading} ({n})");
                n += 1;
            }
            row.attributes.insert(name, text.clone());
        }
        self.network.interviews.push(row);

        let mut offered: Vec<(String, Offer, Claim)> = Vec::new();
        let mut whom: Vec<(whom::Whom, Claim)> = Vec::new();
        let mut own_doors: Vec<Door> = Vec::new();
        let mut told: Vec<(Stated, Claim)> = Vec::new();
        let mut led: Vec<(Way, Claim)> = Vec::new();
        for answer in &interview.answers {
            self.state(interview, answer, &claim(&answer.place, Obtained::Stated, None));
            let Some(own) = interview.unit.as_deref() else { continue };
            let heard = Heard::new(answer.question, &answer.text, &answer.mentions);
            let coded = |span: &std::ops::Range<usize>| {
                claim(&answer.place, Obtained::Coded, answer.text.get(span.clone()))
            };
            told.extend(ties::stated(&answer.text, &heard, own).into_iter().map(|t| {
                let claim = coded(&t.span);
                (t, claim)
            }));
            led.extend(ways::stated(&heard, own).into_iter().map(|w| {
                let claim = coded(&w.span);
                (w, claim)
            }));
            whom.extend(whom::stated(&heard).into_iter().map(|w| {
                let claim = coded(&w.span);
                (w, claim)
            }));
            if answer.question == Question::Services {
                for offer in offers(&heard, own) {
                    let name = answer.text.get(offer.span.clone()).unwrap_or_default().to_owned();
                    let claim = coded(&offer.span);
                    offered.push((name, offer, claim));
                }
            }
            if matches!(answer.question, Question::Reach | Question::Ways | Question::WaysIn) {
                own_doors.extend(self.doors_of(&heard, own));
            }
            self.rhythms(&heard, &coded);
        }
        let Some(own) = interview.unit.as_deref() else { return };
        self.add_ties(own, told);
        for (way, claim) in led {
            self.add_way(own, way, claim);
        }
        self.add_services(own, offered, &whom, own_doors);
    }

    /// Every answer as a statement, so that nothing said is lost.
    fn state(&mut self, interview: &Interviewed, answer: &Answer, claim: &Claim) {
        let (kind, scope) = match answer.question {
            Question::Success => (StatementKind::SuccessFactor, None),
            Question::Challenges => (StatementKind::Challenge, None),
            Question::Wishes => (StatementKind::Wish, None),
            Question::WishesLocal => (StatementKind::Wish, Some(Scope::Local)),
            Question::WishesSociety => (StatementKind::Wish, Some(Scope::Society)),
            _ => (StatementKind::Observation, None),
        };
        let text = answer.kept.trim();
        if text.is_empty() {
            return;
        }
        // The same cell of the same file is the same statement, whenever it is read.
        let value = Statement {
            id: slug_of(&["u", self.source.as_str(), &claim.place]),
            text: text.to_owned(),
            kind: Some(kind),
            theme: Some(answer.heading.clone()),
            scope,
            actor: interview.unit.as_deref().map(Into::into),
            role: interview.role.clone(),
        };
        self.network.statements.push(Row { claims: vec![claim.clone()], ..Row::bare(value) });
    }

    /// Ties and seats; a tie without a stated manner is dropped where the same informant
    /// states one.
    fn add_ties(&mut self, own: &str, told: Vec<(Stated, Claim)>) {
        let specific: HashSet<&str> = told
            .iter()
            .filter(|(t, _)| {
                t.state == TieState::Claimed && t.kind.is_some_and(|k| k != TieKind::Wishes)
            })
            .map(|(t, _)| t.target.id())
            .collect();
        let denied: HashSet<&str> = told
            .iter()
            .filter(|(t, _)| t.state == TieState::Absent)
            .map(|(t, _)| t.target.id())
            .collect();
        for (stated, claim) in &told {
            let id = stated.target.id();
            match &stated.target {
                Target::Forum(_)
                    if stated.state == TieState::Claimed
                        && stated.kind != Some(TieKind::Wishes) =>
                {
                    self.add_seat(own, id, claim);
                }
                Target::Actor(_) => {
                    let plain = stated.kind.is_none() && stated.state == TieState::Claimed;
                    let kind = match stated.kind {
                        None if plain && (specific.contains(id) || denied.contains(id)) => continue,
                        None => TieKind::Cooperates,
                        Some(kind) => kind,
                    };
                    self.add_tie(own, stated, kind, claim.clone());
                    if kind == TieKind::Agreement {
                        self.add_agreement(own, stated, claim);
                    }
                }
                _ => {}
            }
        }
    }

    fn add_tie(&mut self, own: &str, stated: &Stated, kind: TieKind, claim: Claim) {
        let to = stated.target.id();
        let frequency = stated.rhythm.and_then(|rhythm| Some((rhythm.min? + rhythm.max?) / 2.0));
        let mut value = Tie {
            from: own.into(),
            to: to.into(),
            kind: Some(kind),
            state: Some(stated.state),
            frequency,
            claimed_by: vec![own.into()],
            ..Tie::default()
        };
        let key = tie_key(&value);
        if let Some(row) = self.at.get(&key).and_then(|at| self.network.ties.get_mut(*at)) {
            push_new(&mut row.claims, claim);
            row.frequency = row.frequency.or(frequency);
            return;
        }
        let suffix = if stated.state == TieState::Absent { "absent" } else { kind.slug() };
        value.id = self.id_of(&key, slug_of(&["t", own, to, suffix]));
        self.at.insert(key, self.network.ties.len());
        self.network.ties.push(Row { claims: vec![claim], ..Row::bare(value) });
    }

    fn add_seat(&mut self, own: &str, forum: &str, claim: &Claim) {
        let rows = &mut self.network.affiliations;
        match rows.iter_mut().find(|row| row.forum.as_str() == forum && row.actor.as_str() == own) {
            Some(row) => push_new(&mut row.claims, claim.clone()),
            None => {
                let value = Affiliation { forum: forum.into(), actor: own.into(), role: None };
                rows.push(Row { claims: vec![claim.clone()], ..Row::bare(value) });
            }
        }
    }

    fn add_agreement(&mut self, own: &str, stated: &Stated, claim: &Claim) {
        let other = stated.target.id();
        let (one, two) = if own < other { (own, other) } else { (other, own) };
        let id = slug_of(&["a", one, two]);
        if let Some(row) = self.network.agreements.iter_mut().find(|row| row.id.as_str() == id) {
            push_new(&mut row.claims, claim.clone());
            row.ends = row.ends.take().or(stated.ends.clone());
            return;
        }
        let value = Agreement {
            id: id.into(),
            name: format!("{} – {}", self.name(one), self.name(two)),
            parties: vec![own.into(), other.into()],
            ends: stated.ends.clone(),
            ..Agreement::default()
        };
        self.network.agreements.push(Row { claims: vec![claim.clone()], ..Row::bare(value) });
    }

    fn add_way(&mut self, own: &str, way: Way, claim: Claim) {
        self.meet_public(&way, &claim);
        let mut value = Referral {
            from: way.from.as_str().into(),
            to: way.to.as_str().into(),
            group: way.group.as_deref().map(Into::into),
            share: way.share,
            claimed_by: vec![own.into()],
            ..Referral::default()
        };
        let key = way_key(&value);
        if let Some(row) = self.at.get(&key).and_then(|at| self.network.referrals.get_mut(*at)) {
            push_new(&mut row.claims, claim);
            for access in way.access {
                if !row.access.0.contains(&access) {
                    row.access.0.push(access);
                }
            }
            row.share = row.share.or(way.share);
            if !row.claimed_by.iter().any(|id| id.as_str() == own) {
                row.claimed_by.push(own.into());
            }
            return;
        }
        let mut parts = vec!["r", way.from.as_str(), way.to.as_str()];
        parts.extend(way.group.as_deref());
        value.id = self.id_of(&key, slug_of(&parts));
        value.access = Door(way.access);
        self.at.insert(key, self.network.referrals.len());
        self.network.referrals.push(Row { claims: vec![claim], ..Row::bare(value) });
    }

    /// People who come on their own come from somewhere: the pseudo-actor is there.
    fn meet_public(&mut self, way: &Way, claim: &Claim) {
        if way.from == PUBLIC && !self.network.actors.iter().any(|a| a.id.as_str() == PUBLIC) {
            let value = Actor {
                id: PUBLIC.into(),
                name: "Egen kontakt".to_owned(),
                kind: Some(ActorKind::Public),
                ..Actor::default()
            };
            self.network.actors.push(Row { claims: vec![claim.clone()], ..Row::bare(value) });
        }
    }

    /// Services with the groups that they name, or those that the unit as a whole does.
    fn add_services(
        &mut self,
        own: &str,
        offered: Vec<(String, Offer, Claim)>,
        whom: &[(whom::Whom, Claim)],
        own_doors: Vec<Door>,
    ) {
        let of = |says: Says| {
            let mut ids: Vec<&str> = Vec::new();
            for (whom, _) in whom.iter().filter(|(whom, _)| whom.says == says) {
                if !ids.contains(&whom.group.as_str()) {
                    ids.push(&whom.group);
                }
            }
            ids
        };
        let (named, mut excluded) = (of(Says::Named), of(Says::Excluded));
        excluded.retain(|id| !named.contains(id));
        let said: Vec<Claim> = whom.iter().map(|(_, claim)| claim.clone()).collect();
        let mut rows: Vec<Row<Service>> = Vec::new();
        for (name, offer, claim) in &offered {
            let groups = if offer.groups.is_empty() {
                named.iter().map(|id| (*id).into()).collect()
            } else {
                offer.groups.iter().map(|id| id.as_str().into()).collect()
            };
            let mut access = offer.access.clone();
            access.extend(own_doors.iter().cloned());
            access.dedup();
            let name = shortened(name);
            let value = Service {
                id: slug_of(&["s", own, &slug(&name)]).as_str().into(),
                actor: own.into(),
                name,
                function: Some(offer.function),
                prevention: offer.prevention,
                groups,
                excludes: excluded.iter().map(|id| (*id).into()).collect(),
                access,
                acute: offer.acute,
                ..Service::default()
            };
            let mut claims = vec![claim.clone()];
            claims.extend(said.iter().cloned());
            rows.push(Row { claims, ..Row::bare(value) });
        }
        if rows.is_empty() && !(named.is_empty() && excluded.is_empty()) {
            let value = Service {
                id: slug_of(&["s", own, "uppdrag"]).as_str().into(),
                actor: own.into(),
                name: "Uppdraget".to_owned(),
                groups: named.iter().map(|id| (*id).into()).collect(),
                excludes: excluded.iter().map(|id| (*id).into()).collect(),
                access: own_doors,
                ..Service::default()
            };
            rows.push(Row { claims: said.clone(), ..Row::bare(value) });
        }
        for row in rows {
            match self.network.services.iter_mut().find(|old| old.id == row.id) {
                Some(old) => {
                    row.claims.into_iter().for_each(|claim| push_new(&mut old.claims, claim))
                }
                None => self.network.services.push(row),
            }
        }
        if !named.is_empty() {
            let value = Actor {
                id: own.into(),
                meets: named.iter().map(|id| (*id).into()).collect(),
                ..Actor::default()
            };
            let claims = whom
                .iter()
                .filter(|(w, _)| w.says == Says::Named)
                .map(|(_, c)| c.clone())
                .collect();
            self.network.actors.push(Row { claims, ..Row::bare(value) });
        }
    }

    /// Doors into the unit itself: sentences that name no other actor.
    fn doors_of(&self, heard: &Heard, own: &str) -> Vec<Door> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < heard.tokens.len() {
            let sentence = heard.sentence(at);
            at = sentence.end;
            let others = heard
                .named_in(&sentence)
                .any(|named| !named.is_group() && named.mention.target.id() != own);
            let out = heard.any(&sentence, &["ut$", "hänvis", "lotsa", "slussa", "vidare$"]);
            if !others && !out {
                found.extend(doors(heard, &sentence));
            }
        }
        found.extend(
            ways::stated(heard, own)
                .into_iter()
                .filter(|way| way.from == PUBLIC)
                .map(|way| Door(way.access.into_iter().take(1).collect())),
        );
        found.dedup();
        found
    }

    /// How often a forum meets, where an answer says so beside its name.
    fn rhythms(&mut self, heard: &Heard, coded: &dyn Fn(&std::ops::Range<usize>) -> Claim) {
        for named in &heard.named {
            let Some(Target::Forum(id)) = named.certain() else { continue };
            let sentence = heard.sentence(named.first);
            let behind = named.first..sentence.end;
            let rhythm =
                amount::rhythm(heard, &behind).or_else(|| amount::rhythm(heard, &sentence));
            let Some(rhythm) = rhythm else { continue };
            let value =
                Forum { id: id.as_str().into(), meetings_per_year: rhythm, ..Forum::default() };
            let claims = vec![coded(&named.mention.span)];
            self.network.forums.push(Row { claims, ..Row::bare(value) });
        }
    }
}
