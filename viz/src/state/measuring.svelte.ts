import { ApiError, api } from '../api';
import type { MeasureDoc, NetworkMeasures } from '../types';
import { data } from './data.svelte';

/** The measures of the open network, and what each of them shows. */
class Measuring {
  docs = $state.raw<MeasureDoc[]>([]);
  result = $state.raw<NetworkMeasures | null>(null);
  problem = $state.raw<ApiError | null>(null);
  private key = '';

  /** Fetches them once for a network as it stands. */
  async fetch(): Promise<void> {
    const { id } = data;
    const key = `${id}/${data.revision}`;
    if (key === this.key && this.result) return;
    this.key = key;
    this.problem = null;
    this.result = null;
    try {
      const [docs, result] = await Promise.all([
        this.docs.length > 0 ? this.docs : api.measureDocs(),
        api.measures(id),
      ]);
      if (key !== this.key) return;
      this.docs = docs;
      this.result = result;
    } catch (error) {
      if (key === this.key)
        this.problem = error instanceof ApiError ? error : new ApiError(0, null);
    }
  }

  doc(id: string | null): MeasureDoc | null {
    return this.docs.find((doc) => doc.id === id) ?? null;
  }
}

export const measuring = new Measuring();
