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
    const counts = (chosen: string) => choicesOf(all, chosen).map((c) => [c.id, c.count.found]);
    expect(counts('')).toEqual([
      ['', 4],
      ['none', 2],
      ['action', 1],
      ['dismissed', 1],
    ]);
    expect(counts('accepted')).toContainEqual(['accepted', 0]);
  });

  it('counts questions by themselves, whatever was decided on them', () => {
    const question = { ...finding(null), question: true };
    const asked = { ...finding('action'), question: true };
    const taken = { ...finding('accepted'), question: true };
    const list = [...all, question, asked, taken];
    expect(counted(list)).toEqual({ found: 4, questions: 3 });
    expect(choicesOf(list, '')).toEqual([
      { id: '', count: { found: 4, questions: 3 } },
      { id: 'none', count: { found: 2, questions: 1 } },
      { id: 'action', count: { found: 1, questions: 1 } },
      { id: 'accepted', count: { found: 0, questions: 1 } },
      { id: 'dismissed', count: { found: 1, questions: 0 } },
    ]);
  });
});
