import type { Finding } from '../types';

/** What findings can be chosen by: any, no decision, or what was decided. */
export const DECIDED = ['', 'none', 'action', 'accepted', 'dismissed'] as const;

/** Whether a finding is shown when only those decided `so` are. */
export const isDecided = (finding: Finding, so: string): boolean =>
  so === '' || (finding.decision?.state ?? 'none') === so;

/** How many were found: questions to answer stand in the list, but are no findings. */
export const counted = (findings: Finding[]): number => findings.filter((f) => !f.question).length;

const countOf = (findings: Finding[], id: string): number => {
  const left = findings.filter((f) => isDecided(f, id));
  return id === '' || id === 'none' ? counted(left) : left.length;
};

/**
 * The choices with how many findings each leaves; those that leave none are left out. Decisions
 * are counted on whatever they were made.
 */
export const choicesOf = (findings: Finding[], chosen: string): { id: string; count: number }[] =>
  DECIDED.map((id) => ({ id, count: countOf(findings, id) })).filter(
    ({ id, count }) => id !== 'accepted' || count > 0 || id === chosen,
  );
