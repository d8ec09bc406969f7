import { fit, toMap } from './camera';
import { at, rectAt, type Frame } from './frame';
import { centre, inflate, union, type Point, type Rect } from './geometry';
import { badge } from './draw-lines';
import { font, type Painter } from './painter';
import type { Hole, Mark } from './scene';
import { LINE_HEIGHT, wrap } from './text';

const RADIUS = 13;

export interface Spot {
  mark: Mark;
  spot: Point;
  radius: number;
}

/** Where each mark stands: along the upper edge of its box, side by side. */
export function markSpots(f: Frame): Spot[] {
  const taken = new Map<number, number>();
  const out: Spot[] = [];
  for (const mark of f.scene.marks) {
    const box = f.plan.boxes[mark.box];
    if (!box) continue;
    const r = rectAt(f, box);
    const radius =
      mark.kind === 'same' || mark.kind === 'part'
        ? Math.max(6, Math.min(9, 16 * f.camera.zoom))
        : mark.kind === 'stop' || mark.kind === 'other_goal'
          ? Math.max(8, Math.min(RADIUS, 14 * f.camera.zoom))
          : RADIUS;
    const used = taken.get(mark.box) ?? 0;
    taken.set(mark.box, used + 2 * radius + 3);
    out.push({ mark, radius, spot: { x: r.x + 4 + used, y: r.y - 1 } });
  }
  return out;
}

export function drawMarks(x: Painter, f: Frame): void {
  const question = asked(f);
  const glyphs = {
    maybe_in: question,
    gate: lock,
    stop,
    goal: tick,
    other_goal: tick,
    part_goal: partly,
    way_in: walker,
    same: equals,
    part: partly,
  };
  for (const { mark, spot, radius } of markSpots(f)) {
    const { gate, stop: red, route } = f.palette;
    const shared = mark.kind === 'same' || mark.kind === 'part';
    const colour = shared
      ? f.palette.select
      : mark.kind === 'gate'
        ? gate
        : mark.kind === 'stop'
          ? red
          : route;
    // What the source leaves open, or is not for all, is drawn hollow.
    const open =
      mark.kind === 'maybe_in' ||
      mark.kind === 'part_goal' ||
      (mark.kind === 'stop' && mark.unsure);
    const [fill, sign] = open ? [f.palette.paper, colour] : [colour, f.palette.paper];
    x.setLineDash(open ? [3, 2.5] : []);
    disc(x, spot, radius, fill, sign, glyphs[mark.kind]);
    x.setLineDash([]);
    if (mark.number !== null) {
      const by = { x: spot.x - RADIUS - 3, y: spot.y - RADIUS + 3 };
      badge(
        x,
        by,
        String(mark.number),
        f.palette.paper,
        f.palette.ink,
        f.palette.ink,
        8,
        f.measure,
      );
    }
  }
}

type Glyph = (x: Painter, c: Point, s: number) => void;

function disc(
  x: Painter,
  c: Point,
  radius: number,
  colour: string,
  sign: string,
  glyph: Glyph,
): void {
  x.fillStyle = colour;
  x.strokeStyle = sign;
  x.lineWidth = 2;
  x.beginPath();
  x.arc(c.x, c.y, radius, 0, Math.PI * 2);
  x.fill();
  x.stroke();
  x.setLineDash([]);
  x.fillStyle = sign;
  x.strokeStyle = sign;
  glyph(x, c, radius / RADIUS);
}

function lock(x: Painter, c: Point): void {
  x.beginPath();
  x.roundRect(c.x - 5.5, c.y - 1.5, 11, 8, 1.5);
  x.fill();
  x.lineWidth = 2;
  x.beginPath();
  x.arc(c.x, c.y - 2, 3.6, Math.PI, Math.PI * 2);
  x.stroke();
}

function stop(x: Painter, c: Point, s: number): void {
  x.beginPath();
  x.rect(c.x - 7 * s, c.y - 2 * s, 14 * s, 4 * s);
  x.fill();
}

function tick(x: Painter, c: Point, s: number): void {
  x.lineWidth = 2.5 * s;
  x.beginPath();
  x.moveTo(c.x - 5.5 * s, c.y + 0.5 * s);
  x.lineTo(c.x - 1.5 * s, c.y + 4.5 * s);
  x.lineTo(c.x + 6 * s, c.y - 4 * s);
  x.stroke();
}

/** A question mark: the source does not say. */
const asked =
  (f: Frame): Glyph =>
  (x, c, s) => {
    x.font = font(18 * s, true);
    x.textAlign = 'center';
    x.textBaseline = 'middle';
    x.fillStyle = f.palette.route;
    x.fillText('?', c.x, c.y + 1);
  };

/** Two strokes: the same stands in the other network. */
function equals(x: Painter, c: Point, s: number): void {
  x.beginPath();
  x.rect(c.x - 6.5 * s, c.y - 4.5 * s, 13 * s, 3.2 * s);
  x.rect(c.x - 6.5 * s, c.y + 1.3 * s, 13 * s, 3.2 * s);
  x.fill();
}

/** A half disc: it answers to a part of what stands in the other. */
function partly(x: Painter, c: Point, s: number): void {
  x.beginPath();
  x.arc(c.x, c.y, 7 * s, Math.PI / 2, Math.PI * 1.5);
  x.closePath();
  x.fill();
}

function walker(x: Painter, c: Point): void {
  x.beginPath();
  x.arc(c.x, c.y - 4, 3, 0, Math.PI * 2);
  x.fill();
  x.beginPath();
  x.arc(c.x, c.y + 6.5, 5.5, Math.PI, Math.PI * 2);
  x.closePath();
  x.fill();
}

interface Written {
  lines: string[];
  size: number;
  width: number;
  height: number;
}

function holeText(f: Frame): Written | null {
  const hole = f.scene.hole;
  if (!hole) return null;
  const size = Math.max(13, Math.min(f.style.largest, 16 * f.camera.zoom + 4));
  const lines = wrap(hole.text, 17 * size, 4, (t) => f.measure(t, size, true)) ?? [hole.text];
  const width = Math.max(...lines.map((l) => f.measure(l, size, true))) + 48;
  return { lines, size, width, height: lines.length * size * LINE_HEIGHT + 22 };
}

const places = new WeakMap<Hole, Map<string, Point>>();

/**
 * Where the hole stands: a free place as near as can be to those it concerns.
 * It is found once for the size the hole has when the whole map is in view.
 */
function holePlace(f: Frame, text: Written): Point | null {
  const hole = f.scene.hole;
  if (!hole) return null;
  const camera = fit(f.plan.bounds, f.size, 28, 1.6);
  const all = camera.zoom;
  const key = `${f.size.width}x${f.size.height}:${f.plan.bounds.width}`;
  const known = places.get(hole)?.get(key);
  if (known) return known;
  const size = { width: text.width / all, height: text.height / all };
  const focus = union(hole.near.flatMap((i) => f.plan.boxes[i] ?? [])) ?? f.plan.bounds;
  const c = centre(focus);
  const buttons = f.covered.map((r) => ({
    ...toMap(camera, f.size, r),
    width: r.width / all,
    height: r.height / all,
  }));
  const walls = [...f.plan.tops.flatMap((i) => f.plan.boxes[i] ?? []), ...buttons, ...buttons];
  const room = inflate(f.plan.bounds, 10 / all);
  let best: Point | null = null;
  let least = Infinity;
  for (let gx = room.x; gx + size.width <= room.x + room.width; gx += 24) {
    for (let gy = room.y; gy + size.height <= room.y + room.height; gy += 24) {
      const r = inflate({ x: gx, y: gy, ...size }, 10);
      const covered = walls.reduce((sum, w) => sum + shared(r, w), 0);
      const p = centre(r);
      const cost = Math.hypot(p.x - c.x, p.y - c.y) + covered;
      if (cost < least) {
        least = cost;
        best = p;
      }
    }
  }
  if (best) {
    const map = places.get(hole) ?? new Map<string, Point>();
    map.set(key, best);
    places.set(hole, map);
  }
  return best;
}

const shared = (a: Rect, b: Rect) =>
  Math.max(0, Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)) *
  Math.max(0, Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y));

/** The hole's rectangle on the screen. */
export function holeRect(f: Frame): Rect | null {
  const text = holeText(f);
  const place = text ? holePlace(f, text) : null;
  if (!text || !place) return null;
  const c = at(f, place);
  const { width, height } = text;
  return { x: c.x - width / 2, y: c.y - height / 2, width, height };
}

/** The missing service, drawn as the empty place it is. */
export function drawHole(x: Painter, f: Frame, r: Rect): void {
  const text = holeText(f);
  if (!text) return;
  x.fillStyle = f.palette.paper;
  x.strokeStyle = f.palette.hole;
  x.lineWidth = 2.5;
  x.setLineDash([9, 6]);
  x.beginPath();
  x.roundRect(r.x, r.y, r.width, r.height, r.height / 2);
  x.fill();
  x.stroke();
  x.setLineDash([]);
  x.fillStyle = f.palette.hole;
  x.font = font(text.size, true);
  x.textAlign = 'center';
  x.textBaseline = 'middle';
  text.lines.forEach((line, i) => {
    x.fillText(line, r.x + r.width / 2, r.y + 11 + (i + 0.5) * text.size * LINE_HEIGHT);
  });
}
