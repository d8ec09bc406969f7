import type { Mark } from '../map/scene';
import type { Action, Changes, Comparison, Decision, HoleFate, Question } from '../types';
import type { Side } from './address';
import type { Directory } from './directory';

/** What a thing answers to in the other network: the same, or parts of it. */
export interface Link {
  how: Extract<Mark['kind'], 'same' | 'part'>;
  others: string[];
}

/** For both networks, what stands in the other, by id; what is not there stands alone. */
export type Pairing = Record<Side, Map<string, Link>>;

export const otherSide = (side: Side): Side => (side === 'old' ? 'new' : 'old');

export function pairingOf(changes: Changes): Pairing {
  const pairing: Pairing = { old: new Map(), new: new Map() };
  const put = (side: Side, id: string, how: Link['how'], other: string) => {
    const known = pairing[side].get(id);
    // The same goes before a part of it.
    if (known?.how === how) known.others.push(other);
    else if (!known || how === 'same') pairing[side].set(id, { how, others: [other] });
  };
  for (const row of [...changes.actors, ...changes.forums]) {
    if (row.old === null || row.new === null) continue;
    const how = row.change === 'part_of' ? 'part' : 'same';
    put('old', row.old, how, row.new);
    put('new', row.new, how, row.old);
  }
  return pairing;
}

/** A question's name in the address. */
export const keyOf = (q: Question): string =>
  [q.group, q.fate, q.help ? 'help' : 'other', ...(q.fragile ? ['fragile'] : [])].join(':');

/** Questions by fate, in the order of the server. */
export function countBy<T>(rows: T[], key: (row: T) => string): { id: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(key(row), (counts.get(key(row)) ?? 0) + 1);
  return [...counts].map(([id, count]) => ({ id, count }));
}

const all = (holes: HoleFate[], pick: (h: HoleFate) => string[]) => [
  ...new Set(holes.flatMap(pick)),
];

/** The measures of a question: those that name the group or its board, and those that may reach it. */
export function measuresOf(c: Comparison, q: Question): { touch: string[]; may: string[] } {
  const ids = new Set(q.holes);
  const holes = c.holes.filter((h) => ids.has(h.finding));
  const touch = all(holes, (h) => [...h.offers, ...h.touches]);
  const known = new Set(touch);
  const may = all(holes, (h) => [...h.may_include, ...h.in_part]).filter((id) => !known.has(id));
  return { touch, may };
}

/** Who meets a group, and who has a service that names it. */
export const meeting = (d: Directory, group: string): string[] => [
  ...new Set([
    ...d.network.actors.filter((a) => a.meets.includes(group)).map((a) => a.id),
    ...d.network.services.filter((s) => s.groups.includes(group)).map((s) => s.actor),
  ]),
];

/** Who answers for measures. */
export const answering = (d: Directory, measures: string[]): string[] => [
  ...new Set(measures.flatMap((id) => d.measures.get(id)?.responsible ?? [])),
];

/** An action as the decision that it was. */
export const decisionOf = ({ owner, date, decided, overdue, scenario }: Action): Decision => ({
  state: 'action',
  reason: null,
  owner,
  date,
  decided,
  overdue,
  scenario,
});

/** The newer network's id of the finding that an action was for; `null` when it is not there. */
export const newerOf = (c: Comparison, action: Action): string | null =>
  c.changes.findings.find((row) => row.old === action.finding)?.new ?? null;
