import { describe, expect, it } from 'vitest';
import type { NetworkSummary } from '../types';
import { firstPair, told } from './networks';

const network = (id: string, place: string | null, period: string | null): NetworkSummary => ({
  id,
  title: `Om ${id} 2018–2020`,
  kind: 'plan',
  place,
  period,
});

describe('networks', () => {
  it('pairs the first two of the same place, the older first', () => {
    const all = [network('x', 'X', '2020'), network('b', 'B', '2024'), network('a', 'B', '2020')];
    expect(firstPair(all)).toEqual({ old: 'a', new: 'b' });
  });

  it('takes the first two where none share a place', () => {
    const all = [network('x', 'X', '2020'), network('y', null, null), network('z', null, null)];
    expect(firstPair(all)).toEqual({ old: 'x', new: 'y' });
    expect(firstPair(all.slice(0, 1))).toBeNull();
  });

  it('tells the period only where the title does not', () => {
    const kinds = { plan: 'handlingsplan' };
    expect(told(network('a', null, '2018-2020'), kinds)).toEqual(['handlingsplan']);
    expect(told(network('a', null, '2024'), kinds)).toEqual(['handlingsplan', '2024']);
  });
});
