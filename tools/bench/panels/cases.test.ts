import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { cases } from './cases';
import { type FrameJson } from './drawing';

const POINTS = 10_000;
const ROWS = 1000;

const pointsOf = ({ fields }: FrameJson): number =>
  fields.some(({ type }) => type === 'time')
    ? fields.reduce((sum, { type, values }) => (type === 'number' ? sum + values.length : sum), 0)
    : 0;

const rowsOf = ({ fields }: FrameJson): number => fields[0]?.values.length ?? 0;

describe('what the panels are timed with', () => {
  it('is 10,000 points or 1,000 rows, in every view of every panel', () => {
    for (const { name, of, frames } of cases()) {
      const [points, rows] = [Math.max(...frames.map(pointsOf)), Math.max(...frames.map(rowsOf))];
      assert.ok(points >= POINTS || rows >= ROWS, `${name} (${of}): ${points} points, ${rows} rows`);
    }
    const views = new Set(cases().map(({ panel, options }) => `${panel} ${String(options.view ?? '')}`));
    // Three of latency, five of the cache, one of balance, four of cost; Grafana's own two.
    assert.equal(views.size, 15, [...views].join(', '));
  });
});
