import { describe, expect, it } from 'vitest';
import { boxAt, lineAt } from './hit';
import { bundlesOf, linesOf } from './lines';
import { nearest, reach, tied, toward } from './neighbours';
import { planOf, shorterNames } from './plan';
import { LAYOUT, NETWORK } from './sample';

const plan = planOf(NETWORK, LAYOUT);
const id = (i: number) => plan.boxes[i]?.id ?? null;
const at = (name: string) => plan.byId.get(name) ?? -1;
const lines = linesOf(NETWORK, plan);
const all = () => true;

describe('plan', () => {
  it('leaves out boxes of unknown things', () => {
    expect(plan.byId.has('ghost')).toBe(false);
  });

  it('knows what stands in what, and what is not known', () => {
    expect(id(plan.boxes[at('rvc')]?.top ?? -1)).toBe('kommun');
    const aliases = ['RVC', 'centrum', 'centrums', 'de nya'];
    expect(shorterNames('Relationsvåldscentrum', aliases)).toEqual(['Centrum', 'RVC']);
    expect(plan.boxes[at('polisen')]?.unasked).toBe(true);
    expect(plan.boxes[at('forum')]?.incomplete).toBe(true);
  });
});

describe('hit', () => {
  it('finds the innermost box', () => {
    expect(id(boxAt(plan, { x: 50, y: 60 }))).toBe('rvc');
    expect(id(boxAt(plan, { x: 140, y: 180 }))).toBe('kommun');
  });

  it('finds nothing on the ground', () => {
    expect(boxAt(plan, { x: 350, y: 300 })).toBe(-1);
  });

  it('finds the nearest line within reach', () => {
    const drawn = [
      {
        id: 'a',
        points: [
          { x: 0, y: 0 },
          { x: 100, y: 0 },
        ],
      },
      {
        id: 'b',
        points: [
          { x: 0, y: 8 },
          { x: 100, y: 8 },
        ],
      },
    ];
    expect(lineAt(drawn, { x: 50, y: 3 }, 6)).toBe('a');
    expect(lineAt(drawn, { x: 50, y: 6 }, 6)).toBe('b');
    expect(lineAt(drawn, { x: 50, y: 30 }, 6)).toBeNull();
    expect(lineAt(drawn, { x: 130, y: 0 }, 6)).toBeNull();
  });
});

describe('lines', () => {
  it('draws none from the public, who have no box', () => {
    expect(lines.map((l) => l.id)).toEqual(['r1', 'r2', 't1', 'forum>polisen']);
  });

  it('gives parallel lines lanes of their own', () => {
    expect(lines.filter((l) => l.kind === 'referral').map((l) => [l.lane, l.lanes])).toEqual([
      [0, 2],
      [1, 2],
    ]);
  });

  it('bundles what runs between two principals and nothing within one', () => {
    const bundles = bundlesOf(lines, plan);
    expect(bundles.map((b) => b.lines.length).sort()).toEqual([1, 2]);
  });
});

describe('neighbours', () => {
  it('goes to the box in the direction of the arrow', () => {
    expect(id(toward(plan, at('rvc'), 'right', all))).toBe('siri');
    expect(id(toward(plan, at('siri'), 'left', all))).toBe('rvc');
    expect(toward(plan, at('polisen'), 'right', all)).toBe(at('polisen'));
  });

  it('passes over what a filter has dimmed', () => {
    expect(id(toward(plan, at('rvc'), 'right', (i) => id(i) !== 'siri'))).toBe('forum');
  });

  it('begins near the middle of the view', () => {
    expect(id(nearest(plan, { x: 690, y: 70 }, all))).toBe('polisen');
  });

  it('counts the lines of a container as those of all in it', () => {
    expect(tied(plan, lines, at('kommun')).map(id)).toEqual(['polisen']);
    expect(tied(plan, lines, at('rvc')).map(id).sort()).toEqual(['polisen', 'siri']);
  });

  it('follows arrows in their sense only', () => {
    const out = reach(plan, lines, [at('polisen')], 1, 'out');
    expect(out.boxes.has(at('rvc'))).toBe(true);
    const into = reach(plan, lines, [at('polisen')], 1, 'in');
    expect(into.boxes.has(at('rvc'))).toBe(false);
    expect(into.boxes.has(at('forum'))).toBe(true);
  });

  it('reaches further with more steps', () => {
    expect(reach(plan, lines, [at('forum')], 1, 'both').boxes.has(at('rvc'))).toBe(false);
    expect(reach(plan, lines, [at('forum')], 2, 'both').boxes.has(at('rvc'))).toBe(true);
  });
});
