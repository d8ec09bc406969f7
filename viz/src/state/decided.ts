import type { Finding } from '../types';

/** What findings can be chosen by: any, no decision, or what was decided. */
export const DECIDED = ['', 'none', 'action', 'accepted', 'dismissed'] as const;

/** Whether a finding is shown when only those decided `so` are. */
export const isDecided = (finding: Finding, so: string): boolean =>
  so === '' || (finding.decision?.state ?? 'none') === so;

/** How many findings there are, and how many questions to answer. */
export interface Count {
  found: number;
  questions: number;
}

/**
 * The one way to count what stands in a list: questions to answer are no findings, also when
 * somebody has decided on them, and have a number of their own.
 */
export function counted(findings: Finding[]): Count {
  const questions = findings.filter((f) => f.question).length;
  return { found: findings.length - questions, questions };
}

/** The choices with what each leaves; one that is never made is left out. */
export const choicesOf = (findings: Finding[], chosen: string): { id: string; count: Count }[] =>
  DECIDED.map((id) => {
    const left = findings.filter((f) => isDecided(f, id));
    return { id, count: counted(left), some: left.length > 0 };
  })
    .filter(({ id, some }) => id !== 'accepted' || some || id === chosen)
    .map(({ id, count }) => ({ id, count }));
