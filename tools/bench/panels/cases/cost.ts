import { START } from '../../../../src/shared/panel/testing/start';
import { type Figures } from '../../../../src/panels/tenantcost/model/figures';
import { defaultOptions } from '../../../../src/panels/tenantcost/options/options';
import * as cost from '../../../../src/panels/tenantcost/testing/frames';

import { type Case, drawn, many, wave } from './make';

const costFigures = (at: number): Figures => ({
  gpu_hours: 1 + at,
  prompt_tokens: 4e6 + at,
  generation_tokens: 1e6 + at,
  cached_tokens: 2e6,
  requests: 100 + at,
  cost_prompt: 4 + at / 10,
  cost_generation: 16 + at / 5,
  cost_total: 20 + 0.3 * at,
  saved_by_cache: 4,
  cost_per_mtok_prompt: 1,
  cost_per_mtok_generation: 16,
  cost_per_request: 0.2,
  useful_ratio: 0.9,
});

const costRow = (values: (at: number) => Figures) => (at: number) => ({
  labels: { tenant: `tenant-${at % 250}`, llm_model: `model-${Math.floor(at / 250)}` },
  values: values(at),
});

const costTable = (rows: number) => cost.tableFrame(many(rows, costRow(costFigures)));

function costTime(rows: number, steps: number, of: (at: number) => Figures) {
  const frame = cost.timeFrame(many(rows, costRow(of)), steps);
  frame.fields.forEach((field, at) => {
    if (field.name !== 'time') {
      field.values = wave(steps, 0.2, 1, at);
    }
  });
  return frame;
}

/** The views of the cost panel. */
export function costCases(): Case[] {
  const about = { panel: 'tokenpath-tenantcost-panel', start: START };
  const table = [costTable(1000)];
  const of = 'a table of 1,000 rows';
  const price = ({ cost_per_request }: Figures) => ({ cost_total: 1, cost_per_request });
  return [
    drawn(
      {
        ...about,
        name: 'Cost, over time',
        of: '100 rows × 100 steps',
        steps: 100,
        options: { ...defaultOptions, view: 'time' },
      },
      [costTime(100, 100, () => ({ cost_total: 1 }))]
    ),
    drawn(
      {
        ...about,
        name: 'Cost, prices over time',
        of: '50 rows × 2 figures × 100 steps',
        steps: 100,
        options: { ...defaultOptions, view: 'time', series: 'cost_per_request' },
      },
      [costTime(50, 100, (at) => price(costFigures(at)))]
    ),
    drawn(
      {
        ...about,
        name: 'Cost, table',
        of: `${of}, by tenant`,
        options: { ...defaultOptions, view: 'table' },
        scrolls: true,
      },
      table
    ),
    drawn(
      { ...about, name: 'Cost, table', of, options: { ...defaultOptions, view: 'table', group: false }, scrolls: true },
      table
    ),
    drawn(
      {
        ...about,
        name: 'Cost, unit prices',
        of,
        options: { ...defaultOptions, view: 'prices', group: false },
        scrolls: true,
      },
      table
    ),
    drawn({ ...about, name: 'Cost, treemap', of, options: { ...defaultOptions, view: 'treemap' } }, table),
  ];
}
