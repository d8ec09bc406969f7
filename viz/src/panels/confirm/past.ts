/** The day that a moment falls on where the reader is, ISO 8601. */
export function dayOf(moment: Date): string {
  const pad = (n: number, width: number) => String(n).padStart(width, '0');
  return [
    pad(moment.getFullYear(), 4),
    pad(moment.getMonth() + 1, 2),
    pad(moment.getDate(), 2),
  ].join('-');
}

/** Whether nobody can answer by that day any more; an empty day is none. Both ISO 8601. */
export const isPast = (day: string, today: string): boolean => day !== '' && day < today;
