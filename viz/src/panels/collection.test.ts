import { describe, expect, it } from 'vitest';
import type { Collection } from '../types';
import { csvOf, readingOf, shareOf } from './collection';

const of = (v: string, n: string) => `${v} av ${n}`;

describe('collection', () => {
  it('reads a value, a part, and nothing', () => {
    expect(readingOf({ value: 7, of: 33 }, 'sv', of)).toBe('7 av 33');
    expect(readingOf({ value: 5.5, of: 9 }, 'sv', of)).toBe('5,5 av 9');
    expect(readingOf({ value: 0, of: null }, 'sv', of)).toBe('0');
    expect(readingOf({ value: null, of: null }, 'sv', of)).toBe('');
  });

  it('has a share only where there is a whole', () => {
    expect(shareOf({ value: 1, of: 4 })).toBe(0.25);
    expect(shareOf({ value: 1, of: null })).toBeNull();
    expect(shareOf({ value: null, of: 4 })).toBeNull();
    expect(shareOf({ value: 0, of: 0 })).toBeNull();
  });

  it('writes a file with the undefined empty', () => {
    const text = (t: string) => ({ sv: t, en: t });
    const collection: Collection = {
      made: { version: '', inputs: [] },
      as_of: null,
      networks: [{ id: 'a', title: 'A; B', kind: null, place: null, period: null }],
      indicators: [
        {
          id: 'x',
          title: text('X'),
          definition: text('Säger "x".'),
          values: [{ value: null, of: null }],
        },
      ],
    };
    const csv = csvOf(
      collection,
      (t) => t.sv,
      (r) => readingOf(r, 'sv', of),
      { indicator: 'Mått', definition: 'Så' },
    );
    expect(csv).toBe('\ufeffMått;"A; B";Så\r\nX;;"Säger ""x""."\r\n');
  });
});
