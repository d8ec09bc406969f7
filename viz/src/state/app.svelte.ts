import type { ApiError } from '../api';
import type { Camera } from '../map/camera';
import type { Bilingual } from '../types';
import { en } from '../words/en';
import { sv, type Words } from '../words/sv';
import { BLANK, fromHash, toHash, type Address, type View } from './address';
import { cellOf, cellShown, type CellKey } from './cells';
import { data } from './data.svelte';

const capital = (text: string) => text.charAt(0).toLocaleUpperCase('sv') + text.slice(1);

/** The one place where the address of the page is read and changed. */
class App {
  address = $state.raw<Address>(fromHash(location.hash));
  words: Words = $derived(this.address.lang === 'sv' ? sv : en);
  /** The box of the matrix whose routes are shown. */
  cell: CellKey | null = $derived(cellShown(this.address, data.cells));
  /** Counts the moves, so that the map jumps when somebody asked for it. */
  wanted = $state.raw<{ ids: string[]; serial: number }>({ ids: [], serial: 0 });
  /** The camera came from outside (a link, the back button), not from the hands. */
  jump = $state(0);
  /** Counts how often a table was asked for, so that it opens though it was the last one. */
  opened = $state(0);
  /**
   * Asked before another view or network opens. `true` keeps the page where it is; the
   * step is taken by whoever kept it, when somebody says so.
   */
  keeper: ((step: () => void) => boolean) | null = null;
  private timer = 0;

  constructor() {
    addEventListener('popstate', () => {
      const next = fromHash(location.hash, this.address.lang);
      const step = () => {
        this.address = next;
        this.jump += 1;
      };
      if (!this.kept(next, () => this.go(next))) step();
      else history.pushState(null, '', `#${toHash(this.address)}`);
    });
  }

  private kept(next: Partial<Address>, step: () => void): boolean {
    const { view, network } = { ...this.address, ...next };
    const leaves = view !== this.address.view || network !== this.address.network;
    return leaves && (this.keeper?.(step) ?? false);
  }

  /** A step one can go back from; `false` when the page was kept where it is. */
  go(change: Partial<Address>): boolean {
    if (this.kept(change, () => this.go(change))) return false;
    // What was tuned just before belongs to the step one comes back to.
    if (this.timer) this.keep();
    this.address = { ...this.address, ...change };
    history.pushState(null, '', `#${toHash(this.address)}`);
    return true;
  }

  /** A change that is no step of its own: the camera, letters in the search. */
  tune(change: Partial<Address>): void {
    this.address = { ...this.address, ...change };
    this.write();
  }

  /** Another way of looking; what one has chosen in this one stays there. */
  show(view: View): void {
    this.go({ ...this.address, view, camera: null, selected: null, tab: null });
  }

  /** Another network: nothing of the last one is chosen there. `false` as `go`. */
  enter(network: string, more: Partial<Address> = {}): boolean {
    const { lang, tab } = this.address;
    const went = this.go({ ...BLANK, lang, tab, network, ...more });
    this.jump += 1;
    return went;
  }

  /** Opens a panel or table beside the map. */
  open(tab: string): void {
    this.tune({ tab });
    this.opened += 1;
  }

  private write(): void {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.keep(), 250);
  }

  private keep(): void {
    clearTimeout(this.timer);
    this.timer = 0;
    history.replaceState(null, '', `#${toHash(this.address)}`);
  }

  /** Written into the address without telling anybody: it changes with every frame. */
  camera(camera: Camera | null): void {
    this.address.camera = camera;
    this.write();
  }

  select(id: string | null, look = true): void {
    this.go({ selected: id, cell: null, route: 0, steps: id ? this.address.steps : 0 });
    if (id && look) this.see([id]);
  }

  chooseCell(group: string, fn: string): void {
    const { cell } = this;
    const same = cell?.group === group && cell.function === fn;
    this.go({
      cell: same ? null : { group, function: fn },
      selected: null,
      route: 0,
      finding: null,
      steps: 0,
      camera: null,
    });
    this.jump += 1;
  }

  chooseFinding(id: string | null): void {
    const finding = data.findings?.findings.find((f) => f.id === id) ?? null;
    this.go({
      finding: id,
      selected: null,
      cell: null,
      route: 0,
      steps: 0,
      camera: null,
    });
    if (!finding || cellOf(data.cells, id)) this.jump += 1;
    else this.see(finding.subjects);
  }

  /** Brings these into view. */
  see(ids: string[]): void {
    this.wanted = { ids, serial: this.wanted.serial + 1 };
  }

  toggle(list: 'groups' | 'sectors' | 'kinds' | 'off', value: string): void {
    const now = this.address[list];
    const next = now.includes(value) ? now.filter((v) => v !== value) : [...now, value];
    this.go({ [list]: next });
  }

  /** Lets go of the innermost thing first: selection, cell, finding, search. */
  leave(): void {
    const a = this.address;
    if (a.selected) this.go({ selected: null, steps: 0 });
    else if (a.cell || a.finding) this.go({ cell: null, finding: null, route: 0 });
    else if (a.query) this.go({ query: '' });
  }

  reset(): void {
    this.go({
      groups: [],
      sectors: [],
      kinds: [],
      off: [],
      query: '',
      selected: null,
      cell: null,
      finding: null,
      steps: 0,
      sense: 'both',
      route: 0,
      camera: null,
    });
    this.jump += 1;
  }

  /** A text of the server in the language of the page. */
  say = (text: Bilingual | null | undefined): string => text?.[this.address.lang] ?? '';

  /** What went wrong, in the words of the server if it had any. */
  trouble = (problem: ApiError): string =>
    problem.said ? this.say(problem.said) : this.words.notice.offline;

  word = (list: string, key: string | null | undefined): string =>
    data.word(list, key, this.address.lang);

  /** The same with a capital, to stand first. */
  Word = (list: string, key: string | null | undefined): string => capital(this.word(list, key));

  link(): string {
    return `${location.origin}${location.pathname}#${toHash(this.address)}`;
  }
}

export const app = new App();
