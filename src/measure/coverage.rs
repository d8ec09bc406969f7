//! Coverage: how well a function reaches a group, as an interval.

use rayon::prelude::*;

use super::Parameters;
use super::terrain::Terrain;
use super::view::{Unstated, View};
use super::walk::{Reach, Rules, reach};
use crate::graph::Graph;
use crate::model::text::{Word, words};
use crate::model::{Function, Group};

words! {
    /// What coverage amounts to.
    Class {
        Gap = "gap", "saknas", "missing";
        Between = "between", "faller mellan stolarna", "falls between";
        Fragile = "fragile", "hänger på en", "hangs on one";
        Covered = "covered", "täckt", "covered";
    }
}

/// Coverage of one group by one function.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// Row of `groups`.
    pub group: usize,
    /// The function.
    pub function: Function,
    /// Only services that name the group count, 0 to 1.
    pub low: f64,
    /// All services that shut nobody of the group out count, 0 to 1.
    pub high: f64,
    /// What that amounts to.
    pub class: Class,
    /// Whether any unit that meets or names the group was interviewed.
    pub asked: bool,
    /// Actors whose loss closes every route, in the order of the best route:
    /// when fragile, to the services that name the group; when falling
    /// between, to any that shuts nobody of it out.
    pub hinges_on: Vec<usize>,
    /// Services of the function that name the group and can be reached.
    pub named: Vec<usize>,
    /// Services of the function that name the group without the source saying
    /// how it comes there.
    pub unstated: Vec<usize>,
    /// Services of the function that do not shut the group out and can be
    /// reached in the hopeful reading.
    pub admitted: Vec<usize>,
    /// Those of `admitted` that are open to part of the group only. They count at neither
    /// end: a home for those over 65 is no way for all exposed men.
    pub partly: Vec<usize>,
}

impl Cell {
    /// Services that can be reached in the hopeful reading and are open to the whole group.
    pub fn whole(&self) -> Vec<usize> {
        self.admitted.iter().copied().filter(|s| !self.partly.contains(s)).collect()
    }
}

/// Coverage of every group by every function that answers to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Coverage {
    /// The constants used.
    pub parameters: Parameters,
    /// Cells, by group in table order, then by function.
    pub cells: Vec<Cell>,
    /// For each group, the units that would know about it.
    pub knows: Vec<Vec<usize>>,
}

/// Functions that serve staff or the whole of a network, not a person.
const IMPERSONAL: [Function; 2] = [Function::Train, Function::Coordinate];

/// Whether it means anything to ask if a function reaches a group.
///
/// Protection, support, housing and investigation answer to violence: they
/// are asked for groups that are exposed to it or witness it, treatment for
/// those who use it. Protection and housing are not asked for those who have
/// them (in a shelter), nor housing for children: a child is housed with
/// somebody, or placed, which is protection.
pub fn applies(group: &Group, function: Function) -> bool {
    let has = |condition: &str| group.conditions.iter().any(|c| c == condition);
    let perpetrator = has("perpetrator");
    let exposed = has("exposed") || has("child_witness");
    match function {
        f if IMPERSONAL.contains(&f) => false,
        Function::TreatPerpetrator => perpetrator,
        Function::Protect => exposed && !has("in_shelter"),
        Function::House => exposed && !has("in_shelter") && !has("child"),
        Function::Support | Function::Investigate => exposed,
        _ => true,
    }
}

/// Coverage of every group by every function, classed.
///
/// For group `g` and function `f`, `c = 1 − Π (1 − σ · q(s, g))` over services
/// `s` with function `f`; `q` is the quality of the best admissible walk
/// ([`reach`]) and `σ` the service strength. The low end counts only services
/// that name `g` (or a group that contains it by definition), the high end all
/// that shut nobody of it out, reading doors that the source does not state as
/// open. First match: high below the threshold, those that take a part of `g`
/// counted, too, *gap*; low below it, *between*; a single actor whose loss closes
/// every route to the naming services, *fragile*; else *covered*. An actor is lost
/// with its own units. Whether anybody who would know was asked stands beside it.
///
/// # Shape
/// Groups × functions of a network; pairs without meaning ([`applies`]) and
/// functions that no service of the network has are left out.
///
/// # Units
/// Shares, 0 to 1; comparable within one network and one set of parameters.
///
/// # Undefined
/// A group the network has no row for has no cell. Low and high are 0, not
/// undefined, when services exist but none can be reached: that is a gap.
///
/// # Cost
/// For each group two searches plus one for each actor on a best route.
///
/// # Source
/// Constants and classes as in the project's methods; walks after Barrett,
/// Jacob and Marathe (2000); an actor on every route is a vertex cut of size
/// one (K. Menger 1927).
pub fn coverage(graph: &Graph, parameters: Parameters) -> Coverage {
    let terrain = Terrain::new(graph, parameters);
    coverage_on(&terrain, &functions(graph), |_| None)
}

/// [`coverage`] on a terrain that is there already, of the functions given: one that no
/// service has is a gap for every group it answers to. Of groups for which `kept` has
/// their cells and who would know, these are taken as they are.
///
/// # Cost
/// That of [`coverage`], for the groups that are not kept; groups are computed in parallel,
/// which changes no result.
pub fn coverage_on(
    terrain: &Terrain,
    functions: &[Function],
    kept: impl Fn(usize) -> Option<(Vec<Cell>, Vec<usize>)> + Sync,
) -> Coverage {
    let groups = &terrain.graph.network.groups;
    let one = |group: usize| {
        kept(group).unwrap_or_else(|| {
            let view = terrain.view(&groups[group]);
            let knows = knows(&view);
            (of_group(&view, group, &knows, functions), knows)
        })
    };
    let parts: Vec<(Vec<Cell>, Vec<usize>)> = (0..groups.len()).into_par_iter().map(one).collect();
    let parameters = terrain.parameters;
    let mut coverage = Coverage { parameters, cells: Vec::new(), knows: Vec::new() };
    for (cells, knows) in parts {
        coverage.cells.extend(cells);
        coverage.knows.push(knows);
    }
    coverage
}

/// Functions that some service of the network has, in vocabulary order.
pub fn functions(graph: &Graph) -> Vec<Function> {
    let has = |f: &Function| graph.network.services.iter().any(|s| s.function == Some(*f));
    Function::ALL.iter().copied().filter(|f| !IMPERSONAL.contains(f) && has(f)).collect()
}

/// The cells of the group that a view is of, which bear `group` as its row: for a group
/// without a row, such as a person, the number after the last.
pub(super) fn of_group(
    view: &View,
    group: usize,
    knows: &[usize],
    functions: &[Function],
) -> Vec<Cell> {
    let terrain = view.terrain;
    let network = terrain.graph.network;
    let low = reach(view, &Rules::of(terrain, Unstated::Closed), None);
    let high = reach(view, &Rules::of(terrain, Unstated::Open), None);
    let asked = knows.iter().any(|&a| terrain.graph.was_asked(a) == Some(true));
    let mut cells: Vec<Cell> = functions
        .iter()
        .copied()
        .filter(|&function| applies(view.group, function))
        .map(|function| {
            let of = |s: &usize| network.services[*s].function == Some(function);
            let all = || (0..network.services.len()).filter(of);
            let named: Vec<usize> =
                all().filter(|&s| view.names[s] && low.services[s].is_some()).collect();
            let admitted: Vec<usize> =
                all().filter(|&s| view.admits[s] && high.services[s].is_some()).collect();
            let (whole, partly): (Vec<usize>, Vec<usize>) =
                admitted.iter().partition(|&&s| !view.partly[s]);
            let for_some = share(&admitted, &high, &terrain.parameters);
            let mut cell = Cell {
                group,
                function,
                low: share(&named, &low, &terrain.parameters),
                high: share(&whole, &high, &terrain.parameters),
                class: Class::Covered,
                asked,
                hinges_on: Vec::new(),
                unstated: all()
                    .filter(|&s| view.names[s] && low.services[s].is_none())
                    .filter(|&s| network.services[s].access.is_empty())
                    .collect(),
                partly,
                named,
                admitted,
            };
            cell.class = class(cell.low, for_some, &terrain.parameters);
            cell
        })
        .collect();
    let mut named = Losses { view, whole: &low, unstated: Unstated::Closed, without: Vec::new() };
    let mut any = Losses { view, whole: &high, unstated: Unstated::Open, without: Vec::new() };
    for cell in &mut cells {
        match cell.class {
            Class::Covered => cell.hinges_on = named.hinges(&cell.named),
            Class::Between => cell.hinges_on = any.hinges(&cell.whole()),
            Class::Gap | Class::Fragile => {}
        }
        if cell.class == Class::Covered && !cell.hinges_on.is_empty() {
            cell.class = Class::Fragile;
        }
    }
    cells
}

/// Units that would know about a group: those whose ordinary work is with it
/// or a part of it, and those whose services, prevention and training aside,
/// name it. Ascending.
pub(super) fn knows(view: &View) -> Vec<usize> {
    let network = view.terrain.graph.network;
    let close = |s: &usize| {
        let function = network.services[*s].function;
        !IMPERSONAL.iter().chain([&Function::Prevent]).any(|far| function == Some(*far))
    };
    let names = |actor: usize| {
        view.terrain.services_of[actor].iter().filter(|&s| close(s)).any(|&s| view.names[s])
    };
    (0..network.actors.len()).filter(|&a| view.knows[a] || names(a)).collect()
}

fn share(services: &[usize], reach: &Reach, parameters: &Parameters) -> f64 {
    let missed = services.iter().filter_map(|&s| reach.q(s));
    let mut missed: Vec<f64> = missed.map(|q| 1.0 - parameters.service_strength * q).collect();
    // The order of rows must not decide the last digit.
    missed.sort_unstable_by(f64::total_cmp);
    1.0 - missed.into_iter().product::<f64>()
}

/// Before anybody asks on whom it hangs: by the low end, and by the high end for those of the
/// group who fare best.
fn class(low: f64, for_some: f64, parameters: &Parameters) -> Class {
    if for_some < parameters.gap_below {
        Class::Gap
    } else if low < parameters.named_below {
        Class::Between
    } else {
        Class::Covered
    }
}

/// Searches with one actor lost, made once for all functions of a group.
struct Losses<'a> {
    view: &'a View<'a>,
    whole: &'a Reach,
    unstated: Unstated,
    without: Vec<(usize, Reach)>,
}

impl Losses<'_> {
    /// Actors whose loss leaves none of `services` reachable, in the order of
    /// the best routes. An actor is lost with its units, so it need not lie on
    /// the best route of all: that may lead to one of the units.
    fn hinges(&mut self, services: &[usize]) -> Vec<usize> {
        let id = |s: usize| &self.view.terrain.graph.network.services[s].id;
        let mut best: Vec<(f64, usize)> =
            services.iter().filter_map(|&s| Some((self.whole.q(s)?, s))).collect();
        best.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| id(a.1).cmp(id(b.1))));
        let routes: Vec<Vec<usize>> = best
            .into_iter()
            .filter_map(|(_, s)| self.whole.services[s])
            .map(|state| self.whole.actors(state))
            .collect();
        let mut candidates: Vec<usize> = Vec::new();
        for &actor in routes.iter().flatten() {
            if !candidates.contains(&actor) {
                candidates.push(actor);
            }
        }
        let graph = self.view.terrain.graph;
        candidates.retain(|&actor| {
            // Whose loss leaves a best route whole need not be tried.
            let lost = graph.subtree(actor);
            routes.iter().all(|route| route.iter().any(|&on| lost[on]))
        });
        candidates
            .into_iter()
            .filter(|&actor| {
                let left = self.without(actor);
                services.iter().all(|&s| left.services[s].is_none())
            })
            .collect()
    }

    fn without(&mut self, actor: usize) -> &Reach {
        let known = self.without.iter().position(|(lost, _)| *lost == actor);
        let at = known.unwrap_or_else(|| {
            let terrain = self.view.terrain;
            let removed = terrain.graph.subtree(actor);
            let rules = Rules { removed: Some(&removed), ..Rules::of(terrain, self.unstated) };
            self.without.push((actor, reach(self.view, &rules, None)));
            self.without.len() - 1
        });
        &self.without[at].1
    }
}

/// One cell whose class depends on a constant.
#[derive(Clone, Debug, PartialEq)]
pub struct Sensitivity {
    /// The constant.
    pub parameter: &'static str,
    /// The value it was moved to.
    pub value: f64,
    /// Row of `groups`.
    pub group: usize,
    /// The function.
    pub function: Function,
    /// Class with the constants as they are.
    pub from: Class,
    /// Class with the constant moved.
    pub to: Class,
}

/// Which cells change class when one constant at a time moves by `share`,
/// down and up (0.3: ±30 %).
///
/// # Cost
/// Twice as many runs of [`coverage`] as there are constants.
pub fn sensitivity(graph: &Graph, parameters: Parameters, share: f64) -> Vec<Sensitivity> {
    let base = coverage(graph, parameters);
    let mut changes = Vec::new();
    for (name, _) in parameters.entries() {
        for by in [-share, share] {
            let moved = parameters.moved(name, by);
            if moved == parameters {
                continue;
            }
            let value = moved.entries().iter().find(|(n, _)| *n == name).map_or(0.0, |(_, v)| *v);
            for (before, after) in base.cells.iter().zip(coverage(graph, moved).cells) {
                if before.class != after.class {
                    changes.push(Sensitivity {
                        parameter: name,
                        value,
                        group: before.group,
                        function: before.function,
                        from: before.class,
                        to: after.class,
                    });
                }
            }
        }
    }
    changes
}
