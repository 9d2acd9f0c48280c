import { figuresAtStep } from '../../../shared/panel/model/figureFields';
import { START } from '../../../shared/panel/testing/panelProps';
import { constant, fullCoverage, slow, timeFrame } from '../testing/frames';

import { readAnswer } from './answer';
import { rangeRows } from './rangeRows';
import { chosenRow, rowChoices } from './rowChoice';
import { overRange, readTimeRows, TOTAL_KEY, totalRow } from './timeRows';

const two = timeFrame([
  { labels: { llm_model: 'small' }, values: { ...constant({ ...slow, queue: 0, e2e: 1.6 }, 2), requests: [3, 0] } },
  { labels: { llm_model: 'large' }, values: { ...constant(slow, 2), ttft_p95: [0.3, 0.5], requests: [1, 1] } },
]);
const read = (frame = two) => readTimeRows(readAnswer([frame]).time!);

describe('readTimeRows', () => {
  it('gives a row per set of labels, on one grid', () => {
    const { times, rows } = read();
    expect(times).toEqual([START, START + 60_000]);
    expect(rows.map(({ label }) => label)).toEqual(['small', 'large']);
    expect(figuresAtStep(rows[1].columns, 1)).toEqual({ ...slow, ttft_p95: 0.5, requests: 1 });
  });

  it('names the only row of an answer without labels, and one without a value for its label', () => {
    expect(read(timeFrame([{ values: constant(slow, 1) }])).rows[0].label).toBe('All requests');
    const parts = timeFrame([{ labels: { tenant: 'a', route: 'b' }, values: constant(slow, 1) }]);
    expect(read(parts).rows[0].label).toBe('a · b');
  });

  it('takes what is no number as undefined', () => {
    expect(read(timeFrame([{ values: { e2e: [NaN, Infinity, 1] } }])).rows[0].columns.e2e).toEqual([null, null, 1]);
  });
});

describe('over the range', () => {
  it('weights a row by its requests, and counts them', () => {
    const all = read(timeFrame([{ values: { e2e: [1, 4], unexplained: [0, 1], requests: [2, 1] } }]));
    const { figures } = overRange(all.rows[0], all, 60);
    expect(figures).toEqual({ e2e: 2, unexplained: 1 / 3, requests: 180, decomposed: 1 });
  });

  it('never averages a quantile', () => {
    const all = read();
    expect(overRange(all.rows[1], all, 60).figures.ttft_p95).toBeUndefined();
  });
});

describe('totalRow', () => {
  it('weights the rows by their requests at each step', () => {
    const total = totalRow(read())!;
    expect(total.key).toBe(TOTAL_KEY);
    expect(total.columns.queue).toEqual([0.1, 0.4]);
    expect(total.columns.e2e?.map((value) => value?.toFixed(9))).toEqual(['1.700000000', '2.000000000']);
    expect(total.columns.requests).toEqual([4, 1]);
    expect(total.columns.ttft_p95).toBeUndefined();
  });

  it('is not there for one row, nor where requests are not counted', () => {
    expect(totalRow(read(timeFrame([{ values: { ...constant(slow, 1), requests: [1] } }])))).toBeUndefined();
    const uncounted = [
      { labels: { pod: 'a' }, values: constant(slow, 1) },
      { labels: { pod: 'b' }, values: constant(slow, 1) },
    ];
    expect(totalRow(read(timeFrame(uncounted)))).toBeUndefined();
  });
});

describe('rowChoices', () => {
  it('has all rows first, then the slowest', () => {
    const choices = rowChoices(read());
    expect(choices.map(({ row }) => row.label)).toEqual(['All rows', 'large', 'small']);
    expect(chosenRow(choices, undefined)?.row.key).toBe(TOTAL_KEY);
    expect(chosenRow(choices, choices[2].row.key)?.row.label).toBe('small');
    expect(chosenRow(choices, 'gone')?.row.key).toBe(TOTAL_KEY);
    expect(chosenRow([], 'gone')).toBeUndefined();
  });
});

describe('rangeRows', () => {
  it('makes rows of a time series answer, the slowest first', () => {
    const rows = rangeRows(readAnswer([two]));
    expect(rows.map(({ label, figures }) => [label, figures.e2e?.toFixed(9), figures.requests])).toEqual([
      ['large', '2.000000000', 120],
      ['small', '1.600000000', 180],
    ]);
  });

  it('has none of no answer', () => {
    expect(rangeRows(readAnswer([]))).toEqual([]);
    expect(rangeRows(readAnswer([timeFrame([], { coverage: fullCoverage })]))).toEqual([]);
  });
});

it('reads 10,000 steps of ten rows within a moment', () => {
  const steps = 10_000;
  const rows = Array.from({ length: 10 }, (_, at) => ({
    labels: { pod: `pod-${at}` },
    values: constant({ ...slow, requests: 1 }, steps),
  }));
  const frame = timeFrame(rows);
  const begin = process.cpuUsage();
  rowChoices(read(frame));
  // Its own time, not that of other programs on a busy machine, with a wide margin: it takes about 100 ms.
  expect(process.cpuUsage(begin).user / 1000).toBeLessThan(1000);
});
