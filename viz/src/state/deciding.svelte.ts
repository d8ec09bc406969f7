import { ApiError, api } from '../api';
import type { DecisionGiven, Findings } from '../types';
import { data } from './data.svelte';

/** Saves decisions on findings of the open network; only the findings are new then. */
class Deciding {
  doing = $state(false);
  problem = $state.raw<ApiError | null>(null);
  /** Counts what was saved or taken back since the page was opened. */
  made = 0;

  /** `true` when it is saved. */
  decide(decision: DecisionGiven): Promise<boolean> {
    return this.work((id) => api.decide(id, decision));
  }

  /** `true` when it is taken back. */
  async undo(finding: string): Promise<boolean> {
    const { id } = data;
    const went = await this.work((network) => api.undecide(network, finding));
    // Somebody else has taken it back: it is gone all the same.
    if (!went && this.problem?.status === 409) {
      const now = await api.findings(id).catch(() => null);
      if (now && id === data.id) data.findings = now;
    }
    return went;
  }

  private async work(ask: (id: string) => Promise<Findings>): Promise<boolean> {
    if (this.doing) return false;
    const { id } = data;
    this.doing = true;
    this.problem = null;
    try {
      const findings = await ask(id);
      this.made += 1;
      if (id === data.id) data.findings = findings;
      return true;
    } catch (error) {
      this.problem = error instanceof ApiError ? error : new ApiError(0, null);
      return false;
    } finally {
      this.doing = false;
    }
  }
}

export const deciding = new Deciding();
