import { constant, slow, tableFrame, timeFrame } from '../testing/frames';

import { readAnswer } from './answer';
import { firstRows, firstTrend } from './firstRows';
import { firstInWords, firstLines, growthInWords, partName } from './firstWords';

const inside = { queue: 0.2, prefill: 0.1, ttft_mean: 0.35 };
const gap = [0.1, 0.1, 0.1, 0.1, 0.1, 0.8, 0.8, 0.8];
const time = timeFrame([
  { labels: { llm_model: 'calm' }, values: { ...constant({ ...inside, gateway_gap: 0.1, requests: 2 }, 8) } },
  { labels: { llm_model: 'buffered' }, values: { ...constant({ ...inside, requests: 2 }, 8), gateway_gap: gap } },
]);
const table = tableFrame([
  { labels: { llm_model: 'calm' }, values: { ...inside, gateway_gap: 0.1, gateway_ttft_mean: 0.45, requests: 9 } },
  { labels: { llm_model: 'buffered' }, values: { ...inside, gateway_gap: 0.5, gateway_ttft_mean: 0.85, requests: 9 } },
  { labels: { llm_model: 'other' }, kind: 'other', values: { ttft_mean: 0.1, requests: 1 } },
]);

describe('firstRows', () => {
  it('puts the slowest first, each with its trend', () => {
    const { rows, times } = firstRows(readAnswer([table, time]));
    expect(times).toHaveLength(8);
    expect(rows.map(({ row, total }) => [row.label, total])).toEqual([
      ['buffered', 0.85],
      ['calm', 0.45],
      ['other', 0.1],
    ]);
    expect(rows.map((one) => one.time?.label)).toEqual(['buffered', 'calm', undefined]);
    expect(rows.map((one) => one.growth?.from)).toEqual([5, undefined, undefined]);
    expect(rows[0].segments.map(({ id }) => id)).toEqual(['gatewayGap', 'queue', 'prefill', 'rest']);
  });

  it('makes rows of steps, weighted by the engine’s requests', () => {
    const { rows } = firstRows(readAnswer([time]));
    expect(rows.map(({ row, total, seenBy }) => [row.label, total?.toFixed(4), seenBy])).toEqual([
      ['buffered', '0.7125', 'gateway'],
      ['calm', '0.4500', 'gateway'],
    ]);
  });

  it('has no trend where only a table came', () => {
    expect(firstRows(readAnswer([table])).rows.every((one) => one.time === undefined)).toBe(true);
  });
});

it('firstTrend divides every step', () => {
  const row = firstRows(readAnswer([time])).rows[0].time!;
  const { parts, total } = firstTrend(row, 8);
  expect(parts.find(({ id }) => id === 'gatewayGap')?.values).toEqual(gap);
  expect(parts.find(({ id }) => id === 'clientGap')?.values).toEqual(new Array(8).fill(null));
  expect(total[0]).toBeCloseTo(0.45);
  expect(total[7]).toBeCloseTo(1.15);
});

describe('in words', () => {
  const [buffered, , other] = firstRows(readAnswer([table, time])).rows;

  it('a row is one sentence', () => {
    expect(firstInWords(buffered.row, buffered)).toBe(
      'buffered: first token after 850 ms, as the gateway saw it. Gateway gap 500 ms, 58.8%; Queue 200 ms, 23.5%; Prefill 100 ms, 11.8%; Engine rest 50.0 ms, 5.88%.'
    );
    expect(firstInWords(other.row, { parts: {}, total: null })).toBe('other: first token after n/a. Parts not known.');
  });

  it('a tooltip names what is not known, but no time that is nothing', () => {
    expect(firstLines(buffered, buffered.row.fields).map(({ name, value }) => `${name} ${value}`)).toEqual([
      'First token, by the gateway 850 ms',
      'Client gap n/a',
      'Gateway gap 500 ms',
      'Queue 200 ms',
      'Prefill 100 ms',
      'Engine rest 50.0 ms',
    ]);
  });

  it('a finding says what, how much, since when and what to do', () => {
    const timeOf = (step: number) => `14:0${step}`;
    expect(growthInWords('buffered', buffered.growth!, timeOf)).toBe(
      'Gateway gap of buffered grows · 100 ms → 800 ms · since 14:05 · check for a proxy that buffers'
    );
    expect(growthInWords('buffered', { ...buffered.growth!, lasts: false }, timeOf)).toContain(
      'grew · 100 ms → 800 ms · 14:05 – 14:07'
    );
  });

  it('a part has the name that an override gives its field', () => {
    const [field] = table.fields.filter(({ name }) => name === 'queue');
    expect(partName('queue', { queue: { ...field, config: { displayName: 'Waiting' } } })).toBe('Waiting');
    expect(partName('rest', {})).toBe('Engine rest');
  });
});

it('phases of a request without a time to first token are no row of it', () => {
  expect(firstRows(readAnswer([tableFrame([{ labels: { pod: 'a' }, values: slow }])])).rows[0].total).toBeNull();
});
