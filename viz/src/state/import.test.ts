import { describe, expect, it } from 'vitest';
import type { ImportBooks, ImportProblem, ImportQueued, ImportedTable } from '../types';
import {
  additions,
  balanced,
  bodyOf,
  culprit,
  groupsOf,
  holds,
  needsLook,
  nextOpen,
  notedIn,
  personalOf,
  piecesOf,
  problemsOf,
  regrouped,
  spotOf,
  surenessOf,
} from './import';

const text = (t: string) => ({ sv: t, en: t });
const queued = (words: string, more: Partial<ImportQueued> = {}): ImportQueued => ({
  words,
  context: words,
  interview: 'i',
  place: 'A1',
  column: 'Vilka',
  options: [],
  because: text('liknar'),
  ...more,
});
const table = (more: Partial<ImportedTable> = {}): ImportedTable => ({
  file: 'a.csv',
  table: null,
  kind: 'interviews',
  guide: null,
  columns: ['Enhet', 'Vilka\nsamarbetar ni med'].map((header) => ({
    header,
    question: 'unit',
    confidence: 0.9,
    why: null,
  })),
  rows: [{ line: 4, cells: ['x', 'y'] }],
  ...more,
});
const problem = (more: Partial<ImportProblem> = {}): ImportProblem => ({
  severity: 'warning',
  file: 'a.csv',
  line: 4,
  column: null,
  what: text('fel'),
  next: text('gör så'),
  ...more,
});

describe('a request', () => {
  const choices = {
    columns: [{ file: 'a "b".csv', table: null, column: 2, question: 'partners' }],
    answers: [{ words: 'Polisen', target: null }],
    knownOnly: true,
  };

  it('holds files and choices, whatever the files are called', () => {
    const files = [
      { name: 'a "b".csv', base64: 'QQ==' },
      { name: 'å\\.xlsx', base64: '' },
    ];
    expect(JSON.parse(bodyOf(files, choices, true).join(''))).toEqual({
      files,
      columns: choices.columns,
      answers: choices.answers,
      known_only: true,
      write: true,
    });
  });

  it('is whole without files', () => {
    const body = JSON.parse(
      bodyOf([], { columns: [], answers: [], knownOnly: false }, false).join(''),
    );
    expect(body).toEqual({ files: [], columns: [], answers: [], known_only: false, write: false });
  });

  it('finds the file that a message names, the longest name first', () => {
    const names = ['b.csv', 'ab.csv'];
    expect(culprit(text('ab.csv är tom'), names)).toBe('ab.csv');
    expect(culprit(text('något är fel'), names)).toBeNull();
    expect(culprit(null, names)).toBeNull();
  });
});

describe('columns', () => {
  it('are sure, likely or unsure', () => {
    const at = (confidence: number | null) => surenessOf({ confidence });
    expect([at(0.93), at(0.8), at(0.75), at(0.3), at(null)]).toEqual([
      'sure',
      'sure',
      'likely',
      'unsure',
      null,
    ]);
  });

  it('need a look when they are not sure, or nobody knows the table', () => {
    const column = { header: 'A', question: null, confidence: null, why: null };
    expect(needsLook(table({ kind: 'unknown' }), column)).toBe(true);
    expect(needsLook(table({ kind: 'edges' }), column)).toBe(false);
    expect(needsLook(table(), { ...column, confidence: 0.7 })).toBe(true);
  });
});

describe('problems', () => {
  const tables = [table({ rows: [] }), table()];

  it('stand in the shown cell of their line and heading', () => {
    const column = 'Vilka samarbetar ni med [Polisen]';
    expect(spotOf(tables, problem({ column }))).toEqual({ table: 1, line: 4, column: 1 });
    expect(spotOf(tables, problem())).toEqual({ table: 1, line: 4, column: -1 });
  });

  it('stand nowhere when line, file or column is not shown', () => {
    for (const more of [{ line: 5 }, { line: null }, { file: 'b.csv' }, { column: 'Annat' }]) {
      expect(spotOf(tables, problem(more))).toBeNull();
    }
  });

  it('may count the columns from 1', () => {
    expect(spotOf(tables, problem({ column: '2' }))?.column).toBe(1);
    expect(spotOf(tables, problem({ column: '3' }))).toBeNull();
  });

  it('are told once, those of rejected rows too', () => {
    const books = { read: 0, used: 0, merged: 0, ignored: 0, rejected: 0 };
    const left = (format: string, line: number) => ({
      file: 'a.csv',
      table: null,
      format,
      rows: books,
      cells: books,
      reasons: [],
      rejected: [{ problem: problem({ line }), cells: [] }],
    });
    const receipts = [left('edges', 4), left('edges', 5), left('unknown', 6)];
    expect(problemsOf({ problems: [problem()], receipts }).map((p) => p.line)).toEqual([4, 5]);
  });

  it('are kept together by cell', () => {
    const [first, second] = notedIn(tables, [problem(), problem(), problem({ line: 9 })]);
    expect(first?.size).toBe(0);
    expect(second?.get('4:-1')).toHaveLength(2);
  });
});

describe('the queue', () => {
  const option = (id: string) => ({ id, name: id });

  it('asks once for equal words, with the options of all', () => {
    const groups = groupsOf([
      queued('Barn- och familj', { options: [option('a')] }),
      queued('BUP'),
      queued('barn och  familj', { options: [option('a'), option('b')] }),
    ]);
    // A hyphen and spaces do not tell words apart; the first way of writing shows.
    expect(groups.map((g) => [g.words, g.places.length, g.options.length])).toEqual([
      ['Barn- och familj', 2, 2],
      ['BUP', 1, 0],
    ]);
  });

  it('keeps what is answered in its place after another reading', () => {
    const before = groupsOf([queued('a'), queued('b'), queued('c')]);
    const after = regrouped(before, [queued('c'), queued('d')], new Set(['a']));
    expect(after.map((g) => g.key)).toEqual(['a', 'c', 'd']);
  });

  it('goes round to the next without an answer', () => {
    const groups = groupsOf([queued('a'), queued('b'), queued('c')]);
    expect(nextOpen(groups, new Set(['c']), 1)).toBe(0);
    expect(nextOpen(groups, new Set(['b']), 0)).toBe(2);
    expect(nextOpen(groups, new Set(['a', 'b', 'c']), 0)).toBe(-1);
    expect(nextOpen([], new Set(), -1)).toBe(-1);
  });

  it('marks the words in what stands round them', () => {
    const marked = (context: string, words: string) =>
      piecesOf(context, words).map((p) => (p.marked ? `[${p.text}]` : p.text));
    expect(marked('Vi ringer UM, inte umgänge', 'um')).toEqual([
      'Vi ringer ',
      '[UM]',
      ', inte umgänge',
    ]);
    expect(marked('barnkliniken', 'kliniken')).toEqual(['barn', '[kliniken]']);
    expect(marked('a (b)', '(b)')).toEqual(['a ', '[(b)]']);
    expect(marked('inget här', 'x y')).toEqual(['inget här']);
  });
});

describe('the books', () => {
  const books = (read: number, used: number, rest = 0): ImportBooks => ({
    read,
    used,
    merged: rest,
    ignored: rest,
    rejected: rest,
  });
  const receipt = (rows: ImportBooks, cells: ImportBooks) => ({
    file: 'a',
    table: null,
    format: 'interviews',
    rows,
    cells,
    reasons: [],
    rejected: [],
  });

  it('hold when what was read is accounted for', () => {
    expect(holds(books(5, 2, 1))).toBe(true);
    expect(holds(books(5, 3, 1))).toBe(false);
  });

  it('hold together only when the tables add up to the whole', () => {
    const one = receipt(books(5, 2, 1), books(4, 4));
    const sum = { rows: books(10, 4, 2), cells: books(8, 8) };
    expect(balanced({ receipts: [one, one], total: sum })).toBe(true);
    expect(balanced({ receipts: [one], total: sum })).toBe(false);
    const wrong = receipt(books(5, 1, 1), books(4, 4));
    expect(balanced({ receipts: [wrong], total: { rows: wrong.rows, cells: wrong.cells } })).toBe(
      false,
    );
  });

  it('count new rows and the tables that get any', () => {
    const change = (tableName: string, added: number, extended: number) => ({
      table: tableName,
      added,
      extended,
      same: 1,
    });
    const changes = [change('ties', 3, 1), change('actors', 0, 2), change('forums', 1, 0)];
    expect(additions({ changes })).toEqual({ added: 4, extended: 3, tables: 2 });
  });

  it('count personal data in columns and in answers', () => {
    const reason = { fate: 'ignored', why: 'private', label: text('x'), cells: 3 };
    const one = { ...receipt(books(0, 0), books(0, 0)), reasons: [reason] };
    const name = { sv: 'personuppgift i svaret: namn', en: 'personal data in the answer: name' };
    const problems = [problem({ what: name }), problem(), problem({ what: name })];
    expect(personalOf({ receipts: [one], problems })).toEqual({
      cells: 3,
      found: [{ what: { sv: 'Namn', en: 'Name' }, count: 2 }],
    });
  });
});
