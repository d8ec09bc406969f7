import { ApiError, api } from '../api';
import type { ColumnChosen, Imported } from '../types';
import { data } from './data.svelte';
import {
  bodyOf,
  columnKey,
  culprit,
  MOST_BYTES,
  regrouped,
  type Encoded,
  type Group,
} from './import';

/** Choices are gathered at least this long before the files are read again. */
const CALM_MS = 700;

/** A file that somebody gave, and why it cannot be read. */
export interface Given {
  file: File;
  problem: ApiError | 'large' | 'gone' | null;
}

/** What doubtful words name; `null`: none of those in the network. */
export interface Settled {
  key: string;
  words: string;
  target: string | null;
  name: string | null;
}

type Doing = 'reading' | 'writing' | 'undoing' | 'fetching' | null;

/** A file in base64, which the browser makes without a text of its bytes. */
const encode = (file: File): Promise<Encoded> =>
  new Promise((done, failed) => {
    const reader = new FileReader();
    reader.onload = () => {
      const url = String(reader.result);
      const comma = url.indexOf(',');
      // An empty file may have no comma at all.
      done({ name: file.name, base64: comma < 0 ? '' : url.slice(comma + 1) });
    };
    reader.onerror = () => failed(new Gone(file.name));
    reader.readAsDataURL(file);
  });

/** A file that was there when it was chosen. */
class Gone extends Error {}

const asApi = (error: unknown): ApiError =>
  error instanceof ApiError ? error : new ApiError(0, null);

/**
 * Files on their way into a network. The server keeps nothing between readings: files and
 * choices are here, and are sent again each time.
 */
class Importing {
  /** The network they are for. */
  home = '';
  given = $state.raw<Given[]>([]);
  columns = $state.raw<Map<string, ColumnChosen>>(new Map());
  answers = $state.raw<Settled[]>([]);
  knownOnly = $state(false);
  doing = $state<Doing>(null);
  /** Choices that the last reading does not know of. */
  behind = $state(false);
  since = $state(0);
  result = $state.raw<Imported | null>(null);
  groups = $state.raw<Group[]>([]);
  /** What is written, as long as it is not taken back. */
  written = $state.raw<Imported | null>(null);
  undone = $state(false);
  cancelled = $state(false);
  problem = $state.raw<ApiError | null>(null);
  /** What the problem stopped. */
  failed = $state<Doing>(null);
  /** Something is being changed on the server: nobody stops it or chooses anything meanwhile. */
  busy = $derived(this.doing !== null && this.doing !== 'reading');
  private control: AbortController | null = null;
  private turn = 0;
  private timer = 0;
  /** How long the last reading took: what is slow is done more seldom. */
  private took = 0;

  readable = $derived(this.given.filter((g) => g.problem === null));
  answered: Set<string> = $derived(new Set(this.answers.map((a) => a.key)));
  /** Something would be lost when the page is left. */
  unwritten = $derived(this.given.length > 0 && !this.written && !this.undone);

  /** Begins anew, with nothing. */
  reset(): void {
    this.stop();
    this.given = [];
    this.columns = new Map();
    this.answers = [];
    this.result = null;
    this.groups = [];
    this.written = null;
    this.undone = false;
    this.cancelled = false;
    this.problem = null;
    this.behind = false;
  }

  /** More files; one of the same name takes the place of the other. */
  add(files: File[]): void {
    if (files.length === 0 || this.busy) return;
    const names = new Set(files.map((f) => f.name));
    let room = MOST_BYTES;
    const all = [
      ...this.given.filter((g) => !names.has(g.file.name)),
      ...files.map((file): Given => ({ file, problem: null })),
    ];
    this.given = all.map((g) => {
      const fits = g.file.size <= room;
      if (fits) room -= g.file.size;
      if (!fits) return { ...g, problem: 'large' };
      return g.problem === 'large' ? { ...g, problem: null } : g;
    });
    void this.read();
  }

  remove(name: string): void {
    if (this.busy) return;
    const rest = this.given.filter((g) => g.file.name !== name);
    this.columns = new Map([...this.columns].filter(([, c]) => c.file !== name));
    if (rest.length === 0) this.reset();
    else {
      this.given = rest;
      void this.read();
    }
  }

  /** A column asks this, somebody says. */
  choose(file: string, table: string | null, column: number, question: string): void {
    const chosen = { file, table, column, question };
    this.columns = new Map([...this.columns, [columnKey(file, table, column), chosen]]);
    this.soon();
  }

  settle(answer: Settled): void {
    this.answers = [...this.answers.filter((a) => a.key !== answer.key), answer];
    this.soon();
  }

  /** Takes the last answer back, and says which it was. */
  unsettle(): Settled | null {
    const last = this.answers.at(-1) ?? null;
    if (last) {
      this.answers = this.answers.slice(0, -1);
      this.soon();
    }
    return last;
  }

  onlyKnown(on: boolean): void {
    this.knownOnly = on;
    this.soon();
  }

  private soon(): void {
    this.behind = true;
    this.undone = false;
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.read(), Math.max(CALM_MS, this.took));
  }

  /** Stops what is on its way; what was read before stays. Writing is never stopped. */
  stop(): void {
    clearTimeout(this.timer);
    this.turn += 1;
    this.control?.abort();
    this.control = null;
    this.doing = null;
  }

  cancel(): void {
    this.stop();
    this.cancelled = true;
    this.behind = true;
  }

  /** Reads the files with the choices; nothing is written. `true` when it went well. */
  async read(): Promise<boolean> {
    if (this.busy) return false;
    this.stop();
    this.undone = false;
    this.cancelled = false;
    return this.work('reading', async (signal) => {
      const result = await this.readAll(signal);
      if (signal.aborted) return;
      this.took = Date.now() - this.since;
      this.result = result;
      this.groups = regrouped(this.groups, result?.queue ?? [], this.answered);
      this.behind = false;
    });
  }

  async write(): Promise<void> {
    clearTimeout(this.timer);
    await this.work('writing', async (signal) => {
      this.written = await this.send(this.readable, true, signal);
      this.doing = 'fetching';
      await data.refresh();
    });
  }

  /** Takes the last import back. */
  async undo(): Promise<boolean> {
    return this.work('undoing', async () => {
      await api.undoImport(data.id);
      this.written = null;
      this.undone = true;
      this.doing = 'fetching';
      await data.refresh();
    });
  }

  private async work(doing: Doing, run: (signal: AbortSignal) => Promise<void>): Promise<boolean> {
    const turn = ++this.turn;
    const control = new AbortController();
    this.control = control;
    this.doing = doing;
    this.since = Date.now();
    this.problem = null;
    try {
      await run(control.signal);
      return turn === this.turn;
    } catch (error) {
      if (turn === this.turn) {
        this.problem = asApi(error);
        this.failed = doing;
      }
      return false;
    } finally {
      if (turn === this.turn) this.doing = null;
    }
  }

  private async send(files: Given[], write: boolean, signal: AbortSignal): Promise<Imported> {
    const encoded: Encoded[] = [];
    for (const { file } of files) encoded.push(await encode(file));
    signal.throwIfAborted();
    const choices = {
      columns: [...this.columns.values()],
      answers: this.answers.map(({ words, target }) => ({ words, target })),
      knownOnly: this.knownOnly,
    };
    return api.imported(data.id, new Blob(bodyOf(encoded, choices, write)), signal);
  }

  /**
   * The server refuses all files when one is unreadable: that one is found, by its name in
   * the message or by asking for each alone, and the others are read.
   */
  private async readAll(signal: AbortSignal): Promise<Imported | null> {
    while (this.readable.length > 0) {
      const files = this.readable;
      try {
        return await this.send(files, false, signal);
      } catch (error) {
        if (signal.aborted) throw error;
        if (!this.blamed(error, files)) await this.tryEach(files, signal, error);
      }
    }
    return null;
  }

  private blamed(error: unknown, files: Given[]): boolean {
    if (error instanceof Gone) {
      this.blame(error.message, 'gone');
      return true;
    }
    if (!(error instanceof ApiError) || ![400, 413, 422].includes(error.status)) throw error;
    const names = files.map((g) => g.file.name);
    const name = names.length === 1 ? names[0] : culprit(error.said, names);
    if (name) this.blame(name, error);
    return Boolean(name);
  }

  private async tryEach(files: Given[], signal: AbortSignal, first: unknown): Promise<void> {
    let found = false;
    for (const one of files) {
      try {
        await this.send([one], false, signal);
      } catch (error) {
        if (signal.aborted) throw error;
        found = this.blamed(error, [one]) || found;
      }
    }
    // Each can be read alone, all together not: that is no file's fault.
    if (!found) throw first;
  }

  private blame(name: string, problem: Given['problem']): void {
    this.given = this.given.map((g) => (g.file.name === name ? { ...g, problem } : g));
  }
}

export const importing = new Importing();
