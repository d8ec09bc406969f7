import type { Line } from '../map/lines';
import { reach, tied } from '../map/neighbours';
import { chain, subtree, type Plan } from '../map/plan';
import { EMPTY_SCENE, type Leg, type Mark, type Scene } from '../map/scene';
import type { Finding, Lang, Route, Routes } from '../types';
import type { Address } from './address';
import { concerned, search, servingGoal, sharers, thingOf, type Directory } from './directory';

/** Words the map writes itself; the rest are names. */
export interface StageWords {
  wayIn: string;
  maybeIn: string;
  gate: (status: string) => string;
  goal: string;
  partGoal: string;
}

export interface Props {
  plan: Plan;
  lines: Line[];
  directory: Directory;
  address: Address;
  routes: Routes | null;
  finding: Finding | null;
  lang: Lang;
  words: StageWords;
}

/** The source does not say how the group comes in here: a question, not a fact. */
export const isUnstated = (route: Route): boolean => route.steps[0]?.via.kind === 'unstated';

/** Boxes that stand for an id: a service for its actor, a line for both its ends. */
export function boxesOf(directory: Directory, plan: Plan, id: string): number[] {
  const at = (...ids: string[]) =>
    ids.map((i) => plan.byId.get(i)).filter((i): i is number => i !== undefined);
  switch (thingOf(directory, id)) {
    case 'service':
      return at(directory.services.get(id)?.actor ?? '');
    case 'referral': {
      const r = directory.referrals.get(id);
      return r ? at(r.from, r.to) : [];
    }
    case 'tie': {
      const t = directory.ties.get(id);
      return t ? at(t.from, t.to) : [];
    }
    case 'group':
      return at(...concerned(directory, [id]));
    case 'measure': {
      const m = directory.measures.get(id);
      return m ? at(...sharers(m)) : [];
    }
    case 'goal':
      return at(...new Set(servingGoal(directory, id).flatMap(sharers)));
    case 'agreement':
      return at(...(directory.agreements.get(id)?.parties ?? []));
    case 'statement':
      return at(directory.statements.get(id)?.actor ?? '');
    case 'bundle':
      return at(...id.slice('bundle:'.length).split('~'));
    default:
      return at(id);
  }
}

/** Boxes the filters let through, or `null` without filters. */
export function filtered(p: Pick<Props, 'plan' | 'directory' | 'address'>): Set<number> | null {
  const { address, directory, plan } = p;
  const rules: ((index: number) => boolean)[] = [];
  const of = (index: number) => plan.boxes[index];
  if (address.sectors.length > 0) {
    rules.push((i) => address.sectors.includes(of(i)?.sector ?? ''));
  }
  if (address.kinds.length > 0) rules.push((i) => address.kinds.includes(of(i)?.kind ?? ''));
  if (address.groups.length > 0) {
    const ids = concerned(directory, address.groups);
    rules.push((i) => ids.has(of(i)?.id ?? ''));
  }
  if (address.query.trim().length >= 2) {
    const ids = new Set<number>();
    for (const hit of search(directory, address.query)) {
      for (const i of boxesOf(directory, plan, hit.id)) ids.add(i);
    }
    rules.push((i) => ids.has(i));
  }
  if (rules.length === 0) return null;
  const hits = plan.boxes.filter((b) => rules.every((rule) => rule(b.index)));
  return new Set(hits.map((b) => b.index));
}

/** What the map shows now, from the address and what the server answered. */
export function sceneOf(p: Props): Scene {
  const { plan, address, directory } = p;
  const hidden = new Set(address.off);
  const chosen = address.selected ? boxesOf(directory, plan, address.selected) : [];
  const thing = address.selected ? thingOf(directory, address.selected) : null;
  const isBox = thing === 'actor' || thing === 'forum';
  const filter = filtered(p);
  const base: Scene = {
    ...EMPTY_SCENE,
    // The boxes round a hit are its address: they stay lit too.
    lit: filter ? withRings(plan, [...filter]) : null,
    selected: isBox ? (chosen[0] ?? -1) : -1,
    selectedLine: isBox ? null : address.selected,
    must: new Set(chosen.length <= 2 ? chosen : []),
    named: new Set([
      ...(chosen.length <= 40 ? chosen : []),
      ...(filter && filter.size <= 25 ? filter : []),
    ]),
    hidden,
  };
  if (p.routes) return routeScene(p, p.routes, base);
  if (address.selected && chosen.length > 0) return choiceScene(p, base, chosen, thing);
  if (p.finding) {
    const subjects = p.finding.subjects.flatMap((id) => boxesOf(directory, plan, id));
    if (subjects.length > 0) return findingScene(p, base, p.finding, subjects);
  }
  return base;
}

function choiceScene(p: Props, base: Scene, chosen: number[], thing: string | null): Scene {
  const { plan, lines, address } = p;
  const shown = lines.filter((l) => !base.hidden.has(l.kind));
  if (thing === 'referral' || thing === 'tie') {
    const line = lines.filter((l) => l.id === address.selected);
    return { ...base, lines: line, lit: withRings(plan, chosen) };
  }
  if (thing === 'bundle') {
    const [a = -1, b = -1] = chosen;
    const inA = new Set(subtree(plan, a));
    const inB = new Set(subtree(plan, b));
    const own = shown.filter(
      (l) => (inA.has(l.from) && inB.has(l.to)) || (inB.has(l.from) && inA.has(l.to)),
    );
    const ends = own.flatMap((l) => [l.from, l.to]);
    return { ...base, lines: own, named: new Set(ends), lit: withRings(plan, ends) };
  }
  if (thing !== 'actor' && thing !== 'forum') return { ...base, lit: withRings(plan, chosen) };
  const steps = Math.max(1, address.steps);
  const near = reach(plan, shown, chosen, steps, address.sense);
  const own = shown.filter((l) => near.lines.has(l.id));
  const first = chosen[0] ?? -1;
  const neighbours = tied(plan, shown, first);
  const inner = new Set(subtree(plan, first));
  return {
    ...base,
    lines: own,
    lit: near.boxes,
    must: new Set([first]),
    named: new Set(neighbours.length + inner.size <= 40 ? neighbours : []),
  };
}

/**
 * Whether a finding is about groups alone. They have no lines of their own: those of everybody
 * who meets them say nothing of it.
 */
export const aboutGroups = (directory: Directory, finding: Finding): boolean =>
  finding.subjects.every((id) => directory.groups.has(id));

function findingScene(p: Props, base: Scene, finding: Finding, subjects: number[]): Scene {
  const { plan, lines, directory } = p;
  const all = new Set(subjects);
  const ids = new Set(finding.subjects);
  // One or two subjects: what they do with others. More: what they do with each other.
  const few = finding.subjects.length <= 2;
  const own = new Set(few ? subjects.flatMap((i) => subtree(plan, i)) : []);
  const groups = aboutGroups(directory, finding);
  const between = lines.filter((l) => {
    if (groups) return false;
    if (ids.has(l.id)) return true;
    if (base.hidden.has(l.kind)) return false;
    return few ? own.has(l.from) !== own.has(l.to) : all.has(l.from) && all.has(l.to);
  });
  const ends = between.flatMap((l) => [l.from, l.to]);
  return {
    ...base,
    lit: withRings(plan, [...subjects, ...own, ...ends]),
    lines: between,
    must: new Set(subjects.length <= 3 ? subjects : []),
    named: new Set(subjects.length + ends.length <= 40 ? [...subjects, ...ends] : []),
  };
}

export function withRings(plan: Plan, indices: number[]): Set<number> {
  const lit = new Set<number>();
  for (const i of indices) for (const up of chain(plan, i)) lit.add(up.index);
  return lit;
}

/** Routes, gates, dead ends and the hole of one box of the matrix. */
function routeScene(p: Props, routes: Routes, base: Scene): Scene {
  const { plan, directory, address, lang, words } = p;
  const box = (id: string | null) => (id === null ? undefined : plan.byId.get(id));
  const legs = new Map<string, Leg>();
  const marks: Mark[] = [];
  const involved = new Set<number>();
  const main = new Set<number>();
  /** Where services are given, and whether only to a part of the group. */
  const goals = new Map<number, boolean>();
  const chosen = Math.min(address.route, routes.routes.length - 1);
  const put = (from: number, to: number, leg: Omit<Leg, 'from' | 'to'>) => {
    const key = `${from}>${to}`;
    const rank = { main: 2, dead: 1, other: 0 };
    const there = legs.get(key);
    const better =
      !there ||
      rank[there.role] < rank[leg.role] ||
      (there.role === leg.role && there.unsure && !leg.unsure);
    if (better) legs.set(key, { from, to, ...leg });
  };

  // The best route of each service is drawn, and the chosen one above them.
  const seen = new Set<string>();
  routes.routes.forEach((route, i) => {
    const thick = i === chosen;
    const first = !seen.has(route.service);
    seen.add(route.service);
    if (!thick && !first) return;
    const unsure = isUnstated(route);
    route.steps.forEach((step, k) => {
      const to = box(step.to);
      const from = box(step.from);
      if (to === undefined) return;
      involved.add(to);
      if (from !== undefined && from !== to) {
        involved.add(from);
        const number = thick ? k + 1 : null;
        put(from, to, { role: thick ? 'main' : 'other', number, label: step.condition, unsure });
      }
      if (!thick) {
        if (step.kind === 'service') goals.set(to, route.part_only && (goals.get(to) ?? true));
        return;
      }
      main.add(to);
      const number = from === undefined || from === to ? k + 1 : null;
      const mark = (kind: Mark['kind'], title: string) =>
        marks.push({ box: to, kind, number, title, unsure });
      if (step.kind === 'way_in' && unsure) mark('maybe_in', words.maybeIn);
      else if (step.kind === 'way_in') mark('way_in', words.wayIn);
      if (step.kind === 'gate') mark('gate', step.condition ?? words.gate(step.status ?? ''));
      if (step.kind === 'service') {
        if (route.part_only) mark('part_goal', words.partGoal);
        else mark('goal', words.goal);
      }
    });
  });

  for (const [goal, part] of goals) {
    if (main.has(goal)) continue;
    const [kind, title] = part
      ? (['part_goal', words.partGoal] as const)
      : (['other_goal', words.goal] as const);
    marks.push({ box: goal, kind, number: null, title, unsure: false });
  }
  const stopped = new Set<number>();
  // What the source says goes before what it leaves open: one mark for each box.
  const ends = [...routes.dead_ends].sort(
    (a, b) => Number(a.way_in === 'unstated') - Number(b.way_in === 'unstated'),
  );
  for (const end of ends) {
    const trail = end.trail.length > 0 ? end.trail : [end.actor];
    const unsure = end.way_in === 'unstated';
    for (let i = 1; i < trail.length; i++) {
      const from = box(trail[i - 1] ?? null);
      const to = box(trail[i] ?? null);
      if (from === undefined || to === undefined || from === to) continue;
      involved.add(from).add(to);
      put(from, to, { role: 'dead', number: null, label: null, unsure });
    }
    const last = box(trail[trail.length - 1] ?? null) ?? box(end.actor);
    if (last === undefined || stopped.has(last)) continue;
    stopped.add(last);
    involved.add(last);
    marks.push({ box: last, kind: 'stop', number: null, title: end.text[lang], unsure });
  }

  const excluded = new Set<number>();
  for (const e of routes.excluded) {
    const i = box(directory.services.get(e.service)?.actor ?? null);
    if (i !== undefined && !involved.has(i)) excluded.add(i);
  }
  const text = routes.hole.text[lang];
  return {
    ...base,
    lit: withRings(plan, [...involved, ...excluded]),
    must: main,
    named: involved,
    lines: [],
    legs: [...legs.values()],
    marks,
    excluded,
    hole: routes.hole.missing && text ? { text, near: [...stopped, ...involved] } : null,
  };
}
