import { ApiError, api } from '../api';
import type { Persona } from '../types';
import type { Address } from './address';
import { data } from './data.svelte';

type Asked = Pick<Address, 'who' | 'trade' | 'met'>;

/** The walks of somebody in the open network. What is written goes to its own server only. */
class Walking {
  result = $state.raw<Persona | null>(null);
  problem = $state.raw<ApiError | null>(null);
  doing = $state(false);
  private key = '';

  /** Fetches the walks of who is asked about; nothing when nobody is. */
  async ask({ who, trade, met }: Asked): Promise<void> {
    const { id } = data;
    const key = JSON.stringify([id, data.revision, who, trade, met]);
    if (key === this.key && this.result) return;
    this.key = key;
    this.problem = null;
    if (!who.trim()) {
      this.result = null;
      this.doing = false;
      return;
    }
    this.doing = true;
    const asked: Record<string, string> = trade ? { from: who } : { text: who };
    if (trade && met) asked.group = met;
    try {
      const result = await api.persona(id, asked);
      if (key === this.key) this.result = result;
    } catch (error) {
      if (key !== this.key) return;
      this.result = null;
      this.problem = error instanceof ApiError ? error : new ApiError(0, null);
    } finally {
      if (key === this.key) this.doing = false;
    }
  }
}

export const walking = new Walking();
