import { DETAIL, DIMMED, at, isLit, type Frame } from './frame';
import type { Point } from './geometry';
import { withLanes, type Bundle, type Line } from './lines';
import { font, type Painter } from './painter';
import { along } from './routing';

const DASHES = { solid: [], dashed: [8, 5], dotted: [2, 4] };

function trace(x: Painter, points: Point[]): void {
  x.beginPath();
  points.forEach((p, i) => (i === 0 ? x.moveTo(p.x, p.y) : x.lineTo(p.x, p.y)));
}

/** A filled head at the end of the polyline. */
export function arrowHead(x: Painter, points: Point[], size: number, colour: string): void {
  const end = points[points.length - 1];
  const before = points[points.length - 2];
  if (!end || !before) return;
  const angle = Math.atan2(end.y - before.y, end.x - before.x);
  const wing = (turn: number) => ({
    x: end.x - size * Math.cos(angle + turn),
    y: end.y - size * Math.sin(angle + turn),
  });
  const a = wing(0.42);
  const b = wing(-0.42);
  x.fillStyle = colour;
  x.beginPath();
  x.moveTo(end.x, end.y);
  x.lineTo(a.x, a.y);
  x.lineTo(b.x, b.y);
  x.closePath();
  x.fill();
}

export const colourOf = (f: Frame, kind: string): string =>
  kind === 'referral'
    ? f.palette.referral
    : kind === 'tie.wishes'
      ? f.palette.wish
      : f.palette.line;

/** A line or a bundle that is drawn, with its way over the map. */
export interface Shown {
  id: string;
  points: Point[];
  line: Line | null;
  bundle: Bundle | null;
  count: number;
}

function drawLine(x: Painter, f: Frame, line: Line, screen: Point[]): void {
  const strong = line.id === f.scene.selectedLine || line.id === f.hoveredLine;
  const colour = colourOf(f, line.kind);
  x.globalAlpha = isLit(f, line.from) && isLit(f, line.to) ? 1 : DIMMED;
  if (strong) {
    x.strokeStyle = f.palette.halo;
    x.lineWidth = 7;
    trace(x, screen);
    x.stroke();
  }
  x.setLineDash(line.kind === 'member' ? [1.5, 3.5] : DASHES[line.dash]);
  x.lineCap = line.kind === 'member' ? 'round' : 'butt';
  x.strokeStyle = strong ? f.palette.select : colour;
  x.lineWidth = strong ? 3.5 : line.kind === 'referral' ? 2 : line.kind === 'member' ? 1.75 : 1.6;
  trace(x, screen);
  x.stroke();
  x.setLineDash([]);
  x.lineCap = 'butt';
  if (line.arrow) arrowHead(x, screen, strong ? 13 : 10, strong ? f.palette.select : colour);
  x.globalAlpha = 1;
}

function drawBundle(x: Painter, f: Frame, bundle: Bundle, count: number, screen: Point[]): void {
  const strong = bundle.id === f.scene.selectedLine || bundle.id === f.hoveredLine;
  x.globalAlpha = isLit(f, bundle.from) && isLit(f, bundle.to) ? 1 : DIMMED;
  x.strokeStyle = strong ? f.palette.select : f.palette.line;
  x.lineWidth = (strong ? 1.5 : 0) + 1.1 + Math.min(7, (count - 1) * 0.8);
  if (bundle.lines.every((l) => l.kind === 'member')) {
    x.setLineDash([1.5, 3.5 + x.lineWidth * 0.6]);
    x.lineCap = 'round';
  }
  trace(x, screen);
  x.stroke();
  x.setLineDash([]);
  x.lineCap = 'butt';
  x.globalAlpha = 1;
}

export interface Count extends Point {
  bundle: Bundle;
  count: number;
}

/** Where the bundles' numbers stand; two never stand on each other. */
export function countSpots(f: Frame, shown: Shown[]): Count[] {
  const put: Count[] = [];
  for (const { bundle, count, points } of shown) {
    if (!bundle || count < 2) continue;
    const way = points.map((p) => at(f, p));
    const spots = [0.5, 0.38, 0.62, 0.28, 0.72].map((t) => along(way, t));
    const spot = spots.find((s) => put.every((q) => Math.hypot(q.x - s.x, q.y - s.y) > 20));
    if (!spot) continue;
    put.push({ x: spot.x, y: spot.y, bundle, count });
  }
  return put;
}

function drawCounts(x: Painter, f: Frame, shown: Shown[]): void {
  for (const spot of countSpots(f, shown)) {
    const { bundle, count } = spot;
    x.globalAlpha = isLit(f, bundle.from) && isLit(f, bundle.to) ? 1 : DIMMED;
    badge(x, spot, String(count), f.palette.paper, f.palette.ink, f.palette.line, 9, f.measure);
  }
  x.globalAlpha = 1;
}

/** A small pill with a text in it. */
export function badge(
  x: Painter,
  spot: Point,
  text: string,
  fill: string,
  ink: string,
  edge: string,
  radius: number,
  measure: Frame['measure'],
): void {
  const size = radius * 1.3;
  const width = Math.max(2 * radius, measure(text, size, true) + radius);
  x.fillStyle = fill;
  x.strokeStyle = edge;
  x.lineWidth = 1.25;
  x.beginPath();
  x.roundRect(spot.x - width / 2, spot.y - radius, width, 2 * radius, radius);
  x.fill();
  x.stroke();
  x.fillStyle = ink;
  x.font = font(size, true);
  x.textAlign = 'center';
  x.textBaseline = 'middle';
  x.fillText(text, spot.x, spot.y + 0.5);
}

/** The lines of the scene with their ways: bundles when all is seen from afar. */
export function visibleLines(f: Frame): Shown[] {
  if (f.scene.legs.length > 0) return [];
  const shown = (line: Line) => !f.scene.hidden.has(line.kind);
  const one = (line: Line): Shown => ({
    id: line.id,
    points: f.router.path(line.from, line.to, line.lane, line.lanes),
    line,
    bundle: null,
    count: 1,
  });
  if (f.scene.lines !== 'overview') {
    return withLanes(f.scene.lines.filter(shown).map((l) => ({ ...l }))).map(one);
  }
  if (f.camera.zoom >= DETAIL) return f.lines.filter(shown).map(one);
  return f.bundles
    .map((bundle) => ({ bundle, count: bundle.lines.filter(shown).length }))
    .filter((b) => b.count > 0)
    .sort((a, b) => a.count - b.count)
    .map(({ bundle, count }) => ({
      id: bundle.id,
      points: f.router.path(bundle.from, bundle.to),
      line: null,
      bundle,
      count,
    }));
}

export function drawLines(x: Painter, f: Frame, shown: Shown[]): void {
  for (const s of shown) {
    const screen = s.points.map((p) => at(f, p));
    if (s.line) drawLine(x, f, s.line, screen);
    else if (s.bundle) drawBundle(x, f, s.bundle, s.count, screen);
  }
  drawCounts(x, f, shown);
}

/** The legs of routes and of trails that end. */
export function drawLegs(x: Painter, f: Frame): void {
  const order = { other: 0, dead: 1, main: 2 };
  const legs = [...f.scene.legs].sort((a, b) => order[a.role] - order[b.role]);
  for (const leg of legs) {
    if (leg.from === leg.to) continue;
    const points = f.router.path(leg.from, leg.to).map((p) => at(f, p));
    const main = leg.role === 'main';
    const colour = leg.role === 'dead' ? f.palette.stop : main ? f.palette.route : f.palette.line;
    x.setLineDash([]);
    x.strokeStyle = f.palette.halo;
    x.lineWidth = main ? 9 : 3.5;
    trace(x, points);
    x.stroke();
    x.setLineDash(leg.unsure ? [2, 6] : leg.role === 'dead' ? [6, 5] : []);
    if (leg.unsure && main) x.setLineDash([10, 7]);
    x.strokeStyle = colour;
    x.lineWidth = main ? (leg.unsure ? 3 : 5) : 1.6;
    trace(x, points);
    x.stroke();
    x.setLineDash([]);
    arrowHead(x, points, main ? 17 : 9, colour);
  }
  for (const leg of legs) {
    if (leg.number === null || leg.from === leg.to) continue;
    const points = f.router.path(leg.from, leg.to).map((p) => at(f, p));
    const spot = along(points, 0.5);
    badge(
      x,
      spot,
      leg.unsure ? `${leg.number}?` : String(leg.number),
      leg.unsure ? f.palette.paper : f.palette.route,
      leg.unsure ? f.palette.route : f.palette.paper,
      leg.unsure ? f.palette.route : f.palette.paper,
      12,
      f.measure,
    );
  }
}
