//! What one table cannot know: references, cycles, ranges, claims.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::Package;
use super::near::hint;
use super::table::{CLAIMS, Table};
use super::tables::each_table;
use crate::link::{About, decided, settled};
use crate::load::Problem;
use crate::model::text::Text;
use crate::model::{
    Actor, Agreement, Answer, Date, Decision, Forum, Goal, Group, Measure, Mention, Network, Row,
    Verdict,
};

/// The file of each table and the line each row stands on, by table.
pub(super) type Lines = BTreeMap<&'static str, (String, Vec<u64>)>;

type Ids = BTreeMap<&'static str, HashSet<String>>;

/// Checks a package as a whole and adds what it finds to its problems.
///
/// A reference to nowhere, a parent in a circle and an impossible range are
/// reported and left as they stand: analyses skip them.
pub(super) fn check(package: &mut Package, lines: &Lines) {
    let network = &package.network;
    let mut ids = Ids::new();
    each_table!(T => {
        ids.insert(T::NAME, T::rows(network).iter().filter_map(|r| r.key()).map(str::to_owned).collect());
    });
    let mut found = Vec::new();
    let at = Finder { lines };
    each_table!(T => at.references::<T>(T::rows(network), &ids, &mut found));
    each_table!(T => at.claims::<T>(T::rows(network), network, &mut found));
    at.one_namespace(network, &mut found);
    at.cycles(&network.actors, "parent", |a: &Actor| (a.id.as_str(), up(&a.parent)), &mut found);
    at.cycles(&network.groups, "parent", |g: &Group| (g.id.as_str(), up(&g.parent)), &mut found);
    at.cycles(&network.goals, "parent", |g: &Goal| (g.id.as_str(), up(&g.parent)), &mut found);
    at.cycles(
        &network.forums,
        "reports_to",
        |f: &Forum| (f.id.as_str(), up(&f.reports_to)),
        &mut found,
    );
    at.cycles(
        &network.agreements,
        "replaces",
        |a: &Agreement| (a.id.as_str(), up(&a.replaces)),
        &mut found,
    );
    at.ranges(network, &mut found);
    at.aliases(network, &mut found);
    at.dates(network, &mut found);
    at.records(network, &ids, &mut found);
    at.numbering(network, &mut found);
    package.problems.extend(found);
}

/// The id of a row that stands above another.
fn up<Id: AsRef<str>>(id: &Option<Id>) -> Option<&str> {
    id.as_ref().map(AsRef::as_ref)
}

struct Finder<'a> {
    lines: &'a Lines,
}

impl Finder<'_> {
    fn problem<T: Table>(&self, row: usize, column: &str, what: Text, next: Text) -> Problem {
        let usual = format!("{}.csv", T::NAME);
        let (file, line) = match self.lines.get(T::NAME) {
            Some((file, lines)) => (file.as_str(), lines.get(row).copied()),
            None => (usual.as_str(), None),
        };
        let problem = Problem::error(file, what, next).in_column(column);
        match line {
            Some(line) => problem.at_line(line),
            None => problem,
        }
    }

    fn references<T: Table>(&self, rows: &[Row<T>], ids: &Ids, found: &mut Vec<Problem>) {
        // Columns that point to a table without rows: said once each.
        let mut void: Vec<&str> = Vec::new();
        for (i, row) in rows.iter().enumerate() {
            for (column, references) in T::COLUMNS.iter().zip(row.references()) {
                // A row's own id refers to itself.
                let Some(target) = column
                    .kind
                    .target()
                    .filter(|t| *t != T::NAME || row.key() != references.first().copied())
                else {
                    continue;
                };
                let Some(known) = ids.get(target) else { continue };
                if known.is_empty() {
                    if !references.is_empty() && !void.contains(&column.name) {
                        void.push(column.name);
                        found.push(self.nowhere::<T>(i, column.name, target));
                    }
                    continue;
                }
                for id in references.into_iter().filter(|id| !known.contains(*id)) {
                    let what = Text::new(
                        format!("”{id}” finns inte i {target}"),
                        format!("no `{id}` in {target}"),
                    );
                    found.push(self.problem::<T>(i, column.name, what, hint(id, known, target)));
                }
            }
        }
    }

    fn nowhere<T: Table>(&self, row: usize, column: &str, target: &str) -> Problem {
        let what = Text::new(
            format!("kolumnen pekar på tabellen {target}, som saknas eller är tom"),
            format!("the column points to the table {target}, which is missing or empty"),
        );
        let next = Text::new(
            format!("lägg till {target}.csv med rader, eller töm kolumnen"),
            format!("add {target}.csv with rows, or empty the column"),
        );
        self.problem::<T>(row, column, what, next)
    }

    fn claims<T: Table>(&self, rows: &[Row<T>], network: &Network, found: &mut Vec<Problem>) {
        let mut places: HashMap<&str, HashSet<&str>> = HashMap::new();
        for source in &network.sources {
            places.entry(source.id.as_str()).or_default();
        }
        for section in &network.sections {
            places.entry(section.source.as_str()).or_default().insert(&section.place);
        }
        if network.sources.is_empty() {
            if let Some(i) = rows.iter().position(|row| !row.claims.is_empty()) {
                found.push(self.nowhere::<T>(i, CLAIMS, "sources"));
            }
            return;
        }
        let own = ["sources", "sections", "decisions", "verdicts", "positions"].contains(&T::NAME);
        for (i, row) in rows.iter().enumerate() {
            if row.claims.is_empty() && !own {
                let what = Text::new("raden har inget belägg", "the row has no claim");
                let next = Text::new(
                    "skriv källa och plats, till exempel kartlaggning#6.2 stated",
                    "write source and place, such as kartlaggning#6.2 stated",
                );
                found.push(self.problem::<T>(i, CLAIMS, what, next).as_warning());
            }
            for claim in &row.claims {
                let Some(known) = places.get(claim.source.as_str()) else {
                    let what = Text::new(
                        format!("källan ”{}” finns inte i sources", claim.source),
                        format!("no source `{}` in sources", claim.source),
                    );
                    let next = Text::new(
                        "lägg till källan, eller rätta belägget",
                        "add the source, or mend the claim",
                    );
                    found.push(self.problem::<T>(i, CLAIMS, what, next));
                    continue;
                };
                if !known.is_empty() && !known.contains(claim.place.as_str()) {
                    let what = Text::new(
                        format!("avsnitt ”{}” finns inte i {}", claim.place, claim.source),
                        format!("no section `{}` in {}", claim.place, claim.source),
                    );
                    let next = Text::new(
                        "lägg till avsnittet i sections, eller rätta belägget",
                        "add the section, or mend the claim",
                    );
                    found.push(self.problem::<T>(i, CLAIMS, what, next));
                }
            }
        }
    }

    /// Findings, positions and figures name subjects by bare id, so actors,
    /// forums, groups and services share one namespace.
    fn one_namespace(&self, network: &Network, found: &mut Vec<Problem>) {
        let mut seen: HashMap<String, &'static str> = HashMap::new();
        let mut note = |problem: Option<Problem>| found.extend(problem);
        each_table!(T => if ["actors", "forums", "groups", "services"].contains(&T::NAME) {
            for (i, row) in T::rows(network).iter().enumerate() {
                let Some(key) = row.key() else { continue };
                note(seen.insert(key.to_owned(), T::NAME).filter(|other| *other != T::NAME).map(|other| {
                    let what = Text::new(format!("id ”{key}” används redan i {other}"), format!("id `{key}` is in use in {other}"));
                    let next = Text::new("ge raden ett annat id", "give the row another id");
                    self.problem::<T>(i, "id", what, next)
                }));
            }
        });
    }

    fn cycles<T: Table>(
        &self,
        rows: &[Row<T>],
        column: &str,
        link: impl Fn(&T) -> (&str, Option<&str>),
        found: &mut Vec<Problem>,
    ) {
        let parents: HashMap<&str, &str> =
            rows.iter().filter_map(|row| link(row).1.map(|parent| (link(row).0, parent))).collect();
        for (i, row) in rows.iter().enumerate() {
            let (start, _) = link(row);
            let mut trail = vec![start];
            let mut at = start;
            while let Some(&up) = parents.get(at) {
                if up == start {
                    trail.push(start);
                    let circle = trail.join(" → ");
                    let what = Text::new(
                        format!("raden är överordnad sig själv: {circle}"),
                        format!("the row stands above itself: {circle}"),
                    );
                    let next = Text::new(
                        "ta bort eller rätta ett av stegen",
                        "remove or mend one of the steps",
                    );
                    found.push(self.problem::<T>(i, column, what, next));
                    break;
                }
                if trail.contains(&up) {
                    break;
                }
                trail.push(up);
                at = up;
            }
        }
    }

    fn ranges(&self, network: &Network, found: &mut Vec<Problem>) {
        let mut age = |problem: Option<Problem>| found.extend(problem);
        for (i, group) in network.groups.iter().enumerate() {
            age(self.age::<Group>(i, group.age));
        }
        for (i, service) in network.services.iter().enumerate() {
            age(self.age::<crate::model::Service>(i, service.age));
        }
        for (i, forum) in network.forums.iter().enumerate() {
            let range = forum.meetings_per_year;
            if let (Some(min), Some(max)) = (range.min, range.max)
                && min > max
            {
                let what = Text::new(
                    format!("minst {min} är mer än högst {max}"),
                    format!("least {min} exceeds most {max}"),
                );
                let next = Text::new("byt plats på talen", "swap the numbers");
                age(Some(self.problem::<crate::model::Forum>(i, "meetings_min", what, next)));
            }
        }
        for (i, position) in network.positions.iter().enumerate() {
            if !position.is_on_map() {
                let what = Text::new("platsen ligger utanför kartan", "the place is off the map");
                let next = Text::new(
                    "ta bort raden, så placeras rutan som de andra",
                    "delete the row, and the box is placed like the others",
                );
                age(Some(self.problem::<crate::model::Position>(i, "x", what, next)));
            }
        }
        for (i, referral) in network.referrals.iter().enumerate() {
            if let Some(share) = referral.share.filter(|share| !(0.0..=1.0).contains(share)) {
                let what = Text::new(
                    format!("andelen {share} ligger inte mellan 0 och 1"),
                    format!("share {share} is not between 0 and 1"),
                );
                let next = Text::new("skriv 90 % som 0.9", "write 90 % as 0.9");
                age(Some(self.problem::<crate::model::Referral>(i, "share", what, next)));
            }
        }
    }

    fn age<T: Table>(&self, row: usize, age: crate::model::AgeRange) -> Option<Problem> {
        let (what, column) = match (age.min, age.max) {
            (Some(min), Some(max)) if min > max => (
                Text::new(
                    format!("lägsta ålder {min} är högre än högsta {max}"),
                    format!("least age {min} exceeds greatest {max}"),
                ),
                "age_min",
            ),
            (_, Some(max)) if max > 120 => (
                Text::new(format!("åldern {max} är orimlig"), format!("age {max} is impossible")),
                "age_max",
            ),
            (Some(min), _) if min > 120 => (
                Text::new(format!("åldern {min} är orimlig"), format!("age {min} is impossible")),
                "age_min",
            ),
            _ => return None,
        };
        let next = Text::new(
            "rätta åldern, eller lämna tomt om den är okänd",
            "mend the age, or leave it empty when unknown",
        );
        Some(self.problem::<T>(row, column, what, next))
    }

    fn aliases(&self, network: &Network, found: &mut Vec<Problem>) {
        for (i, alias) in network.aliases.iter().enumerate() {
            let bearers = [alias.actor.is_some(), alias.forum.is_some(), alias.group.is_some()];
            if bearers.into_iter().filter(|set| *set).count() != 1 {
                let what = Text::new(
                    "namnet ska höra till precis en",
                    "the name must belong to exactly one",
                );
                let next = Text::new(
                    "fyll i en av actor, forum och group",
                    "fill in one of actor, forum and group",
                );
                found.push(self.problem::<crate::model::Alias>(i, "actor", what, next));
            }
        }
    }

    /// First and last dates, which the rule `ending` reads.
    fn dates(&self, network: &Network, found: &mut Vec<Problem>) {
        for (i, row) in network.agreements.iter().enumerate() {
            self.span::<Agreement>(i, &row.starts, &row.ends, found);
        }
        for (i, row) in network.forums.iter().enumerate() {
            self.span::<Forum>(i, &row.starts, &row.ends, found);
        }
        for (i, row) in network.measures.iter().enumerate() {
            self.span::<Measure>(i, &row.starts, &row.ends, found);
        }
    }

    fn span<T: Table>(
        &self,
        row: usize,
        starts: &Option<String>,
        ends: &Option<String>,
        found: &mut Vec<Problem>,
    ) {
        found.extend(self.no_dates::<T>(row, [("starts", starts), ("ends", ends)]));
        let day = |text: &Option<String>| text.as_deref().and_then(Date::parse);
        if let (Some(first), Some(last)) = (day(starts), day(ends))
            && last.last_day() < first.first_day()
        {
            let what = Text::new("slutet kommer före början", "the end comes before the start");
            let next = Text::new("byt plats på datumen", "swap the dates");
            found.push(self.problem::<T>(row, "ends", what, next));
        }
    }

    /// Cells that hold something else than a date.
    fn no_dates<T: Table>(
        &self,
        row: usize,
        cells: [(&'static str, &Option<String>); 2],
    ) -> Vec<Problem> {
        let like = ["skriv 2024, 2024-01 eller 2024-01-31", "write 2024, 2024-01 or 2024-01-31"];
        let wrong = cells.into_iter().filter_map(|(column, text)| {
            let text = text.as_ref().filter(|text| Date::parse(text).is_none())?;
            let what =
                Text::new(format!("”{text}” är inget datum"), format!("`{text}` is not a date"));
            Some(self.problem::<T>(row, column, what, Text::new(like[0], like[1])))
        });
        wrong.collect()
    }

    /// Columns that name records of several tables, of this network or another.
    fn records(&self, network: &Network, ids: &Ids, found: &mut Vec<Problem>) {
        let known = |tables: &[&str]| -> HashSet<String> {
            tables.iter().filter_map(|table| ids.get(table)).flatten().cloned().collect()
        };
        let nodes = known(&["actors", "forums", "groups", "services"]);
        let carried = known(&["actors", "forums", "services", "ties"]);
        let statements = known(&["statements"]);
        let missing = |id: &str, known: &HashSet<String>| {
            let what = Text::new(
                format!("”{id}” finns inte i nätverket"),
                format!("no `{id}` in the network"),
            );
            (what, hint(id, known, "rätt tabell"))
        };
        for (i, row) in network.agreements.iter().enumerate() {
            for id in row.carries.iter().filter(|id| !carried.contains(*id)) {
                let (what, next) = missing(id, &carried);
                found.push(self.problem::<Agreement>(i, "carries", what, next));
            }
        }
        // Ids of another network can only be looked up beside it.
        for unused in settled(network).unused {
            let what = Text::new(
                format!("beslutet gör inget: {}", unused.why.sv),
                format!("the verdict does nothing: {}", unused.why.en),
            );
            let Verdict { one, other, .. } = &network.verdicts[unused.verdict].value;
            let next = Text::new(
                format!(
                    "rätta raden, eller ångra beslutet: samkarta link NÄT --undo {one} {other}"
                ),
                format!(
                    "mend the row, or take the verdict back: samkarta link NETWORK --undo {one} {other}"
                ),
            );
            let problem = self.problem::<Verdict>(unused.verdict, "verdict", what, next);
            found.push(problem.as_warning());
        }
        self.decisions(network, found);
        for (i, row) in network.mentions.iter().enumerate() {
            for id in row.target.iter().filter(|id| !nodes.contains(*id)) {
                let (what, next) = missing(id, &nodes);
                found.push(self.problem::<Mention>(i, "target", what, next));
            }
        }
        for (i, row) in network.answers.iter().enumerate() {
            if row.network.is_none() && !statements.contains(&row.statement) {
                let (what, next) = missing(&row.statement, &statements);
                found.push(self.problem::<Answer>(i, "statement", what, next));
            }
        }
    }

    /// Decisions whose days cannot be, and those on findings about what is not there any more.
    fn decisions(&self, network: &Network, found: &mut Vec<Problem>) {
        for (i, row) in network.decisions.iter().enumerate() {
            let days = [("date", &row.date), ("decided", &row.decided)];
            found.extend(self.no_dates::<Decision>(i, days).into_iter().map(Problem::as_warning));
            if row.is_decided_late() {
                let what = Text::new(
                    "åtgärden beslutades efter dagen då den skulle vara gjord",
                    "the action was decided after the day by which it was to be done",
                );
                let next = Text::new(
                    "rätta decided eller date, eller låt det stå om det var så",
                    "mend decided or date, or let it stand if it was so",
                );
                found.push(self.problem::<Decision>(i, "decided", what, next).as_warning());
            }
        }
        for (i, about) in decided(network).into_iter().enumerate() {
            let About::Lost(name) = about else { continue };
            let what = Text::new(
                format!(
                    "inget i nätverket har det id som beslutet gäller, och inte precis en heter ”{name}”"
                ),
                format!(
                    "nothing in the network has the id that the decision is about, and not exactly one is called `{name}`"
                ),
            );
            let next = Text::new(
                "rätta id:t i kolumnen finding, eller ta bort raden",
                "mend the id in the column finding, or delete the row",
            );
            found.push(self.problem::<Decision>(i, "finding", what, next).as_warning());
        }
    }

    /// A number left out of a plan's series, such as 1:7 between 1:6 and 1:8.
    fn numbering(&self, network: &Network, found: &mut Vec<Problem>) {
        let mut series: BTreeMap<(&str, char), Vec<(u32, usize)>> = BTreeMap::new();
        for (i, row) in network.measures.iter().enumerate() {
            let Some(number) = row.number.as_deref() else { continue };
            let Some(mark) = number.rfind([':', '.']) else { continue };
            if let Ok(n) = number[mark + 1..].parse() {
                let sign = if number[mark..].starts_with(':') { ':' } else { '.' };
                series.entry((&number[..mark], sign)).or_default().push((n, i));
            }
        }
        for ((prefix, sign), mut numbers) in series {
            numbers.sort_unstable();
            for pair in numbers.windows(2) {
                let ((before, _), (after, row)) = (pair[0], pair[1]);
                let name = |n: u32| format!("{prefix}{sign}{n}");
                if before == after {
                    let what = Text::new(
                        format!("numret {} används två gånger", name(after)),
                        format!("number {} is used twice", name(after)),
                    );
                    let next = Text::new(
                        "rätta det ena, eller låt det stå om källan trycker det så",
                        "mend one, or let it stand if the source prints it so",
                    );
                    found.push(self.problem::<Measure>(row, "number", what, next).as_warning());
                } else if after - before > 1 {
                    let gap = match after - before {
                        2 => name(before + 1),
                        _ => format!("{}–{}", name(before + 1), name(after - 1)),
                    };
                    let (before, after) = (name(before), name(after));
                    let what = Text::new(
                        format!("numret {gap} saknas mellan {before} och {after}"),
                        format!("number {gap} is missing between {before} and {after}"),
                    );
                    let next = Text::new(
                        "se efter i källan om en åtgärd fallit bort; låt det annars stå",
                        "see in the source whether a measure was lost; else let it stand",
                    );
                    found.push(self.problem::<Measure>(row, "number", what, next).as_warning());
                }
            }
        }
    }
}
