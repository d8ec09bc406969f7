import type { Network } from '../types';
import type { Plan } from './plan';

/** `referral`, `member`, or a tie's kind with `tie.` before it. */
export type LineKind = string;

export interface Line {
  id: string;
  kind: LineKind;
  from: number;
  to: number;
  arrow: boolean;
  dash: 'solid' | 'dashed' | 'dotted';
  /** The condition of a referral, shown when there is room for it. */
  label: string | null;
  /** Which of the parallel lines of its pair it is, and how many they are. */
  lane: number;
  lanes: number;
}

/** All lines between two of the outermost boxes, drawn as one with their number. */
export interface Bundle {
  id: string;
  from: number;
  to: number;
  lines: Line[];
}

const pairOf = (a: number, b: number) => (a < b ? `${a}~${b}` : `${b}~${a}`);

const dashOf = (status: string): Line['dash'] =>
  status === 'confirmed' ? 'solid' : status === 'one_sided' ? 'dashed' : 'dotted';

/** Every referral, tie and membership whose both ends stand on the map. */
export function linesOf(network: Network, plan: Plan): Line[] {
  const lines: Line[] = [];
  const add = (a: string, b: string, line: Omit<Line, 'from' | 'to' | 'lane' | 'lanes'>) => {
    const from = plan.byId.get(a);
    const to = plan.byId.get(b);
    if (from === undefined || to === undefined || from === to) return;
    lines.push({ ...line, from, to, lane: 0, lanes: 1 });
  };
  for (const r of network.referrals) {
    add(r.from, r.to, {
      id: r.id,
      kind: 'referral',
      arrow: true,
      dash: 'solid',
      label: r.condition,
    });
  }
  for (const t of network.ties) {
    if (t.status === 'absent') continue;
    add(t.from, t.to, {
      id: t.id,
      kind: `tie.${t.kind ?? 'unknown'}`,
      arrow: t.kind === 'trains' || t.kind === 'informs' || t.kind === 'wishes',
      dash: dashOf(t.status),
      label: null,
    });
  }
  for (const f of network.forums) {
    for (const m of f.members) {
      add(f.id, m.actor, {
        id: `${f.id}>${m.actor}`,
        kind: 'member',
        arrow: false,
        dash: 'solid',
        label: null,
      });
    }
  }
  return withLanes(lines);
}

/** Gives parallel lines of one pair a lane each, so that none hides another. */
export function withLanes(lines: Line[]): Line[] {
  const pairs = new Map<string, Line[]>();
  for (const line of lines) {
    const key = pairOf(line.from, line.to);
    const pair = pairs.get(key);
    if (pair) pair.push(line);
    else pairs.set(key, [line]);
  }
  for (const pair of pairs.values()) {
    pair.forEach((line, lane) => {
      line.lane = lane;
      line.lanes = pair.length;
    });
  }
  return lines;
}

/** Lines inside one outermost box are in no bundle: they show when one zooms in. */
export function bundlesOf(lines: Line[], plan: Plan): Bundle[] {
  const bundles = new Map<string, Bundle>();
  for (const line of lines) {
    const a = plan.boxes[line.from]?.top;
    const b = plan.boxes[line.to]?.top;
    if (a === undefined || b === undefined || a === b) continue;
    const [from, to] = a < b ? [a, b] : [b, a];
    const key = pairOf(from, to);
    const bundle = bundles.get(key);
    if (bundle) bundle.lines.push(line);
    else {
      const id = `bundle:${plan.boxes[from]?.id}~${plan.boxes[to]?.id}`;
      bundles.set(key, { id, from, to, lines: [line] });
    }
  }
  return [...bundles.values()];
}
