import { ApiError, api } from '../api';
import type {
  Bilingual,
  Coverage,
  CoverageCell,
  Findings,
  Layout,
  Network,
  NetworkSummary,
  Routes,
  Rule,
  Vocabulary,
} from '../types';
import { directoryOf, type Directory } from './directory';

export type Status = 'loading' | 'ready' | 'empty' | 'error';

/** What the server has told. Nothing here is worked out; that is the server's work. */
class Data {
  status = $state<Status>('loading');
  problem = $state.raw<ApiError | null>(null);
  networks = $state.raw<NetworkSummary[]>([]);
  network = $state.raw<Network | null>(null);
  directory = $state.raw<Directory | null>(null);
  layout = $state.raw<Layout | null>(null);
  coverage = $state.raw<Coverage | null>(null);
  findings = $state.raw<Findings | null>(null);
  rules = $state.raw<Rule[]>([]);
  vocabulary = $state.raw<Vocabulary>({});
  routes = $state.raw<Routes | null>(null);
  routesProblem = $state.raw<ApiError | null>(null);
  /** A change that could not be kept, in the words of the server if it had any. */
  unkept = $state.raw<ApiError | null>(null);
  cells: Map<string, CoverageCell> = $derived(
    new Map((this.coverage?.cells ?? []).map((c) => [`${c.group}:${c.function}`, c])),
  );
  private asked = '';

  async open(wanted: string | null): Promise<void> {
    this.status = 'loading';
    this.problem = null;
    try {
      const [networks, vocabulary, rules] = await Promise.all([
        api.networks(),
        api.vocabulary(),
        api.rules(),
      ]);
      this.networks = networks;
      this.vocabulary = vocabulary;
      this.rules = rules;
      const id = (networks.find((n) => n.id === wanted) ?? networks[0])?.id;
      if (id === undefined) {
        this.status = 'empty';
        return;
      }
      const [network, layout] = await Promise.all([api.network(id), api.layout(id)]);
      const directory = directoryOf(network);
      // The analysis may take longer than the map: it comes when it comes.
      const [coverage, findings] = await Promise.all([
        api.coverage(id).catch(() => null),
        api.findings(id).catch(() => null),
      ]);
      this.network = network;
      this.directory = directory;
      this.layout = layout;
      this.coverage = coverage;
      this.findings = findings;
      this.status = network.actors.length > 0 ? 'ready' : 'empty';
    } catch (error) {
      this.problem = error instanceof ApiError ? error : new ApiError(0, null);
      this.status = 'error';
    }
  }

  get id(): string {
    return this.network?.network.id ?? '';
  }

  async fetchRoutes(cell: { group: string; function: string } | null): Promise<void> {
    const key = cell ? `${this.id}/${cell.group}:${cell.function}` : '';
    if (key === this.asked && (this.routes || !cell)) return;
    this.asked = key;
    this.routesProblem = null;
    if (!cell) {
      this.routes = null;
      return;
    }
    try {
      const routes = await api.routes(this.id, cell.group, cell.function);
      if (this.asked === key) this.routes = routes;
    } catch (error) {
      if (this.asked !== key) return;
      this.routes = null;
      this.routesProblem = error instanceof ApiError ? error : new ApiError(0, null);
    }
  }

  async place(id: string, x: number, y: number): Promise<void> {
    await this.keep(() => api.place(this.id, id, x, y));
  }

  async putBack(id: string): Promise<void> {
    await this.keep(() => api.putBack(this.id, id));
  }

  private async keep(change: () => Promise<unknown>): Promise<void> {
    this.unkept = null;
    try {
      await change();
      this.layout = await api.layout(this.id);
    } catch (error) {
      this.unkept = error instanceof ApiError ? error : new ApiError(0, null);
      this.layout = this.layout ? { ...this.layout } : null;
    }
  }

  /** A word of the vocabulary, or the word itself when the server has none. */
  word(list: string, key: string | null | undefined, lang: keyof Bilingual): string {
    if (!key) return '';
    return this.vocabulary[list]?.[key]?.[lang] ?? key.replaceAll('_', ' ');
  }
}

export const data = new Data();
