import type { NetworkSummary } from '../types';

const plain = (text: string) => text.replaceAll('-', '–');

/** Kind and period of a network, the period only where the title does not say it. */
export function told(n: NetworkSummary, kinds: Record<string, string>): string[] {
  const kind = n.kind && (kinds[n.kind] ?? n.kind);
  const period = n.period && plain(n.period);
  return [kind, period && !plain(n.title).includes(period) ? period : null].filter(
    (t): t is string => Boolean(t),
  );
}

/** The first two of the same place by period, else the first two there are. */
export function firstPair(networks: NetworkSummary[]): { old: string; new: string } | null {
  const byPeriod = (a: NetworkSummary, b: NetworkSummary) =>
    (a.period ?? '').localeCompare(b.period ?? '');
  const together = networks
    .map((n) => networks.filter((other) => n.place !== null && other.place === n.place))
    .find((all) => all.length > 1);
  const [first, second] = together ? [...together].sort(byPeriod) : networks;
  return first && second ? { old: first.id, new: second.id } : null;
}
