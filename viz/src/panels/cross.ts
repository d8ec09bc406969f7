import type { Share } from '../types';

/** What the measures of a plan are spread over. */
export const AXES = ['group', 'function', 'prevention', 'board'] as const;
export type Axis = (typeof AXES)[number];

/** Measures by two of the axes; a measure counts once in each box and once in each total. */
export interface Cross {
  rows: (string | null)[];
  columns: (string | null)[];
  /** The measures of a box, of a row (`null` column) and so on. */
  at(row: string | null | undefined, column: string | null | undefined): string[];
}

/** `undefined` stands for all of an axis, `null` for measures that name nothing there. */
export function crossOf(shares: Share[], row: Axis, column: Axis): Cross {
  const values = (axis: Axis) => {
    const known = new Set(shares.map((s) => s[axis]));
    // What names nothing comes last.
    return [...known].filter((v) => v !== null).concat(known.has(null) ? [null as never] : []);
  };
  return {
    rows: values(row),
    columns: values(column),
    at: (r, c) => [
      ...new Set(
        shares
          .filter((s) => (r === undefined || s[row] === r) && (c === undefined || s[column] === c))
          .flatMap((s) => s.measures),
      ),
    ],
  };
}
