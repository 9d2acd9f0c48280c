import { readAnswer } from '../../../shared/panel/model/answer';
import { dollar, euro, tableFrame, timeFrame } from '../testing/frames';

import { readTableRows } from './tableRows';
import { overRange, readTimeRows } from './timeRows';

const table = (...args: Parameters<typeof tableFrame>) => readAnswer('cost', [tableFrame(...args)]).table!;
const time = (...args: Parameters<typeof timeFrame>) => readAnswer('cost', [timeFrame(...args)]).time!;

describe('rows of a table', () => {
  it('have labels, kind, currency and figures', () => {
    const rows = readTableRows(table([...euro, ...dollar]));
    expect(rows.map(({ label, kind, currency }) => [label, kind, currency])).toEqual([
      ['acme · small', 'value', 'EUR'],
      ['acme · large', 'value', 'EUR'],
      ['globex · odd', 'value', 'EUR'],
      ['unlabelled · small', 'unlabelled', 'EUR'],
      ['idle · small', 'idle', 'EUR'],
      ['unattributed', 'unattributed', 'EUR'],
      ['acme · small', 'value', 'USD'],
      ['idle · small', 'idle', 'USD'],
    ]);
    expect(rows[2].figures).toMatchObject({ cost_total: 10, cost_prompt: null });
    expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
  });

  it('take the currency of the bill where there is only one', () => {
    expect(readTableRows(table(euro))[0].currency).toBe('EUR');
  });

  it('keep a tenant that is really called idle apart', () => {
    const rows = readTableRows(
      table([
        { labels: { tenant: 'idle' }, values: { cost_total: 1 } },
        { labels: { tenant: 'idle' }, kind: 'idle', values: { cost_total: 2 } },
      ])
    );
    expect(rows.map(({ kind }) => kind)).toEqual(['value', 'idle']);
    expect(rows[0].key).not.toBe(rows[1].key);
  });

  it('without a key are called by their kind', () => {
    const rows = readTableRows(
      table(
        [
          { labels: {}, values: { cost_total: 1 } },
          { labels: {}, kind: 'idle', values: { cost_total: 2 } },
        ],
        { facts: { by: [] } }
      )
    );
    expect(rows.map(({ label }) => label)).toEqual(['Tokens', 'idle']);
  });
});

describe('rows over time', () => {
  it('are a row per key and currency, the currency no label of the key', () => {
    const { rows, step, times } = readTimeRows(time([...euro, ...dollar], 3));
    expect(rows.map(({ label, kind, currency }) => [label, kind, currency])).toContainEqual([
      'acme · small',
      'value',
      'USD',
    ]);
    expect(rows).toHaveLength(8);
    expect([step, times.length]).toEqual([60, 3]);
  });

  it('come to the table’s figures over the range', () => {
    const all = readTimeRows(time(euro, 4));
    const [row] = all.rows.map((one) => overRange(one, 4));
    expect(row.figures.cost_total).toBeCloseTo(20);
    expect(row.figures.cost_prompt).toBeCloseTo(4);
  });

  it('without a key are told apart by their kind', () => {
    const rows = ['value', 'idle'].map((kind) => ({ labels: { row_kind: kind }, kind, values: { cost_total: 1 } }));
    expect(readTimeRows(time(rows)).rows.map(({ label, kind }) => [label, kind])).toEqual([
      ['Tokens', 'value'],
      ['idle', 'idle'],
    ]);
  });
});
