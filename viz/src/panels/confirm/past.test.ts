import { describe, expect, it } from 'vitest';
import { dayOf, isPast } from './past';

describe('a day to answer by', () => {
  it('has passed the day after, and not on the day itself', () => {
    expect(isPast('2026-11-22', '2026-11-23')).toBe(true);
    expect(isPast('2026-11-23', '2026-11-23')).toBe(false);
    expect(isPast('2027-01-01', '2026-11-23')).toBe(false);
  });

  it('has not passed when there is none', () => {
    expect(isPast('', '2026-11-23')).toBe(false);
  });

  it('is the day where the reader is, also late in the evening', () => {
    expect(dayOf(new Date(2026, 0, 5, 23, 59))).toBe('2026-01-05');
    expect(dayOf(new Date(2026, 0, 5, 0, 1))).toBe('2026-01-05');
  });
});
