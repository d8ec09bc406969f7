import type { MapView } from '../map/view';

/** For tests: where things are on the page, so that nobody guesses pixels. */
export interface Hook {
  /** When the whole map was first on the screen, in milliseconds from navigation; 0 until then. */
  first: number;
  /** When it was last painted, and how many times. */
  painted: number;
  paints: number;
  zoom: number;
  labels: number;
  lines: string[];
  /** The kinds of marks on the map, such as `gate`. */
  marks: string[];
  /** The rectangle of an actor or forum on the page. */
  rect(id: string): DOMRect | null;
  /** A point of a drawn line on the page. */
  line(id: string): { x: number; y: number } | null;
}

declare global {
  interface Window {
    samkarta?: Hook;
  }
}

/** The rectangle on the page of something on the map in an element. */
export function rectOf(view: MapView, host: string, id: string): DOMRect | null {
  const r = view.hit(view.plan.byId.get(id) ?? -1);
  const at = document.getElementById(host)?.getBoundingClientRect();
  return r && at ? new DOMRect(at.x + r.x, at.y + r.y, r.width, r.height) : null;
}

export function publish(view: MapView): void {
  window.samkarta = {
    first: window.samkarta?.first ?? 0,
    painted: performance.now(),
    paints: (window.samkarta?.paints ?? 0) + 1,
    zoom: view.view.zoom,
    labels: view.labelCount,
    lines: view.drawnLines(),
    marks: view.markKinds(),
    rect: (id) => rectOf(view, 'map', id),
    line(id) {
      const p = view.lineSpot(id);
      const at = document.getElementById('map')?.getBoundingClientRect();
      return p && at ? { x: at.x + p.x, y: at.y + p.y } : null;
    },
  };
}

/** The first picture has left for the screen. */
export function first(): void {
  if (window.samkarta && window.samkarta.first === 0) window.samkarta.first = performance.now();
}
