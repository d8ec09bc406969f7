import { describe, expect, it } from 'vitest';
import type { CoverageCell } from '../types';
import { BLANK } from './address';
import { cellOf, cellShown } from './cells';

const cell = (group: string, fn: string, finding: string | null): [string, CoverageCell] => [
  `${group}:${fn}`,
  { group, function: fn, low: 0, high: 0, class: 'gap', asked: true, hinges_on: [], finding },
];
const CELLS = new Map([
  cell('old', 'protect', 'falls_between:old:protect'),
  cell('couples', 'protect', 'falls_between:old:protect'),
  cell('old', 'detect', 'falls_between:detect'),
  cell('old', 'support', null),
]);

describe('the box of a finding', () => {
  it('is the one of its own name, also when another finding tells of it', () => {
    const of = (group: string) => ({ group, function: 'protect' });
    expect(cellOf(CELLS, 'falls_between:old:protect')).toEqual(of('old'));
    expect(cellOf(CELLS, 'falls_between:couples:protect')).toEqual(of('couples'));
  });

  it('is none when there are several, when it is closed, or of another rule', () => {
    const none = ['falls_between:detect', 'falls_between:old:support', 'silos:old:protect', null];
    for (const id of none) expect(cellOf(CELLS, id)).toBeNull();
  });

  it('is shown unless somebody chose another box, or something on the map', () => {
    const a = { ...BLANK, finding: 'falls_between:old:protect' };
    expect(cellShown(a, CELLS)).toEqual({ group: 'old', function: 'protect' });
    const other = { group: 'old', function: 'support' };
    expect(cellShown({ ...a, cell: other }, CELLS)).toBe(other);
    expect(cellShown({ ...a, selected: 'rvc' }, CELLS)).toBeNull();
    expect(cellShown(BLANK, CELLS)).toBeNull();
  });
});
