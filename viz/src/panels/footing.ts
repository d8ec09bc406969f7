import type { Footing } from '../types';

/** Rows of a table that are shown before somebody asks for all. */
export const FEW = 6;

/** Rows by table, in the order in which the first of each comes. */
export function byTable(rows: Footing[]): { table: string; rows: Footing[] }[] {
  const tables = new Map<string, Footing[]>();
  for (const row of rows) tables.set(row.table, [...(tables.get(row.table) ?? []), row]);
  return [...tables].map(([table, rows]) => ({ table, rows }));
}
