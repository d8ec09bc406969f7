import type { Point } from './geometry';

/** What the hands do on the map, told in pixels of the view. */
export interface Hands {
  /** Whether a press here takes hold of a box; otherwise it pans. */
  grabs(at: Point): boolean;
  pan(dx: number, dy: number): void;
  zoom(factor: number, at: Point): void;
  drag(dx: number, dy: number): void;
  drop(): void;
  tap(at: Point, touch: boolean): void;
  double(at: Point): void;
  hover(at: Point | null): void;
}

/** Pixels a press may slip before it is no longer a tap. */
const SLIP = 5;

/** Pans, zooms, pinches, drags and taps. Returns what takes the listeners off. */
export function listen(el: HTMLElement, hands: Hands): () => void {
  const down = new Map<number, Point>();
  let slipped = 0;
  let dragging = false;
  const at = (e: PointerEvent | WheelEvent | MouseEvent): Point => {
    const r = el.getBoundingClientRect();
    return { x: e.clientX - r.left, y: e.clientY - r.top };
  };

  const wheel = (e: WheelEvent) => {
    e.preventDefault();
    const unit = e.deltaMode === 1 ? 16 : e.deltaMode === 2 ? 320 : 1;
    const by = Math.max(-240, Math.min(240, e.deltaY * unit));
    // A pinch on a touch pad arrives as a wheel with the control key, in small steps.
    hands.zoom(Math.exp(-by * (e.ctrlKey ? 0.01 : 0.0018)), at(e));
  };
  const press = (e: PointerEvent) => {
    if (e.button !== 0) return;
    el.setPointerCapture(e.pointerId);
    down.set(e.pointerId, at(e));
    slipped = down.size > 1 ? Infinity : 0;
    dragging = down.size === 1 && hands.grabs(at(e));
  };
  const move = (e: PointerEvent) => {
    const now = at(e);
    const before = down.get(e.pointerId);
    if (!before) {
      if (e.pointerType !== 'touch') hands.hover(now);
      return;
    }
    const dx = now.x - before.x;
    const dy = now.y - before.y;
    if (down.size === 2) {
      const other = [...down].find(([id]) => id !== e.pointerId)?.[1];
      if (other) {
        const was = Math.hypot(before.x - other.x, before.y - other.y);
        const is = Math.hypot(now.x - other.x, now.y - other.y);
        if (was > 0) hands.zoom(is / was, { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 });
        hands.pan(dx / 2, dy / 2);
      }
    } else if (down.size === 1) {
      slipped += Math.abs(dx) + Math.abs(dy);
      if (slipped < SLIP) return;
      if (dragging) hands.drag(dx, dy);
      else hands.pan(dx, dy);
    }
    down.set(e.pointerId, now);
  };
  const lift = (e: PointerEvent) => {
    const before = down.get(e.pointerId);
    if (!down.delete(e.pointerId) || !before) return;
    if (dragging && slipped >= SLIP) hands.drop();
    else if (slipped < SLIP && e.type === 'pointerup') hands.tap(at(e), e.pointerType === 'touch');
    dragging = false;
  };
  const leave = () => hands.hover(null);
  const double = (e: MouseEvent) => hands.double(at(e));

  el.addEventListener('wheel', wheel, { passive: false });
  el.addEventListener('pointerdown', press);
  el.addEventListener('pointermove', move);
  el.addEventListener('pointerup', lift);
  el.addEventListener('pointercancel', lift);
  el.addEventListener('pointerleave', leave);
  el.addEventListener('dblclick', double);
  return () => {
    el.removeEventListener('wheel', wheel);
    el.removeEventListener('pointerdown', press);
    el.removeEventListener('pointermove', move);
    el.removeEventListener('pointerup', lift);
    el.removeEventListener('pointercancel', lift);
    el.removeEventListener('pointerleave', leave);
    el.removeEventListener('dblclick', double);
  };
}
