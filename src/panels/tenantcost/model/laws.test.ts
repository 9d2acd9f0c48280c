import { readAnswer } from '../../../shared/panel/model/answer';
import { dollar, euro, type FakeRow, tableFrame, timeFrame } from '../testing/frames';

import { segmentsOf, compositionOf } from './bars';
import { blocksOf } from './blocks';
import { combine } from './combine';
import { groupRows } from './groups';
import { reconcile } from './reconcile';
import { MOST_FIRST } from './sort';
import { tableItems } from './tableItems';
import { tilesOf } from './treemap';
import { partFor, rangeRows } from './views';

// A small generator of its own, so that a failure can be repeated.
function numbers(seed: number) {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

const KINDS = ['value', 'value', 'value', 'idle', 'unlabelled', 'unattributed', 'other'];

function randomRows(seed: number): FakeRow[] {
  const next = numbers(seed);
  const seen = new Set<string>();
  return Array.from({ length: 40 }, (_, at): FakeRow => {
    const kind = KINDS[Math.floor(next() * KINDS.length)];
    const tenant = kind === 'value' ? `t${Math.floor(next() * 5)}` : kind;
    const total = Math.exp(next() * 20 - 10);
    const isDivided = next() > 0.3 && kind === 'value';
    const prompt = total * next();
    return {
      labels: { tenant, llm_model: `m${at}` },
      kind,
      currency: next() > 0.5 ? 'EUR' : 'USD',
      values: {
        cost_total: total,
        cost_prompt: isDivided ? prompt : null,
        cost_generation: isDivided ? total - prompt : null,
        prompt_tokens: next() * 1e9,
        generation_tokens: next() * 1e8,
        cached_tokens: 0,
      },
    };
  }).filter(({ labels }) => !seen.has(JSON.stringify(labels)));
}

const seeds = Array.from({ length: 25 }, (_, at) => at + 1);

function blocksFrom(rows: FakeRow[], format: 'table' | 'time') {
  const frame = format === 'table' ? tableFrame(rows) : timeFrame(rows, 7);
  const part = partFor('table', readAnswer('cost', [frame]))!;
  return blocksOf(part, rangeRows(part));
}

describe.each(['table', 'time'] as const)('a bill from a %s answer', (format) => {
  it.each(seeds)('is what the shown rows add up to, whatever is put together (%i)', (seed) => {
    for (const block of blocksFrom(randomRows(seed), format)) {
      const { own, special } = tableItems(block, ['tenant', 'llm_model'], {
        group: true,
        open: new Set(),
        order: MOST_FIRST,
      });
      const shown = [...own, ...special].reduce((sum, { row }) => sum + (row.figures.cost_total ?? 0), 0);
      expect(Math.abs(shown - block.bill!.amount)).toBeLessThanOrEqual(1e-9 * block.bill!.amount);
      expect(reconcile(block)).toMatchObject({ balance: 'equal', difference: 0 });
    }
  });

  it.each(seeds)('has bars and a composition as long as the money (%i)', (seed) => {
    for (const { rows, total } of blocksFrom(randomRows(seed), format)) {
      for (const row of rows) {
        const end = segmentsOf(row).reduce((most, { to }) => Math.max(most, to), 0);
        expect(Math.abs(end - row.figures.cost_total!)).toBeLessThanOrEqual(1e-5 * row.figures.cost_total!);
      }
      const end = compositionOf(rows).reduce((most, { to }) => Math.max(most, to), 0);
      expect(Math.abs(end - total.cost_total!)).toBeLessThanOrEqual(1e-5 * total.cost_total!);
    }
  });
});

it('currencies are never added', () => {
  const blocks = blocksFrom([...euro, ...dollar], 'table');
  expect(blocks.map(({ currency, total }) => [currency, total.cost_total])).toEqual([
    ['EUR', 100],
    ['USD', 8],
  ]);
});

it('a row that is left out is missed by the bill', () => {
  const frame = tableFrame(euro.slice(1), {
    bill: [{ currency: 'EUR', amount: 100, gpu_hours: 1, unpriced_gpu_hours: 0 }],
  });
  const part = partFor('table', readAnswer('cost', [frame]))!;
  expect(reconcile(blocksOf(part, rangeRows(part))[0])).toEqual({
    balance: 'part',
    difference: -20,
    text: 'Σ €80.0 of the bill €100, difference -€20.00: rows that a filter or “top” leaves out',
  });
});

it('putting rows together in any order gives the same', () => {
  const values = euro.slice(0, 2).map((row) => row.values);
  expect(combine(values)).toEqual(combine([...values].reverse()));
});

it.each(seeds)('groups and tiles lose no money (%i)', (seed) => {
  for (const { rows, total } of blocksFrom(randomRows(seed), 'table')) {
    const groups = groupRows(rows, ['tenant', 'llm_model']);
    const sum = groups.reduce((all, { figures }) => all + (figures.cost_total ?? 0), 0);
    expect(sum).toBeCloseTo(total.cost_total!, 6);
    const tiles = tilesOf(rows, ['tenant', 'llm_model'], 2000, 2000);
    const outer = tiles.filter(({ depth }) => depth === 1);
    outer.forEach(({ width, height, row }) => {
      // Gaps between tiles, and pixels, cost a little of each.
      const share = row.figures.cost_total! / total.cost_total!;
      expect(Math.abs((width * height) / 4e6 - share)).toBeLessThan(0.01);
    });
  }
});
