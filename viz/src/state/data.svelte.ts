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

/** The panels do not wait longer than this for a map that nobody sees. */
const PATIENCE_MS = 1500;

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
  /** The map has been seen: now everything beside it is made. */
  shown = $state(false);
  /** Coverage, findings and rules are still on their way. */
  analysing = $state(true);
  routes = $state.raw<Routes | null>(null);
  routesProblem = $state.raw<ApiError | null>(null);
  /** A change that could not be kept, in the words of the server if it had any. */
  unkept = $state.raw<ApiError | null>(null);
  cells: Map<string, CoverageCell> = $derived(
    new Map((this.coverage?.cells ?? []).map((c) => [`${c.group}:${c.function}`, c])),
  );
  /** Counts how often what stands in a network has changed since the page was opened. */
  revision = $state(0);
  private asked = '';
  private opened = 0;
  private seen: () => void = () => undefined;

  /** Which networks there are: all that the views of several networks need to begin. */
  async list(): Promise<void> {
    const turn = ++this.opened;
    this.status = 'loading';
    this.problem = null;
    try {
      await this.fetchList();
      if (turn === this.opened) this.status = this.networks.length > 0 ? 'ready' : 'empty';
    } catch (error) {
      if (turn === this.opened) this.fail(error);
    }
  }

  private async fetchList(): Promise<void> {
    if (this.networks.length > 0) return;
    const [networks, vocabulary] = await Promise.all([api.networks(), api.vocabulary()]);
    this.networks = networks;
    this.vocabulary = vocabulary;
  }

  private fail(error: unknown): void {
    this.problem = error instanceof ApiError ? error : new ApiError(0, null);
    this.status = 'error';
  }

  async open(wanted: string | null): Promise<void> {
    const turn = ++this.opened;
    this.status = 'loading';
    this.problem = null;
    this.shown = false;
    this.analysing = true;
    try {
      await this.fetchList();
      if (turn !== this.opened) return;
      const { networks } = this;
      const id = (networks.find((n) => n.id === wanted) ?? networks[0])?.id;
      if (id === undefined) {
        this.status = 'empty';
        return;
      }
      if (id === this.id && this.coverage) {
        // One comes back from another view: everything is here.
        this.shown = true;
        this.analysing = false;
        this.status = 'ready';
        return;
      }
      const [network, layout] = await Promise.all([api.network(id), api.layout(id)]);
      if (turn !== this.opened) return;
      const seen = new Promise<void>((done) => {
        this.seen = done;
        setTimeout(done, PATIENCE_MS);
      });
      this.network = network;
      this.directory = directoryOf(network);
      this.layout = layout;
      this.coverage = null;
      this.findings = null;
      this.status = network.actors.length > 0 ? 'ready' : 'empty';
      // The map first: the analysis takes longer, and so does all that shows it.
      await seen;
      if (turn !== this.opened) return;
      this.shown = true;
      await this.analyse(turn, id);
    } catch (error) {
      if (turn === this.opened) this.fail(error);
    }
  }

  private async analyse(turn: number, id: string): Promise<void> {
    const keep = <T>(answer: Promise<T>, set: (value: T | null) => void) =>
      answer.catch(() => null).then((value) => turn === this.opened && set(value));
    await Promise.all([
      keep(api.coverage(id), (coverage) => (this.coverage = coverage)),
      keep(api.findings(id), (findings) => (this.findings = findings)),
      keep(api.rules(), (rules) => (this.rules = rules ?? [])),
    ]);
    if (turn === this.opened) this.analysing = false;
  }

  /**
   * The open network has changed on the server: it is fetched again behind the view. The
   * analysis follows. `false` when it did not arrive, or something else was opened meanwhile.
   */
  async refresh(): Promise<boolean> {
    const { id } = this;
    const turn = ++this.opened;
    this.revision += 1;
    this.analysing = true;
    this.coverage = null;
    this.findings = null;
    this.routes = null;
    this.asked = '';
    try {
      const [networks, network, layout] = await Promise.all([
        api.networks(),
        api.network(id),
        api.layout(id),
      ]);
      if (turn !== this.opened) return false;
      this.networks = networks;
      this.network = network;
      this.directory = directoryOf(network);
      this.layout = layout;
      this.status = network.actors.length > 0 ? 'ready' : 'empty';
      this.shown = true;
      void this.analyse(turn, id);
      return true;
    } catch (error) {
      if (turn === this.opened) this.fail(error);
      return false;
    }
  }

  /** The map is on the screen, or there is none to wait for. */
  reveal(): void {
    this.seen();
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
