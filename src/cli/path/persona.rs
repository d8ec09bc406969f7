//! `samkarta path --persona` and `--from`: one person's journeys, and a professional's.

use super::Args;
use crate::cli::{Stop, no_actor, print};
use crate::export::json;
use crate::findings::{explain, journey};
use crate::graph::Graph;
use crate::load::persona::{
    Fields, Ground, Named, Profile, Use, ages, colleague, met, of_group, read, say, sex,
};
use crate::measure::Parameters;
use crate::measure::persona::{self as walked, Coded, Walks, coded, met_by, settled, walks};
use crate::measure::terrain::Terrain;
use crate::measure::view::{How, View};
use crate::model::condition::label;
use crate::model::{Lang, Network, Text};
use crate::store::verdicts::{person_as, personal};

/// Whether a person or a professional is asked for, not a group and a function.
pub(super) fn is_asked(args: &Args) -> bool {
    args.persona.is_some() || args.from.is_some() || !fields_given(args).is_empty()
}

fn fields_given(args: &Args) -> Vec<&str> {
    let one = [args.age.as_deref(), args.sex.as_deref()].into_iter().flatten();
    one.chain(args.condition.iter().map(String::as_str)).collect()
}

pub(super) fn run(
    args: &Args,
    network: &Network,
    constants: Parameters,
    lang: Lang,
) -> Result<(), Stop> {
    let mut told = [&args.persona, &args.from].into_iter().flatten();
    if let Some(what) = told.find_map(|text| person_as(network, text)) {
        return Err(Stop::Usage(personal(what).get(lang).to_owned()));
    }
    let graph = Graph::new(network);
    let named = args.from.as_deref().map(|words| professional(network, words, lang)).transpose()?;
    let profile = profile(args, &graph, named.as_ref(), lang)?;
    if args.json {
        let asked = args.from.as_deref().zip(named.as_ref());
        return print(&json::text(&json::persona(&graph, constants, &profile, asked))?);
    }
    eprintln!("{}", crate::cli::analyse::constants(&constants, lang));
    let place = coded(network, &profile.group, &profile.denied);
    let group = settled(network, &profile.group, &place);
    let terrain = Terrain::new(&graph, constants);
    let view = terrain.view(&group);
    let walks = walks(&view);
    let page = Page { network, view: &view, walks: &walks, lang, all: args.all };
    let mut text = page.person(&profile, &place);
    text.push_str(&match &named {
        Some(named) => page.professional(named),
        None => page.journeys(),
    });
    print(&text)
}

fn professional(network: &Network, words: &str, lang: Lang) -> Result<Named, Stop> {
    colleague(network, words).map_err(|near| no_actor(words, &near, lang))
}

fn profile(args: &Args, graph: &Graph, named: Option<&Named>, lang: Lang) -> Result<Profile, Stop> {
    let network = graph.network;
    let told = args.persona.is_some() || !fields_given(args).is_empty();
    if let Some(group) = &args.group
        && !told
    {
        return Ok(of_group(&network.groups[super::group(network, group, lang)?]));
    }
    if !told && let Some(named) = named {
        let met_groups = met_by(graph, named.actor);
        return Ok(match met_groups.first() {
            Some(&group) => met(&network.groups[group], network),
            None => read(None, &Fields::default(), network),
        });
    }
    let bad = |sv: String, en: String| match lang {
        Lang::Sv => Stop::Usage(sv),
        Lang::En => Stop::Usage(en),
    };
    let age = match args.age.as_deref() {
        Some(text) => Some(ages(text).ok_or_else(|| {
            bad(
                format!("{text} är ingen ålder; skriv till exempel 70, 18-25 eller 65-"),
                format!("{text} is no age; write for example 70, 18-25 or 65-"),
            )
        })?),
        None => None,
    };
    let sex = match args.sex.as_deref() {
        Some(text) => Some(sex(text).ok_or_else(|| {
            bad(
                format!("{text} är inget kön som grupper har här; skriv kvinna eller man"),
                format!("{text} is no sex that groups have here; write woman or man"),
            )
        })?),
        None => None,
    };
    let fields = Fields { age, sex, conditions: args.condition.clone() };
    let profile = read(args.persona.as_deref(), &fields, network);
    if profile.says_something() || !profile.denied.is_empty() {
        return Ok(profile);
    }
    Err(bad(
        "inget i beskrivningen känns igen; skriv till exempel \"kvinna 70, bor med förövaren\"".to_owned(),
        "nothing in the description is recognised; write for example \"woman 70, lives with the abuser\"".to_owned(),
    ))
}

struct Page<'a> {
    network: &'a Network,
    view: &'a View<'a>,
    walks: &'a Walks,
    lang: Lang,
    all: bool,
}

impl Page<'_> {
    fn say(&self, sv: &str, en: &str) -> String {
        Text::new(sv, en).get(self.lang).to_owned()
    }

    /// Who she is and how the words were read.
    fn person(&self, profile: &Profile, place: &Coded) -> String {
        let lang = self.lang;
        let mut text = format!("{}\n", journey::name(&profile.group).get(lang));
        let source = profile.text.as_deref().unwrap_or_default();
        let rows = |used: Use| -> Vec<String> {
            let of = profile.receipt.iter().filter(|read| read.used == used);
            of.map(|read| {
                let words = source.get(read.span.clone()).unwrap_or_default();
                match used {
                    Use::Unknown => format!("”{words}”"),
                    Use::Denied | Use::SomebodyElse => words.to_owned(),
                    _ => format!("{words} = {}", say(read.used, &read.takes).get(lang)),
                }
            })
            .collect()
        };
        let mut line = |head: String, parts: Vec<String>, most: usize| {
            if !parts.is_empty() {
                let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
                text.push_str(&format!("  {head}: {}\n", explain::first_few(&parts, most, lang)));
            }
        };
        let most = if self.all { usize::MAX - 1 } else { 8 };
        if self.all {
            line(self.say("Förstått", "Understood"), rows(Use::Understood), most);
        }
        line(self.say("Inte förstått", "Not understood"), rows(Use::Unknown), most);
        line(self.say("Sägs inte gälla", "Said not to hold"), rows(Use::Denied), most);
        line(self.say("Gäller någon annan", "About somebody else"), rows(Use::SomebodyElse), most);
        let held = |wanted: &dyn Fn(&crate::load::persona::Held) -> bool| -> Vec<String> {
            let of = profile.held.iter().filter(|held| wanted(held));
            of.map(|held| label(&held.slug).get(lang).to_owned()).collect()
        };
        let assumed = held(&|held| held.ground == Ground::Assumed);
        line(self.say("Antaget", "Assumed"), assumed, most);
        let silent = held(&|held| {
            // That violence is a partner's goes without saying in such networks.
            let plain = matches!(held.slug.as_str(), "partner_violence" | "close_relation");
            !plain && !held.in_network && held.ground == Ground::Words
        });
        line(
            self.say("Ingen målgrupp i nätverket handlar om", "No group of the network is about"),
            silent,
            most,
        );
        let groups = |rows: &[usize]| -> Vec<String> {
            let of = rows.iter().map(|&row| &self.network.groups[row]);
            of.map(|group| explain::within(&group.name, lang)).collect()
        };
        line(self.say("Ingår i målgrupperna", "In the groups"), groups(&place.within), most);
        if self.all {
            line(self.say("Kan ingå i", "May be in"), groups(&place.overlaps), most);
        }
        if profile.cut {
            text.push_str(&self.say(
                "  Texten är längre än vad som läses; resten räknas inte.\n",
                "  The text is longer than is read; the rest does not count.\n",
            ));
        }
        text
    }

    fn journeys(&self) -> String {
        let lang = self.lang;
        let mut text = String::from("\n");
        for line in journey::summary(self.view, self.walks) {
            text.push_str(&format!("{}\n", line.get(lang)));
        }
        for journey in &self.walks.journeys {
            let told = self.all || journey::is_help(journey.function);
            if journey.cell.is_some() && told {
                text.push_str(&self.journey(journey));
            }
        }
        if self.all {
            text.push_str(&self.arrivals());
        } else {
            text.push_str(&self.say(
                "\nAlla vägar in, stopp och beslut: --all\n",
                "\nEvery way in, dead end and decision: --all\n",
            ));
        }
        text
    }

    /// One function: its best walk, its hole, and with `--all` everything.
    fn journey(&self, journey: &walked::Journey) -> String {
        let lang = self.lang;
        let noun = explain::noun(journey.function);
        let mut text = format!("\n{}\n", noun.get(lang));
        let best = journey.best.and_then(|best| journey.routes.routes.get(best));
        if let Some(route) = best {
            text.push_str(&self.told(route));
        }
        let missing = journey::missing(self.view, journey);
        if !missing.sv.is_empty() {
            text.push_str(&format!("  {}\n", missing.get(lang)));
        }
        // A told walk tells the gates that it passes.
        let most = match (self.all, best.is_some()) {
            (true, _) => usize::MAX,
            (false, true) => 0,
            (false, false) => 2,
        };
        for gate in journey.gates.iter().take(most) {
            text.push_str(&format!("  {}\n", journey::gate(self.view, gate).get(lang)));
        }
        if !self.all {
            return text;
        }
        let ends = &journey.routes.dead_ends;
        if !ends.is_empty() {
            text.push_str(&format!(
                "  {} ({})\n",
                self.say("Här tar det stopp", "Dead ends"),
                ends.len()
            ));
        }
        for end in ends {
            let why = explain::dead_end(self.network, end, journey.function);
            text.push_str(&format!("    {}\n", why.get(lang)));
        }
        for shut in &journey.routes.shut {
            let service = explain::services(self.network, &[shut.service], lang);
            text.push_str(&format!(
                "    {service}: {}\n",
                explain::shut(self.network, shut).get(lang)
            ));
        }
        text
    }

    /// A route told; on which basis information may be shared is said at the end where
    /// the source is silent throughout.
    fn told(&self, route: &crate::measure::routes::Route) -> String {
        let lang = self.lang;
        let mut text = String::new();
        let steps = journey::told(self.view, route);
        let silent = |told: &journey::Told| told.share.as_ref().is_some_and(journey::is_silent);
        for (n, told) in steps.iter().enumerate() {
            text.push_str(&format!("  {}. {}", n + 1, told.text.get(lang)));
            if let Some(share) = told.share.as_ref().filter(|share| !journey::is_silent(share)) {
                text.push_str(&format!(" {}", share.get(lang)));
            }
            text.push('\n');
        }
        if let Some(share) =
            steps.iter().find(|told| silent(told)).and_then(|told| told.share.as_ref())
        {
            text.push_str(&format!("  {}\n", share.get(lang)));
        }
        text
    }

    fn arrivals(&self) -> String {
        let lang = self.lang;
        let stated = self.walks.arrivals.iter().filter(|arrival| arrival.way.how != How::Unstated);
        let mut text = format!("\n{}\n", self.say("Vägar in", "Ways in"));
        for arrival in stated {
            let mut open = Vec::new();
            for (function, outcome) in &arrival.leads {
                if matches!(outcome, walked::Outcome::Open(_)) {
                    open.push(explain::noun(*function).get(lang).to_lowercase());
                }
            }
            let leads = crate::model::text::list(&open, lang);
            let leads = if open.is_empty() { self.say("ingenstans", "nowhere") } else { leads };
            let place = journey::arrival(self.network, arrival.way.actor, arrival.way.how);
            text.push_str(&format!("  {} → {leads}\n", place.get(lang)));
        }
        text
    }

    fn professional(&self, named: &Named) -> String {
        let lang = self.lang;
        let found = walked::colleague(self.view, named.actor, self.walks);
        let mut text = String::from("\n");
        let name = &self.network.actors[named.actor].name;
        text.push_str(&match lang {
            Lang::Sv => format!("{name} ser något\n"),
            Lang::En => format!("{name} sees something\n"),
        });
        if !named.others.is_empty() {
            let others = explain::actors(self.network, &named.others, lang);
            text.push_str(&match lang {
                Lang::Sv => format!("  Orden kan också betyda {others}.\n"),
                Lang::En => format!("  The words could also mean {others}.\n"),
            });
        }
        for line in journey::colleague_summary(self.view, &found) {
            text.push_str(&format!("  {}\n", line.get(lang)));
        }
        for (function, way) in &found.ways_on {
            let told = self.all || journey::is_help(*function);
            if let (Ok(route), true) = (way, told) {
                text.push_str(&format!(
                    "\n{}\n{}",
                    explain::noun(*function).get(lang),
                    self.told(route)
                ));
            }
        }
        if self.all {
            text.push_str(&format!("\n{}\n", self.say("Kontakter", "Contacts")));
            for contact in &found.contacts {
                let rests: Vec<String> = contact
                    .rests_on
                    .iter()
                    .map(|rest| journey::contact(self.view, *rest).get(lang).to_owned())
                    .collect();
                let name = &self.network.actors[contact.actor].name;
                text.push_str(&format!("  {name}: {}\n", rests.join("; ")));
            }
        }
        text
    }
}
