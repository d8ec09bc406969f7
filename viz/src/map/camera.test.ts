import { describe, expect, it } from 'vitest';
import { between, fit, hold, panBy, toMap, toScreen, zoomAt } from './camera';

const size = { width: 800, height: 600 };
const camera = { x: 120, y: -40, zoom: 0.75 };
const limits = { min: 0.1, max: 4 };

describe('camera', () => {
  it('leads from the map to the screen and back', () => {
    const p = { x: 33, y: 71 };
    const back = toMap(camera, size, toScreen(camera, size, p));
    expect(back.x).toBeCloseTo(p.x);
    expect(back.y).toBeCloseTo(p.y);
  });

  it('shows its own point in the middle', () => {
    expect(toScreen(camera, size, camera)).toEqual({ x: 400, y: 300 });
  });

  it('keeps the point under the pointer when it zooms', () => {
    const at = { x: 650, y: 90 };
    const before = toMap(camera, size, at);
    const after = toMap(zoomAt(camera, size, 1.7, at, limits), size, at);
    expect(after.x).toBeCloseTo(before.x);
    expect(after.y).toBeCloseTo(before.y);
  });

  it('stops at the limits of zoom', () => {
    expect(zoomAt(camera, size, 100, { x: 0, y: 0 }, limits).zoom).toBe(4);
    expect(zoomAt(camera, size, 0.001, { x: 0, y: 0 }, limits).zoom).toBe(0.1);
  });

  it('pans by pixels', () => {
    const p = { x: 10, y: 20 };
    const a = toScreen(camera, size, p);
    const b = toScreen(panBy(camera, 30, -12), size, p);
    expect(b.x - a.x).toBeCloseTo(30);
    expect(b.y - a.y).toBeCloseTo(-12);
  });

  it('fits a rectangle with room round it', () => {
    const r = { x: 100, y: 100, width: 2000, height: 500 };
    const c = fit(r, size, 50, 2);
    const a = toScreen(c, size, r);
    const b = toScreen(c, size, { x: 2100, y: 600 });
    expect(a.x).toBeCloseTo(50);
    expect(b.x).toBeCloseTo(750);
    expect(a.y).toBeGreaterThanOrEqual(50);
    expect(b.y).toBeLessThanOrEqual(550);
  });

  it('comes no closer than told', () => {
    expect(fit({ x: 0, y: 0, width: 5, height: 5 }, size, 10, 1.3).zoom).toBe(1.3);
  });

  it('never loses the map', () => {
    const bounds = { x: 0, y: 0, width: 1000, height: 800 };
    const c = hold({ x: 99_999, y: -99_999, zoom: 1 }, bounds, size);
    const corner = toScreen(c, size, { x: 1000, y: 0 });
    expect(corner.x).toBeGreaterThan(0);
    expect(corner.y).toBeLessThan(600);
  });

  it('flies from one to the other', () => {
    const to = { x: 500, y: 500, zoom: 3 };
    expect(between(camera, to, 0)).toEqual({ ...camera, zoom: expect.closeTo(0.75) });
    const end = between(camera, to, 1);
    expect(end.x).toBeCloseTo(500);
    expect(end.zoom).toBeCloseTo(3);
  });
});
