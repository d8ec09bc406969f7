//! What becomes of each hole of an older network in a newer one.

use std::collections::BTreeMap;

use crate::findings::{Analysis, Severity, falls_between};
use crate::link::{Kind, Link};
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
        /// A measure offers it, to this group by name.
        Promised = "promised", "utlovat i planen", "promised in the plan";
        /// The newer network names a way there that the older did not.
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
    /// Those that offer it to a group whose members some of this group may be.
    pub in_part: Vec<usize>,
}

impl Hole {
    /// Whether it is a hole in the help that people get, as against in finding,
    /// investigating and preventing violence.
    pub fn is_help(&self) -> bool {
        falls_between::is_help(self.function)
    }
}

/// The holes of one group that met the same fate, those of help apart from
/// others.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// Row of the older network's `groups`.
    pub group: usize,
    /// What became of them.
    pub fate: Fate,
    /// Whether they are holes in help.
    pub is_help: bool,
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
pub(super) fn holes(old: &Analysis, new: &Analysis, links: &[Link]) -> Vec<Hole> {
    let network = new.graph.network;
    let findings = old.run(&["falls_between"]);
    let mut holes = Vec::new();
    let mut seen: BTreeMap<usize, Sight> = BTreeMap::new();
    for finding in &findings {
        let of = |cell: &&Cell| {
            let group = &old.graph.network.groups[cell.group].id.0;
            finding.id == falls_between::id(group, cell.function)
        };
        let Some(cell) = old.coverage.cells.iter().find(of) else { continue };
        let sight = seen.entry(cell.group).or_insert_with(|| sight(old, new, links, cell.group));
        let has = |row: &usize| network.measures[*row].functions.contains(&cell.function);
        let offers: Vec<usize> = sight.named.iter().copied().filter(has).collect();
        let open = (0..network.measures.len()).filter(|row| !sight.touches.contains(row));
        let (may_include, rest): (Vec<usize>, Vec<usize>) = open.filter(has).partition(|&row| {
            let measure = &network.measures[row];
            measure.groups.is_empty() || measure.groups.iter().any(|id| sight.admits.contains(id))
        });
        let meets = |&row: &usize| {
            network.measures[row].groups.iter().any(|id| sight.overlaps.contains(id))
        };
        let in_part = rest.into_iter().filter(meets).collect();
        let is = sight.same.and_then(|group| {
            let same = |c: &&Cell| c.group == group && c.function == cell.function;
            new.coverage.cells.iter().find(same).map(|c| c.class)
        });
        let fate = if is.is_some_and(|now| now > cell.class && now >= Class::Fragile) {
            Fate::Closed
        } else if !offers.is_empty() {
            Fate::Promised
        } else if !sight.touches.is_empty() {
            Fate::Touched
        } else if network.measures.is_empty() {
            Fate::Open
        } else {
            Fate::Untouched
        };
        holes.push(Hole {
            finding: finding.id.clone(),
            severity: finding.severity,
            group: cell.group,
            function: cell.function,
            was: cell.class,
            is,
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
    /// Groups of the newer network that some of it may belong to.
    overlaps: Vec<GroupId>,
}

fn sight(old: &Analysis, new: &Analysis, links: &[Link], group: usize) -> Sight {
    let (before, after) = (old.graph.network, new.graph.network);
    let own = &before.groups[group];
    let linked = |group: usize, ruling: Ruling| {
        let of = move |l: &&Link| {
            l.kind == Kind::Group && l.old == group && l.ruling == ruling && !l.is_inverse
        };
        links.iter().filter(of).map(|link| link.new)
    };
    let same = linked(group, Ruling::Same).next();
    let mut wider: Vec<usize> =
        linked(group, Ruling::Same).chain(linked(group, Ruling::PartOf)).collect();
    // What names a group names its parts, unless it names everybody.
    for above in ancestors(before, group) {
        let named = linked(above, Ruling::Same).chain(linked(above, Ruling::PartOf));
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
        overlaps: of(&|other| other.overlaps(own)),
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
        let (group, fate, is_help) = (hole.group, hole.fate, hole.is_help());
        let same = |q: &&mut Question| (q.group, q.fate, q.is_help) == (group, fate, is_help);
        match questions.iter_mut().find(same) {
            Some(question) => question.holes.push(row),
            None => questions.push(Question { group, fate, is_help, holes: vec![row] }),
        }
    }
    questions
}
