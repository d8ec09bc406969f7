import { centre, contains, type Point } from './geometry';
import type { Line } from './lines';
import { chain, subtree, type Plan } from './plan';

export type Direction = 'left' | 'right' | 'up' | 'down';

const AXIS: Record<Direction, Point> = {
  left: { x: -1, y: 0 },
  right: { x: 1, y: 0 },
  up: { x: 0, y: -1 },
  down: { x: 0, y: 1 },
};

/** Where a box is for the arrow keys: a container is where its heading is. */
function spot(plan: Plan, index: number): Point {
  const box = plan.boxes[index];
  if (!box) return { x: 0, y: 0 };
  if (box.children.length === 0) return centre(box);
  return { x: box.x + Math.min(box.width / 2, 90), y: box.y + box.header / 2 };
}

/** The nearest box in a direction, within 60 degrees of it, or the same box. */
export function toward(
  plan: Plan,
  from: number,
  direction: Direction,
  open: (index: number) => boolean,
): number {
  const here = spot(plan, from);
  const axis = AXIS[direction];
  let best = from;
  let least = Infinity;
  for (const box of plan.boxes) {
    if (box.index === from || !open(box.index)) continue;
    const there = spot(plan, box.index);
    const forward = (there.x - here.x) * axis.x + (there.y - here.y) * axis.y;
    const aside = Math.abs((there.x - here.x) * axis.y) + Math.abs((there.y - here.y) * axis.x);
    if (forward <= 1 || aside > forward * 1.75) continue;
    const cost = forward + aside * 2;
    if (cost < least) {
      least = cost;
      best = box.index;
    }
  }
  return best;
}

/** The box nearest to a point: where the arrow keys begin. */
export function nearest(plan: Plan, p: Point, open: (index: number) => boolean): number {
  let best = -1;
  let least = Infinity;
  for (const box of plan.boxes) {
    if (!open(box.index)) continue;
    const c = spot(plan, box.index);
    const d = Math.hypot(c.x - p.x, c.y - p.y) - (contains(box, p) ? 40 : 0);
    if (d < least) {
      least = d;
      best = box.index;
    }
  }
  return best;
}

/** Boxes one line away, in the order of the plan. A container's lines are those of all in it. */
export function tied(plan: Plan, lines: Line[], index: number): number[] {
  const own = new Set(subtree(plan, index));
  const found = new Set<number>();
  for (const line of lines) {
    if (own.has(line.from) && !own.has(line.to)) found.add(line.to);
    if (own.has(line.to) && !own.has(line.from)) found.add(line.from);
  }
  return [...found].sort((a, b) => a - b);
}

export type Sense = 'in' | 'out' | 'both';

export interface Reach {
  boxes: Set<number>;
  lines: Set<string>;
}

/**
 * Everything within some steps of a box. Only an arrow has a sense; ties and
 * memberships lead both ways. The boxes round a reached one come along.
 */
export function reach(
  plan: Plan,
  lines: Line[],
  start: number[],
  steps: number,
  sense: Sense,
): Reach {
  const boxes = new Set<number>();
  const used = new Set<string>();
  let front = new Set<number>();
  for (const s of start) for (const i of subtree(plan, s)) front.add(i);
  for (const i of front) boxes.add(i);
  for (let step = 0; step < steps; step++) {
    const next = new Set<number>();
    for (const line of lines) {
      const out = front.has(line.from) && (sense !== 'in' || !line.arrow);
      const back = front.has(line.to) && (sense !== 'out' || !line.arrow);
      if (!out && !back) continue;
      used.add(line.id);
      for (const end of [line.from, line.to]) if (!boxes.has(end)) next.add(end);
    }
    for (const i of next) boxes.add(i);
    front = next;
  }
  for (const i of [...boxes]) for (const up of chain(plan, i)) boxes.add(up.index);
  return { boxes, lines: used };
}
