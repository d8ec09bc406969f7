import { DOTTED, drawBoxes, drawRings } from './draw-boxes';
import { countSpots, drawLegs, drawLines, visibleLines, type Shown } from './draw-lines';
import { drawHole, drawMarks, holeRect, markSpots } from './draw-marks';
import { DETAIL, DIMMED, at, isLit, rectAt, type Frame } from './frame';
import { overlaps, type Point, type Rect } from './geometry';
import type { Drawn } from './hit';
import { placeLabels, type Label, type Wanted } from './labels';
import { font, type Painter } from './painter';
import { coloursOf } from './palette';
import { along } from './routing';
import { LINE_HEIGHT } from './text';

export interface Picture {
  drawn: Drawn[];
  labels: number;
}

/** Draws one picture of the map: the same for screen, PNG and SVG. */
export function draw(x: Painter, f: Frame): Picture {
  x.globalAlpha = 1;
  x.setLineDash([]);
  x.lineJoin = 'round';
  x.fillStyle = f.palette.ground;
  x.beginPath();
  x.rect(0, 0, f.size.width, f.size.height);
  x.fill();

  const lines = visibleLines(f);
  const hole = holeRect(f);
  const labels = labelsOf(f, lines, hole);
  const named = new Set(labels.filter((l) => !l.outside).map((l) => l.key));
  drawBoxes(x, f, 'holders', named);
  const behind = f.scene.lines === 'overview';
  if (behind) drawLines(x, f, lines);
  drawBoxes(x, f, 'leaves', named);
  if (!behind) drawLines(x, f, lines);
  drawLegs(x, f);
  if (hole) drawHole(x, f, hole);
  for (const label of labels) write(x, f, label);
  drawRings(x, f);
  drawMarks(x, f);
  return { drawn: lines.map((l) => ({ id: l.id, points: l.points })), labels: labels.length };
}

function labelsOf(f: Frame, drawn: Shown[], hole: Rect | null): Label[] {
  const view = { x: 0, y: 0, width: f.size.width, height: f.size.height };
  const wanted: Wanted[] = [];
  const walls: Rect[] = [];
  const marks = markSpots(f);
  const behind = new Map<number, number>();
  for (const { mark, spot, radius } of marks) {
    const r = f.plan.boxes[mark.box];
    if (r) behind.set(mark.box, spot.x + radius - rectAt(f, r).x);
  }
  const ends = new Map<number, number>();
  for (const line of f.lines) {
    for (const end of [line.from, line.to]) ends.set(end, (ends.get(end) ?? 0) + 1);
  }
  for (const box of f.plan.boxes) {
    const r = rectAt(f, box);
    if (!overlaps(r, view)) continue;
    const lit = isLit(f, box.index);
    const must =
      f.scene.must.has(box.index) || box.index === f.scene.selected || box.index === f.hovered;
    const asked = must || f.scene.named.has(box.index);
    const holder = box.children.length > 0;
    if (!lit && !asked && !holder && f.camera.zoom < 0.7) continue;
    const tip = box.kind === 'forum' ? Math.min(7, 8 * f.camera.zoom) : 0;
    wanted.push({
      key: box.index,
      box: {
        x: r.x + tip,
        y: r.y,
        width: r.width - 2 * tip,
        height: r.height - (box.incomplete && r.height > DOTTED ? 7 : 0),
      },
      text: box.name,
      shorts: box.shorts,
      place: holder ? 'heading' : 'inside',
      otherwise: holder ? 'none' : box.parent < 0 ? 'beside' : 'cut',
      strip: box.header * f.camera.zoom,
      indent: holder
        ? (behind.get(box.index) ?? 0)
        : box.kind === 'role'
          ? Math.min(r.height / 2, 16) + Math.min(r.height * 0.24, 7.2) + 2
          : tip > 0
            ? 0
            : 4,
      bold: holder || (box.parent < 0 && box.kind === 'organisation'),
      zoom: f.camera.zoom,
      asked,
      must,
      weight:
        (lit ? 1000 : 0) + (holder ? 500 - box.depth * 120 : 0) + 25 * (ends.get(box.index) ?? 0),
    });
    const edge = box.kind === 'category' ? Math.max(2, 3.5 * f.camera.zoom) : 0;
    if (!holder || box.parent < 0) {
      const wall = { ...r, width: r.width + edge, height: r.height + edge };
      // What must be seen is covered last of all: it counts many times over.
      for (let i = 0; i < (must ? 12 : 1); i++) walls.push({ ...wall });
    }
  }
  wanted.push(...conditions(f, drawn));
  const round = (c: Point, radius: number): Rect => ({
    x: c.x - radius,
    y: c.y - radius,
    width: 2 * radius,
    height: 2 * radius,
  });
  const reserved = [
    ...marks.map(({ spot, radius }) => round(spot, radius)),
    ...countSpots(f, drawn).map((c) => round(c, 9)),
  ];
  if (hole) reserved.push(hole);
  reserved.push(...f.covered);
  return placeLabels(wanted, f.style, f.measure, view, reserved, walls);
}

/** Conditions of referrals, when zoomed in or when their lines were asked for. */
function conditions(f: Frame, drawn: Shown[]): Wanted[] {
  const asked = f.scene.lines !== 'overview';
  if (f.scene.legs.length === 0 && !asked && f.camera.zoom < DETAIL * 1.4) return [];
  const text = new Map<string, string>();
  for (const line of f.lines) if (line.label) text.set(line.id, line.label);
  const spots: { text: string; x: number; y: number }[] = [];
  for (const line of drawn) {
    const label = text.get(line.id);
    if (label) spots.push({ text: label, ...at(f, along(line.points, 0.5)) });
  }
  for (const leg of f.scene.legs) {
    if (!leg.label || leg.role !== 'main') continue;
    spots.push({ text: leg.label, ...at(f, along(f.router.path(leg.from, leg.to), 0.5)) });
  }
  return spots.map((s, i) => ({
    key: -1 - i,
    box: { x: s.x - 14, y: s.y - 8, width: 28, height: 16 },
    text: s.text,
    shorts: [],
    place: 'beside',
    otherwise: 'beside',
    strip: 0,
    indent: 0,
    bold: false,
    zoom: 0.9,
    asked: true,
    must: false,
    weight: 400,
  }));
}

function write(x: Painter, f: Frame, label: Label): void {
  const box = f.plan.boxes[label.key];
  const lit = box === undefined || isLit(f, box.index) || label.outside;
  x.globalAlpha = lit ? 1 : Math.min(1, DIMMED * 1.7);
  if (label.framed) {
    x.fillStyle = f.palette.halo;
    x.strokeStyle = box ? coloursOf(f.palette, box.kind, box.sector).ink : f.palette.referral;
    x.lineWidth = 1;
    x.beginPath();
    x.roundRect(label.x - 5, label.y - 2, label.width + 10, label.height + 4, 4);
    x.fill();
    x.stroke();
  }
  if (label.outside && !label.framed) {
    x.globalAlpha = lit ? 0.82 : 0.4;
    x.fillStyle = f.palette.ground;
    x.beginPath();
    x.rect(label.x - 1, label.y, label.width + 2, label.height);
    x.fill();
    x.globalAlpha = lit ? 1 : Math.min(1, DIMMED * 1.7);
  }
  x.font = font(label.size, label.bold);
  x.textBaseline = 'middle';
  x.textAlign = label.align;
  const holder = box !== undefined && box.children.length > 0;
  x.fillStyle = box
    ? holder && !label.outside
      ? coloursOf(f.palette, box.kind, box.sector).ink
      : box.loose
        ? f.palette.faint
        : f.palette.ink
    : f.palette.referral;
  const cx = label.align === 'center' ? label.x + label.width / 2 : label.x;
  label.lines.forEach((line, i) => {
    x.fillText(line, cx, label.y + (i + 0.5) * label.size * LINE_HEIGHT + 0.5);
  });
  x.globalAlpha = 1;
}
