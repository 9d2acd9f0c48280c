import { createTheme, dateTime } from '@grafana/data';

import { readAnswer } from '../../../shared/panel/model/answer';
import { dollar, euro, type FakeRow, tableFrame, timeFrame } from '../testing/frames';

import { bandLook } from './bandLook';
import { extentOf, segmentsOf } from './bars';
import { chooseBasis, framesOf } from './basis';
import { whatChanges } from './basisChange';
import { blocksOf } from './blocks';
import { budgetLevel } from './budgetLevel';
import { formatOf, unitFor } from './display';
import { KEY_COLOURS, keyColours } from './looks';
import { partialNote } from './notes';
import { readTimeRows } from './timeRows';
import { MOST_FIRST, nextOrder, sortRows } from './sort';
import { bandsByPart } from './stackParts';
import { bandsByRow, MOST_BANDS } from './stackRows';
import { tableItems } from './tableItems';
import { tilesOf } from './treemap';
import { rangeRows } from './views';

const partOf = (frame: ReturnType<typeof tableFrame>) => {
  const { table, time } = readAnswer('cost', [frame]);
  return (table ?? time)!;
};
const rowsOf = (rows: FakeRow[]) => rangeRows(partOf(tableFrame(rows)));
const by = ['tenant', 'llm_model'];

describe('bars', () => {
  const rows = rowsOf(euro);

  it.each([
    [
      'a divided row',
      0,
      [
        ['saved', -4, 0],
        ['prompt', 0, 4],
        ['generation', 4, 20],
      ],
    ],
    ['a row without parts', 2, [['undivided', 0, 10]]],
    ['unlabelled tokens', 3, [['undivided', 0, 6]]],
    ['idle GPUs', 4, [['idle', 0, 4]]],
    ['GPUs of nobody', 5, [['unattributed', 0, 20]]],
  ])('of %s', (_, at, expected) => {
    expect(segmentsOf(rows[at]).map(({ id, from, to }) => [id, from, to])).toEqual(expected);
  });

  it('share one scale, which reaches the furthest mark', () => {
    expect(extentOf(rows)).toEqual({ min: -4, max: 40 });
    expect(extentOf(rows, [50])).toEqual({ min: -4, max: 50 });
    expect(extentOf([])).toEqual({ min: 0, max: 0 });
  });
});

describe('the lines of the table', () => {
  const [block] = blocksOf(partOf(tableFrame(euro)), rowsOf(euro));
  const lines = (open: string[] = [], group = true) =>
    tableItems(block, by, { group, open: new Set(open), order: MOST_FIRST });

  it('are groups, the most money first, and what is no key’s own apart', () => {
    const { own, special } = lines();
    expect(own.map(({ label, isOpen }) => [label, isOpen])).toEqual([
      ['acme', false],
      ['globex', false],
    ]);
    expect(special.map(({ label, isOpen }) => [label, isOpen])).toEqual([
      ['unlabelled', false],
      ['idle', false],
      ['unattributed', undefined],
    ]);
  });

  it('open to the rows within', () => {
    const { own } = lines([lines().own[0].row.key]);
    expect(own.map(({ label, depth }) => [label, depth])).toEqual([
      ['acme', 0],
      ['large', 1],
      ['small', 1],
      ['globex', 0],
    ]);
  });

  it('are single rows where they are not grouped', () => {
    expect(lines([], false).own.map(({ label }) => label)).toEqual(['acme · large', 'acme · small', 'globex · odd']);
  });

  it('are sorted by any figure, undefined ones last', () => {
    const order = nextOrder(nextOrder(MOST_FIRST, 'cost_prompt'), 'cost_prompt');
    expect(order).toEqual({ id: 'cost_prompt', descending: false });
    expect(sortRows(block.rows.slice(0, 3), order).map(({ label }) => label)).toEqual([
      'acme · small',
      'acme · large',
      'globex · odd',
    ]);
  });
});

describe('the treemap', () => {
  it('has groups with their tiles inside, and nothing outside', () => {
    const tiles = tilesOf(rowsOf(euro), by, 400, 300);
    expect(
      tiles
        .filter(({ depth }) => depth === 1)
        .map(({ group }) => group)
        .sort()
    ).toEqual(['acme', 'globex', 'idle', 'unattributed', 'unlabelled']);
    const acme = tiles.find(({ group, depth }) => group === 'acme' && depth === 1)!;
    for (const tile of tiles.filter(({ group, depth }) => group === 'acme' && depth === 2)) {
      expect(tile.left).toBeGreaterThanOrEqual(acme.left);
      expect(tile.top).toBeGreaterThanOrEqual(acme.top + acme.header);
      expect(tile.left + tile.width).toBeLessThanOrEqual(acme.left + acme.width);
      expect(tile.top + tile.height).toBeLessThanOrEqual(acme.top + acme.height);
    }
  });

  it.each([
    [400, 300],
    [310, 80],
    [60, 40],
  ])('has no tile beyond its group at %i × %i', (width, height) => {
    const many = Array.from({ length: 60 }, (_, at): FakeRow => ({
      labels: { tenant: `t${at % 7}`, llm_model: `m${at}` },
      values: { cost_total: 1 + (at % 9) ** 3 },
    }));
    const tiles = tilesOf(rowsOf(many), by, width, height);
    const outer = new Map(tiles.filter(({ depth }) => depth === 1).map((tile) => [tile.group, tile]));
    for (const { group, left, top, width: w, height: h } of tiles) {
      const around = outer.get(group)!;
      expect(left + w).toBeLessThanOrEqual(around.left + around.width);
      expect(top + h).toBeLessThanOrEqual(around.top + around.height);
    }
  });

  it('is empty where there is no money or no room', () => {
    expect(tilesOf(rowsOf([{ labels: { tenant: 'a' }, values: { cost_total: 0 } }]), ['tenant'], 400, 300)).toEqual([]);
    expect(tilesOf(rowsOf(euro), by, 0, 300)).toEqual([]);
  });
});

describe('the stack', () => {
  const all = readTimeRows(partOf(timeFrame(euro, 2)));

  it('is money per hour, the keys with the most below, what is no key’s own on top', () => {
    const bands = bandsByRow(all, by);
    expect(bands.map(({ label }) => label)).toEqual([
      'acme · large',
      'acme · small',
      'globex · odd',
      'unlabelled · small',
      'idle · small',
      'unattributed',
    ]);
    // 40 in two minutes.
    expect(bands[0].values).toEqual([1200, 1200]);
    expect(bands[0].amount).toBe(40);
  });

  it('puts the smallest of many rows together and loses no money', () => {
    const many = Array.from({ length: 50 }, (_, at) => ({
      labels: { tenant: `t${at}` },
      values: { cost_total: at + 1 },
    }));
    const bands = bandsByRow(readTimeRows(partOf(timeFrame(many, 3))), ['tenant']);
    expect(bands).toHaveLength(MOST_BANDS);
    expect(bands[MOST_BANDS - 1].label).toBe('39 more');
    expect(bands.reduce((sum, { amount }) => sum + amount, 0)).toBeCloseTo(1275);
  });

  it('by part is what the money was for', () => {
    expect(bandsByPart(all).map(({ label, amount }) => [label, Math.round(amount * 1e6) / 1e6])).toEqual([
      ['Prompt', 10],
      ['Generation', 50],
      ['Not divided', 10],
      ['unlabelled', 6],
      ['idle', 4],
      ['unattributed', 20],
    ]);
  });

  it('has a budget line only where all that is seen has a budget', () => {
    const theme = createTheme();
    const at = {
      timeRange: {
        from: dateTime(Date.UTC(2026, 10, 1)),
        to: dateTime(Date.UTC(2026, 10, 2)),
        raw: { from: '', to: '' },
      },
      timeZone: 'utc',
    };
    const bands = bandsByRow(all, by);
    const budgets = [{ name: 'acme', amount: 720 }];
    expect(budgetLevel(theme, budgets, bands, 'EUR', at)).toEqual([]);
    expect(budgetLevel(theme, budgets, bands.slice(0, 2), 'EUR', at)).toMatchObject([
      { value: 1, label: 'budget €1.00 an hour' },
    ]);
  });

  it('has a look for every band', () => {
    const bands = bandsByRow(all, by);
    const looks = bandLook(createTheme(), bands);
    expect(looks(bands[0].id).colour).toBe(looks(bands[1].id).colour);
    expect(looks(bands[2].id).colour).not.toBe(looks(bands[0].id).colour);
    expect(looks(bands[5].id).kind).toBe('hatch');
  });
});

describe('the basis', () => {
  const effective = tableFrame(euro);
  const usage = tableFrame(
    euro.map((row) => ({
      ...row,
      values: { ...row.values, cost_total: row.kind === 'idle' ? 9 : row.values.cost_total },
    })),
    { basis: 'usage' }
  );

  it.each([
    ['both answers', [effective, usage], 'usage', [], { shown: 'usage', by: 'frames' }],
    ['one answer and a variable', [effective], 'usage', ['basis'], { shown: 'effective', by: 'variable' }],
    ['one answer', [usage], 'effective', ['cluster'], { shown: 'usage', by: 'none' }],
    ['no answer', [], 'usage', ['basis'], { shown: undefined, by: 'none' }],
  ] as const)('of %s', (_, frames, wanted, variables, expected) => {
    expect(chooseBasis([...frames], wanted, [...variables])).toEqual(expected);
  });

  it('takes the frames of one basis, and those that do not say', () => {
    expect(framesOf([effective, usage], 'usage')).toEqual([usage]);
    const silent = { ...effective, meta: { custom: { queryType: 'cost', format: 'table', by } } };
    expect(framesOf([silent], 'usage')).toEqual([silent]);
  });

  it('says what changes', () => {
    expect(whatChanges([effective, usage])).toBe('Usage books €5.00 more as idle; the bill stays.');
    expect(whatChanges([effective, tableFrame(euro, { basis: 'usage' })])).toBe('Both bases give the same here.');
  });
});

describe('words', () => {
  const [row] = rowsOf([...euro, ...dollar]);

  it.each([
    ['cost_total', 1234.567, '€1.23K'],
    ['cost_per_request', 0.000557, '€0.000557'],
    ['useful_ratio', 0.75, '75.0%'],
    ['requests', 12.4, '12'],
    ['prompt_tokens', 203_115_044, '203 Mil'],
    ['gpu_hours', 24.8151, '24.8'],
    ['cost_prompt', null, 'n/a'],
  ] as const)('%s of %p', (id, value, expected) => {
    expect(formatOf(id, row.fields, value, 'EUR')).toBe(expected);
  });

  it('respect a unit that was chosen, and decimals', () => {
    const field = { ...row.fields.cost_total!, config: { unit: 'currencyGBP' } };
    expect(unitFor('cost_total', field, 'EUR')).toBe('currencyGBP');
    expect(formatOf('cost_total', { cost_total: field }, 2, 'EUR')).toBe('£2.00');
  });

  it('of what is missing', () => {
    const coverage = {
      ...partOf(tableFrame(euro)).coverage!,
      empty: [{ operand: 'tenant', reason: 'no-samples' as const }],
      unbilled: [{ key: 'eu/n1', gpu_hours: 3 }],
    };
    const bills = [{ currency: 'EUR', amount: 100, gpu_hours: 50, unpriced_gpu_hours: 5 }];
    const part = partOf(tableFrame(euro, { coverage, bill: bills }));
    const weights = [{ source: 'none', currency: 'EUR', amount: 10 }];
    part.facts = { ...part.facts, cost: { ...part.facts.cost!, weights } };
    expect(partialNote(part)).toBe(
      'No gateway says who asked: Its series exist, but have no samples in this time range. ' +
        '5.00 GPU-hours have no price and are not in the bill. ' +
        '3.00 GPU-hours are counted by the price source alone and are not in the bill. ' +
        '€10.0 could not be divided between prompt and generation.'
    );
    expect(partialNote(partOf(tableFrame(euro)))).toBeUndefined();
  });
});

describe.each(['dark', 'light'] as const)('colours of keys in the %s theme', (mode) => {
  const theme = createTheme({ colors: { mode } });

  it('are as many as there are, in the order of the keys', () => {
    const keys = ['b', 'a', 'c', 'b'];
    const colourOf = keyColours(theme, keys);
    expect(colourOf('a')).toBe(theme.visualization.getColorByName(KEY_COLOURS[0]));
    expect(new Set(keys.map(colourOf)).size).toBe(3);
  });
});
