import { ApiError, api, type Kept } from '../api';
import type { Bilingual, Scenario, Scenarios } from '../types';
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

  /** Saves changes, in the place of a scenario or anew. The id; `null` when it was not saved. */
  async save(body: Kept, replaces: string | null): Promise<string | null> {
    const before = (this.list ?? []).map((s) => s.id);
    const id = replaces ?? body.name;
    const replace = replaces !== null;
    if (!(await this.work(() => api.saveScenario(data.id, id, { ...body, replace })))) return null;
    return replaces ?? this.list?.find((s) => !before.includes(s.id))?.id ?? id;
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
