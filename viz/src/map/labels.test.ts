import { describe, expect, it } from 'vitest';
import { overlaps, type Rect } from './geometry';
import { REVIEW, inside, placeLabels, type Wanted } from './labels';
import { cut, parts, wrap } from './text';

/** Every letter is half as wide as the font is high. */
const measure = (text: string, size: number) => text.length * size * 0.5;
const ten = (text: string) => text.length * 10;
const view = { x: 0, y: 0, width: 1000, height: 800 };

const want = (key: number, text: string, box: Rect, more: Partial<Wanted> = {}): Wanted => ({
  key,
  box,
  text,
  shorts: [],
  place: 'inside',
  otherwise: 'none',
  strip: 0,
  indent: 0,
  bold: false,
  zoom: 1,
  asked: false,
  must: false,
  weight: 1,
  ...more,
});

describe('text', () => {
  it('breaks between words', () => {
    expect(wrap('Barn och ungdom', 90, 3, ten)).toEqual(['Barn och', 'ungdom']);
  });

  it('breaks a compound before its last part', () => {
    expect(parts('Förebyggandeenheten')).toEqual(['Förebyggande-', 'enheten']);
    expect(wrap('Förebyggandeenheten', 140, 2, ten)).toEqual(['Förebyggande-', 'enheten']);
  });

  it('breaks at a hyphen of the name itself', () => {
    expect(parts('Luna-vårdcentral')[0]).toBe('Luna-');
  });

  it('gives up rather than break anywhere', () => {
    expect(wrap('Ungdomsjouren', 50, 3, ten)).toBeNull();
    expect(wrap('en två tre fyra', 40, 2, ten)).toBeNull();
  });

  it('cuts with an ellipsis, but not to a stump', () => {
    expect(cut('Socialpsykiatri', 100, ten)).toBe('Socialpsy…');
    expect(cut('Socialpsykiatri', 30, ten)).toBeNull();
  });
});

describe('labels', () => {
  it('takes the largest size that fits', () => {
    const label = inside(want(1, 'Alis', { x: 0, y: 0, width: 120, height: 40 }), REVIEW, measure);
    expect(label?.size).toBe(13);
  });

  it('takes the abbreviation when the name has no room', () => {
    const box = { x: 0, y: 0, width: 44, height: 20 };
    const label = inside(
      want(1, 'Relationsvåldscentrum', box, { shorts: ['RVC'] }),
      REVIEW,
      measure,
    );
    expect(label?.lines).toEqual(['RVC']);
  });

  it('never lets two overlap', () => {
    const wanted = Array.from({ length: 60 }, (_, i) =>
      want(
        i,
        `Enhet nummer ${i}`,
        { x: (i * 137) % 900, y: (i * 71) % 760, width: 90, height: 30 },
        { otherwise: 'beside', weight: i },
      ),
    );
    const labels = placeLabels(wanted, REVIEW, measure, view);
    expect(labels.length).toBeGreaterThan(10);
    for (const a of labels) {
      for (const b of labels) if (a !== b) expect(overlaps(a, b)).toBe(false);
    }
  });

  it('writes the weightier of two that cannot both stand', () => {
    const box = { x: 10, y: 10, width: 100, height: 30 };
    const labels = placeLabels(
      [want(1, 'lätt', box), want(2, 'tung', box, { weight: 9 })],
      REVIEW,
      measure,
      view,
    );
    expect(labels.map((l) => l.lines[0])).toEqual(['tung']);
  });

  it('writes beside its box what must be seen', () => {
    const box = { x: 300, y: 300, width: 12, height: 6 };
    const labels = placeLabels(
      [want(1, 'Samverkansgruppen', box, { must: true, asked: true })],
      REVIEW,
      measure,
      view,
    );
    expect(labels[0]?.outside).toBe(true);
  });

  it('keeps reserved places free', () => {
    const box = { x: 10, y: 10, width: 100, height: 30 };
    expect(placeLabels([want(1, 'namn', box)], REVIEW, measure, view, [box])).toEqual([]);
  });

  it('writes no more than the style allows', () => {
    const wanted = Array.from({ length: 60 }, (_, i) =>
      want(i, 'namn', { x: (i % 10) * 90, y: Math.floor(i / 10) * 60, width: 80, height: 40 }),
    );
    expect(placeLabels(wanted, { ...REVIEW, most: 40 }, measure, view)).toHaveLength(40);
  });
});
