import { describe, expect, it } from 'vitest';
import { bestOf } from './best-of';

describe('the best of a row', () => {
  it('is the most or the least, and may be several', () => {
    expect(bestOf([1, 3, 3], true)).toEqual([1, 2]);
    expect(bestOf([1, 3, 1], false)).toEqual([0, 2]);
  });

  it('is nobody where all are alike, or only one is known', () => {
    expect(bestOf([2, 2, 2], true)).toEqual([]);
    expect(bestOf([null, 2], false)).toEqual([]);
    expect(bestOf([null, 2, 1], false)).toEqual([2]);
  });
});
