import { describe, expect, it } from 'vitest';
import { linesOf } from '../map/lines';
import { planOf } from '../map/plan';
import { LAYOUT, NETWORK } from '../map/sample';
import { besideScene, type BesideProps } from './beside';
import { directoryOf } from './directory';

const plan = planOf(NETWORK, LAYOUT);
const at = (id: string) => plan.byId.get(id) ?? -1;
const scene = (more: Partial<BesideProps> = {}) =>
  besideScene({
    plan,
    lines: linesOf(NETWORK, plan),
    directory: directoryOf(NETWORK),
    links: new Map([
      ['rvc', { how: 'same' as const, others: ['rvc'] }],
      ['kommun', { how: 'part' as const, others: ['a', 'b'] }],
    ]),
    selected: null,
    about: null,
    hole: null,
    lang: 'sv',
    words: {
      wayIn: '',
      maybeIn: '',
      gate: () => '',
      goal: '',
      partGoal: '',
      same: 'båda',
      part: 'delvis',
    },
    ...more,
  });

describe('two maps', () => {
  it('mark what stands in both and hatch the rest', () => {
    const { marks, only, lit } = scene();
    expect(marks.map((m) => [m.box, m.kind])).toEqual([
      [at('rvc'), 'same'],
      [at('kommun'), 'part'],
    ]);
    expect(only).toEqual(new Set([at('siri'), at('forum'), at('polisen')]));
    expect(lit).toBeNull();
  });

  it('bring out what a question is about, with the hole it leaves', () => {
    const { lit, hole, marks } = scene({ about: ['polisen'], hole: 'stöd saknas' });
    expect(lit).toEqual(new Set([at('polisen')]));
    expect(hole).toEqual({ text: 'stöd saknas', near: [at('polisen')] });
    expect(marks).toEqual([]);
  });

  it('light nothing where the chosen does not stand', () => {
    expect(scene({ selected: [] }).lit).toEqual(new Set());
    expect(scene({ selected: ['polisen'] }).selected).toBe(at('polisen'));
  });
});
