//! Where the groups that ties make differ from the organisation chart.

use std::collections::{BTreeMap, BTreeSet};

use super::footing::{rests_on, those};
use super::{Analysis, Doc, Finding, Of, Rule, Severity, explain};
use crate::graph::compact::Compact;
use crate::measure::collaboration::{Collaboration, Kind as Relating, SharedForums};
use crate::measure::silo::{Cores, Inward, Search, cores, inward};
use crate::measure::structure::cuts;
use crate::model::number::fixed;
use crate::model::{ActorKind, Affiliation, Footing, Lang, Row, Sector, Text, Word};

pub(super) const RULE: Rule = Rule { id: "silos", doc, of: Of::Places, run };

/// Permutations behind each p-value, and their seed.
const PERMUTATIONS: usize = 999;
const SEED: u64 = 1;
/// Fewer who have ties are no group: of two or three the ties themselves say as much.
const LEAST_MEMBERS: usize = 4;
/// Fewer ties than this in the network say nothing.
const LEAST_TIES: usize = 20;
/// Share of a core that one principal may have when it is said to bridge several.
const MOST_OF_ONE: f64 = 0.6;
/// Names that are written out.
const NAMES: usize = 8;
/// Ties that are written out.
const TIES: usize = 5;

fn doc() -> Doc {
    Doc {
        title: Text::new("Stuprör", "Silos"),
        shows: Text::new(
            "Var de grupper som samarbetena bildar skiljer sig från organisationsschemat: sektorer och huvudmän som håller sig till de egna mer än slumpen skulle ge, aktörer från olika huvudmän som arbetar med varandra som en grupp (var och en med minst två av de andra), och enheter som inget känt samarbete förbinder med de andra hos samma huvudman. Bara grupper om minst fyra är med: om två eller tre säger samarbetena själva lika mycket.",
            "Where the groups that ties make differ from the organisation chart: sectors and principals that keep to their own more than chance would give, actors of different principals who work together as one group (each with two of the others at least), and units that no known tie joins to the others of their principal. Only groups of four or more are told of: of two or three the ties themselves say as much.",
        ),
        matters: Text::new(
            "Den som söker hjälp möter ofta flera huvudmän. Där samarbetet stannar inom en av dem blir det personen själv som får bära sin sak över gränsen.",
            "Whoever seeks help often meets several principals. Where work stays within one of them, people have to carry their own case across the line.",
        ),
        example: Text::new(
            "Regionens mottagningar samarbetar mest med varandra: E-I-talet är −0,4, och slumpen skulle ge 0,1. Kvinnojouren, polisen och socialkontoret bildar däremot en grupp över gränserna.",
            "The region's clinics work mostly with one another: their E-I index is −0.4, and chance would give 0.1. The women's shelter, the police and the social services form a group across the lines.",
        ),
        misleads: Text::new(
            "Att hålla ihop inom en sektor är inte fel i sig, och små enheter under samma chef behöver varandra. Mönstret beror på vilka som intervjuats: den som ingen frågade har bara de band som andra nämnt. Grupperna gäller kända samarbeten och remisser, inte forum. Den som alla vänder sig till gör inte dem till en grupp, så ett nav räknas inte som en.",
            "Keeping together within a sector is no fault in itself, and small units under one head need each other. The pattern depends on who was interviewed: those nobody asked have only the ties that others named. The groups are those of known ties and referrals, not of forums. Somebody to whom all turn does not make a group of them, so a hub is not counted as one.",
        ),
        constants: &["chance_at_most"],
        sources: &[
            "D. Krackhardt, R. N. Stern, Informal networks and organizational crises, Social Psychology Quarterly 51 (1988), 123–140",
            "V. A. Traag, L. Waltman, N. J. van Eck, From Louvain to Leiden: guaranteeing well-connected communities, Scientific Reports 9 (2019), 5233",
        ],
    }
}

/// That a network has too few ties to say anything, if it has.
pub(super) fn too_few(ties: usize) -> Option<Text> {
    (ties < LEAST_TIES).then(|| {
        Text::new(
            format!("Nätverket har {ties} par med känt samarbete; av färre än {LEAST_TIES} går det inte att skilja mönster från slump."),
            format!("The network has {ties} pairs with a known tie; of fewer than {LEAST_TIES} patterns cannot be told from chance."),
        )
    })
}

fn run(analysis: &Analysis) -> Vec<Finding> {
    let all = Collaboration::new(analysis.graph, SharedForums::AreNot);
    if too_few(all.pairs.len()).is_some() {
        return Vec::new();
    }
    let graph = all.seen(None).simple;
    let most = analysis.parameters.chance_at_most;
    let sectors = inward(&graph, &all.sectors, PERMUTATIONS, SEED);
    let principals = inward(&graph, &all.principals, PERMUTATIONS, SEED);
    let mut found = Vec::new();
    let mut told: Vec<Vec<u32>> = Vec::new();
    let tied = |node: &u32| graph.degree(*node as usize) > 0;
    for (kind, groups, rows) in
        [(Kind::Sector, &all.sectors, sectors), (Kind::Principal, &all.principals, principals)]
    {
        let large: Vec<Inward> =
            rows.into_iter().filter(|row| row.members >= LEAST_MEMBERS).collect();
        // As many chances to be wrong as there are groups (Bonferroni).
        let tried = large.len() as f64;
        for row in large {
            let p = (row.p * tried).min(1.0);
            if p <= most && row.ei < row.expected {
                let within = |&node: &u32| groups[node as usize] == Some(row.group);
                let members = (0..groups.len() as u32).filter(within).filter(tied);
                let members: Vec<u32> = members.collect();
                // A sector that is one principal is told once.
                if !told.contains(&members) {
                    found.extend(keeps_in(&all, kind, &members, Inward { p, ..row }));
                    told.push(members);
                }
            }
        }
    }
    if let Some(made) = cores(&graph, &Search::default())
        && made.p <= most
    {
        let whole = made.cores.iter().flat_map(|core| knit(&all, core));
        let bridging: Vec<Vec<u32>> = whole.filter(|core| bridges(&all, core)).collect();
        found.extend(bridging.iter().map(|core| one_in_practice(&all, core, &made)));
    }
    found.extend(divided(analysis));
    found
}

/// Parts of a core in which everybody works with two others at least: those who only share
/// somebody that all turn to are no group, and a kind of actor (neighbours, schools) is no
/// member of one. Training and information are no work together.
fn knit(all: &Collaboration, core: &[u32]) -> Vec<Vec<u32>> {
    let works = |kind: Relating| match kind {
        Relating::Tie(kind) => kind.is_none_or(|kind| kind.is_casework()),
        Relating::Referral => true,
        Relating::SharedForum => false,
    };
    let is_kind = |node: u32| {
        let row = &all.graph.network.actors[all.actors[node as usize]];
        row.kind == Some(ActorKind::Category)
    };
    let mut left: BTreeSet<u32> = core.iter().copied().filter(|&node| !is_kind(node)).collect();
    loop {
        let within = |a: u32, b: u32| left.contains(&a) && left.contains(&b);
        let rows = all.relations.iter().filter(|row| works(row.kind) && within(row.from, row.to));
        let pairs: Vec<(u32, u32)> = rows.map(|row| (row.from, row.to)).collect();
        let graph = Compact::from_pairs(all.actors.len(), &pairs);
        let loose: Vec<u32> =
            left.iter().copied().filter(|&node| graph.degree(node as usize) < 2).collect();
        if loose.is_empty() {
            let part = cuts(&graph).component;
            let mut parts: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
            for &node in &left {
                parts.entry(part[node as usize]).or_default().push(node);
            }
            return parts.into_values().collect();
        }
        left.retain(|node| !loose.contains(node));
    }
}

/// What a group is.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Sector,
    Principal,
}

/// A group whose ties stay inside it.
fn keeps_in(all: &Collaboration, kind: Kind, members: &[u32], row: Inward) -> Option<Finding> {
    let network = all.graph.network;
    let groups = match kind {
        Kind::Sector => &all.sectors,
        Kind::Principal => &all.principals,
    };
    let (subject, name) = match kind {
        Kind::Sector => {
            let sector = Sector::ALL.iter().find(|sector| **sector as u32 == row.group)?;
            (sector.slug().to_owned(), sector.label())
        }
        Kind::Principal => {
            let id = all.id(row.group);
            let name = network.name_of(id.as_str());
            (id.0.clone(), Text::new(name, name))
        }
    };
    let (sv, en) = match kind {
        Kind::Sector => (format!("Sektorn {}", name.sv), format!("The sector {}", name.en)),
        Kind::Principal => (name.sv, name.en),
    };
    let number = |value, lang| fixed(value, 2, lang);
    // (E − I) / (E + I), turned into I / (E + I).
    let inward = |index: f64, lang| explain::percent((1.0 - index) / 2.0, lang);
    let text = Text::new(
        format!(
            "Av {} samarbeten med någon därifrån stannar {} inom gruppen; slumpen skulle ge {} (E-I-talet är {}, väntat {}; p = {} i {PERMUTATIONS} slumpförsök, frö {SEED}).",
            row.ties,
            inward(row.ei, Lang::Sv),
            inward(row.expected, Lang::Sv),
            number(row.ei, Lang::Sv),
            number(row.expected, Lang::Sv),
            fixed(row.p, 3, Lang::Sv)
        ),
        format!(
            "Of {} ties with somebody there {} stay inside; chance would give {} (the E-I index is {}, expected {}; p = {} in {PERMUTATIONS} permutations, seed {SEED}).",
            row.ties,
            inward(row.ei, Lang::En),
            inward(row.expected, Lang::En),
            number(row.ei, Lang::En),
            number(row.expected, Lang::En),
            fixed(row.p, 3, Lang::En)
        ),
    );
    // More inward than chance would have it, but still mostly outward.
    let mostly_out = row.ei > 0.0;
    let (but_sv, but_en) =
        if mostly_out { (", men mest utåt", ", but mostly with others") } else { ("", "") };
    let inside = |lang| pairs_within(all, members, lang);
    let evidence = Text::new(
        format!("Inom gruppen: {}.", inside(Lang::Sv)),
        format!("Inside the group: {}.", inside(Lang::En)),
    );
    Some(Finding {
        id: format!("{}:inward:{subject}", RULE.id),
        rule: RULE.id,
        severity: if mostly_out { Severity::Low } else { Severity::Medium },
        score: (row.ei, row.expected),
        subjects: match kind {
            Kind::Sector => ids(all, members),
            Kind::Principal => vec![subject],
        },
        title: Text::new(
            format!("{sv} samarbetar mer inåt än slumpen skulle ge{but_sv}"),
            format!("{en} works with its own more than chance would give{but_en}"),
        ),
        text: text.and(evidence).and(unasked(all, members)),
        would_change: Text::new(
            "Samarbeten med andra, eller intervjuer med dem som ännu bara nämns.",
            "Ties to others, or interviews with those who so far are only named.",
        ),
        // The index counts the ties that stay inside, then those that lead out.
        rests_on: rests_on(within(all, members).into_iter().chain(ties(all, |a, b| {
            let known = |node: u32| groups[node as usize].is_some();
            (members.contains(&a) && known(b)) || (members.contains(&b) && known(a))
        }))),
        told_in: None,
        decision: None,
    })
}

/// Whether a core joins several principals without one of them filling it.
fn bridges(all: &Collaboration, core: &[u32]) -> bool {
    let of = shares(all, core);
    let most = of.values().map(Vec::len).max().unwrap_or(0);
    core.len() >= LEAST_MEMBERS && of.len() > 1 && most as f64 <= MOST_OF_ONE * core.len() as f64
}

/// Members of a core by principal.
fn shares(all: &Collaboration, core: &[u32]) -> BTreeMap<Option<u32>, Vec<u32>> {
    let mut of: BTreeMap<Option<u32>, Vec<u32>> = BTreeMap::new();
    for &node in core {
        of.entry(all.principals[node as usize]).or_default().push(node);
    }
    of
}

fn one_in_practice(all: &Collaboration, core: &[u32], made: &Cores) -> Finding {
    let principals = shares(all, core).len();
    let mut ids = ids(all, core);
    ids.sort_unstable();
    let text = Text::new(
        format!(
            "{} arbetar alla med minst två av de andra, fast de har {principals} huvudmän.",
            named(all, core, Lang::Sv)
        ),
        format!(
            "{} each work with two of the others at least, though they have {principals} principals.",
            named(all, core, Lang::En)
        ),
    );
    let few = |lang| {
        let node = |&node: &u32| all.actors[node as usize];
        let rows: Vec<usize> = core.iter().map(node).collect();
        let names: Vec<&str> =
            rows.iter().map(|&row| all.graph.network.actors[row].name.as_str()).collect();
        explain::first_few(&names, 3, lang)
    };
    let inside = |lang| pairs_within(all, core, lang);
    let ties = Text::new(
        format!("Samarbeten: {}.", inside(Lang::Sv)),
        format!("Ties: {}.", inside(Lang::En)),
    );
    Finding {
        id: format!("{}:together:{}", RULE.id, ids.join(":")),
        rule: RULE.id,
        severity: Severity::Low,
        score: (made.modularity, made.modularity),
        subjects: ids,
        title: Text::new(
            format!("{} arbetar som en grupp över huvudmännen", few(Lang::Sv)),
            format!("{} work as one group across principals", few(Lang::En)),
        ),
        text: text.and(ties).and(how(made)).and(unasked(all, core)),
        would_change: Text::new(
            "Fler kända samarbeten, eller ett forum som gör gruppen synlig.",
            "More known ties, or a forum that makes the group visible.",
        ),
        rests_on: within(all, core),
        told_in: None,
        decision: None,
    }
}

/// Principals with a group of units in each of several parts of the network between which
/// nothing known leads, not even through others.
fn divided(analysis: &Analysis) -> Vec<Finding> {
    let all = &Collaboration::new(analysis.graph, SharedForums::AreTies);
    let graph = all.seen(None).simple;
    let part = cuts(&graph).component;
    let mut of: BTreeMap<u32, BTreeMap<u32, Vec<u32>>> = BTreeMap::new();
    for node in (0..all.actors.len() as u32).filter(|&node| graph.degree(node as usize) > 0) {
        if let Some(principal) = all.principals[node as usize] {
            let parts = of.entry(principal).or_default();
            parts.entry(part[node as usize]).or_default().push(node);
        }
    }
    let finding = |(principal, parts): (u32, BTreeMap<u32, Vec<u32>>)| {
        let mut parts: Vec<Vec<u32>> =
            parts.into_values().filter(|part| part.len() >= LEAST_MEMBERS).collect();
        // The largest first; equal ones by their first member.
        parts.sort_by_key(|part| std::cmp::Reverse(part.len()));
        let (whole, rest) = parts.split_first().filter(|(_, rest)| !rest.is_empty())?;
        let id = all.id(principal);
        let name = all.graph.network.name_of(id.as_str());
        let apart: Vec<u32> = rest.iter().flatten().copied().collect();
        let list = |lang| {
            let parts: Vec<String> = rest.iter().map(|part| named(all, part, lang)).collect();
            parts.join("; ")
        };
        let members: Vec<u32> = parts.iter().flatten().copied().collect();
        let mut subjects = vec![id.0.clone()];
        subjects.extend(ids(all, &members).into_iter().filter(|unit| *unit != id.0));
        let share = apart.len() as f64 / members.len() as f64;
        let text = Text::new(
            format!(
                "{} har kända samarbeten med varandra men inget som leder till de andra enheterna, inte heller genom någon annan eller ett forum. De andra: {}.",
                list(Lang::Sv),
                named(all, whole, Lang::Sv)
            ),
            format!(
                "{} have known ties to one another but none that leads to the other units, nor through anybody else or a forum. The others: {}.",
                list(Lang::En),
                named(all, whole, Lang::En)
            ),
        );
        Some(Finding {
            id: format!("{}:divided:{id}", RULE.id),
            rule: RULE.id,
            severity: Severity::Low,
            score: (share, share),
            subjects,
            title: Text::new(
                format!("{} enheter hos {name} saknar känd kontakt med de andra", apart.len()),
                format!("{} units of {name} have no known contact with the others", apart.len()),
            ),
            text: text.and(unasked(all, &apart)),
            would_change: Text::new(
                "Kända samarbeten mellan enheterna.",
                "Known ties between the units.",
            ),
            rests_on: rests_on(
                within(all, &members).into_iter().chain(seats_together(all, &members)),
            ),
            told_in: None,
            decision: None,
        })
    };
    of.into_iter().filter_map(finding).collect()
}

/// Ties and referrals within a group, the first few of them.
fn pairs_within(all: &Collaboration, members: &[u32], lang: Lang) -> String {
    let name = |node: u32| all.graph.network.actors[all.actors[node as usize]].name.as_str();
    let inside = |pair: &&(u32, u32)| members.contains(&pair.0) && members.contains(&pair.1);
    let pairs: Vec<String> = all
        .pairs
        .iter()
        .filter(inside)
        .map(|(a, b)| format!("{} – {}", name(*a), name(*b)))
        .collect();
    explain::first_few(&pairs.iter().map(String::as_str).collect::<Vec<_>>(), TIES, lang)
}

/// How the groups were found.
fn how(made: &Cores) -> Text {
    let Search { searches, rewired, together, seed } = Search::default();
    let say = |lang| {
        (fixed(made.modularity, 2, lang), fixed(made.p, 3, lang), explain::percent(together, lang))
    };
    let ((q_sv, p_sv, share_sv), (q_en, p_en, share_en)) = (say(Lang::Sv), say(Lang::En));
    Text::new(
        format!(
            "Minst {share_sv} av {searches} sökningar från olika håll gav samma grupp. Uppdelningen är tydligare än i {rewired} nät där samarbetena slumpats om (modularitet {q_sv}, p = {p_sv}, frö {seed})."
        ),
        format!(
            "At least {share_en} of {searches} searches gave the same group. The division is clearer than in {rewired} networks with ties rewired (modularity {q_en}, p = {p_en}, seed {seed})."
        ),
    )
}

/// How many of them nobody is known to have asked.
fn unasked(all: &Collaboration, nodes: &[u32]) -> Text {
    let n = nodes.iter().filter(|&&node| !all.asked[node as usize]).count();
    if n == 0 {
        return Text::default();
    }
    Text::new(
        format!("För {n} av {} är ingen intervju känd.", nodes.len()),
        format!("For {n} of {} no interview is known.", nodes.len()),
    )
}

fn ids(all: &Collaboration, nodes: &[u32]) -> Vec<String> {
    nodes.iter().map(|&node| all.id(node).0.clone()).collect()
}

fn named(all: &Collaboration, nodes: &[u32], lang: Lang) -> String {
    let network = all.graph.network;
    let names: Vec<&str> =
        nodes.iter().map(|&node| network.actors[all.actors[node as usize]].name.as_str()).collect();
    explain::first_few(&names, NAMES, lang)
}

/// The ties and referrals between actors of whom something holds, ties first.
fn ties(all: &Collaboration, holds: impl Fn(u32, u32) -> bool) -> Vec<Footing> {
    let found = all.relations.iter().filter(|row| holds(row.from, row.to)).map(|row| row.row);
    let found: BTreeSet<Footing> = found.collect();
    found.into_iter().collect()
}

/// The ties and referrals within a group.
fn within(all: &Collaboration, members: &[u32]) -> Vec<Footing> {
    ties(all, |a, b| members.contains(&a) && members.contains(&b))
}

/// Seats of members of a group in forums where another of them sits, too.
fn seats_together(all: &Collaboration, members: &[u32]) -> Vec<Footing> {
    let network = all.graph.network;
    let rows: BTreeSet<usize> = members.iter().map(|&node| all.actors[node as usize]).collect();
    let is_member = |id: &str| all.graph.actor(id).is_some_and(|row| rows.contains(&row));
    let shared: BTreeSet<&str> = (0..network.forums.len())
        .filter(|&forum| all.graph.seats(forum).iter().filter(|row| rows.contains(row)).count() > 1)
        .map(|forum| network.forums[forum].id.as_str())
        .collect();
    let sits = |seat: &Row<Affiliation>| {
        shared.contains(seat.forum.as_str()) && is_member(seat.actor.as_str())
    };
    those(&network.affiliations, Footing::Seat, sits).collect()
}

#[cfg(test)]
mod tests;
