/** Places of the best values; none when all are alike, or when there is nothing to compare. */
export function bestOf(values: (number | null)[], more: boolean): number[] {
  const known = values.filter((v): v is number => v !== null);
  if (known.length < 2 || known.every((v) => v === known[0])) return [];
  const best = more ? Math.max(...known) : Math.min(...known);
  return values.flatMap((v, i) => (v === best ? [i] : []));
}
