import type {
  Bilingual,
  ColumnChosen,
  ImportBooks,
  ImportColumn,
  ImportOption,
  ImportProblem,
  ImportQueued,
  ImportedTable,
  Imported,
  WordsSettled,
} from '../types';

/** What the page takes: kinds of file by their endings. */
export const ENDINGS = [
  '.csv',
  '.xlsx',
  '.tsv',
  '.txt',
  '.json',
  '.zip',
  '.graphml',
  '.gexf',
  '.net',
  '.dot',
];

/** The most bytes of all files together: the server takes 400 MB of base64. */
export const MOST_BYTES = 250 * 1024 * 1024;

/** A file in base64, as it is sent. */
export interface Encoded {
  name: string;
  base64: string;
}

export interface Choices {
  columns: ColumnChosen[];
  answers: WordsSettled[];
  knownOnly: boolean;
}

/**
 * The body of a request in pieces, so that no text ever holds all files at once. Base64
 * needs no escaping.
 */
export function bodyOf(files: Encoded[], choices: Choices, write: boolean): string[] {
  const { columns, answers, knownOnly } = choices;
  const rest = JSON.stringify({ columns, answers, known_only: knownOnly, write });
  return [
    '{"files":[',
    ...files.flatMap(({ name, base64 }, i) => [
      `${i > 0 ? ',' : ''}{"name":${JSON.stringify(name)},"base64":"`,
      base64,
      '"}',
    ]),
    `],${rest.slice(1)}`,
  ];
}

/** One column of one table, as a key. */
export const columnKey = (file: string, table: string | null, column: number): string =>
  JSON.stringify([file, table, column]);

/** The file that a message names: the longest name in it. */
export function culprit(message: Bilingual | null, names: string[]): string | null {
  if (!message) return null;
  const named = names.filter((name) => message.sv.includes(name) || message.en.includes(name));
  return named.sort((a, b) => b.length - a.length)[0] ?? null;
}

export type Sureness = 'sure' | 'likely' | 'unsure';

/** From here on a column needs no second look, and below that it is a question of its own. */
const SURE = 0.8;
const LIKELY = 0.6;

export const surenessOf = ({ confidence }: Pick<ImportColumn, 'confidence'>): Sureness | null =>
  confidence === null
    ? null
    : confidence >= SURE
      ? 'sure'
      : confidence >= LIKELY
        ? 'likely'
        : 'unsure';

/** Whether somebody should look at what a column was taken for. */
export const needsLook = (table: ImportedTable, column: ImportColumn): boolean => {
  const sure = surenessOf(column);
  return sure === null ? isUnknown(table) : sure !== 'sure';
};

/** Whether the page asks what the columns of a table hold, though nothing recognised them. */
export const isUnknown = (table: ImportedTable): boolean => table.kind === 'unknown';

/** What is wrong with a table's cells, by line and column; `-1` is the row as a whole. */
export type Noted = Map<string, ImportProblem[]>;

export const cellKey = (line: number, column: number): string => `${line}:${column}`;

const plain = (text: string) => text.replace(/\s+/g, ' ').trim();

/** The column that a problem names; headings may carry one of their options in brackets. */
function columnOf(table: ImportedTable, heading: string): number {
  const wanted = plain(heading);
  const headers = table.columns.map((c) => plain(c.header));
  const same = headers.indexOf(wanted);
  if (same >= 0) return same;
  const part = headers.findIndex((h) => h !== '' && wanted.startsWith(`${h} [`));
  if (part >= 0 || !/^\d+$/.test(wanted)) return part;
  // Tables without names of their own are counted from 1.
  const counted = Number(wanted) - 1;
  return counted < headers.length ? counted : -1;
}

/** Where a problem stands: a table by its number, a line and a column; `null` when it is not shown. */
export interface Spot {
  table: number;
  line: number;
  column: number;
}

/** The first shown cell a problem can mean. */
export function spotOf(tables: ImportedTable[], problem: ImportProblem): Spot | null {
  const { line, column } = problem;
  if (line === null) return null;
  for (const [at, table] of tables.entries()) {
    if (table.file !== problem.file || !table.rows.some((r) => r.line === line)) continue;
    if (column === null) return { table: at, line, column: -1 };
    const found = columnOf(table, column);
    if (found >= 0) return { table: at, line, column: found };
  }
  return null;
}

/** All problems once: those of the import, and those of rows left out that it does not repeat. */
export function problemsOf({ problems, receipts }: Pick<Imported, 'problems' | 'receipts'>) {
  const key = (p: ImportProblem) => JSON.stringify([p.file, p.line, p.column, p.what.sv]);
  const known = new Set(problems.map(key));
  // What is wrong with an unknown table is said above it, not once more on every row.
  const rejected = receipts
    .filter((r) => r.format !== 'unknown')
    .flatMap((r) => r.rejected.map((row) => row.problem));
  return [...problems, ...rejected.filter((p) => !known.has(key(p)))];
}

/** What is wrong and what to do, as one sentence. */
export function sentence(what: string, next: string): string {
  return `${capital(what)}; ${next}.`;
}

const capital = (text: string) => text.charAt(0).toLocaleUpperCase('sv') + text.slice(1);

/** Problems by the cells they stand in, for every table. */
export function notedIn(tables: ImportedTable[], problems: ImportProblem[]): Noted[] {
  const noted: Noted[] = tables.map(() => new Map());
  for (const problem of problems) {
    const spot = spotOf(tables, problem);
    const cells = spot && noted[spot.table];
    if (!cells) continue;
    const key = cellKey(spot.line, spot.column);
    cells.set(key, [...(cells.get(key) ?? []), problem]);
  }
  return noted;
}

/** Doubtful words, once for all places where they stand. */
export interface Group {
  key: string;
  words: string;
  places: ImportQueued[];
  options: ImportOption[];
}

/** Equal words get one answer, however they are spaced and written with capitals. */
export const wordsKey = (words: string): string =>
  (words.toLocaleLowerCase('sv').match(/[\p{L}\p{N}]+/gu) ?? [words]).join(' ');

/** The queue, equal words together, in the order in which they first stand. */
export function groupsOf(queue: ImportQueued[]): Group[] {
  const groups = new Map<string, Group>();
  for (const one of queue) {
    const key = wordsKey(one.words);
    const group = groups.get(key) ?? { key, words: plain(one.words), places: [], options: [] };
    group.places.push(one);
    for (const option of one.options) {
      if (!group.options.some((o) => o.id === option.id)) group.options.push(option);
    }
    groups.set(key, group);
  }
  return [...groups.values()];
}

/**
 * The groups after another reading: what is answered is no longer asked by the server but
 * stays in its place, so that one can change it; what is no longer asked and has no answer goes.
 */
export function regrouped(before: Group[], queue: ImportQueued[], answered: Set<string>): Group[] {
  const fresh = new Map(groupsOf(queue).map((g) => [g.key, g]));
  const kept = before.flatMap((old) => {
    const now = fresh.get(old.key);
    fresh.delete(old.key);
    return now ?? (answered.has(old.key) ? old : []);
  });
  return [...kept, ...fresh.values()];
}

/** The next group without an answer after a place, round to the start; `-1` when all have one. */
export function nextOpen(groups: Group[], answered: Set<string>, from: number): number {
  for (let i = 1; i <= groups.length; i++) {
    const at = (from + i) % groups.length;
    const group = groups[at];
    if (group && !answered.has(group.key)) return at;
  }
  return -1;
}

export interface Piece {
  text: string;
  marked: boolean;
}

/** A context with the words marked wherever they stand as whole words, else where they stand at all. */
export function piecesOf(context: string, words: string): Piece[] {
  const wanted = plain(words);
  if (wanted === '') return [{ text: context, marked: false }];
  const literal = wanted.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const whole = new RegExp(`(?<![\\p{L}\\p{N}])${literal}(?![\\p{L}\\p{N}])`, 'giu');
  const parts = (found: RegExp): Piece[] => {
    const pieces: Piece[] = [];
    let at = 0;
    for (const match of context.matchAll(found)) {
      pieces.push({ text: context.slice(at, match.index), marked: false });
      pieces.push({ text: match[0], marked: true });
      at = match.index + match[0].length;
    }
    pieces.push({ text: context.slice(at), marked: false });
    return pieces.filter((p) => p.text !== '');
  };
  const strict = parts(whole);
  return strict.some((p) => p.marked) ? strict : parts(new RegExp(literal, 'giu'));
}

/** Whether everything read is accounted for. */
export const holds = (b: ImportBooks): boolean =>
  b.read === b.used + b.merged + b.ignored + b.rejected;

const FATES = ['read', 'used', 'merged', 'ignored', 'rejected'] as const;

/** Whether all books hold, and the accounts of the tables add up to those of the whole. */
export function balanced({ receipts, total }: Pick<Imported, 'receipts' | 'total'>): boolean {
  return (['rows', 'cells'] as const).every(
    (of) =>
      holds(total[of]) &&
      receipts.every((r) => holds(r[of])) &&
      FATES.every((f) => receipts.reduce((sum, r) => sum + r[of][f], 0) === total[of][f]),
  );
}

/** What writing would do: rows that come and rows that grow, and in how many tables. */
export function additions({ changes }: Pick<Imported, 'changes'>) {
  const sum = (of: 'added' | 'extended') => changes.reduce((n, c) => n + c[of], 0);
  return {
    added: sum('added'),
    extended: sum('extended'),
    tables: changes.filter((c) => c.added > 0).length,
  };
}

/** The server tells of personal data in free text in these words only. */
const PERSONAL = 'personal data in the answer: ';

export interface Personal {
  /** Columns of personal data: cells that are left out whole. */
  cells: number;
  /** Personal data found in answers, by sort. */
  found: { what: Bilingual; count: number }[];
}

/** Personal data that was met, counted. */
export function personalOf({
  receipts,
  problems,
}: Pick<Imported, 'receipts' | 'problems'>): Personal {
  const cells = receipts
    .flatMap((r) => r.reasons)
    .filter((r) => r.why === 'private')
    .reduce((n, r) => n + r.cells, 0);
  const found = new Map<string, { what: Bilingual; count: number }>();
  for (const { what } of problems) {
    if (!what.en.startsWith(PERSONAL)) continue;
    const sort = (text: string) => capital(text.slice(text.indexOf(': ') + 2));
    const one = found.get(what.en) ?? {
      what: { sv: sort(what.sv), en: sort(what.en) },
      count: 0,
    };
    one.count += 1;
    found.set(what.en, one);
  }
  return { cells, found: [...found.values()] };
}
