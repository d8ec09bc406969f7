import { contains, inflate, toSegment, type Point, type Rect } from './geometry';
import type { Plan } from './plan';

/** The innermost box under a map point, or -1. */
export function boxAt(plan: Plan, p: Point): number {
  let found = -1;
  let level = plan.tops;
  for (let depth = 0; depth < 32; depth++) {
    const next = level.find((i) => {
      const box = plan.boxes[i];
      return box !== undefined && contains(box, p);
    });
    if (next === undefined) return found;
    found = next;
    level = plan.boxes[next]?.children ?? [];
  }
  return found;
}

/** A drawn line, as a polyline on the map, and what it stands for. */
export interface Drawn {
  id: string;
  points: Point[];
}

const bounds = (points: Point[]): Rect => {
  let left = Infinity;
  let top = Infinity;
  let right = -Infinity;
  let bottom = -Infinity;
  for (const p of points) {
    left = Math.min(left, p.x);
    top = Math.min(top, p.y);
    right = Math.max(right, p.x);
    bottom = Math.max(bottom, p.y);
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
};

/** The line nearest to a map point, if one is within `reach` map units. */
export function lineAt(lines: Iterable<Drawn>, p: Point, reach: number): string | null {
  let best: string | null = null;
  let least = reach;
  for (const line of lines) {
    if (!contains(inflate(bounds(line.points), reach), p)) continue;
    for (let i = 1; i < line.points.length; i++) {
      const a = line.points[i - 1];
      const b = line.points[i];
      if (!a || !b) continue;
      const d = toSegment(p, a, b);
      if (d < least) {
        least = d;
        best = line.id;
      }
    }
  }
  return best;
}
