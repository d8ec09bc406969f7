import { isLit, rectAt, DIMMED, FAINT, type Frame } from './frame';
import { overlaps, type Rect } from './geometry';
import { coloursOf } from './palette';
import type { Painter } from './painter';
import type { Box } from './plan';

/** Forums lower than this have no room for three dots. */
export const DOTTED = 22;

/** Traces the outline of a kind: corners tell the kind as colour tells the sector. */
export function outline(x: Painter, kind: string, r: Rect, zoom: number): void {
  x.beginPath();
  if (kind === 'forum') {
    const cut = Math.min(12 * zoom + 2, r.height / 2.4, r.width / 4);
    x.moveTo(r.x + cut, r.y);
    x.lineTo(r.x + r.width - cut, r.y);
    x.lineTo(r.x + r.width, r.y + r.height / 2);
    x.lineTo(r.x + r.width - cut, r.y + r.height);
    x.lineTo(r.x + cut, r.y + r.height);
    x.lineTo(r.x, r.y + r.height / 2);
    x.closePath();
    return;
  }
  const radius =
    kind === 'role' ? r.height / 2 : kind === 'organisation' ? 9 * zoom + 1 : 4 * zoom + 1;
  x.roundRect(r.x, r.y, r.width, r.height, Math.min(radius, r.width / 2, r.height / 2));
}

/** A container's shading: deeper boxes alternate, so that nesting is seen. */
const shade = (box: Box, tint: string, paper: string) => (box.depth % 2 === 0 ? tint : paper);

function drawBox(x: Painter, f: Frame, box: Box, r: Rect, named: boolean): void {
  const { palette: p, camera } = f;
  const colours = coloursOf(p, box.kind, box.sector);
  const holder = box.children.length > 0;
  const lit = isLit(f, box.index);
  const loose = box.loose && !holder;
  x.globalAlpha = lit ? (loose ? FAINT : 1) : DIMMED;
  x.setLineDash([]);
  if (box.kind === 'category' && r.height > 7) {
    // Many of a kind: a second edge behind the first.
    x.strokeStyle = colours.ink;
    x.fillStyle = p.paper;
    x.lineWidth = 1;
    const off = Math.max(2, 3.5 * camera.zoom);
    outline(x, box.kind, { ...r, x: r.x + off, y: r.y + off }, camera.zoom);
    x.fill();
    x.stroke();
  }
  outline(x, box.kind, r, camera.zoom);
  // A box too small for its name is a block of its sector's colour, not an empty form.
  const block = !holder && !named;
  x.fillStyle =
    box.kind === 'forum' || block
      ? colours.tint
      : holder
        ? shade(box, colours.tint, p.paper)
        : p.paper;
  x.fill();
  if (box.unasked || box.incomplete) x.setLineDash([5, 4]);
  x.strokeStyle = loose ? p.line : colours.ink;
  x.lineWidth = loose ? 1 : box.parent < 0 ? Math.max(1.25, Math.min(2.4, 2 * camera.zoom)) : 1.25;
  x.stroke();
  x.setLineDash([]);
  if (f.scene.only.has(box.index)) hatch(x, r, colours.ink, holder ? box.header * camera.zoom : 0);
  if (!holder && named && box.kind !== 'forum' && box.kind !== 'role') {
    x.fillStyle = colours.ink;
    x.beginPath();
    const inset = Math.max(2, 3 * camera.zoom);
    x.rect(r.x + inset, r.y + inset, Math.max(2, 3 * camera.zoom), r.height - 2 * inset);
    x.fill();
  }
  if (box.kind === 'role' && r.height > 12) person(x, r, colours.ink);
  if (box.incomplete && r.height > DOTTED) dots(x, r, colours.ink);
  x.globalAlpha = 1;
}

function person(x: Painter, r: Rect, ink: string): void {
  const s = Math.min(r.height * 0.3, 9);
  const cx = r.x + Math.min(r.height / 2, 16);
  const cy = r.y + r.height / 2;
  x.fillStyle = ink;
  x.beginPath();
  x.arc(cx, cy - s * 0.55, s * 0.45, 0, Math.PI * 2);
  x.fill();
  x.beginPath();
  x.arc(cx, cy + s * 0.85, s * 0.8, Math.PI, Math.PI * 2);
  x.closePath();
  x.fill();
}

/** Three dots: the list of members goes on, we do not know how far. */
function dots(x: Painter, r: Rect, ink: string): void {
  x.fillStyle = ink;
  for (const i of [-1, 0, 1]) {
    x.beginPath();
    x.arc(r.x + r.width / 2 + i * 6, r.y + r.height - 5, 1.5, 0, Math.PI * 2);
    x.fill();
  }
}

/** Slanting lines in the right end: it stands only in this network. */
function hatch(x: Painter, r: Rect, ink: string, strip: number): void {
  const height = strip > 0 ? Math.min(strip, r.height) : r.height;
  const width = Math.min(r.width * 0.3, Math.max(8, height * 0.8), 26);
  slant(x, { x: r.x + r.width - width - 1, y: r.y + 1, width, height: height - 2 }, 5);
  x.strokeStyle = ink;
  x.lineWidth = 1;
  x.stroke();
}

/** Traces slanting lines, so far apart, that fill a rectangle. */
function slant(x: Painter, r: Rect, gap: number): void {
  x.beginPath();
  for (let d = -r.height; d < r.width; d += gap) {
    const x0 = Math.max(r.x, r.x + d);
    const x1 = Math.min(r.x + r.width, r.x + d + r.height);
    x.moveTo(x0, r.y + r.height - (x0 - r.x - d));
    x.lineTo(x1, r.y + r.height - (x1 - r.x - d));
  }
}

function cross(x: Painter, f: Frame, r: Rect): void {
  x.strokeStyle = f.palette.faint;
  x.lineWidth = 1;
  slant(x, r, 9);
  x.globalAlpha = 0.5;
  x.stroke();
  x.globalAlpha = 1;
}

const visible = (f: Frame, r: Rect) =>
  overlaps(r, { x: -8, y: -8, width: f.size.width + 16, height: f.size.height + 16 });

/** Holders first, outermost at the bottom; then the lines; then the rest. */
export function drawBoxes(
  x: Painter,
  f: Frame,
  which: 'holders' | 'leaves',
  named: Set<number>,
): void {
  const boxes = f.plan.boxes
    .filter((b) => (which === 'holders') === b.children.length > 0)
    .sort((a, b) => a.depth - b.depth);
  for (const box of boxes) {
    const r = rectAt(f, box);
    if (!visible(f, r)) continue;
    drawBox(x, f, box, r, named.has(box.index));
    if (f.scene.excluded.has(box.index)) cross(x, f, r);
  }
}

/** Rings round the chosen box, the one under the pointer and the one of the keyboard. */
export function drawRings(x: Painter, f: Frame): void {
  const ring = (index: number, colour: string, width: number, off: number, dash: number[] = []) => {
    const box = f.plan.boxes[index];
    if (!box) return;
    const r = rectAt(f, box);
    x.setLineDash(dash);
    x.strokeStyle = colour;
    x.lineWidth = width;
    outline(
      x,
      box.kind,
      { x: r.x - off, y: r.y - off, width: r.width + 2 * off, height: r.height + 2 * off },
      f.camera.zoom,
    );
    x.stroke();
    x.setLineDash([]);
  };
  if (f.hovered >= 0 && f.hovered !== f.scene.selected) ring(f.hovered, f.palette.select, 1.5, 2);
  if (f.scene.selected >= 0) {
    ring(f.scene.selected, f.palette.halo, 6, 3);
    ring(f.scene.selected, f.palette.select, 3, 3);
  }
  if (f.focused && f.cursor >= 0) {
    ring(f.cursor, f.palette.focusInner, 6, 8);
    ring(f.cursor, f.palette.focusOuter, 2.5, 8, [7, 4]);
  }
}
