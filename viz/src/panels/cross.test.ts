import { describe, expect, it } from 'vitest';
import type { Share } from '../types';
import { crossOf } from './cross';

const share = (group: string | null, fn: string, board: string, measures: string[]): Share => ({
  group,
  function: fn,
  prevention: null,
  board,
  measures,
});

const SHARES = [
  share('a', 'support', 'x', ['m1', 'm2']),
  share('a', 'support', 'y', ['m2']),
  share(null, 'train', 'x', ['m3']),
  share('b', 'train', 'x', ['m1']),
];

describe('cross table', () => {
  it('counts a measure once in a box, however many boards it has', () => {
    const cross = crossOf(SHARES, 'group', 'function');
    expect(cross.at('a', 'support')).toEqual(['m1', 'm2']);
    expect(cross.at('b', 'support')).toEqual([]);
  });

  it('counts it once in each total', () => {
    const cross = crossOf(SHARES, 'group', 'function');
    expect(cross.at(undefined, 'train')).toEqual(['m3', 'm1']);
    expect(cross.at('a', undefined)).toEqual(['m1', 'm2']);
    expect(cross.at(undefined, undefined)).toEqual(['m1', 'm2', 'm3']);
  });

  it('keeps what names nothing, last', () => {
    const cross = crossOf(SHARES, 'group', 'board');
    expect(cross.rows).toEqual(['a', 'b', null]);
    expect(cross.at(null, 'x')).toEqual(['m3']);
  });
});
