import type { CoverageCell } from '../types';
import type { Address } from './address';

/** A box of the matrix by its target group and function. */
export type CellKey = NonNullable<Address['cell']>;

const HOLE = 'falls_between:';

/**
 * The box of the matrix that a finding is about, with a finding that another one tells of; of a
 * finding about several boxes, or about none that is open, nothing.
 */
export function cellOf(cells: Map<string, CoverageCell>, finding: string | null): CellKey | null {
  const cell = finding?.startsWith(HOLE) ? cells.get(finding.slice(HOLE.length)) : undefined;
  return cell?.finding ? { group: cell.group, function: cell.function } : null;
}

/**
 * The box whose routes are shown: the chosen one, or that of the chosen finding. What is
 * chosen on the map goes before them.
 */
export const cellShown = (a: Address, cells: Map<string, CoverageCell>): CellKey | null =>
  a.cell ?? (a.selected ? null : cellOf(cells, a.finding));
