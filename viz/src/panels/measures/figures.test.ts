import { describe, expect, it } from 'vitest';
import type { Figured } from '../../types';
import { axisOf, numberOf, orderOf, partsOf, placeOn, sheetOf, sorted, turned } from './figures';

const figure = (value: number | null, low = value, high = value): Figured => ({
  value,
  low,
  high,
  baseline: null,
  members: [],
});
const row = (id: string, value: number | null) => ({
  id,
  ids: [id],
  values: { degree: figure(value) },
  exact: null,
});

describe('figures', () => {
  it('have the decimals that tell something', () => {
    expect(numberOf(13, 'sv')).toBe('13');
    expect(numberOf(0.009813, 'sv')).toBe('0,00981');
    expect(numberOf(0.508197, 'en')).toBe('0.508');
    expect(numberOf(1022.1666, 'sv')).toBe('1022,2');
    expect(numberOf(22.166667, 'sv')).toBe('22,17');
  });

  it('are named by a measure and perhaps a variant', () => {
    expect(partsOf('density')).toEqual({ id: 'density', variant: null });
    expect(partsOf('density_kind:trains')).toEqual({ id: 'density_kind', variant: 'trains' });
  });

  it('lie on an axis with round ends', () => {
    expect(axisOf([figure(0.0098, 0.008, 0.009)])).toEqual({ from: 0, to: 0.01 });
    expect(axisOf([figure(13, 9, 12)])).toEqual({ from: 0, to: 20 });
    expect(axisOf([figure(-0.05, -0.4, 0.2)])).toEqual({ from: -0.5, to: 0.2 });
    expect(axisOf([figure(0)])).toEqual({ from: 0, to: 1 });
    expect(axisOf([figure(null)])).toEqual({ from: 0, to: 1 });
    expect(placeOn({ from: -1, to: 1 }, 0)).toBe(50);
  });

  it('sort rows, those without a value last whichever way', () => {
    const rows = [row('a', null), row('b', 1), row('c', 3), row('d', null), row('e', 1)];
    const ids = (text: string) =>
      sorted(rows, orderOf(text, ['degree']), (r) => r.id)
        .map((r) => r.id)
        .join('');
    expect(ids('')).toBe('cbead');
    expect(ids('degree:up')).toBe('becad');
    expect(ids('name')).toBe('abcde');
    expect(ids('name:down')).toBe('edcba');
    expect(ids('nonsense')).toBe('cbead');
  });

  it('turn round when their column is chosen again', () => {
    const columns = ['degree', 'core'];
    expect(turned(orderOf('', columns), 'core')).toBe('core');
    expect(turned(orderOf('degree', columns), 'degree')).toBe('degree:up');
    expect(turned(orderOf('degree:up', columns), 'degree')).toBe('degree');
    expect(turned(orderOf('name', columns), 'name')).toBe('name:down');
    expect(turned(orderOf('name:down', columns), 'name')).toBe('name');
  });

  it('go into a sheet with the decimal sign of the language', () => {
    expect(
      sheetOf(
        ['Namn', 'Närhet'],
        [
          ['A; B', 0.5],
          ['C', null],
        ],
        'sv',
      ),
    ).toBe('\ufeffNamn;Närhet\r\n"A; B";0,5\r\nC;\r\n');
  });
});
