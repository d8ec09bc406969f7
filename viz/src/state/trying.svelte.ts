import { ApiError, api, type Tried } from '../api';
import type { Best, Change, WhatIf } from '../types';
import { app } from './app.svelte';
import { bare, decode, encode } from './changes';
import { data } from './data.svelte';
import { saved } from './scenarios.svelte';

/** Changes tried on the open network, and what the server says that they do. */
class Trying {
  result = $state.raw<WhatIf | null>(null);
  problem = $state.raw<ApiError | null>(null);
  doing = $state(false);
  best = $state.raw<Best | null>(null);
  bestProblem = $state.raw<ApiError | null>(null);
  searching = $state(false);
  private key = '';
  private answer: Promise<void> = Promise.resolve();
  private bestKey = '';
  private halt: AbortController | null = null;

  /** The open scenario has been changed, or nothing is saved. */
  get edited(): boolean {
    return app.address.changes !== '';
  }

  /** What is tried: what the address says, or the open scenario's. */
  get changes(): Change[] {
    const { scenario, changes } = app.address;
    if (changes) return decode(changes);
    return (saved.find(scenario)?.changes ?? []).map(bare);
  }

  /** Other changes; what was saved stays as it is until it is saved again. */
  set(changes: Change[]): void {
    const none = changes.length === 0 && !app.address.scenario;
    app.go({ changes: none ? '' : encode(changes) });
  }

  private get asked(): Tried | null {
    const { scenario, changes } = app.address;
    if (scenario && !changes) return { scenario };
    const list = decode(changes);
    return list.length > 0 ? { changes: list } : null;
  }

  /** Tries what the address says; nothing when it says none. Ends when the answer is here. */
  ask(): Promise<void> {
    const { asked } = this;
    const key = JSON.stringify([
      data.id,
      data.revision,
      saved.find(app.address.scenario)?.toml,
      asked,
    ]);
    if (key === this.key && (this.result || this.doing)) return this.answer;
    this.key = key;
    this.answer = this.tryOut(asked, key);
    return this.answer;
  }

  private async tryOut(asked: Tried | null, key: string): Promise<void> {
    this.problem = null;
    if (!asked) {
      this.result = null;
      this.doing = false;
      return;
    }
    this.doing = true;
    try {
      const result = await api.whatIf(data.id, asked);
      if (key === this.key) this.result = result;
    } catch (error) {
      if (key !== this.key) return;
      this.result = null;
      this.problem = error instanceof ApiError ? error : new ApiError(0, null);
    } finally {
      if (key === this.key) this.doing = false;
    }
  }

  /** Looks for the changes that close most, from here or from the network as it is. */
  async improve(k: number, from: boolean): Promise<void> {
    this.stop();
    const halt = (this.halt = new AbortController());
    this.bestProblem = null;
    this.best = null;
    this.searching = true;
    const start = from ? this.asked : null;
    this.bestKey = data.id;
    try {
      const best = await api.best(data.id, { changes: [], ...start, k }, halt.signal);
      if (halt === this.halt) this.best = best;
    } catch (error) {
      if (halt !== this.halt || halt.signal.aborted) return;
      this.bestProblem = error instanceof ApiError ? error : new ApiError(0, null);
    } finally {
      if (halt === this.halt) {
        this.searching = false;
        this.halt = null;
      }
    }
  }

  /** Lets go of a search that is under way. */
  stop(): void {
    this.halt?.abort();
    this.halt = null;
    this.searching = false;
  }

  /** Nothing of another network is shown. */
  enter(): void {
    if (this.bestKey !== data.id) this.best = null;
  }
}

export const trying = new Trying();
