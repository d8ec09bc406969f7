import { describe, expect, it } from 'vitest';
import { NETWORK } from '../map/sample';
import type { Action, Changed, Comparison, HoleFate, Question } from '../types';
import { directoryOf } from './directory';
import {
  answering,
  countBy,
  decisionOf,
  keyOf,
  measuresOf,
  meeting,
  newerOf,
  pairingOf,
} from './pairing';

const changed = (old: string | null, now: string | null, change: string): Changed => ({
  old,
  new: now,
  name: { sv: old ?? now ?? '', en: old ?? now ?? '' },
  change,
  was: null,
  is: null,
  because: null,
});

const hole = (finding: string, more: Partial<HoleFate> = {}): HoleFate => ({
  finding,
  severity: 'high',
  group: 'g',
  function: 'support',
  was: 'gap',
  is: null,
  fate: 'touched',
  offers: [],
  touches: [],
  may_include: [],
  in_part: [],
  ...more,
});

const QUESTION: Question = {
  group: 'g',
  fate: 'touched',
  help: true,
  fragile: false,
  holes: ['f1', 'f2'],
  title: { sv: '', en: '' },
  text: { sv: '', en: '' },
  claims: [],
};

describe('pairing', () => {
  it('links what stands in both, and leaves the rest alone', () => {
    const pairing = pairingOf({
      actors: [
        changed('rvc', 'rvc-2', 'stayed'),
        changed('siri', null, 'not_seen_now'),
        changed('stab', 'namnd', 'part_of'),
        changed('kontor', 'namnd', 'part_of'),
      ],
      forums: [changed(null, 'styrgrupp', 'came')],
      ties: [],
      findings: [],
    });
    expect(pairing.old.get('rvc')).toEqual({ how: 'same', others: ['rvc-2'] });
    expect(pairing.new.get('rvc-2')).toEqual({ how: 'same', others: ['rvc'] });
    expect(pairing.new.get('namnd')).toEqual({ how: 'part', others: ['stab', 'kontor'] });
    expect(pairing.old.has('siri')).toBe(false);
    expect(pairing.new.has('styrgrupp')).toBe(false);
  });

  it('takes the same before a part', () => {
    const rows = [changed('a', 'b', 'part_of'), changed('c', 'b', 'stayed')];
    const of = (actors: Changed[]) => pairingOf({ actors, forums: [], ties: [], findings: [] });
    for (const actors of [rows, [...rows].reverse()]) {
      expect(of(actors).new.get('b')).toEqual({ how: 'same', others: ['c'] });
    }
  });
});

describe('questions', () => {
  const holes = [
    hole('f1', { touches: ['m1'], in_part: ['m2'] }),
    hole('f2', { touches: ['m1'], offers: ['m3'], may_include: ['m3', 'm4'] }),
    hole('f3', { touches: ['m9'] }),
  ];

  it('has its measures once each', () => {
    const c = { holes } as Comparison;
    expect(measuresOf(c, QUESTION)).toEqual({ touch: ['m1', 'm3'], may: ['m2', 'm4'] });
  });

  it('has a name of its own', () => {
    expect(keyOf(QUESTION)).toBe('g:touched:help');
    expect(keyOf({ ...QUESTION, help: false })).toBe('g:touched:other');
    expect(keyOf({ ...QUESTION, fragile: true })).toBe('g:touched:help:fragile');
  });

  it('shows who meets the group and who answers for the measures', () => {
    const d = directoryOf(NETWORK);
    expect(meeting(d, 'h')).toEqual(['rvc']);
    expect(answering(d, ['m1', 'm2', 'gone'])).toEqual(['rvc', 'siri']);
  });

  it('counts in the order of the rows', () => {
    expect(countBy(['b', 'a', 'b'], (x) => x)).toEqual([
      { id: 'b', count: 2 },
      { id: 'a', count: 1 },
    ]);
  });
});

describe('an action', () => {
  const action: Action = {
    finding: 'f1',
    title: 'x',
    owner: 'samordnaren',
    date: '2026-01-31',
    decided: '2025-11-20',
    overdue: true,
    scenario: null,
    effect: 'worse',
    before: { sv: '', en: '' },
    after: null,
    text: { sv: '', en: '' },
  };

  it('is shown as the decision that it was', () => {
    expect(decisionOf(action)).toEqual({
      state: 'action',
      reason: null,
      owner: 'samordnaren',
      date: '2026-01-31',
      decided: '2025-11-20',
      overdue: true,
      scenario: null,
    });
  });

  it('leads to the finding of the newer network where there is one', () => {
    const c = (...findings: Changed[]): Comparison =>
      ({ changes: { actors: [], forums: [], ties: [], findings } }) as unknown as Comparison;
    expect(newerOf(c(changed('f0', 'n0', 'stayed'), changed('f1', 'n1', 'changed')), action)).toBe(
      'n1',
    );
    expect(newerOf(c(changed('f1', null, 'went')), action)).toBeNull();
    expect(newerOf(c(), action)).toBeNull();
  });
});
