import type { Duplicates, Likeness, SettledPair } from '../types';

export type Ruling = 'same' | 'different' | 'part_of';

/** Which pairs are shown: those to settle, of these the sure or the doubtful, or the settled. */
export const STATES = ['open', 'sure', 'doubtful', 'settled'] as const;
export type State = (typeof STATES)[number];
export const KINDS = ['all', 'forum', 'actor'] as const;
export type Kind = (typeof KINDS)[number];

interface Two {
  one: { id: string };
  other: { id: string };
}

/** What a pair is called in the page's address. */
export const keyOf = ({ one, other }: Two): string => `${one.id}~${other.id}`;

/** Whether a key names a pair; in which order, a finding need not know. */
export const isKey = (key: string, { one, other }: Two): boolean =>
  key === `${one.id}~${other.id}` || key === `${other.id}~${one.id}`;

/** The filters in the page's address, and back. */
export function filtersOf(tab: string | null): { state: State; kind: Kind } {
  const parts = tab?.split('.') ?? [];
  return {
    state: STATES.find((s) => parts.includes(s)) ?? 'open',
    kind: KINDS.find((k) => parts.includes(k)) ?? 'all',
  };
}

export const tabOf = (state: State, kind: Kind): string | null =>
  [state === 'open' ? '' : state, kind === 'all' ? '' : kind].filter(Boolean).join('.') || null;

export const ofKind = <T extends { kind?: string | null }>(rows: T[], kind: Kind): T[] =>
  kind === 'all' ? rows : rows.filter((r) => r.kind === kind);

/** Pairs as the server has them, but those that wait come last, in the order they were put off. */
export function queue(pairs: Likeness[], state: State, kind: Kind, later: string[]): Likeness[] {
  const shown = ofKind(pairs, kind).filter(
    (p) => state === 'open' || (state === 'sure' ? p.sure : state === 'doubtful' && !p.sure),
  );
  const wait = (p: Likeness) => later.indexOf(keyOf(p));
  return [
    ...shown.filter((p) => wait(p) < 0),
    ...shown.filter((p) => wait(p) >= 0).sort((a, b) => wait(a) - wait(b)),
  ];
}

export type Piece = 'prior' | 'for' | 'against' | 'nothing' | 'sum';

/** A bar of the waterfall, from where the ones before it have led, in bits. */
export interface Bar {
  piece: Piece;
  from: number;
  to: number;
  bits: number;
}

export interface Waterfall {
  bars: Bar[];
  /** Where the axis begins and ends: at its outermost marks. */
  low: number;
  high: number;
  ticks: number[];
}

const STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500];
const MOST_STEPS = 8;
/** Less than this is written as 0. */
const NOTHING = 0.05;

/** How the evidence leads from the prior to the match weight. */
export function waterfall(pair: Pick<Likeness, 'prior' | 'weight' | 'evidence'>): Waterfall {
  const bars: Bar[] = [{ piece: 'prior', from: 0, to: pair.prior, bits: pair.prior }];
  let at = pair.prior;
  for (const { bits } of pair.evidence) {
    const piece = Math.abs(bits) < NOTHING ? 'nothing' : bits > 0 ? 'for' : 'against';
    bars.push({ piece, from: at, to: at + bits, bits });
    at += bits;
  }
  bars.push({ piece: 'sum', from: 0, to: pair.weight, bits: pair.weight });
  const ends = bars.flatMap((b) => [b.from, b.to]);
  const least = Math.min(...ends, -1);
  const most = Math.max(...ends, 1);
  const step = STEPS.find((s) => (most - least) / s <= MOST_STEPS) ?? most - least;
  const first = Math.floor(least / step);
  const last = Math.ceil(most / step);
  const ticks = Array.from({ length: last - first + 1 }, (_, i) => (first + i) * step);
  return { bars, low: first * step, high: last * step, ticks };
}

/** Where on the axis a number of bits stands, 0 to 100. */
export const placeOf = (bits: number, { low, high }: Pick<Waterfall, 'low' | 'high'>): number =>
  (100 * (bits - low)) / (high - low);

/** How likely, for the words of the page. */
export type Likely = 'nearly' | 'very' | 'likely' | 'rather' | 'unlikely';

export function likely(probability: number): Likely {
  if (probability >= 0.99) return 'nearly';
  if (probability >= 0.95) return 'very';
  if (probability >= 0.75) return 'likely';
  return probability >= 0.5 ? 'rather' : 'unlikely';
}

/** A probability as text: what is not certain is never written as 0 or 100 per cent. */
export function percent(probability: number, lang: string): string {
  const format = (share: number, digits: number) =>
    share.toLocaleString(lang, { style: 'percent', maximumFractionDigits: digits });
  if (probability > 0.9995) return `> ${format(0.999, 1)}`;
  if (probability < 0.0005) return `< ${format(0.001, 1)}`;
  return format(probability, probability > 0.985 || probability < 0.015 ? 1 : 0);
}

/** Bits as text, with a sign and a minus that is one. */
export const bitsText = (bits: number, lang: string): string =>
  (Math.abs(bits) < NOTHING ? 0 : bits)
    .toLocaleString(lang, {
      minimumFractionDigits: 1,
      maximumFractionDigits: 1,
      signDisplay: 'exceptZero',
    })
    .replace('-', '−');

/** What has come of the verdicts that hold. */
export function tally(settled: SettledPair[]): Record<Ruling | 'unused', number> {
  const count = { same: 0, different: 0, part_of: 0, unused: 0 };
  for (const { verdict, unused } of settled) {
    if (unused) count.unused += 1;
    else if (verdict && verdict in count) count[verdict as Ruling] += 1;
  }
  return count;
}

/** Sure pairs that are not accepted with the others, for each is a question of a third. */
export const leftOut = (pairs: Likeness[]): Likeness[] =>
  pairs.filter((p) => p.sure && !p.acceptable);

/** Answers that held before and are not used now. */
export const silenced = (before: SettledPair[], now: SettledPair[]): SettledPair[] =>
  now.filter((s) => {
    if (!s.unused) return false;
    const was = before.find((b) => isKey(keyOf(b), s) && b.verdict === s.verdict);
    return was !== undefined && !was.unused;
  });

/** Names of records as the tables have them: what went into another has none on the map. */
export const namesOf = ({ pairs, settled }: Duplicates): Map<string, string> =>
  new Map(
    [...settled, ...pairs].flatMap(({ one, other }) =>
      [one, other].map((r): [string, string] => [r.id, r.name]),
    ),
  );

/** What stands on the map for a record that others say is the same; `null` when nothing does. */
export function standIn(
  id: string,
  settled: SettledPair[],
  stands: (id: string) => boolean,
): string | null {
  const seen = new Set([id]);
  for (const at of seen) {
    if (stands(at)) return at;
    for (const { one, other, verdict, unused } of settled) {
      if (verdict !== 'same' || unused) continue;
      if (one.id === at) seen.add(other.id);
      if (other.id === at) seen.add(one.id);
    }
  }
  return null;
}
