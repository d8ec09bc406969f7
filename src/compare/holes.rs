//! What becomes of each hole of an older network in a newer one.

use std::collections::BTreeMap;

use crate::findings::{Analysis, Finding, Severity, falls_between};
use crate::link::{Kind, Match};
use crate::measure::coverage::{Cell, Class};
use crate::model::text::words;
use crate::model::{Actor, Function, Group, GroupId, Measure, Network, Row, Ruling};

words! {
    /// What became of a hole.
    Fate {
        /// The plan speaks of the group, but does not offer what is missing.
        Touched = "touched", "berört men inte stängt", "touched but not closed";
        /// No measure names the group.
        Untouched = "untouched", "orört", "untouched";
        /// The newer network has no plan, and no better way either.
        Open = "open", "öppet som förut", "open as before";
        /// The newer network has no plan, and does not speak of it.
        Unobserved = "unobserved", "syns inte i den nyare källan", "not seen in the newer source";
        /// A measure offers it, to this group by name.
        Promised = "promised", "utlovat i planen", "promised in the plan";
        /// There is a way now, which hangs on one actor.
        Better = "better", "bättre, men hänger på en aktör", "better, but hangs on one actor";
        /// There is a way now that hangs on nobody.
        Closed = "closed", "stängt", "closed";
    }
}

/// A hole of the older network: a group and a function that does not reach it
/// safely.
#[derive(Clone, Debug, PartialEq)]
pub struct Hole {
    /// Id of its finding in the older network.
    pub finding: String,
    /// How much that finding matters.
    pub severity: Severity,
    /// Row of the older network's `groups`.
    pub group: usize,
    /// The function.
    pub function: Function,
    /// What it was.
    pub was: Class,
    /// What it is in the newer network, where that can tell.
    pub is: Option<Class>,
    /// Rows of the newer network's `services` that name the group for it.
    pub services: Vec<usize>,
    /// What became of it.
    pub fate: Fate,
    /// Rows of the newer network's `measures` that offer the function to the
    /// group by name.
    pub offers: Vec<usize>,
    /// Those that name the group, or belong to a board whose task it is.
    pub touches: Vec<usize>,
    /// Those that offer the function without naming the group, and do not shut
    /// it out.
    pub may_include: Vec<usize>,
    /// Those that offer it to a wide group, of which the plan does not say
    /// whether this one is a part.
    pub in_part: Vec<usize>,
}

impl Hole {
    /// Whether there was a way that hung on one actor.
    pub fn was_fragile(&self) -> bool {
        self.was == Class::Fragile
    }

    /// Whether it is a hole in the help that people get, as against in finding,
    /// investigating and preventing violence.
    pub fn is_help(&self) -> bool {
        falls_between::is_help(self.function)
    }
}

/// The holes of one group that met the same fate; those of help apart from
/// others, and ways that hung on one actor apart from holes.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// Row of the older network's `groups`.
    pub group: usize,
    /// What became of them.
    pub fate: Fate,
    /// Whether they are holes in help.
    pub is_help: bool,
    /// Whether they were ways that hung on one actor.
    pub was_fragile: bool,
    /// Rows of [`Comparison::holes`](super::Comparison).
    pub holes: Vec<usize>,
}

/// The holes of `old` and what `new` makes of them.
///
/// A measure *touches* a group when it names it, or names one that it is part
/// of by definition or verdict, or belongs to a board whose task (`meets`) the
/// group is. It *offers* a function when it names the group so and has the
/// function. Order: by fate; then the worst first, and of holes as bad the one
/// that most measures touch: there words and deeds lie furthest apart.
pub(super) fn holes(
    old: &Analysis,
    new: &Analysis,
    matches: &[Match],
    findings: &[Finding],
) -> Vec<Hole> {
    let network = new.graph.network;
    let mut holes = Vec::new();
    let mut seen: BTreeMap<usize, Sight> = BTreeMap::new();
    let groups = &old.graph.network.groups;
    let cells: BTreeMap<String, &Cell> = old
        .coverage
        .cells
        .iter()
        .map(|cell| (falls_between::id(&groups[cell.group].id.0, cell.function), cell))
        .collect();
    for finding in findings {
        let Some(&cell) = cells.get(&finding.id) else { continue };
        let sight = seen.entry(cell.group).or_insert_with(|| sight(old, new, matches, cell.group));
        let has = |row: &usize| network.measures[*row].functions.contains(&cell.function);
        let offers: Vec<usize> = sight.named.iter().copied().filter(has).collect();
        let open = (0..network.measures.len()).filter(|row| !sight.touches.contains(row));
        let (may_include, rest): (Vec<usize>, Vec<usize>) = open.filter(has).partition(|&row| {
            let measure = &network.measures[row];
            measure.groups.is_empty() || measure.groups.iter().any(|id| sight.admits.contains(id))
        });
        let meets =
            |&row: &usize| network.measures[row].groups.iter().any(|id| sight.wide.contains(id));
        let in_part = rest.into_iter().filter(meets).collect();
        let now = sight.same.and_then(|group| {
            let same = |c: &&Cell| c.group == group && c.function == cell.function;
            new.coverage.cells.iter().find(same)
        });
        let fate = match now.map(|now| now.class) {
            Some(Class::Covered) => Fate::Closed,
            Some(Class::Fragile) if cell.class != Class::Fragile => Fate::Better,
            _ if !offers.is_empty() => Fate::Promised,
            _ if !sight.touches.is_empty() => Fate::Touched,
            _ if !network.measures.is_empty() => Fate::Untouched,
            Some(_) => Fate::Open,
            None => Fate::Unobserved,
        };
        holes.push(Hole {
            finding: finding.id.clone(),
            severity: finding.severity,
            group: cell.group,
            function: cell.function,
            was: cell.class,
            is: now.map(|now| now.class),
            services: now.map_or_else(Vec::new, |now| now.named.clone()),
            fate,
            offers,
            touches: sight.touches.clone(),
            may_include,
            in_part,
        });
    }
    // Stable: the older network's own order decides what is left.
    holes.sort_by_key(|hole| (hole.fate, hole.severity, std::cmp::Reverse(hole.touches.len())));
    holes
}

/// How the newer network's measures see a group of the older.
struct Sight {
    /// The newer network's row for the same group.
    same: Option<usize>,
    /// Measures that name it.
    named: Vec<usize>,
    /// Those, and measures of boards whose task it is.
    touches: Vec<usize>,
    /// Groups of the newer network that it may belong to.
    admits: Vec<GroupId>,
    /// Groups with parts of their own, which it may be a part of, too.
    wide: Vec<GroupId>,
}

fn sight(old: &Analysis, new: &Analysis, matches: &[Match], group: usize) -> Sight {
    let (before, after) = (old.graph.network, new.graph.network);
    let own = &before.groups[group];
    let matched = |group: usize, ruling: Ruling| {
        let of = move |l: &&Match| {
            l.kind == Kind::Group && l.old == group && l.ruling == ruling && !l.is_inverse
        };
        matches.iter().filter(of).map(|m| m.new)
    };
    let same = matched(group, Ruling::Same).next();
    let mut wider: Vec<usize> =
        matched(group, Ruling::Same).chain(matched(group, Ruling::PartOf)).collect();
    // What names a group names its parts, unless it names everybody.
    for above in ancestors(before, group) {
        let named = matched(above, Ruling::Same).chain(matched(above, Ruling::PartOf));
        wider.extend(named.filter(|&row| after.groups[row].is_particular()));
    }
    for (row, other) in after.groups.iter().enumerate() {
        if other.is_particular() && other.contains(own) && !wider.contains(&row) {
            wider.push(row);
        }
    }
    // A part of a group that a measure names is named with it.
    let mut at = 0;
    while let Some(&row) = wider.get(at) {
        let above = after.groups[row].parent.as_ref();
        let above = above.and_then(|id| after.groups.iter().position(|g| g.id == *id));
        wider.extend(above.filter(|row| !wider.contains(row)));
        at += 1;
    }
    let ids: Vec<&GroupId> = wider.iter().map(|&row| &after.groups[row].id).collect();
    let names = |measure: &Row<Measure>| measure.groups.iter().any(|id| ids.contains(&id));
    let is_task = |measure: &Row<Measure>| {
        let board = |actor: &&Row<Actor>| measure.owners().any(|o| *o == actor.id);
        let meets = |actor: &Row<Actor>| actor.meets.iter().any(|g| ids.contains(&g));
        after.actors.iter().filter(board).any(meets)
    };
    let rows = |is: &dyn Fn(&Row<Measure>) -> bool| -> Vec<usize> {
        (0..after.measures.len()).filter(|&row| is(&after.measures[row])).collect()
    };
    let of = |is: &dyn Fn(&Row<Group>) -> bool| {
        after.groups.iter().filter(|other| is(other)).map(|group| group.id.clone()).collect()
    };
    Sight {
        same,
        named: rows(&names),
        touches: rows(&|measure| names(measure) || is_task(measure)),
        admits: of(&|other| other.admits(own)),
        wide: of(&|other| {
            let has_parts = after.groups.iter().any(|g| g.parent.as_ref() == Some(&other.id));
            has_parts && other.overlaps(own)
        }),
    }
}

/// The groups above one in its own network that single somebody out, nearest
/// first.
fn ancestors(network: &Network, group: usize) -> Vec<usize> {
    let mut line = vec![group];
    while let Some(up) = line.last().and_then(|&row| network.groups[row].parent.as_ref()) {
        match network.groups.iter().position(|g| g.id == *up) {
            Some(row) if !line.contains(&row) => line.push(row),
            _ => break,
        }
    }
    line.into_iter().skip(1).filter(|&row| network.groups[row].is_particular()).collect()
}

/// Holes by group and fate, in their own order.
pub(super) fn questions(holes: &[Hole]) -> Vec<Question> {
    let mut questions: Vec<Question> = Vec::new();
    for (row, hole) in holes.iter().enumerate() {
        let (group, fate) = (hole.group, hole.fate);
        let (is_help, was_fragile) = (hole.is_help(), hole.was_fragile());
        let same = |q: &&mut Question| {
            (q.group, q.fate, q.is_help, q.was_fragile) == (group, fate, is_help, was_fragile)
        };
        match questions.iter_mut().find(same) {
            Some(question) => question.holes.push(row),
            None => {
                questions.push(Question { group, fate, is_help, was_fragile, holes: vec![row] });
            }
        }
    }
    questions
}
