//! Where the groups that ties make differ from the organisation chart.

use std::collections::BTreeMap;

use super::{Analysis, Doc, Finding, Of, Rule, Severity, explain, gather};
use crate::measure::collaboration::{Collaboration, SharedForums};
use crate::measure::silo::{Cores, Inward, Search, cores, inward};
use crate::model::{Claim, Lang, Sector, Text, Word};

pub(super) const RULE: Rule = Rule { id: "silos", doc, of: Of::Places, run };

/// Permutations behind each p-value, and their seed.
const PERMUTATIONS: usize = 999;
const SEED: u64 = 1;
/// A group of fewer members with ties is too small to keep to itself.
const LEAST_MEMBERS: usize = 4;
/// Fewer ties than this in the network say nothing.
const LEAST_TIES: usize = 20;
/// Share of a core that one principal may have when it is said to bridge several.
const MOST_OF_ONE: f64 = 0.6;
/// Names that are written out.
const NAMES: usize = 8;

fn doc() -> Doc {
    Doc {
        title: Text::new("Stuprör", "Silos"),
        shows: Text::new(
            "Var de grupper som samarbetena bildar skiljer sig från organisationsschemat: sektorer och huvudmän som håller sig till de egna mer än slumpen skulle ge, aktörer från olika huvudmän som i praktiken är en grupp, och huvudmän vars enheter hör till olika grupper.",
            "Where the groups that ties make differ from the organisation chart: sectors and principals that keep to their own more than chance would give, actors of different principals who form one group in practice, and principals whose units belong to different groups.",
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
            "Att hålla ihop inom en sektor är inte fel i sig, och små enheter under samma chef behöver varandra. Mönstret beror på vilka som intervjuats: den som ingen frågade har bara de band som andra nämnt. Grupperna gäller kända samarbeten och remisser, inte forum.",
            "Keeping together within a sector is no fault in itself, and small units under one head need each other. The pattern depends on who was interviewed: those nobody asked have only the ties that others named. The groups are those of known ties and referrals, not of forums.",
        ),
        constants: &["chance_at_most"],
        sources: &[
            "D. Krackhardt, R. N. Stern, Informal networks and organizational crises, Social Psychology Quarterly 51 (1988), 123–140",
            "V. A. Traag, L. Waltman, N. J. van Eck, From Louvain to Leiden: guaranteeing well-connected communities, Scientific Reports 9 (2019), 5233",
        ],
    }
}

fn run(analysis: &Analysis) -> Vec<Finding> {
    let all = Collaboration::new(analysis.graph, SharedForums::AreNot);
    if all.pairs.len() < LEAST_TIES {
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
        let bridging = made.cores.iter().filter(|core| bridges(&all, core));
        found.extend(bridging.map(|core| one_in_practice(&all, core, &made)));
        found.extend(divided(&all, &made));
    }
    found
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
    let number = |value: f64, lang| explain::number(value, lang).replace('-', "−");
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
            chance(row.p, Lang::Sv)
        ),
        format!(
            "Of {} ties with somebody there {} stay inside; chance would give {} (the E-I index is {}, expected {}; p = {} in {PERMUTATIONS} permutations, seed {SEED}).",
            row.ties,
            inward(row.ei, Lang::En),
            inward(row.expected, Lang::En),
            number(row.ei, Lang::En),
            number(row.expected, Lang::En),
            chance(row.p, Lang::En)
        ),
    );
    Some(Finding {
        id: format!("{}:inward:{subject}", RULE.id),
        rule: RULE.id,
        severity: Severity::Medium,
        score: (row.ei, row.expected),
        subjects: match kind {
            Kind::Sector => ids(all, members),
            Kind::Principal => vec![subject],
        },
        title: Text::new(
            format!("{sv} samarbetar mer inåt än slumpen skulle ge"),
            format!("{en} works with its own more than chance would give"),
        ),
        text: text.and(unasked(all, members)),
        would_change: Text::new(
            "Samarbeten med andra, eller intervjuer med dem som ännu bara nämns.",
            "Ties to others, or interviews with those who so far are only named.",
        ),
        claims: claims(all, members),
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
            "{} hör ihop i praktiken, fast de har {principals} huvudmän.",
            named(all, core, Lang::Sv)
        ),
        format!(
            "{} belong together in practice, though they have {principals} principals.",
            named(all, core, Lang::En)
        ),
    );
    Finding {
        id: format!("{}:together:{}", RULE.id, ids.join(":")),
        rule: RULE.id,
        severity: Severity::Low,
        score: (made.modularity, made.modularity),
        subjects: ids,
        title: Text::new(
            format!("{} aktörer från {principals} huvudmän bildar en grupp", core.len()),
            format!("{} actors of {principals} principals form one group", core.len()),
        ),
        text: text.and(how(made)).and(unasked(all, core)),
        would_change: Text::new(
            "Fler kända samarbeten, eller ett forum som gör gruppen synlig.",
            "More known ties, or a forum that makes the group visible.",
        ),
        claims: claims(all, core),
        decision: None,
    }
}

/// Principals with two units or more in each of several cores.
fn divided(all: &Collaboration, made: &Cores) -> Vec<Finding> {
    let mut parts: BTreeMap<u32, Vec<Vec<u32>>> = BTreeMap::new();
    for core in &made.cores {
        for (principal, members) in shares(all, core) {
            if let Some(principal) = principal.filter(|_| members.len() > 1) {
                parts.entry(principal).or_default().push(members);
            }
        }
    }
    parts.retain(|_, parts| parts.len() > 1);
    let finding = |(principal, parts): (u32, Vec<Vec<u32>>)| {
        let id = all.id(principal);
        let name = all.graph.network.name_of(id.as_str());
        let list = |lang| {
            let parts: Vec<String> = parts.iter().map(|part| named(all, part, lang)).collect();
            parts.join("; ")
        };
        let members: Vec<u32> = parts.iter().flatten().copied().collect();
        let mut subjects = vec![id.0.clone()];
        subjects.extend(ids(all, &members).into_iter().filter(|unit| *unit != id.0));
        let text = Text::new(
            format!("Enheterna hör till olika grupper: {}.", list(Lang::Sv)),
            format!("The units belong to different groups: {}.", list(Lang::En)),
        );
        Finding {
            id: format!("{}:divided:{id}", RULE.id),
            rule: RULE.id,
            severity: Severity::Low,
            score: (made.modularity, made.modularity),
            subjects,
            title: Text::new(
                format!("Enheter hos {name} är i {} olika grupper", parts.len()),
                format!("Units of {name} are in {} different groups", parts.len()),
            ),
            text: text.and(how(made)).and(unasked(all, &members)),
            would_change: Text::new(
                "Kända samarbeten mellan enheterna.",
                "Known ties between the units.",
            ),
            claims: claims(all, &members),
            decision: None,
        }
    };
    parts.into_iter().map(finding).collect()
}

/// How the groups were found.
fn how(made: &Cores) -> Text {
    let Search { searches, rewired, together, seed } = Search::default();
    let say = |lang| {
        (
            explain::number(made.modularity, lang),
            chance(made.p, lang),
            explain::percent(together, lang),
        )
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

/// A p-value with three decimals.
fn chance(p: f64, lang: Lang) -> String {
    let text = format!("{p:.3}");
    if lang == Lang::Sv { text.replace('.', ",") } else { text }
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

/// Claims of the ties and referrals within a group.
fn claims(all: &Collaboration, nodes: &[u32]) -> Vec<Claim> {
    let network = all.graph.network;
    let inside = |id: &str| {
        let row = all.graph.actor(id);
        row.is_some_and(|row| nodes.iter().any(|&node| all.actors[node as usize] == row))
    };
    let ties = network.ties.iter().filter(|t| inside(t.from.as_str()) && inside(t.to.as_str()));
    let ways =
        network.referrals.iter().filter(|w| inside(w.from.as_str()) && inside(w.to.as_str()));
    gather(ties.flat_map(|row| &row.claims).chain(ways.flat_map(|row| &row.claims)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::Graph;
    use crate::measure::Parameters;
    use crate::model::{Actor, ActorId, Network, Row, Tie};

    /// Two groups of six, everybody tied within; `sector` and `parent` by number.
    fn network(place: impl Fn(usize) -> (Sector, usize)) -> Network {
        let mut net = Network::default();
        for n in 0..2 {
            let id = ActorId(format!("p{n}"));
            net.actors.push(Row::bare(Actor { name: id.0.clone(), id, ..Actor::default() }));
        }
        let id = |n: usize| ActorId(format!("a{n:02}"));
        for n in 0..12 {
            let (sector, parent) = place(n);
            net.actors.push(Row::bare(Actor {
                id: id(n),
                name: format!("Aktör {n}"),
                sector: Some(sector),
                parent: Some(ActorId(format!("p{parent}"))),
                ..Actor::default()
            }));
        }
        for from in [0, 6] {
            for a in from..from + 6 {
                for b in from..a {
                    let tie = Tie { from: id(a), to: id(b), ..Tie::default() };
                    net.ties.push(Row::bare(tie));
                }
            }
        }
        net
    }

    fn found(net: &Network) -> Vec<Finding> {
        let graph = Graph::new(net);
        Analysis::new(&graph, Parameters::default()).run(&[RULE.id])
    }

    fn ids(findings: &[Finding]) -> Vec<&str> {
        findings.iter().map(|finding| finding.id.as_str()).collect()
    }

    #[test]
    fn groups_that_follow_the_chart_keep_to_their_own() {
        let sector = |n: usize| if n < 6 { Sector::Region } else { Sector::State };
        let net = network(|n| (sector(n), n / 6));
        let all = found(&net);
        // The principals are the same actors, so they are not told once more.
        assert_eq!(ids(&all), ["silos:inward:region", "silos:inward:state"]);
        assert_eq!(all[0].score.0, -1.0);
        assert!(all[0].text.sv.contains("E-I-talet är −1,00"), "{}", all[0].text.sv);
    }

    #[test]
    fn groups_across_the_chart_are_one_in_practice() {
        let net = network(|n| (Sector::Region, n % 2));
        let all = found(&net);
        let told = ids(&all);
        assert_eq!(told.len(), 4, "{told:?}");
        assert!(told[0].starts_with("silos:together:a00:a01:a02"));
        assert_eq!(told[2..], ["silos:divided:p0", "silos:divided:p1"]);
        assert!(all.iter().all(|finding| finding.severity == Severity::Low));
    }

    #[test]
    fn small_networks_say_nothing() {
        let mut net = network(|n| (Sector::Region, n % 2));
        net.ties.truncate(LEAST_TIES - 1);
        assert!(found(&net).is_empty());
    }
}
