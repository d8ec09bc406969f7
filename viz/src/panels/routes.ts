import type { Finding, Route } from '../types';

/** Routes by the service they lead to, in the order of the server; the numbers are theirs. */
export function byService(routes: Route[]): { service: string; all: number[] }[] {
  const map = new Map<string, number[]>();
  routes.forEach((route, i) => {
    const all = map.get(route.service);
    if (all) all.push(i);
    else map.set(route.service, [i]);
  });
  return [...map].map(([service, all]) => ({ service, all }));
}

const ORDER: Record<string, number> = { high: 0, medium: 1, low: 2 };

/** Gravest first; the server's order within. */
export const bySeverity = (findings: Finding[]): Finding[] =>
  [...findings].sort((a, b) => (ORDER[a.severity] ?? 9) - (ORDER[b.severity] ?? 9));

/** Some of the gravest findings, no more than `each` of one rule. */
export function foremost(findings: Finding[], each: number, most: number): Finding[] {
  const counts = new Map<string, number>();
  return bySeverity(findings)
    .filter((f) => {
      const n = (counts.get(f.rule) ?? 0) + 1;
      counts.set(f.rule, n);
      return n <= each;
    })
    .slice(0, most);
}
