import type { Figured, Lang, MeasureDoc, NetworkMeasures } from '../../types';

/** What measures are of, in the order of the tabs. */
export const SCOPES = ['network', 'actor', 'forum', 'tie', 'set'] as const;
/** The tabs: those, and the rules behind the findings. */
export const TABS = [...SCOPES, 'rules'] as const;
export type Tab = (typeof TABS)[number];
export type Scope = (typeof SCOPES)[number];

/** The columns of a table when nobody has chosen others. */
export const USUAL: Record<Scope, string[]> = {
  network: [],
  actor: ['degree', 'betweenness', 'articulation', 'core', 'community'],
  forum: ['members', 'sectors', 'principals', 'overlap', 'lost'],
  tie: ['strength', 'bridge', 'tie_betweenness'],
  set: ['fragmentation_without'],
};

/** Somebody who is measured: an actor, a forum, two with a tie, or a set. */
export interface Row {
  /** Ids joined, to tell rows apart. */
  id: string;
  ids: string[];
  values: Record<string, Figured>;
  /** Whether every set of that size was tried; `null` for what is no set. */
  exact: boolean | null;
}

const alone = (one: { id: string; values: Record<string, Figured> }): Row => ({
  id: one.id,
  ids: [one.id],
  values: one.values,
  exact: null,
});

/** Those whom the measures of a scope are of. */
export function rowsOf(of: NetworkMeasures, scope: Scope): Row[] {
  if (scope === 'actor') return of.actors.map(alone);
  if (scope === 'forum') return of.forums.map(alone);
  if (scope === 'tie')
    return of.ties.map((t) => ({
      id: `${t.from}~${t.to}`,
      ids: [t.from, t.to],
      values: t.values,
      exact: null,
    }));
  if (scope === 'set')
    return of.sets.map((s) => ({
      id: s.actors.join('~'),
      ids: s.actors,
      values: s.values,
      exact: s.exact,
    }));
  return [];
}

/** Decimals that tell something: none of a whole number, else three figures that count. */
function decimalsOf(value: number): number {
  if (Math.abs(value - Math.round(value)) < 1e-9) return 0;
  const size = Math.abs(value);
  return size >= 100 ? 1 : size >= 10 ? 2 : size >= 0.1 ? 3 : size >= 0.01 ? 4 : 5;
}

/** A number as people read it. */
export function numberOf(value: number, lang: Lang): string {
  const digits = decimalsOf(value);
  return new Intl.NumberFormat(lang, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    useGrouping: false,
  })
    .format(value)
    .replace('-', '−');
}

/** An end of an axis: round, so without zeros at the end. */
export const endOf = (value: number, lang: Lang): string =>
  new Intl.NumberFormat(lang, { maximumSignificantDigits: 2, useGrouping: false }).format(value);

/** A measure's id without its variant, and the variant. */
export function partsOf(key: string): { id: string; variant: string | null } {
  const at = key.indexOf(':');
  return at < 0 ? { id: key, variant: null } : { id: key.slice(0, at), variant: key.slice(at + 1) };
}

/** The keys of a table of figures in the order of the explanations. */
export function inOrder(values: Record<string, Figured>, docs: MeasureDoc[]): string[] {
  const at = new Map(docs.map((doc, i) => [doc.id, i]));
  const place = (key: string) => at.get(partsOf(key).id) ?? docs.length;
  return Object.keys(values).sort((a, b) => place(a) - place(b) || a.localeCompare(b));
}

/** Where a drawing of figures starts and ends. */
export interface Axis {
  from: number;
  to: number;
}

/** The least round number (1, 2 or 5 and zeros) that is not below. */
function round(size: number): number {
  if (size <= 0) return 0;
  const ten = 10 ** Math.floor(Math.log10(size));
  const step = [1, 2, 5, 10].find((s) => s * ten >= size * (1 - 1e-9)) ?? 10;
  return step * ten;
}

/** An axis on which all of the figures lie, from 0 unless some are below. */
export function axisOf(figures: Figured[]): Axis {
  const all = figures
    .flatMap((f) => [f.value, f.low, f.high, f.baseline?.mean ?? null])
    .filter((v): v is number => v !== null);
  const most = round(Math.max(0, ...all));
  const least = round(Math.max(0, ...all.map((v) => -v)));
  return { from: least === 0 ? 0 : -least, to: most === 0 && least === 0 ? 1 : most };
}

/** Where a value lies on an axis, from 0 to 100. */
export const placeOn = (axis: Axis, value: number): number =>
  (100 * (value - axis.from)) / (axis.to - axis.from);

/** What rows are sorted by: `name` or a measure, upwards or down. */
export interface Order {
  by: string;
  up: boolean;
}

/** Numbers start with the largest, names with the first, unless somebody turned them. */
export function orderOf(text: string, columns: string[]): Order {
  const [by, sense] = text.split(':');
  if (by === 'name') return { by, up: sense !== 'down' };
  if (by && columns.includes(by)) return { by, up: sense === 'up' };
  return columns[0] ? { by: columns[0], up: false } : { by: 'name', up: true };
}

/** The order after its column was chosen: another one, or the same turned round. */
export function turned(now: Order, by: string): string {
  if (now.by !== by) return by;
  const usual = by === 'name' ? now.up : !now.up;
  return usual ? `${by}:${by === 'name' ? 'down' : 'up'}` : by;
}

/** Rows in an order; what has no value comes last, whichever way. */
export function sorted(rows: Row[], order: Order, name: (row: Row) => string): Row[] {
  const byName = (a: Row, b: Row) => name(a).localeCompare(name(b), 'sv');
  const sense = order.up ? 1 : -1;
  if (order.by === 'name') return [...rows].sort((a, b) => sense * byName(a, b));
  const value = (row: Row) => row.values[order.by]?.value ?? null;
  return [...rows].sort((a, b) => {
    const [one, other] = [value(a), value(b)];
    if (one === null || other === null)
      return Number(one === null) - Number(other === null) || byName(a, b);
    return sense * (one - other) || byName(a, b);
  });
}

const field = (text: string) => (/[";\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** A table as a file for spreadsheets, with semicolons and numbers as the language writes them. */
export function sheetOf(head: string[], rows: (string | number | null)[][], lang: Lang): string {
  const cell = (v: string | number | null) =>
    typeof v === 'number' ? (lang === 'sv' ? String(v).replace('.', ',') : String(v)) : (v ?? '');
  const lines = [head, ...rows.map((row) => row.map(cell))];
  return `\ufeff${lines.map((row) => row.map(field).join(';')).join('\r\n')}\r\n`;
}
