import { describe, expect, it } from 'vitest';
import { BLANK, fromHash, toHash, type Address } from './address';

describe('address', () => {
  it('comes back as it went', () => {
    const address: Address = {
      network: 'sodertalje-2020',
      lang: 'en',
      view: 'meeting',
      selected: 'rvc',
      cell: { group: 'aldre-over-65', function: 'support' },
      route: 3,
      finding: 'falls_between:aldre-over-65:support',
      steps: 2,
      sense: 'in',
      groups: ['a', 'b'],
      sectors: ['state'],
      kinds: ['role', 'forum'],
      off: ['member', 'tie.wishes'],
      query: 'åklagare & kö',
      camera: { x: 120, y: -40, zoom: 0.75 },
      tab: 'ties',
      pair: { old: 'sodertalje-2020', new: 'sodertalje-2024' },
      side: 'new',
      fate: 'touched',
      degree: 'partly',
      help: false,
      decided: 'action',
      who: 'kvinna 70, bor med förövaren & demens',
      trade: true,
      met: 'aldre-over-65',
      scenario: 'utan-rvc',
      changes: '[["remove","actor","rvc",{}]]',
      beside: ['utan-rvc', 'vidga'],
      best: 3,
      onTop: true,
      measure: 'betweenness',
      columns: ['degree', 'betweenness'],
      order: 'degree:up',
      sheets: ['rvc', 'polisen'],
      answer: '2027-01-31',
      question: 'aldre-over-65:touched:help',
    };
    expect(fromHash(toHash(address))).toEqual(address);
  });

  it('is short when nothing is chosen', () => {
    expect(toHash(BLANK)).toBe('lang=sv');
    expect(fromHash('')).toEqual(BLANK);
  });

  it('shows the best changes to whoever asks for them, unless another tab is named', () => {
    expect(fromHash('#view=whatif&best=2').tab).toBe('best');
    expect(fromHash('#view=whatif&best=2&tab=saved').tab).toBe('saved');
    expect(fromHash('#view=whatif').tab).toBeNull();
    expect(fromHash('#best=2').tab).toBeNull();
    // Whoever went to the form after a search comes back to the form.
    const form: Address = { ...BLANK, view: 'whatif', best: 2 };
    expect(fromHash(toHash(form)).tab).toBe('try');
  });

  it('reads a fragment with its sign', () => {
    expect(fromHash('#sel=rvc').selected).toBe('rvc');
  });

  it('takes nonsense as usual', () => {
    const a = fromHash('#lang=xx&steps=9&cell=x&at=1,2&route=-1&sense=sideways&view=x&pair=one');
    expect(a).toEqual(BLANK);
  });

  it('never takes a camera that shows nothing', () => {
    expect(fromHash('#at=1,2,0').camera).toBeNull();
    expect(fromHash('#at=a,b,c').camera).toBeNull();
  });
});
