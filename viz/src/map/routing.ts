import {
  centre,
  clip,
  contains,
  crosses,
  distance,
  inflate,
  overlaps,
  union,
  type Point,
  type Rect,
} from './geometry';
import { chain, type Box, type Plan } from './plan';

/** How far from a box's corner lines turn; several, so that they do not coincide. */
const MARGINS = [9, 15, 21, 27];
/** What one more bend costs in map units. */
const BEND = 24;
/** With more boxes in the way than this, lines go straight. */
const MOST = 160;
/** On a map with many boxes ways must be found quickly: fewer are looked at. */
const MANY = 250;
const MOST_OF_MANY = 16;

/** Leads lines round the boxes they have no business with. */
export class Router {
  private readonly paths = new Map<string, Point[]>();

  constructor(private readonly plan: Plan) {}

  /** Points from border to border, turning at corners, in map units. */
  path(from: number, to: number, lane = 0, lanes = 1): Point[] {
    const key = `${from},${to},${lane},${lanes}`;
    let path = this.paths.get(key);
    if (!path) {
      path = this.lead(from, to, lane, lanes);
      this.paths.set(key, path);
    }
    return path;
  }

  private lead(from: number, to: number, lane: number, lanes: number): Point[] {
    const a = this.plan.boxes[from];
    const b = this.plan.boxes[to];
    if (!a || !b) return [];
    const round = chain(this.plan, from);
    const roundB = chain(this.plan, to);
    // A line to a box round its own start ends at that box's heading.
    if (round.includes(b)) return this.toHeading(a, b, lane, lanes);
    if (roundB.includes(a)) return this.toHeading(b, a, lane, lanes).reverse();

    const margin = MARGINS[(from * 7 + to * 3 + lane) % MARGINS.length] ?? 12;
    const start = centre(a);
    const end = centre(b);
    const shared = round.find((box) => roundB.includes(box));
    const inside = shared !== undefined;
    const gap = inside ? 5 : margin;
    let rects = this.inTheWay(from, to, shared?.index ?? -1);
    const most = this.plan.boxes.length > MANY ? MOST_OF_MANY : MOST;
    if (rects.length > most) {
      const corridor = inflate(union([a, b]) ?? a, 60);
      rects = rects.filter((r) => overlaps(r, corridor));
    }
    const way = (by: number) => {
      const turns = rects.length > most ? [] : detour(start, end, rects, by, by - (inside ? 1 : 4));
      return [start, ...turns, end];
    };
    let points = way(gap);
    // A wide turn may close a gap that a narrow one slips through.
    if (gap > 9 && points.length > 2 && long(points) > 1.25 * distance(start, end)) {
      const narrow = way(8);
      if (narrow.length > 2 && long(narrow) < 0.9 * long(points)) points = narrow;
    }
    points = spread(points, lane, lanes);
    return rounded(trim(trim(points, a), b, true));
  }

  /** Boxes beside the two ends, at every level up to the one that holds both. */
  private inTheWay(from: number, to: number, shared: number): Rect[] {
    const own = new Set<number>();
    const levels = new Set<number>();
    for (const end of [from, to]) {
      for (const box of chain(this.plan, end)) {
        if (box.index === shared) break;
        own.add(box.index);
        levels.add(box.parent);
      }
    }
    const rects: Rect[] = [];
    for (const level of levels) {
      const siblings = level < 0 ? this.plan.tops : (this.plan.boxes[level]?.children ?? []);
      for (const s of siblings) {
        const box = this.plan.boxes[s];
        if (box && !own.has(s)) rects.push(box);
      }
    }
    return rects;
  }

  private toHeading(inner: Box, outer: Box, lane: number, lanes: number): Point[] {
    const end = {
      x: Math.max(outer.x + 12, Math.min(outer.x + outer.width - 12, centre(inner).x)),
      y: outer.y + outer.header * 0.7,
    };
    const rects = this.inTheWay(inner.index, outer.index, outer.index);
    const start = centre(inner);
    const points = spread([start, ...detour(start, end, rects, 5, 4), end], lane, lanes);
    return rounded(trim(points, inner));
  }
}

const long = (points: Point[]) =>
  points.reduce((sum, p, i) => sum + (i > 0 ? distance(points[i - 1] ?? p, p) : 0), 0);

/** The turning points of a short way round the rectangles: A* over their corners. */
function detour(a: Point, b: Point, rects: Rect[], turn: number, keep: number): Point[] {
  const walls = rects.map((r) => inflate(r, Math.max(1, keep)));
  const free = (p: Point, q: Point) => walls.every((w) => !crosses(p, q, w));
  if (free(a, b)) return [];
  const nodes: Point[] = [a, b];
  for (const r of rects) {
    const o = inflate(r, turn);
    for (const p of [
      { x: o.x, y: o.y },
      { x: o.x + o.width, y: o.y },
      { x: o.x, y: o.y + o.height },
      { x: o.x + o.width, y: o.y + o.height },
    ]) {
      if (!walls.some((w) => contains(w, p))) nodes.push(p);
    }
  }
  const cost = new Float64Array(nodes.length).fill(Infinity);
  const before = new Int32Array(nodes.length).fill(-1);
  const done = new Uint8Array(nodes.length);
  cost[0] = 0;
  for (;;) {
    let best = -1;
    let least = Infinity;
    for (let i = 0; i < nodes.length; i++) {
      const p = nodes[i];
      if (done[i] || !p || cost[i] === Infinity) continue;
      const guess = (cost[i] ?? 0) + distance(p, b);
      if (guess < least) {
        least = guess;
        best = i;
      }
    }
    if (best < 0) return [];
    if (best === 1) break;
    done[best] = 1;
    const here = nodes[best];
    if (!here) return [];
    for (let j = 1; j < nodes.length; j++) {
      const next = nodes[j];
      if (done[j] || !next) continue;
      const sum = (cost[best] ?? 0) + distance(here, next) + (j === 1 ? 0 : BEND);
      if (sum >= (cost[j] ?? Infinity) || !free(here, next)) continue;
      cost[j] = sum;
      before[j] = best;
    }
  }
  const way: Point[] = [];
  for (let i = before[1] ?? -1; i > 0; i = before[i] ?? -1) {
    const p = nodes[i];
    if (p) way.unshift(p);
  }
  return way;
}

/** Moves a lane's line aside and gives a straight one a bend. */
function spread(points: Point[], lane: number, lanes: number): Point[] {
  const offset = (lane - (lanes - 1) / 2) * 16;
  const first = points[0];
  const last = points[points.length - 1];
  if (offset === 0 || !first || !last) return points;
  // Seen from either end a lane must lie on the same side.
  const flip = first.x < last.x || (first.x === last.x && first.y < last.y) ? 1 : -1;
  const length = distance(first, last) || 1;
  const nx = (-(last.y - first.y) / length) * offset * flip;
  const ny = ((last.x - first.x) / length) * offset * flip;
  const shift = (p: Point, by: number) => ({ x: p.x + nx * by, y: p.y + ny * by });
  if (points.length > 2) {
    return points.map((p, i) =>
      i === 0 || i === points.length - 1 ? shift(p, 0.5) : shift(p, 0.7),
    );
  }
  const third = (t: number) => ({
    x: first.x + (last.x - first.x) * t,
    y: first.y + (last.y - first.y) * t,
  });
  return [shift(first, 0.5), shift(third(0.3), 1.3), shift(third(0.7), 1.3), shift(last, 0.5)];
}

/** Cuts off what lies inside the box at the start (or at the end). */
export function trim(points: Point[], r: Rect, atEnd = false): Point[] {
  const way = atEnd ? [...points].reverse() : [...points];
  while (way.length > 2 && way[1] && contains(r, way[1])) way.shift();
  const [a, b] = way;
  if (a && b) {
    const part = contains(r, a) ? clip(a, b, r) : null;
    if (part) {
      const t = part[1];
      way[0] = { x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t };
    }
  }
  return atEnd ? way.reverse() : way;
}

/** Rounds the corners; the result is a plain polyline. */
export function rounded(points: Point[], radius = 26): Point[] {
  if (points.length < 3) return points;
  const out: Point[] = [];
  points.forEach((p, i) => {
    const before = points[i - 1];
    const after = points[i + 1];
    if (!before || !after) {
      out.push(p);
      return;
    }
    const r = Math.min(radius, distance(before, p) / 2, distance(p, after) / 2);
    const near = (q: Point) => {
      const d = distance(p, q) || 1;
      return { x: p.x + ((q.x - p.x) * r) / d, y: p.y + ((q.y - p.y) * r) / d };
    };
    const a = near(before);
    const b = near(after);
    for (let k = 0; k <= 6; k++) {
      const t = k / 6;
      const u = 1 - t;
      out.push({
        x: u * u * a.x + 2 * u * t * p.x + t * t * b.x,
        y: u * u * a.y + 2 * u * t * p.y + t * t * b.y,
      });
    }
  });
  return out;
}

/** The point a fraction of the way along a polyline, and the direction there. */
export function along(points: Point[], fraction: number): Point & { angle: number } {
  let total = 0;
  for (let i = 1; i < points.length; i++) {
    const a = points[i - 1];
    const b = points[i];
    if (a && b) total += distance(a, b);
  }
  let left = total * fraction;
  for (let i = 1; i < points.length; i++) {
    const a = points[i - 1];
    const b = points[i];
    if (!a || !b) continue;
    const d = distance(a, b);
    if (left <= d && d > 0) {
      const t = left / d;
      return {
        x: a.x + (b.x - a.x) * t,
        y: a.y + (b.y - a.y) * t,
        angle: Math.atan2(b.y - a.y, b.x - a.x),
      };
    }
    left -= d;
  }
  const last = points[points.length - 1] ?? { x: 0, y: 0 };
  return { ...last, angle: 0 };
}
