import { describe, expect, it } from 'vitest';
import type { Duplicates, Likeness, LikeRecord, SettledPair } from '../types';
import {
  bitsText,
  filtersOf,
  isKey,
  keyOf,
  leftOut,
  likely,
  namesOf,
  percent,
  placeOf,
  queue,
  silenced,
  standIn,
  tabOf,
  tally,
  waterfall,
} from './review';

const record = (id: string, name = id): LikeRecord => ({
  id,
  name,
  aliases: [],
  kind: null,
  proposed: false,
  claims: [],
});

const pair = (one: string, other: string, more: Partial<Likeness> = {}): Likeness => ({
  kind: 'actor',
  one: record(one),
  other: record(other),
  probability: 0.9,
  weight: 3,
  prior: -6,
  sure: false,
  acceptable: false,
  left_out: null,
  contested: false,
  evidence: [],
  in_both: [],
  only_one: [],
  only_other: [],
  ...more,
});

const piece = (bits: number) => ({ what: { sv: `${bits}`, en: `${bits}` }, bits });

const ruled = (one: string, other: string, verdict: string, unused = false): SettledPair => ({
  kind: 'actor',
  one: record(one),
  other: record(other),
  verdict,
  why: null,
  by: null,
  date: null,
  unused: unused ? { sv: 'x', en: 'x' } : null,
  told: [],
});

describe('the waterfall', () => {
  const fall = waterfall(pair('a', 'b', { weight: 4.5, evidence: [piece(12), piece(-1.5)] }));

  it('leads from the prior to the weight, each bar from where the last one ended', () => {
    expect(fall.bars.map(({ from, to }) => [from, to])).toEqual([
      [0, -6],
      [-6, 6],
      [6, 4.5],
      [0, 4.5],
    ]);
    expect(fall.bars.map((b) => b.piece)).toEqual(['prior', 'for', 'against', 'sum']);
    expect(fall.bars.at(-2)?.to).toBe(fall.bars.at(-1)?.to);
  });

  it('has an axis round all bars, with even odds marked', () => {
    expect([fall.low, fall.high]).toEqual([-6, 6]);
    expect(fall.ticks).toEqual([-6, -4, -2, 0, 2, 4, 6]);
    expect([-6, 0, 6].map((bits) => placeOf(bits, fall))).toEqual([0, 50, 100]);
  });

  it('holds whatever the evidence', () => {
    // A small generator of its own, so that a failure comes again.
    let seed = 7;
    const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
    for (let n = 0; n < 300; n++) {
      const scale = 10 ** (random() * 3 - 1);
      const evidence = Array.from({ length: Math.floor(random() * 9) }, () =>
        piece((random() - 0.5) * scale),
      );
      const prior = -random() * scale;
      const weight = evidence.reduce((sum, e) => sum + e.bits, prior);
      const { bars, low, high, ticks } = waterfall({ prior, weight, evidence });
      expect(bars).toHaveLength(evidence.length + 2);
      expect(bars.at(-2)?.to).toBeCloseTo(weight, 9);
      for (const { from, to } of bars) {
        for (const end of [from, to]) {
          expect(end).toBeGreaterThanOrEqual(low - 1e-9);
          expect(end).toBeLessThanOrEqual(high + 1e-9);
        }
      }
      expect(ticks).toContain(0);
      expect(ticks.length).toBeLessThanOrEqual(11);
      expect([ticks[0], ticks.at(-1)]).toEqual([low, high]);
    }
  });

  it('has room where nothing speaks', () => {
    const empty = waterfall({ prior: 0, weight: 0, evidence: [piece(0.01)] });
    expect(empty.bars[1]?.piece).toBe('nothing');
    expect([empty.low, empty.high]).toEqual([-1, 1]);
  });
});

describe('figures as text', () => {
  it('never says that something is certain', () => {
    expect(percent(0.87, 'en')).toBe('87%');
    expect(percent(0.984375, 'sv')).toBe('98\u00a0%');
    expect(percent(0.997, 'en')).toBe('99.7%');
    expect(percent(0.99999, 'en')).toBe('> 99.9%');
    expect(percent(0.00001, 'en')).toBe('< 0.1%');
  });

  it('has a sign and a real minus', () => {
    expect(bitsText(12, 'sv')).toBe('+12,0');
    expect(bitsText(-1.25, 'en')).toBe('−1.3');
    expect(bitsText(-0.01, 'sv')).toBe('0,0');
  });

  it('puts probabilities in words', () => {
    expect([0.3, 0.5, 0.87, 0.95, 0.995].map(likely)).toEqual([
      'unlikely',
      'rather',
      'likely',
      'very',
      'nearly',
    ]);
  });
});

describe('the queue', () => {
  const pairs = [
    pair('a', 'b', { sure: true }),
    pair('c', 'd', { kind: 'forum' }),
    pair('e', 'f'),
    pair('g', 'h', { kind: 'forum', sure: true }),
  ];
  const keys = (...of: Parameters<typeof queue>) => queue(...of).map(keyOf);

  it('keeps the order of the server', () => {
    expect(keys(pairs, 'open', 'all', [])).toEqual(['a~b', 'c~d', 'e~f', 'g~h']);
  });

  it('filters by kind and by how sure a pair is', () => {
    expect(keys(pairs, 'open', 'forum', [])).toEqual(['c~d', 'g~h']);
    expect(keys(pairs, 'sure', 'all', [])).toEqual(['a~b', 'g~h']);
    expect(keys(pairs, 'doubtful', 'actor', [])).toEqual(['e~f']);
    expect(keys(pairs, 'settled', 'all', [])).toEqual([]);
  });

  it('puts off in turn', () => {
    expect(keys(pairs, 'open', 'all', ['c~d', 'a~b'])).toEqual(['e~f', 'g~h', 'c~d', 'a~b']);
  });

  it('knows a pair from either side', () => {
    expect(isKey('b~a', pair('a', 'b'))).toBe(true);
    expect(isKey('a~c', pair('a', 'b'))).toBe(false);
  });

  it('keeps its filters in the address', () => {
    expect(tabOf('open', 'all')).toBeNull();
    for (const state of ['open', 'sure', 'settled'] as const) {
      for (const kind of ['all', 'actor'] as const) {
        expect(filtersOf(tabOf(state, kind))).toEqual({ state, kind });
      }
    }
    expect(filtersOf('tables')).toEqual({ state: 'open', kind: 'all' });
  });
});

describe('verdicts', () => {
  const settled = [
    ruled('a', 'b', 'same'),
    ruled('c', 'b', 'same'),
    ruled('c', 'd', 'different'),
    ruled('e', 'a', 'part_of'),
    ruled('c', 'x', 'same', true),
  ];

  it('are counted when they hold', () => {
    expect(tally(settled)).toEqual({ same: 2, different: 1, part_of: 1, unused: 1 });
  });

  it('lead to what stands for a record', () => {
    const stands = (id: string) => id === 'a' || id === 'd' || id === 'x';
    expect(standIn('c', settled, stands)).toBe('a');
    expect(standIn('d', settled, stands)).toBe('d');
    expect(standIn('e', settled, stands)).toBeNull();
  });

  it('name what is on the map no more', () => {
    const result: Duplicates = {
      prior: null,
      replaced: [],
      proposed: 0.3,
      sure: 0.95,
      pairs: [{ ...pair('a', 'b'), one: record('a', 'A') }],
      settled: [{ ...ruled('b', 'c', 'same'), other: record('c', 'Cecilia') }],
    };
    expect(namesOf(result).get('c')).toBe('Cecilia');
    expect(namesOf(result).get('a')).toBe('A');
  });

  it('name sure pairs that are not accepted with the others', () => {
    const pairs = [
      pair('a', 'b', { sure: true }),
      pair('b', 'c', { sure: true, acceptable: true }),
      pair('c', 'd'),
    ];
    expect(leftOut(pairs).map(keyOf)).toEqual(['a~b']);
  });

  it('name answers that are used no more', () => {
    const before = [
      ruled('a', 'b', 'same'),
      ruled('b', 'c', 'same'),
      ruled('x', 'y', 'same', true),
    ];
    const now = [
      ruled('a', 'b', 'same'),
      ruled('b', 'c', 'same', true),
      ruled('x', 'y', 'same', true),
      ruled('c', 'a', 'different', true),
    ];
    expect(silenced(before, now).map(keyOf)).toEqual(['b~c']);
  });
});
