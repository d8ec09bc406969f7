//! The network itself as JSON.

use serde::Serialize;
use utoipa::ToSchema;

use super::{Ages, Claim, Claims, Made, Range, ids, made, slug, slugs};
use crate::graph::Graph;
use crate::measure::ties::statuses;
use crate::model::{self, Network as Net};

/// A whole network: the shape that `export --to json` writes.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[allow(missing_docs, reason = "each field is the table of its name")]
pub struct NetworkJson {
    pub network: Header,
    pub made: Made,
    pub actors: Vec<Actor>,
    pub forums: Vec<Forum>,
    pub groups: Vec<Group>,
    pub services: Vec<Service>,
    pub referrals: Vec<Referral>,
    pub ties: Vec<Tie>,
    pub agreements: Vec<Agreement>,
    pub goals: Vec<Goal>,
    pub measures: Vec<Measure>,
    pub mandates: Vec<Mandate>,
    pub interviews: Vec<Interview>,
    pub statements: Vec<Statement>,
    pub participation: Vec<Participation>,
    pub figures: Vec<Figure>,
    pub sources: Vec<Source>,
}

/// What the network is.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[allow(missing_docs, reason = "the names of the descriptor")]
pub struct Header {
    pub id: String,
    pub title: String,
    pub kind: Option<String>,
    pub place: Option<String>,
    pub period: Option<String>,
    pub language: Option<String>,
    pub boundary: Boundary,
}

/// Who was asked, and who could have been.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[allow(missing_docs, reason = "the names of the descriptor")]
pub struct Boundary {
    pub asked: Option<String>,
    pub could_have_been_asked: Option<String>,
}

macro_rules! shapes {
    ($($(#[$doc:meta])* $name:ident { $($field:ident: $type:ty,)* })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, Serialize, ToSchema)]
        #[allow(missing_docs, reason = "the columns of the table; see the model")]
        pub struct $name { $(pub $field: $type,)* pub claims: Vec<Claim>, }
    )*};
}

shapes! {
    /// A row of `actors`.
    Actor {
        id: String, name: String, aliases: Vec<String>, kind: Option<String>,
        sector: Option<String>, level: Option<String>, parent: Option<String>,
        interviewed: Option<bool>, persons: Option<u32>, meets: Vec<String>,
    }
    /// A row of `forums` with its members.
    Forum {
        id: String, name: String, aliases: Vec<String>, convener: Option<String>,
        function: Option<String>, level: Option<String>, meetings_per_year: Range,
        size: Option<u32>, purpose: Option<String>, groups: Vec<String>,
        members_complete: Option<bool>, starts: Option<String>, ends: Option<String>,
        reports_to: Option<String>, members: Vec<Member>,
    }
    /// A row of `affiliations`.
    Member { actor: String, role: Option<String>, }
    /// A row of `groups`.
    Group {
        id: String, name: String, aliases: Vec<String>, parent: Option<String>, age: Ages,
        sex: Option<String>, conditions: Vec<String>,
    }
    /// A row of `services`.
    Service {
        id: String, actor: String, name: String, function: Option<String>,
        prevention: Option<String>, groups: Vec<String>, excludes: Vec<String>, age: Ages,
        access: Vec<String>, granted_by: Vec<String>, grants: Vec<String>, acute: Option<bool>,
    }
    /// A row of `referrals`.
    Referral {
        id: String, from: String, to: String, group: Option<String>, channel: Option<String>,
        access: Option<String>, condition: Option<String>, basis: Option<String>,
        share: Option<f64>, claimed_by: Vec<String>,
    }
    /// A row of `ties`, with what both ends' claims make of it.
    Tie {
        id: String, from: String, to: String, kind: Option<String>, status: String,
        strength: Option<f64>, frequency: Option<f64>, claimed_by: Vec<String>,
        about: Option<String>,
    }
    /// A row of `agreements`.
    Agreement {
        id: String, name: String, parties: Vec<String>, form: Option<String>,
        starts: Option<String>, ends: Option<String>, replaces: Option<String>,
        carries: Vec<String>,
    }
    /// A row of `goals`.
    Goal { id: String, number: Option<String>, text: String, parent: Option<String>, }
    /// A row of `measures`.
    Measure {
        id: String, number: Option<String>, text: String, responsible: Vec<String>,
        co_responsible: Vec<String>, partners: Vec<String>, forum: Option<String>,
        focus: Option<String>, functions: Vec<String>, prevention: Vec<String>,
        groups: Vec<String>, period: Period, status: Option<String>,
    }
    /// A row of `mandates`.
    Mandate {
        id: String, from: String, to: Option<String>, about: String, groups: Vec<String>,
        basis: Option<String>,
    }
    /// A row of `interviews`.
    Interview {
        id: String, actor: Option<String>, role: Option<String>, date: Option<String>,
        mode: Option<String>, plan: Option<String>,
    }
    /// A row of `statements`.
    Statement {
        id: String, text: String, kind: Option<String>, theme: Option<String>,
        scope: Option<String>, actor: Option<String>, role: Option<String>,
    }
    /// A row of `participation`.
    Participation { principal: String, interviews: u32, }
    /// A row of `figures`.
    Figure {
        id: String, name: String, value: f64, of: Option<f64>, unit: Option<String>,
        subject: Option<String>,
    }
}

/// From when to when, ISO 8601, and in the words of the source.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[allow(missing_docs, reason = "plain words")]
pub struct Period {
    pub start: Option<String>,
    pub end: Option<String>,
    pub text: Option<String>,
}

/// A source with its places.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[allow(missing_docs, reason = "the columns of the table; see the model")]
pub struct Source {
    pub id: String,
    pub title: String,
    pub publisher: Option<String>,
    pub published: Option<String>,
    pub sections: Vec<Section>,
}

/// A place in a source.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[allow(missing_docs, reason = "the columns of the table; see the model")]
pub struct Section {
    pub place: String,
    pub title: String,
}

/// The network as JSON. Cost: linear in its rows, but for look-ups of aliases.
pub fn network(graph: &Graph) -> NetworkJson {
    let net = graph.network;
    let claims = Claims::new(net);
    let rows = Rows { net, claims: &claims };
    NetworkJson {
        network: Header {
            id: net.id.clone(),
            title: net.title.clone(),
            kind: slugs(net.kind),
            place: net.place.clone(),
            period: net.period.clone(),
            language: net.language.clone(),
            boundary: Boundary {
                asked: net.boundary.asked.clone(),
                could_have_been_asked: net.boundary.could_have_been_asked.clone(),
            },
        },
        made: made(&[net]),
        actors: rows.actors(),
        forums: rows.forums(),
        groups: rows.groups(),
        services: rows.services(),
        referrals: rows.referrals(),
        ties: rows.ties(graph),
        agreements: rows.agreements(),
        goals: rows.goals(),
        measures: rows.measures(),
        mandates: rows.mandates(),
        interviews: rows.interviews(),
        statements: rows.statements(),
        participation: rows.participation(),
        figures: rows.figures(),
        sources: rows.sources(),
    }
}

struct Rows<'a> {
    net: &'a Net,
    claims: &'a Claims<'a>,
}

impl Rows<'_> {
    fn aliases(&self, bears: impl Fn(&model::Alias) -> bool) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for alias in self.net.aliases.iter().filter(|alias| bears(alias)) {
            if !names.contains(&alias.name) {
                names.push(alias.name.clone());
            }
        }
        names
    }

    fn actors(&self) -> Vec<Actor> {
        let one = |row: &model::Row<model::Actor>| Actor {
            id: row.id.0.clone(),
            name: row.name.clone(),
            aliases: self.aliases(|alias| alias.actor.as_ref() == Some(&row.id)),
            kind: slugs(row.kind),
            sector: slugs(row.sector),
            level: slugs(row.level),
            parent: row.parent.as_ref().map(|id| id.0.clone()),
            interviewed: row.interviewed,
            persons: row.persons,
            meets: ids(&row.meets),
            claims: self.claims.of(row),
        };
        self.net.actors.iter().map(one).collect()
    }

    fn forums(&self) -> Vec<Forum> {
        let one = |row: &model::Row<model::Forum>| Forum {
            id: row.id.0.clone(),
            name: row.name.clone(),
            aliases: self.aliases(|alias| alias.forum.as_ref() == Some(&row.id)),
            convener: row.convener.as_ref().map(|id| id.0.clone()),
            function: slugs(row.function),
            level: slugs(row.level),
            meetings_per_year: Range {
                min: row.meetings_per_year.min,
                max: row.meetings_per_year.max,
            },
            size: row.size,
            purpose: row.purpose.clone(),
            groups: ids(&row.groups),
            members_complete: row.members_complete,
            starts: row.starts.clone(),
            ends: row.ends.clone(),
            reports_to: row.reports_to.as_ref().map(|id| id.0.clone()),
            members: self.members(&row.id),
            claims: self.claims.of(row),
        };
        self.net.forums.iter().map(one).collect()
    }

    fn members(&self, forum: &model::ForumId) -> Vec<Member> {
        let seats = self.net.affiliations.iter().filter(|row| row.forum == *forum);
        seats
            .map(|row| Member {
                actor: row.actor.0.clone(),
                role: row.role.clone(),
                claims: self.claims.of(row),
            })
            .collect()
    }

    fn groups(&self) -> Vec<Group> {
        let one = |row: &model::Row<model::Group>| Group {
            id: row.id.0.clone(),
            name: row.name.clone(),
            aliases: self.aliases(|alias| alias.group.as_ref() == Some(&row.id)),
            parent: row.parent.as_ref().map(|id| id.0.clone()),
            age: Ages { min: row.age.min, max: row.age.max },
            sex: slugs(row.sex),
            conditions: row.conditions.clone(),
            claims: self.claims.of(row),
        };
        self.net.groups.iter().map(one).collect()
    }

    fn services(&self) -> Vec<Service> {
        let one = |row: &model::Row<model::Service>| Service {
            id: row.id.0.clone(),
            actor: row.actor.0.clone(),
            name: row.name.clone(),
            function: slugs(row.function),
            prevention: slugs(row.prevention),
            groups: ids(&row.groups),
            excludes: ids(&row.excludes),
            age: Ages { min: row.age.min, max: row.age.max },
            access: row.access.iter().map(model::Door::slug).collect(),
            granted_by: ids(&row.granted_by),
            grants: row.grants.iter().map(|status| slug(*status)).collect(),
            acute: row.acute,
            claims: self.claims.of(row),
        };
        self.net.services.iter().map(one).collect()
    }

    fn referrals(&self) -> Vec<Referral> {
        let one = |row: &model::Row<model::Referral>| Referral {
            id: row.id.clone(),
            from: row.from.0.clone(),
            to: row.to.0.clone(),
            group: row.group.as_ref().map(|id| id.0.clone()),
            channel: row.channel.clone(),
            access: Some(row.access.slug()).filter(|slug| !slug.is_empty()),
            condition: row.condition.clone(),
            basis: slugs(row.basis),
            share: row.share,
            claimed_by: ids(&row.claimed_by),
            claims: self.claims.of(row),
        };
        self.net.referrals.iter().map(one).collect()
    }

    fn ties(&self, graph: &Graph) -> Vec<Tie> {
        let one = |(row, status): (&model::Row<model::Tie>, model::TieStatus)| Tie {
            id: row.id.clone(),
            from: row.from.0.clone(),
            to: row.to.0.clone(),
            kind: slugs(row.kind),
            status: slug(status),
            strength: row.strength,
            frequency: row.frequency,
            claimed_by: ids(&row.claimed_by),
            about: row.about.clone(),
            claims: self.claims.of(row),
        };
        self.net.ties.iter().zip(statuses(graph)).map(one).collect()
    }

    fn agreements(&self) -> Vec<Agreement> {
        let one = |row: &model::Row<model::Agreement>| Agreement {
            id: row.id.0.clone(),
            name: row.name.clone(),
            parties: ids(&row.parties),
            form: row.form.clone(),
            starts: row.starts.clone(),
            ends: row.ends.clone(),
            replaces: row.replaces.as_ref().map(|id| id.0.clone()),
            carries: row.carries.clone(),
            claims: self.claims.of(row),
        };
        self.net.agreements.iter().map(one).collect()
    }

    fn goals(&self) -> Vec<Goal> {
        let one = |row: &model::Row<model::Goal>| Goal {
            id: row.id.0.clone(),
            number: row.number.clone(),
            text: row.text.clone(),
            parent: row.parent.as_ref().map(|id| id.0.clone()),
            claims: self.claims.of(row),
        };
        self.net.goals.iter().map(one).collect()
    }

    fn measures(&self) -> Vec<Measure> {
        let one = |row: &model::Row<model::Measure>| Measure {
            id: row.id.0.clone(),
            number: row.number.clone(),
            text: row.text.clone(),
            responsible: ids(&row.responsible),
            co_responsible: ids(&row.co_responsible),
            partners: ids(&row.partners),
            forum: row.forum.as_ref().map(|id| id.0.clone()),
            focus: row.focus.as_ref().map(|id| id.0.clone()),
            functions: row.functions.iter().map(|word| slug(*word)).collect(),
            prevention: row.prevention.iter().map(|word| slug(*word)).collect(),
            groups: ids(&row.groups),
            period: Period {
                start: row.starts.clone(),
                end: row.ends.clone(),
                text: row.period.clone(),
            },
            status: row.status.clone(),
            claims: self.claims.of(row),
        };
        self.net.measures.iter().map(one).collect()
    }

    fn mandates(&self) -> Vec<Mandate> {
        let one = |row: &model::Row<model::Mandate>| Mandate {
            id: row.id.clone(),
            from: row.from.0.clone(),
            to: row.to.as_ref().map(|id| id.0.clone()),
            about: row.about.clone(),
            groups: ids(&row.groups),
            basis: row.basis.clone(),
            claims: self.claims.of(row),
        };
        self.net.mandates.iter().map(one).collect()
    }

    fn interviews(&self) -> Vec<Interview> {
        let one = |row: &model::Row<model::Interview>| Interview {
            id: row.id.clone(),
            actor: row.actor.as_ref().map(|id| id.0.clone()),
            role: row.role.clone(),
            date: row.date.clone(),
            mode: row.mode.clone(),
            plan: row.plan.clone(),
            claims: self.claims.of(row),
        };
        self.net.interviews.iter().map(one).collect()
    }

    fn statements(&self) -> Vec<Statement> {
        let one = |row: &model::Row<model::Statement>| Statement {
            id: row.id.clone(),
            text: row.text.clone(),
            kind: slugs(row.kind),
            theme: row.theme.clone(),
            scope: slugs(row.scope),
            actor: row.actor.as_ref().map(|id| id.0.clone()),
            role: row.role.clone(),
            claims: self.claims.of(row),
        };
        self.net.statements.iter().map(one).collect()
    }

    fn participation(&self) -> Vec<Participation> {
        let one = |row: &model::Row<model::Participation>| Participation {
            principal: row.principal.0.clone(),
            interviews: row.interviews,
            claims: self.claims.of(row),
        };
        self.net.participation.iter().map(one).collect()
    }

    fn figures(&self) -> Vec<Figure> {
        let one = |row: &model::Row<model::Figure>| Figure {
            id: row.id.clone(),
            name: row.name.clone(),
            value: row.value.value,
            of: row.of,
            unit: row.unit.clone(),
            subject: row.subject.clone(),
            claims: self.claims.of(row),
        };
        self.net.figures.iter().map(one).collect()
    }

    fn sources(&self) -> Vec<Source> {
        let one = |row: &model::Row<model::Source>| Source {
            id: row.id.0.clone(),
            title: row.title.clone(),
            publisher: row.publisher.clone(),
            published: row.published.clone(),
            sections: self
                .net
                .sections
                .iter()
                .filter(|section| section.source == row.id)
                .map(|s| Section { place: s.place.clone(), title: s.title.clone() })
                .collect(),
        };
        self.net.sources.iter().map(one).collect()
    }
}
