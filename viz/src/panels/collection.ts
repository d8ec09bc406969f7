import type { Bilingual, Collection, Reading } from '../types';

/** A value as it is read: `7 av 33`, or empty where the source gives none. */
export function readingOf(
  { value, of }: Reading,
  lang: string,
  ofWords: (value: string, of: string) => string,
): string {
  if (value === null) return '';
  const number = new Intl.NumberFormat(lang, { maximumFractionDigits: 1 });
  return of === null ? number.format(value) : ofWords(number.format(value), number.format(of));
}

/** A share that a bar can show, from 0 to 1. */
export const shareOf = ({ value, of }: Reading): number | null =>
  value === null || of === null || of === 0 ? null : Math.max(0, Math.min(1, value / of));

const field = (text: string) => (/[";\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** The table as a file for spreadsheets, with semicolons as Swedish ones expect. */
export function csvOf(
  c: Collection,
  say: (text: Bilingual) => string,
  read: (reading: Reading) => string,
  head: { indicator: string; definition: string },
): string {
  const rows = [
    [head.indicator, ...c.networks.map((n) => n.title), head.definition],
    ...c.indicators.map((i) => [say(i.title), ...i.values.map(read), say(i.definition)]),
  ];
  return `\ufeff${rows.map((row) => row.map(field).join(';')).join('\r\n')}\r\n`;
}
