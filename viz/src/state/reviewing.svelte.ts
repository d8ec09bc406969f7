import { ApiError, api } from '../api';
import type { Duplicates, Likeness, Replaced, VerdictGiven } from '../types';
import { data } from './data.svelte';
import { isKey, keyOf, namesOf } from './review';

export type Two = Pick<VerdictGiven, 'one' | 'other'>;

/** What somebody did at once: answered pairs, or put one off. */
export interface Step {
  what: 'answered' | 'waits';
  pairs: Two[];
  /** Answers of others that these took the place of. */
  replaced: Replaced[];
}

type Doing = 'loading' | 'saving' | 'undoing' | 'fetching' | null;

const asApi = (error: unknown): ApiError =>
  error instanceof ApiError ? error : new ApiError(0, null);

/** What may be the same in a network, and what somebody answers. Every answer is saved at once. */
class Reviewing {
  /** The network it is about. */
  home = $state('');
  result = $state.raw<Duplicates | null>(null);
  doing = $state<Doing>('loading');
  problem = $state.raw<ApiError | null>(null);
  /** Pairs put off, in the order they were. */
  later = $state.raw<string[]>([]);
  /** What was done since the page was opened; what is undone leaves it. */
  steps = $state.raw<Step[]>([]);
  /** Who answers, and whether letters are keys: kept as long as the page is open. */
  by = $state('');
  keys = $state(true);
  /** The map does not know of the last answers. */
  stale = $state(false);
  names = $derived(this.result ? namesOf(this.result) : new Map<string, string>());

  /** Fetches the pairs of the open network. */
  async load(): Promise<void> {
    const { id } = data;
    if (this.home !== id) {
      this.home = id;
      this.result = null;
      this.doing = null;
      this.later = [];
      this.steps = [];
    }
    await this.work('loading', () => api.duplicates(id));
  }

  /** Saves answers as one step. `true` when they are saved. */
  async rule(verdicts: VerdictGiven[]): Promise<boolean> {
    const saved = await this.work('saving', () => api.rule(this.home, verdicts));
    if (saved) {
      const pairs = verdicts.map(({ one, other }) => ({ one, other }));
      const replaced = this.result?.replaced ?? [];
      this.steps = [...this.steps, { what: 'answered', pairs, replaced }];
      this.stale = true;
    }
    return saved;
  }

  /** Takes the last step back, and gives what it was about. */
  async undo(): Promise<Step | null> {
    const last = this.steps.at(-1);
    if (!last) return null;
    if (last.what === 'waits') {
      const [{ one, other } = { one: '', other: '' }] = last.pairs;
      this.later = this.later.filter((k) => k !== `${one}~${other}`);
      this.steps = this.steps.slice(0, -1);
      return last;
    }
    return (await this.withdraw(last.pairs, last.replaced)) ? last : null;
  }

  /** Takes answers back, all at once, and puts back what stood there. `true` when it is so. */
  async withdraw(pairs: Two[], replaced: Replaced[] = []): Promise<boolean> {
    const went = await this.work('undoing', () => api.withdraw(this.home, pairs, replaced));
    // Somebody else has taken them back: they are gone all the same.
    const gone = this.problem?.status === 409;
    if (went || gone) {
      const is = (two: Two) =>
        pairs.some(({ one, other }) =>
          isKey(`${two.one}~${two.other}`, { one: { id: one }, other: { id: other } }),
        );
      this.steps = this.steps
        .map((step) =>
          step.what === 'waits' ? step : { ...step, pairs: step.pairs.filter((two) => !is(two)) },
        )
        .filter((step) => step.pairs.length > 0);
      this.stale = true;
    }
    if (gone) {
      const { problem } = this;
      await this.load();
      this.problem ??= problem;
    }
    return went;
  }

  /** Puts a pair off until all others are settled. */
  wait(pair: Likeness): void {
    const key = keyOf(pair);
    this.later = [...this.later.filter((k) => k !== key), key];
    const two = { one: pair.one.id, other: pair.other.id };
    this.steps = [...this.steps, { what: 'waits', pairs: [two], replaced: [] }];
  }

  /** The map learns of the answers: nobody need wait for it but who looks for one there. */
  async fresh(): Promise<void> {
    if (!this.stale) return;
    this.stale = false;
    if (!(await data.refresh())) this.stale = true;
  }

  /** The same, and nothing is answered meanwhile. */
  async awaited(): Promise<void> {
    this.doing = 'fetching';
    await this.fresh();
    this.doing = null;
  }

  private async work(doing: Doing, ask: () => Promise<Duplicates>): Promise<boolean> {
    if (this.doing && this.doing !== 'loading') return false;
    const { home } = this;
    this.doing = doing;
    this.problem = null;
    try {
      const result = await ask();
      if (home === this.home) this.result = result;
      return true;
    } catch (error) {
      if (home === this.home) this.problem = asApi(error);
      return false;
    } finally {
      if (home === this.home) this.doing = null;
    }
  }
}

export const reviewing = new Reviewing();
