import type { MapView } from '../map/view';
import { rectOf } from './hook';

/** For tests: one of two maps beside each other. */
export interface SideHook {
  paints: number;
  zoom: number;
  /** The boxes in full colour, or `null` when all are. */
  lit: string[] | null;
  marks: string[];
  selected: string | null;
  hovered: string | null;
  /** A box as the server laid it. */
  place(id: string): { x: number; y: number; width: number; height: number } | null;
  rect(id: string): DOMRect | null;
}

declare global {
  interface Window {
    samkartaSides?: Partial<Record<'old' | 'new', SideHook>>;
  }
}

export function publishSide(view: MapView, side: 'old' | 'new', host: string): void {
  const { lit, selected, hovered } = view.state;
  const name = (index: number) => view.plan.boxes[index]?.id ?? null;
  const place = (id: string) => view.plan.boxes[view.plan.byId.get(id) ?? -1];
  window.samkartaSides = {
    ...window.samkartaSides,
    [side]: {
      paints: (window.samkartaSides?.[side]?.paints ?? 0) + 1,
      zoom: view.view.zoom,
      lit: lit && [...lit].flatMap((i) => name(i) ?? []),
      marks: view.markKinds(),
      selected: name(selected),
      hovered: name(hovered),
      place: (id: string) => {
        const b = place(id);
        return b ? { x: b.x, y: b.y, width: b.width, height: b.height } : null;
      },
      rect: (id: string) => rectOf(view, host, id),
    },
  };
}
