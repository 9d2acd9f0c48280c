import { readAnswer } from '../../../shared/panel/model/answer';
import { tableFrame, type TableRow } from '../testing/frames';

import { hitShareOfAll, missedTokens, sourcesOf } from './hits';
import { readRows } from './readRows';
import { moneyOf, savedHours } from './savings';

const rowsOf = (...values: Array<TableRow['values']>) =>
  readRows(readAnswer('kvcache', [tableFrame(values.map((one, at) => ({ labels: { pod: `${at}` }, values: one })))]))
    .rows;

describe('sources of prompt tokens', () => {
  it.each([
    [{ hit_ratio: 0.6, hit_external: 0.1 }, [0.6, 0.1, 0.3]],
    [{ hit_ratio: 0.25, hit_external: null }, [0.25, 0.75]],
    [{ hit_external: 1 }, [1]],
    [{ hit_ratio: 0.95, hit_external: 0.2 }, [0.8, 0.2]],
    [{ hit_ratio: null }, []],
  ])('of %p are %p', (values, shares) => {
    const found = sourcesOf(rowsOf(values)[0]).map(({ share }) => share);
    expect(found).toHaveLength(shares.length);
    found.forEach((share, at) => expect(share).toBeCloseTo(shares[at]));
  });

  it('are weighted by tokens over all rows; rows that do not count them are left out', () => {
    const rows = rowsOf({ hit_ratio: 0.5, prompt_tokens: 100 }, { hit_ratio: 0, prompt_tokens: 300 }, { hit_ratio: 1 });
    expect(rows.map(missedTokens)).toEqual([50, 300, null]);
    expect(hitShareOfAll(rows)).toBe(0.125);
    expect(hitShareOfAll(rows.slice(2))).toBeNull();
  });
});

describe('savings', () => {
  it('adds hours, and money of each currency apart', () => {
    const frame = tableFrame([
      { labels: { pod: 'a' }, values: { saved_gpu_hours: 1, saved_by_cache: 2 }, currency: 'EUR' },
      { labels: { pod: 'b' }, values: { saved_gpu_hours: 2, saved_by_cache: 5 }, currency: 'USD' },
      { labels: { pod: 'c' }, values: { saved_gpu_hours: null, saved_by_cache: 1 }, currency: 'EUR' },
    ]);
    const { rows } = readRows(readAnswer('kvcache', [frame]));
    expect(savedHours(rows)).toBe(3);
    expect(moneyOf(rows)).toEqual([
      { amount: 5, unit: 'currencyUSD' },
      { amount: 3, unit: 'currencyEUR' },
    ]);
    expect(moneyOf([])).toEqual([]);
  });
});
