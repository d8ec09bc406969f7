import { describe, expect, it } from 'vitest';
import { crosses } from './geometry';
import { planOf } from './plan';
import { Router, along, rounded, trim } from './routing';
import { LAYOUT, NETWORK } from './sample';

const plan = planOf(NETWORK, LAYOUT);
const at = (name: string) => plan.byId.get(name) ?? -1;
const box = (name: string) => {
  const found = plan.boxes[at(name)];
  if (!found) throw new Error(name);
  return found;
};

describe('routing', () => {
  const router = new Router(plan);

  it('leads round a box that stands between', () => {
    const path = router.path(at('kommun'), at('polisen'));
    expect(path.length).toBeGreaterThan(2);
    for (let i = 1; i < path.length; i++) {
      const a = path[i - 1];
      const b = path[i];
      if (a && b) expect(crosses(a, b, box('forum'))).toBe(false);
    }
  });

  it('ends at the borders of its boxes', () => {
    const path = router.path(at('rvc'), at('siri'));
    expect(path[0]).toEqual({ x: 120, y: 70 });
    expect(path[path.length - 1]).toEqual({ x: 160, y: 70 });
  });

  it('keeps parallel lines apart, from either end', () => {
    const a = along(router.path(at('rvc'), at('siri'), 0, 2), 0.5);
    const b = along(router.path(at('siri'), at('rvc'), 1, 2), 0.5);
    expect(Math.abs(a.y - b.y)).toBeGreaterThan(8);
  });

  it('ends at the heading of a box round its start', () => {
    const path = router.path(at('rvc'), at('kommun'));
    const end = path[path.length - 1];
    expect(end?.y).toBeLessThan(28);
    expect(end?.y).toBeGreaterThan(0);
  });

  it('trims and rounds without losing the ends', () => {
    const points = [
      { x: 0, y: 0 },
      { x: 100, y: 0 },
      { x: 100, y: 100 },
    ];
    const round = rounded(points);
    expect(round[0]).toEqual(points[0]);
    expect(round[round.length - 1]).toEqual(points[2]);
    const cutOff = trim(points, { x: -10, y: -10, width: 30, height: 20 });
    expect(cutOff[0]).toEqual({ x: 20, y: 0 });
  });
});
