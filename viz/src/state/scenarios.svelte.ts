import { ApiError, api } from '../api';
import type { Bilingual, Change, Scenario, Scenarios } from '../types';
import { data } from './data.svelte';

/** The saved scenarios of the open network. */
class Saved {
  list = $state.raw<Scenario[] | null>(null);
  /** What is wrong with files that cannot be read. */
  unread = $state.raw<Bilingual[]>([]);
  problem = $state.raw<ApiError | null>(null);
  doing = $state(false);
  private of = '';

  /** Fetches them once for every state of a network. */
  async load(): Promise<void> {
    const key = `${data.id}#${data.revision}`;
    if (key === this.of && (this.list || !this.problem)) return;
    if (key !== this.of) this.list = null;
    this.of = key;
    await this.work(() => api.scenarios(data.id));
  }

  find = (id: string | null | undefined): Scenario | null =>
    this.list?.find((s) => s.id === id) ?? null;

  /** The id it has now; `null` when it was not saved. */
  async save(
    id: string,
    name: string,
    note: string | null,
    changes: Change[],
  ): Promise<string | null> {
    const before = this.list ?? [];
    const went = await this.work(() => api.saveScenario(data.id, id, { name, note, changes }));
    if (!went) return null;
    const was = (s: Scenario) => before.some((b) => b.id === s.id);
    const all = this.list ?? [];
    return (all.find((s) => s.id === id) ?? all.find((s) => !was(s)) ?? null)?.id ?? id;
  }

  /** `true` when it is gone. */
  remove(id: string): Promise<boolean> {
    return this.work(() => api.removeScenario(data.id, id));
  }

  private async work(ask: () => Promise<Scenarios>): Promise<boolean> {
    const network = data.id;
    this.doing = true;
    this.problem = null;
    try {
      const { scenarios, problems } = await ask();
      if (network !== data.id) return false;
      this.list = scenarios;
      this.unread = problems;
      return true;
    } catch (error) {
      if (network === data.id) {
        this.problem = error instanceof ApiError ? error : new ApiError(0, null);
      }
      return false;
    } finally {
      this.doing = false;
    }
  }
}

export const saved = new Saved();
