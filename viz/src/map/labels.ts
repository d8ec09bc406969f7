import { inflate, overlaps, type Rect } from './geometry';
import { LINE_HEIGHT, cut, wrap, type Measure } from './text';

export interface LabelStyle {
  /** Font sizes in pixels: natural size is `base` at zoom 1. */
  smallest: number;
  /** Smaller than wished, for a name that would be cut otherwise. */
  least: number;
  base: number;
  largest: number;
  /** At most so many labels in the view. */
  most: number;
}

export const REVIEW: LabelStyle = { smallest: 11, least: 10, base: 13, largest: 19, most: 400 };
export const MEETING: LabelStyle = { smallest: 14, least: 14, base: 17, largest: 26, most: 40 };

/** A label wanted: where its box stands on the screen and how it may be written. */
export interface Wanted {
  key: number;
  box: Rect;
  text: string;
  /** Shorter names, the longest first, for when there is no room. */
  shorts: string[];
  /** A heading stands in a strip at the top of its box, a name in the middle of it. */
  place: 'heading' | 'inside' | 'beside';
  /** What else will do when there is no room: a place beside the box, or a cut text. */
  otherwise: 'beside' | 'cut' | 'none';
  /** The height of the heading's strip. */
  strip: number;
  /** Room taken by marks at the left of the box. */
  indent: number;
  bold: boolean;
  zoom: number;
  /** Asked for: goes first, and is framed when it stands beside its box. */
  asked: boolean;
  /** Shown even when it must cover something. */
  must: boolean;
  /** Larger goes first. */
  weight: number;
}

export interface Label extends Rect {
  key: number;
  lines: string[];
  size: number;
  bold: boolean;
  align: 'left' | 'center';
  /** Written outside its box. */
  outside: boolean;
  /** On a backing of its own. */
  framed: boolean;
}

/** Which places are taken: rectangles in a coarse grid. */
export class Taken {
  private readonly cells = new Map<string, Rect[]>();
  private static readonly CELL = 96;

  free(r: Rect): boolean {
    for (const key of this.keys(r)) {
      if (this.cells.get(key)?.some((t) => overlaps(t, r))) return false;
    }
    return true;
  }

  /** How much of the rectangle is taken, in square pixels. */
  covered(r: Rect): number {
    const seen = new Set<Rect>();
    let area = 0;
    for (const key of this.keys(r)) {
      for (const t of this.cells.get(key) ?? []) {
        if (seen.has(t)) continue;
        seen.add(t);
        area += shared(t, r);
      }
    }
    return area;
  }

  take(r: Rect): void {
    for (const key of this.keys(r)) {
      const cell = this.cells.get(key);
      if (cell) cell.push(r);
      else this.cells.set(key, [r]);
    }
  }

  private *keys(r: Rect): Generator<string> {
    const size = Taken.CELL;
    for (let x = Math.floor(r.x / size); x <= Math.floor((r.x + r.width) / size); x++) {
      for (let y = Math.floor(r.y / size); y <= Math.floor((r.y + r.height) / size); y++) {
        yield `${x},${y}`;
      }
    }
  }
}

const clamp = (v: number, low: number, high: number) => Math.max(low, Math.min(high, v));

function sized(lines: string[], size: number, bold: boolean, measure: Measure) {
  return {
    width: Math.max(...lines.map((l) => measure(l, size, bold))),
    height: lines.length * size * LINE_HEIGHT,
  };
}

/** The name in the middle of its box: largest size first, then shorter names. */
export function inside(
  w: Wanted,
  style: LabelStyle,
  measure: Measure,
  texts = [w.text, ...w.shorts],
): Label | null {
  const width = w.box.width - (w.zoom < 0.8 ? 5 : 12) - w.indent;
  const height = w.box.height - 3;
  const start = clamp(Math.round(style.base * w.zoom), style.smallest, style.largest);
  for (const text of texts) {
    for (let size = start; size >= style.smallest; size--) {
      const most = Math.min(4, Math.floor(height / (size * LINE_HEIGHT)));
      if (most < 1) continue;
      const lines = wrap(text, width, most, (t) => measure(t, size, w.bold));
      if (!lines) continue;
      const room = sized(lines, size, w.bold, measure);
      return {
        key: w.key,
        lines,
        size,
        bold: w.bold,
        align: 'center',
        outside: false,
        framed: false,
        x: w.box.x + w.indent + (w.box.width - w.indent - room.width) / 2,
        y: w.box.y + (w.box.height - room.height) / 2,
        ...room,
      };
    }
  }
  return null;
}

/** The heading in the strip at the top of its box, cut when it must be. */
export function heading(w: Wanted, style: LabelStyle, measure: Measure): Label | null {
  let size = clamp(Math.round(style.base * w.zoom), style.smallest, style.largest);
  const width = w.box.width - (w.zoom < 0.8 ? 9 : 14) - w.indent;
  const texts = [w.text, ...w.shorts];
  const by = (t: string) => measure(t, size, w.bold);
  let text = texts.find((t) => by(t) <= width) ?? null;
  if (text === null) {
    const usual = size;
    size = Math.min(size, style.least);
    text = texts.find((t) => by(t) <= width) ?? null;
    if (text === null) size = usual;
  }
  text ??= cut(w.text, width, by);
  if (text === null) return null;
  const height = size * LINE_HEIGHT;
  return {
    key: w.key,
    lines: [text],
    size,
    bold: w.bold,
    align: 'left',
    outside: false,
    framed: false,
    x: w.box.x + (w.zoom < 0.8 ? 5 : 7) + w.indent,
    y: w.box.y + Math.max(1, (w.strip - height) / 2),
    width: by(text),
    height,
  };
}

/** One line in the box, cut: better than a box without a name. */
export function cutInside(w: Wanted, style: LabelStyle, measure: Measure): Label | null {
  const size = style.smallest;
  const height = size * LINE_HEIGHT;
  const width = w.box.width - 8 - w.indent;
  if (w.box.height < height) return null;
  const by = (t: string) => measure(t, size, w.bold);
  const text = w.shorts.find((t) => by(t) <= width) ?? cut(w.text, width, by);
  if (text === null || text.length < 6) return null;
  return {
    key: w.key,
    lines: [text],
    size,
    bold: w.bold,
    align: 'center',
    outside: false,
    framed: false,
    x: w.box.x + w.indent + (w.box.width - w.indent - by(text)) / 2,
    y: w.box.y + (w.box.height - height) / 2,
    width: by(text),
    height,
  };
}

const shared = (a: Rect, b: Rect) =>
  Math.max(0, Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)) *
  Math.max(0, Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y));

/**
 * The name beside its box, where it covers least. Unasked names cover nothing
 * at all; asked ones may cover a box, and only those that must be seen a name.
 */
export function beside(
  w: Wanted,
  style: LabelStyle,
  measure: Measure,
  taken: Taken,
  walls: Taken,
  view: Rect,
): Label | null {
  const least = w.asked ? Math.max(12, style.smallest) : style.smallest;
  const size = clamp(Math.round(style.base * w.zoom), least, style.largest);
  const wide = w.asked ? 190 : Math.max(110, w.box.width + 40);
  const lines = wrap(w.text, wide, 3, (t) => measure(t, size, w.bold));
  if (!lines) return null;
  const room = sized(lines, size, w.bold, measure);
  const b = w.box;
  const mx = b.x + (b.width - room.width) / 2;
  const my = b.y + (b.height - room.height) / 2;
  const gap = w.asked ? 7 : 4;
  const under = b.y + b.height + gap;
  const over = b.y - room.height - gap;
  const right = b.x + b.width + gap + 2;
  const left = b.x - room.width - gap - 2;
  const places = [
    { x: mx, y: under },
    { x: mx, y: over },
    { x: right, y: my },
    { x: left, y: my },
  ];
  if (w.asked) {
    for (const x of [b.x, b.x + b.width - room.width, right, left]) {
      places.push({ x, y: under }, { x, y: over }, { x, y: under + 24 }, { x, y: over - 24 });
    }
  }
  let best: Label | null = null;
  let cost = Infinity;
  for (const [i, at] of places.entries()) {
    const label: Label = {
      key: w.key,
      lines,
      size,
      bold: w.bold,
      align: 'center',
      outside: true,
      framed: w.asked,
      ...at,
      ...room,
    };
    const within =
      label.x >= view.x + 2 &&
      label.y >= view.y + 2 &&
      label.x + label.width <= view.x + view.width - 2 &&
      label.y + label.height <= view.y + view.height - 2;
    if (!within) continue;
    const frame = inflate(label, w.asked ? 5 : 1);
    const names = taken.covered(frame);
    const boxes = walls.covered(frame);
    if (!w.must && names > 0) continue;
    if (!w.asked && boxes > 0) continue;
    const sum = names * 20 + boxes + i * 12;
    if (sum < cost) {
      cost = sum;
      best = label;
    }
  }
  return best;
}

/**
 * Chooses which labels are written and where. What was asked for goes first,
 * then the weightier; no two overlap unless one of them must be seen.
 * `reserved` is kept free of labels, `walls` only of those beside their boxes.
 */
export function placeLabels(
  wanted: Wanted[],
  style: LabelStyle,
  measure: Measure,
  view: Rect,
  reserved: Rect[] = [],
  walls: Rect[] = [],
): Label[] {
  const taken = new Taken();
  for (const r of reserved) taken.take(r);
  const solid = new Taken();
  for (const r of walls) solid.take(r);
  const labels: Label[] = [];
  const order = [...wanted].sort(
    (a, b) =>
      Number(b.must) - Number(a.must) ||
      Number(b.asked) - Number(a.asked) ||
      b.weight - a.weight ||
      a.key - b.key,
  );
  const keep = (label: Label) => {
    taken.take(label.framed ? inflate(label, 5) : label);
    labels.push(label);
  };
  const own = (w: Wanted) =>
    w.place === 'heading'
      ? heading(w, style, measure)
      : w.place === 'inside'
        ? inside(w, style, measure, w.otherwise === 'beside' ? [w.text] : undefined)
        : null;
  const late: Wanted[] = [];
  for (const w of order) {
    if (labels.length >= style.most) break;
    if (!overlaps(w.box, view)) continue;
    const label = own(w);
    if (label && taken.free(label)) keep(label);
    else if (w.asked || w.must) {
      // Before anything unasked takes its place.
      const out = beside(w, style, measure, taken, solid, view);
      if (out) keep(out);
    } else if (w.otherwise !== 'none') late.push(w);
  }
  for (const w of late) {
    if (labels.length >= style.most) break;
    const out = w.otherwise === 'beside' ? beside(w, style, measure, taken, solid, view) : null;
    const small = { ...style, smallest: style.least };
    const label =
      out ??
      (w.place === 'inside' ? inside(w, small, measure) : null) ??
      cutInside(w, style, measure);
    if (label && taken.free(label)) keep(label);
  }
  return labels;
}
