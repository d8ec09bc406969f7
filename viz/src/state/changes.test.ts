import { describe, expect, it } from 'vitest';
import { bare, change, decode, encode, everyday, fieldsOf, read, WHATS } from './changes';

describe('changes', () => {
  it('come back as they went, whatever the cells hold', () => {
    const all = [
      everyday.remove('rvc'),
      everyday.widen('rvc-stod', 'aldre-over-65'),
      everyday.open('rvc-stod'),
      everyday.refer('public', 'rvc', null),
      everyday.refer('hemtjansten', 'rvc', 'aldre-over-65'),
      everyday.seat('samverkansgruppen', 'hemtjansten'),
      everyday.deputy('samordnare-vald', '2'),
      change('change', 'service', 'x', { drop: { groups: 'a;b' } }),
      change('add', 'actor', null, { set: { name: 'Å & ”b” ["c"]' } }),
    ];
    expect(decode(encode(all))).toEqual(all);
    expect(decode(encode([]))).toEqual([]);
  });

  it('are none where the text says nothing that can be read', () => {
    for (const text of ['', '{', '{}', '[1]', '[["add","rocket","",{}]]', '[["add","actor",""]]']) {
      expect(decode(text)).toEqual([]);
    }
    const [kept] = decode('[["eat","actor","x",{}],["remove","actor","rvc",{}]]');
    expect(kept).toEqual(everyday.remove('rvc'));
    expect(decode('[["add","actor","",{"name":1}]]')).toEqual([]);
  });

  it('say when a link holds more than can be read, and keep the rest', () => {
    const all = [everyday.remove('rvc'), everyday.open('stod'), everyday.seat('f', 'a')];
    const link = encode(all);
    expect(read(link)).toEqual({ changes: all, whole: true });
    expect(read('').whole).toBe(true);
    expect(read(link.slice(0, -4))).toEqual({ changes: all.slice(0, 2), whole: false });
    expect(read('{')).toEqual({ changes: [], whole: false });
    expect(read('[["eat","actor","x",{}],["remove","actor","rvc",{}]]')).toEqual({
      changes: [everyday.remove('rvc')],
      whole: false,
    });
  });

  it('are the same text whatever the order of their cells', () => {
    const one = change('add', 'seat', null, { set: { forum: 'f', actor: 'a' } });
    const other = change('add', 'seat', null, { set: { actor: 'a', forum: 'f' } });
    expect(encode([one])).toBe(encode([other]));
  });

  it('lose the sentence of the server', () => {
    const told = { ...everyday.remove('rvc'), text: { sv: 'a', en: 'b' } };
    expect(bare(told)).toEqual(everyday.remove('rvc'));
  });

  it('have a cell that must be filled in for every sort of row', () => {
    for (const what of WHATS) expect(fieldsOf(what).some((f) => f.must)).toBe(true);
  });
});
