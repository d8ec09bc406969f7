import type { Point, Rect, Size } from './geometry';

/** Which map point stands in the middle of the view, and pixels per map unit. */
export interface Camera {
  x: number;
  y: number;
  zoom: number;
}

export interface Limits {
  min: number;
  max: number;
}

export const toScreen = (c: Camera, size: Size, p: Point): Point => ({
  x: (p.x - c.x) * c.zoom + size.width / 2,
  y: (p.y - c.y) * c.zoom + size.height / 2,
});

export const toMap = (c: Camera, size: Size, p: Point): Point => ({
  x: (p.x - size.width / 2) / c.zoom + c.x,
  y: (p.y - size.height / 2) / c.zoom + c.y,
});

export const rectToScreen = (c: Camera, size: Size, r: Rect): Rect => ({
  ...toScreen(c, size, r),
  width: r.width * c.zoom,
  height: r.height * c.zoom,
});

/** Zooms so that the map point under `at` stays under it. */
export function zoomAt(c: Camera, size: Size, factor: number, at: Point, limits: Limits): Camera {
  const zoom = Math.max(limits.min, Math.min(limits.max, c.zoom * factor));
  const fixed = toMap(c, size, at);
  return {
    zoom,
    x: fixed.x - (at.x - size.width / 2) / zoom,
    y: fixed.y - (at.y - size.height / 2) / zoom,
  };
}

export const panBy = (c: Camera, dx: number, dy: number): Camera => ({
  ...c,
  x: c.x - dx / c.zoom,
  y: c.y - dy / c.zoom,
});

/** Shows all of `r` with `padding` pixels round it, no closer than `closest`. */
export function fit(r: Rect, size: Size, padding: number, closest: number): Camera {
  const width = Math.max(40, size.width - 2 * padding);
  const height = Math.max(40, size.height - 2 * padding);
  return {
    x: r.x + r.width / 2,
    y: r.y + r.height / 2,
    zoom: Math.min(closest, width / Math.max(1, r.width), height / Math.max(1, r.height)),
  };
}

/** Keeps at least a part of the map in sight. */
export function hold(c: Camera, bounds: Rect, size: Size): Camera {
  const overX = size.width / 2 / c.zoom;
  const overY = size.height / 2 / c.zoom;
  const slackX = Math.min(overX, bounds.width) * 0.8;
  const slackY = Math.min(overY, bounds.height) * 0.8;
  return {
    ...c,
    x: Math.max(bounds.x - overX + slackX, Math.min(bounds.x + bounds.width + overX - slackX, c.x)),
    y: Math.max(
      bounds.y - overY + slackY,
      Math.min(bounds.y + bounds.height + overY - slackY, c.y),
    ),
  };
}

/** A camera on the way from one to another; `t` from 0 to 1. */
export function between(a: Camera, b: Camera, t: number): Camera {
  const eased = t < 0.5 ? 2 * t * t : 1 - (2 - 2 * t) ** 2 / 2;
  const zoom = Math.exp(Math.log(a.zoom) + (Math.log(b.zoom) - Math.log(a.zoom)) * eased);
  return { x: a.x + (b.x - a.x) * eased, y: a.y + (b.y - a.y) * eased, zoom };
}
