import { describe, expect, it } from 'vitest';
import { words as duplicatesEn } from './duplicates.en';
import { words as duplicatesSv } from './duplicates.sv';
import { words as helpEn } from './help.en';
import { words as helpSv } from './help.sv';
import { words as compareEn } from './compare.en';
import { words as compareSv } from './compare.sv';
import { words as collectionEn } from './collection.en';
import { words as collectionSv } from './collection.sv';
import { words as confirmEn } from './confirm.en';
import { words as confirmSv } from './confirm.sv';
import { words as decisionsEn } from './decisions.en';
import { words as decisionsSv } from './decisions.sv';
import { en } from './en';
import { words as importEn } from './import.en';
import { words as importSv } from './import.sv';
import { words as measuresEn } from './measures.en';
import { words as measuresSv } from './measures.sv';
import { words as personaEn } from './persona.en';
import { words as personaSv } from './persona.sv';
import { sv } from './sv';
import { words as whatifEn } from './whatif.en';
import { words as whatifSv } from './whatif.sv';

const texts = (words: object): [string, string][] =>
  Object.entries(words).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string'
      ? [[key, value]]
      : typeof value === 'object' && value !== null
        ? texts(value).map(([k, t]) => [`${key}.${k}`, t])
        : [],
  );

describe('words', () => {
  it('leaves no text empty', () => {
    for (const words of [
      sv,
      en,
      importSv,
      importEn,
      duplicatesSv,
      duplicatesEn,
      decisionsSv,
      decisionsEn,
      personaSv,
      personaEn,
      whatifSv,
      whatifEn,
      helpSv,
      helpEn,
      compareSv,
      compareEn,
      collectionSv,
      collectionEn,
      measuresSv,
      measuresEn,
      confirmSv,
      confirmEn,
    ]) {
      for (const [key, text] of texts(words)) expect(text.trim(), key).not.toBe('');
    }
  });

  it('has the same keys in both languages', () => {
    const keys = (words: object) => texts(words).map(([k]) => k);
    expect(keys(en)).toEqual(keys(sv));
    expect(keys(importEn)).toEqual(keys(importSv));
    expect(keys(duplicatesEn)).toEqual(keys(duplicatesSv));
    expect(keys(decisionsEn)).toEqual(keys(decisionsSv));
    expect(keys(personaEn)).toEqual(keys(personaSv));
    expect(keys(whatifEn)).toEqual(keys(whatifSv));
    expect(keys(helpEn)).toEqual(keys(helpSv));
    expect(keys(compareEn)).toEqual(keys(compareSv));
    expect(keys(collectionEn)).toEqual(keys(collectionSv));
    expect(keys(measuresEn)).toEqual(keys(measuresSv));
    expect(keys(confirmEn)).toEqual(keys(confirmSv));
  });

  it('counts in Swedish', () => {
    expect(sv.top.hits(1)).toBe('1 träff');
    expect(sv.top.hits(2)).toBe('2 träffar');
    expect(sv.details.age(65, null)).toBe('från 65 år');
    expect(duplicatesSv.done(1)).toBe('1 avgjort');
    expect(duplicatesSv.empty.tally(7, 3, 0)).toBe('7 par hopslagna, 3 olika.');
    expect(duplicatesSv.empty.tally(1, 0, 2)).toBe(
      '1 par hopslaget, 0 olika, 2 del av något större.',
    );
  });
});
