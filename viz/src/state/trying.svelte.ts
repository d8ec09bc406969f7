import { ApiError, api, type Tried } from '../api';
import type { Best, Change, WhatIf } from '../types';
import { app } from './app.svelte';
import { bare, encode, read } from './changes';
import { data } from './data.svelte';
import { saved } from './scenarios.svelte';

/** Changes tried on the open network, and what the server says that they do. */
class Trying {
  result = $state.raw<WhatIf | null>(null);
  problem = $state.raw<ApiError | null>(null);
  doing = $state(false);
  /** The changes that close most. */
  best = $state.raw<Best | null>(null);
  bestProblem = $state.raw<ApiError | null>(null);
  searching = $state(false);
  private key = '';
  private answer: Promise<void> = Promise.resolve();
  private bestKey = '';
  private halt: AbortController | null = null;
  private link = $derived(read(app.address.changes));

  /** The open scenario has been changed, or nothing is saved. */
  get edited(): boolean {
    return app.address.changes !== '';
  }

  /** What is tried: what the address says, or the open scenario's. */
  get changes(): Change[] {
    const { scenario, changes } = app.address;
    if (changes) return this.link.changes;
    return (saved.find(scenario)?.changes ?? []).map(bare);
  }

  /** A part of the link's changes could not be read. */
  get garbled(): boolean {
    return !this.link.whole;
  }

  /** The scenario of the link, when no such scenario is saved any more. */
  get lost(): string | null {
    const { scenario } = app.address;
    return scenario && saved.list && !saved.find(scenario) ? scenario : null;
  }

  /** Other changes; what was saved stays as it is until it is saved again. */
  set(changes: Change[]): void {
    const scenario = this.lost ? null : app.address.scenario;
    const none = changes.length === 0 && !scenario;
    app.go({ scenario, changes: none ? '' : encode(changes) });
  }

  private get asked(): Tried | null {
    const { scenario, changes } = app.address;
    if (scenario && !changes) return this.lost ? null : { scenario };
    const list = this.link.changes;
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

  /**
   * Looks for as many changes that close most as the address asks for. What is here or on its
   * way is left alone, unless it is asked for once more.
   */
  async seek(anew = false): Promise<void> {
    const { best: k, onTop } = app.address;
    const key = k > 0 ? JSON.stringify([data.id, data.revision, k, onTop]) : '';
    if (key === this.bestKey && !anew) return;
    this.stop();
    this.bestKey = key;
    this.best = null;
    this.bestProblem = null;
    if (!key) return;
    const halt = (this.halt = new AbortController());
    this.searching = true;
    const start = onTop ? this.asked : null;
    try {
      const best = await api.best(data.id, { changes: [], ...start, k }, halt.signal);
      if (halt === this.halt) this.best = best;
    } catch (error) {
      if (halt !== this.halt) return;
      this.bestProblem = error instanceof ApiError ? error : new ApiError(0, null);
    } finally {
      if (halt === this.halt) this.searching = false;
    }
  }

  /** Lets go of a search that is under way, here and on the server; one that is done stays. */
  stop(): void {
    if (!this.searching) return;
    this.halt?.abort();
    this.halt = null;
    this.searching = false;
    this.bestKey = '';
  }
}

export const trying = new Trying();
