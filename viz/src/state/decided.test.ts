import { describe, expect, it } from 'vitest';
import type { Finding } from '../types';
import { choicesOf, counted, isDecided } from './decided';

const finding = (state: string | null): Finding =>
  ({ decision: state && { state, reason: null, owner: null, date: null } }) as Finding;
const all = [finding(null), finding('action'), finding('dismissed'), finding(null)];

describe('decided', () => {
  it('knows what was decided', () => {
    expect(all.map((f) => isDecided(f, ''))).toEqual([true, true, true, true]);
    expect(all.map((f) => isDecided(f, 'none'))).toEqual([true, false, false, true]);
    expect(all.map((f) => isDecided(f, 'action'))).toEqual([false, true, false, false]);
  });

  it('counts the choices, without one that is never made', () => {
    const counts = (chosen: string) => choicesOf(all, chosen).map((c) => [c.id, c.count]);
    expect(counts('')).toEqual([
      ['', 4],
      ['none', 2],
      ['action', 1],
      ['dismissed', 1],
    ]);
    expect(counts('accepted')).toContainEqual(['accepted', 0]);
  });

  it('counts no question among what was found', () => {
    const question = { ...finding(null), question: true };
    expect(counted([...all, question])).toBe(4);
    expect(choicesOf([...all, question], '')[0]?.count).toBe(4);
    const asked = { ...finding('action'), question: true };
    expect(choicesOf([...all, asked], '')[2]).toEqual({ id: 'action', count: 2 });
  });
});
