import { figuresAtStep } from '../../../shared/panel/model/figureFields';
import { constant, slow, timeFrame } from '../testing/frames';

import { readAnswer } from './answer';
import { legendItems } from './legend';
import { rowInWords } from './summary';
import { overRange, readTimeRows } from './timeRows';
import { tooltipLines } from './tooltip';

const frame = timeFrame([{ values: { ...constant(slow, 2), ttft_p95: [0.285, 0.2], requests: [1, 1] } }], {
  buckets: [{ field: 'ttft_p95', le: [0.1, 0.3] }],
  estimates: { prefill: 'TTFT less queue' },
});
const part = readAnswer([frame]).time!;
const all = readTimeRows(part);
const [row] = all.rows;
const range = overRange(row, all, 60);

describe('tooltipLines', () => {
  const lines = tooltipLines(row, figuresAtStep(row.columns, 0), ['ttft_p95', 'gateway_gap'], part);
  const line = (id: string) => lines.find((one) => one.id === id);

  it('has what is there, with shares of the end-to-end time', () => {
    expect(lines.map(({ id }) => id)).toEqual([
      'e2e',
      'queue',
      'prefill',
      'decode',
      'unexplained',
      'ttft_p95',
      'requests',
    ]);
    expect(line('queue')).toMatchObject({ value: '400 ms', share: '20.0%' });
    expect(line('e2e')?.share).toBeUndefined();
  });

  it('says the bucket of a quantile, and what an estimate is made from', () => {
    expect(line('ttft_p95')?.note).toBe('in the bucket 100 ms – 300 ms');
    expect(line('prefill')).toMatchObject({ value: '≈ 100 ms', note: 'estimated from TTFT less queue' });
  });
});

describe('legendItems', () => {
  it('has all phases, also those that nothing reports', () => {
    const items = legendItems(row, range, ['ttft_p95', 'itl_p50'], ['mean', 'last']);
    expect(items.map(({ name, values, drawn }) => [name, values.join(' · '), drawn])).toEqual([
      ['Queue', 'mean 400 ms · last 400 ms', true],
      ['KV transfer', 'n/a', false],
      ['Prefill', 'mean 100 ms · last 100 ms', true],
      ['Decode', 'mean 1.40 s · last 1.40 s', true],
      ['Unexplained', 'mean 100 ms · last 100 ms', true],
      ['End to end', 'mean 2.00 s · last 2.00 s', true],
      ['TTFT p95', 'last 200 ms', true],
    ]);
  });

  it('shows a quantile’s last value where only means are wanted', () => {
    const [ttft] = legendItems(row, range, ['ttft_p95'], ['mean']).slice(-1);
    expect(ttft.values).toEqual(['last 200 ms']);
  });
});

describe('rowInWords', () => {
  it('says the picture', () => {
    expect(rowInWords(range)).toBe(
      'All requests: mean end to end 2.00 s. Queue 400 ms, 20.0%; Prefill 100 ms, 5.00%; Decode 1.40 s, 70.0%; Unexplained 100 ms, 5.00%.'
    );
    expect(rowInWords({ ...range, figures: { e2e: null } })).toContain('end to end n/a. phases not known.');
  });
});
