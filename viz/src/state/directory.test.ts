import { describe, expect, it } from 'vitest';
import { LAYOUT, NETWORK } from '../map/sample';
import { linesOf } from '../map/lines';
import { planOf } from '../map/plan';
import type { Finding, Routes } from '../types';
import { BLANK } from './address';
import { concerned, directoryOf, principalOf, search, thingOf } from './directory';
import { filtered, sceneOf, type Props } from './stage';

const directory = directoryOf(NETWORK);
const plan = planOf(NETWORK, LAYOUT);
const at = (name: string) => plan.byId.get(name) ?? -1;

const props = (more: Partial<Props> = {}): Props => ({
  plan,
  lines: linesOf(NETWORK, plan),
  directory,
  address: BLANK,
  routes: null,
  finding: null,
  lang: 'sv',
  words: { wayIn: 'in', maybeIn: 'in?', gate: (s) => s, goal: 'mål', partGoal: 'mål för en del' },
  ...more,
});

describe('directory', () => {
  it('finds by name and by alias, å ä ö apart', () => {
    expect(search(directory, 'stora').map((h) => h.id)).toEqual(['forum']);
    expect(search(directory, 'äldre').map((h) => h.id)).toEqual(['h', 'g']);
    expect(search(directory, 'aldre')).toEqual([]);
    expect(search(directory, 'r')).toEqual([]);
  });

  it('never finds the public', () => {
    expect(search(directory, 'public')).toEqual([]);
  });

  it('knows things and principals', () => {
    expect(thingOf(directory, 'r1')).toBe('referral');
    expect(thingOf(directory, 'nobody')).toBeNull();
    const rvc = directory.actors.get('rvc');
    expect(rvc && principalOf(directory, rvc).id).toBe('kommun');
  });

  it('counts the groups below a group', () => {
    expect([...concerned(directory, ['g'])]).toEqual(['rvc']);
  });
});

describe('stage', () => {
  it('dims nothing when nothing is filtered', () => {
    expect(filtered(props())).toBeNull();
    expect(sceneOf(props()).lit).toBeNull();
  });

  it('keeps the boxes round a hit lit', () => {
    const address = { ...BLANK, query: 'siri' };
    expect(sceneOf(props({ address })).lit).toEqual(new Set([at('siri'), at('kommun')]));
  });

  it('draws only the lines of the chosen', () => {
    const address = { ...BLANK, selected: 'siri' };
    const scene = sceneOf(props({ address }));
    expect(scene.lines !== 'overview' && scene.lines.map((l) => l.id)).toEqual(['t1']);
    expect(scene.selected).toBe(at('siri'));
  });

  it('draws the lines of what a finding is about, and none for groups', () => {
    const finding = (...subjects: string[]) => ({ subjects }) as unknown as Finding;
    const drawn = (f: Finding) => {
      const { lines, lit } = sceneOf(props({ finding: f }));
      return { lines: lines !== 'overview' && lines.map((l) => l.id), lit: lit?.has(at('rvc')) };
    };
    expect(drawn(finding('rvc', 'g')).lines).not.toEqual([]);
    expect(drawn(finding('g'))).toEqual({ lines: [], lit: true });
  });

  it('draws routes, gates, dead ends and the hole', () => {
    const step = {
      status: null,
      via: { kind: 'service', id: null },
      p: 1,
      condition: null,
      basis: null,
      share: null,
      claims: [],
    };
    const both = (text: string) => ({ sv: text, en: text });
    const routes: Routes = {
      made: { version: '', inputs: [] },
      parameters: {},
      group: 'g',
      function: 'support',
      coverage: {
        group: 'g',
        function: 'support',
        low: 0,
        high: 1,
        class: 'between',
        asked: true,
        hinges_on: [],
        finding: null,
      },
      explanation: both(''),
      rests_on: [],
      routes: [
        {
          service: 's',
          q: 0.5,
          names_group: false,
          part_only: false,
          steps: [
            {
              ...step,
              kind: 'way_in',
              from: null,
              to: 'polisen',
              via: { kind: 'own_contact', id: null },
            },
            { ...step, kind: 'gate', from: 'polisen', to: 'rvc', status: 'decision' },
            { ...step, kind: 'service', from: 'rvc', to: 'rvc' },
          ],
        },
      ],
      dead_ends: [
        {
          actor: 'siri',
          way_in: 'meets',
          reason: 'no_way_on',
          text: both('stopp'),
          trail: ['siri'],
          claims: [],
        },
      ],
      excluded: [],
      hole: { missing: 'not_named', text: both('saknas') },
    };
    const scene = sceneOf(props({ routes }));
    expect(scene.legs).toEqual([
      { from: at('polisen'), to: at('rvc'), role: 'main', number: 2, label: null, unsure: false },
    ]);
    expect(scene.marks.map((m) => [m.box, m.kind, m.number])).toEqual([
      [at('polisen'), 'way_in', 1],
      [at('rvc'), 'gate', null],
      [at('rvc'), 'goal', 3],
      [at('siri'), 'stop', null],
    ]);
    expect(scene.hole?.text).toBe('saknas');
    expect(scene.lit?.has(at('forum'))).toBe(false);

    // Where the source does not say how one comes in, the route is a question.
    const first = routes.routes[0]?.steps[0];
    if (first) first.via = { kind: 'unstated', id: null };
    for (const end of routes.dead_ends) end.way_in = 'unstated';
    const open = sceneOf(props({ routes }));
    expect(open.legs.map((l) => l.unsure)).toEqual([true]);
    expect(open.marks.map((m) => [m.kind, m.unsure])).toEqual([
      ['maybe_in', true],
      ['gate', true],
      ['goal', true],
      ['stop', true],
    ]);

    // A service for a part of the group only is no arrival for the group.
    for (const route of routes.routes) route.part_only = true;
    const part = sceneOf(props({ routes }));
    expect(part.marks.find((m) => m.box === at('rvc') && m.kind !== 'gate')?.kind).toBe(
      'part_goal',
    );
  });
});
