import { ApiError, api } from '../api';
import type { Rect } from '../map/geometry';
import type { Comparison, Layout } from '../types';
import type { Side } from './address';
import { data } from './data.svelte';
import { deciding } from './deciding.svelte';
import { directoryOf, type Directory } from './directory';
import { pairingOf, type Pairing } from './pairing';

/** Two networks beside each other, as the server compares them. */
export interface Compared {
  comparison: Comparison;
  directory: Record<Side, Directory>;
  layout: Record<Side, Layout>;
  pairing: Pairing;
  /** What both maps reach over. */
  ground: Rect;
}

class Comparing {
  now = $state.raw<Compared | null>(null);
  problem = $state.raw<ApiError | null>(null);
  private turn = 0;
  private known = '';

  async open(pair: Record<Side, string>): Promise<void> {
    const turn = ++this.turn;
    this.problem = null;
    const { old, new: newer } = this.now?.comparison ?? {};
    const same = old?.id === pair.old && newer?.id === pair.new;
    // What was decided since is an action, too.
    const known = `${data.revision}/${deciding.made}`;
    if (same && this.known === known) return;
    this.known = known;
    this.now = null;
    try {
      const [comparison, layout, before, after] = await Promise.all([
        api.comparison(pair),
        api.sides(pair),
        api.network(pair.old),
        api.network(pair.new),
      ]);
      if (turn !== this.turn) return;
      const { x, y, width, height } = layout.old;
      this.now = {
        comparison,
        layout,
        directory: { old: directoryOf(before), new: directoryOf(after) },
        pairing: pairingOf(comparison.changes),
        ground: { x, y, width, height },
      };
    } catch (error) {
      if (turn !== this.turn) return;
      this.problem = error instanceof ApiError ? error : new ApiError(0, null);
    }
  }
}

export const comparing = new Comparing();
